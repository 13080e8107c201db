"""Mentions x index -> candidates with evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import NamedTuple, TypeVar

from mkdocs_autolink.body import Run
from mkdocs_autolink.changes import Changes, find_changes, pages_to_search
from mkdocs_autolink.evidence import GOOD_FOLDER, NAMESAKE, Evidence, SiteEvidence
from mkdocs_autolink.hits import Hit, Match, find_hits, find_typos, may_change_typos
from mkdocs_autolink.index import Index, Option, Phrase, finds_as_before, is_named_alike, reindexed, take_in
from mkdocs_autolink.mentions import Mention, find_mentions
from mkdocs_autolink.page_evidence import GOOD_PAGE, PageEvidence
from mkdocs_autolink.phrases import Origin
from mkdocs_autolink.site import Page, Site, Target

_Known = TypeVar("_Known")
Groups = tuple[Evidence, ...]
"""Evidence in groups, most of them shared by many candidates."""
_GOOD_PLACE: Evidence = (("a good place", 1.0),)
"""Stands for what the place of a mention adds, before that is known."""
_MOST_MENTIONS = 100
"""Mentions of one phrase on one page that are looked at: a page gets one or few links of a phrase."""
_LEAST_LIKENESS = {Match.VARIANT: 0.72, Match.INFLECTED: 0.75, Match.GAPPED: 0.7}
"""Likeness that a mention needs: little words, endings or words in between may not be most of it."""
_SAME_SPELLING: Evidence = (("same spelling", 1.0),)


@dataclass(frozen=True, slots=True)
class Bar:
    """What evidence must add up to, so that a mention is worth looking at."""

    adds: Callable[[Evidence], float]
    """What a group of evidence adds to the log-odds."""
    least: float
    """Log-odds."""


NO_BAR = Bar(lambda _: 0.0, -inf)
"""Every mention is a candidate."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention with one target and its evidence."""

    page: str
    start: int
    end: int
    """Offsets in the page's HTML of what the link would wrap."""
    anchor_text: str
    phrase: str
    target: Target
    origin: Origin
    match: Match
    section: int
    """Index of the heading that it stands under, -1 before the first."""
    word: int
    """Number of words on the page before it."""
    listed: bool
    """It is an entry of a listing, or the name that one begins with, and no link in running text."""
    part_of: str
    """The longer phrase that it is a part of and that a page bears as its name, '' of none."""
    evidence: Groups
    """In groups: of the phrase, of its target, of the page's folder, of the page, of the place, of the spelling."""

    @property
    def likeness(self) -> float:
        """Similarity of the mention's and the phrase's characters, 0 to 1."""
        from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - few candidates need it, and loading it takes a while

        return ratio(self.anchor_text.casefold(), self.phrase.casefold()) / 100


