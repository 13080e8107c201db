from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, fields
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page as MkDocsPage

import mkdocs_autolink.pipeline
import mkdocs_autolink.plugin
import mkdocs_autolink.report.write
from built_links import OPTIONS, PAGES, SETTINGS, contents, dead_links, our_links, without_links
from mkdocs_autolink.cli.opened_report import open_report, stale
from mkdocs_autolink.mkdocs_pages import glances, page_facts, read_pages
from mkdocs_autolink.outcomes import Link
from mkdocs_autolink.pages import PageFacts
from mkdocs_autolink.rewrite import Rewritten, rewrite
from mkdocs_autolink.site import Page
from support import BuildSite, BuiltSite, logged, refusal, run_build, serving, write_site

OURS = "mkdocs.plugins.autolink"


def said(site: BuiltSite, level: int = logging.INFO) -> list[str]:
    """What our own logger said."""
    return [r.getMessage() for r in site.records if r.name == OURS and r.levelno >= level]


def targets(site: BuiltSite) -> set[str]:
    assert site.report is not None
    return {link["target"] for link in site.report["links"]}


# What a build says


def test_a_healthy_site_passes_strict_and_says_one_line(build_site: BuildSite) -> None:
    site = build_site(PAGES, SETTINGS, strict=True)
    assert site.messages() == []
    (line,) = said(site)
    assert line.startswith("autolink: 1")
    assert line.count("autolink: ") == 1
    assert line.endswith(f"; report: {site.folder / 'autolink-report' / 'report.html'}")


def test_the_report_is_named_as_from_the_current_folder(
    build_site: BuildSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    site = build_site(PAGES, SETTINGS)
    report = (site.folder / "autolink-report" / "report.html").relative_to(tmp_path).as_posix()
    assert said(site)[0].endswith(f"; report: {report}")


def test_a_site_without_pages_builds(build_site: BuildSite) -> None:
    site = build_site({"robots.txt": "User-agent: *"}, strict=True)
    report = site.folder / "autolink-report" / "report.html"
    facts = "0 links on 0 of 0 pages (0 to sections), 0 accepted, 0 rejected, 0 waiting for review, orphans 0 -> 0"
    assert said(site) == [f"autolink: {facts}; report: {report}"]


def test_a_report_names_the_line_of_the_file(build_site: BuildSite) -> None:
    site = build_site(PAGES, SETTINGS)
    assert site.report is not None
    (link,) = [x for x in site.report["links"] if x["page"] == "guide/storage.md" and x["target"] == "guide/widget.md"]
    assert "widget lifecycle" in PAGES["guide/storage.md"].splitlines()[link["line"] - 1]


# Titles and front matter


ODD_TITLES = {
    "a number": "title: 2024",
    "a float": "title: 1.10",
    "a date": "title: 2024-02-29",
    "true": "title: true",
    "null": "title: null",
    "empty": "title: ''",
    "a list": "title: [Storage, backend]",
    "a mapping": "title: {Storage: backend}",
    "10,000 characters": f"title: {'Storage backend ' * 625}",
    "white space": 'title: "  \\t "',
    "a script": 'title: "</a><script>alert(1)</script>"',
    "quotes": 'title: "Storage\' onmouseover=\'x\\" backend"',
    "Markdown": 'title: "**Storage** [x](javascript:alert(1)) `y`"',
    "bidi": 'title: "Storage \\u202Egnp.exe\\u2066"',
    "newlines": 'title: "Storage\\nbackend\\r\\n# x"',
    "a template": 'title: "{{ config }} {target_title} %s {0}"',
    "control characters": 'title: "Storage\\0\\e backend"',
}


@pytest.mark.parametrize("title", ODD_TITLES)
def test_titles_may_be_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, title: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    pages = PAGES | {
        "guide/storage.md": f"---\n{ODD_TITLES[title]}\nkeywords: [disk quotas]\n---\n\nThe backend holds widgets.\n",
        "more.md": "# More\n\nStorage backend, 2024, 1.1, true, None, 2024-02-29 and the disk quotas.\n",
    }
    plain = run_build(write_site(tmp_path / "off", pages, SETTINGS | {"plugins": []}))
    site = run_build(write_site(tmp_path / "on", pages, SETTINGS))
    assert said(site, logging.WARNING) == []
    assert dead_links(site.site_dir) == []
    assert without_links(site.site_dir) == contents(plain.site_dir)
    assert "guide/storage.md" in targets(site), "the keyword still leads to it"
    for link in our_links(site.site_dir):
        assert not {"onmouseover", "onclick"} & link.attributes.keys()
        shown = link.attributes.get("title", "")
        assert len(shown) <= 200
        assert not any(c in shown for c in "\n\r\0\x1b\u202e\u2066")


@pytest.mark.parametrize(
    ("nav_title", "front", "heading", "shown"),
    [
        (None, "", 'Spare <b>parts</b> & "tools" of `a < b`', 'Spare parts & "tools" of a < b'),
        (None, "title: Parts &amp; <b>", "Spare parts", "Parts &amp; <b>"),
        ("Parts &lt; <i>", "", "Spare parts", "Parts &lt; <i>"),
        ("<code>spare.parts</code>", "", "Spare parts", "spare.parts"),
        (2024, "", "Spare parts", "2024"),
    ],
)
def test_a_title_is_shown_as_its_author_wrote_it(
    build_site: BuildSite, nav_title: object, front: str, heading: str, shown: str
) -> None:
    pages = {
        "index.md": "# Home\n\nYou will find what you need among the flanges.\n",
        "parts.md": f"---\nkeywords: [flanges]\n{front}\n---\n\n# {heading}\n\nText.\n",
    }
    nav = ["index.md", {nav_title: "parts.md"} if nav_title else "parts.md"]
    (link,) = our_links(build_site(pages, SETTINGS | {"nav": nav, "not_in_nav": ""}).site_dir)
    assert link.attributes["title"] == shown


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: [unclosed\n---\n",
        "---\ntitle: a: b: c\n---\n",
        "---\n\ttitle: x\n---\n",
        "---\n- just\n- a list\n---\n",
        "---\ntitle: !!python/object:os.system x\n---\n",
        "---\n---\n",
        "\ufeff---\ntitle: Storage backend\n---\n",
    ],
)
def test_front_matter_that_does_not_parse_costs_no_link_elsewhere(build_site: BuildSite, front: str) -> None:
    site = build_site(PAGES | {"broken.md": front + "\n# Broken\n\nSee the widget guide.\n"}, SETTINGS)
    assert said(site, logging.WARNING) == []
    assert dead_links(site.site_dir) == []
    assert len(our_links(site.site_dir)) > 8
    assert any(link.page.parent.name == "broken" for link in our_links(site.site_dir))
    assert not any("title" in link["phrase"] for link in site.report["links"])  # type: ignore[index]


