from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from made_report import made_report
from mkdocs_autolink import files
from mkdocs_autolink.decisions import Verdict
from mkdocs_autolink.plan import Reason
from mkdocs_autolink.report import ReportLink, ReportRejection
from mkdocs_autolink.site import Target
from mkdocs_autolink.sources import RecordError, load_record, unified_diff, wanted_links
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


def test_a_page_that_moved_on_is_left_and_the_others_are_written(project: SmallProject) -> None:
    project.add(a="The Guide.", b="The Guide.")
    report = project.report()
    project.add(a="Now the Guide.")
    plan = project.apply(report)
    assert [(left.page, left.why) for left in plan.left] == [
        ("a.md", "the page was changed after the report was made; build the site again")
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
    assert [left.page for left in project.revert()] == ["a.md"]
    assert [entry.page for entry in load_record(project.record)] == ["a.md"]


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
    assert [(left.page, left.why) for left in plan.left] == [
        ("a.md", "another page is the same file: deep/a.md"),
        ("deep/a.md", "another page is the same file: a.md"),
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
    ],
)
def test_a_page_that_others_take_text_from_is_left(project: SmallProject, line: str) -> None:
    project.add(a="The Guide.", aa="The Guide.", other=line)
    plan = project.apply()
    assert [(left.page, left.why) for left in plan.left] == [("a.md", "other pages take text from this one")]
    assert project.text("aa") == "The [Guide](guide.md)."


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
    assert [left.why for left in plan.left] == ["the page was made by a program and has no source"]


def test_a_page_that_is_changed_while_we_write_is_left_and_not_recorded(
    project: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.add(a="The Guide.", b="The Guide.")
    write = files._write

    def write_and_edit(path: Path, data: bytes) -> None:
        write(path, data)
        if path.name.startswith(".a.md"):
            project.add(a="The Guide. Edited.")

    monkeypatch.setattr(files, "_write", write_and_edit)
    plan = project.apply()
    assert [(left.page, left.why) for left in plan.left] == [
        ("a.md", "the page was changed meanwhile; build the site again")
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
    wanted = [[item.id for item in wanted_links(report, confidence)] for confidence in (None, 0.8, 0.0)]
    assert wanted == [
        ["accepted", "retargeted", "proposed"],
        ["accepted", "retargeted", "sure", "proposed", "new"],
        ["accepted", "retargeted", "sure", "unsure", "proposed", "new"],
    ]
