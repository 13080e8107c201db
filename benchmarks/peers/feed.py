"""A site as rivals are given it, and the links that they make as places in the HTML of its pages.

A rival gets the pages' text block by block, and the titles of pages as its terms. It hands back the same text, cut into
segments, each with the page that it leads to. Counting characters that are not white space finds a segment's place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

from mkdocs_autolink.body import Run, Zone
from mkdocs_autolink.site import Page, Site, Target

Kind: TypeAlias = Literal["text", "code", "link"]
Segment: TypeAlias = tuple[str, str]
"""Text, and the key of the page that it leads to; '' where it leads to none."""

SHORTEST = 3
"""Characters that a title needs to be a term."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one kind inside a block; `link` is an author's link that was left in the page."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or table cell."""

    quote: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A page as a rival is given it."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A site as a rival is given it."""

    terms: Mapping[str, str]
    """Titles of pages that no other page bears, in any case, and the keys of their pages."""
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A rival's link: offsets into the HTML of a page, as a candidate of ours has them."""

    page: str
    start: int
    end: int
    target: Target


class UnreadableError(Exception):
    """A rival did not hand back the text that it was given."""


def make_feed(site: Site) -> Feed:
    """What rivals are given of a site whose authors' links are hidden."""
    return Feed(unique_titles(site), tuple(_document(page) for page in site.pages))


def unique_titles(site: Site) -> dict[str, str]:
    """Page keys by title, titles that several pages bear or that are too short left out."""
    bearers = Counter(page.title.casefold() for page in site.pages)
    return {
        page.title: page.key
        for page in site.pages
        if bearers[page.title.casefold()] == 1 and len(page.title) >= SHORTEST
    }


def place_segments(page: Page, segments: Iterable[Segment]) -> list[Placed]:
    """The links among a page's segments, those that lead to the page itself left out."""
    characters = [place for run in page.body.runs for place in _characters(run)]
    links, at = [], 0
    for text, target in segments:
        solid = _solid(text)
        here = characters[at : at + len(solid)]
        if "".join(character for character, _, _ in here) != solid:
            wanted = "".join(character for character, _, _ in characters[at : at + 60])
            raise UnreadableError(f"{page.key}: {solid[:60]!r} came back where {wanted!r} was given")
        if solid and target and target != page.key:
            links.append(Placed(page.key, here[0][1], here[-1][2], Target(target)))
        at += len(solid)
    if at != len(characters):
        raise UnreadableError(f"{page.key}: {len(characters) - at} characters did not come back")
    return links


def placed_links(link: Callable[[Feed], Mapping[str, list[Segment]]], site: Site) -> list[Placed]:
    """The links that a tool sets on a site."""
    segments = link(make_feed(site))
    return [placed for page in site.pages for placed in place_segments(page, segments[page.key])]


def _document(page: Page) -> Document:
    blocks = [list(runs) for _, runs in groupby(page.body.runs, key=lambda run: run.block)]
    return Document(page.key, page.title, tuple(_block(runs) for runs in blocks))


def _block(runs: list[Run]) -> Block:
    pieces = [
        Piece(kind, "".join(run.text for run in group))
        for (kind, _), group in groupby(runs, key=lambda run: (_kind(run), run.link))
    ]
    return Block(runs[0].zone == Zone.QUOTE, tuple(pieces))


def _kind(run: Run) -> Kind:
    """What a run is to a rival; text that no link may stand in is passed as code, which they leave alone."""
    if run.link >= 0:
        return "link"
    return "code" if run.zone == Zone.CODE or not run.linkable else "text"


def _characters(run: Run) -> Iterator[tuple[str, int, int]]:
    offsets = run.offsets or range(run.start, run.start + len(run.text) + 1)
    for number, character in enumerate(run.text):
        if not character.isspace():
            yield character, offsets[number], offsets[number + 1]


def _solid(text: str) -> str:
    return "".join(text.split())
