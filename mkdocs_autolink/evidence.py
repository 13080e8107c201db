"""What speaks for a link and against it: named signals of a phrase, its target, the page and the place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from math import exp, log

from mkdocs_autolink.body import Run, Zone
from mkdocs_autolink.cues import CUES_AFTER, CUES_BEFORE, LISTS_OF_LINKS
from mkdocs_autolink.dated import is_dated
from mkdocs_autolink.generic import EVERYDAY_WORDS
from mkdocs_autolink.hits import Match
from mkdocs_autolink.index import STRONG, Index, Option, Phrase
from mkdocs_autolink.language import fold_text
from mkdocs_autolink.mentions import Mention
from mkdocs_autolink.site import Page, Site

Evidence = tuple[tuple[str, float], ...]
"""Names of signals and their values, most of them from 0 to 1; a signal that says nothing is left out."""

GOOD_FOLDER: Evidence = (("near in the tree", 1.0), ("nearest of its targets", 1.0), ("neighbours link there", 1.0))
"""The best that a page's folder can add."""
GOOD_PAGE: Evidence = (("links back", 1.0),)
"""The best that a page can add whose own name the phrase is not."""
NAMESAKE: Evidence = (("this page's name", 1.0),)
"""What a page can add that is called like the target."""
_IN_ZONE = {zone: (f"in: {zone}", 1.0) for zone in Zone}
_MATCHED = {match: (f"match: {match}", 1.0) for match in Match}
_NAME_ENDS = ("", ":", "-", "–", "—", ",", "(", "|", ".", ";")
"""What follows a name that a list entry begins with."""
_LISTINGS = (Zone.LIST, Zone.TABLE, Zone.CODE)
_CUE_WORDS = 4
_JOINTS = (" ", "-")
_QUOTES = frozenset(("“", '"', "«", "„", "'", "‘", "「", "《"))


