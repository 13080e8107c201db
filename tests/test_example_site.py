"""The example site shows what the plugin does: it must show it without a fault."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from built_links import dead_links, our_links
from mkdocs_autolink.decisions import load_decisions
from mkdocs_autolink.settings import read_settings
from support import BuiltSite, run_build

EXAMPLE = Path(__file__).parents[1] / "example-site"

if not EXAMPLE.is_dir():
    pytest.skip("example-site is not part of a source distribution", allow_module_level=True)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The example as it is under version control, built strictly in a folder of its own."""
    folder = tmp_path_factory.mktemp("example") / "example-site"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("site", "autolink-report"))
    return run_build(folder / "mkdocs.yml", strict=True)


@pytest.fixture(scope="module")
def report(site: BuiltSite) -> dict[str, Any]:
    assert site.report is not None
    return site.report


def options() -> dict[str, Any]:
    plugins = yaml.safe_load((EXAMPLE / "mkdocs.yml").read_text(encoding="utf-8"))["plugins"]
    found: dict[str, Any] = next(plugin["autolink"] for plugin in plugins if isinstance(plugin, dict))
    return found


def test_it_builds_without_a_warning(site: BuiltSite, report: dict[str, Any]) -> None:
    assert site.messages() == []
    assert report["problems"] == []


def test_every_link_works(site: BuiltSite, report: dict[str, Any]) -> None:
    assert dead_links(site.site_dir) == []
    assert len(our_links(site.site_dir)) == report["totals"]["links"] >= 40


def test_the_one_line_says_what_the_report_says(site: BuiltSite, report: dict[str, Any]) -> None:
    (line,) = [message for message in site.messages(20) if message.startswith("autolink: ")]
    totals = report["totals"]
    assert line.startswith(
        f"autolink: {totals['links']} links on {totals['pages_with_links']} of {totals['pages']} pages"
        f" ({totals['links_to_sections']} to sections), "
    )
    before, after = totals["orphans"]["before"], totals["orphans"]["after"]
    assert line.endswith(f", orphans {before} -> {after}; report: {site.folder / 'autolink-report' / 'report.html'}")
    assert after < before


def test_what_the_reviewer_decided_holds(report: dict[str, Any]) -> None:
    linked = {
        (link["page"], words.casefold(), link["target"])
        for link in report["links"]
        for words in (link["phrase"], link["anchor_text"])
    }
    pages = tuple(page["page"] for page in report["pages"])
    for decision in load_decisions(EXAMPLE / "autolink.yml").items:
        phrase, target = decision.phrase.casefold(), decision.to or decision.target
        found = [page for page in decision.pages or pages if (page, phrase, target) in linked]
        assert bool(found) is (decision.verdict != "reject"), decision


def test_decided_links_carry_their_verdict(report: dict[str, Any]) -> None:
    verdicts = {link["verdict"] for link in report["links"]}
    assert {"accept", "retarget", None} <= verdicts


def test_two_pages_of_one_title_are_told_apart_by_evidence_or_held_back(report: dict[str, Any]) -> None:
    hooks = {"everyday/hooks.md", "collaboration/hooks.md"}
    open_mentions = [
        entry
        for entry in report["links"] + report["rejected"]
        if entry["anchor_text"].casefold() == "hooks" and entry["target"] in hooks and not entry["verdict"]
    ]
    assert open_mentions
    for entry in open_mentions:
        rivals = [x for x in open_mentions if x["page"] == entry["page"] and x["target"] != entry["target"]]
        assert entry.get("reason") or all(rival["confidence"] < entry["confidence"] for rival in rivals)


def test_phrases_on_the_never_list_are_no_links(report: dict[str, Any]) -> None:
    never = {phrase.casefold() for phrase in options()["never"]}
    assert never
    for link in report["links"]:
        assert link["phrase"].casefold() not in never
        assert link["anchor_text"].casefold() not in never


def test_pages_that_opted_out_are_left_alone(site: BuiltSite, report: dict[str, Any]) -> None:
    opted_out = [
        path.relative_to(site.folder / "docs").as_posix()
        for path in (site.folder / "docs").rglob("*.md")
        if re.search(r"^autolink: false$|^  source: false$", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert opted_out, "the example shows how a page opts out"
    assert not {link["page"] for link in report["links"]} & set(opted_out)


def test_no_limit_is_exceeded(report: dict[str, Any]) -> None:
    limit = read_settings(options()).limits.links_per_page
    assert limit is not None
    for page in report["pages"]:
        open_links = [x for x in report["links"] if x["page"] == page["page"] and not x["verdict"]]
        assert len(open_links) <= limit


def test_the_options_that_it_shows_at_their_defaults_exist_and_have_these_defaults() -> None:
    text = (EXAMPLE / "mkdocs.yml").read_text(encoding="utf-8")
    shown = re.findall(r"^ {6}# ( *[a-z_]+:.*)$", text.split("Everything below stands at its default")[1], re.MULTILINE)
    assert len(shown) > 10
    assert read_settings(yaml.safe_load("\n".join(shown))) == read_settings({})
    limits = re.findall(r"^ {8}# ([a-z_]+:.*)$", text, re.MULTILINE)
    assert len(limits) == 4
    assert read_settings({"limits": yaml.safe_load("\n".join(limits))}) == read_settings({})
