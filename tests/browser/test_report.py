"""The HTML report as a browser shows it: what its script hides, shows and names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from browser.reviewing import AXE, all_kinds
from made_report import ACCEPT
from mkdocs_autolink.report import AmbiguousPhrase, DecisionState, ReportDecision
from mkdocs_autolink.site import parse_target
from rendered import as_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

UNLISTED = AmbiguousPhrase("snapshots", (parse_target("c.md"), parse_target("d.md")), 2, ("b.md", "e.md"))
"""One whose mentions are too weak for the report to list them."""


@pytest.fixture
def page(chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    """A report of every kind of group, at the width where its figures have the least room."""
    report = all_kinds()
    totals = replace(report.totals, orphans=replace(report.totals.orphans, before=1120, after=1107))
    decided = ReportDecision("disk area", "a.md", ACCEPT, "", None, links=1, state=DecisionState.HOLDS)
    report = replace(report, totals=totals, ambiguous=(*report.ambiguous, UNLISTED), decisions=(decided,))
    (tmp_path / "report.html").write_text(as_html(report), encoding="utf-8")
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto((tmp_path / "report.html").as_uri())
    yield page
    context.close()


def ambiguous_shown(page: Page) -> list[str]:
    return page.locator("#ambiguous .group:visible > summary .phrase").all_text_contents()


def search(page: Page, field: str, text: str) -> None:
    before = page.inner_text("#filter-count")
    page.fill(field, text)
    page.wait_for_function("before => document.querySelector('#filter-count').textContent !== before", arg=before)


def test_an_ambiguous_phrase_without_listed_mentions_is_shown_with_its_pages(page: Page) -> None:
    assert ambiguous_shown(page) == ["hooks", "snapshots"]
    page.click("#ambiguous .group:has-text('snapshots') > summary")
    assert page.locator("#ambiguous .group:has-text('snapshots') .mention").all_text_contents() == [
        "on b.md",
        "on e.md",
    ]


def test_an_ambiguous_phrase_without_listed_mentions_is_found_by_its_words_and_its_pages(page: Page) -> None:
    search(page, "#filter-text", "snapshots")
    assert ambiguous_shown(page) == ["snapshots"]
    search(page, "#filter-text", "")
    search(page, "#filter-page", "e.md")
    assert ambiguous_shown(page) == ["snapshots"]
    search(page, "#filter-page", "")
    search(page, "#filter-confidence", "0.5")
    assert ambiguous_shown(page) == ["hooks"]


def test_the_button_says_what_it_will_do_also_while_a_filter_has_all_open(page: Page) -> None:
    page.click("#filter-open")
    assert page.inner_text("#filter-open") == "Close all"
    page.click("#filter-open")
    assert page.inner_text("#filter-open") == "Open all"
    search(page, "#filter-text", "queue")
    assert page.inner_text("#filter-open") == "Close all"
    search(page, "#filter-text", "")
    assert page.inner_text("#filter-open") == "Open all"


def test_the_button_knows_of_what_was_opened_by_hand(page: Page) -> None:
    closed = page.locator("main .group:not([open]) > summary")
    while closed.count():
        closed.first.click()
    page.wait_for_function("document.querySelector('#filter-open').textContent === 'Close all'")


@pytest.mark.parametrize("word", ["confidence 0", "mention", "links,"])
def test_the_text_filter_looks_at_the_site_and_not_at_the_words_of_the_report(page: Page, word: str) -> None:
    assert word in page.locator("main").inner_html().replace("<b>", "")
    search(page, "#filter-text", word)
    assert page.inner_text("#filter-count").startswith("0 of ")


def test_a_filter_that_hides_thousands_of_mentions_does_not_count_them_anew_for_each(page: Page) -> None:
    # Chromium takes seconds to number a list of 2,000 items again for each of them that is hidden.
    displays = page.locator(".mention").evaluate_all("all => all.map(one => getComputedStyle(one).display)")
    assert set(displays) == {"block"}


def test_the_focus_is_not_hidden_behind_the_filter(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 300})
    page.locator("#problems").scroll_into_view_if_needed()
    page.locator("#ambiguous summary").last.focus()
    for _ in range(5):
        page.keyboard.press("Shift+Tab")
        top, filter_end = page.evaluate(
            "['activeElement', 'filter'].map(one => (document[one] ?? document.getElementById(one))"
            ".getBoundingClientRect()[one === 'filter' ? 'bottom' : 'top'])"
        )
        assert top >= filter_end


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_figures_stay_in_their_boxes(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    wide = page.locator(".stats dd").evaluate_all("all => all.filter(one => one.scrollWidth > one.clientWidth).length")
    assert wide == 0


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing(page: Page, axe: str, width: int, scheme: Literal["light", "dark"]) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.click("#filter-open")
    page.evaluate(f"{axe}; undefined")
    assert page.evaluate(AXE) == []


def test_arrows_are_told_in_words(page: Page) -> None:
    page.click("#filter-open")
    assert page.get_by_role("img", name="before, after:", exact=True).count() == 1
    assert page.locator(".arrow").count() == page.locator(".arrow[role=img][aria-label]").count() > 1


def test_the_headings_that_sort_are_to_be_seen_when_they_have_the_focus(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    small = "all => all.filter(one => one.offsetHeight < 24 || one.offsetWidth < 24).length"
    assert page.locator("#pages thead button").evaluate_all(small) == 0
    heading = page.locator("#pages thead")
    assert heading.evaluate("one => getComputedStyle(one).clipPath") != "none"
    page.focus("#pages thead button")
    assert heading.evaluate("one => getComputedStyle(one).clipPath") == "none"
