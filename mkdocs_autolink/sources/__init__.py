"""Writes accepted links into the Markdown sources, and takes them out again."""

from mkdocs_autolink.sources.applying import LeftOut, SourceChange, SourceChanges, plan_links, plan_revert, wanted_links
from mkdocs_autolink.sources.disk import SourceError, sweep_all
from mkdocs_autolink.sources.record import NAME, Entry, RecordError, load_record
from mkdocs_autolink.sources.writing import unified_diff, write_links, write_reverted

__all__ = [
    "NAME",
    "Entry",
    "LeftOut",
    "RecordError",
    "SourceChange",
    "SourceChanges",
    "SourceError",
    "load_record",
    "plan_links",
    "plan_revert",
    "sweep_all",
    "unified_diff",
    "wanted_links",
    "write_links",
    "write_reverted",
]
