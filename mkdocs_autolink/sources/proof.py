"""Edits that were tried -> those that make their link and change nothing else, as the rendered site shows.

A build of a site is dear, so that each one tries the edits of all pages at once; only pages that fail are tried again.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from mkdocs_autolink.errors import AutolinkError
from mkdocs_autolink.report import ReportLink
from mkdocs_autolink.site import Site
from mkdocs_autolink.sources.edits import Edit, apply_edits
from mkdocs_autolink.sources.harmless import harmless_pages
from mkdocs_autolink.sources.judging import Judge, Tried, Wish

MOST_BUILDS = 40
"""A site that needs more is refused what is not proved by then."""

Bodies = Mapping[str, str]
Render = Callable[[Mapping[str, str]], Bodies]
"""Sources, by page, in place of the files -> the bodies of all pages. Raises AutolinkError where no build is made."""


class Refusal(StrEnum):
    """Why a link was not written. The names are public and do not change."""

    NO_PLACE = "words not in the Markdown"
    NO_LINK = "would be no link there"
    CHANGES_PAGE = "would change more of the page"
    ENDS_BUILD = "the site could not be built"
    CHANGES_OTHERS = "would change other pages"
    UNSTEADY = "page differs from build to build"
    NOT_BUILT = "page or target not in the build"
    TOO_MANY_BUILDS = "too many builds"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is wished for on one page."""

    page: str
    source: str
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The site as it is without the edits."""

    site: Site
    bodies: Bodies
    unsteady: frozenset[str]
    """Pages that two builds of the same sources give differently."""


@dataclass(frozen=True, slots=True)
class Proved:
    """An edit that makes its link and changes nothing else."""

    link: ReportLink
    edit: Edit


@dataclass(frozen=True, slots=True)
class Refused:
    """A link that cannot be written, and why."""

    link: ReportLink
    why: Refusal
    others: tuple[str, ...] = ()
    """The pages that would change."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What may be written, by page, and what not."""

    baseline: Baseline
    proved: Mapping[str, tuple[Proved, ...]]
    refused: tuple[Refused, ...]
    bodies: Bodies
    """Of all pages, with what is proved."""


def unsteady_pages(one: Bodies, other: Bodies) -> frozenset[str]:
    """The pages that two builds of the same sources give differently."""
    return frozenset(page for page in one.keys() | other.keys() if one.get(page) != other.get(page))


def prove(baseline: Baseline, drafts: Iterable[Draft], render: Render) -> Proof:
    """The edits that make exactly their links, each page's as many as can be made together."""
    builder = _Builder(baseline, {draft.page: draft for draft in drafts}, render)
    settled, refused = _settle_pages(baseline, builder)
    proved, harmful = _without_side_effects(builder, settled)
    links = builder.links
    bodies = builder(proved) if any(proved.values()) else baseline.bodies
    return Proof(
        baseline=baseline,
        proved={
            page: tuple(Proved(links[key], edit) for key, edit in sorted(edits.items(), key=lambda item: item[1].start))
            for page, edits in sorted(proved.items())
            if edits
        },
        refused=tuple(sorted((*refused, *harmful), key=lambda item: (item.link.page, item.link.id))),
        bodies=bodies,
    )


class _Builder:
    """Renders edited pages, counts builds, and remembers the last."""

    def __init__(self, baseline: Baseline, drafts: dict[str, Draft], render: Render) -> None:
        self.baseline, self.drafts, self.count = baseline, drafts, 0
        self.links = {wish.link.id: wish.link for draft in drafts.values() for wish in draft.wishes}
        """By id."""
        self._render = render
        self._sources: dict[str, str] = {}
        self._bodies = baseline.bodies

    def __call__(self, tried: Mapping[str, Tried]) -> Bodies:
        """The bodies of all pages with these edits."""
        sources = {
            page: apply_edits(self.drafts[page].source, tuple(edits.values()))
            for page, edits in sorted(tried.items())
            if edits
        }
        if sources != self._sources:
            self.count += 1
            self._bodies = self._render(sources)
            self._sources = sources
        return self._bodies


