"""Indexes before and after an edit -> which of their phrases differ, and the pages whose hits may do so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mkdocs_autolink.index import Index, known_spellings, may_be_reordered
from mkdocs_autolink.phrases import Phrase


@dataclass(frozen=True, slots=True)
class PhraseChanges:
    """What an edit of pages does to the phrases of their site."""

    kept: Mapping[int, int]
    """By number: the new one of each phrase that stands for the same and is looked for in the same way.

    It may be spelled otherwise where a word came to the site or left it, but only edited pages can have that word.
    """
    others: tuple[Phrase, ...]
    """The rest: as they were before, and as they are now."""


def find_phrase_changes(before: Index, now: Index) -> PhraseChanges | None:
    """What became of the phrases; None where that bears on every page."""
    if now.linked_pages != before.linked_pages:
        return None  # what authors' links teach is a part of all evidence
    known = {phrase.codes or phrase.text: phrase for phrase in before.phrases}
    rarest_before, rarest = _rarest_words(before), _rarest_words(now)
    kept: dict[int, int] = {}
    others = []
    for phrase in now.phrases:
        old = known.get(phrase.codes or phrase.text)
        if (
            old is not None
            and (old is phrase or (old.options, old.linked_from) == (phrase.options, phrase.linked_from))
            and rarest_before.get(old.number) == rarest.get(phrase.number)
        ):
            kept[old.number] = phrase.number
        else:
            others.append(phrase)
    if list(kept) != sorted(kept):
        return None  # their order decides between phrases that are equal otherwise
    others += [phrase for phrase in before.phrases if phrase.number not in kept]
    return PhraseChanges(kept, tuple(others))


def pages_to_search(
    index: Index, others: Iterable[Phrase], typos: Mapping[int, int], now: Mapping[int, int]
) -> set[str]:
    """The pages whose hits may be others, with phrases that came or went and misspellings as they were and are."""
    wrong = {code for code in typos.keys() | now.keys() if typos.get(code) != now.get(code)}
    needed = {frozenset([code]) for code in wrong}.union(*(_needed(phrase, index) for phrase in others))
    signs = {min(codes, key=lambda code: (index.pages_with_word[code], code)) for codes in needed}
    signs |= {code for known in (typos, now) for code, right in known.items() if right in signs}
    found = set()
    for key, words in index.texts.items():
        if not signs.isdisjoint(words.codes):
            here = set(words.codes)
            here |= {known[code] for known in (typos, now) for code in known.keys() & here}
            if any(codes <= here for codes in needed):
                found.add(key)
    return found


def _rarest_words(index: Index) -> dict[int, int]:
    return {number: code for code, numbers in index.by_rarest_word.items() for number in numbers}


def _needed(phrase: Phrase, index: Index) -> Iterator[frozenset[int]]:
    """By spelling, the words that a page must have for hits to depend on whether the phrase is looked for."""
    if not phrase.codes:
        yield frozenset(index.vocabulary.codes(phrase.text))
        return
    if may_be_reordered(phrase, index.vocabulary):
        yield phrase.content
    yield from map(frozenset, known_spellings(index, phrase))
