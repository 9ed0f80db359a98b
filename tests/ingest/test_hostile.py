"""Hostile files of every format and every type of source: each is read or refused, in bounds, and costs no neighbour.

By hand, so many at full length and so many mutated exports: python tests/ingest/test_hostile.py FOLDER COUNT SEED
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from support_hostile import MAIN, SECRET, cases, neighbour, sample
from support_hostile_drill import Read, measured
from support_hostile_fuzz import mutated

ROOT = Path(__file__).parents[2]
COUNT, SEED, SCALE = 340, 20261120, 0.04


def test_no_hostile_file_takes_long_or_much_or_costs_a_neighbour(tmp_path: Path) -> None:
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    environment = os.environ | {"PYTHONPATH": paths, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, __file__, str(tmp_path)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=280)
    assert run.returncode == 0, run.stderr[-4000:]
    outcomes = [json.loads(line) for line in run.stdout.splitlines()]
    outcomes.sort(key=lambda outcome: -outcome["seconds"])
    for outcome in outcomes[:15]:
        print(f"{outcome['seconds']:5.2f} s {outcome['megabytes']:5.0f} MB  {outcome['case']}")
    assert len(outcomes) == COUNT
    assert {outcome["case"].split(":")[0] for outcome in outcomes} == MAIN.keys()
    assert [(outcome["case"], outcome["faults"]) for outcome in outcomes if outcome["faults"]] == []


def test_a_sync_over_hostile_folders_ingests_every_neighbour(tmp_path: Path) -> None:
    from copilot.core import settings
    from copilot.core.embedders.hashing import HashingEmbedder
    from copilot.core.snapshot import open_current
    from ingest import pipeline

    chosen = [case for case in cases(0.01, SEED) if any(word in case.name for word in _LIGHT)]
    tables = []
    for source in MAIN:
        neighbour(source, tmp_path / "alone" / source)
        neighbour(source, tmp_path / "both" / source)
        for number, case in enumerate(case for case in chosen if case.source == source):
            (tmp_path / "both" / source / f"hostile-{number}").mkdir()
            case.write(tmp_path / "both" / source / f"hostile-{number}")
        tables.append(
            f'[[sources]]\nname = "{source}"\ntype = "{source}"\naudience = ["desk"]\npersonal_data = "keep"\n'
        )
    held = {}
    for place in ("alone", "both"):
        config = tmp_path / f"{place}.toml"
        described = "\n".join(f'{table}path = "{place}/{source}"\n' for table, source in zip(tables, MAIN, strict=True))
        config.write_text(
            f'[store]\npath = "store-{place}"\n[embedder]\ntype = "hashing"\n{described}', encoding="utf-8"
        )
        loaded = settings.load(config, {})
        report = pipeline.sync(loaded, HashingEmbedder(64))
        assert report.published
        assert not report.stale
        records = open_current(loaded.store_path)[0].records
        held[place] = {i: records.record(facts).document.text for i, facts in records.facts().items()}
    lost = [i for i, text in held["alone"].items() if i not in held["both"] and text not in held["both"].values()]
    assert lost == []
    assert not [i for i, text in held["both"].items() if SECRET in text or "root:x:0" in text]


_LIGHT = "pipes", "links", "socket", "named like", "no editor", "noise", "cut in the middle", "wrong values", "climb"
"""Files that are read at once, some for each type."""


def by_hand(folder: Path, count: int, seed: int) -> None:
    """Prints faults as they are found, then the slowest and the largest."""
    outcomes = []
    for outcome in measured([*sample(cases(1.0, seed), count, seed), *mutated(count, seed)], folder):
        outcomes.append(outcome)
        if outcome.faults:
            print(outcome.case, *outcome.faults, sep="; ", flush=True)
    print(f"{len(outcomes)} files, {sum(bool(o.faults) for o in outcomes)} with faults; the slowest and the largest:")
    slowest, largest = (sorted(outcomes, key=lambda o: -key(o))[:15] for key in (_seconds, _megabytes))
    for outcome in (*slowest, *largest):
        print(f"{outcome.seconds:6.2f} s {outcome.megabytes:5.0f} MB  {outcome.case}  {outcome.reasons[:1]}")


def _seconds(outcome: Read) -> float:
    return outcome.seconds


def _megabytes(outcome: Read) -> float:
    return outcome.megabytes


if __name__ == "__main__":
    scratch, *numbers = sys.argv[1:]
    if numbers:
        by_hand(Path(scratch), int(numbers[0]), int(numbers[1]))
    else:
        for found in measured(sample(cases(SCALE, SEED), COUNT, SEED), Path(scratch)):
            print(json.dumps(asdict(found)), flush=True)
