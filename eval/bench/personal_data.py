"""python -m eval.bench.personal_data: how much of what identifies people is masked, and how much else is by mistake.

Runs the real cleaner over invented values in sentences of mails, chats and tickets, Dutch and English: identifiers in
the many ways in which people write them, names in headers, signatures and salutations, and look-alikes, in which
nothing may be masked. A span counts as found when none of its letters and digits is left; anything else that was masked
in a document is a false alarm there. Two sets: on `made` the rules were developed; `unseen` was written by somebody who
had not read them. What each gave when it was new stands in `_pd_made`, `_pd_made_names` and `_pd_unseen`; what is
printed is what they give now, mended since.
Exit 1 below the bars.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table

from copilot.core.personal_data.view import MASK
from copilot.core.types import Document
from eval.bench import _pd_made, _pd_made_names, _pd_unseen
from eval.bench._pd_values import CUSTOMER_NUMBERS
from eval.bench.pd_cases import Case, place
from ingest.cleaners import personal_data

SEED = 20261122
RECALL, KIND_RECALL, NAME_RECALL, FALSE_ALARMS = 0.99, 0.97, 0.90, 0.01
"""The bars: of all identifiers, of each kind, of names, and of documents without either."""


SETS = ("made", "unseen")


@dataclass
class Tally:
    """Of one kind. `errors` are texts for a person to look at."""

    cases: int = 0
    found: int = 0
    typed: int = 0
    """Found and masked as what it is."""
    alarms: int = 0
    """Documents in which something else was masked."""
    errors: list[str] = field(default_factory=list)


def measured(cases: Iterable[Case], own_domains: tuple[str, ...] = (), names_only: bool = False) -> dict[str, Tally]:
    """By kind of identifier or look-alike; own_domains are the company's. names_only: other masks are no alarms."""
    options = personal_data.Options(customer_numbers=CUSTOMER_NUMBERS, company_domains=own_domains)
    cleaner = personal_data.build(options)
    tallies: dict[str, Tally] = defaultdict(Tally)
    for case in cases:
        tally = tallies[case.kind]
        cleaned = cleaner.clean(case.document)
        wanted: Counter[int] = Counter(index for index, _, _ in (*case.spans, *case.also))
        for index, start, end in case.spans:
            tally.cases += 1
            masked = _masked(place(case.document, index), place(cleaned, index))
            is_found = all(at in masked for at in range(start, end) if place(case.document, index)[at].isalnum())
            tally.found += is_found
            tally.typed += is_found and f"[{case.kind} " in place(cleaned, index)
            if not is_found:
                tally.errors.append(f"missed: {place(case.document, index)[start:end]!r} in {_shown(cleaned)}")
        if not case.spans:
            tally.cases += 1
        masks = {index: MASK.findall(place(cleaned, index)) for index in _places(cleaned)}
        if any(sum(kind == "NAAM" or not names_only for kind, _ in found) > wanted[at] for at, found in masks.items()):
            tally.alarms += 1
            tally.errors.append(f"false alarm: {_shown(case.document)} -> {_shown(cleaned)}")
    return dict(tallies)


def summary(cases: Sequence[Case], own_domains: tuple[str, ...] = (), names_only: bool = False) -> dict[str, Any]:
    """Recall by kind, false alarms by look-alike, both over all, and whether the bars are met."""
    tallies = measured(cases, own_domains, names_only)
    spans = {kind for kind, tally in tallies.items() if any(case.spans for case in cases if case.kind == kind)}
    kinds = {
        kind: {
            "spans": tally.cases,
            "recall": round(tally.found / tally.cases, 4),
            "typed": round(tally.typed / tally.cases, 4),
            "false_alarms": tally.alarms,
        }
        for kind, tally in tallies.items()
        if kind in spans
    }
    alike = {
        kind: {"documents": tally.cases, "false_alarms": tally.alarms, "share": round(tally.alarms / tally.cases, 4)}
        for kind, tally in tallies.items()
        if kind not in spans
    }
    documents = sum(entry["documents"] for entry in alike.values())
    total = sum(entry["false_alarms"] for entry in alike.values()) / (documents or 1)
    recall = sum(tallies[kind].found for kind in kinds) / (sum(tallies[kind].cases for kind in kinds) or 1)
    is_met = total <= FALSE_ALARMS and all(
        entry["recall"] >= (NAME_RECALL if kind == "NAAM" else KIND_RECALL) for kind, entry in kinds.items()
    )
    is_met = is_met and (recall >= RECALL or "NAAM" in kinds or not kinds)
    return {
        "kinds": kinds,
        "look_alikes": alike,
        "spans": sum(entry["spans"] for entry in kinds.values()),
        "documents": documents,
        "recall": round(recall, 4),
        "false_alarms": round(total, 4),
        "met": is_met,
        "errors": [error for tally in tallies.values() for error in tally.errors],
    }


