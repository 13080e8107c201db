"""What is decided in a review is what the next build does, and is not asked again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mkdocs_autolink.cli.opened_report import open_report
from mkdocs_autolink.review.actions import Action, Do
from mkdocs_autolink.review.groups import DecisionKey, Group, Kind
from mkdocs_autolink.review.session import Session
from mkdocs_autolink.review.standing import State
from support import run_build

EXAMPLE = Path(__file__).parents[2] / "example-site"


def reviewed(project: Path) -> Session:
    """The review of a new build of the project."""
    run_build(project / "mkdocs.yml")
    opened = open_report(project / "autolink-report", None)
    return Session(opened.report, opened.folder, opened.decisions)


def decide(session: Session, identity: str, group: Group) -> set[DecisionKey]:
    """Rejects near misses, chooses one of several targets, accepts all else. Returns what was decided."""
    proposals = [one for one in group.proposals if session.board.is_open(one.id)]
    chosen = proposals[:1] if group.kind is Kind.AMBIGUOUS else proposals
    do = Do.REJECT if group.kind is Kind.NEAR_MISSES else Do.ACCEPT
    stamps = session.board.standings
    assert session.act(Action(identity, do, tuple((one.id, stamps[one.id].stamp) for one in chosen))).applied
    return {one.key for one in chosen}


@pytest.mark.slow
def test_the_next_build_does_as_decided_and_asks_nothing_again(tmp_path: Path) -> None:
    project = tmp_path / "example"
    shutil.copytree(EXAMPLE, project, ignore=shutil.ignore_patterns("autolink-report", "site"))
    before = reviewed(project)
    board = before.board
    decided: set[DecisionKey] = set()
    for identity, group in list(board.groups.items()):
        if board.states[identity] is not State.SETTLED:
            decided |= decide(before, identity, group)
            assert board.states[identity] is State.SETTLED
    assert board.progress().groups > 30
    assert board.progress().groups_open == board.progress().links_open == 0

    after = reviewed(project)
    assert after.board.progress().links_open == 0
    assert all(link.verdict is not None for link in after.report.links)
    again = {one.key for one in after.board.proposals.values() if after.board.is_open(one.id)}
    assert not again & decided
    assert len(again) < len(decided) / 10
