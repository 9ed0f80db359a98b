"""Copies, edits and look-alikes of generated texts: the set on which the grouping of duplicates is measured."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from copilot.core.types import Kind
from eval.bench._duplicate_texts import Text, draw

_SYNONYMS = {
    "nl": "meestal/doorgaans daarna/vervolgens meteen/direct controleer/check kost/bedraagt krijgt/ontvangt "
    "noteer/schrijf ingepland/gepland plaats/zet vervangt/verwisselt stuurt/zendt toeslag/meerprijs "
    "ongeveer/circa uiterlijk/ten_laatste behandeld/verwerkt tijdelijk/voorlopig aanvraag/verzoek",
    "en": "mostly/usually check/verify costs/amounts_to get/receive choose/select dispatched/shipped charged/billed "
    "replaces/swaps sends/mails supplement/surcharge about/roughly handled/processed request/application keep/store",
}
_NOTES = {
    "nl": (
        "Hoi, zie hieronder wat er op de site staat.", "Ter info voor de late dienst.",
        "Kun jij dit aan de klant doorgeven? Dank alvast.", "Dit is de tekst waar Femke om vroeg, graag verspreiden.",
    ),
    "en": (
        "Hi, please see below.", "FYI, this came up at the desk today.",
        "Could you pass this on to the customer? Thanks a lot.", "Here is the page that the trainer mentioned.",
    ),
}  # fmt: skip
_OPENINGS = {"nl": ("Beste klant,", "Geachte heer De Wit,", "Hallo,"), "en": ("Dear customer,", "Hi Joan,", "Hello,")}
_ENDINGS = {
    "nl": ("Met vriendelijke groet,\nTeam Service", "Heeft u nog vragen? Neem gerust contact op.", "Groeten\nTijs"),
    "en": ("Kind regards,\nThe service team", "Any questions? Feel free to contact us.", "Cheers,\nTom"),
}  # fmt: skip
_ATTRIBUTIONS = {
    "nl": ("Op ma 2 mrt 2026 om 09:41 schreef Ilse Kok <ilse@voorbeeld.nl>:", "Ilse Kok schreef op 02-03-2026 9:41:"),
    "en": ("On Mon, 2 Mar 2026 at 09:41, Iris Cole <iris@example.com> wrote:", "Iris Cole wrote:"),
}
_FORWARDS = {
    "nl": "-----Oorspronkelijk bericht-----\nVan: Ilse Kok\nVerzonden: maandag 2 maart 2026 09:41\nAan: Balie\n"
    "Onderwerp: tekst\n",
    "en": "---------- Forwarded message ---------\nFrom: Iris Cole <iris@example.com>\nDate: Mon, 2 Mar 2026 09:41\n"
    "Subject: text\nTo: Desk\n",
}


@dataclass(frozen=True, slots=True)
class Made:
    """A document of the set: `content` is equal for those with the same content, `origin` for those of one text."""

    id: str
    how: str
    origin: int
    content: str
    kind: Kind
    title: str
    text: str


def made(seed: int, family: str, count: int = 2000) -> list[Made]:
    """`count` documents: originals, and of each none to four copies, edits or look-alikes."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    found: list[Made] = []
    seen: set[Text] = set()
    for origin in range(count):
        text = draw(chance, family)
        if text in seen:
            continue
        seen.add(text)
        kind: Kind = chance.choice(("wiki", "wiki", "ticket", "mail"))
        found.append(
            Made(f"s:{origin}", "original", origin, str(origin), kind, text.title(), " ".join(text.sentences()))
        )
        for how in chance.sample(sorted(SAME), chance.choice((0, 1, 1, 2, 2))):
            copied: Kind = "mail" if how in ("quoted", "forwarded") else kind
            name = f"s:{origin}-{how}"
            found.append(Made(name, how, origin, str(origin), copied, text.title(), SAME[how](text, chance)))
        for how in chance.sample(sorted(OTHER), chance.choice((0, 1, 1, 2))):
            other = OTHER[how](text, chance)
            if other is not None:
                title, body = other
                found.append(Made(f"s:{origin}-{how}", how, origin, f"{origin}-{how}", kind, title, body))
        if len(found) >= count:
            break
    chance.shuffle(found)
    return found[:count]


