"""`python -m eval.bench.language_model`: what a real model writes and what of it is shown; serve.py runs one."""
