"""The jsonl shape of a Document: what `preview` prints, what the `jsonl` source reads, what a snapshot keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from copilot.core.types import KINDS, Document, Part

_TEXT_KEYS = ("title", "uri", "language", "created_at", "updated_at", "owner", "valid_until")
_PART_KEYS = ("role", "author", "at", "heading", "ref", "uri", "language")
_KNOWN = {"id", "kind", "text", "parts", "audience", "resolved", *_TEXT_KEYS}


class ShapeError(ValueError):
    """The data is not a Document in the interchange shape; the message says which key and why."""


def to_json(document: Document) -> dict[str, Any]:
    """A Document as one JSON object; empty values are left out."""
    data: dict[str, Any] = {"id": document.external_id, "kind": document.kind}
    data |= {key: value for key in _TEXT_KEYS if (value := getattr(document, key))}
    data["audience"] = list(document.audience)
    if document.resolved is not None:
        data["resolved"] = document.resolved
    data["parts"] = [
        {key: value for key in _PART_KEYS if (value := getattr(part, key))} | {"text": part.text}
        for part in document.parts
    ]
    return {key: value for key, value in document.metadata.items() if key not in _KNOWN} | data


def from_json(source: str, data: Mapping[str, Any], audience: tuple[str, ...] = ()) -> Document:
    """A Document of `source` from one JSON object.

    audience: used when the object has no key "audience" of its own (an empty list there means nobody).
    Raises ShapeError naming the key that is missing or of the wrong type.
    """
    if not isinstance(data, Mapping):
        raise ShapeError(f"expected a JSON object, found {type(data).__name__}")
    external_id, kind = data.get("id"), data.get("kind", "wiki")
    if not isinstance(external_id, str | int) or str(external_id).strip() == "":
        raise ShapeError(f'"id" must be a non-empty text, found {external_id!r}')
    if kind not in KINDS:
        raise ShapeError(f'"kind" must be one of {", ".join(KINDS)}, found {kind!r}')
    if ("text" in data) == ("parts" in data):
        raise ShapeError('exactly one of "text" and "parts" is expected')
    raw_parts = data["parts"] if "parts" in data else [{"role": "section", "text": data["text"]}]
    if not isinstance(raw_parts, list):
        raise ShapeError(f'"parts" must be a list, found {type(raw_parts).__name__}')
    resolved = data.get("resolved")
    if resolved not in (None, True, False):
        raise ShapeError(f'"resolved" must be true or false, found {resolved!r}')
    texts: dict[str, Any] = {key: _text(data, key) for key in _TEXT_KEYS}
    return Document(
        source=source,
        external_id=_writable(str(external_id)).strip(),
        kind=kind,
        parts=tuple(_part(number, raw) for number, raw in enumerate(raw_parts, 1)),
        audience=_audience(data["audience"]) if "audience" in data else audience,
        resolved=resolved,
        metadata={_writable(key): _writable(value) for key, value in data.items() if key not in _KNOWN},
        **texts,
    )


def _part(number: int, raw: Any) -> Part:
    if not isinstance(raw, Mapping):
        raise ShapeError(f"part {number} must be an object, found {type(raw).__name__}")
    try:
        given = {key: _text(raw, key) for key in _PART_KEYS if raw.get(key)}
        return Part(text=_text(raw, "text"), **{"role": "section", **given})
    except ShapeError as error:
        raise ShapeError(f"part {number}: {error}") from None


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ShapeError(f'"{key}" must be a text, found {value!r}')
    return str(_writable(value))


def _writable(value: Any) -> Any:
    """A JSON value without lone surrogates, which are legal in JSON and cannot be written as UTF-8."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_writable(entry) for entry in value]
    if isinstance(value, dict):
        return {_writable(key): _writable(entry) for key, entry in value.items()}
    return value


def _audience(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(group, str) for group in value):
        raise ShapeError(f'"audience" must be a list of texts, found {value!r}')
    return tuple(map(_writable, value))
