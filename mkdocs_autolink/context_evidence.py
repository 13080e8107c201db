"""What is said around a mention, and how much of it the target's page says too."""

from __future__ import annotations

from functools import cache

from mkdocs_autolink.body import runs_of_block
from mkdocs_autolink.evidence import Evidence, SiteEvidence
from mkdocs_autolink.mentions import Mention
from mkdocs_autolink.phrases import Phrase
from mkdocs_autolink.site import Page

_STEPS = 8
"""Shares are told in so many steps: finer ones say no more, and would make every place a kind of its own."""


class ContextEvidence:
    """The words of a page by the block that they stand in."""

    def __init__(self, page: Page, site: SiteEvidence) -> None:
        self._runs = page.body.runs
        self._site = site
        self._vocabulary = site.index.vocabulary
        self._codes, self._starts = site.index.texts[page.key].codes, site.index.texts[page.key].starts
        self._words: dict[int, frozenset[int]] = {}
        """By block."""
        self._shared: dict[tuple[int, str], frozenset[int]] = {}
        """By block and page: those of the block's words that the page has."""

    def of_mention(self, mention: Mention, phrase: Phrase, target: str) -> Evidence:
        """Whether what is said around a mention of a phrase is what a target page speaks of."""
        block = self._runs[mention.run].block
        words = self._words.get(block)
        if words is None:
            words = self._words[block] = self._words_of(block)
        shared = self._shared.get((block, target))
        if shared is None:
            shared = self._shared[block, target] = words & self._site.index.words_on[target]
        own = self._own_words(phrase) & words
        others, beside = len(words) - len(own), self._beside(mention)
        return _shares(
            round(_STEPS * (len(shared) - len(own & shared)) / others) if others else _STEPS,
            round(_STEPS * sum([code in shared for code in beside]) / len(beside)) if beside else _STEPS // 2,
        )

    def _own_words(self, phrase: Phrase) -> frozenset[int]:
        if self._vocabulary.unspaced.isdisjoint(phrase.content):
            return phrase.content
        return self._vocabulary.words(phrase.codes)

    def _words_of(self, block: int) -> frozenset[int]:
        first, after = runs_of_block(self._runs, block)
        return self._vocabulary.words(self._codes[self._starts[first] : self._starts[after]])

    def _beside(self, mention: Mention) -> list[int]:
        """The nearest word before the mention and the nearest after it, in the same run."""
        first, after = self._starts[mention.run], self._starts[mention.run + 1] - 1
        before = self._nearest(range(mention.first - 1, first - 1, -1))
        return before + self._nearest(range(mention.last, after))

    def _nearest(self, places: range) -> list[int]:
        """None where words are not spaced: a character is no word."""
        codes, no_subject = self._codes, self._vocabulary.no_subject
        for place in places:
            if codes[place] not in no_subject:
                return [] if codes[place] in self._vocabulary.unspaced else [codes[place]]
        return []


@cache
def _shares(around: int, beside: int) -> Evidence:
    return (("target has the words around", around / _STEPS), ("target has the words beside", beside / _STEPS))


GOOD_CONTEXT = _shares(6, 4)
"""What they add in about three of four cases at the most; the best add four tenths more, a far cry from a link."""
