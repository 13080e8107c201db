from __future__ import annotations

from dataclasses import replace

import pytest

from mkdocs_autolink.author_links import Fault, broken_links
from mkdocs_autolink.pages import PageFacts, read_site
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Site

FILES = frozenset({"img/map of disks.png", "assets/app.js"})


def made_site(html: str) -> Site:
    facts = [
        PageFacts("index.md", "./", "<h1>Home</h1>", title="Home"),
        PageFacts("guide/disks.md", "guide/disks/", '<h2 id="größe">Size</h2>', title="Disks"),
        PageFacts("guide/setup.md", "guide/setup/", html, title="Set-up"),
    ]
    return read_site("Example", facts, Settings(), FILES)


def faults(html: str) -> list[tuple[str, Fault]]:
    return [(broken.link.href, broken.fault) for broken in broken_links(made_site(html))]


@pytest.mark.parametrize(
    "href",
    [
        "../disks/",
        "../disks",
        "../disks/index.html",
        "../..",
        "../../",
        "../disks/#gr%C3%B6%C3%9Fe",
        "../disks/#größe",
        "../../img/map%20of%20disks.png",
        "#",
        "#top",
        "#here",
        "../disks/#:~:text=Size",
        "https://example.org/gone/",
        "//example.org/gone/",
        "/gone/",
        "mailto:gone@example.org",
        "",
        "?page=2",
        "http://[broken",
    ],
)
def test_a_link_that_leads_somewhere_or_out_of_our_sight_is_no_fault(href: str) -> None:
    assert faults(f'<p id="here"><a href="{href}">there</a></p>') == []


@pytest.mark.parametrize(
    ("href", "fault"),
    [
        ("../gone/", Fault.NO_PAGE),
        ("../../guide/gone/#size", Fault.NO_PAGE),
        ("../../img/gone.png", Fault.NO_PAGE),
        ("../disks/#gone", Fault.NO_ID),
        ("#gone", Fault.NO_ID),
    ],
)
def test_a_link_that_leads_nowhere_is_a_fault(href: str, fault: Fault) -> None:
    assert faults(f'<p><a href="{href}">there</a></p>') == [(href, fault)]


def test_a_site_that_knows_no_files_calls_a_picture_missing() -> None:
    site = replace(made_site('<p><a href="../../assets/app.js">the script</a></p>'), files=frozenset())
    assert [broken.fault for broken in broken_links(site)] == [Fault.NO_PAGE]
