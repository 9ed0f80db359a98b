"""The figures of a comparison as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eval.bench.search.measure import CLIENTS

Row = Mapping[str, Any]

_NOTE = """\
One run on {cores} cores, {memory_gb} GB; load average {load_before} before, {load_after} after. {questions} questions,
each made from one chunk, which counts as the right one; each is asked once, after another one that warms up.

- *ms*: p50 / p95 / p99 of one search after the other. Without embedding, the question's vector is looked up.
- *searches a second*: by {clients} clients, without embedding.
- *memory*: of the process that has searched with the embedding model (PSS). *build, MB*: the most that building held.
- *build*: from texts and vectors to files. *start*: from the start of the process to its first hits, with files cached.
- *nearest 10*: share of the ten truly nearest chunks that the vector index gives.

The bare indexes return row numbers, the others texts. The texts are invented, with word frequencies like those of real
text; the vectors are those of embedded texts, varied.
"""


def markdown(figures: Mapping[str, Any]) -> str:
    """What users feel, then the rest, by size and system; then ours as a share of each other one."""
    rows: Sequence[Row] = figures["results"]
    clients = ", ".join(map(str, CLIENTS[:-1])) + f" and {CLIENTS[-1]}"
    note = _NOTE.format(clients=clients, **figures["machine"], **figures)
    return "\n".join([_table(rows, _SPEED), _table(rows, _REST), _table(_compared(rows), _SHARES), note])


def _compared(rows: Sequence[Row]) -> list[Row]:
    """Ours beside each other system of the same size."""
    ours = {row["chunks"]: row for row in rows if row["system"] == "balie"}
    others = (row for row in rows if row["system"] != "balie")
    return [{**row, "ours": ours[row["chunks"]]} for row in others if row["chunks"] in ours]


def _table(rows: Sequence[Row], columns: Mapping[str, Callable[[Row], str]]) -> str:
    lines = ["| " + " | ".join(columns) + " |", "| ---: | --- |" + " ---: |" * (len(columns) - 2)]
    lines += ["| " + " | ".join(column(row) for column in columns.values()) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _milliseconds(mode: str) -> Callable[[Row], str]:
    def column(row: Row) -> str:
        times = row[mode]["search_ms"]
        return " / ".join(_short(times[share]) for share in ("p50", "p95", "p99"))

    return column


def _share(what: Callable[[Row], float]) -> Callable[[Row], str]:
    return lambda row: f"{what(row['ours']) / what(row):.2f}"


def _quality(metric: str) -> Callable[[Row], str]:
    return lambda row: f"{row['without_model']['quality'][metric]:.3f}"


def _rates(row: Row) -> str:
    return " / ".join(_short(rate) for rate in row["without_model"]["per_second"].values())


def _short(value: float) -> str:
    """Two digits that tell something: 0.53, 5.3, 53, 530."""
    return f"{value:.2f}" if value < 1 else f"{value:.1f}" if value < 10 else f"{value:,.0f}"


_WHICH: dict[str, Callable[[Row], str]] = {
    "chunks": lambda row: f"{row['chunks']:,}",
    "system": lambda row: str(row["name"]),
}
_SPEED: dict[str, Callable[[Row], str]] = _WHICH | {
    "ms without embedding": _milliseconds("without_model"),
    "ms with embedding": _milliseconds("with_model"),
    "searches a second": _rates,
    "memory, MB": lambda row: f"{row['with_model']['memory_mb']['pss']:,}",
    "recall@10": _quality("recall@10"),
}
_REST: dict[str, Callable[[Row], str]] = _WHICH | {
    "build, s": lambda row: _short(row["build_s"]),
    "build, MB": lambda row: f"{row['build_peak_mb']:,}",
    "start, s": lambda row: _short(row["with_model"]["start_s"]),
    "start without model, s": lambda row: _short(row["without_model"]["start_s"]),
    "disk, MB": lambda row: _short(row["disk_mb"]),
    "recall@1": _quality("recall@1"),
    "mrr@10": _quality("mrr@10"),
    "nearest 10": lambda row: f"{row['without_model']['dense_recall@10']:.3f}",
}
_SHARES: dict[str, Callable[[Row], str]] = {
    "chunks": _WHICH["chunks"],
    "Balie takes, of what is taken by": _WHICH["system"],
    "p50 without embedding": _share(lambda row: row["without_model"]["search_ms"]["p50"]),
    "p95 without embedding": _share(lambda row: row["without_model"]["search_ms"]["p95"]),
    "p50 with embedding": _share(lambda row: row["with_model"]["search_ms"]["p50"]),
    "p95 with embedding": _share(lambda row: row["with_model"]["search_ms"]["p95"]),
    "memory": _share(lambda row: row["with_model"]["memory_mb"]["pss"]),
}
