"""What speaks for a link and against it: named signals of a phrase and its targets, wherever on the site it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache
from itertools import chain
from math import exp, log
from typing import NamedTuple

from mkdocs_autolink.cues import CLICKS, CONTROLS, CUES_AFTER, CUES_BEFORE
from mkdocs_autolink.dated_pages import is_dated
from mkdocs_autolink.generic_words import EVERYDAY_WORDS, GENERIC_NAMES
from mkdocs_autolink.index import Index
from mkdocs_autolink.language import fold_text
from mkdocs_autolink.namings import Origin
from mkdocs_autolink.phrases import STRONG, Option, Phrase
from mkdocs_autolink.site import Site

Evidence = tuple[tuple[str, float], ...]
"""Names of signals and their values, most of them from 0 to 1; a signal that says nothing is left out."""

GOOD_FOLDER: Evidence = (("near in the tree", 1.0), ("nearest of its targets", 1.0), ("neighbours link there", 1.0))
"""The best that a page's folder can add."""
NAMESAKE: Evidence = (("this page's name", 1.0),)
"""What a page can add that is called like the target."""
_BEARS = {origin: (f"origin: {origin}", 1.0) for origin in Origin}
ASKED = _BEARS[Origin.RULE]
"""Somebody wants the target for the phrase."""
_LINKED_ALONE = frozenset([Origin.ANCHOR_TEXT])
"""Nothing calls the target so but links of authors."""
_CHARACTERS_OF_A_WORD = 2
"""Where words are not spaced: in Chinese most words have two."""
_MOST_TIMES = 255


class Tallies(NamedTuple):
    """Phrases of a page by number, and how often each occurs there: kept for every page, so in little memory."""

    numbers: tuple[int, ...]
    times: bytes
    """255 for whatever is more."""

    def of(self, number: int) -> int:
        """How often a phrase occurs."""
        return self.times[self.numbers.index(number)] if number in self.numbers else 0

    def renumbered(self, numbers: Mapping[int, int]) -> Tallies:
        """The same by new numbers; phrases without one are left out."""
        kept = [(numbers[number], times) for number, times in zip(*self, strict=True) if number in numbers]
        return Tallies(tuple([number for number, _ in kept]), bytes([times for _, times in kept]))


def tallies(occurrences: Iterable[int]) -> Tallies:
    """Of the numbers of the phrases that occur on a page, one for each time."""
    counted = Counter(occurrences)
    return Tallies(tuple(counted), bytes([min(times, _MOST_TIMES) for times in counted.values()]))


_NONE = tallies(())


