"""Hostile zip archives, for every type of source that reads one: bombs, names that climb out, and lies."""

# ruff: noqa: E501 - a case a line
from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib

from support_hostile import MAIN, Hostile, Rule, content, main_file

MEMBER = {
    "chat_mattermost": "import.jsonl",
    "chat_rocketchat": "kanaal/2026-03-02.csv",
    "chat_whatsapp": "_chat.txt",
    "wiki_confluence": "ruimte/pagina.html",
    "wiki_dokuwiki": "data/pages/pagina.txt",
    "wiki_notion": "Pagina 4f1c0a9be2d84c6f9a31d7e5b08c1200.md",
}
"""Of each type that reads archives, the name of a file in one."""


def archives(scale: float) -> list[Hostile]:
    found = []
    for source, member in MEMBER.items():
        for name, data in _archives(member, _told(source), scale).items():
            found.append(content(source, f"zip {name}", data, "archief.zip"))
    return found


def _told(source: str) -> bytes:
    return b"bram,1772438400000,Goedemorgen\n" if source == "chat_rocketchat" else main_file(source)


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def overlapping(member: str, count: int, size: int, *, same_name: bool = False) -> bytes:
    """A zip whose many entries all are one piece of packed data (Fifield 2019, "A better zip bomb")."""
    folder, _, name = member.rpartition("/")
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packer.compress(b"woord en " * (size // 9)) + packer.flush()
    check, whole = zlib.crc32(b"woord en " * (size // 9)), size // 9 * 9
    stem = f"{folder}/" if folder else ""
    local = (
        struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, check, len(data), whole, len(member), 0) + member.encode()
    )
    body, entries = local + data, b""
    for number in range(count):
        called = (member if same_name else f"{stem}{number} {name}").encode()
        entries += (
            struct.pack(
                "<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, check, len(data), whole, len(called), 0, 0, 0, 0, 0, 0
            )
            + called
        )
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(entries), len(body), 0)
    return body + entries + end


def _archives(member: str, good: bytes, scale: float) -> dict[str, Rule]:
    folder, _, name = member.rpartition("/")
    whole = zipped({member: good})
    outside = {
        f"../../../{name}": good,
        f"/tmp/{name}": good,
        f"C:\\{name}": good,
        f"..\\..\\{name}": good,
        f"a/../../{name}": good,
    }
    lying = bytearray(whole)
    at = whole.rindex(b"PK\1\2")
    struct.pack_into("<I", lying, at + 24, 0xFFFFFFF0)
    small = bytearray(whole)
    struct.pack_into("<I", small, whole.rindex(b"PK\1\2") + 24, 1)

    def inner(depth: int) -> bytes:
        data = whole
        for number in range(depth):
            data = zipped({f"{number}.zip": data, f"{number}-b.zip": data})
        return data

    def link() -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            info = zipfile.ZipInfo(member)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, "/etc/passwd")
        return stream.getvalue()

    many = int(100_000 * min(1.0, scale * 2))
    return {
        "with names that climb out": lambda: zipped(outside | {member: good}),
        "of a link": lambda: link(),
        "of zips ten deep": lambda: inner(10),
        "of 300 MB of blanks": lambda: zipped({member: b" " * 300_000_000}),
        "of 45 MB of blanks": lambda: zipped({member: b" " * 45_000_000 + good}),
        "of a bomb in a zip": lambda: zipped({"a.zip": zipped({member: b" " * 300_000_000})}),
        "of overlapping files": lambda: overlapping(member, 2_000, 30_000_000),
        "of one name 2,000 times": lambda: overlapping(member, 2_000, 30_000_000, same_name=True),
        "of 100,000 files": lambda: zipped({f"{folder}/{n} {name}".lstrip("/"): b"" for n in range(many)}, zipfile.ZIP_STORED),
        "of a file called 10,000 times nested": lambda: zipped({"a/" * 10_000 + name: good}),
        "whose size lies upwards": lambda: bytes(lying),
        "whose size lies downwards": lambda: bytes(small),
        "cut in the middle": lambda: whole[: len(whole) // 2],
        "without its data": lambda: whole[whole.index(b"PK\1\2") :],
        "with 60 kB of comment": lambda: whole[:-2] + struct.pack("<H", 60_000) + b"PK\5\6" * 15_000,
        "of a name in no encoding": lambda: zipped({f"{folder}/\u202e{name}\n".lstrip("/"): good}),
        "packed in an unknown way": lambda: whole.replace(b"\x08\x00", b"\x63\x00"),
        "with a password": lambda: whole.replace(b"PK\1\2\x14\x03\x14\x00\x00", b"PK\1\2\x14\x03\x14\x00\x01"),
        "of nothing": lambda: zipped({}),
    }  # fmt: skip


assert MEMBER.keys() <= MAIN.keys()
