from __future__ import annotations

import pytest

from mkdocs_autolink.sources.comparison import NewLink, compare


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
    ],
)
def test_anything_else_that_differs_is_noticed(before: str, after: str) -> None:
    assert not compare(before, after).complete


def test_links_before_what_differs_are_still_told() -> None:
    found = compare("<p>a b c</p>", '<p><a href="x">a</a> b !</p>')
    assert [link.text for link in found.links] == ["a"]
