"""python -m eval.bench.duplicates [--json]: precision and recall of the grouping of near duplicates.

Three sets. `generated`: 2,000 documents made of the first family of sentences, with copies, edits, quoted copies and
look-alikes (translations, other facts, another subject, a negation less, more statements). `held out`: the same with
another seed and the second family, whose texts were never looked at. `sample`: pairs labelled by hand,
`data/eval/verdicts/duplicates.jsonl`; one line is a text with its variants, each labelled same, version or different.

`--curve` draws precision and recall of the sample over the threshold of similarity. `--speed N` measures signatures
and grouping of N documents: half of them unrelated, half of one template with other numbers.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from copilot.core.settings import ROOT
from copilot.core.types import Document, Part
from eval.bench._duplicate_pairs import OTHER, SAME, Made, made
from eval.bench._duplicate_texts import draw
from ingest.dedupe import Entry, Groups, group, signature
from ingest.dedupe._verdict import Reading, Verdict, compare

SAMPLE = ROOT / "data/eval/verdicts/duplicates.jsonl"
SEED, HELD_OUT_SEED = 20261122, 7
NEEDED = {"precision": 0.98, "recall": 0.95}
_LABELS = ("same", "version", "different")


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit 1 when a set is below NEEDED."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--curve", action="store_true", help="draw the sample over the threshold")
    parser.add_argument("--speed", type=int, metavar="N", default=0)
    parser.add_argument("--sample", type=Path, default=SAMPLE)
    parser.add_argument("--count", type=int, default=2000, help="documents of a generated set")
    options = parser.parse_args(arguments)
    if options.speed:
        print(json.dumps(speed(options.speed), indent=1))
        return 0
    pairs = list(labelled(options.sample))
    if options.curve:
        print(drawn(curve(pairs)))
        return 0
    report = {
        "generated": measured(made(SEED, "first", options.count)),
        "held out": measured(made(HELD_OUT_SEED, "second", options.count)),
        "sample": judged(pairs),
    }
    print(json.dumps(report, ensure_ascii=False, indent=1) if options.json else _told(report))
    return int(any(figures[name] < least for figures in report.values() for name, least in NEEDED.items()))


def measured(documents: Sequence[Made]) -> dict[str, Any]:
    """Pairwise precision and recall over all pairs; per kind of edit the share of pairs with their original."""
    found = grouped(documents)
    content = {document.id: document.content for document in documents}
    is_true = Counter(content.values())
    true = sum(n * (n - 1) // 2 for n in is_true.values())
    predicted = [pair for members in found.members.values() for pair in combinations(members, 2)]
    right = sum(content[a] == content[b] for a, b in predicted)
    originals = {document.origin: document.id for document in documents if document.how == "original"}
    together: dict[str, list[bool]] = defaultdict(list)
    for document in documents:
        if document.how != "original" and document.origin in originals:
            mine, other = found.group_of.get(document.id), found.group_of.get(originals[document.origin])
            together[document.how].append(mine is not None and mine == other)
    return {
        "documents": len(documents),
        "pairs": true,
        "precision": round(right / len(predicted), 4) if predicted else 1.0,
        "recall": round(right / true, 4) if true else 1.0,
        "found of the same": {how: _share(together[how]) for how in SAME if together[how]},
        "taken for the same": {how: _share(together[how]) for how in OTHER if together[how]},
    }


def grouped(documents: Iterable[Made]) -> Groups:
    """What the grouping makes of the set."""
    by_id = {document.id: document for document in documents}
    entries = [Entry(d.id, signature(_document(d)), d.kind, d.title, "s", ("public",)) for d in by_id.values()]
    return group(entries, lambda i: by_id[i].text)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts and what a reader said of them."""

    a: Reading
    b: Reading
    label: str


def labelled(path: Path) -> Iterator[Pair]:
    """The pairs of the sample. Raises ValueError for a line that is not of its shape, and OSError."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        base = json.loads(line)
        for variant in base["variants"]:
            text = base["text"]
            for old, new in variant["replace"]:
                if old not in text:
                    raise ValueError(f"line {number}: {old!r} is not in the text")
                text = text.replace(old, new)
            if variant["label"] not in _LABELS:
                raise ValueError(f"line {number}: expected a label of {', '.join(_LABELS)}")
            text = variant.get("before", "") + text + variant.get("after", "")
            kind, title = variant.get("kind", base["kind"]), variant.get("title", base["title"])
            yield Pair(Reading(base["text"], base["kind"], base["title"]), Reading(text, kind, title), variant["label"])


def judged(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Precision and recall of "same" on the sample, and the pairs on which the verdict is another."""
    verdicts = [compare(pair.a, pair.b) for pair in pairs]
    return {
        "pairs": len(pairs),
        **_rates([(p.label == "same", v.relation == "same") for p, v in zip(pairs, verdicts, strict=True)]),
        "labels and verdicts": {
            f"{label} as {relation}": count
            for (label, relation), count in sorted(
                Counter((p.label, v.relation) for p, v in zip(pairs, verdicts, strict=True)).items()
            )
        },
        "misjudged": [
            _line(p, v) for p, v in zip(pairs, verdicts, strict=True) if (p.label == "same") != (v.relation == "same")
        ],
    }


