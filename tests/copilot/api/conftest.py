"""Two running services: one for this machine alone, one that wants keys."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import httpx
import pytest

from copilot.api.state import State
from copilot.core import settings
from copilot.core.embedders import load
from copilot.core.sections import AuthSettings, KeySettings
from copilot.core.settings import Settings
from ingest import pipeline
from support import DOCUMENTS, write_desk
from support_service import ODD_IDS, running

ODD = [
    {
        "id": odd,
        "kind": "wiki",
        "title": f"Oddities {n}",
        "language": "nl",
        "audience": ["public"],
        "text": f"Wonderlijk adres {n} 🔑.",
    }
    for n, odd in enumerate(ODD_IDS)
]


def key(name: str, *audiences: str, roles: tuple[str, ...] = ("agent",)) -> KeySettings:
    """A key that is its own name."""
    return KeySettings(name=name, sha256=hashlib.sha256(name.encode()).hexdigest(), roles=roles, audiences=audiences)


AUTH = AuthSettings(keys=(key("public-key", "public"), key("billing-key", "public", "billing"), key("empty-key")))


@pytest.fixture(scope="session")
def api_desk(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A synced desk that also has documents with odd ids; tests must not change it."""
    config = settings.load(write_desk(tmp_path_factory.mktemp("api"), [*DOCUMENTS, *ODD]), {})
    pipeline.sync(config, load(config.embedder))
    return config


@pytest.fixture(scope="session")
def client(api_desk: Settings) -> Iterator[httpx.Client]:
    """Of a service without [auth]."""
    with running(State(api_desk)) as client:
        yield client


@pytest.fixture(scope="session")
def locked(api_desk: Settings) -> Iterator[httpx.Client]:
    """Of a service that wants a key."""
    with running(State(api_desk.model_copy(update={"auth": AUTH}))) as client:
        yield client
