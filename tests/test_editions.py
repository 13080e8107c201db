"""Which folders hold the same pages once more, and that no link leads from one of them to another."""

from __future__ import annotations

from time import process_time

import pytest

from drawing import candidates_of, facts, site
from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.editions import Edition, are_apart, find_editions
from mkdocs_autolink.pages import edited_site
from mkdocs_autolink.pipeline import autolink
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Site

BOTH = ("index.md", "set/up.md")
PAGES = {"say": "<p>The widget and the gizmo.</p>", "w": "<h1>Widget</h1>"}


def in_folders(*folders: str) -> list[str]:
    return [f"{folder}/{page}" for folder in folders for page in BOTH]


def editions(keys: list[str], language: str = "en") -> set[tuple[str, str]]:
    return set(find_editions(keys, language).values())


@pytest.mark.parametrize(
    "names",
    [
        ("v1", "v2"),
        ("1.0", "1.1", "2.0"),
        ("1.x", "2.x"),
        ("v1.2.3-rc1", "latest"),
        ("version-2.0", "next"),
        ("release_7", "MAIN"),
        ("en", "de"),
        ("en-US", "pt_BR", "zh"),
    ],
)
def test_folders_that_are_called_like_versions_or_languages_and_hold_the_same(names: tuple[str, ...]) -> None:
    assert editions(in_folders(*names)) == {("", name) for name in names}
    deep = [f"docs/{key}" for key in in_folders(*names)]
    assert editions([*deep, "docs/index.md", "docs/else.md"]) == {("docs/", name) for name in names}


@pytest.mark.parametrize("among", ["", "docs/"])
@pytest.mark.parametrize("names", [("v1",), ("v1", "v2"), ("v1.2.3-rc1", "legacy")])
def test_the_current_version_may_stand_beside_the_others(among: str, names: tuple[str, ...]) -> None:
    versions, current = [f"{among}{key}" for key in in_folders(*names)], [f"{among}{page}" for page in BOTH]
    found = find_editions([*versions, *current, f"{among}about.md", "team.md"], "en")
    assert found.keys() == {*versions, *current}
    assert {found[key] for key in current} == {Edition(among, "")}
    assert {found[key].folder for key in versions} == {*names}


@pytest.mark.parametrize("pages", [BOTH, ("index.md", "set/up.md", "set/down.md")])
def test_pages_to_begin_from_are_no_version_beside_the_others(pages: tuple[str, ...]) -> None:
    versions = [f"{name}/{page}" for name in ("v1", "v2") for page in (*pages, *map("{}.md".format, "abcd"))]
    assert set(find_editions([*versions, *pages], "en")) == set(versions)


def test_half_of_an_older_version_beside_it_is_enough() -> None:
    older = [*in_folders("v1"), "v1/gone.md", "v1/old.md"]
    assert set(find_editions([*older, *BOTH, "new.md"], "en")) == {*older, *BOTH}


def test_pages_beside_languages_are_no_edition() -> None:
    assert editions([*in_folders("en", "de"), *BOTH]) == {("", "en"), ("", "de")}


@pytest.mark.parametrize(
    "keys",
    [
        in_folders("1", "2"),
        in_folders("2017", "2021"),
        in_folders("latest", "next"),
        in_folders("server", "client"),
        in_folders("v1", "de"),
        in_folders("v1", "server"),
        in_folders("fr", "de"),
        in_folders("v1"),
        ["v1/index.md", "v2/index.md"],
        ["v1/index.md", "v1/a.md", "v1/b.md", "v1/c.md", "v1/d.md", *(f"v2/{name}.md" for name in ("index", *"aefgh"))],
        [*in_folders("a/v1"), *in_folders("b/v2")],
        ["v1.md", "v2.md", "set/v1.md", "set/v2.md"],
    ],
)
def test_other_folders_are_none(keys: list[str]) -> None:
    assert editions(keys) == set()


def test_half_of_the_smaller_folder_is_enough() -> None:
    newer = [f"v2/{name}.md" for name in ("index", *"abcdefgh")]
    found = find_editions(["v1/index.md", "v1/a.md", "v1/gone.md", "v1/old.md", *newer, "about.md"], "en")
    assert found.keys() == {"v1/index.md", "v1/a.md", "v1/gone.md", "v1/old.md", *newer}


