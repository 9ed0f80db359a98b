"""An article of a helpdesk's help centre as a Document: its HTML by headings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from copilot.core.types import Document, Part, Rejected
from ingest import parse
from ingest.export.base import SourceOptions
from ingest.export.records import UNFIT, RecordError, reason_of
from ingest.page.sections import sections


def article(
    options: SourceOptions,
    external_id: str,
    title: str,
    body: str,
    *,
    internal: bool = False,
    audience: tuple[str, ...] | None = None,
    metadata: Mapping[str, Any],
    remarks: Iterable[Part] = (),
    uri: str = "",
    language: str = "",
    created_at: str = "",
    updated_at: str = "",
    owner: str = "",
) -> Document:
    """body: HTML. internal: a draft or an archived article. Raises RecordError when it has no text, and ParseError."""
    page = parse.parse(body.encode("utf-8", "replace"), "article.html") if body.strip() else parse.Page(())
    found = tuple(sections(page.elements, title, uri))
    if not found:
        raise RecordError(f"the article {title!r} has no text here")
    return Document(
        source=options.name,
        external_id=external_id,
        kind="wiki",
        title=title,
        parts=(*found, *remarks),
        uri=uri,
        language=language,
        created_at=created_at,
        updated_at=updated_at,
        audience=options.internal_audience if internal else options.audience if audience is None else audience,
        owner=owner,
        metadata={name: value for name, value in metadata.items() if value not in (None, "", [])},
        removed=page.removed,
    )


def safely(
    source: str, where: str, fix: str, make: Callable[..., Iterable[Document]], *args: Any
) -> Iterator[Document | Rejected]:
    """The documents, or why one record gives none; its neighbours go on."""
    try:
        yield from make(*args)
    except UNFIT as error:
        yield Rejected(source, where, reason_of(error), fix)
    except parse.ParseError as error:
        yield Rejected(source, where, error.reason, error.fix)