def test_front_matter_that_stays_in_the_page_as_a_heading_names_nothing(build_site: BuildSite) -> None:
    pages = PAGES | {
        "broken.md": "---\nSpecial offers\n---\n\n# Broken\n\nText.\n",
        "reader.md": "# Reader\n\nThere are special offers every day.\n",
    }
    site = build_site(pages, SETTINGS)
    assert '<h2 id="special-offers">' in site.html("broken/index.html")
    assert "broken.md" not in targets(site)


def test_a_page_that_has_our_links_already_is_linked_afresh(tmp_path: Path) -> None:
    old = '<a class="autolink" href="../old/">widget guide</a>'
    linked = PAGES | {"index.md": PAGES["index.md"].replace("widget guide", old)}
    again = run_build(write_site(tmp_path / "again", linked, SETTINGS))
    first = run_build(write_site(tmp_path / "first", PAGES, SETTINGS))
    links = [[(x.href, x.text) for x in our_links(site.site_dir)] for site in (again, first)]
    assert links[0] == links[1]
    assert "old/" not in again.html("index.html")


@pytest.mark.parametrize(
    "value", ["5", "true", "null", "{a: b}", "[[a], {b: c}, 7, null]", "'a, b'", "2024-01-01", "''"]
)
@pytest.mark.parametrize("key", ["keywords", "tags", "aliases"])
def test_keywords_of_a_wrong_type_are_left_out(build_site: BuildSite, key: str, value: str) -> None:
    pages = PAGES | {"guide/storage.md": f"---\n{key}: {value}\n---\n\n# Storage backend\n\nText.\n"}
    site = build_site(pages, SETTINGS, strict=True)
    assert said(site, logging.WARNING) == []
    assert "guide/storage.md" in targets(site)


@pytest.mark.parametrize(
    ("own", "named"),
    [
        ("autolink: 5", "autolink: 5"),
        ("autolink: {keywords: 5}", "autolink.keywords"),
        ("autolink: {target: maybe}", "autolink.target"),
        ("autolink: {sorce: false}", "autolink.sorce"),
        ("autolink: {selectors_exclude: ['a > b']}", "autolink.selectors_exclude"),
    ],
)
def test_our_own_key_of_a_wrong_type_is_said_once_with_the_page(build_site: BuildSite, own: str, named: str) -> None:
    site = build_site(PAGES | {"odd.md": f"---\n{own}\n---\n\n# Odd\n\nSee the widget guide.\n"}, SETTINGS)
    (line,) = said(site, logging.WARNING)
    assert line.startswith("autolink: odd.md: ")
    assert named in line
    assert site.report is not None
    assert [problem["page"] for problem in site.report["problems"]] == ["odd.md"]


