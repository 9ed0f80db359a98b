"""One frozen Settings object: defaults < TOML file < environment. Read once in each `__main__`, values passed inwards.

Environment: BALIE_<SECTION>__<KEY>, such as BALIE_STORE__PATH=/srv/balie. Relative paths in a TOML are relative
to its folder. Secrets (a language model's key) come from the environment only and are never part of Settings.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, field_validator

from copilot.core.errors import SettingsError, nearest
from copilot.core.registry import Options, explain
from copilot.core.sections import (
    AnswerSettings,
    AuthSettings,
    ChunkSettings,
    EmbedderSettings,
    GeneratorSettings,
    JudgeSettings,
    LimitSettings,
    PersonalDataSettings,
    ReadingSettings,
    RerankerSettings,
    RetrievalSettings,
    ScheduleSettings,
    ServiceSettings,
    SourceTable,
    StoreSettings,
    SyncSettings,
)

ROOT = Path(__file__).resolve().parents[2]
"""The project's folder; the only place where paths are derived from the code's own place."""

_ENVIRONMENT = "BALIE_"
_NOT_SETTINGS = {"BALIE_CONFIG", "BALIE_KEY"}


class Settings(Options):
    """Everything that can be configured. `folder` is where relative paths start."""

    folder: Path = Field(default=Path(), exclude=True)
    as_of: str = ""
    """ISO date that counts as today in ranking and warnings; "" is now."""
    organisation_domains: tuple[str, ...] = ()
    """The company's own mail domains: their addresses are staff and stay readable."""
    organisation_values: tuple[str, ...] = ()
    """The company's own telephone numbers and IBANs, which stay readable."""
    store: StoreSettings = StoreSettings()
    embedder: EmbedderSettings = EmbedderSettings()
    generator: GeneratorSettings = GeneratorSettings()
    judge: JudgeSettings = JudgeSettings()
    reranker: RerankerSettings = RerankerSettings()
    reading: ReadingSettings = ReadingSettings()
    limits: LimitSettings = LimitSettings()
    sync: SyncSettings = SyncSettings()
    schedule: ScheduleSettings = ScheduleSettings()
    personal_data: PersonalDataSettings = PersonalDataSettings()
    chunks: ChunkSettings = ChunkSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    answers: AnswerSettings = AnswerSettings()
    service: ServiceSettings = ServiceSettings()
    auth: AuthSettings | None = None
    sources: tuple[SourceTable, ...] = ()

    @field_validator("as_of")
    @classmethod
    def _is_date(cls, value: str) -> str:
        if value:
            datetime.fromisoformat(value)
        return value

    @field_validator("sources")
    @classmethod
    def _unique_names(cls, sources: tuple[SourceTable, ...]) -> tuple[SourceTable, ...]:
        names = [source.name for source in sources]
        for name in {name for name in names if names.count(name) > 1}:
            raise ValueError(f"two sources are named {name!r}; document ids begin with it, so rename one")
        return sources

    def today(self) -> date:
        """What counts as today."""
        return datetime.fromisoformat(self.as_of).date() if self.as_of else datetime.now(UTC).date()

    @property
    def store_path(self) -> Path:
        return self.folder / self.store.path

    @property
    def synonyms_path(self) -> Path:
        given = self.retrieval.synonyms
        return ROOT / "data" / "synonyms.toml" if given is None else self.folder / given

    @property
    def prompts_path(self) -> Path:
        return ROOT / "prompts"


def config_path(given: str | None, environment: Mapping[str, str]) -> Path:
    """`--config`, else $BALIE_CONFIG, else data/config.toml, else the example."""
    if given or environment.get("BALIE_CONFIG"):
        return Path(given or environment["BALIE_CONFIG"])
    own, example = (ROOT / "data" / name for name in ("config.toml", "config.example.toml"))
    return own if own.exists() else example


def load(path: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """Reads a TOML file and the environment. Raises SettingsError naming the key and the nearest known one."""
    environment = os.environ if environment is None else environment
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        fix = "copy data/config.example.toml and pass it with --config"
        raise SettingsError(f"configuration {path} does not exist", fix) from None
    except OSError as error:
        reason = error.strerror
        raise SettingsError(f"configuration {path} cannot be read: {reason}", "check its permissions") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"configuration {path} is not UTF-8 at byte {error.start}", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"configuration {path} is not TOML: {error}", "correct that line") from error
    if "folder" in data:
        raise SettingsError("unknown key folder", nearest("folder", Settings.model_fields.keys() - {"folder"}))
    for name, value in environment.items():
        if name.startswith(_ENVIRONMENT) and name not in _NOT_SETTINGS:
            _set(data, name.removeprefix(_ENVIRONMENT).lower().split("__"), value, name)
    try:
        return Settings.model_validate(data | {"folder": path.resolve().parent})
    except ValidationError as error:
        raise explain(error, "", Settings) from error


def _set(data: dict[str, Any], keys: list[str], value: str, name: str) -> None:
    """Puts an environment variable at its place; "a__b" is key b of table a."""
    if keys[0] not in Settings.model_fields or keys[0] in ("folder", "sources"):
        known = [f"{_ENVIRONMENT}{field.upper()}" for field in Settings.model_fields.keys() - {"folder", "sources"}]
        raise SettingsError(f"unknown environment variable {name}", nearest(name.split("__")[0], known))
    table = data
    for key in keys[:-1]:
        table = table.setdefault(key, {})
        if not isinstance(table, dict):
            raise SettingsError(f"{name} points into {key}, which is not a table", "correct the variable's name")
    table[keys[-1]] = value