class SiteEvidence:
    """What the whole site says of phrases and their targets."""

    def __init__(self, site: Site, index: Index, phrases_on: Iterable[Iterable[int]]) -> None:
        self.site = site
        self.index = index
        self.pages_with: Counter[int] = Counter()
        """Pages that a phrase occurs on, by its number."""
        for numbers in phrases_on:
            self.pages_with.update(numbers)
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
        self.names_on: dict[str, dict[int, bool]] = defaultdict(dict)
        """By page: the numbers of the phrases that may stand for it, and whether it bears them as its own name."""
        for phrase in index.phrases:
            for option in phrase.options:
                self.names_on[option.target.page][phrase.number] = bool(option.origins & STRONG)

    def of_phrase(self, phrase: Phrase) -> Evidence:
        """How much the phrase is a name, how rare it is, and how often authors link it."""
        return (*self._words(phrase), *self._rarity(phrase))

    def of_option(self, phrase: Phrase, option: Option) -> Evidence:
        """Why the phrase stands for the target, and what else it may stand for."""
        return (*self._naming(phrase, option), *self._author_links(phrase, option))

    def of_folder(self, folder: str, phrase: Phrase) -> Iterator[Evidence]:
        """How a folder's pages and each of the phrase's targets stand to each other, in the order of its options."""
        here = folder.split("/")
        all_near = [_nearness(here, option.target.page) for option in phrase.options]
        for near, option in zip(all_near, phrase.options, strict=True):
            yield tuple(self._position(folder, near, all_near, option))

    def _position(self, folder: str, near: float, all_near: list[float], option: Option) -> Iterator[tuple[str, float]]:
        yield "near in the tree", near
        if option.target.page.rpartition("/")[0] == folder:
            yield "same folder", 1.0
            if option.target.fragment:
                yield "neighbour's section", 1.0
        nearest = max(all_near)
        if near < nearest:
            yield "farther than another target", 1.0
        elif len(all_near) > 1 and all_near.count(nearest) == 1:
            yield "nearest of its targets", 1.0
        if folder in self.linking_folders.get(option.target.page, ()):
            yield "neighbours link there", 1.0

    def _words(self, phrase: Phrase) -> Iterator[tuple[str, float]]:
        vocabulary = self.index.vocabulary
        content = [code for code in phrase.codes if vocabulary.is_content(code)]
        if not content:
            return
        rarest = min(self.index.pages_with_word[code] for code in content)
        rare = 1 - log(_in_steps(rarest)) / self.log_pages
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
        pages = _in_steps(max(self.pages_with[phrase.number], len(phrase.linked_from)))
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
        self._names = site.names_on.get(page.key, {})

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

    def of_phrase(self, phrase: Phrase) -> Evidence:
        """What the page itself has to do with the phrase."""
        return tuple(self._subject(phrase))

    def of_target(self, page: str) -> Evidence:
        """Whether the target links to the page."""
        return GOOD_PAGE if page in self._linked_from else ()

    def of_mention(self, mention: Mention, phrase: Phrase, times: int, *, first: bool) -> Evidence:
        """What the place of a mention says, which is the same for every target."""
        evidence = self._place(self.runs[mention.run], mention, phrase)
        if mention.match is not Match.EXACT:
            evidence.append(_MATCHED[mention.match])
        if mention.part_of >= 0:
            evidence.append(("part of a longer phrase", 1.0))
        if first:
            evidence.append(("first mention", 1.0))
        if times > 1:
            evidence.append(("mentions", log(times)))
        if mention.match is not Match.CODE:
            evidence += self._neighbours(self.runs[mention.run], mention, phrase)
        return tuple(evidence)

    def _subject(self, phrase: Phrase) -> Iterator[tuple[str, float]]:
        named = self._names.get(phrase.number)
        if named is not None:
            yield ("this page's name" if named else "this page's words"), 1.0
        if self.page.key in self.site.dated:
            yield "dated page", 1.0
        if phrase.content and phrase.content <= self._title_words:
            yield "in this page's title", 1.0

    def _place(self, run: Run, mention: Mention, phrase: Phrase) -> list[tuple[str, float]]:
        found = []
        if run.zone is not Zone.PARAGRAPH:
            found.append(_IN_ZONE[run.zone])
        if run.emphasis:
            found.append(("emphasised", 1.0))
        if run.section <= 0:
            found.append(("in the lead", 1.0))
        elif phrase.codes and self._heading_words[run.section].issuperset(phrase.codes):
            found.append(("in the heading above", 1.0))
        if run.section in self._lists_of_links:
            found.append(("in a list of links", 1.0))
        if self.is_whole_block(mention):
            found.append(("whole block", 1.0))
        elif _starts_text(run, mention):
            found.append(("starts the text", 1.0))
            if _names_entry(run, mention):
                found.append(("name of an entry", 1.0))
        return found

    def _neighbours(self, run: Run, mention: Mention, phrase: Phrase) -> list[tuple[str, float]]:
        found = []
        left, right = self._words_beside(mention)
        if left and left[-1] in self.site.cues_before:
            found.append(("cue right before", 1.0))
        elif not self.site.cues_before.isdisjoint(left):
            found.append(("cue before", 1.0))
        if right and right[0] in self.site.cues_after:
            found.append(("cue after", 1.0))
        if run.text[mention.start].isupper():
            if left and left[-1] not in self.index.vocabulary.breaks:
                found.append(("capitalised", 1.0))
                if " " not in phrase.text:
                    found.append(("one word, capitalised", 1.0))
            if _is_in_name(run.text, mention.start, mention.end):
                found.append(("inside a longer name", 1.0))
        return found + _marks_beside(run.text, mention)

    def _words_beside(self, mention: Mention) -> tuple[list[int], list[int]]:
        """Codes of the words before and of the word after, in the same run."""
        words = self.index.texts[self.page.key]
        first, after = words.starts[mention.run], words.starts[mention.run + 1] - 1
        left = words.codes[max(first, mention.first - _CUE_WORDS) : mention.first]
        return left, words.codes[mention.last : min(mention.last + 1, after)]


def _in_steps(count: int) -> float:
    """A number of pages, 1 or more, in steps of about a quarter.

    A word more or less on one page so seldom changes what speaks for links on others.
    """
    return exp(round(4 * log(max(1, count))) / 4)


def _starts_text(run: Run, mention: Mention) -> bool:
    return mention.match is not Match.CODE and not run.text[: mention.start].strip()


def _names_entry(run: Run, mention: Mention) -> bool:
    return run.zone in (Zone.LIST, Zone.TABLE) and run.text[mention.end :].strip()[:1] in _NAME_ENDS


def _marks_beside(text: str, mention: Mention) -> list[tuple[str, float]]:
    found = []
    before, after = text[mention.start - 1 : mention.start], text[mention.end : mention.end + 1]
    if before == "(" or after == ")":
        found.append(("in brackets", 1.0))
    if before in _QUOTES:
        found.append(("in quotes", 1.0))
    if before == "/" or after == "/":
        found.append(("beside a slash", 1.0))
    return found


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
