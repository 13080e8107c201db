"""What speaks for a link and against it: named signals of a phrase, its target, the page and the place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from math import log

from mkdocs_autolink.body import Run, Zone
from mkdocs_autolink.cues import CUES_AFTER, CUES_BEFORE, LISTS_OF_LINKS
from mkdocs_autolink.dated import is_dated
from mkdocs_autolink.generic import EVERYDAY_WORDS
from mkdocs_autolink.hits import Hit, Match
from mkdocs_autolink.index import STRONG, Index, Option, Phrase
from mkdocs_autolink.language import fold_text
from mkdocs_autolink.mentions import Mention
from mkdocs_autolink.site import Page, Site

Evidence = tuple[tuple[str, float], ...]
"""Names of signals and their values, most of them from 0 to 1; a signal that says nothing is left out."""

_NAME_ENDS = ("", ":", "-", "–", "—", ",", "(", "|", ".", ";")
"""What follows a name that a list entry begins with."""
_LISTINGS = (Zone.LIST, Zone.TABLE, Zone.CODE)
_CUE_WORDS = 4
_JOINTS = (" ", "-")
_QUOTES = frozenset(("“", '"', "«", "„", "'", "‘", "「", "《"))


class SiteEvidence:
    """What the whole site says of phrases and their targets; each pair is worked out once."""

    def __init__(self, site: Site, index: Index, hits: Mapping[str, Mapping[int, list[Hit]]]) -> None:
        self.site = site
        self.index = index
        self.pages_with = Counter(
            number for runs in hits.values() for number in {hit[2] for found in runs.values() for hit in found}
        )
        """Pages that a phrase occurs on, by its number."""
        self.log_pages = log(max(3, len(site.pages)))
        linking = sum(len(sources) for sources in index.linked_pages.values())
        self.history = linking / (linking + len(site.pages))
        """How much authors' links can teach: 0 for a site without any, toward 1 with several a page."""
        self.cues_before = index.vocabulary.codes_of(CUES_BEFORE)
        self.cues_after = index.vocabulary.codes_of(CUES_AFTER)
        self.linking_folders = {
            page: frozenset(source.rpartition("/")[0] for source in sources)
            for page, sources in index.linked_pages.items()
        }
        """By page: the folders of the pages whose authors link to it."""
        self.dated = frozenset(page.key for page in site.pages if is_dated(page))
        """Pages of release notes, changelogs and news."""
        self._of_phrases: dict[int, Evidence] = {}
        self._nearness: dict[tuple[str, int], list[float]] = {}
        self._of_options: dict[tuple[int, str], Evidence] = {}

    def of_phrase(self, phrase: Phrase) -> Evidence:
        """How much the phrase is a name, how rare it is, and how often authors link it."""
        found = self._of_phrases.get(phrase.number)
        if found is None:
            found = self._of_phrases[phrase.number] = (*self._words(phrase), *self._rarity(phrase))
        return found

    def of_option(self, phrase: Phrase, option: Option) -> Evidence:
        """Why the phrase stands for the target, and what else it may stand for."""
        key = (phrase.number, option.target.page)
        found = self._of_options.get(key)
        if found is None:
            found = self._of_options[key] = (*self._naming(phrase, option), *self._author_links(phrase, option))
        return found

    def nearness(self, folder: str, phrase: Phrase) -> list[float]:
        """How near each of the phrase's targets is to a folder, in the order of its options."""
        key = (folder, phrase.number)
        found = self._nearness.get(key)
        if found is None:
            here = folder.split("/")
            found = self._nearness[key] = [_nearness(here, option.target.page) for option in phrase.options]
        return found

    def _words(self, phrase: Phrase) -> Iterator[tuple[str, float]]:
        vocabulary = self.index.vocabulary
        content = [code for code in phrase.codes if vocabulary.is_content(code)]
        if not content:
            return
        rarest = min(self.index.pages_with_word[code] for code in content)
        rare = 1 - log(max(1, rarest)) / self.log_pages
        yield "rare words", rare
        if content[0] in vocabulary.unspaced:
            yield "characters", min(len(content), 8) / 4
            if len(content) <= 2:
                yield "two characters", 1.0
        elif len(content) == 1:
            yield "one word", 1.0
            yield "one rare word", rare
            if len(phrase.text) <= 4:
                yield "short word", 1.0
            if not phrase.is_strong:
                yield "one word, nobody's name", 1.0
            if fold_text(phrase.text) in EVERYDAY_WORDS:
                yield "everyday word", 1.0
        else:
            if len(content) >= 3:
                yield "three words", 1.0
            if phrase.is_strong:
                yield "name of several words", 1.0

    def _rarity(self, phrase: Phrase) -> Iterator[tuple[str, float]]:
        pages = max(1, self.pages_with[phrase.number], len(phrase.linked_from))
        rare = 1 - log(pages) / self.log_pages
        yield "rare", rare
        yield "rare, site without links", rare * (1 - self.history)
        yield "site without links", 1 - self.history
        yield "widespread", pages / len(self.site.pages)
        linked = len(phrase.linked_from)
        if linked:
            yield "linked by authors", 1.0
            yield "often linked", linked / (pages + 1)
            yield "links", log(1 + linked)
        else:
            yield "never linked by authors", self.history * log(1 + pages)

    def _naming(self, phrase: Phrase, option: Option) -> Iterator[tuple[str, float]]:
        for origin in sorted(option.origins):
            yield f"origin: {origin}", 1.0
        others = len(phrase.options) - 1
        if others:
            yield "other targets", log(1 + others)
            if not option.origins & STRONG and phrase.is_strong:
                yield "another page's name", 1.0
        if option.target.fragment:
            yield "section", 1.0
        if option.target.page in self.dated:
            yield "dated target", 1.0
        if option.linked_from and self._is_far_from_title(phrase, option):
            yield "no word of the title", 1.0

    def _is_far_from_title(self, phrase: Phrase, option: Option) -> bool:
        """Whether the target's title has no word of the phrase; what authors link once with such words names little."""
        title = self.index.vocabulary.codes(self.site.by_key[option.target.page].title)
        return set(phrase.codes).isdisjoint(title)

    def _author_links(self, phrase: Phrase, option: Option) -> Iterator[tuple[str, float]]:
        if phrase.linked_from:
            yield "authors' target", len(option.linked_from) / len(phrase.linked_from)
            yield "author links", log(1 + len(option.linked_from))
            if not option.linked_from:
                yield "authors link it elsewhere", 1.0
        inlinks = len(self.index.linked_pages.get(option.target.page, ()))
        yield "inlinks", self.history * log(1 + inlinks) / self.log_pages


