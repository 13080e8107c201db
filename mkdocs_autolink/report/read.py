"""report.json -> Report: what every command begins with."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from mkdocs_autolink.author_links import Fault
from mkdocs_autolink.decisions import Verdict
from mkdocs_autolink.errors import ReportError, shown
from mkdocs_autolink.namings import Origin
from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.report.json_report import SCHEMA
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
from mkdocs_autolink.report.write import FILES
from mkdocs_autolink.site import Problem, Target, parse_target

_ID = re.compile(r'^\{"id": "([0-9a-f]{12})"', re.MULTILINE)
_BUILD = "Build the site again"
_UNKNOWN = f"{_BUILD}, with `json` among the formats of the option report"


def read_report(path: Path) -> Report:
    """The report in a file, or in the folder that holds its files.

    Raises ReportError, one line, where there is none, and where it is of another version, cut short or edited so that
    it no longer fits.
    """
    file = path / FILES["json"] if path.is_dir() else path
    data = _load(file)
    if not isinstance(data, dict) or "schema" not in data:
        raise ReportError(f"{file}: is no report of mkdocs-autolink. {_UNKNOWN}.")
    if data["schema"] != SCHEMA:
        raise ReportError(
            f"{file}: is of version {shown(data['schema'])}, this mkdocs-autolink reads version {SCHEMA}. {_BUILD} with"
            " the version that is installed here."
        )
    try:
        return _report(data)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise ReportError(f"{file}: was edited or cut short: {_what(error)}. {_BUILD}.") from error


def known_ids(folder: Path) -> frozenset[str] | None:
    """The ids of the links and rejections in a folder's report, however old; None where there is none."""
    file = folder / FILES["json"]
    try:
        if not file.is_file():  # a pipe would be waited for
            return None
        with file.open(encoding="utf-8", errors="replace") as lines:
            return frozenset(chain.from_iterable(map(_ID.findall, lines)))
    except (OSError, ValueError):
        return None


def _load(file: Path) -> object:
    if file.exists() and not file.is_file():
        raise ReportError(f"{file}: is not a file. {_UNKNOWN}.")
    try:
        return json.loads(file.read_bytes(), parse_constant=_no_number)
    except FileNotFoundError:
        raise ReportError(
            f"{file}: there is no report. Build the site first, with the plugin autolink and with `json` among the"
            " formats of its option report, or name the report's folder with --report."
        ) from None
    except OSError as error:
        raise ReportError(f"{file}: cannot be read ({error.strerror}). Make it readable.") from None
    except (ValueError, RecursionError):  # ValueError: broken JSON, and bytes that are no text
        raise ReportError(f"{file}: is cut short or no JSON. {_BUILD}.") from None


def _no_number(name: str) -> None:
    """Refuses NaN and Infinity, which are no JSON."""
    raise ValueError(f"{name} is no number")


