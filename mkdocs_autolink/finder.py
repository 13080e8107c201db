"""A site and its index -> the candidates of its pages, found again after edits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import TYPE_CHECKING

from mkdocs_autolink.candidates import Candidate, candidates_on
from mkdocs_autolink.evidence import SiteEvidence, tallies
from mkdocs_autolink.hits import Hit, find_hits, find_typos, may_change_typos
from mkdocs_autolink.index import Index, finds_as_before, is_named_alike, take_in
from mkdocs_autolink.mentions import obstacles_on
from mkdocs_autolink.pairs import Bar, Pairs
from mkdocs_autolink.site import Page, Site

if TYPE_CHECKING:
    from mkdocs_autolink.obstacles import Obstacle
    from mkdocs_autolink.phrases import Phrase
    from mkdocs_autolink.reindex import Reindexer


class Finder:
    """Finds the candidates of the pages of a site in one language, and again after edits of pages."""

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
        return list(candidates_on(page, hits, self._pairs)) if page.is_source else []

    def obstacles(self, page: Page) -> Iterator[tuple[Phrase, Obstacle]]:
        """The phrases whose words stand on a page and yet are no mention there, with what is in the way."""
        return obstacles_on(page, find_hits(page, self._index, self._typos), self._index)

    def reread(self, site: Site, pages: list[Page]) -> set[str]:
        """Take in edited pages of the site: the pages whose candidates may be others now, themselves among them."""
        before, words = self._evidence.site.by_key, {page.key: self._index.words_on[page.key] for page in pages}
        changed = take_in(pages, self._index)
        edited = {page.key for page in pages}
        if all(is_named_alike(before[page.key], page) for page in pages) and self._finds_as_before(changed, len(pages)):
            self._evidence.site = site
            return self._look_again(edited, changed, set()) | self._speaking_of(words)
        others = self._reread_names(site, edited, changed)
        return {page.key for page in site.pages} if others is None else others | self._speaking_of(words)

    def _reread_names(self, site: Site, edited: set[str], changed: set[int]) -> set[str] | None:
        """Look for other phrases: the pages whose candidates may be others, None where all are looked through again."""
        from mkdocs_autolink.phrase_changes import find_phrase_changes, pages_to_search  # noqa: PLC0415 - only edits
        from mkdocs_autolink.reindex import Reindexer  # noqa: PLC0415 - under `mkdocs serve` need them

        self._reindexer = self._reindexer or Reindexer(self._index)
        index = self._reindexer.reindexed(self._index, site)
        changes = find_phrase_changes(self._index, index)
        if changes is None:
            self._look_for(site, index)
            return None
        of_phrases = {code for phrase in changes.others for code in phrase.codes}
        typos = self._typos_after(index, changed, len(edited), of_phrases)
        search = edited | pages_to_search(index, changes.others, self._typos, typos)
        self._rename(site, index, typos, changes.kept)
        named = {option.target.page for phrase in changes.others for option in phrase.options}
        of_edited = {number for key in edited for number in self._evidence.names_on[key]}
        return named | self._look_again(search, changed, of_edited)

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

    def _rename(self, site: Site, index: Index, typos: dict[int, int], kept: Mapping[int, int]) -> None:
        """Look for the phrases of an index from now on; `kept` gives the new numbers of those that it has kept."""
        self._index, self._typos = index, typos
        phrases = {key: here.renumbered(kept) for key, here in self._evidence.phrases_on.items()}
        self._evidence = SiteEvidence(site, index, phrases)
        self._pairs.renumber(kept, self._evidence)

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
