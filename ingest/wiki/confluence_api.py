"""Saved answers of Confluence's REST API (Server, Data Center and Cloud, version 1 and 2) as pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from ingest.export.dates import iso
from ingest.export.records import RecordError, id_of, tidy
from ingest.wiki.confluence_page import HTML, STORAGE, Said, Written

_KINDS = ("page", "blogpost", "comment", "attachment")
_CONTAINER = re.compile(r"/content/(\d{1,20})$")
_MENTIONED = re.compile(r"""ri:(?:userkey|account-id)\s{0,3}=\s{0,3}["']([^"']{1,100})["']""")
_BODIES = (("storage", STORAGE), ("export_view", HTML), ("view", HTML), ("styled_view", HTML))

Json = Mapping[str, Any]


def contents(data: Any) -> Iterator[tuple[Json, str]]:
    """(content, base address) of an answer: one content, a page of results, or of a search. Raises RecordError."""
    if isinstance(data, list):
        for entry in data:
            yield from contents(entry)
        return
    if not isinstance(data, Mapping):
        raise RecordError("not an answer of Confluence's REST API")
    if "statusCode" in data and "message" in data:
        raise RecordError(f"the API answered with an error: {str(data['message'])[:200]}")
    base = str(_dict(data, "_links").get("base") or "")
    results = data.get("results")
    if isinstance(results, list):
        for entry in results:
            if isinstance(entry, Mapping):
                content = entry["content"] if isinstance(entry.get("content"), Mapping) else entry
                yield content, str(_dict(content, "_links").get("base") or base)
    elif "id" in data and ("type" in data or "title" in data):
        yield data, base
    else:
        raise RecordError('not an answer of Confluence\'s REST API: neither "results" nor a content with "id"')


def kind(content: Json) -> str:
    found = str(content.get("type") or "page").lower()
    return found if found in _KINDS else ""


def id_(content: Json) -> str:
    return id_of(content)


def rank(content: Json) -> tuple[bool, bool, int]:
    """Of two versions the greater is kept: one with a text, the current one, the later one."""
    version = content.get("version")
    number = version.get("number") if isinstance(version, Mapping) else version
    return _body(content) is not None, status(content) == "current", number if isinstance(number, int) else 0


def status(content: Json) -> str:
    return str(content.get("status") or "current").lower()


def has_body(content: Json) -> bool:
    return _body(content) is not None


def container(content: Json) -> str:
    """Id of the page that a comment or attachment belongs to."""
    held_by = content.get("container")
    if isinstance(held_by, Mapping) and "id" in held_by:
        return id_of(held_by)
    if content.get("pageId") or content.get("blogPostId"):
        return str(content.get("pageId") or content.get("blogPostId"))
    found = _CONTAINER.search(str(_dict(content, "_expandable").get("container") or "").partition("?")[0])
    return found[1] if found else ""


def comments_in(content: Json) -> Iterator[Json]:
    """Comments that were asked for with their page (expand=children.comment)."""
    held = _dict(_dict(content, "children"), "comment").get("results")
    yield from (entry for entry in held or [] if isinstance(entry, Mapping))


def said(comment: Json) -> Said:
    body, format_ = _body(comment) or ("", STORAGE)
    author = _person(_dict(comment, "history").get("createdBy")) or _person(_dict(comment, "version").get("by"))
    at = iso(_dict(comment, "history").get("createdDate")) or _changed(comment)
    return Said(id_of(comment), body, format_, author, at, f"{at} {id_of(comment):0>20}")


def written(content: Json, base: str, base_url: str, comments: list[Said], attachments: list[str]) -> Written:
    """Raises RecordError."""
    title = content.get("title")
    if not isinstance(title, str) or not title.strip():
        raise RecordError('"title" must be a text')
    body, format_ = _body(content) or ("", STORAGE)
    history, links = _dict(content, "history"), _dict(content, "_links")
    webui = str(links.get("webui") or "")
    own = str(links.get("self") or "")
    root = base_url or base or (own[: own.index("/rest/api")] if "/rest/api" in own else "")
    address = root.rstrip("/") + webui if root and webui else ""
    if root and not webui:
        address = f"{root.rstrip('/')}/pages/viewpage.action?pageId={id_of(content)}"
    ancestors = [entry for entry in content.get("ancestors") or [] if isinstance(entry, Mapping)]
    space = _dict(content, "space")
    labels = _dict(_dict(content, "metadata"), "labels").get("results") or _dict(content, "labels").get("results") or []
    mentioned = _MENTIONED.findall(body)
    return Written(
        id=id_of(content),
        title=" ".join(tidy(title).split()),
        body=body,
        format=format_,
        author=_person(history.get("createdBy")) or str(content.get("authorId") or ""),
        owner=_person(_dict(content, "version").get("by")) or _person(_dict(history, "lastUpdated").get("by")),
        created=iso(history.get("createdDate") or content.get("createdAt")),
        updated=_changed(content),
        uri=address,
        restricted=_restricted(content),
        cloud=webui.startswith("/spaces/") or (urlsplit(root).hostname or "").endswith(".atlassian.net"),
        comments=tuple(sorted(comments, key=lambda one: one.order)),
        people=_people(content) if mentioned else {},
        metadata={
            "space": str(space.get("key") or _space_in(content)),
            "space_name": str(space.get("name") or ""),
            "version": str(_dict(content, "version").get("number") or ""),
            "type": kind(content) if kind(content) != "page" else "",
            "status": status(content) if status(content) != "current" else "",
            "ancestors": [str(entry["title"]) for entry in ancestors if entry.get("title")],
            "labels": [str(entry["name"]) for entry in labels if isinstance(entry, Mapping) and entry.get("name")],
            "attachments": attachments,
        },
    )


def _body(content: Json) -> tuple[str, str] | None:
    bodies = _dict(content, "body")
    for name, format_ in _BODIES:
        value = _dict(bodies, name).get("value")
        if isinstance(value, str):
            return tidy(value), format_
    return None


def _changed(content: Json) -> str:
    version = _dict(content, "version")
    last = _dict(_dict(content, "history"), "lastUpdated")
    return iso(version.get("when") or version.get("createdAt") or last.get("when"))


def _restricted(content: Json) -> bool:
    read = _dict(_dict(_dict(content, "restrictions"), "read"), "restrictions")
    return any(_dict(read, who).get("results") or _dict(read, who).get("size") for who in ("user", "group"))


def _person(value: Any) -> str:
    if not isinstance(value, Mapping):
        return ""
    for name in ("displayName", "publicName", "username", "email"):
        if value.get(name) and isinstance(value[name], str):
            return str(value[name]).strip()
    return ""


def _people(content: Json) -> dict[str, str]:
    """Names of those whom the answer happens to name, by their keys."""
    history = _dict(content, "history")
    known = (history.get("createdBy"), _dict(content, "version").get("by"), _dict(history, "lastUpdated").get("by"))
    return {
        str(person[key]): _person(person)
        for person in known
        if isinstance(person, Mapping)
        for key in ("userKey", "accountId")
        if person.get(key)
    }


def _space_in(content: Json) -> str:
    return str(_dict(content, "_expandable").get("space") or "").rpartition("/")[2]


def _dict(data: Any, key: str) -> Json:
    value = data.get(key) if isinstance(data, Mapping) else None
    return value if isinstance(value, Mapping) else {}
