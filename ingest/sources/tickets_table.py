"""`tickets_table`: tickets of any helpdesk or forum as CSV, JSON, JSON lines or XML, by a mapping in the configuration.

A plain CSV needs no mapping when its columns have usual names (ID, Subject, Description, Solution, Status ...).
A value is named by its column, or by its path in a record, such as `status.name` or `fields.*.value`. A condition is a
value that says yes, or `column=one|other`, or `column!=one|other`. There is an example in sources.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from copilot.core.ports import Item
from copilot.core.types import Document, Rejected, Removed
from ingest.export.base import find_files, item
from ingest.export.records import tidy
from ingest.ticket.paths import address, entries, exists, holds, plain, raw, text
from ingest.ticket.table_options import Comments, Options
from ingest.ticket.table_rows import FIX, Row, Rows
from ingest.ticket.tickets import (
    OPEN,
    SOLVED,
    UNSOLVED,
    Comment,
    Role,
    Ticket,
    documents,
    from_html,
    last_answer,
    looks_like_html,
)

_SUFFIXES = (".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".xml")
_NONE = {"", "---", "-", "none", "unresolved", "n/a", "geen", "null", "(none)", "open"}
_LONGEST_TITLE = 80


class TableSource:
    """One Item is the whole export, since comments may stand in other files, and a ticket in several rows."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def items(self) -> Iterator[Item]:
        yield item("export", find_files(self._options, _SUFFIXES))

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        tables = _Tables(self._options)
        silent = True
        for file in find_files(self._options, _SUFFIXES):
            for rejected in tables.add(file):
                silent = False
                yield rejected
        for found in tables.documents():
            silent = False
            yield found
        if silent:
            yield Rejected(self._options.name, item.key, "no ticket was found", FIX)