@pytest.mark.parametrize(
    ("own", "gets", "is_linked"),
    [
        ("false", False, False),
        ("{source: false}", False, True),
        ("{target: false}", True, False),
        ("true", True, True),
    ],
)
def test_a_page_may_opt_out(build_site: BuildSite, own: str, gets: bool, is_linked: bool) -> None:
    opted = f"---\nautolink: {own}\n---\n\n# Release calendar\n\nRead the widget guide as well, please.\n"
    site = build_site(PAGES | {"ops/calendar.md": opted}, SETTINGS)
    assert site.report is not None
    assert any(link["page"] == "ops/calendar.md" for link in site.report["links"]) is gets
    assert ("ops/calendar.md" in targets(site)) is is_linked


# Pages that are no ordinary pages


@pytest.mark.parametrize(
    "text", ["", " \n", "![](x.png)\n", "<div></div>\n", "---\ntitle: T\n---\n", "```\ncode\n```\n"]
)
def test_pages_without_text_build(build_site: BuildSite, text: str) -> None:
    site = build_site(PAGES | {"empty.md": text}, SETTINGS)
    assert said(site, logging.WARNING) == []
    assert len(our_links(site.site_dir)) > 8


def test_drafts_that_are_served_are_no_targets(tmp_path: Path) -> None:
    with serving(write_site(tmp_path, PAGES, SETTINGS | {"draft_docs": "ops/"})) as config:
        build(config, serve_url="http://127.0.0.1:8000/")
    site = tmp_path / "site"
    assert (site / "ops" / "calendar" / "index.html").exists()
    assert our_links(site)
    assert not any("ops/" in link.href for link in our_links(site))


def test_a_home_page_in_a_section_of_the_navigation_is_home_all_the_same(build_site: BuildSite) -> None:
    pages = {"index.md": "See [them](notes.md).", "notes.md": "# Notes"}
    report = build_site(pages, {"nav": [{"Welcome": ["index.md"]}, "notes.md"], "plugins": ["autolink"]}).report
    assert report is not None
    assert [(page["page"], page["depth"]) for page in report["pages"]] == [("index.md", 0), ("notes.md", 1)]
    assert report["totals"]["orphans"] == {"before": 0, "after": 0}


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_a_link_to_what_the_theme_writes_is_not_broken(build_site: BuildSite, theme: str) -> None:
    names = ["sitemap.xml", "sitemap.xml.gz", "404.html", "feed.xml"]
    links = " ".join(f'<a href="../{name}">{name}</a>' for name in names)
    site = build_site({"index.md": "# Home", "notes.md": f"# Notes\n\n{links}\n"}, {"theme": {"name": theme}})
    assert site.report is not None
    assert [link["href"] for link in site.report["broken"]] == ["../feed.xml"]
    assert {name for name in names if (site.site_dir / name).exists()} == {*names} - {"feed.xml"}


def test_a_page_that_is_linked_by_its_full_address_is_not_linked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    text = PAGES["index.md"] + "\nSee [this](https://x.example/docs/ops/calendar/).\n"
    settings = SETTINGS | {"site_url": "https://x.example/docs/"}
    site = run_build(write_site(tmp_path / "built", PAGES | {"index.md": text}, settings))
    assert site.report is not None
    assert "ops/calendar.md" not in {link["target"] for link in site.report["links"] if link["page"] == "index.md"}
    with serving(write_site(tmp_path / "served", PAGES | {"index.md": text}, settings)) as config:
        config.site_url = "http://127.0.0.1:8000/docs/"  # as `mkdocs serve` has it
        build(config)
    assert contents(tmp_path / "served" / "autolink-report") == contents(tmp_path / "built" / "autolink-report")


MOVES_THE_PAGES = """
import shutil, tempfile
from pathlib import Path
from mkdocs.plugins import event_priority

@event_priority(10)
def on_config(config):
    folder = Path(tempfile.mkdtemp(), "docs")
    shutil.copytree(config.docs_dir, folder)
    (folder / "other.md").write_text("# Other project")
    config.docs_dir = str(folder)
    return config

def on_post_build(config):
    shutil.rmtree(Path(config.docs_dir).parent)
"""
SAYS_WHERE_THEY_WERE = """
def on_pre_page(page, config, files):
    if page.file.src_uri != "other.md":
        page.file.abs_src_path = str(Path("docs", page.file.src_uri).absolute())
"""


