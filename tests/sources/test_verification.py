"""What is read from the files by itself shows links only when they are written: those are taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_autolink.errors import AutolinkError
from mkdocs_autolink.files import FileChangedError, replace_file
from mkdocs_autolink.site import Site, Target
from mkdocs_autolink.sources import load_record, verification
from mkdocs_autolink.sources.proof import Bodies
from sources.small_project import SmallProject
from sources.small_site import Extra, as_it_is, plain


@pytest.fixture
def project(tmp_path: Path) -> SmallProject:
    titles = {"Guide": Target("guide.md"), "Tour": Target("tour.md"), "long walk": Target("walk.md")}
    made = SmallProject(tmp_path, titles)
    made.add(guide="About.", tour="Around.", walk="Away.", other="Text.")
    return made


def from_the_disk(project: SmallProject, **includes: str) -> Extra:
    """Pages show other pages' files as they stand, whatever sources a build is given."""

    def included(page: str, html: str, _sources: Mapping[str, str]) -> str:
        name = includes.get(page.removesuffix(".md"))
        return html + (plain(project.text(name)) if name else "")

    return included


def left(project: SmallProject, extra: Extra = as_it_is) -> list[tuple[str, str, str]]:
    """What is left of all mentions that the pages have themselves."""
    report = project.report()
    project.extra = extra
    return [(item.page, item.what, item.why) for item in project.apply(report).left]


def recorded(project: SmallProject) -> list[str]:
    """The pages of the links that the record has."""
    return [entry.page for entry in load_record(project.record)]


def test_a_page_whose_file_shows_on_another_is_taken_back(project: SmallProject) -> None:
    project.add(a="The Guide.", b="The Tour.", c="A Guide.")
    assert left(project, from_the_disk(project, other="a")) == [
        ("a.md", "Guide -> guide.md", "would change other pages: other.md")
    ]
    assert (project.text("a"), project.text("b")) == ("The Guide.", "The [Tour](tour.md).")
    assert recorded(project) == ["b.md", "c.md"]
    assert project.builds == 5, "two as it is, one with links, one from the files, one without what is taken back"


def test_each_page_is_named_with_those_that_it_would_change(project: SmallProject) -> None:
    project.add(a="The Guide.", b="The Tour.")
    assert left(project, from_the_disk(project, other="a", walk="b")) == [
        ("a.md", "Guide -> guide.md", "would change other pages: other.md"),
        ("b.md", "Tour -> tour.md", "would change other pages: walk.md"),
    ]


def test_a_page_that_leaves_the_site_for_a_link_counts_as_changed(project: SmallProject) -> None:
    build = project.build

    def without(texts: Mapping[str, str]) -> tuple[Site, Bodies]:
        site, bodies = build(texts)
        return site, {page: body for page, body in bodies.items() if page != "walk.md" or "](" not in project.text("a")}

    project.add(a="The Guide.", b="The Tour.")
    project.build = without  # type: ignore[method-assign]
    assert left(project) == [("a.md", "Guide -> guide.md", "would change other pages: walk.md")]
    assert recorded(project) == ["b.md"]


def test_nothing_is_looked_at_again_where_nothing_is_written(project: SmallProject) -> None:
    project.add(a="The Guide.")
    report = project.report()
    project.extra = lambda _page, html, _sources: html.replace("<a", "<b")
    assert project.plan(report).changes == ()
    planned = project.builds
    project.apply(report)
    assert project.builds == 2 * planned
    assert not project.record.exists()


def test_words_of_which_one_page_has_many_are_known_again(project: SmallProject) -> None:
    project.add(a="The long  walk.", b="The Tour.")
    assert left(project, from_the_disk(project, other="a")) == [
        ("a.md", "long walk -> walk.md", "would change other pages: other.md")
    ]
    assert project.builds == 5


def test_where_all_shows_as_proved_one_build_more_says_so(project: SmallProject) -> None:
    project.add(a="The Guide.")
    assert left(project) == []
    assert project.builds == 4


