"""Who a document calls by name and where; all names and texts are invented."""

from __future__ import annotations

import time
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.core.types import Document, Kind, Part
from ingest.cleaners._names import Names

OWN = ("wadlicht.example",)


def marked(
    text: str, author: str = "", *, title: str = "", kind: Kind = "mail", more: tuple[Part, ...] = ()
) -> dict[str, str]:
    """Title, author and text of the first part with the names in <...>."""
    document = Document("s", "1", kind, title, (Part("message", text, author), *more))
    names = Names(document, OWN)
    places: dict[Literal["title", "author", "text"], str] = {"title": title, "author": author, "text": text}
    return {where: _with(names, value, where) for where, value in places.items()}


def _with(names: Names, text: str, where: Literal["title", "author", "text"]) -> str:
    pieces, position = [], 0
    for start, end, _ in names.find(text, where):
        pieces += [text[position:start], "<", text[start:end], ">"]
        position = end
    return "".join([*pieces, text[position:]])


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Wietske van der Zwaag <w@x.example>", "<Wietske van der Zwaag> <w@x.example>"),
        ("Zwaag, Wietske van der", "<Zwaag, Wietske van der>"),
        ("de Vries, Jan (Klant)", "<de Vries, Jan> (Klant)"),
        ("wietske.zwaag", "<wietske.zwaag>"),
        ("Dmitri K", "<Dmitri K>"),
        ("(Ted Bloem) <t@x.example>", "(<Ted Bloem>) <t@x.example>"),
        ("Sanne van Klantenservice", "<Sanne> van Klantenservice"),
        ("Gürkan Öztürk via Helpdesk", "<Gürkan Öztürk> via Helpdesk"),
        ("'t Hart, Renée", "<'t Hart, Renée>"),
    ],
)
def test_persons_in_author_fields(author: str, expected: str) -> None:
    assert marked("", author)["author"] == expected


