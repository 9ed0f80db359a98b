"""From a source's document to what is ingested: dates, language, cleaners, personal data, revisions."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from copilot.core.sections import ChunkSettings
from copilot.core.settings import Settings
from copilot.core.types import KINDS, Document, Kind, Part, Rejected
from ingest import prepare
from ingest.export.base import SourceOptions
from ingest.prepare import CLEANERS, PERSONAL_DATA, Preparer

MAIL = "bereikbaar op jan@example.org of 06-55501234"


def preparer(settings: Settings | None = None, **options: object) -> Preparer:
    given = {"name": "desk", "type": "jsonl", "path": Path("x"), **options}
    return Preparer(settings or Settings(), SourceOptions.model_validate(given))


def document(text: str = "Dag.", kind: Kind = "wiki", **fields: object) -> Document:
    return Document("desk", "1", kind, "Titel", (Part("message", text, author="Jan"),), **fields)  # type: ignore[arg-type]


def cleaned(made: Document, prepared: Preparer | None = None) -> tuple[Document, list[Rejected]]:
    found = list((prepared or preparer()).clean(made))
    (kept,) = [f for f in found if isinstance(f, Document)]
    return kept, [f for f in found if isinstance(f, Rejected)]


@pytest.mark.parametrize("key", ["created_at", "updated_at", "valid_until"])
@pytest.mark.parametrize("value", ["gisteren", "2026-02-30", "99999-01-01", "20-11-2026"])
def test_a_date_that_is_none_is_dropped_with_a_note(key: str, value: str) -> None:
    kept, (note,) = cleaned(document(**{key: value}))
    assert getattr(kept, key) == ""
    assert repr(value) in note.reason
    assert note.fix


@pytest.mark.parametrize("value", ["", "2026-11-20", "2026-11-20T09:30:00Z", "2026-11-20T09:30:00.123+01:00"])
def test_a_date_stays(value: str) -> None:
    kept, notes = cleaned(document(updated_at=value))
    assert (kept.updated_at, notes) == (value, [])


@pytest.mark.parametrize(
    ("given", "text", "language"),
    [
        ("NL", "x", "nl"),
        ("en-GB", "x", "en"),
        ("", "Hoe zeg ik mijn contract op als ik ga verhuizen?", "nl"),
        ("", "How do I cancel my contract when I move?", "en"),
    ],
)
def test_the_language_is_told_or_recognised(given: str, text: str, language: str) -> None:
    assert cleaned(document(text, language=given))[0].language == language


def test_every_kind_has_cleaners_and_a_policy() -> None:
    assert CLEANERS.keys() == PERSONAL_DATA.keys() == set(KINDS)
    assert all(names[0] == "hidden" for names in CLEANERS.values()), (
        "what nobody sees goes before anything is read in it"
    )


@pytest.mark.parametrize(("kind", "mode"), PERSONAL_DATA.items())
def test_personal_data_follows_the_kind_unless_the_source_says(kind: Kind, mode: str) -> None:
    assert ("jan@example.org" in cleaned(document(MAIL, kind))[0].text) == (mode == "keep")
    assert "jan@example.org" in cleaned(document(MAIL, kind), preparer(personal_data="keep"))[0].text
    assert "jan@example.org" not in cleaned(document(MAIL, kind), preparer(personal_data="mask"))[0].text


def test_addresses_of_the_company_stay_readable() -> None:
    settings = Settings(organisation_domains=("wadlicht.example",))
    made = document("mail ons: hulp@wadlicht.example of jan@example.org", "mail")
    text = cleaned(made, preparer(settings))[0].text
    assert "hulp@wadlicht.example" in text
    assert "jan@example.org" not in text


def test_ids_and_links_are_never_touched() -> None:
    made = dataclasses.replace(document(MAIL, "mail"), external_id="jan@example.org", uri="mid:jan@example.org")
    kept, _ = cleaned(made)
    assert (kept.external_id, kept.uri) == ("jan@example.org", "mid:jan@example.org")


def test_a_revision_says_what_decides_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    base = preparer().revision("r1")
    assert preparer().revision("r1") == base
    assert preparer(path=Path("elders")).revision("r1") == base, "a moved export is the same export"
    monkeypatch.setattr("ingest.chunk.VERSION", "next")
    assert preparer().revision("r1") != base
    monkeypatch.undo()
    monkeypatch.setattr(prepare, "VERSION", "next")
    assert preparer().revision("r1") != base
    monkeypatch.undo()
    others = [
        preparer().revision("r2"),
        preparer(personal_data="drop").revision("r1"),
        preparer(audience=("public",)).revision("r1"),
        preparer(Settings(chunks=ChunkSettings(max_tokens=100))).revision("r1"),
        preparer(Settings(organisation_domains=("a.example",))).revision("r1"),
    ]
    assert len({base, *others}) == 1 + len(others)


def test_a_record_changes_with_its_document() -> None:
    one, same, other = (preparer().record(document(text), "item") for text in ("a", "a", "b"))
    assert one == same
    assert one.revision != other.revision
    assert one.item == "item"
    assert [chunk.text for chunk in one.chunks] == ["a"]