class _Tables(Rows):
    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._states: set[str] = set()
        """States that say neither solved nor unsolved."""

    def documents(self) -> Iterator[Document | Rejected]:
        yield from self.unknown_columns()
        for key, row in self._rows.items():
            found = documents(self._options, self._ticket(key, row))
            yield from map(_as_chat, found) if self._options.kind == "chat" else found
        if self._states and not self._options.solved and self._options.kind == "ticket":
            states = ", ".join(repr(state) for state in sorted(self._states)[:8])
            fix = f"name those that mean solved: solved = [{states}]"
            yield Rejected(self._options.name, "export", f"states that are taken for unsolved: {states}", fix)
        if lost := [key for key in self._loose if key not in self._rows]:
            reason = f"comments of tickets that are not in the export: {', '.join(lost[:8])}"
            yield Rejected(self._options.name, "export", reason, "export these tickets too")

    def _ticket(self, key: str, row: Row) -> Ticket:
        options, facts, names = self._options, row.facts, self._names
        page = address(options.url, facts, {"ticket": key})
        asker = self._person(facts, names["author"])
        created = self._time(facts, names["created_at"])
        wanted = text(facts, options.columns.accepted)
        comments: list[Comment] = []
        solution: Comment | None = None
        for number, (mapping, entry) in enumerate([*row.comments.values(), *self._loose.get(key, [])]):
            link = address(mapping.url, entry, {"ticket": key, "n": str(number)}) or page
            comment = self._comment(mapping, entry, link, asker)
            if comment is None:
                continue
            comments.append(comment)
            if holds(entry, mapping.accepted) or (wanted and comment.ref == wanted):
                solution = comment
        if all(comment.at for comment in comments):
            comments.sort(key=lambda comment: comment.at)
        problem, removed = self._readable(text(facts, names["problem"]))
        asked = any(exists(facts, name) for name in options.columns.problem)
        if (problem or asked or not comments) and not (comments and _repeats(comments[0], problem, asker)):
            comments.insert(0, Comment(problem, asker, created, uri=page, role="customer", removed=removed))
        answer, status = text(facts, names["resolution"]), text(facts, names["status"])
        outcome = self._outcome(answer)
        told = bool(answer) and not outcome
        solved = self._solved(status, "" if told else answer, accepted=solution is not None, told=told)
        if told:
            said, removed = self._readable(answer)
            comments.append(Comment(said, uri=page, role="agent", removed=removed))
            solution = solution or comments[-1]
        if holds(facts, options.columns.private):
            comments = [_private(c) for c in comments]
        metadata = {name: _kept(entries(facts, name)) for name in options.metadata}
        return Ticket(
            id=key,
            title=text(facts, names["title"]) or _headline(comments) or f"Ticket {key}",
            comments=tuple(comments),
            resolved=solved,
            solution=(solution or last_answer(comments)) if solved else None,
            uri=page,
            created_at=created or min((c.at for c in comments if c.at), default=""),
            updated_at=row.updated or max((c.at for c in comments), default=""),
            metadata=metadata
            | {
                "status": status,
                "resolution": answer if outcome else "",
                "priority": text(facts, names["priority"]),
                "tags": _tags(facts, names["tags"]),
            },
            language=text(facts, names["language"]),
        )

    def _comment(self, mapping: Comments, entry: Any, page: str, asker: str) -> Comment | None:
        """The comment of one entry, or None for what is none."""
        if isinstance(entry, str):
            said, removed = self._readable(tidy(entry))
            return Comment(said, uri=page, removed=removed) if said else None
        value = raw(entry, mapping.text)
        whole_row = not (mapping.at or mapping.files)
        if (mapping.only and not holds(entry, mapping.only)) or (value is None and (mapping.skip_empty or whole_row)):
            return None
        said, removed = self._readable(plain(value))
        author = self._person(entry, mapping.author)
        role: Role = ""
        if mapping.staff:
            role = "agent" if holds(entry, mapping.staff) else "customer"
        elif author and author == asker:
            role = "customer"
        return Comment(
            said,
            author,
            self._time(entry, mapping.created_at),
            text(entry, mapping.ref),
            page,
            not holds(entry, mapping.private),
            role,
            removed,
        )

    def _outcome(self, answer: str) -> bool:
        """Whether the resolution is a verdict, such as FIXED, rather than a text."""
        word = " ".join(answer.casefold().split())
        own = {w.casefold() for w in (*self._options.solved, *self._options.unsolved)}
        return word in _NONE or word in SOLVED or word in UNSOLVED or word in own

    def _solved(self, status: str, outcome: str, *, accepted: bool, told: bool) -> bool:
        """accepted: a comment was; told: the resolution is a text."""
        words = {" ".join(word.casefold().split()) for word in (status, outcome)} - {""}
        good = {word.casefold() for word in self._options.solved}
        if words & good:
            return not words & {word.casefold() for word in self._options.unsolved}
        if status and not words & (SOLVED | UNSOLVED | OPEN):
            self._states.add(status[:60])
        if words & (UNSOLVED | {word.casefold() for word in self._options.unsolved}):
            return False
        if accepted or (told and not status) or status == "true":
            return True
        return not good and bool(words & SOLVED)

    def _readable(self, said: str) -> tuple[str, tuple[Removed, ...]]:
        html = looks_like_html(said) if self._options.html is None else self._options.html
        return from_html(said) if html and said else (said, ())


def _repeats(first: Comment, problem: str, asker: str) -> bool:
    """Whether the first comment is the problem, told again."""
    return first.text == problem and asker in ("", first.author)


def _as_chat(document: Document) -> Document:
    parts = tuple(replace(part, role="message") for part in document.parts)
    return replace(document, kind="chat", resolved=None, parts=parts)


def _private(comment: Comment) -> Comment:
    return replace(comment, public=False)


def _headline(comments: list[Comment]) -> str:
    """The first line that everybody may see, cut at a word."""
    line = next((c.text.split("\n", 1)[0] for c in comments if c.text and c.public), "")
    return line if len(line) <= _LONGEST_TITLE else line[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"


def _kept(values: list[Any]) -> Any:
    """One value as it is, several as texts."""
    found = [value for value in values if value not in (None, "")]
    return found[0] if len(found) == 1 and not isinstance(found[0], Mapping) else [plain(value) for value in found]


def _tags(facts: Any, names: tuple[str, ...]) -> list[str]:
    values = next((found for name in names if (found := [plain(v) for v in entries(facts, name) if v])), [])
    one = values[0] if len(values) == 1 else ""
    return [tag.strip() for tag in one.split(";" if ";" in one else ",") if tag.strip()] if one else values


def build(options: Options) -> TableSource:
    return TableSource(options)
