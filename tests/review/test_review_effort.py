from __future__ import annotations

import pytest

from made_report import link, made_report, rejection
from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.report import AmbiguousPhrase
from mkdocs_autolink.review.groups import group_report
from mkdocs_autolink.site import parse_target
from review_effort import expected_exceptions, measure


def test_decisions_for_a_thousand_links() -> None:
    report = made_report(
        links=(
            *(link(f"{page}.md", "quota", "disk.md", confidence=1.0) for page in range(3)),
            link("a.md", "disk areas", "disk.md", confidence=1.0),
        ),
        rejected=(rejection("a.md", "jobs", "batch.md", Reason.LOW_CONFIDENCE),),
    )
    assert measure(report) == (4, 500.0, 250.0, 250.0)


def test_phrases_that_are_likely_wrong_cost_a_decision_of_their_own() -> None:
    report = made_report(
        links=(
            link("a.md", "quota", "disk.md", confidence=0.5),
            link("a.md", "disk areas", "disk.md", confidence=1.0),
            link("a.md", "areas", "disk.md", confidence=1.0),
        )
    )
    assert [expected_exceptions(group) for group in group_report(report)] == [pytest.approx(0.5)]


def test_one_phrase_alone_costs_one_decision_right_or_wrong() -> None:
    (group,) = group_report(made_report(links=(link("a.md", "quota", "disk.md", confidence=0.6),)))
    assert expected_exceptions(group) == 0


def test_an_ambiguous_phrase_costs_one_decision() -> None:
    report = made_report(
        links=(link("a.md", "hooks", "server.md"),),
        rejected=tuple(rejection("b.md", "hooks", target, Reason.AMBIGUOUS) for target in ("server.md", "client.md")),
        ambiguous=(AmbiguousPhrase("hooks", tuple(map(parse_target, ("client.md", "server.md"))), 1, ("b.md",)),),
    )
    assert measure(report)[2:] == (1000.0, 1000.0)
