"""Result -> Report."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby, pairwise

from mkdocs_autolink import __version__
from mkdocs_autolink.author_links import broken_links
from mkdocs_autolink.confidence import Weighed, Weights, cut
from mkdocs_autolink.digests import text_digest
from mkdocs_autolink.language import fold_text
from mkdocs_autolink.namings import HEADING_LEVELS
from mkdocs_autolink.outcomes import Link, Plan, Planned, Reason, Rejection
from mkdocs_autolink.pipeline import Result
from mkdocs_autolink.report.context import lead, placed_runs, surroundings
from mkdocs_autolink.report.decision_states import describe_decisions
from mkdocs_autolink.report.lines import LineFinder, LinkFinder
from mkdocs_autolink.report.memo import Memo
from mkdocs_autolink.report.model import (
    AmbiguousPhrase,
    Band,
    BeforeAfter,
    LinkCounts,
    Report,
    ReportBrokenLink,
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
from mkdocs_autolink.report.project import without_pages
from mkdocs_autolink.report.reasons import is_near_miss
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Page, Site, Target, parse_target

_MOST_LOOKED_UP = 500
"""Broken links of one page whose line is looked for: each costs a look through its source."""
_LOST_TO_ITS_LIKE = (Reason.DUPLICATE, Reason.ALREADY_LINKED, Reason.OVERLAP)
"""Reasons of candidates whose place or target has a link already: nothing is missing there."""
_MOST_LINES = 5_000
"""With more rejections than this the report gives no lines for them: nobody reads them one by one."""
_BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)

_Term = tuple[str, float]
_SameWords = tuple[str, str, str, str]
"""What the mentions that are numbered together share: page, phrase, the target's page and fragment."""


def build_report(result: Result, settings: Settings, project: ReportProject | None = None) -> Report:
    """All that `result` has to say, with the rejections that `settings.report.rejected` asks for."""
    described = tuple(_describe(result, settings))
    links = tuple(entry for entry in described if not isinstance(entry, ReportRejection))
    pages = _pages(result)
    ambiguous = _ambiguous(result.plan, result.site)
    return Report(
        generator=f"mkdocs-autolink {__version__}",
        project=without_pages(project or ReportProject(), result.site.by_key),
        settings=ReportSettings(settings.mode, settings.min_confidence, settings.report.rejected),
        site=ReportSite(result.site.name, result.site.language, len(result.site.pages)),
        totals=_totals(result.plan, pages, len(ambiguous)),
        links=links,
        rejected=tuple(entry for entry in described if isinstance(entry, ReportRejection)),
        ambiguous=ambiguous,
        targets=_targets(result.site, {entry.target for entry in described}.union(*(one.targets for one in ambiguous))),
        pages=pages,
        decisions=describe_decisions(result),
        broken=tuple(_broken(result.site)),
        problems=tuple(sorted(result.problems, key=lambda problem: (problem.page, problem.kind, problem.message))),
    )


def _describe(result: Result, settings: Settings) -> Iterator[ReportLink]:
    """Every link and every rejection that the report lists, sorted by page and place."""
    plan, terms = result.plan, _Terms()
    rejections = {id(one) for one in plan.rejections if _is_listed(one, settings)}
    outcomes: list[Planned] = [*plan.links, *plan.rejections]
    for key, group in groupby(sorted(outcomes, key=_page), key=_page):
        items = list(group)
        listed = [one for one in items if isinstance(one, Link) or id(one) in rejections]
        if listed:
            lines = len(rejections) <= _MOST_LINES
            wanted = _with_ids(sorted(listed, key=_place), items)
            yield from _describe_page(result.site.by_key[key], wanted, terms, rejection_lines=lines)


def _page(item: Planned) -> str:
    return item.weighed.candidate.page


def _place(item: Planned) -> tuple[int, int, Target, str, str]:
    found = item.weighed.candidate
    return found.start, found.end, found.target, found.phrase, found.origin