class SiteEvidence:
    """What the whole site says of phrases and their targets."""

    def __init__(self, site: Site, index: Index, phrases_on: dict[str, Tallies]) -> None:
        self.site = site
        self.index = index
        self.phrases_on = phrases_on
        """By page: the phrases that occur on it and how often, as they are now."""
        self.pages_with = Counter(chain.from_iterable([here.numbers for here in phrases_on.values()]))
        """Pages that a phrase occurs on, by its number."""
        self.most = _most_times(phrases_on.values())
        """By number of a phrase: how often the page says it that says it most."""
        self.log_pages = log(max(3, len(site.pages)))
        linking = sum(len(sources) for sources in index.linked_pages.values())
        self.history = linking / (linking + len(site.pages))
        """How much authors' links can teach: 0 for a site without any, toward 1 with several a page."""
        self.cues_before = index.vocabulary.codes_of(CUES_BEFORE)
        self.cues_after = index.vocabulary.codes_of(CUES_AFTER)
        self.clicks = index.vocabulary.codes_of(CLICKS)
        self.controls = index.vocabulary.codes_of(CONTROLS)
        self.everyday = index.vocabulary.codes_of(EVERYDAY_WORDS)
        self.linking_folders = {
            page: frozenset(source.rpartition("/")[0] for source in sources)
            for page, sources in index.linked_pages.items()
        }
        """By page: the folders of the pages whose authors link to it."""
        self.dated = frozenset(page.key for page in site.pages if is_dated(page))
        """Pages of release notes, changelogs and news."""
        self.names_on = _names_by_page(index)
        """By page: the numbers of the phrases that may stand for it, and whether it bears them as its own name.

        None where they stand for it on some pages only.
        """

    def recount(self, page: str, now: Tallies) -> set[int]:
        """Take in what occurs on an edited page: numbers of the phrases that occur more often or less."""
        before, self.phrases_on[page] = self.phrases_on[page], now
        old, new = dict(zip(*before, strict=True)), dict(zip(*now, strict=True))
        self.pages_with.update(new.keys() - old.keys())
        self.pages_with.subtract(old.keys() - new.keys())
        changed = {number for number in old.keys() | new.keys() if old.get(number) != new.get(number)}
        for number in changed:
            times, most = new.get(number, 0), self.most.get(number, 0)
            if times >= most:
                self.most[number] = times
            elif old.get(number) == most:
                self.most[number] = max(here.of(number) for here in self.phrases_on.values())
        return changed

    def pages_with_any(self, numbers: Set[int]) -> list[str]:
        """The pages that one of some phrases occurs on."""
        return [page for page, here in self.phrases_on.items() if not numbers.isdisjoint(here.numbers)]

    def numbers_on(self, page: str) -> tuple[int, ...]:
        """Numbers of the phrases that occur on a page."""
        return self.phrases_on.get(page, _NONE).numbers

    def of_phrase(self, phrase: Phrase) -> Evidence:
        """How much the phrase is a name, how rare it is, and how often authors link it."""
        return (*self._words(phrase), *self._rarity(phrase))

    def of_option(self, phrase: Phrase, option: Option) -> Evidence:
        """Why the phrase stands for the target, and what else it may stand for."""
        return (*self._naming(phrase, option), *self._target(phrase, option), *self._author_links(phrase, option))

    def of_folder(self, folder: str, phrase: Phrase) -> list[Evidence]:
        """How a folder's pages and each of the phrase's targets stand to each other, in the order of its options."""
        here = folder.split("/")
        all_near = [_nearness(here, option.target.page) for option in phrase.options]
        meant_anywhere = [near for near, option in zip(all_near, phrase.options, strict=True) if option.only is None]
        nearest = max(meant_anywhere or all_near)
        is_alone = len(meant_anywhere) > 1 and meant_anywhere.count(nearest) == 1
        return [
            _position(
                near=near,
                is_same=option.target.page.rpartition("/")[0] == folder,
                is_section=bool(option.target.fragment),
                is_farther=near < nearest,
                is_nearest=is_alone and near == nearest,
                is_linked=folder in self.linking_folders.get(option.target.page, ()),
            )
            for near, option in zip(all_near, phrase.options, strict=True)
        ]

    def _words(self, phrase: Phrase) -> Iterator[tuple[str, float]]:
        vocabulary = self.index.vocabulary
        content = [code for code in phrase.codes if vocabulary.is_content(code)]
        if not content:
            return
        spaced = [code for code in content if code not in vocabulary.unspaced]
        characters = len(content) - len(spaced)
        if content[0] in vocabulary.unspaced:
            yield "characters", min(len(content), 8) / 4
            if len(content) <= 2:
                yield "two characters", 1.0
        rare = self._rare_words(phrase, spaced, characters)
        yield "rare words", rare
        words = len(spaced) + (characters + 1) // _CHARACTERS_OF_A_WORD
        if words == 1:
            yield "one word", 1.0
            yield "one rare word", rare
            if len(phrase.text) <= (4 if spaced else 1):
                yield "short word", 1.0
            if not phrase.is_strong:
                yield "one word, nobody's name", 1.0
            if content[0] in self.everyday:
                yield "everyday word", 1.0
        else:
            if words >= 3:
                yield "three words", 1.0
            if phrase.is_strong:
                yield "name of several words", 1.0

    def _rare_words(self, phrase: Phrase, spaced: list[int], characters: int) -> float:
        """How rare the rarest word is, 0 to 1; what is not spaced is as rare as the phrase."""
        pages = [self.index.pages_with_word[code] for code in spaced]
        if characters:
            pages.append(max(self.pages_with[phrase.number], len(phrase.linked_from)))
        return 1 - log(_in_steps(min(pages))) / self.log_pages

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
            if origin is not Origin.ANCHOR_TEXT or Origin.TITLE not in option.origins:  # a link by the title is no news
                yield _BEARS[origin]
        others = sum(one.only is None for one in phrase.options if one is not option)
        if others:
            yield "other targets", log(1 + others)
            if fold_text(option.text) in GENERIC_NAMES:
                yield "general name of several", 1.0
            if not option.origins & STRONG and phrase.is_strong:
                yield "another page's name", 1.0
        if option.linked_from and self._is_far_from_title(phrase, option):
            yield "no word of the title", 1.0
            if len(option.linked_from) == 1:
                yield "no word of the title, one author", 1.0
                if option.origins == _LINKED_ALONE and phrase.text.islower():
                    yield "no word of the title, in lower case", 1.0

    def _target(self, phrase: Phrase, option: Option) -> Iterator[tuple[str, float]]:
        if option.target.fragment:
            yield "section", 1.0
        most = self.most.get(phrase.number, 0)
        if self.phrases_on.get(option.target.page, _NONE).of(phrase.number) == most:
            yield "no page says it more", 1.0
        if option.target.page in self.dated:
            yield "dated target", 1.0

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


def _most_times(pages: Iterable[Tallies]) -> dict[int, int]:
    most: dict[int, int] = {}
    for here in pages:
        for number, times in zip(*here, strict=True):
            if times > most.get(number, 0):
                most[number] = times
    return most


def _names_by_page(index: Index) -> dict[str, dict[int, bool | None]]:
    names: dict[str, dict[int, bool | None]] = defaultdict(dict)
    for phrase in index.phrases:
        for option in phrase.options:
            names[option.target.page][phrase.number] = bool(option.origins & STRONG) if option.only is None else None
    return names


def _in_steps(count: int) -> float:
    """A number of pages, 1 or more, in steps of about a quarter.

    A word more or less on one page so seldom changes what speaks for links on others.
    """
    return exp(round(4 * log(max(1, count))) / 4)


@cache
def _position(
    *, near: float, is_same: bool, is_section: bool, is_farther: bool, is_nearest: bool, is_linked: bool
) -> Evidence:
    """The same object for all equal positions: those of all folders and targets would take much memory."""
    found = [("near in the tree", near)]
    if is_same:
        found.append(("same folder", 1.0))
        if is_section:
            found.append(("neighbour's section", 1.0))
    if is_farther:
        found.append(("farther than another target", 1.0))
    elif is_nearest:
        found.append(("nearest of its targets", 1.0))
    if is_linked:
        found.append(("neighbours link there", 1.0))
    return tuple(found)


def _nearness(here: list[str], page: str) -> float:
    """The share of folders that two addresses have in common from the top, 0 to 1."""
    there = page.rpartition("/")[0].split("/")
    shared = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        shared += 1
    return shared / max(len(here), len(there))
