"""A review that is killed, and reviews that work at once: what was answered is in the file, once."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from made_report import link, made_report, page
from mkdocs_autolink.decisions import load_decisions
from mkdocs_autolink.review.actions import Action, Do
from mkdocs_autolink.review.session import Session
from rendered import as_json

PHRASES = [f"phrase {number}" for number in range(300)]
REPORT = made_report(
    pages=(page("a.md"), page("b.md")), links=tuple(link("a.md", phrase, "b.md") for phrase in PHRASES)
)
_REVIEWER = """
import sys
from pathlib import Path
from mkdocs_autolink.report import read_report
from mkdocs_autolink.review.actions import Action, Do
from mkdocs_autolink.review.session import Session

folder = Path(sys.argv[1])
session = Session(read_report(folder / "report.json"), folder, folder / "autolink.yml")
# Goes on for every line that it is told to, so that it is not done before it is killed; and to the end without any.
for (phrase, _), proposal in sorted(session.board.by_key.items()):
    if session.board.is_open(proposal):
        sys.stdin.readline()
        session.act(Action(phrase, Do.ACCEPT, ((proposal, ""),)))
        print(phrase, flush=True)
"""


def start(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _REVIEWER, str(folder)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_a_kill_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text(as_json(REPORT), encoding="utf-8")
    answered: set[str] = set()
    for lines in (1, 7, 20, 40):
        with start(tmp_path) as reviewer:
            assert reviewer.stdin is not None
            assert reviewer.stdout is not None
            reviewer.stdin.write("\n" * (lines + 10))
            reviewer.stdin.flush()
            answered |= {reviewer.stdout.readline().strip() for _ in range(lines)}
            reviewer.kill()
            answered |= set(reviewer.stdout.read().splitlines())
        decided = [decision.phrase for decision in load_decisions(tmp_path / "autolink.yml").items]
        assert len(decided) == len(set(decided))
        # The last word may have been written and not answered.
        assert answered <= set(decided)
        assert len(set(decided) - answered) <= 4
    with start(tmp_path) as reviewer:
        reviewer.communicate()
    decided = [decision.phrase for decision in load_decisions(tmp_path / "autolink.yml").items]
    assert sorted(decided) == sorted(PHRASES)


def test_reviews_that_work_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    file = tmp_path / "autolink.yml"
    sessions = [Session(REPORT, tmp_path, file) for _ in range(3)]
    applied: list[str] = []

    def work(session: Session, number: int) -> None:
        """Two in three phrases each, so that every phrase is decided by two sessions."""
        for at, phrase in enumerate(PHRASES[:60]):
            if at % 3 != number:
                order = Action(f"{number} {phrase}", Do.ACCEPT, ((session.board.by_key[phrase, "b.md"], ""),))
                if session.act(order).applied:
                    applied.append(phrase)

    threads = [threading.Thread(target=work, args=(session, at)) for at, session in enumerate(sessions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(decision.phrase for decision in load_decisions(file).items) == sorted(PHRASES[:60])
    assert sorted(applied) == sorted(PHRASES[:60])


def test_a_session_may_be_asked_by_many_threads(tmp_path: Path) -> None:
    session = Session(REPORT, tmp_path, tmp_path / "autolink.yml")
    ids = [session.board.by_key[phrase, "b.md"] for phrase in PHRASES[:40]]
    threads = [
        threading.Thread(target=session.act, args=(Action(identity, Do.ACCEPT, ((identity, ""),)),)) for identity in ids
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(load_decisions(tmp_path / "autolink.yml").items) == 40
    session.act(Action("undo", Do.UNDO))
    assert len(load_decisions(tmp_path / "autolink.yml").items) == 39


def test_the_memory_is_whole_at_any_time(tmp_path: Path) -> None:
    session = Session(REPORT, tmp_path, tmp_path / "autolink.yml")
    session.mark_seen(session.board.groups)
    assert len(json.loads((tmp_path / "reviewed.json").read_bytes())["seen"]) == len(PHRASES)
