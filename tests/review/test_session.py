from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_report import link, made_report, page, rejection
from mkdocs_autolink.decisions import Decision, Decisions, Verdict, load_decisions
from mkdocs_autolink.decisions.write import save_decisions
from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.report import AmbiguousPhrase
from mkdocs_autolink.review.actions import Action, ActionError, Do
from mkdocs_autolink.review.session import ChangedError, FileError, NoUndoError, Session
from mkdocs_autolink.review.standing import State
from mkdocs_autolink.site import parse_target

ACCEPT, REJECT = Verdict.ACCEPT, Verdict.REJECT
REPORT = made_report(
    pages=tuple(
        page(name, sections={"quota": "Quota"})
        for name in ("a.md", "b.md", "c.md", "disk.md", "money.md", "server.md", "client.md")
    ),
    links=(
        link("a.md", "disk areas", "disk.md", confidence=0.95),
        link("b.md", "disk areas", "disk.md", confidence=0.92, anchor_text="disk area"),
        link("b.md", "quota", "disk.md#quota", confidence=0.7),
        link("c.md", "budget", "money.md", confidence=0.99),
    ),
    rejected=(
        rejection("c.md", "hooks", "server.md", Reason.AMBIGUOUS),
        rejection("c.md", "hooks", "client.md", Reason.AMBIGUOUS),
    ),
    ambiguous=(AmbiguousPhrase("hooks", (parse_target("client.md"), parse_target("server.md")), 1, ("c.md",)),),
)
_NUMBERS = count()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "autolink.yml"


@pytest.fixture
def session(file: Path) -> Session:
    return Session(REPORT, file.parent, file)


def proposal(session: Session, phrase: str, target: str) -> str:
    return session.board.by_key[phrase, target]


