from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from mkdocs_autolink.errors import AutolinkError
from mkdocs_autolink.site import Target
from mkdocs_autolink.sources.edits import find_edits
from mkdocs_autolink.sources.judging import Wish
from mkdocs_autolink.sources.markdown import read_markdown
from mkdocs_autolink.sources.proof import Baseline, Bodies, Draft, Proof, Refusal, prove, unsteady_pages
from sources.proposals import proposal
from sources.small_site import SmallSite

TITLES = {"Guide": Target("guide.md"), "Tour": Target("tour.md", "start")}
TARGETS = {"guide.md": "About.", "tour.md": "Around."}


def texts(proof: Proof) -> dict[str, list[str]]:
    """By page: the links that were proved."""
    return {page: [item.edit.text for item in items] for page, items in proof.proved.items()}


def reasons(proof: Proof) -> list[tuple[str, str]]:
    """Page and reason of what was refused."""
    return [(item.link.page, item.why) for item in proof.refused]


def test_all_pages_are_proved_by_one_build() -> None:
    site = SmallSite({**TARGETS, "a.md": "The Guide.\n\nThe Tour.", "b/c.md": "A Guide."})
    proof = site.prove(TITLES)
    assert texts(proof) == {"a.md": ["[Guide](guide.md)", "[Tour](tour.md#start)"], "b/c.md": ["[Guide](../guide.md)"]}
    assert reasons(proof) == []
    assert len(site.builds) == 1


def test_the_mention_of_the_report_is_linked_and_no_other() -> None:
    site = SmallSite({**TARGETS, "a.md": "    Guide one\n\nGuide two"})
    proof = site.prove(TITLES)
    (proved,) = proof.proved["a.md"]
    assert (proved.edit.start, reasons(proof)) == (15, [])


def test_links_are_told_in_the_order_in_which_they_stand() -> None:
    proof = SmallSite({**TARGETS, "a.md": "A Tour and a Guide."}).prove(TITLES)
    assert texts(proof) == {"a.md": ["[Tour](tour.md#start)", "[Guide](guide.md)"]}


def test_a_link_that_is_right_at_once_is_not_tried_at_its_other_places() -> None:
    site = SmallSite({**TARGETS, "a.md": "A Guide.\n\n    A Guide."})
    assert texts(site.prove(TITLES)) == {"a.md": ["[Guide](guide.md)"]}
    assert len(site.builds) == 1


def test_nothing_to_try_costs_no_build() -> None:
    site = SmallSite({**TARGETS, "a.md": "Text."})
    assert (site.prove(TITLES).proved, site.builds) == ({}, [])


def test_links_that_touch_each_other_are_proved_together() -> None:
    site = SmallSite({**TARGETS, "a.md": "日本語"})
    drawn = site.site()
    source = read_markdown("日本語")
    links = (
        proposal("1", "a.md", "日本", Target("guide.md"), after="語"),
        proposal("2", "a.md", "語", Target("tour.md"), before="日本"),
    )
    draft = Draft("a.md", "日本語", tuple(Wish(link, find_edits(source, link)) for link in links))
    proof = prove(Baseline(drawn, site.render({}), frozenset()), [draft], site.render)
    assert texts(proof) == {"a.md": ["[日本](guide.md)", "[語](tour.md)"]}


def test_a_page_that_vanishes_with_its_edit_is_refused() -> None:
    site = SmallSite({**TARGETS, "a.md": "The Guide.", "b.md": "The Guide."})
    drawn = site.site()

    def vanishing(sources: Mapping[str, str]) -> Bodies:
        bodies = site.render(sources)
        return {page: body for page, body in bodies.items() if "](" not in sources.get("a.md", "") or page != "a.md"}

    proof = prove(Baseline(drawn, site.render({}), frozenset()), site.drafts(TITLES), vanishing)
    assert (sorted(proof.proved), reasons(proof)) == (["b.md"], [("a.md", Refusal.CHANGES_PAGE)])


def test_an_edit_that_makes_its_own_target_vanish_is_refused() -> None:
    site = SmallSite({**TARGETS, "a.md": "The Guide.", "b.md": "The Tour."})
    drawn = site.site()

    def vanishing(sources: Mapping[str, str]) -> Bodies:
        gone = {"guide.md"} if "](" in sources.get("a.md", "") else set()
        return {page: body for page, body in site.render(sources).items() if page not in gone}

    proof = prove(Baseline(drawn, site.render({}), frozenset()), site.drafts(TITLES), vanishing)
    assert (sorted(proof.proved), reasons(proof)) == (["b.md"], [("a.md", Refusal.CHANGES_OTHERS)])


