from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from made_report import made_report
from mkdocs_autolink import files
from mkdocs_autolink.decisions import Verdict
from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.report import ReportLink, ReportRejection
from mkdocs_autolink.site import Site, Target
from mkdocs_autolink.sources import (
    RecordError,
    load_record,
    plan_links,
    plan_revert,
    unified_diff,
    wanted_links,
    writing,
)
from mkdocs_autolink.sources.applying import BuildSite
from mkdocs_autolink.sources.proof import Bodies
from sources.proposals import proposal
from sources.small_project import SmallProject

AWKWARD = {
    "crlf": b"# A\r\n\r\nThe Guide\r\n",
    "mixed": b"a\r\n\r\nThe Guide\n\nc\rd Tour\n",
    "bom": b"\xef\xbb\xbfThe Guide",
    "no_end": b"The Guide",
    "blanks": b"The Guide  \nx\t\n\n\n",
    "splitlines": "a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g Guide\n".encode(),
    "wide": "😀 Straße İ Guide 👩‍💻 中文\n".encode(),
    "both": b"A Guide, a Tour, a Guide\n\nand a Guide.",
}


@pytest.fixture
def project(tmp_path: Path) -> SmallProject:
    made = SmallProject(tmp_path, {"Guide": Target("guide.md"), "Tour": Target("tour.md")})
    made.add(guide="About.", tour="Around.")
    return made


def test_links_are_written_and_every_byte_is_restored(project: SmallProject) -> None:
    project.add(**AWKWARD)
    before = project.state()
    plan = project.apply()
    assert plan.left == ()
    assert (project.docs / "crlf.md").read_bytes() == b"# A\r\n\r\nThe [Guide](guide.md)\r\n"
    assert (project.docs / "bom.md").read_bytes() == b"\xef\xbb\xbfThe [Guide](guide.md)"
    assert (
        project.text("both")
        == "A [Guide](guide.md), a [Tour](tour.md), a [Guide](guide.md)\n\nand a [Guide](guide.md)."
    )
    assert sum(change.links for change in plan.changes) == len(load_record(project.record)) == 12
    assert project.revert() == ()
    assert project.state() == before


def test_a_second_run_with_the_same_report_changes_nothing_and_builds_nothing(project: SmallProject) -> None:
    project.add(a="The Guide.", b="The Tour.")
    report = project.report()
    project.apply(report)
    state, builds = project.state(), project.builds
    plan = project.apply(report)
    assert (plan.changes, plan.left, plan.done) == ((), (), 2)
    assert (project.state(), project.builds) == (state, builds)


def test_links_that_are_accepted_later_join_the_ones_before(project: SmallProject) -> None:
    project.add(a="The Guide and the Tour.")
    report = project.report()
    project.apply(replace(report, links=report.links[1:]))
    assert project.text("a") == "The Guide and the [Tour](tour.md)."
    plan = project.apply(report)
    assert (plan.done, project.text("a")) == (1, "The [Guide](guide.md) and the [Tour](tour.md).")
    project.add(a=project.text("a") + "\n\nAnother Guide.")
    project.apply()
    assert project.text("a").endswith("Another [Guide](guide.md).")
    assert project.revert() == ()
    assert project.text("a") == "The Guide and the Tour.\n\nAnother Guide."


def test_the_site_is_built_twice_as_it_is_and_once_for_each_try(project: SmallProject) -> None:
    project.add(a="The Guide.", b="    A Tour.\n\nA Tour.")
    project.plan(project.report())
    assert project.builds == 4


def test_a_page_that_moved_on_is_left_and_the_others_are_written(project: SmallProject) -> None:
    project.add(a="The Guide.", b="The Guide.")
    report = project.report()
    project.add(a="Now the Guide.")
    plan = project.apply(report)
    assert [(left.page, left.what, left.why) for left in plan.left] == [
        ("a.md", "Guide -> guide.md", "the page was changed after the report was made; build the site again")
    ]
    assert (project.text("a"), project.text("b")) == ("Now the Guide.", "The [Guide](guide.md).")