def test_only_a_folder_that_has_its_like_is_one() -> None:
    assert editions([*in_folders("v1", "v2"), "v3/else.md", "v3/more.md"]) == {("", "v1"), ("", "v2")}


def test_of_editions_in_editions_the_outermost_count() -> None:
    found = find_editions(in_folders("v1/en", "v1/de", "v2/en", "v2/de"), "en")
    assert found["v1/en/index.md"] == Edition("", "v1")


def test_thousands_of_folders_are_compared_in_no_time() -> None:
    keys = [f"v{number}/{page}.md" for number in range(20_000) for page in ("index", f"only-{number}")]
    began = process_time()
    assert editions(keys) == set()
    assert process_time() - began < 5


def test_thousands_of_folders_with_pages_beside_them_are_compared_in_no_time() -> None:
    keys = [f"v{number}/{page}.md" for number in range(20_000) for page in ("index", f"only-{number}")]
    began = process_time()
    assert editions([*keys, *(f"page-{number}.md" for number in range(20_000))]) == set()
    assert process_time() - began < 5


def test_without_a_language_no_folder_is_one_of_a_language() -> None:
    assert editions(in_folders("en", "de"), language="") == set()


def test_editions_are_apart_from_those_beside_them() -> None:
    one, other = Edition("docs/", "v1"), Edition("docs/", "v2")
    assert are_apart(one, other)
    assert not are_apart(one, one)
    assert not are_apart(one, Edition("api/", "v2"))
    assert not are_apart(one, None)
    assert not are_apart(None, other)


def versions() -> Site:
    """Two versions of a page Widget, and of one that speaks of it; the newer one has one more page."""
    pages = {f"{folder}/{name}.md": html for folder in ("v1", "v2") for name, html in PAGES.items()}
    return site({**pages, "v2/new.md": "<h1>Gizmo</h1>", "index.md": "<p>The gizmo.</p>"}, settings=Settings())


def pairs(drawn: Site) -> set[tuple[str, str]]:
    return {(found.page, str(found.target)) for found in candidates_of(drawn)}


def test_no_link_leads_from_the_current_version_to_one_in_a_folder_or_back() -> None:
    pages = {f"{folder}{name}.md": html for folder in ("", "v1/") for name, html in PAGES.items()}
    assert pairs(site(pages, settings=Settings())) == {("say.md", "w.md"), ("v1/say.md", "v1/w.md")}


def test_no_link_leads_to_another_version() -> None:
    assert pairs(versions()) == {
        ("v1/say.md", "v1/w.md"),
        ("v2/say.md", "v2/w.md"),
        ("v2/say.md", "v2/new.md"),
        ("index.md", "v2/new.md"),
    }


def test_what_is_accepted_for_all_pages_holds_within_a_version_and_for_a_page_of_another_one_where_it_is_named() -> (
    None
):
    drawn = versions()
    for_all = Decisions((Decision("gizmo", "v2/new.md", Verdict.ACCEPT),))
    links = autolink(drawn, Settings(), for_all).plan.links
    assert {link.weighed.candidate.page for link in links if link.weighed.candidate.phrase == "gizmo"} == {
        "index.md",
        "v2/say.md",
    }
    for_one = Decisions((Decision("gizmo", "v2/new.md", Verdict.ACCEPT, pages=("v1/say.md",)),))
    links = autolink(drawn, Settings(), for_one).plan.links
    assert "v1/say.md" in {link.weighed.candidate.page for link in links if link.weighed.candidate.phrase == "gizmo"}


def test_after_an_edit_the_versions_are_what_they_were() -> None:
    drawn = versions()
    edited = edited_site(drawn, facts({"v1/say.md": "<p>A gizmo and a widget.</p>"}), Settings())
    assert edited is not None
    assert edited.editions == drawn.editions
    assert ("v1/say.md", "v1/w.md") in pairs(edited)
    assert ("v1/say.md", "v2/new.md") not in pairs(edited)
