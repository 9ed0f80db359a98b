"""docs/configuration.md, written from the code: python -m copilot.reference > docs/configuration.md"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from pydantic import BaseModel

from copilot.core import registry
from copilot.core.reference import table
from copilot.core.sections import AuthSettings, KeySettings, MemberSettings
from copilot.core.settings import Settings

_HEAD = """# Configuration

One TOML file: `--config F`, else `$BALIE_CONFIG`, else `data/config.toml`, else `data/config.example.toml`. Relative
paths start at its folder. A variable `BALIE_<SECTION>__<KEY>` overrides a key, such as `BALIE_SERVICE__PORT=9090`.
Unknown keys are refused with the nearest known name. A language model's key is read from the environment only.

This page is written from the code: `python -m copilot.reference`."""

_FAMILIES = {
    "embedder": "copilot.core.embedders",
    "generator": "copilot.generators",
    "judge": "copilot.judges",
    "reranker": "copilot.rerankers",
}


def render() -> str:
    """The page, as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD
    tables = {name: f.annotation for name, f in Settings.model_fields.items()}
    plain = [name for name, kind in tables.items() if not _is_model(kind) and name not in ("folder", "auth", "sources")]
    yield "\n## At the top\n"
    yield from table(Settings, plain)
    for name, kind in tables.items():
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield f"\n## [{name}]\n"
            yield from table(kind, list(kind.model_fields))
            if issubclass(kind, MemberSettings):
                for member in registry.members(_FAMILIES[name]):
                    options = registry.member(_FAMILIES[name], member).Options
                    yield f'\n`type = "{member}"`: ' + ("\n" if options.model_fields else "no further keys.")
                    if options.model_fields:
                        yield from table(options, list(options.model_fields))
    yield "\n## [[auth.keys]]\n"
    yield f"{(AuthSettings.__doc__ or '').strip()}\n"
    yield from table(KeySettings, list(KeySettings.model_fields))
    yield "\n## [[sources]]\n\nSee [sources.md](sources.md) and [source-types.md](source-types.md)."


def _is_model(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


if __name__ == "__main__":
    sys.stdout.write(render())
