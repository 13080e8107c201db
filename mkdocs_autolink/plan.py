"""Candidates -> links and rejections: caps, distances, duplicates, overlaps, verdicts."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import log

from mkdocs_autolink.candidates import Candidate
from mkdocs_autolink.confidence import Weighed, log_odds
from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.language import fold_text
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Page, Site, Target, parse_target


class Reason(StrEnum):
    """Why a candidate is no link. The names are public and do not change."""

    REJECTED_BY_REVIEWER = "rejected by reviewer"
    NEVER = "phrase on the never list"
    PART_OF_LONGER = "part of a longer phrase"
    ALREADY_LINKED = "already linked by the author"
    AMBIGUOUS = "ambiguous"
    LOW_CONFIDENCE = "low confidence"
    PROPOSED = "proposed only"
    LEFT_ALONE = "page left as it was"
    NOT_ACCEPTED = "not accepted yet"
    OVERLAP = "overlaps a better link"
    DUPLICATE = "target linked elsewhere on the page"
    PAGE_LIMIT = "page limit"
    SECTION_LIMIT = "section limit"
    DENSITY = "too many links for this many words"
    DISTANCE = "too close to another link"
    TARGET_LIMIT = "target limit"
    NO_TARGET = "target does not exist"


@dataclass(frozen=True, slots=True)
class Link:
    """A candidate that becomes a link."""

    weighed: Weighed
    verdict: Verdict | None = None
    """The reviewer's, None where nobody decided yet."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate that does not become a link, with the one reason."""

    weighed: Weighed
    reason: Reason
    verdict: Verdict | None = None
    in_favour_of: str = ""
    """What it lost to: the other targets it may stand for, or the better link's phrase and target; '' for nothing."""


Planned = Link | Rejection
"""What becomes of a candidate."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of every candidate of the site; sorted by page and place."""

    links: tuple[Link, ...]
    rejections: tuple[Rejection, ...]

    def links_by_page(self) -> Mapping[str, list[Link]]:
        """The links of each page that has some, in reading order."""
        grouped: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            grouped[link.weighed.candidate.page].append(link)
        return grouped


_AMBIGUITY_MARGIN = log(4)
"""Log-odds by which one target must beat the next."""


def make_plan(site: Site, weighed: Iterable[Weighed], decisions: Decisions, settings: Settings) -> Plan:
    """Decide on every candidate: verdicts first, then confidence, then limits, the best candidates first."""
    judge, chooser = _Judge(site, decisions, settings), _Chooser(site, settings)
    judged = [outcome for mention in _by_mention(weighed) for outcome in judge.outcomes(mention)]
    rejections = [outcome for outcome in judged if isinstance(outcome, Rejection)]
    links: list[Link] = []
    for outcome in sorted(filter(judge.names_well, judged), key=chooser.priority):
        if isinstance(outcome, Rejection):
            chooser.leave_to_author(outcome)
        elif (lost_to := chooser.obstacle(outcome)) is None:
            chooser.take(outcome)
            links.append(outcome)
        else:
            reason, in_favour_of = lost_to
            rejections.append(Rejection(outcome.weighed, reason, outcome.verdict, in_favour_of))
    return Plan(tuple(sorted(links, key=place)), tuple(sorted(rejections, key=place)))


def stranded(site: Site, decisions: Decisions) -> list[Decision]:
    """The retargets whose target is not on the site any more, those for some pages first.

    They hold for what they lead to: whoever gives the phrases of a page that is gone another target means them all.
    """
    retargets = [one for one in decisions.items if one.verdict is Verdict.RETARGET]
    gone = [one for one in retargets if not site.has(parse_target(one.target))]
    return sorted(gone, key=lambda one: one.pages is None)


def place(outcome: Planned) -> tuple[str, int, int, Target, str]:
    """What sorts links and rejections as their mentions stand: by page and place."""
    candidate = outcome.weighed.candidate
    return candidate.page, candidate.start, candidate.end, candidate.target, candidate.phrase


def _by_mention(weighed: Iterable[Weighed]) -> Iterable[list[Weighed]]:
    grouped: dict[tuple[str, int, int], list[Weighed]] = defaultdict(list)
    for one in weighed:
        candidate = one.candidate
        grouped[candidate.page, candidate.start, candidate.end].append(one)
    return grouped.values()


