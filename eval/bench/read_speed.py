"""python -m eval.bench.read_speed TYPE=PATH ...: how fast exports are read and cleaned, and in how much memory.

Everything before embedding (parsing, cleaning, personal data, chunks), by as many processes as a sync would use; the
memory is that of all of them together, shared pages counted once each. `--mbox GIGABYTES` writes a mailbox of invented
support mails of that size first and reads that.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from copilot.core.sections import ReadingSettings, SourceTable
from copilot.core.settings import Settings
from copilot.core.types import Rejected
from eval.bench import memory
from ingest import configured, progress, workers

_SENTENCES = (
    "Sinds vanmorgen geeft de thermostaat code F{0} en wordt het huis niet meer warm.",
    "Ik heb de ketel {0} keer opnieuw gestart, zonder resultaat.",
    "Kunt u een monteur sturen op dag {0} van deze maand?",
    "De waterdruk staat op {0} procent van wat het moet zijn.",
    "Please replace part {0} first; the pump makes that noise when its bearing is worn.",
    "According to the manual the display should show step {0} after the reset.",
    "Houd de resetknop {0} seconden ingedrukt en wacht tot het lampje groen wordt.",
    "The invoice of last month lists {0} visits although only one took place.",
)


def main() -> int:
    """Prints one JSON object a source; exit 1 when something of it could not be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="*", metavar="TYPE=PATH")
    parser.add_argument("--mbox", type=float, metavar="GIGABYTES")
    parser.add_argument("--processes", type=int, default=0, help="0: one a core")
    options = parser.parse_args()
    sources = [tuple(source.split("=", 1)) for source in options.sources]
    with tempfile.TemporaryDirectory() as folder:
        if options.mbox:
            sources.append(("mail", str(write_mbox(Path(folder) / "support.mbox", int(options.mbox * 1e9)))))
        if not sources or any(len(source) != 2 for source in sources):
            parser.error("expected TYPE=PATH, such as mail=exports/support.mbox, or --mbox 1")
        for kind, path in sources:
            print(json.dumps(measured(kind, Path(path).resolve(), options.processes)), flush=True)
    return 0


def measured(kind: str, path: Path, wanted: int = 0) -> dict[str, Any]:
    """Reads a source once, embedding nothing."""
    settings = Settings()
    table = SourceTable.model_validate({"name": "measured", "type": kind, "path": path, "audience": ["public"]})
    source, preparer = configured.build_source(settings, table), configured.preparer(settings, table)
    count: Counter[str] = Counter()
    with memory.watched() as peak:
        started = time.perf_counter()
        items = list(source.items())
        listed = time.perf_counter()
        reading = ReadingSettings(processes=wanted)
        with progress.bar(path.name, None) as step, workers.Workers(reading, settings.limits) as readers:
            for _, entries in readers.prepared(source, preparer, items):
                for entry in entries:
                    if isinstance(entry, Rejected):
                        count["rejected"] += 1
                        continue
                    count["documents"] += 1
                    count["parts"] += len(entry.document.parts)
                    count["messages"] += sum(part.role != "attachment" for part in entry.document.parts)
                    count["chunks"] += len(entry.chunks)
                step(len(entries))
        seconds = time.perf_counter() - listed
    return {
        "type": kind,
        "path": path.name,
        "megabytes": round(sum(f.stat().st_size for f in _files(path)) / 1e6, 1),
        **count,
        "seconds": round(seconds, 2),
        "list_seconds": round(listed - started, 2),
        "documents_per_s": round(count["documents"] / seconds, 1),
        "messages_per_s": round(count["messages"] / seconds, 1),
        "peak_megabytes": round(max(peak) / 1e6),
        "processes": workers.processes(wanted),
        "load_average": round(os.getloadavg()[0], 1),
    }


def write_mbox(path: Path, size: int, seed: int = 20261122) -> Path:
    """A mailbox of at least `size` bytes: threads of mails that quote what they answer, some with a file."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    with path.open("w", encoding="utf-8") as stream, progress.bar("writing", size // 1_000_000) as step:
        number = written = 0
        while written < size:
            before = written
            parent, quoted = "", ""
            for depth in range(chance.randint(1, 5)):
                mail, quoted = _mail(chance, number, parent, quoted, depth)
                written += stream.write(mail)
                parent = f"<{number}@post.example>"
                number += 1
            step(written // 1_000_000 - before // 1_000_000)
    return path


def _mail(chance: random.Random, number: int, parent: str, quoted: str, depth: int) -> tuple[str, str]:
    """One mail of an mbox, and its text for the next one to quote."""
    lines = [chance.choice(_SENTENCES).format(chance.randint(1, 99)) for _ in range(chance.randint(4, 40))]
    body = [f"Beste {'klant' if depth % 2 else 'helpdesk'},", "", *lines, "", "Met vriendelijke groet,", "Noor Vermeer"]
    if quoted:
        body += ["", "Op 3 maart 2026 om 09:12 schreef Balie <balie@warm.example>:"]
        body += [f"> {line}" for line in quoted.split("\n")]
    date = time.strftime("%a, %d %b %Y %H:%M:%S +0100", time.gmtime(1_700_000_000 + number * 60))
    head = [
        "From noor@klant.example Mon Mar  2 09:00:00 2026",
        f"From: Noor Vermeer <noor{number % 977}@klant.example>",
        "To: Balie <balie@warm.example>",
        f"Subject: {'Re: ' if parent else ''}Storing {number - depth}",
        f"Message-ID: <{number}@post.example>",
        f"Date: {date}",
        *([f"In-Reply-To: {parent}"] if parent else []),
    ]
    text = "\n".join(body)
    if number % 10:
        head.append("Content-Type: text/plain; charset=utf-8")
        return "\n".join([*head, "", text, "", ""]), text
    head.append('Content-Type: multipart/mixed; boundary="grens"')
    parts = ["", "--grens", "Content-Type: text/plain; charset=utf-8", "", text, "--grens"]
    parts += ['Content-Type: text/plain; name="log.txt"', 'Content-Disposition: attachment; filename="log.txt"', ""]
    parts += [f"{n:04} ketel druk {chance.random():.3f}" for n in range(200)] + ["--grens--", "", ""]
    return "\n".join([*head, *parts]), text


def _files(path: Path) -> Iterator[Path]:
    yield from (file for file in ([path] if path.is_file() else path.rglob("*")) if file.is_file())


if __name__ == "__main__":
    sys.exit(main())
