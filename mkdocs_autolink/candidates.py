"""Mentions x index -> candidates with evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from rapidfuzz.fuzz import ratio

from mkdocs_autolink.body import Run
from mkdocs_autolink.evidence import Evidence, PageEvidence, SiteEvidence
from mkdocs_autolink.hits import Hit, Match, find_hits, find_typos
from mkdocs_autolink.index import Index, Option, Phrase
from mkdocs_autolink.mentions import Mention, find_mentions
from mkdocs_autolink.phrases import Origin
from mkdocs_autolink.site import Page, Site, Target

Groups = tuple[Evidence, ...]
"""Evidence in groups, most of them shared by many candidates."""
IsPlausible = Callable[[Groups], bool]
"""Tells from evidence whether a mention is worth looking at."""
_GOOD_PLACE: Evidence = (("a good place", 1.0),)
"""Stands for what the place of a mention adds, before that is known."""
_MOST_MENTIONS = 100
"""Mentions of one phrase on one page that are looked at: a page gets one or few links of a phrase."""
_LEAST_LIKENESS = {Match.VARIANT: 0.72, Match.INFLECTED: 0.75, Match.GAPPED: 0.7}
"""Likeness that a mention needs: little words, endings or words in between may not be most of it."""
_SAME_SPELLING: Evidence = (("same spelling", 1.0),)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention with one target and its evidence."""

    page: str
    start: int
    end: int
    """Offsets in the page's HTML of what the link would wrap."""
    anchor_text: str
    phrase: str
    target: Target
    origin: Origin
    match: Match
    section: int
    """Index of the heading that it stands under, -1 before the first."""
    word: int
    """Number of words on the page before it."""
    listed: bool
    """It is an entry of a listing, or the name that one begins with, and no link in running text."""
    part_of: str
    """The longer phrase that it is a part of and that a page bears as its name, '' of none."""
    evidence: Groups
    """In groups: of the phrase, of its target, of page and target, of the place, of the spelling."""

    @property
    def likeness(self) -> float:
        """Similarity of the mention's and the phrase's characters, 0 to 1."""
        return ratio(self.anchor_text.casefold(), self.phrase.casefold()) / 100


def find_candidates(site: Site, index: Index, is_plausible: IsPlausible) -> list[Candidate]:
    """The mentions on pages that may be linked from, with every page that each may stand for, in reading order.

    A pair whose evidence is not plausible, such as an everyday word and a heading that has it too, is no candidate.
    """
    typos = find_typos(index)
    hits = {page.key: find_hits(page, index, typos) for page in site.pages}
    evidence = SiteEvidence(site, index, hits)
    options = {
        number: _plausible_options(index.phrases[number], evidence, is_plausible) for number in evidence.pages_with
    }
    return [
        candidate
        for page in site.pages
        if page.is_source
        for candidate in _page_candidates(page, hits[page.key], options, evidence, is_plausible)
    ]


def _plausible_options(phrase: Phrase, site: SiteEvidence, is_plausible: IsPlausible) -> tuple[Option, ...]:
    """The pages that the phrase may stand for, at least in a good place."""
    known = (site.of_phrase(phrase), _GOOD_PLACE)
    return tuple(option for option in phrase.options if is_plausible((*known, site.of_option(phrase, option))))


def _page_candidates(
    page: Page,
    hits: Mapping[int, list[Hit]],
    options: Mapping[int, tuple[Option, ...]],
    site: SiteEvidence,
    is_plausible: IsPlausible,
) -> Iterator[Candidate]:
    evidence = PageEvidence(page, site)
    words_before = [0, *accumulate(len(codes) for codes in site.index.texts[page.key])]
    pairs = {}
    for number in {hit[2] for found in hits.values() for hit in found}:
        phrase = site.index.phrases[number]
        if plausible := list(_plausible_pairs(phrase, options[number], evidence, is_plausible)):
            pairs[number] = plausible
    mentions = find_mentions(page, hits, site.index, pairs.keys())
    times = Counter(mention.phrase for mention in mentions)
    looked_at: Counter[int] = Counter()
    for mention in mentions:
        looked_at[mention.phrase] += 1
        if looked_at[mention.phrase] > _MOST_MENTIONS:
            continue
        phrase = site.index.phrases[mention.phrase]
        here = evidence.of_mention(mention, phrase, times[mention.phrase], first=looked_at[mention.phrase] == 1)
        word = words_before[mention.run] + mention.first
        for option, known in pairs[mention.phrase]:
            groups = (*known, here)
            if is_plausible(groups):
                found = _candidate(mention, option, evidence, groups, word)
                least = _LEAST_LIKENESS.get(found.match)
                if least is None or found.likeness >= least:  # likeness is worked out where it matters only
                    yield found


def _plausible_pairs(
    phrase: Phrase, options: tuple[Option, ...], page: PageEvidence, is_plausible: IsPlausible
) -> Iterator[tuple[Option, Groups]]:
    """The other pages that the phrase may stand for on this page, with the evidence that no place changes."""
    for option in options:
        if option.target.page != page.page.key:
            groups = (page.site.of_phrase(phrase), page.site.of_option(phrase, option), page.of_pair(phrase, option))
            if is_plausible((*groups, _GOOD_PLACE)):
                yield option, groups


def _candidate(mention: Mention, option: Option, page: PageEvidence, groups: Groups, word: int) -> Candidate:
    run = page.runs[mention.run]
    start, end = _html_span(run, mention)
    anchor_text = run.text[mention.start : mention.end]
    longer = page.index.phrases[mention.part_of] if mention.part_of >= 0 else None
    exact = anchor_text == option.text
    return Candidate(
        page=page.page.key,
        start=start,
        end=end,
        anchor_text=anchor_text,
        phrase=option.text,
        target=option.target,
        origin=option.origin,
        match=mention.match,
        section=run.section,
        word=word,
        listed=page.is_entry(mention),
        part_of=longer.text if longer and longer.is_strong else "",
        evidence=(*groups, _SAME_SPELLING) if exact else groups,
    )


def _html_span(run: Run, mention: Mention) -> tuple[int, int]:
    if mention.match is Match.CODE:
        return run.start, run.end
    if run.offsets is None:
        return run.start + mention.start, run.start + mention.end
    return run.offsets[mention.start], run.offsets[mention.end]