@pytest.mark.parametrize(
    "author",
    [
        *(
            "Klant",
            "Customer",
            "Agent 4",
            "Helpdesk",
            "Support Team",
            "Systeem",
            "Admin",
            "Jira Bot",
            "[NAAM 1]",
            "12345",
        ),
        *("Wadlicht Energie", "noreply@x.example", "user-0012", "Visitor 551", "Bol.com", "Formulier", "GitHub", ""),
        "Acme Widgets <hello@acmewidgets.example>",
        "Sanne Bakker <sanne@wadlicht.example>",
        "[NAAM 1] <[E-MAIL 1]>",
    ],
)
def test_roles_companies_and_colleagues_keep_theirs(author: str) -> None:
    assert marked("", author)["author"] == author


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Beste Wietske,\n\nhet is klaar", "Beste <Wietske>,\n\nhet is klaar"),
        ("Geachte heer De Vries,", "Geachte heer <De Vries>,"),
        ("Geachte heer/mevrouw Van der Zwaag-Bos,", "Geachte heer/mevrouw <Van der Zwaag-Bos>,"),
        ("Dear Mr. and Mrs. O'Neill,", "Dear Mr. and Mrs. <O'Neill>,"),
        ("Hi Anna, Bob and Chris,", "Hi <Anna>, <Bob> and <Chris>,"),
        ("hoi jan, kun je helpen?", "hoi <jan>, kun je helpen?"),
        ("Sehr geehrte Frau Müller,", "Sehr geehrte Frau <Müller>,"),
        (
            "Graag.\n\nMet vriendelijke groet,\n\nŞule Çelik\nAdviseur",
            "Graag.\n\nMet vriendelijke groet,\n\n<Şule Çelik>\nAdviseur",
        ),
        ("Graag.\ngroetjes gürkan", "Graag.\ngroetjes <gürkan>"),
        ("GRAAG.\n\nMVG,\nJAN DE VRIES", "GRAAG.\n\nMVG,\n<JAN DE VRIES>"),
        ("Kan het morgen? Groetjes Wietske", "Kan het morgen? Groetjes <Wietske>"),
        ("Fixed.\n\nThanks,\nNiamh", "Fixed.\n\nThanks,\n<Niamh>"),
        ("x\n\n-- \nNiamh Holloway\nTel. 1", "x\n\n-- \n<Niamh Holloway>\nTel. 1"),
        ("Naam: Wietske Zwaag\nVraag: waar", "Naam: <Wietske Zwaag>\nVraag: waar"),
        ("Hallo, mijn naam is Wietske Zwaag.", "Hallo, mijn naam is <Wietske Zwaag>."),
        (
            "On Mar 2, 2026, at 9:12 AM, Niamh van Buren wrote:\n> x",
            "On Mar 2, 2026, at 9:12 AM, <Niamh van Buren> wrote:\n> x",
        ),
        (
            "Van: Zwaag, Wietske van der\nVerzonden: 2 maart 2026 09:12\n"
            "Aan: Sanne <s@wadlicht.example>; Niamh Holloway\nOnderwerp: x",
            "Van: <Zwaag, Wietske van der>\nVerzonden: 2 maart 2026 09:12\n"
            "Aan: Sanne <s@wadlicht.example>; <Niamh Holloway>\nOnderwerp: x",
        ),
        ("Assignee: Kees Prins\nReporter: Anna Bos", "Assignee: <Kees Prins>\nReporter: <Anna Bos>"),
        ("Opgepakt door Kees Prins", "Opgepakt door <Kees Prins>"),
        ("Klaar.\n\nGroet van Anna (balie)", "Klaar.\n\nGroet van <Anna> (balie)"),
        ("Klaar.\n\nMet collegiale groet,\nRixt Wiarda", "Klaar.\n\nMet collegiale groet,\n<Rixt Wiarda>"),
        ("ok dank je Anna", "ok dank je <Anna>"),
        ("thanks anna\n\nworks now", "thanks <anna>\n\nworks now"),
        ("Hey Neeraj: I tried that", "Hey <Neeraj>: I tried that"),
    ],
)
def test_names_in_headers_salutations_and_signatures(text: str, expected: str) -> None:
    assert marked(text)["text"] == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Beste klant,",
            "Dear team,",
            "Geachte heer/mevrouw,",
            "Hoi allemaal",
            "Beste internetprovider,",
            "Dear all,",
        ),
        *(
            "Beste prijs van Assen: nu",
            "Hallo Groningen!",
            "Hi Support Team,",
            "Beste Wadlicht,",
            "Hello World",
            "Hoi, Mijn",
        ),
        *(
            "Hallo Ik heb een vraag",
            "Beste Energieleverancier,",
            "Beste [NAAM 1],",
            "Thanks again",
            "Groetjes allemaal",
        ),
        "Klaar.\n\nMet vriendelijke groet,\n\nTeam Wadlicht",
        "Klaar.\n\nGroeten,\nHet bestuur",
        "Thanks\n\nSteps to reproduce:\n1. Open Settings",
        "Van: Groningen\nNaar: Utrecht",
        "Name: libglade\nVersion: 2",
        "Will I get May's bill? Mark the box, rose by 5%. Jan 5",
        "hoi Login: werkt niet",
        "hoi factuurnr: 815699012 klopt dat?",
        "Hoi Bestelnr: 80728",
        "Name: Default Gateway\nValue: 3",
        "Assignee: Unassigned",
        "this is Java from Oracle, access for Jenkins",
    ],
)
def test_what_only_stands_like_a_name_survives(text: str) -> None:
    assert marked(text)["text"] == text


def test_one_person_has_one_canonical_however_called() -> None:
    text = "Jan de Vries, J. de Vries, dhr. De Vries\nvoor Jan, zegt De Vries\n\nGroeten, Jan"
    document = Document(
        "s", "1", "mail", "Vraag van Jan de Vries", (Part("message", text, "de Vries, Jan <jan@x.example>"),)
    )
    names = Names(document, OWN)
    found = [one for where, value in (("text", text), ("title", document.title)) for one in names.find(value, where)]  # type: ignore[arg-type]
    assert len(found) == 7
    assert {canonical for _, _, canonical in found} == {"jan de vries"}


