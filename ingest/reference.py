"""docs/source-types.md, written from the code: python -m ingest.reference > docs/source-types.md"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator

from copilot.core import registry
from copilot.core.reference import table
from ingest.sources._base import SourceOptions

_HEAD = """# Source types

What each `type` of a `[[sources]]` table reads, how to make that export, and the keys it understands beside those in
[sources.md](sources.md).

This page is written from the code: `python -m ingest.reference`."""


def render() -> str:
    """The page, as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD
    for name in registry.members("ingest.sources"):
        module = registry.member("ingest.sources", name)
        yield f"\n## {name}\n"
        text = inspect.cleandoc(module.__doc__ or "").removeprefix(f"`{name}`: ")
        yield text[:1].upper() + text[1:]
        own = [key for key in module.Options.model_fields if key not in SourceOptions.model_fields]
        if own:
            yield ""
            yield from table(module.Options, own)


if __name__ == "__main__":
    sys.stdout.write(render())
