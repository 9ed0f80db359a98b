"""What tests share: a small desk with all four kinds of document, synced with the hashing embedder."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from copilot.core import settings
from copilot.core.settings import Settings
from support import DOCUMENTS, write_desk


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--whole", action="store_true", help="drills at full length: make faults")


@pytest.fixture(scope="session")
def whole(pytestconfig: pytest.Config) -> bool:
    """Whether drills run at full length; by default they are short enough to run all the time."""
    return bool(pytestconfig.getoption("--whole"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest ones first, so that no core waits for another at the end; without what only whole drills do."""
    if not config.getoption("--whole"):
        left_out = [item for item in items if item.get_closest_marker("whole")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("whole")]
    items.sort(key=lambda item: item.path.name not in ("test_docs.py", "test_hostile.py"))


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on what the developer has set."""
    for name in [n for n in os.environ if n.startswith("BALIE_") or n in ("OPENAI_API_KEY", "OPENAI_BASE_URL")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


@pytest.fixture
def desk(tmp_path: Path) -> Callable[..., Settings]:
    """desk(documents, extra) -> settings of a fresh folder whose documents are not yet synced."""

    def make(documents: list[dict[str, object]] = DOCUMENTS, extra: str = "") -> Settings:
        return settings.load(write_desk(tmp_path / "desk", documents, extra), {})

    return make


@pytest.fixture(scope="session")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a desk that has been synced once; tests must not change it."""
    from copilot.core.embedders import load
    from ingest import pipeline

    config = settings.load(write_desk(tmp_path_factory.mktemp("synced"), DOCUMENTS), {})
    pipeline.sync(config, load(config.embedder))
    return config
