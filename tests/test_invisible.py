from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from built_links import PAGES, SETTINGS, contents, our_links, without_links
from support import BuiltSite, run_build, write_site

pytestmark = pytest.mark.laws

AUTOLINK = SETTINGS["plugins"][0]
PLUGINS = {
    "before search": [AUTOLINK, "search"],
    "after search": ["search", AUTOLINK],
    "with other plugins": ["search", {"tags": {}}, AUTOLINK],
}


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    def built(name: str, settings: dict[str, Any]) -> BuiltSite:
        return run_build(write_site(tmp_path / name, PAGES, SETTINGS | settings))

    return built


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
@pytest.mark.parametrize("order", ["before search", "after search"])
def test_a_site_without_our_links_is_the_site_without_the_plugin(build: Any, theme: str, order: str) -> None:
    settings = {"theme": {"name": theme}, "site_url": "https://x.example/docs/"}
    plain = build("off", settings | {"plugins": ["search"]})
    linked = build("on", settings | {"plugins": PLUGINS[order]})
    assert len(our_links(linked.site_dir)) > 5
    assert without_links(linked.site_dir) == contents(plain.site_dir)
    assert {"sitemap.xml", "search/search_index.json"} <= contents(plain.site_dir).keys()


def test_tags_and_their_listings_stay_as_they_are(build: Any) -> None:
    settings = {"theme": {"name": "material"}}
    plain = build("off", settings | {"plugins": ["search", "tags"]})
    linked = build("on", settings | {"plugins": PLUGINS["with other plugins"]})
    assert without_links(linked.site_dir) == contents(plain.site_dir)


def test_no_link_stands_in_navigation_contents_or_titles(build: Any) -> None:
    site = build("on", {"theme": {"name": "material"}})
    for page in site.site_dir.rglob("*.html"):
        tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
        outside = [node for node in tree.css("a.autolink") if not _within_article(node)]
        assert outside == []
        assert not tree.css("h1 a.autolink, h2 a.autolink, h3 a.autolink, nav a.autolink")


def _within_article(node: Any) -> bool:
    while node is not None and node.tag != "article":
        node = node.parent
    return node is not None


@pytest.mark.parametrize("mode", ["propose", "accepted"])
def test_modes_that_link_nothing_change_nothing_but_report(build: Any, mode: str) -> None:
    plain = build("off", {"plugins": []})
    proposed = build("on", {"plugins": [{"autolink": AUTOLINK["autolink"] | {"mode": mode}}]})
    assert contents(proposed.site_dir) == contents(plain.site_dir)
    report = proposed.report
    assert report["links"] == []
    assert report["totals"]["links"] == report["totals"]["pages_with_links"] == 0
    assert report["totals"]["orphans"]["before"] == report["totals"]["orphans"]["after"]
    reason = {"propose": "proposed only", "accepted": "not accepted yet"}[mode]
    assert report["totals"]["rejected"][reason] > 5
    assert all(page["inlinks"]["autolink"] == 0 for page in report["pages"])
