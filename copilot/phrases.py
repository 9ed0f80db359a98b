"""The sentences that Balie itself says to an agent, in Dutch and English."""

from __future__ import annotations

_PHRASES = {
    "nothing_relevant": {
        "nl": "Hierover staat niets in de bronnen.",
        "en": "The sources hold nothing about this.",
    },
    "fact_missing": {
        "nl": "De bronnen gaan wel over dit onderwerp, maar het antwoord staat er niet in.",
        "en": "The sources touch on this subject but do not hold the answer.",
    },
    "model_failed": {
        "nl": "Het taalmodel gaf geen antwoord; dit zijn letterlijke passages uit de bronnen.",
        "en": "The language model did not answer; these are literal passages from the sources.",
    },
    "model_stopped": {
        "nl": "Het taalmodel stopte halverwege en kan onvolledig zijn; wat erop volgt staat letterlijk in de bronnen.",
        "en": "The language model stopped half-way and may be incomplete; what follows is quoted from the sources.",
    },
    "superseded": {
        "nl": "Deze bron is vervangen door een nieuwere.",
        "en": "This source has been replaced by a newer one.",
    },
    "outdated": {
        "nl": "Deze bron gold tot {date}.",
        "en": "This source was valid until {date}.",
    },
    "internal": {
        "nl": "Interne bron: niet letterlijk naar een klant sturen.",
        "en": "Internal source: do not send it to a customer as it is.",
    },
}


def say(phrase: str, language: str, **values: str) -> str:
    """The phrase in Dutch for "nl", in English for any other language."""
    return _PHRASES[phrase]["nl" if language == "nl" else "en"].format(**values)
