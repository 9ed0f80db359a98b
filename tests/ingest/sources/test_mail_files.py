"""Where mails stand: mbox, Maildir, Apple Mail, folders; what is no mail; and what of it may be read side by side."""

from __future__ import annotations

import pickle
import random
from pathlib import Path

import pytest

from copilot.core.errors import SourceError
from copilot.core.ports import SplitSource
from copilot.core.types import Document
from ingest.sources.mail import MailSource, Options, build
from support_exports import read_mail as read

FIXTURES = Path(__file__).parents[2] / "fixtures/sources/mail"


def source(path: Path) -> MailSource:
    return build(Options(name="post", type="mail", path=path, audience=("desk",)))


def mail(number: int, text: str = "tekst", more: str = "") -> str:
    date = f"Tue, 3 Mar 2026 09:{number % 60:02}:00 +0100"
    return f"Message-ID: <{number}@x>\nFrom: a{number}@x\nSubject: onderwerp {number}\nDate: {date}\n{more}\n{text}\n"


SEPARATOR = "From a@x Tue Mar  3 09:12:00 2026\n"


def messages(documents: list[Document]) -> list[str]:
    return sorted(part.text for document in documents for part in document.parts if part.role == "message")


@pytest.fixture(scope="module")
def good() -> dict[str, Document]:
    documents, rejected = read(FIXTURES / "good")
    assert rejected == []
    return {document.external_id: document for document in documents}


def test_a_maildir_is_read_with_its_hidden_folders_and_without_tmp(good: dict[str, Document]) -> None:
    thread = good["waterkoker-1@klant.example"]
    assert [part.ref for part in thread.parts] == ["waterkoker-1@klant.example", "waterkoker-2@winkel.example"]
    assert thread.title == "Waterkoker gaat niet uit"
    assert not any("Dit wordt nog" in document.text for document in good.values())
    # The same mail lies in new/ and in eml/.
    assert sum(part.ref == "molen-2@example.nl" for document in good.values() for part in document.parts) == 1


def test_names_of_a_maildir_carry_flags_and_mails_in_it_are_never_cut(tmp_path: Path) -> None:
    for folder in ("cur", "new", "tmp"):
        (tmp_path / folder).mkdir()
    text = "citaat:\n\nFrom b@x Tue Mar  3 09:12:00 2026\nX-A: b\n\nverder"
    (tmp_path / "cur/177.M1.post:2,RS").write_text(mail(1, text), "utf-8")
    documents, rejected = read(tmp_path)
    assert (messages(documents), rejected) == ([text], [])


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_an_mbox_is_cut_at_its_separators_only(tmp_path: Path, line_end: str) -> None:
    texts = ["From hier\n\nFrom nu af is alles anders", "a\n>From b", "From: geen scheiding", ""]
    raw = "".join(SEPARATOR + mail(number, text) + "\n" for number, text in enumerate(texts))
    (tmp_path / "box").write_bytes(raw.replace("\n", line_end).encode())
    documents, rejected = read(tmp_path)
    assert rejected == []
    assert [text.strip("\n") for text in messages(documents)] == sorted(text.replace(">From", "From") for text in texts)


def test_blocks_of_an_mbox_do_not_show(tmp_path: Path) -> None:
    rng = random.Random(4)
    texts = [f"{number} " + "woord " * rng.randrange(2_000) for number in range(1_200)]
    (tmp_path / "box").write_text("".join(SEPARATOR + mail(n, text) + "\n" for n, text in enumerate(texts)), "utf-8")
    assert (tmp_path / "box").stat().st_size > 4 << 20
    documents, rejected = read(tmp_path)
    assert rejected == []
    assert [text.strip() for text in messages(documents)] == sorted(text.strip() for text in texts)


def test_mails_of_apple_mail_are_read(tmp_path: Path) -> None:
    raw = mail(1, "één").encode()
    (tmp_path / "1.emlx").write_bytes(b"%d   \n" % len(raw) + raw + b'<?xml version="1.0"?><plist></plist>')
    documents, _ = read(tmp_path)
    assert messages(documents) == ["één"]


def test_what_thunderbird_deleted_is_left_out_and_said(tmp_path: Path) -> None:
    deleted = mail(1, "weg", "X-Mozilla-Status: 0009\n")
    (tmp_path / "Inbox").write_text(SEPARATOR + deleted + "\n" + SEPARATOR + mail(2) + "\n", "utf-8")
    (tmp_path / "Inbox.msf").write_text("// <!-- <mdb:mork:z v=1.4/> -->\n", "utf-8")
    documents, (note,) = read(tmp_path)
    assert [document.external_id for document in documents] == ["2@x"]
    assert "left out 1" in note.reason


BROKEN = {
    "leeg.mbox": "empty",
    "geen-mail.eml": "ZIP archive",
    "archief.zip": "ZIP archive",
    "als-utf16.eml": "UTF-16",
    "afgebroken.mbox": "breaks off",
    "afgebroken.msg": "damaged",
    "afgebroken-winmail.dat": "breaks off",
    "binair.mbox": "no header",
    "wachtwoord.eml": "password",
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_broken_file_is_rejected_with_a_reason_and_a_cure(name: str) -> None:
    documents, rejected = read(FIXTURES / "broken" / name)
    assert rejected
    assert all(entry.item.startswith(name) and entry.fix for entry in rejected)
    assert BROKEN[name] in rejected[0].reason
    readable = {"binair.mbox": ["Eerste", "Tweede"], "wachtwoord.eml": ["Het wachtwoord volgt per sms."]}
    assert messages(documents)[:2] == readable.get(name, messages(documents)[:2])


def test_no_broken_file_is_without_its_test() -> None:
    assert {file.name for file in (FIXTURES / "broken").iterdir()} == BROKEN.keys()


def test_a_folder_without_mail_is_a_fault_of_the_source(tmp_path: Path) -> None:
    (tmp_path / "Inbox.msf").write_text("index", "utf-8")
    with pytest.raises(SourceError, match="no mail below"):
        list(source(tmp_path).items())


def test_pieces_are_small_whole_threads_and_give_what_reading_gives(tmp_path: Path) -> None:
    raw = [mail(n, "x", f"In-Reply-To: <{n - 1}@x>\n" if n % 3 else "") for n in range(450)]
    (tmp_path / "box").write_text("".join(SEPARATOR + text + "\n" for text in raw), "utf-8")
    member = source(tmp_path)
    assert isinstance(member, SplitSource)
    item = next(iter(member.items()))
    pieces = list(member.split(item))
    assert len(pieces) > 3
    sent = [pickle.loads(pickle.dumps(piece)) for piece in pieces]
    assert max(len(pickle.dumps(piece)) for piece in pieces) < 20_000
    found = [document for piece in sent for document in source(tmp_path).read_piece(piece)]
    assert found == list(member.read(item))
    assert [len(document.parts) for document in found if isinstance(document, Document)] == [3] * 150
