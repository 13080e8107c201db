"""Hides the links that authors wrote, so that one can see which of them come back."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace

from mkdocs_autolink.body import AuthorLink, Body, Run, read_body
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


def hide_links(site: Site, scored: Set[str]) -> Hidden:
    """The site without the links of the scored pages to pages that may be linked to."""
    pages, gold = [], []
    for page in site.pages:
        if page.key in scored:
            bare, links = _without_links(page, site)
            pages.append(bare)
            gold += links
        else:
            pages.append(page)
    return Hidden(replace(site, pages=tuple(pages)), tuple(gold), frozenset(scored))


def folds(site: Site, count: int) -> tuple[frozenset[str], ...]:
    """The pages that may get links in `count` parts of the same size, which no order of theirs has a say in."""
    keys = sorted((page.key for page in site.pages if page.is_source), key=_by_chance)
    return tuple(frozenset(keys[number::count]) for number in range(count))


def gold_by_page(gold: Iterable[Gold]) -> defaultdict[str, list[Gold]]:
    """Hidden links grouped by the page that they stood on."""
    grouped: defaultdict[str, list[Gold]] = defaultdict(list)
    for one in gold:
        grouped[one.page].append(one)
    return grouped


def sentence_around(body: Body, start: int, end: int) -> tuple[int, int]:
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


def _by_chance(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


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
    if not spans:
        return page, []
    bare = "".join([*html, page.html[at:]])
    body = read_body(bare, page.excluded)
    return replace(page, html=bare, body=body), [
        Gold(page.key, target, start, end, sentence_around(body, start, end)) for start, end, target in spans
    ]


def _target(page: Page, link: AuthorLink, site: Site) -> str:
    """The other page that a link of the prose leads to, '' where it is no such link or none that we may make."""
    target = None if link.in_heading or not link.text else site.resolve(page, link.href)
    if target is None or target.page == page.key or not site.by_key[target.page].is_target:
        return ""
    return target.page


def _before(places: list[int], at: int, start: int) -> bool:
    return at < len(places) and places[at] <= start


def _places(run: Run) -> Iterator[int]:
    return iter(run.offsets[:-1]) if run.offsets else iter(range(run.start, run.start + len(run.text)))
