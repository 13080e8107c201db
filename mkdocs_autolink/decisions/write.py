"""Decisions -> autolink.yml: sorted, stable, replaced in one step."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from mkdocs_autolink.decisions.model import VERSION, Decision, Decisions
from mkdocs_autolink.decisions.read import NO_FILE, parse_decisions, read_file
from mkdocs_autolink.errors import DecisionsError
from mkdocs_autolink.files import is_read_only, locked, replace_file
from mkdocs_autolink.language import fold_text

_HEAD = ("# What reviewers decided about links.",)
_PLAIN = re.compile(r"[^\W\d_][\w./()+'#-]*(?: [\w./()+'-][\w./()+'#-]*)*")
_NO_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_NOT_IN_YAML = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def dump_decisions(decisions: Decisions) -> str:
    """The decisions as the file holds them: the same text for the same decisions."""
    lines = [f"{comment}\n" for comment in decisions.head or _HEAD]
    lines.append(f"version: {VERSION}\n")
    lines += [f"{_scalar(key)}: {_value(value)}\n" for key, value in decisions.extra]
    lines.append("decisions:\n" if decisions.items else "decisions: []\n")
    lines += [_block(decision) for decision in decisions.items]
    lines += [f"{comment}\n" for comment in decisions.tail]
    return "".join(lines)


def save_decisions(path: Path, decisions: Decisions) -> bytes:
    """Replaces the file in one step, or leaves it as it was and raises DecisionsError; what it holds now.

    A file that nobody may write stays as it is, although its folder would let us replace it: somebody meant that.

    A symbolic link stays one: the file that it leads to is replaced. Line ends and mode are kept.
    """
    if path.exists() and not path.is_file():
        raise DecisionsError(f"{path}: {NO_FILE}")
    if path.exists() and is_read_only(path.stat().st_mode):
        raise DecisionsError(f"{path}: is read-only; it is as it was, make it writable and try again")
    try:
        data = dump_decisions(decisions).replace("\n", _line_end(path)).encode()
        replace_file(path, data)
    except OSError as error:
        raise _not_written(path, error) from None
    return data


class DecisionsFile:
    """A file of decisions that is changed again and again.

    What it held when it was last read or written is remembered, for to read YAML takes longer than all else: a tenth of
    a second for a thousand decisions.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last: tuple[bytes, Decisions] | None = None

    def load(self) -> Decisions:
        """The decisions in the file; none where there is no file. Raises DecisionsError, one line."""
        data = read_file(self._path)
        if data is None:
            return Decisions()
        if self._last is None or self._last[0] != data:
            self._last = data, parse_decisions(data, str(self._path))
        return self._last[1]

    def update(self, change: Callable[[Decisions], Decisions]) -> Decisions:
        """Puts the change of what the file holds now into the file, and returns what it holds then.

        One process at a time does so: nothing that others decide in between is lost. Raises DecisionsError where the
        file cannot be read as it stands or cannot be written, and what `change` raises; the file is as it was then. A
        change of nothing does not touch the file.
        """
        try:
            with locked(self._path):
                before = self.load()
                after = _with_comments(change(before), before)
                if after != before:
                    data = save_decisions(self._path, after)
                    self._last = data, _as_written(after)
                return after
        except OSError as error:
            raise _not_written(self._path, error) from None


def _as_written(decisions: Decisions) -> Decisions:
    """The decisions as they would be read from what `dump_decisions` makes of them, each with its line."""
    items, line = [], dump_decisions(replace(decisions, items=(), tail=())).count("\n") + 1
    for decision in decisions.items:
        items.append(replace(decision, line=line + len(decision.comment)))
        line += _block(decision).count("\n")
    return replace(decisions, items=tuple(items), head=decisions.head or _HEAD)


def _with_comments(after: Decisions, before: Decisions) -> Decisions:
    """The decisions with the comments of those that they took the place of."""
    comments = {_subject(old): old.comment for old in before.items if old.comment}
    if not comments:
        return replace(after, head=after.head or before.head, tail=after.tail or before.tail)
    items = tuple(
        item if item.comment else replace(item, comment=comments.get(_subject(item), ())) for item in after.items
    )
    return replace(after, items=items, head=after.head or before.head, tail=after.tail or before.tail)


def _subject(decision: Decision) -> tuple[str, str, tuple[str, ...] | None]:
    return fold_text(decision.phrase), decision.target, decision.pages


def _not_written(path: Path, error: OSError) -> DecisionsError:
    message = f"cannot be written ({error.strerror}); it is as it was, mend that and try again"
    return DecisionsError(f"{path}: {message}")


def _line_end(path: Path) -> str:
    if not path.is_file():
        return "\n"
    with path.open("rb") as file:
        return "\r\n" if file.readline(10_000).endswith(b"\r\n") else "\n"


def _block(decision: Decision) -> str:
    lines = [
        *(f"  {comment}" for comment in decision.comment),
        f"  - phrase: {_scalar(decision.phrase)}",
        f"    target: {_scalar(decision.target)}",
        f"    verdict: {decision.verdict}",
    ]
    if decision.to:
        lines.append(f"    to: {_scalar(decision.to)}")
    if decision.pages is None:
        lines.append("    pages: all")
    else:
        lines += ["    pages:", *(f"      - {_scalar(page)}" for page in decision.pages)]
    if decision.note:
        lines.append(f"    note: {_scalar(decision.note)}")
    lines += [f"    {_scalar(key)}: {_value(value)}" for key, value in decision.extra]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    return _scalar(value) if isinstance(value, str) else _json(value)


def _scalar(text: str) -> str:
    """The text as it stands where every YAML reader takes it for text, else in quotes."""
    return text if _PLAIN.fullmatch(text) and text.casefold() not in _NO_TEXT else _json(text)


def _json(value: object) -> str:
    """JSON, which YAML reads alike once the characters that it does not print are escaped."""
    dumped = json.dumps(value, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", dumped)
