"""Members of the source family: one file, one export format; its name is its `type`."""