@pytest.mark.parametrize("lacks", ["site", "bodies"])
def test_a_page_that_the_build_does_not_have_is_refused(lacks: str) -> None:
    site = SmallSite({**TARGETS, "a.md": "The Guide."})
    drawn, bodies, drafts = site.site(), site.render({}), site.drafts(TITLES)
    if lacks == "site":
        drawn = replace(drawn, pages=tuple(page for page in drawn.pages if page.key != "a.md"))
    else:
        bodies = {page: body for page, body in bodies.items() if page != "a.md"}
    assert reasons(prove(Baseline(drawn, bodies, frozenset()), drafts, site.render)) == [("a.md", Refusal.NOT_BUILT)]


def test_a_page_that_only_one_of_two_builds_has_is_unsteady() -> None:
    assert unsteady_pages({"a.md": "x", "b.md": "y", "c.md": "z"}, {"a.md": "x", "b.md": "!"}) == {"b.md", "c.md"}
    assert unsteady_pages({}, {"a.md": ""}) == {"a.md"}


def test_words_that_make_no_link_wherever_they_stand_are_told_apart_from_words_that_break_the_page() -> None:
    def raw(_page: str, html: str, _sources: Mapping[str, str]) -> str:
        return html.replace('<a href="tour.md#start">Tour</a>', "Tour").replace("[Tour](tour.md#start)", "Tour")

    proof = SmallSite({**TARGETS, "a.md": "A Guide.\n\nA Tour.\n\n    A Tour."}, raw).prove(TITLES)
    assert texts(proof) == {"a.md": ["[Guide](guide.md)"]}
    assert reasons(proof) == [("a.md", Refusal.NO_LINK)]


def test_an_edit_that_shows_its_brackets_is_refused_and_the_others_stay() -> None:
    def raw(_page: str, html: str, _sources: Mapping[str, str]) -> str:
        return html.replace('<a href="tour.md#start">Tour</a>', "[Tour](tour.md#start)")

    site = SmallSite({**TARGETS, "a.md": "A Tour and a Guide."}, raw)
    proof = site.prove(TITLES)
    assert texts(proof) == {"a.md": ["[Guide](guide.md)"]}
    assert reasons(proof) == [("a.md", Refusal.CHANGES_PAGE)]
    assert len(site.builds) <= 4


def test_an_edit_that_breaks_the_page_costs_only_itself() -> None:
    def broken(_page: str, html: str, _sources: Mapping[str, str]) -> str:
        return html.replace("<p>x <a", "<p class=x>x <a")

    words = "\n\n".join(f"{number} Guide" for number in range(9))
    site = SmallSite({**TARGETS, "a.md": f"{words}\n\nx Guide\n\n{words.replace('Guide', 'Tour')}"}, broken)
    proof = site.prove(TITLES)
    assert len(proof.proved["a.md"]) == 18
    assert reasons(proof) == [("a.md", Refusal.CHANGES_PAGE)]
    assert len(site.builds) <= 4


def test_an_edit_that_ends_the_build_costs_only_itself() -> None:
    others = {f"p{number}.md": "A Guide." for number in range(9)}
    site = SmallSite({**TARGETS, "a.md": "The Tour.\n\nA Guide.", **others})
    drawn, bodies = site.site(), site.render({})

    def strict(sources: Mapping[str, str]) -> Bodies:
        if "[Tour](" in sources.get("a.md", ""):
            raise AutolinkError("a plugin cannot read a.md")
        return site.render(sources)

    proof = prove(Baseline(drawn, bodies, frozenset()), site.drafts(TITLES), strict)
    assert reasons(proof) == [("a.md", Refusal.ENDS_BUILD)]
    assert texts(proof)["a.md"] == ["[Guide](guide.md)"]
    assert len(proof.proved) == 10


def test_pages_that_fail_are_tried_again_together() -> None:
    def raw(_page: str, html: str, _sources: Mapping[str, str]) -> str:
        return html.replace('<a href="tour.md#start">Tour</a>', "Tour")

    site = SmallSite({**TARGETS, **{f"p{number}.md": "A Tour and a Guide." for number in range(20)}}, raw)
    proof = site.prove(TITLES)
    assert len(proof.proved) == 20
    assert {why for _, why in reasons(proof)} == {Refusal.NO_LINK}
    assert len(site.builds) <= 2


