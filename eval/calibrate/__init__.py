"""`python -m eval.calibrate`: when to refuse, and what confidence in words means; see docs/answers.md."""
