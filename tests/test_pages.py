"""What generators say of pages, of whatever type, becomes a site."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from drawing import EVERYTHING, facts, site
from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.option_checks import patterns
from mkdocs_autolink.pages import (
    FrontMatter,
    PageFacts,
    absent_names,
    plain_text,
    read_front_matter,
    read_site,
    unnameable_phrases,
)
from mkdocs_autolink.settings import Settings

TEXT = {
    "en": "<p>You can see how the server starts and what it does when there is no file. This is what you need if you"
    " want to use it with your own data, because it can be read from any of these.</p>",
    "de": "<p>Der Server startet und liest die Datei, wenn sie nicht leer ist. Das ist für alle wichtig, die mit ihren"
    " eigenen Daten arbeiten und nur eine Seite haben, aber auch für andere.</p>",
}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Widget Guide", "Widget Guide"),
        (" Widget\n\tGuide ", "Widget Guide"),
        ("Widget\x00Guide", "Widget Guide"),
        ("\u202eediuG\u202c", "ediuG"),
        ("&lt;b&gt; Guide", "&lt;b&gt; Guide"),
        ("<b>", "<b>"),
        (404, "404"),
        (1.1, "1.1"),
        (date(2024, 1, 2), "2024-01-02"),
        (None, ""),
        (True, ""),
        (["a", "b"], ""),
        ({"a": "b"}, ""),
        (("a",), ""),
        ({1}, ""),
        ("", ""),
        ("\u200b", ""),
        pytest.param(10**5000, "", id="huge"),
    ],
)
def test_plain_text(value: object, text: str) -> None:
    assert plain_text(value) == text


def test_a_title_from_a_heading_is_html() -> None:
    assert plain_text('H &lt;code&gt; &amp; <em>em</em> "q"', is_html=True) == 'H <code> & em "q"'


def test_title_of_a_page_without_one_is_its_h1() -> None:
    drawn = site({"a.md": "<h1>The <code>Widget</code> Guide</h1>", "b.md": "<h1>No</h1>"}, {"b.md": "Yes"})
    assert [page.title for page in drawn.pages] == ["The Widget Guide", "Yes"]


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


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ({}, FrontMatter()),
        (
            {"keywords": ["a", "b"], "tags": ["c"], "aliases": ["d"]},
            FrontMatter(keywords=("a", "b", "c"), aliases=("d",)),
        ),
        ({"keywords": "a, b ,, c"}, FrontMatter(keywords=("a", "b", "c"))),
        ({"keywords": ["a", "a", "", 7, None, ["x"], {"y": 1}, True]}, FrontMatter(keywords=("a",))),
        ({"keywords": 7, "tags": None, "aliases": {"a": 1}}, FrontMatter()),
        ({"keywords": {"a": 1}, "tags": False, "aliases": 1.5}, FrontMatter()),
        ({"autolink": True}, FrontMatter()),
        ({"autolink": None}, FrontMatter()),
        ({"autolink": {}}, FrontMatter()),
        ({"autolink": False, "tags": ["a"]}, FrontMatter(keywords=("a",), source=False, target=False)),
        ({"autolink": {"source": False}}, FrontMatter(source=False)),
        ({"autolink": {"target": False}}, FrontMatter(target=False)),
        (
            {"autolink": {"keywords": ["a"], "aliases": "b, c"}, "tags": "d"},
            FrontMatter(rules=("a",), keywords=("d",), aliases=("b", "c")),
        ),
        ({"autolink": {"never": ["Some  Word"]}}, FrontMatter(never=frozenset({"some word"}))),
        ({"autolink": {"keywords": None, "never": [], "aliases": ""}}, FrontMatter()),
    ],
)
def test_front_matter(meta: dict[str, object], expected: FrontMatter) -> None:
    assert read_front_matter(meta) == expected


@pytest.mark.parametrize(
    ("own", "words"),
    [
        (7, ["`autolink: 7`", "write false, or a mapping"]),
        ("no", ["`autolink: 'no'`"]),
        ([1], ["`autolink: [1]`"]),
        ({"keywords": 7}, ["`autolink.keywords`", "list of texts", "7"]),
        ({"never": {"a": 1}}, ["`autolink.never`", "list of texts"]),
        ({"aliases": [[1]]}, ["`autolink.aliases`", "list of texts"]),
        ({"source": "no"}, ["`autolink.source`", "true or false", "'no'"]),
        ({"target": 0}, ["`autolink.target`", "true or false", "0"]),
        ({"keyword": ["a"]}, ["`autolink.keyword`", "unknown", "keywords"]),
        ({7: ["a"]}, ["unknown"]),
        ({None: ["a"]}, ["unknown"]),
        ({"selectors_exclude": ["a b"]}, ["`autolink.selectors_exclude`", "no simple selector"]),
    ],
)
def test_front_matter_of_a_wrong_type_is_said(own: object, words: list[str]) -> None:
    front = read_front_matter({"autolink": own})
    assert len(front.problems) == 1
    assert all(word in front.problems[0] for word in words), front.problems
    assert front == FrontMatter(problems=front.problems)
    (problem,) = site({"a.md": ""}, meta={"a.md": {"autolink": own}}).problems
    assert (problem.kind, problem.page, problem.message) == ("front matter", "a.md", front.problems[0])


def test_a_page_of_many_keywords_is_cut() -> None:
    assert len(read_front_matter({"keywords": [f"word {number}" for number in range(10_000)]}).keywords) == 200


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


def test_front_matter_that_does_not_parse_names_nothing() -> None:
    html = '<hr />\n<h2 id="title-x">title: [x</h2>\n<h1 id="h">Widget</h1>'
    page = site({"a.md": html}, source="---\ntitle: [x\n---\n# Widget").pages[0]
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
