from __future__ import annotations

from dataclasses import replace

from check.checked import LOCATIONS
from made_report import link, made_report
from mkdocs_autolink.check import ChangeKind
from mkdocs_autolink.check.link_changes import find_link_changes
from mkdocs_autolink.report import ReportLink


def changed(old: list[ReportLink], new: list[ReportLink]) -> list[tuple[str, str, int | None, str, str]]:
    found = find_link_changes(made_report(links=tuple(old)), made_report(links=tuple(new)), LOCATIONS)
    return [(change.kind, change.page, change.line, str(change.target), change.was) for change in found]


ONE = link("a.md", "disk areas", "disk.md", line=3, before="See ", after=".")


def test_a_link_that_only_stands_elsewhere_on_its_page_is_the_same() -> None:
    assert (
        changed([ONE], [replace(ONE, line=99, before="Or ", phrase="Disk  Areas", id="1" * 12, confidence=0.7)]) == []
    )


def test_links_come_and_go() -> None:
    assert changed([], [ONE]) == [(ChangeKind.ADDED, "a.md", 3, "disk.md", "")]
    assert changed([ONE], []) == [(ChangeKind.GONE, "a.md", None, "disk.md", "")]


def test_on_a_page_that_a_program_made_there_is_no_line_to_look_at() -> None:
    assert changed([], [replace(ONE, page="made.md")]) == [(ChangeKind.ADDED, "made.md", None, "disk.md", "")]


def test_the_same_phrase_leads_elsewhere() -> None:
    new = replace(ONE, target=link("a.md", "x", "other.md#id").target, line=5)
    assert changed([ONE], [new]) == [(ChangeKind.RETARGETED, "a.md", 5, "other.md#id", "disk.md")]


def test_the_same_sentence_stands_on_another_page() -> None:
    assert changed([ONE], [replace(ONE, page="b.md", line=7)]) == [(ChangeKind.MOVED, "b.md", 7, "disk.md", "a.md")]


def test_another_sentence_on_another_page_has_not_moved() -> None:
    new = replace(ONE, page="b.md", before="Elsewhere ")
    assert [kind for kind, *_ in changed([ONE], [new])] == [ChangeKind.GONE, ChangeKind.ADDED]


def test_of_equal_links_each_counts() -> None:
    assert changed([ONE, ONE], [ONE]) == [(ChangeKind.GONE, "a.md", None, "disk.md", "")]
    assert len(changed([ONE], [ONE, ONE, ONE])) == 2


def test_changes_are_sorted_by_page_and_line() -> None:
    new = [link(page, "p", f"{line}.md", line=line) for page, line in (("b.md", 2), ("a.md", 9), ("a.md", 4))]
    assert [(page, line) for _, page, line, *_ in changed([], new)] == [("a.md", 4), ("a.md", 9), ("b.md", 2)]


def test_the_order_of_the_links_changes_nothing() -> None:
    old = [link("a.md", phrase, "x.md") for phrase in "pqr"]
    new = [link("a.md", phrase, target) for phrase, target in (("p", "y.md"), ("q", "x.md"), ("s", "x.md"))]
    assert changed(old, new) == changed(old[::-1], new[::-1])


def test_a_change_names_its_file_from_the_root_of_the_repository() -> None:
    (change,) = find_link_changes(made_report(), made_report(links=(ONE,)), LOCATIONS)
    assert change.file == "website/docs/a.md"