@pytest.mark.parametrize("more", ["", SAYS_WHERE_THEY_WERE])
def test_commands_know_the_configured_folder_where_a_plugin_reads_the_pages_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    monkeypatch.chdir(tmp_path)
    run_build(write_site(tmp_path, PAGES | {"../moves.py": MOVES_THE_PAGES + more}, SETTINGS | {"hooks": ["moves.py"]}))
    opened = open_report(tmp_path / "autolink-report", None)
    assert (opened.report.project.docs_dir, list(stale(opened))) == ("docs", [])
    assert "other.md" in [page.page for page in opened.report.pages]
    with (tmp_path / "docs" / "index.md").open("a") as file:
        file.write("More.\n")
    assert list(stale(opened)) == ["index.md was changed after the report was made"]


def test_no_report_stands_among_pages_that_a_plugin_reads_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)  # Python keeps a compiled hook beside it
    options = {"hooks": ["moves.py"], "plugins": [{"autolink": OPTIONS | {"report": {"dir": "docs/report"}}}]}
    assert "overlaps docs_dir" in refusal(write_site(tmp_path, PAGES | {"../moves.py": MOVES_THE_PAGES}, options))


# Rebuilds


def test_rebuilds_in_one_process_equal_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    path = write_site(tmp_path, PAGES, SETTINGS)
    with serving(path) as config:
        build(config)
        first = contents(tmp_path / "site"), contents(tmp_path / "autolink-report")
        build(config)
        reloaded = load_config(str(path))
        assert reloaded.plugins["autolink"] is config.plugins["autolink"], "one instance over a whole serve"
        build(reloaded)
        assert (contents(tmp_path / "site"), contents(tmp_path / "autolink-report")) == first


FOUND = f"---\ntags: [home]\n---\n{PAGES['index.md']}\nThere is also a quiet corner to be found.\n"


@pytest.mark.parametrize(
    ("edit", "again"),
    [
        ({"index.md": FOUND.replace("corner to", "corner, to")}, "linked index.md again; the report follows"),
        ({"index.md": f"{FOUND}\n## Rest\n\nOf it.\n"}, "linked index.md again; the report follows"),
        ({"index.md": FOUND.replace("tags", "# A line more.\ntags")}, ""),
        ({"guide/widget.md": "\n\n" + PAGES["guide/widget.md"]}, ""),
        (
            {"guide/widget.md": PAGES["guide/widget.md"].replace("Widget guide", "Factory")},
            "linked guide/widget.md again; the report follows",
        ),
        ({"more.md": "# More\n"}, "linked the whole site again; the report follows"),
    ],
    ids=["text", "heading", "comment in the front matter", "blank lines at the top", "title", "page"],
)
def test_rebuilds_equal_a_fresh_build_and_show_edits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edit: dict[str, str], again: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    pages = PAGES | {"index.md": FOUND}
    path = write_site(tmp_path / "served", pages, SETTINGS)
    served = tmp_path / "served"
    with serving(path) as config:
        build(config)
        first = contents(served / "autolink-report")
        write_site(served, edit, SETTINGS)
        with logged("mkdocs") as records:
            build(load_config(str(path)))
        lines = [line for line in map(logging.LogRecord.getMessage, records) if "the report follows" in line]
        assert [again in line for line in lines] == ([True] if again else [])
        assert contents(served / "autolink-report") == first
    fresh = run_build(write_site(tmp_path / "fresh", pages | edit, SETTINGS))
    assert contents(served / "site") == contents(fresh.site_dir)
    assert contents(served / "autolink-report") == contents(fresh.folder / "autolink-report")
    assert contents(served / "autolink-report") != first
    assert ">quiet corner</a>" in (served / "site" / "index.html").read_text()


def test_an_edit_that_no_build_has_seen_has_no_part_in_the_report(tmp_path: Path) -> None:
    path = write_site(tmp_path, PAGES | {"index.md": FOUND}, SETTINGS)
    with serving(path) as config:
        build(config)
        build(load_config(str(path)))
        first = contents(tmp_path / "autolink-report")
        sleep(0.05)  # the clock of a file system ticks slowly
        edit = {"index.md": FOUND.replace("tags", "# A line more.\ntags"), "guide/widget.md": ""}
        write_site(tmp_path, edit, SETTINGS)
        (tmp_path / "docs" / "ops" / "corner.md").unlink()
    assert contents(tmp_path / "autolink-report") == first


