"""Report -> findings: all that the gates count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from mkdocs_autolink.author_links import Fault
from mkdocs_autolink.check.locations import Locations
from mkdocs_autolink.check.model import Finding, Gate, IdleRejection, Message
from mkdocs_autolink.confidence import two_digits
from mkdocs_autolink.digests import text_digest
from mkdocs_autolink.errors import AutolinkError
from mkdocs_autolink.language import fold_text
from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.paths import PAGE_SUFFIXES
from mkdocs_autolink.report import (
    WAITING,
    AmbiguousPhrase,
    DecisionState,
    Report,
    ReportBrokenLink,
    ReportDecision,
    ReportLink,
)
from mkdocs_autolink.report.text import plural

_MOST_NAMED = 3
_FAULTS = {Fault.NO_PAGE: "no such page or file", Fault.NO_ID: "no such id"}
_OF_PAGES = frozenset({"", ".html", ".htm", *PAGE_SUFFIXES})
"""How addresses of pages end; nothing is like a picture's."""


class UnlistedError(AutolinkError):
    """The report does not list what a gate counts."""


def find(gate: Gate, report: Report, locations: Locations) -> tuple[Finding, ...]:
    """What the gate counts in the report, in the order of the report. Raises UnlistedError."""
    found = _FINDERS[gate](report, locations)
    return tuple(_distinct(_of_no_file(each) if each.page in locations.generated else each for each in found))


def _of_no_file(finding: Finding) -> Finding:
    """The finding about a page without a file: named in the message, and its line is none of the configuration's."""
    said = finding.message
    if finding.page not in said.texts:
        said = Message(f"{{}}: {said.template}", (finding.page, *said.texts))
    return replace(finding, line=None, message=said)


def _rot(report: Report, locations: Locations) -> Iterator[Finding]:
    """Decisions to link that have nothing to link any more. A rejection does no harm when it has nothing to reject."""
    titles = dict(_titles(report))
    for decision in report.decisions:
        if decision.is_rotten:
            target = decision.to or decision.target
            gone = decision.state is DecisionState.TARGET_GONE
            yield Finding(
                gate=Gate.ROT,
                page="",
                file=locations.decisions,
                line=locations.line_of(decision),
                message=_target_gone(decision.phrase, target) if gone else _phrase_gone(decision, titles),
                advice=f"Change the {'target' if gone else 'phrase'} of the decision, or delete the decision.",
                fingerprint=_decided(decision),
                may_mean=(decision.phrase, target) if gone else (),
            )


def find_idle(report: Report, locations: Locations) -> tuple[IdleRejection, ...]:
    """The rejections that have nothing left to reject."""
    return tuple(
        IdleRejection(locations.decisions, locations.line_of(decision), _nothing_left(decision), _decided(decision))
        for decision in report.decisions
        if decision.is_idle
    )


def _nothing_left(decision: ReportDecision) -> Message:
    said = 'The rejection of "{}" for {} has nothing left to reject: '
    if decision.state is DecisionState.TARGET_GONE:
        why = "the target is not in this build."
    else:
        why = f"no page {'that it is for ' if decision.pages else ''}has these words any more."
    return Message(said + why, (decision.phrase, decision.target))


def _decided(decision: ReportDecision) -> str:
    """The fingerprint of what a decision is about."""
    return _fingerprint(Gate.ROT, fold_text(decision.phrase), decision.target, decision.to, *(decision.pages or ()))


def _titles(report: Report) -> Iterator[tuple[str, str]]:
    for page in report.pages:
        yield page.page, page.title
        for section in page.sections:
            yield f"{page.page}#{section.fragment}", section.title


def _target_gone(phrase: str, target: str) -> Message:
    return Message('The decision on "{}" leads to {}, which is not in this build.', (phrase, target))


def _phrase_gone(decision: ReportDecision, titles: Mapping[str, str]) -> Message:
    target = decision.to or decision.target
    where = "No page that it is for has" if decision.pages else "No page has"
    said, texts = f'{where} the words "{{}}" any more, which a decision links to {{}}.', (decision.phrase, target)
    title = titles.get(target, "")
    if not title or fold_text(title) == fold_text(decision.phrase):
        return Message(said, texts)
    return Message(f'{said} Its title is "{{}}" now.', (*texts, title))


def _broken(report: Report, locations: Locations) -> Iterator[Finding]:
    for link in report.broken:
        said, texts = ('The link "{}" leads to', (link.text,)) if link.text.strip() else ("A link leads to", ())
        yield Finding(
            gate=Gate.BROKEN,
            page=link.page,
            file=locations.of_page(link.page),
            line=link.line,
            message=Message(f"{said} {{}}: {_FAULTS[link.why]}.", (*texts, link.href)),
            advice="Mend the address, or take the link out.",
            fingerprint=_fingerprint(Gate.BROKEN, link.page, link.href),
            may_mean=_may_mean(link),
        )


