"""The reply cases of four open-source parsers, as mails through the mail source and the cleaners."""

from __future__ import annotations

import json
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest

from copilot.core.settings import Settings
from copilot.core.types import Document
from ingest.prepare import Preparer
from ingest.sources import mail

FILE = Path(__file__).parents[3].parent / "shared/data/email_replies/dev.jsonl"


def as_mail(case: dict[str, Any]) -> bytes:
    """The case as one mail: an .eml as it is, text and HTML as the body of a mail."""
    if case["format"] == "eml":
        return str(case["raw"]).encode()
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"] = "Case <case@example.com>", "desk@example.org", "Case"
    made["Message-ID"], made["Date"] = f"<{case['id']}@example.com>", "Mon, 02 Mar 2026 09:00:00 +0000"
    subtype = "html" if case["format"] == "html" else "plain"
    made.set_content(case["raw"], subtype=subtype, charset="utf-8", cte="quoted-printable")
    return made.as_bytes()


def visible(case: dict[str, Any], folder: Path) -> str:
    file = folder / f"{case['id']}.eml"
    file.write_bytes(as_mail(case))
    options = mail.Options(name="post", type="mail", path=file, personal_data="keep")
    source, prepare = mail.build(options), Preparer(Settings(), options)
    found = [one for item in source.items() for one in source.read(item)]
    (document,) = [one for read in found if isinstance(read, Document) for one in prepare.clean(read)]
    assert isinstance(document, Document)
    return document.parts[0].text


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.shared
def test_the_visible_reply(tmp_path: Path) -> None:
    if not FILE.exists():
        pytest.skip(f"{FILE} is absent")
    cases = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
    exact: dict[str, bool] = {}
    asserted: dict[str, bool] = {}
    for case in cases:
        text = flat(visible(case, tmp_path))
        if case["expected_visible"] is not None:
            exact[case["id"]] = text == flat(case["expected_visible"])
        if case["must_contain"] or case["must_not_contain"]:
            asserted[case["id"]] = all(flat(word) in text for word in case["must_contain"]) and not any(
                flat(word) in text for word in case["must_not_contain"]
            )
    for name, results in (("exact", exact), ("contain / not contain", asserted)):
        failed = [key for key, right in results.items() if not right]
        print(f"{name}: {len(results) - len(failed)} of {len(results)}; failed: {', '.join(failed) or 'none'}")
    assert len(exact) >= 70
    assert sum(exact.values()) / len(exact) >= 0.95
    assert sum(asserted.values()) / len(asserted) >= 0.98
    dutch = {case["id"] for case in cases if case["lang"] == "nl"}
    assert all(right for results in (exact, asserted) for key, right in results.items() if key in dutch)
