"""The file of synonyms and abbreviations: what it finds, and what it says to an administrator who mistyped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from copilot.core import settings
from copilot.core.errors import SettingsError
from copilot.core.settings import ROOT
from copilot.understanding import Synonyms

FILE = """
[all]
same = [["wachtwoord", "password"], ["tweestapsverificatie", "2FA"], ["track & trace", "traceercode"]]
[all.abbreviations]
"a.u.b." = "alstublieft"
[nl]
same = [["fiets", "rijwiel"], ["café", "koffiehuis"]]
[nl.abbreviations]
ww = "wachtwoord"
mnd = ["maand", "maanden"]
"v/d" = "van de"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "synonyms.toml"


@pytest.fixture
def synonyms(path: Path) -> Synonyms:
    path.write_text(FILE, "utf-8")
    return Synonyms.read(path)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mijn Wachtwoord is weg", {"wachtwoord": ("password",)}),
        ("ww kwijt na 2 mnd", {"ww": ("wachtwoord", "password"), "mnd": ("maand", "maanden")}),
        ("is 2-fa verplicht?", {"2fa": ("tweestapsverificatie",)}),
        ("Track & Trace van mijn FIETS", {"track trace": ("traceercode",), "fiets": ("rijwiel",)}),
        ("aub, a.u.b. of A.U.B.?", {"aub": ("alstublieft",)}),
        ("het cafe v/d hoek", {"cafe": ("koffiehuis",), "v d": ("van de",)}),
        ("wachtwoorden en fietsen", {}),
        ("", {}),
    ],
)
def test_whole_words_are_found_however_they_are_written(
    synonyms: Synonyms, text: str, found: dict[str, tuple[str, ...]]
) -> None:
    assert synonyms.expansions(text, "nl") == found


def test_an_abbreviation_goes_one_way_and_a_language_holds_for_its_questions(synonyms: Synonyms) -> None:
    assert synonyms.expansions("twee maanden", "nl") == {}
    assert synonyms.expansions("ww password fiets", "en") == {"password": ("wachtwoord",)}


def test_abbreviations_are_written_out_where_they_stand(synonyms: Synonyms) -> None:
    assert synonyms.written_out("WW kwijt!  2\tmnd, password a.u.b.", "nl") == (
        "wachtwoord kwijt!  2\tmaand, password alstublieft."
    )
    assert synonyms.written_out("ww na 2 mnd", "en") == "ww na 2 mnd"


def test_the_longest_entry_wins(path: Path) -> None:
    path.write_text('[all]\nsame = [["credit", "krediet"], ["credit note", "creditnota"]]\n', "utf-8")
    assert Synonyms.read(path).expansions("a credit note, credit", "en") == {
        "credit note": ("creditnota",),
        "credit": ("krediet",),
    }


@pytest.mark.parametrize(
    ("text", "problem", "fix"),
    [
        ('[nl]\nsam = [["a", "b"]]', "unknown key nl.sam", "same"),
        ('[nll]\nsame = [["a", "b"]]', "unknown key nll", "'nl'"),
        ('[nl.abreviations]\na = "b"', "unknown key nl.abreviations", "abbreviations"),
        ('[nl]\nsame = [["a", "b"],\n ["Fiets", "fiets"]]', "line 3: ['Fiets', 'fiets']", '["wachtwoord", "password"]'),
        ('[nl]\nsame = ["a", "b"]', "nl.same.0: input should be a list, found 'a'", "write groups as"),
        ("[nl.abbreviations]\nmnd = 3", "nl.abbreviations.mnd", 'mnd = "maand"'),
        ('[nl.abbreviations]\n"??" = "b"', "line 2: '??' has no word", "shorten"),
        ('[nl]\nsame = [["a b c d e f", "b"]]', "line 2: 'a b c d e f' has 6 words", "shorten"),
        ("[nl", "not TOML", "correct that line"),
        ('[nl.abbreviations]\nww = "a"\nww = "b"\nx = "c"', "line 3", "correct that line"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_its_cure(path: Path, text: str, problem: str, fix: str) -> None:
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as caught:
        Synonyms.read(path)
    assert problem in caught.value.problem
    assert str(path) in caught.value.problem
    assert fix in caught.value.fix


def test_a_missing_or_unreadable_file_is_told(path: Path) -> None:
    with pytest.raises(SettingsError, match="do not exist"):
        Synonyms.read(path)
    path.write_bytes(b"[nl]\n\xff")
    with pytest.raises(SettingsError, match="not UTF-8 at byte 5"):
        Synonyms.read(path)
    with pytest.raises(SettingsError, match="cannot be read"):
        Synonyms.read(path.parent)


def test_the_settings_name_the_file(path: Path) -> None:
    assert settings.Settings().synonyms_path == ROOT / "data/synonyms.toml"
    config = path.parent / "config.toml"
    config.write_text('[retrieval]\nsynonyms = "synonyms.toml"\n', "utf-8")
    assert settings.load(config, {}).synonyms_path == path


def test_the_shipped_file_is_read_and_is_of_use() -> None:
    shipped = Synonyms.read(ROOT / "data/synonyms.toml")
    assert sum(map(len, shipped.by_language.values())) >= 100
    found = shipped.expansions("kl is ww vergeten, 2FA werkt niet, 3 mnd betaald", "nl")
    assert found["kl"] == ("klant",)
    assert "wachtwoord" in found["ww"]
    assert "tweestapsverificatie" in found["2fa"]
    assert "maand" in found["mnd"]


def test_the_documented_file_works(path: Path) -> None:
    page = (ROOT / "docs/retrieval.md").read_text(encoding="utf-8")
    (example,) = (block for block in re.findall(r"```toml\n(.*?)```", page, re.DOTALL) if "abbreviations" in block)
    path.write_text(example, "utf-8")
    assert Synonyms.read(path).expansions("AUB ww", "nl") == {
        "aub": ("alstublieft",),
        "ww": ("wachtwoord", "password"),
    }
