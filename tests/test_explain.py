from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from drawing import facts, site
from made_report import REJECT, link, made_report, rejection
from mkdocs_autolink.cli.explain import explain as command
from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.explain import (
    UnknownPageError,
    entries_on,
    find_page,
    full_report,
    matching,
    render_entries,
    why_absent,
)
from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.pages import read_site
from mkdocs_autolink.paths import PAGE_SUFFIXES
from mkdocs_autolink.pipeline import autolink
from mkdocs_autolink.report import Report, ReportRejection, build_report
from mkdocs_autolink.settings import Settings, read_settings
from mkdocs_autolink.site import Site
from support import run_build, write_site

PAGES = {
    "index.md": "<p>Home of the widgets.</p>",
    "guide/widget.md": '<h1>Widget polisher</h1><h2 id="oil">Widget oil</h2><p>Text.</p>',
    "guide/README.md": "<h1>Guide</h1>",
    "say.md": "<p>See the widget polisher, or widget polishers. Here is some widget oil.</p>",
}


def report_of(drawn: Site, settings: Settings | None = None) -> Report:
    settings = settings or Settings()
    return build_report(autolink(drawn, settings, Decisions()), settings)


def everything(drawn: Site, page: str, settings: Settings | None = None) -> Report:
    settings = settings or Settings()
    return full_report(autolink(drawn, settings, Decisions()), settings, page)


def absent(drawn: Site, page: str, phrase: str, settings: Settings | None = None, *decided: Decision) -> list[str]:
    settings = settings or Settings()
    result = autolink(drawn, settings, Decisions(decided))
    return why_absent(result, settings, full_report(result, settings, page), page, phrase)


# Which page


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("guide/widget.md", "guide/widget.md"),
        (" guide/widget.md ", "guide/widget.md"),
        ("guide\\widget.md", "guide/widget.md"),
        ("docs/guide/widget.md", "guide/widget.md"),
        ("guide/widget", "guide/widget.md"),
        ("/guide/widget/", "guide/widget.md"),
        ("/guide/widget/#oil", "guide/widget.md"),
        ("guide/widget.html", "guide/widget.md"),
        ("guide/widget/index.html", "guide/widget.md"),
        ("https://example.org/guide/widget/?q=1#oil", "guide/widget.md"),
        ("https://example.org/product/1.0/guide/widget/", "guide/widget.md"),
        ("/product/1.0/guide/widget/", "guide/widget.md"),
        ("https://example.org/", "index.md"),
        ("/", "index.md"),
        ("guide/", "guide/README.md"),
        ("/guide/index.html", "guide/README.md"),
    ],
)
def test_a_page_is_named_in_many_ways(asked: str, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_page(asked, report_of(site(PAGES)), Path("docs")) == page


@pytest.mark.parametrize(
    "asked", ["/other/index.html", "https://example.org/other/index.html", "/away/docs/guide/widget.md"]
)
def test_no_page_is_guessed_for_what_stands_elsewhere(asked: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownPageError):
        find_page(asked, report_of(site(PAGES)), tmp_path)


@pytest.mark.parametrize("suffix", PAGE_SUFFIXES)
def test_a_page_of_any_suffix_is_named_by_its_address_on_the_site(suffix: str, tmp_path: Path) -> None:
    page = f"guide/oil{suffix}"
    assert find_page("/guide/oil/", report_of(site({page: "<h1>Oil</h1>"})), tmp_path) == page


def test_a_page_is_named_by_its_whole_path(tmp_path: Path) -> None:
    assert find_page(str(tmp_path / "guide" / "widget.md"), report_of(site(PAGES)), tmp_path) == "guide/widget.md"


def test_a_page_is_named_by_its_path_from_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    assert find_page("../docs/guide/widget.md", report_of(site(PAGES)), tmp_path / "docs") == "guide/widget.md"


def test_a_page_is_named_by_its_path_where_the_docs_folder_is_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sources" / "guide").mkdir(parents=True)
    (tmp_path / "docs").symlink_to("sources")
    monkeypatch.chdir(tmp_path)
    for docs in ("docs", "sources"):
        for asked in ("docs/guide/widget.md", "sources/guide/widget.md"):
            assert find_page(asked, report_of(site(PAGES)), tmp_path / docs) == "guide/widget.md"


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("https://example.org/product/1.0/", "index.md"),
        ("https://example.org/product/1.0", "index.md"),
        ("http://127.0.0.1:8000/product/1.0/#top", "index.md"),
        ("/product/1.0/index.html", "index.md"),
        ("https://example.org/product/1.0/guide/", "guide/README.md"),
        ("https://example.org/product/1.0/guide/widget/?q=1", "guide/widget.md"),
    ],
)
def test_an_address_is_read_as_the_site_s_where_it_stands_in_a_folder(asked: str, page: str, tmp_path: Path) -> None:
    assert find_page(asked, report_of(site(PAGES)), tmp_path, "https://example.org/product/1.0/") == page


