"""What stands where in Zendesk's exports: every record by its kind, comments with their ticket, people by number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from copilot.core.types import Rejected
from ingest.export.dates import from_epoch, iso
from ingest.export.records import RecordError, id_of, objects, text_of
from ingest.ticket.exports import Newest, Value, each, from_cells, number_in

FIX = "export it again with Zendesk's API, or its JSON or CSV export"
_KINDS = {
    "tickets": "ticket", "requests": "ticket", "deleted_tickets": "deleted", "audits": "audit", "comments": "comment",
    "ticket_events": "event", "users": "user", "articles": "article", "sections": "section", "categories": "category",
    "translations": "translation", "posts": "post", "user_segments": "segment", "groups": "group",
    "organizations": "organization", "results": "", "satisfaction_ratings": "other", "ticket_metrics": "other",
    "macros": "other", "views": "other", "brands": "other", "ticket_forms": "other", "attachments": "other",
    "ticket_fields": "other", "suspended_tickets": "other", "topics": "other", "jobs": "other", "triggers": "other",
    "dates": "other", "metric_sets": "other", "labels": "other", "votes": "other", "permission_groups": "other",
}  # fmt: skip
"""Lists in an answer, and segments of a record's url. "" is told by the record itself; "other" holds no knowledge."""
_KEYS = _KINDS | {
    {"categories": "category"}.get(name, name[:-1]): kind for name, kind in _KINDS.items() if name != "results"
}
_ADDRESS = re.compile(r"/(" + "|".join(_KINDS) + r")(?=[/.?]|$)")
_PEOPLE = ("user", "group", "organization", "section", "category", "segment")


@dataclass
class Records:
    """Every record of an export, by kind and id."""

    source: str

    tickets: Newest = field(default_factory=lambda: Newest("ticket"))
    comments: dict[str, dict[str, dict[str, Any]]] = field(default_factory=lambda: defaultdict(dict))
    """ticket id -> comment id -> comment, with "created_at"."""
    changes: dict[str, list[tuple[str, str, Any]]] = field(default_factory=lambda: defaultdict(list))
    """ticket id -> (time, field, value), from audits and events."""
    privacy: dict[str, tuple[str, bool]] = field(default_factory=dict)
    """comment id -> (time, public) of the last change."""
    articles: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    """(id, locale) -> article or translation, the newest of each."""
    posts: Newest = field(default_factory=lambda: Newest("post"))
    remarks: dict[str, dict[str, Mapping[str, Any]]] = field(default_factory=lambda: defaultdict(dict))
    """article or post id -> id -> comment of a visitor."""
    deleted: dict[str, str] = field(default_factory=dict)
    """ticket id -> time of its deletion."""
    named: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    """(kind, id) -> user, group, organization, section, category or user segment."""

    def add(self, value: Value) -> Iterator[Rejected]:
        if value.place.startswith("row"):
            self._keep("ticket", from_csv(value.data), value)
        else:
            yield from self._add(value.data, "", value)

    def _add(self, data: Any, kind: str, value: Value) -> Iterator[Rejected]:
        if isinstance(data, list):
            yield from each(self.source, value, data, FIX, lambda entry: self._add(entry, kind, value))
            return
        if not isinstance(data, Mapping):
            raise RecordError(f"expected a Zendesk record, found {type(data).__name__}")
        lists = {name: kind for name, kind in _KEYS.items() if isinstance(data.get(name), list | Mapping)}
        if "id" not in data and lists:
            for name, inner in lists.items():
                yield from self._add(data[name], inner, value)
        else:
            self._keep(kind_of(data) or kind, data, value)

    def _keep(self, kind: str, data: Mapping[str, Any], value: Value) -> None:
        if kind == "ticket":
            self.tickets.add(id_of(data), data, iso(data.get("updated_at")), iso(data.get("created_at")))
            for comment in objects(data, "comments"):
                self.comment(id_of(data), comment)
        elif kind == "deleted":
            self.deleted[id_of(data)] = iso(data.get("deleted_at"))
        elif kind == "comment":
            self._loose(data, value)
        elif kind in ("audit", "event"):
            self._history(data)
        elif kind in ("article", "translation"):
            key = id_of(data, "id" if kind == "article" else "source_id"), text_of(data, "locale")
            held = self.articles.get(key, {})
            newer = _edited(data) >= _edited(held) and (kind == "article" or data.get("body"))
            self.articles[key] = {**held, **data, "id": key[0]} if newer else {**data, **held, "id": key[0]}
        elif kind == "post":
            self.posts.add(id_of(data), data, iso(data.get("updated_at")), "")
        elif kind in _PEOPLE:
            self.named[kind, id_of(data)] = data
        elif kind != "other":
            raise RecordError(
                f"no record of Zendesk that is known; its keys are {', '.join(list(data)[:12]) or 'none'}"
            )

    def _loose(self, data: Mapping[str, Any], value: Value) -> None:
        if "source_id" in data or "post_id" in data:
            about = str(data.get("source_id") or data.get("post_id"))
            self.remarks[about][str(data.get("id", len(self.remarks[about])))] = data
            return
        ticket = str(data.get("ticket_id") or "") or number_in(value.context, "ticket", "request", "comment")
        if not ticket:
            raise RecordError('a comment without "ticket_id", in a file whose name holds no number of a ticket')
        self.comment(ticket, data)

    def comment(self, ticket: str, data: Mapping[str, Any], at: str = "", author: Any = None) -> None:
        """A comment of a ticket, joined with what another answer said of it."""
        held = self.comments[ticket]
        key = str(data["id"]) if data.get("id") else f"#{len(held)}"
        known = {name: entry for name, entry in data.items() if entry is not None}
        held[key] = {"created_at": at, "author_id": author, **held.get(key, {}), **known}

    def _history(self, data: Mapping[str, Any]) -> None:
        """Comments, and changes of fields, in an audit or in an incremental ticket event."""
        ticket, at = id_of(data, "ticket_id"), text_of(data, "created_at")
        if not at and isinstance(stamp := data.get("timestamp"), int) and not isinstance(stamp, bool):
            at = from_epoch(stamp)
        author = data.get("author_id", data.get("updater_id"))
        self.changes[ticket].append((at, "", None))
        for event in (*objects(data, "events"), *objects(data, "child_events")):
            kind = str(event.get("event_type") or event.get("type") or "")
            if kind.endswith("Comment") and ("body" in event or "data" in event):
                via = {"via": data["via"]} if isinstance(data.get("via"), Mapping) else {}
                self.comment(ticket, via | dict(event), at, author)
            elif kind == "CommentPrivacyChange" and "comment_id" in event:
                self.privacy[str(event["comment_id"])] = max(
                    self.privacy.get(str(event["comment_id"]), ("", True)), (iso(at), event.get("public") is not False)
                )
            elif isinstance(event.get("field_name"), str):
                self.changes[ticket].append((at, event["field_name"], event.get("value")))
            else:
                changed = ("subject", "status", "priority", "type", "tags", "requester_id")
                self.changes[ticket] += [
                    (at, name, event[name]) for name in changed if name in event and name != "type"
                ]


