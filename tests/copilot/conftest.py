"""A synced desk of one's own for every test of the co-pilot, and a language model that follows a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from copilot.core import settings
from copilot.core.embedders import load
from copilot.core.settings import Settings
from copilot.pipeline import Copilot
from ingest import pipeline
from support import DOCUMENTS, write_desk
from support_model import ScriptedModel

Documents = list[dict[str, object]]


@pytest.fixture
def published(tmp_path: Path) -> Callable[..., Settings]:
    """published(documents, extra, name, as_of) -> settings of a synced desk; called again it is synced anew."""

    def make(documents: Documents = DOCUMENTS, extra: str = "", name: str = "desk", as_of: str = "") -> Settings:
        config = settings.load(write_desk(tmp_path / name, documents, extra), {"BALIE_AS_OF": as_of})
        pipeline.sync(config, load(config.embedder))
        return config

    return make


@pytest.fixture
def opened(published: Callable[..., Settings]) -> Callable[..., Copilot]:
    """opened(documents, extra, name, as_of) -> a co-pilot over such a desk."""
    return lambda *args, **named: Copilot.open(published(*args, **named))


@pytest.fixture(scope="session")
def copilot(synced: Settings) -> Copilot:
    """Over the shared desk; tests must not change it."""
    return Copilot.open(synced)


@pytest.fixture
def model() -> Iterator[ScriptedModel]:
    with ScriptedModel() as scripted:
        yield scripted
