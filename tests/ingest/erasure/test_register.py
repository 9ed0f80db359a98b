"""The register survives a restart, says nothing about whom it holds, and is never taken for empty when damaged."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from copilot.core.errors import DamagedError
from ingest.erasure import Register, Subject, traces

VALUES = ["Femke Oosterwolde-van Dam", "femke@example.org", "0612345678", "48213", "9712 AB 12"]


def test_it_comes_back_as_it_was(tmp_path: Path) -> None:
    register = Register.load(tmp_path)
    entry = register.add(Subject.of(VALUES), "2026-11-20")
    again = Register.load(tmp_path)
    assert (again.key, again.entries, again.pending) == (register.key, register.entries, (entry,))
    again.done(entry.id)
    assert Register.load(tmp_path).pending == ()
    assert Register.load(tmp_path)


def test_one_person_has_one_entry(tmp_path: Path) -> None:
    register = Register.load(tmp_path)
    first = register.add(Subject.of(VALUES), "2026-11-20")
    register.add(Subject.of(["Joris Brinkhorst"]), "2026-11-21")
    register.done(first.id)
    second = register.add(Subject.of(VALUES[::-1]), "2026-11-22")
    assert second.id == first.id
    assert [entry.pending for entry in register.entries] == [True, True]
    assert [entry.date for entry in register.entries] == ["2026-11-22", "2026-11-21"]


def test_it_names_nobody_and_is_read_by_its_owner_only(tmp_path: Path) -> None:
    Register.load(tmp_path).add(Subject.of(VALUES), "2026-11-20")
    written = (tmp_path / "erased.json").read_text().lower()
    assert stat.S_IMODE((tmp_path / "erased.json").stat().st_mode) == 0o600
    assert traces(tmp_path, VALUES) == []
    assert not any(piece in written for piece in ("femke", "oosterwolde", "example", "612345678", "9712ab"))


def test_two_stores_share_no_hash(tmp_path: Path) -> None:
    one, other = (Register.load(tmp_path / name).add(Subject.of(VALUES), "") for name in "ab")
    assert one.id != other.id
    assert not {form.digest for form in one.forms} & {form.digest for form in other.forms}


@pytest.mark.parametrize("damage", [lambda raw: raw[:-9], lambda raw: raw.replace(b"true", b"false"), lambda _: b"{}"])
def test_a_damaged_register_is_no_empty_one(tmp_path: Path, damage) -> None:
    Register.load(tmp_path).add(Subject.of(VALUES), "2026-11-20")
    path = tmp_path / "erased.json"
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(DamagedError, match=r"erased\.json is damaged") as damaged:
        Register.load(tmp_path)
    assert "backup" in damaged.value.fix
