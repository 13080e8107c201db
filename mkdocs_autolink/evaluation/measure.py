"""Compares links with those that were hidden: what is counted, and how sure the counts are.

`sentence precision` is the share of our links, in sentences where an author made a link, that are the author's (words
overlap, same page); `pair recall` is the share of the pairs of a page and a target that authors linked which came back;
`target` is the share of links on an author's words that lead where the author's led.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from math import sqrt
from typing import Protocol

from mkdocs_autolink.evaluation.hiding import Gold, Hidden, gold_by_page
from mkdocs_autolink.site import Target

_Z = 1.96
"""Standard deviations on either side that hold 95 %."""


class SetLink(Protocol):
    """What is read of a link that was set, be it a candidate of ours or a link of another tool."""

    @property
    def page(self) -> str:
        """Key of the page that it is on."""

    @property
    def start(self) -> int:
        """Offset in the page's HTML of what it wraps."""

    @property
    def end(self) -> int:
        """Offset of what follows that."""

    @property
    def target(self) -> Target:
        """Where it leads."""


@dataclass(frozen=True, slots=True)
class LinkTally:
    """Counts of links, ours and hidden ones."""

    links: int = 0
    """Ours."""
    in_sentence: int = 0
    """Ours in a sentence where an author made a link."""
    on_words: int = 0
    """Ours on words that an author linked."""
    right: int = 0
    """Ours on an author's words with the author's target."""
    pairs: int = 0
    """Pairs of a page and a target that authors linked."""
    pairs_back: int = 0
    """Those of them that we linked."""

    @property
    def sentence_precision(self) -> float:
        """From 0 to 1; 0 where there is nothing to tell it by."""
        return self.right / max(1, self.in_sentence)

    @property
    def pair_recall(self) -> float:
        """From 0 to 1; 0 where there is nothing to tell it by."""
        return self.pairs_back / max(1, self.pairs)

    @property
    def target(self) -> float:
        """From 0 to 1; 0 where there is nothing to tell it by."""
        return self.right / max(1, self.on_words)

    @property
    def f(self) -> float:
        """The harmonic mean of sentence precision and pair recall."""
        precision, recall = self.sentence_precision, self.pair_recall
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def tally_pages(hidden: Hidden, links: Iterable[SetLink]) -> dict[str, LinkTally]:
    """By scored page: how the links that were set compare with the authors' links."""
    by_page: defaultdict[str, list[SetLink]] = defaultdict(list)
    for link in links:
        by_page[link.page].append(link)
    gold = gold_by_page(hidden.gold)
    return {page: _tally(by_page[page], gold[page]) for page in sorted(hidden.scored)}


def total(tallies: Iterable[LinkTally]) -> LinkTally:
    """The sum."""
    rows = [astuple(one) for one in tallies]
    return LinkTally(*map(sum, zip(*rows, strict=True))) if rows else LinkTally()


def overlaps(link: SetLink, gold: Gold) -> bool:
    """Whether the link shares words with the hidden one."""
    return gold.start < link.end and link.start < gold.end


def is_in_sentence(link: SetLink, gold: Gold) -> bool:
    """Whether the link stands in the sentence of the hidden one."""
    return gold.sentence[0] <= link.start and link.end <= gold.sentence[1]


def precision_interval(tallies: Mapping[str, LinkTally]) -> tuple[float, float]:
    """Where the sentence precision probably (95 %) lies; links of one page say less than links of as many pages.

    Wilson's score interval (1927) for the effective sample size (Kish, Survey Sampling, 1965): the number of
    independent links that would leave the same doubt. From 0 to 1 where there are no links to tell it by.
    """
    pages = [one for one in tallies.values() if one.in_sentence]
    links = sum(one.in_sentence for one in pages)
    if not links:
        return 0.0, 1.0
    precision = sum(one.right for one in pages) / links
    deviations = sum((one.right - precision * one.in_sentence) ** 2 for one in pages)
    if len(pages) > 1 and deviations:
        variance = deviations * len(pages) / (len(pages) - 1) / links**2
        independent = min(links, precision * (1 - precision) / variance)
    else:
        independent = len(pages)
    return _wilson(precision, independent)


def _wilson(share: float, number: float) -> tuple[float, float]:
    middle = share + _Z**2 / (2 * number)
    width = _Z * sqrt(share * (1 - share) / number + _Z**2 / (4 * number**2))
    whole = 1 + _Z**2 / number
    return max(0.0, (middle - width) / whole), min(1.0, (middle + width) / whole)


def _tally(links: list[SetLink], gold: list[Gold]) -> LinkTally:
    on_words = right = in_sentence = 0
    for link in links:
        overlapping = [one for one in gold if overlaps(link, one)]
        on_words += bool(overlapping)
        right += any(one.target == link.target.page for one in overlapping)
        in_sentence += any(is_in_sentence(link, one) for one in gold)
    wanted = {one.target for one in gold}
    return LinkTally(
        links=len(links),
        in_sentence=in_sentence,
        on_words=on_words,
        right=right,
        pairs=len(wanted),
        pairs_back=len(wanted & {link.target.page for link in links}),
    )
