"""What became of hidden links and which links were set elsewhere, for people to read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from mkdocs_autolink.candidates import Candidate
from mkdocs_autolink.confidence import Weighed
from mkdocs_autolink.evaluation.hiding import Gold, Hidden, gold_by_page, sentence_around
from mkdocs_autolink.evaluation.measure import is_in_sentence, overlaps
from mkdocs_autolink.outcomes import Link, Plan
from mkdocs_autolink.plain_text import text_of_html
from mkdocs_autolink.report.context import placed_runs, surroundings
from mkdocs_autolink.report.lines import LineFinder
from mkdocs_autolink.site import Page

NOT_NAMED = "no words on the page name the target"
"""Why a hidden link did not come back where it was not even a candidate."""


class LinkOutcome(StrEnum):
    """What a link of ours, or a hidden one, turned out to be. The names are public and do not change."""

    BACK = "came back"
    MISSED = "did not come back"
    OTHER_TARGET = "another target on the author's words"
    OTHER_WORDS = "other words in the author's sentence"
    ELSEWHERE = "where no author linked"


@dataclass(frozen=True, slots=True)
class Example:
    """A link with its sentence."""

    outcome: LinkOutcome
    page: str
    line: int | None
    """Line of the Markdown, from 1, where it probably stands; None where it was not found."""
    before: str
    """The sentence in front of the anchor text."""
    anchor_text: str
    after: str
    target: str
    """Where we link, '' for a hidden link that did not come back."""
    wanted: str
    """Where the author linked, '' where no author did."""
    confidence: float | None
    """Ours, None for what was no candidate."""
    reason: str
    """Why a hidden link did not come back, else ''."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """An example before its text was looked up."""

    outcome: LinkOutcome
    page: str
    start: int
    end: int
    target: str
    wanted: str
    confidence: float | None
    reason: str = ""


def find_examples(hidden: Hidden, plan: Plan) -> list[Example]:
    """All that came of a plan that links the scored pages of a site with hidden links, page by page."""
    drafts: defaultdict[str, list[_Draft]] = defaultdict(list)
    gold = gold_by_page(hidden.gold)
    for link in plan.links:
        page = link.weighed.candidate.page
        drafts[page].append(_judged(link, gold[page]))
    for draft in _missed(hidden.gold, plan):
        drafts[draft.page].append(draft)
    return [
        example
        for page, of_page in sorted(drafts.items())
        for example in _described(hidden.site.by_key[page], sorted(of_page, key=lambda one: (one.start, one.end)))
    ]


def _judged(link: Link, gold: list[Gold]) -> _Draft:
    """What a link of ours is worth, beside the hidden links of its page."""
    candidate = link.weighed.candidate
    outcome, wanted = _outcome(candidate, gold)
    target, confidence = str(candidate.target), link.weighed.confidence
    return _Draft(outcome, candidate.page, candidate.start, candidate.end, target, wanted, confidence)


def _outcome(candidate: Candidate, gold: list[Gold]) -> tuple[LinkOutcome, str]:
    overlapping = [one.target for one in gold if overlaps(candidate, one)]
    if candidate.target.page in overlapping:
        return LinkOutcome.BACK, candidate.target.page
    if overlapping:
        return LinkOutcome.OTHER_TARGET, overlapping[0]
    beside = [one.target for one in gold if is_in_sentence(candidate, one)]
    return (LinkOutcome.OTHER_WORDS, beside[0]) if beside else (LinkOutcome.ELSEWHERE, "")


def _missed(gold: Iterable[Gold], plan: Plan) -> Iterator[_Draft]:
    """The first hidden link of each pair of a page and a target that we do not link at all."""
    linked = {_pair(link.weighed.candidate) for link in plan.links}
    best: dict[tuple[str, str], tuple[Weighed, str]] = {}
    for rejection in plan.rejections:
        pair = _pair(rejection.weighed.candidate)
        if pair not in best or best[pair][0].confidence < rejection.weighed.confidence:
            best[pair] = rejection.weighed, rejection.reason
    for one in gold:
        pair = one.page, one.target
        if pair not in linked:
            linked.add(pair)
            weighed, reason = best.get(pair, (None, NOT_NAMED))
            confidence = weighed.confidence if weighed else None
            yield _Draft(LinkOutcome.MISSED, one.page, one.start, one.end, "", one.target, confidence, str(reason))


def _pair(candidate: Candidate) -> tuple[str, str]:
    return candidate.page, candidate.target.page


def _described(page: Page, drafts: list[_Draft]) -> Iterator[Example]:
    runs, lines = placed_runs(page.body), LineFinder(page.source)
    for draft in drafts:
        first, last = sentence_around(page.body, draft.start, draft.end)
        anchor_text = text_of_html(page.html[draft.start : draft.end])
        before, _ = surroundings(runs, draft.start, draft.end)
        yield Example(
            outcome=draft.outcome,
            page=draft.page,
            line=lines.line(before, anchor_text, ""),
            before=_part(page.html[first : draft.start]).lstrip(),
            anchor_text=anchor_text,
            after=_part(page.html[draft.end : last]).rstrip(),
            target=draft.target,
            wanted=draft.wanted,
            confidence=None if draft.confidence is None else round(draft.confidence, 4),
            reason=draft.reason,
        )


def _part(html: str) -> str:
    """The text of a part of a sentence, with a space where the next part is another word."""
    left, right = " " * html[:1].isspace(), " " * html[-1:].isspace()
    return f"{left}{text_of_html(html)}{right}"
