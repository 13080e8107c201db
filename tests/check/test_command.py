from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from check.checked import decision, report
from made_report import ACCEPT, page
from mkdocs_autolink.check import Gate
from mkdocs_autolink.cli import main
from mkdocs_autolink.digests import file_digest
from mkdocs_autolink.report import DecisionState, ReportProject
from rendered import as_json
from support import run_build, write_site

ROOT = Path(__file__).parents[2]
PAGES = ("computing/disk.md", "index.md")
DECISIONS = """\
version: 1
decisions:
  - phrase: disk aras
    target: computing/gone.md
    verdict: accept
"""


def write_project(folder: Path) -> None:
    """A project on the disk, in a folder of a repository, with a report that is as fresh as it can be."""
    (folder.parent / ".git").mkdir(parents=True)
    for name in PAGES:
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {name}\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    (folder / "autolink.yml").write_text(DECISIONS, encoding="utf-8")
    config, decisions = (file_digest(folder / name) for name in ("mkdocs.yml", "autolink.yml"))
    fresh = replace(
        report(),
        pages=tuple(page(name, name, digest=file_digest(folder / "docs" / name)) for name in PAGES),
        project=ReportProject("..", "mkdocs.yml", "docs", "autolink.yml", config, decisions),
    )
    (folder / "autolink-report").mkdir()
    (folder / "autolink-report" / "report.json").write_text(as_json(fresh), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "website"
    write_project(folder)
    monkeypatch.chdir(folder)
    return folder


def run(*options: str) -> Result:
    return CliRunner().invoke(main, ["check", *options])


def only_error(result: Result) -> str:
    """The one line that a refused check says."""
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    return line


def test_without_limits_it_shows_what_there_is_and_passes(project: Path) -> None:
    result = run()
    assert result.exit_code == 0
    assert "broken          1      -  no limit\n" in result.stdout
    assert "- website/docs/computing/disk.md:7: The link" in result.stdout
    assert "- website/autolink.yml:3: The decision" in result.stdout
    assert result.stdout.endswith(
        "No gate has a limit, so none can fail. Set some, such as --no-rot, or --strict for all.\n"
    )


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--no-rot"], 1),
        (["--max-rot", "0"], 1),
        (["--max-rot", "1"], 0),
        (["--no-orphans"], 0),
        (["--no-ambiguity"], 1),
        (["--max-unreviewed", "0"], 1),
        (["--no-problems", "--no-broken"], 1),
        (["--no-rot", "--level", "rot=warning"], 0),
        (["--no-rot", "--level", "rot=off"], 0),
        (["--strict"], 1),
        (["--strict", *(f"--max-{gate}=1" for gate in Gate)], 0),
        (["--strict", *(f"--level={gate}=warning" for gate in Gate)], 0),
        (["--strict", "--base", "autolink-report"], 0),
        (["--no-rot", "--max-rot", "0"], 1),
    ],
)
def test_limits_and_levels_decide_on_the_exit_code(project: Path, options: list[str], code: int) -> None:
    assert run(*options).exit_code == code


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--max-rot", "-1"], "--max-rot"),
        (["--max-rot", "many"], "--max-rot"),
        (["--no-rot", "--max-rot", "3"], "--no-rot and --max-rot 3 contradict each other: give one of them."),
        (
            ["--level", "rot"],
            "write GATE=LEVEL with one of rot, broken, problems, unreviewed, ambiguity, orphans and one",
        ),
        (["--level", "decay=error"], "'decay=error'"),
        (["--level", "rot=fatal"], "one of error, warning, off"),
        (["--format", "xml"], "write one of terminal, markdown, github, gitlab, sarif, json"),
        (["--format", "json", "--format", "sarif"], "would be mixed up: write --format sarif=FILE."),
        (["--format", "json=x", "--output", "y"], "--output has nothing to hold"),
        (["--format", "json=x", "--format", "sarif=x"], "Two formats go to the same file"),
        (["--format", "json=x", "--format", "sarif", "--output", "x"], "Two formats go to the same file"),
        (["--gate", "rot"], "--gate"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_read(project: Path, options: list[str], said: str) -> None:
    shutil.rmtree("autolink-report")
    result = run(*options)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


@pytest.mark.parametrize("name", ["mkdocs.yml", "autolink.yml", "docs/index.md"])
@pytest.mark.parametrize("gone", [False, True])
def test_a_stale_report_is_refused(project: Path, name: str, gone: bool) -> None:
    if gone:
        Path(name).unlink()
    else:
        Path(name).write_text("version: 1\ndecisions: []\n", encoding="utf-8")
    line = only_error(run())
    assert "the report is stale: " in line
    assert Path(name).name in line
    assert line.endswith("Build the site again, then check.")


def test_of_many_changed_files_some_are_named(project: Path) -> None:
    for name in ("mkdocs.yml", "autolink.yml", "docs/index.md", "docs/computing/disk.md"):
        Path(name).write_text("version: 1\ndecisions: []\n", encoding="utf-8")
    assert "(and 1 more)" in only_error(run())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "there is no report"),
        ("", "cut short"),
        ('{"schema": 1, "gener', "cut short"),
        ("[1, 2]", "no report of mkdocs-autolink"),
        ('{"schema": 99}', "version 99"),
        ('{"schema": 1}', "was edited or cut short"),
        ('{"schema": 1, "links": 5}', "was edited or cut short"),
    ],
)
@pytest.mark.parametrize("as_base", [False, True])
def test_a_report_that_cannot_be_read_is_refused_in_one_line(
    project: Path, tmp_path: Path, text: str | None, said: str, as_base: bool
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    if text is not None:
        (folder / "report.json").write_text(text, encoding="utf-8")
    line = only_error(run("--base", str(folder)) if as_base else run("--report", str(folder)))
    assert str(folder) in line
    assert said in line


def test_a_base_that_is_not_there_is_refused(project: Path) -> None:
    line = only_error(run("--base", "nowhere"))
    assert line == "Error: nowhere: there is no report to compare with. Name an older one, or leave --base out."
    assert "docs/report.json: there is no report to compare with." in only_error(run("--base", "docs"))


def test_a_base_that_cannot_be_read_is_not_taken_for_the_report(project: Path) -> None:
    (project / "old.json").write_text('{"schema": 0}', encoding="utf-8")
    line = only_error(run("--base", "old.json"))
    assert line.startswith("Error: --base: old.json: is of version 0,")
    assert line.endswith("Or leave --base out.")


def test_a_page_that_is_no_file_any_more_is_stale_and_not_waited_for(project: Path) -> None:
    (project / "docs/index.md").unlink()
    os.mkfifo(project / "docs/index.md")
    assert "index.md was changed after the report was made" in only_error(run())


@pytest.mark.parametrize("name", ["docs/index.md", "autolink.yml", "mkdocs.yml"])
def test_a_file_that_was_removed_is_said_to_be(project: Path, name: str) -> None:
    (project / name).unlink()
    assert f"the report is stale: {Path(name).name} was removed after the report was made." in only_error(run())


def test_a_configuration_that_is_inherited_makes_the_report_stale(project: Path) -> None:
    (project / "base.yml").write_text("site_name: x\nplugins: [autolink]\n", encoding="utf-8")
    (project / "mkdocs.yml").write_text("INHERIT: base.yml\n", encoding="utf-8")
    run_build(project / "mkdocs.yml")
    assert run().exit_code == 0
    with (project / "base.yml").open("a", encoding="utf-8") as file:
        file.write("# Ours.\n")
    said = "mkdocs.yml was changed after the report was made, or a file that it inherits from was. Build the site again"
    assert said in only_error(run())


def test_a_page_that_came_later_makes_the_report_stale(project: Path) -> None:
    (project / "docs/computing/new.md").write_text("# New\n", encoding="utf-8")
    (project / "docs/.hidden.md").write_text("# Hidden\n", encoding="utf-8")
    (project / "docs/picture.png").write_bytes(b"")
    line = only_error(run())
    assert "the report is stale: computing/new.md was added after the report was made. Build the site again" in line


def test_a_path_that_no_system_takes_is_one_clear_line(project: Path) -> None:
    file = project / "autolink-report/report.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"docs"', f'"{"x" * 300}"'), encoding="utf-8")
    assert "cannot be used (File name too long)" in only_error(run())


def test_a_file_that_cannot_be_written_is_refused_and_nothing_is_left_behind(project: Path) -> None:
    (project / "taken").mkdir()
    for file in ("no/such/folder/x.json", "taken"):
        line = only_error(run("--format", "json", "--output", file))
        assert line.startswith(f"Error: {file}: cannot be written (")
    assert not list(project.glob("**/*.tmp"))


@pytest.mark.parametrize("name", ["autolink.yml", "mkdocs.yml", "docs/index.md", "autolink-report/report.json"])
def test_a_file_that_the_check_reads_is_not_replaced(project: Path, name: str) -> None:
    before = (project / name).read_bytes()
    assert only_error(run("--format", f"json={name}")) == (
        f"Error: {name}: is not replaced, as the check reads it. Name another file."
    )
    assert (project / name).read_bytes() == before


def test_files_are_replaced_and_the_rest_goes_to_the_standard_output(project: Path) -> None:
    Path("check.md").write_text("old", encoding="utf-8")
    result = run("--format", "markdown=check.md", "--format", "sarif=check.sarif", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["schema"] == 1
    assert json.loads(Path("check.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert Path("check.md").read_text(encoding="utf-8").startswith("<!-- mkdocs-autolink check -->\n")
    assert run("--format", "markdown", "--output", "check.md").stdout == ""


def test_a_failed_gate_is_written_down_too(project: Path) -> None:
    result = run("--no-rot", "--output", "check.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert Path("check.txt").read_text(encoding="utf-8").endswith("Failed: rot.\n")


def test_what_a_console_has_no_letters_for_is_shown_as_question_marks(project: Path) -> None:
    report_file = Path("autolink-report/report.json")
    shown = report_file.read_text(encoding="utf-8").replace('"name": "Handbook"', '"name": "\\u6f22\\u5b57"')
    report_file.write_text(shown, encoding="utf-8")
    result = CliRunner(charset="ascii").invoke(main, ["check"])
    assert result.exit_code == 0
    assert result.stdout.startswith("Checked ??: ")


def test_outside_of_a_repository_files_are_named_from_the_project(project: Path) -> None:
    (project.parent / ".git").rmdir()
    assert "- docs/computing/disk.md:7: " in run().stdout


def test_from_elsewhere_the_report_and_the_project_are_named(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (
        run("--report", "website/autolink-report").stdout
        == run("--report", "website/autolink-report/report.json").stdout
    )
    shutil.move(project / "autolink-report", tmp_path / "moved")
    assert "pages' folder" in only_error(run("--report", "moved"))
    assert run("--report", "moved", "--project", "website").exit_code == 0


def test_only_what_is_new_since_the_base_counts(project: Path, tmp_path: Path) -> None:
    old = report(decisions=(decision("disk aras", "computing/gone.md", ACCEPT, DecisionState.HOLDS),))
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "report.json").write_text(as_json(old), encoding="utf-8")
    result = run("--strict", "--base", str(tmp_path / "base"))
    assert result.exit_code == 1
    assert result.stdout.endswith("Failed: rot.\n")
    assert "Links since the base: none added, gone or changed.\n" in result.stdout


def test_what_a_build_leaves_out_makes_no_report_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {name: f"# {name}\n" for name in ("index.md", "a.md", "README.md", "parts/head.md")}
    run_build(write_site(tmp_path, pages, {"exclude_docs": "parts/"}))
    monkeypatch.chdir(tmp_path)
    assert run().exit_code == 0
    (tmp_path / "docs/parts/foot.md").write_text("# Foot\n", encoding="utf-8")
    assert "parts/foot.md was added" in only_error(run())
    run_build(tmp_path / "mkdocs.yml")
    assert run().exit_code == 0


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    if not (ROOT / "example-site").is_dir():
        pytest.skip("example-site is not part of a source distribution")
    folder = tmp_path_factory.mktemp("check") / "example-site"
    shutil.copytree(ROOT / "example-site", folder, ignore=shutil.ignore_patterns("site", "autolink-report"))
    with pytest.MonkeyPatch.context() as there:
        there.chdir(folder)
        run_build(folder / "mkdocs.yml")
        yield folder


@pytest.mark.slow
def test_a_real_build_is_checked_before_and_after_a_change(example: Path) -> None:
    first = run("--no-rot", "--no-broken", "--format", "json")
    assert first.exit_code == 0, first.output
    assert {gate["gate"]: gate["outcome"] for gate in json.loads(first.stdout)["gates"]}["rot"] == "passed"
    shutil.copytree("autolink-report", "base")
    edited = Path("docs/concepts/commits.md")
    edited.write_text(
        edited.read_text(encoding="utf-8") + "\nSee the [zoological garden](nowhere.md) and a stash.\n",
        encoding="utf-8",
    )
    assert "concepts/commits.md was changed" in only_error(run())
    run_build(example / "mkdocs.yml")
    second = run("--no-rot", "--no-broken", "--base", "base", "--format", "json")
    assert second.exit_code == 1
    (finding,) = (entry for entry in json.loads(second.stdout)["findings"] if entry["gate"] == "broken")
    text = edited.read_text(encoding="utf-8").splitlines()
    assert (finding["file"], finding["line"]) == ("docs/concepts/commits.md", len(text))
