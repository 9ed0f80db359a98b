"""What is measured, and the service itself as a process: started on a free port, always ended."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copilot.core import settings
from copilot.core.errors import BalieError
from copilot.core.settings import ROOT, Settings
from eval.load.client import Address, Channel, ClientError

_PANEL = re.compile(r"the panel is at (http://\S+?)/panel")
_START = 300.0
"""Seconds until a service must be ready; its model may have to be converted first."""
_END = 40.0
"""Seconds that a service gets to end after SIGTERM."""
_LOOK = 0.1
_KEY = "BALIE_KEY"


@dataclass(frozen=True, slots=True)
class Setting:
    """Which service is asked what; results go to `out`."""

    config: Path
    file: Path
    """Of the questions."""
    questions: Sequence[str]
    out: Path
    seed: int

    @property
    def settings(self) -> Settings:
        return settings.load(self.config, environment())

    @property
    def key(self) -> str | None:
        return os.environ.get(_KEY)

    def facts(self) -> dict[str, Any]:
        """By which results are known to belong together."""
        service = self.settings.service.model_dump(exclude={"host", "port"})
        checksums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (self.config, self.file)}
        return {"files": checksums, "cores": os.cpu_count(), "service": service, "seed": self.seed}


def environment(store: Path | None = None) -> dict[str, str]:
    """Of our processes. store: the one to serve instead of that of the configuration."""
    kept = {name: value for name, value in os.environ.items() if name != _KEY}
    kept.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # as the service sets it for itself
    return kept if store is None else kept | {"BALIE_STORE__PATH": str(store)}


@contextlib.contextmanager
def service(setting: Setting, store: Path | None = None) -> Iterator[Address]:
    """The address of a ready service. What it says goes to service.log."""
    log = setting.out / "service.log"
    command = [sys.executable, "-m", "copilot", "serve", "--config", str(setting.config), "--port", "0"]
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment(store), stdout=said, stderr=said, start_new_session=True
        )
    try:
        yield _ready(process, log)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(_END)
        except subprocess.TimeoutExpired:
            # Its group is its own, so nothing else ends with it.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _ready(process: subprocess.Popen[bytes], log: Path) -> Address:
    deadline = time.monotonic() + _START
    while time.monotonic() < deadline and process.poll() is None:
        found = _PANEL.search(log.read_text(encoding="utf-8", errors="replace"))
        if found and asyncio.run(_is_ready(Address.of(found[1]))):
            return Address.of(found[1])
        time.sleep(_LOOK)
    last = log.read_text(encoding="utf-8", errors="replace")[-500:].strip()
    raise BalieError(f"the service did not become ready: {last}", f"all that it said is in {log}")


async def _is_ready(address: Address) -> bool:
    channel = Channel(address)
    try:
        return (await channel.ask(address.request("GET", "/readyz", {}), 5.0)).status == 200
    except ClientError:
        return False
    finally:
        channel.close()
