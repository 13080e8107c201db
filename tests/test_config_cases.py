"""Configurations that go wrong, and plugins that stand side by side with ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort, ConfigurationError

from built_links import OPTIONS, PAGES, SETTINGS, contents, dead_links, nested_links, our_links
from support import BuildSite, logged, run_build, write_site

WRONG = {
    "report outside": ({"report": {"dir": "../../outside"}}, "report.dir"),
    "report outside, as a file": ({"report": {"dir": "../../outside.html"}}, "report.dir"),
    "report a page of the system": ({"report": {"dir": "/etc/autolink.html"}}, "report.dir"),
    "report is docs_dir": ({"report": {"dir": "docs"}}, "report.dir"),
    "report in docs_dir": ({"report": {"dir": "docs/report"}}, "report.dir"),
    "report is a page of the site": ({"report": {"dir": "site/index.html"}}, "report.dir"),
    "report in the site": ({"report": {"dir": "site/report"}}, "report.dir"),
    "report is the search index": ({"report": {"dir": "search/search_index.json"}}, "report.dir"),
    "report is a symbolic link": ({"report": {"dir": "link-to-outside"}}, "report.dir"),
    "report is a file": ({"report": {"dir": "Makefile"}}, "report.dir"),
    "report below a file": ({"report": {"dir": "Makefile/report"}}, "report.dir"),
    "report with NUL": ({"report": {"dir": "a\0b"}}, "report.dir"),
    "report with a long name": ({"report": {"dir": "x" * 300}}, "report.dir"),
    "report with a long path": ({"report": {"dir": "/".join(["x" * 200] * 30)}}, "report.dir"),
    "report is no text": ({"report": {"dir": ["a"]}}, "report.dir"),
    "report is no mapping": ({"report": "out"}, "report"),
    "decisions outside": ({"decisions": "../../../decisions.yml"}, "decisions"),
    "decisions are the configuration": ({"decisions": "mkdocs.yml"}, "decisions"),
    "decisions are a folder": ({"decisions": "docs"}, "decisions"),
    "decisions in the site": ({"decisions": "site/autolink.yml"}, "decisions"),
    "decisions in the report": ({"decisions": "autolink-report/report.json"}, "decisions"),
    "option of a wrong type": ({"min_confidence": "high"}, "min_confidence"),
    "option that does not exist": ({"unknown": 1}, "unknown"),
    "limit below zero": ({"limits": {"links_per_page": -1}}, "limits.links_per_page"),
    "script in an attribute": ({"link": {"attributes": {"onclick": "alert(1)"}}}, "link.attributes"),
    "target that is a script": ({"keywords": {"x": "javascript:alert(1)"}}, "keywords"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_option_stops_the_build_before_anything_is_written(tmp_path: Path, case: str) -> None:
    options, named = WRONG[case]
    project = tmp_path / "deep" / "er" / "project"
    config = write_site(project, PAGES, {"plugins": ["search", {"autolink": options}]})
    (project / "Makefile").write_text("all:\n")
    (tmp_path / "elsewhere").mkdir()
    (project / "link-to-outside").symlink_to(tmp_path / "elsewhere")
    (project / "site").mkdir()
    (project / "site" / "old.html").write_text("built before")
    before = contents(tmp_path)
    with logged("mkdocs") as records, pytest.raises((Abort, ConfigurationError)) as caught:
        run_build(config)
    said = [record.getMessage() for record in records] + [str(caught.value)]
    lines = [line for text in said for line in text.splitlines() if re.search(rf"\b{re.escape(named)}\b", line)]
    assert len(lines) == 1, said
    assert "autolink" in lines[0]
    assert len(lines[0]) < 300
    assert not re.search(r"[\x00-\x08]|Traceback", " ".join(said))
    assert contents(tmp_path) == before


def test_every_wrong_option_is_named_at_once(tmp_path: Path) -> None:
    options = {"min_confidence": "high", "report": {"dir": ["a"]}, "unknown": 1}
    with logged("mkdocs") as records, pytest.raises((Abort, ConfigurationError)) as caught:
        run_build(write_site(tmp_path, PAGES, {"plugins": [{"autolink": options}]}))
    said = "\n".join([*(record.getMessage() for record in records), str(caught.value)])
    for name in ("min_confidence", "report.dir", "unknown"):
        assert f"'{name}'" in said


def test_nothing_is_written_outside_of_the_site_and_the_report(build_site: BuildSite) -> None:
    site = build_site(PAGES, SETTINGS)
    places = {path.split("/")[0] for path in contents(site.folder)}
    assert places == {"docs", "mkdocs.yml", "site", "autolink-report"}
    assert contents(site.folder / "docs").keys() == PAGES.keys()


def test_a_report_goes_to_an_absolute_folder_where_it_is_told_to(tmp_path: Path) -> None:
    options = OPTIONS | {"report": {"dir": str(tmp_path / "artefacts"), "formats": ["json"]}}
    site = run_build(write_site(tmp_path / "project", PAGES, {"plugins": [{"autolink": options}]}))
    assert contents(tmp_path / "artefacts").keys() == {".gitignore", "report.json"}
    assert any(f"report: {tmp_path / 'artefacts' / 'report.json'}" in line for line in site.messages(20))


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_the_plugin_twice_links_once(build_site: BuildSite, theme: str) -> None:
    twice = {"plugins": [{"autolink": OPTIONS}, {"autolink": OPTIONS}, "search"], "theme": {"name": theme}}
    site = build_site(PAGES, SETTINGS | twice)
    assert site.report is not None
    assert len(our_links(site.site_dir)) == site.report["totals"]["links"] > 5
    assert nested_links(site.site_dir) == []
    assert dead_links(site.site_dir) == []


def test_a_plugin_that_is_off_leaves_every_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    off = run_build(
        write_site(tmp_path / "off", PAGES, SETTINGS | {"plugins": ["search", {"autolink": {"enabled": False}}]})
    )
    without = run_build(write_site(tmp_path / "without", PAGES, SETTINGS | {"plugins": ["search"]}))
    assert contents(off.site_dir) == contents(without.site_dir)
    assert off.report is None


def test_a_version_in_a_folder_gets_relative_addresses_only(build_site: BuildSite) -> None:
    site = build_site(PAGES, SETTINGS | {"site_url": "https://x.example/docs/1.0/"})
    links = our_links(site.site_dir)
    assert links
    assert not any(re.match(r"[a-z]+:|/", link.href) for link in links)
    assert dead_links(site.site_dir) == []


def test_options_without_values_are_the_defaults(build_site: BuildSite) -> None:
    site = build_site(PAGES, {"plugins": [{"autolink": None}]})
    assert site.messages() == []
    assert site.report is not None


@pytest.mark.parametrize("inherited", [True, False])
def test_a_configuration_may_inherit(tmp_path: Path, inherited: bool) -> None:
    write_site(tmp_path, PAGES, SETTINGS)
    child = tmp_path / "child.yml"
    child.write_text("INHERIT: mkdocs.yml\nsite_name: Child\n" + ("" if inherited else "plugins: []\n"))
    site = run_build(child)
    assert bool(our_links(site.site_dir)) is inherited


@pytest.mark.parametrize(("formats", "files"), [([], set()), (["markdown"], {".gitignore", "report.md"})])
def test_formats_that_are_not_wanted_are_not_written(
    build_site: BuildSite, formats: list[str], files: set[str]
) -> None:
    site = build_site(PAGES, {"plugins": [{"autolink": OPTIONS | {"report": {"formats": formats}}}]})
    assert contents(site.folder / "autolink-report").keys() == files
    assert our_links(site.site_dir)
