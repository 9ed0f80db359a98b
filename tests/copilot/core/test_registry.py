"""Families: every member is found by its file name, has options, and is built."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

import copilot.core
import eval
import ingest
from copilot.core import registry
from copilot.core.errors import SettingsError

FAMILIES = (
    "copilot.core.embedders",
    "copilot.generators",
    "copilot.judges",
    "copilot.rerankers",
    "copilot.retrievers",
    "eval.judges",
    "eval.metrics",
    "ingest.cleaners",
    "ingest.sources",
)
MEMBERS = [(family, name) for family in FAMILIES for name in registry.members(family)]


def packages() -> Iterator[str]:
    for top in (copilot, ingest, eval):
        yield from (m.name for m in pkgutil.walk_packages(top.__path__, f"{top.__name__}.") if m.ispkg)


def test_every_plural_package_is_a_family_that_is_tested() -> None:
    plural = {name for name in packages() if name.rsplit(".", 1)[-1].endswith("s")}
    assert plural == set(FAMILIES)


@pytest.mark.parametrize(("family", "name"), MEMBERS)
def test_a_member_has_a_docstring_options_and_build(family: str, name: str) -> None:
    module = registry.member(family, name)
    assert module.__doc__
    assert issubclass(module.Options, BaseModel)
    assert module.Options.model_config["extra"] == "forbid", "a typo in the configuration must be seen"
    assert module.Options.model_config["frozen"]
    assert callable(module.build)


@pytest.mark.parametrize("family", FAMILIES)
def test_an_unknown_member_names_the_nearest(family: str) -> None:
    name = registry.members(family)[0]
    with pytest.raises(SettingsError) as error:
        registry.member(family, f"{name}x")
    assert f"{name}x" in error.value.problem
    assert repr(name) in error.value.fix


def test_a_name_like_nothing_lists_all() -> None:
    with pytest.raises(SettingsError) as error:
        registry.member("copilot.core.embedders", "qqq")
    assert all(name in error.value.fix for name in registry.members("copilot.core.embedders"))


@pytest.mark.parametrize("name", ["_bundled", "..core.settings", "hashing.x", ""])
def test_only_members_can_be_named(name: str) -> None:
    with pytest.raises(SettingsError):
        registry.member("copilot.core.embedders", name)


def test_a_wrong_option_names_its_place_and_the_value() -> None:
    with pytest.raises(SettingsError) as error:
        registry.build("copilot.core.embedders", "hashing", {"dimension": 3}, where="embedder")
    assert "embedder.dimension" in error.value.problem
    assert "found 3" in error.value.problem


def test_an_unknown_option_names_the_nearest() -> None:
    with pytest.raises(SettingsError) as error:
        registry.build("copilot.core.embedders", "hashing", {"dimensions": 64}, where="embedder")
    assert "embedder.dimensions" in error.value.problem
    assert "'dimension'" in error.value.fix
