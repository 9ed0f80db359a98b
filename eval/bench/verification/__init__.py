"""`python -m eval.bench.verification`: what verification stops and what it keeps, on pairs whose truth is known."""
