"""How much of what is said around a mention its target says too."""

from __future__ import annotations

import pytest

from drawing import candidates_of, site
from mkdocs_autolink.candidates import Candidate
from mkdocs_autolink.confidence import shipped_weights
from mkdocs_autolink.context_evidence import GOOD_CONTEXT

AROUND, BESIDE = "target has the words around", "target has the words beside"


def shares(text: str, target: str, title: str = "Widget", language: str = "en") -> tuple[float, float]:
    """Around and beside the only candidate of a text."""
    drawn = site({"here.md": text, "w.md": target}, {"w.md": title}, locale=language)
    return of(next(one for one in candidates_of(drawn) if one.page == "here.md"))


def of(candidate: Candidate) -> tuple[float, float]:
    found = dict(pair for group in candidate.evidence for pair in group)
    return found[AROUND], found[BESIDE]


@pytest.mark.parametrize(
    ("text", "target", "around"),
    [
        ("<p>A crank turns the widget of a spindle.</p>", "<p>Nothing.</p>", 0),
        ("<p>A crank turns the widget of a spindle.</p>", "<p>Its spindle, and that is it.</p>", 0.375),
        ("<p>A crank turns the widget of a spindle.</p>", "<p>Spindles, turns and cranks.</p>", 1),
        ("<p>widget</p>", "<p>Nothing.</p>", 1),
        ("<p>The widget, and widgets!</p>", "<p>Nothing.</p>", 1),
        ("<p>Crank.</p><p>A widget of it</p>", "<p>Nothing.</p>", 1),
        ("<p>One <b>crank</b> of a <i>widget</i> gear</p>", "<p>Cranks.</p>", 0.5),
    ],
    ids=["none", "one of three", "all, inflected", "alone", "its own words", "in its block alone", "in other runs"],
)
def test_the_share_of_the_words_around(text: str, target: str, around: float) -> None:
    assert shares(text, target)[0] == around


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("<p>turn the widget, then the crank</p>", 0.5),
        ("<p>crank the widget, then turn</p>", 0.5),
        ("<p>turn a widget, then go</p>", 0),
        ("<p>crank widget</p>", 1),
        ("<p>the widget</p>", 0.5),
        ("<p>crank <b>widget</b></p>", 0.5),
    ],
    ids=["after", "before", "neither", "one is all there are", "none there are", "in its run alone"],
)
def test_the_words_beside(text: str, beside: float) -> None:
    assert shares(text, "<p>A crank.</p>")[1] == beside


def test_where_words_are_not_spaced_two_characters_in_a_row_are_one() -> None:
    assert shares("<p>使用线段树维护序列</p>", "<p>维护区间</p>", "线段树", "zh") == (0.125, 0.5)
    assert shares("<p>使用线段树维护序列</p>", "<p>护维、列序、用使</p>", "线段树", "zh") == (0, 0.5)


def test_each_target_is_asked_for_itself() -> None:
    pages = {"here.md": "<p>a crank and a widget</p>", "a.md": "<p>cranks</p>", "b.md": "<p>gears</p>"}
    found = {one.target.page: of(one) for one in candidates_of(site(pages, {"a.md": "Widget", "b.md": "Widgets"}))}
    assert found == {"a.md": (1, 1), "b.md": (0, 0)}


@pytest.mark.parametrize("name", [name for name, _ in GOOD_CONTEXT])
def test_words_in_common_speak_for_a_link(name: str) -> None:
    """Else a candidate could reach the bar that was taken for hopeless."""
    assert shipped_weights().terms[name] > 0
