"""A report, and perhaps an older one -> what its gates found."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs_autolink.check.findings import find, find_idle
from mkdocs_autolink.check.link_changes import find_link_changes
from mkdocs_autolink.check.locations import Locations
from mkdocs_autolink.check.model import Check, GateTally, IdleRejection, Level, Rule
from mkdocs_autolink.check.suggestions import Suggester
from mkdocs_autolink.report import Report


def run_check(report: Report, locations: Locations, rules: Iterable[Rule], base: Report | None = None) -> Check:
    """What the gates of all rules but those that are off found; with `base`, what it does not have already.

    Raises UnlistedError, one line, where the report does not list what a gate counts.
    """
    suggest = Suggester(report)
    return Check(
        generator=report.generator,
        site=report.site.name,
        pages=report.totals.pages,
        links=report.totals.links,
        tallies=tuple(_tally(rule, report, locations, suggest, base) for rule in rules if rule.level is not Level.OFF),
        idle=_idle(report, locations, base),
        changes=None if base is None else find_link_changes(base, report, locations),
    )


def _tally(rule: Rule, report: Report, locations: Locations, suggest: Suggester, base: Report | None) -> GateTally:
    found = find(rule.gate, report, locations)
    old = set() if base is None else {finding.fingerprint for finding in find(rule.gate, base, locations)}
    new = tuple(suggest(finding) for finding in found if finding.fingerprint not in old)
    known = len(found) - len(new)
    return GateTally(rule, new, known=known, fixed=len(old) - known)


def _idle(report: Report, locations: Locations, base: Report | None) -> tuple[IdleRejection, ...]:
    old = set() if base is None else {one.fingerprint for one in find_idle(base, locations)}
    return tuple(one for one in find_idle(report, locations) if one.fingerprint not in old)
