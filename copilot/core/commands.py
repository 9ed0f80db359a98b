"""What the three command lines share: one sub-parser a command, results on stdout, errors with their cure on stderr."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable
from typing import Any

from copilot.core import settings
from copilot.core.errors import BalieError, of_system


class Commands:
    """The commands of one package; each gets the Settings and its own options and returns its exit code."""

    def __init__(self, prog: str, description: str) -> None:
        self._parser = argparse.ArgumentParser(prog=prog, description=description)
        self._commands = self._parser.add_subparsers(required=True, metavar="COMMAND")

    def add(self, name: str, run: Callable[[settings.Settings, Any], int], text: str) -> argparse.ArgumentParser:
        """A new command with --config; add its own options to what is returned."""
        sub = self._commands.add_parser(name, help=text, description=text)
        where = "default: $BALIE_CONFIG, data/config.toml, the example"
        sub.add_argument("--config", metavar="F", help=where)
        sub.set_defaults(run=run)
        return sub

    def main(self, arguments: list[str] | None, stopped: str) -> int:
        """Runs the command that the arguments name. stopped: what to say when it is interrupted."""
        options = self._parser.parse_args(arguments)
        logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")

        def run() -> int:
            config = settings.load(settings.config_path(options.config, os.environ))
            return int(options.run(config, options))

        return execute(run, stopped)


def execute(run: Callable[[], int], stopped: str) -> int:
    """The exit code of a command; an error is told with its cure and gives its own, an interruption 130."""
    try:
        return run()
    except (BalieError, OSError) as error:
        told = of_system(error) if isinstance(error, OSError) else error
        print(f"error: {told}", file=sys.stderr)
        return told.exit_code
    except KeyboardInterrupt:
        print(stopped, file=sys.stderr)
        return 130
