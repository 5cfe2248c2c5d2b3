"""Numbers: areas, lengths, the buffer zone, and published figures beside them."""
