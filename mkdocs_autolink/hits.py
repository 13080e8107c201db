"""Texts x index -> hits: where the words of phrases occur, in sequences of word codes."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from enum import StrEnum
from functools import cache
from itertools import chain

from mkdocs_autolink.body import Zone
from mkdocs_autolink.index import END, Index, Node
from mkdocs_autolink.language import is_unspaced
from mkdocs_autolink.phrases import Phrase
from mkdocs_autolink.site import Page


class Match(StrEnum):
    """How the words of a mention follow the words of its phrase."""

    EXACT = "exact"
    INFLECTED = "inflected"
    VARIANT = "variant"
    """Hyphen, space and joined spellings; other fillers inside."""
    REORDERED = "reordered"
    GAPPED = "gapped"
    TYPO = "typo"
    CODE = "code"
    """Inline code, whole and exact."""


Hit = tuple[int, int, int, Match]
"""First token of the page, token after the last, phrase number, match."""

_SHORTEST_TYPO = 8
"""Letters: 83 % of English words of four letters have another word one edit away, 10 % of those of eight."""
_LONGEST_TYPO = 40
_RARE_TYPO = 2
"""A misspelling stands on no more pages than this."""
_FILLERS_SKIPPED = 2
_LONGEST_HIT = 60
"""Tokens: more than any phrase has, stop words in between included."""
_WORDS_MORE = {Match.GAPPED: 1, Match.REORDERED: 2}
"""Words of any kind that a window may hold beyond those of the phrase; more of them tell of something else."""
_MOST_WORDS_MORE = max(_WORDS_MORE.values())
_INLINE_CODE = Zone.CODE
"""By a name of its own: every run is asked for its zone, and Python 3.11 is slow to give a member of an enumeration."""
_NO_CODE = -2
"""What follows the last word."""


def find_hits(page: Page, index: Index, typos: Mapping[int, int]) -> dict[int, list[Hit]]:
    """By run: the hits of a page, whatever the characters between and around the words are."""
    runs, words = page.body.runs, index.texts[page.key]
    by_run: dict[int, list[Hit]] = defaultdict(list)
    for hit in _of_prose(words.codes, index, typos):
        by_run[bisect_right(words.starts, hit[0]) - 1].append(hit)
    found = {
        number: hits
        for number, hits in by_run.items()
        if runs[number].linkable and runs[number].zone is not _INLINE_CODE
    }
    for number, run in enumerate(runs):
        if run.zone is _INLINE_CODE and run.linkable:
            phrase = _of_code(run.text.strip(), index)
            if phrase >= 0:
                found[number] = [(words.starts[number], words.starts[number] + 1, phrase, Match.CODE)]
    return dict(sorted(found.items()))


def find_typos(index: Index) -> dict[int, int]:
    """Codes of rare misspellings -> codes of the words of phrases that they stand for.

    Safe ones alone: eight letters or more, the same first letter, one edit, no digits, and only one word it can be.
    """
    stems, pages_with_word = index.vocabulary.stems, index.pages_with_word
    words = set(chain.from_iterable([phrase.codes for phrase in index.phrases]))
    by_less: dict[str, set[int]] = {}
    for code in words:
        if _may_be_misspelled(stems[code]):
            for form in _less_one_letter(stems[code]):
                by_less.setdefault(form, set()).add(code)
    found = {}
    for code, pages in pages_with_word.items():
        if pages > _RARE_TYPO or code in words or not _may_be_misspelled(stems[code]):
            continue
        near = {
            other
            for form in _less_one_letter(stems[code])
            if form in by_less
            for other in by_less[form]
            if _is_typo(stems[code], stems[other]) and pages_with_word[other] > pages
        }
        if len(near) == 1:
            found[code] = near.pop()
    return found


def may_change_typos(index: Index, changed: Set[int], of_phrases: Set[int] = frozenset()) -> bool:
    """Whether words that came to a page or left it, or phrases of words that did, bear on what is a misspelling."""
    stems, pages = index.vocabulary.stems, index.pages_with_word
    rare = {code for code in changed if pages[code] <= _RARE_TYPO + 1}
    return any(_may_be_misspelled(stems[code]) for code in rare | of_phrases)


def _may_be_misspelled(stem: str) -> bool:
    return _SHORTEST_TYPO <= len(stem) <= _LONGEST_TYPO and stem.isalpha() and not is_unspaced(stem)


def _less_one_letter(stem: str) -> set[str]:
    return {stem, *(stem[:i] + stem[i + 1 :] for i in range(1, len(stem)))}


def _is_typo(one: str, other: str) -> bool:
    # A last letter more or less is a form of the word or another word (form/forms, casual/causal differ inside).
    if one[0] != other[0] or one[-1] != other[-1]:
        return False
    return _distance()(one, other, score_cutoff=1) == 1


@cache
def _distance() -> Callable[..., int]:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - loading it costs more than most sites' typos

    return OSA.distance


def _of_code(text: str, index: Index) -> int:
    return index.code.get(text, index.code.get(text.removesuffix("()"), -1))


def _of_prose(codes: list[int], index: Index, typos: Mapping[int, int]) -> list[Hit]:
    here = set(codes)
    hits = _longest(_in_order(codes, len(codes), index))
    hits += dict.fromkeys(_out_of_order(codes, here, index, hits))
    if not typos.keys().isdisjoint(here):
        hits += dict.fromkeys(_misspelled(codes, index, typos))
    return hits


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    """Of the hits of one phrase that begin at one word, the longest: a shorter one leaves words out."""
    best: dict[tuple[int, int], Hit] = {}
    exact = Match.EXACT
    for hit in hits:
        key = hit[0], hit[2]
        known = best.get(key)
        if known is None or hit[1] > known[1] or (hit[1] == known[1] and hit[3] is exact):
            best[key] = hit
    return list(best.values())


def _in_order(codes: list[int], most: int, index: Index) -> list[Hit]:
    """The hits that begin at one of so many first words; of two that begin at one word, the shorter first."""
    trie, fillers, exact, variant = index.trie, index.vocabulary.fillers, Match.EXACT, Match.VARIANT
    hits: list[Hit] = []
    codes = [*codes, _NO_CODE]
    begun = [
        (at, trie[code])
        for at, code in enumerate(codes[:most])
        if code in trie  # most first words go on otherwise than in a phrase
        and (END in trie[code] or codes[at + 1] in trie[code] or codes[at + 1] in fillers)
    ]
    for first, start in begun:
        paths: list[tuple[Node, int, bool]] = [(start, first + 1, False)]
        for node, at, skipped in paths:
            while True:
                if END in node:
                    for number, is_variant in node[END]:
                        hits.append((first, at, number, variant if is_variant or skipped else exact))
                code = codes[at]
                if code in fillers:
                    after = _past_fillers(codes, at, fillers)
                    if code not in node:
                        skipped, at, code = True, after, codes[after]
                    elif codes[after] in node:
                        paths.append((node[codes[after]], after + 1, True))
                if code not in node:
                    break
                node, at = node[code], at + 1
    return hits


def _past_fillers(codes: list[int], at: int, fillers: Set[int]) -> int:
    """Where the few fillers end that begin with this one."""
    after = at + 1
    while codes[after] in fillers and after - at < _FILLERS_SKIPPED:
        after += 1
    return after


def _misspelled(codes: list[int], index: Index, typos: Mapping[int, int]) -> Iterator[Hit]:
    for wrong in [at for at, code in enumerate(codes) if code in typos]:
        left = max(0, wrong - _LONGEST_HIT)
        mended = [typos.get(code, code) for code in codes[left : wrong + _LONGEST_HIT]]
        for first, after, number, _ in _in_order(mended, wrong - left + 1, index):
            if wrong < left + after:
                yield left + first, left + after, number, Match.TYPO


def _out_of_order(codes: list[int], here: set[int], index: Index, hits: list[Hit]) -> list[Hit]:
    """Hits of phrases whose words, all `here` on the page, stand close together where none of the hits is."""
    possible = _with_all_words(here, index)
    if not possible:
        return []
    numbers = set(chain.from_iterable(possible.values()))
    taken = {
        (number, inside) for first, after, number, _ in hits if number in numbers for inside in range(first, after)
    }
    found: list[Hit] = []
    for at in [at for at, code in enumerate(codes) if code in possible]:
        for number in possible[codes[at]]:
            if (number, at) in taken:
                continue
            phrase = index.phrases[number]
            window = _window(codes, at, phrase, index)
            if window and not any((number, inside) in taken for inside in range(*window)):
                match = _order(codes, window, phrase)
                if window[1] - window[0] <= len(phrase.codes) + _WORDS_MORE[match]:
                    found.append((*window, number, match))
    return found


def _with_all_words(here: set[int], index: Index) -> dict[int, list[int]]:
    """By rarest word: the phrases that have all their words on the page, which is soon seen, and true of few."""
    phrases, found = index.phrases, defaultdict[int, list[int]](list)
    for code in index.by_rarest_word.keys() & here:
        for number in index.by_rarest_word[code]:
            if phrases[number].content <= here:
                found[code].append(number)
    return found


def _window(codes: list[int], at: int, phrase: Phrase, index: Index) -> tuple[int, int] | None:
    """The span around a word that holds all words of a phrase and at most one other, and nothing that ends a name."""
    wanted, reach = phrase.content, len(phrase.codes) + _MOST_WORDS_MORE
    if not wanted.issubset(codes[max(0, at - reach + 1) : at + reach]):
        return None
    vocabulary, slack = index.vocabulary, len(wanted) + 1
    left, content = at, 0
    while left > 0 and not vocabulary.ends_a_name(codes[left - 1]) and content < slack:
        left -= 1
        content += codes[left] not in vocabulary.stops
    right, content = at + 1, 0
    while right < len(codes) and not vocabulary.ends_a_name(codes[right]) and content < slack:
        content += codes[right] not in vocabulary.stops
        right += 1
    spans = []
    for first in range(left, at + 1):
        if codes[first] not in wanted:
            continue
        for last in range(at + 1, right + 1):
            if codes[last - 1] in wanted and wanted <= set(codes[first:last]):
                size = sum(code not in vocabulary.stops for code in codes[first:last])
                if size <= slack:
                    spans.append((size, last - first, first, last))
                break
    return min(spans)[2:] if spans else None


def _order(codes: list[int], window: tuple[int, int], phrase: Phrase) -> Match:
    said = [code for code in codes[window[0] : window[1]] if code in phrase.content]
    return Match.GAPPED if said == [code for code in phrase.codes if code in phrase.content] else Match.REORDERED
