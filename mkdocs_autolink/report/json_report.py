"""Report -> report.json: the artefact that every command reads. `report.schema.json` describes it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from mkdocs_autolink.report.model import (
    AmbiguousPhrase,
    Report,
    ReportDecision,
    ReportLink,
    ReportPage,
    ReportRejection,
    ReportTarget,
    Split,
    Totals,
)

SCHEMA = 1
"""Version of the shape; it goes up when a reader of the old shape would be misled."""

# ASCII with escapes: no reader has to know the encoding, and no title can reorder the line it stands on.
_ENCODER = json.JSONEncoder()


def render_json(report: Report) -> str:
    """`report` as JSON with one entry per line, so that two reports can be compared line by line."""
    site = {"name": report.site.name, "language": report.site.language, "pages": report.site.pages}
    parts = (
        _member("schema", SCHEMA),
        _member("generator", report.generator),
        _member("project", asdict(report.project)),
        _member("settings", asdict(report.settings)),
        _member("site", site),
        _member("totals", _totals(report.totals)),
        _array("links", map(_link, report.links)),
        _array("rejected", map(_rejection, report.rejected)),
        _array("ambiguous", map(_ambiguous, report.ambiguous)),
        _array("targets", map(_target, report.targets)),
        _array("pages", map(_page, report.pages)),
        _array("decisions", map(_decision, report.decisions)),
        _array("broken", map(asdict, report.broken)),
        _array(
            "problems",
            ({"kind": item.kind, "page": item.page, "message": item.message} for item in report.problems),
        ),
    )
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _member(name: str, value: object) -> str:
    return f'"{name}": {_ENCODER.encode(value)}'


def _array(name: str, entries: Iterable[dict[str, Any]]) -> str:
    rows = ",\n".join(map(_ENCODER.encode, entries))
    return f'"{name}": [\n{rows}\n]' if rows else f'"{name}": []'


def _totals(totals: Totals) -> dict[str, Any]:
    return {
        "pages": totals.pages,
        "links": totals.links,
        "links_to_sections": totals.links_to_sections,
        "pages_with_links": totals.pages_with_links,
        "unreviewed": totals.unreviewed,
        "author_links": totals.author_links,
        "candidates": totals.candidates,
        "rejected": {reason.value: number for reason, number in totals.rejected},
        "orphans": {"before": totals.orphans.before, "after": totals.orphans.after},
        "ambiguous_phrases": totals.ambiguous_phrases,
        "confidence": [{"from": band.low, "to": band.high, "links": band.links} for band in totals.confidence],
    }


def _link(link: ReportLink) -> dict[str, Any]:
    return {
        "id": link.id,
        "page": link.page,
        "target": link.target.page,
        "fragment": link.target.fragment,
        "anchor_text": link.anchor_text,
        "before": link.before,
        "after": link.after,
        "line": link.line,
        "phrase": link.phrase,
        "origin": link.origin,
        "likeness": link.likeness,
        "confidence": link.confidence,
        "evidence": dict(link.evidence),
        "verdict": link.verdict,
    }


def _rejection(rejection: ReportRejection) -> dict[str, Any]:
    return _link(rejection) | {"reason": rejection.reason, "in_favour_of": rejection.in_favour_of}


def _page(page: ReportPage) -> dict[str, Any]:
    return {
        "page": page.page,
        "title": page.title,
        "language": page.language,
        "digest": page.digest,
        "is_target": page.is_target,
        "sections": [{"fragment": one.fragment, "title": one.title} for one in page.sections],
        "inlinks": _split(page.inlinks),
        "outlinks": _split(page.outlinks),
        "depth": page.depth,
        "rank": page.rank,
        "orphan": {"before": page.was_orphan, "after": page.is_orphan},
    }


def _ambiguous(phrase: AmbiguousPhrase) -> dict[str, Any]:
    return {
        "phrase": phrase.phrase,
        "targets": [str(target) for target in phrase.targets],
        "mentions": phrase.mentions,
        "pages": list(phrase.pages),
    }


def _target(target: ReportTarget) -> dict[str, Any]:
    page, fragment = target.target.page, target.target.fragment
    return {"page": page, "fragment": fragment, "title": target.title, "lead": target.lead}


def _decision(decision: ReportDecision) -> dict[str, Any]:
    return asdict(decision) | {"pages": "all" if decision.pages is None else list(decision.pages)}


def _split(split: Split) -> dict[str, int]:
    return {"author": split.author, "autolink": split.autolink}
