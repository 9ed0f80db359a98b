"""The YAML block between two lines of "---" at the top of a Markdown or text page."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

_BLOCK = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_MAX_CHARS = 50_000


class FrontMatterError(ValueError):
    """The block is there and cannot be used; the message says why."""


def split(text: str) -> tuple[dict[str, Any], str]:
    """(keys of the block, the page below it); ({}, text) when there is none. Raises FrontMatterError."""
    found = _BLOCK.match(text)
    if not found:
        return {}, text
    block = found[1]
    if len(block) > _MAX_CHARS:
        raise FrontMatterError(f"{len(block)} characters, at most {_MAX_CHARS} are read")
    try:
        # A few lines of aliases can stand for gigabytes.
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(block)):
            raise FrontMatterError("YAML aliases (*name) are not allowed")
        data = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise FrontMatterError(f"not valid YAML: {' '.join(str(error).split())}") from error
    if data is None:
        return {}, text[found.end() :]
    if not isinstance(data, dict):
        raise FrontMatterError(f"expected keys with values, found {type(data).__name__}")
    return {str(key).strip().lower(): value for key, value in data.items()}, text[found.end() :]


def plain(value: Any) -> Any:
    """A YAML value as JSON would have it: dates and the like as text."""
    return json.loads(json.dumps(value, default=str, skipkeys=True))
