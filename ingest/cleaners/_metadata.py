"""Personal data in the metadata of a document: which of its keys and values say who somebody is.

Metadata is what a source says besides the texts, JSON values under keys of its own. Keys whose name says so hold
persons (`authors`, `assignee`, `reply_to`), others point at things and stay as they are (`supersedes`, `ticket_id`,
`url`); all else is looked through like a text, with its key before it as the words that tell what a number is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

Where = Literal["title", "author", "text"]
Change = Callable[[str, Where, str], str]
"""(text, where, what was said before it) → the text without personal data."""

_PERSON = re.compile(
    r"(?:.*[ _-])?(?:authors?|assignees?|assigned[ _-]to|reporters?|requesters?|creators?|created[ _-]by|updated[ _-]by"
    r"|closed[ _-]by|submitted[ _-]by|submitter|customers?|clients?|contacts?|members?|participants?|watchers?"
    r"|collaborators?|followers?|agents?|users?|owners?|persons?|people|colleagues?|employees?|visitors?|callers?"
    r"|sender|recipients?|reply[ _-]?to"
    r"|auteurs?|behandelaars?|melders?|aanvragers?|indieners?|contactperso(?:on|nen)|klant(?:en)?|klantnaam|medewerkers?"
    r"|collega'?s?|deelnemers?|afzenders?|ontvangers?|eigena(?:ar|ren)|gebruikers?|bewoners?"
    r"|(?:first|last|full|given|family|display|real|sur|user|customer|contact)[ _-]?name|surname|voornaam|achternaam)"
    r"|from|to|cc|bcc|van|aan",
    re.IGNORECASE,
)
_NAME = re.compile(r"name|naam|nickname", re.IGNORECASE)
_OF_PERSONS = re.compile(r"e-?mail|mail|phone|telefoon|mobile|username|login", re.IGNORECASE)
"""Beside one of these keys a "name" is a person's."""
_POINTER = re.compile(
    r"supersedes|(?:.*[ _-])?(?:ids?|keys?|uuid|guid|refs?|ur[il]s?|links?|hrefs?|duplicates?|duplicate[ _-]of|parent"
    r"|revision|version|hash|checksum)|[a-z]+Ids?",
)
"""Keys of what other things are called, and where they are."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEVERAL = re.compile(r"([;,]\s*)")
_LONGEST_KEY = 60


def changed(metadata: Mapping[str, Any], change: Change) -> dict[str, Any]:
    """The metadata with every key and value changed, but for pointers; numbers stay numbers unless they are changed."""
    return {name: value for name, value in _entries(metadata, change, is_person=False) if name}


def persons(value: Any, is_person: bool = False) -> Iterator[str]:
    """The values and keys that say who somebody is, as the source wrote them."""
    if isinstance(value, str):
        if is_person:
            yield from _SEVERAL.split(value)[::2] if _is_list(value) else (value,)
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            if is_person and not (isinstance(entry, Mapping | list | tuple) or _is_field(key)):
                yield key
            yield from persons(entry, _holds_person(key, value, is_person))
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from persons(entry, is_person)


def _entries(value: Mapping[str, Any], change: Change, is_person: bool) -> Iterator[tuple[str, Any]]:
    for key, entry in value.items():
        if not isinstance(key, str) or _POINTER.fullmatch(key[:_LONGEST_KEY]):
            yield key, entry
            continue
        name = key if _is_field(key) else change(key, "author" if is_person else "title", "")
        yield name, _deep(entry, change, key, _holds_person(key, value, is_person))


def _deep(value: Any, change: Change, key: str, is_person: bool) -> Any:
    if isinstance(value, Mapping):
        return {name: entry for name, entry in _entries(value, change, is_person) if name}
    if isinstance(value, list | tuple):
        return [_deep(entry, change, key, is_person) for entry in value]
    said = _CAMEL.sub(" ", key[:_LONGEST_KEY]).replace("_", " ") + ":"
    if isinstance(value, str):
        if is_person and _is_list(value):
            return "".join(change(piece, "author", said) for piece in _SEVERAL.split(value))
        return change(value, "author" if is_person else "text" if "\n" in value else "title", said)
    if isinstance(value, int | float) and not isinstance(value, bool):
        written = str(value)
        told = change(written, "title", said)
        return value if told == written else told
    return value


def _holds_person(key: Any, beside: Mapping[Any, Any], is_person: bool) -> bool:
    """Whether what stands under this key says who somebody is; is_person: whether the mapping it stands in does."""
    if not isinstance(key, str):
        return False
    key = _CAMEL.sub("_", key[:_LONGEST_KEY])
    if _PERSON.fullmatch(key):
        return True
    if _NAME.fullmatch(key):
        return is_person or any(isinstance(other, str) and _OF_PERSONS.fullmatch(other) for other in beside)
    return False


def _is_field(key: Any) -> bool:
    """Whether a key looks like the name of a field: "issue_type", rather than like a name."""
    return not isinstance(key, str) or re.fullmatch(r"[a-z][a-z0-9_-]*", key) is not None


def _is_list(value: str) -> bool:
    """Whether a value names several persons: "Bos, Anna" is one."""
    return ";" in value or value.count(",") > 1 or ("," in value and "@" in value)
