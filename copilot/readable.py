"""An answer for the terminal."""

from __future__ import annotations

import textwrap

from copilot.core.answer import Answer


def readable(answer: Answer) -> str:
    """Its text, then its sources; of a refusal what is near."""
    if answer.refusal:
        near = (f"  near: {hit.document.title}  ({hit.document.id})" for hit in answer.refusal.nearest)
        return "\n".join([answer.refusal.text, *near])
    lines = [textwrap.fill(answer.text, 100)]
    lines += [f"  [{c.n}] {c.document.kind}: {c.document.title}  {c.uri}" for c in answer.citations]
    lines += dict.fromkeys(f"  ! {warning.text}" for warning in answer.warnings)
    return "\n".join(lines)
