"""Takes erased persons out of documents, item keys and messages.

Texts get "[VERWIJDERD]". Ids, links and paths get "verwijderd-" with twelve digits of a keyed hash of what stood there,
so that two things stay two things and the same thing keeps its name everywhere. Pieces of a name (a surname, "F. ...",
a first name) are taken out only of documents that name the person in full, by whichever value.

Not seen: values inside pictures, archives and encodings other than those of `_views`; a value that is spread over
several fields of a document; a full name with another word in between; misspellings; a lower-case piece of a name that
is short or an ordinary word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from copilot.core.types import INTERNAL_SUFFIX, Document, Part, Rejected
from ingest.erasure.matcher import Hit, Matcher, digest
from ingest.erasure.register import Register
from ingest.erasure.subjects import MASK, PSEUDONYM

_Change = Callable[[str], str]
_PATIENCE = 5
"""Rounds after which a text is taken to be clean; a second one already finds nothing, but for forms inside forms."""


class Eraser:
    """Works from the register alone. Can be pickled; costs nothing while the register is empty."""

    def __init__(self, register: Register) -> None:
        self._key = register.key
        self._matcher = Matcher(register.key, [entry.forms for entry in register.entries])
        self._is_needed = bool(register.entries)

    def erase(self, document: Document) -> tuple[Document, int]:
        """The document without erased persons, and how many places were changed; idempotent."""
        if not self._is_needed:
            return document, 0
        named = {hit.subject for text in _texts(document) for hit in self._matcher.hits(text) if not hit.partial}
        if not named:
            return document, 0
        count = 0

        def text(value: str) -> str:
            nonlocal count
            changed, found = self._without(value, named, _mask)
            count += found
            return changed

        def key(value: str) -> str:
            nonlocal count
            changed, found = self._renamed(value, named)
            count += found
            return changed

        def either(value: str) -> str:
            return key(value) if _is_key(value) else text(value)

        return (
            replace(
                document,
                external_id=key(document.external_id),
                title=text(document.title),
                parts=tuple(_part(part, text, key) for part in document.parts),
                uri=key(document.uri),
                audience=tuple(key(group) for group in document.audience),
                owner=text(document.owner),
                metadata=_deep(document.metadata, either, key),
                removed=tuple(replace(entry, text=text(entry.text)) for entry in document.removed),
            ),
            count,
        )

    def key(self, text: str) -> str:
        """The name of an item, a document id or a link without erased persons; the same for the same text, always."""
        return self._renamed(text, frozenset())[0] if self._is_needed else text

    def reason(self, text: str) -> str:
        """A message, such as why an item was rejected, without erased persons."""
        return self._without(text, frozenset(), _mask)[0] if self._is_needed else text

    def rejected(self, rejected: Rejected) -> Rejected:
        """Why something was rejected, without erased persons: it may quote what was found."""
        item, reason, fix = map(self.reason, (rejected.item, rejected.reason, rejected.fix))
        return replace(rejected, item=item, reason=reason, fix=fix)

    def _renamed(self, text: str, named: Set[int]) -> tuple[str, int]:
        """The two halves of a ticket, "7" and "7#internal", get the same name."""
        stem = text.removesuffix(INTERNAL_SUFFIX)
        changed, found = self._without(stem, named, self._pseudonym)
        return changed + text[len(stem) :], found

    def _pseudonym(self, text: str) -> str:
        return PSEUDONYM + digest(text, self._key, True).hex()[:12]

    def _without(self, text: str, named: Set[int], mark: _Change) -> tuple[str, int]:
        """Person after person in the order of the register, so that erasing two at once or one by one is the same."""
        hits, count = self._matcher.hits(text), 0
        for subject in sorted({hit.subject for hit in hits}):
            for _ in range(_PATIENCE):
                spans = _merged(hit for hit in hits if hit.subject == subject and (not hit.partial or subject in named))
                if not spans:
                    break
                text = _cut(text, spans, mark(text))
                count += len(spans)
                hits = self._matcher.hits(text)
        return text, count


def _mask(_text: str) -> str:
    return MASK


def _merged(hits: Iterator[Hit]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((hit.start, hit.end) for hit in hits):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _cut(text: str, spans: Sequence[tuple[int, int]], mark: str) -> str:
    pieces, position = [], 0
    for start, end in spans:
        pieces += [text[position:start], mark]
        position = end
    return "".join([*pieces, text[position:]])


def _is_key(value: str) -> bool:
    """Whether a value of the metadata is an id, an address or a link rather than a text."""
    return not any(char.isspace() for char in value) and not value.isalpha()


def _part(part: Part, text: _Change, key: _Change) -> Part:
    return replace(
        part,
        role=text(part.role),
        text=text(part.text),
        author=text(part.author),
        heading=text(part.heading),
        ref=key(part.ref),
        uri=key(part.uri),
    )


def _deep(value: Any, change: _Change, key: _Change) -> Any:
    """A JSON value with its texts, numbers and keys changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key(name): _deep(entry, change, key) for name, entry in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_deep(entry, change, key) for entry in value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        written = _written(value)
        changed = change(written)
        return value if changed == written else changed
    return value


def _texts(document: Document) -> Iterator[str]:
    yield document.external_id
    yield document.title
    yield document.uri
    yield document.owner
    yield from document.audience
    for part in document.parts:
        yield from (part.text, part.author, part.heading, part.ref, part.uri, part.role)
    yield from _strings(document.metadata)
    yield from (entry.text for entry in document.removed)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, entry in value.items():
            yield name
            yield from _strings(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from _strings(entry)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield _written(value)


def _written(value: float) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
