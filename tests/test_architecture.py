"""The shape of the code: arrows, doors, sizes and style, checked like everything else."""

from __future__ import annotations

import ast
import pkgutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import copilot

ROOT = Path(__file__).parents[1]
PACKAGES = ("copilot", "ingest", "eval")
CHECKED = (*PACKAGES, "tests")
PYTHON = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
WRITTEN = sorted(
    path
    for package in PACKAGES
    for path in (ROOT / package).rglob("*")
    if path.suffix in {".py", ".js", ".css", ".html", ".j2"}
)
LINES = 300

DOORS = {
    "faiss": ("copilot/core/snapshot/", "eval/bench/search/contender/plain.py", "eval/bench/vector_index.py"),
    "tantivy": ("copilot/core/snapshot/", "eval/bench/search/contender/plain.py"),
    "unstructured": ("ingest/parse.py",),
    "tiktoken": ("copilot/core/tokens.py",),
    "ragas": ("eval/judges/",),
    "langchain": (
        "copilot/generators/_model.py",
        "copilot/langchain.py",
        "eval/bench/search/contender/langchain.py",
        "ingest/chunk.py",
    ),
}
"""Vendor -> where alone it may be imported; langchain stands for all packages whose name begins so."""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    """Top-level names of everything a file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def run(*command: str) -> str:
    """What a module prints that is run with our interpreter; fails with it when it fails."""
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, (done.stdout + done.stderr)[-6000:]
    return done.stdout


def test_arrows_point_down() -> None:
    # It has no __main__ of its own.
    assert "KEPT" in run("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")


def test_the_arrows_name_every_module_of_the_service() -> None:
    service = {f"copilot.{module.name}" for module in pkgutil.iter_modules([str(ROOT / "copilot")])}
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    forbidden = [set(contract["forbidden_modules"]) for contract in contracts if contract["type"] == "forbidden"]
    assert forbidden == [service - {"copilot.core", "copilot.__main__"}] * 2


def test_style() -> None:
    run("-m", "ruff", "check", "--output-format", "concise", *CHECKED)


def test_format() -> None:
    run("-m", "ruff", "format", "--check", *CHECKED)


def test_types() -> None:
    run("-m", "mypy")


@pytest.mark.parametrize("vendor", DOORS)
def test_a_vendor_has_one_door(vendor: str) -> None:
    def is_vendor(name: str) -> bool:
        return name == vendor or name.startswith(f"{vendor}_")

    users = [name_of(path) for path in PYTHON if any(map(is_vendor, imports(path)))]
    assert users, "a door that nobody uses"
    assert [user for user in users if not user.startswith(DOORS[vendor])] == []


def test_no_file_is_long() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in WRITTEN}
    assert {name: length for name, length in lengths.items() if length > LINES} == {}


def test_only_the_settings_know_where_the_code_stands() -> None:
    users = [name_of(path) for path in PYTHON if "__file__" in path.read_text(encoding="utf-8")]
    assert users == ["copilot/core/settings.py"]


def test_nothing_is_pickled_but_messages_between_our_own_processes() -> None:
    unsafe = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}
    assert [name_of(path) for path in PYTHON if unsafe.intersection(imports(path))] == ["ingest/_messages.py"]
    assert [name_of(path) for path in PYTHON if "allow_pickle=True" in path.read_text(encoding="utf-8")] == []


def test_every_module_says_what_it_is() -> None:
    files = [path for path in PYTHON if path.stat().st_size]
    assert [name_of(p) for p in files if not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))] == []


def test_the_code_under_test_is_this_repositorys() -> None:
    assert copilot.__file__ is not None
    assert Path(copilot.__file__).is_relative_to(ROOT)


def test_tests_are_no_packages() -> None:
    assert [name_of(path) for path in (ROOT / "tests").rglob("__init__.py")] == []
