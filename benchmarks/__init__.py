"""Measurements, each side by side with a peer in one run; `docs/benchmarks.md` has the figures."""