def _settle_pages(baseline: Baseline, builder: _Builder) -> tuple[dict[str, Tried], list[Refused]]:
    """For each page the edits that give its links and nothing else on it, and what is refused."""
    drafts = builder.drafts
    hopeless = {page: why for page in drafts if (why := _hopeless(baseline, page))}
    settlings = {page: _Settling(drafts[page], _judge(baseline, page)) for page in drafts if page not in hopeless}
    settled, given_up = _try_together(settlings, builder)
    refused = [Refused(wish.link, why) for page, why in hopeless.items() for wish in drafts[page].wishes]
    refused += [item for settling in settlings.values() for item in settling.refused]
    known = {item.link.id for item in refused}
    left = [wish.link for page in given_up for wish in drafts[page].wishes if wish.link.id not in known]
    return settled, [*refused, *(Refused(link, Refusal.TOO_MANY_BUILDS) for link in left)]


def _try_together(settlings: Mapping[str, _Settling], builder: _Builder) -> tuple[dict[str, Tried], list[str]]:
    """What is settled, by page, and the pages that are not after the most builds."""
    running: dict[str, _Trials] = {}
    tried: dict[str, Tried] = {}
    settled: dict[str, Tried] = {}
    for page, settling in settlings.items():
        trials = settling.trials()
        with suppress(StopIteration):  # there is nothing to try
            tried[page] = next(trials)
            running[page] = trials
    while running and builder.count < MOST_BUILDS:
        bodies = _bodies(builder, settled, tried)
        for page, trials in list(running.items()):
            try:
                tried[page] = trials.send(bodies.get(page, ""))
            except StopIteration:
                settled[page] = settlings[page].good
                del running[page], tried[page]
    return settled, list(running)


