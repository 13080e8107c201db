"""Report -> the one line that a build prints."""

from __future__ import annotations

from mkdocs_autolink.plan import Reason
from mkdocs_autolink.report.model import Report
from mkdocs_autolink.report.text import plural


def summary_line(report: Report, path: str = "") -> str:
    """The run in one line; `path` is where the report was written, '' where it was not."""
    totals = report.totals
    rejected = dict(totals.rejected)
    where = f"{totals.pages_with_links:,} of {plural(totals.pages, 'page')}"
    facts = [f"{plural(totals.links, 'link')} on {where} ({totals.links_to_sections:,} to sections)"]
    if waiting := rejected[Reason.PROPOSED] + rejected[Reason.NOT_ACCEPTED]:
        facts.append(plural(waiting, "proposal"))
    if totals.ambiguous_phrases:
        facts.append(f"{plural(totals.ambiguous_phrases, 'phrase')} held back as ambiguous")
    facts.append(f"orphans {totals.orphans.before:,} -> {totals.orphans.after:,}")
    return ", ".join(facts) + (f"; report: {path}" if path else "")
