"""Reports as the files of `write_report` have them."""

from __future__ import annotations

from mkdocs_autolink.report import Report
from mkdocs_autolink.report.html_report import html_pieces
from mkdocs_autolink.report.json_report import json_pieces


def as_html(report: Report) -> str:
    """All of report.html."""
    return "".join(html_pieces(report))


def as_json(report: Report) -> str:
    """All of report.json."""
    return "".join(json_pieces(report))
