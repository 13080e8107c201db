"""Phrases x targets -> the pairs that can reach a bar, with what is known of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import inf
from typing import NamedTuple, TypeVar

from mkdocs_autolink.context_evidence import GOOD_CONTEXT
from mkdocs_autolink.evidence import ASKED, GOOD_FOLDER, NAMESAKE, Evidence, SiteEvidence
from mkdocs_autolink.namings import Origin
from mkdocs_autolink.page_evidence import GOOD_PAGE, PageEvidence, for_section
from mkdocs_autolink.phrases import Option, Phrase

_Known = TypeVar("_Known")
_RULE = Origin.RULE
"""By a name of its own: every pair is asked, and Python 3.11 is slow to give a member of an enumeration."""
EvidenceGroups = tuple[Evidence, ...]
"""Evidence in groups, most of them shared by many candidates."""
_FOLDERS_KEPT = 16
"""Pages come in the order of their addresses, so that few folders are asked for in turns: one and those around it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What evidence must add up to, so that a mention is worth looking at."""

    adds: Callable[[Evidence], float]
    """What a group of evidence adds to the log-odds."""
    least: float
    """Log-odds."""
    good_place: float = 0.0
    """Log-odds that the place of a mention may add, for as long as that is not known."""


NO_BAR = Bar(lambda _: 0.0, -inf)
"""Every mention is a candidate."""


class Pair(NamedTuple):
    """A target that a phrase may stand for, and what is known of the two so far."""

    number: int
    """Of the target among the phrase's options."""
    option: Option
    evidence: EvidenceGroups
    log_odds: float

    @property
    def is_asked_for(self) -> bool:
        """Whether somebody wants this very target for the phrase, so that it is a candidate wherever it stands."""
        return self.option.origin is _RULE or bool(self.option.asked)


class Place(NamedTuple):
    """What the place of a mention says."""

    evidence: Evidence
    log_odds: float