@pytest.mark.parametrize("asked", ["https://example.org/product/", "/product/1.0.1/", "product/1.0/"])
def test_what_is_not_below_the_site_is_no_page_of_it(asked: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownPageError):
        find_page(asked, report_of(site(PAGES)), tmp_path, "https://example.org/product/1.0/")


@pytest.mark.parametrize("asked", ["../say.md", "guide/../say.md", "..", "docs\\..\\say.md"])
def test_a_page_is_never_above_the_docs(asked: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownPageError, match=r"without `\.\.`"):
        find_page(asked, report_of(site(PAGES)), tmp_path)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("guide/wigdet.md", "'guide/widget.md'"),
        ("xyz", "Name it by its path"),
        (" ", "No page is named."),
        ("http://[x", "is no page"),
        ("a\0b", "is no page"),
    ],
)
def test_a_page_that_is_not_there_is_named_with_its_likes(asked: str, expected: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownPageError) as caught:
        find_page(asked, report_of(site(PAGES)), tmp_path)
    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)


# What became of candidates


def test_everything_on_one_page_is_told() -> None:
    drawn = site(PAGES, settings=Settings())
    listed = entries_on(report_of(drawn), "say.md")
    told = entries_on(everything(drawn, "say.md"), "say.md")
    assert {entry.id for entry in listed} <= {entry.id for entry in told}
    assert len(told) > len(listed)
    assert {entry.page for entry in told} == {"say.md"}


def test_of_one_place_the_surest_candidate_comes_first() -> None:
    told = made_report(
        rejected=(
            rejection("a.md", "pull request", "other.md", Reason.LOW_CONFIDENCE, confidence=0.1),
            rejection("a.md", "pull request", "right.md", Reason.LOW_CONFIDENCE, confidence=0.4),
            rejection("a.md", "merge", "right.md", Reason.LOW_CONFIDENCE, confidence=0.9),
        ),
        links=(link("a.md", "branch", "branch.md", line=2),),
    )
    assert [entry.confidence for entry in entries_on(told, "a.md")] == [0.9, 0.4, 0.1, 0.9]
    assert [str(entry.target) for entry in entries_on(told, "a.md")] == [
        "branch.md",
        "right.md",
        "other.md",
        "right.md",
    ]


def test_hopeless_candidates_are_counted_where_nobody_asks_for_them() -> None:
    entries = [
        link("a.md", "one", "x.md", confidence=0.01),
        rejection("a.md", "two", "x.md", Reason.REJECTED_BY_REVIEWER, confidence=0.01, verdict=REJECT),
        rejection("a.md", "three", "x.md", Reason.LOW_CONFIDENCE, confidence=0.1),
        rejection("a.md", "four", "x.md", Reason.LOW_CONFIDENCE, confidence=0.09),
    ]
    told = render_entries("a.md", "", entries)
    assert [word for word in ("one", "two", "three", "four") if f'"{word}" ->' in told] == ["one", "two", "three"]
    assert told.startswith("a.md: 4 candidates, 1 link\n")
    assert told.endswith("\n\nAnd 1 below a confidence of 0.1: name the words to see one.\n")
    assert '"four" ->' in render_entries("a.md", "four", entries[3:])


def test_places_with_several_names_say_which() -> None:
    one = link("a.md", "widgets", "x.md")
    told = render_entries("a.md", "", [one, replace(one, phrase="The widget")])
    assert [line for line in told.splitlines() if "Known by" in line] == ['  Known by: "The widget" (title)']


