"""`mkdocs-autolink apply` on sites that MkDocs builds."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mkdocs_autolink.cli import main
from mkdocs_autolink.sources import NAME
from support import run_build, write_site

PAGES: dict[str, str | bytes] = {
    "index.md": "# Home\n\nWelcome to the handbook.\n",
    "disk (new)/quota rules.md": "# Disk quotas\n\nHow much fits.\n\n## Asking for more\n\nWrite to us.\n",
    "guide/setup.md": b"\xef\xbb\xbf---\ntitle: Set up\n---\r\n\r\nMind the disk quotas. **Disk quotas** fill up.\r\n",
    "guide/table.md": "# Tables\n\n| a | b |\n|---|---|\n| disk quotas | c \\| d |\n",
    "guide/raw.md": "# Raw\n\n<div>The disk quotas.</div>\n",
}
ACCEPTED = """\
version: 1
decisions:
  - phrase: disk quotas
    target: disk (new)/quota rules.md
    verdict: accept
"""

Apply = Callable[..., Result]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with accepted links and the report of its build."""
    write_site(tmp_path, {**PAGES, "../autolink.yml": ACCEPTED}, {})
    run_build(tmp_path / "mkdocs.yml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def apply() -> Apply:
    def run(*options: str) -> Result:
        return CliRunner().invoke(main, ["apply", *options], catch_exceptions=False)

    return run


def state(project: Path) -> dict[str, str]:
    """What tells the content of the sources and of what stands beside them."""
    files = [
        path for path in project.rglob("*") if path.is_file() and not {"site", "autolink-report"} & set(path.parts)
    ]
    return {str(path.relative_to(project)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_accepted_links_are_written_reverted_and_restored_to_the_byte(project: Path, apply: Apply) -> None:
    before = state(project)
    result = apply()
    assert "Written: 2 of 3 links (5 builds)." in result.stdout
    assert "guide/raw.md: disk quotas -> disk (new)/quota rules.md: would change more of the page" in result.stderr
    assert "Left: 1 – would change more of the page." in result.stderr
    assert result.stderr.endswith("Build the site again: the report is of the pages as they were.\n")
    assert result.exit_code == 1
    assert (project / "docs/guide/setup.md").read_bytes().splitlines()[-1] == (
        b"Mind the [disk quotas](../disk%20%28new%29/quota%20rules.md). **Disk quotas** fill up."
    )
    assert (
        b"| [disk quotas](../disk%20%28new%29/quota%20rules.md) | c" in (project / "docs/guide/table.md").read_bytes()
    )
    written = state(project)
    assert {name for name in written if written[name] != before.get(name)} == {
        NAME,
        "docs/guide/setup.md",
        "docs/guide/table.md",
    }
    again = apply()
    assert "Written: 0 of 3 links, 2 written before (4 builds)." in again.stdout
    assert "Build the site again" not in again.stderr
    assert state(project) == written
    reverted = apply("--revert")
    assert (reverted.stdout, reverted.stderr, reverted.exit_code) == ("Taken out: 2 of 2 links.\n", "", 0)
    assert state(project) == before


def test_the_next_build_finds_authors_links_and_revert_still_works(project: Path, apply: Apply) -> None:
    before = state(project)
    apply()
    built = run_build(project / "mkdocs.yml")
    assert not built.messages()
    assert 'class="autolink"' not in built.html("guide/setup/index.html")
    assert '<a href="../../disk%20%28new%29/quota%20rules/">disk quotas</a>' in built.html("guide/setup/index.html")
    assert "Written: 0 of 1 link (4 builds)." in apply().stdout
    assert apply("--revert").exit_code == 0
    assert state(project) == before


def test_where_all_accepted_links_are_written_nobody_is_told_to_review(project: Path, apply: Apply) -> None:
    (project / "docs/guide/raw.md").unlink()
    run_build(project / "mkdocs.yml")
    assert apply().exit_code == 0
    run_build(project / "mkdocs.yml")
    again = apply()
    assert (again.stdout, again.exit_code) == ("Written: 0 of 0 links.\n", 0)
    assert "No accepted link is left to write" in again.stderr


def test_the_diff_is_shown_and_nothing_is_written(project: Path, apply: Apply) -> None:
    before = state(project)
    result = apply("--diff")
    assert "+| [disk quotas](../disk%20%28new%29/quota%20rules.md) | c \\| d |\n" in result.stdout
    assert "Would be written: 2 of 3 links" in result.stderr
    assert state(project) == before
    apply()
    written = state(project)
    result = apply("--diff", "--revert")
    assert "+| disk quotas | c \\| d |\n" in result.stdout
    assert "Would be taken out: 2 of 2 links." in result.stderr
    assert state(project) == written


def test_links_that_nobody_reviewed_need_to_be_asked_for(project: Path, apply: Apply) -> None:
    (project / "autolink.yml").unlink()
    write_site(project, {}, {"plugins": [{"autolink": {"min_confidence": 0.01}}]})
    run_build(project / "mkdocs.yml")
    nothing = apply()
    assert nothing.stdout == "Written: 0 of 0 links.\n"
    assert "No link is accepted yet" in nothing.stderr
    assert nothing.exit_code == 0
    surest = apply("--min-confidence", "1")
    assert "of 0 links" in surest.stdout
    assert "No link is accepted yet" not in surest.stderr, "that option was just named"
    assert "Written: 2 of 3 links" in apply("--all").stdout


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "-1", "2", "x", ""])
def test_a_confidence_is_a_number_from_0_to_1(project: Path, apply: Apply, number: str) -> None:
    before = state(project)
    result = apply(f"--min-confidence={number}")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == (
        f"Error: Invalid value for '--min-confidence': must be a number from 0 to 1, not '{number}'."
    )
    assert state(project) == before


ALONE = "--revert takes out all that was written: give it without"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--all --min-confidence 0.9", "--all and --min-confidence 0.9 contradict each other: give one of them."),
        ("--min-confidence 1 --all --diff", "--all and --min-confidence 1 contradict each other: give one of them."),
        ("--revert --all", f"{ALONE} --all."),
        ("--revert --diff --min-confidence 0", f"{ALONE} --min-confidence 0."),
        ("--revert --all --min-confidence 0", f"{ALONE} --all and --min-confidence 0."),
    ],
)
def test_options_that_contradict_each_other_are_refused(project: Path, apply: Apply, options: str, said: str) -> None:
    before = state(project)
    result = apply(*options.split())
    assert (result.exit_code, result.stdout, result.stderr.splitlines()[-1]) == (2, "", f"Error: {said}")
    assert state(project) == before


