"""Outlook's own formats, written here byte by byte: .msg files (OLE compound files) and winmail.dat (TNEF)."""

from __future__ import annotations

import base64
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from compressed_rtf import compress

from copilot.core.types import Document, Rejected
from support_exports import read_mail as read

Tree = Mapping[str, Any]
"""A storage: streams as bytes, storages as trees, by name."""

FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def ole(tree: Tree) -> bytes:
    """A compound file ([MS-CFB], version 3) with this tree below its root."""
    entries: list[list[Any]] = [["Root Entry", 5, b"", FREE]]
    mini = bytearray()
    sectors: list[bytes] = []
    chains: list[int] = []
    mini_chains: list[int] = []

    def store(data: bytes) -> int:
        first = len(sectors)
        pieces = [data[at : at + 512].ljust(512, b"\0") for at in range(0, len(data), 512)]
        sectors.extend(pieces)
        chains.extend([*range(first + 1, first + len(pieces)), END])
        return first

    def store_mini(data: bytes) -> int:
        first, count = len(mini) // 64, -(-len(data) // 64)
        mini.extend(data.ljust(count * 64, b"\0"))
        mini_chains.extend([*range(first + 1, first + count), END])
        return first

    siblings: dict[int, int] = {}

    def add(children: Tree) -> int:
        """The child of a storage: its entries hang on each other like a list, which readers accept."""
        last = FREE
        for name, content in sorted(children.items(), key=lambda item: (len(item[0]), item[0].upper()), reverse=True):
            entry: list[Any] = [name, 2 if isinstance(content, bytes) else 1, content, FREE]
            entries.append(entry)
            at = len(entries) - 1
            siblings[at] = last
            if not isinstance(content, bytes):
                entry[3] = add(content)
            last = at
        return last

    entries[0][3] = add(tree)
    starts: list[tuple[int, int]] = []
    for _, kind, content, _ in entries:
        data = content if kind == 2 else b""
        start = END if not data else store_mini(data) if len(data) < 4096 else store(data)
        starts.append((start, len(data)))
    starts[0] = (store(bytes(mini)) if mini else END, len(mini))
    mini_fat = store(struct.pack(f"<{len(mini_chains)}I", *mini_chains).ljust(512, b"\xff")) if mini else END
    directory = b"".join(
        (name.encode("utf-16-le") + b"\0\0").ljust(64, b"\0")
        + struct.pack("<HBBIII", len(name) * 2 + 2, kind, 1, FREE, siblings.get(at, FREE), child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
        for at, ((name, kind, _, child), (start, size)) in enumerate(zip(entries, starts, strict=True))
    )
    directory_start = store(directory)
    fat_at = len(sectors)
    count = next(n for n in range(1, 109) if n * 128 >= len(chains) + n)
    fat = [*chains, *[FAT_SECTOR] * count]
    fat += [FREE] * (count * 128 - len(fat))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, count, directory_start, 0, 4096, mini_fat, -(-len(mini_chains) // 128), END, 0)
    head += struct.pack("<109I", *[*range(fat_at, fat_at + count), *[FREE] * (109 - count)])
    return head + b"".join(sectors) + struct.pack(f"<{len(fat)}I", *fat)


def storage(properties: Mapping[int, str | bytes | int], header: int = 8, **inside: Tree) -> dict[str, Any]:
    """Properties as Outlook stores them: numbers in one stream, the rest in streams of their own."""
    tree: dict[str, Any] = {name: dict(content) for name, content in inside.items()}
    numbers = bytes(header)
    for id_, value in properties.items():
        if isinstance(value, int):
            kind = 0x0040 if value > 1 << 31 else 0x0003
            numbers += struct.pack("<HHIq", kind, id_, 6, value)
        else:
            kind = 0x001F if isinstance(value, str) else 0x0102
            tree[f"__substg1.0_{id_:04X}{kind:04X}"] = value.encode("utf-16-le") if isinstance(value, str) else value
    return tree | {"__properties_version1.0": numbers}


def msg(properties: Mapping[int, str | bytes | int], **inside: Tree) -> bytes:
    return ole(storage(properties, 32, **{name.replace("_No", "_version1.0_#"): tree for name, tree in inside.items()}))


def attached(name: str, data: bytes, mime: str = "") -> Tree:
    return storage({0x3707: name, 0x370E: mime, 0x3701: data})


SENT = 133_542_990_000_000_000  # 2024-03-07 15:30 UTC in steps of 100 ns since 1601
DRIVER = msg(
    {
        0x001A: "IPM.Note",
        0x0037: "Printer drukt blanco",
        0x1000: "De printer op de derde drukt alleen blanco.\r\nGroet, Mirjam",
        0x1035: "<blanco-1@kantoor.example>",
        0x0039: SENT,
        0x0C1A: "Mirjam Bos",
        0x0C1F: "/O=KANTOOR/CN=MBOS",
        0x5D01: "mirjam@kantoor.example",
    },
    __recip_No00000000=storage({0x3001: "Hulp", 0x39FE: "hulp@kantoor.example", 0x0C15: 1}),
    __attach_No00000000=attached("tellers.csv", "lade;vel\n1;0 é\n".encode()),
    __attach_No00000001={
        **storage({0x3001: "Vorige storing"}),
        "__substg1.0_3701000D": storage(
            {0x0037: "Vorige storing", 0x1000: "Toen was de trommel vol.", 0x0C1A: "Joris", 0x0039: SENT}, 24
        ),
    },
    __attach_No00000002=storage({0x3707: "logo.png", 0x370E: "image/png", 0x3712: "logo", 0x3701: b"\x89PNG"}),
)
RTF_HTML = (
    rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0 Arial;}}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 "
    rb"Zet de koelkast op caf\'e9-stand {\*\htmltag84 <a href=\"https://winkel.example/stand\">}hier"
    rb"{\*\htmltag92 </a>}\htmlrtf \par}\htmlrtf0 {\*\htmltag72 </p>}"
    rb"{\*\htmltag64 <p hidden>}geheim{\*\htmltag72 </p>}}"
).replace(b'\\"', b'"')


