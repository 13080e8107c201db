from __future__ import annotations

import pytest

from mkdocs_autolink.site import Target
from mkdocs_autolink.sources.edits import MOST_EDITS, Edit, apply_edits, find_edits
from mkdocs_autolink.sources.markdown import read_markdown
from sources.proposals import proposal


def written(text: str, words: str, **context: str | int) -> list[str]:
    """The source with each of the edits that are to be tried, in order."""
    link = proposal("1", "index.md", words, Target("x.md"), **context)  # type: ignore[arg-type]
    return [apply_edits(text, (edit,)) for edit in find_edits(read_markdown(text), link)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("the Guide", "Guide", "the [Guide](x.md)"),
        ("a Guidebook, the Guide", "Guide", "a Guidebook, the [Guide](x.md)"),
        ("Guides or a Guide", "Guide", "Guides or a [Guide](x.md)"),
        ("a Widget\nGuide", "Widget Guide", "a [Widget\nGuide](x.md)"),
        ("a Widget\r\n  Guide", "Widget Guide", "a [Widget\r\n  Guide](x.md)"),
        ("Widget&nbsp;Guide", "Widget\u00a0Guide", "[Widget&nbsp;Guide](x.md)"),
        (r"Widget\_Guide", "Widget_Guide", r"[Widget\_Guide](x.md)"),
        ("R&amp;D", "R&D", "[R&amp;D](x.md)"),
        ("R&#38;D", "R&D", "[R&#38;D](x.md)"),
        ("R&amp; or", "R&", "[R&amp;](x.md) or"),
        ("the user’s guide", "user’s guide", "the [user’s guide](x.md)"),
        ("`x` or `mkdocs`", "mkdocs", "`x` or [`mkdocs`](x.md)"),
        ("`the Guide` and Guide", "Guide", "`the Guide` and [Guide](x.md)"),
        ("use `a[0]` now", "a[0]", "use [`a[0]`](x.md) now"),
        ("the user's guide", "user’s guide", "the [user's guide](x.md)"),
        ("a -- b", "a – b", "[a -- b](x.md)"),
        ("caf&eacute;", "café", "[caf&eacute;](x.md)"),
        ("use `mkdocs` now", "mkdocs", "use [`mkdocs`](x.md) now"),
        ("use `` a`b `` now", "a`b", "use [`` a`b ``](x.md) now"),
        ("use `#!py run` now", "run", "use [`#!py run`](x.md) now"),
        ("**Guide**", "Guide", "**[Guide](x.md)**"),
        ("::: widget\nthe Guide", "Guide", "::: widget\nthe [Guide](x.md)"),
        ("가이드는", "가이드", "[가이드](x.md)는"),
        ("_Guide_", "Guide", "_[Guide](x.md)_"),
    ],
)
def test_the_words_are_found_as_the_author_wrote_them(text: str, words: str, expected: str) -> None:
    assert written(text, words) == [expected]


def test_brackets_in_the_words_are_tried_as_they_stand_and_escaped() -> None:
    assert written("see a[0] now", "a[0]") == ["see [a[0]](x.md) now", r"see [a\[0\]](x.md) now"]


@pytest.mark.parametrize(
    "text",
    [
        "nothing",
        "[Guide](y.md)",
        "`the Guide`",
        "# Guide",
        "WidgetGuide",
        "Guide2",
        "::: widget.Guide",
        "## ::: widget.Guide",
        "::: widget\n    options:\n      title: Guide",
        "- item\n\n    ::: widget\n        title: Guide",
        "oh!Guide",
        "!Guide",
        "]Guide",
        "\\Guide",
        r"a\Guide",
        "[1]Guide",
        "Gu  \nide",
        "guide",
    ],
)
def test_words_in_other_syntax_are_no_place(text: str) -> None:
    assert written(text, "Guide") == []


def test_a_hard_line_break_is_no_space() -> None:
    assert written("Widget  \nGuide", "Widget Guide") == []


def test_the_place_with_the_same_surroundings_comes_first() -> None:
    text = "A Guide one.\n\nA Guide two.\n\nA Guide three."
    assert written(text, "Guide", before="A ", after=" two.")[0].endswith("A [Guide](x.md) two.\n\nA Guide three.")


def test_links_and_marks_around_do_not_hide_the_surroundings() -> None:
    text = "The Guide.\n\nRead [the **new** book](b.md) or Guide *soon*."
    assert "or [Guide](x.md) *soon*" in written(text, "Guide", before="Read the new book or ", after=" soon.")[0]


