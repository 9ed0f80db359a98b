"""How many questions a second the embedding model alone allows: one by one, and in groups.

Measured in a process of its own, without anything else of the service; in as many as the service has, at the same time.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from copilot.core import settings
from copilot.core.embedders import load
from copilot.core.errors import BalieError
from copilot.core.settings import ROOT
from eval.bench.serving.setting import Setting, environment
from eval.load import questions

_LARGEST = 16
"""Questions that the service embeds at once at most."""


def measured(setting: Setting, seconds: float) -> dict[str, Any]:
    """Questions a second by size of group: 1, as many as the service answers at once, and the largest."""
    config = setting.settings
    at_once = min(config.service.workers, _LARGEST)
    groups = sorted({1, at_once, _LARGEST})
    found = {}
    for group in groups:
        job = [str(setting.config), str(setting.file), str(setting.seed), str(seconds / len(groups)), str(group)]
        command = [sys.executable, "-m", "eval.bench.serving.embedding", *job]
        running = [
            subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE)
            for _ in range(config.service.processes)
        ]
        try:
            said = [process.communicate()[0] for process in running]
        finally:
            for process in running:
                process.kill()  # does nothing to one that has ended
        if any(process.returncode for process in running):
            raise BalieError("embedding alone failed", "what its process said stands above")
        found[str(group)] = round(sum(json.loads(line) for line in said), 1)
    return {"processes": config.service.processes, "per_second": found, "at_once": str(at_once)}


def main() -> int:
    """Prints questions a second of this process. Arguments: configuration, questions, seed, seconds, group."""
    config, file, seed, seconds, group = sys.argv[1:]
    embedder = load(settings.load(Path(config), environment()).embedder)
    drawn = questions.drawn(questions.read(Path(file)), {"search": 1.0}, int(seed), vary=True)
    embedder.embed_queries([""] * int(group))
    started, done = time.perf_counter(), 0
    while (passed := time.perf_counter() - started) < float(seconds) or not done:
        done += len(embedder.embed_queries([question for _, question in itertools.islice(drawn, int(group))]))
    print(json.dumps(done / passed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
