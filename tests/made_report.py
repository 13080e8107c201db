"""Reports made of plain values: what the tests of the commands read."""

from __future__ import annotations

from typing import Any

from mkdocs_autolink.decisions import Verdict
from mkdocs_autolink.namings import Origin
from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.report import (
    BeforeAfter,
    LinkCounts,
    Report,
    ReportLink,
    ReportPage,
    ReportProject,
    ReportRejection,
    ReportSection,
    ReportSettings,
    ReportSite,
    Totals,
)
from mkdocs_autolink.site import parse_target


def made_report(**parts: Any) -> Report:
    """A report of nothing but `parts`, which name its fields."""
    pages = parts.get("pages", ())
    links = parts.get("links", ())
    empty: dict[str, Any] = {
        "generator": "mkdocs-autolink 0.0.0",
        "project": ReportProject(root="..", config="mkdocs.yml", docs_dir="docs", decisions="autolink.yml"),
        "settings": ReportSettings("insert", 0.6, "near"),
        "site": ReportSite("Handbook", "en", len(pages)),
        "totals": _totals(len(pages), len(links)),
        "links": (),
        "rejected": (),
        "ambiguous": (),
        "targets": (),
        "pages": (),
        "decisions": (),
        "broken": (),
        "problems": (),
    }
    return Report(**(empty | parts))


def _totals(pages: int, links: int) -> Totals:
    return Totals(
        pages=pages,
        links=links,
        links_to_sections=0,
        pages_with_links=0,
        unreviewed=0,
        author_links=0,
        candidates=links,
        rejected=tuple((reason, 0) for reason in Reason),
        orphans=BeforeAfter(0, 0),
        ambiguous_phrases=0,
        confidence=(),
    )


def page(key: str, title: str = "", sections: dict[str, str] | None = None, **facts: Any) -> ReportPage:
    """A page with sections, their titles by id."""
    found: dict[str, Any] = {
        "page": key,
        "title": title,
        "language": "en",
        "digest": "0" * 32,
        "is_target": True,
        "sections": tuple(ReportSection(fragment, name) for fragment, name in (sections or {}).items()),
        "inlinks": LinkCounts(0, 0),
        "outlinks": LinkCounts(0, 0),
        "depth": None,
        "rank": 0.0,
        "was_orphan": False,
        "is_orphan": False,
    }
    return ReportPage(**(found | facts))


def link(source: str, phrase: str, target: str, **facts: Any) -> ReportLink:
    """A link of a page's that leads to `page.md` or `page.md#id`."""
    return ReportLink(**_facts(source, phrase, target, facts))


def rejection(source: str, phrase: str, target: str, reason: Reason, **facts: Any) -> ReportRejection:
    """A candidate of a page's that is no link."""
    return ReportRejection(**_facts(source, phrase, target, facts), reason=reason, in_favour_of="")


def _facts(source: str, phrase: str, target: str, facts: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": "0" * 12,
        "page": source,
        "target": parse_target(target),
        "anchor_text": phrase,
        "before": "Read of ",
        "after": " here.",
        "line": 3,
        "phrase": phrase,
        "origin": Origin.TITLE,
        "likeness": 1.0,
        "confidence": 0.9,
        "evidence": (),
        "verdict": None,
    }
    return found | facts


ACCEPT, REJECT, RETARGET = Verdict.ACCEPT, Verdict.REJECT, Verdict.RETARGET
