"""Whatever a build writes beside the bodies of pages is the same bytes with the plugin and without it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.config import load_config
from selectolax.lexbor import LexborHTMLParser

import odd_site
from built_links import PAGES, SETTINGS, contents, dead_links, our_links, without_links
from support import BuiltSite, run_build, write_site

pytestmark = pytest.mark.laws

AUTOLINK = SETTINGS["plugins"][0]
FIXED = {"SOURCE_DATE_EPOCH": "1700000000", "DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1"}
"""The day on which every site is built, and no announcements about other programs."""
PLUGINS = {
    "before search": [AUTOLINK, "search"],
    "after search": ["search", AUTOLINK],
    "with other plugins": ["search", {"tags": {}}, AUTOLINK],
}
MATERIAL: dict[str, Any] = {
    "name": "material",
    "features": "navigation.instant navigation.tracking navigation.tabs navigation.indexes navigation.footer"
    " toc.integrate toc.follow search.suggest search.highlight content.code.copy header.autohide".split(),
}


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    for name, value in FIXED.items():
        monkeypatch.setenv(name, value)

    def built(name: str, settings: dict[str, Any], pages: dict[str, str] = PAGES) -> BuiltSite:
        return run_build(write_site(tmp_path / name, pages, SETTINGS | settings))

    return built


def differences(linked: Path, plain: Path) -> list[str]:
    """The files that only one of the sites has, and those that differ once our links are taken out."""
    one, other = without_links(linked), contents(plain)
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
@pytest.mark.parametrize("order", ["before search", "after search"])
def test_a_site_without_our_links_is_the_site_without_the_plugin(build: Any, theme: str, order: str) -> None:
    settings = {"theme": {"name": theme}, "site_url": "https://x.example/docs/"}
    plain = build("off", settings | {"plugins": ["search"]})
    linked = build("on", settings | {"plugins": PLUGINS[order]})
    assert len(our_links(linked.site_dir)) > 5
    assert differences(linked.site_dir, plain.site_dir) == []
    written = contents(plain.site_dir).keys()
    assert {"404.html", "sitemap.xml", "sitemap.xml.gz", "search/search_index.json"} <= written


BLOG = {
    "blog/index.md": "# News\n\nWhat is new, and what the release calendar does not say.\n",
    "blog/posts/first.md": (
        "---\ndate: 2026-01-31\ntags: [Parts]\ncategories: [Building]\n---\n\n# The first widget\n\nWe have read"
        " the widget guide, and we have built one.\n\n<!-- more -->\n\nThen the storage backend was full, we heard.\n"
    ),
    "tags.md": "---\ntags: [Parts]\n---\n\n# Index\n\nThe release calendar is not in it.\n\n<!-- material/tags -->\n",
}
FEED = """
import json
from mkdocs.plugins import event_priority

SEEN = {EVENT: [] for EVENT in ("on_env", "on_post_page", "on_post_build")}
BODIES = {}

@event_priority(-50)
def on_env(env, config, files):
    for file in files.documentation_pages():
        BODIES[file.src_uri] = file.page
        SEEN["on_env"].append([file.src_uri, file.page.content, str(file.page.title), str(file.page.toc)])
    return env

@event_priority(0)
def on_post_page(output, page, config):
    SEEN["on_post_page"].append([page.file.src_uri, page.content])
    return output

def on_post_build(config):
    for name, page in BODIES.items():
        SEEN["on_post_build"].append([name, page.content, page.markdown, page.meta.get("title")])
    with open(config.site_dir + "/feed.json", "w") as feed:
        json.dump(SEEN, feed, default=str)
