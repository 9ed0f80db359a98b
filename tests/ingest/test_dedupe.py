"""Which documents have the same content, who represents them, and which pages were replaced."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.core.types import Document, Kind, Part
from ingest.dedupe import Entry, Groups, group, signature

PAGE = (
    "U kunt een gehuurde tent binnen 30 dagen terugbrengen naar elke vestiging. Neem de huurbon mee en zorg dat alle "
    "haringen in de zak zitten. De borg van € 45,00 staat binnen een week weer op uw rekening."
)
OTHER = "Een lekke luchtband plakt u met de set uit het voorvak; kneed de lijm twee minuten en druk de lap stevig aan."
TODAY = date(2026, 11, 22)


def entry(name: str, text: str = PAGE, **known: Any) -> tuple[Entry, str]:
    kind: Kind = known.pop("kind", "wiki")
    title, source = known.pop("title", "Tent terugbrengen"), known.pop("source", "kb")
    document = Document(source, name, kind, title, (Part("section", text),))
    return Entry(document.id, signature(document), kind, title, source, **known), text


def grouped(*entries: tuple[Entry, str]) -> Groups:
    texts = {found.id: text for found, text in entries}
    return group([found for found, _ in entries], texts.__getitem__)


def are_same(text: str, **known: Any) -> bool:
    return "kb:b" in grouped(entry("a"), entry("b", text, **known), entry("c", OTHER)).group_of


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        PAGE.upper(),
        PAGE.replace(". ", ".\n\n").replace("gehuurde ", "gehuurde\n"),
        PAGE.replace("vestiging", "vestigign").replace("zorg dat", "let erop dat"),
        f"Beste klant,\n\n{PAGE}\n\nMet vriendelijke groet,\nTeam Verhuur",
        PAGE.replace("€ 45,00", "**€ 45**").replace("30", "dertig"),
        "Neem de huurbon mee en zorg dat alle haringen in de zak zitten. "
        + PAGE.replace(" Neem de huurbon mee en zorg dat alle haringen in de zak zitten.", ""),
    ],
    ids=["copy", "case", "reflowed", "typo and synonym", "courtesies", "markup", "order"],
)
def test_light_edits_are_the_same_content(text: str) -> None:
    assert are_same(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("30 dagen", "14 dagen"),
        ("€ 45,00", "€ 54,00"),
        ("U kunt", "U kunt niet"),
        ("tent", "kano"),
        ("binnen een week", "binnen een maand"),
        ("elke vestiging", "het magazijn"),
        (" De borg", " Tenten met een scheur worden op kosten van de huurder hersteld of vervangen. De borg"),
    ],
)
def test_another_fact_is_other_content(old: str, new: str) -> None:
    assert not are_same(PAGE.replace(old, new))


def test_values_that_changed_places_are_other_facts() -> None:
    prices = (
        "Voor een kleine kast rekenen wij 10 euro per dag en voor een grote kast rekenen wij 20 euro per dag, altijd."
    )
    turned = prices.replace("10", "X").replace("20", "10").replace("X", "20")
    assert not grouped(entry("a", prices), entry("b", turned)).members


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Hoi, zie onder.\n\nOp ma 2 mrt 2026 om 09:41 schreef Ilse <i@voorbeeld.nl>:\n> " + PAGE, True),
        ("Graag doorsturen aan klant 4410928, dank!\n\nIlse Kok wrote:\n> " + PAGE.replace(". ", ".\n> "), True),
        ("Ter info.\n\n-----Oorspronkelijk bericht-----\nVan: Ilse Kok\nDatum: 2-3-2026\nAan: Balie\n\n" + PAGE, True),
        ("Dit is de tekst die op de site staat, kijk even mee.\n\n" + PAGE, True),
        ("Let op: dit is gewijzigd.\n\nIlse Kok schreef op 2-3-2026:\n> " + PAGE, False),
        ("Dit wordt 14 dagen.\n\nIlse Kok schreef op 2-3-2026:\n> " + PAGE, False),
        (
            PAGE + "\n\n" + OTHER + " Laat de band daarna een uur liggen voordat u hem oppompt en weer gaat varen.",
            False,
        ),
    ],
)
def test_a_quoted_copy_is_the_page_unless_its_note_says_more(text: str, same: bool) -> None:
    assert are_same(text, kind="mail", title="Fwd: vraag") is same


def test_a_small_part_of_a_long_document_is_not_the_document() -> None:
    assert not are_same(" ".join(OTHER.replace("lekke", f"l{n}e") for n in range(9)) + PAGE, kind="mail")


def test_short_texts_need_the_same_kind_and_title() -> None:
    short = "Ok, dank je wel!"
    found = grouped(
        entry("a", short, kind="mail", title="Re: tent"),
        entry("b", "ok dank je wel", kind="mail", title="Tent"),
        entry("c", short, kind="mail", title="Re: factuur"),
        entry("d", short, kind="chat", title="tent"),
    )
    assert set(found.group_of) == {"kb:a", "kb:b"}


def test_one_answer_to_two_questions_is_two_pages() -> None:
    answer = "Ja, dat kan in de app onder Mijn gegevens, met de code uit het bericht."
    questions = ("Kan ik mijn adres wijzigen?", "Kan ik mijn naam wijzigen?", "Mijn adres wijzigen")
    found = grouped(*(entry(str(n), answer, title=title) for n, title in enumerate(questions)))
    assert set(found.group_of) == {"kb:0", "kb:2"}


def test_documents_without_text_are_never_grouped() -> None:
    assert not grouped(entry("a", ""), entry("b", ""), entry("c", " \n"), entry("d", "[NAAM 1]")).group_of


def test_masks_do_not_tell_copies_apart() -> None:
    mail = "Goedemiddag, ik kreeg van [NAAM 1] te horen dat de tent nog niet terug is; belt u mij op [TELEFOON 1]?"
    assert grouped(entry("a", mail, kind="mail"), entry("b", mail.replace("1]", "7]"), kind="mail")).members


def test_who_represents_a_group() -> None:
    found = grouped(
        entry("internal", audience=("internal",), updated_at="2026-05-01"),
        entry("old", audience=("public",), updated_at="2024-01-01"),
        entry("expired", audience=("public",), updated_at="2026-06-01", valid_until="2026-08-01"),
        entry("ticket", kind="ticket", audience=("public",)),
        entry("unsolved", kind="ticket", audience=("public",), resolved=False),
        entry("mail", kind="mail", audience=("public",), updated_at="2026-09-01"),
    )
    (name,) = found.members
    order = ["kb:old", "kb:ticket", "kb:mail", "kb:internal", "kb:unsolved", "kb:expired"]
    assert found.preferred(name, TODAY) == order
    assert found.preferred(name, date(2026, 7, 1))[0] == "kb:expired"


def test_a_newer_version_supersedes() -> None:
    newer = PAGE.replace("30 dagen", "14 dagen")
    newest = newer.replace("€ 45,00", "€ 60,00")
    found = grouped(
        entry("v1", updated_at="2024-01-01"),
        entry("v2", newer, updated_at="2025-01-01", title="Tent terugbrengen (nieuw)"),
        entry("v3", newest, updated_at="2026-01-01T10:00:00+01:00"),
        entry("quote", "Ter info:\n\nIlse wrote:\n> " + PAGE, kind="mail", title="Fwd", updated_at="2024-03-01"),
    )
    assert found.superseded_by == {"kb:v1": "kb:v2", "kb:v2": "kb:v3", "kb:quote": "kb:v2"}


@pytest.mark.parametrize(
    "known",
    [
        {"updated_at": ""},
        {"updated_at": "2024-01-01"},
        {"updated_at": "2026-01-01", "title": "Tent terugbrengen 2027"},
        {"updated_at": "2026-01-01", "source": "elsewhere"},
        {"updated_at": "2026-01-01", "kind": "mail"},
    ],
    ids=["no date", "as old", "another year", "another source and name", "no page"],
)
def test_what_is_no_newer_version(known: dict[str, Any]) -> None:
    newer = entry("b", PAGE.replace("30 dagen", "14 dagen"), **known)
    assert not grouped(entry("a", updated_at="2024-01-01"), newer).superseded_by


def test_the_same_name_in_another_source_is_the_same_page() -> None:
    newer = entry("a", PAGE.replace("30 dagen", "14 dagen"), source="new", updated_at="2026-01-01")
    assert grouped(entry("a", updated_at="2024-01-01"), newer).superseded_by == {"kb:a": "new:a"}


def test_what_a_document_says_it_replaces() -> None:
    found = grouped(
        entry("a", updated_at="2024-01-01"),
        entry("b", OTHER, supersedes="a", updated_at="2025-01-01"),
        entry("c", OTHER[:60], supersedes="kb:b"),
        entry("d", OTHER[50:], supersedes="nothing"),
        entry("e", OTHER[30:], supersedes="e"),
        entry("f", "Een lus is geen opvolger.", supersedes="g"),
        entry("g", "Een lus is geen opvolger meer.", supersedes="f"),
    )
    assert {"kb:a": "kb:b", "kb:b": "kb:c"}.items() <= found.superseded_by.items()
    assert len({"kb:f", "kb:g"} & found.superseded_by.keys()) == 1
    assert not {"kb:d", "kb:e"} & found.superseded_by.keys()


WORDS = "tent kano peddel zeil mast lijn touw anker roer vlot boei steiger water wind sluis brug haven".split()  # noqa: SIM905


@st.composite
def corpora(draw: st.DrawFn) -> list[tuple[Entry, str]]:
    """Near and equal texts of few words, in any order."""
    base = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=30)))
    found = []
    for number in range(draw(st.integers(2, 9))):
        text = draw(st.sampled_from([base, base + " einde", f"start {base}", base.replace("tent", "30"), base[9:]]))
        kind: Kind = draw(st.sampled_from(["wiki", "mail", "ticket"]))
        when = draw(st.sampled_from(["", "2025-01-01", "2026-01-01"]))
        found.append(entry(str(number), text, kind=kind, updated_at=when))
    return draw(st.permutations(found))


@settings(max_examples=40, deadline=None)
@given(corpora())
def test_the_order_of_entries_does_not_matter(entries: list[tuple[Entry, str]]) -> None:
    found = grouped(*entries)
    assert found == grouped(*sorted(entries, key=lambda e: e[0].id))
    assert all(member in members for member, name in found.group_of.items() for members in [found.members[name]])


def test_a_signature_is_small_and_the_same_in_every_process() -> None:
    code = (
        "from copilot.core.types import Document, Part; from ingest.dedupe import signature; "
        f"print(signature(Document('kb', 'a', 'wiki', 'T', (Part('section', {PAGE!r}),))).hex())"
    )
    root = Path(__file__).parents[2]
    done = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True
        ).stdout.strip()
        for seed in ("1", "2")
    ]
    mine = entry("a", title="Anders")[0].signature
    assert done == [mine.hex().encode()] * 2
    assert len(mine) <= 512


def test_a_signature_of_another_version_is_refused() -> None:
    broken = Entry("kb:a", b"\x00" * len(entry("a")[0].signature), "wiki", "", "kb")
    with pytest.raises(ValueError, match="read the documents again"):
        group([broken], lambda _: "")


def test_thousands_of_one_template_are_not_compared_with_each_other() -> None:
    read: list[str] = []
    texts = {f"kb:{n}": f"Uw bestelling {9000 + n} is verzonden. {PAGE}" for n in range(600)}
    entries = [entry(str(n), texts[f"kb:{n}"], kind="mail")[0] for n in range(600)]

    def text_of(name: str) -> str:
        read.append(name)
        return texts[name]

    assert not group(entries, text_of).members
    assert not read


@pytest.mark.parametrize("line", ["> ", "<a", " ", "\n", "a-", "op 1 ", "van: x\n", "beste a ", "1. ", "@.", "](", "*"])
def test_hostile_text_takes_no_longer_than_any_other(line: str) -> None:
    started = time.process_time()
    entry("a", line * (200_000 // len(line)), kind="mail")
    assert time.process_time() - started < 5