def test_a_written_page_that_shows_another_keeps_its_own_links(project: SmallProject) -> None:
    project.add(a="The Guide.", b="The Tour.")
    assert left(project, from_the_disk(project, b="a")) == [
        ("a.md", "Guide -> guide.md", "would change other pages: b.md")
    ]
    assert project.text("b") == "The [Tour](tour.md)."


def test_a_page_that_changes_itself_is_taken_back(project: SmallProject) -> None:
    def sized(page: str, html: str, _sources: Mapping[str, str]) -> str:
        return f"{html}<p>{len(project.text('a'))} characters</p>" if page == "a.md" else html

    project.add(a="The Guide.", b="The Tour.")
    assert left(project, sized) == [("a.md", "Guide -> guide.md", "would change more of the page")]
    assert recorded(project) == ["b.md"]
    assert project.builds == 5


def test_a_page_that_another_changes_without_a_link_keeps_its_own(project: SmallProject) -> None:
    def noted(page: str, html: str, _sources: Mapping[str, str]) -> str:
        return html + "<p>Noted.</p>" if page == "b.md" and "](" in project.text("a") else html

    project.add(a="The Guide.", b="The Tour.", c="The Guide.")
    assert left(project, noted) == [("a.md", "Guide -> guide.md", "would change other pages: b.md")]
    assert recorded(project) == ["b.md", "c.md"]


def test_pages_that_do_harm_without_showing_their_links_are_found_by_halves(project: SmallProject) -> None:
    def noted(page: str, html: str, _sources: Mapping[str, str]) -> str:
        return html + "<p>Noted.</p>" if page == "other.md" and "](" in project.text("p3") else html

    pages = [f"p{number}" for number in range(8)]
    project.add(**dict.fromkeys(pages, "The Guide."))
    assert left(project, noted) == [("p3.md", "Guide -> guide.md", "would change other pages: other.md")]
    assert [page for page in pages if "](" not in project.text(page)] == ["p3"]
    assert recorded(project) == [f"{page}.md" for page in pages if page != "p3"]


def test_pages_that_have_the_words_too_are_written_again_where_they_were_not_the_cause(project: SmallProject) -> None:
    def counted(page: str, html: str, _sources: Mapping[str, str]) -> str:
        """Shows a link that `a` and `b` have, and what `c` alone does."""
        linked = '<p><a href="guide.md">Guide</a></p>' if "](" in project.text("c") else "<p>Guide</p>"
        return html + linked if page == "other.md" else html

    project.add(a="The Guide.", b="A Guide.", c="The Tour.")
    assert [(page, why) for page, _, why in left(project, counted)] == [("c.md", "would change other pages: other.md")]
    assert recorded(project) == ["a.md", "b.md"]


def test_a_page_that_shows_the_time_is_no_fault_of_a_link(project: SmallProject) -> None:
    def late(page: str, html: str, _sources: Mapping[str, str]) -> str:
        if page == "walk.md":
            return f"{html}<p>Build {project.builds}.</p>"
        return html + "<p>A minute later.</p>" if page == "other.md" and project.builds > 3 else html

    project.add(a="The Guide.", b="The Tour.")
    assert left(project, late) == []
    assert recorded(project) == ["a.md", "b.md"]


def failing(project: SmallProject, page: str) -> None:
    """A build ends at links in a page's file."""
    build = project.build

    def strict(texts: Mapping[str, str]) -> tuple[Site, Bodies]:
        if "](" in project.text(page):
            raise AutolinkError("a plugin cannot read it")
        return build(texts)

    project.build = strict  # type: ignore[method-assign]


def test_a_page_that_ends_the_build_from_the_files_is_taken_back(project: SmallProject) -> None:
    project.add(a="The Guide.", b="The Tour.", c="The Guide.")
    failing(project, "b")
    assert left(project) == [("b.md", "Tour -> tour.md", "the site could not be built")]
    assert recorded(project) == ["a.md", "c.md"]


