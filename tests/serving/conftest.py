"""A desk that is published edition after edition, and language models that follow a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from copilot.core import settings
from copilot.core.embedders import load
from copilot.core.settings import Settings
from ingest import pipeline
from support import write_desk
from support_drills import GatedModel, edition


@pytest.fixture
def publish(tmp_path: Path) -> Callable[..., Settings]:
    """publish(documents, extra) -> settings of the desk with these documents, synced; always the same folder."""

    def make(documents: list[dict[str, object]] | None = None, extra: str = "") -> Settings:
        config = settings.load(write_desk(tmp_path / "desk", documents or edition(1), extra), {})
        report = pipeline.sync(config, load(config.embedder), allow_shrink=True)
        assert report.published
        return config

    return make


@pytest.fixture
def model() -> Iterator[GatedModel]:
    with GatedModel() as scripted:
        yield scripted