def _typos(text: Text, chance: random.Random) -> str:
    """One typo in about 25 words, at least one: letters that changed places, were left out or doubled."""
    words = " ".join(text.sentences()).split()
    long = [i for i, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    for i in chance.sample(long, min(len(long), max(1, len(words) // 25))):
        at = chance.randrange(1, len(words[i]) - 2)
        word = words[i]
        words[i] = chance.choice(
            (
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[: at + 1] + word[at:],
            )
        )
    return " ".join(words)


def _punctuation(text: Text, chance: random.Random) -> str:
    return " ".join(text.sentences()).replace(", ", chance.choice((" - ", "; ", " "))).replace(". ", "! ")


def _order(text: Text, chance: random.Random) -> str:
    """Two neighbouring sentences change places, or one is turned at its comma."""
    sentences = text.sentences()
    at = chance.randrange(len(sentences) - 1)
    sentences[at : at + 2] = sentences[at + 1], sentences[at]
    return " ".join(sentences)


def _synonym(text: Text, chance: random.Random) -> str:
    words = " ".join(text.sentences()).split(" ")
    pairs = dict(pair.split("/") for pair in _SYNONYMS[text.language].split())
    known = [i for i, word in enumerate(words) if word.lower() in pairs]
    for i in chance.sample(known, min(2, len(known))):
        words[i] = pairs[words[i].lower()].replace("_", " ")
    return " ".join(words)


def _reflowed(text: Text, chance: random.Random) -> str:
    return textwrap.fill(" ".join(text.sentences()), chance.choice((38, 60, 72)))


def _quoted(text: Text, chance: random.Random) -> str:
    lines = textwrap.wrap(" ".join(text.sentences()), 70)
    note, who = chance.choice(_NOTES[text.language]), chance.choice(_ATTRIBUTIONS[text.language])
    return f"{note}\n\n{who}\n" + "\n".join(f"> {line}" for line in lines)


def _forwarded(text: Text, chance: random.Random) -> str:
    note = chance.choice(_NOTES[text.language])
    return f"{note}\n\n{_FORWARDS[text.language]}\n" + "\n".join(text.sentences())


def _marked_up(text: Text, _: random.Random) -> str:
    return "\n".join(f"{n}. {sentence}" for n, sentence in enumerate(text.sentences(), 1))


SAME: dict[str, Callable[[Text, random.Random], str]] = {
    "copy": lambda text, _: " ".join(text.sentences()),
    "case": lambda text, chance: (str.upper if chance.random() < 0.5 else str.lower)(" ".join(text.sentences())),
    "reflowed": _reflowed,
    "punctuation": _punctuation,
    "list": _marked_up,
    "typos": _typos,
    "order": _order,
    "synonym": _synonym,
    "greeting": lambda text, c: f"{c.choice(_OPENINGS[text.language])}\n\n{' '.join(text.sentences())}",
    "closing": lambda text, c: f"{' '.join(text.sentences())}\n\n{c.choice(_ENDINGS[text.language])}",
    "quoted": _quoted,
    "forwarded": _forwarded,
}
"""Ways to say the same."""


def _changed(text: Text, other: Text) -> tuple[str, str] | None:
    body = " ".join(other.sentences())
    return None if body == " ".join(text.sentences()) else (other.title(), body)


def _negated(text: Text, _: random.Random) -> tuple[str, str] | None:
    body = " ".join(text.sentences())
    for word in (" niet ", " geen ", " nooit ") if text.language == "nl" else (" not ", " never ", " no "):
        if word in body:
            return text.title(), body.replace(word, " ", 1)
    return None


def _longer(text: Text, chance: random.Random) -> tuple[str, str] | None:
    """A text that contains the whole other as a part, or says two things more."""
    more = draw(chance, text.family)
    known = {number for number, _ in text.statements}
    statements = tuple(s for s in more.statements if s[0] not in known)[: chance.choice((2, 9))]
    both = Text(text.family, text.subject, text.statements + statements, text.language)
    return _changed(text, both) if len(statements) > 1 else None


OTHER: dict[str, Callable[[Text, random.Random], tuple[str, str] | None]] = {
    "translation": lambda text, _: _changed(text, text.translated()),
    "one fact": lambda text, chance: _changed(text, text.with_other_facts(chance, 1)),
    "facts": lambda text, chance: _changed(text, text.with_other_facts(chance, 4)),
    "subject": lambda text, chance: _changed(text, text.with_other_subject(chance)),
    "negation": _negated,
    "longer": _longer,
}
"""Ways to look alike and say something else."""
