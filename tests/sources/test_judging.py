from __future__ import annotations

import pytest

from mkdocs_autolink.body import read_body
from mkdocs_autolink.site import Page, Site, Target
from mkdocs_autolink.sources.edits import Edit
from mkdocs_autolink.sources.judging import Judge, Judgement, Tried, Wish
from sources.proposals import proposal
from sources.small_site import plain

BEFORE = "One Guide.\n\nTwo Guide.\n\nA Tour."
ONE, TWO, TOUR = (
    Edit(4, 9, "Guide", "[Guide](guide.md)"),
    Edit(16, 21, "Guide", "[Guide](guide.md)"),
    Edit(26, 30, "Tour", "[Tour](tour.md)"),
)
WISHES = (
    Wish(proposal("one", "a.md", "Guide", Target("guide.md"), before="One ", after="."), ()),
    Wish(proposal("two", "a.md", "Guide", Target("guide.md"), before="Two ", after="."), ()),
    Wish(proposal("tour", "a.md", "Tour", Target("tour.md"), before="A ", after="."), ()),
)


def judged(after: str, tried: Tried, before: str = BEFORE) -> Judgement:
    """What became of the edits on a page of these sources."""
    pages = [Page(key, key, key, plain(text), read_body(plain(text)), "en") for key, text in [("a.md", before)]]
    pages += [Page(key, key, key, "", read_body(""), "en") for key in ("guide.md", "tour.md")]
    return Judge(Site("Small", tuple(pages)), pages[0], pages[0].html)(plain(after), WISHES, tried)


def test_links_where_they_are_wished_for_are_right() -> None:
    after = BEFORE.replace("Guide", "[Guide](guide.md)").replace("Tour", "[Tour](tour.md)")
    tried = {"one": ONE, "two": TWO, "tour": TOUR}
    assert judged(after, tried) == Judgement(tried, frozenset(), explained=True)


def test_wishes_whose_edits_are_each_other_s_swap_them() -> None:
    after = BEFORE.replace("Guide", "[Guide](guide.md)")
    judgement = judged(after, {"one": TWO, "two": ONE})
    assert judgement == Judgement({"one": ONE, "two": TWO}, frozenset(), explained=True)


def test_an_edit_may_serve_a_wish_that_waits() -> None:
    after = "One Guide.\n\nTwo [Guide](guide.md).\n\nA Tour."
    assert judged(after, {"one": TWO}) == Judgement({"two": TWO}, frozenset(), explained=True)


def test_a_link_elsewhere_is_wrong_and_explained() -> None:
    before = BEFORE + "\n\nNo Guide."
    edit = Edit(36, 41, "Guide", "[Guide](guide.md)")
    after = before.replace("No Guide", "No [Guide](guide.md)")
    assert judged(after, {"one": edit}, before) == Judgement({}, frozenset({edit}), explained=True)


def test_links_that_no_edit_explains_are_noticed() -> None:
    after = BEFORE.replace("Guide", "[Guide](guide.md)")
    assert not judged(after, {"one": ONE}).explained
    assert not judged(after.replace("Tour", "[Tour](guide.md)"), {"one": ONE, "two": TWO, "tour": TOUR}).explained
    assert not judged(after + "!", {"one": ONE, "two": TWO}).explained


def test_an_edit_that_makes_no_link_is_wrong() -> None:
    assert judged(BEFORE, {"tour": TOUR}) == Judgement({}, frozenset({TOUR}), explained=True)


def test_a_link_in_a_heading_is_wrong() -> None:
    page = Page("a.md", "a.md", "A", "<h2>A Tour.</h2>", read_body("<h2>A Tour.</h2>"), "en")
    tour = Page("tour.md", "tour.md", "T", "", read_body(""), "en")
    judge = Judge(Site("Small", (page, tour)), page, page.html)
    assert judge('<h2>A <a href="tour.md">Tour</a>.</h2>', WISHES, {"tour": TOUR}).right == {}


@pytest.mark.parametrize(
    "html",
    ['<p class="no-autolink">A Tour.</p>', "<p>A <b>To</b>ur.</p>", "<p>A T<i>our</i>.</p>"],
)
def test_a_link_in_text_that_may_have_none_or_across_marks_is_wrong(html: str) -> None:
    page = Page("a.md", "a.md", "A", html, read_body(html), "en")
    tour = Page("tour.md", "tour.md", "T", "", read_body(""), "en")
    after = html.replace("A ", 'A <a href="tour.md">').replace(".<", "</a>.<")
    judgement = Judge(Site("Small", (page, tour)), page, page.html)(after, WISHES, {"tour": TOUR})
    assert judgement == Judgement({}, frozenset({TOUR}), explained=True)


def test_words_on_two_lines_are_the_words_of_the_wish() -> None:
    html = "<p>A big\nTour.</p>"
    page = Page("a.md", "a.md", "A", html, read_body(html), "en")
    tour = Page("tour.md", "tour.md", "T", "", read_body(""), "en")
    wish = Wish(proposal("big", "a.md", "big  Tour", Target("tour.md"), before="A ", after="."), ())
    edit = Edit(2, 10, "big\nTour", "[big\nTour](tour.md)")
    after = html.replace("big\nTour", '<a href="tour.md">big\nTour</a>')
    judgement = Judge(Site("Small", (page, tour)), page, html)(after, (wish,), {"big": edit})
    assert judgement == Judgement({"big": edit}, frozenset(), explained=True)
