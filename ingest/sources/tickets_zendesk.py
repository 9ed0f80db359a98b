"""`tickets_zendesk`: Zendesk tickets with their comments, and help-centre articles, from saved API answers (tickets,
incremental exports, comments, audits, users, articles, sections), the JSON export, or the CSV of a view.

Files may lie in any order and in any folder below `path`: comments, audits and people are joined to their tickets.
Comments of one ticket carry no number of their ticket; save them as tickets/123/comments.json or comments_123.json.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import Field

from copilot.core.types import Document, Part, Rejected, Removed
from ingest.export.dates import iso
from ingest.export.records import text_of
from ingest.ticket.articles import article, safely
from ingest.ticket.exports import Export, ExportOptions, files_of, left_out, nameless, said, several
from ingest.ticket.tickets import Comment, Role, Ticket, documents, from_html, last_answer
from ingest.ticket.zendesk import FIX, Records

SOLVED = frozenset(["solved", "closed"])
STAFF = frozenset(["agent", "admin"])


class Options(ExportOptions):
    """`path`: .json, .jsonl or .csv files, in a folder or as a glob."""

    segments: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Groups that may see the articles of a user segment, by its number; the internal audience when not named."""


class ZendeskSource(Export):
    """One Item is the whole export, since comments and people may stand in any of its files."""

    fix = FIX
    _options: Options

    def collector(self) -> _Zendesk:
        return _Zendesk(self._options)


