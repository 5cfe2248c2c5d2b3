"""Public geography: fetched, clipped and registered once."""
