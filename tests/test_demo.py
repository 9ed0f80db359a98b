"""The demonstration is alive: enough of everything, written item by item, with the troubles that are planted in it."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations

import pytest

from copilot.core import settings
from copilot.core.settings import ROOT
from copilot.core.types import Document
from ingest import configured

CASES = [json.loads(line) for line in (ROOT / "data/eval/demo.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """Document id -> document as it is ingested."""
    config = settings.load(ROOT / "data/config.example.toml", {})
    found = {}
    for table in config.sources:
        source, prepare = configured.build_source(config, table), configured.preparer(config, table)
        for item in source.items():
            for read in source.read(item):
                assert isinstance(read, Document), read
                (document,) = prepare.clean(read)
                assert isinstance(document, Document)
                found[document.id] = document
    return found


def test_there_is_enough_of_every_kind(documents: dict[str, Document]) -> None:
    whole = [d for d in documents.values() if not d.external_id.endswith("#internal")]
    kinds = Counter(d.kind for d in whole)
    assert kinds["wiki"] >= 40
    assert sum(d.resolved is True for d in whole) >= 60
    assert kinds["mail"] >= 25
    days = {part.at[:10] for d in whole if d.kind == "chat" for part in d.parts}
    assert len(days) >= 10
    languages = Counter(d.language for d in whole)
    assert languages["nl"] > languages["en"] >= 20


def runs(texts: Iterable[str]) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", " ".join(texts).lower())
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


def test_no_two_items_share_more_than_half_of_their_runs(documents: dict[str, Document]) -> None:
    of = {d.id: runs(part.text for part in d.parts) for d in documents.values()}
    holders = defaultdict(set)
    for document_id, found in of.items():
        for run in found:
            holders[run].add(document_id)
    shared: Counter[tuple[str, str]] = Counter()
    for together in holders.values():
        shared.update(combinations(sorted(together), 2))
    alike = {pair: n / min(len(of[pair[0]]), len(of[pair[1]])) for pair, n in shared.items()}
    assert [pair for pair, share in alike.items() if share > 0.5 and min(len(of[p]) for p in pair) >= 10] == []
    assert sum(share > 0.3 for share in alike.values()) >= 2, "near-duplicates are planted"


def test_the_questions_are_enough_and_point_at_documents(documents: dict[str, Document]) -> None:
    tags = Counter(tag for case in CASES for tag in case["tags"])
    assert len(CASES) >= 80
    assert min(tags[t] for t in ("unanswerable", "cross")) >= 20
    assert min(tags[t] for t in ("followup", "wiki", "ticket", "mail", "chat")) >= 8
    missing = {(case["id"], r) for case in CASES for r in case["relevant"] if r not in documents}
    assert not missing


def test_gold_answers_stand_in_a_relevant_document(documents: dict[str, Document]) -> None:
    def plain(text: str) -> str:
        return " ".join(re.sub(r"[*_`]", "", text).lower().split())

    lost = [
        case["id"]
        for case in CASES
        if case["answerable"] and not any(plain(case["answer"]) in plain(documents[r].text) for r in case["relevant"])
    ]
    assert lost == []


def test_questions_avoid_the_wording_of_their_page(documents: dict[str, Document]) -> None:
    copied = [
        case["id"]
        for case in CASES
        if any(runs([case["question"]]) & runs([documents[r].text]) for r in case["relevant"])
    ]
    assert copied == []


def test_what_is_planted_is_there_and_what_must_not_come_through_does_not(documents: dict[str, Document]) -> None:
    old, new = documents["helpcentre:contract/opzegvergoeding.md"], "contract/eerder-opzeggen-vast-contract.md"
    assert old.valid_until < "2026-11-20"
    assert documents[f"helpcentre:{new}"].metadata["supersedes"] == old.external_id
    assert "12 maanden" in documents["helpcentre:rekening/waarborgsom.md"].text
    assert "6 maanden" in documents["werkwijzen:krediettoets-en-waarborgsom.md"].text
    everything = "\n".join(d.text for d in documents.values())
    assert "wadlicht-terugbetaling.example" not in everything, "the hidden instructions of a mail"
    for value in ("111222333", "NL91ABNA0417164300", "NL91 ABNA"):
        assert value not in everything, "another customer's data"
    public = "\n".join(d.text for d in documents.values() if "public" in d.audience).lower()
    assert "coulance" not in public
