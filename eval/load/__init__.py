"""`python -m eval load`: asks a running service as its users would, and measures what they get; see docs/load.md."""
