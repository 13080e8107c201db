"""Hides the links that authors wrote in a site, so that one can see which of them come back.

The measure: `sentence precision` is the share of our links, in sentences where an author made a link, that are the
author's (words overlap, same page); `pair recall` is the share of the pairs of a page and a target that authors linked
which came back; `target` is the share of links on an author's words that lead where the author's led.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from mkdocs_autolink.body import AuthorLink, Body, Run, read_body
from mkdocs_autolink.candidates import Candidate
from mkdocs_autolink.site import Page, Site

_START_TAG = re.compile(r"<a(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?](?=\s)|[。！？]")


@dataclass(frozen=True, slots=True)
class Gold:
    """A link that an author made and that was hidden; offsets into the page's HTML without the link."""

    page: str
    target: str
    start: int
    end: int
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hidden:
    """A site without the links of its scored pages, and those links."""

    site: Site
    gold: tuple[Gold, ...]
    scored: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """How well links restore those that authors made."""

    links: int
    sentence_precision: float
    pair_recall: float
    target: float


def hide_links(site: Site, keep: float) -> Hidden:
    """The site with the authors' links left on a share of its pages, chosen by the hash of their key."""
    pages, gold = [], []
    for page in site.pages:
        if _share(page.key) < keep:
            pages.append(page)
        else:
            bare, links = _without_links(page, site)
            pages.append(bare)
            gold += links
    scored = frozenset(page.key for page in site.pages if _share(page.key) >= keep)
    return Hidden(replace(site, pages=tuple(pages)), tuple(gold), scored)


def score(hidden: Hidden, candidates: Iterable[Candidate]) -> Score:
    """How the candidates that became links compare with the authors' links, on the scored pages."""
    links = [candidate for candidate in candidates if candidate.page in hidden.scored]
    gold_of = by_page(hidden.gold)
    on_words = right = in_sentence = 0
    for link in links:
        overlapping = [gold for gold in gold_of[link.page] if overlaps(link, gold)]
        on_words += bool(overlapping)
        right += any(gold.target == link.target.page for gold in overlapping)
        in_sentence += any(is_in_sentence(link, gold) for gold in gold_of[link.page])
    wanted = {(gold.page, gold.target) for gold in hidden.gold}
    found = {(link.page, link.target.page) for link in links}
    return Score(
        links=len(links),
        sentence_precision=right / max(1, in_sentence),
        pair_recall=len(wanted & found) / max(1, len(wanted)),
        target=right / max(1, on_words),
    )


def by_page(gold: Iterable[Gold]) -> defaultdict[str, list[Gold]]:
    """Hidden links grouped by the page that they stood on."""
    grouped: defaultdict[str, list[Gold]] = defaultdict(list)
    for one in gold:
        grouped[one.page].append(one)
    return grouped


def overlaps(candidate: Candidate, gold: Gold) -> bool:
    """Whether the candidate shares words with the hidden link."""
    return gold.start < candidate.end and candidate.start < gold.end


def is_in_sentence(candidate: Candidate, gold: Gold) -> bool:
    """Whether the candidate stands in the sentence of the hidden link."""
    return gold.sentence[0] <= candidate.start and candidate.end <= gold.sentence[1]


def _share(key: str) -> float:
    return float(int(hashlib.sha256(key.encode()).hexdigest()[:8], 16)) / 2**32


def _without_links(page: Page, site: Site) -> tuple[Page, list[Gold]]:
    hidden = [(link, target) for link in page.body.links if (target := _target(page, link, site))]
    html, spans, at = [], [], 0
    length = 0
    for link, target in hidden:
        opened = _START_TAG.match(page.html, link.start)
        closed = page.html.rfind("</", link.start, link.end)
        if not opened or closed < opened.end() or link.start < at:
            continue
        before, inner = page.html[at : link.start], page.html[opened.end() : closed]
        if "<" in inner and "<code" not in inner:
            continue
        html += [before, inner]
        length += len(before)
        spans.append((length, length + len(inner), target))
        length += len(inner)
        at = link.end
    bare = "".join([*html, page.html[at:]])
    body = read_body(bare)
    return replace(page, html=bare, body=body), [
        Gold(page.key, target, start, end, _sentence(body, start, end)) for start, end, target in spans
    ]


def _target(page: Page, link: AuthorLink, site: Site) -> str:
    """The other page that a link of the prose leads to, '' where it is no such link."""
    target = None if link.in_heading or not link.text else site.resolve(page, link.href)
    return "" if target is None or target.page == page.key else target.page


def _sentence(body: Body, start: int, end: int) -> tuple[int, int]:
    """The sentence around a span, as offsets into the HTML: between the ends of its block and of sentences."""
    block = next((run.block for run in body.runs if run.start < end and start < run.end), None)
    runs = [run for run in body.runs if run.block == block]
    if not runs:
        return start, end
    text, places = "".join(run.text for run in runs), [place for run in runs for place in _places(run)]
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    left = max(
        (places[at] if at < len(places) else runs[-1].end for at in ends if _before(places, at, start)),
        default=runs[0].start,
    )
    right = min((places[at - 1] + 1 for at in ends if places[at - 1] >= end), default=runs[-1].end)
    return min(left, start), max(right, end)


def _before(places: list[int], at: int, start: int) -> bool:
    return at < len(places) and places[at] <= start


def _places(run: Run) -> Iterator[int]:
    return iter(run.offsets[:-1]) if run.offsets else iter(range(run.start, run.start + len(run.text)))