class Pairs:
    """The phrases and targets that can reach the bar, narrowed from the site to a folder to a page.

    Many pairs fall before a page is looked at.
    """

    def __init__(self, evidence: SiteEvidence, bar: Bar) -> None:
        self.evidence = evidence
        self.bar = bar
        self.in_good_context = bar.least - bar.adds(GOOD_CONTEXT)
        self._in_good_place = self.in_good_context - bar.good_place
        self._on_good_page = self._in_good_place - bar.adds(GOOD_PAGE)
        self._in_good_folder = self._on_good_page - bar.adds(GOOD_FOLDER)
        self._places: dict[Evidence, tuple[Place, Place]] = {}
        self._of_phrases: dict[int, Evidence] = {}
        self._of_site: dict[int, tuple[Pair, ...]] = {}
        self._of_folders: dict[str, dict[int, tuple[Pair, ...]]] = {}
        """The folders that were asked for last, the very last one at the end."""

    def of_page(self, page: PageEvidence, numbers: Iterable[int]) -> dict[int, tuple[Pair, ...]]:
        """By number of a phrase: its pairs that can reach the bar on a page, in a good place."""
        adds, least, key = self.bar.adds, self._in_good_place, page.page.key
        of_folder, editions = self._known_in(page.page.folder), self.evidence.site.editions
        found: dict[int, tuple[Pair, ...]] = {}
        for phrase in map(self.evidence.index.phrases.__getitem__, numbers):
            pairs = of_folder.get(phrase.number)
            if pairs is None:
                pairs = of_folder[phrase.number] = self._of_folder(page.page.folder, phrase)
            if not pairs:
                continue
            here = page.of_phrase(phrase)
            added = adds(here)
            if not _any_reach(pairs, self._on_good_page - added):
                continue
            known = []
            for pair in pairs:
                option = pair.option.on(key)
                if option and option.target.page != key and not (editions and self._are_apart(key, option)):
                    there = page.of_target(option.target, phrase)
                    if _RULE in option.origins and _RULE not in pair.option.origins:
                        there = (*there, ASKED)
                    groups = (*pair.evidence, here, there)
                    known.append(Pair(pair.number, option, groups, pair.log_odds + added + adds(there)))
            if _any_reach(known, least):
                found[phrase.number] = tuple(known)
        return found

    def renumber(self, numbers: Mapping[int, int], evidence: SiteEvidence) -> None:
        """Keep what is known of phrases, by the new number of each; what is known of all others is forgotten."""
        self.evidence = evidence
        self._of_phrases = _renumbered(self._of_phrases, numbers)
        self._of_site = _renumbered(self._of_site, numbers)
        for folder, pairs in self._of_folders.items():
            self._of_folders[folder] = _renumbered(pairs, numbers)

    def of_place(self, evidence: Evidence) -> tuple[Place, Place]:
        """What a place says where the target is a page, and where it is a section.

        Each kind of place is kept once: most mentions stand in places like many others'.
        """
        known = self._places.get(evidence)
        if known is None:
            adds, there = self.bar.adds, for_section(evidence)
            known = self._places[evidence] = Place(evidence, adds(evidence)), Place(there, adds(there))
        return known

    def forget(self, number: int) -> bool:
        """Whether the evidence of a phrase is not what it was; then what was made of it is no longer kept."""
        known = self._of_site.get(number)
        if known is None:
            return False
        phrase = self.evidence.index.phrases[number]
        if self._of_phrases[number] == self.evidence.of_phrase(phrase) and known == self._anywhere(phrase):
            return False
        del self._of_site[number]
        for pairs in self._of_folders.values():
            pairs.pop(number, None)
        return True

    def _are_apart(self, page: str, option: Option) -> bool:
        """Whether the target is a page of another edition than the page, and nobody asks for it on this page."""
        return option.only is None and self.evidence.site.are_apart(page, option.target.page)

    def _known_in(self, folder: str) -> dict[int, tuple[Pair, ...]]:
        """By number of a phrase: its pairs in a folder, as far as they were asked for."""
        known = self._of_folders[folder] = self._of_folders.pop(folder, {})
        if len(self._of_folders) > _FOLDERS_KEPT:
            del self._of_folders[next(iter(self._of_folders))]
        return known

    def _of_folder(self, folder: str, phrase: Phrase) -> tuple[Pair, ...]:
        pairs = self._of_site.get(phrase.number)
        if pairs is None:
            pairs = self._of_site[phrase.number] = self._anywhere(phrase)
        if not pairs:
            return ()
        groups = self.evidence.of_folder(folder, phrase)
        return self._narrowed(pairs, (groups[pair.number] for pair in pairs), self._on_good_page, phrase)

    def _anywhere(self, phrase: Phrase) -> tuple[Pair, ...]:
        known = self._of_phrases[phrase.number] = self.evidence.of_phrase(phrase)
        log_odds = self.bar.adds(known)
        pairs = [Pair(number, option, (known,), log_odds) for number, option in enumerate(phrase.options)]
        groups = (self.evidence.of_option(phrase, option) for option in phrase.options)
        return self._narrowed(pairs, groups, self._in_good_folder, phrase)

    def _narrowed(
        self, pairs: Iterable[Pair], groups: Iterable[Evidence], least: float, phrase: Phrase
    ) -> tuple[Pair, ...]:
        """The pairs with another group of evidence each; none where none of them has more than the least log-odds."""
        if len(phrase.options) > 1:
            least -= self.bar.adds(NAMESAKE)
        found = [
            Pair(pair.number, pair.option, (*pair.evidence, group), pair.log_odds + self.bar.adds(group))
            for pair, group in zip(pairs, groups, strict=True)
        ]
        return tuple(found) if _any_reach(found, least) else ()


def _renumbered(known: Mapping[int, _Known], numbers: Mapping[int, int]) -> dict[int, _Known]:
    return {numbers[number]: one for number, one in known.items() if number in numbers}


def _any_reach(pairs: Iterable[Pair], least: float) -> bool:
    """Whether a pair is worth looking at: its rivals then are, too, since they may make it ambiguous."""
    for pair in pairs:  # noqa: SIM110 - any() would take four times as long
        if pair.log_odds > least or pair.is_asked_for:
            return True
    return False
