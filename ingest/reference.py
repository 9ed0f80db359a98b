"""docs/source-types.md, written from the code: python -m ingest.reference > docs/source-types.md"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from copilot.core import registry
from copilot.core.reference import table
from ingest.export.base import SourceOptions

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
        yield from _tables(module.Options, own)


def _tables(options: type[BaseModel], keys: list[str]) -> Iterator[str]:
    """The keys of a model, then those of the tables inside it."""
    inner = {key: model for key in keys if (model := _model_in(options.model_fields[key].annotation))}
    if plain := [key for key in keys if key not in inner]:
        yield ""
        yield from table(options, plain)
    for model in inner.values():
        yield f"\n{(model.__doc__ or '').strip()}"
        yield from _tables(model, list(model.model_fields))


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a field holds one or several of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


if __name__ == "__main__":
    sys.stdout.write(render())