"""


def test_a_site_with_a_blog_tags_and_feeds_stays_as_it_is(build: Any, tmp_path: Path) -> None:
    feeds: list[Any] = (
        [{"rss": {"use_git": False, "cache_dir": str(tmp_path / "c")}}] if find_spec("mkdocs_rss_plugin") else []
    )
    others = ["search", "blog", "tags", *feeds]
    settings = {"theme": MATERIAL, "site_url": "https://x.example/docs/", "hooks": ["feed.py"]}
    pages = PAGES | BLOG | {"../feed.py": FEED}
    plain = build("off", settings | {"plugins": others}, pages)
    linked = build("on", settings | {"plugins": [*others, AUTOLINK]}, pages)
    assert len(our_links(linked.site_dir)) > 8
    assert dead_links(linked.site_dir) == []
    assert differences(linked.site_dir, plain.site_dir) == []
    feed = json.loads((linked.site_dir / "feed.json").read_text())
    assert all(len(feed[event]) > 8 for event in feed)
    assert "widget lifecycle" in str(feed["on_post_build"])
    if feeds:
        assert {"feed_rss_created.xml", "feed_json_created.json"} <= contents(plain.site_dir).keys()


@pytest.mark.skipif(os.name == "nt", reason="Windows allows few characters in the names of files")
@pytest.mark.parametrize(("theme", "directories"), [({"name": "mkdocs"}, False), (MATERIAL, True)])
def test_names_and_ids_of_every_kind_stay_as_they_are(build: Any, theme: dict[str, Any], directories: bool) -> None:
    settings = odd_site.SETTINGS | {"theme": theme, "use_directory_urls": directories}
    plain = build("off", settings | {"plugins": ["search"]}, odd_site.pages())
    linked = build("on", settings | {"plugins": ["search", AUTOLINK]}, odd_site.pages())
    assert len(our_links(linked.site_dir)) > 100
    assert differences(linked.site_dir, plain.site_dir) == []


def test_tags_and_their_listings_stay_as_they_are(build: Any) -> None:
    settings = {"theme": {"name": "material"}}
    plain = build("off", settings | {"plugins": ["search", "tags"]})
    linked = build("on", settings | {"plugins": PLUGINS["with other plugins"]})
    assert differences(linked.site_dir, plain.site_dir) == []


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


DECIDED = {"../autolink.yml": "version: 1\ndecisions: []\n"}


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_a_plugin_that_is_not_enabled_is_not_there(build: Any, theme: str) -> None:
    settings: dict[str, Any] = {"theme": {"name": theme}}
    off = {"autolink": AUTOLINK["autolink"] | {"enabled": False}}
    plain = build("off", settings | {"plugins": ["search"]}, PAGES | DECIDED)
    disabled = build("on", settings | {"plugins": ["search", off]}, PAGES | DECIDED)
    without_config = [{k: v for k, v in contents(x.folder).items() if k != "mkdocs.yml"} for x in (disabled, plain)]
    assert without_config[0] == without_config[1]
    assert "autolink.yml" in without_config[0]
    config = load_config(str(disabled.folder / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    config.plugins.on_config(config)
    assert config.watch == []
    assert not [event for event in config.plugins.events["serve"] if "autolink" in event.__module__]
    assert not any("autolink: " in line for line in disabled.messages(0))


def test_a_broken_decisions_file_is_no_matter_while_not_enabled(build: Any) -> None:
    off = {"autolink": {"enabled": False}}
    assert build("on", {"plugins": [off]}, PAGES | {"../autolink.yml": "<<<<<<< HEAD"}).messages() == []


# Sites that somebody wrote


EXAMPLE = Path(__file__).parents[1] / "example-site"


@pytest.mark.parametrize("theme", [{"name": "mkdocs"}, MATERIAL], ids=["mkdocs", "material"])
def test_the_example_stays_as_it_is(build: Any, tmp_path: Path, theme: dict[str, Any]) -> None:
    if not EXAMPLE.is_dir():
        pytest.skip("example-site is not part of a source distribution")
    sites = {}
    for name in ("on", "off"):
        shutil.copytree(EXAMPLE, tmp_path / name, ignore=shutil.ignore_patterns("site", "autolink-report"))
        settings = yaml.safe_load((EXAMPLE / "mkdocs.yml").read_text(encoding="utf-8"))
        plugins = settings["plugins"] if name == "on" else ["search"]
        sites[name] = build(name, settings | {"theme": theme, "plugins": plugins}, {}).site_dir
    assert len(our_links(sites["on"])) > 40
    assert differences(sites["on"], sites["off"]) == []


@pytest.mark.corpora
@pytest.mark.slow
@pytest.mark.parametrize("theme", ["mkdocs", "material"])
@pytest.mark.parametrize("name", ["crystal-book", "uo-codex"])
def test_a_real_site_stays_as_it_is(corpora: Path, tmp_path: Path, name: str, theme: str) -> None:
    source = corpora / name
    if not (source / "bench.yml").is_file():
        pytest.skip(f"AUTOLINK_CORPORA does not hold {name}")
    for into, plugins in (("on", ["search", {"autolink": {"report": {"dir": "report"}}}]), ("off", ["search"])):
        _build_real(source, tmp_path / into, theme, plugins)
    assert len(our_links(tmp_path / "on" / "site")) > 100
    assert dead_links(tmp_path / "on" / "site") == []
    assert differences(tmp_path / "on" / "site", tmp_path / "off" / "site") == []


def _build_real(source: Path, into: Path, theme: str, plugins: list[Any]) -> None:
    """The configuration stands elsewhere, so that nothing is written to the source."""
    settings = {
        "INHERIT": str(source / "bench.yml"),
        "docs_dir": str(source / "docs"),
        "site_dir": str(into / "site"),
        "theme": {"name": theme},
        "plugins": plugins,
    }
    into.mkdir()
    (into / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")  # JSON is YAML
    command = [sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "--quiet", "-f", str(into / "mkdocs.yml")]
    run = subprocess.run(command, cwd=source, env=os.environ | FIXED, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


# The check itself


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.html", '<p>See the <a class="autolink" href="b/" title="x">guide</a>s. <a href="c/">c</a></p>'),
        ("page.html", '<p>See the <a class="autolink" href="b/" title="x">guide</a>.</p>'),
        ("page.html", '<p>See the <a class="autolinks" href="b/">guide</a>. <a href="c/">c</a></p>'),
        ("page.html", '<p>See the <a class="autolink">guide</a>. c</p>'),
        ("search.json", '{"text": "See the <a class=\\"autolink\\">guide</a>. c"}'),
        ("new.txt", ""),
    ],
)
def test_a_difference_of_a_byte_is_seen(tmp_path: Path, name: str, text: str) -> None:
    linked = '<p>See the <a class="autolink mine" href="b/" data-bare>guide</a>. <a href="c/">c</a></p>'
    for folder, page in (("on", linked), ("off", '<p>See the guide. <a href="c/">c</a></p>')):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.html").write_text(page)
        (tmp_path / folder / "search.json").write_text('{"text": "See the guide. c"}')
    assert differences(tmp_path / "on", tmp_path / "off") == []
    (tmp_path / "on" / name).write_text(text)
    assert differences(tmp_path / "on", tmp_path / "off") == [name]
