"""What every helpdesk's tickets have in common: a ticket's Documents out of its comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copilot.core.types import INTERNAL_SUFFIX, Document, Part
from ingest.sources._base import SourceOptions


@dataclass(frozen=True, slots=True)
class Comment:
    """One message on a ticket, as its source has it."""

    text: str
    author: str = ""
    at: str = ""
    ref: str = ""
    uri: str = ""
    public: bool = True


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket, its comments in the order of time; the first is the problem."""

    id: str
    title: str
    comments: tuple[Comment, ...]
    resolved: bool
    solution: Comment | None = None
    """The comment that solved it; one of `comments`."""
    uri: str = ""
    created_at: str = ""
    updated_at: str = ""
    metadata: Mapping[str, Any] | None = None


def documents(options: SourceOptions, ticket: Ticket) -> Iterator[Document]:
    """The ticket, and where it has private comments a second Document with just those."""
    private = [c for c in ticket.comments if not c.public]
    public = [c for c in ticket.comments if c.public]
    # A ticket with nothing but private comments shows nothing to others, not even its title.
    if public or not private:
        parts = _parts(public, ticket.solution) or (Part("problem", ""),)
        yield _document(options, ticket, ticket.id, parts, options.audience)
    if private:
        parts = tuple(_part("attempt", comment) for comment in private)
        yield _document(options, ticket, ticket.id + INTERNAL_SUFFIX, parts, options.internal_audience)


def _parts(comments: Sequence[Comment], solution: Comment | None) -> tuple[Part, ...]:
    return tuple(
        _part("problem" if number == 0 else "resolution" if comment is solution else "attempt", comment)
        for number, comment in enumerate(comments)
    )


def _part(role: str, comment: Comment) -> Part:
    return Part(role, comment.text, author=comment.author, at=comment.at, ref=comment.ref, uri=comment.uri)


def _document(
    options: SourceOptions, ticket: Ticket, external_id: str, parts: tuple[Part, ...], audience: tuple[str, ...]
) -> Document:
    return Document(
        source=options.name,
        external_id=external_id,
        kind="ticket",
        title=ticket.title,
        parts=parts,
        uri=ticket.uri,
        created_at=ticket.created_at,
        updated_at=ticket.updated_at,
        audience=audience,
        resolved=ticket.resolved,
        metadata={key: value for key, value in (ticket.metadata or {}).items() if value not in (None, "", [])},
    )
