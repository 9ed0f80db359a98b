"""What a report needs to be believed a year later: which snapshot, models, prompts, settings, code and packages."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from copilot.core.settings import ROOT, Settings

_PACKAGES = (
    "balie",
    "faiss-cpu",
    "langchain-core",
    "numpy",
    "ragas",
    "sentence-transformers",
    "tantivy",
    "tiktoken",
    "torch",
    "transformers",
    "unstructured",
)
_SECRET = re.compile(r"key|token|secret|password|sha256", re.IGNORECASE)
_CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+(?=@)")
MASK = "***"


def provenance(system: Mapping[str, str], settings: Settings, **run: Any) -> dict[str, Any]:
    """system: what the product says of itself; run: how this run was called, such as its suite's checksum."""
    return {
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        **system,
        "prompts": [system["prompt"]] if system.get("prompt") else [],
        "settings": masked(settings.model_dump(mode="json")),
        "git": git_revision(ROOT),
        "packages": versions(_PACKAGES),
        **run,
    }


def masked(value: Any, name: str = "") -> Any:
    """The same JSON values with secrets replaced: texts under a telling key, and credentials inside an address."""
    if isinstance(value, Mapping):
        return {key: masked(item, key) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [masked(item, name) for item in value]
    if isinstance(value, str):
        return MASK if value and _SECRET.search(name) else _CREDENTIALS.sub(MASK, value)
    return value


def git_revision(folder: Path) -> str:
    """The commit that is checked out; "unknown" without git or outside a repository."""
    try:
        done = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=folder, capture_output=True, text=True, check=True, timeout=10
        )
    except (OSError, subprocess.SubprocessError):  # an installed copy has no repository; the report says so
        return "unknown"
    return done.stdout.strip()


def versions(packages: Iterable[str]) -> dict[str, str]:
    """Package -> version that is installed."""
    return {name: _version(name) for name in packages}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:  # an extra that is not installed
        return "not installed"
