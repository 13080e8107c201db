"""Finds pages and sections by name, as someone types it: unfinished words, slips of the pen, any order."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from mkdocs_autolink.language import fold, is_word, tokens
from mkdocs_autolink.report import Report
from mkdocs_autolink.site import Target

_IN_TITLE, _IN_PAGE_TITLE, _IN_ADDRESS = 1.0, 0.75, 0.7
"""What a word counts, by where it stands."""
_PREFIX, _INSIDE, _TYPO = 0.85, 0.6, 0.8
"""What a word counts that is more, or other, than the one asked for; the same word counts 1."""
_SAME_ENOUGH = 0.88
_AFTER_ALL = "\U0010ffff"
_SHORT = 3
"""Shorter words are found at the beginning of a word only, and not with typos: they would fit everywhere."""
_MOST_WEIGHED = 3_000
"""How many entries are looked at: those with the rarest words. It keeps the answer within a blink."""
_MOST_WORDS = 8
_MOST_CHARACTERS = 200
_WORDS, _WHOLE = 0.75, 0.25
"""What the score is made of: the words that are found, and how much of the title or address they are."""
_LEAST = 0.35
"""Hits with a lower score have no more in common with the text than a little word."""


@dataclass(frozen=True, slots=True)
class FoundTarget:
    """A page or section that the text may mean."""

    target: Target
    title: str
    score: float
    """From 0 to 1, which is the very title."""


@dataclass(frozen=True, slots=True)
class _Entry:
    target: Target
    title: str
    folded: str
    """The title's words."""
    address: str
    words: Mapping[str, float]
    """What each of its words counts."""


@dataclass(slots=True)
class _Places:
    """The numbers of the entries that have a word."""

    in_title: array[int]
    elsewhere: array[int]

    def __len__(self) -> int:
        return len(self.in_title) + len(self.elsewhere)


Similar = Mapping[str, float]
"""Words of the report that a word may stand for, the most alike first, and what each counts."""


class TargetSearch:
    """The pages and sections of a report, ready to be searched many times."""

    def __init__(self, report: Report) -> None:
        self._entries = tuple(_entries(report))
        self._places: dict[str, _Places] = {}
        for number, entry in enumerate(self._entries):
            for word, weight in entry.words.items():
                places = self._places.setdefault(word, _Places(array("L"), array("L")))
                (places.in_title if weight == _IN_TITLE else places.elsewhere).append(number)
        self._vocabulary = tuple(sorted(self._places))
        self._joined = "\n".join(["", *self._vocabulary, ""])

    def find(self, text: str, limit: int = 10) -> tuple[FoundTarget, ...]:
        """At most `limit` hits, the best first; the same ones in the same order for the same report."""
        text = text.strip()[:_MOST_CHARACTERS]
        words = list(islice(_words(text), _MOST_WORDS))
        whole = " ".join(words)
        similar = {word: self._similar(word) for word in words}
        worth = _worth(words, similar)
        scored = [(_score(entry, worth, whole, text), entry) for entry in self._likely(similar.values())]
        ranked = sorted((pair for pair in scored if pair[0] >= _LEAST), key=_rank)
        return tuple(FoundTarget(entry.target, entry.title, score) for score, entry in ranked[:limit])

    def _similar(self, word: str) -> Similar:
        """The words of the report that this one may be the beginning, a part or a slip of."""
        found: dict[str, float] = {}
        if len(word) >= _SHORT:
            found |= self._slips(word)
            found |= dict.fromkeys(self._containing(word), _INSIDE)
        first, last = bisect_left(self._vocabulary, word), bisect_left(self._vocabulary, word + _AFTER_ALL)
        for other in self._vocabulary[first:last]:
            found[other] = _PREFIX + (1 - _PREFIX) * len(word) / len(other)
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def _containing(self, word: str) -> Iterator[str]:
        # One search through all words in one text is many times as fast as a search through each.
        place = self._joined.find(word)
        while place >= 0:
            end = self._joined.index("\n", place)
            yield self._joined[self._joined.rindex("\n", 0, place) + 1 : end]
            place = self._joined.find(word, end)

    def _slips(self, word: str) -> dict[str, float]:
        close = process.extract(
            word,
            self._vocabulary,
            scorer=JaroWinkler.normalized_similarity,
            score_cutoff=_SAME_ENOUGH,
            limit=None,
        )
        return {other: likeness**2 * _TYPO for other, likeness, _ in close}

    def _likely(self, similar: Iterable[Similar]) -> list[_Entry]:
        """The entries to look at: those that have the rarest of the words, and of these not too many."""
        found: dict[int, None] = {}
        for words in sorted(similar, key=self._frequency):
            if found and len(found) + self._frequency(words) > _MOST_WEIGHED:
                break
            found |= dict.fromkeys(islice(self._numbers(words), _MOST_WEIGHED))
        return [self._entries[number] for number in found]

    def _frequency(self, words: Similar) -> int:
        return sum(len(self._places[word]) for word in words)

    def _numbers(self, words: Similar) -> Iterator[int]:
        """The entries that have one of the words, those first that have it in their title."""
        for word in words:
            yield from self._places[word].in_title
        for word in words:
            yield from self._places[word].elsewhere


def _entries(report: Report) -> Iterator[_Entry]:
    for page in sorted(report.pages, key=lambda page: page.page):
        if not page.is_target:
            continue
        title = page.title or page.page
        yield _entry(Target(page.page), title, title)
        for section in page.sections:
            yield _entry(Target(page.page, section.fragment), section.title, title)


def _entry(target: Target, title: str, page_title: str) -> _Entry:
    in_title = list(_words(title))
    address = str(target)
    words = dict.fromkeys(_words(address), _IN_ADDRESS)
    if target.fragment:
        words |= dict.fromkeys(_words(page_title), _IN_PAGE_TITLE)
    words |= dict.fromkeys(in_title, _IN_TITLE)
    return _Entry(target, title, " ".join(in_title), address, words)


def _words(text: str) -> Iterator[str]:
    """The folded words of the beginning of a title, an address or what someone types."""
    known = text[:_MOST_CHARACTERS].replace("_", " ")
    return (folded for word in tokens(known) if is_word(word) and (folded := fold(word)))


def _worth(words: Sequence[str], similar: Mapping[str, Similar]) -> dict[str, list[tuple[int, float]]]:
    """By word of the report: which words of the text it stands for, and how much of the text that is.

    Long words count more than short ones, which are most often little ones.
    """
    total = sum(map(len, words))
    worth: dict[str, list[tuple[int, float]]] = {}
    for number, word in enumerate(words):
        for other, likeness in similar[word].items():
            worth.setdefault(other, []).append((number, likeness * len(word) / total))
    return worth


def _score(entry: _Entry, worth: Mapping[str, list[tuple[int, float]]], whole: str, text: str) -> float:
    if text == entry.address:
        return 1.0
    best: dict[int, float] = {}
    for word, weight in entry.words.items():
        for number, share in worth.get(word, ()):
            best[number] = max(best.get(number, 0.0), weight * share)
    alike = max(fuzz.ratio(whole, entry.folded), fuzz.ratio(text, entry.address)) / 100
    return round(_WORDS * sum(best.values()) + _WHOLE * alike, 4)


def _rank(scored: tuple[float, _Entry]) -> tuple[float, bool, int, Target]:
    """What comes first: the better score, then pages, then short titles."""
    score, entry = scored
    return -score, bool(entry.target.fragment), len(entry.folded), entry.target
