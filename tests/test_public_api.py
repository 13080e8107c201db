"""Names that users, reports and other programs hold on to."""

from __future__ import annotations

import dataclasses
import functools
import importlib
import pkgutil
import re
from importlib.metadata import entry_points, version

import pytest

import mkdocs_autolink
from mkdocs_autolink.decisions import Verdict
from mkdocs_autolink.namings import Origin
from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.report import REASONS

MODULES = [
    importlib.import_module(f"mkdocs_autolink.{module.name}")
    for module in pkgutil.iter_modules(mkdocs_autolink.__path__)
]
CLASSES = [
    member
    for module in MODULES
    for member in vars(module).values()
    if isinstance(member, type) and member.__module__ == module.__name__
]
VALUES = [member for member in CLASSES if dataclasses.is_dataclass(member) and member.__name__[0] != "_"]
"""Drafts that one module fills in and no other sees have names that begin with _."""


def test_version_is_that_of_the_distribution() -> None:
    assert mkdocs_autolink.__version__ == version("mkdocs-autolink")
    assert re.fullmatch(r"\d+\.\d+\.\d+((a|b|rc)\d+)?", mkdocs_autolink.__version__)


def test_mkdocs_finds_the_plugin_by_its_name() -> None:
    (entry,) = entry_points(group="mkdocs.plugins", name="autolink")
    assert entry.load().__name__ == "AutolinkPlugin"


def test_names_of_reasons_stay() -> None:
    public = {
        "rejected by reviewer",
        "not accepted yet",
        "proposed only",
        "page left as it was",
        "ambiguous",
        "low confidence",
        "already linked by the author",
        "target linked elsewhere on the page",
        "overlaps a better link",
        "page limit",
        "section limit",
        "too many links for this many words",
        "too close to another link",
        "target limit",
        "phrase on the never list",
        "part of a longer phrase",
        "target does not exist",
    }
    assert public <= set(Reason)


def test_every_reason_has_its_sentence() -> None:
    assert set(REASONS) == set(Reason)


def test_names_of_origins_stay() -> None:
    public = {
        "rule",
        "keyword",
        "alias",
        "title",
        "navigation title",
        "h1",
        "heading",
        "code heading",
        "acronym",
        "short title",
        "file name",
        "anchor text",
    }
    assert public <= set(Origin)


def test_verdicts_are_those_of_the_decisions_file() -> None:
    assert set(Verdict) == {"accept", "reject", "retarget"}


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__qualname__)
def test_values_are_frozen_and_slotted(value: type) -> None:
    assert value.__dataclass_params__.frozen  # type: ignore[attr-defined]
    remembers = any(isinstance(member, functools.cached_property) for member in vars(value).values())
    assert "__slots__" in vars(value) or remembers, "only cached properties need a dict: slots=True"


def test_values_were_found() -> None:
    assert len(VALUES) > 10
