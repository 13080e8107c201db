"""What a page says of its mentions: what it has to do with their targets, and the place where each stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache, cached_property
from math import log

from mkdocs_autolink.body import Run, Zone, runs_of_block
from mkdocs_autolink.cues import LISTS_OF_LINKS
from mkdocs_autolink.evidence import Evidence, SiteEvidence
from mkdocs_autolink.hits import Match
from mkdocs_autolink.language import fold_text
from mkdocs_autolink.mentions import Mention
from mkdocs_autolink.phrases import STRONG, Option, Phrase
from mkdocs_autolink.site import Page, Target

_IN_ZONE = {zone: (f"in: {zone}", 1.0) for zone in Zone}
_MATCHED = {match: (f"match: {match}", 1.0) for match in Match}
# By names of their own: every mention is asked, and Python 3.11 is slow to give a member of an enumeration.
_EXACT, _CODE = Match.EXACT, Match.CODE
_PARAGRAPH, _ENTRIES = Zone.PARAGRAPH, (Zone.LIST, Zone.TABLE)
_FIRST = frozenset(("starts the text", "whole block"))
_SECTION_FIRST = ("section, starts the text", 1.0)
"""What stands first says what is told here, as a heading does: the section of that name elsewhere is another matter."""
_NAME_ENDS = ("", ":", "-", "–", "—", ",", "(", "|", ".", ";")
"""What follows a name that a list entry begins with."""
_LISTINGS = (Zone.LIST, Zone.TABLE, Zone.CODE)
_CUE_WORDS = 4
_CLICK_WORDS = 3
_LABEL_TOKENS = 8
"""Words, and separators of the runs that they stand in."""
_ARROWS = (">", "->", "→", "➔", "›", "⇒")
_NEAR = 8
"""Characters beside a mention where an arrow is looked for: to copy all of a long text each time would take a while."""
_MOST_NAMES = 8
"""More phrases than this that stand for a page say no more of how much another page has to do with it."""
_MARKS = " \n\t.:,;"
_JOINTS = (" ", "–")
_OPENING = "([{\"'“‘«„"
_SENTENCE_ENDS = ("", ".", "!", "?", ":", "…")
_LONG_WORD = 60
"""Characters that a word has at the most, as far as it is looked at."""
_QUOTES = frozenset(("“", '"', "«", "„", "'", "‘", "「", "《"))


class PageEvidence:
    """What a page says of the mentions that stand on it."""

    def __init__(self, page: Page, site: SiteEvidence) -> None:
        self.page = page
        self.site = site
        self.index = site.index
        self.runs = page.body.runs
        self._names = site.names_on.get(page.key, {})
        self._phrases = site.phrases_on[page.key].numbers
        self._is_dated = page.key in site.dated
        self._lengths: dict[int, int] = {}
        """Characters of text by block, of those that were asked for."""

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
    def _linked_blocks(self) -> frozenset[int]:
        """Those that have a link already: what else stands there tells of it."""
        return frozenset(link.block for link in self.page.body.links)

    @cached_property
    def _screen_words(self) -> tuple[list[int], list[int]]:
        """Where the page says "click" and the like, and "button" and the like, as numbers of tokens."""
        codes = self.index.texts[self.page.key].codes
        return _places(self.site.clicks, codes), _places(self.site.controls, codes)

    @cached_property
    def _linked_from(self) -> frozenset[str]:
        return self.index.linked_pages.get(self.page.key, frozenset())

    @cached_property
    def _own_names(self) -> frozenset[int]:
        return frozenset(number for number, is_own in self._names.items() if is_own)

    @cached_property
    def _options(self) -> list[Option]:
        phrases = self.index.phrases
        options = [option for number in self._phrases for option in phrases[number].options]
        return [option for option in options if option.only is None or self.page.key in option.only]

    @cached_property
    def _times_meant(self) -> Counter[str]:
        """By page: how many of the phrases here may stand for it or for its sections."""
        return Counter([option.target.page for option in self._options])

    @cached_property
    def _named(self) -> frozenset[str]:
        """The pages whose own names stand here."""
        return frozenset(option.target.page for option in self._options if option.origins & STRONG)

    def is_whole_block(self, mention: Mention) -> bool:
        """Whether there is no other text in the block."""
        block = self.runs[mention.run].block
        length = self._lengths.get(block)
        if length is None:
            first, after = runs_of_block(self.runs, block)
            length = self._lengths[block] = sum([len(run.text.strip()) for run in self.runs[first:after]])
        return mention.end - mention.start >= length - 1

    def is_entry(self, mention: Mention) -> bool:
        """Whether it is an entry of a listing: all of a list item or table cell, or the name that one begins with."""
        run = self.runs[mention.run]
        if run.zone not in _LISTINGS:
            return False
        return self.is_whole_block(mention) or (_starts_text(run, mention) and _names_entry(run, mention))

    def of_phrase(self, phrase: Phrase) -> Evidence:
        """What the page itself has to do with the phrase."""
        return _subject(
            named=self._names.get(phrase.number),
            is_dated=self._is_dated,
            in_title=bool(phrase.content) and phrase.content <= self._title_words,
        )

    def of_target(self, target: Target, phrase: Phrase) -> Evidence:
        """What else the page has to do with the target that the phrase may stand for."""
        return _ties(
            links_back=target.page in self._linked_from,
            names_back=not self._own_names.isdisjoint(self.site.numbers_on(target.page)),
            phrases=min(self._times_meant[target.page], _MOST_NAMES),
            section_of_named=bool(target.fragment) and target.page in self._named,
            section_like_here=bool(target.fragment) and self._names.get(phrase.number) is not None,
        )

    def of_mention(self, mention: Mention, phrase: Phrase, times: int, *, first: bool) -> Evidence:
        """What the place of a mention says, which is the same for every target."""
        evidence = self._place(self.runs[mention.run], mention, phrase)
        if mention.match is not _EXACT:
            evidence.append(_MATCHED[mention.match])
        if mention.part_of >= 0:
            evidence.append(("part of a longer phrase", 1.0))
        if first:
            evidence.append(("first mention", 1.0))
        if times > 1:
            evidence.append(("mentions", log(times)))
        if mention.match is not _CODE:
            evidence += self._neighbours(self.runs[mention.run], mention, phrase)
        return tuple(evidence)

    def _place(self, run: Run, mention: Mention, phrase: Phrase) -> list[tuple[str, float]]:
        found = []
        if run.zone is not _PARAGRAPH:
            found.append(_IN_ZONE[run.zone])
        if run.emphasis:
            found += _emphasis(run, mention, phrase)
        if run.section <= 0:
            found.append(("in the lead", 1.0))
        elif phrase.codes and self._heading_words[run.section].issuperset(phrase.codes):
            found.append(("in the heading above", 1.0))
        if run.section in self._lists_of_links and run.block not in self._linked_blocks:
            found.append(("in a list of links", 1.0))
        if self.is_whole_block(mention):
            found.append(("whole block", 1.0))
        elif _starts_text(run, mention):
            found.append(("starts the text", 1.0))
            if run.section <= 0:
                found.append(("starts the text, in the lead", 1.0))
            if _names_entry(run, mention):
                found.append(("name of an entry", 1.0))
        return found

    def _neighbours(self, run: Run, mention: Mention, phrase: Phrase) -> list[tuple[str, float]]:
        left, right = self._words_beside(mention)
        found = self._cues(left, right)
        if self._goes_on(run.text[mention.end : mention.end + 2], right):
            found.append(("another word after", 1.0))
        if self._is_label(mention):
            found.append(("label on a screen", 1.0))
        if run.text[mention.start].isupper():
            if left and left[-1] not in self.index.vocabulary.breaks:
                found.append(("capitalised", 1.0))
                if " " not in phrase.text:
                    found.append(("one word, capitalised", 1.0))
            if _is_in_name(run.text, mention.start, mention.end):
                found.append(("inside a longer name", 1.0))
        return found + _marks_beside(run.text, mention)

    def _cues(self, left: list[int], right: list[int]) -> list[tuple[str, float]]:
        found = []
        if left and left[-1] in self.site.cues_before:
            found.append(("cue right before", 1.0))
        elif not self.site.cues_before.isdisjoint(left):
            found.append(("cue before", 1.0))
        if right and right[0] in self.site.cues_after:
            found.append(("cue after", 1.0))
        return found

    def _goes_on(self, beside: str, right: list[int]) -> bool:
        """Whether a word stands right after that may make a longer name of the mention: no cue, and no little word.

        False in a language whose little words are not known, where it may be one.
        """
        if beside[:1] != " " or not beside[1:].islower() or not right or right[0] in self.site.cues_after:
            return False
        vocabulary = self.index.vocabulary
        return bool(vocabulary.stops) and vocabulary.is_content(right[0]) and right[0] not in vocabulary.unspaced

    def _words_beside(self, mention: Mention) -> tuple[list[int], list[int]]:
        """Codes of the words before and of the word after, in the same run."""
        words = self.index.texts[self.page.key]
        first, after = words.starts[mention.run], words.starts[mention.run + 1] - 1
        left = words.codes[max(first, mention.first - _CUE_WORDS) : mention.first]
        return left, words.codes[mention.last : min(mention.last + 1, after)]

    def _is_label(self, mention: Mention) -> bool:
        """Whether what stands beside it, emphasised or not, says that it labels something on a screen."""
        if self._is_between_arrows(mention):
            return True
        clicks, controls = self._screen_words
        before, after = bisect_left(clicks, mention.first) - 1, bisect_left(controls, mention.last)
        return (before >= 0 and self._words_between(clicks[before] + 1, mention.first) < _CLICK_WORDS) or (
            after < len(controls) and self._words_between(mention.last, controls[after]) == 0
        )

    def _is_between_arrows(self, mention: Mention) -> bool:
        """Whether it is a step of a way through menus: "Settings > Security > Users"."""
        run = self.runs[mention.run]
        after = (
            run.text[mention.end : mention.end + _NEAR].lstrip() or self._text_beside(mention.run, 1)[:_NEAR].lstrip()
        )
        if not after.startswith(_ARROWS):  # as nearly everywhere
            return False
        before = run.text[max(0, mention.start - _NEAR) : mention.start].rstrip()
        return (before or self._text_beside(mention.run, -1)[-_NEAR:].rstrip()).endswith(_ARROWS)

    def _text_beside(self, number: int, step: int) -> str:
        """The text of the run before or after, '' where it is of another block."""
        beside = number + step
        if not 0 <= beside < len(self.runs) or self.runs[beside].block != self.runs[number].block:
            return ""
        return self.runs[beside].text

    def _words_between(self, start: int, end: int) -> int:
        """The number of words between two places in the tokens of a block; as good as many where they are far apart."""
        if end - start > _LABEL_TOKENS:
            return end - start
        words, runs = self.index.texts[self.page.key], self.runs
        first, last = (runs[bisect_right(words.starts, at) - 1] for at in (start - 1, end))
        if first.block != last.block:
            return _LABEL_TOKENS
        return end - start - words.codes[start:end].count(self.index.vocabulary.separator())


def _places(words: frozenset[int], codes: list[int]) -> list[int]:
    if words.isdisjoint(codes):  # as on most pages, and soon seen
        return []
    return [at for at, code in enumerate(codes) if code in words]


def for_section(place: Evidence) -> Evidence:
    """The evidence of a place, where the target is a section."""
    return (*place, _SECTION_FIRST) if any(name in _FIRST for name, _ in place) else place


@cache
def _subject(*, named: bool | None, is_dated: bool, in_title: bool) -> Evidence:
    """`named`: whether the phrase is the page's own name, None where it does not stand for the page."""
    found = []
    if named is not None:
        found.append(("this page's name" if named else "this page's words", 1.0))
    if is_dated:
        found.append(("dated page", 1.0))
    if in_title:
        found.append(("in this page's title", 1.0))
    return tuple(found)


