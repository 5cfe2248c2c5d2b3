"""The atlas as a booklet: a hand-out for a class, as one PDF."""
