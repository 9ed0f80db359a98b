"""`python -m eval.bench.serving`: the service under load, step by step; see docs/load.md."""
