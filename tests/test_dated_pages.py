from __future__ import annotations

import pytest

from mkdocs_autolink.body import read_body
from mkdocs_autolink.dated_pages import is_dated
from mkdocs_autolink.site import Page


def page(key: str, title: str) -> Page:
    return Page(key, key, title, "", read_body(""), "en")


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("release-notes/index.md", "All versions"),
        ("releases/0_2_6.md", "What we did"),
        ("about/v1.2.md", "Changes"),
        ("blog/posts/new-logo.md", "A new logo"),
        ("about.md", "What's new"),
        ("about.md", "Release Notes"),
        ("events/2024/rome.md", "Rome"),
        ("de/info.md", "Änderungen"),
        ("zh/info.md", "更新日志"),
        ("access.md", "DEPRECATED: Access Control"),
        ("access.md", "Access Control (obsolete)"),
    ],
)
def test_release_notes_changelogs_and_news_are_dated(key: str, title: str) -> None:
    assert is_dated(page(key, title))


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("guide/release-a-project.md", "Releasing"),
        ("guide/newsletters.md", "Newsletters"),
        ("guide/setup.md", "Install in 5 minutes"),
        ("network/port-8080.md", "Port 8080"),
        ("switches/SRX1900.md", "SRX1900"),
        ("network/port-20240.md", "Port 20240"),
        ("index.md", ""),
    ],
)
def test_other_pages_are_not(key: str, title: str) -> None:
    assert not is_dated(page(key, title))
