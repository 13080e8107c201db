"""An index after edits of pages: made of what they change, and in all else of what it was made of before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mkdocs_autolink.index import Index, Spell, known_words, sought_stems, speller, with_phrases
from mkdocs_autolink.namings import PageNamings, author_namings
from mkdocs_autolink.phrases import NamingGroup, Phrase, PhraseKey, grouped, key_reader, phrase_of
from mkdocs_autolink.site import Page, Site


class Reindexer:
    """Makes index after index of a site whose pages are edited. The first one takes as long as a new index does."""

    def __init__(self, index: Index) -> None:
        self._page_namings = PageNamings(headings=index.headings)
        self._key_of = key_reader(index.vocabulary)
        self._pages: dict[str, Page] = {}
        self._phrases: dict[PhraseKey, tuple[NamingGroup, Phrase | None]] = {}
        """What was made of each group of namings."""
        self._spellings: dict[tuple[str, tuple[int, ...]], list[tuple[Sequence[int], bool]]] = {}
        """By text and words of a phrase."""
        self._known: set[int] = set()
        """The words that these are spelled with."""

    def reindexed(self, index: Index, site: Site) -> Index:
        """The index of a site with edited pages, whose words `take_in` has put into the last index."""
        learned = author_namings(site)
        own = [("", naming) for naming in (*self._page_namings.of(site), *index.rules)]
        phrases, new = self._made_of([*own, *learned], index, site)
        now = with_phrases(index, phrases, learned, self._speller(index, phrases))
        # Stems of phrases that went may stay: whoever asks then looks whether anything is others than it was.
        return replace(now, known_sought_stems=index.sought_stems | sought_stems(index.vocabulary, new))

    def _made_of(self, namings: NamingGroup, index: Index, site: Site) -> tuple[tuple[Phrase, ...], list[Phrase]]:
        """The phrases that namings make, and those of them that were not there before."""
        edited = {page.key for page in site.pages if self._pages.get(page.key) is not page}
        about_edited = {self._key_of(naming) for _, naming in namings if naming.target.page in edited}
        before, phrases, new = self._phrases, list[Phrase](), list[Phrase | None]()
        self._pages, self._phrases = {page.key: page for page in site.pages}, {}
        for key, group in grouped(namings, self._key_of).items():
            known, phrase = before.get(key, (None, None))
            if known != group or key in about_edited:
                phrase = phrase_of(key, group, len(phrases), site, index.vocabulary)
                new.append(phrase)
            elif phrase and phrase.number != len(phrases):
                phrase = replace(phrase, number=len(phrases))
            self._phrases[key] = group, phrase
            if phrase:
                phrases.append(phrase)
        return tuple(phrases), [phrase for phrase in new if phrase]

    def _speller(self, index: Index, phrases: Iterable[Phrase]) -> Spell:
        """What spells phrases with the words of the site; what it spelled before, only where others can be sought."""
        known, stems = known_words(phrases, index.pages_with_word), index.vocabulary.stems
        if any(stems[code] in index.sought_stems for code in known ^ self._known):
            self._spellings.clear()
        self._known, spell = known, speller(index.vocabulary, known)

        def spellings(phrase: Phrase) -> list[tuple[Sequence[int], bool]]:
            key = phrase.text, phrase.codes
            found = self._spellings.get(key)
            if found is None:
                found = self._spellings[key] = list(spell(phrase))
            return found

        return spellings