@cache
def _ties(
    *, links_back: bool, names_back: bool, phrases: int, section_of_named: bool, section_like_here: bool
) -> Evidence:
    found = []
    if links_back:
        found.append(("links back", 1.0))
    if names_back:
        found.append(("names this page", 1.0))
    if phrases > 1:
        found.append(("phrases for it here", log(phrases)))
    if section_of_named:
        found.append(("its page is named here", 1.0))
    if section_like_here:
        found.append(("section, this page's words", 1.0))
    return tuple(found)


def _starts_text(run: Run, mention: Mention) -> bool:
    return mention.match is not _CODE and not run.text[: mention.start].strip()


def _emphasis(run: Run, mention: Mention, phrase: Phrase) -> list[tuple[str, float]]:
    """Bold words are seldom a link, unless they are the name of a page as it is written, and nothing else."""
    found = [("emphasised", 1.0)]
    beside = run.text[: mention.start] + run.text[mention.end :]
    written = " ".join(run.text[mention.start : mention.end].split())
    if phrase.is_strong and written == phrase.text and not beside.strip(_MARKS):
        found.append(("emphasised name", 1.0))
    return found


def _names_entry(run: Run, mention: Mention) -> bool:
    return run.zone in _ENTRIES and run.text[mention.end :].strip()[:1] in _NAME_ENDS


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
    """Whether a capitalised word stands right before, and does not begin the sentence, or right after."""
    if text[end : end + 1] in _JOINTS and text[end + 1 : end + 2].isupper():
        return True
    if text[start - 1 : start] not in _JOINTS:
        return False
    sentence, _, word = text[max(0, start - _LONG_WORD) : start - 1].rpartition(" ")
    word = word.lstrip(_OPENING)
    return word[:1].isupper() and word[-1].isalnum() and sentence.rstrip()[-1:] not in _SENTENCE_ENDS


GOOD_PAGE = _ties(links_back=True, names_back=True, phrases=_MOST_NAMES, section_of_named=True, section_like_here=False)
"""The most that a page can add whose own name the phrase is not."""
