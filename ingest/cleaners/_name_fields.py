"""The persons of an author field and of the fields of a header, as programs write them."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.cleaners._given_names import GIVEN
from ingest.cleaners._name_folding import folded
from ingest.cleaners._name_forms import Name, name_at
from ingest.cleaners._name_words import NO_NAMES, PARTICLES

_CUT = re.compile(
    r"\s(?:via|namens|on behalf of|[-–—|/•@]|at)\s|[<(\[{|;•]|\s-\s?$|,\s(?:MD|PhD|MSc|BSc|Jr|Sr)\b", re.IGNORECASE
)
_ADDRESS_LENGTH = 320
_HANDLE = re.compile(r"[^\W\d_][\w.\-]{1,38}\w")
_ROLE_ADDRESS = re.compile(
    r"(?:info|contact|no-?_?\.?reply|do-?not-?reply|news\w*|nieuws\w*|support|service\w*|klant\w*|customer\w*|help\w*|sales|admin\w*"
    r"|verkoop|team|hello|hallo|mail\w*|marketing|notif\w*|alerts?|bounce\w*|updates?|office|orders?|billing|webmaster|post"
    r"|bot|jobs|press|privacy|security|abuse|feedback|community|list\w*|offers?|deals|promo\w*|member\w*|subscri\w*|account\w*)"
    r"(?:[.+_-]\w*)?@",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def display(text: str, address: str = "") -> tuple[Name, ...]:
    """The persons of an author field: "Jan de Vries (Klant)", "de Vries, Jan <jan@example.nl>", "jan.devries".

    Nobody for roles, teams, companies and addresses. address: where the field has it elsewhere.
    """
    bare_start = len(text) - len(text.lstrip(' \t"*_~<'))
    if text.startswith("'", bare_start) and not re.match(r"'[st] ", text[bare_start : bare_start + 3]):
        bare_start += 1
    cut = _CUT.search(text, bare_start)
    end = cut.start() if cut else len(text)
    body = text[bare_start:end].rstrip(" \t\"'*_~,:")
    end = bare_start + len(body)
    if bare_start == 0 and text.startswith("(") and ")" in text[:40]:
        return display(f" {text[1:]}", address)  # "(Anna Bos) <anna@example.nl>"
    if not body or "@" in body:
        return ()
    found = _named(text, bare_start, end, f"{address} {text[end : end + _ADDRESS_LENGTH]}")
    if cut is not None and cut[0] == "(" and (close := text.find(")", end)) > 0:
        inner = name_at(text, cut.end(), close)
        if inner is not None and inner.surname and inner.end == close and inner.is_sure:
            found.append(inner)
    return tuple(found)


def _named(text: str, start: int, end: int, address: str) -> list[Name]:
    """The person whom text[start:end], without address or brackets, calls by name."""
    body = text[start:end]
    comma = body.find(",")
    if comma > 0:
        left = name_at(text, start, start + comma, lower=True)
        at = start + comma + 1 + len(body[comma + 1 :]) - len(body[comma + 1 :].lstrip())
        right = name_at(text, at, end, lower=True)
        if right is not None and right.end < end and _ends_in_particles(text[right.end : end]):
            tail = tuple(folded(text[right.end : end]).split())
            right = Name(right.start, end, (*right.words, *tail))
        if left and right and right.end == end and left.end == start + comma and _is_turned(left, right):
            particles = tuple(word for word in right.words if word in PARTICLES and word not in GIVEN)
            given = tuple(word for word in right.words if word not in particles)
            return [Name(start, end, given, (*particles, *left.words))]
        return [left] if left and left.end == start + comma and left.surname else []
    if re.search(r"\d", body) or (" " not in body and re.search(r"[._]", body)):
        is_handle = _HANDLE.fullmatch(body) is not None and re.search(r"[^\W\d_]{2}", body) is not None
        pieces = re.split(r"[\W\d_]+", folded(body))
        if not is_handle or body.lower().endswith((".com", ".nl", ".org", ".net")) or not NO_NAMES.isdisjoint(pieces):
            return []
        told = tuple(word for word in pieces if word)
        apart = len(told) > 1 and len(told[-1]) > 2 and not re.search(r"\d", body)
        return [Name(start, end, told[:1], told[1:]) if apart else Name(start, end, (folded(body),))]
    name = name_at(text, start, end, lower=True)
    if name is None:
        return []
    if name.end < end:
        rest = folded(text[name.end : end]).strip()
        known = name.is_sure and all(word in NO_NAMES | PARTICLES or not word.isalpha() for word in rest.split())
        return [name] if known or (name.surname and not re.search(r"\w", rest)) else []
    if not name.is_sure and _is_company(name, address):
        return []
    return [name]


def _ends_in_particles(text: str) -> bool:
    """Whether this is " van der", as behind "Berg, Jan"."""
    return bool(text.strip()) and all(word in PARTICLES for word in folded(text).split())


def _is_turned(left: Name, right: Name) -> bool:
    """Whether "left, right" is one person, surname first."""
    return not left.given or not left.surname or (not left.is_sure and not right.surname)


def _is_company(name: Name, address: str) -> bool:
    """Whether the address says that this is no person: a role's, or of a domain that is called like it."""
    domain = re.sub(r"[^a-z]", "", folded(address.rpartition("@")[2].partition(">")[0]))
    local = folded(address.rpartition("@")[0].rpartition("<")[2])
    if any(len(word) > 2 and word in local for word in name.words):
        return False
    squashed = re.sub(r"[^a-z]", "", "".join(name.words))
    return _ROLE_ADDRESS.search(address) is not None or (len(squashed) > 3 and squashed in domain)
