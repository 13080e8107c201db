from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mkdocs_autolink.author_links import Fault
from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.errors import ReportError
from mkdocs_autolink.report import (
    DecisionState,
    Report,
    ReportBrokenLink,
    ReportProject,
    build_report,
    known_ids,
    read_report,
)
from mkdocs_autolink.settings import ReportOptions, Settings
from rendered import as_json
from report_site import made_result

DECISIONS = Decisions(
    (
        Decision("Disk area", "computing/disk.md", Verdict.ACCEPT, note="a note"),
        Decision("floppy drives", "computing/disk.md", Verdict.ACCEPT),
        Decision("SSH key", "access/gone.md", Verdict.ACCEPT, pages=("support/faq.md",)),
        Decision("Lustre", "data/lustre.md", Verdict.RETARGET, to="data/lustre.md#gone"),
        Decision("data transfer", "data/gone.md", Verdict.REJECT),
    )
)
PROJECT = ReportProject("..", "mkdocs.yml", "docs", "autolink.yml", "0" * 32, "")


def made_report(spoil: str = "") -> Report:
    settings = Settings(min_confidence=0.7, report=ReportOptions(rejected="all"))
    report = build_report(made_result(spoil=spoil, decisions=DECISIONS), settings, PROJECT)
    broken = ReportBrokenLink("support/faq.md", f"../gone/{spoil}", "gone", None, Fault.NO_PAGE)
    return replace(report, broken=(broken, replace(broken, line=7, why=Fault.NO_ID)))


@pytest.mark.parametrize("spoil", ["", "</script>\u2028\x00\ud800'\"\\"])
def test_what_is_written_is_read_again(tmp_path: Path, spoil: str) -> None:
    report = made_report(spoil)
    (tmp_path / "report.json").write_text(as_json(report), encoding="utf-8")
    assert read_report(tmp_path) == report
    assert read_report(tmp_path / "report.json") == report


def test_the_state_of_each_decision_is_told() -> None:
    found = {decision.phrase: decision.state for decision in made_report().decisions}
    assert found == {
        "Disk area": DecisionState.HOLDS,
        "floppy drives": DecisionState.PHRASE_GONE,
        "SSH key": DecisionState.TARGET_GONE,
        "Lustre": DecisionState.TARGET_GONE,
        "data transfer": DecisionState.TARGET_GONE,
    }


def test_a_rejection_of_what_is_gone_is_idle_and_not_rotten() -> None:
    decisions = made_report().decisions
    assert [decision.phrase for decision in decisions if decision.is_idle] == ["data transfer"]
    assert [decision.phrase for decision in decisions if decision.is_rotten] == ["Lustre", "SSH key", "floppy drives"]


def refusal(path: Path) -> str:
    with pytest.raises(ReportError) as caught:
        read_report(path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(str(path))
    assert "uild the site " in message or "readable" in message
    return message


def test_a_report_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "no report" in refusal(tmp_path / "gone")


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"links": []}', "\x00\x00", "[" * 100_000, '{"schema": NaN}'])
def test_what_is_no_report_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(text, encoding="utf-8")
    refusal(path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(b'{"schema": 1, "generator": "\xff\xfe"}')
    refusal(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_report_that_was_cut_short_is_refused(tmp_path: Path, share: float) -> None:
    text = as_json(made_report())
    path = tmp_path / "report.json"
    path.write_text(text[: int(len(text) * share)], encoding="utf-8")
    assert "cut short" in refusal(path)


def test_a_report_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text(as_json(made_report()).replace('"schema": 1', '"schema": 2', 1), encoding="utf-8")
    assert "version 2" in refusal(path)


def _without(key: str) -> Any:
    return lambda data: data.pop(key)


def _with(path: str, value: object) -> Any:
    *folders, last = path.split(".")

    def edit(data: Any) -> None:
        for part in folders:
            data = data[int(part) if part.isdigit() else part]
        data[last] = value

    return edit


@pytest.mark.parametrize(
    "edit",
    [
        *map(_without, ["project", "settings", "links", "targets", "decisions", "broken", "ambiguous"]),
        _with("links", {"a": 1}),
        _with("links.0.page", 7),
        _with("links.0.line", 0),
        _with("links.0.line", "7"),
        _with("links.0.confidence", "high"),
        _with("links.0.confidence", 10**400),
        _with("links.0.origin", "hearsay"),
        _with("links.0.evidence", []),
        _with("rejected.0.reason", "whim"),
        _with("pages.0.depth", "deep"),
        _with("pages.0.sections", None),
        _with("decisions.0.state", "fine"),
        _with("decisions.0.pages", "some"),
        _with("project.new", "x"),
        _with("totals.orphans", None),
    ],
)
def test_a_report_that_was_edited_is_refused(tmp_path: Path, edit: Any) -> None:
    data = json.loads(as_json(made_report()))
    edit(data)
    path = tmp_path / "report.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert "edited or cut short" in refusal(path)


def test_a_report_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "report.json")
    assert known_ids(tmp_path) is None
    with pytest.raises(ReportError, match="is not a file"):
        read_report(tmp_path)