class Finder:
    """Finds the candidates of the pages of a site in one language, and again after edits of pages.

    Candidates are the mentions on pages that may be linked from, with every page that each may stand for. A pair whose
    evidence stays below the bar, such as an everyday word and a heading that has it too, is none.
    """

    def __init__(self, site: Site, index: Index, bar: Bar) -> None:
        self._bar = bar
        self._look_for(site, index)

    def _look_for(self, site: Site, index: Index) -> None:
        self._index = index
        self._typos = find_typos(index)
        self._hits = {page.key: find_hits(page, index, self._typos) for page in site.pages}
        """Of the pages that were not asked for yet."""
        self._phrases = {key: tuple(_phrases_in(hits)) for key, hits in self._hits.items()}
        """By page: numbers of the phrases that occur on it; a tuple, as a set would take four times the memory."""
        self._evidence = SiteEvidence(site, index, self._phrases)
        self._pairs = _Pairs(self._evidence, self._bar)

    def candidates(self, page: Page) -> list[Candidate]:
        """Those on a page, in reading order."""
        hits = self._hits.pop(page.key, None)
        if hits is None:
            hits = find_hits(page, self._index, self._typos)
        return list(_on_page(page, hits, self._pairs)) if page.is_source else []

    def reread(self, site: Site, pages: list[Page]) -> set[str]:
        """Take in edited pages of the site: the pages whose candidates may be others now, themselves among them."""
        before, changed = self._evidence.site.by_key, take_in(pages, self._index)
        edited = {page.key for page in pages}
        if all(is_named_alike(before[page.key], page) for page in pages) and self._finds_as_before(changed, len(pages)):
            self._evidence.site = site
            return self._look_again(edited, changed, set())
        index = reindexed(self._index, site)
        changes = find_changes(self._index, index)
        if changes is None:
            self._look_for(site, index)
            return {page.key for page in site.pages}
        search = edited | self._rename(site, index, changes)
        named = {option.target.page for phrase in changes.others for option in phrase.options}
        return named | self._look_again(
            search, changed, {number for key in edited for number in self._evidence.names_on[key]}
        )

    def _finds_as_before(self, changed: set[int], pages: int) -> bool:
        if not finds_as_before(self._index, changed, pages):
            return False
        may_change = pages > 1 or may_change_typos(self._index, changed)
        return not may_change or find_typos(self._index) == self._typos

    def _rename(self, site: Site, index: Index, changes: Changes) -> set[str]:
        """Look for other phrases from now on: the pages whose hits may be others."""
        typos, kept = find_typos(index), changes.kept
        search = pages_to_search(index, changes.others, self._typos, typos)
        self._index, self._typos = index, typos
        self._phrases = {key: tuple([kept[n] for n in numbers if n in kept]) for key, numbers in self._phrases.items()}
        self._evidence = SiteEvidence(site, index, self._phrases)
        self._pairs.renumber(kept, self._evidence)
        return search

    def _look_again(self, keys: set[str], changed: set[int], named: set[int]) -> set[str]:
        """Search pages for phrases: the pages whose candidates may be others now, themselves among them.

        `changed` are words that came to a page or left it, `named` the phrases of targets that are others.
        """
        moved, site = set[int](), self._evidence.site
        for key in keys:
            self._hits[key] = find_hits(site.by_key[key], self._index, self._typos)
            before, now = set(self._phrases[key]), _phrases_in(self._hits[key])
            self._phrases[key] = tuple(now)
            self._evidence.pages_with.update(now - before)
            self._evidence.pages_with.subtract(before - now)
            moved |= before ^ now
        phrases = self._index.phrases
        touched = (phrase.number for phrase in phrases if not changed.isdisjoint(phrase.content))
        others = {number for number in moved.union(named, touched) if self._pairs.forget(number)}
        targets = {option.target.page for number in moved for option in phrases[number].options}
        return {*keys, *targets, *(key for key, here in self._phrases.items() if not others.isdisjoint(here))}


def _phrases_in(hits: Mapping[int, list[Hit]]) -> set[int]:
    return {hit[2] for found in hits.values() for hit in found}


class _Pair(NamedTuple):
    """A target that a phrase may stand for, and what is known of the two so far."""

    number: int
    """Of the target among the phrase's options."""
    option: Option
    evidence: Groups
    log_odds: float

    @property
    def is_asked_for(self) -> bool:
        """Whether somebody wants this very target for the phrase, so that it is a candidate wherever it stands."""
        return self.option.origin is Origin.RULE


