"""Validation: every problem in the geodata, found before it is told."""