def test_what_is_linked_is_what_the_build_links() -> None:
    drawn = site(PAGES, settings=Settings())
    report = everything(drawn, "say.md")
    assert [link for link in report_of(drawn).links if link.page == "say.md"] == list(report.links)
    assert everything(drawn, "say.md", Settings(mode="propose")).links == ()


def test_unlikely_candidates_are_rejections_even_where_anything_is_linked() -> None:
    settings = Settings(min_confidence=0.0)
    drawn = site(PAGES, settings=settings)
    assert everything(drawn, "say.md", settings).links == tuple(
        link for link in report_of(drawn, settings).links if link.page == "say.md"
    )


@pytest.mark.parametrize(
    ("phrase", "same", "longer"),
    [
        ("widget polisher", {"widget polisher", "widget polishers"}, set()),
        ("The WIDGET Polishers", {"widget polisher", "widget polishers"}, set()),
        ("polisher", set(), {"widget polisher", "widget polishers"}),
        ("polisher widget", set(), set()),
        ("", set(), set()),
    ],
)
def test_a_phrase_matches_its_forms(phrase: str, same: set[str], longer: set[str]) -> None:
    entries = entries_on(everything(site(PAGES), "say.md"), "say.md")
    found = matching(entries, phrase, "en")
    assert tuple({entry.anchor_text for entry in part} for part in found) == (same, longer)


def test_terms_are_told_the_largest_first() -> None:
    entries, _ = matching(entries_on(everything(site(PAGES), "say.md"), "say.md"), "widget polisher", "en")
    text = render_entries("say.md", "widget polisher", entries[:1])
    terms = [float(line.split()[0]) for line in text.splitlines() if line.startswith("    ")]
    assert len(terms) > 3
    assert [abs(term) for term in terms[:-1]] == sorted(map(abs, terms[:-1]), reverse=True)
    assert terms[-1] == pytest.approx(sum(terms[:-1]), abs=0.1)


def test_a_sentence_that_is_cut_says_so() -> None:
    before = "that goes on for a while before it comes to what is called a "
    after = " and then for quite another while behind it, as sentences do that"
    text = render_entries("a.md", "p", [link("a.md", "widget", "x.md", before=before, after=after)])
    assert f"  …{before}[widget]{after}…\n" in text
    text = render_entries("a.md", "p", [link("a.md", "widget", "x.md", before="See the ", after=" first.")])
    assert "  See the [widget] first.\n" in text


def test_a_rejection_says_why_and_what_to_do() -> None:
    settings = Settings(never=("widget oil",))
    report = everything(site(PAGES, settings=settings), "say.md", settings)
    same, _ = matching(entries_on(report, "say.md"), "widget oil", "en")
    assert all(isinstance(entry, ReportRejection) for entry in same)
    text = render_entries("say.md", "widget oil", same)
    assert "not linked: phrase on the never list" in text
    assert "`never` list" in text


# Why a phrase is no candidate