def chosen(session: Session, *keys: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    ids = [proposal(session, *key) for key in keys]
    return tuple((one, session.board.standings[one].stamp) for one in ids)


def action(session: Session, do: Do, *keys: tuple[str, str], **facts: object) -> Action:
    return Action(f"action {next(_NUMBERS)}", do, chosen(session, *keys), **facts)  # type: ignore[arg-type]


DISK, QUOTA, BUDGET = ("disk areas", "disk.md"), ("quota", "disk.md#quota"), ("budget", "money.md")
SERVER, CLIENT = ("hooks", "server.md"), ("hooks", "client.md")


def said(file: Path) -> list[tuple[str, str, str, tuple[str, ...] | None]]:
    return [(one.phrase, one.target, one.verdict.value, one.pages) for one in load_decisions(file).items]


def test_a_decision_is_in_the_file_when_it_is_answered(session: Session, file: Path) -> None:
    assert session.act(action(session, Do.ACCEPT, DISK)).applied
    assert said(file) == [("disk areas", "disk.md", "accept", None)]
    assert session.board.standings[proposal(session, *DISK)].state is State.ACCEPTED


def test_a_group_is_settled_by_one_action(session: Session, file: Path) -> None:
    session.act(action(session, Do.ACCEPT, DISK, QUOTA))
    assert len(said(file)) == 2
    assert session.board.states[session.board.group_of[proposal(session, *DISK)]] is State.SETTLED


def test_the_same_action_sent_twice_is_done_once(session: Session, file: Path) -> None:
    order = action(session, Do.ACCEPT, DISK)
    answer = session.act(order)
    session.act(action(session, Do.UNDO))
    assert session.act(order) == answer
    assert said(file) == []


def test_what_stands_so_already_is_no_change(session: Session, file: Path) -> None:
    save_decisions(file, Decisions((Decision("disk areas", "disk.md", ACCEPT),)))
    before = file.read_bytes()
    assert not session.act(Action("x", Do.ACCEPT, ((proposal(session, *DISK), ""),))).applied
    assert file.read_bytes() == before


def test_edits_by_hand_are_merged(session: Session, file: Path) -> None:
    by_hand = Decision("elsewhere", "money.md", REJECT, note="By hand")
    save_decisions(file, Decisions((by_hand,)))
    session.act(action(session, Do.ACCEPT, DISK))
    assert set(load_decisions(file).items) == {by_hand, Decision("disk areas", "disk.md", ACCEPT)}


def test_edits_by_hand_are_seen(session: Session, file: Path) -> None:
    version = session.board.version
    save_decisions(file, Decisions((Decision("Disk Areas", "disk.md", REJECT), Decision("new", "money.md", ACCEPT))))
    session.refresh()
    changed, came = session.board.changed_since(version)
    assert session.board.standings[proposal(session, *DISK)].state is State.REJECTED
    assert [one.phrase for group in came for one in group.proposals] == ["new"]
    assert len(changed) == 2


def test_what_was_decided_elsewhere_meanwhile_is_not_overwritten(session: Session, file: Path) -> None:
    save_decisions(file, Decisions((Decision("disk areas", "disk.md", REJECT, note="Mine"),)))
    before = file.read_bytes()
    stale = Action("x", Do.ACCEPT, ((proposal(session, *DISK), ""), (proposal(session, *QUOTA), "")))
    with pytest.raises(ChangedError, match="disk areas"):
        session.act(stale)
    assert file.read_bytes() == before
    assert session.act(replace(stale, proposals=chosen(session, DISK, QUOTA))).applied


def test_undo_brings_back_exactly_what_stood(session: Session, file: Path) -> None:
    stood = Decisions(
        (
            Decision("Disk areas", "disk.md", ACCEPT, pages=("a.md",), note="Ann", extra=(("ticket", [1, 2]),)),
            Decision("disk areas", "disk.md", REJECT),
        )
    )
    save_decisions(file, stood)
    session.refresh()
    before = file.read_bytes()
    session.act(action(session, Do.ACCEPT, DISK, note="no"))
    assert file.read_bytes() != before
    session.act(action(session, Do.UNDO))
    assert file.read_bytes() == before


@pytest.mark.parametrize("only", [True, False])
@pytest.mark.parametrize("first", [Do.ACCEPT, None])
def test_what_is_for_some_pages_is_taken_back_and_sent_again_like_all_else(
    session: Session, file: Path, *, first: Do | None, only: bool
) -> None:
    if first:
        session.act(action(session, first, DISK))
    before = said(file)
    facts = {"to": "money.md", "pages": ("b.md",), "only": only}
    session.act(action(session, Do.RETARGET, DISK, **facts))
    assert not session.act(action(session, Do.RETARGET, DISK, **facts)).applied
    session.act(action(session, Do.UNDO))
    assert said(file) == before


def test_undo_goes_back_step_by_step_or_to_one_action(session: Session, file: Path) -> None:
    first, second = action(session, Do.ACCEPT, DISK), action(session, Do.REJECT, QUOTA)
    session.act(first)
    session.act(second)
    session.act(action(session, Do.UNDO, undo=first.id))
    assert said(file) == [("quota", "disk.md#quota", "reject", None)]
    session.act(action(session, Do.UNDO))
    assert said(file) == []
    with pytest.raises(NoUndoError, match="nothing to undo"):
        session.act(action(session, Do.UNDO))


def test_undo_is_refused_where_the_file_has_moved_on(session: Session, file: Path) -> None:
    session.act(action(session, Do.ACCEPT, DISK))
    save_decisions(file, Decisions((Decision("disk areas", "disk.md", ACCEPT, note="By hand"),)))
    before = file.read_bytes()
    with pytest.raises(NoUndoError, match="disk areas"):
        session.act(action(session, Do.UNDO))
    assert file.read_bytes() == before


def test_comments_of_others_are_no_change_of_mind(session: Session, file: Path) -> None:
    session.act(action(session, Do.ACCEPT, DISK))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("  - phrase", "  # Ann: sure?\n  - phrase"), encoding="utf-8")
    session.act(action(session, Do.REJECT, DISK))
    assert "Ann: sure?" in file.read_text(encoding="utf-8")
    session.act(action(session, Do.UNDO))
    assert said(file) == [("disk areas", "disk.md", "accept", None)]
    assert "Ann: sure?" in file.read_text(encoding="utf-8")


SAID_OF_PAGES = """\
version: 1
decisions:
  # Only where files are meant.
  - phrase: disk areas
    target: disk.md
    verdict: accept
    pages: [a.md]  # asked Ann
  - phrase: disk areas
    target: disk.md
    verdict: reject
    pages: [b.md, c.md]
    # not yet
"""


@pytest.mark.parametrize(
    ("do", "facts"),
    [
        (Do.REJECT, {}),
        (Do.NEVER, {}),
        (Do.RETARGET, {"to": "money.md"}),
        (Do.RETARGET, {"to": "money.md", "pages": ("b.md",), "only": True}),
        (Do.REJECT, {"pages": ("a.md",)}),
        (Do.ACCEPT, {"pages": ("a.md", "b.md", "c.md")}),
        (Do.ACCEPT, {"pages": ("c.md",), "only": True}),
    ],
)
def test_comments_outlive_a_change_of_mind_and_its_undo(
    session: Session, file: Path, do: Do, facts: dict[str, object]
) -> None:
    file.write_text(SAID_OF_PAGES, encoding="utf-8")
    session.refresh()
    before = [item.comment for item in load_decisions(file).items]
    session.act(action(session, do, DISK, **facts))
    comments = [comment for item in load_decisions(file).items for comment in item.comment]
    assert sorted(comments) == ["# Only where files are meant.", "# asked Ann", "# not yet"]
    session.act(action(session, Do.UNDO))
    assert [item.comment for item in load_decisions(file).items] == before


