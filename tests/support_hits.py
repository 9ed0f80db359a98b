"""Askers and questions to the small desk; documents, hits and passages for the tests of single steps."""

from __future__ import annotations

import math
from typing import Any

from copilot.core.ports import Passage
from copilot.core.types import Asker, Chunk, Document, Hit, Part

PUBLIC = Asker("web", frozenset({"agent"}), frozenset({"public"}))
BILLING = Asker("facturen", frozenset({"agent"}), frozenset({"public", "billing"}))
QUESTIONS = [
    "Hoe zeg ik mijn contract op?",
    "Wat kost eerder opzeggen per resterende maand?",
    "How do I reset the modem?",
    "Er is twee keer geld afgeschreven voor mijn factuur",
    "Waarom piept de router de hele nacht?",
    "Wanneer krijg ik mijn waarborgsom terug?",
    "Wie heeft de sleutel van de kluis?",
    "What is the capital of Mongolia?",
]


def page(text: str, name: str = "pagina", **fields: Any) -> Document:
    """A Dutch page of one section."""
    return Document(
        "desk", name, "wiki", fields.pop("title", "Titel"), (Part("section", text),), language="nl", **fields
    )


def talk(kind: Any, *turns: tuple[str, str, str], name: str = "gesprek", **fields: Any) -> Document:
    """A mail, chat or ticket of (role, author, text)."""
    parts = tuple(Part(role, text, author) for role, author, text in turns)
    return Document("desk", name, kind, "Titel", parts, language="nl", **fields)


def hit(document: Document, start: int = 0, end: int | None = None, score: float = 1.0, dense: float = math.nan) -> Hit:
    """A hit on document.text[start:end]."""
    end = len(document.text) if end is None else end
    chunk = Chunk(document.id, start, end, document.text[start:end], language=document.language)
    return Hit(chunk, document, score, 1, dense)


def passage(text: str, n: int = 1, **fields: Any) -> Passage:
    """A passage that is a whole page."""
    document = page(text, f"pagina-{n}", **fields)
    return Passage(n, hit(document), 0, len(text))
