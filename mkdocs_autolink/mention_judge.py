"""The candidates of one mention -> links if limits allow, and rejections: decisions, hindrances, ambiguity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import log

from mkdocs_autolink.candidates import Candidate
from mkdocs_autolink.confidence import Weighed, log_odds
from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.language import fold_text
from mkdocs_autolink.outcomes import Link, Planned, Reason, Rejection, link_name
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Page, Site, Target, parse_target
from mkdocs_autolink.stranded import stranded

_AMBIGUITY_MARGIN = log(4)
"""Log-odds by which one target must beat the next."""


class MentionJudge:
    """What can be said of a mention's candidates without looking at the rest of the page's links."""

    def __init__(self, site: Site, decisions: Decisions, settings: Settings) -> None:
        self._site = site
        self._decisions = decisions
        self._settings = settings
        self._never = frozenset(fold_text(phrase) for phrase in settings.never)
        self._stranded: dict[tuple[str, Target], list[Decision]] = defaultdict(list)
        """By folded phrase and what they lead to."""
        for decision in stranded(site, decisions):
            self._stranded[fold_text(decision.phrase), parse_target(decision.to)].append(decision)
        self._author_words: dict[str, Mapping[str, str]] = {}
        """By page, of those that were asked for."""

    def outcomes(self, mention: list[Weighed]) -> list[Planned]:
        """Each candidate of one mention as a rejection, or as a link if limits allow."""
        decisions = [self._decision(one.candidate) for one in mention]
        decided = [self._decided(one, decision) for one, decision in zip(mention, decisions, strict=True)]
        kept = _each_once(decided)
        outcomes: list[Planned] = [one for one in kept if isinstance(one, Rejection)]
        left = [one for one in kept if isinstance(one, Link)]
        accepted = [link for link in left if link.verdict is not None]
        if accepted:
            reaches = _reaches(decided, decisions)
            best = min(accepted, key=lambda link: (reaches[_meaning(link)], _best_first(link)))
            return [*outcomes, best, *(_lost(link, best) for link in left if link is not best)]
        return outcomes + self._undecided(left)

    def names_well(self, outcome: Planned) -> bool:
        """Whether the words surely enough mean the target: for a link, or for what the author links already."""
        if isinstance(outcome, Link):
            return True
        if outcome.reason is not Reason.ALREADY_LINKED:
            return False
        return outcome.verdict is not None or outcome.weighed.confidence >= self._settings.min_confidence

    def _decision(self, candidate: Candidate) -> Decision | None:
        if not self._decisions.items:
            return None
        phrases = (candidate.anchor_text, candidate.phrase)
        found = self._decisions.find(candidate.page, phrases, str(candidate.target))
        return found or self._stranded_decision(candidate, phrases)

    def _stranded_decision(self, candidate: Candidate, phrases: Iterable[str]) -> Decision | None:
        for phrase in phrases if self._stranded else ():
            for decision in self._stranded.get((fold_text(phrase), candidate.target), ()):
                if decision.pages is None or candidate.page in decision.pages:
                    return decision
        return None

    def _decided(self, one: Weighed, decision: Decision | None) -> Planned:
        candidate = one.candidate
        page = self._site.by_key[candidate.page]
        verdict = decision.verdict if decision else None
        if verdict is Verdict.REJECT:
            return Rejection(one, Reason.REJECTED_BY_REVIEWER, verdict)
        if decision and verdict is Verdict.RETARGET:
            one = replace(one, candidate=replace(candidate, target=parse_target(decision.to)))
            if self._is_rejected_closer(one.candidate, decision):
                return Rejection(one, Reason.REJECTED_BY_REVIEWER, Verdict.REJECT)
        for reason, in_favour_of in self._hindrances(one.candidate, page, verdict):
            return Rejection(one, reason, verdict, in_favour_of)
        return Link(one, verdict)

    def _is_rejected_closer(self, candidate: Candidate, retarget: Decision) -> bool:
        """Whether a decision that goes before the one that gave the candidate its target rejects it."""
        phrases = (candidate.anchor_text, candidate.phrase)
        decision = self._decisions.find(candidate.page, phrases, str(candidate.target))
        if decision is None or decision.verdict is not Verdict.REJECT:
            return False
        return _reach(decision, candidate) < _reach(retarget, candidate)

    def _hindrances(self, candidate: Candidate, page: Page, verdict: Verdict | None) -> Iterable[tuple[Reason, str]]:
        if not self._site.has(candidate.target) or not self._site.by_key[candidate.target.page].is_target:
            yield Reason.NO_TARGET, ""
        never = self._never | page.never
        if never and not never.isdisjoint((fold_text(candidate.phrase), fold_text(candidate.anchor_text))):
            yield Reason.NEVER, ""
        if candidate.target.page == page.key:
            yield Reason.NO_TARGET, "the page itself"
        if candidate.target.page in self._site.author_outlinks[page.key]:
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
        if near and together >= self._settings.min_confidence:
            targets = sorted(str(link.weighed.candidate.target) for link in [best, *near])
            others = [self._low_or_lost(link, best) for link in rest if link not in near]
            return [*(_ambiguous(link, targets) for link in [best, *near]), *others]
        return [self._final(best), *(self._low_or_lost(link, best) for link in rest)]

    def _low_or_lost(self, link: Link, best: Link) -> Rejection:
        if link.weighed.confidence < self._settings.min_confidence:
            return Rejection(link.weighed, Reason.LOW_CONFIDENCE)
        return _lost(link, best)

    def _final(self, best: Link) -> Planned:
        if best.weighed.confidence < self._settings.min_confidence:
            return Rejection(best.weighed, Reason.LOW_CONFIDENCE)
        meant = self._meant_by_author(best.weighed.candidate)
        if meant:
            return Rejection(best.weighed, Reason.ALREADY_LINKED, in_favour_of=meant)
        if self._settings.mode == "accepted":
            return Rejection(best.weighed, Reason.NOT_ACCEPTED)
        return best

    def _meant_by_author(self, candidate: Candidate) -> str:
        """What the author links these very words to elsewhere on the page, '' for nothing on this site."""
        meant = self._author_words.get(candidate.page)
        if meant is None:
            meant = self._author_words[candidate.page] = _author_words(self._site.by_key[candidate.page], self._site)
        return meant.get(fold_text(candidate.anchor_text), "")


def _meaning(outcome: Planned) -> tuple[str, Target]:
    candidate = outcome.weighed.candidate
    return fold_text(candidate.phrase), candidate.target


def _reaches(
    decided: Iterable[Planned], decisions: Iterable[Decision | None]
) -> Mapping[tuple[str, Target], tuple[bool, bool]]:
    """By phrase and target: the reach of the closest decision behind them."""
    found: dict[tuple[str, Target], tuple[bool, bool]] = {}
    for one, decision in zip(decided, decisions, strict=True):
        if decision:
            meaning, reach = _meaning(one), _reach(decision, one.weighed.candidate)
            found[meaning] = min(reach, found.get(meaning, reach))
    return found


def _reach(decision: Decision, candidate: Candidate) -> tuple[bool, bool]:
    """What sorts the decisions that hold for a mention: one for its page comes first, then one on its very words."""
    return decision.pages is None, fold_text(decision.phrase) != fold_text(candidate.anchor_text)


def _each_once(decided: list[Planned]) -> list[Planned]:
    """The candidates of a mention, one of those that decisions have given the same phrase and target."""
    if all(one.verdict is not Verdict.RETARGET for one in decided):
        return decided
    kept: dict[tuple[str, Target], Planned] = {}
    for one in sorted(decided, key=_links_first):
        kept.setdefault(_meaning(one), one)
    return list(kept.values())


def _links_first(outcome: Planned) -> tuple[bool, float, str]:
    return isinstance(outcome, Rejection), -outcome.weighed.confidence, outcome.verdict or ""


def _best_first(link: Link) -> tuple[float, Target, str]:
    return -link.weighed.confidence, link.weighed.candidate.target, link.weighed.candidate.phrase


def _lost(link: Link, to: Link) -> Rejection:
    return Rejection(link.weighed, Reason.OVERLAP, link.verdict, link_name(to.weighed.candidate))


def _is_rival(link: Link, best: Link) -> bool:
    """Whether a candidate leads to another page and is nearly as good; another name of the same page is none."""
    elsewhere = link.weighed.candidate.target.page != best.weighed.candidate.target.page
    return elsewhere and log_odds(best.weighed.confidence) - log_odds(link.weighed.confidence) < _AMBIGUITY_MARGIN


def _ambiguous(link: Link, targets: list[str]) -> Rejection:
    others = [target for target in targets if target != str(link.weighed.candidate.target)]
    return Rejection(link.weighed, Reason.AMBIGUOUS, in_favour_of=", ".join(others))


def _author_words(page: Page, site: Site) -> Mapping[str, str]:
    """By folded words that a page's author links: where they lead on this site, be it another section of the page."""
    found: dict[str, str] = {}
    for link in page.body.links:
        target = site.resolve(page, link.href) if link.in_text else None
        if target and str(target) != page.key:
            found.setdefault(fold_text(link.text), str(target))
    return found
