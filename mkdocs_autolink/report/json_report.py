"""Report -> report.json: the artefact that every command reads. `report.schema.json` describes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from mkdocs_autolink.report.memo import Memo
from mkdocs_autolink.report.model import (
    AmbiguousPhrase,
    LinkCounts,
    Report,
    ReportDecision,
    ReportLink,
    ReportPage,
    ReportRejection,
    ReportTarget,
    Totals,
)

SCHEMA = 1
"""Version of the shape; it goes up when a reader of the old shape would be misled."""

# ASCII with escapes: no reader has to know the encoding, and no title can reorder the line it stands on.
_ENCODER = json.JSONEncoder()
_text = json.encoder.encode_basestring_ascii


def json_pieces(report: Report) -> Iterator[str]:
    """`report` as JSON with one entry per line, so that two reports can be compared line by line.

    In pieces: that of a large site as a whole would take up more memory than its report.
    """
    site = {"name": report.site.name, "language": report.site.language, "pages": report.site.pages}
    terms = Memo(_term)  # mentions share most of their terms
    members = (
        [_member("schema", SCHEMA)],
        [_member("generator", report.generator)],
        [_member("project", asdict(report.project))],
        [_member("settings", asdict(report.settings))],
        [_member("site", site)],
        [_member("totals", _totals(report.totals))],
        _lines("links", (_link(link, terms) for link in report.links)),
        _lines("rejected", (_rejection(entry, terms) for entry in report.rejected)),
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
    yield "{\n"
    for number, member in enumerate(members):
        if number:
            yield ",\n"
        yield from member
    yield "\n}\n"


def _member(name: str, value: object) -> str:
    return f"{_ENCODER.encode(name)}: {_ENCODER.encode(value)}"


def _array(name: str, entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    return _lines(name, map(_ENCODER.encode, entries))


def _lines(name: str, entries: Iterable[str]) -> Iterator[str]:
    yield f'"{name}": ['
    between = "\n"
    for entry in entries:
        yield between + entry
        between = ",\n"
    yield "]" if between == "\n" else "\n]"


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


def _link(link: ReportLink, terms: Memo[tuple[str, float], str]) -> str:
    """A link as JSON: written by hand, since a report has thousands and the encoder takes thrice as long."""
    target, line = link.target, "null" if link.line is None else link.line
    verdict = "null" if link.verdict is None else _text(link.verdict)
    return (
        f'{{"id": {_text(link.id)}, "page": {_text(link.page)}, "target": {_text(target.page)}, '
        f'"fragment": {_text(target.fragment)}, "anchor_text": {_text(link.anchor_text)}, '
        f'"before": {_text(link.before)}, "after": {_text(link.after)}, "line": {line}, '
        f'"phrase": {_text(link.phrase)}, "origin": {_text(link.origin)}, "likeness": {link.likeness!r}, '
        f'"confidence": {link.confidence!r}, "evidence": {{{", ".join(map(terms.__getitem__, link.evidence))}}}, '
        f'"verdict": {verdict}}}'
    )


def _rejection(rejection: ReportRejection, terms: Memo[tuple[str, float], str]) -> str:
    why = f'"reason": {_text(rejection.reason)}, "in_favour_of": {_text(rejection.in_favour_of)}'
    return f"{_link(rejection, terms)[:-1]}, {why}}}"


def _term(term: tuple[str, float]) -> str:
    return _member(*term)


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


def _split(split: LinkCounts) -> dict[str, int]:
    return {"author": split.author, "autolink": split.autolink}
