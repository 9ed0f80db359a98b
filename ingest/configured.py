"""The [[sources]] tables of the configuration as sources that can be read."""

from __future__ import annotations

from typing import Any

from copilot.core import registry
from copilot.core.errors import SettingsError, nearest
from copilot.core.ports import Source
from copilot.core.sections import SourceTable
from copilot.core.settings import Settings
from ingest.erasure import Register
from ingest.prepare import Preparer


def select(settings: Settings, names: list[str] | None) -> list[SourceTable]:
    """The tables of the named sources, or all. Raises SettingsError naming the nearest known source."""
    known = {table.name: table for table in settings.sources}
    if not known:
        raise SettingsError("the configuration has no [[sources]]", "add one; see data/config.example.toml")
    for name in names or ():
        if name not in known:
            raise SettingsError(f"there is no source named {name!r}", nearest(name, known))
    return [known[name] for name in names] if names else list(settings.sources)


def build_source(settings: Settings, table: SourceTable) -> Source:
    """The source of one table. Raises SettingsError for an unknown type or key."""
    where = f"sources.{table.name}"
    source: Source = registry.build("ingest.sources", table.type, _options(settings, table), where=where)
    return source


def preparer(settings: Settings, table: SourceTable) -> Preparer:
    """What prepares the documents of one table's source."""
    module = registry.member("ingest.sources", table.type)
    options = module.Options.model_validate(_options(settings, table))
    return Preparer(settings, options, Register.load(settings.store_path))


def _options(settings: Settings, table: SourceTable) -> dict[str, Any]:
    # How much a source counts, and when it is old, is decided when somebody asks.
    return table.model_dump(exclude={"authority", "old_after_days"}) | {"path": settings.folder / table.path}
