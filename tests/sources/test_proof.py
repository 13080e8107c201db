from __future__ import annotations

from collections.abc import Mapping

from mkdocs_autolink.site import Target
from mkdocs_autolink.sources.proof import Proof, Refusal
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
    assert proof.builds == len(site.builds) == 1


def test_the_mention_of_the_report_is_linked_and_no_other() -> None:
    site = SmallSite({**TARGETS, "a.md": "    Guide one\n\nGuide two"})
    proof = site.prove(TITLES)
    (proved,) = proof.proved["a.md"]
    assert (proved.edit.start, reasons(proof)) == (15, [])


def test_an_edit_that_shows_its_brackets_is_refused_and_the_others_stay() -> None:
    def raw(_page: str, html: str, _sources: Mapping[str, str]) -> str:
        return html.replace('<a href="tour.md#start">Tour</a>', "[Tour](tour.md#start)")

    site = SmallSite({**TARGETS, "a.md": "A Tour and a Guide."}, raw)
    proof = site.prove(TITLES)
    assert texts(proof) == {"a.md": ["[Guide](guide.md)"]}
    assert reasons(proof) == [("a.md", Refusal.CHANGES_PAGE)]
    assert proof.builds <= 4


def test_an_edit_that_breaks_the_page_costs_only_itself() -> None:
    def broken(_page: str, html: str, _sources: Mapping[str, str]) -> str:
        return html.replace("<p>x <a", "<p class=x>x <a")

    words = "\n\n".join(f"{number} Guide" for number in range(9))
    site = SmallSite({**TARGETS, "a.md": f"{words}\n\nx Guide\n\n{words.replace('Guide', 'Tour')}"}, broken)
    proof = site.prove(TITLES)
    assert len(proof.proved["a.md"]) == 18
    assert reasons(proof) == [("a.md", Refusal.CHANGES_PAGE)]
    assert proof.builds <= 4


def test_pages_that_fail_are_tried_again_together() -> None:
    def raw(_page: str, html: str, _sources: Mapping[str, str]) -> str:
        return html.replace('<a href="tour.md#start">Tour</a>', "Tour")

    site = SmallSite({**TARGETS, **{f"p{number}.md": "A Tour and a Guide." for number in range(20)}}, raw)
    proof = site.prove(TITLES)
    assert len(proof.proved) == 20
    assert {why for _, why in reasons(proof)} == {Refusal.NO_LINK}
    assert proof.builds <= 2


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
    proof = SmallSite({**TARGETS, **pages, "other.md": "Text."}, included).prove(TITLES)
    assert sorted(proof.proved) == [page for page in sorted(pages) if page != "p3.md"]
    assert reasons(proof) == [("other.md", Refusal.NO_PLACE), ("p3.md", Refusal.CHANGES_OTHERS)]


def test_a_page_that_differs_from_build_to_build_is_refused_and_disturbs_no_other() -> None:
    site = SmallSite({**TARGETS, "a.md": "The Guide.", "b.md": "The Guide."})
    site.extra = lambda page, html, _: f"{html}<p>{len(site.builds)}</p>" if page == "a.md" else html
    proof = site.prove(TITLES, frozenset({"a.md"}))
    assert (sorted(proof.proved), reasons(proof)) == (["b.md"], [("a.md", Refusal.UNSTEADY)])


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
