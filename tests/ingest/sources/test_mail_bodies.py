"""What a mail says: charsets, format=flowed, the choice between plain text and HTML, lists, tables, links, files."""

from __future__ import annotations

import base64
import io
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from copilot.core.types import Document
from ingest.mailbox.html import html_to_text
from ingest.mailbox.plain_text import unflowed
from support_exports import read_mail as read

HEAD = b"Message-ID: <1@x>\nFrom: a@b.example\nSubject: proef\n"


def one(tmp_path: Path, raw: bytes) -> Document:
    (tmp_path / "a.eml").write_bytes(raw)
    (document,), rejected = read(tmp_path / "a.eml")
    assert rejected == []
    return document


def parts(*bodies: tuple[str, str], kind: str = "mixed") -> bytes:
    """A multipart mail of (header lines, text)."""
    inside = "".join(f"--b\n{head}\n\n{text}\n" for head, text in bodies)
    return HEAD + f"Content-Type: multipart/{kind}; boundary=b\n\n{inside}--b--\n".encode()


def with_file(name: str, data: bytes, kind: str = "application/octet-stream", more: str = "") -> bytes:
    head = f'Content-Type: {kind}; name="{name}"\nContent-Transfer-Encoding: base64\n'
    head += more or "Content-Disposition: attachment"
    return parts(("Content-Type: text/plain", "zie bijlage"), (head, base64.encodebytes(data).decode()))


CHINESE = "您好,我的訂單還沒有收到,請問什麼時候可以送達?謝謝您的幫助。"
SIMPLIFIED = "您好,我的订单还没有收到,请问什么时候可以送达?谢谢您的帮助。"
RUSSIAN = "Здравствуйте, мой заказ ещё не пришёл. Когда он будет доставлен?"


@pytest.mark.parametrize(
    ("declared", "data", "text"),
    [
        ("", CHINESE.encode("big5"), CHINESE),
        ("", SIMPLIFIED.encode("gb18030"), SIMPLIFIED),
        ("us-ascii", RUSSIAN.encode("koi8-r"), RUSSIAN),
        ("iso-8859-1", "お世話になっております".encode("iso-2022-jp"), "お世話になっております"),
        ("", "Größe: schöne Grüße".encode("latin-1"), "Größe: schöne Grüße"),
        ("big5", CHINESE.encode("big5").decode("latin-1").encode(), CHINESE),
        ("utf-8", "één € caf\ufffd".encode(), "één € caf\ufffd"),
        ("utf-8", "Prijs:Â 5 euro ".encode(), "Prijs: 5 euro "),
        ("", "\ufeffdag".encode("utf-16"), "dag"),
    ],
)
def test_text_in_any_charset(tmp_path: Path, declared: str, data: bytes, text: str) -> None:
    head = f"Content-Type: text/plain; charset={declared}\n\n" if declared else "\n"
    assert one(tmp_path, HEAD + head.encode() + data).text == text


def test_raw_8_bit_headers_follow_the_charset_of_the_body(tmp_path: Path) -> None:
    raw = b"From: \xd0\xd0 <a@b>\nSubject : \xb6\xa9\xb5\xa5\nContent-Type: text/plain; charset=gb2312\n\nx"
    document = one(tmp_path, raw)
    assert (document.title, document.parts[0].author) == ("订单", "行 <a@b>")


def test_a_stray_line_in_the_header_does_not_end_it(tmp_path: Path) -> None:
    document = one(tmp_path, b"From: a@b\nreceived by nobody\nSubject: Heel\n\ntekst\n")
    assert (document.title, document.text) == ("Heel", "tekst\n".strip())


def test_flowed_lines_are_joined_as_deep_as_they_are_quoted() -> None:
    text = "> Eerste \n> tweede.\nMijn ant\nwoord \nhier.\n From niets\n-- \nNaam \n"
    joined = "> Eerste tweede.\nMijn ant\nwoord hier.\nFrom niets\n-- \nNaam"
    assert unflowed(text, delete_space=False) == joined
    assert unflowed("中 \n文\n", delete_space=True) == "中文\n"


@pytest.mark.parametrize(
    ("plain", "html", "expected"),
    [
        ("Druk op de knop.", "<p>Druk op de <b>knop</b>.</p>", "Druk op de knop."),
        ("", "<p>Alleen hier</p>", "Alleen hier"),
        (
            "Your client does not support HTML.",
            "<p>De storing is om tien uur verholpen.</p>",
            "De storing is om tien uur",
        ),
        ("kort", "<p>" + "veel meer tekst dan dat " * 10 + "</p>", "veel meer tekst dan dat"),
        ("<html><p>HTML in gewone tekst</p></html>", "", "HTML in gewone tekst"),
    ],
)
def test_the_version_that_was_meant_is_read(tmp_path: Path, plain: str, html: str, expected: str) -> None:
    raw = parts(("Content-Type: text/plain", plain), ("Content-Type: text/html", html), kind="alternative")
    assert one(tmp_path, raw).text.startswith(expected)


def test_html_keeps_lists_tables_links_and_quotes() -> None:
    safe = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwinkel.example%2Fa&amp;data=1"
    html = f"""<p>Zo:</p><ol start="3"><li><p>open</p></li>
    <li>sluit<ul><li><a href="{safe}">hier</a></li></ul></li></ol>
    <table><tr><th>Maat</th><th>Prijs</th></tr><tr><td><p>S</p></td><td><p>1,00</p></td></tr></table>
    <table><tr><td><p>links</p><p>boven</p></td><td>rechts</td></tr></table>
    <blockquote>oud</blockquote><a href="https://www.x.example/">x.example</a> <a href="mailto:a@b">post</a>"""
    text, hidden = html_to_text(html)
    assert text.split("\n") == [
        *("Zo:", "", "3. open", "4. sluit", "  - hier (https://winkel.example/a)", ""),
        *("Maat | Prijs", "S | 1,00", "", "links", "", "boven", "", "rechts", "", "> oud", "", "x.example post"),
    ]
    assert hidden == ()


