"""Members of the retriever family: one file, one way of finding chunks inside a scope."""
