"""The page for everybody: names, focus, contrast, small screens, hostile titles, thousands of groups."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from browser.reviewing import AXE, Project, Reviewer, Server, all_kinds, many_groups, write_project
from made_report import link, made_report, page
from mkdocs_autolink.report import AmbiguousPhrase, Report
from mkdocs_autolink.site import parse_target

pytestmark = pytest.mark.browser

Serve = Callable[[Project], Server]
Open = Callable[..., Reviewer]
Make = Callable[[Report], Project]

HOSTILE = " <img src=x onerror=alert(1)></script><b>&lt;\u202egnihton $x^2$ {{ 1 }} =1+1 '\" `"
_ELEMENTS = "() => [...document.querySelectorAll('*')].map((one) => one.tagName + '.' + one.className)"
# What one can press and is lower than a finger or a shaking hand needs.
_SMALL = """
() => [...document.querySelectorAll("button, summary, .tools a")]
  .filter((one) => one.checkVisibility() && one.offsetHeight < 24)
  .map((one) => one.textContent)
"""
# From the key press to the frame that shows what it did: a message is handled after the frame is painted.
_MEASURE = """
() => {
  window.times = [];
  window.empty = 0;
  addEventListener("keydown", (event) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      window.times.push(performance.now() - event.timeStamp);
      window.empty += document.querySelector("#detail-body .sentence") === null;
    };
    requestAnimationFrame(() => channel.port2.postMessage(null));
  }, {capture: true});
}
"""
# From the first key in the filter to the list that fits it, the pause for further keys included.
_FILTER = """
() => new Promise((done) => {
  const text = document.querySelector("#filter-text");
  const seen = new MutationObserver(() => done(performance.now() - start));
  seen.observe(document.querySelector("#filter-count"), {childList: true});
  const start = performance.now();
  text.value = "phrase 49";
  text.dispatchEvent(new Event("input", {bubbles: true}));
})
"""


def test_the_number_of_a_line_is_one_to_paste_into_an_editor(project: Make, serve: Serve, reviewer: Open) -> None:
    pages = (page("a.md"), page("x.md"))
    one = reviewer(serve(project(made_report(pages=pages, links=(link("a.md", "p", "x.md", line=1207),)))))
    assert ", line 1207" in one.page.locator("#detail-body").inner_text()


def test_an_ambiguous_phrase_without_listed_mentions_has_its_pages(project: Make, serve: Serve, reviewer: Open) -> None:
    targets = tuple(map(parse_target, ("c.md", "d.md")))
    report = made_report(
        pages=tuple(map(page, ("a.md", "b.md", "c.md", "d.md"))),
        ambiguous=(AmbiguousPhrase("hooks", targets, 3, ("a.md", "b.md")),),
    )
    made = project(report)
    one = reviewer(serve(made))
    assert "2 pages" in one.text("#list [role=option]")
    one.page.wait_for_selector("#detail-body .places")
    assert one.text("#detail-body .places") == (
        "No sentence is near enough to a link to be listed. The phrase stands on a.md, b.md."
    )
    one.press("o")
    assert one.page.locator("#only-pages label").all_inner_texts() == ["a.md", "b.md"]
    one.press("Enter")
    one.wait_saved()
    assert {decision.pages for decision in made.decisions()} == {("a.md",), None}


@pytest.mark.parametrize("screen", [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_axe_finds_nothing(project: Make, serve: Serve, reviewer: Open, axe: str, screen: tuple[int, str]) -> None:
    width, scheme = screen
    one = reviewer(serve(project(all_kinds())), width=width, scheme=scheme)
    one.page.evaluate(f"{axe}; undefined")
    found = {"list": one.page.evaluate(AXE)}
    one.press("e")
    if width < 500:
        one.page.locator(".row").first.click()
    else:
        one.page.click("#filter-more summary")
    one.press("Escape", "a")
    one.wait_saved()
    found["detail"] = one.page.evaluate(AXE)
    for key, name in (("t", "retarget"), ("o", "only"), ("n", "note"), ("b", "bulk"), ("?", "help")):
        one.press(key)
        one.page.wait_for_selector(f"#{name}-dialog[open]")
        one.page.wait_for_timeout(100)  # the search and the preview answer
        found[name] = one.page.evaluate(AXE)
        one.press("Escape")
    assert {name: errors for name, errors in found.items() if errors} == {}


def test_a_screen_reader_learns_what_the_rows_and_buttons_are(project: Make, serve: Serve, reviewer: Open) -> None:
    one = reviewer(serve(project(all_kinds())))
    options = one.page.locator("#list [role=option]")
    names = [options.nth(place).get_attribute("aria-label") for place in range(options.count())]
    assert names[0] == "queue, batch queue, leads to Queues, 3 mentions, 0.72 to 0.97, undecided"
    assert "hooks, fits 2 targets, 1 page, 0.50 to 0.60, undecided" in names
    assert [options.first.get_attribute(f"aria-{name}") for name in ("selected", "posinset", "setsize")] == [
        "true",
        "1",
        "4",
    ]
    for name in ("Accept", "Reject", "Retarget…", "Only on…", "Never", "Note…", "Next group", "Accept queue"):
        assert one.page.get_by_role("button", name=name, exact=True).count() == 1, name
    one.press("a")
    one.wait_for_text("#said", "Accepted “queue”")


def test_the_focus_is_never_lost(project: Make, serve: Serve, reviewer: Open) -> None:
    one = reviewer(serve(project(many_groups(12, phrases=2))))

    def focus() -> str:
        found: str = one.page.evaluate("document.activeElement.id || document.activeElement.textContent")
        return found

    assert focus() == "list"
    one.press("a", "r")
    assert focus() == "list"
    one.page.focus("#accept")
    one.press("Enter")
    assert focus() == "accept"
    one.page.locator(".line-buttons button").first.focus()
    one.press("Enter")
    assert focus() == "Accept"  # one phrase is left in this group
    one.page.locator(".line-buttons button").last.focus()
    one.press("Enter")
    assert focus() == "detail-title"  # its buttons are gone with it
    one.press("t")
    assert focus() == "retarget-text"
    one.press("Escape")
    assert focus() == "detail-title"
    one.page.locator(".mention .plain").first.focus()
    one.press("Enter", "Enter")
    one.wait_saved()
    assert focus() != ""
    assert one.page.evaluate("document.activeElement !== document.body")


def test_a_phone_shows_the_list_and_then_the_group(project: Make, serve: Serve, reviewer: Open) -> None:
    one = reviewer(serve(project(all_kinds())), width=390, height=844)
    assert one.page.is_visible("#list")
    assert not one.page.is_visible("#detail")
    one.page.locator(".row").nth(1).click()
    assert one.page.is_visible("#detail")
    assert not one.page.is_visible("#list")
    one.page.click("#accept")
    one.wait_for_text("#news", "Accepted")
    assert one.page.is_visible("#detail")
    one.page.click("#undo")
    one.wait_for_text("#news", "Undone")
    assert one.page.is_visible("#detail")
    one.page.click("#back")
    one.page.wait_for_selector("#list", state="visible")
    assert focus(one) == "list"
    one.page.locator(".row").nth(2).click()
    one.page.go_back()
    one.page.wait_for_selector("#list", state="visible")
    one.page.locator(".row").nth(2).click()
    one.press("/")
    one.page.wait_for_function("document.activeElement.id === 'filter-text'")
    assert one.page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("size", [(640, 400), (320, 256), (844, 390), (1093, 504)])
def test_a_low_window_shows_the_group_from_its_title_on(
    project: Make, serve: Serve, reviewer: Open, size: tuple[int, int]
) -> None:
    one = reviewer(serve(project(many_groups(8, phrases=3))), width=size[0], height=size[1])
    one.press("j", "j")
    assert is_in_view(one, ".row[aria-selected=true]")
    one.page.locator(".row").nth(3).click()
    assert is_in_view(one, "#detail-title")
    one.page.click("#accept")
    one.wait_saved()
    assert is_in_view(one, "#detail-title")
    one.press("n")
    one.press(*"note")
    assert is_in_view(one, "#note-text")
    hit = "one => document.elementFromPoint(one.getBoundingClientRect().left + 5, one.getBoundingClientRect().top + 5)"
    assert one.page.eval_on_selector("#note-text", f"one => ({hit})(one) === one")


def focus(one: Reviewer) -> str:
    found: str = one.page.evaluate("document.activeElement.id")
    return found


def is_in_view(one: Reviewer, selector: str) -> bool:
    """Whether the upper end of the element is to be seen."""
    top: float = one.page.eval_on_selector(selector, "one => one.getBoundingClientRect().top")
    height: float = one.page.evaluate("innerHeight")
    return 0 <= top < height - 20


@pytest.mark.parametrize("width", [834, 1024, 1200, 1280])
def test_the_header_leaves_room_for_the_rest(project: Make, serve: Serve, reviewer: Open, width: int) -> None:
    one = reviewer(serve(project(all_kinds())), width=width)
    assert one.page.eval_on_selector("header", "one => one.offsetHeight") < 150
    assert one.page.eval_on_selector("#left", "one => one.offsetHeight") < 60


def test_nothing_is_wider_than_the_screen(project: Make, serve: Serve, reviewer: Open) -> None:
    one = reviewer(serve(project(all_kinds("x" * 90))), width=320)
    for selector in ("#list .row", "#detail-title"):
        one.page.locator(selector).first.click()
        for width in (240, 320, 390, 640, 900, 1280):
            one.page.set_viewport_size({"width": width, "height": 800})
            assert one.page.evaluate("document.documentElement.scrollWidth") == width
            assert one.page.evaluate(_SMALL) == []


def test_hostile_titles_add_no_element(serve: Serve, reviewer: Open, tmp_path: Path) -> None:
    elements, listed = [], ""
    for name, spoil in (("tame", " of words"), ("hostile", HOSTILE)):
        one = reviewer(serve(write_project(tmp_path / name, all_kinds(spoil))))
        one.page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
        one.press("e", "j", "j", "k", "k", "t")
        one.page.wait_for_selector("#found-0")
        one.press("Escape", "b")
        one.wait_for_text("#bulk-preview", "weakest")
        one.press("Escape", "a", "n")
        one.page.fill("#note-text", spoil)
        one.page.click("#note-reject")
        one.wait_saved()
        one.press("k")
        one.wait_for_text("#detail-body", "Rejected")
        elements.append(Counter(one.page.evaluate(_ELEMENTS)))
        listed = one.page.inner_text("#list")
        assert "\u202e" not in one.page.inner_text("body")
    assert elements[0] == elements[1]
    assert "<img src=x onerror=alert(1)>" in listed


def test_groups_that_were_not_shown_are_new_at_the_next_review(project: Make, serve: Serve, reviewer: Open) -> None:
    made = project(many_groups(5))
    one = reviewer(serve(made))
    assert one.page.locator("#filter-state option[value=new]").is_disabled()
    one.press("j")
    one.press("a")
    with one.page.expect_response("**/api/seen"):
        one.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    again = reviewer(serve(made))
    again.page.select_option("#filter-state", "new")
    again.wait_for_text("#filter-count", "2 groups")


def test_five_thousand_groups_stay_fluid(project: Make, serve: Serve, reviewer: Open) -> None:
    one = reviewer(serve(project(many_groups(5_000))))
    assert one.left() == 5_000
    assert min(filtering(one) for _ in range(3)) < 400  # a machine may have other things to do
    one.page.focus("#list")
    one.press("Home")
    one.page.evaluate(_MEASURE)
    for turn in range(40):
        one.press("ar"[turn % 2])
        one.page.wait_for_function("(turn) => window.times.length > turn", arg=turn)
    one.wait_saved()
    times: list[float] = one.page.evaluate("window.times")
    empty = one.page.evaluate("window.empty")
    figures = {"median": statistics.median(times), "slowest": max(times), "empty": empty}
    print(figures)  # noqa: T201 - shown with -rP
    assert figures["median"] < 50, figures
    assert figures["empty"] <= 3, figures  # the sentences of the next group are there before it is
    assert one.page.locator(".row").count() < 60
    assert one.left() == 4_960
    one.press("End")
    one.wait_for_text("#detail-title", "phrase ")
    assert one.page.locator(".row[aria-selected=true]").is_visible()


def filtering(one: Reviewer) -> float:
    """The milliseconds that it takes to filter all groups, which are all listed again afterwards."""
    passed: float = one.page.evaluate(_FILTER)
    assert one.text("#filter-count").startswith("111 groups")
    one.page.fill("#filter-text", "")
    one.wait_for_text("#filter-count", "5,000 groups")
    return passed
