"""`tickets_zendesk`: Zendesk tickets as its API and exports write them (JSON, JSON lines, CSV); help-centre articles.

Comments stand in the ticket, or in `comments.json` beside it (each with its ticket_id); people in "users" of the same
file, or in `users.json` beside it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from copilot.core.ports import Item
from copilot.core.types import Document, Rejected
from ingest import parse
from ingest.sources._base import SourceOptions, find_files, key_of, revision_of
from ingest.sources._dates import iso
from ingest.sources._records import RecordError, id_of, objects, records, text_of, tidy
from ingest.sources._sections import sections
from ingest.sources._tickets import Comment, Ticket, documents

SOLVED = frozenset(["solved", "closed"])
STAFF = frozenset(["agent", "admin"])
SIDECARS = ("users", "comments")
_SUFFIXES = (".json", ".jsonl", ".ndjson", ".csv")
_FIX = "export the tickets again with Zendesk's API or its JSON or CSV export"


class Options(SourceOptions):
    """`path`: .json, .jsonl or .csv files, in a folder or as a glob."""


@dataclass
class _Beside:
    """What other records of the same file and folder say about tickets."""

    users: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    comments: dict[str, list[Mapping[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, data: Any) -> None:
        """Takes over "users" and "comments", or one record of either. Raises RecordError."""
        if isinstance(data, list):
            for entry in data:
                self.add(entry)
        elif isinstance(data, Mapping) and ("users" in data or "comments" in data):
            self.add([*objects(data, "users"), *objects(data, "comments")])
        elif isinstance(data, Mapping) and "ticket_id" in data:
            self.comments[id_of(data, "ticket_id")].append(data)
        elif isinstance(data, Mapping):
            self.users[id_of(data)] = data
        else:
            raise RecordError(f"expected a user or a comment, found {type(data).__name__}")

    def name(self, person: Any) -> str:
        user = self.users.get(str(person), {})
        return text_of(user, "name") or ("" if person is None else str(person))

    def is_staff(self, person: Any, requester: Any) -> bool:
        """By the person's role; one without a known role is staff when it is not the one who asked."""
        role = self.users.get(str(person), {}).get("role")
        return role in STAFF if role else person is not None and str(person) != str(requester)


class ZendeskSource:
    def __init__(self, options: Options) -> None:
        self._options = options

    def items(self) -> Iterator[Item]:
        files = find_files(self._options, _SUFFIXES)
        self._files = {key_of(self._options, f): f for f in files if f.stem.lower() not in SIDECARS}
        for key, file in self._files.items():
            yield Item(key, revision_of([file, *_sidecars(file)]))

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        file = self._files[item.key]
        beside = _Beside()
        for sidecar in _sidecars(file):
            yield from self._add(beside, key_of(self._options, sidecar), sidecar)
        found: list[tuple[str, Any]] = []
        for record in records(self._options.name, item.key, file):
            if isinstance(record, Rejected):
                yield record
                continue
            place, data = record
            if isinstance(data, Mapping) and "users" in data:
                try:
                    beside.add({"users": data["users"]})
                except RecordError as error:
                    yield Rejected(self._options.name, item.key, f"users: {error}", _FIX)
            found += [(place or f"record {n}", entry) for n, entry in enumerate(_entries(data), 1)]
        for place, data in found:
            yield from self._record(f"{item.key} {place}", data, beside)

    def _add(self, beside: _Beside, key: str, sidecar: Path) -> Iterator[Rejected]:
        for record in records(self._options.name, key, sidecar):
            if isinstance(record, Rejected):
                yield record
                continue
            try:
                beside.add(record[1])
            except RecordError as error:
                yield Rejected(self._options.name, f"{key} {record[0]}".strip(), str(error), _FIX)

    def _record(self, where: str, data: Any, beside: _Beside) -> Iterator[Document | Rejected]:
        try:
            if not isinstance(data, Mapping):
                raise RecordError(f"expected a ticket, found {type(data).__name__}")
            if " row " in where:
                yield from documents(self._options, _from_csv(data))
            elif "body" in data and "subject" not in data:
                yield _article(self._options, data, beside)
            else:
                yield from documents(self._options, _ticket(data, beside))
        except RecordError as error:
            yield Rejected(self._options.name, where, str(error), _FIX)
        except parse.ParseError as error:
            yield Rejected(self._options.name, where, error.reason, error.fix)


def _sidecars(file: Path) -> list[Path]:
    return [beside for name in SIDECARS for s in _SUFFIXES[:-1] if (beside := file.with_name(name + s)).is_file()]


