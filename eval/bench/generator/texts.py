"""Invented support documents: each a function of the seed and its number alone, whatever the size of the corpus.

Words follow Zipf's law: the word of rank r comes 1/r times as often as the first, over half a million ranks, so that
the vocabulary grows with the corpus as that of real text does (Heaps). A document has one topic, whose words, product
and codes its sections lean on, each in its own wording.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from copilot.core.snapshot import DocumentRecord
from copilot.core.types import Chunk, Document, Kind, Part
from eval.bench.generator.words import DUTCH, ENGLISH, GAPS, SYLLABLES, Language, Word

SOURCES: dict[Kind, str] = {"ticket": "desk", "mail": "mailbox", "wiki": "helpcentre", "chat": "chat"}
"""Kind -> the source that documents of that kind come from."""
SHARES = (1, 2, 10, 50, 100)
"""Percent of the documents that an asker with the audience share-1, share-2 … sees."""

_RANKS = 500_000
_DUTCH_SHARE = 0.7
_OF_TOPIC, _RARE = 0.5, 0.2
"""Share of the nouns that belong to the topic, and share that are compounds or names beyond the plain words."""
_GAP = re.compile(r"\{([A-Z])\}")
_PROBLEM = 150
"""Characters of a ticket's problem that its resolution carries, about as many as `ingest` gives it."""
_FIRST_DAY, _DAYS = datetime(2021, 1, 4, 9, tzinfo=UTC), 2000

Words = Mapping[str, Sequence[Word]]
"""Kind of word (N, V, A, M, C) -> what there is of it: of a topic, or what a section has used."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document, which becomes one chunk."""

    heading: str
    text: str
    used: Words


class Texts:
    """Documents, topics and questions of one seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._topic = lru_cache(maxsize=None)(self._make_topic)

    def record(self, number: int, topic: int, sections: int) -> DocumentRecord:
        """Document `number` as `ingest` would hand it over, one chunk a section."""
        chance, (language, _) = self._chance("document", number), self._topic(topic)
        kind = chance.choice(tuple(SOURCES))
        made = self.sections(number, topic, sections)
        percent = chance.random() * 100
        document = Document(
            source=SOURCES[kind],
            external_id=f"{number:07d}",
            kind=kind,
            title=self._line(language.titles, topic, chance),
            parts=tuple(
                Part(role, section.text, heading=section.heading if kind == "wiki" else "")
                for role, section in zip(_roles(kind, sections), made, strict=True)
            ),
            uri=f"https://{SOURCES[kind]}.example/{number}",
            language=language.code,
            updated_at=(_FIRST_DAY + timedelta(minutes=chance.randrange(_DAYS * 24 * 60))).isoformat(),
            audience=tuple(f"share-{share}" for share in SHARES if percent < share),
            resolved=chance.random() < 0.9 if kind == "ticket" else None,
        )
        checksum = hashlib.blake2b(document.text.encode(), digest_size=16).hexdigest()
        return DocumentRecord(
            document=document,
            item=f"{SOURCES[kind]}.jsonl",
            revision=checksum,
            chunks=tuple(_chunks(document)),
            origin=checksum,
            content=checksum,
            first_seen=_FIRST_DAY.isoformat(),
        )

    def sections(self, number: int, topic: int, count: int) -> list[Section]:
        """The sections of document `number`."""
        chance = self._chance("sections", number)
        return [self._section(topic, chance) for _ in range(count)]

    def passages(self, topic: int, count: int) -> list[str]:
        """Passages on a topic that stand in no document: its vectors are made from them."""
        chance, (language, _) = self._chance("passages", topic), self._topic(topic)
        return [
            f"{self._line(language.titles, topic, chance)}\n{self._section(topic, chance).text}" for _ in range(count)
        ]

    def question(self, number: int, topic: int, section: Section) -> str:
        """A short question about what one section of document `number` says, in a customer's wording."""
        chance, (language, words) = self._chance("question", number), self._topic(topic)
        return _said(
            chance.choice(language.questions), chance, lambda kind: chance.choice(section.used.get(kind) or words[kind])
        )

    def _section(self, topic: int, chance: random.Random) -> Section:
        language, words = self._topic(topic)
        used: dict[str, list[Word]] = defaultdict(list)

        def draw(kind: str) -> Word:
            word = _word(kind, language, words, chance)
            used[kind].append(word)
            return word

        statements = chance.sample(language.statements, chance.randint(6, 8))
        text = " ".join([_capital(_said(statement, chance, draw)) for statement in statements])
        return Section(self._line(language.headings, topic, chance), text, used)

    def _line(self, forms: Sequence[str], topic: int, chance: random.Random) -> str:
        """A title or heading, in the topic's own words."""
        words = self._topic(topic)[1]
        return _capital(_said(chance.choice(forms), chance, lambda kind: chance.choice(words[kind])))

    def _make_topic(self, number: int) -> tuple[Language, Words]:
        chance = self._chance("topic", number)
        language = DUTCH if chance.random() < _DUTCH_SHARE else ENGLISH
        return language, {
            "N": [*chance.sample(language.nouns, 3), *(_rare(language, chance) for _ in range(3))],
            "V": chance.sample(language.verbs, 3),
            "A": chance.sample(language.adjectives, 3),
            "M": [(f"{_name(_zipf(_RANKS, chance))} {chance.randrange(100, 1000)}",)],
            "C": [_code(chance) for _ in range(3)],
        }

    def _chance(self, what: str, number: int) -> random.Random:
        return random.Random(f"{self._seed} {what} {number}")  # noqa: S311 - nothing secret