@pytest.mark.parametrize("name", ["mkdocs.yml", "autolink.yml", "docs/more.md", "docs/guide/widget.md"])
@pytest.mark.parametrize("fails", [True, False], ids=["in a build that fails", "in no build"])
def test_a_report_that_follows_is_stale_where_no_build_has_seen_the_last_edit(
    tmp_path: Path, name: str, *, fails: bool
) -> None:
    settings = SETTINGS | {"hooks": ["hook.py"]}
    broken = str(tmp_path / "broken")
    hook = f"import os\n\ndef on_pre_build(config):\n    if os.path.exists({broken!r}): raise RuntimeError\n"
    path = write_site(tmp_path, PAGES | {"../hook.py": hook}, settings)
    (tmp_path / "autolink.yml").write_text("version: 1\ndecisions: []\n")
    with serving(path) as config:
        build(config)
        write_site(tmp_path, {"index.md": FOUND}, settings)
        build(load_config(str(path)))
        sleep(0.05)  # the clock of a file system ticks slowly
        with (tmp_path / name).open("a") as file:
            file.write("# More\n")
        if fails:
            Path(broken).touch()
            with pytest.raises(RuntimeError):
                build(load_config(str(path)))
    opened = open_report(tmp_path / "autolink-report", None)
    assert "index.md" in [link.page for link in opened.report.links]
    assert [line.split()[0] for line in stale(opened)] == [name.removeprefix("docs/")]


@pytest.mark.parametrize(
    ("name", "text"), [("mkdocs.yml", "# Ours.\n"), ("autolink.yml", "version: 1\ndecisions: []\n")]
)
def test_a_report_that_follows_is_not_stale_where_a_build_has_seen_an_edit_that_changes_no_page(
    tmp_path: Path, name: str, text: str
) -> None:
    path = write_site(tmp_path, PAGES, SETTINGS)
    with serving(path) as config:
        build(config)
        with (tmp_path / name).open("a") as file:
            file.write(text)
        build(load_config(str(path)))
    assert list(stale(open_report(tmp_path / "autolink-report", None))) == []


def test_a_target_that_an_edit_takes_away_is_named_once(tmp_path: Path) -> None:
    options = OPTIONS | {"keywords": {"corner of mine": "index.md#mine"}}
    path = write_site(tmp_path, PAGES | {"index.md": FOUND + "\n## Mine\n"}, {"plugins": [{"autolink": options}]})
    with serving(path) as config, logged("mkdocs") as records:
        build(config)
        for text in (FOUND, FOUND + "\nMore.\n"):
            (tmp_path / "docs" / "index.md").write_text(text)
            build(load_config(str(path)))
    lines = [record.getMessage() for record in records]
    assert len([line for line in lines if "do not have" in line or "does not have: " in line]) == 1


def test_a_long_address_that_leads_nowhere_is_named_whole(tmp_path: Path) -> None:
    address = f"guides/{'very-' * 20}long.md#and-an-id"
    options = OPTIONS | {"keywords": {"gone": address}}
    config = load_config(str(write_site(tmp_path, PAGES, {"plugins": [{"autolink": options}]})))
    with logged("mkdocs") as records:
        build(config)
    assert [one.getMessage() for one in records if f"does not have: '{address}'. Mend" in one.getMessage()]


def test_a_phrase_that_is_found_in_no_text_is_named(tmp_path: Path) -> None:
    options = OPTIONS | {"keywords": {"2024": "index.md", "the corner of mine": "index.md"}}
    path = write_site(tmp_path, PAGES, {"plugins": [{"autolink": options}]})
    with logged("mkdocs") as records:
        build(load_config(str(path)))
    (said,) = [line for record in records if "found in no text" in (line := record.getMessage())]
    assert "'2024'" in said
    assert "corner" not in said


def glimpsed(change: Callable[[MkDocsPage], object]) -> tuple[set[str], set[int]]:
    """The facts of a page that a change changes, and the parts of a glance at it."""
    page = MkDocsPage(None, File("a.md", "docs", "site", use_directory_urls=True), MkDocsConfig())
    page.markdown, page.meta, page.parent = "", {"title": 1, "autolink": {"source": 1}}, Section("Above", [page])
    facts, seen = asdict(page_facts(page)), glances([page])["a.md"]
    change(page)
    names = {name for name, fact in asdict(page_facts(page)).items() if repr(fact) != repr(facts[name])}
    return names, {at for at, (old, new) in enumerate(zip(seen, glances([page])["a.md"], strict=True)) if old != new}


