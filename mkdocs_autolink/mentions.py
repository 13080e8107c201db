"""Hits -> mentions: the places in a page's text where phrases stand as words of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from mkdocs_autolink.body import Zone
from mkdocs_autolink.hits import Hit, Match
from mkdocs_autolink.index import Index
from mkdocs_autolink.language import is_word, particle_length, token_spans, tokens
from mkdocs_autolink.obstacles import JOINS_BEFORE, Obstacle, RunText, find_obstacle, with_marks
from mkdocs_autolink.phrases import Phrase
from mkdocs_autolink.site import Page
from mkdocs_autolink.vocabulary import without_separators
from mkdocs_autolink.wordings import SIGNS


class Mention(NamedTuple):
    """A place in a page's text where a phrase occurs."""

    phrase: int
    run: int
    """Index into the body's runs."""
    start: int
    end: int
    """Offsets into the run's text."""
    first: int
    last: int
    """Its first token among those of the page, and the one after its last."""
    match: Match
    part_of: int
    """Number of the longer phrase that it is a part of, -1 of none."""


_IN_ORDER = (Match.EXACT, Match.INFLECTED, Match.VARIANT)
_SAME_WORDS = (Match.EXACT, Match.INFLECTED)
_EXACT = Match.EXACT
"""By a name of its own: every mention is asked, and Python 3.11 is slow to give a member of an enumeration."""


def find_mentions(page: Page, hits: Mapping[int, list[Hit]], index: Index, wanted: Set[int]) -> list[Mention]:
    """The mentions of wanted phrases in reading order, each that is a part of a longer one marked as such."""
    found: list[Mention] = []
    for number, hits_of_run in hits.items():
        wanted_hits = [hit for hit in hits_of_run if hit[2] in wanted]
        if not wanted_hits:
            continue
        run = page.body.runs[number]
        if run.zone is Zone.CODE:
            first, after, phrase, match = wanted_hits[0]
            found.append(Mention(phrase, number, 0, len(run.text), first, after, match, -1))
        else:
            covering = [hit for hit in hits_of_run if hit[2] not in wanted and _covers(hit, wanted_hits)]
            found += _placed(page, number, wanted_hits + covering, wanted, index)
    return found


def _covers(hit: Hit, others: list[Hit]) -> bool:
    """Whether one of the others is a part of what this one hits."""
    first, after, _, match = hit
    if after - first == 1 or match not in _IN_ORDER:
        return False
    return any(first <= other[0] and other[1] <= after and after - first > other[1] - other[0] for other in others)


def obstacles_on(page: Page, hits: Mapping[int, list[Hit]], index: Index) -> Iterator[tuple[Phrase, Obstacle]]:
    """The phrases whose words stand on a page and yet are no mention, with what is in the way, in reading order."""
    for number, hits_of_run in hits.items():
        if page.body.runs[number].zone is not Zone.CODE:
            for _, named, _, obstacle in _located(page, number, hits_of_run, index):
                if obstacle is not None:
                    yield named, obstacle


_Located = tuple[Hit, Phrase, tuple[int, int, int], Obstacle | None]
"""A hit; its phrase as it is on the page; where in the text of its run it begins, its last word begins, and it ends;
what keeps it from being a mention.
"""


def _located(page: Page, number: int, hits: list[Hit], index: Index) -> Iterator[_Located]:
    """Where in a run hits are; those of phrases that are none on the page are left out."""
    base, language, wordings = index.texts[page.key].starts[number], index.vocabulary.language, index.wordings
    text = without_separators(page.body.runs[number].text)
    run = RunText(page.body, number, text, language)
    spans = token_spans(text, max([hit[1] for hit in hits]) - base)
    for hit in hits:
        first, after, phrase, match = hit
        named = index.phrases[phrase].on(page.key)
        if named is None:
            continue
        start, (last, end) = _with_signs(text, spans[first - base][0], named), spans[after - 1 - base]
        if wordings.may_mean(text[start:end], named, same_words=match in _SAME_WORDS):
            obstacle = find_obstacle(run, (start, end), named, is_one_word=after - first == 1)
        else:
            obstacle = Obstacle.WORDING
        yield hit, named, (start, last, end), obstacle


def _placed(page: Page, number: int, hits: list[Hit], wanted: Set[int], index: Index) -> Iterator[Mention]:
    text = without_separators(page.body.runs[number].text)
    standing: list[tuple[int, int, int, Match, int, int]] = []
    long: dict[int, list[Hit]] = defaultdict(list)
    phrases: dict[int, Phrase] = {}
    """By number, as they are on this page."""
    for hit, named, (start, last, end), obstacle in _located(page, number, hits, index):
        first, after, phrase, match = hit
        if obstacle is None:
            phrases[phrase] = named
            if phrase in wanted:
                if index.vocabulary.language == "ko":
                    end -= particle_length(text[last:end])
                standing.append((first, -after, phrase, match, start, end))
            if after - first > 1 and match in _IN_ORDER:
                long[first].append(hit)
    longest = max([hit[1] - hit[0] for group in long.values() for hit in group]) if long else 0
    standing.sort()
    for first, minus_after, phrase, match, start, end in standing:
        after = -minus_after
        if after - first > 1:
            start, end = with_marks(text, start, end)
        exactness = _exactness(text[start:end], match, phrases[phrase], index)
        part_of = _longer(first, after, long, longest, phrases) if longest > after - first else -1
        yield Mention(phrase, number, start, end, first, after, exactness, part_of)


def _with_signs(text: str, start: int, phrase: Phrase) -> int:
    """The start, or that of the signs before it which the phrase begins with too, as `.NET` and `--force` do."""
    if start == 0 or text[start - 1] not in SIGNS:
        return start
    for option in phrase.options:
        signs = option.text[: len(option.text) - len(option.text.lstrip(SIGNS))]
        before = text[max(0, start - len(signs) - 1) : start - len(signs)]
        if signs and text.endswith(signs, 0, start) and not (before.isalnum() or before in JOINS_BEFORE):
            return start - len(signs)  # not in `ASP.NET` or `a/.NET`
    return start


def _exactness(mention: str, match: Match, phrase: Phrase, index: Index) -> Match:
    if match is not _EXACT or mention == phrase.text or mention.casefold() == phrase.text.casefold():
        return match
    folded = index.vocabulary.folded
    said, named = [folded(word) for word in tokens(mention)], [folded(word) for word in tokens(phrase.text)]
    named = [word for word in named if is_word(word)] if len(named) > len(said) else named
    if said != named and any(said == [folded(word) for word in tokens(option.text)] for option in phrase.options):
        named = said
    return Match.EXACT if said == named else Match.INFLECTED


def _longer(
    first: int, after: int, by_first: Mapping[int, list[Hit]], longest: int, phrases: Mapping[int, Phrase]
) -> int:
    """The number of the longest phrase that covers the span and more, by its own name first; -1 for none."""
    covering = [
        (phrases[hit[2]].is_strong, hit[1] - hit[0], -hit[2])
        for start in range(first - longest + 1, first + 1)
        for hit in by_first.get(start, ())
        if after <= hit[1] and hit[1] - hit[0] > after - first
    ]
    return -max(covering)[2] if covering else -1
