"""Who links to whom."""

from __future__ import annotations

import itertools

import pytest

from drawing import address, site
from mkdocs_autolink.graph import LinkGraph, PageLinks, link_graph
from mkdocs_autolink.site import Site, relative_address


def linked(**targets: str) -> Site:
    """Pages with links in their text: `linked(index="a b", a="b", b="")`."""
    keys = {name: f"{name}.md" for name in targets}
    blank = site(dict.fromkeys(keys.values(), ""))
    pages = {}
    for name, others in targets.items():
        hrefs = [relative_address(blank.by_key[keys[name]], blank.by_key[keys[other]], "") for other in others.split()]
        pages[keys[name]] = " ".join(f'<p><a href="{href}">x</a></p>' for href in hrefs)
    return site(pages)


def by_page(graph: LinkGraph) -> dict[str, PageLinks]:
    return {page.page.removesuffix(".md"): page for page in graph.pages}


def test_counts() -> None:
    graph = by_page(link_graph(linked(index="a b", a="b b", b="", c="a")))
    assert {name: (page.inlinks, page.outlinks) for name, page in graph.items()} == {
        "index": (0, 2),
        "a": (2, 1),
        "b": (2, 0),
        "c": (0, 1),
    }


def test_orphans() -> None:
    example = linked(index="a", a="index", b="")
    assert link_graph(example).orphans == ("b.md",)
    assert link_graph(example, [("a.md", "b.md")]).orphans == ()


def test_the_home_page_is_no_orphan() -> None:
    assert link_graph(linked(index="a", a="", b="")).orphans == ("b.md",)
    assert link_graph(linked(a="b", b="")).orphans == ("a.md",)


def test_a_page_that_nobody_is_to_link_to_is_no_orphan() -> None:
    example = site({"index.md": "", "blog/archive/2024.md": ""}, is_listing=True)
    assert link_graph(example).orphans == ()
    assert link_graph(site({"index.md": "", "404.md": ""}, url="404.html")).orphans == ()


def test_depth_is_counted_from_the_home_page() -> None:
    example = linked(index="a", a="b", b="c index", c="", d="c")
    assert {name: page.depth for name, page in by_page(link_graph(example)).items()} == {
        "index": 0,
        "a": 1,
        "b": 2,
        "c": 3,
        "d": None,
    }
    nearer = by_page(link_graph(example, [("index.md", "c.md"), ("c.md", "d.md")]))
    assert (nearer["c"].depth, nearer["d"].depth) == (1, 2)


def test_without_a_home_page_nothing_has_a_depth() -> None:
    assert {page.depth for page in link_graph(linked(a="b", b="")).pages} == {None}


@pytest.mark.parametrize(
    "example",
    [linked(index=""), linked(index="a", a=""), linked(index="a b", a="b", b="index", c="a"), linked(a="b", b="a")],
)
def test_ranks_sum_to_one(example: Site) -> None:
    assert sum(page.rank for page in link_graph(example).pages) == pytest.approx(1)


def test_rank_goes_where_links_go() -> None:
    ranks = {name: page.rank for name, page in by_page(link_graph(linked(a="c", b="c", c="", d="b"))).items()}
    assert ranks["c"] > ranks["b"] > ranks["a"] == ranks["d"]


def test_links_are_counted_once() -> None:
    example = linked(index="a", a="")
    assert link_graph(example, [("index.md", "a.md"), ("index.md", "a.md")]) == link_graph(example)


def test_no_pages() -> None:
    assert link_graph(site({})) == LinkGraph(())


def test_a_long_chain_is_no_trouble() -> None:
    keys = [f"{number:04}.md" for number in range(2000)]
    pages = {key: f'<p><a href="../{address(after)}">x</a></p>' for key, after in itertools.pairwise(keys)}
    graph = link_graph(site({"index.md": f'<p><a href="{address(keys[0])}">x</a></p>', **pages, keys[-1]: ""}))
    assert max(page.depth or 0 for page in graph.pages) == 2000