class PageEvidence:
    """What a page says of the mentions that stand on it."""

    def __init__(self, page: Page, site: SiteEvidence) -> None:
        self.page = page
        self.site = site
        self.index = site.index
        self.runs = page.body.runs
        self._folder = page.folder

    @cached_property
    def block_length(self) -> Counter[int]:
        """Characters of text in each block."""
        lengths: Counter[int] = Counter()
        for run in self.runs:
            lengths[run.block] += len(run.text.strip())
        return lengths

    @cached_property
    def _title_words(self) -> frozenset[int]:
        return frozenset(self.index.vocabulary.codes(self.page.title))

    @cached_property
    def _heading_words(self) -> list[frozenset[int]]:
        return [frozenset(self.index.vocabulary.codes(heading.text)) for heading in self.page.body.headings]

    @cached_property
    def _lists_of_links(self) -> frozenset[int]:
        headings = self.page.body.headings
        return frozenset(i for i, heading in enumerate(headings) if fold_text(heading.text) in LISTS_OF_LINKS)

    @cached_property
    def _linked_from(self) -> frozenset[str]:
        return self.index.linked_pages.get(self.page.key, frozenset())

    def is_whole_block(self, mention: Mention) -> bool:
        """Whether there is no other text in the block."""
        return mention.end - mention.start >= self.block_length[self.runs[mention.run].block] - 1

    def is_entry(self, mention: Mention) -> bool:
        """Whether it is an entry of a listing: all of a list item or table cell, or the name that one begins with."""
        run = self.runs[mention.run]
        if run.zone not in _LISTINGS:
            return False
        return self.is_whole_block(mention) or (_starts_text(run, mention) and _names_entry(run, mention))

    def of_pair(self, phrase: Phrase, option: Option) -> Evidence:
        """How the page and the target stand to each other."""
        return (*self._position(phrase, option), *self._subject(phrase, option))

    def of_mention(self, mention: Mention, phrase: Phrase, times: int, *, first: bool) -> Evidence:
        """What the place of a mention says, which is the same for every target."""
        run = self.runs[mention.run]
        evidence = [*self._place(run, mention, phrase)]
        if mention.match is not Match.EXACT:
            evidence.append((f"match: {mention.match}", 1.0))
        if mention.part_of >= 0:
            evidence.append(("part of a longer phrase", 1.0))
        if first:
            evidence.append(("first mention", 1.0))
        if times > 1:
            evidence.append(("mentions", log(times)))
        if mention.match is not Match.CODE:
            evidence += self._neighbours(run, mention, phrase)
        return tuple(evidence)

    def _position(self, phrase: Phrase, option: Option) -> Iterator[tuple[str, float]]:
        all_near = self.site.nearness(self._folder, phrase)
        near = next(near for near, other in zip(all_near, phrase.options, strict=True) if other is option)
        yield "near in the tree", near
        if option.target.page.rpartition("/")[0] == self._folder:
            yield "same folder", 1.0
            if option.target.fragment:
                yield "neighbour's section", 1.0
        nearest = max(all_near)
        if near < nearest:
            yield "farther than another target", 1.0
        elif len(all_near) > 1 and all_near.count(nearest) == 1:
            yield "nearest of its targets", 1.0

    def _subject(self, phrase: Phrase, option: Option) -> Iterator[tuple[str, float]]:
        for own in phrase.options:
            if own.target.page == self.page.key:
                yield ("this page's name" if own.origins & STRONG else "this page's words"), 1.0
        if self.page.key in self.site.dated:
            yield "dated page", 1.0
        content = {code for code in phrase.codes if self.index.vocabulary.is_content(code)}
        if content and content <= self._title_words:
            yield "in this page's title", 1.0
        if option.target.page in self._linked_from:
            yield "links back", 1.0
        if self._folder in self.site.linking_folders.get(option.target.page, ()):
            yield "neighbours link there", 1.0

    def _place(self, run: Run, mention: Mention, phrase: Phrase) -> Iterator[tuple[str, float]]:
        if run.zone is not Zone.PARAGRAPH:
            yield f"in: {run.zone}", 1.0
        if run.emphasis:
            yield "emphasised", 1.0
        if run.section <= 0:
            yield "in the lead", 1.0
        elif phrase.codes and set(phrase.codes) <= self._heading_words[run.section]:
            yield "in the heading above", 1.0
        if run.section in self._lists_of_links:
            yield "in a list of links", 1.0
        if self.is_whole_block(mention):
            yield "whole block", 1.0
        elif _starts_text(run, mention):
            yield "starts the text", 1.0
            if _names_entry(run, mention):
                yield "name of an entry", 1.0

    def _neighbours(self, run: Run, mention: Mention, phrase: Phrase) -> Iterator[tuple[str, float]]:
        codes = self.index.texts[self.page.key][mention.run]
        left, right = codes[max(0, mention.first - _CUE_WORDS) : mention.first], codes[mention.last : mention.last + 1]
        if left and left[-1] in self.site.cues_before:
            yield "cue right before", 1.0
        elif not self.site.cues_before.isdisjoint(left):
            yield "cue before", 1.0
        if right and right[0] in self.site.cues_after:
            yield "cue after", 1.0
        if run.text[mention.start].isupper():
            if left and left[-1] not in self.index.vocabulary.breaks:
                yield "capitalised", 1.0
                if " " not in phrase.text:
                    yield "one word, capitalised", 1.0
            if _is_in_name(run.text, mention.start, mention.end):
                yield "inside a longer name", 1.0
        yield from _punctuation(run.text[mention.start - 1 : mention.start], run.text[mention.end : mention.end + 1])


def _starts_text(run: Run, mention: Mention) -> bool:
    return mention.match is not Match.CODE and not run.text[: mention.start].strip()


def _names_entry(run: Run, mention: Mention) -> bool:
    return run.zone in (Zone.LIST, Zone.TABLE) and run.text[mention.end :].strip()[:1] in _NAME_ENDS


def _punctuation(before: str, after: str) -> Iterator[tuple[str, float]]:
    if before == "(" or after == ")":
        yield "in brackets", 1.0
    if before in _QUOTES:
        yield "in quotes", 1.0
    if before == "/" or after == "/":
        yield "beside a slash", 1.0


def _is_in_name(text: str, start: int, end: int) -> bool:
    """Whether a capitalised word stands right before or after."""
    words = text[max(0, start - 40) : start - 1].rsplit(None, 1)
    before = text[start - 1 : start] in _JOINTS and bool(words) and words[-1][0].isupper()
    return before or (text[end : end + 1] in _JOINTS and text[end + 1 : end + 2].isupper())


def _nearness(here: list[str], page: str) -> float:
    """The share of folders that two addresses have in common from the top, 0 to 1."""
    there = page.rpartition("/")[0].split("/")
    shared = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        shared += 1
    return shared / max(len(here), len(there))
