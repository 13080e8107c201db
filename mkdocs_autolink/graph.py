"""Who links to whom, before and after: inlinks, orphans, depth, rank."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mkdocs_autolink.site import Site

_DAMPING = 0.85
_ROUNDS = 40
"""Enough for ranks to settle to five digits on sites of some thousand pages."""


@dataclass(frozen=True, slots=True)
class PageLinks:
    """A page's place in the graph of links in page bodies."""

    page: str
    inlinks: int
    """Number of other pages that link here."""
    outlinks: int
    """Number of other pages that this page links to."""
    depth: int | None
    """Clicks from the home page over links in bodies, None where it cannot be reached."""
    rank: float
    """PageRank over links in bodies, damping 0.85; sums to 1 over the site."""


@dataclass(frozen=True, slots=True)
class LinkGraph:
    """The graph of links in page bodies."""

    pages: tuple[PageLinks, ...]
    """Sorted by page."""
    listings: frozenset[str] = frozenset()
    """Pages that are no orphans, as nobody is to link to them."""

    @property
    def orphans(self) -> tuple[str, ...]:
        """Pages that no other page's body links to, the home page left out: readers begin there."""
        found = (page for page in self.pages if not page.inlinks and page.depth != 0)
        return tuple(page.page for page in found if page.page not in self.listings)


def link_graph(site: Site, added: Iterable[tuple[str, str]] = ()) -> LinkGraph:
    """The graph of the authors' links, and of those added as pairs of a page and a target page."""
    out = {key: set(targets) for key, targets in site.author_outlinks.items()}
    for page, target in added:
        out[page].add(target)
    inlinks: dict[str, int] = defaultdict(int)
    for targets in out.values():
        for target in targets:
            inlinks[target] += 1
    depth, rank = _depths(site.home, out), _ranks(out)
    return LinkGraph(
        tuple(PageLinks(key, inlinks[key], len(out[key]), depth.get(key), rank[key]) for key in sorted(out)),
        frozenset(page.key for page in site.pages if page.is_listing),
    )


def _depths(home: str, out: Mapping[str, set[str]]) -> dict[str, int]:
    if home not in out:
        return {}
    depth, queue = {home: 0}, deque([home])
    while queue:
        page = queue.popleft()
        for target in sorted(out[page]):
            if target not in depth:
                depth[target] = depth[page] + 1
                queue.append(target)
    return depth


def _ranks(out: Mapping[str, set[str]]) -> dict[str, float]:
    """PageRank by power iteration (Brin and Page, 1998); pages without links spread their rank over all."""
    if not out:
        return {}
    ordered = {key: sorted(targets) for key, targets in sorted(out.items())}
    rank = dict.fromkeys(ordered, 1 / len(ordered))
    for _ in range(_ROUNDS):
        idle = sum(rank[key] for key, targets in ordered.items() if not targets)
        following = dict.fromkeys(ordered, (1 - _DAMPING + _DAMPING * idle) / len(ordered))
        for key, targets in ordered.items():
            if targets:
                share = _DAMPING * rank[key] / len(targets)
                for target in targets:
                    following[target] += share
        rank = following
    return rank
