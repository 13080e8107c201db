"""Edits under `mkdocs serve`: linked again as a fresh build would link them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing import EVERYTHING, FLAT, facts, limits
from laws.strategies import Drawn, sites
from mkdocs_autolink.confidence import Weights, shipped_weights
from mkdocs_autolink.decisions import Decisions
from mkdocs_autolink.pages import PageFacts, edited, read_site
from mkdocs_autolink.pipeline import Linker
from mkdocs_autolink.serving import Circumstances, Glance, Kept
from mkdocs_autolink.settings import Settings

PAGES = {
    "index.md": "<h1>Home</h1><p>Set up a widget first.</p>",
    "widget.md": "<h1>Widget</h1><p>Needs a rear port.</p>",
    "port.md": "<h1>Rear port</h1><p>For the widget.</p>",
}
NOTHING = frozenset[str]()


@pytest.fixture(autouse=True, scope="module")
def flat() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mkdocs_autolink.pipeline.shipped_weights", lambda: FLAT)
        yield


def linker(pages: list[PageFacts], settings: Settings = EVERYTHING) -> Linker:
    return Linker(read_site("Example", pages, settings), settings, Decisions())


def kept(settings: Settings = EVERYTHING) -> Kept:
    pages = facts(PAGES)
    return Kept(linker(pages, settings), glances(pages), is_reported=True)


def glances(pages: list[PageFacts]) -> dict[str, Glance]:
    return {one.key: (one.html, one.markdown, replace(one, html="", markdown="", source="")) for one in pages}


def relink(last: Kept, pages: list[PageFacts], settings: Settings = EVERYTHING) -> list[str] | None:
    by_key = {one.key: one for one in pages}
    circumstances = Circumstances("Example", NOTHING, settings, Decisions())
    return last.relink(glances(pages), circumstances, by_key.__getitem__)


_edits = st.tuples(
    st.integers(0, 3),
    st.sampled_from(
        [
            "<p>the rear port of a widget</p>",
            "<p>ports</p>",
            "<p>quiet instalation</p>",
            "",
            "<p>rearport</p>",
            "<p>see the widget guide section</p>",
        ]
    ),
)


@pytest.mark.parametrize("weights", [FLAT, shipped_weights()], ids=["flat", "shipped"])
@given(drawn=sites, edits=st.lists(_edits, min_size=1, max_size=3))
def test_edits_are_linked_as_a_fresh_run_links_them(
    weights: Weights, drawn: Drawn, edits: list[tuple[int, str]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mkdocs_autolink.pipeline.shipped_weights", lambda: weights)
        compare(drawn, edits)


def compare(drawn: Drawn, edits: list[tuple[int, str]]) -> None:
    pages = sorted(drawn.pages, key=lambda page: page.key)
    settings = drawn.settings
    served = linker(pages, settings)
    for number, text in edits:
        before = pages[number]
        pages[number] = replace(before, html=text + before.html if text else before.html[: len(before.html) // 2])
        page = edited(served.site.by_key[before.key], pages[number], settings)
        if page is None or not served.reread(page):
            served = linker(pages, settings)
    fresh = linker(pages, settings)
    assert served.site == fresh.site
    assert served.rewritten == fresh.rewritten
    assert served.result() == fresh.result()


@pytest.mark.parametrize(
    ("title", "elsewhere", "edits"),
    [
        ("Rear port", "<p>Of text.</p>", ["<p>See the rearport.</p>", "<p>Of text.</p>"]),
        ("Username", "<p>A user.</p>", ["<p>A user name.</p>", "<p>A user.</p>", "<p>Names of a user.</p>"]),
        ("Foxtrot", "<p>Fox.</p>", ["<p>The fox trots.</p>", "<p>The trot of a fox trot.</p>"]),
    ],
)
def test_a_word_that_comes_or_goes_may_spell_a_phrase(title: str, elsewhere: str, edits: list[str]) -> None:
    pages = facts({"index.md": elsewhere, "more.md": "<p>More.</p>", "named.md": f"<h1>{title}</h1>"})
    served = linker(pages)
    for text in edits:
        pages[0] = replace(pages[0], html=text)
        page = edited(served.site.by_key["index.md"], pages[0], EVERYTHING)
        assert page is not None
        if not served.reread(page):
            served = linker(pages)
        assert served.result() == linker(pages).result()


def test_an_edit_of_text_is_linked_and_other_pages_stay() -> None:
    last = kept()
    before = dict(last.linker.rewritten)
    pages = facts(PAGES | {"index.md": "<h1>Home</h1><p>Set up a rear port, then a widget.</p>"})
    assert relink(last, pages) == ["index.md"]
    assert not last.is_reported
    assert last.linker.rewritten["index.md"].links == 2
    assert all(last.linker.rewritten[key] == before[key] for key in ("widget.md", "port.md"))


def test_an_edit_that_only_moves_lines_is_for_the_report() -> None:
    last = kept()
    pages = [replace(page, markdown="\n\n", source="\n\n") if page.key == "port.md" else page for page in facts(PAGES)]
    assert relink(last, pages) == ["port.md"]
    assert not last.is_reported
    assert last.linker.site.by_key["port.md"].source == "\n\n"


def test_a_build_without_an_edit_keeps_everything() -> None:
    last = kept()
    assert relink(last, facts(PAGES)) == []
    assert last.is_reported


@pytest.mark.parametrize(
    "pages",
    [
        facts(PAGES | {"more.md": "<p>More</p>"}),
        facts({key: html for key, html in PAGES.items() if key != "port.md"}),
        facts(PAGES, {"widget.md": "Gadget"}),
        facts(PAGES, meta={"widget.md": {"keywords": ["thing"]}}),
        facts(PAGES | {"port.md": "<h1>Rear port</h1><h2 id='pins'>Pins</h2>"}),
        facts(PAGES | {"port.md": "<h1>Rear port</h1><p>For the <a href='../widget/'>widget</a>.</p>"}),
    ],
    ids=["new page", "page gone", "title", "front matter", "heading", "author link"],
)
def test_what_other_pages_may_see_asks_for_a_new_build(pages: list[PageFacts]) -> None:
    assert relink(kept(), pages) is None


def test_other_options_ask_for_a_new_build() -> None:
    assert relink(kept(), facts(PAGES), replace(EVERYTHING, mode="propose")) is None


def test_a_mention_that_goes_bears_on_the_page_that_it_named() -> None:
    before, now = facts(PAGES), facts(PAGES | {"port.md": "<h1>Rear port</h1><p>For it.</p>"})
    served = linker(before)
    assert any(("names this page", 1.0) in link.weighed.signals for link in served.result().plan.links)
    page = edited(served.site.by_key["port.md"], next(one for one in now if one.key == "port.md"), EVERYTHING)
    assert page
    assert served.reread(page)
    assert served.result() == linker(now).result()


def test_a_word_less_elsewhere_gives_its_link_to_another_page() -> None:
    settings = limits(links_per_target=1)
    last = kept(settings)
    taken = [key for key, page in last.linker.rewritten.items() if "widget/" in page.html]
    assert len(taken) == 1
    pages = facts(
        PAGES | {taken[0]: "<h1>Home</h1><p>Nothing.</p>" if taken[0] == "index.md" else "<h1>Rear port</h1>"}
    )
    assert relink(last, pages, settings) == taken
    assert [key for key, page in last.linker.rewritten.items() if "widget/" in page.html] == [
        *({"index.md", "port.md"} - set(taken))
    ]