class _Pairs:
    """The phrases and targets that can reach the bar, narrowed from the site to a folder to a page.

    Many pairs fall before a page is looked at.
    """

    def __init__(self, evidence: SiteEvidence, bar: Bar) -> None:
        self.evidence = evidence
        self.bar = bar
        self._in_good_place = bar.least - bar.adds(_GOOD_PLACE)
        self._on_good_page = self._in_good_place - bar.adds(GOOD_PAGE)
        self._in_good_folder = self._on_good_page - bar.adds(GOOD_FOLDER)
        self.places: dict[Evidence, tuple[Evidence, float]] = {}
        """Each kind of place once, with its log-odds: most mentions stand in places like many others'."""
        self._of_phrases: dict[int, Evidence] = {}
        self._of_site: dict[int, tuple[_Pair, ...]] = {}
        self._of_folders: dict[str, dict[int, tuple[_Pair, ...]]] = defaultdict(dict)

    def of_page(self, page: PageEvidence, numbers: Iterable[int]) -> dict[int, tuple[_Pair, ...]]:
        """By number of a phrase: its pairs that can reach the bar on a page, in a good place."""
        adds, least, key = self.bar.adds, self._in_good_place, page.page.key
        of_folder = self._of_folders[page.page.folder]
        found: dict[int, tuple[_Pair, ...]] = {}
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
                if pair.option.target.page != key:
                    there = page.of_target(pair.option.target)
                    log_odds = pair.log_odds + added + adds(there)
                    known.append(_Pair(pair.number, pair.option, (*pair.evidence, here, there), log_odds))
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

    def _of_folder(self, folder: str, phrase: Phrase) -> tuple[_Pair, ...]:
        pairs = self._of_site.get(phrase.number)
        if pairs is None:
            pairs = self._of_site[phrase.number] = self._anywhere(phrase)
        groups = list(self.evidence.of_folder(folder, phrase)) if pairs else []
        return self._narrowed(pairs, (groups[pair.number] for pair in pairs), self._on_good_page, phrase)

    def _anywhere(self, phrase: Phrase) -> tuple[_Pair, ...]:
        known = self._of_phrases[phrase.number] = self.evidence.of_phrase(phrase)
        log_odds = self.bar.adds(known)
        pairs = [_Pair(number, option, (known,), log_odds) for number, option in enumerate(phrase.options)]
        groups = (self.evidence.of_option(phrase, option) for option in phrase.options)
        return self._narrowed(pairs, groups, self._in_good_folder, phrase)

    def _narrowed(
        self, pairs: Iterable[_Pair], groups: Iterable[Evidence], least: float, phrase: Phrase
    ) -> tuple[_Pair, ...]:
        """The pairs with another group of evidence each; none where none of them has more than the least log-odds."""
        if len(phrase.options) > 1:
            least -= self.bar.adds(NAMESAKE)
        found = [
            _Pair(pair.number, pair.option, (*pair.evidence, group), pair.log_odds + self.bar.adds(group))
            for pair, group in zip(pairs, groups, strict=True)
        ]
        return tuple(found) if _any_reach(found, least) else ()


def _renumbered(known: Mapping[int, _Known], numbers: Mapping[int, int]) -> dict[int, _Known]:
    return {numbers[number]: one for number, one in known.items() if number in numbers}


def _any_reach(pairs: Iterable[_Pair], least: float) -> bool:
    """Whether a pair is worth looking at: its rivals then are, too, since they may make it ambiguous."""
    return any(pair.log_odds > least or pair.is_asked_for for pair in pairs)


def _on_page(page: Page, hits: Mapping[int, list[Hit]], pairs: _Pairs) -> Iterator[Candidate]:
    evidence, index, bar = PageEvidence(page, pairs.evidence), pairs.evidence.index, pairs.bar
    known = pairs.of_page(evidence, _phrases_in(hits))
    mentions = find_mentions(page, hits, index, known.keys())
    times = Counter([mention.phrase for mention in mentions])
    looked_at: Counter[int] = Counter()
    for mention in mentions:
        looked_at[mention.phrase] += 1
        if looked_at[mention.phrase] > _MOST_MENTIONS:
            continue
        phrase = index.phrases[mention.phrase]
        here = evidence.of_mention(mention, phrase, times[mention.phrase], first=looked_at[mention.phrase] == 1)
        place = pairs.places.get(here)
        if place is None:
            place = pairs.places[here] = here, bar.adds(here)
        here, least = place[0], bar.least - place[1]
        for pair in known[mention.phrase]:
            if pair.log_odds > least or pair.is_asked_for:
                found = _candidate(mention, pair.option, evidence, (*pair.evidence, here))
                least_likeness = _LEAST_LIKENESS.get(found.match)
                if least_likeness is None or found.likeness >= least_likeness:  # likeness costs: only where it matters
                    yield found


def _candidate(mention: Mention, option: Option, page: PageEvidence, groups: Groups) -> Candidate:
    run = page.runs[mention.run]
    start, end = _html_span(run, mention)
    anchor_text = run.text[mention.start : mention.end]
    longer = page.index.phrases[mention.part_of] if mention.part_of >= 0 else None
    exact = anchor_text == option.text
    return Candidate(
        page=page.page.key,
        start=start,
        end=end,
        anchor_text=anchor_text,
        phrase=option.text,
        target=option.target,
        origin=option.origin,
        match=mention.match,
        section=run.section,
        word=mention.first - mention.run,  # a separator stands before every run but the first
        listed=page.is_entry(mention),
        part_of=longer.text if longer and longer.is_strong else "",
        evidence=(*groups, _SAME_SPELLING) if exact else groups,
    )


def _html_span(run: Run, mention: Mention) -> tuple[int, int]:
    if mention.match is Match.CODE:
        return run.start, run.end
    if run.offsets is None:
        return run.start + mention.start, run.start + mention.end
    return run.offsets[mention.start], run.offsets[mention.end]
