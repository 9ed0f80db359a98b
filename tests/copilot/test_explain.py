"""Why a document is not found: every way to lose one is named, and nobody learns of what does not exist for him."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from copilot.__main__ import main
from copilot.core.settings import Settings
from copilot.core.types import LOCAL_ASKER, Asker, Filters
from copilot.explain import Explanation
from copilot.pipeline import Copilot
from support import DOCUMENTS

QUERY = "Hoe zeg ik mijn abonnement op?"
AGENT = Asker("panel", frozenset({"agent"}), frozenset({"public"}))


def page(name: str, text: str, **more: object) -> dict[str, object]:
    return {"id": name, "kind": "wiki", "title": name, "language": "nl", "audience": ["public"], "text": text} | more


FEW = [page(f"blad-{n}", f"Een pagina over fietsen, nummer {n}, met een bel en een slot.") for n in range(30)]
COPY = (
    "De opzegtermijn van het abonnement is een maand. Zeg op met het formulier op de site en bewaar de bevestiging. "
    "Wie midden in de maand opzegt, betaalt tot het eind van de volgende maand. De sleutels gaan terug naar de balie, "
    "de borg komt binnen veertien dagen terug op de rekening waarvan zij werd betaald."
)


@pytest.fixture
def copilot(opened: Callable[..., Copilot]) -> Copilot:
    extra = [
        page("een", COPY, title="Opzeggen"),
        page("twee", COPY, title="Opzeggen"),
        page("geheim", "Abonnement opzeggen: intern stappenplan.", audience=["internal"]),
        page("lang", "Abonnement opzeggen kan. " + " ".join(f"## Deel {n}\n\nAbonnement." for n in range(250))),
    ]
    return opened([*DOCUMENTS, *FEW, *extra], extra="[retrieval]\ndepth = 10\n")


def explained(copilot: Copilot, document: str, **more: object) -> Explanation:
    found = copilot.explain(LOCAL_ASKER, QUERY, f"desk:{document}", **more)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_what_is_shown_has_its_rank(copilot: Copilot) -> None:
    for hit in copilot.search(LOCAL_ASKER, QUERY, 5).hits:
        found = copilot.explain(LOCAL_ASKER, QUERY, hit.chunk.id, 5)
        assert found is not None
        assert (found.rank, found.lost_at) == (hit.rank, "")


def test_what_was_never_ingested(copilot: Copilot) -> None:
    found = explained(copilot, "nergens")
    assert (found.rank, found.lost_at) == (None, "ingested")
    assert "sync" in found.steps[0].detail


def test_access_names_the_audience_to_an_administrator(copilot: Copilot) -> None:
    found = explained(copilot, "geheim", audiences=frozenset({"public"}))
    assert found.lost_at == "access"
    assert "internal" in found.steps[-1].detail


def test_filters(copilot: Copilot) -> None:
    assert explained(copilot, "geheim", filters=Filters(kind=("mail",))).lost_at == "filters"


def test_a_copy_names_what_stands_for_it(copilot: Copilot) -> None:
    lost = {name: explained(copilot, name) for name in ("een", "twee")}
    (copy,) = [name for name, found in lost.items() if found.lost_at == "copies"]
    assert f"desk:{'een' if copy == 'twee' else 'twee'} holds the same" in lost[copy].steps[-1].detail


def test_what_neither_search_brings_has_its_ranks_all_the_same(copilot: Copilot) -> None:
    lost = [found for n in range(30) if (found := explained(copilot, f"blad-{n}", k=3)).lost_at == "candidates"]
    assert lost
    words, vectors = (next(s for s in lost[0].steps if s.name == name) for name in ("words", "vectors"))
    assert not words.passed
    assert not vectors.passed
    assert vectors.rank is not None
    assert vectors.rank > 3


def test_what_stands_too_low_is_compared_with_the_last_that_is_shown(copilot: Copilot) -> None:
    ranked = [hit.document.id.partition(":")[2] for hit in copilot.search(LOCAL_ASKER, QUERY, 5).hits]
    near = explained(copilot, list(dict.fromkeys(ranked))[1], k=1)
    assert near.lost_at in ("fused", "reranked")
    assert sum(own for own, _ in near.weighed.values()) < sum(last for _, last in near.weighed.values())


def test_a_passage_is_held_back_by_others_of_its_document(opened: Callable[..., Copilot]) -> None:
    long = page("lang", " ".join(f"## Deel {n}\n\nAbonnement opzeggen." for n in range(250)))
    copilot = opened([long, *DOCUMENTS], extra="[retrieval]\nchunks_per_document = 1\n")
    ids = [hit.chunk.id for hit in copilot.search(LOCAL_ASKER, QUERY, 100).hits if hit.document.external_id == "lang"]
    second = copilot.explain(LOCAL_ASKER, QUERY, ids[1], 3)
    assert second is not None
    assert second.lost_at == "limit"
    assert "others of its document stand before it" in second.steps[-1].detail


def test_who_may_not_see_it_learns_nothing(copilot: Copilot) -> None:
    for document in ("desk:geheim", "desk:geheim@0-10", "desk:nergens"):
        assert copilot.explain(AGENT, QUERY, document) is None
    assert copilot.explain(AGENT, QUERY, "desk:een") is not None


def test_on_the_command_line(published: Callable[..., Settings], capsys: pytest.CaptureFixture[str]) -> None:
    config = str(published([*DOCUMENTS, *FEW]).folder / "config.toml")
    assert main(["search", QUERY, "--explain", "desk:blad-3", "-k", "1", "--config", config]) == 0
    assert "lost at: " in capsys.readouterr().out
    assert main(["search", QUERY, "--explain", "desk:blad-3", "--json", "--as", "", "--config", config]) == 0
    assert json.loads(capsys.readouterr().out)["lost_at"] == "access"
    assert main(["search", QUERY, "--as", "public", "--config", config]) != 0
