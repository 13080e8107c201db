"""docs/check.md says what the command does, and its pipelines run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_autolink.check import FORMATS, ChangeKind, Gate
from mkdocs_autolink.cli.check import check

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")


def rows(head: str) -> list[str]:
    """The code in the first cells of the table with this head."""
    table = TEXT.split(f"\n| {head} |")[1].split("\n\n")[0]
    return re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)


def pipeline(heading: str) -> dict[str, Any]:
    section = TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    (block,) = re.findall(r"^```yml\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    found: dict[str, Any] = yaml.safe_load(block)
    return found


def test_every_gate_is_in_both_tables_and_no_other() -> None:
    assert rows("gate | what it counts | where it is mended") == list(Gate)
    assert rows("gate | the same as in the base where these are the same") == list(Gate)


def test_every_format_and_kind_of_change_is_explained_and_no_other() -> None:
    assert rows("format | for") == list(FORMATS)
    assert all(f"`{kind}`" in TEXT for kind in ChangeKind)


def test_every_option_is_explained_and_no_other() -> None:
    options = {option for parameter in check.params for option in parameter.opts}
    gates = {f"--{kind}-{gate}" for gate in Gate for kind in ("no", "max")}
    explained = {row.split()[0] for row in rows("option | meaning")}
    assert explained == options - gates | {"--no-GATE", "--max-GATE"}
    assert gates <= options


@pytest.fixture
def example(tmp_path: Path) -> Path:
    if not (ROOT / "example-site").is_dir():
        pytest.skip("example-site is not part of a source distribution")
    folder = tmp_path / "example-site"
    shutil.copytree(ROOT / "example-site", folder, ignore=shutil.ignore_patterns("site", "autolink-report"))
    return folder


def shell(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs what a step of a pipeline says as a runner does, but for what only a runner has."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": path, "GITHUB_STEP_SUMMARY": str(folder.parent / "summary.md"), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def github(folder: Path, event: str, base: str = "") -> list[subprocess.CompletedProcess[str]]:
    """Runs the steps of the workflow that are for the event and that work without GitHub."""
    steps = pipeline("GitHub Actions")["jobs"]["links"]["steps"]
    done = []
    for step in steps:
        event_of_step = re.search(r"github.event_name == '(\w+)'", step.get("if", ""))
        if "run" not in step or re.match(r"(python -m pip|gh) ", step["run"]):
            continue
        if event_of_step and event_of_step[1] != event:
            continue
        if "check.md" in step.get("if", "") and not (folder / "check.md").exists():
            continue
        done.append(shell(step["run"], folder, BASE=base))
    return done


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="runners have bash")
def test_the_workflow_for_github_passes_what_is_well_and_fails_what_is_not(example: Path) -> None:
    on_main = github(example, "push")
    assert [step.returncode for step in on_main] == [0, 0], on_main
    assert json.loads((example / "base" / "report.json").read_text(encoding="utf-8"))["links"]

    harmless = github(example, "pull_request", base="base")
    assert [step.returncode for step in harmless] == [0, 0, 0], harmless
    assert "Passed." in harmless[1].stdout
    assert "none added, gone or changed" in (example.parent / "summary.md").read_text(encoding="utf-8")

    page = example / "docs" / "concepts" / "commits.md"
    broken = '\n<a href="#zoo">Zoological garden</a>\n'  # in HTML, which MkDocs does not check
    page.write_text(page.read_text(encoding="utf-8") + broken, encoding="utf-8")
    harmful = github(example, "pull_request", base="base")
    assert [step.returncode for step in harmful] == [0, 1, 0], harmful
    assert harmful[1].stdout.startswith("::error file=docs/concepts/commits.md,line=")
    assert "Failed: broken." in (example / "check.md").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="runners have bash")
def test_without_a_base_the_workflow_counts_everything(example: Path) -> None:
    steps = github(example, "pull_request")
    assert [step.returncode for step in steps] == [0, 1, 0], steps
    assert "Failed: unreviewed." in steps[1].stdout


def test_the_workflow_restores_what_it_saves_and_may_write_no_more_than_it_needs() -> None:
    workflow = pipeline("GitHub Actions")
    uses = {
        step["uses"].split("@")[0]: step.get("with", {})
        for step in workflow["jobs"]["links"]["steps"]
        if "uses" in step
    }
    restore, save = uses["actions/cache/restore"], uses["actions/cache/save"]
    assert restore["path"] == save["path"] == "base"
    assert save["key"].startswith(restore["restore-keys"])
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["links"]["permissions"] == {"contents": "read", "pull-requests": "write"}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="runners have bash")
def test_the_job_for_gitlab_writes_the_file_that_it_hands_on(example: Path) -> None:
    job = pipeline("GitLab CI")["links"]
    script = [line for line in job["script"] if "pip install" not in line]
    result = shell("\n".join(script), example)
    assert result.returncode == 0, result.stderr
    report = job["artifacts"]["reports"]["codequality"]
    assert json.loads((example / report).read_text(encoding="utf-8")) == []
