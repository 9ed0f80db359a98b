"""The tables of the configuration, one model each; docs/configuration.md is made from them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from copilot.core.cron import checked_cron, checked_zone
from copilot.core.registry import Options


class StoreSettings(Options):
    path: Path = Path("store")
    """Snapshots, ledger, caches, database."""
    keep_generations: int = Field(default=3, ge=2)
    """Whole generations that stay on disk; the newest are kept."""


class MemberSettings(BaseModel):
    """A family member by its file name; its own options are validated by the member."""

    model_config = ConfigDict(extra="allow", frozen=True, use_attribute_docstrings=True)

    type: str

    @property
    def options(self) -> dict[str, Any]:
        return dict(self.model_extra or {})


class EmbedderSettings(MemberSettings):
    type: str = "sentence_transformer"
    """File in copilot/core/embedders/."""
    cache: Path = Path("~/.cache/balie")
    """Converted models, once per user."""


class GeneratorSettings(MemberSettings):
    type: str = "extractive"
    """File in copilot/generators/."""


class RerankerSettings(MemberSettings):
    type: str = "features"
    """File in copilot/rerankers/."""


class JudgeSettings(MemberSettings):
    type: str = "none"
    """File in copilot/judges/: who is asked whether a passage supports a sentence that rules leave open."""


class ReadingSettings(Options):
    processes: int = Field(default=0, ge=0, le=64)
    """Processes that read sources side by side; 0: one a core."""


class LimitSettings(Options):
    """Bounds of one item (a file, a channel, a piece of a mailbox); what exceeds one is quarantined alone."""

    megabytes: int = Field(default=2_000, ge=1)
    """Size of an item that is read at all."""
    seconds: float = Field(default=20, gt=0)
    """Time to read and clean an item of up to a megabyte; then its process is ended."""
    seconds_per_megabyte: float = Field(default=5, ge=0)
    """Further time for each further megabyte."""
    memory_megabytes: int = Field(default=1_000, ge=100)
    """Memory that a reading process may take for an item of up to a megabyte; ten more for each further megabyte."""


class SyncSettings(Options):
    max_shrink: float = Field(default=0.5, ge=0.0, le=1.0)
    """Share of its documents that a source may lose at once; a larger loss waits for --allow-shrink."""
    dry_run_seconds: float = Field(default=10, gt=0)
    """Time that `sync --dry-run` spends on reading; items beyond it are counted without being looked into."""
    keep_runs: int = Field(default=400, ge=1)
    """Reports of runs that are kept; the newest stay."""


class ScheduleSettings(Options):
    cron: Annotated[str, AfterValidator(checked_cron)] = "0 3 * * *"
    """When `sync --watch` runs: minute, hour, day of the month, month, day of the week."""
    timezone: Annotated[str, AfterValidator(checked_zone)] = ""
    """Zone of `cron`, such as "Europe/Amsterdam"; "" is this machine's."""


class PersonalDataSettings(Options):
    customer_numbers: tuple[str, ...] = ()
    """Regular expressions of customer numbers, such as 'WL-\\d{7}'; masked like other identifiers."""


class ChunkSettings(Options):
    max_tokens: int = Field(default=160, ge=32, le=400)
    """Budget of a chunk in tiktoken tokens; heading path and prefix come on top and fit the embedder's 512."""
    context_tokens: int = Field(default=60, ge=0, le=100)
    """Budget of the title, heading path and problem that are embedded before a chunk's text."""


class RetrievalSettings(Options):
    depth: int = Field(default=100, ge=10, le=1000)
    """Candidates that each search contributes."""
    dense_weight: float = Field(default=0.75, ge=0.0, le=1.0)
    """Share of the dense score in the fused score; the rest is lexical."""
    chunks_per_document: int = Field(default=3, ge=1)
    """Chunks of one document that stand before those of others; further ones follow where a list would be shorter."""
    language_offset: float = Field(default=0.02, ge=0.0, le=0.2)
    """Added to the cosine of a passage in another language than the question: what the bundled model takes off."""
    synonyms: Path | None = None
    """File of synonyms and abbreviations (docs/retrieval.md); not set: data/synonyms.toml of the project."""


class AnswerSettings(Options):
    max_words: int = Field(default=100, ge=20, le=400)
    """Length of an extractive answer."""
    passages: int = Field(default=6, ge=1, le=20)
    """Passages a generator gets to see."""
    threshold: float = Field(default=0.5, ge=0.0, le=1.0)
    """Answerability below which a question is refused; see copilot/answerable/."""


class KeySettings(Options):
    name: str
    """Who holds the key, for logs."""
    sha256: str = Field(repr=False)
    """Of the key; the key itself is nowhere on disk."""
    roles: tuple[str, ...] = ("agent",)
    """agent, admin or qa."""
    audiences: tuple[str, ...] = ()
    """Groups whose documents exist for this key."""

    @field_validator("sha256")
    @classmethod
    def _is_checksum(cls, value: str) -> str:
        if not re.fullmatch(r"[0-9a-fA-F]{64}", value):
            raise ValueError("expected the 64 hexadecimal digits of the key's SHA-256")
        return value.lower()

    @field_validator("roles")
    @classmethod
    def _known_roles(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for role in value:
            if role not in ("agent", "admin", "qa"):
                raise ValueError(f"role must be agent, admin or qa, found {role!r}")
        return value


class AuthSettings(Options):
    keys: tuple[KeySettings, ...] = Field(default=(), repr=False)


class ServiceSettings(Options):
    host: str = "127.0.0.1"
    """Address to listen on; another than this machine only with [auth]."""
    port: int = Field(default=8080, ge=0, le=65535)
    """Port to listen on; 0 takes a free one."""
    workers: int = Field(default=8, ge=1, le=64)
    """Requests answered at the same time; further ones wait."""
    queue: int = Field(default=32, ge=0)
    """Requests that may wait; more get 429 with Retry-After."""
    processes: int = Field(default=1, ge=1, le=64)
    """Processes that serve; each has its own places, queue and embedding model, the index is mapped once."""
    deadline: float = Field(default=20.0, gt=0, le=600)
    """Seconds that a request may take; a language model that is not done by then is replaced by its sources."""
    drain: float = Field(default=15.0, gt=0, le=25)
    """Seconds that requests get to finish when the service is stopped; those that wait get 503."""
    breaker_failures: int = Field(default=3, ge=1)
    """Failures of the language model in a row after which it is not asked for a while."""
    breaker_seconds: float = Field(default=10.0, gt=0, le=30)
    """That while; then one question tries it again."""


class SourceTable(BaseModel):
    """A [[sources]] table. Keys beyond these are validated by `ingest`: they belong to the source's type."""

    model_config = ConfigDict(extra="allow", frozen=True, use_attribute_docstrings=True)

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")
    type: str
    path: Path
    authority: float = Field(default=0.0, ge=-2.0, le=2.0)
    """How much more its passages count than others: 1 lifts them over passages that fit a little better."""
    old_after_days: int = Field(default=0, ge=0)
    """Days after its last change from which a document of it is cited with a warning; 0: never."""
