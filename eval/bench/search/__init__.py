"""`python -m eval bench`: our search beside what people pick today and beside bare indexes; see run.py."""
