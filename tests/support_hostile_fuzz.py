"""Good exports, a little broken: bytes turned, pieces cut out, doubled or moved, and values that nobody expects."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

from support_hostile import FIXTURES, MAIN, Hostile
from support_hostile_records import wrong

_ALPHABET = b"<>&\"'{}[]()|\\/#*_=-:;,. \n\r\t\0\xff\xfe\xc3\xe2\x80\x99aA09"


def mutated(count: int, seed: int) -> list[Hostile]:
    """So many mutations of files of the good exports, each as the whole export with one file changed."""
    chance = random.Random(seed)
    files = {
        source: sorted(file for file in (FIXTURES / source / "good").rglob("*") if file.is_file()) for source in MAIN
    }
    found = []
    for number in range(count):
        source = chance.choice(list(MAIN))
        found.append(_case(source, chance.choice(files[source]), number, chance.randrange(2**32)))
    return found


def _case(source: str, file: Path, number: int, seed: int) -> Hostile:
    path = file.relative_to(FIXTURES / source / "good")

    def write(folder: Path) -> None:
        for other in (FIXTURES / source / "good").rglob("*"):
            if other.is_file():
                place = folder / other.relative_to(FIXTURES / source / "good")
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(mutation(source, file, random.Random(seed)) if other == file else other.read_bytes())

    name = f"mutation {number} ({seed}) of {path}"
    return Hostile(source, name, write, told=False, again=source.startswith("tickets"))


def mutation(source: str, file: Path, chance: random.Random) -> bytes:
    data = file.read_bytes()
    if file.suffix in (".json", ".jsonl") and chance.random() < 0.6:
        return wrong(source, chance, chance.randrange(1, 6), file.relative_to(FIXTURES / source / "good").as_posix())
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _inside(data, chance)
    return broken(data, chance)


def broken(data: bytes, chance: random.Random) -> bytes:
    held = bytearray(data)
    for _ in range(chance.randrange(1, 12)):
        if len(held) < 4:
            break
        at, length = chance.randrange(len(held)), chance.choice((1, 2, 4, 20, 200))
        act = chance.randrange(7)
        if act == 0:
            held[at] ^= 1 << chance.randrange(8)
        elif act == 1:
            held[at] = chance.choice(_ALPHABET)
        elif act == 2:
            del held[at : at + length]
        elif act == 3:
            held[at:at] = held[at : at + length] * chance.choice((1, 2, 50))
        elif act == 4:
            other = chance.randrange(len(held))
            held[other:other] = held[at : at + length]
        elif act == 5:
            held[at:at] = bytes([chance.choice(_ALPHABET)]) * chance.choice((1, 10, 3_000))
        elif chance.random() < 0.2:
            del held[at:]
    return bytes(held)


def _inside(data: bytes, chance: random.Random) -> bytes:
    """A zip with one of its files broken, so that its checksum still agrees."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        chosen = chance.choice(names)
        for name in names:
            held = source.read(name)
            target.writestr(name, broken(held, chance) if name == chosen else held)
    return stream.getvalue()
