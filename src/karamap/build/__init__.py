"""From public geography and hand-kept evidence to the layers of the map."""
