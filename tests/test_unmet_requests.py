from __future__ import annotations

import pytest

from drawing import site
from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.unmet_requests import absent_names, unnameable_phrases


@pytest.mark.parametrize(
    ("target", "absent"),
    [("a.md", ()), ("a.md#x", ()), ("a.md#y", ("a.md#y",)), ("b.md", ("b.md",)), ("A.md", ("A.md",))],
)
def test_what_keywords_and_decisions_lead_to_should_be_there(target: str, absent: tuple[str, ...]) -> None:
    drawn = site({"a.md": '<h2 id="x">X</h2>'})
    accepted = Decisions((Decision("x", target, Verdict.ACCEPT),))
    retargeted = Decisions((Decision("x", "gone.md", Verdict.RETARGET, to=target),))
    rejected = Decisions((Decision("x", target, Verdict.REJECT),))
    assert absent_names(drawn, Settings(keywords={"x": target}), Decisions()) == absent
    assert absent_names(drawn, Settings(), accepted) == absent
    assert absent_names(drawn, Settings(), retargeted) == absent
    assert absent_names(drawn, Settings(), rejected) == ()


@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.REJECT])
def test_pages_that_decisions_are_for_should_be_there(verdict: Verdict) -> None:
    decisions = Decisions((Decision("x", "a.md#x", verdict, pages=("b.md", "c#.md")),))
    drawn = site({"a.md": '<h2 id="x">X</h2>', "b.md": ""})
    assert absent_names(drawn, Settings(), decisions) == ("c#.md",)


@pytest.mark.parametrize(
    ("phrase", "is_nameable"),
    [
        ("widget", True),
        ("the widget of 2024", True),
        ("w " * 12, True),
        ("w " * 13, False),
        ("字" * 36, True),
        ("字" * 37, False),
        ("the", False),
        ("2024", False),
        ("w", False),
        ("!", False),
    ],
)
def test_phrases_that_stand_for_nothing_in_any_text(phrase: str, is_nameable: bool) -> None:
    found = () if is_nameable else (phrase,)
    accepted = Decisions((Decision(phrase, "a.md", Verdict.ACCEPT),))
    rejected = Decisions((Decision(phrase, "a.md", Verdict.REJECT),))
    assert unnameable_phrases(Settings(keywords={phrase: "a.md"}), Decisions(), "en") == found
    assert unnameable_phrases(Settings(), accepted, "en") == found
    assert unnameable_phrases(Settings(), rejected, "en") == ()


def test_pages_of_a_rejection_whose_target_is_not_there_are_of_another_build() -> None:
    elsewhere = Decisions((Decision("x", "de/a.md", Verdict.REJECT, pages=("de/b.md",)),))
    assert absent_names(site({"a.md": ""}), Settings(), elsewhere) == ()
