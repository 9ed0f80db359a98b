"""Members of the embedder family: one file, one way to turn texts into vectors."""

from __future__ import annotations

from copilot.core import registry
from copilot.core.ports import Embedder
from copilot.core.sections import EmbedderSettings


def load(settings: EmbedderSettings) -> Embedder:
    """The configured embedder. Converted models are kept in `cache` (default ~/.cache/balie), once per user."""
    embedder: Embedder = registry.build(
        __name__, settings.type, settings.options, settings.cache.expanduser(), where="embedder"
    )
    return embedder
