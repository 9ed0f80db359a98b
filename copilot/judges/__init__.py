"""Members of the judge family: one file, one way to ask whether a passage supports a sentence."""