ABSENT: Mapping[str, tuple[str, dict[str, str], dict[str, Any], str]] = {
    "not in the text": ("widget polisher", {"say.md": "<p>Nothing.</p>"}, {}, "The words are not in the text"),
    "in a heading": ("widget polisher", {"say.md": "<h2>The widget polisher</h2><p>Text.</p>"}, {}, "only in headings"),
    "in a link": (
        "widget polisher",
        {"say.md": '<p>The <a href="https://example.org/">widget polisher</a> of others.</p>'},
        {},
        "only in links of its author's",
    ),
    "in code": ("widget polisher", {"say.md": "<p>Say <code>widget polisher</code>.</p>"}, {}, "only in inline code"),
    "in a code block": (
        "widget polisher",
        {"say.md": "<pre><code>widget polisher</code></pre>"},
        {},
        "only in code blocks or in other places",
    ),
    "in what is excluded": (
        "widget polisher",
        {"say.md": '<p class="x">The widget polisher.</p>'},
        {"selectors_exclude": [".x"]},
        "elements that are excluded",
    ),
    "nobody's name": ("gadget", {"say.md": "<p>The gadget.</p>"}, {}, "No page or section is called so."),
    "nearly a name": ("widget polishing", {"say.md": "<p>Widget polishing.</p>"}, {}, "Nearest: 'Widget polisher'"),
    "the page's own name": (
        "widget polisher",
        {"guide/widget.md": "<h1>Widget polisher</h1><p>The widget polisher.</p>"},
        {},
        "a name of this page itself",
    ),
    "without its article": (
        "reflog",
        {"say.md": "<p>Look at its reflog.</p>", "b.md": "<h1>B</h1><h2 id=r>The reflog</h2><p>Text.</p>"},
        {},
        "needs the article",
    ),
    "in another letter case": (
        "Oil",
        {"say.md": "<p>The OIL.</p>", "b.md": "<h1>Oil</h1>"},
        {},
        "short names need their own letter case",
    ),
    "in a path": (
        "oil",
        {"say.md": "<p>It is in barrels/oil/7.</p>", "oil.md": "<h1>oil</h1>"},
        {},
        "a piece of something longer",
    ),
    "as a verb": (
        "polish",
        {"say.md": "<p>Now you can polish them.</p>", "b.md": "<h1>Polish</h1>"},
        {},
        "no name there: it is a verb",
    ),
    "in a foreign term": (
        "inverse",
        {"say.md": "<p>狄利克雷逆元（Dirichlet inverse）的定义和性质在这里</p>", "inverse.md": "<h1>模逆元</h1>"},
        {"languages": ["zh"]},
        "a part of a foreign term",
    ),
    "with an address": (
        "polish",
        {"say.md": "<p>See the Polish at https://example.org/.</p>", "b.md": "<h1>Polish</h1>"},
        {},
        "Its author says there where it is found",
    ),
    "with a link of its own": (
        "polish",
        {
            "say.md": '<ul><li>Polish: <a href="https://example.org/">a shop</a></li></ul>',
            "b.md": "<h1>Polish</h1>",
        },
        {},
        "Its author says there where it is found",
    ),
    "in a longer word": (
        "树基础",
        {"say.md": "<p>在搜索树的基础上我们学习这些内容和其他的结构</p>", "b.md": "<h1>树基础</h1>"},
        {"languages": ["zh"]},
        "begin there inside of a longer word",
    ),
    "a heading of any page": (
        "troubleshooting",
        {"say.md": "<p>Some troubleshooting.</p>", "b.md": "<h1>B</h1><h2>Troubleshooting</h2>"},
        {},
        "'b.md' has such a heading",
    ),
}


@pytest.mark.parametrize("case", ABSENT)
def test_why_a_phrase_is_no_candidate(case: str) -> None:
    phrase, pages, options, expected = ABSENT[case]
    settings = read_settings(options)
    page = next(iter(pages))
    drawn = site({**PAGES, **pages}, settings=settings)
    report = everything(drawn, page, settings)
    assert matching(entries_on(report, page), phrase, "en")[0] == []
    reasons = absent(drawn, page, phrase, settings)
    assert any(expected in reason for reason in reasons), reasons


@pytest.mark.parametrize("phrase", ["IT", "the", "7", "x", "!"])
def test_words_that_are_nobody_s_name_are_not_said_to_be_missing(phrase: str) -> None:
    pages = {"say.md": f"<p>The widget, and it says {phrase} too.</p>"}
    drawn = site({**PAGES, **pages}, settings=Settings(languages=("en",)))
    (reason,) = absent(drawn, "say.md", phrase)
    assert reason.startswith("No page is looked for by such words")


def test_no_keyword_is_advised_for_what_stands_in_code_alone() -> None:
    drawn = site({**PAGES, "say.md": "<p>Run <code>polish --all</code> now.</p>"})
    (reason,) = absent(drawn, "say.md", "polish --all")
    assert "Keywords and aliases name no code." in reason


def test_an_excluded_target_is_named() -> None:
    drawn = site({**PAGES}, {}, {"guide/widget.md": {"autolink": {"target": False}}})
    reasons = absent(drawn, "say.md", "widget polisher")
    assert len(reasons) == 1
    assert reasons[0].startswith("'guide/widget.md' is called so, but no link may lead to it")