def test_undo_keeps_a_comment_that_others_added_since(session: Session, file: Path) -> None:
    session.act(action(session, Do.ACCEPT, DISK))
    session.act(action(session, Do.REJECT, DISK))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("  - phrase", "  # Ann: sure?\n  - phrase"), encoding="utf-8")
    session.act(action(session, Do.UNDO))
    assert [(item.verdict, item.comment) for item in load_decisions(file).items] == [(ACCEPT, ("# Ann: sure?",))]


def test_undo_leaves_what_others_decided_since(session: Session, file: Path) -> None:
    session.act(action(session, Do.ACCEPT, DISK))
    other = Session(REPORT, file.parent, file)
    other.act(action(other, Do.ACCEPT, QUOTA))
    session.act(action(session, Do.UNDO))
    assert said(file) == [("quota", "disk.md#quota", "accept", None)]


def test_only_on_this_page_settles_the_phrase(session: Session, file: Path) -> None:
    session.act(action(session, Do.ACCEPT, DISK, pages=("a.md",), only=True))
    assert said(file) == [("disk areas", "disk.md", "reject", None), ("disk areas", "disk.md", "accept", ("a.md",))]
    assert session.board.standings[proposal(session, *DISK)].state is State.MIXED


def test_on_one_page_leaves_the_others_open(session: Session) -> None:
    session.act(action(session, Do.REJECT, DISK, pages=("a.md",)))
    standing = session.board.standings[proposal(session, *DISK)]
    assert (standing.state, standing.open_links) == (State.PARTLY, 1)


def test_retarget_leads_elsewhere_and_accepts_what_leads_there(session: Session, file: Path) -> None:
    done = session.act(action(session, Do.RETARGET, SERVER, CLIENT, to="client.md"))
    assert done.message == "Retargeted “hooks” → server.md and 1 more, now to client.md."
    assert [(one.target, one.verdict.value, one.to) for one in load_decisions(file).items] == [
        ("client.md", "accept", ""),
        ("server.md", "retarget", "client.md"),
    ]


@pytest.mark.parametrize("to", ["nowhere.md", "disk.md#nowhere", "../disk.md", ""])
def test_retarget_to_what_is_not_there_is_refused(session: Session, file: Path, to: str) -> None:
    with pytest.raises(ActionError):
        session.act(action(session, Do.RETARGET, DISK, to=to))
    assert not file.exists()


def test_choosing_one_target_settles_an_ambiguous_phrase(session: Session) -> None:
    group = session.board.group_of[proposal(session, *SERVER)]
    session.act(action(session, Do.REJECT, CLIENT))
    assert session.board.states[group] is State.OPEN
    session.act(action(session, Do.ACCEPT, SERVER))
    assert session.board.states[group] is State.SETTLED


def test_an_ambiguous_phrase_cannot_lead_to_all_its_targets(session: Session) -> None:
    with pytest.raises(ActionError, match="one of them"):
        session.act(action(session, Do.ACCEPT, SERVER, CLIENT))


def test_never_rejects_the_phrase_for_every_target_that_is_known(session: Session, file: Path) -> None:
    save_decisions(file, Decisions((Decision("Hooks", "old.md", ACCEPT),)))
    session.refresh()
    outcome = session.act(action(session, Do.NEVER, SERVER))
    assert said(file) == [
        ("Hooks", "old.md", "reject", None),
        ("hooks", "client.md", "reject", None),
        ("hooks", "server.md", "reject", None),
    ]
    assert "never" in outcome.message


def test_clear_takes_the_decisions_out(session: Session, file: Path) -> None:
    session.act(action(session, Do.ACCEPT, DISK, pages=("a.md",), only=True))
    session.act(action(session, Do.CLEAR, DISK))
    assert said(file) == []


def test_a_note_goes_with_a_decision(session: Session, file: Path) -> None:
    with pytest.raises(ActionError, match="Decide first"):
        session.act(action(session, Do.NOTE, DISK, note="Why"))
    session.act(action(session, Do.ACCEPT, DISK))
    session.act(action(session, Do.NOTE, DISK, note="Why"))
    assert load_decisions(file).items[0].note == "Why"