def _entries(data: Any) -> list[Any]:
    """The tickets and articles of a response, of a bare list, or the one there is."""
    if not isinstance(data, Mapping):
        return data if isinstance(data, list) else [data]
    named = [data[key] for key in ("tickets", "articles", "results", "ticket", "article") if key in data]
    return [entry for value in named for entry in _entries(value)] if named else [data]


def _ticket(data: Mapping[str, Any], beside: _Beside) -> Ticket:
    key, requester = id_of(data), data.get("requester_id")
    page = re.sub(r"/api/v2/tickets/(\d+)\.json$", r"/agent/tickets/\1", text_of(data, "url"))
    raw = objects(data, "comments") or beside.comments.get(key, [])
    raw = sorted(raw, key=lambda comment: iso(comment.get("created_at")))
    comments = [_comment(comment, beside, page) for comment in raw]
    description = text_of(data, "description")
    # The description repeats the first comment, also when that is private.
    if description and not any(_repeats(description, comment.text) for comment in comments):
        comments.insert(0, Comment(description, beside.name(requester), iso(data.get("created_at")), uri=page))
        raw = [{"author_id": requester}, *raw]
    solved = text_of(data, "status").lower() in SOLVED
    answers = [
        comment
        for source, comment in zip(raw, comments, strict=True)
        if comment.public and comment.text and beside.is_staff(source.get("author_id"), requester)
    ]
    return Ticket(
        id=key,
        title=text_of(data, "subject") or text_of(data, "raw_subject"),
        comments=tuple(comments),
        resolved=solved,
        solution=answers[-1] if solved and answers else None,
        uri=page,
        created_at=iso(data.get("created_at")),
        updated_at=iso(data.get("updated_at")),
        metadata={name: data.get(name) for name in ("status", "priority", "type", "tags")},
    )


def _comment(data: Mapping[str, Any], beside: _Beside, page: str) -> Comment:
    ref = id_of(data) if "id" in data else ""
    text = text_of(data, "body") or text_of(data, "plain_body") or parse.html_text(text_of(data, "html_body"))
    via = f"{page}#comment {ref}" if page and ref else page
    author = beside.name(data.get("author_id"))
    return Comment(
        text, author, iso(data.get("created_at")), ref, via.replace(" ", "-"), data.get("public") is not False
    )


def _repeats(description: str, comment: str) -> bool:
    """Whether two texts are the same but for mark-up and white space, or one is the other cut short."""
    one, other = sorted((re.sub(r"[\W_]+", "", text).casefold() for text in (description, comment)), key=len)
    return one == other or (len(one) >= 20 and other.startswith(one))


def _from_csv(cells: Mapping[str, list[str]]) -> Ticket:
    def cell(*columns: str) -> str:
        return next((text for column in columns for value in cells.get(column, []) if (text := tidy(value))), "")

    key = cell("id", "ticket id", "#", "ticket-id")
    if not key:
        raise RecordError('column "Id" is missing or empty')
    created = iso(cell("created at", "created", "requested"))
    status = cell("status", "ticket status").lower()
    tags = re.split(r"[,\s]+", cell("tags"))
    return Ticket(
        id=key,
        title=cell("subject", "title"),
        comments=(Comment(cell("description"), cell("requester", "requester name"), created),),
        resolved=status in SOLVED,
        created_at=created,
        updated_at=iso(cell("updated at", "updated")),
        metadata={"status": status, "priority": cell("priority").lower(), "tags": [tag for tag in tags if tag]},
    )


def _article(options: Options, data: Mapping[str, Any], beside: _Beside) -> Document:
    title = text_of(data, "title") or text_of(data, "name")
    parts = tuple(sections(parse.parse(text_of(data, "body").encode(), "body.html").elements, title))
    if not parts:
        raise RecordError("the article has no text")
    author = beside.users.get(str(data.get("author_id")), {})
    return Document(
        source=options.name,
        external_id=f"article-{id_of(data)}",
        kind="wiki",
        title=title,
        parts=parts,
        uri=text_of(data, "html_url") or text_of(data, "url"),
        language=text_of(data, "locale"),
        created_at=iso(data.get("created_at")),
        updated_at=iso(data.get("edited_at") or data.get("updated_at")),
        # A draft is not on the help centre.
        audience=options.internal_audience if data.get("draft") is True else options.audience,
        owner=text_of(author, "name"),
        metadata={"tags": data["label_names"]} if data.get("label_names") else {},
    )


def build(options: Options) -> ZendeskSource:
    return ZendeskSource(options)
