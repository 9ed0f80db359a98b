"""An answer for the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from copilot.core.answer import Answer, Conflict


def readable(answer: Answer) -> str:
    """Its text, its sources, what they disagree on, what to look out for; of a refusal what is near."""
    if answer.refusal:
        near = (f"  near: {hit.document.title}  ({hit.document.id})" for hit in answer.refusal.nearest)
        return "\n".join([answer.refusal.text, *near])
    lines = [textwrap.fill(answer.text, 100)]
    lines += [f"  [{c.n}] {c.document.kind}: {c.document.title}  {c.uri}" for c in answer.citations]
    for conflict in answer.conflicts:
        lines += _sides(conflict)
    lines += dict.fromkeys(
        f"  ! {f'[{warning.citation}] ' if warning.citation else ''}{warning.text}" for warning in answer.warnings
    )
    return "\n".join(lines)


def _sides(conflict: Conflict) -> Iterator[str]:
    """Each side with its source; > marks the one that is proposed."""
    yield f"  ≠ {conflict.fact}"
    for number, side in enumerate(conflict.sides):
        mark = ">" if number == conflict.proposed else " "
        whence = ", ".join(filter(None, (side.date[:10], side.owner)))
        yield f"    {mark} {side.value} [{side.citation}]  {whence}".rstrip()