@pytest.mark.parametrize("by", ["keyword", "front matter", "decision"])
def test_an_excluded_target_that_somebody_names_is_named(by: str) -> None:
    own = {"target": False, **({"keywords": ["gizmo"]} if by == "front matter" else {})}
    drawn = site({**PAGES, "say.md": "<p>The gizmo.</p>"}, {}, {"guide/widget.md": {"autolink": own}})
    settings = Settings(keywords={"gizmo": "guide/widget.md#oil"} if by == "keyword" else {})
    decided = [Decision("gizmo", "guide/widget.md", Verdict.ACCEPT)] if by == "decision" else []
    (reason,) = absent(drawn, "say.md", "gizmo", settings, *decided)
    assert reason.startswith("'guide/widget.md' is called so, but no link may lead to it")


def test_a_target_that_is_gone_is_named() -> None:
    drawn = site({**PAGES, "say.md": "<p>The gizmo.</p>"})
    reasons = absent(drawn, "say.md", "gizmo", Settings(keywords={"gizmo": "gone.md"}))
    said = "A keyword or a decision leads these words to 'gone.md', which is no page of this build. Mend it."
    assert reasons == [said]
    assert absent(drawn, "say.md", "gizmo", None, Decision("gizmo", "gone.md#x", Verdict.ACCEPT)) == [said]


def test_a_page_that_gets_no_links_says_so() -> None:
    drawn = site({**PAGES}, {}, {"say.md": {"autolink": {"source": False}}})
    reasons = absent(drawn, "say.md", "widget polisher")
    assert reasons == [
        "No links are set on this page: the options `include` and `exclude`, or its front matter, say so."
    ]


def test_a_target_in_another_version_is_named() -> None:
    pages = {f"{folder}/{name}.md": "<p>Text.</p>" for folder in ("v1", "v2") for name in "ab"}
    drawn = site({**pages, "v1/say.md": "<p>The widget polisher.</p>", "v2/w.md": "<h1>Widget polisher</h1>"})
    reasons = absent(drawn, "v1/say.md", "widget polisher")
    said = "'v2/w.md' is called so, but it is a page of another version or copy of these pages."
    assert reasons == [said]


def test_a_target_in_another_language_is_named() -> None:
    pages = facts({"say.md": "<p>The widget polisher.</p>"}, locale="en")
    pages += facts({"w.md": "<h1>Widget polisher</h1>"}, locale="de")
    drawn = read_site("Example", pages, Settings())
    reasons = absent(drawn, "say.md", "widget polisher")
    assert reasons == ["'w.md' is called so, but it is in another language (de) than this page."]


def test_what_a_decision_or_a_keyword_names_has_a_name() -> None:
    drawn = site({**PAGES, "say.md": "<p>See the gadget.</p>"})
    elsewhere = Decision("gadget", "guide/widget.md", Verdict.ACCEPT, pages=("index.md",))
    (reason,) = absent(drawn, "say.md", "gadgets", None, elsewhere)
    assert reason.startswith("A decision links these words, but on other pages only.")
    keyword = Settings(keywords={"gizmo": "guide/widget.md"})
    assert absent(drawn, "say.md", "gizmo", keyword) == ["The words are not in the text of this page."]


# The command

SOURCES = {
    "index.md": "# Home\n\nSee the widget polisher for more, and nothing else.\n",
    "widget.md": "# Widget polisher\n\nText.\n",
}


def built(folder: Path, *, rejected: str = "near") -> Path:
    plugin = {"autolink": {"report": {"rejected": rejected}}}
    run_build(write_site(folder, SOURCES, {"plugins": [plugin]}))
    return folder


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments, "--report", str(folder / "autolink-report")])


def test_a_link_is_explained_from_the_report(tmp_path: Path) -> None:
    folder = built(tmp_path)
    (folder / "mkdocs.yml").write_text("broken: [", encoding="utf-8")
    result = run(folder, "index.md", "widget polisher")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "-> widget.md" in result.stdout
    assert "linked" in result.stdout


def test_the_lines_that_a_long_report_does_not_give_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_autolink.report.build._MOST_LINES", 0)
    folder = built(tmp_path, rejected="all")
    told = run(folder, "index.md")
    assert (told.stderr, told.stdout.count("line 3: ")) == ("", 2)