class _Judge:
    """What can be said of a mention's candidates without looking at the rest of the page's links."""

    def __init__(self, site: Site, decisions: Decisions, settings: Settings) -> None:
        self.site = site
        self.decisions = decisions
        self.settings = settings
        self.never = frozenset(fold_text(phrase) for phrase in settings.never)
        self.stranded: dict[tuple[str, Target], list[Decision]] = defaultdict(list)
        """By folded phrase and what they lead to."""
        for decision in stranded(site, decisions):
            self.stranded[fold_text(decision.phrase), parse_target(decision.to)].append(decision)
        self._author_words: dict[str, Mapping[str, str]] = {}
        """By page, of those that were asked for."""

    def outcomes(self, mention: list[Weighed]) -> list[Planned]:
        """Each candidate of one mention as a rejection, or as a link if limits allow."""
        decisions = [self._decision(one.candidate) for one in mention]
        decided = [self._decided(one, decision) for one, decision in zip(mention, decisions, strict=True)]
        said_here = {_meaning(one) for one, by in zip(decided, decisions, strict=True) if by and by.pages is not None}
        decided = _each_once(decided)
        outcomes: list[Planned] = [one for one in decided if isinstance(one, Rejection)]
        left = [one for one in decided if isinstance(one, Link)]
        accepted = [link for link in left if link.verdict is not None]
        if accepted:
            best = min(accepted, key=lambda link: (_meaning(link) not in said_here, _best_first(link)))
            return [*outcomes, best, *(_lost(link, best) for link in left if link is not best)]
        return outcomes + self._undecided(left)

    def names_well(self, outcome: Planned) -> bool:
        """Whether the words surely enough mean the target: for a link, or for what the author links already."""
        if isinstance(outcome, Link):
            return True
        if outcome.reason is not Reason.ALREADY_LINKED:
            return False
        return outcome.verdict is not None or outcome.weighed.confidence >= self.settings.min_confidence

    def _decided(self, one: Weighed, decision: Decision | None) -> Planned:
        candidate = one.candidate
        page = self.site.by_key[candidate.page]
        verdict = decision.verdict if decision else None
        if verdict is Verdict.REJECT:
            return Rejection(one, Reason.REJECTED_BY_REVIEWER, verdict)
        if decision and verdict is Verdict.RETARGET:
            one = replace(one, candidate=replace(candidate, target=parse_target(decision.to)))
            if decision.pages is None and self._is_rejected_here(one.candidate):
                return Rejection(one, Reason.REJECTED_BY_REVIEWER, Verdict.REJECT)
        for reason, in_favour_of in self._hindrances(one.candidate, page, verdict):
            return Rejection(one, reason, verdict, in_favour_of)
        return Link(one, verdict)

    def _decision(self, candidate: Candidate) -> Decision | None:
        if not self.decisions.items:
            return None
        phrases = (candidate.anchor_text, candidate.phrase)
        return self.decisions.find(candidate.page, phrases, str(candidate.target)) or self._stranded(candidate, phrases)

    def _stranded(self, candidate: Candidate, phrases: Iterable[str]) -> Decision | None:
        for phrase in phrases if self.stranded else ():
            for decision in self.stranded.get((fold_text(phrase), candidate.target), ()):
                if decision.pages is None or candidate.page in decision.pages:
                    return decision
        return None

    def _is_rejected_here(self, candidate: Candidate) -> bool:
        """Whether a decision for some pages, its own among them, rejects it."""
        decision = self.decisions.find(candidate.page, (candidate.anchor_text, candidate.phrase), str(candidate.target))
        return decision is not None and decision.verdict is Verdict.REJECT and decision.pages is not None

    def _hindrances(self, candidate: Candidate, page: Page, verdict: Verdict | None) -> Iterable[tuple[Reason, str]]:
        if not self.site.has(candidate.target) or not self.site.by_key[candidate.target.page].is_target:
            yield Reason.NO_TARGET, ""
        never = self.never | page.never
        if never and not never.isdisjoint((fold_text(candidate.phrase), fold_text(candidate.anchor_text))):
            yield Reason.NEVER, ""
        if candidate.target.page == page.key:
            yield Reason.NO_TARGET, "the page itself"
        if candidate.target.page in self.site.author_outlinks[page.key]:
            yield Reason.ALREADY_LINKED, ""
        if candidate.part_of and verdict is None:
            yield Reason.PART_OF_LONGER, candidate.part_of

    def _undecided(self, left: list[Link]) -> list[Planned]:
        """The best candidate of a mention that no reviewer decided on, if it is clearly the best and good enough."""
        if not left:
            return []
        ranked = sorted(left, key=_best_first)
        best, rest = ranked[0], ranked[1:]
        near = [link for link in rest if _is_rival(link, best)]
        together = sum(link.weighed.confidence for link in [best, *near])
        if near and together >= self.settings.min_confidence:
            targets = sorted(str(link.weighed.candidate.target) for link in [best, *near])
            others = [self._low_or_lost(link, best) for link in rest if link not in near]
            return [*(_ambiguous(link, targets) for link in [best, *near]), *others]
        return [self._final(best), *(self._low_or_lost(link, best) for link in rest)]

    def _final(self, best: Link) -> Planned:
        if best.weighed.confidence < self.settings.min_confidence:
            return Rejection(best.weighed, Reason.LOW_CONFIDENCE)
        meant = self._meant_by_author(best.weighed.candidate)
        if meant:
            return Rejection(best.weighed, Reason.ALREADY_LINKED, in_favour_of=meant)
        if self.settings.mode == "accepted":
            return Rejection(best.weighed, Reason.NOT_ACCEPTED)
        return best

    def _meant_by_author(self, candidate: Candidate) -> str:
        """What the author links these very words to elsewhere on the page, '' for nothing on this site."""
        meant = self._author_words.get(candidate.page)
        if meant is None:
            meant = self._author_words[candidate.page] = _author_words(self.site.by_key[candidate.page], self.site)
        return meant.get(fold_text(candidate.anchor_text), "")

    def _low_or_lost(self, link: Link, best: Link) -> Rejection:
        if link.weighed.confidence < self.settings.min_confidence:
            return Rejection(link.weighed, Reason.LOW_CONFIDENCE)
        return _lost(link, best)


