"""The merge-request gate: what a change brings in, what was there before, and what it fixes."""
