"""The links that people read and judged, found again among a site's candidates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from mkdocs_autolink.candidates import Candidate
from mkdocs_autolink.decisions import Decisions
from mkdocs_autolink.pairs import NO_BAR
from mkdocs_autolink.pipeline import finders
from mkdocs_autolink.report.context import placed_runs, surroundings
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Site

_FOLDER = Path(__file__).resolve().parent / "reading"
_CONTEXT = 60
"""Characters on either side: enough to judge, and no more of other people's text than that."""


def in_context(before: str, anchor_text: str, after: str) -> str:
    """How a link is shown to who reads it."""
    return f"{before[-_CONTEXT:]}[{anchor_text}]{after[:_CONTEXT]}"


def read_links(name: str, site: Site) -> Iterator[tuple[Candidate, bool]]:
    """The candidates of a site whose links somebody read, with whether they would be kept.

    What is no candidate any more, since its cause was worked on, is left out.
    """
    known = {(link["page"], link["text"], link["target"]): "wrong" not in link for link in _entries(name)}
    found_by = finders(site, Settings(), Decisions(), NO_BAR)
    for page in (site.by_key[key] for key in sorted({key for key, _, _ in known}) if key in site.by_key):
        runs = placed_runs(page.body)
        for one in found_by[page.language].candidates(page):
            before, after = surroundings(runs, one.start, one.end)
            kept = known.get((page.key, in_context(before, one.anchor_text, after), str(one.target)))
            if kept is not None:
                yield one, kept


def _entries(name: str) -> Iterator[dict[str, Any]]:
    for file in sorted(_FOLDER.glob("seed-*.yml")):
        links: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))["links"]
        yield from (link for link in links if link["site"] == name)
