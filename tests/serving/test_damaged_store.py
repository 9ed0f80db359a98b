"""A text of the served generation is damaged on the disk: the service finds its way back by itself."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from copilot.api.state import State
from copilot.core.settings import Settings
from copilot.core.snapshot import Generations
from support_drills import ANSWERED, REFUSED, Told, ask, document, edition, question, search, stream
from support_service import running, until

FIRST: dict[str, Callable[[httpx.Client], Told]] = {
    "search": lambda client: search(client, question(1)),
    "ask": lambda client: ask(client, question(1)),
    "stream": lambda client: stream(client, question(1)),
    "document": lambda client: document(client, "desk:d1"),
}


@pytest.mark.parametrize("first", FIRST)
def test_damage_is_told_then_left_behind(publish: Callable[..., Settings], first: str) -> None:
    publish(edition(1))
    config = publish(edition(2))
    texts = Generations(config.store_path).path("gen-000002") / "records.rows"
    with running(State(config, look_every=0.02)) as client:

        def state() -> str:
            return client.get("/readyz").json()["status"]

        until(lambda: state() == "ready", "all is well")
        texts.write_bytes(texts.read_bytes().replace(b"kost in editie 2", b"kost in editie 9"))
        met = FIRST[first](client)
        assert met.outcome == REFUSED, met.text
        assert 9 not in met.editions, "damaged data was served"
        until(lambda: state() == "degraded", "it says that it serves an older generation")
        ready = client.get("/readyz").json()
        assert client.get("/readyz").status_code == 200
        assert (ready["snapshot"], "gen-000002" in ready["reason"]) == ("gen-000001", True)
        for name, act in FIRST.items():
            again = act(client)
            assert again.outcome == ANSWERED, name
            assert again.editions == {1}
        publish(edition(3))
        until(lambda: state() == "ready", "the next sync mends it")
        assert FIRST[first](client).editions == {3}
    print(f"\ndamage met by {first}: 503, then gen-000001 without a restart, then gen-000003")


def test_damage_everywhere_is_not_served(publish: Callable[..., Settings]) -> None:
    config = publish(edition(1))
    texts = Generations(config.store_path).path("gen-000001") / "records.rows"
    with running(State(config, look_every=0.02)) as client:
        texts.write_bytes(texts.read_bytes().replace(b"kost in editie 1", b"kost in editie 9"))
        for _ in range(3):
            for act in FIRST.values():
                met = act(client)
                assert met.outcome == REFUSED, met.text
                assert 9 not in met.editions
        publish(edition(2))
        until(lambda: search(client, question(1)).outcome == ANSWERED, "the next sync mends it")
