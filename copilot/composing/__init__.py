"""From the text of a document to the passages of it that answer: units, their evidence, the runs that are quoted."""
