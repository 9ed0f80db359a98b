"""The product's verification outside a question: with the bundled embedder and without a judge."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from copilot.core.deadline import NONE, Deadline
from copilot.core.embedders import load as load_embedder
from copilot.core.ports import Embedder
from copilot.core.sections import EmbedderSettings
from copilot.core.types import Vectors
from copilot.verify import Verifier


class Nobody:
    """The judge of an installation without one."""

    def supports(self, pairs: Sequence[tuple[str, str]], deadline: Deadline = NONE) -> Sequence[None]:  # noqa: ARG002
        return [None] * len(pairs)


def verifier() -> Verifier:
    """The embedder's model is loaded once a meaning is asked for; what was embedded is remembered."""
    return Verifier(lambda one, other: float(_vector(one) @ _vector(other)), Nobody())


@cache
def _embedder() -> Embedder:
    return load_embedder(EmbedderSettings())


@cache
def _vector(text: str) -> Vectors:
    vector: Vectors = _embedder().embed_passages([text])[0]
    return vector