def test_revert_after_other_edits_takes_out_ours_only(project: SmallProject) -> None:
    project.add(a="The Guide.\n\nRead the Tour of it.", b="The Guide.", c="The Tour.")
    project.apply()
    project.add(
        a="New: [Guide](guide.md).\n\n" + project.text("a").replace("[Tour]", "[long Tour]"),
        b="Our nice [Guide](guide.md)!",
    )
    (project.docs / "c.md").unlink()
    left = project.revert()
    assert project.text("a") == "New: [Guide](guide.md).\n\nThe Guide.\n\nRead the [long Tour](tour.md) of it."
    assert project.text("b") == "Our nice [Guide](guide.md)!"
    assert [(item.page, item.what) for item in left] == [
        ("a.md", "[Tour](tour.md)"),
        ("b.md", "[Guide](guide.md)"),
        ("c.md", "[Tour](tour.md)"),
    ]
    assert left[-1].why == "the page is gone; if it was renamed, take the link out there by hand"
    assert not project.record.exists()


def test_links_of_a_page_that_cannot_be_read_stay_in_the_record(project: SmallProject) -> None:
    project.add(a="The Guide.", b="The Guide.")
    project.apply()
    project.add(a=b"The [Guide](guide.md). \xff")
    assert [(left.page, left.what, left.why) for left in project.revert()] == [
        ("a.md", "[Guide](guide.md)", "the page is not UTF-8; save it as UTF-8")
    ]
    assert [entry.page for entry in load_record(project.record)] == ["a.md"]
    assert project.text("b") == "The Guide."


def test_a_page_that_is_gone_keeps_no_other_from_being_reverted(project: SmallProject) -> None:
    project.add(a="The Guide.", b="The Guide.", c="The Guide.")
    project.apply()
    (project.docs / "a.md").unlink()
    project.add(b=b"\xff")
    assert [left.page for left in project.revert()] == ["a.md", "b.md"]
    assert project.text("c") == "The Guide."


def test_a_link_that_was_changed_is_named_with_what_becomes_of_it(project: SmallProject) -> None:
    project.add(a="The Guide.")
    project.apply()
    project.add(a="The [good Guide](guide.md).")
    assert [(left.what, left.why) for left in project.revert()] == [
        ("[Guide](guide.md)", "was changed since; it is left as it is")
    ]


def test_the_diff_of_a_revert_names_the_page(project: SmallProject) -> None:
    project.add(a="The Guide.\n")
    project.apply()
    (change,) = plan_revert(project.docs, load_record(project.record)).changes
    assert (change.page, change.links) == ("a.md", 1)
    assert unified_diff(change) == ("--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-The [Guide](guide.md).\n+The Guide.\n")


def test_a_page_that_cannot_be_edited_is_named(project: SmallProject) -> None:
    project.add(a="The Guide.", b=b"The Guide. \xff")
    (project.root / "out.md").write_text("The Guide.")
    (project.docs / "link.md").symlink_to(project.root / "out.md")
    plan = project.apply()
    assert [(left.page, left.why) for left in plan.left] == [
        ("b.md", "the page is not UTF-8; save it as UTF-8"),
        ("link.md", "the page leads out of docs, where nothing is written; move the page into it"),
    ]
    assert project.text("a") == "The [Guide](guide.md)."
    assert (project.root / "out.md").read_text() == "The Guide."
    assert (project.docs / "link.md").is_symlink()


def test_a_page_that_is_a_link_to_what_is_none_is_written_there(project: SmallProject) -> None:
    (project.docs / "parts").mkdir()
    (project.docs / "parts" / "a.txt").write_text("The Guide.")
    (project.docs / "a.md").symlink_to("parts/a.txt")
    assert project.apply().left == ()
    assert (project.docs / "a.md").is_symlink()
    assert (project.docs / "parts" / "a.txt").read_text() == "The [Guide](guide.md)."


def test_a_page_under_two_names_is_left(project: SmallProject) -> None:
    project.add(a="The Guide.", b="The Tour.")
    (project.docs / "deep").mkdir()
    (project.docs / "deep" / "a.md").symlink_to("../a.md")
    plan = project.apply()
    assert [(left.page, left.what, left.why) for left in plan.left] == [
        ("a.md", "Guide -> guide.md", "another page is the same file: deep/a.md"),
        ("deep/a.md", "Guide -> guide.md", "another page is the same file: a.md"),
    ]
    assert (project.text("a"), project.text("b")) == ("The Guide.", "The [Tour](tour.md).")


