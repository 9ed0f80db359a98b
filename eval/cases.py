"""Suites and their cases: what is asked, and what a good outcome is."""

from __future__ import annotations

import difflib
import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from copilot.core.errors import BalieError
from copilot.core.registry import Options, explain
from copilot.core.types import Turn

_KEYS = ("id", "question", "relevant", "answer", "answerable", "tags", "conversation", "audiences")
_ROLES = ("customer", "agent")
_SHOWN = 5
"""Malformed lines named in one error."""


class SuiteError(BalieError):
    """A suite cannot be run: it is missing, malformed, or does not fit the snapshot."""


@dataclass(frozen=True, slots=True)
class EvalCase:
    """One question with what is known about its answer."""

    id: str
    question: str
    relevant: tuple[str, ...] = ()
    """External or document ids of the documents that each hold the answer."""
    answer: str | None = None
    """The short gold answer."""
    answerable: bool = True
    """False: the right outcome is a refusal."""
    tags: tuple[str, ...] = ()
    conversation: tuple[Turn, ...] = ()
    """What was said before the question, oldest first."""
    audiences: tuple[str, ...] = ()
    """Groups of the asker; none: the local user, who sees everything."""


@dataclass(frozen=True, slots=True)
class Suite:
    name: str
    cases: tuple[EvalCase, ...]
    config: Path | None
    """Configuration that the suite names; None when it names none."""
    sha256: str
    """Over the case files' bytes: equal means the same questions."""


class SuiteFile(Options):
    """The TOML of a suite; paths are relative to its folder."""

    name: str
    config: Path | None = None
    cases: tuple[Path, ...]
    fields: Mapping[str, str] = {}
    """Our key -> the key that the case files use instead, such as question = "query"."""


def load_suite(path: Path) -> Suite:
    """Reads a .toml, a folder that holds suite.toml, or a bare .jsonl. Raises SuiteError."""
    path = path / "suite.toml" if path.is_dir() else path
    if path.suffix == ".toml":
        head = _head(path)
        name, config = head.name, path.parent / head.config if head.config else None
        files, fields = [path.parent / file for file in head.cases], head.fields
    else:
        name, config, files, fields = path.stem, None, [path], {}
    cases: dict[str, EvalCase] = {}
    problems: list[str] = []
    digest = hashlib.sha256()
    for file in files:
        content = _read(file)
        digest.update(content)
        for number, line in enumerate(content.split(b"\n"), 1):
            if not line.strip():
                continue
            try:
                case = _case(line, fields)
                if case.id in cases:
                    raise ValueError(f'"id" {case.id!r} occurs twice, expected it once in the suite')
                cases[case.id] = case
            except (ValueError, RecursionError) as error:  # a malformed line is told with the others, below
                problems.append(f"{file}:{number}: {error}")
    if problems:
        more = f"\nand {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
        raise SuiteError(
            "\n".join(problems[:_SHOWN]) + more, 'write {"id", "question", "relevant", "answer", …} a line'
        )
    if not cases:
        raise SuiteError(f"suite {path} has no cases", "write one JSON object a line in its case files")
    return Suite(name, tuple(cases.values()), config, digest.hexdigest())


def _head(path: Path) -> SuiteFile:
    try:
        return SuiteFile.model_validate(tomllib.loads(_read(path).decode("utf-8")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SuiteError(f"suite {path} is not TOML: {error}", "correct that line") from error
    except ValidationError as error:
        problem = explain(error, "", SuiteFile)
        raise SuiteError(f"suite {path}: {problem.problem}", problem.fix) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        expected = "a .toml with name, config and cases, a folder with suite.toml, or a .jsonl of cases"
        raise SuiteError(f"{path} cannot be read: {error.strerror}", f"name {expected}") from error


def _case(line: bytes, fields: Mapping[str, str]) -> EvalCase:
    """One case. Raises ValueError saying what was found and what was expected."""
    try:
        data = json.loads(line.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise ValueError(f"expected a JSON object, found {error.msg} at column {error.colno}") from None
    if not isinstance(data, dict):
        raise ValueError(f"expected a JSON object, found {type(data).__name__}")
    data = {ours: data[theirs] for ours, theirs in fields.items() if theirs in data} or data
    for key in data.keys() - set(_KEYS):
        # Other keys are the author's own notes; one that looks like ours would silently measure nothing.
        if close := difflib.get_close_matches(key, _KEYS, n=1, cutoff=0.8):
            raise ValueError(f'unknown key "{key}", expected "{close[0]}"')
    case = EvalCase(
        id=_text(data, "id"),
        question=_text(data, "question"),
        relevant=_texts(data, "relevant"),
        answer=None if data.get("answer") is None else _text(data, "answer"),
        answerable=_flag(data, "answerable"),
        tags=_texts(data, "tags"),
        conversation=tuple(_turns(data)),
        audiences=_texts(data, "audiences"),
    )
    if case.answerable and not case.relevant and case.answer is None:
        raise ValueError('found neither "relevant" nor "answer", expected one of them or "answerable": false')
    return case


def _found(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"


def _clean(text: str) -> str:
    # A lone surrogate is legal in JSON and cannot be written as UTF-8.
    return text.encode("utf-8", "replace").decode("utf-8")


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f'"{key}" must be a non-empty text, found {_found(value)}')
    return _clean(value)


def _texts(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError(f'"{key}" must be a list of texts, found {_found(value)}')
    return tuple(map(_clean, value))


def _flag(data: Mapping[str, Any], key: str) -> bool:
    value = data.get(key, True)
    if not isinstance(value, bool):
        raise ValueError(f'"{key}" must be true or false, found {_found(value)}')
    return value


def _turns(data: Mapping[str, Any]) -> Iterator[Turn]:
    value = data.get("conversation", [])
    if not isinstance(value, list):
        raise ValueError(f'"conversation" must be a list of turns, found {_found(value)}')
    for turn in value:
        if not isinstance(turn, dict) or turn.get("role") not in _ROLES:
            raise ValueError(f'a turn must be {{"role": "customer|agent", "text"}}, found {_found(turn)}')
        yield Turn(turn["role"], _text(turn, "text"))
