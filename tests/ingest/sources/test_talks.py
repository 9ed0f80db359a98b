"""Untangling a channel into its talks."""

from __future__ import annotations

import math
import random
import time

import pytest

from ingest.chat.talk_features import FEATURES, NEAR, weighed
from ingest.chat.talks import WEIGHTS, Message, cut, with_earlier

HOUR = 3600.0


def stream(*lines: tuple[float, str, str]) -> list[Message]:
    """Messages of (minutes, author, text); everybody is called by their id with a capital."""
    return [Message(minutes * 60, author, text, name=author.title()) for minutes, author, text in lines]


def test_two_questions_at_once_are_kept_apart() -> None:
    messages = stream(
        (0, "noor", "Hallo, weet iemand hoe ik mijn abonnement opzeg?"),
        (1, "timo", "Hoi, waarom krijg ik geen factuur van maart?"),
        (2, "balie", "@noor dat kan onder Mijn gegevens"),
        (3, "balie", "@timo de factuur staat in je mailbox bij ongewenste mail"),
        (4, "noor", "@balie bedankt, het abonnement is weg"),
        (5, "timo", "@balie gevonden, de factuur zat er inderdaad"),
    )
    assert cut(messages) == [0, 1, 0, 1, 0, 1]


def test_a_talk_goes_on_while_people_answer_each_other() -> None:
    messages = stream(
        (0, "noor", "The printer says error 42"),
        (2, "timo", "did you restart it?"),
        (3, "noor", "yes, twice"),
        (9, "ilse", "it is the toner"),
        (10, "noor", "thanks!"),
    )
    assert len(set(cut(messages))) == 1


def test_a_greeting_of_somebody_new_after_a_while_begins_a_talk() -> None:
    before = [(0.0, "noor", "De poort staat open"), (1.0, "timo", "Dicht gedaan"), (2.0, "noor", "Top")]
    assert cut(stream(*before, (20, "ilse", "Goedemorgen, wie heeft de sleutel?")))[-1] == 1
    assert cut(stream(*before, (3, "ilse", "mooi")))[-1] == 0


def test_what_is_addressed_to_someone_goes_to_their_talk() -> None:
    before = [(0.0, "noor", "De poort staat open"), (20.0, "timo", "Hallo, waar is de ladder?")]
    for text in ("@noor ik loop er heen", "Noor: ik loop er heen", "noor, ik loop er heen"):
        assert cut(stream(*before, (21, "ilse", text)))[-1] == 0
    assert cut([*stream(*before), Message(21 * 60, "ilse", "ik loop er heen", frozenset({"noor"}))])[-1] == 0


def test_nobody_comes_back_to_a_talk_of_days_ago() -> None:
    messages = stream((0, "noor", "klaar"), (1, "timo", "mooi"), (2, "ilse", "ja"), (3 * 24 * 60, "noor", "klaar"))
    assert cut(messages) == [0, 0, 0, 1]


def test_between_two_people_only_a_long_silence_ends_a_talk() -> None:
    messages = stream(
        (0, "noor", "Hoi, is mijn fiets al klaar?"),
        (180, "balie", "Hallo, morgen om tien uur"),
        (181, "noor", "Bedankt"),
        (181 + 9 * 60, "noor", "Hallo, ik ben er"),
    )
    assert cut(messages) == [0, 0, 0, 1]


def test_nothing_said_gives_no_talks() -> None:
    assert cut([]) == []
    assert cut([Message(0, "noor", "")]) == [0]


@pytest.mark.parametrize("text", ["```" * 200_000, "?" * 1_000_000, "@a." * 300_000, "woord " * 200_000])
def test_hostile_text_costs_no_more_than_honest_text(text: str) -> None:
    started = time.perf_counter()
    assert cut([Message(float(n), f"u{n}", text) for n in range(3)])[0] == 0
    assert time.perf_counter() - started < 0.5


def test_a_busy_channel_costs_the_same_for_every_message() -> None:
    chance = random.Random(3)
    said = [Message(float(n // 50), f"u{chance.randrange(40)}", f"woord{chance.randrange(99)}") for n in range(4000)]
    started = time.perf_counter()
    first = cut(said)
    # 2,000 messages a second is what reading must reach; nothing here may come near that.
    assert time.perf_counter() - started < 2
    assert cut(said) == first


def test_a_sum_is_that_of_its_weighed_features() -> None:
    chance = random.Random(7)
    words = ["hallo", "iemand", "bedankt", "ketting?", "@u1", "rekening", "u2:", "poort"]
    said = [
        Message(float(n * chance.choice([1, 60, 900])), f"u{chance.randrange(5)}", " ".join(chance.sample(words, 3)))
        for n in range(200)
    ]
    alone = [[float(at == one) for at in range(len(FEATURES))] for one in range(len(FEATURES))]
    for now, earlier in with_earlier(sorted(said, key=lambda message: message.seconds)):
        found = list(zip(*(weighed(now, earlier, one) for one in alone), strict=True))
        assert list(weighed(now, earlier, WEIGHTS)) == pytest.approx(
            [sum(w * value for w, value in zip(WEIGHTS, row, strict=True)) for row in found]
        )
        for (always, since, long_ago, same, *_), other in zip(found, earlier, strict=True):
            between = now.seconds - other.seconds
            assert (always, same) == (1, now.author == other.author)
            assert (since, long_ago) == (pytest.approx(math.log1p(min(between, NEAR))), between >= NEAR)
