"""What becomes of every candidate, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from drawing import EVERYTHING, FLAT, candidates_of, limits, links, planned, reasons, rejections, site
from mkdocs_autolink.candidates import Candidate
from mkdocs_autolink.confidence import Weighed
from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.outcomes import Plan, Reason
from mkdocs_autolink.plan import make_plan
from mkdocs_autolink.site import Site
from mkdocs_autolink.stranded import stranded

FILLER = "some words that stand for nothing at all and go on " * 2
NAMES = ("Widget", "Gadget", "Sprocket", "Flywheel", "Crankshaft")


def names(text: str, *more: str, titles: tuple[str, ...] = NAMES) -> Site:
    """A page `here.md` with this text, and a page for each name."""
    keys = [f"{number}.md" for number in range(len(titles))]
    pages = {"here.md": text, **dict.fromkeys(keys, ""), **{f"more{n}.md": html for n, html in enumerate(more)}}
    return site(pages, dict(zip(keys, titles, strict=True)))


def decided(*decisions: Decision) -> Decisions:
    return Decisions(decisions)


def accept(phrase: str, target: str, pages: tuple[str, ...] | None = None) -> Decision:
    return Decision(phrase, target, Verdict.ACCEPT, pages)


def reject(phrase: str, target: str, pages: tuple[str, ...] | None = None) -> Decision:
    return Decision(phrase, target, Verdict.REJECT, pages)


def retarget(phrase: str, target: str, to: str) -> Decision:
    return Decision(phrase, target, Verdict.RETARGET, to=to)


def only(plan: Plan) -> tuple[str, str, str, str]:
    """The one rejection of a plan without links."""
    assert not plan.links
    (found,) = rejections(plan)
    return found


def test_a_sure_candidate_becomes_a_link() -> None:
    plan = planned(names("<p>the widget</p>"))
    assert links(plan) == [("here.md", "widget", "0.md")]
    assert plan.links[0].verdict is None
    assert not plan.rejections
    assert plan.links_by_page() == {"here.md": list(plan.links)}


def test_confidence_at_the_threshold_is_enough() -> None:
    chosen = replace(EVERYTHING, min_confidence=0.7)
    assert len(planned(names("<p>the widget</p>"), chosen, confidence=lambda _: 0.7).links) == 1
    plan = planned(names("<p>the widget</p>"), chosen, confidence=lambda _: 0.69)
    assert only(plan)[3] == Reason.LOW_CONFIDENCE


# One test for each reason


def test_rejected_by_reviewer() -> None:
    plan = planned(names("<p>the widget</p>"), decisions=decided(reject("Widget", "0.md")))
    assert only(plan)[3] == Reason.REJECTED_BY_REVIEWER
    assert plan.rejections[0].verdict is Verdict.REJECT


@pytest.mark.parametrize("phrase", ["Widgets", " wiDGets "])
def test_never(phrase: str) -> None:
    plan = planned(names("<p>the widgets</p>"), replace(EVERYTHING, never=(phrase,)))
    assert only(plan)[3] == Reason.NEVER
    assert plan.rejections[0].in_favour_of == ""


def test_what_is_never_linked_keeps_nothing_else_from_being_linked() -> None:
    plan = planned(names("<p>the widget, the gadget</p>"), replace(EVERYTHING, never=("gadget",)))
    assert links(plan) == [("here.md", "widget", "0.md")]


def test_never_on_one_page() -> None:
    meta = {"here.md": {"autolink": {"never": ["widget"]}}}
    drawn = site({"here.md": "<p>widget</p>", "there.md": "<p>widget</p>", "0.md": ""}, {"0.md": "Widget"}, meta)
    plan = planned(drawn)
    assert links(plan) == [("there.md", "widget", "0.md")]
    assert rejections(plan) == [("here.md", "widget", "0.md", Reason.NEVER)]


def test_part_of_longer() -> None:
    plan = planned(names("<p>the widget guide</p>", titles=("Widget Guide", "Widget")))
    assert links(plan) == [("here.md", "widget guide", "0.md")]
    assert rejections(plan) == [("here.md", "widget", "1.md", Reason.PART_OF_LONGER)]
    assert plan.rejections[0].in_favour_of == "Widget Guide"


def test_already_linked() -> None:
    plan = planned(names('<p>the widget and <a href="../0/">this one</a></p>'))
    assert only(plan) == ("here.md", "widget", "0.md", Reason.ALREADY_LINKED)
    assert plan.rejections[0].in_favour_of == ""


@pytest.mark.parametrize("titles", [("Rod Wheel", "Wheel Hub"), ("Widget", "Widgets")])
def test_words_that_mean_what_the_author_links_already_are_no_link_to_another_page(titles: tuple[str, str]) -> None:
    drawn = names('<p>the rod wheel hub widget</p><p><a href="../0/">here</a></p>', titles=titles)
    plan = planned(drawn, confidence=lambda one: 0.9 if one.target.page == "0.md" else 0.8)
    assert not plan.links
    assert [found[2:] for found in rejections(plan)] == [("0.md", Reason.ALREADY_LINKED), ("1.md", Reason.OVERLAP)]
    assert plan.rejections[1].in_favour_of == f"{titles[0]} -> 0.md"


@pytest.mark.parametrize(("linked", "other"), [(0.8, 0.9), (0.5, 0.4)])
def test_words_that_may_mean_what_the_author_links_already_are_free(linked: float, other: float) -> None:
    drawn = names('<p>the widget</p><p><a href="../0/">here</a></p>', titles=("Widget", "Widgets"))
    chosen = replace(EVERYTHING, min_confidence=0.7)
    plan = planned(drawn, chosen, confidence=lambda one: linked if one.target.page == "0.md" else other)
    assert links(plan) == ([("here.md", "widget", "1.md")] if other > linked else [])
    assert Reason.OVERLAP not in reasons(plan)


def test_words_that_reviewers_give_to_what_the_author_links_already_are_no_link_to_another_page() -> None:
    drawn = names('<p>the rod wheel hub widget</p><p><a href="../0/">here</a></p>', titles=("Rod Wheel", "Wheel Hub"))
    sure = {"0.md": 0.5, "1.md": 0.8}
    chosen = replace(EVERYTHING, min_confidence=0.7)
    plan = planned(drawn, chosen, decided(accept("Rod Wheel", "0.md")), confidence=lambda one: sure[one.target.page])
    assert not plan.links
    both = decided(accept("Rod Wheel", "0.md"), accept("Wheel Hub", "1.md"))
    sure["1.md"] = 0.9
    assert planned(drawn, chosen, both, confidence=lambda one: sure[one.target.page]).links


def test_words_that_mean_what_the_author_links_already_at_the_threshold() -> None:
    drawn = names('<p>the rod wheel hub</p><p><a href="../0/">here</a></p>', titles=("Rod Wheel", "Wheel Hub"))
    chosen = replace(EVERYTHING, min_confidence=0.7, prefer="none")
    assert not planned(drawn, chosen, confidence=lambda _: 0.7).links


def test_words_that_mean_what_the_author_links_already_count_for_no_limit() -> None:
    drawn = names('<p>the widget, the gadget</p><p><a href="../0/">here</a></p>')
    plan = planned(drawn, limits(links_per_page=1), confidence=lambda one: 0.9 if one.target.page == "0.md" else 0.8)
    assert links(plan) == [("here.md", "gadget", "1.md")]


@pytest.mark.parametrize(("href", "leads_to"), [("../1/", "1.md"), ("#own", "here.md#own")])
def test_words_that_the_author_links_elsewhere_on_the_page(href: str, leads_to: str) -> None:
    drawn = names(f'<p>the widget, and <a href="{href}">Widget</a></p>')
    plan = planned(drawn)
    assert not plan.links
    (found,) = (one for one in plan.rejections if one.weighed.candidate.target.page == "0.md")
    assert (found.reason, found.in_favour_of) == (Reason.ALREADY_LINKED, leads_to)
    assert planned(drawn, decisions=decided(accept("widget", "0.md"))).links


@pytest.mark.parametrize(
    "link",
    [
        "<a href='https://x.example/'>Widget</a>",
        "<a href='../1/'>Widgets</a>",
        "<a href='#'>Widget</a>",
        "<nav><a href='../1/'>Widget</a></nav>",
    ],
)
def test_words_that_the_author_links_out_of_the_site_or_of_the_text_or_not_at_all_are_free(link: str) -> None:
    assert links(planned(names(f"<p>the widget, and {link}</p>"))) == [("here.md", "widget", "0.md")]


def test_already_linked_in_a_heading() -> None:
    plan = planned(names('<h3><a href="../0/">This one</a></h3><p>the widget</p>'))
    assert only(plan) == ("here.md", "widget", "0.md", Reason.ALREADY_LINKED)


@pytest.mark.parametrize("href", ["#top", "https://example.org/0/", "../missing/"])
def test_links_that_lead_elsewhere_do_not_count(href: str) -> None:
    assert planned(names(f'<p>the widget and <a href="{href}">this one</a></p>')).links


def test_ambiguous() -> None:
    plan = planned(names("<p>the widget</p>", titles=("Widget", "Widgets")))
    assert not plan.links
    assert [one.reason for one in plan.rejections] == [Reason.AMBIGUOUS, Reason.AMBIGUOUS]
    assert [one.in_favour_of for one in plan.rejections] == ["1.md", "0.md"]


def test_together_at_the_threshold_is_ambiguous_and_below_it_low() -> None:
    drawn = names("<p>the widget</p>", titles=("Widget", "Widgets"))
    chosen = replace(EVERYTHING, min_confidence=0.7)
    assert reasons(planned(drawn, chosen, confidence=lambda _: 0.35)) == {Reason.AMBIGUOUS}
    assert reasons(planned(drawn, chosen, confidence=lambda _: 0.34)) == {Reason.LOW_CONFIDENCE}


def test_what_is_ambiguous_names_all_that_it_may_be_and_nothing_far_behind() -> None:
    drawn = names("<p>the widget</p>", titles=("Widget", "Widgets", "Widget", "Widget", "Widget"))
    sure = {"0.md": 0.9, "1.md": 0.9, "2.md": 0.9, "3.md": 0.6, "4.md": 0.5}
    plan = planned(drawn, replace(EVERYTHING, min_confidence=0.6), confidence=lambda one: sure[one.target.page])
    assert [(str(one.weighed.candidate.target), one.reason, one.in_favour_of) for one in plan.rejections] == [
        ("0.md", Reason.AMBIGUOUS, "1.md, 2.md"),
        ("1.md", Reason.AMBIGUOUS, "0.md, 2.md"),
        ("2.md", Reason.AMBIGUOUS, "0.md, 1.md"),
        ("3.md", Reason.OVERLAP, "Widget -> 0.md"),
        ("4.md", Reason.LOW_CONFIDENCE, ""),
    ]


@pytest.mark.parametrize("confidence", [0.0, 1.0])
def test_equally_certain_targets_are_ambiguous(confidence: float) -> None:
    drawn = names("<p>the widget</p>", titles=("Widget", "Widgets"))
    assert reasons(planned(drawn, confidence=lambda _: confidence)) == {Reason.AMBIGUOUS}


def test_a_clearly_better_target_wins() -> None:
    sure = {"0.md": 0.95, "1.md": 0.8}
    plan = planned(
        names("<p>the widget</p>", titles=("Widget", "Widgets")), confidence=lambda one: sure[one.target.page]
    )
    assert links(plan) == [("here.md", "widget", "0.md")]
    assert rejections(plan) == [("here.md", "widget", "1.md", Reason.OVERLAP)]
    assert plan.rejections[0].in_favour_of == "Widget -> 0.md"


def test_low_confidence_is_not_ambiguous() -> None:
    chosen = replace(EVERYTHING, min_confidence=0.7)
    plan = planned(names("<p>the widget</p>", titles=("Widget", "Widgets")), chosen, confidence=lambda _: 0.3)
    assert reasons(plan) == {Reason.LOW_CONFIDENCE}


def test_not_accepted() -> None:
    chosen = replace(EVERYTHING, mode="accepted")
    plan = planned(names("<p>the widget, the gadget</p>"), chosen, decided(accept("gadget", "1.md")))
    assert links(plan) == [("here.md", "gadget", "1.md")]
    assert rejections(plan) == [("here.md", "widget", "0.md", Reason.NOT_ACCEPTED)]


def test_overlap() -> None:
    plan = planned(names("<p>rod wheel hub axle</p>", titles=("Rod Wheel", "Wheel Hub", "Hub Axle")))
    assert links(plan) == [("here.md", "rod wheel", "0.md"), ("here.md", "hub axle", "2.md")]
    assert rejections(plan) == [("here.md", "wheel hub", "1.md", Reason.OVERLAP)]


@pytest.mark.parametrize(
    ("text", "title", "linked", "left"),
    [
        ("wheel hub spoke hub", "Spoke Hub Wheel", "wheel hub spoke hub", "wheel hub spoke"),
        ("hub spoke wheel hub", "Hub Wheel Spoke", "hub spoke wheel", "spoke wheel hub"),
    ],
)
def test_of_two_ways_to_read_one_name_into_the_same_words_one_is_linked(
    text: str, title: str, linked: str, left: str
) -> None:
    plan = planned(names(f"<p>{text}</p>", titles=(title,)))
    assert links(plan) == [("here.md", linked, "0.md")]
    assert rejections(plan) == [("here.md", left, "0.md", Reason.OVERLAP)]
    assert plan.rejections[0].in_favour_of == f"{title} -> 0.md"


def test_duplicate() -> None:
    plan = planned(names("<p>widget, widget</p>"), limits(per_target_per_page=1))
    assert len(plan.links) == 1
    assert reasons(plan) == {Reason.DUPLICATE}
    assert plan.links[0].weighed.candidate.start < plan.rejections[0].weighed.candidate.start
    assert plan.rejections[0].in_favour_of == "Widget -> 0.md"


def test_page_limit() -> None:
    plan = planned(names("<p>widget, gadget, sprocket</p>", "<p>widget</p>"), limits(links_per_page=2))
    assert Counter(page for page, _, _ in links(plan)) == {"here.md": 2, "more0.md": 1}
    assert reasons(plan) == {Reason.PAGE_LIMIT}


def test_no_links_at_all() -> None:
    assert only(planned(names("<p>widget</p>"), limits(links_per_page=0)))[3] == Reason.PAGE_LIMIT


def test_section_limit() -> None:
    text = "<p>widget</p><h2>x</h2><p>gadget, sprocket</p><h2>y</h2><p>flywheel</p>"
    plan = planned(names(text), limits(links_per_section=1))
    assert [text for _, text, _ in links(plan)] == ["widget", "sprocket", "flywheel"]
    assert reasons(plan) == {Reason.SECTION_LIMIT}


def test_as_many_links_as_the_section_may_have_and_no_more() -> None:
    plan = planned(names("<p>widget, gadget, sprocket, flywheel</p>"), limits(links_per_section=2))
    assert [text for _, text, _ in links(plan)] == ["sprocket", "flywheel"]
    assert reasons(plan) == {Reason.SECTION_LIMIT}


def test_as_many_links_to_a_target_as_the_page_may_have_and_no_more() -> None:
    plan = planned(names("<p>widget, widget, widget, widget</p>"), limits(per_target_per_page=2))
    assert len(plan.links) == 2
    assert [one.reason for one in plan.rejections] == [Reason.DUPLICATE, Reason.DUPLICATE]


def test_links_that_touch_each_other_are_made() -> None:
    codes = "<p><code>widget</code><code>gadget</code><code>sprocket</code></p>"
    sure = {"0.md": 0.8, "1.md": 0.9, "2.md": 0.7}
    drawn = names(codes, titles=("widget", "gadget", "sprocket"))
    assert len(planned(drawn, confidence=lambda one: sure[one.target.page]).links) == 3


def test_density() -> None:
    plan = planned(names(f"<p>widget, gadget and sprocket {FILLER}</p>"), limits(words_per_link=20))
    assert len(plan.links) == 2
    assert reasons(plan) == {Reason.DENSITY}


def test_a_page_with_just_enough_words_has_the_link() -> None:
    text = "<p>widget a b c d e f g h gadget</p>"
    assert len(planned(names(text), limits(words_per_link=10)).links) == 2
    assert len(planned(names(text), limits(words_per_link=11)).links) == 1


def test_author_links_count_towards_density() -> None:
    text = f'<p>widget and gadget {FILLER} <a href="https://example.org">there</a></p>'
    plan = planned(names(text), limits(words_per_link=20))
    assert len(plan.links) == 1
    assert reasons(plan) == {Reason.DENSITY}


def test_a_short_page_may_have_one_link() -> None:
    assert len(planned(names("<p>widget, gadget</p>"), limits(words_per_link=1000)).links) == 1


def test_distance() -> None:
    text = f"<p>widget and gadget {FILLER} sprocket</p>"
    plan = planned(names(text), limits(words_between=10))
    assert [text for _, text, _ in links(plan)] == ["widget", "sprocket"]
    assert reasons(plan) == {Reason.DISTANCE}


def test_just_enough_words_between_is_enough() -> None:
    text = f"<p>{FILLER} widget a b c gadget {FILLER}</p>"
    assert len(planned(names(text), limits(words_between=4)).links) == 2
    assert len(planned(names(text), limits(words_between=5)).links) == 1


def test_links_on_both_sides_keep_their_distance() -> None:
    text = f"<p>{FILLER} widget a b c gadget a b c sprocket {FILLER}</p>"
    sure = {"0.md": 0.9, "1.md": 0.7, "2.md": 0.8}
    plan = planned(names(text), limits(words_between=5), confidence=lambda one: sure[one.target.page])
    assert links(plan) == [("here.md", "widget", "0.md"), ("here.md", "sprocket", "2.md")]
    assert rejections(plan) == [("here.md", "gadget", "1.md", Reason.DISTANCE)]


@pytest.mark.parametrize(
    ("limit", "reason"),
    [
        ({"links_per_target": 1}, Reason.TARGET_LIMIT),
        ({"links_per_page": 1}, Reason.PAGE_LIMIT),
        ({"links_per_section": 1}, Reason.SECTION_LIMIT),
        ({"words_per_link": 99}, Reason.DENSITY),
        ({"words_between": 99}, Reason.DISTANCE),
    ],
)
def test_what_a_limit_keeps_out_lost_to_nothing_by_name(limit: dict[str, int], reason: Reason) -> None:
    plan = planned(names("<p>widget, widget</p>"), limits(**limit))
    assert [(one.reason, one.in_favour_of) for one in plan.rejections] == [(reason, "")]


def test_target_limit() -> None:
    plan = planned(names("<p>widget</p>", "<p>widget</p>", "<p>widget, gadget</p>"), limits(links_per_target=2))
    assert Counter(target for _, _, target in links(plan)) == {"0.md": 2, "1.md": 1}
    assert reasons(plan) == {Reason.TARGET_LIMIT}


def test_no_target() -> None:
    drawn = names("<p>the widget</p>")
    for to, why in (("gone.md", ""), ("0.md#gone", ""), ("here.md", "the page itself")):
        plan = planned(drawn, decisions=decided(retarget("widget", "0.md", to)))
        assert only(plan) == ("here.md", "widget", to, Reason.NO_TARGET)
        assert (plan.rejections[0].verdict, plan.rejections[0].in_favour_of) == (Verdict.RETARGET, why)


def test_entries_of_a_listing_have_no_section_density_or_distance() -> None:
    text = "<ul><li>Widget</li><li>Gadget</li><li>Sprocket</li></ul>"
    tight = limits(links_per_section=1, words_per_link=100, words_between=10)
    assert len(planned(names(text), tight).links) == 3
    assert len(planned(names("<ul><li>Widget here</li><li>Gadget there</li></ul>"), tight).links) == 1


# Verdicts


def test_accepted_needs_no_confidence_and_no_room() -> None:
    drawn = names("<p>widget, gadget, sprocket</p>")
    decisions = decided(accept("widget", "0.md"), accept("gadget", "1.md"))
    chosen = replace(
        limits(links_per_page=1, words_between=50, links_per_section=1, words_per_link=99), min_confidence=0.9
    )
    plan = planned(drawn, chosen, decisions, confidence=lambda _: 0.1)
    assert [text for _, text, _ in links(plan)] == ["widget", "gadget"]
    assert {link.verdict for link in plan.links} == {Verdict.ACCEPT}


def test_accepted_goes_before_the_longer_phrase_that_it_is_part_of() -> None:
    drawn = names("<p>the widget guide</p>", titles=("Widget Guide", "Widget"))
    plan = planned(drawn, decisions=decided(accept("widget", "1.md")))
    assert links(plan) == [("here.md", "widget", "1.md")]
    assert rejections(plan) == [("here.md", "widget guide", "0.md", Reason.OVERLAP)]


def test_what_was_accepted_and_is_linked_elsewhere_on_the_page_keeps_its_verdict() -> None:
    drawn = names("<p>widget, widget</p>")
    plan = planned(drawn, limits(per_target_per_page=1), decided(accept("widget", "0.md")))
    assert [(one.reason, one.verdict) for one in plan.rejections] == [(Reason.DUPLICATE, Verdict.ACCEPT)]


def test_accepted_settles_what_is_ambiguous() -> None:
    drawn = names("<p>the widget</p>", titles=("Widget", "Widgets"))
    plan = planned(drawn, decisions=decided(accept("widget", "1.md")))
    assert links(plan) == [("here.md", "widget", "1.md")]
    assert rejections(plan) == [("here.md", "widget", "0.md", Reason.OVERLAP)]


def test_of_two_accepted_targets_the_surer_wins_and_the_other_keeps_its_verdict() -> None:
    drawn = names("<p>the widget</p>", titles=("Widget", "Widgets"))
    sure = {"0.md": 0.3, "1.md": 0.4}
    decisions = decided(accept("widget", "0.md"), accept("widget", "1.md"))
    plan = planned(drawn, decisions=decisions, confidence=lambda one: sure[one.target.page])
    assert links(plan) == [("here.md", "widget", "1.md")]
    (lost,) = plan.rejections
    assert (lost.reason, lost.verdict, lost.in_favour_of) == (Reason.OVERLAP, Verdict.ACCEPT, "widget -> 1.md")


def test_rejected_leaves_the_other_target() -> None:
    drawn = names("<p>the widget</p>", titles=("Widget", "Widgets"))
    assert links(planned(drawn, decisions=decided(reject("widget", "1.md")))) == [("here.md", "widget", "0.md")]


def test_of_two_accepted_targets_the_one_for_the_page_wins() -> None:
    sure = {"0.md": 0.9, "1.md": 0.4, "2.md": 0.5}
    drawn = names("<p>widget</p>", titles=("Widget", "Widget", "Gadget"))
    for here in (accept("widget", "1.md"), retarget("widget", "1.md", "2.md")):
        decisions = decided(accept("widget", "0.md"), replace(here, pages=("here.md",)))
        plan = planned(drawn, decisions=decisions, confidence=lambda one: sure[one.target.page])
        assert links(plan) == [("here.md", "widget", here.to or "1.md")]
        assert plan.rejections[0].reason is Reason.OVERLAP


@pytest.mark.parametrize("titles", [("Widget", "Widget", "Gadget"), ("Widget", "Gadget", "Sprocket")])
def test_of_two_accepted_targets_the_one_for_the_words_as_they_stand_wins(titles: tuple[str, ...]) -> None:
    sure = {"0.md": 0.9, "1.md": 0.4, "2.md": 0.5}
    drawn = names("<p>two widgets</p>", titles=titles)
    for words in (accept("widgets", "1.md"), retarget("widgets", "1.md", "2.md")):
        both = decided(accept("widget", "0.md"), words)
        plan = planned(drawn, decisions=both, confidence=lambda one: sure[one.target.page])
        assert links(plan) == [("here.md", "widgets", words.to or "1.md")]
        both = decided(accept("widget", "0.md", pages=("here.md",)), words)
        assert links(planned(drawn, decisions=both)) == [("here.md", "widgets", "0.md")], "the page goes before"


@pytest.mark.parametrize("moved", ["0.md", "2.md"])
def test_a_target_that_two_decisions_want_is_as_near_as_the_nearer_of_them(moved: str) -> None:
    drawn = names("<p>the widget</p>", titles=("Widget", "Widget", "Widget"))
    here = replace(retarget("widget", moved, "1.md"), pages=("here.md",))
    (other,) = {"0.md", "2.md"} - {moved}
    wanted = decided(here, accept("widget", "1.md"), accept("widget", other))
    plan = planned(drawn, decisions=wanted, confidence=lambda one: 0.9 if one.target.page == other else 0.4)
    assert links(plan) == [("here.md", "widget", "1.md")]


@pytest.mark.parametrize("verdict", [accept, reject])
def test_a_verdict_for_some_pages(verdict: Callable[..., Decision]) -> None:
    drawn = names("<p>widget</p>", "<p>widget</p>")
    decision = verdict("widget", "0.md", pages=("more0.md",))
    chosen = replace(EVERYTHING, mode="accepted") if verdict is accept else EVERYTHING
    there = "more0.md" if verdict is accept else "here.md"
    assert [page for page, _, _ in links(planned(drawn, chosen, decided(decision)))] == [there]


def test_a_verdict_for_a_page_goes_before_one_for_all() -> None:
    drawn = names("<p>widget</p>", "<p>widget</p>")
    decisions = decided(reject("widget", "0.md"), accept("widget", "0.md", pages=("here.md",)))
    assert [page for page, _, _ in links(planned(drawn, decisions=decisions))] == ["here.md"]


def test_a_verdict_of_the_words_on_the_page() -> None:
    drawn = names("<p>two widgets</p>")
    assert reasons(planned(drawn, decisions=decided(reject("WIDGETS", "0.md")))) == {Reason.REJECTED_BY_REVIEWER}


def test_a_verdict_of_the_words_on_the_page_goes_before_one_of_their_phrase() -> None:
    drawn = names("<p>a widget, two widgets</p>")
    plan = planned(drawn, decisions=decided(accept("widget", "0.md"), reject("widgets", "0.md")))
    assert links(plan) == [("here.md", "widget", "0.md")]
    assert rejections(plan) == [("here.md", "widgets", "0.md", Reason.REJECTED_BY_REVIEWER)]
    plan = planned(drawn, decisions=decided(reject("widgets", "0.md"), accept("widget", "0.md", pages=("here.md",))))
    assert [one.verdict for one in plan.links] == [Verdict.ACCEPT] * 2, "what is said of the page goes before both"


def test_retargeted() -> None:
    plan = planned(names("<p>the widget</p>"), decisions=decided(retarget("widget", "0.md", "2.md")))
    assert links(plan) == [("here.md", "widget", "2.md")]
    assert plan.links[0].verdict is Verdict.RETARGET


def test_what_is_rejected_on_a_page_is_not_retargeted_there() -> None:
    drawn, to = names("<p>the widget</p>"), retarget("widget", "0.md", "2.md")
    plan = planned(drawn, decisions=decided(to, reject("widget", "2.md", pages=("here.md",))))
    assert only(plan)[2:] == ("2.md", Reason.REJECTED_BY_REVIEWER)
    assert plan.rejections[0].verdict is Verdict.REJECT
    assert planned(drawn, decisions=decided(to, reject("widget", "2.md", pages=("1.md",)))).links
    here = replace(to, pages=("here.md",))
    assert planned(drawn, decisions=decided(here, reject("widget", "2.md"))).links
    assert planned(drawn, decisions=decided(here, accept("widget", "2.md", pages=("here.md",)))).links


def test_words_that_are_rejected_as_they_stand_are_not_retargeted_there() -> None:
    drawn, to = names("<p>two widgets</p>"), retarget("widget", "0.md", "2.md")
    assert only(planned(drawn, decisions=decided(to, reject("widgets", "2.md"))))[3] == Reason.REJECTED_BY_REVIEWER
    here = replace(to, pages=("here.md",))
    assert planned(drawn, decisions=decided(here, reject("widgets", "2.md"))).links
    assert planned(drawn, decisions=decided(to, reject("widget", "2.md"))).links


def test_a_retarget_to_what_the_words_stand_for_as_well_makes_one_candidate_of_both() -> None:
    drawn = names("<p>the widget</p>", titles=("Widget", "Widget", "Widget"))
    both = decided(retarget("widget", "0.md", "2.md"), retarget("widget", "1.md", "2.md"))
    plan = planned(drawn, decisions=both)
    assert (links(plan), plan.rejections) == ([("here.md", "widget", "2.md")], ())
    plan = planned(drawn, decisions=decided(retarget("widget", "0.md", "2.md"), reject("widget", "2.md")))
    assert links(plan) == [("here.md", "widget", "2.md")]
    assert [rejection.weighed.candidate.target.page for rejection in plan.rejections] == ["1.md"]


def test_of_two_retargets_to_one_target_the_surer_is_kept() -> None:
    drawn = names("<p>the widget</p>", titles=("Widget", "Widget", "Gadget"))
    both = decided(retarget("widget", "0.md", "2.md"), retarget("widget", "1.md", "2.md"))
    sure = iter((0.7, 0.9))
    plan = planned(drawn, decisions=both, confidence=lambda _: next(sure))
    assert (links(plan), plan.rejections) == ([("here.md", "widget", "2.md")], ())
    assert plan.links[0].weighed.confidence == 0.9


def test_a_retarget_holds_when_its_target_is_gone() -> None:
    drawn = names("<p>some thingamabob and the widget</p>")
    gone = retarget("thingamabob", "gone.md", "2.md")
    plan = planned(drawn, decisions=decided(gone, retarget("widget", "0.md#gone", "1.md")))
    assert links(plan) == [("here.md", "thingamabob", "2.md"), ("here.md", "widget", "1.md")]
    assert [link.verdict for link in plan.links] == [Verdict.RETARGET] * 2


def test_a_retarget_whose_target_is_gone_holds_on_its_pages_and_gives_way_to_what_was_said_since() -> None:
    elsewhere = replace(retarget("widget", "gone.md", "0.md"), pages=("1.md",))
    (link,) = planned(names("<p>the widget</p>", titles=("Widget",)), decisions=decided(elsewhere)).links
    assert link.verdict is None
    drawn, gone = names("<p>some thingamabob</p>"), retarget("thingamabob", "gone.md", "2.md")
    assert (
        only(planned(drawn, decisions=decided(gone, reject("thingamabob", "2.md"))))[3] == Reason.REJECTED_BY_REVIEWER
    )


def test_of_retargets_whose_target_is_gone_those_for_some_pages_come_first() -> None:
    everywhere = retarget("widget", "gone.md", "0.md")
    here = replace(everywhere, pages=("here.md",))
    there = retarget("widget", "1.md", "0.md")
    assert stranded(names(""), decided(everywhere, there, here)) == [here, everywhere]


def test_accepted_adds_a_phrase_that_nothing_else_names() -> None:
    plan = planned(names("<p>some thingamabob</p>"), decisions=decided(accept("thingamabob", "0.md")))
    assert links(plan) == [("here.md", "thingamabob", "0.md")]


def test_what_no_verdict_can_do() -> None:
    drawn = names('<p>the widget, <a href="../0/">linked</a></p>', titles=("Widget",))
    assert only(planned(drawn, decisions=decided(accept("widget", "0.md"))))[3] == Reason.ALREADY_LINKED
    chosen = replace(EVERYTHING, never=("widget",))
    assert only(planned(names("<p>widget</p>"), chosen, decided(accept("widget", "0.md"))))[3] == Reason.NEVER


def test_a_verdict_for_the_page_holds_for_its_sections() -> None:
    drawn = site({"here.md": "<p>the crankshaft</p>", "0.md": "<h1>x</h1><h2 id='a'>Crankshaft</h2>"})
    assert links(planned(drawn)) == [("here.md", "crankshaft", "0.md#a")]
    assert reasons(planned(drawn, decisions=decided(reject("crankshaft", "0.md")))) == {Reason.REJECTED_BY_REVIEWER}


# What is taken first


def test_the_surest_mention_has_the_link() -> None:
    def later(one: Candidate) -> float:
        return 0.9 if one.start > 20 else 0.8

    plan = planned(names("<p>widget and after that a widget</p>"), limits(per_target_per_page=1), confidence=later)
    assert plan.links[0].weighed.candidate.start > plan.rejections[0].weighed.candidate.start


def test_a_difference_in_the_fifth_place_is_none_and_the_first_mention_has_the_link() -> None:
    def later(one: Candidate) -> float:
        return 0.90004 if one.start > 20 else 0.90001

    plan = planned(names("<p>widget and after that a widget</p>"), limits(per_target_per_page=1), confidence=later)
    assert plan.links[0].weighed.candidate.start < plan.rejections[0].weighed.candidate.start


@pytest.mark.parametrize(("prefer", "target"), [("orphans", "1.md"), ("none", "0.md")])
def test_orphans_come_first_where_confidence_ties(prefer: str, target: str) -> None:
    drawn = names("<p>widget, gadget</p>", '<p><a href="../0/">x</a></p>', titles=("Widget", "Gadget"))
    plan = planned(drawn, replace(limits(links_per_page=1), prefer=prefer))
    assert [link[2] for link in links(plan) if link[0] == "here.md"] == [target]


def test_accepted_comes_before_the_surest() -> None:
    drawn = names("<p>rod wheel hub</p>", titles=("Rod Wheel", "Wheel Hub"))
    sure = {"0.md": 0.99, "1.md": 0.8}
    plan = planned(drawn, decisions=decided(accept("wheel hub", "1.md")), confidence=lambda one: sure[one.target.page])
    assert links(plan) == [("here.md", "wheel hub", "1.md")]


def test_the_order_of_candidates_is_no_matter() -> None:
    text = "<p>widget gadget, rod wheel hub axle, sprocket widget</p>"
    drawn = names(text, text, titles=(*NAMES, "Rod Wheel", "Wheel Hub", "Hub Axle"))
    chosen = limits(links_per_page=3, per_target_per_page=1)
    weighed = [Weighed(candidate, 0.9, FLAT) for candidate in candidates_of(drawn)]
    plan = make_plan(drawn, weighed, Decisions(), chosen)
    assert make_plan(drawn, reversed(weighed), Decisions(), chosen) == plan
    assert len(plan.links) + len(plan.rejections) == len(weighed)
    places = [(one.weighed.candidate.page, one.weighed.candidate.start) for one in plan.links]
    assert places == sorted(places)
    assert len(places) == 6
