"""Corpora of which it is known what they do not hold, from those beside the project.

One store stands for many: every document carries the groups of the parts that it belongs to, and who asks as such a
group searches an index of just that part (tests/copilot/test_non_interference.py). So half of the FAQ pages is a group,
and each mail is a group of its own.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

BITS = (1, 2)
"""Of the hash of a page's id, by which pages are halved; bit 0 tells what is fitted on from what is reported on."""
_GUARDS = ("clinc_oos", "xsid_nl", "bus_customer_nl", "banking77")
_HEAD = re.compile(r"(?:^|\|)(SUBJECT|EMAIL_FROM):([^|]*)")

Record = Mapping[str, Any]


def digest(identifier: str) -> int:
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16)


def half_of(page: str, bit: int) -> str:
    """The group that a page is in."""
    return f"half-{bit}-{digest(page) >> bit & 1}"


def write(shared: Path, out: Path) -> None:
    """Documents and cases, as JSON lines. shared: folder of the corpora. Raises OSError."""
    out.mkdir(parents=True, exist_ok=True)
    pages = list(_read(shared / "nl_policyqa/docs_dev.jsonl"))
    asked = list(_read(shared / "nl_policyqa/dev.jsonl"))
    mails = list(_read(shared / "en_email_qa_bipia/dev.jsonl"))
    _write(out / "halves.jsonl", map(_page, pages))
    _write(out / "halves_cases.jsonl", _half_cases(asked))
    _write(out / "mails.jsonl", map(_mail, mails))
    _write(out / "mails_cases.jsonl", map(_mail_case, mails))
    guards = [row for name in _GUARDS for row in _guard_cases(name, shared / f"guard_out_of_scope/{name}_dev.jsonl")]
    _write(out / "guard_cases.jsonl", guards)


def _page(page: Record) -> Record:
    groups = [half_of(page["id"], bit) for bit in BITS]
    kept = {key: page[key] for key in ("id", "title", "text")}
    return {**kept, "kind": "wiki", "language": page["lang"], "audience": groups}


def _half_cases(asked: Iterable[Record]) -> Iterator[Record]:
    for case in asked:
        (page,) = case["relevant_doc_ids"]
        for bit in BITS:
            for half in (f"half-{bit}-0", f"half-{bit}-1"):
                yield {
                    "id": f"{half}-{case['query_id']}",
                    "question": case["query"],
                    "relevant": [page],
                    "answer": case["answer"],
                    "answerable": half_of(page, bit) == half,
                    "audiences": [half],
                    "tags": [half],
                }


def _mail(case: Record) -> Record:
    head = {name: value.strip() for name, value in _HEAD.findall(case["email"])}
    message = {
        "role": "message",
        "author": head.get("EMAIL_FROM") or "unknown",
        "text": case["email"].split("CONTENT:", 1)[-1],
    }
    return {
        "id": case["query_id"],
        "kind": "mail",
        "title": head.get("SUBJECT") or "(no subject)",
        "language": "en",
        "audience": [case["query_id"]],
        "parts": [message],
    }


def _mail_case(case: Record) -> Record:
    name = case["query_id"]
    known = {} if case["unanswerable"] else {"answer": case["ideal"]}
    fields = {"id": name, "question": case["question"], "relevant": [name], "audiences": [name]}
    return {**fields, "answerable": not case["unanswerable"], **known}


def _guard_cases(name: str, path: Path) -> Iterator[Record]:
    for row in _read(path):
        yield {"id": row["id"], "question": row["query"], "answerable": False, "tags": [name]}


def _read(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _write(path: Path, rows: Iterable[Record]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
