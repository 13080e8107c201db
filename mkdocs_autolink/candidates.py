"""Mentions and their targets -> candidates with evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from sys import intern

from mkdocs_autolink.body import Run
from mkdocs_autolink.context_evidence import ContextEvidence
from mkdocs_autolink.evidence import Evidence
from mkdocs_autolink.hits import Hit, Match
from mkdocs_autolink.mentions import Mention, find_mentions
from mkdocs_autolink.namings import Origin
from mkdocs_autolink.page_evidence import PageEvidence
from mkdocs_autolink.pairs import EvidenceGroups, Pairs
from mkdocs_autolink.phrases import Option
from mkdocs_autolink.site import Page, Target
from mkdocs_autolink.wordings import is_as_written

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
    evidence: EvidenceGroups
    """In groups: of the phrase, of its target, of the page's folder, of the page, of the place, of what stands around
    it, of the spelling."""

    @property
    def likeness(self) -> float:
        """Similarity of the mention's and the phrase's characters, 0 to 1."""
        from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - few candidates need it, and loading it takes a while

        return ratio(self.anchor_text.casefold(), self.phrase.casefold()) / 100


def candidates_on(page: Page, hits: Mapping[int, list[Hit]], pairs: Pairs) -> Iterator[Candidate]:
    """The candidates on a page, in reading order: its mentions, each with every page that it may stand for.

    A pair whose evidence stays below the bar, such as an everyday word and a heading that has it too, is none.
    """
    evidence, index, adds = PageEvidence(page, pairs.evidence), pairs.evidence.index, pairs.bar.adds
    context = ContextEvidence(page, pairs.evidence)
    known = pairs.of_page(evidence, pairs.evidence.numbers_on(page.key))
    mentions = find_mentions(page, hits, index, known.keys())
    times = Counter([mention.phrase for mention in mentions])
    looked_at: Counter[int] = Counter()
    for mention in mentions:
        looked_at[mention.phrase] += 1
        if looked_at[mention.phrase] > _MOST_MENTIONS:
            continue
        phrase = index.phrases[mention.phrase]
        here = evidence.of_mention(mention, phrase, times[mention.phrase], first=looked_at[mention.phrase] == 1)
        at_page, at_section = pairs.of_place(here)
        for pair in known[mention.phrase]:
            place = at_section if pair.option.target.fragment else at_page
            log_odds = pair.log_odds + place.log_odds
            if log_odds <= pairs.in_good_context and not pair.is_asked_for:
                continue
            around = context.of_mention(mention, phrase, pair.option.target.page)
            if log_odds + adds(around) > pairs.bar.least or pair.is_asked_for:
                found = _candidate(mention, pair.option, evidence, (*pair.evidence, place.evidence, around))
                if _may_mean(found, pair.option):
                    yield found


def _may_mean(found: Candidate, option: Option) -> bool:
    """Whether the words are enough like the phrase, and no plain words where they would have to be code."""
    least_likeness = _LEAST_LIKENESS.get(found.match)
    if least_likeness is not None and found.likeness < least_likeness:  # likeness costs: only where it matters
        return False
    return found.match is Match.CODE or is_as_written(found.anchor_text, option)


def _candidate(mention: Mention, option: Option, page: PageEvidence, groups: EvidenceGroups) -> Candidate:
    run = page.runs[mention.run]
    start, end = _html_span(run, mention)
    anchor_text = intern(run.text[mention.start : mention.end])  # most places say what others say too
    longer = page.index.phrases[mention.part_of].on(page.page.key) if mention.part_of >= 0 else None
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
        word=mention.first - mention.run,  # a separator stands before every run but the first
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