def test_all_links_are_those_from_no_confidence_on(project: Path, apply: Apply) -> None:
    assert apply("--all", "--min-confidence", "0", "--diff").stderr == apply("--all", "--diff").stderr


@pytest.mark.parametrize("name", ["mkdocs.yml", "autolink.yml"])
def test_a_report_of_other_settings_or_decisions_is_refused(project: Path, apply: Apply, name: str) -> None:
    with (project / name).open("a") as file:
        file.write("# changed\n")
    before = state(project)
    result = apply()
    assert f"{name}: was changed after the report was made. Build the site again." in result.stderr
    assert result.exit_code == 2
    assert state(project) == before


def test_a_page_that_moved_on_does_not_keep_the_others(project: Path, apply: Apply) -> None:
    with (project / "docs/guide/table.md").open("a") as file:
        file.write("\nMore.\n")
    result = apply()
    assert "guide/table.md: disk quotas -> disk (new)/quota rules.md: the page was changed after" in result.stderr
    assert ("Written: 1 of 3 links" in result.stdout, result.exit_code) == (True, 1)


def test_what_is_left_is_named_on_one_line_without_control_characters(project: Path, apply: Apply) -> None:
    report = project / "autolink-report" / "report.json"
    text = report.read_text(encoding="utf-8")
    report.write_text(
        text.replace('"anchor_text": "disk quotas"', '"anchor_text": "disk\\u001b[31m\\nquotas"'), encoding="utf-8"
    )
    result = apply()
    assert "guide/table.md: disk [31m quotas -> disk (new)/quota rules.md: words not in the Markdown\n" in result.stderr
    assert "Written: 0 of 3 links." in result.stdout


def _cut_record(project: Path) -> None:
    (project / NAME).write_text('{"version": 1}\n{"page": "a')


def _fifo(project: Path) -> None:
    os.mkfifo(project / "docs" / "fifo.md")


def _not_utf8(project: Path) -> None:
    (project / "docs" / "latin.md").write_bytes(b"# Gr\xfc\xdfe\n")


def _no_report(project: Path) -> None:
    shutil.rmtree(project / "autolink-report")


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (_cut_record, "line 2: is cut short or was edited; restore it from version control"),
        (_fifo, "'fifo.md' is called like a page and is no file; move it away."),
        (_not_utf8, "MkDocs could not build the site"),
        (_no_report, "there is no report"),
    ],
)
def test_what_cannot_be_read_stops_it_with_one_line(
    project: Path, apply: Apply, harm: Callable[[Path], Any], message: str
) -> None:
    harm(project)
    before = state(project) if harm is not _fifo else {}
    result = apply()
    assert message in result.stderr
    assert (result.stderr.count("\n"), result.exit_code) == (1, 2)
    if harm is not _fifo:
        assert state(project) == before