class _Zendesk(Records):
    def __init__(self, options: Options) -> None:
        super().__init__(options.name)
        self._options = options
        self._unknown: set[str] = set()

    def documents(self) -> Iterator[Document | Rejected]:
        name, gone, bare = self._options.name, set[str](), set[str]()
        yield from self.tickets.notes(name)
        for key in dict.fromkeys([*(key for key, _ in self.tickets.items()), *self.changes, *self.comments]):
            data = self.tickets.get(key) or self._of_history(key)
            if key not in self.tickets and not self.comments[key]:
                bare.add(key)
                continue
            late = key in self.deleted and self.deleted[key] >= iso(data.get("updated_at"))
            if late or said(data, "status").lower() == "deleted":
                gone.add(key)
                continue
            yield from safely(name, f"ticket {key}", FIX, self._documents, self._ticket, key, data)
        yield from left_out(name, "deleted", gone)
        if bare:
            reason = f"only changes are known of tickets {several(bare)}"
            yield Rejected(name, "export", reason, "export the tickets and their comments too")
        yield from self._articles()
        for key, post in self.posts.items():
            yield from safely(name, f"post {key}", FIX, self._documents, self._post, key, post)
        yield from nameless(name, self._unknown, "users (users.json)")

    def _documents(self, make: Callable[..., Ticket], key: str, data: Mapping[str, Any]) -> Iterator[Document]:
        yield from documents(self._options, make(key, data))

    def _of_history(self, key: str) -> dict[str, Any]:
        """A ticket of which only audits, events or comments are there."""
        changes = sorted(self.changes[key], key=lambda change: iso(change[0]))
        data: dict[str, Any] = {name: value for _, name, value in changes if name}
        times = [at for at, _, _ in changes] or sorted(str(c["created_at"]) for c in self.comments[key].values())
        tags = data.get("tags")
        return data | {
            "subject": data.get("subject") or f"Ticket {key}",
            "created_at": times[0],
            "updated_at": times[-1],
            "tags": tags.split() if isinstance(tags, str) else tags,
        }

    def _ticket(self, key: str, data: Mapping[str, Any]) -> Ticket:
        requester = data.get("requester_id")
        page = re.sub(r"/api/v2/(?:tickets|requests)/(\d+)(?:\.json)?$", r"/agent/tickets/\1", text_of(data, "url"))
        page = page or self._options.link(f"/agent/tickets/{key}")
        raw = sorted(self.comments[key].values(), key=lambda comment: self._time(comment.get("created_at")))
        comments = [self._comment(comment, requester, page) for comment in raw]
        description = text_of(data, "description")
        # The description repeats the first comment, also when that is private.
        if description and not any(_repeats(description, comment.text) for comment in comments):
            author = text_of(data, "requester_name") or self._name(requester)
            at, private = self._time(data.get("created_at")), data.get("is_public") is False
            comments.insert(0, Comment(description, author, at, uri=page, public=not private, role="customer"))
        tags = data.get("tags") if isinstance(data.get("tags"), list) else []
        # The solution of a ticket that was merged away stands in the other.
        solved = text_of(data, "status").lower() in SOLVED and "closed_by_merge" not in (tags or [])
        rating = data.get("satisfaction_rating")
        rating = rating if isinstance(rating, Mapping) else {}
        via = data.get("via")
        return Ticket(
            id=key,
            title=text_of(data, "subject") or text_of(data, "raw_subject") or f"Ticket {key}",
            comments=tuple(comments),
            resolved=solved,
            solution=last_answer(comments) if solved else None,
            uri=page,
            created_at=self._time(data.get("created_at")),
            updated_at=self._time(data.get("updated_at")),
            metadata={name: data.get(name) for name in ("status", "priority", "type", "tags")}
            | {
                "channel": via.get("channel") if isinstance(via, Mapping) else via,
                "satisfaction": rating.get("score") if rating.get("score") in ("good", "bad") else None,
                "group": self._label("group", data.get("group_id")),
                "organization": self._label("organization", data.get("organization_id")),
            },
        )

    def _comment(self, data: Mapping[str, Any], requester: Any, page: str) -> Comment:
        ref = str(data["id"]) if data.get("id") else ""
        removed: tuple[Removed, ...] = ()
        text = text_of(data, "body") or text_of(data, "plain_body").replace("&nbsp;", " ")
        if not text and (html := text_of(data, "html_body")):
            text, removed = from_html(html)
        call = data.get("data")
        spoken = text_of(call, "transcription_text") if isinstance(call, Mapping) else ""
        if spoken and spoken not in text:
            text = f"{text}\n\n{spoken}".strip()
        person = data.get("author_id")
        author = data.get("author")
        named = text_of(author, "name") if isinstance(author, Mapping) else ""
        _, public = self.privacy.get(ref, ("", data.get("public") is not False))
        via = f"{page}#comment-{ref}" if page and ref else page
        role = self._role(person, requester, data.get("via"))
        name, at = named or self._name(person), self._time(data.get("created_at"))
        return Comment(text, name, at, ref, via, public, role, removed, files_of(data))

    def _role(self, person: Any, requester: Any, via: Any) -> Role:
        """By how it came and the person's role; one whose role is not known is staff unless it is who asked."""
        source = via.get("source") if isinstance(via, Mapping) else None
        rel = source.get("rel") if isinstance(source, Mapping) else None
        if (
            person == -1
            or rel in ("merge", "trigger", "automation")
            or (isinstance(via, Mapping) and via.get("channel") == "rule")
        ):
            return "system"
        role = self.named.get(("user", str(person)), {}).get("role")
        if role is None and person is not None:
            return "customer" if str(person) == str(requester) else "agent"
        return "agent" if role in STAFF else "customer" if role else ""

    def _name(self, person: Any) -> str:
        found = said(self.named.get(("user", str(person)), {}), "name")
        if not found and person not in (None, -1):
            self._unknown.add(str(person))
        return found or ("" if person in (None, -1) else str(person))

    def _label(self, kind: str, key: Any) -> str:
        record = self.named.get((kind, str(key)), {})
        return said(record, "name") or said(record, "title")

    def _time(self, value: Any) -> str:
        return iso(value, self._options.timezone)

    def _articles(self) -> Iterator[Document | Rejected]:
        own: dict[str, str] = {}
        for (key, locale), found in self.articles.items():
            if key not in own or locale == said(found, "source_locale"):
                own[key] = locale
        for (key, locale), found in self.articles.items():
            external = f"article-{key}" if own[key] == locale else f"article-{key}/{locale}"
            whole = {**self.articles[key, own[key]], "edited_at": None, **found}
            yield from safely(self._options.name, external, FIX, self._article, external, whole)

    def _article(self, external_id: str, data: Mapping[str, Any]) -> Iterator[Document]:
        segment = data.get("user_segment_id") or next(iter(data.get("user_segment_ids") or []), None)
        draft = data.get("draft") is True or data.get("hidden") is True
        options = self._options
        yield article(
            options,
            external_id,
            text_of(data, "title") or text_of(data, "name"),
            text_of(data, "body"),
            internal=draft,
            # An article for a user segment is not for everybody.
            audience=options.segments.get(str(segment), options.internal_audience) if segment else None,
            remarks=[self._remark(ref, remark) for ref, remark in self.remarks.get(str(data["id"]), {}).items()],
            uri=text_of(data, "html_url") or text_of(data, "url"),
            language=text_of(data, "locale"),
            created_at=self._time(data.get("created_at")),
            updated_at=self._time(data.get("edited_at") or data.get("updated_at")),
            owner=text_of(self.named.get(("user", str(data.get("author_id"))), {}), "name"),
            metadata={
                "tags": data.get("label_names"),
                "path": self._path(data.get("section_id")),
                "visible_to": (self._label("segment", segment) or f"user segment {segment}") if segment else None,
                "draft": draft or None,
                "outdated": data.get("outdated") or None,
            },
        )

    def _remark(self, ref: str, remark: Mapping[str, Any]) -> Part:
        text, _ = from_html(text_of(remark, "body"))
        at, link = self._time(remark.get("created_at")), text_of(remark, "html_url")
        return Part("message", text, self._name(remark.get("author_id")), at, ref=ref, uri=link)

    def _path(self, section: Any) -> str:
        """Category > section > section, by name."""
        steps: list[str] = []
        kind, key = "section", section
        for _ in range(12):
            record = self.named.get((kind, str(key)))
            if record is None:
                break
            steps.insert(0, self._label(kind, key))
            parent = record.get("parent_section_id")
            nested = parent and ("section", str(parent)) in self.named
            kind, key = ("section", parent) if nested else ("category", record.get("category_id"))
        return " > ".join(steps)

    def _post(self, key: str, data: Mapping[str, Any]) -> Ticket:
        page, asker = text_of(data, "html_url"), data.get("author_id")
        text, removed = from_html(text_of(data, "details"))
        comments = [
            Comment(
                text, self._name(asker), self._time(data.get("created_at")), key, page, role="customer", removed=removed
            )
        ]
        official = None
        for ref, remark in sorted(
            self.remarks.get(key, {}).items(), key=lambda entry: self._time(entry[1].get("created_at"))
        ):
            text, removed = from_html(text_of(remark, "body"))
            at, link = self._time(remark.get("created_at")), text_of(remark, "html_url") or page
            role = self._role(remark.get("author_id"), asker, None)
            comments.append(
                Comment(text, self._name(remark.get("author_id")), at, ref, link, role=role, removed=removed)
            )
            official = comments[-1] if remark.get("official") is True else official
        answered = text_of(data, "status") in ("answered", "completed")
        return Ticket(
            id=f"post-{key}",
            title=text_of(data, "title"),
            comments=tuple(comments),
            resolved=answered or official is not None,
            solution=official or (last_answer(comments) if answered else None),
            uri=page,
            created_at=comments[0].at,
            updated_at=self._time(data.get("updated_at")),
            metadata={"status": data.get("status")},
        )


def _repeats(description: str, comment: str) -> bool:
    """Whether two texts are the same but for mark-up and white space, or one is the other cut short."""
    one, other = sorted((re.sub(r"[\W_]+", "", text).casefold() for text in (description, comment)), key=len)
    return one == other or (len(one) >= 20 and other.startswith(one))


def build(options: Options) -> ZendeskSource:
    return ZendeskSource(options)
