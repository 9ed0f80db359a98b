"""Counts what people found of a model's sentences: one verdict a line, {"id", "text", "verdict", "reason"}."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copilot.core.errors import BalieError
from eval.aggregate import wilson

VERDICTS = ("supported", "contradicts", "missing")
"""What the passage does with the sentence: says so, says otherwise, does not say."""
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Count:
    name: str
    n: int
    contradicts: int
    missing: int

    def __str__(self) -> str:
        wrong = self.contradicts + self.missing
        share = wrong / self.n if self.n else 0.0
        low, high = wilson(share, self.n) if self.n else (0.0, 1.0)
        return (
            f"{self.name}: {wrong} of {self.n} wrong ({self.contradicts} contradict, {self.missing} missing) = "
            f"{share:.1%} [{low:.1%}, {high:.1%}]"
        )


def read(path: Path) -> dict[str, dict[str, Any]]:
    """Verdicts by sentence id. Raises BalieError naming the line that is none."""
    found: dict[str, dict[str, Any]] = {}
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not text.strip():
            continue
        try:
            entry = json.loads(text)
            if entry["verdict"] not in VERDICTS or not isinstance(entry["text"], str):
                raise ValueError(f"verdict {entry['verdict']!r}")
            if entry["id"] in found:
                raise ValueError(f"id {entry['id']!r} occurs twice")
            found[entry["id"]] = entry
        except (ValueError, TypeError, KeyError) as error:
            expected = f'write {{"id", "text", "verdict": "{"|".join(VERDICTS)}", "reason"}} a line'
            raise BalieError(f"{path}:{number}: no verdict: {error}", expected) from error
    return found


def count(sentences: Sequence[Mapping[str, Any]], verdicts: Mapping[str, Mapping[str, Any]]) -> tuple[Count, Count]:
    """(of those shown, of all that the model wrote and somebody judged).

    Raises BalieError when a shown sentence has no verdict, or a verdict is about another text.
    """
    unjudged = [s["id"] for s in sentences if s["shown"] and s["id"] not in verdicts]
    if unjudged:
        raise BalieError(
            f"{len(unjudged)} shown sentences have no verdict: {_some(unjudged)}", "read them and add their verdicts"
        )
    judged = [s for s in sentences if s["id"] in verdicts]
    others = [s["id"] for s in judged if s["text"] != verdicts[s["id"]]["text"]]
    if others:
        raise BalieError(
            f"{len(others)} verdicts are about another text than was recorded: {_some(others)}",
            "read what the model wrote now; verdicts belong to the recording they were made from",
        )
    shown = [verdicts[s["id"]]["verdict"] for s in judged if s["shown"]]
    return _count("shown", shown), _count("written", [verdicts[s["id"]]["verdict"] for s in judged])


def _count(name: str, found: Sequence[str]) -> Count:
    return Count(name, len(found), found.count("contradicts"), found.count("missing"))


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_NAMED]) + (" …" if len(ids) > _NAMED else "")