def make_home(page: MkDocsPage) -> None:
    page.file.name, page.file.url, page.parent = "index", "./", None


def test_a_glance_shows_whatever_facts_would() -> None:
    """A page that looks as it did before is not read again in `mkdocs serve`."""
    place: list[Callable[[MkDocsPage], object]] = [
        lambda page: setattr(page.file, "url", "b/"),
        lambda page: setattr(page.file, "locale", "de"),
        make_home,
    ]
    about: list[Callable[[MkDocsPage], object]] = [
        lambda page: setattr(page, "title", "Named"),
        lambda page: setattr(page, "title", 1),
        lambda page: page.meta.pop("title"),
        lambda page: page.meta.update(title=True),
        lambda page: page.meta.update(autolink={"source": True}),
        lambda page: page.meta.update(aliases=["more"]),
        lambda page: setattr(page.parent, "title", "Below"),
        lambda page: setattr(page, "parent", None),
        lambda page: setattr(page.file, "generated_by", "material/blog"),
    ]
    told: set[str] = set()
    text: list[Callable[[MkDocsPage], object]] = [lambda page: setattr(page, "content", "<p>Text</p>")]
    for part, change in [(part, change) for part, changes in enumerate((place, text, about)) for change in changes]:
        names, parts = glimpsed(change)
        assert names
        assert part in parts
        assert part == 0 or parts <= {part, 3}, "what a program makes has no file that stays"
        told |= names
    assert told == {one.name for one in fields(PageFacts)} - {"key", "source", "digest"}


def test_settings_of_the_last_build_do_not_stay(tmp_path: Path) -> None:
    path = write_site(tmp_path, PAGES, {"plugins": [{"autolink": OPTIONS | {"mode": "propose"}}]})
    with serving(path) as config:
        build(config)
        assert our_links(tmp_path / "site") == []
        write_site(tmp_path, {}, SETTINGS)
        build(load_config(str(path)))
        assert our_links(tmp_path / "site")


def test_a_rebuild_that_fails_has_no_links_and_the_next_one_has_them_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_site(tmp_path, PAGES, SETTINGS)
    with serving(path) as config:
        build(config)
        linked = our_links(tmp_path / "site")
        assert linked
        with monkeypatch.context() as patch:
            patch.setattr("mkdocs_autolink.plugin.glances", lambda _: 1 / 0)
            build(load_config(str(path)))
        assert our_links(tmp_path / "site") == []
        build(load_config(str(path)))
        assert our_links(tmp_path / "site") == linked


def test_what_made_the_pages_is_let_go_of_before_a_site_is_linked_and_not_at_every_edit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def read(*args: Any) -> Any:
        done.append("read")
        return read_pages(*args)

    monkeypatch.setattr("mkdocs_autolink.plugin.gc.collect", lambda: done.append("collect"))
    monkeypatch.setattr("mkdocs_autolink.plugin.read_pages", read)
    path = write_site(tmp_path, PAGES, SETTINGS)
    with serving(path) as config:
        build(config)
        assert done == ["collect", "read"]
        write_site(tmp_path, {"index.md": FOUND}, SETTINGS)
        build(load_config(str(path)))
    assert done == ["collect", "read"]


CHANGES_A_BODY = """
import mkdocs.plugins

@mkdocs.plugins.event_priority(50)
def on_page_context(context, page, **_):
    if page.file.src_uri == "index.md":
        page.content = page.content + "<p>Said late.</p>"
"""


def test_a_body_that_changes_after_links_were_planned_gets_none_in_a_rebuild_either(tmp_path: Path) -> None:
    path = write_site(tmp_path, PAGES | {"../late.py": CHANGES_A_BODY}, SETTINGS | {"hooks": ["late.py"]})
    with serving(path) as config:
        for again in (config, load_config(str(path))):
            with logged("mkdocs") as records:
                build(again)
            said = [line for line in map(logging.LogRecord.getMessage, records) if "another plugin changed" in line]
            assert [line.partition(": another")[0] for line in said] == ["autolink: index.md"]
            written = (tmp_path / "site" / "index.html").read_text()
            assert ("Said late." in written, 'class="autolink' in written) == (True, False)


def test_a_dirty_build_does_nothing_and_says_so(tmp_path: Path) -> None:
    site = run_build(write_site(tmp_path, PAGES, SETTINGS))
    report = contents(tmp_path / "autolink-report")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=True)
    with logged("mkdocs") as records:
        build(config, dirty=True)
    lines = [record.getMessage() for record in records if record.name == OURS]
    assert lines == [
        "autolink: does nothing in a --dirty build: unchanged pages cannot be read. Build without --dirty."
    ]
    assert contents(tmp_path / "autolink-report") == report
    assert dead_links(site.site_dir) == []


