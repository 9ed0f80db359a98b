"""Hostile mails: MIME, mbox, Maildir, Outlook's formats, and what is attached."""

# ruff: noqa: E501 - a case a line
from __future__ import annotations

import base64
import struct

from support_hostile import FIXTURES, Hostile, Rule, content, filled

_HEAD = b"From: x@x.example\nTo: desk@x.example\nSubject: hostile\nDate: Mon, 2 Mar 2026 10:00:00 +0100\nMessage-ID: <%s@x.example>\n"


def mail(id_: str, rest: bytes) -> bytes:
    """A mail with the usual fields; rest: further fields, a blank line, and the body."""
    return _HEAD % id_.encode() + rest


def mails(scale: float) -> list[Hostile]:
    found = [_eml(name, rest) for name, rest in {**_mime(), **_encoded()}.items()]
    found += [content("mail", name, data, f"{number}.eml") for number, (name, data) in enumerate(_headers().items())]
    found += [content("mail", name, data, "post.mbox") for name, data in _mboxes().items()]
    found += [content("mail", name, data, "winmail.dat") for name, data in _tnefs().items()]
    found += [content("mail", name, data, "kapot.msg", told=False) for name, data in _outlook().items()]
    found += [
        _eml(f"rtf {name}", lambda data=data: _attached("b.rtf", "application/rtf", data()))
        for name, data in _rtfs().items()
    ]
    found += [content("mail", "in a Maildir: a file of NUL bytes", b"\0" * 10_000, "Maildir/cur/1.M1P1.x")]
    return found


def _eml(name: str, rest: Rule) -> Hostile:
    id_ = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in name)
    return content("mail", name, lambda: mail(id_, rest()), "vijandig.eml")


def _attached(name: str, kind: str, data: bytes) -> bytes:
    head = f'Content-Type: {kind}; name="{name}"\nContent-Disposition: attachment; filename="{name}"\n'
    return head.encode() + b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(data)


def nested(depth: int) -> bytes:
    """Multiparts in multiparts."""
    opened = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return (opened + "Content-Type: text/plain\n\ndiep").encode()


def _mime() -> dict[str, Rule]:
    part = b"--b\nContent-Type: text/plain\n\nx\n"
    mixed = b'Content-Type: multipart/mixed; boundary="b"\n\n'
    forwarded = b"".join(b"Content-Type: message/rfc822\n\nFrom: a%d@x.example\n" % n for n in range(2_000))
    odd = b"".join(
        b'--b\nContent-Disposition: attachment; filename="../../../tmp/evil%d.txt"\n\nx\n' % n for n in range(100)
    )
    return {
        "mime 2,000 deep": lambda: nested(2_000),
        "mime 19 deep": lambda: nested(19),
        "mime of 200,000 parts": lambda: mixed + part * 200_000,
        "mime of 1,900 parts": lambda: mixed + part * 1_900,
        "mime of 100,000 empty parts": lambda: mixed + b"--b\n" * 100_000,
        "mime with one boundary all the way down": lambda: (mixed + b"--b\n") * 2_000,
        "mime with an empty boundary": lambda: b'Content-Type: multipart/mixed; boundary=""\n\n' + b"--\n" * 100_000,
        "mime with a boundary of 1 MB": lambda: b"Content-Type: multipart/mixed; boundary=" + b"b" * 1_000_000 + b"\n\n--b\nx",
        "mime of dashes": lambda: mixed + b"-" * 5_000_000,
        "mime of boundary beginnings": lambda: mixed + b"--b" * 1_500_000,
        "mails in mails 2,000 deep": lambda: forwarded + b"\nx",
        "alternatives 1,000 wide": lambda: b'Content-Type: multipart/alternative; boundary="b"\n\n' + part * 1_000,
        "multipart without parts": lambda: b"Content-Type: multipart/mixed\n\n" + b"a\n" * 500_000,
        "attachments that climb out": lambda: mixed + odd,
        "an attached name of 1 MB": lambda: b'Content-Disposition: attachment; filename="' + b"a" * 1_000_000 + b'"\n\nx',
        "a name in 20,000 pieces": lambda: b"Content-Disposition: attachment;" + b"".join(b' filename*%d="a";\n' % n for n in range(20_000)) + b"\nx",
        "parameters without end": lambda: b"Content-Type: text/plain;" + b' a="' * 200_000 + b"\n\nx",
    }  # fmt: skip