def _said(sentence: str, chance: random.Random, draw: Callable[[str], Word]) -> str:
    """A sentence with its gaps filled."""

    def fill(gap: re.Match[str]) -> str:
        mark = gap.group(1)
        if mark == "X":
            return str(chance.randint(2, 90))
        if mark == "O":
            return str(chance.randrange(1_000_000, 10_000_000))
        kind, form = GAPS[mark]
        return draw(kind)[form]

    return _GAP.sub(fill, sentence)


def _word(kind: str, language: Language, topic: Words, chance: random.Random) -> Word:
    """A word of the topic, or any other of its language."""
    luck = chance.random()
    if luck < _OF_TOPIC or kind == "M":
        return chance.choice(topic[kind])
    if kind == "C":
        return _code(chance)
    if kind == "N" and luck < _OF_TOPIC + _RARE:
        return _rare(language, chance)
    plain = {"N": language.nouns, "V": language.verbs, "A": language.adjectives}[kind]
    return plain[_zipf(len(plain), chance) - 1]


def _zipf(ranks: int, chance: random.Random) -> int:
    """A rank from 1 to `ranks`, drawn with a probability that falls as 1/rank."""
    return int(ranks ** chance.random())


def _rare(language: Language, chance: random.Random) -> Word:
    """One of half a million nouns: a compound where the language makes them, else a product's part."""
    rank = _zipf(_RANKS, chance)
    singular, plural = language.nouns[rank % len(language.nouns)]
    if language.joins and rank % 2:
        before = "".join(
            language.nouns[place][0] for place in _digits(rank // len(language.nouns), len(language.nouns))
        )
        return f"{before}{singular}", f"{before}{plural}"
    return f"{_name(rank)} {singular}", f"{_name(rank)} {plural}"


def _name(rank: int) -> str:
    """A name of four syllables, another one for each rank."""
    scattered = rank * 1_000_003 % len(SYLLABLES) ** 4
    return "".join(SYLLABLES[place] for place in _digits(scattered, len(SYLLABLES), 4)).capitalize()


def _digits(number: int, base: int, least: int = 1) -> Iterator[int]:
    while number or least > 0:
        number, digit = divmod(number, base)
        least -= 1
        yield digit


def _code(chance: random.Random) -> Word:
    """An error code such as E17, SL-204 or AX4031."""
    letters = chance.choice(("E", "F", "SL-", "AX", "ERR-", "K"))
    return (f"{letters}{_zipf(9999, chance)}",)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _roles(kind: Kind, count: int) -> list[str]:
    if kind != "ticket":
        return ["section" if kind == "wiki" else "message"] * count
    return ["problem", *["attempt"] * (count - 2), "resolution"][:count]


def _chunks(document: Document) -> Iterator[Chunk]:
    """One chunk a part."""
    for part, (start, end) in zip(document.parts, document.spans, strict=True):
        lines = [document.title, part.heading]
        if part.role == "resolution":
            lines.append(document.parts[0].text[:_PROBLEM])
        context = "\n".join(line for line in lines if line)
        yield Chunk(document.id, start, end, part.text, part.role, part.heading, context, document.language)
