"""What is left of a person is found in any file, in any form; what is left of others is not."""

from __future__ import annotations

import base64
import json
import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

import pytest

from ingest.erasure import traces

VALUES = ["Femke Oosterwolde", "femke.o@example.org", "06-12345678", "NL91 ABNA 0417 1643 00", "KL-48213", "48213"]


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(
    "write",
    [
        str.encode,
        lambda v: v.upper().encode(),
        lambda v: json.dumps(f"\n{v}\n").encode(),
        lambda v: quote(f" {v} ").encode(),
        lambda v: v.encode("utf-16"),
        lambda v: f" {v} ".encode("utf-16-be"),
        lambda v: v.encode("utf-32-le"),
        *(lambda v, n=n: base64.b64encode(b" " * n + v.encode() + b" ") for n in range(6)),
        lambda v: b"zz" + base64.urlsafe_b64encode(f"?? {v.lower()} >>".encode()),
    ],
)
def test_every_form_is_found(tmp_path: Path, value: str, write) -> None:
    (tmp_path / "a.bin").write_bytes(os.urandom(999) + b"\0" + write(value) + b"\0" + os.urandom(999))
    (tmp_path / "b.bin").write_bytes(os.urandom(2000))
    assert traces(tmp_path, [value]) == ["a.bin"]
    assert traces(tmp_path / "a.bin", [value]) == ["a.bin"]


@pytest.mark.parametrize(
    "text",
    [
        "Femke Oosterwolder",
        "Sfemke Oosterwolde",
        "x.femke.o@example.org",
        "106123456789",
        "KL-482131",
        "a48213b",
        "148213",
    ],
)
def test_others_are_no_trace(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "below"
    folder.mkdir()
    (folder / "a.txt").write_bytes(
        text.encode() + b"\n" + base64.b64encode(f" {text} ".encode()) + f"\n{text}\n".encode("utf-16-le")
    )
    assert traces(tmp_path, VALUES) == []


def test_across_the_pieces_of_a_large_file(tmp_path: Path) -> None:
    for shift in (3, 11, 30):
        (tmp_path / "large").write_bytes(b"\0" * ((4 << 20) - shift) + b"femke.o@example.org" + b"\0" * 5_000_000)
        assert traces(tmp_path, VALUES) == ["large"]


def test_cells_of_a_database_and_names_of_files(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "a.sqlite")
    with database:
        database.execute("CREATE TABLE t (a TEXT, b TEXT, c TEXT)")
        database.execute("INSERT INTO t VALUES ('abc', 'Femke Oosterwolde', 'def')")
    database.close()
    (tmp_path / "femke-oosterwolde").mkdir()
    assert traces(tmp_path, VALUES[:1]) == ["a.sqlite", "femke-oosterwolde"]
    assert traces(tmp_path, ["Joris Brinkhorst"]) == []
