"""Titles -> what else they are called: less a head, a tail or brackets, or one of the things that they join."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from mkdocs_autolink.generic_words import EMPTY_HEADS, EMPTY_TAILS
from mkdocs_autolink.language import conjunctions, fold_text, is_unspaced, prepositions

_STATES = frozenset(
    "alpha archived beta deprecated draft experimental historical legacy new obsolete old optional preview wip".split()
)
"""What stands in brackets behind a title and tells of its page's state: no name of it."""
_SHARED_TITLES = 3
"""So many titles must share a head or tail before it counts as one."""
_LONGEST_END = 3
"""Words of a head or tail."""
_LONGEST_UNSPACED_END = 4
"""Characters of a tail where words are not spaced."""
_LONGEST_LIST = 12
"""Words of a title that joins things: a longer one tells a story ("How to ask for, renew and later give back …")."""

_DEMANDS = frozenset(
    "avoid avoiding consistent disallow never no non not prefer require required without "
    "kein keine nicht ohne sin sans senza без не нет".split()
)
"""What a rule asks for: "No floating promises" is not about promises."""

_BRACKETS = re.compile(r"^(?P<long>[^()（）]{3,}?)\s*[(（](?P<short>[^()（）]{2,40})[)）]\s*$")
_ACRONYM = re.compile(r"^[A-Z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*$")
_SEPARATOR = re.compile(r"\s+[|–—-]\s+|[:：]\s+")
_MARKS = " |–—-:：,"
_AND_UNSPACED = re.compile("[与和及、&/]")


def in_brackets(title: str) -> tuple[str, str] | None:
    """A title less what stands in brackets behind it, and that; None without brackets."""
    found = _BRACKETS.match(title)
    return (found["long"], found["short"]) if found else None


def is_acronym(text: str) -> bool:
    """Whether a text looks like one: `TLS`, `OAuth2`."""
    return bool(_ACRONYM.match(text))


def is_state(text: str) -> bool:
    """Whether what stands in brackets behind a title tells of its page's state, as in "Widgets (deprecated)"."""
    return fold_text(text) in _STATES


def shared_ends(titles: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The heads and the tails that several titles have, folded."""
    heads: Counter[str] = Counter()
    tails: Counter[str] = Counter()
    for words in (fold_text(title).split() for title in dict.fromkeys(titles)):
        for size in range(1, min(_LONGEST_END + 1, len(words))):
            heads[" ".join(words[:size])] += 1
            tails[" ".join(words[-size:])] += 1
    return _shared(heads), _shared(tails)


def _shared(ends: Counter[str]) -> frozenset[str]:
    return frozenset(end for end, count in ends.items() if count >= _SHARED_TITLES)


def less_ends(title: str, heads: frozenset[str], tails: frozenset[str], language: str) -> Iterator[str]:
    """A title less each head and tail that it has of these, or that says nothing: "Introduction to widgets".

    What a preposition binds to the head that is cut, such as the "in gadgets" of "Widgets in gadgets", is no name, nor
    is what a demand is about, as in "No floating promises".
    """
    words, joints, bound = title.split(), conjunctions(language), prepositions(language)
    for size in range(1, min(_LONGEST_END + 1, len(words))):
        tail, head = fold_text(" ".join(words[-size:])), fold_text(" ".join(words[:size]))
        if tail in tails or tail in EMPTY_TAILS:
            yield " ".join(words[: -size - (fold_text(words[-size - 1]) in joints)]).rstrip(_MARKS)
        if _is_no_demand(head) and (head in heads or head in EMPTY_HEADS) and fold_text(words[size]) not in bound:
            yield " ".join(words[size + (fold_text(words[size]) in joints) :]).lstrip(_MARKS)
    if title and is_unspaced(title[-1]):
        for size in range(2, min(_LONGEST_UNSPACED_END + 1, len(title))):
            if title[-size:] in EMPTY_TAILS:
                yield title[:-size]


def _is_no_demand(head: str) -> bool:
    return _DEMANDS.isdisjoint(head.split())


def first_part(title: str) -> str:
    """A title up to its first separator, empty without one: "Widgets: a tour"."""
    parts = [part for part in _SEPARATOR.split(title) if part]
    return parts[0] if len(parts) > 1 else ""


def joined_parts(title: str, language: str) -> list[str]:
    """The things that a title joins: "Widgets, gadgets and tools"; none where it joins nothing, or is a sentence.

    What follows a joint and begins with a preposition is no thing: "Convert to/from widgets" joins two of those.
    """
    if any(map(is_unspaced, title)):
        parts = _AND_UNSPACED.split(title)
        if min(map(len, parts)) == 1:
            return []  # the character is a part of a word: 饱和度 (saturation)
    elif len(title.split()) > _LONGEST_LIST:
        return []
    else:
        words = "|".join(sorted(conjunctions(language)))
        parts = re.split(rf",?\s+(?:{words}|[&/+])\s+|(?<=\w\w)/(?=\w\w)", title)
        if len(parts) > 1:
            parts = [*parts[0].split(", "), *parts[1:]]
    bound = prepositions(language)
    things = [part.strip() for number, part in enumerate(parts) if not (number and _first_word(part) in bound)]
    return [thing for thing in things if thing] if len(parts) > 1 else []


def _first_word(text: str) -> str:
    return fold_text(text.split(maxsplit=1)[0]) if text.strip() else ""