class Serve:
    """`mkdocs serve` in a process of its own."""

    def __init__(self, config: Path) -> None:
        command = [sys.executable, "-m", "mkdocs", "serve", "--config-file", str(config), "--dev-addr", "127.0.0.1:0"]
        self._process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        self._lines: Queue[str] = Queue()
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self._lines.put(line)

    def says(self, what: str, seconds: float = 30) -> bool:
        """Whether it says so within the time, from now on."""
        end = monotonic() + seconds
        with suppress(Empty):
            while what not in self._lines.get(timeout=max(0, end - monotonic())):
                pass
            return True
        return False

    def end(self) -> None:
        """Ends it at once."""
        self._process.kill()
        self._process.communicate()


@pytest.mark.slow
def test_a_decisions_file_that_comes_goes_and_comes_again_is_read_while_mkdocs_serves(tmp_path: Path) -> None:
    served = Serve(write_site(tmp_path, PAGES, SETTINGS))
    file, draft = tmp_path / "autolink.yml", tmp_path / "draft.yml"
    try:
        assert served.says("Serving on")
        draft.write_text(REJECT)
        assert not served.says("Detected file changes", seconds=2), "it is another file of the same folder"
        draft.replace(file)
        assert served.says("linked the whole site again")
        assert served.says("Reloading browsers")
        file.unlink()
        assert served.says("linked the whole site again")
        assert served.says("Reloading browsers")
        file.write_text(REJECT)
        assert served.says("linked the whole site again")
    finally:
        served.end()


def test_a_decisions_file_whose_folder_is_not_there_is_not_watched(tmp_path: Path) -> None:
    options = {"plugins": [{"autolink": OPTIONS | {"decisions": "reviews/autolink.yml"}}]}
    with serving(write_site(tmp_path, PAGES, options)) as config, logged("mkdocs") as records:
        config.plugins.on_config(config)
        server: Any = object()
        assert config.plugins.on_serve(server, config=config, builder=build) is server
    assert not [record for record in records if "does not watch" in record.getMessage()]


def test_a_server_that_cannot_watch_the_decisions_file_serves_all_the_same(tmp_path: Path) -> None:
    with serving(write_site(tmp_path, PAGES, SETTINGS)) as config, logged("mkdocs") as records:
        config.plugins.on_config(config)
        server: Any = object()
        assert config.plugins.on_serve(server, config=config, builder=build) is server
    assert [record.getMessage() for record in records if "does not watch the decisions file" in record.getMessage()]


# The decisions file


REJECT = "version: 1\ndecisions:\n  - {phrase: widget guide, target: guide/widget.md, verdict: reject}\n"


def test_what_a_reviewer_rejected_is_no_link(build_site: BuildSite) -> None:
    site = build_site({**PAGES, "../autolink.yml": REJECT}, SETTINGS)
    assert our_links(site.site_dir)
    assert not any(link.text == "widget guide" for link in our_links(site.site_dir))
    assert (site.folder / "autolink.yml").read_text() == REJECT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "nonsense",
        "version: 2\ndecisions: []\n",
        "decisions: []\n",
        "version: 1\ndecisions:\n\t- x\n",
        "version: 1\ndecisions:\n  - phrase: x\n",
        "version: 1\ndecisions: [{phrase: x, target: y.md, verdict: perhaps}]\n",
        "<<<<<<< HEAD\nversion: 1\n=======\nversion: 1\n>>>>>>> other\n",
        "version: 1\nversion: 1\ndecisions: []\n",
        "version: 1\ndecisions: !!python/object/apply:os.system ['true']\n",
        b"\xff\xfe\x00",
        "[" * 30_000,
    ],
)
def test_a_broken_decisions_file_stops_the_build_with_one_line_and_stays(tmp_path: Path, text: str | bytes) -> None:
    config = write_site(tmp_path, {**PAGES, "../autolink.yml": text}, SETTINGS)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old.html").write_text("built before")
    line = refusal(config)
    assert line.startswith("autolink: ")
    assert "autolink.yml" in line


def test_an_unknown_key_in_the_decisions_is_said_and_warns_nobody(build_site: BuildSite) -> None:
    text = REJECT.replace("verdict: reject", "verdict: reject, nota: x")
    site = build_site({**PAGES, "../autolink.yml": text}, SETTINGS, strict=True)
    (line, _) = said(site)
    assert line.startswith("autolink: autolink.yml: ")
    assert "nota" in line


