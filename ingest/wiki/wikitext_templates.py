"""What a template of a MediaWiki page becomes, without knowing its definition.

Its arguments are the knowledge: named ones as "key: value", the others as they stand. Templates about the page itself
(maintenance, navigation, layout) are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.wiki.wikitext_pieces import LANGUAGES, LINE_BREAK

_DIALECT = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,8}){0,2}")
_SHOWN_WORDS = {"yes", "no", "ja", "nee", "nein", "oui", "non", "ok", "done", "n/a", "partial", "check", "cross"}
_SIGNS = {
    "!": "|",
    "!!": "||",
    "=": "=",
    "!-": "|-",
    "(!": "{|",
    "!)": "|}",
    "nbsp": " ",
    "spaces": " ",
    "ndash": "–",
} | {
    "mdash": "—",
    "euro": "€",
    "snd": " –",
    "spaced ndash": " –",
    "·": " ·",
    "...": "…",
    "pipe": "|",
}
_OF_THE_PAGE = re.compile(
    r"(?:.{0,20}[- ])?(?:stub|beginnetje|ébauche|cleanup|citation needed|cn|fact|clarify|when|who|which|bron\??|feit|"
    r"beg|wikify|delete|verwijderen|weg|löschen|merge|samenvoegen|update|expand|protected|disputed|unreferenced|refimprove|"
    r"checksense|attention|notoc|toc|toc ?(?:left|right|limit)|clear|clr|-|reflist|references|appendix|"
    r"navbox.{0,40}|navigat.{0,40}|"
    r"portal.{0,20}|commons.{0,20}|sister.{0,20}|wikipedia|interproject|authority control|bots|nobots|coord missing|"
    r"under construction|in use|work in progress|dead link|webarchive|short description|use .{1,20} dates|"
    r"anchor|anker|ancre|defaultsort.{0,5}|shortcut|sneltoets|pp-.{0,20}|rf[a-z]{1,20}|trans-(?:mid|bottom)|.{0,20}-mid|"
    r".{0,20}-bottom|col-(?:begin|end|break|\d)|div col|div col end|end|break|reflist.{0,10}|notelist|good article|"
    r"featured article|etalage|exzellent|lesenswert)",
    re.I,
)
_SEE = re.compile(
    r"(?:main|main article|see|see also|also|further|hoofdartikel|zie|zie ook|zie hoofdartikel|hauptartikel|siehe auch|"
    r"article détaillé|voir aussi|voir)",
    re.I,
)
_ADMONITION = re.compile(
    r"(?:note|notice|tip|hint|info|warning|caution|important|danger|let ?op|waarschuwing|opmerking|belangrijk|pas op|"
    r"hinweis|warnung|achtung|wichtig|attention|avertissement|remarque|astuce)",
    re.I,
)
_LAYOUT_KEY = re.compile(
    r"(?:.{0,20}[ _-])?(?:image|img|logo|photo|foto|bild|afbeelding|file|bestand|datei|fichier|map|kaart|karte|carte|"
    r"icon|width|height|size|breedte|hoogte|grootte|breite|style|stijl|class|colou?r|kleur|farbe|align|uitlijning|bgcolor|"
    r"background|achtergrond|lang|sc|nocat|sort|small|float|clear|state|collapsed?|border|px|nodot|cap|pos|tr|g\d?)\d{0,2}",
    re.I,
)
_MEASURES = {"convert", "cvt", "val", "unit"}
_UPKEEP = {
    "date",
    "datum",
    "reason",
    "reden",
    "grund",
    "fix",
    "section",
    "cat",
    "nocat",
    "small",
    "bot",
    "talk",
    "discuss",
}
_FILE = re.compile(r"[^\n/|]{1,200}\.(?:png|jpe?g|svg|gif|webp|tiff?|ogg|oga|ogv|mp3|mp4|wav|webm)", re.I)
_ECHOED = ("lc:", "uc:", "lcfirst:", "ucfirst:", "formatnum:", "urlencode:", "nowrap:", "#formatdate:", "#dateformat:")


def render(arguments: list[str], prefixes: frozenset[str], templates: Mapping[str, str], *, block: bool) -> str | None:
    """Wikitext to stand in its place; None when there is nothing in it for a reader.

    arguments: its name, then its arguments as written. block: whether it has its lines to itself.
    """
    name = " ".join(arguments[0].replace("_", " ").split())
    lowered = name.lower()
    for word in ("subst:", "safesubst:", "msg:"):
        lowered, name = lowered.removeprefix(word), name[len(word) :] if lowered.startswith(word) else name
    space, colon, rest = name.partition(":")
    if colon and space.strip().casefold() in prefixes:
        name, lowered = rest.strip(), rest.strip().lower()
    if lowered in _SIGNS:
        return _SIGNS[lowered]
    if lowered.startswith("#") or lowered.startswith(_ECHOED):
        return _function(name, arguments)
    if len(arguments) == 1:
        known = templates.get(lowered)
        return known if known is not None else name if lowered in _SHOWN_WORDS else None
    if _OF_THE_PAGE.fullmatch(name[:80]):
        return None
    named, plain = _split(arguments[1:])
    if not plain and named.keys() <= _UPKEEP:
        return None
    if _SEE.fullmatch(lowered[:40]):
        return f"\n{name}: {', '.join(plain)}\n" if plain else None
    plain = _without_languages(plain)
    if lowered in _MEASURES:
        return " ".join(plain[:2]) or None
    told = [f"{key}: {_one_line(value)}" for key, value in named.items() if _tells(key, value)]
    if plain and not block:
        # Beside its text, an inline template's named arguments are mostly settings.
        told = [
            pair
            for key, pair in zip(named, _pairs(named), strict=True)
            if " " in named[key].strip() and _tells(key, named[key])
        ]
    if not plain and not told:
        return None
    if block and told:
        return "\n\n" + LINE_BREAK.join([*told, *(_one_line(text) for text in plain)]) + "\n\n"
    text = "; ".join([", ".join(plain), *told] if plain else told)
    if not any(character.isalnum() or character in "✓✔✗✘€" for character in text):
        return None
    if block and _ADMONITION.fullmatch(lowered[:30]):
        return f"\n\n{name}: {text}\n\n"
    return f"\n{text}\n" if block else text


def _function(name: str, arguments: list[str]) -> str | None:
    """Parser functions, as far as their result stands in the page."""
    function, _, first = name.partition(":")
    function = function.lower()
    branches = [argument.strip() for argument in arguments[1:]] + ["", "", ""]
    if function == "#if":
        return branches[0] if first.strip() else branches[1]
    if function == "#ifeq":
        return branches[1] if first.strip() == branches[0] else branches[2]
    if function in ("#ifexist", "#iferror"):
        return branches[0] or first
    return None if function.startswith("#") and function not in ("#formatdate", "#dateformat") else first.strip()


def _split(arguments: list[str]) -> tuple[dict[str, str], list[str]]:
    """(named arguments, the others), without empty ones."""
    named: dict[str, str] = {}
    plain: list[str] = []
    for argument in arguments:
        key, equals, value = argument.partition("=")
        key = key.strip()
        if not equals or "://" in key or "<" in key or "\n" in key or not 0 < len(key) <= 60 or key.isdigit():
            value = value if equals and key.isdigit() else argument
            if value.strip():
                plain.append(value.strip())
        elif value.strip():
            named[key] = value.strip()
    return named, [text for text in plain if not _FILE.fullmatch(text)]


def _without_languages(plain: list[str]) -> list[str]:
    """Dictionaries name the language of a word first."""
    if len(plain) > 1 and plain[0] in LANGUAGES and plain[0] != "no":
        plain = plain[1:]
        while (
            len(plain) > 1
            and _DIALECT.fullmatch(plain[0])
            and (plain[0] in LANGUAGES or "-" in plain[0] or len(plain[0]) == 3)
        ):
            plain = plain[1:]
    return plain


def _pairs(named: Mapping[str, str]) -> list[str]:
    return [f"{key}: {_one_line(value)}" for key, value in named.items()]


def _tells(key: str, value: str) -> bool:
    return not (_LAYOUT_KEY.fullmatch(key) and (len(value) < 40 or "." in value)) and not _FILE.fullmatch(value)


def _one_line(value: str) -> str:
    """A value that is a list or has paragraphs, on one line."""
    rows = [row.strip().lstrip("*#:; ") for row in value.split("\n")]
    return ", ".join(row for row in rows if row) if len(rows) > 1 else value
