"""What a running service serves while its store changes, breaks and is whole again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from copilot.core.errors import DamagedError
from copilot.core.settings import Settings
from copilot.core.snapshot import Generations
from copilot.core.snapshot.files import Files
from copilot.core.types import LOCAL_ASKER
from copilot.pipeline import Copilot
from support import DOCUMENTS

FIRST, SECOND, THIRD = "gen-000001", "gen-000002", "gen-000003"
CHANGED = [{**DOCUMENTS[1], "text": "Throw the modem away."}, *DOCUMENTS[2:]]


@pytest.fixture
def copilot(published: Callable[..., Settings]) -> Copilot:
    """Of a store with two generations."""
    published()
    return Copilot.open(published(CHANGED))


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether texts were looked at, of every time that the files of a generation were hashed."""
    seen: list[bool] = []
    check = Files.check

    def noted(files: Files, *, texts: bool) -> None:
        seen.append(texts)
        check(files, texts=texts)

    monkeypatch.setattr(Files, "check", noted)
    return seen


def spoil(copilot: Copilot, generation: str) -> tuple[Path, bytes]:
    """One text of it; returns the file and what stood in it."""
    path = Generations(copilot.settings.store_path).path(generation) / "records.rows"
    before = path.read_bytes()
    assert b"waarborgsom" in before
    path.write_bytes(before.replace(b"waarborgsom", b"waarborgsam"))
    return path, before


def test_nothing_is_looked_at_while_nothing_changes(copilot: Copilot, checks: list[bool]) -> None:
    assert not any(copilot.refresh() for _ in range(3))
    assert checks == []


def test_a_damaged_text_gives_way_to_the_newest_whole_generation(
    copilot: Copilot, published: Callable[..., Settings], checks: list[bool]
) -> None:
    spoil(copilot, SECOND)
    with pytest.raises(DamagedError) as met:
        copilot.document(LOCAL_ASKER, "desk:m1@example.org")
    copilot.distrust(met.value.problem)
    assert copilot.refresh()
    assert copilot.snapshot.name == FIRST
    assert SECOND in copilot.degraded
    assert f"serving {FIRST} instead" in copilot.degraded
    assert "waarborgsom" in copilot.document(LOCAL_ASKER, "desk:m1@example.org").text
    assert checks == [True, True]
    copilot.distrust("again, by a request that began before")
    assert not any(copilot.refresh() for _ in range(3)), "the store did not change"
    assert checks == [True, True]
    published([*CHANGED, {"id": "nieuw", "text": "Nieuw."}])
    del checks[:]
    assert copilot.refresh()
    assert (copilot.snapshot.name, copilot.degraded, checks) == (THIRD, "", [True])


def test_what_is_put_back_is_served_again(copilot: Copilot) -> None:
    path, before = spoil(copilot, SECOND)
    copilot.distrust("a text")
    copilot.refresh()
    assert copilot.snapshot.name == FIRST
    path.write_bytes(before)
    assert copilot.refresh()
    assert (copilot.snapshot.name, copilot.degraded) == (SECOND, "")


def test_a_false_alarm_costs_one_look(copilot: Copilot, checks: list[bool]) -> None:
    copilot.distrust("a disk that did not answer once")
    assert copilot.refresh()
    assert (copilot.snapshot.name, copilot.degraded) == (SECOND, "")
    assert not copilot.refresh()
    assert checks == [True]


def test_when_nothing_is_whole_it_serves_on_and_says_so(copilot: Copilot, checks: list[bool]) -> None:
    for name in (FIRST, SECOND):
        spoil(copilot, name)
    copilot.distrust("a text")
    with pytest.raises(DamagedError):
        copilot.refresh()
    assert "no generation" in copilot.degraded
    del checks[:]
    assert not any(copilot.refresh() for _ in range(3))
    assert checks == []
    assert copilot.document(LOCAL_ASKER, "desk:reset").text == "Throw the modem away."


def test_a_replaced_snapshot_is_let_go_of(copilot: Copilot, published: Callable[..., Settings]) -> None:
    """So that the next clean-up takes its files."""
    for number in range(4):
        config = published([{"id": "nieuw", "text": f"Nieuw {number}."}])
        assert copilot.refresh()
    kept = Generations(config.store_path).names()
    assert kept == ["gen-000004", "gen-000005", "gen-000006"]