@pytest.mark.parametrize(
    "line",
    [
        '--8<-- "a.md"',
        '--8<-- "docs/a.md:2:3"',
        "--8<--\nother.md\na.md\n--8<--",
        '{% include "a.md" %}',
        "{! ../docs/a.md !}",
        "{% include-markdown './a.md' %}",
        '{%\n   include-markdown "./a.md"\n   heading-offset=1\n%}',
        "{{ include_file(\n  'a.md'\n) }}",
        "{{ include_both('guide.md', a.md) }}",
        "{{ include_file('a.md') }} and it's {{ more }}",
    ],
)
def test_a_page_that_others_take_text_from_is_left(project: SmallProject, line: str) -> None:
    project.add(a="The Guide.", aa="The Guide.", other=line)
    plan = project.apply()
    assert [(left.page, left.why) for left in plan.left] == [("a.md", "other pages take text from this one")]
    assert project.text("aa") == "The [Guide](guide.md)."


@pytest.mark.parametrize(
    "name", ["parts/*.md", "docs/parts/?.md", "parts/[a-b].md", "parts/{a,b}.md", "**/parts/*.md", "../parts/**/*.md"]
)
def test_only_pages_that_a_glob_may_mean_are_left(project: SmallProject, name: str) -> None:
    (project.docs / "parts").mkdir()
    (project.docs / "parts" / "a.md").write_text("The Guide.")
    (project.docs / "b").mkdir()
    (project.docs / "b" / "a.md").write_text("The Guide.")
    project.add(other=f'{{% include "{name}" %}}')
    assert [(left.page, left.why) for left in project.apply().left] == [
        ("parts/a.md", "other pages take text from this one")
    ]


def test_a_page_that_is_named_behind_a_tag_without_an_end_is_written(project: SmallProject) -> None:
    project.add(a="The Guide.", other="Write {{ first.\n\nThen see a.md, and }} last.")
    assert project.apply().left == ()


@pytest.mark.parametrize(
    "line", ['--8<-- "the a.md"', "{% include 'docs/the a.md' %}", '{% include "docs/**/the*.md" %}']
)
def test_a_page_with_a_space_in_its_name_that_others_take_text_from_is_left(project: SmallProject, line: str) -> None:
    (project.docs / "the a.md").write_text("The Guide.")
    project.add(other=line, b="The Guide.")
    plan = project.apply()
    assert [(left.page, left.why) for left in plan.left] == [("the a.md", "other pages take text from this one")]
    assert project.text("b") == "The [Guide](guide.md)."


def test_a_page_in_a_folder_that_its_neighbour_takes_text_from_is_left(project: SmallProject) -> None:
    (project.docs / "deep").mkdir()
    (project.docs / "deep" / "a.md").write_text("The Guide.")
    (project.docs / "deep" / "other.md").write_text("{% include-markdown './a.md' %}")
    assert [(left.page, left.why) for left in project.apply().left] == [
        ("deep/a.md", "other pages take text from this one")
    ]


def left_by(project: SmallProject, build: BuildSite) -> list[tuple[str, str, str]]:
    """What is left of all mentions where the site is built like that."""
    report = project.report()
    plan = plan_links(report, wanted_links(report), project.docs, (), build)
    return [(left.page, left.what, left.why) for left in plan.left]


def test_a_page_that_is_no_longer_built_is_left(project: SmallProject) -> None:
    def without_a(texts: Mapping[str, str]) -> tuple[Site, Bodies]:
        site, bodies = project.build(texts)
        kept = tuple(page for page in site.pages if page.key != "a.md")
        return replace(site, pages=kept), {page: body for page, body in bodies.items() if page != "a.md"}

    project.add(a="The Guide.", b="The Guide.")
    assert left_by(project, without_a) == [("a.md", "Guide -> guide.md", "page or target not in the build")]


