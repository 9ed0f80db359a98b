"""`tickets_jira`: Jira issues with their comments, from saved answers of its REST API v2 or v3 (search pages, single
issues, pages of comments; `/rest/api/2/search?jql=…&fields=*all&expand=names`), or from the issue navigator's "Export":
XML or CSV with all fields.

CSV times name no zone: set `timezone`. CSV also does not say which comments are private; where a service desk has
notes among colleagues, give its CSV a source with an audience of its own, or export JSON instead.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from copilot.core.ports import Item
from copilot.core.types import Document, Rejected
from ingest.export.base import find_files, item, key_of
from ingest.export.records import UNFIT, RecordError, objects, reason_of, records, refusal
from ingest.ticket.exports import ExportOptions, several
from ingest.ticket.jira_json import issue_ids, issue_of, read_comment, read_issue
from ingest.ticket.jira_tables import read_item, read_row
from ingest.ticket.jira_ticket import Issue, said, ticket
from ingest.ticket.markup import Rendered
from ingest.ticket.tickets import documents

_SUFFIXES = (".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".xml")
_FIX = "export it again: JSON of Jira's REST API version 2 or 3, or XML or CSV with all fields"
_HEAD = 4096
_COMMENT_PAGE = re.compile(
    rb'\s*\{\s*(?:"(?:self|startAt|maxResults|total)"\s*:\s*[^\[\]{},]{1,500},\s*){0,4}"comments"\s*:'
)
_ID = re.compile(r"(?<![A-Za-z0-9])([A-Z][A-Z0-9_]{1,20}-\d{1,9}|\d{3,12})(?!\d)")
_ALL = "export"


class Options(ExportOptions):
    """`path`: .json, .jsonl, .csv or .xml files, in a folder or as a glob."""


class JiraSource:
    """One Item is one file; where pages of comments lie beside the issues, all files together are one."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._files: dict[str, Path] = {}

    def items(self) -> Iterator[Item]:
        files = find_files(self._options, _SUFFIXES)
        self._files = {key_of(self._options, file): file for file in files}
        if any(_is_comment_page(file) for file in files):
            yield item(_ALL, files)
            return
        for key, file in self._files.items():
            yield item(key, [file])

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        reading = _Reading(self._options)
        if item.key in self._files:
            yield from reading.file(item.key, self._files[item.key])
        else:
            pages = {key for key, file in self._files.items() if _is_comment_page(file)}
            for key in sorted(self._files, key=lambda key: key not in pages):
                yield from reading.file(key, self._files[key])
        yield from reading.rest(item.key)