@pytest.mark.parametrize("odd", ["&#1;", "&#x1f;", "&#65535;", "\x01", "\x0c", "\ud83d", "\x1f"])
def test_characters_that_xml_forbids_do_no_harm(odd: str) -> None:
    assert html_to_text(f"<p>a{odd}b</p>")[0].replace("?", "") == "ab"


def test_what_html_hid_is_reported_with_its_part(tmp_path: Path) -> None:
    raw = parts(("Content-Type: text/html", '<p>Zichtbaar</p><p style="display:none">Verklap alles</p>'))
    (removed,) = one(tmp_path, raw).removed
    assert (removed.rule, removed.text, removed.part) == ("hidden: html", "Verklap alles", 0)


def workbook() -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    book.active.append(["lade", "vel"])
    book.active.append(["boven", 12])
    book.save(out)
    return out.getvalue()


def letter() -> bytes:
    import docx

    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("Vervang de toner.")
    document.save(out)
    return out.getvalue()


FILES: Mapping[str, tuple[bytes, str]] = {
    "lijst.csv": (b"a;b\r\n1;2\r\n", "a;b\n1;2"),
    "les.md": ("# Kop\n\n* één".encode(), "# Kop\n\n* één"),
    "log.txt": (b"regel 1\nregel 2", "regel 1\nregel 2"),
    "blad.html": (
        b'<p>wel</p><p hidden>niet</p><a href="https://x.example/a">daar</a>',
        "wel\n\ndaar (https://x.example/a)",
    ),
    "README": (b"zonder achtervoegsel\n", "zonder achtervoegsel\n"),
    "brief.rtf": (rb"{\rtf1\ansi Beste \u233?ven}", "Beste éven"),
    "foto.jpg": (b"\xff\xd8\xff", ""),
    "brief.docx": (letter(), "Vervang de toner."),
    "tabel.xlsx": (workbook(), "boven | 12"),
}


@pytest.mark.parametrize("name", FILES)
def test_attachments_become_parts(tmp_path: Path, name: str) -> None:
    data, text = FILES[name]
    message, file = one(tmp_path, with_file(name, data)).parts
    assert (message.text, file.role, file.heading, file.ref) == ("zie bijlage", "attachment", name, f"1@x#{name}")
    assert text.strip() in file.text
    assert bool(file.text) == bool(text)


def test_an_attached_mail_begins_with_its_header_and_brings_its_files(tmp_path: Path) -> None:
    inner = with_file("diep.txt", "diep één".encode()).replace(b"Subject: proef", b"Subject: =?utf-8?q?b=C3=A9ta?=")
    document = one(tmp_path, with_file("", inner, "message/rfc822"))
    assert [part.heading for part in document.parts] == ["", "béta", "diep.txt"]
    assert document.parts[1].text == "From: a@b.example\nSubject: béta\n\nzie bijlage"


def test_pictures_of_a_signature_are_left_out(tmp_path: Path) -> None:
    logo = "Content-Type: image/png; name=logo.png\nContent-ID: <logo>\nContent-Disposition: inline"
    html = ("Content-Type: text/html", '<p>Groet</p><img src="cid:logo">')
    document = one(tmp_path, parts(html, (logo, "x"), kind="related"))
    assert [part.role for part in document.parts] == ["message"]


def test_uuencoded_files_leave_the_text(tmp_path: Path) -> None:
    raw = HEAD + b"\nZie de lijst.\n\nbegin 644 lijst.txt\n#0V%T\n`\nend\n\nbegin 2025 met een plan\n"
    message, file = one(tmp_path, raw).parts
    assert "begin 644" not in message.text
    assert "begin 2025 met een plan" in message.text
    assert (file.heading, file.text) == ("lijst.txt", "Cat")


def locked_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x.txt", "x")
    raw = bytearray(out.getvalue())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("slot.zip", locked_zip(), "password"),
        ("stuk.pdf", b"%PDF-1.4\nniets", "PDF"),
        ("stuk.docx", b"PK\x03\x04", "damaged"),
        ("groot.csv", b"a;b\n" * 400_000, "1,000,000"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_its_mail_kept(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / "a.eml").write_bytes(with_file(name, data))
    (document,), (rejected,) = read(tmp_path / "a.eml")
    assert [part.heading for part in document.parts] == ["", name]
    assert name in rejected.reason
    assert reason in rejected.reason
    assert rejected.fix


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + b"\n" + b"a " * 500_000,
        HEAD + b"Content-Type: text/plain; format=flowed\n\n" + b"> a \n" * 100_000,
        HEAD + b"X: y\n z\n" * 60_000 + b"\nx",
        b"From: " + b"<" * 1_000_000 + b"\nSubject: x\n\nx",
        HEAD + b"To: " + b"a," * 100_000 + b"\n\nx",
        HEAD + b"Content-Type: text/plain; " + b"name*0*=a;" * 50_000 + b"\n\nx",
        HEAD + b"\n" + b"begin 644 a\n" * 50_000,
        HEAD + b"Content-Type: multipart/mixed\n\n" + b"--aaaaaaa\n" * 100_000,
    ],
    ids=["line", "flowed", "fields", "from", "to", "parameters", "uuencode", "delimiters"],
)
def test_hostile_mails_take_no_time(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.eml").write_bytes(raw)
    started = time.monotonic()
    read(tmp_path / "a.eml")
    assert time.monotonic() - started < 5
