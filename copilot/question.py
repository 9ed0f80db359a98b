"""What is asked, and what comes back while it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from copilot.core.answer import Answer, Citation, Sentence
from copilot.core.errors import RequestError
from copilot.core.snapshot.lexical import Term
from copilot.core.types import Filters, Hit, Turn

MAX_QUESTION = 10_000
"""Characters; a longer text is a document, not a question."""
MAX_RESULTS = 100


@dataclass(frozen=True, slots=True)
class Question:
    """What an agent asks."""

    text: str
    conversation: tuple[Turn, ...] = ()
    filters: Filters = Filters()  # noqa: RUF009 frozen
    language: str = ""
    """Language of the answer, ISO 639-1; "" is the language of the question."""
    audience_for: str = "agent"
    """agent | customer; for a customer only public documents exist."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    hits: tuple[Hit, ...]
    snapshot: str
    timings_ms: Mapping[str, float]
    asked: str = ""
    """The question as it was searched for: of a pasted mail, what it asks."""
    vector: NDArray[np.float32] = field(default_factory=lambda: np.empty(0, np.float32), repr=False, compare=False)
    """What it was embedded to: float32 (dimension,)."""
    terms: Mapping[Term, float] = field(default_factory=dict, repr=False, compare=False)
    """Its words as the index has them -> how much each tells among what the asker may see."""


@dataclass(frozen=True, slots=True)
class Found:
    """Event: what was found, before anything is written."""

    result: SearchResult


@dataclass(frozen=True, slots=True)
class Said:
    """Event: one verified sentence with its citations."""

    sentence: Sentence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """Event: the whole answer."""

    answer: Answer


def check(query: str, k: int = 1) -> None:
    """Raises RequestError for what cannot be a question, naming what was found."""
    if not query.strip():
        raise RequestError("the question is empty", "type a question")
    if any("\ud800" <= c <= "\udfff" for c in query):
        raise RequestError("the question holds half a character (a lone surrogate)", "send it as UTF-8")
    if len(query) > MAX_QUESTION:
        raise RequestError(
            f"the question has {len(query)} characters, at most {MAX_QUESTION} are answered",
            "shorten it to what is asked",
        )
    if not 1 <= k <= MAX_RESULTS:
        raise RequestError(f"k is {k}, expected 1 to {MAX_RESULTS}", "ask for fewer results")