def test_two_of_one_given_name_are_told_apart() -> None:
    parts = (
        Part("message", "Beste Jan,", "Anna Bos <a@x.example>"),
        Part("message", "", "Jan Bos"),
        Part("message", "", "Jan Vos"),
    )
    names = Names(Document("s", "1", "mail", "", parts), OWN)
    assert [canonical for _, _, canonical in names.find("Beste Jan,", "text")] == ["jan"]
    assert [canonical for _, _, canonical in names.find("Jan Bos en Jan Vos", "text")] == ["jan bos", "jan vos"]


def test_ordinary_words_stay_outside_the_places_of_names() -> None:
    text = "Mark the box. Thanks Mark, as Mark said: mark it. The Mark Two is not Marks."
    assert marked(text, "Mark Rose <m@x.example>")["text"] == (
        "Mark the box. Thanks <Mark>, as <Mark> said: mark it. The Mark Two is not Marks."
    )


def test_a_colleague_keeps_his_name_unless_a_customer_has_it() -> None:
    mine = Part("message", "Hoi Wietske,\n\nGroet,\nSanne", "Sanne Bakker <s@wadlicht.example>")
    told = marked("Beste Sanne,\n\ndank!\n\nWietske", "Wietske Zwaag <w@x.example>", more=(mine,))
    assert told["text"] == "Beste Sanne,\n\ndank!\n\n<Wietske>"
    twin = marked(
        "Beste Sanne,", "Wietske Zwaag <w@x.example>", more=(mine, Part("message", "", "Sanne Bos <b@x.example>"))
    )
    assert twin["text"] == "Beste <Sanne>,"


def test_mentions_are_names_in_a_chat_only() -> None:
    assert marked("Maybe @Kingsley knows", kind="chat")["text"] == "Maybe @<Kingsley> knows"
    assert marked("public @Override int x", kind="ticket")["text"] == "public @Override int x"


PIECES = (
    "Jan",
    "Beste ",
    "\n",
    "groet,",
    " ",
    "de Vries",
    ", ",
    "@",
    "Van: ",
    "schreef",
    "<a@b.nl>",
    "[NAAM 1]",
    "dhr. ",
    "É",
)


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join) | st.text(max_size=60), st.text(max_size=30))
def test_spans_are_in_order_and_inside(text: str, author: str) -> None:
    names = Names(Document("s", "1", "chat", text, (Part("message", text, author),)), OWN)
    for where, value in (("title", text), ("author", author), ("text", text)):
        end = 0
        for start, stop, canonical in names.find(value, where):  # type: ignore[arg-type]
            assert end <= start < stop <= len(value)
            assert canonical
            end = stop


@pytest.mark.parametrize(
    "piece",
    [
        *("a", "A", " ", "\n", "@", "<", "> ", "a.", "A.", "'s ", "Aa ", "Cc: a, ", "From: a\n", "best regards and "),
        *(
            "Op 3 mei 2026 om 10:00 schreef ",
            "Geachte heer/",
            "dhr. ",
            "Naam: ",
            "10:00 ",
            "Thanks, ",
            "de van der ",
            "-- \n",
        ),
        *("Hi Jan,\n", "Jan ", "groeten\n"),
    ],
)
def test_a_hostile_text_takes_time_by_its_length_only(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        document = Document("s", "1", "mail", text[:200], (Part("message", text, "Jan de Vries <j@x.example>"),))
        before = time.process_time()
        for _ in Names(document, OWN).find(text, "text"):
            pass
        return time.process_time() - before

    assert seconds(100_000) < 1.5


def test_a_megabyte_of_everything_takes_seconds() -> None:
    text = ("Hi Jan,\nzie Jan de Vries <j@x.example>: Aa 10:00 dhr. Bos\n> Naam: x\ngroeten\nAnna\n" * 13_000)[
        :1_000_000
    ]
    document = Document("s", "1", "mail", "", (Part("message", text, "Jan de Vries <j@x.example>"),))
    before = time.process_time()
    assert sum(1 for _ in Names(document, OWN).find(text, "text")) > 10_000
    assert time.process_time() - before < 30
