"""Codes and identifiers in a question: E-17, F3, WL-4711, 0x80070005, ERR_NAME_NOT_RESOLVED, 3x80, report.xlsx.

No codes are ordinary words, years, dates, times, ordinals (2nd, 26e), amounts and quantities (7,50, 60kWh, 2x).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST = 16
"""Codes of one text; a pasted log has hundreds."""
_LONGEST = 80
"""Characters; longer ones are keys and hashes that nobody searches for."""

_TOKEN = re.compile(r"\w+(?:[.-]\w+)*")
_LABEL_WORDS = (
    "error err fout foutcode foutmelding code melding status http port poort exit ticket zaak case order event nr "
    "nummer number"
)
_LABELS = frozenset(_LABEL_WORDS.split())
"""Before a short number that is a code; "#" is another."""
_LONG = 5
"""Digits of a number that is a code without such a word."""
_MONEY = ("€", "$", "£", " eur", " euro", " usd")
_AMOUNT_BEHIND = re.compile(r",\d|\s?(?:[€$£%]|(?:eur|euro|usd|kwh|m3|km|kg|gb|mb)\b)|,-", re.IGNORECASE)
_UNITS = (
    "e|de|ste|st|nd|rd|th|x|u|h|uur|am|pm|s|sec|min|d|dgn|dagen|w|wk|wkn|m|mnd|jr|jaar|y|ms|cm|mm|km|m2|m3|kg|g|gr|mg|l|ml"
    "|kw|kwh|mwh|wh|w|v|kv|a|ah|mah|hz|khz|mhz|ghz|kb|mb|gb|tb|kbps|mbps|gbps|px|pt|ct|cent|eur|euro|pers|k|mln|c|p"
)
_QUANTITY = re.compile(rf"\d+(?:[.-]\d+)?(?:{_UNITS})|\d{{1,2}}[uh]\d{{0,2}}|(?-i:[ck]?m[23])", re.IGNORECASE)
_HYPHENED = re.compile(r"(?P<letters>[^\W\d_]{1,6})-\d\w*(?:-\w+)*")
_BEFORE_NUMBERS = (
    "jan feb mrt mar apr mei may jun jul aug sep sept okt oct nov dec nr no art blz pag pp min max ca top deel stap "
    "step type fase week dag jaar year day"
)
_PLAIN_PREFIXES = frozenset(_BEFORE_NUMBERS.split())
"""Before a hyphen and a number in words that are no codes: nov-2026, type-2."""
_WORDS = frozenset({"E-MAIL", "E-MAILS"})
_CAPITALS = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)+")
_PLAIN = re.compile(r"(?<![\w-])[^\W\d_]{2,20}(?![\w-])")
_THROWN = re.compile(r"(?:\w+\.)*[A-Z]\w*[a-z]\w*(?:Error|Exception|Fault|Warning)")
_NUMBERS = re.compile(r"[vV]?\d+(?:[.-]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_DATE = re.compile(
    r"\d{1,2}[.-]\d{1,2}[.-](?:\d\d|\d{4})|\d{4}[.-]\d{1,2}(?:[.-]\d{1,2})?|(?:19|20)\d\d-(?:19|20)?\d\d"
)
_ENDINGS = (
    "apk|bat|bmp|cfg|conf|csv|dll|dmg|doc|docx|eml|exe|gif|heic|htm|html|ics|ini|iso|jar|java|jpeg|jpg|js|json|log|mp3"
    "|mp4|msg|msi|odt|pdf|php|png|ppt|pptx|ps1|py|rar|rtf|sh|sql|sys|tar|tmp|toml|ts|txt|vbs|wav|xls|xlsm|xlsx|xml|yaml"
    "|yml|zip"
)
_FILE = re.compile(rf".*[\w-]\.(?:{_ENDINGS})", re.IGNORECASE)


def codes(text: str) -> tuple[str, ...]:
    """Codes and identifiers as they are written, each once, in order; at most MOST."""
    found: dict[str, None] = {}
    shouts = _shouts(text)
    for match in _TOKEN.finditer(text):
        if len(match[0]) > _LONGEST or (match[0].isalpha() and match[0].islower()):
            continue
        for start, token in _parts(match):
            if _is_code(token, text, start, shouts):
                found[token] = None
        if len(found) >= MOST:
            break
    return tuple(found)[:MOST]


def _shouts(text: str) -> bool:
    """Whether most of the words are in capitals, so that capitals say nothing."""
    plain = _PLAIN.findall(text)
    return 2 * sum(map(str.isupper, plain)) > len(plain)


def _parts(match: re.Match[str]) -> Iterator[tuple[int, str]]:
    """The token, or the words on both sides of a full stop that only lacks its space ("kapot.E17")."""
    token = match[0]
    if "." not in token or _is_dotted(token):
        yield match.start(), token
        return
    start = match.start()
    for part in token.split("."):
        yield start, part
        start += len(part) + 1


def _is_dotted(token: str) -> bool:
    """Whether the full stops belong to the token: a file, a version, an address, a qualified name, a number."""
    if _NUMBERS.fullmatch(token) or _FILE.fullmatch(token):
        return True
    return token.count(".") > 1 and all(len(part) > 1 for part in token.split("."))


def _is_code(token: str, text: str, start: int, shouts: bool) -> bool:
    if _NUMBERS.fullmatch(token):
        return _is_number_code(token, text, start)
    if "_" in token.strip("_") or "." in token:
        return True
    if any(map(str.isdigit, token)):
        return not _QUANTITY.fullmatch(token) and ("-" not in token or _is_hyphened(token))
    if _CAPITALS.fullmatch(token):
        return not shouts and token not in _WORDS
    return _THROWN.fullmatch(token) is not None


def _is_number_code(token: str, text: str, start: int) -> bool:
    """A number is a code when it is long, has three groups (1.8.1), or when a word before it says so (error 404)."""
    if "." in token:
        return token.count(".") > 1 and not _DATE.fullmatch(token) and not _THOUSANDS.fullmatch(token)
    if "-" in token:
        return sum(map(str.isdigit, token)) >= 7 and not _DATE.fullmatch(token)
    if token[0] in "vV":
        return True
    before = text[max(0, start - 16) : start].rstrip(" \t:.").lower()
    if len(token) < _LONG and not before.endswith("#") and before.rpartition(" ")[2].strip("([\"'") not in _LABELS:
        return False
    end = start + len(token)
    return not before.endswith(_MONEY) and not _AMOUNT_BEHIND.match(text, end, end + 8)


def _is_hyphened(token: str) -> bool:
    """Whether letters and digits with hyphens are a code (E-17, sl-204, K-2-B) and no word (type-2, 24-uurs)."""
    letters = "".join(c for c in token if c.isalpha())
    if letters.isupper():
        return True
    match = _HYPHENED.fullmatch(token)
    if match is None:
        return any(_mixed(part) for part in token.split("-"))
    prefix = match["letters"]
    return prefix.isupper() or (len(prefix) <= 3 and prefix.lower() not in _PLAIN_PREFIXES)


def _mixed(part: str) -> bool:
    has_digits = any(map(str.isdigit, part))
    return has_digits and not part.isdigit() and not _QUANTITY.fullmatch(part)