def kind_of(data: Mapping[str, Any]) -> str:
    """What a record is, by its address or else by its keys; "" when neither tells."""
    address = data.get("url")
    found = _ADDRESS.findall(address.partition("/api/v2/")[2].join("//")[1:]) if isinstance(address, str) else []
    if found and _KINDS[found[-1]]:
        return _KINDS[found[-1]]
    return next((kind for kind, told in _SHAPES if told(data.keys(), data)), "")


_BODIES = {"body", "html_body", "plain_body"}
_SHAPES: list[tuple[str, Any]] = [
    ("audit", lambda keys, _: {"events", "ticket_id"} <= keys),
    ("event", lambda keys, _: {"child_events", "ticket_id"} <= keys),
    ("deleted", lambda keys, _: {"deleted_at", "subject", "previous_state"} <= keys),
    ("other", lambda keys, _: {"score", "ticket_id"} <= keys or {"replies", "reopens"} <= keys or "actions" in keys),
    ("other", lambda keys, _: {"content_url", "file_name"} <= keys),
    ("translation", lambda keys, _: {"source_id", "title"} <= keys),
    ("comment", lambda keys, _: "source_id" in keys and "body" in keys),
    ("comment", lambda keys, _: bool({"ticket_id", "public"} & keys) and bool(_BODIES & keys)),
    ("comment", lambda keys, data: "body" in keys and str(data.get("type", "")).endswith("Comment")),
    ("post", lambda keys, _: {"details", "topic_id"} <= keys),
    ("article", lambda keys, _: "body" in keys and bool({"title", "name"} & keys) and "subject" not in keys),
    ("ticket", lambda keys, _: bool({"subject", "raw_subject", "requester_id"} & keys)),
    ("section", lambda keys, _: {"category_id", "name"} <= keys),
    ("segment", lambda keys, _: "user_type" in keys),
    ("user", lambda keys, _: "name" in keys and bool({"role", "email"} & keys)),
    ("organization", lambda keys, _: {"domain_names", "name"} <= keys),
    ("category", lambda keys, _: {"name", "locale"} <= keys),
]  # fmt: skip


def _edited(data: Mapping[str, Any]) -> str:
    return iso(data.get("updated_at") or data.get("edited_at"))


_COLUMNS = {
    "id": ("id", "ticket id", "#", "ticket-id", "ticket_id", "ticketnummer", "nummer"),
    "subject": ("subject", "title", "onderwerp", "betreff", "sujet", "objet", "asunto"),
    "description": ("description", "first comment", "beschrijving", "omschrijving", "beschreibung", "descripción"),
    "status": ("status", "ticket status", "état", "statut", "estado"),
    "requester_name": ("requester", "requester name", "aanvrager", "anfragender", "demandeur", "solicitante"),
    "created_at": ("created at", "created", "requested", "ticket created - date", "aangemaakt", "erstellt", "créé"),
    "updated_at": ("updated at", "updated", "ticket updated - date", "bijgewerkt", "aktualisiert", "mis à jour"),
    "priority": ("priority", "prioriteit", "priorität", "priorité", "prioridad"),
    "type": ("type", "ticket type", "tickettype"),
    "tags": ("tags", "ticket tags", "labels"),
}
"""Names of the columns of a view's CSV, in lower case, in the languages of the agents who export it."""
_STATES = {
    "nieuw": "new", "neu": "new", "nouveau": "new", "offen": "open", "ouvert": "open", "wachtend": "pending",
    "in afwachting": "pending", "wartend": "pending", "en attente": "pending", "opgelost": "solved", "gelöst": "solved",
    "résolu": "solved", "resuelto": "solved", "gesloten": "closed", "geschlossen": "closed", "clos": "closed",
    "fermé": "closed", "cerrado": "closed",
}  # fmt: skip


def from_csv(cells: Mapping[str, list[str]]) -> dict[str, Any]:
    """A row of a view's CSV in the shape of the API. Raises RecordError."""
    data = from_cells(cells, _COLUMNS, "id")
    status = (data["status"] or "").lower()
    tags = [tag for tag in re.split(r"[,\s]+", data["tags"] or "") if tag]
    return data | {"status": _STATES.get(status, status), "priority": (data["priority"] or "").lower(), "tags": tags}
