"""The phases that only ask: as much as goes, a working day of fifty agents, more than goes."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from copilot.core.errors import BalieError
from eval.bench.serving.setting import Setting, service
from eval.load import figures
from eval.load.client import Address
from eval.load.loop import Closed, Open
from eval.load.run import Plan, run

Figures = dict[str, Any]

DAY = {"search": 8.0, "ask": 1.0, "stream": 1.0}
"""What agents do."""
_SEARCH = {"search": 1.0}
_CLIENTS = 16
_AGENTS, _THINK = 50, (2.0, 10.0)
_TIMES = (1, 2, 5, 10)
_WARM_UP = 0.1
"""Of the seconds of a run, at most _WARM_UP_MOST."""
_WARM_UP_MOST = 60.0


def saturation(setting: Setting, seconds: float) -> Figures:
    """The most that clients get who never pause, twice as many as there are places by default."""
    with service(setting) as address:
        return _load(setting, address, Closed(_CLIENTS), _SEARCH, seconds)


def agents(setting: Setting, seconds: float) -> Figures:
    """Fifty agents who search, ask and think."""
    with service(setting) as address:
        return _load(setting, address, Closed(_AGENTS, _THINK), DAY, seconds)


def overload(setting: Setting, seconds: float, before: Mapping[str, Any]) -> Figures:
    """Once to ten times as many searches as saturation gave, on schedule, to the same service."""
    if "saturation" not in before:
        raise BalieError("overload is a multiple of saturation, which was not measured", "add it: --phases saturation")
    rate = max(before["saturation"]["goodput_per_second"], 1.0)
    with service(setting) as address:
        steps = {str(times): _load(setting, address, Open(rate * times), _SEARCH, seconds) for times in _TIMES}
    return {"saturation_per_second": rate, "times": steps}


def _load(setting: Setting, address: Address, way: Closed | Open, mix: Mapping[str, float], seconds: float) -> Figures:
    plan = Plan(
        address,
        way,
        mix,
        seconds,
        warm_up=min(seconds * _WARM_UP, _WARM_UP_MOST),
        deadline=setting.settings.service.deadline,
        seed=setting.seed,
        vary=True,
    )
    measured = asyncio.run(run(plan, setting.questions, setting.key))
    if measured.interrupted:
        raise KeyboardInterrupt
    return figures.of(measured)
