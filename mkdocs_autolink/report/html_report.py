"""Report -> report.html: one page that needs no server, no network and no script to be read."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from mkdocs_autolink.language import fold_text
from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.report.html_rows import SHORT, LinkGroup, Rows, user
from mkdocs_autolink.report.model import (
    AmbiguousPhrase,
    Report,
    ReportDecision,
    ReportLink,
    ReportRejection,
    Totals,
)
from mkdocs_autolink.report.reasons import REASONS, WAITING
from mkdocs_autolink.report.text import plural, readable
from mkdocs_autolink.site import Target

MOST_LINKS = 10_000
"""More links than this no browser shows with pleasure."""
MOST_REJECTIONS = 1_000
MOST_DECISIONS = 2_000
MOST_BROKEN = 500
_TEMPLATES = Path(__file__).parent / "templates"
_CODE = re.compile("`([^`]*)`")


@dataclass(frozen=True, slots=True)
class HeldBack:
    """An ambiguous phrase with those of its mentions that the report lists."""

    phrase: AmbiguousPhrase
    mentions: tuple[ReportRejection, ...]
    """One for each place, the target with the most confidence."""


@dataclass(frozen=True, slots=True)
class WhyNot:
    """The rejections that share a reason."""

    reason: Reason
    sentence: str
    rejections: tuple[ReportRejection, ...]


def html_pieces(report: Report) -> Iterator[str]:
    """`report` as one HTML page, in pieces. It loads nothing, and its policy lets it run nothing but its own script."""
    script = (_TEMPLATES / "report.js").read_text(encoding="utf-8")
    titles = {page.page: page.title for page in report.pages}
    proposals = [entry for entry in report.rejected if entry.reason in WAITING]
    others = [entry for entry in report.rejected if entry.reason not in WAITING | {Reason.AMBIGUOUS}]
    return _template().generate(
        report=report,
        rows=Rows(),
        totals=report.totals,
        links=_groups(report.links[:MOST_LINKS], titles),
        links_left_out=max(len(report.links) - MOST_LINKS, 0),
        proposals=_groups(proposals[:MOST_LINKS], titles),
        proposed=len(proposals),
        proposals_left_out=max(len(proposals) - MOST_LINKS, 0),
        why_not=_why_not(others),
        near=len(others),
        near_left_out=max(len(others) - MOST_REJECTIONS, 0),
        ambiguous=_held_back(report),
        outcomes=_outcomes(report.totals),
        adopted=[page for page in report.pages if page.was_orphan and not page.is_orphan],
        orphans=[page for page in report.pages if page.is_orphan],
        decisions=_rotten_first(report.decisions)[:MOST_DECISIONS],
        decisions_left_out=max(len(report.decisions) - MOST_DECISIONS, 0),
        rotten=sum(decision.is_rotten for decision in report.decisions),
        most_broken=MOST_BROKEN,
        page_keys=sorted({entry.page for entry in (*report.links, *report.rejected)}),
        style=Markup((_TEMPLATES / "report.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        script_hash=b64encode(sha256(script.encode()).digest()).decode(),
    )


def _groups(links: Sequence[ReportLink], titles: dict[str, str]) -> tuple[LinkGroup, ...]:
    """`links` by phrase and target, sorted by phrase."""

    def group_of(link: ReportLink) -> tuple[str, str, Target]:
        return link.phrase.casefold(), link.phrase, link.target

    grouped = ((key, tuple(group)) for key, group in groupby(sorted(links, key=group_of), key=group_of))
    return tuple(
        LinkGroup(
            phrase=phrase,
            target=target,
            title=titles.get(target.page, ""),
            links=group,
            low=min(link.confidence for link in group),
            high=max(link.confidence for link in group),
        )
        for (_, phrase, target), group in grouped
    )


def _why_not(rejections: Iterable[ReportRejection]) -> tuple[WhyNot, ...]:
    """The most confident rejections by reason, in the order of the reasons."""
    best = sorted(rejections, key=_by_confidence)[:MOST_REJECTIONS]
    return tuple(
        WhyNot(reason, REASONS[reason], found)
        for reason in Reason
        if (found := tuple(entry for entry in best if entry.reason is reason))
    )


def _held_back(report: Report) -> tuple[HeldBack, ...]:
    """The ambiguous phrases, each place in the text once."""
    places: dict[str, dict[tuple[str, int | None, str, str], ReportRejection]] = {}
    listed = sorted((entry for entry in report.rejected if entry.reason is Reason.AMBIGUOUS), key=_by_confidence)
    for entry in listed[:MOST_REJECTIONS]:
        place = (entry.page, entry.line, entry.before, entry.after)
        places.setdefault(fold_text(entry.phrase), {}).setdefault(place, entry)
    return tuple(
        HeldBack(phrase, tuple(places.get(fold_text(phrase.phrase), {}).values())) for phrase in report.ambiguous
    )


def _by_confidence(entry: ReportLink) -> float:
    return -entry.confidence


def _rotten_first(decisions: Sequence[ReportDecision]) -> list[ReportDecision]:
    return sorted(decisions, key=lambda decision: not decision.is_rotten)


def _outcomes(totals: Totals) -> list[tuple[str, int]]:
    """What became of the candidates that are no links: reasons with their numbers, the largest first."""
    found = [(reason.value, number) for reason, number in totals.rejected if number]
    return sorted(found, key=lambda outcome: -outcome[1])


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        optimized=False,  # it takes longer than it saves a template that a process renders once
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "user": user,
        "plain": _plain,
        "sentence": _sentence,
        "number": _number,
    }
    environment.globals |= {"plural": plural}
    return environment.get_template("report.html.j2")


def _plain(text: str, limit: int = SHORT) -> str:
    """`text` of a user for an attribute."""
    return readable(text, limit)


def _sentence(text: str) -> Markup:
    """Our own `text` with what stands in backticks as code."""
    parts = _CODE.split(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else part for number, part in enumerate(parts)
    )


def _number(value: int) -> str:
    return f"{value:,}"
