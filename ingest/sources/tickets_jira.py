"""`tickets_jira`: Jira issues as its REST API (v2) returns them, as JSON lines, or as its CSV export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from copilot.core.ports import Item
from copilot.core.types import Document, Rejected
from ingest.sources._base import SourceOptions, find_files, key_of, revision_of
from ingest.sources._dates import iso
from ingest.sources._markup import from_jira
from ingest.sources._records import RecordError, id_of, objects, records, text_of, tidy
from ingest.sources._tickets import Comment, Ticket, documents

SOLVED = {"fixed", "done", "resolved", "complete", "completed", "implemented", "solved", "answered", "delivered"} | {
    *("opgelost", "gereed", "klaar", "voltooid", "afgerond", "uitgevoerd", "hersteld")
}
"""Resolutions, in lower case, that mean that the problem is gone; every other one means that it is not."""


class Options(SourceOptions):
    """`path`: .json, .jsonl or .csv files, in a folder or as a glob."""


class JiraSource:
    def __init__(self, options: Options) -> None:
        self._options = options

    def items(self) -> Iterator[Item]:
        files = find_files(self._options, (".json", ".jsonl", ".ndjson", ".csv"))
        self._files = {key_of(self._options, file): file for file in files}
        for key, file in self._files.items():
            yield Item(key, revision_of([file]))

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        name = self._options.name
        for record in records(name, item.key, self._files[item.key]):
            if isinstance(record, Rejected):
                yield record
                continue
            place, data = record
            for number, issue in enumerate(_issues(data), 1):
                where = f"{item.key} {place}".strip() if place else f"{item.key} issue {number}"
                try:
                    ticket = _from_csv(issue) if place.startswith("row") else _from_json(issue)
                    yield from documents(self._options, ticket)
                except RecordError as error:
                    fix = "export it again with Jira's REST API version 2, or as CSV with all fields"
                    yield Rejected(name, where, str(error), fix)


def _issues(data: Any) -> list[Any]:
    """The issues of a search result, of a bare list, or the one issue."""
    data = data.get("issues", data) if isinstance(data, Mapping) else data
    return data if isinstance(data, list) else [data]


def _from_json(issue: Any) -> Ticket:
    if not isinstance(issue, Mapping) or not isinstance(issue.get("fields"), Mapping):
        raise RecordError('expected a Jira issue with "key" and "fields"')
    key, fields = id_of(issue, "key"), issue["fields"]
    browse = _browse(text_of(issue, "self"), key)
    reporter = _person(fields.get("reporter"))
    container = fields.get("comment") or {}
    comments = objects(container, "comments") if isinstance(container, Mapping) else objects(fields, "comment")
    problem = Comment(from_jira(text_of(fields, "description")), reporter, iso(fields.get("created")), uri=browse)
    resolution = _name(fields.get("resolution"))
    answers = tuple(_comment(comment, browse) for comment in comments)
    return Ticket(
        id=key,
        title=text_of(fields, "summary"),
        comments=(problem, *answers),
        resolved=_solved(resolution),
        solution=_solution(answers, reporter) if _solved(resolution) else None,
        uri=browse,
        created_at=problem.at,
        updated_at=iso(fields.get("updated")),
        metadata={
            "status": _name(fields.get("status")),
            "resolution": resolution,
            "priority": _name(fields.get("priority")),
            "issuetype": _name(fields.get("issuetype")),
            "project": _name(fields.get("project"), "key"),
            "labels": [str(label) for label in fields.get("labels") or []],
            "components": [_name(component) for component in fields.get("components") or []],
        },
    )


def _comment(comment: Mapping[str, Any], browse: str) -> Comment:
    ref = id_of(comment) if "id" in comment else ""
    return Comment(
        from_jira(text_of(comment, "body")),
        _person(comment.get("author")),
        iso(comment.get("created")),
        ref,
        f"{browse}?focusedCommentId={ref}" if browse and ref else browse,
        # A comment for one role or group, or a service desk's note among colleagues, is private.
        not comment.get("visibility") and comment.get("jsdPublic") is not False,
    )


def _from_csv(cells: Mapping[str, list[str]]) -> Ticket:
    def cell(column: str) -> str:
        return tidy(cells.get(column, [""])[0])

    def every(*columns: str) -> list[str]:
        return [text for column in columns for value in cells.get(column, []) if (text := tidy(value))]

    if not cell("issue key"):
        raise RecordError('column "Issue key" is missing or empty')
    reporter = cell("reporter")
    problem = Comment(from_jira(cell("description")), reporter, iso(cell("created")))
    answers = tuple(_csv_comment(value) for value in every("comment", "comments"))
    solved = _solved(cell("resolution"))
    return Ticket(
        id=cell("issue key"),
        title=cell("summary"),
        comments=(problem, *answers),
        resolved=solved,
        solution=_solution(answers, reporter) if solved else None,
        created_at=problem.at,
        updated_at=iso(cell("updated")),
        metadata={
            "status": cell("status"),
            "resolution": cell("resolution"),
            "priority": cell("priority"),
            "issuetype": cell("issue type"),
            "project": cell("project key"),
            "labels": every("labels"),
            "components": every("component/s", "components"),
        },
    )


def _csv_comment(value: str) -> Comment:
    """ "date;author;text", or just a text."""
    pieces = value.split(";", 2)
    if len(pieces) == 3 and iso(pieces[0]):
        return Comment(from_jira(pieces[2]), pieces[1].strip(), iso(pieces[0]))
    return Comment(from_jira(value))


def _solution(answers: tuple[Comment, ...], reporter: str) -> Comment | None:
    """The last public comment with a text by someone other than the reporter, else the last with a text."""
    candidates = [comment for comment in answers if comment.public and comment.text]
    by_others = [comment for comment in candidates if comment.author != reporter]
    return next(reversed(by_others or candidates), None)


def _solved(resolution: str) -> bool:
    return resolution.strip().lower() in SOLVED


def _person(value: Any) -> str:
    if not isinstance(value, Mapping):
        return value if isinstance(value, str) else ""
    return next((value[k] for k in ("displayName", "name", "key", "accountId") if isinstance(value.get(k), str)), "")


def _name(value: Any, key: str = "name") -> str:
    found = value.get(key) if isinstance(value, Mapping) else value
    return found if isinstance(found, str) else ""


def _browse(address: str, key: str) -> str:
    """The page of an issue: https://host/rest/api/2/issue/1 -> https://host/browse/KEY; other addresses as they are."""
    base, marker, _ = address.partition("/rest/api/")
    return f"{base}/browse/{key}" if marker and urlsplit(base).netloc else address


def build(options: Options) -> JiraSource:
    return JiraSource(options)
