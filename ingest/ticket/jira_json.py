"""Issues as Jira's REST API gives them (v2 with wiki mark-up, v3 with Atlassian Document Format)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from ingest.export.dates import moment
from ingest.export.records import RecordError, id_of, objects, text_of, tidy
from ingest.ticket.adf import VERSION, is_adf, render_adf
from ingest.ticket.jira_gist import Said
from ingest.ticket.jira_ticket import Issue, said, tells_solution
from ingest.ticket.markup import Rendered, render
from ingest.ticket.tickets import Role

_PEOPLE = ("displayName", "name", "emailAddress", "key", "accountId")
_ROLES: dict[Any, Role] = {"customer": "customer", "app": "system"}
"""Kinds of accounts; customers of a service desk have one of their own, apps are automations."""
_DUPLICATE = re.compile(r"dupl|dubbel|doppel|doublon", re.I)
_ISSUE_OF_COMMENT = re.compile(r"/(?:issue|request)/([^/?#]{1,60})/comment")


def issue_ids(issue: Mapping[str, Any]) -> set[str]:
    """All names by which a comment may call its issue."""
    address = text_of(issue, "self").rpartition("/issue/")[2]
    return {str(issue[key]) for key in ("id", "key") if issue.get(key)} | ({address} if address else set())


def issue_of(comment: Mapping[str, Any]) -> str:
    """The issue of a comment, by its address; "" when it does not say."""
    found = _ISSUE_OF_COMMENT.search(text_of(comment, "self"))
    return found[1] if found else ""


def read_issue(
    issue: Any, site: str, more: Iterable[Mapping[str, Any]] = (), names: Mapping[str, Any] | None = None
) -> Issue:
    """site: address of the Jira; more: comments that stood elsewhere; names: of the custom fields.

    Raises RecordError.
    """
    if not isinstance(issue, Mapping) or not isinstance(issue.get("fields"), Mapping):
        raise RecordError('expected a Jira issue with "key" and "fields"')
    key, fields = id_of(issue, "key"), issue["fields"]
    page = _browse(text_of(issue, "self"), key, site)
    reporter = fields.get("reporter") or fields.get("creator")
    held = fields.get("comment") or {}
    comments = list(objects(held, "comments") if isinstance(held, Mapping) else objects(fields, "comment"))
    comments += objects(issue, "comments_data")
    comments = _once([*comments, *more])
    total = held.get("total") if isinstance(held, Mapping) else None
    own = issue.get("names") if isinstance(issue.get("names"), Mapping) else names
    created = moment(fields.get("created"))
    files = tuple(tidy(str(file.get("filename") or "")) for file in objects(fields, "attachment"))
    body = body_of(fields.get("description"), "description")
    resolution = fields.get("resolution")
    return Issue(
        key=key,
        title=text_of(fields, "summary"),
        problem=said(body, person(reporter), created, "", page, role=_role(reporter), files=files),
        answers=tuple(read_comment(comment, page) for comment in comments),
        reporter=person(reporter),
        assignee=person(fields.get("assignee")),
        status=_name(fields.get("status")),
        resolution=_name(resolution) if "resolution" in fields else None,
        resolved_at=moment(fields.get("resolutiondate")),
        told=_told(fields, own or {}, page),
        restricted=bool(fields.get("security")),
        uri=page,
        updated_at=moment(fields.get("updated")),
        metadata=_metadata(fields),
        notes=_notes(fields, comments, total),
    )


def read_comment(comment: Mapping[str, Any], page: str = "") -> Said:
    """Raises RecordError."""
    ref = id_of(comment) if "id" in comment else ""
    created = comment.get("created")
    at = created.get("iso8601") if isinstance(created, Mapping) else created
    author = comment.get("author")
    return said(
        body_of(comment.get("body"), "body"),
        person(author),
        moment(at),
        ref,
        f"{page}?focusedCommentId={ref}" if "/browse/" in page and ref else page,
        _is_public(comment),
        _role(author),
    )


def body_of(value: Any, key: str) -> Rendered:
    """A text in either format. Raises RecordError."""
    return render_adf(value) if is_adf(value) else render(text_of({key: value}, key))


def person(value: Any) -> str:
    if not isinstance(value, Mapping):
        return tidy(value) if isinstance(value, str) else ""
    return next((tidy(value[key]) for key in _PEOPLE if isinstance(value.get(key), str) and value[key].strip()), "")


def _role(value: Any) -> Role:
    return _ROLES.get(value.get("accountType"), "") if isinstance(value, Mapping) else ""


def _is_public(comment: Mapping[str, Any]) -> bool:
    """Not for one role or group only, and no service desk's note among colleagues."""
    properties = comment.get("properties")
    for entry in properties if isinstance(properties, list) else ():
        value = entry.get("value") if isinstance(entry, Mapping) else None
        if isinstance(value, Mapping) and value.get("internal") in (True, "true"):
            return False
    return (
        not comment.get("visibility") and comment.get("jsdPublic") is not False and comment.get("public") is not False
    )


