from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from made_report import link, made_report, page
from mkdocs_autolink.cli import main
from rendered import as_json


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a report on pages that have changed since."""
    report = made_report(
        pages=(page("a.md"), page("b.md")), links=(link("a.md", "quota", "b.md"), link("a.md", "jobs", "a.md"))
    )
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("# A\n", encoding="utf-8")
    (tmp_path / "autolink-report").mkdir()
    (tmp_path / "autolink-report/report.json").write_text(as_json(report), encoding="utf-8")
    return tmp_path


# A shell that runs us in the background has us ignore Ctrl+C, and so would the command that we start.
_HEEDS_CTRL_C = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"


def test_it_prints_the_address_serves_and_ends_with_one_line(project: Path) -> None:
    program = f"{_HEEDS_CTRL_C}; from mkdocs_autolink.cli import main; main()"
    command = [sys.executable, "-c", program, "review", "--no-browser"]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.match(r"Review at (http://127\.0\.0\.1:\d+/\S{32,}/) ", process.stdout.readline())
        assert found
        with urllib.request.urlopen(found[1], timeout=10) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=20)
    assert output.strip() == "Decided on 0 groups; 0 of 2 are settled. Build again to see the links."
    assert "older than your files" in errors
    assert "Traceback" not in errors
    assert process.returncode == 0


def test_a_port_in_use_is_one_clear_line(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(
            main, ["review", "--no-browser", "--port", port, "--report", str(project / "autolink-report")]
        )
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: Port {port} cannot be used: ")
    assert result.stderr.count("\n") == 1 + ("older than your files" in result.stderr)


def test_a_name_that_no_file_can_hold_is_wrong_usage() -> None:
    result = CliRunner().invoke(main, ["review", "--report", "nowhere", "--sign", "\udcff"])
    assert "type it anew" in result.stderr
    assert result.exit_code == 2


def test_a_report_that_contradicts_itself_is_one_clear_line(project: Path) -> None:
    file = project / "autolink-report/report.json"
    file.write_text(file.read_text(encoding="utf-8").replace('{"page": "a.md"', '{"page": "z.md"'), encoding="utf-8")
    result = CliRunner().invoke(main, ["review", "--no-browser", "--report", str(file.parent)])
    assert result.exit_code == 2
    assert (
        result.stderr
        == "Error: The report was edited: it has a link on 'a.md' and no such page. Build the site again.\n"
    )


@pytest.mark.parametrize("text", ['{"schema": 99}', '{"schema": 1, "links": [', "", "[]", '{"schema": 1}'])
def test_a_report_that_cannot_be_read_is_one_clear_line(project: Path, text: str) -> None:
    (project / "autolink-report/report.json").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["review", "--no-browser", "--report", str(project / "autolink-report")])
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
