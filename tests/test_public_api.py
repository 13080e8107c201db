"""Names that users, reports and other programs hold on to."""

from __future__ import annotations

import dataclasses
import functools
import importlib
import pkgutil
import re
from enum import StrEnum
from importlib.metadata import entry_points, version

import pytest

import mkdocs_autolink
from mkdocs_autolink.author_links import Fault
from mkdocs_autolink.check import Gate
from mkdocs_autolink.decisions import Verdict
from mkdocs_autolink.evaluation import LinkOutcome, Reach
from mkdocs_autolink.namings import Origin
from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.report import REASONS, DecisionState
from mkdocs_autolink.sources.proof import Refusal

MODULES = [
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages(mkdocs_autolink.__path__, f"{mkdocs_autolink.__name__}.")
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


PUBLIC: dict[type[StrEnum], set[str]] = {
    Reason: {
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
    },
    Origin: {
        "rule",
        "keyword",
        "alias",
        "title",
        "navigation title",
        "navigation section",
        "h1",
        "anchor text",
        "code heading",
        "heading",
        "acronym",
        "short title",
        "part of the title",
        "file name",
        "path",
    },
    Verdict: {"accept", "reject", "retarget"},
    DecisionState: {"holds", "phrase gone", "target gone"},
    Fault: {"no such page", "no such id"},
    Gate: {"rot", "broken", "problems", "unreviewed", "ambiguity", "orphans"},
    Refusal: {
        "words not in the Markdown",
        "would be no link there",
        "would change more of the page",
        "the site could not be built",
        "would change other pages",
        "page differs from build to build",
        "page or target not in the build",
        "too many builds",
    },
    LinkOutcome: {
        "came back",
        "did not come back",
        "another target on the author's words",
        "other words in the author's sentence",
        "where no author linked",
    },
    Reach: {"reached", "out of reach", "too few links"},
}
"""Names that reports, the decisions file and options of commands hold."""


@pytest.mark.parametrize("kind", PUBLIC, ids=lambda kind: kind.__name__)
def test_names_stay_and_new_ones_are_written_down_here(kind: type[StrEnum]) -> None:
    assert set(kind) == PUBLIC[kind]


def test_all_that_is_called_public_is_known_here() -> None:
    said = {value for value in CLASSES if issubclass(value, StrEnum) and "names are public" in (value.__doc__ or "")}
    assert said <= PUBLIC.keys()


def test_every_reason_has_its_sentence() -> None:
    assert set(REASONS) == set(Reason)


@pytest.mark.parametrize("reason", Reason)
def test_the_sentence_of_a_reason_says_what_would_change_it(reason: Reason) -> None:
    assert re.search("`[a-z_.]+`|in the decisions file|out of the decisions file|Please report it", REASONS[reason])


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__qualname__)
def test_values_are_frozen_and_slotted(value: type) -> None:
    assert value.__dataclass_params__.frozen  # type: ignore[attr-defined]
    remembers = any(isinstance(member, functools.cached_property) for member in vars(value).values())
    assert "__slots__" in vars(value) or remembers, "only cached properties need a dict: slots=True"


def test_values_were_found_in_modules_and_in_those_of_subpackages() -> None:
    assert {"Page", "Report", "Decision", "Finding", "Proof", "Proposal"} <= {value.__name__ for value in VALUES}
