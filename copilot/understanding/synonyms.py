"""Words that mean the same, and abbreviations, from a file that an administrator edits: data/synonyms.toml.

[all]                                    # whatever the language of the question; or nl, en, de, fr
same = [["wachtwoord", "password"]]      # groups: each word finds the others
[nl.abbreviations]
mnd = "maand"                            # one way: mnd finds maand; or a list of texts
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pydantic import Field, ValidationError, field_validator

from copilot.core import text as txt
from copilot.core.errors import SettingsError
from copilot.core.registry import Options, explain

_WORD = re.compile(r"\w+(?:[-.'’]\w+)*")
_INSIDE = re.compile(r"[-.'’]")
_MOST_WORDS = 5
"""Of an entry."""
_MOST = 20_000
"""Entries of a file."""

_FIX = 'write groups as same = [["wachtwoord", "password"]] and abbreviations as mnd = "maand"'

_Words = tuple[str, ...]


class Section(Options):
    """What holds for the questions of one language."""

    same: tuple[tuple[str, ...], ...] = ()
    abbreviations: Mapping[str, tuple[str, ...]] = Field(default={})

    @field_validator("abbreviations", mode="before")
    @classmethod
    def _texts(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {key: (meant,) if isinstance(meant, str) else meant for key, meant in value.items()}


class SynonymsFile(Options):
    all: Section = Section()
    nl: Section = Section()
    en: Section = Section()
    de: Section = Section()
    fr: Section = Section()


class Entry(NamedTuple):
    texts: tuple[str, ...]
    """What else to look for, as written in the file."""
    written_out: str = ""
    """What an abbreviation stands for; "" for other words."""


_NONE = Entry(())


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Read once; asked for every question."""

    by_language: Mapping[str, Mapping[_Words, Entry]]
    """Language or "all" -> folded words -> entry."""

    @classmethod
    def read(cls, path: Path) -> Synonyms:
        """Raises SettingsError naming the file, the line where it is known, and what to type."""
        raw = _read(path)
        try:
            file = SynonymsFile.model_validate(tomllib.loads(raw))
        except tomllib.TOMLDecodeError as error:
            raise SettingsError(f"synonyms {path} are not TOML: {error}", "correct that line") from error
        except ValidationError as error:
            told = explain(error, "", SynonymsFile)
            is_key = all(fault["type"] == "extra_forbidden" for fault in error.errors())
            problem = told.problem.replace("a valid tuple", "a list")
            raise SettingsError(f"synonyms {path}: {problem}", told.fix if is_key else _FIX) from error
        every = _groups(file.all, path, raw)
        known = {"all": _with_abbreviations(every, file.all, every, path, raw)}
        for name in SynonymsFile.model_fields.keys() - {"all"}:
            section = getattr(file, name)
            groups = _groups(section, path, raw)
            known[name] = _with_abbreviations(groups, section, every, path, raw)
        return cls(known)

    @classmethod
    def none(cls) -> Synonyms:
        return cls({})

    def expansions(self, text: str, language: str) -> dict[str, tuple[str, ...]]:
        """The longest entries among the words of `text`, folded, each with what else to look for.

        Whole words count; upper and lower case, accents, hyphens and full stops make no difference.
        """
        return {" ".join(key): entry.texts for _, _, key, entry in self._found(text, language)}

    def written_out(self, text: str, language: str) -> str:
        """The text with its abbreviations written out: "ww kwijt" -> "wachtwoord kwijt"."""
        made, end = [], 0
        for start, stop, _, entry in self._found(text, language):
            if entry.written_out:
                made += [text[end:start], entry.written_out]
                end = stop
        return "".join([*made, text[end:]])

    def _found(self, text: str, language: str) -> Iterator[tuple[int, int, _Words, Entry]]:
        """(start, end, words, entry) of the longest entries, from left to right."""
        known = [self.by_language[name] for name in (language, "all") if self.by_language.get(name)]
        matches = list(_WORD.finditer(text)) if known else []
        words, at = tuple(_folded(match[0]) for match in matches), 0
        while at < len(words):
            size = next((n for n in range(_MOST_WORDS, 0, -1) if any(words[at : at + n] in k for k in known)), 0)
            if key := words[at : at + size]:
                entries = [entries[key] for entries in known if key in entries]
                texts = tuple(dict.fromkeys(text for entry in entries for text in entry.texts))
                written_out = next((entry.written_out for entry in entries if entry.written_out), "")
                yield matches[at].start(), matches[at + len(key) - 1].end(), key, Entry(texts, written_out)
            at += len(key) or 1


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SettingsError(
            f"synonyms {path} do not exist", "correct [retrieval] synonyms, or restore data/synonyms.toml"
        ) from None
    except OSError as error:
        raise SettingsError(f"synonyms {path} cannot be read: {error.strerror}", "check its permissions") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"synonyms {path} are not UTF-8 at byte {error.start}", "save them as UTF-8") from error