def tnef(*attributes: tuple[int, int, bytes], end: bytes = b"") -> bytes:
    body = b"".join(struct.pack("<BHHI", level, id_, 6, len(data)) + data + b"\0\0" for level, id_, data in attributes)
    return b"\x78\x9f\x3e\x22\x01\x00" + body + end


def mapi(*properties: tuple[int, int, bytes]) -> bytes:
    out = struct.pack("<I", len(properties))
    for kind, id_, data in properties:
        out += struct.pack("<HHII", kind, id_, 1, len(data)) + data + bytes(-len(data) % 4)
    return out


WINMAIL = tnef(
    (1, 0x9007, struct.pack("<II", 1252, 0)),
    (1, 0x9003, mapi((0x0102, 0x1009, compress(RTF_HTML) + b"\0"), (0x001F, 0x0037, "Koelkast".encode("utf-16-le")))),
    (2, 0x9002, bytes(14)),
    (2, 0x8010, b"stappe~1.txt\0"),
    (2, 0x800F, "Stap één".encode()),
    (2, 0x9005, mapi((0x001F, 0x3707, "stappen.txt\0".encode("utf-16-le")))),
    end=b"\x77garbage",
)


def one(tmp_path: Path, raw: bytes, name: str) -> tuple[list[Document], list[Rejected]]:
    (tmp_path / name).write_bytes(raw)
    return read(tmp_path / name)


def test_a_msg_has_its_author_date_text_and_attachments(tmp_path: Path) -> None:
    (document,), rejected = one(tmp_path, DRIVER, "blanco.msg")
    assert rejected == []
    assert (document.external_id, document.title) == ("blanco-1@kantoor.example", "Printer drukt blanco")
    first, table, mail = document.parts
    assert (first.author, first.at) == ("Mirjam Bos <mirjam@kantoor.example>", "2024-03-07T15:30:00+00:00")
    assert first.text == "De printer op de derde drukt alleen blanco.\nGroet, Mirjam"
    assert (table.role, table.heading, table.text) == ("attachment", "tellers.csv", "lade;vel\n1;0 é")
    assert mail.heading == "Vorige storing"
    assert mail.text.split("\n")[0] == "From: Joris"
    assert mail.text.endswith("\n\nToen was de trommel vol.")


def test_the_transport_headers_of_a_msg_come_first(tmp_path: Path) -> None:
    headers = (
        "Microsoft Mail Internet Headers Version 2.0\r\nFrom: =?utf-8?q?Ren=C3=A9?= <rene@klant.example>\r\n"
        "Date: Fri, 8 Mar 2024 09:00:00 +0100\r\nIn-Reply-To: <blanco-1@kantoor.example>\r\nMessage-ID: <r@k>\r\n"
    )
    (tmp_path / "a.msg").write_bytes(DRIVER)
    (tmp_path / "b.msg").write_bytes(msg({0x0037: "Re: Printer", 0x1000: "Opgelost", 0x007D: headers, 0x0039: SENT}))
    (document,), _ = read(tmp_path)
    reply = document.parts[-1]
    assert (reply.author, reply.at) == ("René <rene@klant.example>", "2024-03-08T09:00:00+01:00")