def test_a_decision_that_leads_nowhere_is_said_and_warns_nobody(build_site: BuildSite) -> None:
    text = REJECT.replace("guide/widget.md, verdict: reject", "guide/gone.md, verdict: accept")
    site = build_site({**PAGES, "../autolink.yml": text}, SETTINGS, strict=True)
    (line, _) = said(site)
    assert "'guide/gone.md'" in line
    assert "autolink.yml" in line


# When something goes wrong


def test_a_report_that_cannot_be_written_costs_a_warning_and_no_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(mkdocs_autolink.report.write, "replace_file", full)
    site = run_build(write_site(tmp_path, PAGES, SETTINGS))
    (warning,) = said(site, logging.WARNING)
    assert "autolink-report" in warning
    assert "No space left on device" in warning
    assert "\n" not in warning
    assert said(site)[-1].endswith("orphans 6 -> 2")
    assert len(our_links(site.site_dir)) > 8


def test_a_folder_in_the_way_of_the_report_costs_a_warning_and_no_link(build_site: BuildSite) -> None:
    site = build_site({**PAGES, "../autolink-report/report.html/x": ""}, SETTINGS)
    assert len(said(site, logging.WARNING)) == 1
    assert len(our_links(site.site_dir)) > 8


def test_a_page_that_could_not_be_linked_faithfully_counts_as_not_linked(
    build_site: BuildSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(page: Page, links: list[Link], *rest: Any) -> Rewritten:
        return (
            Rewritten(page.key, page.html, 0, "made to fail") if page.key == "index.md" else rewrite(page, links, *rest)
        )

    monkeypatch.setattr(mkdocs_autolink.pipeline, "rewrite", failing)
    site = build_site(PAGES, SETTINGS)
    report = site.report
    assert report is not None
    (warning,) = said(site, logging.WARNING)
    assert warning.startswith("autolink: index.md: made to fail; ")
    (problem,) = report["problems"]
    assert (problem["page"], problem["message"]) == ("index.md", warning.removeprefix("autolink: index.md: "))
    assert not any(link["page"] == "index.md" for link in report["links"])
    assert next(page for page in report["pages"] if page["page"] == "index.md")["outlinks"]["autolink"] == 0
    assert report["totals"]["links"] == len(our_links(site.site_dir)) > 5
    assert report["totals"]["candidates"] == report["totals"]["links"] + sum(report["totals"]["rejected"].values())
    assert not any(link.page == site.site_dir / "index.html" for link in our_links(site.site_dir))


def test_a_fault_of_our_own_leaves_every_page_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    plain = run_build(write_site(tmp_path / "off", PAGES, SETTINGS | {"plugins": []}))

    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("made to fail")

    monkeypatch.setattr(mkdocs_autolink.plugin, "Linker", broken)
    site = run_build(write_site(tmp_path / "on", PAGES, SETTINGS))
    (warning,) = said(site, logging.WARNING)
    assert "ZeroDivisionError: made to fail" in warning
    assert "\n" not in warning
    assert contents(site.site_dir) == contents(plain.site_dir)


CHANGES_LATE = """
from mkdocs.plugins import event_priority

@event_priority(-100)
def on_env(env, config, files):
    for file in files.documentation_pages():
        if file.src_uri == "index.md":
            file.page.content = "<p>Added late.</p>" + file.page.content
    return env
"""


def test_a_page_that_another_plugin_changed_late_gets_its_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    pages = {**PAGES, "../late.py": CHANGES_LATE}
    plain = run_build(write_site(tmp_path / "off", pages, SETTINGS | {"hooks": ["late.py"], "plugins": []}))
    site = run_build(write_site(tmp_path / "on", pages, SETTINGS | {"hooks": ["late.py"]}))
    assert without_links(site.site_dir) == contents(plain.site_dir)
    report = open_report(tmp_path / "on" / "autolink-report", None).report
    assert len(our_links(site.site_dir)) == len(report.links) > 5


def test_a_page_that_another_plugin_changed_later_gets_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    pages = {**PAGES, "../late.py": CHANGES_LATE.replace("-100", "-200")}
    plain = run_build(write_site(tmp_path / "off", pages, SETTINGS | {"hooks": ["late.py"], "plugins": []}))
    site = run_build(write_site(tmp_path / "on", pages, SETTINGS | {"hooks": ["late.py"]}))
    assert any("index.md: another plugin changed the page" in line for line in said(site))
    assert without_links(site.site_dir) == contents(plain.site_dir)
    assert not any(link.page == site.site_dir / "index.html" for link in our_links(site.site_dir))
    assert len(our_links(site.site_dir)) > 5