def test_a_configuration_of_other_pages_proves_nothing(project: Path, apply: Apply) -> None:
    shutil.copytree(project / "docs", project / "others")
    (project / "other.yml").write_text("INHERIT: mkdocs.yml\ndocs_dir: others\n")
    before = state(project)
    result = apply("--config-file", "other.yml")
    assert "Name the configuration that the report was made with." in result.stderr
    assert (result.stderr.count("\n"), result.exit_code) == (1, 2)
    assert state(project) == before


def test_a_configuration_that_is_not_there_is_not_called_a_changed_one(project: Path, apply: Apply) -> None:
    (project / "mkdocs.yml").unlink()
    for options in ((), ("--config-file", "none.yml")):
        result = apply(*options)
        assert "there is no such file. Name the site's configuration with --config-file." in result.stderr
        assert result.exit_code == 2


def test_an_output_that_nobody_reads_on_is_no_fault_of_a_file(project: Path) -> None:
    command = [sys.executable, "-c", "from mkdocs_autolink.cli import main; main()", "apply", "--diff"]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_a_plugin_that_lists_links_keeps_them_from_being_written(project: Path, apply: Apply) -> None:
    (project / "hook.py").write_text(
        "def on_env(env, config, files):\n"
        "    pages = [file.page for file in files.documentation_pages()]\n"
        "    home = next(page for page in pages if page.is_homepage)\n"
        "    home.content += ' '.join(page.url for page in pages if 'quota%20rules/\"' in page.content)\n"
    )
    write_site(project, {}, {"hooks": ["hook.py"]})
    run_build(project / "mkdocs.yml")
    before = state(project)
    result = apply()
    assert "Left: 2 – would change other pages." in result.stderr
    assert ": would change other pages: index.md" in result.stderr
    assert state(project) == before


@pytest.mark.parametrize(("level", "written"), [("info", True), ("warn", False)])
def test_a_link_that_a_strict_build_would_end_at_is_left(
    project: Path, apply: Apply, level: str, *, written: bool
) -> None:
    (project / "hook.py").write_text(
        "def on_page_content(html, **_):\n    return html.replace('id=\"asking-for-more\"', 'id=\"ask\"')\n"
    )
    write_site(
        project,
        {
            "guide/setup.md": "# Set up\n\nMind asking for more. [Old](table.md#gone)\n",
            "guide/raw.md": "# Raw\n\nThe disk quotas.\n",
            "../autolink.yml": f"{ACCEPTED}  - phrase: asking for more\n"
            "    target: disk (new)/quota rules.md#ask\n    verdict: accept\n",
        },
        {"hooks": ["hook.py"], "validation": {"anchors": level}},
    )
    run_build(project / "mkdocs.yml")
    result = apply()
    refused = "guide/setup.md: asking for more -> disk (new)/quota rules.md#ask: the site could not be built"
    assert (refused in result.stderr) is not written
    assert ("[asking for more](" in (project / "docs/guide/setup.md").read_text()) is written
    assert "The [disk quotas](" in (project / "docs/guide/raw.md").read_text()


def test_a_page_that_a_part_of_others_takes_text_from_is_left(project: Path, apply: Apply) -> None:
    (project / "parts").mkdir()
    (project / "parts" / "wrap.txt").write_text('--8<-- "guide/setup.md"\n')
    write_site(
        project,
        {"deep/er/other.md": '# Other\n\n--8<-- "wrap.txt"\n'},
        {"markdown_extensions": ["tables", {"pymdownx.snippets": {"base_path": ["docs", "parts"]}}]},
    )
    run_build(project / "mkdocs.yml")
    before = (project / "docs/guide/setup.md").read_bytes()
    result = apply()
    assert (
        "guide/setup.md: disk quotas -> disk (new)/quota rules.md: would change other pages: deep/er/other.md\n"
        in result.stderr
    )
    assert "Written: 1 of" in result.stdout
    assert (project / "docs/guide/setup.md").read_bytes() == before
    assert "[disk quotas](" in (project / "docs/guide/table.md").read_text()


def test_a_hook_that_stops_at_a_written_page_has_it_taken_back(project: Path, apply: Apply) -> None:
    (project / "hook.py").write_text(
        "from pathlib import Path\n"
        "def on_files(files, config):\n"
        "    if '[disk' in Path(config.docs_dir, 'guide/table.md').read_text():\n"
        "        raise SystemExit('no links in tables')\n"
    )
    write_site(project, {}, {"hooks": ["hook.py"]})
    run_build(project / "mkdocs.yml")
    result = apply()
    assert "guide/table.md: disk quotas -> disk (new)/quota rules.md: the site could not be built\n" in result.stderr
    assert "[disk quotas](" not in (project / "docs/guide/table.md").read_text()
    assert b"[disk quotas](" in (project / "docs/guide/setup.md").read_bytes()
