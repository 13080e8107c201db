"""What one run found and decided, as data, and that data as JSON, HTML, Markdown and one line of text."""

from __future__ import annotations

from mkdocs_autolink.report.build import build_report
from mkdocs_autolink.report.markdown_report import render_markdown
from mkdocs_autolink.report.model import (
    AmbiguousPhrase,
    Band,
    BeforeAfter,
    DecisionState,
    LinkCounts,
    Report,
    ReportBrokenLink,
    ReportDecision,
    ReportLink,
    ReportPage,
    ReportProject,
    ReportRejection,
    ReportSection,
    ReportSettings,
    ReportSite,
    ReportTarget,
    Totals,
)
from mkdocs_autolink.report.project import listed_again, of_files_in, read_project
from mkdocs_autolink.report.read import known_ids, read_report
from mkdocs_autolink.report.reasons import REASONS, WAITING
from mkdocs_autolink.report.summary import summary_line
from mkdocs_autolink.report.write import write_report

__all__ = [
    "REASONS",
    "WAITING",
    "AmbiguousPhrase",
    "Band",
    "BeforeAfter",
    "DecisionState",
    "LinkCounts",
    "Report",
    "ReportBrokenLink",
    "ReportDecision",
    "ReportLink",
    "ReportPage",
    "ReportProject",
    "ReportRejection",
    "ReportSection",
    "ReportSettings",
    "ReportSite",
    "ReportTarget",
    "Totals",
    "build_report",
    "known_ids",
    "listed_again",
    "of_files_in",
    "read_project",
    "read_report",
    "render_markdown",
    "summary_line",
    "write_report",
]