def _encoded() -> dict[str, Rule]:
    qp, b64 = b"Content-Transfer-Encoding: quoted-printable\n\n", b"Content-Transfer-Encoding: base64\n\n"
    html = b"Content-Type: text/html; charset=%s\n" + qp
    uu = b"\nbegin 644 a.txt\n"
    return {
        "quoted-printable of =": lambda: qp + b"=" * 10_000_000,
        "quoted-printable of soft line ends": lambda: qp + b"=\n" * 3_000_000,
        "quoted-printable of blanks": lambda: qp + b" " * 10_000_000,
        "base64 of garbage": lambda: b64 + b"!@#$%^&*(" * 1_000_000,
        "base64 on one line of 10 MB": lambda: b64 + b"QUFB" * 2_500_000,
        "base64 of =": lambda: b64 + b"A===" * 2_000_000,
        "base64 with bytes between": lambda: b64 + b"Q\xffU\xfeF\x00B" * 1_000_000,
        "uuencode without end": lambda: uu + b"M" + b"#0V%T" * 400_000,
        "uuencode begun 200,000 times": lambda: uu * 200_000,
        "uuencode of lying lengths": lambda: uu + b"~a\n" * 500_000 + b"end\n",
        "a charset that is none": lambda: html % b"x-does-not-exist-" + b"caf=E9" * 1_000,
        "a charset of 1 MB": lambda: b"Content-Type: text/plain; charset=" + b"u" * 1_000_000 + b"\n\nx",
        "a charset that is a codec of Python": lambda: b"Content-Type: text/plain; charset=zlib_codec\n\nx",
        "a charset named idna": lambda: b"Content-Type: text/plain; charset=idna\n\n" + b"a." * 500_000,
        "a charset named punycode": lambda: b"Content-Type: text/plain; charset=punycode\n\n" + b"a-b9" * 250_000,
        "a charset named unicode_escape": lambda: b"Content-Type: text/plain; charset=unicode_escape\n\n" + b"\\N{SNOWMAN}\\u0041\\" * 50_000,
        "a charset named utf-7": lambda: b"Content-Type: text/plain; charset=utf-7\n\n" + b"+ADwAcw-" * 400_000,
        "a charset that lies": lambda: b"Content-Type: text/plain; charset=utf-16\n\n" + b"odd" * 333_333,
        "no charset and no language": lambda: b"\n" + bytes(range(128, 256)) * 10_000,
        "flowed text of quotes": lambda: b"Content-Type: text/plain; format=flowed; delsp=yes\n\n" + b"> \n" * 700_000,
        "html that hides 50,000 times": lambda: html % b"utf-8" + b"<p style=3D'display:none'>x<p>" * 50_000,
        "html 200,000 deep": lambda: html % b"utf-8" + b"<div>" * 200_000,
        "html of tables in tables": lambda: html % b"utf-8" + b"<table><tr><td>" * 50_000,
        "html with a class of 10 MB": lambda: html % b"utf-8" + b"<p class=3D'" + b"a " * 5_000_000,
        "html of style sheets": lambda: html % b"utf-8" + b"<style>p{color:red} " * 200_000,
        "html of one style for everything": lambda: html % b"utf-8" + b"<style>" + b"a b>c+d~e{display:none}" * 20_000 + b"</style>" + b"<a><b><c>" * 5_000,
    }  # fmt: skip


