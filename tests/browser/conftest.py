"""A real browser and the real service, over a small snapshot made by `python -m ingest sync`."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from browser.page import Open

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
KEY = "desk-7-morning-coffee"

_CONFIG = """
[store]
path = "store"

[embedder]
type = "hashing"

[[sources]]
name = "desk"
type = "jsonl"
path = '{fixture}'
"""

_AUTH = """
[[auth.keys]]
name = "panel"
sha256 = "{sha256}"
roles = ["agent"]
audiences = ["public"]
"""


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with open.toml and keys.toml, two configurations over one published snapshot."""
    folder = tmp_path_factory.mktemp("panel")
    config = _CONFIG.format(fixture=ROOT / "tests" / "fixtures" / "panel" / "desk.jsonl")
    (folder / "open.toml").write_text(config, encoding="utf-8")
    auth = _AUTH.format(sha256=hashlib.sha256(KEY.encode()).hexdigest())
    (folder / "keys.toml").write_text(config + auth, encoding="utf-8")
    command = [sys.executable, "-m", "ingest", "sync", "--config", str(folder / "open.toml")]
    done = subprocess.run(command, cwd=ROOT, env=_environment(), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def service(store: Path) -> Iterator[str]:
    """Address of a service that anyone on this machine may ask."""
    with _served(store / "open.toml") as address:
        yield address


@pytest.fixture(scope="session")
def locked_service(store: Path) -> Iterator[str]:
    """Address of a service that wants KEY, which sees public documents only."""
    with _served(store / "keys.toml") as address:
        yield address


@pytest.fixture(scope="session")
def panel_key() -> str:
    return KEY


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright; its event loop runs as long as it lives, so no longer than a module."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is missing: apt-get install chromium")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is missing: install the extra dev")
    arguments = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    with api.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def open_panel(browser: Any) -> Iterator[Open]:
    """open_panel(address, locale="nl-NL", width=360) -> page; fails the test on an error in the browser's console."""
    contexts: list[Any] = []
    faults: list[str] = []

    def opened(address: str, locale: str = "nl-NL", width: int = 360, expected: str = "nothing") -> Any:
        context = browser.new_context(viewport={"width": width, "height": 760}, locale=locale)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()

        def heard(message: Any) -> None:
            if message.type in ("error", "warning") and expected not in message.text:
                faults.append(message.text)

        page.on("console", heard)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective))"
        )
        page.goto(f"{address}/panel")
        page.wait_for_selector("#send:has-text('V'), #send:has-text('A')")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def _environment() -> dict[str, str]:
    """Ours, without the settings of whoever runs the tests."""
    return {name: value for name, value in os.environ.items() if not name.startswith("BALIE_")}


@contextmanager
def _served(config: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "copilot", "serve", "--config", str(config), "--port", str(port)]
    log = config.with_suffix(".log")
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=_environment(), stdout=output, stderr=output)
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}/readyz", process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)  # not listening yet, or 503 while it loads
    raise AssertionError(f"the service did not become ready:\n{log.read_text(encoding='utf-8', errors='replace')}")