def reports(sets: Iterable[str], seed: int, size: float = 1.0) -> dict[str, dict[str, Any]]:
    """A summary of the identifiers and one of the names of each set; size: which share of the usual number of cases."""
    made: dict[str, dict[str, Any]] = {}
    for name in sets:
        if name == "made":
            made[name] = summary(_pd_made.cases(seed, max(2, round(280 * size))))
            names = _pd_made_names.cases(seed, max(1, round(4 * size)))
            made[f"names, {name}"] = summary(names, _pd_made_names.OWN, names_only=True)
        else:
            alike = _pd_unseen.look_alikes(seed, max(1, round(28 * size)))
            made[name] = summary([*_pd_unseen.identifiers(seed, max(1, round(14 * size))), *alike])
            made[f"names, {name}"] = summary(_pd_unseen.names(seed, max(1, round(8 * size))))
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--size", type=float, default=1.0, help="share of the usual number of cases")
    parser.add_argument("--texts", choices=(*SETS, "all"), default="all")
    parser.add_argument("--errors", action="store_true", help="print every miss and false alarm")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    found = reports(SETS if options.texts == "all" else (options.texts,), options.seed, options.size)
    if not options.errors:
        for report in found.values():
            del report["errors"]
    if options.json:
        json.dump(found, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        for texts, report in found.items():
            _print(texts, report)
    return int(not all(report["met"] for report in found.values()))


def _masked(before: str, after: str) -> set[int]:
    """Positions of `before` that masks replaced in `after`: what stands between the masks is found again in order."""
    pieces = MASK.split(after)[::3]
    kept: set[int] = set()
    position = 0
    for number, piece in enumerate(pieces):
        if number == 0:
            start = 0
        elif number == len(pieces) - 1:
            start = len(before) - len(piece)
        else:
            start = before.index(piece, position)
        kept.update(range(start, start + len(piece)))
        position = start + len(piece)
    return set(range(len(before))) - kept


def _places(document: Document) -> list[int]:
    return [-1, *range(len(document.parts)), *(-2 - part for part in range(len(document.parts)))]


def _shown(document: Document) -> str:
    return repr(" | ".join(text for text in (document.title, document.text) if text))


def _print(texts: str, report: dict[str, Any]) -> None:
    console = Console(width=100)
    table = Table(title=f"{texts}: {report['spans']} spans, {report['documents']} look-alikes")
    for column in ("kind", "cases", "recall", "right mask", "false alarms"):
        table.add_column(column, justify="left" if column == "kind" else "right")
    for kind, entry in report["kinds"].items():
        row = (f"{entry['recall']:.2%}", f"{entry['typed']:.2%}", str(entry["false_alarms"]))
        table.add_row(kind, str(entry["spans"]), *row)
    table.add_row("all kinds", str(report["spans"]), f"{report['recall']:.2%}", "", "")
    table.add_section()
    for kind, entry in report["look_alikes"].items():
        table.add_row(kind, str(entry["documents"]), "", "", f"{entry['false_alarms']} ({entry['share']:.2%})")
    table.add_section()
    table.add_row("all look-alikes", str(report["documents"]), "", "", f"{report['false_alarms']:.2%}")
    console.print(table)
    for error in report.get("errors", ()):
        console.print(error, markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
