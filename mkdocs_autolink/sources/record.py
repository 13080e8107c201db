"""The record of the links that were written into the sources, so that exactly those can be taken out again.

It is a file of lines, one a link, beside the decisions file and like it under version control.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

from mkdocs_autolink.errors import AutolinkError, shown
from mkdocs_autolink.files import replace_file

NAME = "autolink-applied.jsonl"
VERSION = 1
_HEADER = {
    "version": VERSION,
    "about": "Links that mkdocs-autolink wrote into the pages; `mkdocs-autolink apply --revert` takes them out again.",
}
_REPAIR = "restore it from version control"


class RecordError(AutolinkError):
    """The record cannot be read or written; the message is one line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A link that was written, as it stands in the source of its page."""

    page: str
    before: str
    """Some characters of the source in front of it; '' at the start."""
    text: str
    """The link."""
    was: str
    """What stood there before."""
    after: str
    id: str
    """The link's id in the report that it was written from."""


def load_record(path: Path) -> tuple[Entry, ...]:
    """What was written, by page and place; nothing where there is no file. Raises RecordError.

    A line that stands there twice, as a merge may leave it, is one link.
    """
    if path.exists() and not path.is_file():
        raise RecordError(f"{path}: is not a file; move it away")
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise RecordError(f"{path}: cannot be read ({error.strerror}); make it readable") from None
    except UnicodeDecodeError:
        raise RecordError(f"{path}: is not UTF-8; {_REPAIR}") from None
    entries = (_read(line, f"{path}, line {number}") for number, line in enumerate(lines, 1) if _has_entry(line, path))
    return tuple(sorted(dict.fromkeys(entries), key=lambda entry: entry.page))


def save_record(path: Path, entries: Iterable[Entry]) -> None:
    """Replaces the record in one step; without entries there is no file. Raises RecordError; it is as it was then."""
    lines = [json.dumps(asdict(entry), ensure_ascii=False) for entry in sorted(entries, key=lambda entry: entry.page)]
    try:
        if lines:
            replace_file(path, "".join(f"{line}\n" for line in (json.dumps(_HEADER), *lines)).encode())
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise RecordError(f"{path}: cannot be written ({error.strerror}); mend that and try again") from None


def _has_entry(line: str, path: Path) -> bool:
    """Whether the line is neither empty nor the header. Raises RecordError for the header of a newer version."""
    if not line.strip():
        return False
    if '"version"' not in line[:20]:
        return True
    try:
        version = json.loads(line)["version"]
    except (ValueError, KeyError, TypeError):
        return True
    if version != VERSION:
        raise RecordError(f"{path}: was written by another mkdocs-autolink (version {shown(version)}): upgrade")
    return False


def _read(line: str, where: str) -> Entry:
    if line.startswith(("<<<<<<<", ">>>>>>>", "=======")):
        raise RecordError(f"{where}: has conflict marks; keep the lines of both sides and delete the marks")
    try:
        entry = Entry(**json.loads(line))
        "".join(astuple(entry)).encode()  # fails for what JSON has and no page: numbers, halves of characters
    except (ValueError, TypeError, RecursionError):
        raise RecordError(f"{where}: is cut short or was edited; {_REPAIR}") from None
    if not entry.text:
        raise RecordError(f"{where}: is cut short or was edited; {_REPAIR}")
    return entry
