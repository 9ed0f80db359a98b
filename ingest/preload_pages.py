"""Imported after `ingest.preload` where a source reads pages: their parser takes as long to load as all the rest."""

import gc

from ingest import parse

parse.parse(b"<p>Goedemorgen</p>", "preload.html")
parse.parse(b"# Goedemorgen", "preload.md")
gc.freeze()
