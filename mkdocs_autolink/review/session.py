"""One review: the actions of a reviewer on the decisions file, which is the only place where decisions live.

Every action reads the file, changes what it is about, and replaces the file, under a lock: other sessions and edits by
hand are merged, and what was answered is on the disk.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mkdocs_autolink.decisions import SIGNATURE, Decisions, Verdict
from mkdocs_autolink.decisions.write import DecisionsFile
from mkdocs_autolink.digests import text_digest
from mkdocs_autolink.errors import AutolinkError, DecisionsError, shown
from mkdocs_autolink.report import Report
from mkdocs_autolink.review.actions import VERDICTS, Action, ActionError, Do
from mkdocs_autolink.review.board import Board
from mkdocs_autolink.review.decision_changes import Order, decided, noted, own, put
from mkdocs_autolink.review.groups import DecisionKey, Group, Kind, Proposal
from mkdocs_autolink.review.seen import Seen
from mkdocs_autolink.review.standing import OPEN, Cell, Cells, key_of, standing

_DONE = {
    Do.ACCEPT: "Accepted",
    Do.REJECT: "Rejected",
    Do.RETARGET: "Retargeted",
    Do.NEVER: "Rejected everywhere:",
    Do.CLEAR: "No longer decided:",
    Do.NOTE: "Noted at",
    Do.BULK: "Accepted",
}
_NAMES = {Do.CLEAR: "undecide", Do.BULK: "accept"}
"""What the page calls an action, where that is another word."""


class ChangedError(AutolinkError):
    """The file has moved on since the page was told of it; nothing was written."""


class NoUndoError(AutolinkError):
    """What stood before cannot be brought back; nothing was written."""


class FileError(AutolinkError):
    """The decisions file cannot be read or written as it stands; it is as it was."""


@dataclass(frozen=True, slots=True)
class ActionOutcome:
    """What an action came to."""

    applied: bool
    """False where all of it stood so already."""
    message: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a bulk would accept."""

    groups: tuple[Group, ...]
    proposals: tuple[Proposal, ...]
    plan: str
    """A stamp of exactly this."""


@dataclass(frozen=True, slots=True)
class _Step:
    """What an action changed, so that it can be taken back."""

    action: str
    text: str
    before: Cells
    after: Cells


