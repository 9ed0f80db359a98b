"""Finds what lawyers, mail gateways and mailing lists put around a mail, in any of the common languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.cleaners._closings import paragraphs
from ingest.cleaners._phrases import any_of, begins_with, words_of

_MAX_NOTICES = 12
"""Paragraphs at the end of a mail in which a notice is looked for."""
_LONGEST = 6_000

_SECRET = words_of(
    """
    vertrouwelijk | uitsluitend | per vergissing | abusievelijk | openbaarmaking | confidential | privileged |
    solely | in error | by mistake | unauthorised | unauthorized | strictly prohibited | vertraulich | irrtümlich
    | ausschließlich | unbefugt | confidentiel | par erreur | exclusivement | confidencial | exclusivamente | por
    error | por engano | riservat | esclusivamente | per errore | konfidentiel | fortrolig | konfidensiell | av
    misstag | luottamuksellinen | poufn | omyłkow | důvěrn | dôvern | bizalmas | confidențial | gizli |
    конфиденциальн
    """
)
_ADDRESSEE = words_of(
    """
    geadresseerde | bestemd | ontvang | intended | recipient | addressee | empfänger | bestimmt | adressat |
    destinat | destiné | mottag | modtag | adressered | adresat | vastaanottaj | címzett | alıcı | adresát |
    получател | dirigido | dirigida | use of the individual | use of the person | use of the entity
    """
)
_MESSAGE = re.compile(
    any_of(
        r"""
        mail|bericht|message|nachricht|courriel|mensaje|mensagem|messaggio|correo|meddelande|meddelelse|melding|viesti
        wiadomość|zpráv|správ|üzenet|mesaj|ileti|сообщени|communication|transmission|information
        """
    ),
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"[*_ ]{0,3}"
    + any_of(
        r"""
        disclaimer|proclaimer|confidentiality(?: notice)?|legal notice|aviso legal|avviso di riservatezza
        privileged(?: (?:and|&) confidential)?(?: notice)?|vertraulichkeitshinweis|haftungsausschluss
        avis de confidentialité
        """
    )
    + r"[*_ ]{0,3}(?:[:.–-]|$)",
    re.IGNORECASE,
)
_LIST_FOOTER = re.compile(r"[_-]{2,}\s*")
_LIST = begins_with(
    r"""
    [^\n]{0,160}(?:mailing list|mailinglijst|mailingliste|liste de diffusion|mailman|listinfo|google ?groups)
    [^\n]{0,160}(?:discussion list|unsubscribe|@lists?\.)
    you received this (?:message|email|mail) because you are subscribed
    """
)


def disclaimers(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """[start, end) of what calls a mail confidential and names whom it is meant for, to its paragraph's end."""
    for start, end in list(paragraphs(lines))[-_MAX_NOTICES:]:
        if _HEADED.match(lines[start][:80]) and (end - start > 1 or len(lines[start]) > 60):
            yield start, end
        elif _is_secret(lines[start:end]):
            first = next((at for at in range(start, end) if _MESSAGE.search(lines[at][:1_000])), end)
            if first < end and _is_secret(lines[first:end]):
                yield first, end


def _is_secret(lines: Sequence[str]) -> bool:
    notice = " ".join(lines)[:_LONGEST].lower()
    return len(notice) >= 80 and any(word in notice for word in _SECRET) and any(word in notice for word in _ADDRESSEE)


def list_footer(lines: Sequence[str], first: int) -> int | None:
    """The line, from `first` on, at which the footer of a mailing list begins."""
    for at in range(first, len(lines)):
        if lines[at].lstrip().startswith(("_", "-")) and _LIST_FOOTER.fullmatch(lines[at].strip()):
            below = [line for line in lines[at + 1 : at + 40] if line.strip()]
            if below and len(below) <= 8 and any(_LIST.match(line[:200]) for line in below[:2]):
                return at
    return None
