"""Words: what the map of a day says, once, for all who show it."""
