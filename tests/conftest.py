"""What tests share: a small desk with all four kinds of document, synced with the hashing embedder."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support import DOCUMENTS, write_desk

if TYPE_CHECKING:
    from copilot.core.settings import Settings

_LONG = (
    *("test_docs.py", "test_hostile.py", "test_architecture.py", "test_kill.py", "test_erase_kill.py"),
    *("faults", "serving", "browser"),
)
"""Files and folders whose tests take long."""
_TOGETHER = {
    "browser": ("browser",),
    "api": ("copilot/api",),
    "models": (
        "copilot/judges",
        "copilot/rerankers",
        "copilot/core/test_embedders.py",
        "eval/test_ragas_text.py",
        "test_default_path.py",
    ),
    "erase": ("ingest/test_erase.py",),
    "freshness": ("ingest/sources/test_freshness.py",),
    "mail": ("ingest/sources/test_mail_shared.py",),
    "model failures": ("serving/test_model_failures.py",),
    "hostile clients": ("serving/test_hostile_clients.py",),
    "demo": ("test_demo.py",),
}
"""Files and folders whose tests share what takes long to make: two workers would each make it."""
_MEMORY, _ROOM = Path("/dev/shm"), 4_000_000_000
"""A disk in memory, and the bytes that must be free there."""
_NEWLY_LOADED = 200
"""Modules after which what the garbage collector need not look at is taken stock of again."""
_loaded = 0


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--whole", action="store_true", help="drills at full length: make faults")


def pytest_configure() -> None:
    """Before torch, faiss or a folder of a test is there, in this process and in those that it starts."""
    # There is a worker for each core: threads that wait for work would take it from the others.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    # Thousands of small stores are written to last; here none has to.
    if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


@pytest.fixture(scope="session")
def whole(pytestconfig: pytest.Config) -> bool:
    """Whether drills run at full length; by default they are short enough to run all the time."""
    return bool(pytestconfig.getoption("--whole"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest ones first, so that no core waits for another at the end; without what only whole drills do."""
    if not config.getoption("--whole"):
        left_out = [item for item in items if item.get_closest_marker("whole")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("whole")]
    here = Path(__file__).parent
    groups = {here / path: name for name, paths in _TOGETHER.items() for path in paths}
    for item in items:
        for place in (item.path, *item.path.parents):
            if place in groups:
                item.add_marker(pytest.mark.xdist_group(groups[place]))
    items.sort(key=lambda item: _turn(item.path))


def _turn(path: Path) -> int:
    return min((_LONG.index(part) for part in (path.name, path.parent.name) if part in _LONG), default=len(_LONG))


def pytest_runtest_setup() -> None:
    """Tests and libraries stay to the end: the garbage collector need not look at them again and again.

    It would go through ever more of them, in the midst of tests that measure time.
    """
    global _loaded
    if len(sys.modules) > _loaded + _NEWLY_LOADED:
        _loaded = len(sys.modules)
        gc.collect()
        gc.freeze()


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on what the developer has set."""
    for name in [n for n in os.environ if n.startswith("BALIE_") or n in ("OPENAI_API_KEY", "OPENAI_BASE_URL")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


@pytest.fixture
def desk(tmp_path: Path) -> Callable[..., Settings]:
    """desk(documents, extra) -> settings of a fresh folder whose documents are not yet synced."""

    from copilot.core import settings

    def make(documents: list[dict[str, object]] = DOCUMENTS, extra: str = "") -> Settings:
        return settings.load(write_desk(tmp_path / "desk", documents, extra), {})

    return make


@pytest.fixture(scope="session")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a desk that has been synced once; tests must not change it."""
    from copilot.core import settings
    from copilot.core.embedders import load
    from ingest import pipeline

    config = settings.load(write_desk(tmp_path_factory.mktemp("synced"), DOCUMENTS), {})
    pipeline.sync(config, load(config.embedder))
    return config
