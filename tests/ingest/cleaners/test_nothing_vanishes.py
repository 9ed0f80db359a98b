"""What holds for every text: nothing vanishes unreported, own words stay, cleaning twice is cleaning once."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.core import registry
from copilot.core.types import Document, Kind, Part
from ingest.prepare import CLEANERS

OWN = (
    "De molen bromt al dagen en hij maalt niet meer.",
    "Kunt u mij zeggen hoe ik het deksel open?",
    "Dat heb ik gedaan, maar het hielp niet.",
    "Het serienummer is 4711.",
    "Dank u wel voor uw antwoord van gisteren.",
)
PIECES = (
    *OWN,
    "",
    "> Bromt hij?",
    "> En wordt hij ook warm, als hij een tijdje heeft gemalen en daarna",
    "weer stil staat?",
    "Op di 3 mrt 2026 om 09:12 schreef Anouk <anouk@example.nl>:",
    "Anouk wrote:",
    "Van: Anouk <anouk@example.nl>\nVerzonden: dinsdag 3 maart 2026 09:12\nAan: Hulp\nOnderwerp: molen",
    "-----Original Message-----",
    "---------- Forwarded message ---------",
    "________________________________",
    "Goed zo--- On Tue, 3 Mar 2026 09:12, Anouk <anouk@example.nl> wrote:",
    "Met vriendelijke groet,",
    "Bedankt,",
    "Anouk",
    "Anouk de Wit | Winkel | 050 000 00 00",
    "-- ",
    "PS: het deksel ook.",
    "Sent from my iPhone",
    "Dit bericht is vertrouwelijk en uitsluitend bestemd voor de geadresseerde; vernietig het als u dat niet bent.",
    "##- Please type your reply above this line -##",
    "LET OP: Deze e-mail komt van buiten de organisatie.",
    "a\u200bb\u202ec",
)
MAILS = st.lists(st.sampled_from(PIECES), max_size=14).map("\n".join)
THREADS = st.lists(MAILS, min_size=1, max_size=3)


def thread(texts: list[str], kind: Kind = "mail") -> Document:
    role = "message" if kind == "mail" else "attempt"
    return Document("s", "1", kind, "Molen", tuple(Part(role, text, "Anouk <anouk@example.nl>") for text in texts))


def clean(document: Document, names: tuple[str, ...] = CLEANERS["mail"]) -> Document:
    for name in names:
        document = registry.build("ingest.cleaners", name, {}).clean(document)
    return document


def letters(texts: list[str]) -> Counter[str]:
    return Counter(char for text in texts for char in text if not char.isspace())


@given(THREADS, st.sampled_from(["mail", "ticket"]), st.sampled_from(["boilerplate", "quotes", "signatures"]))
@settings(max_examples=300, deadline=None)
def test_kept_and_removed_together_are_the_whole(texts: list[str], kind: Kind, name: str) -> None:
    document = clean(thread(texts, kind), (name,))
    for position, text in enumerate(texts):
        removed = [entry.text for entry in document.removed if entry.part == position]
        assert letters([document.parts[position].text, *removed]) == letters([text])
    assert all(entry.rule.startswith(f"{name}: ") and entry.text.strip() for entry in document.removed)


@given(THREADS)
@settings(max_examples=200, deadline=None)
def test_a_mail_with_words_keeps_some(texts: list[str]) -> None:
    for before, after in zip(texts, clean(thread(texts)).parts, strict=True):
        own = any(line in OWN for line in before.split("\n")[:1])
        assert after.text.strip() or not own


@given(MAILS, st.sampled_from(["boilerplate", "quotes", "signatures"]))
@settings(max_examples=300, deadline=None)
def test_each_cleaner_has_nothing_to_do_a_second_time(text: str, name: str) -> None:
    # The line of a telephone, below which a quote can stand, is left to `signatures`.
    text = text.replace("Sent from my iPhone", "") if name == "quotes" else text
    once = clean(thread([f"{OWN[0]}\n{text}"]), (name,))
    assert clean(once, (name,)).parts == once.parts


@given(
    st.lists(st.sampled_from(OWN), min_size=1, max_size=6),
    st.sampled_from(PIECES[16:20]) | st.just(""),
    st.sampled_from(PIECES[22:25]) | st.just(""),
    st.sampled_from(PIECES[9:15]) | st.just(""),
    st.lists(st.sampled_from(PIECES[6:9]), max_size=4),
)
@settings(max_examples=300, deadline=None)
def test_cleaning_twice_changes_nothing(
    own: list[str], closing: str, notice: str, above: str, quote: list[str]
) -> None:
    text = "\n".join([*own, "", closing, "", notice, "", above, *quote])
    once = clean(thread([text]))
    assert clean(once).parts == once.parts


@given(st.lists(st.sampled_from((*OWN, "")), max_size=20).map("\n".join))
def test_own_words_are_unchanged(text: str) -> None:
    document = thread([text])
    assert clean(document) is document


@given(st.text("a>\n :-|@.19wrote <", max_size=80) | st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_text_is_too_strange(text: str) -> None:
    for kind in ("mail", "ticket", "chat", "wiki"):
        clean(thread([text, text], kind), CLEANERS[kind])


HOSTILE = (
    "On 1\n",
    "On 1:\n",
    "wrote:\n",
    "On 1 Jan 2026 10:00, A <a@b.nl> wrote:\n",
    "On 1 Jan 2026 10:00, A <a@b.nl> wrote:\n> x\nJa\n",
    "On 1 a@b " * 44 + ":\n",
    "From: a\n",
    "To: b\nFrom: a\n",
    "a: @1\n",
    "> x\n",
    ">",
    "-",
    "- a -\n",
    "-- \nx\n",
    "<",
    "[<(",
    '"',
    "Groet,\nJan\n",
    "Sent from my iPhone\n\n",
    "this message is confidential and intended for the recipient only\n\n",
    "Please type your reply above this line\n",
    "reply text above ",
    "a\u200b",
    "1-1-2026 10:00 ",
    "\n",
    " ",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length_only(piece: str) -> None:
    """A fifth of a megabyte in a time that a quadratic cleaner would exceed many times over."""
    document = thread([(piece * (200_000 // len(piece) + 1))[:200_000]])
    start = time.process_time()
    clean(document)
    assert time.process_time() - start < 2