def _may_mean(link: ReportBrokenLink) -> tuple[str, ...]:
    """What says where a broken link should lead: its address, and its words too where the page is gone."""
    address = unquote(link.page + link.href if link.href.startswith("#") else link.href)
    page = address.partition("#")[0]
    if PurePosixPath(page).suffix not in _OF_PAGES:
        return ()
    return (address,) if link.why is Fault.NO_ID else (address, page, link.text)


def _problems(report: Report, locations: Locations) -> Iterator[Finding]:
    for problem in report.problems:
        yield Finding(
            gate=Gate.PROBLEMS,
            page=problem.page,
            file=locations.of_page(problem.page),
            line=None,
            message=Message("{}: {}", (problem.kind, problem.message)),
            advice="",
            fingerprint=_fingerprint(Gate.PROBLEMS, problem.kind, problem.page, problem.message),
        )


def _unreviewed(report: Report, locations: Locations) -> Iterator[Finding]:
    if report.settings.mode != "insert" and report.settings.rejected == "none":
        raise UnlistedError(
            "The report lists no proposals, so none can be counted. Set `report.rejected` to near and build again, or"
            " leave the gate out with --level unreviewed=off."
        )
    proposals = (entry for entry in report.rejected if entry.reason in WAITING)
    for link in sorted((*report.links, *proposals), key=lambda link: link.page):
        if link.verdict is None:
            yield _unreviewed_link(link, locations)


def _unreviewed_link(link: ReportLink, locations: Locations) -> Finding:
    return Finding(
        gate=Gate.UNREVIEWED,
        page=link.page,
        file=locations.of_page(link.page),
        line=link.line,
        message=Message(
            f'Nobody has reviewed the link "{{}}" to {{}} (confidence {two_digits(link.confidence)}).',
            (link.anchor_text, str(link.target)),
        ),
        advice="Run `mkdocs-autolink review`, or accept or reject it in the decisions file.",
        fingerprint=_fingerprint(Gate.UNREVIEWED, link.page, fold_text(link.phrase), str(link.target)),
    )


def _ambiguity(report: Report, locations: Locations) -> Iterator[Finding]:
    mentions: dict[str, ReportLink] = {}
    for entry in report.rejected:
        if entry.reason is Reason.AMBIGUOUS:
            mentions.setdefault(fold_text(entry.phrase), entry)
    for phrase in report.ambiguous:
        yield _ambiguous(phrase, mentions.get(fold_text(phrase.phrase)), locations)


def _ambiguous(phrase: AmbiguousPhrase, mention: ReportLink | None, locations: Locations) -> Finding:
    """The finding, at a mention where the report has one."""
    page = mention.page if mention else next(iter(phrase.pages), "")
    named = [str(target) for target in phrase.targets[:_MOST_NAMED]]
    more = len(phrase.targets) - len(named)
    targets = ", ".join("{}" for _ in named) + (f" and {more} more" if more else "")
    where = f"{plural(phrase.mentions, 'mention')} on {plural(len(phrase.pages), 'page')} without a link"
    return Finding(
        gate=Gate.AMBIGUITY,
        page=page,
        file=locations.of_page(page),
        line=mention.line if mention else None,
        message=Message(f'"{{}}" may stand for {targets}: {where}.', (phrase.phrase, *named)),
        advice="Accept the right target in the decisions file, for all pages or for some.",
        fingerprint=_fingerprint(Gate.AMBIGUITY, fold_text(phrase.phrase)),
    )


_LET_IN = "Link to it by hand, or give it a keyword that other pages mention."
_LINK_BY_HAND = "Link to it by hand: the options or its front matter have no link of ours lead there."


def _orphans(report: Report, locations: Locations) -> Iterator[Finding]:
    for page in report.pages:
        if page.is_orphan:
            yield Finding(
                gate=Gate.ORPHANS,
                page=page.page,
                file=locations.of_page(page.page),
                line=None,
                message=Message('No page links to "{}" ({}) in its text.', (page.title or page.page, page.page)),
                advice=_LET_IN if page.is_target else _LINK_BY_HAND,
                fingerprint=_fingerprint(Gate.ORPHANS, page.page),
            )


_FINDERS: Mapping[Gate, Callable[[Report, Locations], Iterator[Finding]]] = {
    Gate.ROT: _rot,
    Gate.BROKEN: _broken,
    Gate.PROBLEMS: _problems,
    Gate.UNREVIEWED: _unreviewed,
    Gate.AMBIGUITY: _ambiguity,
    Gate.ORPHANS: _orphans,
}


def _fingerprint(gate: Gate, *parts: str) -> str:
    return text_digest((gate, *parts), 16)


def _distinct(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, of which the second of the same kind gets a fingerprint of its own, as does the third."""
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.fingerprint] += 1
        number = seen[finding.fingerprint]
        yield finding if number == 1 else replace(finding, fingerprint=f"{finding.fingerprint}-{number}")