def test_the_nearest_line_comes_first_where_surroundings_are_alike() -> None:
    text = "Guide\n\nGuide\n\nGuide"
    assert written(text, "Guide", line=5)[0] == "Guide\n\nGuide\n\n[Guide](x.md)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Guide is here.\n\n- Guide", "- [Guide](x.md)"),
        ("| the Guide | Guide |", "| [Guide](x.md) |"),
        ("Guide of all\n\n> 1. Guide", "> 1. [Guide](x.md)"),
    ],
)
def test_words_that_are_a_whole_block_are_looked_for_alone(text: str, expected: str) -> None:
    assert expected in written(text, "Guide")[0]


def test_the_nearest_line_is_in_the_middle_where_the_mention_was() -> None:
    assert written("Guide\n\nGuide\n\nGuide", "Guide", line=3)[0] == "Guide\n\n[Guide](x.md)\n\nGuide"


def doubts(text: str, words: str = "Guide", **context: str) -> list[float]:
    """How doubtful each edit is, in the order in which they are tried."""
    link = proposal("1", "index.md", words, Target("x.md"), **context)  # type: ignore[arg-type]
    return [round(edit.doubt, 3) for edit in find_edits(read_markdown(text), link)]


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Guide", 0),
        ("Guide\nmore words", 0),
        ("first words\nGuide\nmore words", 0),
        ("- Guide", 0),
        ("> 1. Guide", 0),
        ("- [x] Guide", 0),
        ("| a | Guide | b |", 0),
        ("Guide | b", 0),
        ("The Guide", 1),
        ("x\nA Guide\ny", 1),
        ("Guide a", 1),
        ("Guide a\ny", 1),
        ("x\nGuide a\ny", 1),
        ("| a | the Guide | b |", 1),
        ("the Guide is", 2),
    ],
)
def test_words_that_are_a_whole_block_are_doubtful_by_the_words_beside_them(text: str, doubt: int) -> None:
    assert doubts(text) == [doubt]


TWELVE = " ".join(f"w{number}" for number in range(12))


@pytest.mark.parametrize(
    ("before", "source", "doubt"),
    [
        ("One ", "One Guide", 0),
        ("One two ", "One two Guide", 0),
        ("One two ", "No two Guide", 0.5),
        ("One two ", "One no Guide", 1),
        (f"a {TWELVE} ", f"b {TWELVE} Guide", 0),
        (f"a b {TWELVE} ", f"a c {TWELVE} Guide", 0),
        (f"a {TWELVE} ", f"a {TWELVE.replace('w0', 'x')} Guide", round(1 / 12, 3)),
    ],
)
def test_the_twelve_words_in_front_count_from_the_nearest_one_on(before: str, source: str, doubt: float) -> None:
    assert doubts(source, before=before) == [doubt]


@pytest.mark.parametrize(
    ("after", "source", "doubt"),
    [
        (" one two", "Guide one two", 0),
        (" one two", "Guide one no", 0.5),
        (" one two", "Guide no two", 1),
        (f" {TWELVE} a", f"Guide {TWELVE} b", 0),
        (f" {TWELVE} a", f"Guide {TWELVE.replace('w11', 'x')} a", round(1 / 12, 3)),
    ],
)
def test_the_twelve_words_behind_count_from_the_nearest_one_on(after: str, source: str, doubt: float) -> None:
    assert doubts(source, after=after) == [doubt]


def test_a_place_that_is_half_as_like_is_tried_and_one_that_is_less_is_not() -> None:
    assert doubts("One two Guide.\n\nNo two Guide.\n\nNo no Guide.", before="One two ", after=".") == [0, 0.5]


def test_each_way_to_write_the_link_says_what_it_replaces_and_how_doubtful_it_is() -> None:
    link = proposal("1", "index.md", "a[0]", Target("x.md"), before="One two ")
    plain, escaped = find_edits(read_markdown("No two a[0]"), link)
    assert (plain, escaped) == (Edit(7, 11, "a[0]", "[a[0]](x.md)"), Edit(7, 11, "a[0]", r"[a\[0\]](x.md)"))
    assert (plain.doubt, escaped.doubt) == (0.5, 0.5)


def test_only_some_edits_are_tried() -> None:
    assert len(written("Guide\n\n" * 100, "Guide")) == MOST_EDITS


def test_edits_are_made_together_in_any_order() -> None:
    edits = (Edit(4, 7, "two", "2"), Edit(0, 3, "one", "1"))
    assert apply_edits("one two three", edits) == "1 2 three"