class Session:
    """The board of a report, and the actions on it. May be used by many threads."""

    def __init__(
        self, report: Report, folder: Path, decisions: Path, *, sign: str = "", today: Callable[[], date] = date.today
    ) -> None:
        """`folder` is the report's; `sign` is a name that decisions are signed with, '' for none."""
        self.report = report
        self.sign = sign
        self.problem = ""
        """Why the decisions file cannot be read, one line; '' while it can."""
        self._path = decisions
        self._file = DecisionsFile(decisions)
        self._today = today
        self._lock = threading.RLock()
        self._looked: tuple[int, ...] = ()
        self._answered: dict[str, ActionOutcome] = {}
        self._steps: list[_Step] = []
        self.board = Board(report, self._load() or Decisions())
        self.seen = Seen(folder, self.board.proposals)
        self._targets = {page.page for page in report.pages if page.is_target} | {
            f"{page.page}#{section.fragment}" for page in report.pages if page.is_target for section in page.sections
        }

    def __enter__(self) -> Session:
        """Holds off other threads, so that what is read belongs together."""
        self._lock.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    @property
    def undo_text(self) -> str:
        """What an undo would take back, '' for nothing."""
        return self._steps[-1].text if self._steps else ""

    @property
    def decided_groups(self) -> int:
        """Number of groups that were decided on, and not undone, in this session."""
        keys = {key for step in self._steps for key in step.after}
        return len({self.board.group_of[self.board.by_key[key]] for key in keys if key in self.board.by_key})

    def refresh(self) -> None:
        """Takes over what others wrote into the file. What cannot be read is said in `problem`, and keeps the rest."""
        with self._lock:
            if _look(self._path) != self._looked and (found := self._load()) is not None:
                self.board.update(found)

    def act(self, action: Action) -> ActionOutcome:
        """Does it, once: what is sent again is answered as it was.

        Raises ActionError, ChangedError, NoUndoError, FileError; nothing was done then.
        """
        with self._lock:
            if action.id in self._answered:
                return self._answered[action.id]
            outcome = self._undo(action) if action.do is Do.UNDO else self._decide(self._spelled_out(action))
            self._answered[action.id] = outcome
            return outcome

    def preview(self, above: float, groups: Iterable[str] | None) -> Preview:
        """The open proposals of links whose weakest mention has at least that confidence."""
        with self:
            return self._preview(above, groups)

    def _preview(self, above: float, groups: Iterable[str] | None) -> Preview:
        self.refresh()
        board = self.board
        chosen = [board.groups[one] for one in (board.groups if groups is None else groups) if one in board.groups]
        found = [
            proposal
            for group in chosen
            if group.kind is Kind.LINKS
            for proposal in group.proposals
            if board.is_open(proposal.id) and proposal.mentions and proposal.mentions[0].confidence >= above
        ]
        groups_of = dict.fromkeys(board.group_of[proposal.id] for proposal in found)
        stamps = (f"{proposal.id}{board.standings[proposal.id].stamp}" for proposal in found)
        plan = text_digest((str(above), *stamps), 8)
        return Preview(tuple(board.groups[one] for one in groups_of), tuple(found), plan)

    def mark_seen(self, groups: Iterable[str]) -> None:
        """Remembers for the next review that these groups were shown."""
        with self._lock:
            known = [self.board.groups[one] for one in groups if one in self.board.groups]
            self.seen.add([proposal.id for group in known for proposal in group.proposals])

    def _load(self) -> Decisions | None:
        self._looked = _look(self._path)
        try:
            decisions = self._file.load()
        except DecisionsError as error:
            self.problem = str(error)
            return None
        self.problem = ""
        return decisions

    def _spelled_out(self, action: Action) -> Action:
        """A bulk as the accepting of all its proposals."""
        if action.do is not Do.BULK:
            return action
        preview = self.preview(action.above, action.groups)
        if preview.plan != action.plan:
            raise ChangedError("Something was decided since this preview. Look at it again.")
        stamps = self.board.standings
        return replace(action, proposals=tuple((one.id, stamps[one.id].stamp) for one in preview.proposals))

    def _decide(self, action: Action) -> ActionOutcome:
        proposals = [self._proposal(one) for one, _ in action.proposals]
        self._check(action, proposals)
        before: dict[DecisionKey, Cell] = {}
        after: dict[DecisionKey, Cell] = {}

        def change(now: Decisions) -> Decisions:
            keys = [key for proposal in proposals for key in self._keys(action, proposal, now)]
            before.update(own(now, keys))
            try:
                after.update(self._after(action, proposals, before, now))
                if after == before:
                    return now
                self._check_stamps(action, before, now)
                return put(now, after)
            except DecisionsError as error:
                raise ActionError(f"This cannot be written: {error}.") from None

        self._write(change)
        self.seen.add([proposal.id for proposal in proposals])
        led = f", now to {action.to}" if action.do is Do.RETARGET else ""
        message = f"{_DONE[action.do]} {_named(proposals)}{led}."
        if after == before:
            return ActionOutcome(applied=False, message=f"{message} It was so already.")
        self._steps.append(_Step(action.id, f"{_NAMES.get(action.do, action.do)} {_named(proposals)}", before, after))
        if action.do is Do.NEVER:
            message += " For targets of times to come as well, add the phrase to the option never."
        return ActionOutcome(applied=True, message=message)

    def _undo(self, action: Action) -> ActionOutcome:
        steps = [step for step in self._steps if action.undo in {"", step.action}]
        if not steps:
            raise NoUndoError("There is nothing to undo.")
        step = steps[-1]
        self._steps.remove(step)

        def change(now: Decisions) -> Decisions:
            if own(now, step.after) != step.after:
                raise NoUndoError(
                    f"Not undone: {step.text} was changed in the file since. Decide it anew, or edit the file."
                )
            return put(now, step.before)

        try:
            self._write(change)
        except FileError:
            self._steps.append(step)
            raise
        return ActionOutcome(applied=True, message=f"Undone: {step.text}.")

    def _write(self, change: Callable[[Decisions], Decisions]) -> None:
        try:
            after = self._file.update(change)
        except DecisionsError as error:
            raise FileError(f"Not saved. {error}") from None
        except (ChangedError, NoUndoError):
            self.refresh()
            raise
        self._looked = ()
        self.problem = ""
        self.board.update(after)

    def _proposal(self, identity: str) -> Proposal:
        if identity not in self.board.proposals:
            raise ActionError("The page shows something that this review does not know. Load the page again.")
        return self.board.proposals[identity]

    def _check(self, action: Action, proposals: list[Proposal]) -> None:
        if action.do is Do.RETARGET and action.to not in self._targets:
            raise ActionError(f"{shown(action.to)} is no page or section that links may lead to. Choose one.")
        known = {page.page for page in self.report.pages}
        for page in action.pages or ():
            if page not in known:
                raise ActionError(f"{shown(page)} is no page of this site. Choose one.")
        chosen = Counter(self.board.group_of[proposal.id] for proposal in proposals)
        for group, number in chosen.items():
            if action.do is Do.ACCEPT and number > 1 and self.board.groups[group].kind is Kind.AMBIGUOUS:
                raise ActionError("An ambiguous phrase leads to one target. Accept one of them.")

    def _keys(self, action: Action, proposal: Proposal, now: Decisions) -> list[DecisionKey]:
        """What the action decides on for a proposal: for `never`, the phrase with every target it is known with."""
        if action.do is not Do.NEVER:
            return [proposal.key]
        phrase = proposal.key[0]
        known = [*self.board.by_key, *map(key_of, now.items)]
        return [proposal.key, *(key for key in known if key[0] == phrase)]

    def _after(self, action: Action, proposals: list[Proposal], before: Cells, now: Decisions) -> Cells:
        if action.do in {Do.CLEAR, Do.NOTE}:
            self._check_own(proposals, before, now)
        if action.do is Do.CLEAR:
            return dict.fromkeys(before, ())
        if action.do is Do.NOTE:
            if not all(before.values()):
                raise ActionError("A note goes with a decision. Decide first.")
            return {key: noted(old, action.note or "") for key, old in before.items()}
        spelling = {proposal.key: proposal.phrase for proposal in proposals}
        phrases = {proposal.key[0]: proposal.phrase for proposal in proposals}
        return {
            key: decided(
                old,
                spelling.get(key, phrases[key[0]]),
                key[1],
                self._order(action, key[1]),
                settled=action.do is Do.NEVER or self._is_settled(key, old, now),
            )
            for key, old in before.items()
        }

    def _check_own(self, proposals: list[Proposal], before: Cells, now: Decisions) -> None:
        """Raises ActionError where a proposal is decided by the block of another phrase or target."""
        for proposal in proposals:
            others = () if before[proposal.key] else standing(proposal, (), now).decisions
            for other in others:
                raise ActionError(
                    f"“{proposal.phrase}” is decided by the block “{other.phrase}” → {other.target}. Change that one."
                )

    def _is_settled(self, key: DecisionKey, old: Cell, now: Decisions) -> bool:
        return standing(self.board.proposals[self.board.by_key[key]], old, now).state not in OPEN

    def _order(self, action: Action, target: str) -> Order:
        leads_there = action.do is Do.RETARGET and action.to == target
        return Order(
            verdict=Verdict.ACCEPT if leads_there else VERDICTS[action.do],
            to="" if leads_there else action.to,
            pages=action.pages,
            only=action.only,
            note=action.note,
            signature=tuple(zip(SIGNATURE, (self.sign, self._today().isoformat()), strict=True)) if self.sign else (),
        )

    def _check_stamps(self, action: Action, before: Cells, now: Decisions) -> None:
        """Raises ChangedError where something else stands in the file than what the reviewer saw."""
        for identity, seen in action.proposals:
            proposal = self.board.proposals[identity]
            if standing(proposal, before[proposal.key], now).stamp != seen:
                raise ChangedError(
                    f"“{proposal.phrase}” → {proposal.target} was decided elsewhere meanwhile. Look, and decide again."
                )


def _look(path: Path) -> tuple[int, ...]:
    """What tells one state of a file from another without reading it."""
    try:
        found = path.stat()
    except OSError as error:
        return (error.errno or 0,)
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def _named(proposals: list[Proposal]) -> str:
    """“disk areas” → disk.md and 2 more."""
    if not proposals:
        return "nothing"
    more = f" and {len(proposals) - 1} more" if len(proposals) > 1 else ""
    return f"“{proposals[0].phrase}” → {proposals[0].target}{more}"