def curve(pairs: Sequence[Pair]) -> list[tuple[float, float, float, float, float]]:
    """(threshold, precision, recall by similarity alone, precision, recall with blockers), thresholds 0.50 to 1.00."""
    verdicts = [(pair.label == "same", compare(pair.a, pair.b)) for pair in pairs]
    rows = []
    for step in range(50, 101, 2):
        threshold = step / 100
        alone = _rates([(same, v.similarity >= threshold) for same, v in verdicts])
        whole = _rates([(same, _is_free(v) and v.similarity >= threshold) for same, v in verdicts])
        rows.append((threshold, alone["precision"], alone["recall"], whole["precision"], whole["recall"]))
    return rows


def drawn(rows: Sequence[tuple[float, float, float, float, float]]) -> str:
    """The curve as a table with bars of recall: #, with blockers, 1.00 is 40 wide."""
    lines = ["threshold  by similarity alone     with blockers", "           precision  recall     precision  recall"]
    lines += [
        f"  {t:.2f}       {p0:.3f}     {r0:.3f}      {p:.3f}      {r:.3f}  {'#' * round(r * 40)}"
        for t, p0, r0, p, r in rows
    ]
    return "\n".join(lines)


def speed(count: int) -> dict[str, Any]:
    """Seconds and memory for `count` documents, half of one boilerplate with a number each."""
    chance = random.Random(1)  # noqa: S311 - nothing secret
    texts = {}
    for number in range(count):
        text = draw(chance, "first")
        body = " ".join(text.sentences())
        if number % 2:
            body = f"Bedankt voor uw bestelling {100000 + number}. " + _BOILERPLATE
        texts[f"s:{number:06}"] = body
    started = time.perf_counter()
    entries = [Entry(i, signature(_plain(i, body)), "mail", "Bestelling", "s") for i, body in texts.items()]
    signed = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = group(entries, texts.__getitem__)
    grouped_at = time.perf_counter()
    return {
        "documents": count,
        "words": round(sum(len(body.split()) for body in texts.values()) / count),
        "milliseconds_per_signature": round((signed - started) / count * 1000, 3),
        "seconds_grouping": round(grouped_at - signed, 2),
        "megabytes_grouping": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024,
        "groups": len(found.members),
    }


_BOILERPLATE = (
    "Wij hebben uw betaling ontvangen en maken het pakket gereed in ons magazijn. U ontvangt bericht van de vervoerder "
    "zodra het onderweg is. Heeft u een vraag over deze bestelling, antwoord dan op deze mail of bel de balie."
)


def _is_free(verdict: Verdict) -> bool:
    """Whether nothing but similarity decided."""
    return verdict.reason in ("equal", "words") and (verdict.relation != "different")


def _rates(pairs: Sequence[tuple[bool, bool]]) -> dict[str, float]:
    right = sum(same and said for same, said in pairs)
    said, same = sum(said for _, said in pairs), sum(same for same, _ in pairs)
    return {"precision": round(right / said, 4) if said else 1.0, "recall": round(right / same, 4) if same else 1.0}


def _share(values: Sequence[bool]) -> str:
    return f"{sum(values)}/{len(values)}"


def _line(pair: Pair, verdict: Verdict) -> str:
    return f"{pair.label}: {verdict.relation} ({verdict.reason}, {verdict.similarity:.2f}): {pair.b.text[:110]!r}"


def _told(report: dict[str, dict[str, Any]]) -> str:
    lines = []
    for name, figures in report.items():
        lines.append(f"{name}: precision {figures['precision']:.4f}, recall {figures['recall']:.4f}")
        for key, value in figures.items():
            if isinstance(value, dict):
                lines.append(f"  {key}: " + ", ".join(f"{k} {v}" for k, v in value.items()))
            elif isinstance(value, list):
                lines += [f"  {entry}" for entry in value]
    return "\n".join(lines)


def _document(document: Made) -> Document:
    return Document("s", document.id, document.kind, document.title, (Part("message", document.text),))


def _plain(name: str, text: str) -> Document:
    return Document("s", name, "mail", "Bestelling", (Part("message", text),))


if __name__ == "__main__":
    sys.exit(main())