@pytest.mark.parametrize(
    ("others", "named"),
    [
        (["w"], "w.md"),
        (["w", "x", "y"], "w.md, x.md, y.md"),
        (["w", "x", "y", "z"], "w.md, x.md, y.md …"),
    ],
)
def test_the_first_three_pages_that_would_change_are_named(
    project: SmallProject, others: list[str], named: str
) -> None:
    def copied(texts: Mapping[str, str]) -> tuple[Site, Bodies]:
        site, bodies = project.build(texts)
        return site, {
            page: f"{body}{texts.get('a.md', '')}" if page[0] in others else body for page, body in bodies.items()
        }

    project.add(a="The Guide.", **dict.fromkeys(others, "Text."))
    assert left_by(project, copied) == [("a.md", "Guide -> guide.md", f"would change other pages: {named}")]


def test_what_is_left_is_sorted_by_page_reason_and_words(project: SmallProject) -> None:
    def never(texts: Mapping[str, str]) -> tuple[Site, Bodies]:
        site, bodies = project.build(texts)
        return site, {page: body.replace("<a", "<b") for page, body in bodies.items()}

    project.add(a="The Tour.\n\nThe Guide.", b="A Guide.")
    report = project.report()
    gone = [replace(link, id=f"{link.id} gone", anchor_text="Zone  of\nwords") for link in report.links]
    links = sorted([*gone, *report.links], key=lambda link: link.page)
    plan = plan_links(report, links, project.docs, (), never)
    assert [(left.page, left.what, left.why) for left in plan.left] == [
        ("a.md", "Zone of words -> guide.md", "words not in the Markdown"),
        ("a.md", "Zone of words -> tour.md", "words not in the Markdown"),
        ("a.md", "Guide -> guide.md", "would change more of the page"),
        ("a.md", "Tour -> tour.md", "would change more of the page"),
        ("b.md", "Zone of words -> guide.md", "words not in the Markdown"),
        ("b.md", "Guide -> guide.md", "would change more of the page"),
    ]


def test_nothing_is_built_where_there_is_nothing_to_try(project: SmallProject) -> None:
    project.add(a="The Guide.")
    report = project.report()
    gone = replace(report, links=tuple(replace(link, anchor_text="Gone") for link in report.links))
    plan = project.plan(gone)
    assert [(left.what, left.why) for left in plan.left] == [("Gone -> guide.md", "words not in the Markdown")]
    assert project.builds == 0


def test_generated_pages_are_left(project: SmallProject) -> None:
    project.add(a="The Guide.")
    report = project.report()
    plan = project.plan(replace(report, pages=tuple(replace(page, digest="") for page in report.pages)))
    assert [left.why for left in plan.left] == ["the page was made by a program; leave its links to the plugin"]