@pytest.mark.parametrize("do", [Do.CLEAR, Do.NOTE])
@pytest.mark.parametrize("block", [Decision("quota", "disk.md", ACCEPT), Decision("disk area", "disk.md", REJECT)])
def test_the_block_of_another_phrase_or_target_is_named(session: Session, file: Path, do: Do, block: Decision) -> None:
    save_decisions(file, Decisions((block,)))
    session.refresh()
    key = QUOTA if block.phrase == "quota" else DISK
    assert session.board.standings[proposal(session, *key)].decisions == (block,)
    with pytest.raises(ActionError, match=f"“{block.phrase}” → disk.md"):
        session.act(action(session, do, key, note="Why" if do is Do.NOTE else None))


def test_a_decision_on_a_page_stands_for_its_sections_until_one_is_decided(session: Session, file: Path) -> None:
    save_decisions(file, Decisions((Decision("quota", "disk.md", ACCEPT),)))
    session.refresh()
    assert session.board.standings[proposal(session, *QUOTA)].state is State.ACCEPTED
    session.act(action(session, Do.REJECT, QUOTA))
    assert session.board.standings[proposal(session, *QUOTA)].state is State.REJECTED
    assert len(said(file)) == 2


def test_who_and_when_are_written_only_if_asked_for(file: Path) -> None:
    signed = Session(REPORT, file.parent, file, sign="Ann", today=lambda: date(2026, 11, 20))
    signed.act(action(signed, Do.ACCEPT, DISK))
    assert load_decisions(file).items[0].extra == (("by", "Ann"), ("on", "2026-11-20"))


def test_bulk_accepts_what_the_preview_shows(session: Session, file: Path) -> None:
    preview = session.preview(0.9, None)
    assert [one.key for one in preview.proposals] == [DISK, BUDGET]
    session.act(Action("bulk", Do.BULK, above=0.9, plan=preview.plan))
    assert sorted(phrase for phrase, *_ in said(file)) == ["budget", "disk areas"]
    undone = session.act(Action("undo", Do.UNDO))
    assert undone.message == "Undone: accept “disk areas” → disk.md and 1 more."
    assert said(file) == []


def test_bulk_takes_the_weakest_mention_for_the_whole(session: Session) -> None:
    assert [one.key for one in session.preview(0.93, None).proposals] == [BUDGET]


def test_bulk_of_some_groups(session: Session) -> None:
    group = session.board.group_of[proposal(session, *BUDGET)]
    assert [one.key for one in session.preview(0.0, [group, "gone"]).proposals] == [BUDGET]


def test_a_bulk_that_is_another_since_its_preview_is_refused(session: Session, file: Path) -> None:
    preview = session.preview(0.9, None)
    save_decisions(file, Decisions((Decision("budget", "money.md", REJECT),)))
    with pytest.raises(ChangedError, match="preview"):
        session.act(Action("bulk", Do.BULK, above=0.9, plan=preview.plan))
    assert len(said(file)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "version: 1\n<<<<<<< ours\ndecisions: []\n=======\ndecisions: []\n>>>>>>> theirs\n",
        "version: 1\ndecisions: [\n",
        "",
        "version: 2\ndecisions: []\n",
    ],
)
def test_a_file_that_cannot_be_read_is_never_touched_and_the_review_goes_on_when_it_is_mended(
    session: Session, file: Path, text: str
) -> None:
    session.act(action(session, Do.ACCEPT, DISK))
    good = file.read_bytes()
    file.write_text(text, encoding="utf-8")
    order = action(session, Do.ACCEPT, QUOTA)
    with pytest.raises(FileError, match=r"autolink\.yml"):
        session.act(order)
    session.refresh()
    assert "autolink.yml" in session.problem
    assert file.read_text(encoding="utf-8") == text
    assert session.board.standings[proposal(session, *DISK)].state is State.ACCEPTED
    file.write_bytes(good)
    session.refresh()
    assert session.problem == ""
    assert session.act(order).applied
    assert len(said(file)) == 2


def test_a_review_begins_even_where_the_file_is_broken(file: Path) -> None:
    file.write_text("decisions", encoding="utf-8")
    assert Session(REPORT, file.parent, file).problem


