"""Members of the reranker family: one file, one way to reorder hits."""
