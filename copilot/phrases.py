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
    "not_permitted": {
        "nl": "Alleen interne bronnen gaan hierover; die mogen niet in een antwoord aan een klant.",
        "en": "Only internal sources cover this; they may not be used in a reply to a customer.",
    },
    "model_failed": {
        "nl": "Het taalmodel gaf geen antwoord; dit zijn letterlijke passages uit de bronnen.",
        "en": "The language model did not answer; these are literal passages from the sources.",
    },
    "model_stopped": {
        "nl": "Het taalmodel stopte halverwege en kan onvolledig zijn; wat erop volgt staat letterlijk in de bronnen.",
        "en": "The language model stopped half-way and may be incomplete; what follows is quoted from the sources.",
    },
    "model_unsupported": {
        "nl": "Wat het taalmodel schreef, staat niet zo in de bronnen; dit zijn letterlijke passages uit de bronnen.",
        "en": "The sources do not support what the language model wrote; these are literal passages from the sources.",
    },
    "model_not_found": {
        "nl": "Het taalmodel vond geen antwoord; deze passages uit de bronnen komen het dichtst bij de vraag.",
        "en": "The language model found no answer; these passages from the sources come nearest to the question.",
    },
    "superseded": {
        "nl": "Deze bron is vervangen door een nieuwere.",
        "en": "This source has been replaced by a newer one.",
    },
    "outdated": {
        "nl": "Deze bron gold tot {date}.",
        "en": "This source was valid until {date}.",
    },
    "old": {
        "nl": "Deze bron is sinds {date} niet bijgewerkt.",
        "en": "This source has not been updated since {date}.",
    },
    "personal_data": {
        "nl": "Hierin staan persoonsgegevens ({kinds}); haal ze weg voor dit naar een klant gaat.",
        "en": "This holds personal data ({kinds}); take it out before this goes to a customer.",
    },
    "E-MAIL": {"nl": "e-mailadres", "en": "e-mail address"},
    "IBAN": {"nl": "IBAN", "en": "IBAN"},
    "BSN": {"nl": "BSN", "en": "citizen number"},
    "KAART": {"nl": "betaalkaart", "en": "payment card"},
    "TELEFOON": {"nl": "telefoonnummer", "en": "telephone number"},
    "ADRES": {"nl": "adres", "en": "address"},
    "KENTEKEN": {"nl": "kenteken", "en": "licence plate"},
    "KLANTNUMMER": {"nl": "klantnummer", "en": "customer number"},
    "NAAM": {"nl": "naam", "en": "name"},
    "internal": {
        "nl": "Interne bron: niet letterlijk naar een klant sturen.",
        "en": "Internal source: do not send it to a customer as it is.",
    },
}


def say(phrase: str, language: str, **values: str) -> str:
    """The phrase in Dutch for "nl", in English for any other language."""
    return _PHRASES[phrase]["nl" if language == "nl" else "en"].format(**values)


def is_ours(text: str) -> bool:
    """Whether the text is one of these sentences, such as a refusal that a later question comes with."""
    return text.strip() in _SAID


_SAID = frozenset(said for phrase in _PHRASES.values() for said in phrase.values())
