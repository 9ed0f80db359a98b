"""python -m eval.bench.keeping: what it costs to sync again when little or nothing changed, and how that grows.

Invented pages of two sections each, one file a page, are synced by the command that an admin types: all of them, then
unchanged, with 1 % changed in one section, 1 % moved and 1 % deleted. `--sizes 1000 10000 100000` repeats that by size.
`--embedder hashing` takes the embedding out of the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from copilot.core.settings import ROOT
from eval.bench.memory import watched

_PER_FOLDER = 500
_VOCABULARY = """
ketel monteur factuur verhuizing meterstand thermostaat contract opzegtermijn termijnbedrag storing aansluiting
klantenservice afspraak levering teruglevering zonnepaneel warmtepomp tarief jaarnota machtiging incasso portaal
wachtwoord adres sleutel radiator waterdruk leiding kraan ventiel installatie garantie offerte onderhoud inspectie
belt stuurt controleert vervangt meldt wijzigt ontvangt betaalt annuleert bevestigt plant noteert leest opent sluit
vandaag morgen binnen buiten altijd nooit meestal daarna daarvoor telefonisch schriftelijk online kosteloos dagen
weken maanden uur euro procent keer eerste tweede laatste nieuwe oude juiste volgende vorige dubbele hele halve
"""


def main() -> int:
    """Prints one JSON object a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000], metavar="DOCUMENTS")
    parser.add_argument("--embedder", choices=["sentence_transformer", "hashing"], default="sentence_transformer")
    parser.add_argument("--sentences", type=int, default=2, help="in each of the two sections of a page")
    options = parser.parse_args()
    for documents in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measured(Path(folder), documents, options.embedder, options.sentences)), flush=True)
    return 0


def measured(folder: Path, documents: int, embedder: str = "hashing", sentences: int = 2) -> dict[str, Any]:
    """The figures of one size; `folder` is filled with pages and a store."""
    pages, few = folder / "pages", max(1, documents // 100)
    for number in range(documents):
        _write(pages, number, sentences)
    (folder / "config.toml").write_text(
        f'[embedder]\ntype = "{embedder}"\n[[sources]]\nname = "pages"\ntype = "wiki_files"\npath = "pages"\n',
        encoding="utf-8",
    )
    figures: dict[str, Any] = {"documents": documents, "embedder": embedder}
    acts: dict[str, Callable[[int], object]] = {
        "full": lambda number: number,
        "unchanged": lambda number: number,
        "changed": lambda number: _write(pages, number, sentences, edition=1),
        "moved": lambda number: _file(pages, number).rename(pages / f"moved-{number}.md"),
        "deleted": lambda number: _file(pages, number).unlink(),
    }
    for place, (name, act) in enumerate(acts.items()):
        for number in range(place * few, (place + 1) * few):
            act(number)
        figures[name] = _sync(folder / "config.toml")
    full, write = figures["full"]["seconds"], figures["full"]["stages"]["write"]
    figures |= {
        "seconds_per_thousand": round(1000 * (full - figures["full"]["stages"]["embed"]) / documents, 2),
        "unchanged_to_full": round(figures["unchanged"]["seconds"] / full, 4),
        "changed_without_write_to_full": round(
            (figures["changed"]["seconds"] - figures["changed"]["stages"]["write"]) / full, 4
        ),
        "write_to_full": round(write / full, 4),
        "peak_megabytes": max(figures[name]["megabytes"] for name in acts),
        "load_average": round(os.getloadavg()[0], 1),
    }
    return figures


def _sync(config: Path) -> dict[str, Any]:
    """What a sync of its own process said, with its seconds from start to end and the memory of all its processes."""
    with watched() as peak:
        started = time.perf_counter()
        command = [sys.executable, "-m", "ingest", "sync", "--json", "--config", str(config)]
        out = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
        seconds = time.perf_counter() - started
    report = json.loads(out)
    source = report["sources"]["pages"]
    return {
        "seconds": round(seconds, 2),
        "stages": dict.fromkeys(("read", "embed", "write"), 0.0) | report["seconds"],
        "chunks": source["chunks"],
        "embedded": report["embedded"],
        **{kind: len(source[kind]) for kind in ("added", "changed", "moved", "removed")},
        "megabytes": round(max(peak) / 1e6),
    }


def _file(pages: Path, number: int) -> Path:
    return pages / f"{number // _PER_FOLDER}" / f"blad-{number}.md"


def _write(pages: Path, number: int, sentences: int, edition: int = 0) -> None:
    """A page of two sections; another edition differs in the second."""
    path = _file(pages, number)
    path.parent.mkdir(parents=True, exist_ok=True)
    seeds = (f"{number} 0", f"{number} 1 {edition}" if edition else f"{number} 1")
    sections = [_section(seed, sentences) for seed in seeds]
    path.write_text(f"# Werkwijze {number}\n\n" + "\n\n".join(sections) + "\n", encoding="utf-8")


def _section(seed: str, sentences: int) -> str:
    chance, words = random.Random(seed), _VOCABULARY.split()  # noqa: S311 - nothing secret
    said = [" ".join(chance.choices(words, k=chance.randint(8, 14))).capitalize() + "." for _ in range(sentences)]
    return f"## {chance.choice(words).capitalize()} {chance.randint(1, 999)}\n\n{' '.join(said)}"


if __name__ == "__main__":
    sys.exit(main())
