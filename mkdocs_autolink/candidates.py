"""Mentions and their targets -> candidates with evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from sys import intern

from mkdocs_autolink.body import Run
from mkdocs_autolink.context_evidence import ContextEvidence
from mkdocs_autolink.evidence import Evidence, SiteEvidence, tallies
from mkdocs_autolink.hits import Hit, Match, find_hits, find_typos, may_change_typos
from mkdocs_autolink.index import Index, finds_as_before, is_named_alike, take_in
from mkdocs_autolink.mentions import Mention, find_mentions
from mkdocs_autolink.namings import Origin
from mkdocs_autolink.page_evidence import PageEvidence
from mkdocs_autolink.pairs import Bar, EvidenceGroups, Pairs
from mkdocs_autolink.phrase_changes import PhraseChanges, find_phrase_changes, pages_to_search
from mkdocs_autolink.phrases import Option
from mkdocs_autolink.reindex import Reindexer
from mkdocs_autolink.site import Page, Site, Target
from mkdocs_autolink.wordings import is_as_written

_MOST_MENTIONS = 100
"""Mentions of one phrase on one page that are looked at: a page gets one or few links of a phrase."""
_LEAST_LIKENESS = {Match.VARIANT: 0.72, Match.INFLECTED: 0.75, Match.GAPPED: 0.7}
"""Likeness that a mention needs: little words, endings or words in between may not be most of it."""
_SAME_SPELLING: Evidence = (("same spelling", 1.0),)


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
    evidence: EvidenceGroups
    """In groups: of the phrase, of its target, of the page's folder, of the page, of the place, of what stands around
    it, of the spelling."""

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
        self._reindexer: Reindexer | None = None
        """From the first edit of names on: what it keeps would take memory in other builds."""
        self._look_for(site, index)

    def _look_for(self, site: Site, index: Index) -> None:
        self._index = index
        self._typos = find_typos(index)
        self._hits = {page.key: find_hits(page, index, self._typos) for page in site.pages}
        """Of the pages that were not asked for yet."""
        phrases = {key: tallies(_occurrences(hits)) for key, hits in self._hits.items()}
        self._evidence = SiteEvidence(site, index, phrases)
        self._pairs = Pairs(self._evidence, self._bar)

    def candidates(self, page: Page) -> list[Candidate]:
        """Those on a page, in reading order."""
        hits = self._hits.pop(page.key, None)
        if hits is None:
            hits = find_hits(page, self._index, self._typos)
        return list(_on_page(page, hits, self._pairs)) if page.is_source else []

    def reread(self, site: Site, pages: list[Page]) -> set[str]:
        """Take in edited pages of the site: the pages whose candidates may be others now, themselves among them."""
        before, words = self._evidence.site.by_key, {page.key: self._index.words_on[page.key] for page in pages}
        changed = take_in(pages, self._index)
        edited = {page.key for page in pages}
        if all(is_named_alike(before[page.key], page) for page in pages) and self._finds_as_before(changed, len(pages)):
            self._evidence.site = site
            return self._look_again(edited, changed, set()) | self._speaking_of(words)
        self._reindexer = self._reindexer or Reindexer(self._index)
        index = self._reindexer.reindexed(self._index, site)
        changes = find_phrase_changes(self._index, index)
        if changes is None:
            self._look_for(site, index)
            return {page.key for page in site.pages}
        of_phrases = {code for phrase in changes.others for code in phrase.codes}
        typos = self._typos_after(index, changed, len(pages), of_phrases)
        search = edited | self._rename(site, index, typos, changes)
        named = {option.target.page for phrase in changes.others for option in phrase.options}
        of_edited = {number for key in edited for number in self._evidence.names_on[key]}
        return named | self._look_again(search, changed, of_edited) | self._speaking_of(words)

    def _finds_as_before(self, changed: set[int], pages: int) -> bool:
        return finds_as_before(self._index, changed, pages) and (
            self._typos_after(self._index, changed, pages) == self._typos
        )

    def _typos_after(
        self, index: Index, changed: set[int], pages: int, of_phrases: Set[int] = frozenset()
    ) -> dict[int, int]:
        """The misspellings after words came to so many pages or left them, and phrases of some words came or went."""
        may_change = pages > 1 or may_change_typos(index, changed, of_phrases)
        return find_typos(index) if may_change else self._typos

    def _rename(self, site: Site, index: Index, typos: dict[int, int], changes: PhraseChanges) -> set[str]:
        """Look for other phrases from now on: the pages whose hits may be others."""
        kept = changes.kept
        search = pages_to_search(index, changes.others, self._typos, typos)
        self._index, self._typos = index, typos
        phrases = {key: here.renumbered(kept) for key, here in self._evidence.phrases_on.items()}
        self._evidence = SiteEvidence(site, index, phrases)
        self._pairs.renumber(kept, self._evidence)
        return search

    def _look_again(self, keys: set[str], changed: set[int], named: set[int]) -> set[str]:
        """Search pages for phrases: the pages whose candidates may be others now, themselves among them.

        `changed` are words that came to a page or left it, `named` the phrases of targets that are others.
        """
        moved, counted, site = set[int](), set[int](), self._evidence.site
        for key in keys:
            self._hits[key] = find_hits(site.by_key[key], self._index, self._typos)
            before, now = self._evidence.phrases_on[key], tallies(_occurrences(self._hits[key]))
            counted |= self._evidence.recount(key, now)
            moved.update(set(before.numbers).symmetric_difference(now.numbers))
        phrases = self._index.phrases
        touched = self._index.numbers_with_any(changed)
        others = {number for number in counted.union(named, touched) if self._pairs.forget(number)}
        targets = {option.target.page for number in moved for option in phrases[number].options}
        return {*keys, *targets, *self._evidence.pages_with_any(others)}

    def _speaking_of(self, words: Mapping[str, frozenset[int]]) -> set[str]:
        """The pages that name an edited one, by the words it had, where they also have one that came to it or left."""
        found = set[str]()
        for key, before in words.items():
            changed = before ^ self._index.words_on[key]
            naming = self._evidence.pages_with_any(self._evidence.names_on[key].keys()) if changed else ()
            found.update(page for page in naming if not changed.isdisjoint(self._index.words_on[page]))
        return found


def _occurrences(hits: Mapping[int, list[Hit]]) -> list[int]:
    return [hit[2] for found in hits.values() for hit in found]


def _on_page(page: Page, hits: Mapping[int, list[Hit]], pairs: Pairs) -> Iterator[Candidate]:
    evidence, index, adds = PageEvidence(page, pairs.evidence), pairs.evidence.index, pairs.bar.adds
    context = ContextEvidence(page, pairs.evidence)
    known = pairs.of_page(evidence, pairs.evidence.numbers_on(page.key))
    mentions = find_mentions(page, hits, index, known.keys())
    times = Counter([mention.phrase for mention in mentions])
    looked_at: Counter[int] = Counter()
    for mention in mentions:
        looked_at[mention.phrase] += 1
        if looked_at[mention.phrase] > _MOST_MENTIONS:
            continue
        phrase = index.phrases[mention.phrase]
        here = evidence.of_mention(mention, phrase, times[mention.phrase], first=looked_at[mention.phrase] == 1)
        at_page, at_section = pairs.of_place(here)
        for pair in known[mention.phrase]:
            place = at_section if pair.option.target.fragment else at_page
            log_odds = pair.log_odds + place.log_odds
            if log_odds <= pairs.in_good_context and not pair.is_asked_for:
                continue
            around = context.of_mention(mention, phrase, pair.option.target.page)
            if log_odds + adds(around) > pairs.bar.least or pair.is_asked_for:
                found = _candidate(mention, pair.option, evidence, (*pair.evidence, place.evidence, around))
                if _may_mean(found, pair.option):
                    yield found


def _may_mean(found: Candidate, option: Option) -> bool:
    """Whether the words are enough like the phrase, and no plain words where they would have to be code."""
    least_likeness = _LEAST_LIKENESS.get(found.match)
    if least_likeness is not None and found.likeness < least_likeness:  # likeness costs: only where it matters
        return False
    return found.match is Match.CODE or is_as_written(found.anchor_text, option)


def _candidate(mention: Mention, option: Option, page: PageEvidence, groups: EvidenceGroups) -> Candidate:
    run = page.runs[mention.run]
    start, end = _html_span(run, mention)
    anchor_text = intern(run.text[mention.start : mention.end])  # most places say what others say too
    longer = page.index.phrases[mention.part_of].on(page.page.key) if mention.part_of >= 0 else None
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
