"""What the page asks for, checked: JSON -> Action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from mkdocs_autolink.decisions import Verdict
from mkdocs_autolink.errors import AutolinkError, shown
from mkdocs_autolink.option_checks import share

_MOST_TEXT = 2_000
_T = TypeVar("_T")


class ActionError(AutolinkError):
    """A request that makes no sense; nothing was changed."""


class Do(StrEnum):
    """What can be done."""

    ACCEPT = "accept"
    REJECT = "reject"
    RETARGET = "retarget"
    NEVER = "never"
    CLEAR = "clear"
    NOTE = "note"
    UNDO = "undo"
    BULK = "bulk"


VERDICTS: Mapping[Do, Verdict] = {
    Do.ACCEPT: Verdict.ACCEPT,
    Do.REJECT: Verdict.REJECT,
    Do.RETARGET: Verdict.RETARGET,
    Do.NEVER: Verdict.REJECT,
    Do.BULK: Verdict.ACCEPT,
}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a reviewer does."""

    id: str
    """Made by the page: the same id twice is one action that was sent twice."""
    do: Do
    proposals: tuple[tuple[str, str], ...] = ()
    """Ids, each with the stamp of what the reviewer saw decided."""
    to: str = ""
    pages: tuple[str, ...] | None = None
    only: bool = False
    note: str | None = None
    undo: str = ""
    """The id of the action to take back; '' for the last one."""
    above: float = 1.0
    groups: tuple[str, ...] | None = None
    """Ids of the groups that a bulk is about; None for all."""
    plan: str = ""
    """The stamp of the preview."""


def read_action(data: Mapping[str, object]) -> Action:
    """The action that the JSON says. Raises ActionError."""
    identity, do = _text(data, "id"), _text(data, "do")
    if not identity or len(identity) > 100:
        raise ActionError("An action needs an id of up to 100 characters.")
    if do not in list(Do):
        raise ActionError(f"{shown(do)} is no action; use one of {', '.join(Do)}.")
    action = Action(
        id=identity,
        do=Do(do),
        proposals=_proposals(data),
        to=_text(data, "to"),
        pages=read_texts(data, "pages"),
        only=_value(data, "only", bool, False),
        note=_note(data),
        undo=_text(data, "undo"),
        above=read_above(data),
        groups=read_texts(data, "groups"),
        plan=_text(data, "plan"),
    )
    _check(action)
    return action


def read_texts(data: Mapping[str, object], key: str) -> tuple[str, ...] | None:
    """A list of texts, None where there is none. Raises ActionError."""
    if data.get(key) is None:
        return None
    values = _value(data, key, list, [])
    if not all(isinstance(value, str) and len(value) <= _MOST_TEXT for value in values):
        raise ActionError(f"{key} holds something that is no text.")
    return tuple(values)


def read_above(data: Mapping[str, object]) -> float:
    """The confidence, 0 to 1, from which on a bulk is about a link; 1 where it says none. Raises ActionError."""
    value = data.get("above", 1.0)
    try:
        return share(value)
    except ValueError:
        raise ActionError(f"above is {shown(value)}; it must be a number from 0 to 1.") from None


def _check(action: Action) -> None:
    wants_proposals = action.do not in {Do.UNDO, Do.BULK}
    if wants_proposals and not action.proposals:
        raise ActionError("Nothing is chosen. Choose a phrase first.")
    if (action.do is Do.RETARGET) != bool(action.to):
        raise ActionError("A retarget, and only that, needs a page or section that it leads to.")
    if action.pages == () or (action.only and action.pages is None):
        raise ActionError("No page is chosen. Choose the pages that this is for.")
    if action.pages is not None and action.do not in {Do.ACCEPT, Do.REJECT, Do.RETARGET}:
        raise ActionError(f"{action.do} is for all pages.")
    if action.only and action.do is Do.REJECT:
        raise ActionError("To reject on some pages only, reject without 'only'.")
    if action.do is Do.NOTE and action.note is None:
        raise ActionError("The note is missing.")


def _proposals(data: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    entries = _value(data, "proposals", list, [])
    found: dict[str, str] = {}
    for entry in entries:
        if not isinstance(entry, dict):
            raise ActionError("A proposal is an object with id and stamp.")
        found[_text(entry, "id")] = _text(entry, "stamp")
    return tuple(found.items())


def _note(data: Mapping[str, object]) -> str | None:
    return None if data.get("note") is None else _text(data, "note").strip()


def _text(data: Mapping[str, object], key: str) -> str:
    value = _value(data, key, str, "")
    if len(value) > _MOST_TEXT:
        raise ActionError(f"{key} is too long: {len(value)} characters, {_MOST_TEXT} are allowed.")
    return value


def _value(data: Mapping[str, object], key: str, kind: type[_T], default: _T) -> _T:
    value = data.get(key, default)
    if not isinstance(value, kind):
        raise ActionError(f"{key} is {shown(value)}; that is of the wrong kind.")
    return value
