"""Which links there is room for: caps, distances, overlaps, duplicates, and what comes first."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, field

from mkdocs_autolink.candidates import Candidate
from mkdocs_autolink.outcomes import Link, Planned, Reason, Rejection, link_name
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Site, Target


class Chooser:
    """Takes links one by one as long as the limits and the links taken before allow."""

    def __init__(self, site: Site, settings: Settings) -> None:
        self._site = site
        self._limits = settings.limits
        self._pages: dict[str, _PageState] = {}
        self._targets: Counter[str] = Counter()
        self._inlinks = Counter[str]()
        if settings.prefer == "orphans":
            self._inlinks.update(target for targets in site.author_outlinks.values() for target in targets)

    def priority(self, outcome: Planned) -> tuple[bool, float, int, int, str, int, Target]:
        """Sorts what is taken first to the front: verdicts, confidence, weakly linked targets, longer words, order."""
        one, candidate = outcome.weighed, outcome.weighed.candidate
        return (
            outcome.verdict is None,
            -round(one.confidence, 4),
            self._inlinks[candidate.target.page],
            candidate.start - candidate.end,
            candidate.page,
            candidate.start,
            candidate.target,
        )

    def obstacle(self, link: Link) -> tuple[Reason, str] | None:
        """The reason why a link cannot be taken now and what it loses to, None where it can."""
        candidate = link.weighed.candidate
        state = self._state(candidate.page)
        name = state.taken_by(candidate)
        if name is not None:
            return Reason.OVERLAP, name
        target = candidate.target.page
        if _reached(state.targets[target], self._limits.per_target_per_page):
            return Reason.DUPLICATE, state.first_for[target]
        if link.verdict is None:
            return self._limit(candidate, state)
        return None

    def take(self, link: Link) -> None:
        """Count a link as made."""
        candidate = link.weighed.candidate
        state = self._state(candidate.page)
        name = state.give_words(candidate)
        insort(state.words, candidate.word)
        state.sections[candidate.section] += not candidate.listed
        state.targets[candidate.target.page] += 1
        state.first_for.setdefault(candidate.target.page, name)
        self._targets[candidate.target.page] += 1

    def leave_to_author(self, linked: Rejection) -> None:
        """Have no other link take words of a mention that means what the author links to already."""
        candidate = linked.weighed.candidate
        state = self._state(candidate.page)
        if state.taken_by(candidate) is None:
            state.give_words(candidate)

    def _state(self, page: str) -> _PageState:
        state = self._pages.get(page)
        if state is None:
            by_authors = sum(not link.in_heading for link in self._site.by_key[page].body.links)
            state = self._pages[page] = _PageState(by_authors)
        return state

    def _limit(self, candidate: Candidate, state: _PageState) -> tuple[Reason, str] | None:
        limits, taken = self._limits, len(state.words)
        page = self._site.by_key[candidate.page]
        if _reached(self._targets[candidate.target.page], limits.links_per_target):
            return Reason.TARGET_LIMIT, ""
        if _reached(taken, limits.links_per_page):
            return Reason.PAGE_LIMIT, ""
        if candidate.listed:
            return None
        if _reached(state.sections[candidate.section], limits.links_per_section):
            return Reason.SECTION_LIMIT, ""
        if limits.words_per_link is not None:
            links = taken + state.author_links
            if links * limits.words_per_link > page.body.words:
                return Reason.DENSITY, ""
        near = _nearest(state.words, candidate.word)
        if limits.words_between is not None and near is not None and near < limits.words_between:
            return Reason.DISTANCE, ""
        return None


@dataclass(slots=True)
class _PageState:
    """What has been taken on a page so far."""

    author_links: int
    """How many its authors put into its prose."""
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    """The words of links, and those that mean a page which the author links already: in order, none meets another."""
    words: list[int] = field(default_factory=list)
    """The number of the first word of each link, in order."""
    sections: Counter[int] = field(default_factory=Counter)
    targets: Counter[str] = field(default_factory=Counter)
    first_for: dict[str, str] = field(default_factory=dict)

    def taken_by(self, candidate: Candidate) -> str | None:
        """What has some of a candidate's words, None where they are free."""
        at = bisect_left(self.spans, (candidate.start,))
        for start, end, name in self.spans[max(0, at - 1) : at + 1]:
            if start < candidate.end and candidate.start < end:
                return name
        return None

    def give_words(self, candidate: Candidate) -> str:
        """Note whose its words are from now on: how it is called."""
        name = link_name(candidate)
        insort(self.spans, (candidate.start, candidate.end, name))
        return name


def _reached(count: int, limit: int | None) -> bool:
    return limit is not None and count >= limit


def _nearest(words: list[int], word: int) -> int | None:
    at = bisect_left(words, word)
    return min((abs(word - other) for other in words[max(0, at - 1) : at + 1]), default=None)
