"""`signatures`: removes what closes a mail and is no knowledge.

Removed from messages of kind "mail": everything below "-- "; a sign-off, or the author's own name, with the short lines
below it (function, telephone); "Sent from my iPhone" and its kin; footers of mailing lists; confidentiality notices. In
Dutch, English, German and French, and the commonest sign-offs of the Scandinavian languages and Polish. A postscript
below a sign-off is kept, and so is a message that would have nothing left.
"""

from __future__ import annotations

import re
from dataclasses import replace

from copilot.core.registry import Options as BaseOptions
from copilot.core.types import Document

_MAX_LINES = 12
"""Non-blank lines below a delimiter or a sign-off; more is no signature."""
_MAX_WIDTH = 70
_MAX_NOTICES = 6
"""Paragraphs at the end of a mail in which a notice is looked for."""
_REACH = 60
"""Lines from the end in which a closing may begin: keeps a long mail linear."""

_DELIMITER = re.compile(r"(?:--|—|__|- -)\s*")
_LIST_FOOTER = re.compile(r"_{20,}\s*")
_SIGN_OFF = re.compile(
    r"(?:(?:met )?(?:een )?(?:vriendelijke|hartelijke|warme|beste|zonnige|vriendelijk)\s?groet(?:en|jes)?"
    r"|(?:lieve |veel )?groet(?:en|jes)?|gr|mvg|m\.v\.g|hoogachtend|(?:alvast )?bedankt|dank(?: je)? ?wel"
    r"|(?:with )?(?:kind(?:est)?|best|warm(?:est)?) ?(?:regards|wishes)|regards|best|cheers"
    r"|yours (?:sincerely|faithfully)"
    r"|sincerely(?: yours)?|(?:many )?thanks(?: again| in advance)?|thank you"
    r"|mit (?:freundlichen|freundlichem|besten|herzlichen) gr(?:ü|ue)(?:ß|ss)(?:en)?"
    r"|(?:viele|beste|liebe|herzliche|freundliche) gr(?:ü|ue)(?:ß|ss)e|mfg|lg|hochachtungsvoll"
    r"|(?:bien )?cordialement|bien à vous|sincères salutations|meilleures salutations|salutations(?: distinguées)?"
    r"|med vänlig(?:a)? hälsning(?:ar)?|vänliga hälsningar|med venlig hilsen|vennlig hilsen|mvh|kh|hilsen"
    r"|pozdrawiam|z powa(?:ż|z)aniem)"
    r"\s?[,.!]?(?:\s(?-i:[A-ZÀ-Þ])[\w.'’-]{0,20}){0,4}",
    re.IGNORECASE,
)
_SIGNED_SHORT = re.compile(r"[-–/]\s?[^\W\d_][\w.]{0,20}(?: [^\W\d_][\w.]{0,20}){0,2}")
_DEVICE = re.compile(
    r"(?:sent (?:from|via|with) (?:my|the|an?|outlook|mail|yahoo|samsung|gmail|proton)"
    r"|(?:verzonden|verstuurd|gestuurd) (?:vanaf|via|met|van) (?:mijn|een|outlook|mail|yahoo|samsung|ipad|iphone)"
    r"|get outlook for |outlook voor |download(?:en)? outlook"
    r"|von meine[mr] |gesendet (?:von|mit|über) |envoyé (?:de|depuis|à partir) (?:de )?(?:mon|ma|outlook|yahoo)?"
    r"|skickat från min|sendt fra min|enviado desde mi)\b[^,;?]{0,60}",
    re.IGNORECASE,
)
_DEVICE_WORDS = re.compile(
    r"phone|ipad|ipod|android|galaxy|mobiel|mobile|mobil\b|blackberry|samsung|huawei|tablet|outlook|mail|telefo|handset"
    r"|device|toestel|smartphone|pixel|nexus|windows|handy|palm|verizon|t-mobile",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"vertrouwelijk|uitsluitend|per vergissing|abusievelijk|confidential|privileged|solely|in error"
    r"|vertraulich|irrtümlich|ausschließlich|confidentiel|par erreur|exclusivement",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(
    r"geadresseerde|bestemd|onbedoeld|intended|recipient|addressee|empfänger|bestimmt|adressat|destinataire|destiné",
    re.IGNORECASE,
)
_MESSAGE = re.compile(r"e-?mail|bericht|message|nachricht|courriel|mail", re.IGNORECASE)
_POSTSCRIPT = re.compile(r"p\.?\s?s\.?\s?[:.]?\s", re.IGNORECASE)


class Options(BaseOptions):
    """No options."""


class SignaturesCleaner:
    def clean(self, document: Document) -> Document:
        if document.kind != "mail":
            return document
        return replace(
            document,
            parts=tuple(
                replace(part, text=without_signature(part.text, part.author)) if part.role == "message" else part
                for part in document.parts
            ),
        )


def build(options: Options) -> SignaturesCleaner:  # noqa: ARG001 - every cleaner is built from its options
    return SignaturesCleaner()


def without_signature(text: str, author: str = "") -> str:
    """The message without its closing; unchanged when nothing else would be left. author: "Name <address>"."""
    name = re.split(r"[<(|]", author, maxsplit=1)[0].strip().casefold()
    lines = _without_notices(text).split("\n")
    lines = _without_list_footer(lines)
    lines = _without_delimited(lines)
    lines = _without_device(lines)
    lines = _without_sign_off(lines, name)
    cleaned = "\n".join(lines).rstrip("\n \t").strip("\n")
    return cleaned if cleaned.strip() else text


def _without_notices(text: str) -> str:
    """Drops, near the end, what calls the mail confidential and names whom it is meant for, to the paragraph's end."""
    paragraphs = text.split("\n\n")
    for at in range(max(0, len(paragraphs) - _MAX_NOTICES), len(paragraphs)):
        lines = paragraphs[at].split("\n")
        for start, line in enumerate(lines):
            if _MESSAGE.search(line):
                notice = " ".join(lines[start:])
                if len(notice) >= 80 and _SECRET.search(notice) and _ADDRESSEE.search(notice):
                    paragraphs[at] = "\n".join(lines[:start])
                break
    return "\n\n".join(paragraphs)


def _without_list_footer(lines: list[str]) -> list[str]:
    for at, line in _last(lines):
        below = [other for other in lines[at + 1 :] if other.strip()]
        if _LIST_FOOTER.fullmatch(line) and below and len(below) <= 6 and "mailing list" in below[0].lower():
            return lines[:at]
    return lines


def _without_delimited(lines: list[str]) -> list[str]:
    for at, line in _last(lines):
        if _DELIMITER.fullmatch(line) and at and _is_closing(lines[at + 1 :]):
            return lines[:at]
    return lines


def _without_device(lines: list[str]) -> list[str]:
    return [
        line
        for line in lines
        if not (_DEVICE.fullmatch(bare := line.strip(" *_.<>")) and len(bare) <= 80 and _DEVICE_WORDS.search(bare))
    ]


def _without_sign_off(lines: list[str], name: str) -> list[str]:
    """Cuts at the last sign-off that only short lines follow; a postscript stays."""
    for at, line in reversed(_last(lines)):
        if not at:
            break
        bare = line.strip()
        below = lines[at + 1 :]
        is_name = bool(name) and bare.casefold() == name and not lines[at - 1].strip()
        if is_name or _SIGN_OFF.fullmatch(bare):
            postscript = next((n for n, line in enumerate(below) if _POSTSCRIPT.match(line.strip())), len(below))
            if _is_closing(below[:postscript]):
                above = _without_sign_off(lines[:at], "") if is_name else lines[:at]
                return [*above, *below[postscript:]]
        if _SIGNED_SHORT.fullmatch(bare) and not lines[at - 1].strip() and not any(line.strip() for line in below):
            return lines[:at]
    return lines


def _last(lines: list[str]) -> list[tuple[int, str]]:
    """(position, line) of the lines where a closing may begin."""
    start = max(0, len(lines) - _REACH)
    return list(enumerate(lines[start:], start))


def _is_closing(lines: list[str]) -> bool:
    """Whether these lines can be a signature: few, short, no question."""
    filled = [line.strip() for line in lines if line.strip()]
    return len(filled) <= _MAX_LINES and not any(len(line) > _MAX_WIDTH or line.endswith("?") for line in filled)
