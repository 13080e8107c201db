"""A phrase -> the ways to spell it that are looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from mkdocs_autolink.language import split_camel_case, tokens
from mkdocs_autolink.vocabulary import Vocabulary

Find = Callable[[str], int | None]
"""Gives the code of a folded word of the site, None of any other."""

_MOST_RESPELLED = 3
"""Words; longer phrases are not looked for with two words joined."""
_SHORTEST_JOINED = 6
_SHORTEST_HALF = 3
"""Letters."""


def spellings(
    vocabulary: Vocabulary, text: str, codes: Sequence[int], find: Find
) -> Iterator[tuple[Sequence[int], bool]]:
    """The ways to spell a phrase, as word codes, each with whether it is a variant; the phrase itself comes first."""
    yield codes, False
    words = [code for code in codes if code not in vocabulary.breaks]
    if len(words) != len(codes):
        yield words, True
    bare = [code for code in words if code not in vocabulary.fillers]
    if len(bare) != len(words) and len(bare) > 1:
        yield bare, True
    if len(words) <= _MOST_RESPELLED:
        yield from ((spelling, True) for spelling in _joined_and_split(vocabulary, text, words, find))


def _joined_and_split(vocabulary: Vocabulary, text: str, words: list[int], find: Find) -> Iterator[list[int]]:
    folded = [vocabulary.folded(token) for token in tokens(text)]
    if len(folded) == len(words) > 1 and not vocabulary.unspaced.intersection(words):
        for i in range(len(words) - 1):
            joined = find(folded[i] + folded[i + 1])
            if joined is not None and len(folded[i] + folded[i + 1]) >= _SHORTEST_JOINED:
                yield [*words[:i], joined, *words[i + 2 :]]
    if len(folded) == len(words) == 1:
        parts = split_camel_case(text)
        if len(parts) > 1 and all(len(part) > 1 for part in parts):
            yield vocabulary.codes(" ".join(parts))
        elif text.isalpha():
            yield from _known_halves(folded[0], find)


def _known_halves(word: str, find: Find) -> Iterator[list[int]]:
    for cut in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
        first, second = find(word[:cut]), find(word[cut:])
        if first is not None and second is not None:
            yield [first, second]
