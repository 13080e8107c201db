from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from built_links import OPTIONS, PAGES, contents, dead_links, our_links, without_links
from support import BuildSite, run_build, write_site

BLOG = PAGES | {
    "blog/index.md": "# News\n\nWhat is new, and what the release calendar does not say.\n",
    "blog/posts/first.md": (
        "---\ndate: 2026-01-31\ncategories: [Widget guide]\n---\n\n# The first widget\n\nWe have read the widget guide,"
        " and we have built one.\n\n<!-- more -->\n\nThen the storage backend was full, as we were told.\n"
    ),
    "blog/posts/second.md": (
        "---\ndate: 2025-02-28\n---\n\n# A second widget\n\nIt took us from 2025 to 2026 to build another one, says the"
        " release calendar.\n\n<!-- more -->\n\nThe first widget was better than this one in every way.\n"
    ),
}
SETTINGS: dict[str, Any] = {"theme": {"name": "material"}, "plugins": ["search", "blog", {"autolink": OPTIONS}]}


@pytest.mark.parametrize("directories", [True, False], ids=["directories", "files"])
def test_links_in_posts_work_and_excerpts_have_none(build_site: BuildSite, directories: bool) -> None:
    site = build_site(BLOG, SETTINGS | {"use_directory_urls": directories})
    links = our_links(site.site_dir)
    assert dead_links(site.site_dir) == []
    assert {"widget guide", "storage backend"} <= {link.text for link in links if "/2026/" in link.page.as_posix()}
    assert site.report is not None
    assert len(links) == site.report["totals"]["links"]


def test_archives_and_categories_are_no_targets_and_get_no_links(build_site: BuildSite) -> None:
    site = build_site(BLOG, SETTINGS)
    assert (site.site_dir / "blog" / "archive" / "2026" / "index.html").exists()
    assert (site.site_dir / "blog" / "category" / "widget-guide" / "index.html").exists()
    for link in our_links(site.site_dir):
        assert "archive" not in link.href
        assert "category" not in link.href
        assert "archive" not in link.page.parts
        assert "category" not in link.page.parts


def test_archives_and_categories_are_no_orphans(build_site: BuildSite) -> None:
    report = build_site(BLOG, SETTINGS).report
    assert report is not None
    assert [page["page"] for page in report["pages"] if "archive" in page["page"] and page["orphan"]["before"]] == []
    assert [page["page"] for page in report["pages"] if page["page"].startswith("blog/archive/")]


def test_everything_else_on_the_pages_of_the_blog_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    plain = run_build(write_site(tmp_path / "off", BLOG, SETTINGS | {"plugins": ["search", "blog"]}))
    site = run_build(write_site(tmp_path / "on", BLOG, SETTINGS))
    assert without_links(site.site_dir) == contents(plain.site_dir)
