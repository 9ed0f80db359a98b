"""The report of a run: report.json (the contract), report.html for people, junit.xml for CI, run.trec for trec_eval."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from eval.aggregate import Figure, Scores
from eval.metrics import Outcome
from eval.metrics._text import unmarked

DOCUMENTS_SHOWN = 10
"""Ranked documents kept per case."""
PLOTTED = ("ndcg@10", "recall@5", "answer_contains", "citation_recall", "refusal_recall")
"""Metrics in [0, 1] that the bars of report.html show."""

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def build(
    suite: str,
    provenance: Mapping[str, Any],
    figures: Mapping[str, Figure],
    slices: Mapping[str, Mapping[str, Figure]],
    outcomes: Sequence[Outcome],
    scores: Sequence[Scores],
    warnings: Sequence[str],
) -> dict[str, Any]:
    """The report as JSON values, in the shape of DESIGN.md; `warnings` and `counts` are additions to it."""
    cases = [case_record(outcome, found) for outcome, found in zip(outcomes, scores, strict=True)]
    return {
        "suite": suite,
        "created_at": provenance["created_at"],
        "provenance": dict(provenance),
        "counts": {
            "cases": len(cases),
            "answerable": sum(case["answerable"] for case in cases),
            "failing": sum(bool(case["problem"]) for case in cases),
            "errors": sum(case["status"] == "failed" for case in cases),
            "with_missing_relevant": sum(bool(case["missing_relevant"]) for case in cases),
        },
        "warnings": list(warnings),
        "metrics": _figures(figures),
        "slices": {tag: _figures(found) for tag, found in slices.items()},
        "cases": cases,
    }


def _figures(figures: Mapping[str, Figure]) -> dict[str, Any]:
    return {
        name: {"value": f.value, "n": f.n, "n_skipped": f.n_skipped, "ci95": list(f.ci95) if f.ci95 else None}
        for name, f in figures.items()
    }


def case_record(outcome: Outcome, scores: Scores) -> dict[str, Any]:
    """Everything needed to see why a case scored as it did."""
    case, answer = outcome.case, outcome.answer
    wanted = frozenset().union(*outcome.relevant)
    return {
        "id": case.id,
        "question": case.question,
        "conversation": [{"role": turn.role, "text": turn.text} for turn in case.conversation],
        "audiences": list(case.audiences),
        "tags": list(case.tags),
        "answerable": case.answerable,
        "expected": case.answer,
        "relevant": list(case.relevant),
        "missing_relevant": list(outcome.missing),
        "status": outcome.status,
        "problem": problem(outcome, scores),
        "error": outcome.failure,
        "answer": answer.text if answer else "",
        "refusal": {"reason": answer.refusal.reason, "text": answer.refusal.text}
        if answer and answer.refusal
        else None,
        "cited": [
            {"n": c.n, "document_id": c.document.id, "title": c.document.title, "quote": c.quote}
            for c in (answer.citations if answer else ())
        ],
        "documents": [
            {
                "rank": rank,
                "document_id": ranked.document_id,
                "title": ranked.title,
                "score": ranked.score,
                "relevant": bool(wanted & ranked.ids),
            }
            for rank, ranked in enumerate(outcome.ranked[:DOCUMENTS_SHOWN], 1)
        ],
        "scores": {name: found.value if found else None for name, found in scores.items()},
        "explanations": {name: found.explanation for name, found in scores.items() if found and found.explanation},
        "latency_ms": round(outcome.latency_ms, 3),
    }


def problem(outcome: Outcome, scores: Scores) -> str:
    """Why a case fails, "" when it does not: an error, a wrong refusal or answer, nothing relevant in the top 5."""
    if outcome.status == "failed":
        return f"error: {outcome.failure}"
    if not outcome.case.answerable:
        return "answered although unanswerable" if outcome.status == "answered" else ""
    if outcome.status == "refused":
        return "refused although answerable"
    recall = scores.get("recall@5")
    return "no relevant document among the first 5" if recall and recall.value == 0 else ""


def write(report: Mapping[str, Any], outcomes: Iterable[Outcome], out: Path) -> None:
    """Writes the four files into the folder `out`."""
    (out / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=1, allow_nan=False), "utf-8")
    (out / "report.html").write_text(to_html(report), "utf-8")
    (out / "junit.xml").write_bytes(to_junit(report))
    (out / "run.trec").write_text(to_trec(outcomes, report["provenance"]["snapshot"]), "utf-8")


def to_html(report: Mapping[str, Any]) -> str:
    """One page without any asset; every text is escaped, since cases and sources are untrusted."""
    environment = Environment(
        loader=PackageLoader("eval", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    cases = sorted(report["cases"], key=lambda case: (not case["problem"], case["scores"].get("answer_contains") != 0))
    plotted = [name for name in PLOTTED if name in report["metrics"]]
    return environment.get_template("report.html.j2").render(report=report, cases=cases, plotted=plotted)


def to_junit(report: Mapping[str, Any]) -> bytes:
    """JUnit XML: one testcase per case; a case without a verdict (retrieval only, unanswerable) is skipped."""
    cases, counts = report["cases"], report["counts"]
    suite = ET.Element("testsuite", name=_xml(report["suite"]), timestamp=report["created_at"], tests=str(len(cases)))
    suite.set("failures", str(counts["failing"] - counts["errors"]))
    suite.set("errors", str(counts["errors"]))
    skipped = 0
    for case in cases:
        seconds = f"{case['latency_ms'] / 1000:.3f}"
        element = ET.SubElement(suite, "testcase", classname=suite.get("name", ""), name=_xml(case["id"]), time=seconds)
        if case["problem"]:
            kind = "error" if case["status"] == "failed" else "failure"
            ranked = "\n".join(f"{d['rank']}. {d['document_id']}" for d in case["documents"])
            answer = unmarked(case["answer"])
            text = f"question: {case['question']}\nexpected: {case['expected']}\nanswer: {answer}\n{ranked}"
            ET.SubElement(element, kind, message=_xml(case["problem"])).text = _xml(text)
        elif case["status"] == "not_asked" and case["scores"].get("recall@5") is None:
            ET.SubElement(element, "skipped", message="retrieval only: nothing to judge")
            skipped += 1
    suite.set("skipped", str(skipped))
    ET.indent(suite)
    return bytes(ET.tostring(suite, encoding="utf-8", xml_declaration=True))


def _xml(text: str) -> str:
    """Without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def to_trec(outcomes: Iterable[Outcome], tag: str) -> str:
    """TREC run lines: qid Q0 docid rank score tag. Blank space inside an id is written as in a URL."""
    return "".join(
        f"{_word(outcome.case.id)} Q0 {_word(ranked.document_id)} {rank} {ranked.score:.6f} {_word(tag)}\n"
        for outcome in outcomes
        for rank, ranked in enumerate(outcome.ranked, 1)
    )


def _word(text: str) -> str:
    return re.sub(r"[\s%]", lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode()), text)
