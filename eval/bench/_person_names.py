"""python -m eval.bench._person_names: names in headers, salutations and signatures, and what only looks like one.

Invented messages, filled from templates by a seed. Every name has its span; a look-alike is a document without any.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from copilot.core.types import Document, Kind, Part
from eval.bench import _person_name_templates as templates
from eval.bench._person_name_lists import GIVEN_EN, GIVEN_NL, SURNAMES_EN, SURNAMES_NL
from eval.bench.pd_cases import TITLE, Case, author_of, place
from ingest.cleaners._given_names import GIVEN
from ingest.cleaners._name_folding import folded
from ingest.cleaners._names import Names

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


def cases(seed: int, which: str = "first") -> list[Case]:
    """Documents with names, 7 per template, and look-alikes. which: the set of templates, see `templates.SETS`."""
    rng = random.Random(seed)  # noqa: S311
    with_names, without = templates.SETS[which]
    made = [_made(rng, template, number) for number in range(7) for template in with_names]
    for number in range(max(1, -(-500 // _count(without)))):
        for template, words in without:
            made += [_without(template.replace("{}", word), number) for word in words]
    return made


def _count(without: Iterable[tuple[str, Sequence[str]]]) -> int:
    return sum(len(words) for _, words in without)


def _made(rng: random.Random, template: templates.Template, number: int) -> Case:
    dutch = template.language == "nl"
    given, surnames = (GIVEN_NL, SURNAMES_NL) if dutch else (GIVEN_EN, SURNAMES_EN)
    firsts, lasts = rng.sample(given, 3), rng.sample(surnames, 3)
    persons = dict(zip("abs", map(_Person, firsts, lasts), strict=True))
    parts: list[Part] = []
    spans: list[tuple[int, int, int]] = []
    title, found = _filled(template.title, persons)
    spans += [(TITLE, start, end) for start, end in found]
    for position, (author, text) in enumerate(template.parts):
        author, found = _filled(author, persons)
        spans += [(author_of(position), start, end) for start, end in found]
        text, found = _filled(text, persons)
        spans += [(position, start, end) for start, end in found]
        parts.append(Part("message", text, author))
    name = f"{template.language}-{number}"
    document = Document("bench", name, template.kind, title, tuple(parts), language=template.language)
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


def measured(made: Sequence[Case]) -> dict[str, object]:
    """Recall over the spans; false alarms as a share of the look-alikes, and those beside true spans in number."""
    spans = hit = unknown = unknown_hit = beside = alarms = looks = 0
    missed: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for case in made:
        names = Names(case.document, OWN)
        found: dict[int, list[tuple[int, int]]] = {}
        for index in (TITLE, *range(len(case.document.parts)), *map(author_of, range(len(case.document.parts)))):
            where: Literal["title", "text", "author"] = (
                "title" if index == TITLE else "text" if index >= 0 else "author"
            )
            found[index] = [(s, e) for s, e, _ in names.find(place(case.document, index), where)]
        for index, start, end in case.spans:
            text = place(case.document, index)
            is_found = any(s <= start and end <= e for s, e in found[index])
            is_new = folded(text[start:end]).replace(".", " ").split()[0] not in GIVEN
            spans, hit = spans + 1, hit + is_found
            unknown, unknown_hit = unknown + is_new, unknown_hit + (is_found and is_new)
            if not is_found:
                missed[_shown(text, start, end)] += 1
        extra = [
            _shown(place(case.document, index), s, e)
            for index, places in found.items()
            for s, e in places
            if not any(i == index and s < end and start < e for i, start, end in case.spans)
        ]
        wrong.update(extra)
        if not case.spans:
            looks, alarms = looks + 1, alarms + bool(extra)
        beside += len(extra) if case.spans else 0
    return {
        "spans": spans,
        "recall": round(hit / spans, 4),
        "spans of unlisted names": unknown,
        "recall of unlisted names": round(unknown_hit / max(1, unknown), 4),
        "look-alikes": looks,
        "false alarms": round(alarms / looks, 4),
        "false alarms beside names": beside,
        "missed": missed.most_common(60),
        "wrong": wrong.most_common(60),
    }


def _shown(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 25) : start]}<{text[start:end]}>{text[end : end + 15]}".replace("\n", "/")


def main() -> int:
    """Exit 1 below a recall of 0.90 or above 1 % of false alarms."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--set", choices=sorted(templates.SETS), default="first")
    options = parser.parse_args()
    report = measured(cases(options.seed, options.set))
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return int(float(str(report["recall"])) < 0.9 or float(str(report["false alarms"])) > 0.01)


if __name__ == "__main__":
    raise SystemExit(main())
