"""The names below and behind what closes a message: "Groetjes Jan", "Kind regards,", "-- "."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from ingest.cleaners import _salutations as words
from ingest.cleaners._closings import are_contacts, is_sign_off, is_thanks
from ingest.cleaners._given_names import GIVEN
from ingest.cleaners._name_folding import folded
from ingest.cleaners._name_forms import Name, given_of, name_at
from ingest.cleaners._name_lines import Lines

_MAX_WIDTH = 70
_MAX_CLOSING_WORDS = 7
_MAX_ALONE = 40
_DASHED = re.compile(r"\s{0,4}[-–—~][^\W\d_]|\s{0,4}[—~] [^\W\d_]")
_MAX_BELOW = 4
"""Lines with text below a sign-off among which a name is looked for."""
_DECORATION = " \t>*_~\"'“”-–—/\\|.•:,;♥☺"
_SEPARATORS = re.compile(r"\s{0,3}(?:$|[,;(|•/–—\[]|-\s|\s-|[^\w\s'’&.])")
_ENDS = re.compile(r"[\s*_~.,!;:)\"'”]*(?:[^\w\s]{1,3}\s*)?$")
_WORD = re.compile(r"\S+")
_SENTENCE = re.compile(r"[.!?…),–—-](?:(?<![–—-])|(?<=\s[–—-]))\s{1,3}(?=\S)")
_MAX_TAILS = 4
_INITIAL = re.compile(r"(?<=\s)[\u0100-\u024f]")
_DELIMITER = re.compile(r"\s*(?:-- ?|—|__|- -|-{2,3})\s*")
_DASHES = frozenset("-—_")
_CALLED = re.compile(r"[\w.\-]{2,40}")
_DELEGATED = re.compile(r"(?:namens|on behalf of|i\.?o\.?|p\.?o\.?|p\.?p\.?|im auftrag|for)\b", re.IGNORECASE)
_TITLES = re.compile(rf"(?:namens\s)?{words.TITLES}\s{{0,2}}", re.IGNORECASE)
_BY = re.compile(r"(?:van|from)\s(?=[^\W\d_])")


def signed(whole: Lines, known: frozenset[str]) -> Iterator[Name]:
    """The names with which the messages of this text are signed."""
    text, lines, starts = whole.text, whole.lines, whole.starts
    for at, head in enumerate(whole.heads):
        line = lines[at]
        if not head:
            if line.lstrip()[:1] in _DASHES and _DELIMITER.fullmatch(line):
                yield from _below(whole, at, True, known, only_sure=True)
            continue
        bare = line.lstrip(" \t>*_~")
        shift = len(line) - len(bare)
        closing, thanks = _closing(bare) if _may_close(head) else (0, False)
        if not closing and (at == whole.last or len(bare) > _MAX_WIDTH // 2):
            for tail in reversed(list(_SENTENCE.finditer(bare, max(0, len(bare) - 2 * _MAX_WIDTH)))[-_MAX_TAILS:]):
                if _may_close(bare[tail.end() :].split(maxsplit=1)[0].strip(_DECORATION).lower()):
                    closing, thanks = _closing(bare[tail.end() :])
                if closing:
                    shift += tail.end()
                    break
        if closing:
            found = list(_behind(text, starts[at] + shift + closing, whole.end(at), thanks, known))
            rest = line[shift + closing :].strip(_DECORATION + "!?)(")
            if found or rest:
                yield from found
            else:
                yield from _below(whole, at, thanks, known)
        elif len(line) <= _MAX_ALONE and (
            at == whole.last or given_of(folded(head)) in GIVEN or _is_known(folded(head), known)
        ):
            yield from _alone(whole, at, known)


def _may_close(head: str) -> bool:
    """Whether a sign-off can begin with this word."""
    return head in words.CLOSING_WORDS or not head.isascii() or head.startswith(("gr.", "vr.", "groet"))


@lru_cache(maxsize=8192)
def _closing(line: str) -> tuple[int, bool]:
    """(length of the sign-off with which this line begins or 0, whether it only thanks)."""
    if len(line) > _MAX_WIDTH + 30:
        return 0, False
    found = [match.end() for match in islice(_WORD.finditer(line), _MAX_CLOSING_WORDS)]
    for end in reversed(found):
        prefix = line[:end].lower().rstrip(" -–—~")
        if not prefix.isascii():  # "groetjes şule": for `is_sign_off` only a Latin-1 letter is small
            prefix = _INITIAL.sub(lambda match: folded(match[0]), prefix)
        if is_sign_off(prefix):
            return end, False
        if is_thanks(prefix) or words.ALSO_CLOSES.fullmatch(prefix):
            return end, True
    return 0, False


def _behind(text: str, at: int, end: int, thanks: bool, known: frozenset[str]) -> Iterator[Name]:
    """The names on the line of the sign-off itself."""
    between = len(text[at:end]) - len(text[at:end].lstrip(_DECORATION + "!"))
    pause = text[at - 1] in ",-–—!" or text[at : at + between].strip() != ""
    at += between
    if title := _TITLES.match(text, at, end) or _BY.match(text, at, end):
        at = title.end() if title.re is _TITLES or _is_sure(text, title.end(), known) else at
    while (name := name_at(text, at, end, lower=not thanks or _is_sure(text, at, known))) is not None:
        sure = name.is_sure or name.words[0] in known or name.key in known
        companion = words.COMPANION.match(text, name.end, end)
        closed = _ENDS.match(text[name.end : end]) is not None
        small = text[name.start : name.end].islower()
        if not (closed or companion or (sure and _SEPARATORS.match(text[name.end : end]))):
            return
        if (thanks and not sure and not pause) or (
            small and (len(name.words) > 1 or len(name.key) < 3) and (thanks or not sure)
        ):
            return
        yield name
        if companion is None:
            return
        at = companion.end()


def _below(whole: Lines, at: int, thanks: bool, known: frozenset[str], only_sure: bool = False) -> Iterator[Name]:
    """The names in the lines below a sign-off: the first of these, or one that is surely a name."""
    text, lines, starts = whole.text, whole.lines, whole.starts
    filled, before, delegated = 0, set[str](), False
    for number in range(at + 1, min(len(lines), at + 9)):
        bare = lines[number].strip(_DECORATION)
        if not bare:
            continue
        filled += 1
        if (
            len(bare) > _MAX_WIDTH
            or filled > _MAX_BELOW
            or "[NAAM" in bare
            or (_may_close(whole.heads[number]) and _closing(bare)[0])
        ):
            return
        begin, stop = starts[number] + lines[number].find(bare), whole.end(number)
        if title := _TITLES.match(text, begin, stop):
            begin = title.end()
        first = filled == 1
        delegated = delegated or (first and _DELEGATED.match(bare) is not None)
        if thanks and first and number > at + 2 and not _is_sure(text, begin, known):
            return
        while (
            name := name_at(text, begin, stop, lower=(first and not thanks) or _is_sure(text, begin, known))
        ) is not None:
            sure = (
                name.is_sure
                or not {name.words[0], name.key}.isdisjoint(known | before)
                or (title is not None and first)
            )
            small = text[name.start : name.end].islower()
            closed = _ENDS.match(text[name.end : stop]) is not None and text[stop - 1] != ":"
            companion = words.COMPANION.match(text, name.end, stop)
            initialled = bool(name.surname) and len(name.given[:1] and name.given[0].replace(".", "")) in (1, 2)
            if not (
                closed
                or companion
                or ((sure or not thanks or (only_sure and name.surname)) and _SEPARATORS.match(text[name.end : stop]))
            ):
                return
            if not (first or sure or initialled or (delegated and name.surname and closed)) or (
                small and not sure and (thanks or len(name.words) > 1)
            ):
                break
            if thanks and not sure and not (name.surname if only_sure else closed):
                return
            yield name
            before.add(name.words[0])
            if companion is None:
                break
            begin = companion.end()


def _alone(whole: Lines, at: int, known: frozenset[str]) -> Iterator[Name]:
    """A name that stands alone on the last line, or above how to reach its bearer."""
    text, lines, end = whole.text, whole.lines, whole.end(at)
    bare = lines[at].strip(_DECORATION)
    name = name_at(text, whole.starts[at] + lines[at].find(bare), end, lower=at == whole.last) if bare else None
    if name is None or not _ENDS.match(text[name.end : end]) or at == 0:
        return
    above = lines[at - 1].strip()
    if above and lines[at].lstrip()[:1] not in ("-", "–", "—", "~", "/") and len(above) <= len(bare) + 15:
        return
    is_known = name.key in known or name.words[0] in known or (len(name.words) == 1 and _is_known(name.key, known))
    ends = at == whole.last or not lines[at + 1].strip()
    if (
        (at == whole.last and name.is_sure)
        or (ends and is_known)
        or (at == whole.last and name.surname and not above and _DASHED.match(lines[at]))
        or (name.surname and (name.is_sure or is_known) and are_contacts(lines[at + 1 : at + 4]))
    ):
        yield name


def _is_known(word: str, known: frozenset[str]) -> bool:
    """Whether an author is called so, or so for short: "Mat" for "Matthieu"."""
    return word in known or (len(word) > 2 and any(name.startswith(word) for name in known))


def _is_sure(text: str, at: int, known: frozenset[str]) -> bool:
    match = _CALLED.match(text, at)
    word = folded(match[0]).rstrip(".-") if match else ""
    return word in known or word in words.GIVEN_IN_LOWER
