"""The question path as an agent sees it: cited answers, reasoned refusals, and nothing that does not exist for them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from copilot.core import settings
from copilot.core.answer import Answer
from copilot.core.embedders import load
from copilot.core.errors import EmbedderMismatchError, NoSnapshotError, RequestError
from copilot.core.settings import Settings
from copilot.core.types import LOCAL_ASKER, Asker, Filters, Turn
from copilot.pipeline import Copilot, Finished, Found, Question, Said
from ingest import pipeline
from support import DOCUMENTS, write_desk
from support_hits import BILLING, PUBLIC, QUESTIONS

NOBODY = Asker("niemand", frozenset({"agent"}), frozenset())


def quotes_are_verbatim(answer: Answer) -> bool:
    return all(c.document.text[c.start : c.end] == c.quote != "" for c in answer.citations)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("asker", [LOCAL_ASKER, PUBLIC, BILLING], ids=lambda asker: asker.name)
def test_an_answer_is_cited_verbatim_from_what_the_asker_may_see(copilot: Copilot, asker: Asker, question: str) -> None:
    answer = copilot.answer(asker, Question(question))
    assert quotes_are_verbatim(answer)
    assert (answer.status == "answered") == bool(answer.sentences) == (answer.refusal is None)
    nearest = answer.refusal.nearest if answer.refusal else ()
    shown = [found.document for found in (*answer.citations, *nearest)]
    assert all(asker.may_see(document.audience) for document in shown)
    assert all(citation.document.resolved is not False for citation in answer.citations)
    assert [c.n for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert {n for s in answer.sentences for n in s.citations} == {c.n for c in answer.citations}


_TEXT = st.text(
    st.sampled_from("abcde 🔑𝔄é\u0301\u200d\r\n\t.!?»€#>-[]<&\u2028\u00a0ﬁİß0123,")
    | st.characters(exclude_categories=["Cs"]),
    max_size=400,
)


@hypothesis(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_TEXT, min_size=1, max_size=4), st.sampled_from(["wiki", "mail", "chat", "ticket"]))
def test_quotes_are_verbatim_whatever_the_text(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], kind: str
) -> None:
    roles = {"wiki": "section", "ticket": "resolution"}
    document = {
        "id": "x",
        "kind": kind,
        "title": "Slingers ophangen 🎈",
        "parts": [
            {"role": roles.get(kind, "message"), "author": str(n), "text": f"{text}\r\nSlingers ophangen\r\n{text}"}
            for n, text in enumerate(texts)
        ],
    }
    config = settings.load(write_desk(tmp_path_factory.mktemp("desk"), [document]), {})
    pipeline.sync(config, load(config.embedder))
    answer = Copilot.open(config).answer(LOCAL_ASKER, Question("slingers ophangen"))
    assert answer.status == "answered"
    assert quotes_are_verbatim(answer)
    quoted = " ".join(" ".join(c.quote for c in answer.citations).split())
    assert all(sentence.text in quoted for sentence in answer.sentences)


def test_the_page_that_holds_the_answer_is_quoted(copilot: Copilot) -> None:
    answer = copilot.answer(LOCAL_ASKER, Question("Wat is de opzegtermijn als ik mijn contract wil opzeggen?"))
    assert answer.citations[0].document.id == "desk:opzeggen"
    assert "De opzegtermijn is 30 dagen. [1]" in answer.text
    assert answer.citations[0].uri == "https://help.example/opzeggen"
    assert answer.safe_to_send
    assert answer.provenance["snapshot"] == "gen-000001"
    assert answer.provenance["generator"] == "extractive"


def test_a_ticket_answers_with_its_resolution_and_warns_that_it_is_internal(copilot: Copilot) -> None:
    answer = copilot.answer(LOCAL_ASKER, Question("Er is twee keer geld afgeschreven voor mijn factuur"))
    assert answer.sentences[0].text.startswith("Storneren via scherm INC-DUB")
    assert not answer.safe_to_send
    assert [(w.code, w.citation) for w in answer.warnings] == [("internal", 1)]


def test_a_mail_answers_with_the_reply_and_not_the_question(copilot: Copilot) -> None:
    answer = copilot.answer(BILLING, Question("Wanneer krijg ik mijn waarborgsom terug?"))
    assert [s.text for s in answer.sentences] == ["De waarborgsom gaat na 12 maanden automatisch terug."]


def test_an_unsolved_ticket_is_found_and_never_cited(copilot: Copilot) -> None:
    question = "Waarom piept de router de hele nacht?"
    assert copilot.search(LOCAL_ASKER, question).hits[0].document.id == "desk:T-2"
    answer = copilot.answer(LOCAL_ASKER, Question(question))
    assert answer.refusal is not None
    assert answer.refusal.nearest[0].document.id == "desk:T-2"


@pytest.mark.parametrize(
    ("question", "reason", "text"),
    [
        ("Wat is de hoofdstad van Mongolië?", "nothing_relevant", "Hierover staat niets in de bronnen."),
        ("What is the capital of Mongolia?", "nothing_relevant", "The sources hold nothing about this."),
        (
            "Kunnen gorilla's, olifanten, giraffes, bevers en nijlpaarden hun contract vandaag fluitend meenemen?",
            "fact_missing",
            "De bronnen gaan wel over dit onderwerp, maar het antwoord staat er niet in.",
        ),
    ],
)
def test_a_refusal_says_why_in_the_language_of_the_question(
    copilot: Copilot, question: str, reason: str, text: str
) -> None:
    answer = copilot.answer(LOCAL_ASKER, Question(question))
    assert answer.status == "refused"
    assert answer.refusal is not None
    assert (answer.refusal.reason, answer.refusal.text) == (reason, text)
    assert 1 <= len(answer.refusal.nearest) <= 3
    assert not answer.safe_to_send
    assert answer.text == ""


def test_the_language_may_be_asked_for(copilot: Copilot) -> None:
    answer = copilot.answer(LOCAL_ASKER, Question("Wat is de hoofdstad van Mongolië?", language="en"))
    assert answer.refusal is not None
    assert answer.refusal.text == "The sources hold nothing about this."


@pytest.mark.parametrize("question", QUESTIONS)
def test_events_come_in_order_and_agree_with_the_answer(copilot: Copilot, question: str) -> None:
    events = list(copilot.ask(LOCAL_ASKER, Question(question)))
    assert isinstance(events[0], Found)
    assert isinstance(events[-1], Finished)
    said = [event for event in events[1:-1] if isinstance(event, Said)]
    assert len(said) == len(events) - 2
    answer = events[-1].answer
    assert tuple(event.sentence for event in said) == answer.sentences, "a refusal never follows a sentence"
    assert all(answer.citations[c.n - 1] == c for event in said for c in event.citations)


def test_a_follow_up_is_understood_from_the_conversation(copilot: Copilot) -> None:
    earlier = (Turn("customer", "Ik wil mijn contract opzeggen."), Turn("agent", "Dat kan via de website."))
    alone = copilot.answer(LOCAL_ASKER, Question("En wat kost dat?"))
    assert alone.status == "refused"
    together = copilot.answer(LOCAL_ASKER, Question("En wat kost dat?", earlier))
    assert together.citations[0].document.id == "desk:opzeggen"


def test_a_follow_up_may_be_answered_with_an_address(opened: Callable[..., Copilot]) -> None:
    text = "Stuur foto's van schade aan de gehuurde bakfiets naar schade@fietsenhuis.example."
    copilot = opened([{**NEW, "id": "schade", "title": "Schade aan een gehuurde bakfiets", "text": text}, *DOCUMENTS])
    talk = (Turn("customer", "Ik heb foto's van schade aan de gehuurde bakfiets."), Turn("agent", "Dank u wel."))
    answer = copilot.answer(LOCAL_ASKER, Question("Waar moeten die naartoe?", talk))
    assert "schade@fietsenhuis.example" in answer.text, "what is asked about stands in the conversation"


def test_for_a_customer_only_public_documents_exist(copilot: Copilot) -> None:
    for text in QUESTIONS:
        events = list(copilot.ask(LOCAL_ASKER, Question(text, audience_for="customer")))
        assert isinstance(events[0], Found)
        assert isinstance(events[-1], Finished)
        assert all("public" in hit.document.audience for hit in events[0].result.hits)
        answer = events[-1].answer
        assert all("public" in c.document.audience for c in answer.citations)
        assert answer.safe_to_send == (answer.status == "answered")
        assert not answer.warnings


def test_an_asker_without_public_gets_nothing_for_a_customer(copilot: Copilot) -> None:
    billing = Asker("b", frozenset({"agent", "admin"}), frozenset({"billing"}))
    question = Question("Wanneer krijg ik mijn waarborgsom terug?", audience_for="customer")
    found, finished = copilot.ask(billing, question)
    assert isinstance(found, Found)
    assert isinstance(finished, Finished)
    assert found.result.hits == finished.answer.citations == ()
    assert finished.answer.refusal is not None
    assert finished.answer.refusal.reason == "not_permitted"
    nearest = [hit.document.id for hit in finished.answer.refusal.nearest]
    assert nearest[0] == "desk:m1@example.org", "the agent is shown what only he may read"


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("asker", [LOCAL_ASKER, PUBLIC, BILLING, NOBODY], ids=lambda asker: asker.name)
def test_a_refusal_for_a_customer_shows_only_what_the_asker_may_see(
    copilot: Copilot, asker: Asker, question: str
) -> None:
    refusal = copilot.answer(asker, Question(question, audience_for="customer")).refusal
    if refusal:
        assert all(asker.may_see(hit.document.audience) for hit in refusal.nearest)
        assert refusal.reason != "not_permitted" or any("public" not in h.document.audience for h in refusal.nearest)


OLD = {
    "id": "borg-2024",
    "kind": "wiki",
    "title": "Borg voor een bakfiets",
    "language": "nl",
    "audience": ["public"],
    "valid_until": "2026-02-28",
    "text": "De borg voor een bakfiets is 50 euro en wordt contant betaald.",
}
NEW = {
    **OLD,
    "id": "borg-2026",
    "valid_until": "",
    "text": "De borg voor een bakfiets is 75 euro en wordt met een pas betaald.",
}
BESIDE = {
    **OLD,
    "id": "fiets",
    "title": "Fietstassen",
    "valid_until": "",
    "text": "Een bakfiets heeft geen fietstassen.",
}
BORG = Question("Wordt de borg voor een bakfiets contant betaald?")


def test_an_outdated_page_that_is_alone_answers_with_a_warning(opened: Callable[..., Copilot]) -> None:
    answer = opened([OLD, BESIDE], as_of="2026-03-01").answer(LOCAL_ASKER, BORG)
    assert answer.citations[0].document.external_id == "borg-2024", "what is beside the point is no successor"
    assert [(w.code, w.text) for w in answer.warnings] == [("outdated", "Deze bron gold tot 2026-02-28.")]


def test_a_page_is_valid_on_its_last_day(opened: Callable[..., Copilot]) -> None:
    assert opened([OLD], as_of="2026-02-28").answer(LOCAL_ASKER, BORG).warnings == ()


def test_an_outdated_page_yields_to_its_like(opened: Callable[..., Copilot]) -> None:
    pages = [OLD, NEW, BESIDE, *DOCUMENTS]
    before = opened(pages, as_of="2026-02-01").answer(LOCAL_ASKER, BORG)
    assert before.citations[0].document.external_id == "borg-2024", "the older one is nearer to the question"
    after = opened(pages, as_of="2026-03-01").answer(LOCAL_ASKER, BORG)
    assert after.citations[0].document.external_id == "borg-2026"
    [conflict] = after.conflicts
    assert [after.citations[side.citation - 1].document.external_id for side in conflict.sides] == [
        "borg-2026",
        "borg-2024",
    ]
    assert conflict.proposed == 0
    assert [(w.code, w.citation) for w in after.warnings] == [("outdated", conflict.sides[1].citation)]
    assert {n for sentence in after.sentences for n in sentence.citations} == {1}, "no sentence leans on it"


def test_a_replaced_page_yields_to_its_successor(opened: Callable[..., Copilot]) -> None:
    successor = {**NEW, "supersedes": "borg-2024"}
    answer = opened([{**OLD, "valid_until": ""}, successor, BESIDE]).answer(LOCAL_ASKER, BORG)
    assert answer.citations[0].document.external_id == "borg-2026"


@pytest.mark.parametrize("valid_until", ["20260228T120000", "2026-W09-6", "2026-02-28T23:59:59+01:00"])
def test_every_iso_date_counts(opened: Callable[..., Copilot], valid_until: str) -> None:
    answer = opened([{**OLD, "valid_until": valid_until}], as_of="2026-03-02").answer(LOCAL_ASKER, BORG)
    assert [w.code for w in answer.warnings] == ["outdated"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("", "is empty"), (" \n\t ", "is empty"), ("a" * 20_000, "20000 characters"), ("half \ud83d", "surrogate")],
)
def test_what_is_no_question_is_refused_with_a_cure(copilot: Copilot, text: str, found: str) -> None:
    with pytest.raises(RequestError, match=found) as asked:
        copilot.answer(LOCAL_ASKER, Question(text))
    with pytest.raises(RequestError, match=found):
        copilot.search(LOCAL_ASKER, text)
    assert asked.value.fix
    assert asked.value.status == 422


@pytest.mark.parametrize("k", [0, -1, 101])
def test_k_has_bounds(copilot: Copilot, k: int) -> None:
    with pytest.raises(RequestError, match=f"k is {k}, expected 1 to 100"):
        copilot.search(LOCAL_ASKER, "contract", k)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), {"opzeggen", "reset", "T-1", "T-2", "m1@example.org", "balie/1"}),
        (Filters(kind=("ticket",)), {"T-1", "T-2"}),
        (Filters(kind=("ticket", "chat")), {"T-1", "T-2", "balie/1"}),
        (Filters(language=("en",)), {"reset"}),
        (Filters(source=("elders",)), set()),
        (Filters(updated_after="2026-06-01"), {"T-1", "T-2"}),
        (Filters(updated_before="2025-12-31"), {"m1@example.org"}),
        (Filters(kind=("wiki",), updated_after="2026-05-02T08:00:00Z"), {"reset"}),
    ],
)
def test_filters_restrict_what_exists(copilot: Copilot, filters: Filters, expected: set[str]) -> None:
    hits = copilot.search(LOCAL_ASKER, "contract modem factuur router waarborgsom sleutel", 100, filters).hits
    assert {hit.document.external_id for hit in hits} == expected
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_filter_that_is_no_date_is_named(copilot: Copilot) -> None:
    with pytest.raises(RequestError, match="updated_after is 'gisteren'"):
        copilot.search(LOCAL_ASKER, "contract", 10, Filters(updated_after="gisteren"))


def test_search_gives_all_that_is_visible_up_to_k(copilot: Copilot) -> None:
    assert len(copilot.search(PUBLIC, "zomaar iets", 100).hits) == len(copilot.search(PUBLIC, "modem", 100).hits)
    assert len(copilot.search(LOCAL_ASKER, "modem", 1).hits) == 1


def test_an_answer_keeps_the_snapshot_it_began_with(published: Callable[..., Settings]) -> None:
    copilot = Copilot.open(published())
    events = copilot.ask(LOCAL_ASKER, Question("Hoe reset ik de modem met de reset button?"))
    first = next(events)
    assert isinstance(first, Found)
    published([{**DOCUMENTS[1], "text": "Throw the modem away."}])
    assert copilot.refresh()
    assert not copilot.refresh(), "the second look finds nothing new"
    finished = list(events)[-1]
    assert isinstance(finished, Finished)
    assert "ten seconds" in finished.answer.text
    assert finished.answer.provenance["snapshot"] == first.result.snapshot == "gen-000001"
    again = copilot.answer(LOCAL_ASKER, Question("Hoe reset ik de modem met de reset button?"))
    assert "Throw the modem away." in again.text
    assert again.provenance["snapshot"] == "gen-000002"


def test_another_embedder_is_refused_with_the_command(published: Callable[..., Settings]) -> None:
    config = published()
    other = config.embedder.model_copy(update={"dimension": 64})
    with pytest.raises(EmbedderMismatchError, match="made with embedder 'hashing'") as refused:
        Copilot.open(config.model_copy(update={"embedder": other}))
    assert "python -m ingest sync" in refused.value.fix


def test_without_a_snapshot_the_command_is_named(desk: Callable[..., Settings]) -> None:
    with pytest.raises(NoSnapshotError, match="nothing has been ingested") as refused:
        Copilot.open(desk())
    assert "python -m ingest sync" in refused.value.fix
