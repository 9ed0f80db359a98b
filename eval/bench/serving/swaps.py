"""The phase that publishes: one generation after the other goes live while the service is asked all it can bear."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from copilot.core.errors import BalieError
from copilot.core.settings import ROOT
from copilot.core.snapshot import Generations
from eval.bench.serving.phases import DAY
from eval.bench.serving.setting import Setting, environment, service
from eval.load import figures
from eval.load.client import Address, Channel
from eval.load.loop import Closed, Load
from eval.load.run import Plan, run

_CLIENTS = 8
_CALM = 10.0
"""Seconds of load before the first swap, warm-up not counted, and after the last: memory then is compared."""
_SERVED_WITHIN = 120.0
"""Seconds from the publication of a generation until the service must use it."""
_LOOK = 0.1


def measured(setting: Setting, swaps: int) -> dict[str, Any]:
    """The figures of the load, with the seconds until each generation was used. The store itself is not touched."""
    with tempfile.TemporaryDirectory(dir=setting.out, prefix="store-") as folder:
        store = Path(folder)
        copy_published(setting.settings.store_path, store)
        with service(setting, store) as address:
            return swapped(setting.questions, address, store, swaps, _CALM, setting.seed, setting.key)


def swapped(
    questions: Sequence[str],
    address: Address,
    store: Path,
    swaps: int,
    calm: float,
    seed: int = 0,
    key: str | None = None,
) -> dict[str, Any]:
    """The same, of a running service and its store."""
    taken: list[float] = []

    async def publish(_: Load) -> None:
        await asyncio.sleep(2 * calm)
        await _swap(address, store, swaps, taken)
        await asyncio.sleep(calm)

    plan = Plan(address, Closed(_CLIENTS), DAY, warm_up=calm, seed=seed, vary=True)
    done = asyncio.run(run(plan, questions, key, beside=publish))
    if done.interrupted:
        raise KeyboardInterrupt
    return figures.of(done) | {"swaps": len(taken), "swap_ms": figures.milliseconds(taken)}


def copy_published(source: Path, target: Path) -> None:
    """The served generation alone, as a store of its own."""
    name = Generations(source).pointer().generation
    (target / "snapshots").mkdir()
    shutil.copytree(Generations(source).path(name), Generations(target).path(name))
    shutil.copy2(source / "snapshots" / "CURRENT", target / "snapshots")
    shutil.copy2(source / "access.json", target)


async def _swap(address: Address, store: Path, swaps: int, taken: list[float]) -> None:
    """Publishes, each once the one before is in use; adds the seconds that it took to `taken`."""
    command = [sys.executable, "-m", "eval.bench.serving.publisher", str(store)]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment(), stdin=pipe, stdout=pipe)
    assert process.stdin is not None
    assert process.stdout is not None
    channel = Channel(address)
    try:
        for _ in range(swaps):
            process.stdin.write(b"\n")
            published = (await process.stdout.readline()).decode().strip()
            if not published:
                raise BalieError("no generation was published", "what the publisher said stands above")
            started = time.monotonic()
            async with asyncio.timeout(_SERVED_WITHIN):
                while await _served(channel, address) != published:
                    await asyncio.sleep(_LOOK)
            taken.append(time.monotonic() - started)
    except TimeoutError:
        raise BalieError(f"{published} is not served after {_SERVED_WITHIN:g} s", "see service.log") from None
    finally:
        channel.close()
        process.stdin.close()
        await process.wait()


async def _served(channel: Channel, address: Address) -> str:
    response = await channel.ask(address.request("GET", "/readyz", {}), _SERVED_WITHIN)
    return str(json.loads(response.body).get("snapshot"))