def test_all_is_taken_back_where_the_site_cannot_be_built_any_more(project: SmallProject) -> None:
    project.add(a="The Guide.", b="The Tour.")
    before = project.state()
    build = project.build

    def broken(texts: Mapping[str, str]) -> tuple[Site, Bodies]:
        if project.builds == 3:
            raise AutolinkError("somebody has broken mkdocs.yml")
        return build(texts)

    project.build = broken  # type: ignore[method-assign]
    assert [(page, why) for page, _, why in left(project)] == [
        ("a.md", "the site could not be built"),
        ("b.md", "the site could not be built"),
    ]
    assert project.state() == before


def test_what_is_in_doubt_after_the_most_trials_is_taken_back(
    project: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def noted(page: str, html: str, _sources: Mapping[str, str]) -> str:
        return html + "<p>Noted.</p>" if page == "other.md" and "](" in project.text("p3") else html

    monkeypatch.setattr(verification, "MOST_TRIALS", 3)
    project.add(**{f"p{number}": "The Guide." for number in range(8)})
    assert [page for page, *_ in left(project, noted)] == ["p0.md", "p1.md", "p2.md", "p3.md"]
    assert recorded(project) == ["p4.md", "p5.md", "p6.md", "p7.md"]


def test_pages_that_somebody_changes_meanwhile_are_nobodys_proof(project: SmallProject) -> None:
    build = project.build

    def edited(texts: Mapping[str, str]) -> tuple[Site, Bodies]:
        if project.builds == 3:
            project.add(b=project.text("b") + "\n\nMore.", other="Another text.")
            (project.docs / "c.md").unlink()
        return build(texts)

    project.add(a="The Guide.", b="The Tour.", c="A Tour.")
    project.build = edited  # type: ignore[method-assign]
    assert left(project) == []
    assert project.text("b") == "The [Tour](tour.md).\n\nMore."
    assert recorded(project) == ["a.md", "b.md", "c.md"]


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (PermissionError(13, "Permission denied"), "the page cannot be written (Permission denied)"),
        (FileChangedError("a.md"), "the page was changed meanwhile"),
    ],
)
def test_a_page_that_cannot_be_taken_back_is_named_and_stays_in_the_record(
    project: SmallProject, monkeypatch: pytest.MonkeyPatch, fault: Exception, why: str
) -> None:
    def stuck(path: Path, data: bytes, *, was: bytes) -> None:
        if path.name == "a.md":
            raise fault
        replace_file(path, data, was=was)

    project.add(a="The Guide.", b="The Tour.")
    monkeypatch.setattr(verification, "replace_file", stuck)
    assert left(project, from_the_disk(project, other="a")) == [
        (
            "a.md",
            "Guide -> guide.md",
            f"would change other pages: other.md, but {why}; take the link out by hand",
        )
    ]
    assert project.text("a") == "The [Guide](guide.md)."
    assert recorded(project) == ["a.md", "b.md"]


def test_an_edit_of_somebody_else_is_never_taken_back(project: SmallProject) -> None:
    build = project.build

    def edited(texts: Mapping[str, str]) -> tuple[Site, Bodies]:
        if project.builds == 3:
            project.add(a=project.text("a") + "\n\nMore.")
        return build(texts)

    project.add(a="The Guide.", b="The Tour.")
    project.build = edited  # type: ignore[method-assign]
    assert left(project, from_the_disk(project, other="a")) == [
        (
            "a.md",
            "Guide -> guide.md",
            "would change other pages: other.md, but the page was changed meanwhile; take the link out by hand",
        )
    ]
    assert project.text("a") == "The [Guide](guide.md).\n\nMore."
    assert recorded(project) == ["a.md", "b.md"]


def test_links_of_earlier_runs_stay_when_later_ones_are_taken_back(project: SmallProject) -> None:
    project.add(a="The Guide and the Tour.")
    report = project.report()
    project.apply(replace(report, links=report.links[:1]))
    was = project.text("a")
    project.extra = lambda page, html, _: f"{html}<p>{len(project.text('a'))}</p>" if page == "a.md" else html
    plan = project.apply(report)
    assert (plan.done, [item.what for item in plan.left]) == (1, ["Tour -> tour.md"])
    assert project.text("a") == was
    assert recorded(project) == ["a.md"]
    assert project.revert() == ()
    assert project.text("a") == "The Guide and the Tour."
