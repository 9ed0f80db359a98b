"""python -m copilot serve | ask | search | doctor"""

from __future__ import annotations

import argparse
import json
import os
import socket
import sys
import textwrap

from copilot.core import settings
from copilot.core.commands import Commands
from copilot.core.errors import SettingsError
from copilot.core.types import LOCAL_ASKER
from copilot.readable import readable


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns its exit code. Results go to stdout, errors to stderr."""
    # Read when torch and faiss are loaded: threads that wait for work would else take the cores from the search.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    return _commands().main(arguments, stopped="stopped")


def _commands() -> Commands:
    commands = Commands("python -m copilot", "Answers from the published snapshot.")
    serve = commands.add("serve", _serve, "the service with the side panel")
    serve.add_argument("--host", help="default: [service] host, 127.0.0.1")
    serve.add_argument("--port", type=int, help="default: [service] port, 8080")
    serve.add_argument(
        "--try", action="append", dest="questions", default=[], metavar="Q", help="answer Q on stdout first"
    )
    ask = commands.add("ask", _ask, "one cited answer")
    ask.add_argument("question")
    ask.add_argument("--json", action="store_true", help="the answer as the HTTP interface gives it")
    search = commands.add("search", _search, "the nearest passages")
    search.add_argument("query")
    search.add_argument("-k", type=int, default=10, help="how many, 1 to 100")
    search.add_argument("--explain", metavar="DOC", help="why this document, or chunk, is not among the hits, or is")
    search.add_argument(
        "--as", dest="audiences", metavar="GROUPS", help="with --explain: for an agent with these groups, as in a,b"
    )
    search.add_argument("--json", action="store_true", help="the hits as the HTTP interface gives them")
    commands.add("doctor", _doctor, "checks the installation and says how to mend it")
    return commands


def _serve(config: settings.Settings, options: argparse.Namespace) -> int:
    from copilot import serving
    from copilot.api.access import check_host

    host = options.host or config.service.host
    port = config.service.port if options.port is None else options.port
    check_host(config, host)
    listener = _bound(host, port)
    address = f"[{host}]" if ":" in host else host
    panel = f"http://{address}:{listener.getsockname()[1]}/panel"
    serving.serve(config, listener, panel, options.questions)
    return 0


def _bound(host: str, port: int) -> socket.socket:
    """A socket at an address. Raises SettingsError when it is taken, before any model is loaded."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    # Else the port stays taken for a minute after a restart.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise SettingsError(
            f"{host} port {port} cannot be used: {reason}", "stop what uses it, or choose another port: --port 8081"
        ) from error
    return listener


def _ask(config: settings.Settings, options: argparse.Namespace) -> int:
    from copilot.api import schemas
    from copilot.pipeline import Copilot, Question, check

    check(options.question)
    answer = Copilot.open(config).answer(LOCAL_ASKER, Question(options.question))
    print(json.dumps(schemas.answer(answer), ensure_ascii=False) if options.json else readable(answer))
    return 0


def _search(config: settings.Settings, options: argparse.Namespace) -> int:
    from copilot.api import schemas
    from copilot.pipeline import Copilot, check

    check(options.query, options.k)
    if options.explain:
        return _explain(config, options)
    if options.audiences is not None:
        raise SettingsError("--as goes with --explain", "add --explain DOC")
    result = Copilot.open(config).search(LOCAL_ASKER, options.query, options.k)
    if options.json:
        print(json.dumps(schemas.search_result(result), ensure_ascii=False))
        return 0
    for hit in result.hits:
        print(f"{hit.rank:>3}  {hit.score:.3f}  {hit.document.id}  {hit.document.title}")
        print(textwrap.shorten(hit.chunk.text, 160, placeholder=" …"))
    return 0


def _explain(config: settings.Settings, options: argparse.Namespace) -> int:
    from copilot.api import schemas
    from copilot.pipeline import Copilot

    groups = None if options.audiences is None else frozenset(filter(None, options.audiences.split(",")))
    copilot = Copilot.open(config)
    found = copilot.explain(LOCAL_ASKER, options.query, options.explain, options.k, audiences=groups)
    assert found is not None, "this asker sees everything"
    if options.json:
        print(json.dumps(schemas.explanation(found), ensure_ascii=False))
        return 0
    print(f"{found.document_id}  {found.title}".rstrip())
    print(f"shown at rank {found.rank}" if found.rank else f"lost at: {found.lost_at}")
    for step in found.steps:
        rank = "" if step.rank is None else f"rank {step.rank}"
        score = "" if step.score is None else f"{step.score:.3f}"
        print(f"{'ok' if step.passed else '--'}  {step.name:<11}{rank:<11}{score:>8}  {step.detail}")
    if found.weighed:
        print("what its score is made of, beside that of the last hit that is shown:")
        for name, (own, last) in found.weighed.items():
            print(f"    {name:<19}{own:>8.2f}{last:>8.2f}")
    return 0


def _doctor(config: settings.Settings, _: argparse.Namespace) -> int:
    from copilot import doctor

    findings = doctor.examine(config)
    for finding in findings:
        print(f"{'ok   ' if finding.ok else 'FAULT'}  {finding.check}: {finding.message}")
        if finding.fix:
            print(f"       -> {finding.fix}")
    return 0 if all(finding.ok for finding in findings) else 1


if __name__ == "__main__":
    sys.exit(main())