def test_a_link_that_leads_elsewhere_is_refused() -> None:
    def moved(_page: str, html: str, _sources: Mapping[str, str]) -> str:
        return html.replace('href="guide.md"', 'href="tour.md"')

    proof = SmallSite({**TARGETS, "a.md": "The Guide."}, moved).prove(TITLES)
    assert (texts(proof), reasons(proof)) == ({}, [("a.md", Refusal.CHANGES_PAGE)])


def test_a_link_that_appears_twice_is_refused() -> None:
    proof = SmallSite({**TARGETS, "a.md": "The Guide."}, lambda _page, html, _sources: html * 2).prove(TITLES)
    assert texts(proof) == {}


def test_edits_that_list_themselves_on_their_target_are_refused() -> None:
    def backlinks(page: str, html: str, sources: Mapping[str, str]) -> str:
        return html + "".join(
            f"<p>{name}</p>" for name, text in sources.items() if page == "guide.md" and "](g" in text
        )

    site = SmallSite({**TARGETS, "a.md": "The Guide.", "b.md": "The Tour."}, backlinks)
    proof = site.prove(TITLES)
    assert texts(proof) == {"b.md": ["[Tour](tour.md#start)"]}
    assert [(item.why, item.others) for item in proof.refused] == [(Refusal.CHANGES_OTHERS, ("guide.md",))]


def test_pages_whose_text_stands_on_others_are_refused() -> None:
    def included(page: str, html: str, sources: Mapping[str, str]) -> str:
        return html + sources["p3.md"] if page == "other.md" else html

    pages = {f"p{number}.md": "The Guide." for number in range(8)}
    site = SmallSite({**TARGETS, **pages, "other.md": "Text."}, included)
    proof = site.prove(TITLES)
    assert sorted(proof.proved) == [page for page in sorted(pages) if page != "p3.md"]
    assert reasons(proof) == [("other.md", Refusal.NO_PLACE), ("p3.md", Refusal.CHANGES_OTHERS)]
    assert len(site.builds) <= 12


def test_a_page_that_a_later_try_on_another_changes_keeps_its_own_links() -> None:
    def noted(page: str, html: str, sources: Mapping[str, str]) -> str:
        return f"{html}<p>Noted.</p>" if page == "b.md" and "\n\nA [" in sources["a.md"] else html

    site = SmallSite({**TARGETS, "a.md": "    A Guide.\n\nA Guide.", "b.md": "The Tour."}, noted)
    proof = site.prove(TITLES)
    assert texts(proof) == {"b.md": ["[Tour](tour.md#start)"]}
    assert [(item.link.page, item.why, item.others) for item in proof.refused] == [
        ("a.md", Refusal.CHANGES_OTHERS, ("b.md",))
    ]


def test_a_page_that_differs_from_build_to_build_is_refused_and_disturbs_no_other() -> None:
    site = SmallSite({**TARGETS, "a.md": "The Guide.", "b.md": "The Guide."})
    site.extra = lambda page, html, _: f"{html}<p>{len(site.builds)}</p>" if page == "a.md" else html
    proof = site.prove(TITLES, frozenset({"a.md"}))
    assert (sorted(proof.proved), reasons(proof)) == (["b.md"], [("a.md", Refusal.UNSTEADY)])


def test_every_page_that_differs_from_build_to_build_is_named() -> None:
    site = SmallSite({**TARGETS, "a.md": "The Guide.", "b.md": "The Guide.", "c.md": "The Guide."})
    proof = site.prove(TITLES, frozenset({"a.md", "c.md"}))
    assert reasons(proof) == [("a.md", Refusal.UNSTEADY), ("c.md", Refusal.UNSTEADY)]


def test_words_that_are_not_in_the_source_are_refused() -> None:
    def made(page: str, html: str, _sources: Mapping[str, str]) -> str:
        return f"{html}<p>The Guide.</p>" if page == "a.md" else html

    proof = SmallSite({**TARGETS, "a.md": "Text."}, made).prove(TITLES)
    assert reasons(proof) == [("a.md", Refusal.NO_PLACE)]


def test_what_needs_too_many_builds_is_refused() -> None:
    def never(page: str, html: str, _sources: Mapping[str, str]) -> str:
        return html.replace("<a", "<b") if page == "a.md" else html

    site = SmallSite({**TARGETS, "a.md": " ".join(["Guide"] * 60), "b.md": "Guide"}, never)
    proof = site.prove(TITLES)
    assert sorted(proof.proved) == ["b.md"]
    assert len({item.link.id for item in proof.refused}) == len(proof.refused) == 60
    assert Refusal.TOO_MANY_BUILDS in {item.why for item in proof.refused}
