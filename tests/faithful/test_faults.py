"""Whatever breaks in the program, a build gives the pages that it gives without it, and says so once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from faithful.faulty import Fault, build, built_pages, faulty, functions, modules
from mkdocs_autolink import body, graph, pipeline, plugin, rewrite
from mkdocs_autolink.outcomes import Link
from mkdocs_autolink.report import text as report_text
from mkdocs_autolink.rewrite import Rewritten
from mkdocs_autolink.settings import LinkOptions
from mkdocs_autolink.site import Page, Site

BROKEN = "api.md"
BROKEN_PAGE = "api/index.html"


@pytest.fixture(scope="module")
def without_plugin(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The pages of the small site as MkDocs alone makes them."""
    return built_pages(build(tmp_path_factory.mktemp("without"), with_plugin=False))


@pytest.fixture(scope="module")
def with_plugin(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The pages of the small site with links."""
    return built_pages(build(tmp_path_factory.mktemp("with")))


def with_functions() -> list[ModuleType]:
    return [module for module in modules() if functions(module)]


@pytest.mark.parametrize("module", with_functions(), ids=lambda module: module.__name__.partition(".")[2])
def test_a_fault_in_any_function_costs_links_and_nothing_else(
    module: ModuleType, tmp_path: Path, without_plugin: Mapping[str, bytes], with_plugin: Mapping[str, bytes]
) -> None:
    wrong = {}
    for function in functions(module):
        fault = Fault()
        with faulty(function, fault.function()):
            site = build(tmp_path)
        warnings = site.messages()
        if fault.raised:
            right = (
                built_pages(site) == without_plugin and len(warnings) == 1 and "a fault that the test" in warnings[0]
            )
        else:
            right = built_pages(site) == with_plugin and not warnings
        if not right:
            wrong[str(function)] = warnings
    assert wrong == {}


def test_faults_reach_the_whole_pipeline(tmp_path: Path) -> None:
    names = {str(function) for module in modules() for function in functions(module)}
    assert {
        "body.read_body",
        "finder.Finder.candidates",
        "confidence.Scorer.weigh",
        "decisions.read.load_decisions",
        "evidence.SiteEvidence.of_phrase",
        "hits.find_hits",
        "index.build_index",
        "mentions.find_mentions",
        "plan.make_plan",
        "report.build.build_report",
        "report.write.write_report",
        "rewrite.rewrite",
        "rewrite.unlink",
        "settings.read_settings",
        "site.Site.by_key",
    } <= names
    reached = 0
    for module in (body, graph, report_text):
        for function in functions(module):
            fault = Fault()
            with faulty(function, fault.function()):
                build(tmp_path)
            reached += fault.raised
    assert reached >= 5


def test_a_fault_while_pages_are_written_leaves_them_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, without_plugin: Mapping[str, bytes]
) -> None:
    monkeypatch.setattr(Rewritten, "links", property(Fault().function(), lambda *_: None))  # read when writing
    site = build(tmp_path)
    assert built_pages(site) == without_plugin
    assert [line for line in site.messages() if "as they were" in line] == site.messages()
    assert len(site.messages()) == 1


def test_the_next_build_of_a_server_tries_again() -> None:
    served = plugin.AutolinkPlugin()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plugin, "read_settings", Fault().function())
        assert served.load_config({}) == ([], [])
        assert served.failed
    assert served.load_config({}) == ([], [])
    assert not served.failed


def _a_byte_more(page: Page, *_: Any) -> str:
    return '<a class="autolink" href="x">' + ("\N{ZERO WIDTH SPACE}" if page.key == BROKEN else "")


def _a_tag_of_another_kind(page: Page, *_: Any) -> str:
    return '<a href="x">' if page.key == BROKEN else '<a class="autolink" href="x">'


def _an_open_quote(page: Page, *_: Any) -> str:
    return '<a class="autolink" href="x>' if page.key == BROKEN else '<a class="autolink" href="x">'


def _a_tag_too_many(page: Page, *_: Any) -> str:
    return '<a class="autolink" href="x">' + ('<a class="autolink" href="x"></a>' if page.key == BROKEN else "")


@pytest.mark.parametrize("start_tag", [_a_byte_more, _a_tag_of_another_kind, _an_open_quote, _a_tag_too_many])
def test_a_page_whose_links_are_written_wrong_is_left_as_it_was(
    start_tag: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    without_plugin: Mapping[str, bytes],
    with_plugin: Mapping[str, bytes],
) -> None:
    monkeypatch.setattr(rewrite, "_start_tag", start_tag)
    _assert_only_the_broken_page_is_left(tmp_path, without_plugin, with_plugin)


PLACES = {
    "the same": (0, 0),
    "right": (1, 1),
    "left": (-1, -1),
    "wider": (-1, 0),
    "over tags behind it": (0, 40),
    "over tags before it": (-40, 0),
}


@pytest.mark.parametrize("moved", PLACES.values(), ids=PLACES.keys())
def test_a_page_with_a_second_link_in_a_place_is_left_as_it_was(
    moved: tuple[int, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    without_plugin: Mapping[str, bytes],
    with_plugin: Mapping[str, bytes],
) -> None:
    monkeypatch.setattr(pipeline, "rewrite", _with_wrong_links(lambda link: [link, _moved(link, *moved)]))
    _assert_only_the_broken_page_is_left(tmp_path, without_plugin, with_plugin)


def test_a_page_with_a_link_in_a_tag_is_left_as_it_was(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    without_plugin: Mapping[str, bytes],
    with_plugin: Mapping[str, bytes],
) -> None:
    def in_the_first_tag(link: Link) -> list[Link]:
        candidate = link.weighed.candidate
        return [_moved(link, 1 - candidate.start, 3 - candidate.end)]

    monkeypatch.setattr(pipeline, "rewrite", _with_wrong_links(in_the_first_tag))
    _assert_only_the_broken_page_is_left(tmp_path, without_plugin, with_plugin)


def _with_wrong_links(wrong: Callable[[Link], list[Link]]) -> Callable[..., Rewritten]:
    """The rewriter, given other links for one page than were planned: those that its first one is made into."""

    def rewritten(page: Page, links: list[Link], site: Site, settings: LinkOptions) -> Rewritten:
        return rewrite.rewrite(page, wrong(links[0]) if page.key == BROKEN else links, site, settings)

    return rewritten


def _assert_only_the_broken_page_is_left(
    folder: Path, without_plugin: Mapping[str, bytes], with_plugin: Mapping[str, bytes]
) -> None:
    site = build(folder)
    pages = built_pages(site)
    assert with_plugin[BROKEN_PAGE] != without_plugin[BROKEN_PAGE]
    changed = {name for name in pages if pages[name] != without_plugin[name]}
    assert changed == {name for name in pages if with_plugin[name] != without_plugin[name]} - {BROKEN_PAGE}
    assert [line.split(":")[1].strip() for line in site.messages()] == [BROKEN]


def _moved(link: Link, start: int, end: int) -> Link:
    candidate = link.weighed.candidate
    moved = replace(candidate, start=candidate.start + start, end=candidate.end + end)
    return replace(link, weighed=replace(link.weighed, candidate=moved))