def _once(comments: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Pages overlap; a comment without an id is always another."""
    by_id: dict[Any, Mapping[str, Any]] = {}
    for number, comment in enumerate(comments):
        by_id.setdefault(str(comment["id"]) if "id" in comment else number, comment)
    return list(by_id.values())


def _told(fields: Mapping[str, Any], names: Mapping[str, Any], page: str) -> Said | None:
    for key, name in names.items():
        value = fields.get(key)
        if isinstance(name, str) and key.startswith("customfield_") and (isinstance(value, str) or is_adf(value)):
            body = body_of(value, key)
            if tells_solution(name, body.text):
                at = moment(fields.get("resolutiondate"))
                return said(body, person(fields.get("assignee")), at, key, page)
    return None


def _notes(fields: Mapping[str, Any], comments: Sequence[Mapping[str, Any]], total: Any) -> tuple[str, ...]:
    notes = []
    if isinstance(total, int) and total > len(comments):
        notes.append(f"{len(comments)} of {total} comments")
    for body in (fields.get("description"), *(comment.get("body") for comment in comments)):
        version = body.get("version", VERSION) if isinstance(body, Mapping) else VERSION
        if version != VERSION:
            notes.append(f"version {version!r} of the Atlassian Document Format, read as version {VERSION}")
            break
    return tuple(notes)


def _metadata(fields: Mapping[str, Any]) -> dict[str, Any]:
    duplicates: list[str] = []
    duplicated: list[str] = []
    links: list[str] = []
    for link in objects(fields, "issuelinks"):
        kind = link.get("type") if isinstance(link.get("type"), Mapping) else {}
        for side, other in (("outward", link.get("outwardIssue")), ("inward", link.get("inwardIssue"))):
            if not isinstance(other, Mapping) or not isinstance(other.get("key"), str):
                continue
            label = _name(kind, side) or side
            if _DUPLICATE.search(_name(kind)):
                (duplicates if side == "outward" else duplicated).append(other["key"])
            else:
                links.append(f"{label} {other['key']}")
    environment = fields.get("environment")
    return {
        "priority": _name(fields.get("priority")),
        "issuetype": _name(fields.get("issuetype")),
        "project": _name(fields.get("project"), "key"),
        "labels": [str(label) for label in fields.get("labels") or []],
        "components": [_name(component) for component in fields.get("components") or []],
        "fix_versions": [_name(version) for version in fields.get("fixVersions") or []],
        "environment": body_of(environment, "environment").text if isinstance(environment, str | Mapping) else "",
        "parent": _name(fields.get("parent"), "key"),
        "duplicates": ", ".join(duplicates),
        "duplicated_by": ", ".join(duplicated),
        "links": links,
    }


def _name(value: Any, key: str = "name") -> str:
    found = value.get(key) if isinstance(value, Mapping) else value
    return tidy(found) if isinstance(found, str) else ""


def _browse(address: str, key: str, site: str) -> str:
    """The page of an issue: https://host/rest/api/2/issue/1 -> https://host/browse/KEY; other addresses as they are."""
    if site:
        return f"{site.rstrip('/')}/browse/{key}"
    base, marker, _ = address.partition("/rest/")
    host = urlsplit(base).netloc
    if marker and host:
        # With a token for the cloud, addresses are those of a gateway that shows no pages.
        return "" if host == "api.atlassian.com" else f"{base}/browse/{key}"
    return address
