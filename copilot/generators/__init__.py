"""Members of the generator family: one file, one way to write an answer from passages."""
