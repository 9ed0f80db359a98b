"""Imported by the process that reading processes are forked from: loads what each of them would load for itself."""

from copilot.core import text, tokens
from ingest import prepare  # noqa: F401 - for those that are forked

tokens.count("Goedemorgen")
text.language("Guten Morgen zusammen, wie geht es Ihnen heute?")
