"""Report -> the one line that a build prints."""

from __future__ import annotations

from collections.abc import Collection

from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.report.model import Report
from mkdocs_autolink.report.reasons import WAITING
from mkdocs_autolink.report.text import plural


def summary_line(report: Report, path: str = "", known: Collection[str] | None = None) -> str:
    """The run in one line; `path` is where the report was written, '' where it was not.

    `known` has the ids of the last report's links and rejections: others are new. None where there was no report.
    """
    totals = report.totals
    rejected = dict(totals.rejected)
    where = f"{totals.pages_with_links:,} of {plural(totals.pages, 'page')}"
    facts = [f"{plural(totals.links, 'link')} on {where} ({totals.links_to_sections:,} to sections)"]
    if proposed := sum(rejected[reason] for reason in WAITING):
        facts.append(plural(proposed, "proposal"))
    facts.append(_reviewed(report, known))
    if totals.ambiguous_phrases:
        facts.append(f"{plural(totals.ambiguous_phrases, 'phrase')} held back as ambiguous")
    facts.append(f"orphans {totals.orphans.before:,} -> {totals.orphans.after:,}")
    return ", ".join(facts) + (f"; report: {path}" if path else "")


def _reviewed(report: Report, known: Collection[str] | None) -> str:
    """How far the review is."""
    totals, rejected = report.totals, dict(report.totals.rejected)
    proposals = [entry for entry in report.rejected if entry.reason in WAITING]
    decided = sum(entry.verdict is not None for entry in proposals)
    waiting = totals.unreviewed + sum(rejected[reason] for reason in WAITING) - decided
    facts = [
        f"{totals.links - totals.unreviewed + decided:,} accepted",
        f"{rejected[Reason.REJECTED_BY_REVIEWER]:,} rejected",
        f"{waiting:,} waiting for review",
    ]
    if known is not None and waiting:
        undecided = [entry for entry in (*report.links, *proposals) if entry.verdict is None]
        facts[-1] += f" ({sum(entry.id not in known for entry in undecided):,} new)"
    if rotten := sum(decision.is_rotten for decision in report.decisions):
        facts.append(f"{plural(rotten, 'decision')} rotten")
    return ", ".join(facts)
