"""How long a snapshot takes to be opened again, as after a crash: in fresh processes."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from copilot.core import settings
from copilot.core.settings import ROOT
from copilot.core.snapshot import open_current
from eval.bench.serving.setting import Setting, environment

_TIMES = 5


def measured(setting: Setting) -> dict[str, Any]:
    """Seconds of each opening, and the passages of the snapshot."""
    command = [sys.executable, "-m", "eval.bench.serving.opening", str(setting.config)]
    found = [json.loads(subprocess.check_output(command, cwd=ROOT, env=environment())) for _ in range(_TIMES)]
    return {"seconds": [one["seconds"] for one in found], "passages": found[0]["passages"]}


def main() -> int:
    """Prints the seconds of one opening. Argument: configuration."""
    store = settings.load(Path(sys.argv[1]), environment()).store_path
    started = time.perf_counter()
    snapshot, _ = open_current(store, check_texts=False)
    print(json.dumps({"seconds": round(time.perf_counter() - started, 3), "passages": snapshot.chunks}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
