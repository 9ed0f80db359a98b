"""The search as an asker sees it: what comes first, how many come, and what filters leave."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from copilot.core import settings
from copilot.core.embedders import load
from copilot.core.types import LOCAL_ASKER, Asker, Filters, Hit
from copilot.pipeline import Copilot
from ingest import pipeline
from support import DOCUMENTS, write_desk

Json = dict[str, object]
Opened = Callable[..., Copilot]


def page(name: str, text: str, **fields: object) -> Json:
    return {
        "id": name,
        "kind": "wiki",
        "title": f"Pagina {name}",
        "language": "nl",
        "updated_at": "2026-01-01",
        "audience": ["public"],
        **({"text": text} if text else {}),
        **fields,
    }


FILLING = [
    page(f"vulling-{n}", f"Onze winkel {n} verkoopt lampen, kabels en accu's. Vraag nummer {n} bij de balie aan.")
    for n in range(30)
]


def names(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.document.external_id for hit in hits]


def searched(copilot: Copilot, question: str, k: int = 10, **filters: object) -> list[str]:
    return names(copilot.search(LOCAL_ASKER, question, k, Filters(**filters)).hits)  # type: ignore[arg-type]


# What comes first


@pytest.mark.parametrize("question", ['wat ligt "{}" ook alweer?', "wat ligt “{}” ook alweer?", "wat ligt «{}»?"])
def test_a_quoted_phrase_comes_first(opened: Opened, question: str) -> None:
    """Others hold the same words in another order, and stand before it where nothing is quoted."""
    texts = {
        "andersom": "Zet de emmers weg: de kluis ligt onder de sleutel naast de bezems.",
        "los": "De bezems liggen onder de emmers; kluis ligt naast sleutel, zet weg.",
        "precies": "Zet de bezems weg: naast de emmers ligt de Sleutél\nonder de kluis.",
    }
    copilot = opened([*(page(name, text, title="Berging") for name, text in texts.items()), *FILLING])
    assert searched(copilot, question.format("sleutel onder de kluis"))[0] == "precies"
    assert searched(copilot, question.format("kluis ligt onder de sleutel"))[0] == "andersom"


def test_a_phrase_that_nothing_holds_takes_nothing_away(copilot: Copilot) -> None:
    found = copilot.search(LOCAL_ASKER, 'hoe kan ik "morgen nog opzeggen" via de website?', 5).hits
    assert names(found)[0] == "opzeggen"
    assert len(found) == 5


@pytest.mark.parametrize("question", ["wat betekent E-17 op de ketel?", "ketel melding e17", "E-17"])
def test_an_exact_code_comes_first(opened: Opened, question: str) -> None:
    ketel = "De ketel geeft melding {} op het scherm; wat betekent dat op de ketel? Druk op de ketel op reset."
    codes = ["E-71", "E-18", "E-170", "F-17"]
    others = [page(f"ander-{code}", ketel.format(code)) for code in codes]
    copilot = opened([*others, page("die", ketel.format("E-17")), *FILLING])
    assert searched(copilot, question)[0] == "die"


@pytest.mark.parametrize(
    "question",
    ["opzeg termijn", "wat is de opzegtermijn", "opzegtermijnen", "opzegtermjin", "OPZEGTERMIJN?", "ópzegtermïjn"],
)
def test_a_word_is_found_however_it_is_typed(opened: Opened, question: str) -> None:
    copilot = opened([page("termijn", "De opzegtermijn is een kalendermaand."), *FILLING])
    for form in ("NFC", "NFD"):
        (first, *others) = copilot.search(LOCAL_ASKER, unicodedata.normalize(form, question)).hits
        assert first.document.external_id == "termijn"
        assert first.lexical > 0
        assert not any(hit.lexical for hit in others)


def test_a_synonym_is_found(opened: Opened) -> None:
    synonyms = '[all]\nsame = [["brommer", "scooter"]]\n'
    copilot = opened([page("scooter", "Een scooter huur je per week."), *FILLING])
    assert not any(hit.lexical for hit in copilot.search(LOCAL_ASKER, "brommer").hits)
    folder = copilot.settings.folder
    (folder / "synonyms.toml").write_text(synonyms, encoding="utf-8")
    config = folder / "config.toml"
    config.write_text('[retrieval]\nsynonyms = "synonyms.toml"\n' + config.read_text("utf-8"), encoding="utf-8")
    found = Copilot.open(settings.load(config, {})).search(LOCAL_ASKER, "brommer").hits
    assert [hit.document.external_id for hit in found if hit.lexical] == ["scooter"]
    assert names(found)[0] == "scooter"


def test_a_source_with_authority_comes_first(tmp_path: Path) -> None:
    """Of two pages that fit as well."""
    tables = '\n[[sources]]\nname = "handboek"\ntype = "jsonl"\npath = "handboek.jsonl"\npersonal_data = "keep"\n'
    text = "Een defecte accu vervangen wij binnen {} dagen op afspraak in de werkplaats."
    found = []
    for authority in ("", "authority = 1.0\n", "authority = -1.0\n"):
        folder = tmp_path / f"desk{authority.strip()}"
        ours = [page("forum", text.format(14), title="Accu"), *FILLING]
        config = write_desk(folder, ours, tables + authority)
        handbook = page("regel", text.format(15), title="Accu")
        (folder / "handboek.jsonl").write_text(json.dumps(handbook) + "\n", encoding="utf-8")
        loaded = settings.load(config, {})
        pipeline.sync(loaded, load(loaded.embedder))
        order = searched(Copilot.open(loaded), "hoe vervang ik een defecte accu?")
        found.append(order.index("regel") - order.index("forum"))
    plain, lifted, lowered = found
    assert lifted < 0 < lowered
    assert lifted <= plain <= lowered


def test_an_unsolved_ticket_yields_to_a_solved_one(opened: Opened) -> None:
    def ticket(name: str, resolved: bool) -> Json:
        told = "Bout vijf bij de ventilator aangedraaid." if name == "aa" else "Demper acht op het dak geplaatst."
        parts = [
            {"role": "problem", "author": "Klant", "text": f"De warmtepomp op nummer {len(told)} zoemt in de nacht."},
            {"role": "resolution", "author": "Sanne", "text": told},
        ]
        return page(name, "", kind="ticket", title="Warmtepomp zoemt", resolved=resolved, parts=parts)

    for open_one, solved in (("aa", "zz"), ("zz", "aa")):
        copilot = opened([ticket(open_one, resolved=False), ticket(solved, resolved=True), *FILLING], name=open_one)
        order = searched(copilot, "warmtepomp zoemt in de nacht")
        assert order.index(solved) < order.index(open_one)


# How many come


@pytest.fixture(scope="module")
def huge(tmp_path_factory: pytest.TempPathFactory) -> Copilot:
    """A page of some hundred chunks that is all about modems, and ten that mention one."""
    lines = [
        f"## Modem {n}\n\nEen modem van type {n}: modem herstarten, modem resetten. {'Modem aan. ' * 30}"
        for n in range(90)
    ]
    about = page("alles", "\n\n".join(lines), title="Modems", audience=["public", "web"])
    others = [page(f"p{n}", f"In kamer {n} staat een kast met een modem.", audience=["public"]) for n in range(10)]
    config = settings.load(write_desk(tmp_path_factory.mktemp("huge"), [about, *others]), {})
    pipeline.sync(config, load(config.embedder))
    return Copilot.open(config)


def test_the_limit_per_document_orders_and_never_shortens(huge: Copilot) -> None:
    limit = huge.settings.retrieval.chunks_per_document
    assert huge.snapshot.chunks >= 90
    whole = huge.search(LOCAL_ASKER, "modem herstarten", 100).hits
    for k in range(1, 101):
        hits = huge.search(LOCAL_ASKER, "modem herstarten", k).hits
        assert len(hits) == min(k, huge.snapshot.chunks)
        assert [hit.rank for hit in hits] == list(range(1, k + 1))
        assert len({hit.chunk.id for hit in hits}) == k
        assert [hit.chunk for hit in hits] == [hit.chunk for hit in whole[:k]]
    order = names(whole)
    assert order[: limit + 10].count("alles") == limit
    assert set(order[: limit + 10]) == {"alles", *(f"p{n}" for n in range(10))}
    assert set(order[limit + 10 :]) == {"alles"}
    scores = [hit.score for hit in whole if hit.document.external_id == "alles"]
    assert scores == sorted(scores, reverse=True)


def test_an_asker_who_sees_one_document_gets_all_of_it(huge: Copilot) -> None:
    asker = Asker("web", frozenset(), frozenset({"web"}))
    found = huge.search(asker, "modem herstarten", 100).hits
    assert {*names(found)} == {"alles"}
    assert len(found) == min(100, huge.snapshot.chunks - 10)


def test_whoever_sees_few_documents_gets_full_lists(opened: Opened) -> None:
    """2 % of the documents: a filter behind the search would leave an empty list."""
    many = [page(f"m{n}", f"Modem {n} herstarten: houd de knop van de modem ingedrukt, keer {n}.") for n in range(490)]
    few = [page(f"w{n}", f"Fiets {n} met slot {n * 7}.", audience=["winkel"]) for n in range(10)]
    copilot = opened([*many, *few])
    asker = Asker("winkel", frozenset(), frozenset({"winkel"}))
    for question in ("modem herstarten", "fiets 3", "zzz", "how do I restart the modem?"):
        for k in (1, 5, 10, 100):
            found = copilot.search(asker, question, k).hits
            assert len(found) == min(k, 10)
            assert all(name.startswith("w") for name in names(found))


def test_scores_fall_with_the_rank_but_for_the_limit(copilot: Copilot) -> None:
    scores = [hit.score for hit in copilot.search(LOCAL_ASKER, "modem herstarten", 5).hits]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == pytest.approx(1.0)


# Filters


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"kind": ("ticket",)}, {"T-1", "T-2"}),
        ({"kind": ("ticket", "chat")}, {"T-1", "T-2", "balie/1"}),
        ({"language": ("en",)}, {"reset"}),
        ({"source": ("elders",)}, set()),
        ({"tags": ("wifi",)}, {"reset", "T-2"}),
        ({"tags": ("WiFi", "borg")}, {"reset", "T-2", "m1@example.org"}),
        ({"tags": ("wifi",), "kind": ("ticket",)}, {"T-2"}),
        ({"tags": ("niets",)}, set()),
        ({"updated_after": "2026-06-01"}, {"T-1", "T-2"}),
        ({"updated_before": "2025-12-31"}, {"m1@example.org"}),
    ],
)
def test_filters_leave_what_was_asked_for(tagged: Copilot, filters: dict[str, object], expected: set[str]) -> None:
    for question in ("waarom piept de router?", "reset the modem", "opzeggen"):
        assert {*searched(tagged, question, 100, **filters)} == expected


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Copilot:
    tags: dict[str, Json] = {
        "reset": {"tags": ["wifi"]},
        "T-2": {"labels": ["WIFI", "nacht"]},
        "m1@example.org": {"tags": ["Borg"]},
    }
    documents = [document | tags.get(str(document["id"]), {}) for document in DOCUMENTS]
    config = settings.load(write_desk(tmp_path_factory.mktemp("tagged"), documents), {})
    pipeline.sync(config, load(config.embedder))
    return Copilot.open(config)


def test_a_question_in_one_language_finds_the_other(opened: Opened) -> None:
    """However many there are in its own."""
    english = page("en", "The modem restarts after a reset.", language="en", title="Modem reset")
    many = [page(f"nl{n}", f"Modem {n} reset: houd de knop van modem {n} vast.") for n in range(300)]
    copilot = opened([*many, english])
    assert "en" in searched(copilot, "hoe doe ik een modem reset?", 100)


def test_a_copy_in_another_language_is_no_second_hit(opened: Opened) -> None:
    """Of one manual that two departments filed under different languages."""
    text = "Error E-17: reset the modem, wait for ten minutes and call the service desk on weekdays about the warranty."
    copies = [page(language, text, language=language, title="Modem manual") for language in ("nl", "en")]
    copilot = opened([*copies, *FILLING])
    for question in ("hoe reset ik de modem bij E-17?", "how do I reset the modem after error E-17?"):
        hits = copilot.search(LOCAL_ASKER, question, 100).hits
        assert len(hits) == len(FILLING) + 1
        assert {hits[0].document.id, *hits[0].also_in} == {"desk:nl", "desk:en"}


def test_the_same_question_gets_the_same_answer(copilot: Copilot) -> None:
    first, again = (copilot.search(LOCAL_ASKER, "modem opzeggen", 10).hits for _ in range(2))
    assert first == again