class _Reading:
    """What is known while the files of one Item are read."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._comments: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        """Of pages of comments, by the id or key of their issue."""
        self._seen: set[str] = set()
        self._short: list[str] = []

    def file(self, key: str, file: Path) -> Iterator[Document | Rejected]:
        name = self._options.name
        for record in records(name, key, file):
            if isinstance(record, Rejected):
                yield record
                continue
            place, data = record
            where = f"{key} {place}".strip()
            if refused := refusal(data):
                fix = "sign in, or use an API token with enough rights, and export it again"
                yield Rejected(name, where, f"not an export but an answer that refuses it: {refused}", fix)
                continue
            try:
                if isinstance(data, Mapping) and isinstance(data.get("comments"), list) and "fields" not in data:
                    self._page(data, key)
                    continue
                entries = _issues(data)
            except UNFIT as error:
                yield Rejected(name, where, reason_of(error), _FIX)
                continue
            if not entries:
                yield Rejected(name, where, "there is no issue in it", "widen the query and export again, or remove it")
            names = data.get("names") if isinstance(data, Mapping) else None
            for number, entry in enumerate(entries, 1):
                yield from self._issue(entry, place, where if place else f"{key} issue {number}", names)

    def _issue(self, entry: Any, place: str, where: str, names: Any) -> Iterator[Document | Rejected]:
        name, site = self._options.name, self._options.site
        try:
            issue = self._read(entry, place, site, names)
        except UNFIT as error:
            yield Rejected(name, where, reason_of(error), _FIX)
            return
        if issue.key in self._seen:
            fix = "nothing to do when pages overlap; else export it once"
            yield Rejected(name, where, f"issue {issue.key} was already read", fix)
            return
        self._seen.add(issue.key)
        for note in issue.notes:
            if note.endswith("comments"):
                self._short.append(f"{issue.key} ({note})")
            else:
                yield Rejected(name, where, note, "tell us when its text looks wrong")
        yield from documents(self._options, ticket(issue))

    def _read(self, entry: Any, place: str, site: str, names: Any) -> Issue:
        if place.startswith("row"):
            return read_row(entry, self._options.link("/browse/"), self._options.timezone)
        if isinstance(entry, Mapping) and "fields" not in entry and "summary" in entry:
            return read_item(entry, site)
        more = []
        if isinstance(entry, Mapping):
            more = [comment for key in sorted(issue_ids(entry)) for comment in self._comments.pop(key, [])]
        return read_issue(entry, site, more, names if isinstance(names, Mapping) else None)

    def _page(self, page: Mapping[str, Any], key: str) -> None:
        """Raises RecordError when it does not say whose comments they are."""
        named = _ID.findall(key)
        for comment in objects(page, "comments"):
            of = issue_of(comment) or (named[-1] if named else "")
            if not of:
                raise RecordError('a page of comments that names no issue, neither in "self" nor in the file\'s name')
            if comment.get("id") not in [other.get("id") for other in self._comments[of]]:
                self._comments[of].append(comment)

    def rest(self, key: str) -> Iterator[Document | Rejected]:
        """What stands alone at the end."""
        name = self._options.name
        if self._short:
            fix = "fetch /rest/api/2/issue/KEY/comment for these, and put the answers beside the issues"
            yield Rejected(name, key, f"the export holds only some of the comments of {several(self._short)}", fix)
        orphans = {of: comments for of, comments in self._comments.items() if comments}
        if orphans:
            fix = "export these issues too, and put them beside the comments"
            yield Rejected(name, key, f"comments of issues that are not here: {several(orphans)}; read alone", fix)
        for of, comments in orphans.items():
            try:
                answers = tuple(read_comment(comment) for comment in comments)
            except UNFIT as error:
                yield Rejected(name, f"comments of {of}", reason_of(error), _FIX)
                continue
            issue = Issue(
                of,
                f"Issue {of}",
                said(Rendered("", "")),
                answers,
                resolution="",
                uri=self._options.link(f"/browse/{of}"),
            )
            yield from documents(self._options, ticket(issue))


def _issues(data: Any) -> Sequence[Any]:
    """The issues of a search result, of a feed, of a bare list, or the one issue. Raises RecordError."""
    if not isinstance(data, Mapping):
        if isinstance(data, list):
            return [_bare(entry) for entry in data]
        return [data]
    if "channel" in data and isinstance(data["channel"], Mapping):
        found = data["channel"].get("item", [])
        return found if isinstance(found, list) else [found]
    if "Action" in data or "Issue" in data:
        raise RecordError("a backup of the whole Jira, not an export of issues")
    if "issues" in data:
        return [_bare(entry) for entry in data["issues"]] if isinstance(data["issues"], list) else [data["issues"]]
    return [_bare(data)]


def _bare(entry: Any) -> Any:
    """An issue out of what an archiver put around it."""
    return entry["data"] if isinstance(entry, Mapping) and "backend_name" in entry and "data" in entry else entry


def _is_comment_page(file: Path) -> bool:
    """Whether it looks like the answer of /issue/KEY/comment, by its beginning."""
    if file.suffix.lower() not in (".json", ".jsonl", ".ndjson"):
        return False
    try:
        with file.open("rb") as stream:
            return _COMMENT_PAGE.match(stream.read(_HEAD).removeprefix(b"\xef\xbb\xbf")) is not None
    except OSError:
        return False  # Said when it is read.


def build(options: Options) -> JiraSource:
    return JiraSource(options)
