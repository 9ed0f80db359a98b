"""Generations are published while all ask: no request fails, none is answered from two of them, nothing stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import psutil
import pytest

from copilot.api.state import State
from copilot.core.settings import Settings
from support_drills import (
    ANSWERED,
    Asking,
    Held,
    Told,
    ask,
    document,
    edition,
    outcomes,
    question,
    search,
    serving,
    stream,
)
from support_service import running, until

ROOMY = "[service]\nworkers = 8\nqueue = 100"


@contextmanager
def served(config: Settings, whole: bool) -> Iterator[tuple[psutil.Process, httpx.Client]]:
    """At full length in a process of its own; else in a thread, where it looks for generations all the time."""
    if whole:
        with serving(config.folder / "config.toml") as service, service.client() as client:
            yield psutil.Process(service.pid), client
    else:
        with running(State(config, look_every=0.05)) as client:
            yield psutil.Process(), client


@pytest.mark.timeout(1200)  # a process looks for a new generation every two seconds
def test_swaps_under_full_load(publish: Callable[..., Settings], whole: bool) -> None:
    swaps, documents, between, threads = (100, 100, 20, 8) if whole else (5, 10, 8, 4)
    acts = [
        lambda client, n: search(client, question(n, documents)),
        lambda client, n: ask(client, question(n, documents)),
        lambda client, n: stream(client, question(n, documents)),
        lambda client, n: document(client, f"desk:d{n % documents}"),
    ]
    with served(publish(edition(1, documents), ROOMY), whole) as (process, client):
        with Asking(client, acts, threads) as asking:
            asking.more(10 * between)
            before = Held.by(process)
            for number in range(2, swaps + 2):
                publish(edition(number, documents), ROOMY)
                until(lambda: client.get("/readyz").json()["snapshot"] == f"gen-{number:06}", f"{number} is served", 60)  # noqa: B023
                asking.more(between)
            asking.more(10 * between)
            until(lambda: Held.by(process).maps <= before.maps, "no old generation is mapped")
            after = Held.by(process)
            until(lambda: Held.by(process).descriptors <= before.descriptors, "its descriptors are back")
            # Its places get their threads one by one.
            until(lambda: Held.by(process).threads <= before.threads + threads, "its threads are back")
            if whole:
                until(lambda: Held.by(process).memory <= 1.1 * before.memory, "its memory is back")
        found = asking.told
    print(
        f"\nswaps: {swaps} at full load, {len(found)} requests, {outcomes(found)}; MB {before.memory / 1e6:.0f} -> "
        f"{after.memory / 1e6:.0f}, descriptors {before.descriptors} -> {after.descriptors}, "
        f"threads {before.threads} -> {after.threads}"
    )
    assert outcomes(found) == {ANSWERED: len(found)}
    mixed = [one.text for one in found if len(one.editions) != 1]
    assert not mixed, mixed[0]
    assert {edition for one in found for edition in one.editions} == set(range(1, swaps + 2))
    _says_what_it_was_made_of(found)


def _says_what_it_was_made_of(found: list[Told]) -> None:
    """That the check above could have seen a mixture: texts, citations and snapshots were all there."""
    whole = [one.text for one in found]
    assert any('"hits"' in text and "in editie" in text and '"snapshot"' in text for text in whole)
    assert any('"quote"' in text and "in editie" in text and '"provenance"' in text for text in whole)
    assert any("event: sentence" in text and "event: hits" in text for text in whole)
    assert any('"parts"' in text for text in whole)
