"""What is asked: the questions of a file, in an order and as kinds of request that a seed decides."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from copilot.core.errors import BalieError


def read(path: Path) -> list[str]:
    """One a line: text, or JSON with "question" or "query". Raises BalieError naming the line that is neither."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BalieError(f"questions {path} cannot be read: {error}", "name a file of one question a line") from error
    questions = [_question(path, n, line.strip()) for n, line in enumerate(lines, 1) if line.strip()]
    if not questions:
        raise BalieError(f"{path} holds no question", "write one question a line")
    return questions


def _question(path: Path, number: int, line: str) -> str:
    if not line.startswith("{"):
        return line
    try:
        body = json.loads(line)
        question = body.get("question") or body.get("query")
    except ValueError:
        question = None
    if not isinstance(question, str):
        raise BalieError(f'line {number} of {path} has no "question" or "query"', "correct that line")
    return question


def drawn(questions: Sequence[str], mix: Mapping[str, float], seed: int, *, vary: bool) -> Iterator[tuple[str, str]]:
    """(kind, question) without end: every question in turn, in an order of the seed's.

    vary: with a number that never comes twice, so that nothing can answer it from what it remembers.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    order, kinds, weights = list(questions), list(mix), list(mix.values())
    chance.shuffle(order)
    for number, question in enumerate(itertools.cycle(order)):
        kind = chance.choices(kinds, weights)[0]
        yield kind, f"{question} {number}" if vary else question
