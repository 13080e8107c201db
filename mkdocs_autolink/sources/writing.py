"""Changes of sources -> the disk, so that a kill at any moment leaves each page old or new, and a true record."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs_autolink.files import FileChangedError, replace_file
from mkdocs_autolink.report.text import plural
from mkdocs_autolink.sources.applying import BuildSite, LeftOut, SourceChange, SourceChanges
from mkdocs_autolink.sources.record import Entry, save_record
from mkdocs_autolink.sources.verification import Verified, verify

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def write_links(plan: SourceChanges, record: tuple[Entry, ...], path: Path, build: BuildSite) -> tuple[LeftOut, ...]:
    """Writes the pages, and first the record, which stands at `path`; then takes back what does not show as was proved.

    Returns the links that are not in the sources for all that.
    A record that claims too much does no harm: what is not there is not taken out. Raises RecordError.
    """
    if plan.proof is None or not plan.changes:
        return ()
    save_record(path, _with(record, plan.changes))
    failed = tuple(_write_pages(plan.changes))
    pages = {left.page for left in failed}
    written = [change for change in plan.changes if change.page not in pages]
    verified = verify(written, plan.proof, build) if written else Verified(frozenset(), ())
    kept = [change for change in written if change.page in verified.kept]
    if len(kept) < len(plan.changes):
        save_record(path, _with(record, kept))
    return (*failed, *verified.left)


def write_reverted(plan: SourceChanges, record: tuple[Entry, ...], path: Path) -> tuple[LeftOut, ...]:
    """Writes the pages, and then the record without all that is settled; what could not be written."""
    failed = tuple(_write_pages(plan.changes))
    pages = {left.page for left in failed} | plan.unread
    save_record(path, (entry for entry in record if entry.page in pages))
    return failed


def unified_diff(change: SourceChange) -> str:
    """What becomes of the page, as `git diff` shows it."""
    old, new = (_LINE.findall(data.decode("utf-8")) for data in (change.old, change.new))
    lines = difflib.unified_diff(old, new, f"a/{change.page}", f"b/{change.page}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _with(record: tuple[Entry, ...], changes: Iterable[SourceChange]) -> Iterator[Entry]:
    """The record with the pages that change as they are then; entries of theirs that are not found stay out."""
    changed = {change.page: change.entries for change in changes}
    yield from (entry for entry in record if entry.page not in changed)
    for entries in changed.values():
        yield from entries


def _write_pages(changes: Iterable[SourceChange]) -> Iterator[LeftOut]:
    for change in changes:
        links = plural(change.links, "link")
        try:
            replace_file(change.path, change.new, was=change.old)
        except FileChangedError:
            yield LeftOut(change.page, links, "the page was changed meanwhile; build the site again")
        except OSError as error:
            yield LeftOut(change.page, links, f"the page cannot be written ({error.strerror})")
