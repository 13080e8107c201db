from __future__ import annotations

import pytest

from check.checked import LOCATIONS, check, report, rules
from mkdocs_autolink.author_links import Fault
from mkdocs_autolink.check import Gate, GateOutcome, Level, Rule, Severity, run_check
from mkdocs_autolink.report import ReportBrokenLink


def dead(*hrefs: str) -> tuple[ReportBrokenLink, ...]:
    return tuple(ReportBrokenLink("index.md", href, "x", number, Fault.NO_PAGE) for number, href in enumerate(hrefs, 1))


@pytest.mark.parametrize(
    ("limit", "level", "outcome", "severity"),
    [
        (None, Level.ERROR, GateOutcome.NO_LIMIT, None),
        (2, Level.ERROR, GateOutcome.PASSED, Severity.NOTE),
        (3, Level.WARNING, GateOutcome.PASSED, Severity.NOTE),
        (1, Level.ERROR, GateOutcome.FAILED, Severity.ERROR),
        (0, Level.WARNING, GateOutcome.WARNED, Severity.WARNING),
    ],
)
def test_a_gate_fails_or_warns_where_more_is_found_than_its_limit_allows(
    limit: int | None, level: Level, outcome: GateOutcome, severity: Severity | None
) -> None:
    result = run_check(report(broken=dead("a.md", "b.md")), LOCATIONS, [Rule(Gate.BROKEN, limit, level)])
    (tally,) = result.tallies
    assert (tally.outcome, tally.severity) == (outcome, severity)
    assert result.passed is (outcome is not GateOutcome.FAILED)


def test_a_gate_that_is_off_is_not_looked_at() -> None:
    assert run_check(report(), LOCATIONS, rules(0, Level.OFF)).tallies == ()


def test_without_limits_everything_is_counted_and_nothing_fails() -> None:
    result = check(report(), limit=None)
    assert [len(tally.findings) for tally in result.tallies] == [1] * len(Gate)
    assert result.passed


def test_with_a_base_only_what_is_new_counts() -> None:
    old, new = report(broken=dead("a.md", "gone.md")), report(broken=dead("a.md", "b.md", "c.md"))
    result = run_check(new, LOCATIONS, rules(gates=[Gate.BROKEN]), old)
    (tally,) = result.tallies
    assert [finding.message.texts[1] for finding in tally.findings] == ["b.md", "c.md"]
    assert (tally.known, tally.fixed) == (1, 1)


def test_a_report_has_nothing_new_against_itself() -> None:
    result = check(report(), report())
    assert [(len(tally.findings), tally.known, tally.fixed) for tally in result.tallies] == [(0, 1, 0)] * len(Gate)
    assert result.passed
    assert result.changes == ()


def test_without_a_base_there_are_no_changes_rather_than_none_of_them() -> None:
    assert check(report()).changes is None


def test_a_second_one_of_a_kind_is_new() -> None:
    old, new = report(broken=dead("a.md")), report(broken=dead("a.md", "a.md"))
    (tally,) = run_check(new, LOCATIONS, rules(gates=[Gate.BROKEN]), old).tallies
    assert (len(tally.findings), tally.known) == (1, 1)


def test_what_the_base_has_is_not_looked_up_so_that_what_is_new_gets_its_suggestion() -> None:
    known = dead(*(f"x{number}.md" for number in range(60)))
    new = (*known, *dead("computing/disc.md"))
    (tally,) = run_check(report(broken=new), LOCATIONS, rules(gates=[Gate.BROKEN]), report(broken=known)).tallies
    assert [finding.suggestion for finding in tally.findings] == ["computing/disk.md"]
