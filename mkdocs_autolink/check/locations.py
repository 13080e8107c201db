"""Where what a report speaks of stands in the repository."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_autolink.decisions import Decision, Decisions
from mkdocs_autolink.report import Report, ReportDecision

_Key = tuple[str, str, str, tuple[str, ...] | None]


@dataclass(frozen=True, slots=True)
class Locations:
    """The files of a project as paths from the root of its repository, with forward slashes."""

    docs: str
    decisions: str
    config: str
    """What is named where nothing else is to blame."""
    decision_lines: Mapping[_Key, int]
    generated: frozenset[str]
    """Pages without a file of their own."""

    def of_page(self, page: str) -> str:
        """The file of a page; the configuration for no page and for one that a program made."""
        return posixpath.join(self.docs, page) if page and page not in self.generated else self.config

    def line_of(self, decision: ReportDecision) -> int | None:
        """The line of the decisions file where the decision begins."""
        return self.decision_lines.get(_key(decision))


def make_locations(report: Report, decisions: Decisions, *, docs: str, file: str, config: str) -> Locations:
    """Where what a report names stands; the paths are those of its docs folder, decisions file and configuration."""
    return Locations(
        docs=docs,
        decisions=file,
        config=config,
        decision_lines={_key(decision): decision.line for decision in decisions.items},
        generated=frozenset(page.page for page in report.pages if not page.digest),
    )


def _key(decision: Decision | ReportDecision) -> _Key:
    return decision.phrase, decision.target, decision.to, decision.pages
