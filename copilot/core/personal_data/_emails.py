"""Mail addresses, also broken after the "@" or spelled out: "jan [at] example.nl", "jan at example dot nl"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.core.personal_data.view import View, merged

Match = tuple[int, int, str]

_EMAIL = re.compile(
    r"(?<![\w.+'-])[\w.+'-]{1,64}+@(?: ?\n[> ]{0,4})?"
    r"((?:[^\W_](?:[\w-]{0,62})?\.){1,8})([^\W\d_]{2,24}|xn--[a-z0-9-]{2,40})(?![\w-])"
)
# "logo@2x.png" and "getty@tty1.service" are no mail addresses.
_NO_DOMAIN = frozenset(
    re.findall(
        r"\w+",
        "png jpg jpeg gif svg webp bmp ico css scss js mjs ts tsx jsx html htm xml json yaml yml conf cfg ini log txt "
        "pdf doc docx xls xlsx csv java rb php zip gz tar exe dll service socket timer target mount scope slice",
    )
)
_AT = r"(?:\s?[\[({<]\.?(?:at|a\.t|@|apenstaartje)\.?[\])}>]\s?| {1,2}(?:at|@|apenstaartje|aapje) {1,2})"
_DOT = r"(?:\.|\s?[\[({<](?:dot|punt|\.)[\])}>]\s?|\s(?:dot|punt)\s)"
_SPELLED = re.compile(
    rf"(?<![\w.+-])(?P<local>[\w+][\w+'-]{{0,39}}(?:{_DOT}[\w+'-]{{1,40}}){{0,4}}?)(?P<at>{_AT})"
    rf"(?P<domain>[^\W_][\w-]{{0,62}}(?:{_DOT}[\w-]{{1,62}}){{0,3}}{_DOT}[^\W\d_]{{2,10}})(?![\w@-])",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}\Z")
_SPELLED_HINT = re.compile(
    r"[ \[({<](?:(?<! )\.?(?:at|a\.t|@|apenstaartje)\.?[\])}>]\s?|(?<= )(?:at|@|apenstaartje|aapje) {1,2})"
    rf"[^\W_][\w-]{{0,62}}{_DOT}",
    re.IGNORECASE,
)
"""The middle of every spelled address; begins with a set of characters to be quick."""
_REACH_BEFORE, _REACH_AFTER = 300, 600
_DOT_WRITTEN = re.compile(_DOT, re.IGNORECASE)
_ENDINGS = frozenset(
    ("com", "net", "org", "edu", "gov", "info", "biz", "name", "mil", "int", "local", "example", "test")
)
"""Ends of domains, besides those of countries, that a bare "at" is believed."""
_POST_OFFICE = re.compile(
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|gmx|web|aol|proton(?:mail)?|ziggo|kpn(?:mail|planet)?"
    r"|planet|xs4all|home|hetnet|upcmail|casema|chello|quicknet|telfort|solcon|zonnet|tele2)\.\w+",
    re.IGNORECASE,
)
_MAIL_BEFORE = re.compile(
    r"(?:[<(]|mail(?:adres|to|ed|en|t)?[^\n]{0,20}|\b(?:from|to|cc|van|aan|von|an|de|à):[^\n]{0,60})$", re.I
)
_MAIL_AFTER = re.compile(r"[>)]| \([^\W\d_]+ [^\n)]{1,40}\)|[^\n]{0,4}(?:wrote|schreef|writes|schrieb)\b")
_NEVER = frozenset(("the", "a", "an", "de", "het", "een", "this", "that", "of", "all", "look", "see", "is"))


def emails(view: View) -> Iterator[Match]:
    for match in _with_sign(view.text):
        at = match[0].index("@")
        local, tld = match[0][:at], match[2].lower()
        quoted = len(local) - len(local.lstrip("'-."))
        if (
            tld in _NO_DOMAIN
            or not local.strip("'-.")
            or (local.lower() == "git" and view.after(match.end(), 1) in ":/")
        ):
            continue
        yield match.start() + quoted, match.end(), f"{local[quoted:]}@{match[1]}{tld}".lower()
    for match in _spelled(view.text):
        if _is_address(view, match):
            local, domain = (_DOT_WRITTEN.sub(".", match[name]).lower() for name in ("local", "domain"))
            yield match.start(), match.end(), f"{local}@{domain}"


def _with_sign(text: str) -> Iterator[re.Match[str]]:
    """What `_EMAIL` finds, by looking around every "@" only."""
    end, sign = 0, text.find("@")
    while sign >= 0:
        local = _LOCAL.search(text, max(0, sign - 66), sign)
        match = _EMAIL.match(text, local.start()) if local and local.start() >= end else None
        if match:
            yield match
            end = match.end()
        sign = text.find("@", sign + 1)


def _spelled(text: str) -> Iterator[re.Match[str]]:
    """What `_SPELLED` finds, by looking around every "at" with a dot behind it only."""
    around = [(hint.start() - _REACH_BEFORE, hint.end() + _REACH_AFTER) for hint in _SPELLED_HINT.finditer(text)]
    for start, end in merged(around):
        yield from _SPELLED.finditer(text, start, end)


def _is_address(view: View, match: re.Match[str]) -> bool:
    """Brackets tell; a bare "at" is one where the words on either side look like an address, or the line says so."""
    local, domain = match["local"].lower(), match["domain"].lower()
    if local in _NEVER or re.split(r"\W", domain)[0] in _NEVER or domain.rpartition(".")[2] in _NO_DOMAIN:
        return False
    if local.isdigit():
        return False
    if match["at"].strip()[0] in "[({<" or "apen" in match["at"].lower():
        return True
    ending = _DOT_WRITTEN.sub(".", domain).rpartition(".")[2]
    return (len(ending) == 2 or ending in _ENDINGS) and bool(
        re.search(r"[._+\d]|\s(?:dot|punt)\s", local)
        or re.search(r"\s(?:dot|punt)\s|[\[({<]", domain)
        or _POST_OFFICE.fullmatch(domain)
        or _MAIL_BEFORE.search(view.before(match.start(), 80))
        or _MAIL_AFTER.match(view.after(match.end(), 60))
    )
