"""Links in HTML, and out of it again."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest

import mkdocs_autolink.rewrite as module
from drawing import planned, site
from mkdocs_autolink.outcomes import Link
from mkdocs_autolink.rewrite import Rewritten, rewrite, unfaithful, unlink
from mkdocs_autolink.settings import LinkOptions
from mkdocs_autolink.site import Site

NOT_AS_IT_WAS = "taking the links out again does not give the page as it was"


def rewritten(drawn: Site, settings: LinkOptions | None = None) -> Rewritten:
    """The page `here.md`, with all the links it can have."""
    links: list[Link] = planned(drawn).links_by_page()["here.md"]
    return rewrite(drawn.by_key["here.md"], links, drawn, settings or LinkOptions())


def widgets(html: str, title: str = "Widget", key: str = "guide/widget.md", body: str = "") -> Site:
    return site({"here.md": html, key: body}, {key: title, "here.md": "Here"})


def test_a_link() -> None:
    page = rewritten(widgets("<p>The widget &amp; more</p>"))
    assert (page.page, page.links, page.failure) == ("here.md", 1, "")
    assert page.html == '<p>The <a class="autolink" href="../guide/widget/" title="Widget">widget</a> &amp; more</p>'


def test_links_in_any_order() -> None:
    drawn = widgets("<p>widget, then widget</p>")
    page, links = drawn.by_key["here.md"], planned(drawn).links_by_page()["here.md"]
    assert rewrite(page, links, drawn, LinkOptions()) == rewrite(page, reversed(links), drawn, LinkOptions())
    assert rewritten(drawn).links == 2


def test_code_is_wrapped_whole() -> None:
    page = rewritten(widgets('<p>the <code class="x">widget</code></p>', "widget"))
    assert '<a class="autolink" href="../guide/widget/" title="widget"><code class="x">widget</code></a>' in page.html


def test_a_section_is_named_by_its_heading() -> None:
    page = rewritten(widgets("<p>the crankshaft</p>", body='<h1>x</h1><h2 id="a b&amp;c">Crankshaft</h2>'))
    assert 'href="../guide/widget/#a%20b&amp;c" title="Crankshaft"' in page.html


@pytest.mark.parametrize(
    ("settings", "tag"),
    [
        (LinkOptions(title=""), '<a class="autolink" href="../guide/widget/">'),
        (LinkOptions(class_="autolink x y", title=""), '<a class="autolink x y" href="../guide/widget/">'),
        (
            LinkOptions(title="{phrase}: {target_title} ({confidence})"),
            '<a class="autolink" href="../guide/widget/" title="Widget: Widget (0.90)">',
        ),
        (
            LinkOptions(title="", attributes={"data-x": 'a"b', "download": ""}),
            '<a class="autolink" href="../guide/widget/" data-x="a&quot;b" download>',
        ),
    ],
)
def test_what_a_link_looks_like(settings: LinkOptions, tag: str) -> None:
    drawn = widgets("<p>the widget</p>")
    page = rewritten(drawn, settings)
    assert page.html == f"<p>the {tag}widget</a></p>"
    assert unlink(page.html) == drawn.by_key["here.md"].html


@pytest.mark.parametrize(
    "title",
    [
        'Widget "><script>alert(1)</script>',
        "Widget ' onmouseover='x",
        "Widget &quot;",
        "Widget\u202e {phrase} {0} %s",
        "Widget </a>",
    ],
)
def test_titles_are_escaped(title: str) -> None:
    drawn = widgets("<p>the widget</p>", title)
    page = drawn.by_key["guide/widget.md"]
    found = site(
        {"here.md": "<p>the widget</p>", page.key: ""}, {page.key: title}, {page.key: {"keywords": ["widget"]}}
    )
    html = rewritten(found).html
    assert not set(html.split('title="')[1].split('"')[0]) & set("<>\u202e")
    assert unescape(html.split('title="')[1].split('"')[0]) == " ".join(title.replace("\u202e", "").split())
    assert unlink(html) == "<p>the widget</p>"


@pytest.mark.parametrize(("length", "shown"), [(200, "x" * 200), (201, "x" * 199 + "…"), (10_000, "x" * 199 + "…")])
def test_a_title_of_more_than_200_characters_is_cut(length: int, shown: str) -> None:
    drawn = site({"here.md": "<p>widget</p>", "0.md": ""}, {"0.md": "x" * length}, {"0.md": {"keywords": ["widget"]}})
    assert f'title="{shown}">' in rewritten(drawn).html


def test_characters_that_turn_the_reading_direction_are_left_out_of_titles() -> None:
    page = rewritten(widgets("<p>the widget</p>"), LinkOptions(title="See \u202e{target_title}\u2069!"))
    assert 'title="See Widget!"' in page.html


def test_a_page_whose_headings_have_no_part_in_it_is_named_by_its_title() -> None:
    page = rewritten(widgets("<p>the widget</p>", body='<h2 id="other">Other</h2>'))
    assert 'href="../guide/widget/" title="Widget"' in page.html


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>plain</p>",
        '<p><a href="x">author</a></p>',
        '<p><a class="md-button autolink" href="x">author</a></p>',
        '<p><a class="autolinked" href="x">author</a></p>',
        '<p><a href="x" class="autolink">author</a></p>',
        '<p><a class="autolink" href="x">never closed',
    ],
)
def test_what_unlink_leaves_alone(html: str) -> None:
    assert unlink(html) == html


def test_unlink() -> None:
    ours, other = '<a class="autolink" href="x">', '<a class="autolink z" href="" title="&gt;" q>'
    assert unlink(f'<p>{ours}a</a>, <a href="y">b</a>, {other}c</a></p>') == '<p>a, <a href="y">b</a>, c</p>'


def test_links_that_touch_each_other_are_taken_out() -> None:
    ours = '<a class="autolink" href="x">'
    assert unlink(f"<p>{ours}a</a>{ours}b</a>{ours}c</a></p>") == "<p>abc</p>"


def test_a_start_tag_of_ours_inside_of_a_link_of_ours_stays_and_later_links_are_taken_out() -> None:
    ours = '<a class="autolink" href="x">'
    assert unlink(f"<p>{ours}a {ours}b</a></a> {ours}c</a></p>") == f"<p>a {ours}b</a> c</p>"


def test_linking_again_changes_nothing() -> None:
    once = rewritten(widgets("<p>The widget and <b>two widgets</b>\r\n and more</p>")).html
    assert rewritten(widgets(once)).html == once


def test_the_guard_sees_links_that_meet() -> None:
    drawn = widgets("<p>the widget</p>")
    page, links = drawn.by_key["here.md"], planned(drawn).links_by_page()["here.md"]
    found = rewrite(page, links * 2, drawn, LinkOptions())
    assert found == Rewritten("here.md", page.html, 0, NOT_AS_IT_WAS)


def test_the_guard_sees_a_start_tag_that_is_not_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = widgets("<p>the widget</p>")
    monkeypatch.setattr(module, "_start_tag", lambda *_: '<a href="x">')
    found = rewritten(drawn)
    assert found == Rewritten("here.md", drawn.by_key["here.md"].html, 0, NOT_AS_IT_WAS)


def test_what_is_faithful() -> None:
    link = '<a class="autolink" href="x">'
    assert unfaithful("a b", f"a {link}b</a>", 1) == ""
    assert unfaithful("a b", "a  b", 0) == NOT_AS_IT_WAS
    assert (
        unfaithful("a b", f"a {link}b</a>", 2) == "the number of links in the page is not the number that was planned"
    )


PLACES = "<h1>widget</h1><p>a <b>widget</b> <abbr>widget</abbr> widget</p>"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (4, 10),  # the heading, in front of all text that is read
        (PLACES.index("<b>"), PLACES.index("</b>") + 4),
        (PLACES.index("<b>") - 2, PLACES.index("</b>")),
        (PLACES.index("<abbr>") + 6, PLACES.index("</abbr>")),
    ],
)
def test_the_guard_sees_a_link_outside_of_the_text_that_may_have_links(start: int, end: int) -> None:
    drawn = widgets(PLACES)
    page, link = drawn.by_key["here.md"], planned(drawn).links_by_page()["here.md"][0]
    weighed = replace(link.weighed, candidate=replace(link.weighed.candidate, start=start, end=end))
    found = rewrite(page, [replace(link, weighed=weighed)], drawn, LinkOptions())
    assert found == Rewritten("here.md", PLACES, 0, "a link would stand outside of the text that may be linked")


def test_the_guard_lets_pass_what_fills_a_stretch_of_text() -> None:
    html = "<p><b>widget</b></p>"
    found = rewritten(widgets(html))
    assert (found.links, unlink(found.html), found.failure) == (1, html, "")
