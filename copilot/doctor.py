"""Checks of an installation; each says what was found and the cure."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass

from copilot.core import registry, tokens
from copilot.core.embedders import load as load_embedder
from copilot.core.errors import BalieError
from copilot.core.settings import Settings
from copilot.core.snapshot import open_current

_FREE = 2_000_000_000
"""Bytes that a store and the converted model want to find free."""


@dataclass(frozen=True, slots=True)
class Finding:
    check: str
    ok: bool
    message: str
    fix: str = ""


def examine(settings: Settings) -> list[Finding]:
    """Runs every check; a failing one does not stop the others."""
    checks: dict[str, Callable[[Settings], str]] = {
        "python": _python,
        "disk": _disk,
        "tokens": lambda _: f"{tokens.ENCODING} counts {tokens.count('een twee drie')} tokens",
        "embedder": _embedder,
        "generator": _generator,
        "snapshot": _snapshot,
    }
    findings = []
    for name, check in checks.items():
        try:
            findings.append(Finding(name, True, check(settings)))
        except BalieError as error:
            findings.append(Finding(name, False, error.problem, error.fix))
    return findings


def _python(_: Settings) -> str:
    return sys.version.split()[0]


def _disk(settings: Settings) -> str:
    folder = next(p for p in (settings.store_path, *settings.store_path.parents) if p.exists())
    free = shutil.disk_usage(folder).free
    if free < _FREE:
        raise BalieError(f"{free / 1e9:.1f} GB free at {folder}", "make room, or set [store] path elsewhere")
    return f"{free / 1e9:.0f} GB free"


def _embedder(settings: Settings) -> str:
    embedder = load_embedder(settings.embedder)
    length = float((embedder.embed_queries(["hallo"])[0] ** 2).sum())
    if abs(length - 1) > 1e-3:
        raise BalieError(
            f"{embedder.identity.name} gives vectors of length {length:.3f}, expected 1", "use another model"
        )
    return f"{embedder.identity.name}, {embedder.identity.dimension} dimensions"


def _generator(settings: Settings) -> str:
    built = registry.build(
        "copilot.generators",
        settings.generator.type,
        settings.generator.options,
        settings.prompts_path,
        settings.answers.max_words,
        where="generator",
    )
    return f"{settings.generator.type}, {built.model}"


def _snapshot(settings: Settings) -> str:
    snapshot, degraded = open_current(settings.store_path)
    if degraded:
        raise BalieError(degraded, "run: python -m ingest sync")
    made, configured = snapshot.embedder, load_embedder(settings.embedder).identity
    if made != configured:
        raise BalieError(f"made with {made.name}, configured is {configured.name}", "run: python -m ingest sync")
    return f"{snapshot.name}, {snapshot.documents} documents, {snapshot.chunks} chunks"
