"""benchmarks/review.py, by the path of its file: `review` is a name that others may have."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from made_report import link, made_report, rejection
from mkdocs_autolink.plan import Reason
from mkdocs_autolink.report import AmbiguousPhrase
from mkdocs_autolink.review.groups import group_report
from mkdocs_autolink.site import parse_target


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    path = Path(__file__).parents[2] / "benchmarks/review.py"
    spec = importlib.util.spec_from_file_location("benchmark_review", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_decisions_for_a_thousand_links(benchmark: ModuleType) -> None:
    report = made_report(
        links=(
            *(link(f"{page}.md", "quota", "disk.md", confidence=1.0) for page in range(3)),
            link("a.md", "disk areas", "disk.md", confidence=1.0),
        ),
        rejected=(rejection("a.md", "jobs", "batch.md", Reason.LOW_CONFIDENCE),),
    )
    assert benchmark.measure(report) == (4, 500.0, 250.0, 250.0)


def test_phrases_that_are_likely_wrong_cost_a_decision_of_their_own(benchmark: ModuleType) -> None:
    report = made_report(
        links=(
            link("a.md", "quota", "disk.md", confidence=0.5),
            link("a.md", "disk areas", "disk.md", confidence=1.0),
            link("a.md", "areas", "disk.md", confidence=1.0),
        )
    )
    assert [benchmark.expected_exceptions(group) for group in group_report(report)] == [pytest.approx(0.5)]


def test_one_phrase_alone_costs_one_decision_right_or_wrong(benchmark: ModuleType) -> None:
    (group,) = group_report(made_report(links=(link("a.md", "quota", "disk.md", confidence=0.6),)))
    assert benchmark.expected_exceptions(group) == 0


def test_an_ambiguous_phrase_costs_one_decision(benchmark: ModuleType) -> None:
    report = made_report(
        links=(link("a.md", "hooks", "server.md"),),
        rejected=tuple(rejection("b.md", "hooks", target, Reason.AMBIGUOUS) for target in ("server.md", "client.md")),
        ambiguous=(AmbiguousPhrase("hooks", tuple(map(parse_target, ("client.md", "server.md"))), 1, ("b.md",)),),
    )
    assert benchmark.measure(report)[2:] == (1000.0, 1000.0)
