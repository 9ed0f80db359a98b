"""What a language model wrote to a question, and the passages it had: one JSON object a line, kept as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from copilot.core.deadline import NONE, Deadline
from copilot.core.errors import BalieError, ModelError
from copilot.core.ports import Claim, Generator, Passage
from copilot.core.types import Chunk, Document, Hit, Part, Turn

FILE = "claims.jsonl"


@dataclass(frozen=True, slots=True)
class Given:
    """A passage as the model saw it: text == document.text[start:end]."""

    n: int
    source: str
    external_id: str
    kind: str
    title: str
    language: str
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, passage: Passage) -> Given:
        document = passage.hit.document
        return cls(
            passage.n,
            document.source,
            document.external_id,
            document.kind,
            document.title,
            document.language,
            passage.start,
            passage.end,
            passage.text,
        )

    @property
    def document_id(self) -> str:
        return f"{self.source}:{self.external_id}"

    def passage(self) -> Passage:
        """The passage at its offsets, in a document that is blank before it."""
        part = Part("section", " " * self.start + self.text, language=self.language)
        document = Document(self.source, self.external_id, self.kind, self.title, (part,), language=self.language)  # type: ignore[arg-type]
        chunk = Chunk(document.id, self.start, self.end, self.text, language=self.language)
        return Passage(self.n, Hit(chunk, document, 1.0, self.n), self.start, self.end)


@dataclass(slots=True)
class Written:
    """A sentence of the model, and what became of it."""

    text: str
    passages: tuple[int, ...]
    """That it names."""
    shown: bool = False
    instead: str = ""
    """What was shown in its place."""
    quotes: tuple[str, ...] = ()
    """Of the citations that it was shown with."""
    reasons: tuple[str, ...] = ()
    """Why it was stopped."""


@dataclass(slots=True)
class Record:
    """One case. `failure` says why there are no (more) sentences when the model failed."""

    id: str
    question: str
    language: str = ""
    status: str = ""
    passages: tuple[Given, ...] = ()
    claims: list[Written] = field(default_factory=list)
    failure: str = ""
    seconds: float = 0.0

    def ids(self) -> list[str]:
        """One for each claim; the same as long as the record is."""
        return [f"{self.id}#{i}" for i in range(1, len(self.claims) + 1)]

    def given(self, numbers: Sequence[int]) -> list[Given]:
        """The passages with these numbers; all when there are none."""
        return [given for given in self.passages if given.n in numbers] or list(self.passages)


class Recording:
    """A generator that passes another's claims through and notes them in `record`."""

    def __init__(self, generator: Generator) -> None:
        self._generator = generator
        self.record = Record("", "")
        self.writing: Written | None = None
        """The claim that is being verified."""

    @property
    def model(self) -> str:
        return self._generator.model

    @property
    def prompt_version(self) -> str:
        return self._generator.prompt_version

    @property
    def is_literal(self) -> bool:
        return self._generator.is_literal

    @property
    def passage_words(self) -> int:
        return self._generator.passage_words

    @property
    def tokens(self) -> Mapping[str, int]:
        return self._generator.tokens

    def generate(
        self,
        question: str,
        conversation: Sequence[Turn],
        passages: Sequence[Passage],
        language: str,
        deadline: Deadline = NONE,
    ) -> Iterator[Claim]:
        self.record.language = language
        self.record.passages = tuple(map(Given.of, passages))
        try:
            for claim in self._generator.generate(question, conversation, passages, language, deadline):
                self.writing = Written(claim.text, claim.passages)
                self.record.claims.append(self.writing)
                yield claim
        except ModelError as error:
            self.record.failure = error.problem
            raise
        finally:
            self.writing = None

    def standalone(self, question: str, conversation: Sequence[Turn], language: str, deadline: Deadline = NONE) -> str:
        return self._generator.standalone(question, conversation, language, deadline)


def line(record: Record) -> str:
    return json.dumps(asdict(record), ensure_ascii=False)


def read(folder: Path) -> dict[str, Record]:
    """Records by case id; of a case that was asked again the last. Raises BalieError for a damaged line."""
    path, records = folder / FILE, dict[str, Record]()
    if not path.exists():
        raise BalieError(f"{path} does not exist", "make it: python -m eval.bench.language_model ask --out DIR")
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            record = _record(json.loads(text))
        except (ValueError, TypeError, KeyError) as error:
            raise BalieError(f"{path}:{number}: no record of a case: {error}", "remove that line, ask again") from error
        records[record.id] = record
    return records


def _record(data: dict[str, Any]) -> Record:
    passages = tuple(Given(**given) for given in data.pop("passages"))
    claims = [_written(claim) for claim in data.pop("claims")]
    return Record(**data, passages=passages, claims=claims)


def _written(data: dict[str, Any]) -> Written:
    lists = {key: tuple(data[key]) for key in ("passages", "quotes", "reasons")}
    return Written(**{**data, **lists})