def test_a_page_that_is_changed_while_we_write_is_left_and_not_recorded(
    project: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.add(a="The Guide and the Tour.", b="The Guide.")
    write = files._write

    def write_and_edit(path: Path, data: bytes) -> None:
        write(path, data)
        if path.name.startswith(".a.md"):
            project.add(a="The Guide. Edited.")

    monkeypatch.setattr(files, "_write", write_and_edit)
    plan = project.apply()
    assert [(left.page, left.what, left.why) for left in plan.left] == [
        ("a.md", "2 links", "the page was changed meanwhile; build the site again")
    ]
    assert project.text("a") == "The Guide. Edited."
    assert [entry.page for entry in load_record(project.record)] == ["b.md"]


def test_a_page_that_cannot_be_written_is_left_and_not_recorded(
    project: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.add(a="The Guide.", b="The Guide.")
    write = files._write

    def write_some(path: Path, data: bytes) -> None:
        if path.name.startswith(".a.md"):
            raise PermissionError(13, "Permission denied")
        write(path, data)

    monkeypatch.setattr(files, "_write", write_some)
    plan = project.apply()
    assert [(left.page, left.what, left.why) for left in plan.left] == [
        ("a.md", "1 link", "the page cannot be written (Permission denied)")
    ]
    assert [entry.page for entry in load_record(project.record)] == ["b.md"]


def test_the_site_is_not_built_again_where_no_page_could_be_written(
    project: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    project.add(a="The Guide.")
    monkeypatch.setattr(writing, "replace_file", fail)
    assert [left.why for left in project.apply().left] == ["the page cannot be written (Permission denied)"]
    assert project.builds == 3
    assert not project.record.exists()


def test_no_page_is_changed_where_the_record_cannot_be_written(
    project: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    project.add(a="The Guide.")
    before = project.state()
    monkeypatch.setattr(files, "_write", fail)
    with pytest.raises(RecordError, match="No space left"):
        project.apply()
    assert project.state() == before


@pytest.mark.laws
@pytest.mark.parametrize("kills_after", range(4))
def test_a_run_that_dies_at_any_write_is_finished_by_the_next(
    project: SmallProject, monkeypatch: pytest.MonkeyPatch, kills_after: int
) -> None:
    class Killed(BaseException):
        pass

    project.add(a="The Guide.", b="The Tour.", c="A Guide.")
    before = project.state()
    report = project.report()
    writes: list[Path] = []
    real_write = files._write

    def write(path: Path, data: bytes) -> None:
        if len(writes) == kills_after:
            raise Killed
        writes.append(path)
        real_write(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(files, "_write", write)
        with pytest.raises(Killed):
            project.apply(report)
    middle = project.state()
    assert project.revert() == ()
    assert project.state() == before, f"reverting from {middle} lost something"
    with monkeypatch.context() as patch:
        writes.clear()
        patch.setattr(files, "_write", write)
        with pytest.raises(Killed):
            project.apply(report)
    plan = project.apply(report)
    assert plan.done + sum(change.links for change in plan.changes) == 3
    assert project.text("c") == "A [Guide](guide.md)."
    assert project.revert() == ()
    assert project.state() == before


def test_the_diff_is_as_git_shows_it(project: SmallProject) -> None:
    project.add(a="One\nThe Guide")
    (change,) = project.plan(project.report()).changes
    assert unified_diff(change) == (
        "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n One\n-The Guide\n\\ No newline at end of file\n"
        "+The [Guide](guide.md)\n\\ No newline at end of file\n"
    )
    assert project.text("a") == "One\nThe Guide"


def test_only_what_reviewers_accepted_is_wanted_unless_more_is_asked_for() -> None:
    def link(identity: str, verdict: Verdict | None, confidence: float) -> ReportLink:
        made = proposal(identity, "a.md", "Guide", Target("guide.md"))
        return replace(made, verdict=verdict, confidence=confidence)

    def held_back(identity: str, verdict: Verdict | None, reason: Reason) -> ReportRejection:
        made = link(identity, verdict, 0.9)
        names = type(made).__slots__
        return ReportRejection(**{name: getattr(made, name) for name in names}, reason=reason, in_favour_of="")

    report = made_report(
        links=(
            link("accepted", Verdict.ACCEPT, 0.1),
            link("retargeted", Verdict.RETARGET, 0.1),
            link("sure", None, 0.9),
            link("unsure", None, 0.6),
        ),
        rejected=(
            held_back("proposed", Verdict.ACCEPT, Reason.PROPOSED),
            held_back("new", None, Reason.NOT_ACCEPTED),
            held_back("ambiguous", Verdict.ACCEPT, Reason.AMBIGUOUS),
        ),
    )
    wanted = [[item.id for item in wanted_links(report, confidence)] for confidence in (None, 0.91, 0.9, 0.0)]
    assert wanted == [
        ["accepted", "retargeted", "proposed"],
        ["accepted", "retargeted", "proposed"],
        ["accepted", "retargeted", "sure", "proposed", "new"],
        ["accepted", "retargeted", "sure", "unsure", "proposed", "new"],
    ]


def test_what_is_wanted_stands_in_the_order_of_pages_and_lines_and_first_what_has_no_line() -> None:
    places = [("b.md", 1), ("a.md", 7), ("a.md", 1), ("a.md", None), ("a.md", 3)]
    links = tuple(
        replace(proposal(f"{page} {line}", page, "Guide", Target("guide.md"), line=line), verdict=Verdict.ACCEPT)
        for page, line in places
    )
    assert [link.id for link in wanted_links(made_report(links=links))] == [
        "a.md None",
        "a.md 1",
        "a.md 3",
        "a.md 7",
        "b.md 1",
    ]