def _headers() -> dict[str, Rule]:
    encoded = b"=?utf-8?q?a?= "
    return {
        "To with 5,000 brackets": lambda: b"To: " + b"<" * 5_000 + b"\nFrom: " + b"(" * 5_000 + b"\n\nx",
        "To with 100,000 brackets": lambda: b"From: a@x.example\nTo: " + b"<(\"[" * 100_000 + b"\n\nx",
        "To with 50,000 people": lambda: mail("menigte", b"Cc: " + b"a@x.example, " * 50_000 + b"\n\nx"),
        "From of quotes": lambda: b'From: ' + b'"\\' * 300_000 + b"\n\nx",
        "Date of brackets": lambda: b"From: a@x.example\nDate: " + b"(" * 100_000 + b"\n\nx",
        "Date far away": lambda: b"From: a@x.example\nDate: Mon, 99 Mar 99999 99:99:99 +9999\n\nx",
        "Subject of 100,000 encoded words": lambda: b"From: a@x.example\nSubject: " + encoded * 60_000 + b"\n\nx",
        "Subject of begun encoded words": lambda: b"From: a@x.example\nSubject: " + b"=?utf-8?q?" * 60_000 + b"\n\nx",
        "Subject of =?": lambda: b"From: a@x.example\nSubject: " + b"=?" * 400_000 + b"\n\nx",
        "References of 60,000 ids": lambda: b"From: a@x.example\nMessage-ID: <verwijst@x>\nReferences: " + b"".join(b"<%d@x> " % n for n in range(60_000)) + b"\n\nx",
        "References of <": lambda: b"From: a@x.example\nReferences: " + b"<" * 500_000 + b"\n\nx",
        "a header of 100,000 fields": lambda: b"".join(b"X-%d: a\n" % n for n in range(100_000)) + b"\nx",
        "a header of 500,000 folded lines": lambda: b"From: a@x.example\nSubject: a\n" + b" b\n" * 500_000 + b"\nx",
        "a header without end": lambda: b"From: a@x.example\n" + b"X-A: b\n" * 1_500_000,
        "a header line of 10 MB": lambda: b"From: a@x.example\nSubject: " + b"a" * 10_000_000 + b"\n\nx",
        "a header name of 1 MB": lambda: b"From: a@x.example\n" + b"X" * 1_000_000 + b": a\n\nx",
        "header injection": lambda: b"From: a@x.example\nSubject: =?utf-8?q?a=0D=0ABcc:=20b=40x.example=0D=0A=0D=0Aboo?=\n\nx",
        "line ends of all kinds": lambda: b"From: a@x.example\r\rSubject: a\n\rTo: b\r\n\n\rx\r\n.\r\n",
        "NUL bytes in the header": lambda: b"From: a\0@x.example\nSubject: \0\0\nMessage-ID: <\0>\n\nx\0y",
        "a Message-ID of 500 kB": lambda: b"From: a@x.example\nMessage-ID: <" + b"a" * 500_000 + b"@x>\n\nx",
    }  # fmt: skip


def _mboxes() -> dict[str, Rule]:
    line = b"From x@x.example Mon Mar  2 10:00:00 2026\n"
    reply = b"From: a@x.example\nMessage-ID: <%d@k>\nIn-Reply-To: <%d@k>\nSubject: Re: a\n\nx\n\n"
    return {
        "mbox of 50,000 separators": lambda: line * 50_000,
        "mbox of From at every line": lambda: line + b"From: a@x.example\n\n" + b"From me to you\n" * 300_000,
        "mbox of a From line of 10 MB": lambda: line + b"From: a@x.example\n\n\nFrom " + b"a" * 10_000_000,
        "mbox of one thread 3,000 deep": lambda: b"".join(line + reply % (n, n - 1) for n in range(3_000)),
        "mbox of replies in a circle": lambda: b"".join(line + reply % (n, (n + 1) % 50) for n in range(50)),
        "mbox of one id 3,000 times": lambda: (line + reply % (1, 1)) * 3_000,
        "mbox without blank lines": lambda: line + b"From: a@x.example\n\nx\n" * 2 + line * 3,
        "mbox of >From": lambda: line + b"From: a@x.example\n\n" + b">" * 3_000_000 + b"From \n",
    }


