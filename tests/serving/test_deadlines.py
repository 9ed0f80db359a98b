"""A stage that takes too long: its asker is told in time, and its place is there again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial

from copilot.api.state import State
from copilot.core.embedders.hashing import HashingEmbedder
from copilot.core.settings import Settings
from copilot.core.types import Vectors
from copilot.pipeline import Copilot
from support_drills import ANSWERED, REFUSED, Metrics, ask, document, outcomes, question, search, stream, together
from support_service import running, until

DEADLINE, LATE = 1.0, 0.5
PLACES = 2


class Waiting(HashingEmbedder):
    """Waits for its gate with each batch of questions."""

    def __init__(self) -> None:
        super().__init__(256)
        self.gate, self.reached = threading.Event(), threading.Event()
        self.gate.set()

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        if not self.gate.is_set():
            self.reached.set()
        self.gate.wait(60)
        return super().embed_queries(texts)


def test_a_stage_that_hangs_is_told_in_time(publish: Callable[..., Settings], whole: bool) -> None:
    config = publish(extra=f"[service]\nworkers = {PLACES}\nqueue = 40\ndeadline = {DEADLINE}\n")
    embedder, many, late = Waiting(), 40 if whole else 9, LATE if whole else 3 * LATE
    acts = (search, ask, stream)
    with running(State(config, lambda wanted: Copilot.open(wanted, embedder))) as client:
        assert [act(client, question(0)).outcome for act in acts] == [ANSWERED] * 3
        embedder.gate.clear()
        found = together([partial(acts[n % 3], client, question(n)) for n in range(1, many)])
        slowest = max(one.seconds for one in found)
        print(f"\na deadline of {DEADLINE} s: {outcomes(found)}, the slowest after {slowest:.2f} s")
        assert outcomes(found) == {REFUSED: many - 1}
        assert slowest <= DEADLINE + late
        assert client.get("/healthz").status_code == 200
        embedder.gate.set()
        until(lambda: Metrics(client)("balie_in_flight") == 0, "all places are back")
        assert [act(client, question(1)).outcome for act in acts] == [ANSWERED] * 3


def test_places_come_back_from_those_who_wait_for_the_embedder(publish: Callable[..., Settings]) -> None:
    """Only the one that is inside it stays, until it ends: all others are free for what needs no embedder."""
    config = publish(extra=f"[service]\nworkers = {PLACES}\nqueue = 20\ndeadline = {DEADLINE}\n")
    embedder = Waiting()
    with running(State(config, lambda wanted: Copilot.open(wanted, embedder))) as client:
        embedder.gate.clear()
        found = together([partial(search, client, question(n)) for n in range(4)])
        assert outcomes(found) == {REFUSED: 4}
        assert document(client, "desk:d1").outcome == ANSWERED
        embedder.gate.set()
