"""Sentences by which a source instructs the program that reads it ("ignore all previous instructions"), nl and en.

Found by what such sentences have to say: that earlier orders no longer hold, that there are new ones, that the
program is to be somebody else, to show what it was told, or how it must write its answers. What they ask beyond that
(a poem, a translation) looks like any other sentence, and does no harm in an answer that has to be supported.
"""

from __future__ import annotations

import re

_UNDO = (
    r"(?:negeer|vergeet|omzeil|overschrijf|doorbreek"
    r"|ignore|forget|disregard|override|bypass|circumvent|supersedes?)"
)
_ORDERS = (
    r"(?:[\w-]*(?:instructies?|instructions?|richtlijnen|guidelines|directives|beperkingen|restrictions|safeguards"
    r"|opdracht(?:en)?|policies|policy|rules|regels|prompts?|context))"
)
_WHOSE = (
    r"(?:your|all|any|previous|prior|earlier|above|preceding|original"
    r"|je|jouw|jullie|uw|alle|vorige|eerdere|voorgaande|bovenstaande|oorspronkelijke)"
)
_GIVEN = r"(?:given|told|before|above|gekregen|gezegd|verteld|hierboven|hiervoor)"
_SHOW = r"(?:toon|geef|herhaal|onthul|vertel|print|output|show|reveal|repeat|display|tell)"
_ANSWER = r"(?:answers?|repl(?:y|ies)|responses?|antwoord(?:en)?|reacties?)"
_EVERY = r"(?:your|every|each|all|je|jouw|elk|elke|ieder|iedere|al)"
_WRITE = (
    r"(?:add|append|include|insert|integrate|embed|attach|enhance|modify|rewrite|render|pepper|sprinkle|promote"
    r"|suggest|recommend|mention|voeg|zet|plaats|verwerk|vermeld|herschrijf|noem|raad)"
)
_PROGRAM = r"(?:ai|ki|llm|chatbot|language model|taalmodel)"


def _near(*words: str, apart: int = 40) -> str:
    """The words in this order within one sentence."""
    # A point inside an address ends no sentence.
    return rf"(?:[^.!?\n]|[.!?](?=\w)){{0,{apart}}}".join(rf"\b{word}\b" for word in words)


_PLANTED = re.compile(
    "|".join(
        (
            # Earlier orders no longer hold.
            _near(_UNDO, _WHOSE, _ORDERS),
            _near(_UNDO, _ORDERS, "(?:you|je|u)", _GIVEN, apart=20),
            _near(_UNDO, "(?:everything|anything|alles)", _GIVEN, apart=20),
            _near("(?:previous|prior|vorige|eerdere)", _ORDERS, "(?:irrelevant|void|invalid|ongeldig|vervallen)"),
            # There are new ones.
            _near("(?:your|jouw|je|uw)", "(?:new|nieuwe|primary|only)", f"(?:{_ORDERS}|task|taak|role|rol)", apart=5),
            _near("(?:follow|volg)", "(?:hidden|verborgen|my|mijn)", f"(?:{_ORDERS}|commands?|commando'?s|bevelen)"),
            # Be somebody else.
            _near("(?:developer|debug|jailbreak|ontwikkelaars?)", "(?:mode|modus)", apart=1),
            r"\bontwikkelaars?modus\b",
            _near(
                "(?:act as|pretend|you are now|je bent nu|doe alsof)",
                f"(?:{_PROGRAM}|assistant|assistent|bot|unrestricted|{_ORDERS})",
            ),
            # Show what you were told.
            _near(_SHOW, r"(?:(?:system|systeem)[- ]?(?:prompt|instruct\w+|message|bericht)|context window)"),
            _near(_SHOW, r"before (?:this conversation|the user message)", apart=60),
            # How to write answers; and who is spoken to.
            _near("(?:end|begin|start|finish|close|eindig|sluit|besluit)", _EVERY, _ANSWER, apart=3),
            _near(_WRITE, _EVERY, _ANSWER, apart=90),
            _near("(?:in|within|throughout|at the end of|aan het eind van)", _EVERY, _ANSWER, _WRITE, apart=10),
            _near("(?:answer|reply|respond|antwoord)", "(?:only|alleen|uitsluitend)", "(?:with|met)", apart=5),
            rf"\b(?:for|to|voor|aan)\s+(?:all |any |the |alle |de )?{_PROGRAM}\b(?:[- ]?\w+)?\s*:",
            rf"(?:^|[.!?\n]\s*){_PROGRAM}\b(?:[- ](?:assistants?|assistent(?:en)?|agents?))?\s*:",
        )
    ),
    re.IGNORECASE,
)


def is_planted(text: str) -> bool:
    """Whether a sentence of the text instructs the program that reads it."""
    return bool(_PLANTED.search(text))