def test_what_the_report_does_not_list_is_found_by_building(tmp_path: Path) -> None:
    result = run(built(tmp_path), "/", "gadget")
    assert result.exit_code == 0
    assert result.stderr.startswith("Building the site")
    assert "The words are not in the text of this page." in result.stdout


@pytest.mark.parametrize(("rejected", "builds"), [("near", True), ("all", False)])
def test_a_whole_page_needs_a_whole_report(tmp_path: Path, rejected: str, builds: bool) -> None:
    result = run(built(tmp_path, rejected=rejected), "index.md")
    assert result.exit_code == 0
    assert bool(result.stderr) is builds
    assert result.stdout.startswith("index.md: 2 candidates, 1 link")


@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.yaml", "properdocs.yml"])
def test_a_site_that_was_not_built_yet_is(tmp_path: Path, name: str) -> None:
    write_site(tmp_path, SOURCES, {}).rename(tmp_path / name)
    result = CliRunner().invoke(
        command, ["index.md", "--project", str(tmp_path), "--report", str(tmp_path / "autolink-report")]
    )
    assert result.exit_code == 0
    assert "-> widget.md" in result.stdout


def test_a_page_without_links_says_why_it_has_none(tmp_path: Path) -> None:
    pages = {**SOURCES, "none.md": "---\nautolink: false\n---\nSee the widget polisher.\n"}
    run_build(write_site(tmp_path, pages, {"plugins": [{"autolink": {"report": {"rejected": "all"}}}]}))
    assert run(tmp_path, "none.md").stdout == (
        "none.md: 0 candidates, 0 links\n"
        "  No links are set on this page: the options `include` and `exclude`, or its front matter, say so.\n"
    )
    assert "No links are set" not in run(tmp_path, "widget.md").stdout


def test_a_phrase_of_spaces_is_none(tmp_path: Path) -> None:
    folder = built(tmp_path, rejected="all")
    assert run(folder, "index.md", " ").stdout == run(folder, "index.md").stdout


@pytest.mark.parametrize("page", ["no-such-page.md", "../index.md"])
def test_an_unknown_page_is_wrong_usage(tmp_path: Path, page: str) -> None:
    result = run(built(tmp_path), page, "widget polisher")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: ")


def test_the_home_page_is_named_by_its_whole_address(tmp_path: Path) -> None:
    run_build(write_site(tmp_path, SOURCES, {"plugins": ["autolink"], "site_url": "https://example.org/product/"}))
    result = run(tmp_path, "https://example.org/product/", "widget polisher")
    assert (result.exit_code, result.stdout.split(":")[0]) == (0, "index.md")
    assert result.stderr == ""
    assert run(tmp_path, "https://example.org/other/", "widget polisher").exit_code == 2
    (tmp_path / "mkdocs.yml").write_text("plugins: [no-such-plugin]", encoding="utf-8")
    result = run(tmp_path, "https://example.org/product/", "widget polisher")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_neither_report_nor_site_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        command, ["index.md", "--project", str(tmp_path), "--report", str(tmp_path / "autolink-report")]
    )
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_a_page_that_changed_or_came_after_the_report_is_read_anew(tmp_path: Path) -> None:
    folder = built(tmp_path, rejected="all")
    (folder / "docs/index.md").write_text("# Home\n\nHere it is the Widget polisher.\n", encoding="utf-8")
    (folder / "docs/new.md").write_text("# New\n\nOne more widget polisher.\n", encoding="utf-8")
    assert "Here it is the [Widget polisher]" in run(folder, "index.md", "widget polisher").stdout
    result = run(folder, "new.md", "widget polisher")
    assert result.stderr.startswith("Building the site")
    assert "One more [widget polisher]" in result.stdout
    assert run(folder, "nowhere.md").exit_code == 2


def test_a_pipe_that_is_called_like_a_page_is_not_waited_for(tmp_path: Path) -> None:
    folder = built(tmp_path, rejected="all")
    (folder / "docs/widget.md").unlink()
    os.mkfifo(folder / "docs/widget.md")
    for page in ("widget.md", str(folder / "docs/widget.md")):
        result = run(folder, page)
        assert result.exit_code == 2
        assert result.stderr.endswith("docs: 'widget.md' is called like a page and is no file; move it away.\n")
