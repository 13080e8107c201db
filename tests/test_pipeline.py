"""The whole story, from pages to linked pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

import mkdocs_autolink.rewrite as rewriting
from drawing import EVERYTHING, FLAT, limits, links, rejections, site
from mkdocs_autolink.confidence import shipped_weights
from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.pipeline import Result, autolink
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Site

PAGES = {
    "index.md": "<h1>Home</h1><p>Start with the widget.</p>",
    "widget.md": "<h1>Widget</h1><p>A widget has a gadget.</p>",
    "gadget.md": "<h1>Gadget</h1><p>What a <code>Widget</code> has.</p>",
}


@pytest.fixture(autouse=True)
def flat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every candidate is as likely as any other."""
    monkeypatch.setattr("mkdocs_autolink.pipeline.shipped_weights", lambda: FLAT)


def run(drawn: Site, settings: Settings = EVERYTHING, *decisions: Decision) -> Result:
    return autolink(drawn, settings, Decisions(decisions))


def test_a_site() -> None:
    result = run(site(PAGES))
    assert links(result.plan) == [
        ("gadget.md", "Widget", "widget.md"),
        ("index.md", "widget", "widget.md"),
        ("widget.md", "gadget", "gadget.md"),
    ]
    assert '<p>Start with the <a class="autolink" href="widget/" title="Widget">widget</a>.</p>' in (
        result.rewritten["index.md"].html
    )
    assert result.before.orphans == ("gadget.md", "widget.md")
    assert result.after.orphans == ()
    assert result.problems == ()


def test_no_pages() -> None:
    result = run(site({}))
    assert (result.plan.links, result.rewritten, result.after.pages) == ((), {}, ())


def test_propose_writes_nothing() -> None:
    drawn = site({"here.md": "<p>widget, widget</p>", "w.md": ""}, {"w.md": "Widget"})
    result = run(drawn, replace(limits(per_target_per_page=1), mode="propose"))
    assert (result.plan.links, result.rewritten) == ((), {})
    assert [one[3] for one in rejections(result.plan)] == [Reason.PROPOSED, Reason.DUPLICATE]
    assert result.after == result.before


def test_propose_holds_back_what_was_accepted_too() -> None:
    drawn = site({"here.md": "<p>widget</p>", "w.md": ""}, {"w.md": "Widget"})
    chosen = replace(EVERYTHING, mode="propose")
    (rejection,) = run(drawn, chosen, Decision("widget", "w.md", Verdict.ACCEPT)).plan.rejections
    assert (rejection.reason, rejection.verdict) == (Reason.PROPOSED, Verdict.ACCEPT)


def test_accepted_links_what_was_accepted() -> None:
    chosen = replace(EVERYTHING, mode="accepted")
    assert links(run(site(PAGES), chosen).plan) == []
    result = run(site(PAGES), chosen, Decision("widget", "widget.md", Verdict.ACCEPT, pages=("index.md",)))
    assert links(result.plan) == [("index.md", "widget", "widget.md")]
    assert list(result.rewritten) == ["index.md"]


SECTIONS = '<h1 id="top">W</h1><h2 id="a">Alpha</h2><h2 id="b">Beta</h2>'
LINKED = '<p>The <a href="../w/#a">gizmo</a>.</p>'


@pytest.mark.parametrize(
    ("wishes", "x", "y"),
    [
        ([("w.md#b", None)], "w.md#b", "w.md#b"),
        ([("w.md#top", None)], "w.md#top", "w.md#top"),
        ([("w.md", None)], "w.md#a", "w.md#a"),
        ([("w.md#b", ("y.md",))], "", "w.md#b"),
        ([("w.md#a", ("x.md",)), ("w.md#b", ("y.md",))], "w.md#a", "w.md#b"),
        ([("w.md#top", None), ("w.md#b", ("y.md",))], "w.md#top", "w.md#b"),
        ([("w.md#b", ("y.md", "x.md")), ("w.md", None)], "w.md#b", "w.md#b"),
    ],
)
def test_an_accepted_section_goes_before_the_one_that_authors_link(
    wishes: list[tuple[str, tuple[str, ...] | None]], x: str, y: str
) -> None:
    text = "<p>About the gizmo.</p>"
    drawn = site({"x.md": text, "y.md": text, "w.md": SECTIONS, **dict.fromkeys(("1.md", "2.md", "3.md"), LINKED)})
    decisions = [Decision("gizmo", target, Verdict.ACCEPT, pages=pages) for target, pages in wishes]
    for order in (1, -1):
        made = run(drawn, EVERYTHING, *decisions[::order]).plan.links
        accepted = {link.weighed.candidate.page: str(link.weighed.candidate.target) for link in made if link.verdict}
        assert (accepted.get("x.md", ""), accepted.get("y.md", "")) == (x, y)


def test_code_is_left_alone_if_told_so() -> None:
    result = run(site(PAGES), replace(EVERYTHING, code=False))
    assert "gadget.md" not in {page for page, _, _ in links(result.plan)}


def test_keywords_of_the_settings() -> None:
    chosen = replace(EVERYTHING, keywords={"start with": "gadget.md", "gone": "nowhere.md"})
    assert ("index.md", "Start with", "gadget.md") in links(run(site(PAGES), chosen).plan)


def test_languages_are_not_mixed() -> None:
    english = site({"a.md": "<p>the widget</p>", "w.md": ""}, {"w.md": "Widget"})
    german = site({"de/a.md": "<p>das Widget</p>", "de/w.md": ""}, {"de/w.md": "Widget"}, locale="de")
    both = replace(english, pages=(*english.pages, *german.pages))
    assert links(run(both).plan) == [("a.md", "widget", "w.md"), ("de/a.md", "Widget", "de/w.md")]


def test_a_page_that_cannot_be_linked_faithfully_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rewriting, "_start_tag", lambda *_: "<a>")
    result = run(site(PAGES))
    assert {page.html for page in result.rewritten.values()} == {page.html for page in result.site.pages}
    assert [problem.kind for problem in result.problems] == ["unfaithful"] * 3
    assert all("Please report" in problem.message for problem in result.problems)
    assert result.plan.links == ()
    assert {rejection.reason for rejection in result.plan.rejections} >= {Reason.LEFT_ALONE}
    assert result.after == result.before


def test_problems_of_pages_are_kept() -> None:
    drawn = site({"a.md": ""}, meta={"a.md": {"autolink": 7}})
    assert run(drawn).problems == drawn.problems != ()


def test_what_the_settings_name_is_linked_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_autolink.pipeline.shipped_weights", shipped_weights)
    everywhere = {f"{number}.md": "<p>some thingamabob here</p>" for number in range(30)}
    result = run(site({**everywhere, "w.md": ""}, {"w.md": "Widget"}), Settings(keywords={"thingamabob": "w.md"}))
    assert len(result.plan.links) == 30


def test_what_a_reviewer_accepted_is_linked_even_where_it_is_an_everyday_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_autolink.pipeline.shipped_weights", shipped_weights)
    everywhere = {f"{number}.md": "<p>some method here, and a method there</p>" for number in range(30)}
    drawn = site({**everywhere, "m.md": "<h2 id='method'>Method</h2>"}, {"m.md": "Widget"})
    assert run(drawn, Settings()).plan.links == ()
    accepted = Decision("method", "m.md#method", Verdict.ACCEPT)
    assert len(run(drawn, Settings(), accepted).plan.links) == 30
