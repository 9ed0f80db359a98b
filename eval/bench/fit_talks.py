"""python -m eval.bench.fit_talks EXPORT TRUTH: fits the weights by which chats are untangled, and measures them.

EXPORT is a Slack export of one channel; TRUTH has lines {"ts", "conversation_id"}.
The weights are those under which the true talk of each message gets the most votes when all before it are placed right
(softmax over the talks and "a new one"). Measured on time: fitted on one half and tried on the other, and by quarters.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from ingest.chat import talks
from ingest.chat.talk_features import FEATURES, Message, weighed

_SHARPNESS = 4.0
"""How many times a vote counts in the softmax: 1 vote more is then odds of 55 to 1."""
_PENALTY = 1e-5
_ALONE = np.eye(len(FEATURES)).tolist()
"""Weights under which a sum is one feature."""
_GAP = 1800.0
"""Seconds of the plain rule that the result is compared with."""


def main() -> int:
    """Prints the weights and the figures as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("export", type=Path)
    parser.add_argument("truth", type=Path)
    options = parser.parse_args()
    lines = map(json.loads, options.truth.read_text("utf-8").splitlines())
    talk_of = {line["ts"]: line["conversation_id"] for line in lines}
    messages, truth = zip(
        *((message, talk_of[ts]) for ts, message in _read(options.export) if ts in talk_of), strict=True
    )
    weights = _fit(messages, truth)
    print(json.dumps(_figures(messages, truth, weights), indent=1))
    return 0


def _read(export: Path) -> list[tuple[str, Message]]:
    days = [file for file in sorted(export.rglob("*.json")) if re.fullmatch(r"\d{4}-\d\d-\d\d\.json", file.name)]
    entries = [entry for day in days for entry in json.loads(day.read_bytes())]
    found = {}
    for entry in sorted(entries, key=lambda entry: float(entry["ts"])):
        mentions = frozenset(re.findall(r"<@(\w+)", entry["text"]))
        text = re.sub(r"<@\w+(?:\|[^>]*)?>", " ", entry["text"])
        found[entry["ts"]] = Message(float(entry["ts"]), entry["user"], text, mentions)
    return list(found.items())


def _figures(messages: Sequence[Message], truth: Sequence[str], weights: np.ndarray) -> dict[str, Any]:
    started = time.perf_counter()
    ours = _cut(messages, weights)
    seconds = time.perf_counter() - started
    plain = np.cumsum([b.seconds - a.seconds > _GAP for a, b in pairwise(messages)])
    return {
        "weights": dict(zip(FEATURES, np.round(weights, 2).tolist(), strict=True)),
        "messages": len(messages),
        "talks": {"found": len(set(ours)), "true": len(set(truth))},
        "f1": {
            "gap of 30 minutes": _f1([0, *plain], truth),
            "fitted on all": _f1(ours, truth),
            "product": _f1(talks.cut(messages), truth),
            "halves, each by the other": _crossed(messages, truth, 2),
            "quarters, each by the others": _crossed(messages, truth, 4),
        },
        "messages_per_second": round(len(messages) / seconds),
    }


def _crossed(messages: Sequence[Message], truth: Sequence[str], folds: int) -> list[float]:
    """F1 of each stretch of time under the weights of the others."""
    edges = [len(messages) * fold // folds for fold in range(folds + 1)]
    found = []
    for start, end in pairwise(edges):
        # The stretch left out leaves a hole of weeks between what is before and behind it, over which nothing votes.
        weights = _fit([*messages[:start], *messages[end:]], [*truth[:start], *truth[end:]])
        found.append(_f1(_cut(messages[start:end], weights), truth[start:end]))
    return found


def _cut(messages: Sequence[Message], weights: np.ndarray) -> list[int]:
    kept, talks.WEIGHTS = talks.WEIGHTS, tuple(np.round(weights, 2).tolist())
    try:
        return talks.cut(messages)
    finally:
        talks.WEIGHTS = kept


def _fit(messages: Sequence[Message], truth: Sequence[str]) -> np.ndarray:
    rows: list[tuple[float, ...]] = []
    groups: list[int] = []
    own: list[bool] = []
    owner: list[int] = []
    for now, (message, earlier) in enumerate(talks.with_earlier(list(messages))):
        group_of: dict[str, int] = {}
        for place in range(1, len(earlier) + 1):
            talk = truth[now - place]
            if talk not in group_of:
                group_of[talk] = len(own)
                own.append(talk == truth[now])
                owner.append(now)
            groups.append(group_of[talk])
        rows += zip(*(weighed(message, earlier, alone) for alone in _ALONE), strict=True)
    pairs, group, mine, of = np.array(rows, float), np.array(groups), np.array(own, float), np.array(owner)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        tanh = np.tanh(pairs @ weights / 2)
        sums = _SHARPNESS * np.bincount(group, tanh / 2)
        # Votes are at most 25 a talk, so that nothing overflows.
        powers = np.exp(sums)
        all_powers = 1 + np.bincount(of, powers, len(messages))
        value = (np.log(all_powers).sum() - (sums * mine).sum()) / len(messages) + _PENALTY * weights @ weights
        by_sum = powers / all_powers[of] - mine
        by_pair = by_sum[group] * _SHARPNESS * (1 - tanh**2) / 4
        return value, pairs.T @ by_pair / len(messages) + 2 * _PENALTY * weights

    best: np.ndarray = minimize(loss, np.zeros(pairs.shape[1]), jac=True, method="L-BFGS-B").x
    return best


def _f1(found: Sequence[Any], truth: Sequence[str]) -> float:
    """Over pairs of messages: 2 x together in both / (together in one + together in the other)."""

    def together(talks: Counter[Any]) -> int:
        return sum(size * (size - 1) // 2 for size in talks.values())

    both = together(Counter(zip(found, truth, strict=True)))
    return round(2 * both / (together(Counter(found)) + together(Counter(truth))), 3)


if __name__ == "__main__":
    raise SystemExit(main())
