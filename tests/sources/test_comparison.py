from __future__ import annotations

import pytest

from mkdocs_autolink.sources.comparison import Comparison, NewLink, compare


def test_a_new_link_is_found_by_what_it_encloses() -> None:
    found = compare("<p>the big guide</p>", '<p>the <a href="x?a&amp;b">big guide</a></p>')
    assert found.complete
    assert found.links == (NewLink(7, 16, "x?a&b", "big guide"),)


def test_links_that_were_there_are_not_new() -> None:
    before = '<p><a href="x">a</a> b <a href="x">c</a> d</p>'
    after = '<p><a href="x">a</a> <a href="x">b</a> <a href="x">c</a> <a class="k" href="y">d</a></p>'
    assert [(link.text, link.href) for link in compare(before, after).links] == [("b", "x"), ("d", "y")]


def test_a_link_around_code_encloses_its_element() -> None:
    found = compare("<p><code>run &lt;x&gt;</code></p>", '<p><a href="y"><code>run &lt;x&gt;</code></a></p>')
    assert found.complete
    assert found.links[0].text == "run <x>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>a b</p>", '<p><a href="x">a</a>  b</p>'),
        ("<p>a</p>", '<p><a href="x">a</a></p><p>b</p>'),
        ("<p>a</p>", '<p><a href="x">a</p>'),
        ("<p>a</p>", "<p>a</a></p>"),
        ("<p>a</p>", "<p>[a](x)</p>"),
        ("<p>a b</p>", '<p><a href="x">a <a href="x">b</a></a></p>'),
        ('<p><a href="x">a</a></p>', '<p><a href="y">a</a></p>'),
        ('<p><a href="x">a</a></p>', "<p>a</p>"),
        ("<p>a</p>", ""),
        ("a", "b"),
        ("<p>a b</p>", "<p>a</a> b</a></p>"),
    ],
)
def test_anything_else_that_differs_is_noticed(before: str, after: str) -> None:
    assert compare(before, after).complete is False


@pytest.mark.parametrize(
    "after",
    [
        '<p><a href="x">a</a> ! c</p>',
        '<p><a href="x">a</a> b</a> c</p>',
        '<p><a href="x">a</a> <a href="y"><a>b</a> c</p>',
    ],
)
def test_links_before_what_differs_are_told_and_none_behind(after: str) -> None:
    assert compare("<p>a b c</p>", after) == Comparison((NewLink(3, 4, "x", "a"),), complete=False)


@pytest.mark.parametrize(
    ("tag", "href"),
    [
        ("<a>", ""),
        ('<a name="x">', ""),
        ('<a href="">', ""),
        ("<a class='k' href='x y'>", "x y"),
        ('<a\nhref = "x">', "x"),
    ],
)
def test_the_address_of_a_new_link_is_read_however_it_is_written(tag: str, href: str) -> None:
    assert compare("<p>a</p>", f"<p>{tag}a</a></p>") == Comparison((NewLink(3, 4, href, "a"),), complete=True)