def _folded(word: str) -> str:
    """Without the marks inside it: a.u.b., 2-FA and zzp'er are aub, 2fa and zzper."""
    return _INSIDE.sub("", txt.fold(word))


def _words(text: str) -> _Words:
    return tuple(map(_folded, _WORD.findall(text)))


def _groups(section: Section, path: Path, raw: str) -> dict[_Words, Entry]:
    """The words of the groups."""
    found: dict[_Words, Entry] = {}
    for texts in section.same:
        group = _checked(texts, path, raw)
        for key in group:
            others = [text for other, text in group.items() if other != key]
            found[key] = Entry(_joined(found.get(key, _NONE).texts, others))
    return found


def _with_abbreviations(
    groups: Mapping[_Words, Entry], section: Section, every: Mapping[_Words, Entry], path: Path, raw: str
) -> dict[_Words, Entry]:
    """The groups, and the abbreviations with what they stand for, which brings its own groups along."""
    found = dict(groups)
    for short, meant in section.abbreviations.items():
        (key,) = _checked([short], path, raw, least=1)
        meanings = _checked(meant, path, raw, least=1)
        related = [
            text for meaning in meanings for known in (groups, every) for text in known.get(meaning, _NONE).texts
        ]
        texts = _joined(found.get(key, _NONE).texts, meanings.values(), related)
        found[key] = Entry(texts, next(iter(meanings.values())))
    if len(found) > _MOST:
        raise SettingsError(f"synonyms {path} have {len(found)} entries, at most {_MOST} are read", "remove the rest")
    return found


def _joined(*texts: Iterable[str]) -> tuple[str, ...]:
    """Each text once."""
    return tuple(dict.fromkeys(chain(*texts)))


def _checked(texts: Iterable[str], path: Path, raw: str, least: int = 2) -> dict[_Words, str]:
    """Words -> text of the entries of a group. Raises SettingsError naming the line."""
    given = list(texts)
    keys: dict[_Words, str] = {}
    for text in given:
        keys.setdefault(_words(text), text)
    for key, text in keys.items():
        if not 1 <= len(key) <= _MOST_WORDS:
            found = f"{len(key)} words" if key else "no word"
            raise SettingsError(
                f"synonyms {path}{_line(raw, text)}: {text!r} has {found}, expected 1 to {_MOST_WORDS}",
                "shorten it to the words that people type",
            )
    if len(keys) < least:
        raise SettingsError(
            f"synonyms {path}{_line(raw, *given)}: {given!r} has fewer than {least} different words",
            'write a group as ["wachtwoord", "password"], or remove it',
        )
    return keys


def _line(raw: str, *texts: str) -> str:
    """ " line 7": the first that holds the text in quotation marks; "" when none does."""
    quoted = [f"{mark}{text}{mark}" for text in texts[:1] for mark in "\"'"]
    for number, line in enumerate(raw.splitlines(), 1):
        if any(text in line for text in quoted):
            return f" line {number}"
    return ""