def test_a_disk_that_is_full_loses_nothing(session: Session, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session.act(action(session, Do.ACCEPT, DISK))
    before = file.read_bytes()
    order = action(session, Do.ACCEPT, QUOTA)
    with monkeypatch.context() as patch:

        def fail(*_: object) -> None:
            raise OSError(28, "No space left on device")

        patch.setattr("os.fsync", fail)
        with pytest.raises(FileError, match="No space left"):
            session.act(order)
    assert file.read_bytes() == before
    assert session.act(order).applied


def test_a_memory_that_is_a_pipe_is_not_waited_for(file: Path) -> None:
    os.mkfifo(file.parent / "reviewed.json")
    session = Session(REPORT, file.parent, file)
    session.mark_seen(session.board.groups)
    assert session.seen.before is None


def test_what_was_seen_is_not_new_at_the_next_review(session: Session, file: Path) -> None:
    assert session.seen.before is None
    session.mark_seen([session.board.group_of[proposal(session, *BUDGET)], "gone"])
    session.act(action(session, Do.ACCEPT, DISK))
    later = Session(REPORT, file.parent, file)
    assert later.seen.before == frozenset({proposal(session, *BUDGET), proposal(session, *DISK)})


@pytest.mark.parametrize("text", ["", "[]", '{"schema": 9}', "[" * 100_000])
def test_a_spoilt_memory_costs_the_mark_new_only(file: Path, text: str) -> None:
    (file.parent / "reviewed.json").write_text(text, encoding="utf-8")
    assert Session(REPORT, file.parent, file).seen.before is None


def test_progress_counts_groups_and_links(session: Session) -> None:
    before = session.board.progress()
    session.act(action(session, Do.ACCEPT, DISK, QUOTA))
    after = session.board.progress()
    assert (before.groups, before.groups_open, before.links_open) == (3, 3, 4)
    assert (after.groups, after.groups_open, after.links_open) == (3, 2, 1)
    assert session.decided_groups == 1


def test_an_earlier_decision_that_is_taken_back_is_left_to_decide_again(file: Path) -> None:
    report = replace(REPORT, links=(*REPORT.links, link("c.md", "safe copy", "client.md", verdict=ACCEPT)))
    save_decisions(file, Decisions((Decision("safe copy", "client.md", ACCEPT), Decision("gone", "disk.md", ACCEPT))))
    session = Session(report, file.parent, file)
    assert session.board.progress().groups == 3
    session.act(action(session, Do.CLEAR, ("safe copy", "client.md"), ("gone", "disk.md")))
    after = session.board.progress()
    assert (after.groups, after.groups_open, after.links_open) == (4, 4, 5)


KEYS = st.sampled_from([DISK, QUOTA, BUDGET, SERVER, CLIENT])
VERDICTS = st.sampled_from([Do.ACCEPT, Do.REJECT, Do.NEVER, Do.CLEAR])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from([0, 1]), VERDICTS, KEYS, st.sampled_from([None, ("a.md",), ("b.md", "c.md")])),
        st.tuples(st.just(2), st.sampled_from(["x", "y", "disk areas"]), st.sampled_from([ACCEPT, REJECT])),
        st.tuples(st.sampled_from([3, 4])),
    ),
    max_size=12,
)


def _sequence(steps: list[tuple[object, ...]], sessions: list[Session], file: Path) -> Iterator[bytes]:
    """Does the steps: those of the two sessions, edits by hand, and a look at the file."""
    for step in steps:
        who, *what = step
        if who == 2:
            phrase, verdict = what
            kept = [one for one in load_decisions(file).items if one.phrase != phrase]
            save_decisions(file, Decisions((*kept, Decision(str(phrase), "by-hand.md", Verdict(str(verdict))))))
        elif who in {3, 4}:
            sessions[int(str(who)) - 3].refresh()
        else:
            do, key, pages = what
            session = sessions[int(str(who))]
            with_pages = pages if do in {Do.ACCEPT, Do.REJECT} else None
            try:
                session.act(action(session, do, key, pages=with_pages))  # type: ignore[arg-type]
            except ChangedError:
                session.act(action(session, do, key, pages=with_pages))  # type: ignore[arg-type]
        yield file.read_bytes() if file.exists() else b""


@given(steps=STEPS)
@pytest.mark.slow
@settings(max_examples=40, deadline=None)
def test_two_sessions_and_a_hand_come_to_the_same_as_one_after_the_other(steps: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        at_once, in_turn = Path(one) / "autolink.yml", Path(two) / "autolink.yml"
        sessions = [Session(REPORT, Path(one), at_once) for _ in range(2)]
        alone = Session(REPORT, Path(two), in_turn)
        expected = _sequence(steps, [alone, alone], in_turn)
        assert list(_sequence(steps, sessions, at_once)) == list(expected)
        for session in sessions:
            session.refresh()
            fresh = Session(REPORT, Path(one), at_once)
            known = {key: value for key, value in session.board.standings.items() if key in fresh.board.standings}
            assert known == fresh.board.standings
