"""What generators say of pages, of whatever type, becomes a site."""

from __future__ import annotations

from typing import Any

import pytest

from drawing import EVERYTHING, facts, site
from mkdocs_autolink.option_checks import patterns
from mkdocs_autolink.pages import (
    PageFacts,
    read_site,
)
from mkdocs_autolink.settings import Settings

TEXT = {
    "en": "<p>You can see how the server starts and what it does when there is no file. This is what you need if you"
    " want to use it with your own data, because it can be read from any of these.</p>",
    "de": "<p>Der Server startet und liest die Datei, wenn sie nicht leer ist. Das ist für alle wichtig, die mit ihren"
    " eigenen Daten arbeiten und nur eine Seite haben, aber auch für andere.</p>",
}


def test_title_of_a_page_without_one_is_its_h1() -> None:
    drawn = site({"a.md": "<h1>The <code>Widget</code> Guide</h1>", "b.md": "<h1>No</h1>"}, {"b.md": "Yes"})
    assert [page.title for page in drawn.pages] == ["The Widget Guide", "Yes"]


def test_titles_are_what_a_reader_sees_of_them() -> None:
    marked = '<code class="symbol"></code> <code>core.Widget</code>'
    told = facts({"a.md": ""}, {"a.md": marked}, nav_title=marked, trail=("Core <b>API</b>", "A&amp;B"))
    page = read_site("Example", told, EVERYTHING).pages[0]
    assert (page.title, page.nav_title, page.trail) == ("core.Widget", "core.Widget", ("Core API", "A&amp;B"))


def test_pages_are_sorted_and_home_is_known() -> None:
    pages = facts({"z.md": "", "index.md": "", "a.md": ""})
    drawn = read_site("Example", pages, EVERYTHING)
    assert [page.key for page in drawn.pages] == ["a.md", "index.md", "z.md"]
    assert drawn.home == "index.md"
    assert read_site("Example", reversed(pages), EVERYTHING) == drawn


def test_no_pages() -> None:
    drawn = read_site("Example", [], EVERYTHING)
    assert (drawn.pages, drawn.home, drawn.language) == ((), "", "")


def test_our_own_links_are_not_read() -> None:
    drawn = site({"a.md": '<p><a class="autolink" href="../b/">words</a></p>', "b.md": ""})
    assert drawn.by_key["a.md"].html == "<p>words</p>"
    assert drawn.by_key["a.md"].body.links == ()


def test_front_matter_takes_a_page_out() -> None:
    drawn = site(
        {"a.md": "", "b.md": "", "c.md": ""},
        meta={"a.md": {"autolink": False}, "b.md": {"autolink": {"target": False}}},
    )
    assert [(page.is_source, page.is_target) for page in drawn.pages] == [(False, False), (True, False), (True, True)]


def test_settings_take_pages_out() -> None:
    chosen = Settings(
        include=patterns("guide/"), exclude=patterns("guide/old.md"), targets_exclude=patterns("*.txt.md")
    )
    drawn = site({"guide/a.md": "", "guide/old.md": "", "other.txt.md": ""}, settings=chosen)
    assert [(page.is_source, page.is_target) for page in drawn.pages] == [(True, True), (False, True), (False, False)]


def test_listings_are_neither_linked_from_nor_to() -> None:
    page = read_site("Example", [PageFacts("a.md", "a/", "", is_listing=True)], EVERYTHING).pages[0]
    assert (page.is_source, page.is_target) == (False, False)


@pytest.mark.parametrize("where", ["settings", "front matter"])
def test_excluded_elements_are_not_linkable(where: str) -> None:
    html = '<p class="x">Widget</p><p>Gadget</p>'
    if where == "settings":
        drawn = site({"a.md": html}, settings=Settings(selectors_exclude=(".x",)))
    else:
        drawn = site({"a.md": html}, meta={"a.md": {"autolink": {"selectors_exclude": [".x"]}}})
    assert [run.linkable for run in drawn.pages[0].body.runs] == [False, True]


@pytest.mark.parametrize("blank", ["", "\n\n", " \n"], ids=["at the top", "below blank lines", "below a blank"])
def test_front_matter_that_does_not_parse_names_nothing(blank: str) -> None:
    html = '<hr />\n<h2 id="title-x">title: [x</h2>\n<h1 id="h">Widget</h1>'
    page = site({"a.md": html}, source=f"{blank}---\ntitle: [x\n---\n# Widget").pages[0]
    assert [heading.text for heading in page.body.headings] == ["", "Widget"]
    assert site({"a.md": html}).pages[0].body.headings[0].text == "title: [x"


LANGUAGES: list[tuple[dict[str, str], dict[str, Any], Settings, str, list[str]]] = [
    ({"a.md": TEXT["en"], "b.md": "<p>x</p>"}, {"locale": ""}, Settings(), "en", ["en", "en"]),
    (
        {"a.md": TEXT["en"], "b.md": TEXT["de"], "c.md": TEXT["de"]},
        {"locale": ""},
        Settings(),
        "de",
        ["en", "de", "de"],
    ),
    ({"a.md": TEXT["en"]}, {"locale": "fr-CA"}, Settings(), "fr", ["fr"]),
    ({"a.md": TEXT["en"], "b.md": TEXT["de"]}, {"locale": ""}, Settings(languages=("de",)), "de", ["de", "de"]),
    ({"a.md": "<p>x</p>"}, {"locale": ""}, Settings(languages=("nl",)), "nl", ["nl"]),
    ({"a.md": "<p>x</p>"}, {"locale": ""}, Settings(), "", [""]),
]


@pytest.mark.parametrize(("pages", "common", "settings", "language", "languages"), LANGUAGES)
def test_languages(
    pages: dict[str, str], common: dict[str, Any], settings: Settings, language: str, languages: list[str]
) -> None:
    drawn = site(pages, settings=settings, **common)
    assert drawn.language == language
    assert [page.language for page in drawn.pages] == languages
