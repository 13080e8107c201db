"""Why a link is on a page, and why one is not."""

from __future__ import annotations

from mkdocs_autolink.explain.absence import NO_LINKS_HERE, why_absent
from mkdocs_autolink.explain.entries import entries_on, full_report, matching
from mkdocs_autolink.explain.find_page import UnknownPageError, find_page, is_on_server
from mkdocs_autolink.explain.terminal import render_absence, render_entries

__all__ = [
    "NO_LINKS_HERE",
    "UnknownPageError",
    "entries_on",
    "find_page",
    "full_report",
    "is_on_server",
    "matching",
    "render_absence",
    "render_entries",
    "why_absent",
]
