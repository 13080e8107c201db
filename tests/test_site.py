"""Pages, their addresses, and where links lead."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from drawing import address, site
from mkdocs_autolink.site import Page, Site, Target, parse_target, relative_address

KEYS = (
    "index.md",
    "about.md",
    "guide/index.md",
    "guide/widget.md",
    "guide/deep/er/page.md",
    "other/README.md",
    "a b/c d.md",
    "what?.md",
    "a#b.md",
    "100%25.md",
    "üñí/中文.md",
    "a:b.md",
    "javascript:alert(1).md",
    "x/a:b.md",
    "we\"ird&'<>.md",
    "..dots/page.md",
)


def drawn(*, directories: bool = True) -> Site:
    return site(dict.fromkeys(KEYS, '<h1 id="top">Here</h1>'), directories=directories)


@pytest.mark.parametrize("directories", [True, False], ids=["folders", "files"])
@pytest.mark.parametrize("source", KEYS)
def test_an_address_leads_to_its_page(source: str, directories: bool) -> None:
    example = drawn(directories=directories)
    page = example.by_key[source]
    base = "https://example.org/docs/"
    for other in example.pages:
        href = relative_address(page, other, "top")
        assert example.resolve(page, href) == Target(other.key, "top")
        assert urljoin(urljoin(base, page.url), href) == urljoin(base, other.url) + "#top"
        assert not urlsplit(href).scheme
        assert not href.startswith("/")


def test_addresses_read_well() -> None:
    example = drawn()
    home, widget, guide = (example.by_key[key] for key in ("index.md", "guide/widget.md", "guide/index.md"))
    assert relative_address(home, widget, "") == "guide/widget/"
    assert relative_address(widget, home, "") == "../../"
    assert relative_address(widget, guide, "") == "../"
    assert relative_address(guide, widget, "top") == "widget/#top"
    assert relative_address(home, home, "") == "./"
    files = drawn(directories=False)
    home, widget = (files.by_key[key] for key in ("index.md", "guide/widget.md"))
    assert relative_address(home, widget, "") == "guide/widget.html"
    assert relative_address(widget, home, "") == "../index.html"


@pytest.mark.parametrize(
    "fragment", ["ünï", "a b", "\"'<>", "50%", "50%25", "a#b", "x\n", "中文", "a&b", "{x}", "\u200b"]
)
def test_fragments_come_back(fragment: str) -> None:
    example = drawn()
    home = example.by_key["index.md"]
    href = relative_address(home, example.by_key["about.md"], fragment)
    assert not set(href) & set(' "<>`\n{}')
    assert example.resolve(home, href) == Target("about.md", fragment)


@pytest.mark.parametrize(
    "href", ["guide/widget/", "guide/widget", "guide/widget/index.html", "./guide/../guide/widget/"]
)
def test_spellings_of_an_address(href: str) -> None:
    example = drawn()
    assert example.resolve(example.by_key["index.md"], href) == Target("guide/widget.md")


@pytest.mark.parametrize("href", ["guide/index.html", "guide/", "guide", "./guide/"])
def test_a_server_shows_the_index_of_a_folder_where_addresses_are_files(href: str) -> None:
    example = drawn(directories=False)
    assert example.resolve(example.by_key["index.md"], href) == Target("guide/index.md")


@pytest.mark.parametrize("href", [".", "./", "index.html", "guide/.."])
def test_spellings_of_the_home_page(href: str) -> None:
    example = drawn()
    assert example.resolve(example.by_key["index.md"], href) == Target("index.md")


@pytest.mark.parametrize(
    "href",
    [
        "",
        "?x=1",
        "https://example.org/guide/widget/",
        "//example.org/guide/widget/",
        "mailto:a@example.org",
        "javascript:void(0)",
        "/guide/widget/",
        "guide/missing/",
        "http://[broken",
        "../../outside/",
        "img/picture.png",
    ],
)
def test_what_leads_to_no_page(href: str) -> None:
    example = drawn()
    assert example.resolve(example.by_key["index.md"], href) is None


@pytest.mark.parametrize(
    ("href", "leads_to"),
    [
        ("https://x.example/docs/guide/widget/#a%20b", Target("guide/widget.md", "a b")),
        ("http://X.example/docs/guide/widget?v=2", Target("guide/widget.md")),
        ("//x.example/docs/guide/widget/index.html", Target("guide/widget.md")),
        ("/docs/guide/widget/", Target("guide/widget.md")),
        ("https://x.example/docs/", Target("index.md")),
        ("/docs", Target("index.md")),
        ("https://x.example/docs/missing/", None),
        ("https://x.example/guide/widget/", None),
        ("https://x.example/docsguide/widget/", None),
        ("https://other.example/docs/guide/widget/", None),
        ("ftp://x.example/docs/guide/widget/", None),
        ("/guide/widget/", None),
        ("?x=1", None),
        ("http://[broken", None),
    ],
)
def test_a_full_address_leads_to_the_page_that_stands_there(href: str, leads_to: Target | None) -> None:
    example = replace(drawn(), address="https://x.example/docs/")
    assert example.resolve(example.by_key["index.md"], href) == leads_to


@pytest.mark.parametrize("href", ["https://x.example", "/", "https://x.example/index.html"])
def test_full_addresses_of_a_site_at_the_root_of_its_host(href: str) -> None:
    example = replace(drawn(), address="https://x.example")
    assert example.resolve(example.by_key["about.md"], href) == Target("index.md")
    assert example.resolve(example.by_key["about.md"], "?x=1") is None


def test_a_bare_fragment_stays_on_the_page() -> None:
    example = drawn()
    page = example.by_key["guide/widget.md"]
    assert example.resolve(page, "#top") == Target("guide/widget.md", "top")
    assert example.resolve(page, "#a%20b") == Target("guide/widget.md", "a b")


def test_query_is_no_part_of_the_page() -> None:
    example = drawn()
    assert example.resolve(example.by_key["index.md"], "about/?v=2#top") == Target("about.md", "top")


def test_author_links_count_once_and_not_to_oneself() -> None:
    example = site(
        {
            "a.md": '<p><a href="../b/">x</a> <a href="../b/#y">x</a> <a href="#z">x</a> <a href="../a/">x</a></p>',
            "b.md": '<nav><a href="../a/">in a menu</a></nav>',
        }
    )
    assert example.author_outlinks == {"a.md": {"b.md"}, "b.md": frozenset()}


def test_a_link_that_is_a_heading_is_an_author_link_as_any_other() -> None:
    example = site({"a.md": '<h3 id="b"><a href="../b/">B</a><a class="headerlink" href="#b">¶</a></h3>', "b.md": ""})
    assert example.author_outlinks == {"a.md": {"b.md"}, "b.md": frozenset()}


def test_targets_print_as_they_are_written() -> None:
    assert str(Target("a.md")) == "a.md"
    assert str(Target("a.md", "b")) == "a.md#b"


@pytest.mark.parametrize(("key", "folder"), [("a.md", ""), ("x/a.md", "x"), ("x/y/a.md", "x/y")])
def test_folder(key: str, folder: str) -> None:
    page: Page = site({key: ""}).by_key[key]
    assert page.folder == folder


def test_addresses_of_the_drawing_are_those_of_mkdocs() -> None:
    assert [address(key) for key in KEYS[:4]] == ["./", "about/", "guide/", "guide/widget/"]
    assert [address(key, directories=False) for key in KEYS[:3]] == ["index.html", "about.html", "guide/index.html"]
    assert unquote(address("a b/c#d.md")) == str(PurePosixPath("a b/c#d")) + "/"


def test_parse_target() -> None:
    assert parse_target("a.md") == Target("a.md")
    assert parse_target("a.md#b#c") == Target("a.md", "b#c")