def _each_once(decided: list[Planned]) -> list[Planned]:
    """The candidates of a mention, one of those that decisions have given the same phrase and target."""
    if all(one.verdict is not Verdict.RETARGET for one in decided):
        return decided
    kept: dict[tuple[str, Target], Planned] = {}
    for one in sorted(decided, key=_links_first):
        kept.setdefault(_meaning(one), one)
    return list(kept.values())


def _meaning(outcome: Planned) -> tuple[str, Target]:
    candidate = outcome.weighed.candidate
    return fold_text(candidate.phrase), candidate.target


def _author_words(page: Page, site: Site) -> Mapping[str, str]:
    """By folded words that a page's author links: where they lead on this site, be it another section of the page."""
    found: dict[str, str] = {}
    for link in page.body.links:
        target = site.resolve(page, link.href) if link.in_text else None
        if target and str(target) != page.key:
            found.setdefault(fold_text(link.text), str(target))
    return found


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
        name = f"{candidate.phrase} -> {candidate.target}"
        insort(self.spans, (candidate.start, candidate.end, name))
        return name


class _Chooser:
    """Takes links one by one as long as the limits and the links taken before allow."""

    def __init__(self, site: Site, settings: Settings) -> None:
        self.limits = settings.limits
        self.pages: dict[str, _PageState] = {}
        self.targets: Counter[str] = Counter()
        self.site = site
        self.inlinks = Counter[str]()
        if settings.prefer == "orphans":
            self.inlinks.update(target for targets in site.author_outlinks.values() for target in targets)

    def _state(self, page: str) -> _PageState:
        state = self.pages.get(page)
        if state is None:
            by_authors = sum(not link.in_heading for link in self.site.by_key[page].body.links)
            state = self.pages[page] = _PageState(by_authors)
        return state

    def priority(self, outcome: Planned) -> tuple[bool, float, int, int, str, int, Target]:
        """Sorts what is taken first to the front: verdicts, confidence, weakly linked targets, longer words, order."""
        one, candidate = outcome.weighed, outcome.weighed.candidate
        return (
            outcome.verdict is None,
            -round(one.confidence, 4),
            self.inlinks[candidate.target.page],
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
        if _reached(state.targets[target], self.limits.per_target_per_page):
            return Reason.DUPLICATE, state.first_for[target]
        if link.verdict is None:
            return self._limit(candidate, state)
        return None

    def _limit(self, candidate: Candidate, state: _PageState) -> tuple[Reason, str] | None:
        limits, taken = self.limits, len(state.words)
        page = self.site.by_key[candidate.page]
        if _reached(self.targets[candidate.target.page], limits.links_per_target):
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

    def leave_to_author(self, linked: Rejection) -> None:
        """Have no other link take words of a mention that means what the author links to already."""
        candidate = linked.weighed.candidate
        state = self._state(candidate.page)
        if state.taken_by(candidate) is None:
            state.give_words(candidate)

    def take(self, link: Link) -> None:
        """Count a link as made."""
        candidate = link.weighed.candidate
        state = self._state(candidate.page)
        name = state.give_words(candidate)
        insort(state.words, candidate.word)
        state.sections[candidate.section] += not candidate.listed
        state.targets[candidate.target.page] += 1
        state.first_for.setdefault(candidate.target.page, name)
        self.targets[candidate.target.page] += 1


def _reached(count: int, limit: int | None) -> bool:
    return limit is not None and count >= limit


def _nearest(words: list[int], word: int) -> int | None:
    at = bisect_left(words, word)
    return min((abs(word - other) for other in words[max(0, at - 1) : at + 1]), default=None)


def _best_first(link: Link) -> tuple[float, Target, str]:
    return -link.weighed.confidence, link.weighed.candidate.target, link.weighed.candidate.phrase


def _links_first(outcome: Planned) -> tuple[bool, float, str]:
    return isinstance(outcome, Rejection), -outcome.weighed.confidence, outcome.verdict or ""


def _is_rival(link: Link, best: Link) -> bool:
    """Whether a candidate leads to another page and is nearly as good; another name of the same page is none."""
    elsewhere = link.weighed.candidate.target.page != best.weighed.candidate.target.page
    return elsewhere and log_odds(best.weighed.confidence) - log_odds(link.weighed.confidence) < _AMBIGUITY_MARGIN


def _ambiguous(link: Link, targets: list[str]) -> Rejection:
    others = [target for target in targets if target != str(link.weighed.candidate.target)]
    return Rejection(link.weighed, Reason.AMBIGUOUS, in_favour_of=", ".join(others))


def _lost(link: Link, to: Link) -> Rejection:
    better = to.weighed.candidate
    return Rejection(link.weighed, Reason.OVERLAP, link.verdict, f"{better.phrase} -> {better.target}")
