"""Texts x index -> hits: where the words of phrases occur, in sequences of word codes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache

from mkdocs_autolink.body import Zone
from mkdocs_autolink.index import END, Index, Node, Phrase
from mkdocs_autolink.language import is_unspaced
from mkdocs_autolink.site import Page


class Match(StrEnum):
    """How the words of a mention follow the words of its phrase."""

    EXACT = "exact"
    INFLECTED = "inflected"
    VARIANT = "variant"
    """Hyphen, space and joined spellings; other stop words inside."""
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
_STOP_WORDS_SKIPPED = 2
_LONGEST_HIT = 60
"""Tokens: more than any phrase has, stop words in between included."""
_WORDS_MORE = {Match.GAPPED: 1, Match.REORDERED: 2}
"""Words of any kind that a window may hold beyond those of the phrase; more of them tell of something else."""
_MOST_WORDS_MORE = max(_WORDS_MORE.values())
_NO_CODE = -2
"""What follows the last word."""


def find_hits(page: Page, index: Index, typos: Mapping[int, int]) -> dict[int, list[Hit]]:
    """By run: the hits of a page, whatever the characters between and around the words are."""
    runs, words = page.body.runs, index.texts[page.key]
    found: dict[int, list[Hit]] = {}
    for hit in _of_prose(words.codes, index, typos):
        number = bisect_right(words.starts, hit[0]) - 1
        if runs[number].linkable and runs[number].zone is not Zone.CODE:
            found.setdefault(number, []).append(hit)
    for number, run in enumerate(runs):
        if run.zone is Zone.CODE and run.linkable:
            phrase = _of_code(run.text.strip(), index)
            if phrase >= 0:
                found[number] = [(words.starts[number], words.starts[number] + 1, phrase, Match.CODE)]
    return dict(sorted(found.items()))


def find_typos(index: Index) -> dict[int, int]:
    """Codes of rare misspellings -> codes of the words of phrases that they stand for.

    Safe ones alone: eight letters or more, the same first letter, one edit, no digits, and only one word it can be.
    """
    vocabulary = index.vocabulary
    words = {code for phrase in index.phrases for code in phrase.codes if _may_be_misspelled(vocabulary.stems[code])}
    by_less: dict[str, set[int]] = {}
    for code in words:
        for form in _less_one_letter(vocabulary.stems[code]):
            by_less.setdefault(form, set()).add(code)
    found = {}
    for code, pages in index.pages_with_word.items():
        stem = vocabulary.stems[code]
        if pages > _RARE_TYPO or code in words or not _may_be_misspelled(stem):
            continue
        near = {
            other
            for form in _less_one_letter(stem)
            for other in by_less.get(form, ())
            if _is_typo(stem, vocabulary.stems[other]) and index.pages_with_word[other] > pages
        }
        if len(near) == 1:
            found[code] = near.pop()
    return found


def may_change_typos(index: Index, changed: Iterable[int]) -> bool:
    """Whether words that came to a page or left it bear on what counts as a misspelling."""
    stems, pages = index.vocabulary.stems, index.pages_with_word
    return any(pages[code] <= _RARE_TYPO + 1 and _may_be_misspelled(stems[code]) for code in changed)


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
    hits = _longest(_in_order(codes, index))
    hits += _out_of_order(codes, index, hits)
    hits += _misspelled(codes, index, typos)
    return hits


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    """Of the hits of one phrase that begin at one word, the longest: a shorter one leaves words of the phrase out."""
    found: dict[tuple[int, int], Hit] = {}
    for hit in hits:
        other = found.get((hit[0], hit[2]))
        if other is None or hit[1] > other[1]:
            found[hit[0], hit[2]] = hit
    return list(found.values())


def _in_order(codes: list[int], index: Index) -> list[Hit]:
    trie, stops, hits = index.trie, index.vocabulary.stops, list[Hit]()
    second, third = [*codes[1:], _NO_CODE], [*codes[2:], _NO_CODE, _NO_CODE]
    for first in [at for at, code in enumerate(codes) if code in trie]:
        node = trie[codes[first]]
        if END in node:
            for number, variant in node[END]:
                hits.append((first, first + 1, number, Match.VARIANT if variant else Match.EXACT))
        # Most first words of phrases go on otherwise: that is seen at the next two words, without a walk.
        if second[first] in node or (second[first] in stops and (third[first] in node or third[first] in stops)):
            _walk(codes, first, node, stops, hits)
    return hits


def _walk(codes: list[int], first: int, node: Node, stops: set[int], hits: list[Hit]) -> None:
    """Add the hits of two words or more that begin at a word, whose node in the trie is given."""
    at, skipped = first + 1, False
    while True:
        following = node.get(codes[at]) if at < len(codes) else None
        if following is None:
            after = at
            while after < len(codes) and codes[after] in stops and after - at < _STOP_WORDS_SKIPPED:
                after += 1
            following = node.get(codes[after]) if at < after < len(codes) else None
            if following is None:
                return
            at, skipped = after, True
        node, at = following, at + 1
        for number, variant in node.get(END, ()):
            hits.append((first, at, number, Match.VARIANT if variant or skipped else Match.EXACT))


def _misspelled(codes: list[int], index: Index, typos: Mapping[int, int]) -> Iterator[Hit]:
    if typos.keys().isdisjoint(codes):
        return
    for wrong in [at for at, code in enumerate(codes) if code in typos]:
        left = max(0, wrong - _LONGEST_HIT)
        mended = [typos.get(code, code) for code in codes[left : wrong + _LONGEST_HIT]]
        for first, after, number, _ in _in_order(mended, index):
            if left + first <= wrong < left + after:
                yield left + first, left + after, number, Match.TYPO


def _out_of_order(codes: list[int], index: Index, hits: list[Hit]) -> list[Hit]:
    rarest = index.by_rarest_word
    found: list[Hit] = []
    taken: set[tuple[int, int]] | None = None
    for at in [at for at, code in enumerate(codes) if code in rarest]:
        for number in rarest[codes[at]]:
            phrase = index.phrases[number]
            wanted, reach = phrase.content, len(phrase.codes) + _MOST_WORDS_MORE
            if not wanted.issubset(codes[max(0, at - reach + 1) : at + reach]):
                continue
            if taken is None:
                taken = {(number, inside) for first, after, number, _ in hits for inside in range(first, after)}
            window = None if (number, at) in taken else _window(codes, at, wanted, index)
            if window and not any((number, inside) in taken for inside in range(*window)):
                match = _order(codes, window, wanted, phrase)
                if window[1] - window[0] <= len(phrase.codes) + _WORDS_MORE[match]:
                    found.append((*window, number, match))
    return found


def _window(codes: list[int], at: int, wanted: frozenset[int], index: Index) -> tuple[int, int] | None:
    """The span around a word that holds all wanted words and at most one other, within a sentence."""
    vocabulary, slack = index.vocabulary, len(wanted) + 1
    left, content = at, 0
    while left > 0 and codes[left - 1] not in vocabulary.breaks and content < slack:
        left -= 1
        content += codes[left] not in vocabulary.stops
    right, content = at + 1, 0
    while right < len(codes) and codes[right] not in vocabulary.breaks and content < slack:
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


def _order(codes: list[int], window: tuple[int, int], wanted: frozenset[int], phrase: Phrase) -> Match:
    seen = [code for code in codes[window[0] : window[1]] if code in wanted]
    return Match.GAPPED if seen == [code for code in phrase.codes if code in wanted] else Match.REORDERED
