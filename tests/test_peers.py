"""The comparison with other tools: what they are given, and where the links stand that they hand back."""

from __future__ import annotations

import pytest

from drawing import site
from mkdocs_autolink.site import Site, Target
from peers import exact_titles
from peers.feed import Piece, Placed, UnreadableError, make_feed, place_segments

GUIDE = '<p>Use  <b>Setup</b> &amp; <a href="../c/">more</a>, <code>setup</code>.</p>'
TITLES = {"a.md": "Guide", "b.md": "Setup", "c.md": "Twice", "d.md": "twice", "e.md": "ab"}


def made(guide: str = GUIDE) -> Site:
    return site(dict.fromkeys(TITLES, "<p>x</p>") | {"a.md": guide}, TITLES)


def test_a_block_is_given_in_pieces_of_one_kind() -> None:
    assert make_feed(made()).documents[0].blocks[0].pieces == (
        Piece("text", "Use  Setup & "),
        Piece("link", "more"),
        Piece("text", ", "),
        Piece("code", "setup"),
        Piece("text", "."),
    )


def test_titles_of_several_pages_and_short_ones_are_no_terms() -> None:
    assert make_feed(made()).terms == {"Guide": "a.md", "Setup": "b.md"}


def test_a_link_is_placed_by_the_characters_before_it() -> None:
    page = made().by_key["a.md"]
    placed = place_segments(page, [("Use ", ""), ("Setup", "b.md"), (" & more, setup.", "")])
    start = GUIDE.index("Setup")
    assert placed == [Placed("a.md", start, start + len("Setup"), Target("b.md"))]


def test_a_link_of_a_page_to_itself_is_left_out() -> None:
    page = made("<p>Guide</p>").by_key["a.md"]
    assert place_segments(page, [("Guide", "a.md")]) == []


@pytest.mark.parametrize("text", ["Use Setup & more, set-up.", "Use Setup & more, setup", "Use Setup & more, setup.."])
def test_other_text_than_was_given_is_an_error(text: str) -> None:
    with pytest.raises(UnreadableError, match=r"^a\.md: "):
        place_segments(made().by_key["a.md"], [(text, "")])


def test_exact_titles_link_each_target_once_and_neither_code_nor_parts_of_words() -> None:
    guide = "<p>Setups <code>Setup</code> SETUP, Setup, guide.</p>"
    feed = make_feed(made(guide))
    linked = [segment for segment in exact_titles.link(feed)["a.md"] if segment[1]]
    assert linked == [("SETUP", "b.md")]


def test_exact_titles_prefer_the_longer_title() -> None:
    pages = site(
        {key: f"<p>{text}</p>" for key, text in {"a.md": "Foo bar", "b.md": "x", "c.md": "y"}.items()},
        {"a.md": "Home", "b.md": "Foo", "c.md": "Foo Bar"},
    )
    linked = [segment for segment in exact_titles.link(make_feed(pages))["a.md"] if segment[1]]
    assert linked == [("Foo bar", "c.md")]
