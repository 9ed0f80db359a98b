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


def key(sentence: Mapping[str, Any]) -> tuple[str, str]:
    """(case, text) of a sentence or a verdict: which of its answer's sentences it is does not matter."""
    return sentence["id"].rpartition("#")[0], sentence["text"]


def read(*paths: Path) -> dict[tuple[str, str], str]:
    """Verdicts by `key`. Raises BalieError naming the line that is none."""
    found: dict[tuple[str, str], str] = {}
    for path in paths:
        ids = set[str]()
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not text.strip():
                continue
            try:
                entry = json.loads(text)
                if entry["verdict"] not in VERDICTS or not all(isinstance(entry[k], str) for k in ("id", "text")):
                    raise ValueError(f"verdict {entry['verdict']!r}")
                if entry["id"] in ids:
                    raise ValueError(f"id {entry['id']!r} occurs twice")
                ids.add(entry["id"])
                found[key(entry)] = entry["verdict"]
            except (ValueError, TypeError, KeyError) as error:
                expected = f'write {{"id", "text", "verdict": "{"|".join(VERDICTS)}", "reason"}} a line'
                raise BalieError(f"{path}:{number}: no verdict: {error}", expected) from error
    return found


def count(sentences: Sequence[Mapping[str, Any]], verdicts: Mapping[tuple[str, str], str]) -> tuple[Count, Count]:
    """(of those shown, of all that the model wrote and somebody judged).

    Raises BalieError when a shown sentence has no verdict.
    """
    unjudged = [s["id"] for s in sentences if s["shown"] and key(s) not in verdicts]
    if unjudged:
        raise BalieError(
            f"{len(unjudged)} shown sentences have no verdict: {_some(unjudged)}",
            "read them, as `shown --judged` lists them, and add their verdicts",
        )
    judged = [s for s in sentences if key(s) in verdicts]
    shown = [verdicts[key(s)] for s in judged if s["shown"]]
    return _count("shown", shown), _count("written", [verdicts[key(s)] for s in judged])


def _count(name: str, found: Sequence[str]) -> Count:
    return Count(name, len(found), found.count("contradicts"), found.count("missing"))


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_NAMED]) + (" …" if len(ids) > _NAMED else "")
