"""Settings: defaults < TOML < environment, and every mistake with the word that was meant."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from copilot.core import settings
from copilot.core.errors import SettingsError
from copilot.core.settings import ROOT, Settings

SOURCE = '[[sources]]\nname = "{}"\ntype = "jsonl"\npath = "x"\n'


def load(tmp_path: Path, toml: str = "", **environment: str) -> Settings:
    path = tmp_path / "config.toml"
    path.write_text(toml, encoding="utf-8")
    return settings.load(path, environment)


def refused(tmp_path: Path, toml: str = "", **environment: str) -> SettingsError:
    with pytest.raises(SettingsError) as error:
        load(tmp_path, toml, **environment)
    assert error.value.fix
    return error.value


def test_defaults_give_way_to_the_file_and_the_file_to_the_environment(tmp_path: Path) -> None:
    assert load(tmp_path).service.port == 8080
    toml = "[service]\nport = 81\nworkers = 2\n"
    assert load(tmp_path, toml).service.port == 81
    given = load(tmp_path, toml, BALIE_SERVICE__PORT="82", BALIE_AS_OF="2026-11-20", HOME="/x")
    assert (given.service.port, given.service.workers, given.as_of) == (82, 2, "2026-11-20")


def test_the_environment_reaches_a_members_own_options(tmp_path: Path) -> None:
    given = load(tmp_path, '[embedder]\ntype = "hashing"\n', BALIE_EMBEDDER__DIMENSION="64")
    assert (given.embedder.type, given.embedder.options) == ("hashing", {"dimension": "64"})


def test_paths_start_at_the_files_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    assert load(tmp_path, '[store]\npath = "winkel"\n').store_path == tmp_path / "winkel"
    assert load(tmp_path, f'[store]\npath = "{tmp_path}/elders"\n').store_path == tmp_path / "elders"


@pytest.mark.parametrize(
    ("toml", "found", "meant"),
    [
        ("[stoer]\n", "stoer", "'store'"),
        ('[store]\npaht = "x"\n', "store.paht", "'path'"),
        ("[chunks]\nmax_token = 100\n", "chunks.max_token", "'max_tokens'"),
        ("[auth]\nkey = []\n", "auth.key", "'keys'"),
        ('[[auth.keys]]\nname = "a"\nsha265 = "x"\n', "auth.keys.0.sha265", "'sha256'"),
        ('folder = "x"\n', "folder", "known are"),
    ],
)
def test_an_unknown_key_names_the_nearest(tmp_path: Path, toml: str, found: str, meant: str) -> None:
    error = refused(tmp_path, toml)
    assert found in error.problem
    assert meant in error.fix


@pytest.mark.parametrize(
    ("name", "meant"),
    [("BALIE_STOER__PATH", "BALIE_STORE"), ("BALIE_STORE__PAHT", "'path'"), ("BALIE_SOURCES", ""), ("BALIE_", "")],
)
def test_an_unknown_variable_is_refused(tmp_path: Path, name: str, meant: str) -> None:
    assert meant in refused(tmp_path, **{name: "x"}).fix


def test_a_variable_that_points_into_a_value_is_refused(tmp_path: Path) -> None:
    assert "BALIE_AS_OF__DAY" in refused(tmp_path, 'as_of = "2026-01-01"\n', BALIE_AS_OF__DAY="1").problem


def test_two_sources_with_one_name_are_refused(tmp_path: Path) -> None:
    assert "two sources are named 'a'" in refused(tmp_path, SOURCE.format("a") * 2).problem


@pytest.mark.parametrize("name", ["", "a:b", "a b", "../a", ".a"])
def test_a_source_name_must_be_usable_in_ids(tmp_path: Path, name: str) -> None:
    assert "sources.0.name" in refused(tmp_path, SOURCE.format(name)).problem


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        ("[store\n", "not TOML"),
        ("a = 1\na = 2\n", "not TOML"),
        ("[service]\nport = 99999\n", "service.port"),
        ("[service]\nport = 'x'\n", "found 'x'"),
        ("store = 3\n", "store"),
        ("sources = 3\n", "sources"),
        ("[sources]\nname = 'a'\n", "sources"),
        ("[[sources]]\nname = 'a'\n", "sources.0.type"),
        ("[store]\nkeep_generations = 1\n", "store.keep_generations"),
    ],
)
def test_a_wrong_value_names_its_place(tmp_path: Path, toml: str, named: str) -> None:
    assert named in refused(tmp_path, toml).problem


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="does not exist"):
        settings.load(tmp_path / "absent.toml", {})
    with pytest.raises(SettingsError, match="cannot be read"):
        settings.load(tmp_path, {})
    (tmp_path / "latin.toml").write_bytes(b"as_of = '\xe9'\n")
    with pytest.raises(SettingsError, match="not UTF-8 at byte 9"):
        settings.load(tmp_path / "latin.toml", {})


KEY = '[[auth.keys]]\nname = "panel"\nsha256 = "{}"\n'


def test_checksums_of_keys_are_masked(tmp_path: Path) -> None:
    checksum = hashlib.sha256(b"geheim").hexdigest()
    given = load(tmp_path, KEY.format(checksum.upper()))
    assert given.auth.keys[0].sha256 == checksum
    assert checksum not in repr(given).lower()


@pytest.mark.parametrize(
    "toml",
    [
        pytest.param(KEY.format("mijn-geheime-sleutel"), id="the key itself instead of its checksum"),
        pytest.param(KEY.format("mijn-geheime-sleutel").replace("[[", "[").replace("]]", "]"), id="one table"),
        pytest.param('[auth]\nkeys = "mijn-geheime-sleutel"\n', id="no table"),
    ],
)
def test_a_key_is_not_shown_in_an_error(tmp_path: Path, toml: str) -> None:
    error = refused(tmp_path, toml)
    assert "auth.keys" in error.problem
    assert "geheim" not in str(error)


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="frozen"):
        load(tmp_path).as_of = "x"


def test_which_file_is_read(tmp_path: Path) -> None:
    assert settings.config_path("a.toml", {"BALIE_CONFIG": "b.toml"}) == Path("a.toml")
    assert settings.config_path(None, {"BALIE_CONFIG": "b.toml"}) == Path("b.toml")
    assert settings.config_path(None, {}).is_relative_to(ROOT / "data")


def test_the_example_is_valid() -> None:
    assert settings.load(ROOT / "data" / "config.example.toml", {}).sources