def _tnefs() -> dict[str, Rule]:
    start = b"\x78\x9f\x3e\x22\x01\x00"

    def attribute(level: int, id_: int, data: bytes, size: int | None = None) -> bytes:
        return struct.pack("<BHHI", level, id_, 0, len(data) if size is None else size) + data + b"\0\0"

    many = struct.pack("<IHHI", 0xFFFFFFFF, 0x101E, 0x1000, 0xFFFFFFFF)
    shorts = struct.pack("<IHHI", 1, 0x1002, 0x1000, 900_000) + b"\0" * 1_800_000
    inner = b""
    for _ in range(60):
        inner = (
            start
            + attribute(2, 0x9002, b"")
            + attribute(2, 0x800F, b"\x07\x03\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46" + inner)
        )
    return {
        "tnef of nothing": lambda: start,
        "tnef with a length of 4 GB": lambda: start + attribute(1, 0x800C, b"kort", 0xFFFFFFFF),
        "tnef with a count of 4 billion": lambda: start + attribute(1, 0x9003, many),
        "tnef with 900,000 values": lambda: start + attribute(1, 0x9003, shorts),
        "tnef with 4 billion rows": lambda: (
            start + attribute(1, 0x9004, struct.pack("<I", 0xFFFFFFFF) + b"\0" * 100_000)
        ),
        "tnef of 100,000 attributes": lambda: start + attribute(1, 0x8004, b"a\0") * 100_000,
        "tnef of 15,000 files": lambda: start + attribute(2, 0x9002, b"") * 15_000,
        "tnef in tnef 60 deep": lambda: inner,
    }


def _outlook() -> dict[str, Rule]:
    good = (FIXTURES / "mail/good/blanco.msg").read_bytes()
    fat = bytearray(good)
    # Every sector of the first table of sectors leads to sector 1, so that no chain ends.
    sector = struct.unpack_from("<I", good, 76)[0]
    for at in range(512 + sector * 512, min(len(fat), 512 + (sector + 1) * 512), 4):
        struct.pack_into("<I", fat, at, 1)
    directory = bytearray(good)
    first = 512 + struct.unpack_from("<I", good, 48)[0] * 512
    for at in range(first, min(len(directory) - 128, first + 512), 128):
        struct.pack_into("<III", directory, at + 68, 1, 1, 1)
    huge = bytearray(good)
    for at in range(first, min(len(huge) - 128, first + 512), 128):
        struct.pack_into("<Q", huge, at + 120, 0x7FFFFFFF)
    tables = bytearray(good)
    struct.pack_into("<I", tables, 44, 0x7FFFFFFF)
    return {
        "ole with a circle of sectors": lambda: bytes(fat),
        "ole with a circle of entries": lambda: bytes(directory),
        "ole with streams of 2 GB": lambda: bytes(huge),
        "ole with 2 billion tables": lambda: bytes(tables),
        "ole with sectors of 2**65535 bytes": lambda: good[:30] + b"\xff\xff\xff\xff" + good[34:],
        "ole of its first 512 bytes": lambda: good[:512],
        "ole of its first 600 bytes": lambda: good[:600],
    }


def _rtfs() -> dict[str, Rule]:
    return {
        "of 200,000 groups": lambda: b"{\\rtf1" + b"{" * 200_000 + b"x" + b"}" * 200_000,
        "of 500,000 ends": lambda: b"{\\rtf1" + b"}" * 500_000,
        "of begun words": lambda: b"{\\rtf1" + b"\\" * 1_000_000,
        "of binary data without end": lambda: b"{\\rtf1\\bin99999999999 " + b"x" * 100_000,
        "of Unicode that lies": lambda: b"{\\rtf1\\uc99999 " + b"\\u-99999?" * 50_000,
        "of HTML 100,000 deep": lambda: b"{\\rtf1\\ansi\\fromhtml1 " + b"{\\*\\htmltag <div>}" * 100_000,
        "of fields": lambda: b"{\\rtf1" + b'{\\field{\\*\\fldinst HYPERLINK "a"' * 50_000,
        "of code pages that are none": lambda: b"{\\rtf1\\ansicpg99999 \\'e9\\'e9}",
        "of one line of 10 MB": lambda: b"{\\rtf1 " + filled("woord ", 10_000_000).encode() + b"}",
    }
