"""Tells a reply that only closes a ticket (thanks, courtesy, automatic close, survey, merge) from one that solves it.

Phrases in English, Dutch, German, French and Spanish. What is left of a reply without its greeting, its sign-off and
these phrases must say something; otherwise it is no resolution.
"""

# ruff: noqa: E501  (a phrase is read best on one line)

from __future__ import annotations

import re

_LONGEST = 1500
"""Characters: a longer text says something."""
_LONGEST_SENTENCE = 250
_WORDS_LEFT = 1
"""Words beside the phrases that a closing reply may hold, for a name."""

_TICKET = r"(?:ticket|case|request|issue|call|melding|verzoek|zaak|incident|vraag|aanvraag|anfrage|vorgang|demande|caso|solicitud)"
_MERGED = re.compile(
    r"\b(?:merged (?:\w+ ){0,2}(?:into|with)|samengevoegd (?:\w+ ){0,2}(?:met|in)|zusammengef[uü]hrt|fusionn[ée]e? (?:avec|dans)"
    r"|duplicate of|dubbel van|fusionad[ao] con)\b.{0,80}?(?:#|\d|\bthis\b|\bdit\b|\bdeze\b)",
    re.I,
)
_PHRASES = [
    # English
    r"you(?:'| a)?re (?:very |most |more than )?welcome|my pleasure|our pleasure|no (?:problem|worries)|anytime",
    r"(?:i am|i'm|we are|we're)? ?(?:so |very )?(?:glad|happy|pleased|great|good|nice) (?:to (?:hear|read|help|know)|it|that|we|i)\b[^,]{0,80}",
    r"(?:many )?thank(?:s| you)(?: (?:very|so) much| again)?(?: for [^,]{0,60})?",
    r"(?:have|enjoy) (?:a |your )?(?:nice|great|good|lovely|wonderful)? ?(?:day|weekend|evening|one|holidays?)\b[^,]{0,20}",
    r"(?:(?:i|we)(?:'ll| will|'m| am|'re| are|'ve| have)? (?:now |going to |therefore )*)?clos(?:e|ed|ing)(?: (?:\w+ )?" + _TICKET + r"\b[^,]{0,60}| (?:this|it)\b[^,]{0,40}| for now)?",
    r"(?:(?:i|we)(?:'ll| will|'m| am|'re| are|'ve| have)? )?(?:mark|set)(?:ed|ing|ting)? [^,]{0,40}\b(?:as|to) (?:closed|resolved|solved|done|pending)\b[^,]{0,40}",
    r"(?:this|your|the) " + _TICKET + r" (?:is|has been|was|will be|can be) [^,]{0,60}\b(?:closed?|resolved|solved|archived)\b[^,]{0,60}",
    r"(?:please )?(?:feel free to|(?:do not|don't) hesitate to|let (?:us|me) know if|just reply|simply reply|reopen)\b[^,]{0,100}",
    r"(?:should|if) (?:you|there)\b[^,]{0,60}\b(?:questions?|anything|further|help|assistance|come back|reopen)\b[^,]{0,60}",
    r"(?:as |since |because )?(?:we|i) (?:have(?: not|n't)|did(?: not|n't)) (?:heard?|received?|gotten|get)\b[^,]{0,80}",
    r"(?:there has been |due to )?no (?:response|reply|answer|activity)\b[^,]{0,60}|(?:was |is )?auto(?:matically|-)? ?closed[^,]{0,60}",
    r"(?:we have|we've|i have) received your (?:request|ticket|e-?mail|message|question)\b[^,]{0,80}",
    r"your request (?:\([^)]{0,20}\) )?(?:has been|was) (?:received|updated)\b[^,]{0,80}|to add additional comments\b[^,]{0,60}",
    # Dutch
    r"(?:heel )?graag gedaan|geen (?:dank|probleem|moeite)|tot uw dienst|tot je dienst",
    r"(?:wat )?(?:fijn|goed|mooi|leuk|prettig|super|top)(?: om)?(?: te (?:horen|lezen)| dat| zo)\b[^,]{0,80}",
    r"(?:hartelijk |alvast )?(?:bedankt|dank)(?: (?:u|je))?(?: ?wel)?(?: voor [^,]{0,60})?",
    r"(?:(?:nog )?een )?(?:prettige?|fijne?|goede?n?)(?: \w+)? (?:dag|weekend|avond|middag|week|feestdagen|vakantie)\b[^,]{0,30}",
    r"(?:ik|wij|we) (?:(?:zal|zullen|ga|gaan) )?(?:(?:hierbij|dan|nu|daarom|deze|dit|het|de) )*(?:sluit|sluiten) (?:\w+ ){0,3}" + _TICKET + r"\b[^,]{0,60}",
    r"(?:(?:dan|daarom|hierbij|dus) )*(?:sluit|sluiten) (?:ik|wij|we)\b[^,]{0,60}|(?:ik|wij|we) (?:zet|zetten) [^,]{0,40}\bop (?:gesloten|opgelost|afgehandeld)\b[^,]{0,30}",
    r"(?:dit|deze|het|de|uw|je|jouw) " + _TICKET + r" (?:is|wordt|werd|kan|zal) [^,]{0,50}\b(?:gesloten|afgesloten|afgehandeld|sluiten|dicht)\b[^,]{0,50}",
    r"(?:mocht(?:en)? |als |indien |heeft |heb )(?:u|je|er)\b[^,]{0,60}\b(?:vragen|vraag|opmerkingen|hulp|iets)\b[^,]{0,60}|laat het (?:ons|me|mij|gerust|dan)\b[^,]{0,80}",
    r"(?:dan )?(?:hoor|horen) (?:ik|we|wij) het (?:graag|wel)|neem (?:dan )?(?:gerust )?contact\b[^,]{0,60}",
    r"(?:omdat |aangezien |daar )?(?:we|wij|ik) (?:hebben |heb )?(?:nog )?(?:niets|geen (?:reactie|antwoord|bericht))\b[^,]{0,80}",
    r"(?:we|wij|ik) (?:hebben|heb) (?:uw|je|jouw) (?:bericht|verzoek|melding|vraag|mail|e-mail|aanvraag) (?:in goede orde )?ontvangen\b[^,]{0,60}",
    r"(?:uw|je|jouw) (?:bericht|verzoek|melding|vraag|mail|aanvraag) is (?:in goede orde )?ontvangen\b[^,]{0,60}",
    # German
    r"(?:sehr )?gerne?(?: geschehen)?|keine ursache|kein problem|freut (?:mich|uns)\b[^,]{0,80}|(?:sehr )?sch[oö]n,? (?:dass|zu)\b[^,]{0,60}",
    r"(?:vielen |herzlichen |besten )?dank(?:e)?(?: (?:f[uü]r|dass) [^,]{0,60})?|(?:einen )?sch[oö]ne[nsr]? (?:tag|abend|wochenende|woche)\b[^,]{0,20}",
    r"(?:ich|wir) (?:werde[n]? |m[oö]chte[n]? )?schlie(?:ß|ss)e[n]?\b[^,]{0,60}|(?:das|dieses|ihr|die|diese|der|dieser) " + _TICKET + r" (?:wurde|wird|ist) [^,]{0,40}geschlossen",
    r"(?:bei|f[uü]r) (?:weitere[n]? )?(?:fragen|r[uü]ckfragen)\b[^,]{0,80}|(?:melden sie sich|melde dich)\b[^,]{0,60}|sollten sie\b[^,]{0,100}",
    # French
    r"de rien|avec plaisir|je vous en prie|il n'y a pas de quoi|(?:ravie?|heureux|heureuse|content) (?:de|que|d')\b[^,]{0,60}",
    r"(?:un grand )?merci(?: (?:beaucoup|bien))?(?: (?:pour|de|d'|à) ?[^,]{0,60})?|(?:passez une |je vous souhaite une )?(?:bonne|excellente) (?:journ[ée]e|soir[ée]e|fin)\b[^,]{0,30}",
    r"(?:je|nous) (?:vais |allons )?(?:cl[oô]tur|ferm|cl[oô]|clos)\w{0,6}\b[^,]{0,60}|(?:ce|cette|votre|la|le) " + _TICKET + r" (?:est|a [ée]t[ée]|sera) [^,]{0,30}(?:clos|cl[oô]tur|ferm)\w{0,3}",
    r"n'h[ée]sitez pas\b[^,]{0,80}|si vous (?:avez|rencontrez)\b[^,]{0,80}",
    # Spanish
    r"de nada|con gusto|(?:muchas )?gracias(?: por [^,]{0,60})?|(?:procedemos a )?cerr(?:amos|ar|ado)\b[^,]{0,60}|no dude en\b[^,]{0,60}|que tenga\b[^,]{0,40}",
]  # fmt: skip
_PHRASE = re.compile(r"(?<!\w)(?:" + "|".join(f"(?:{phrase})" for phrase in _PHRASES) + r")(?!\w)", re.I)
_SURVEY = re.compile(
    r"\b(?:rate (?:our|the|your|us|this)|satisfaction survey|short survey|take (?:a|the|our) survey|how did we do|how would you rate|(?:love|like) to (?:hear|know) what you think|hoe (?:beoordeelt?|tevreden|waardeert)|klanttevredenheid|tevredenheidsonderzoek|enqu[eê]te|wie zufrieden|kundenzufriedenheit|umfrage|bewerten sie|enqu[eê]te de satisfaction|[ée]valuez)\b",
    re.I,
)
"""In a sentence that asks what the customer thinks of the service."""
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|hoi|hallo|beste|geachte|goede(?:morgen|middag|navond|ndag)|dag|guten (?:tag|morgen)|liebe[rs]?"
    r"|sehr geehrte[rs]?|bonjour|ch[eè]re?|hola|estimad[oa])\b[^\n]{0,60}",
    re.I,
)
_SIGN_OFF = re.compile(
    r"(?:--|__)|(?:met )?(?:vriendelijke|hartelijke|fijne) groet(?:en)?|groet(?:en|jes)?\b|mvg\b|"
    r"(?:kind |best |warm )?regards|cheers|sincerely|yours|best\b,?$|(?:mit )?(?:freundlichen|besten|viele|liebe) gr[uü](?:ß|ss)e[n]?|mfg\b|"
    r"cordialement|bien [aà] vous|saludos|sent from|verzonden vanaf",
    re.I,
)


def is_closing(text: str) -> bool:
    """Whether a staff reply holds nothing but courtesy, an automatic close, a survey, a receipt or a merge note."""
    if len(text) > _LONGEST:
        return False
    if _MERGED.search(text[:300]):
        return True
    matched, left = False, 0
    for number, line in enumerate(_own_lines(text)):
        if number < 2 and _GREETING.fullmatch(line) and (line.endswith(",") or len(line.split()) <= 5):
            continue
        for sentence in re.split(r"[.!?;:]+(?:\s|$)", line):
            if _SURVEY.search(sentence):
                matched = True
                continue
            rest, count = _PHRASE.subn(" ", sentence) if len(sentence) < _LONGEST_SENTENCE else (sentence, 0)
            matched = matched or count > 0
            left += len(re.findall(r"\w+", re.sub(r"https?://\S+", "", rest)))
            if left > _WORDS_LEFT:
                return False
    return matched


def _own_lines(text: str) -> list[str]:
    """The lines above the sign-off that are not quoted."""
    lines: list[str] = []
    for line in (line.strip() for line in text.split("\n")):
        if _SIGN_OFF.match(line) and len(line) < 60:
            break
        if line and not line.startswith(">"):
            lines.append(line)
    return lines