def test_a_conversation_of_outlook_is_one_thread(tmp_path: Path) -> None:
    index = bytes(range(22))
    (tmp_path / "a.msg").write_bytes(msg({0x0037: "Lader", 0x1000: "kapot", 0x0071: index, 0x1035: "<a@x>"}))
    (tmp_path / "b.msg").write_bytes(
        msg({0x0037: "Antw: Lader", 0x1000: "ruilen", 0x0071: index + bytes(5), 0x1035: "<b@x>"})
    )
    other = {0x0037: "Iets anders", 0x1000: "los", 0x0071: index, 0x1035: "<c@x>"}
    (tmp_path / "c.msg").write_bytes(msg(other))
    documents, _ = read(tmp_path)
    assert [[part.text for part in document.parts] for document in documents] == [["kapot", "ruilen"], ["los"]]


def test_the_rtf_of_a_msg_is_read_as_the_html_it_was(tmp_path: Path) -> None:
    (document,), rejected = one(tmp_path, msg({0x0037: "Koelkast", 0x1009: compress(RTF_HTML)}), "a.msg")
    assert rejected == []
    assert document.text == "Zet de koelkast op café-stand hier (https://winkel.example/stand)"
    assert [(removed.rule, removed.text, removed.part) for removed in document.removed] == [
        ("hidden: html", "geheim", 0)
    ]


def test_plain_rtf_is_text(tmp_path: Path) -> None:
    rtf = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}Dag\par twee caf\'e9s \u8364? 5\par}"
    (document,), _ = one(tmp_path, msg({0x0037: "x", 0x1009: compress(rtf)}), "a.msg")
    assert document.text == "Dag\ntwee cafés € 5"


def test_html_and_8_bit_text_follow_their_code_page(tmp_path: Path) -> None:
    html = "<p>Готово</p>".encode("cp1251")
    (document,), _ = one(tmp_path, msg({0x0037: "x", 0x1013: html, 0x3FDE: 1251}), "a.msg")
    assert document.text == "Готово"


def test_what_is_no_mail_says_so(tmp_path: Path) -> None:
    _, (contact,) = one(tmp_path, msg({0x001A: "IPM.Contact", 0x0037: "Bram"}), "a.msg")
    assert "contact" in contact.reason
    _, (office,) = one(tmp_path, ole({"WordDocument": b"x" * 10}), "b.msg")
    assert "Office document" in office.reason


@pytest.mark.parametrize("kept", [600, 2_000, 5_000])
def test_a_msg_that_breaks_off_is_rejected_and_its_neighbour_read(tmp_path: Path, kept: int) -> None:
    (tmp_path / "a.msg").write_bytes(DRIVER[:kept])
    (tmp_path / "b.msg").write_bytes(DRIVER)
    documents, rejected = read(tmp_path)
    assert [document.external_id for document in documents] == ["blanco-1@kantoor.example"]
    assert [item.item for item in rejected] == ["a.msg"]
    assert rejected[0].fix


def test_streams_that_share_their_bytes_do_not_fill_the_memory(tmp_path: Path) -> None:
    raw = bytearray(ole({f"__substg1.0_{id_:04X}0102": b"x" * 4_096 for id_ in range(200)}))
    for at in range(0, len(raw) - 128, 128):
        if raw[at : at + 4] == b"_\0_\0":
            raw[at + 120 : at + 128] = struct.pack("<Q", len(raw) - 1_024)
    _, (rejected,) = one(tmp_path, bytes(raw), "bom.msg")
    assert "larger than the file" in rejected.reason


def test_a_winmail_dat_is_the_text_and_the_files_of_its_mail(tmp_path: Path) -> None:
    head = b"Message-ID: <w@x>\nSubject: Koelkast\nContent-Type: multipart/mixed; boundary=b\n\n"
    part = b"--b\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n"
    (document,), rejected = one(tmp_path, head + part + base64.encodebytes(WINMAIL) + b"--b--\n", "a.eml")
    assert rejected == []
    message, file = document.parts
    assert message.text == "Zet de koelkast op café-stand hier (https://winkel.example/stand)"
    assert (file.heading, file.text) == ("stappen.txt", "Stap één")


def test_a_winmail_dat_can_stand_alone_or_break_off(tmp_path: Path) -> None:
    (whole,), rejected = one(tmp_path, WINMAIL, "winmail.dat")
    assert (whole.title, rejected) == ("Koelkast", [])
    documents, (cut,) = one(tmp_path, WINMAIL[:-90], "winmail.dat")
    assert documents[0].title == "Koelkast"
    assert "breaks off" in cut.reason
    _, (nothing,) = one(tmp_path, WINMAIL[:12], "winmail.dat")
    assert nothing.fix