def _is_listed(rejection: Rejection, settings: Settings) -> bool:
    """Whether the report lists it."""
    if settings.report.rejected != "near":
        return settings.report.rejected == "all"
    is_near = is_near_miss(rejection.weighed.confidence, settings.min_confidence)
    return is_near and rejection.reason not in _LOST_TO_ITS_LIKE


def _with_ids(listed: list[Planned], items: Iterable[Planned]) -> Iterator[tuple[Planned, str]]:
    """The listed items of a page, each with an id that stays the same when text moves, and whatever is listed."""
    places: dict[_SameWords, list[int]] = {_same_words(item): [] for item in listed}
    for item in items:
        same = places.get(_same_words(item))
        if same is not None:
            same.append(item.weighed.candidate.start)
    for starts in places.values():
        starts.sort()
    for item in listed:
        words = _same_words(item)
        number = bisect_left(places[words], item.weighed.candidate.start)
        yield item, text_digest((*words, str(number)), 6)


def _same_words(item: Planned) -> _SameWords:
    found = item.weighed.candidate
    target = found.target
    return found.page, found.phrase, target.page, target.fragment


def _describe_page(
    page: Page, wanted: Iterable[tuple[Planned, str]], terms: _Terms, *, rejection_lines: bool
) -> Iterator[ReportLink]:
    """The report's entries for the mentions of one page, which are sorted by place."""
    runs, lines = placed_runs(page.body), LineFinder(page.source)
    for item, identity in wanted:
        found = item.weighed.candidate
        around = before, after = surroundings(runs, found.start, found.end)
        is_looked_up = isinstance(item, Link) or rejection_lines
        line = lines.line(before, found.anchor_text, after) if is_looked_up else None
        yield _entry(item, identity, around, line, terms)


class _Terms:
    """Terms as the report gives them; candidates share most of their signals, so each is weighed and rounded once."""

    def __init__(self) -> None:
        self._by_weights: dict[int, Memo[_Term, _Term | None]] = {}

    def of(self, weighed: Weighed) -> tuple[_Term, ...]:
        """The terms of `weighed` that are not zero, rounded."""
        known = self._by_weights.get(id(weighed.weights))
        if known is None:
            known = self._by_weights[id(weighed.weights)] = Memo(partial(_term, weighed.weights))
        return tuple(filter(None, map(known.__getitem__, weighed.signals)))


def _term(weights: Weights, signal: _Term) -> _Term | None:
    return (signal[0], shown) if (shown := round(weights.term(signal), 3)) else None


def _entry(item: Planned, identity: str, around: tuple[str, str], line: int | None, terms: _Terms) -> ReportLink:
    found, (before, after) = item.weighed.candidate, around
    shared = (
        identity,
        found.page,
        found.target,
        found.anchor_text,
        before,
        after,
        line,
        found.phrase,
        found.origin,
        round(found.likeness, 4),
        cut(item.weighed.confidence, 4),
        terms.of(item.weighed),
        item.verdict,
    )
    return ReportLink(*shared) if isinstance(item, Link) else ReportRejection(*shared, item.reason, item.in_favour_of)


def _ambiguous(plan: Plan, site: Site) -> tuple[AmbiguousPhrase, ...]:
    """The phrases that were held back because they stand for several targets, sorted by phrase.

    Letter case does not tell them apart, as it does not in decisions: each target may spell the phrase its own way.
    """
    held_back = sorted((item for item in plan.rejections if item.reason is Reason.AMBIGUOUS), key=_phrase)
    return tuple(_ambiguous_phrase(list(group), site) for _, group in groupby(held_back, key=_folded_phrase))


def _phrase(item: Planned) -> tuple[str, str]:
    return _folded_phrase(item), item.weighed.candidate.phrase


def _folded_phrase(item: Planned) -> str:
    return fold_text(item.weighed.candidate.phrase)