def _what(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else shown(str(error))


def _report(data: Mapping[str, Any]) -> Report:
    return Report(
        generator=_text(data["generator"]),
        project=_project(data["project"]),
        settings=ReportSettings(
            _text(data["settings"]["mode"]),
            float(data["settings"]["min_confidence"]),
            _text(data["settings"]["rejected"]),
        ),
        site=ReportSite(_text(data["site"]["name"]), _text(data["site"]["language"]), int(data["site"]["pages"])),
        totals=_totals(data["totals"]),
        links=tuple(ReportLink(**_link(entry)) for entry in data["links"]),
        rejected=tuple(_rejection(entry) for entry in data["rejected"]),
        ambiguous=tuple(_ambiguous(entry) for entry in data["ambiguous"]),
        targets=tuple(
            ReportTarget(_target(entry, "page"), _text(entry["title"]), _text(entry["lead"]))
            for entry in data["targets"]
        ),
        pages=tuple(map(_page, data["pages"])),
        decisions=tuple(map(_decision, data["decisions"])),
        broken=tuple(map(_broken, data["broken"])),
        problems=tuple(
            Problem(_text(entry["kind"]), _text(entry["page"]), _text(entry["message"])) for entry in data["problems"]
        ),
    )


def _project(data: Mapping[str, Any]) -> ReportProject:
    texts = {key: _text(value) for key, value in data.items() if key != "left_out"}
    return ReportProject(**texts, left_out=_strings(data["left_out"]))


def _totals(data: Mapping[str, Any]) -> Totals:
    return Totals(
        pages=int(data["pages"]),
        links=int(data["links"]),
        links_to_sections=int(data["links_to_sections"]),
        pages_with_links=int(data["pages_with_links"]),
        unreviewed=int(data["unreviewed"]),
        author_links=int(data["author_links"]),
        candidates=int(data["candidates"]),
        rejected=tuple((reason, int(data["rejected"][reason.value])) for reason in Reason),
        orphans=BeforeAfter(int(data["orphans"]["before"]), int(data["orphans"]["after"])),
        ambiguous_phrases=int(data["ambiguous_phrases"]),
        confidence=tuple(
            Band(float(band["from"]), float(band["to"]), int(band["links"])) for band in data["confidence"]
        ),
    )


def _link(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": _text(entry["id"]),
        "page": _text(entry["page"]),
        "target": _target(entry, "target"),
        "anchor_text": _text(entry["anchor_text"]),
        "before": _text(entry["before"]),
        "after": _text(entry["after"]),
        "line": _line(entry["line"]),
        "phrase": _text(entry["phrase"]),
        "origin": Origin(entry["origin"]),
        "likeness": float(entry["likeness"]),
        "confidence": float(entry["confidence"]),
        "evidence": tuple((name, float(value)) for name, value in entry["evidence"].items()),
        "verdict": None if entry["verdict"] is None else Verdict(entry["verdict"]),
    }


def _rejection(entry: Mapping[str, Any]) -> ReportRejection:
    return ReportRejection(**_link(entry), reason=Reason(entry["reason"]), in_favour_of=_text(entry["in_favour_of"]))


def _ambiguous(entry: Mapping[str, Any]) -> AmbiguousPhrase:
    return AmbiguousPhrase(
        phrase=_text(entry["phrase"]),
        targets=tuple(parse_target(_text(target)) for target in entry["targets"]),
        mentions=int(entry["mentions"]),
        pages=_strings(entry["pages"]),
    )


def _page(entry: Mapping[str, Any]) -> ReportPage:
    return ReportPage(
        page=_text(entry["page"]),
        title=_text(entry["title"]),
        language=_text(entry["language"]),
        digest=_text(entry["digest"]),
        is_target=bool(entry["is_target"]),
        sections=tuple(ReportSection(_text(one["fragment"]), _text(one["title"])) for one in entry["sections"]),
        inlinks=_split(entry["inlinks"]),
        outlinks=_split(entry["outlinks"]),
        depth=None if entry["depth"] is None else int(entry["depth"]),
        rank=float(entry["rank"]),
        was_orphan=bool(entry["orphan"]["before"]),
        is_orphan=bool(entry["orphan"]["after"]),
    )


def _decision(entry: Mapping[str, Any]) -> ReportDecision:
    return ReportDecision(
        phrase=_text(entry["phrase"]),
        target=_text(entry["target"]),
        verdict=Verdict(entry["verdict"]),
        to=_text(entry["to"]),
        pages=None if entry["pages"] == "all" else _strings(entry["pages"]),
        links=int(entry["links"]),
        state=DecisionState(entry["state"]),
    )


def _broken(entry: Mapping[str, Any]) -> ReportBrokenLink:
    return ReportBrokenLink(
        page=_text(entry["page"]),
        href=_text(entry["href"]),
        text=_text(entry["text"]),
        line=_line(entry["line"]),
        why=Fault(entry["why"]),
    )


def _split(entry: Mapping[str, Any]) -> LinkCounts:
    return LinkCounts(int(entry["author"]), int(entry["autolink"]))


def _target(entry: Mapping[str, Any], key: str) -> Target:
    return Target(_text(entry[key]), _text(entry["fragment"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{shown(value)} is no text")
    return value


def _strings(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(f"{shown(values)} is no list")
    return tuple(map(_text, values))


def _line(value: object) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
        return value
    raise ValueError(f"{shown(value)} is no line")
