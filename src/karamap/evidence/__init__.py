"""The evidence: tables kept by hand, read, typed, cross-checked and cited."""