def _ambiguous_phrase(items: list[Rejection], site: Site) -> AmbiguousPhrase:
    found = [item.weighed.candidate for item in items]
    rivals = {parse_target(text) for item in items for text in item.in_favour_of.split(", ")}
    return AmbiguousPhrase(
        phrase=found[0].phrase,
        targets=tuple(
            sorted({mention.target for mention in found} | {rival for rival in rivals if rival.page in site.by_key})
        ),
        mentions=len({(mention.page, mention.start) for mention in found}),
        pages=tuple(sorted({mention.page for mention in found})),
    )


def _pages(result: Result) -> tuple[ReportPage, ...]:
    """Every page with its links before and after, sorted by page."""
    before = {links.page: links for links in result.before.pages}
    after = {links.page: links for links in result.after.pages}
    was_orphan, is_orphan = frozenset(result.before.orphans), frozenset(result.after.orphans)
    return tuple(
        ReportPage(
            page=page.key,
            title=page.title,
            language=page.language,
            digest=page.digest,
            is_target=page.is_target,
            sections=_sections(page),
            inlinks=LinkCounts(before[page.key].inlinks, after[page.key].inlinks - before[page.key].inlinks),
            outlinks=LinkCounts(before[page.key].outlinks, after[page.key].outlinks - before[page.key].outlinks),
            depth=after[page.key].depth,
            rank=round(after[page.key].rank, 6),
            was_orphan=page.key in was_orphan,
            is_orphan=page.key in is_orphan,
        )
        for page in sorted(result.site.pages, key=lambda page: page.key)
    )


def _sections(page: Page) -> tuple[ReportSection, ...]:
    """The headings that links may lead to; the first of the highest level stands for the page itself."""
    return tuple(
        ReportSection(heading.id, heading.text)
        for heading in page.body.headings
        if heading.id and heading.text and heading.level in HEADING_LEVELS
    )


def _targets(site: Site, targets: set[Target]) -> tuple[ReportTarget, ...]:
    """The targets that the site has, sorted, each with the beginning of its text."""
    there = sorted(target for target in targets if target.page in site.by_key)
    return tuple(_describe_target(site.by_key[target.page], target) for target in there)


def _describe_target(page: Page, target: Target) -> ReportTarget:
    if not target.fragment:
        return ReportTarget(target, page.title, lead(page.body))
    headings = [heading.id for heading in page.body.headings]
    if target.fragment not in headings:
        return ReportTarget(target, page.title, "")
    section = headings.index(target.fragment)
    return ReportTarget(target, page.body.headings[section].text, lead(page.body, section))


def _broken(site: Site) -> Iterator[ReportBrokenLink]:
    """The authors' links that lead nowhere, in reading order."""
    for page, broken_on_page in groupby(broken_links(site), key=lambda link: link.page):
        lines = LinkFinder(site.by_key[page].source)
        for number, broken in enumerate(broken_on_page):
            line = lines.line(broken.link.text, broken.link.href) if number < _MOST_LOOKED_UP else None
            yield ReportBrokenLink(broken.page, broken.link.href, broken.link.text, line, broken.fault)


def _totals(plan: Plan, pages: tuple[ReportPage, ...], ambiguous: int) -> Totals:
    rejected = Counter(item.reason for item in plan.rejections)
    return Totals(
        pages=len(pages),
        links=len(plan.links),
        links_to_sections=sum(bool(link.weighed.candidate.target.fragment) for link in plan.links),
        pages_with_links=len({link.weighed.candidate.page for link in plan.links}),
        unreviewed=sum(link.verdict is None for link in plan.links),
        author_links=sum(page.outlinks.author for page in pages),
        candidates=len(plan.links) + len(plan.rejections),
        rejected=tuple((reason, rejected[reason]) for reason in Reason),
        orphans=BeforeAfter(sum(page.was_orphan for page in pages), sum(page.is_orphan for page in pages)),
        ambiguous_phrases=ambiguous,
        confidence=_bands([link.weighed.confidence for link in plan.links]),
    )


def _bands(confidences: list[float]) -> tuple[Band, ...]:
    """How many links there are per step of confidence."""
    return tuple(
        Band(low, high, sum(low <= value < high or value == high == 1.0 for value in confidences))
        for low, high in pairwise(_BANDS)
    )
