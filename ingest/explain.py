"""A document as it is ingested beside what was taken out of it and by which rule, for a person to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from copilot.core.types import Document, Removed


def explain(document: Document) -> str:
    """Each part's kept text, its lines after "| ", then what was removed of it, its lines after "- "."""
    return "\n".join(map(_printable, _lines(document))) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield f"=== {document.id}  {document.title}"
    facts = (document.kind, document.language, document.updated_at, ", ".join(document.audience) or "no audience")
    yield "    " + "  ".join(fact for fact in facts if fact)
    yield from _removed(r for r in document.removed if r.part is None)
    for number, part in enumerate(document.parts):
        about = (part.role, part.author, part.at, part.heading, part.language)
        yield "--- " + "  ".join(fact for fact in about if fact)
        yield from (f"| {line}" for line in part.text.split("\n"))
        yield from _removed(r for r in document.removed if r.part == number)


def _removed(removed: Iterable[Removed]) -> Iterator[str]:
    for entry in removed:
        yield f"    removed by {entry.rule}:"
        yield from (f"    - {line}" for line in entry.text.split("\n"))


def _printable(line: str) -> str:
    """What is removed can hold characters that move a terminal's cursor or turn its text around."""
    return "".join(char if char.isprintable() or char == "\t" else f"<U+{ord(char):04X}>" for char in line)
