"""The made cases of identifiers and look-alikes: invented values in sentences of mails, chats and tickets.

The rules were developed on these sentences, so what they give now says little. They came in three sets, worded anew
each time the rules stood; the second and third gave at their first measure, before anything was mended by them:
second: BSN 99.3 %, ADRES 98.2 %, KENTEKEN 91.1 %, the other kinds 100 %; false alarms 1.17 %.
third: BSN 66.4 %, ADRES 98.9 %, the other kinds 100 %; false alarms 0.15 %.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from copilot.core.types import KINDS, Document, Part
from eval.bench._pd_look_alikes import LookAlikes
from eval.bench._pd_made_look_alike_texts import LOOK_ALIKES
from eval.bench._pd_made_texts import ANYWHERE, CLOSINGS, DASHED_PLATES, FILLERS, GREETINGS
from eval.bench._pd_values import Values
from eval.bench.pd_cases import TITLE, Case

_KINDS = tuple(kind for kind in KINDS if kind != "wiki")


def cases(seed: int, each: int = 280) -> list[Case]:
    """`each` cases of every kind of identifier, one span each, and half as many of every look-alike."""
    rng = random.Random(f"{seed} made")  # noqa: S311 - nothing secret
    return [*_identifiers(rng, each), *_look_alikes(rng, (each + 1) // 2)]


def _identifiers(rng: random.Random, each: int) -> Iterator[Case]:
    values = Values(rng)
    draw = {
        "E-MAIL": values.email, "IBAN": values.iban, "BSN": values.bsn, "KAART": values.card, "TELEFOON": values.phone,
        "ADRES": values.address, "KLANTNUMMER": values.customer,
    }  # fmt: skip
    for kind, templates in ANYWHERE.items():
        for _ in range(each):
            if kind == "KENTEKEN":
                is_loose = rng.random() < 0.5
                value = values.loose_plate() if is_loose else values.plate()
                template = rng.choice(templates if is_loose else (*templates, *DASHED_PLATES))
            else:
                value, template = draw[kind](), rng.choice(templates)
            yield _case(rng, kind, template, value)


def _look_alikes(rng: random.Random, each: int) -> Iterator[Case]:
    values = LookAlikes(rng)
    ways = values.ways()
    for kind, templates in LOOK_ALIKES.items():
        for _ in range(each):
            case = _case(rng, kind, rng.choice(templates), ways[kind]())
            yield Case(kind, case.document, ())


def _case(rng: random.Random, kind: str, template: str, value: str) -> Case:
    """The sentence in a message, or in two; some in lower case or with a letter missing, some in the title."""
    *asked, said = template.split("||")
    before, after = said.split("{x}")
    before, after = _typed(rng, before), _typed(rng, after)
    doc_kind = rng.choice(_KINDS)
    if not asked and "\n" not in value and rng.random() < 0.1:
        text, title = "Zie onderwerp.", f"{before}{value}{after}"
        part, start = TITLE, len(before)
    else:
        opening = "" if asked else rng.choice(GREETINGS) + rng.choice(FILLERS)
        text = f"{opening}{before}{value}{after}" + ("" if asked else rng.choice(CLOSINGS))
        title = rng.choice(("Vraag", "Storing", "Re: mijn aanvraag", "Question about my bill", "#48213", ""))
        part, start = len(asked), len(opening) + len(before)
    parts = (*(Part("message", question, "Balie") for question in asked), Part("message", text, "Klant"))
    document = Document("bench", "1", doc_kind, title, parts, language="nl")
    return Case(kind, document, ((part, start, start + len(value)),))


def _typed(rng: random.Random, text: str) -> str:
    """As hurried people type: one in five in lower case, one in ten with a letter left out of a long word."""
    if rng.random() < 0.2:
        text = text.lower()
    words = text.split(" ")
    if rng.random() < 0.1 and (long := [place for place, word in enumerate(words) if len(word) > 7 and word.isalpha()]):
        place = rng.choice(long)
        # The head of a word is what people get right.
        gone = rng.randrange(5, len(words[place]))
        words[place] = words[place][:gone] + words[place][gone + 1 :]
    return " ".join(words)