def _bodies(builder: _Builder, settled: Mapping[str, Tried], tried: Mapping[str, Tried]) -> Mapping[str, str | None]:
    """The bodies of all pages, or of those that are tried where not all can be built at once.

    None for a page whose edits end the build: plugins stop at what they cannot read.
    """
    try:
        return builder({**settled, **tried})
    except AutolinkError:
        pages = list(tried)
        if len(pages) == 1:
            return {pages[0]: None}
    found: dict[str, str | None] = {}
    for half in (pages[: len(pages) // 2], pages[len(pages) // 2 :]):
        bodies = _bodies(builder, settled, {page: tried[page] for page in half})
        found.update({page: bodies.get(page, "") for page in half})
    return found


def _judge(baseline: Baseline, page: str) -> Judge:
    return Judge(baseline.site, baseline.site.by_key[page], baseline.bodies[page])


def _hopeless(baseline: Baseline, page: str) -> Refusal | None:
    if page not in baseline.bodies or page not in baseline.site.by_key:
        return Refusal.NOT_BUILT
    return Refusal.UNSTEADY if page in baseline.unsteady else None


_Trials = Generator[Tried, str | None, None]
"""Yields the edits to try on a page, and is sent its body with them, None where that ends the build."""

_Open = list[tuple[Wish, tuple[Edit, ...]]]
"""Wishes, each with the edits that are left to try."""


class _Settling:
    """Finds the edits that give a page its links and nothing else, as many as can be made together."""

    def __init__(self, draft: Draft, judge: Judge) -> None:
        self.good: Tried = {}
        """The edits that are right, as far as they are found."""
        self.refused: list[Refused] = []
        self._draft = draft
        self._judge = judge
        self._wishes = {wish.link.id: wish for wish in draft.wishes}

    def trials(self) -> _Trials:
        """Settles the page: at its end `good` and `refused` have every wish."""
        return self._extend([(wish, wish.edits) for wish in self._draft.wishes])

    def _extend(self, wanted: _Open) -> _Trials:
        """Adds to `good` what can be added of these wishes; the rest is refused."""
        good, why = self.good, Refusal.NO_PLACE
        while True:
            wanted, hopeless = _still_open(wanted, good)
            self.refused += [Refused(wish.link, why if wish.edits else Refusal.NO_PLACE) for wish in hopeless]
            if not wanted:
                return
            chosen = _choose(wanted)
            after = yield {**good, **chosen}
            open_wishes = [*(self._wishes[key] for key in good), *(wish for wish, _ in wanted)]
            judgement = self._judge(after or "", open_wishes, {**good, **chosen})
            if judgement.explained and set(good.values()) <= set(judgement.right.values()):
                why = Refusal.NO_LINK
                good.update(judgement.right)
                wanted = _without(wanted, judgement.wrong)
            elif len(chosen) == 1:
                why = Refusal.ENDS_BUILD if after is None else Refusal.CHANGES_PAGE
                wanted = _without(wanted, frozenset(chosen.values()))
            else:
                suspect = min(chosen, key=lambda key: (chosen[key] not in judgement.wrong, chosen[key].start))
                yield from self._extend([row for row in wanted if row[0].link.id != suspect])
                wanted = [row for row in wanted if row[0].link.id == suspect]


def _still_open(wanted: _Open, good: Tried) -> tuple[_Open, list[Wish]]:
    """The wishes that have edits left beside the good ones, and those that have none."""
    rows = []
    for wish, edits in wanted:
        free = (edit for edit in edits if not any(_overlap(edit, other) for other in good.values()))
        rows.append((wish, () if wish.link.id in good else tuple(free)))
    hopeless = [wish for wish, edits in rows if not edits and wish.link.id not in good]
    return [row for row in rows if row[1]], hopeless


def _choose(wanted: _Open) -> Tried:
    """The likeliest edit of each wish, none over another: the surest wishes choose first, some have to wait."""
    chosen: Tried = {}
    for wish, edits in sorted(wanted, key=lambda row: row[1][0].doubt):
        free = (edit for edit in edits if not any(_overlap(edit, other) for other in chosen.values()))
        edit = next(free, None)
        if edit is not None:
            chosen[wish.link.id] = edit
    return chosen


def _without(wanted: _Open, wrong: Set[Edit]) -> _Open:
    return [(wish, tuple(edit for edit in edits if edit not in wrong)) for wish, edits in wanted]


def _overlap(one: Edit, other: Edit) -> bool:
    return one.start < other.end and other.start < one.end


def _without_side_effects(builder: _Builder, settled: dict[str, Tried]) -> tuple[dict[str, Tried], list[Refused]]:
    """The edits that change no page but their own, and the ones that are refused as they do."""
    changed = _changed(builder, settled)
    if not changed:
        return settled, []
    # Pages that list the links that lead to them are the most frequent cause.
    kept = {
        page: {key: edit for key, edit in edits.items() if builder.links[key].target.page not in changed}
        for page, edits in settled.items()
        if page not in changed
    }
    if _changed(builder, kept):
        harmless = harmless_pages(
            settled,
            lambda pages: not _changed(builder, {page: settled[page] for page in pages}),
            most=2 * MOST_BUILDS - builder.count,
        )
        kept = {page: settled[page] for page in harmless}
    refused = [
        Refused(builder.links[key], Refusal.CHANGES_OTHERS, tuple(sorted(changed - {page})))
        for page, edits in settled.items()
        for key in edits
        if key not in kept.get(page, {})
    ]
    return kept, refused


def _changed(builder: _Builder, written: Mapping[str, Tried]) -> frozenset[str]:
    """The pages that differ by more than the links that are written on them."""
    bodies, baseline = builder(written), builder.baseline
    changed = set(unsteady_pages(baseline.bodies, bodies) - baseline.unsteady)
    for page in list(changed):
        edits = written.get(page)
        if edits:
            wishes = (wish for wish in builder.drafts[page].wishes if wish.link.id in edits)
            judgement = _judge(baseline, page)(bodies.get(page, ""), wishes, edits)
            if judgement.explained and len(judgement.right) == len(edits):
                changed.remove(page)
    return frozenset(changed)
