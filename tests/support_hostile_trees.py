"""Hostile folders: names that no editor shows, links, pipes, sockets, devices and folders that are named like files."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from support_hostile import MAIN, SECRET, Hostile, main_file, usual


def trees(scale: float) -> list[Hostile]:
    found = []
    for source in MAIN:
        for name, (write, told) in _TREES.items():
            found.append(Hostile(source, name, lambda folder, source=source, write=write: write(folder, source), told))
    return found


def _place(folder: Path, source: str, stem: str = "") -> Path:
    """Where a file stands that this type reads; with `stem`, under another name."""
    like = usual(source)
    place = folder / like.parent / (f"{stem}{like.suffix}" if stem else like.name)
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _fifo(folder: Path, source: str) -> None:
    os.mkfifo(_place(folder, source))
    os.mkfifo(_place(folder, source, "buis"))


def _socket(folder: Path, source: str) -> None:
    place = _place(folder, source)
    here = Path.cwd()
    os.chdir(place.parent)  # Its address may not be long.
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(place.name)
    finally:
        os.chdir(here)


def _device(folder: Path, source: str) -> None:
    _place(folder, source).symlink_to("/dev/zero")
    _place(folder, source, "toeval").symlink_to("/dev/urandom")


def _outside(folder: Path, source: str) -> None:
    """Links to a file and a folder outside the export, where the secret stands in a form that this type reads."""
    beyond = folder.parents[1] / "buiten"
    secret = beyond / MAIN[source]
    secret.parent.mkdir(parents=True, exist_ok=True)
    good = main_file(source)
    secret.write_bytes(good.replace(b"e", SECRET.encode(), 1) if source != "mail" else good + SECRET.encode())
    (beyond / "geheim.txt").write_text(SECRET)
    _place(folder, source).symlink_to(secret)
    _place(folder, source, "geheim").symlink_to(beyond / "geheim.txt")
    (folder / "map").symlink_to(beyond)


def _loop(folder: Path, source: str) -> None:
    place = _place(folder, source)
    place.symlink_to(place.name)
    (place.parent / "rond").symlink_to(folder)
    _place(folder, source, "nergens").symlink_to("bestaat niet")


def _folder(folder: Path, source: str) -> None:
    _place(folder, source).mkdir()
    _place(folder, source, "leeg").mkdir()


def _names(folder: Path, source: str) -> None:
    good = main_file(source)
    for stem in (
        "regel\nonder\nregel",
        "\u202egpj.exe",
        "-rf",
        "--help",
        "a" * 240,
        "*?[x]",
        "a'b\"c;$(d)",
        "~",
        "%2e%2e",
        "\x01\x7f",
    ):
        _place(folder, source, stem).write_bytes(good)
    for raw in (b"caf\xe9", b"\xff\xfe"):
        place = os.fsencode(_place(folder, source)) + raw + os.fsencode(Path(MAIN[source]).suffix)
        with open(place, "wb") as stream:
            stream.write(good)


def _locked(folder: Path, source: str) -> None:
    place = _place(folder, source)
    place.write_bytes(main_file(source))
    place.chmod(0)


def _deep(folder: Path, source: str) -> None:
    place = folder
    for _ in range(60):
        place = place / "map met een naam"
    place.mkdir(parents=True)
    _place(place, source).write_bytes(main_file(source))


_TREES: dict[str, tuple[Callable[[Path, str], None], bool]] = {
    "pipes": (_fifo, False),
    "a socket": (_socket, False),
    "links to devices": (_device, False),
    "links to outside": (_outside, False),
    "links in a circle": (_loop, False),
    "folders named like files": (_folder, False),
    "names that no editor shows": (_names, False),
    "no permission": (_locked, False),
    "folders 60 deep": (_deep, False),
}
