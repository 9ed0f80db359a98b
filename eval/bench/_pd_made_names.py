"""The made cases of names: in headers, salutations and signatures, and what only looks like one.

Invented messages, filled from templates by a seed. The rules were developed on them. The templates came in four sets;
the later ones gave at their first measure, before anything was mended by them: second: recall 0.891 and 2.0 % false
alarms; third: 0.907 and 6.9 %; fourth: 0.930 and 5.7 %.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import cast

from copilot.core.types import Document, Kind, Part
from eval.bench._pd_made_name_look_alikes import WITHOUT
from eval.bench._pd_made_names_en import EN
from eval.bench._pd_made_names_nl import NL
from eval.bench._pd_name_lists import GIVEN_EN, GIVEN_NL, SURNAMES_EN, SURNAMES_NL
from eval.bench.pd_cases import TITLE, Case, author_of
from ingest.cleaners._name_folding import folded

OWN = ("wadlicht.example",)
"""The company's own mail domains in these cases."""

_SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?(?::(\w))?\}")


@dataclass(frozen=True)
class _Person:
    given: str
    surname: str

    def way(self, called: str) -> str:
        """One way to write the name, such as "turned": "Vries, Jan de"."""
        capital = self.surname[:1].upper() + self.surname[1:] if self.surname[:1].isalpha() else self.surname
        particles = re.match(r"(?:[a-z'’]+ )*", self.surname)
        before = particles[0].strip() if particles else ""
        core = self.surname[len(before) :].strip()
        initials = "".join(f"{part[0]}." for part in re.split("-", self.given))
        return {
            "full": f"{self.given} {self.surname}",
            "given": self.given,
            "last": capital,
            "initials": f"{initials} {self.surname}",
            "turned": f"{self.surname}, {self.given}",
            "far": f"{core}, {self.given} {before}".strip(),
            "upper": f"{self.given} {self.surname}".upper(),
            "uppergiven": self.given.upper(),
            "lower": self.given.lower(),
            "lowerfull": f"{self.given} {self.surname}".lower(),
            "handle": re.sub(r"[^a-z.]", "", folded(f"{self.given}.{self.surname}")),
        }[called]

    @property
    def mail(self) -> str:
        return re.sub(r"[^a-z]", "", folded(self.given))[:3] + re.sub(r"[^a-z]", "", folded(self.surname))[-5:]


def cases(seed: int, each: int = 4) -> list[Case]:
    """Documents with names, so many per template, and one for each look-alike."""
    rng = random.Random(seed)  # noqa: S311
    made = [
        _made(rng, language, template, number)
        for number in range(each)
        for language, templates in (("nl", NL), ("en", EN))
        for template in templates
    ]
    alike = [template.replace("{}", word) for template, words in WITHOUT.items() for word in words.split("|")]
    return made + [_without(text, number) for number, text in enumerate(alike)]


def _made(rng: random.Random, language: str, template: str, number: int) -> Case:
    given, surnames = (GIVEN_NL, SURNAMES_NL) if language == "nl" else (GIVEN_EN, SURNAMES_EN)
    persons = dict(zip("abs", map(_Person, rng.sample(given, 3), rng.sample(surnames, 3)), strict=True))
    parts: list[Part] = []
    spans: list[tuple[int, int, int]] = []

    def written(text: str, index: int) -> str:
        text, found = _filled(text, persons)
        spans.extend((index, start, end) for start, end in found)
        return text

    kind, _, template = template.partition(": ")
    title = ""
    if template.startswith("# "):
        title, _, template = template[2:].partition("\n")
        title = written(title, TITLE)
    for position, message in enumerate(template.split("\n||\n")):
        author = ""
        if message.startswith("<<"):
            author, _, message = message[2:].partition(">> ")
        author = written(author, author_of(position))
        parts.append(Part("message", written(message, position), author))
    name = f"{language}-{number}"
    document = Document("bench", name, cast(Kind, kind), title, tuple(parts), language=language)
    return Case("NAAM", document, tuple(spans))


def _filled(template: str, persons: dict[str, _Person]) -> tuple[str, list[tuple[int, int]]]:
    """The text with its names, and where they stand. {s.full} is a colleague, {a.mail} an address: no span."""
    text, spans, position = "", [], 0
    for match in _SLOT.finditer(template):
        text += template[position : match.start()]
        person, called = persons[match[1]], match[2] or "full"
        value = f"{person.mail}@voorbeeld.example" if called == "mail" else person.way(called)
        if called != "mail" and match[1] != "s":
            spans.append((len(text), len(text) + len(value)))
        text += value
        position = match.end()
    return text + template[position:], spans


def _without(text: str, number: int) -> Case:
    author, _, body = text.partition("\n") if text.startswith("@@") else ("", "", text)
    kind: Kind = "chat" if number % 2 else "mail"
    document = Document("bench", f"x-{number}", kind, "", (Part("message", body, author.removeprefix("@@")),))
    return Case("name look-alike", document, ())
