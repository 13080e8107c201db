"""The source of a page as it stands on the disk: read as it is, replaced in one step, never outside of the folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs_autolink.errors import AutolinkError
from mkdocs_autolink.files import is_read_only, sweep
from mkdocs_autolink.paths import PAGE_SUFFIXES

_MARK = "\ufeff"


class SourceError(AutolinkError):
    """A source that cannot be read or must not be written; the message says why and what to do."""


class SourceGoneError(SourceError):
    """There is no such file any more."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A page's file, with its text as it is: byte order mark, line ends and all."""

    page: str
    path: Path
    """Of the file itself, symbolic links resolved."""
    data: bytes
    text: str


def read_source_file(docs_dir: Path, page: str) -> SourceFile:
    """The file of a page. Raises SourceError where nothing may be written to it."""
    if not page.lower().endswith(PAGE_SUFFIXES):
        raise SourceError("is not a Markdown file; leave its links to the plugin")
    try:
        root = Path(os.path.realpath(docs_dir))
        path = Path(os.path.realpath(root / page))
        if not path.is_relative_to(root):
            raise SourceError(f"leads out of {docs_dir.name}, where nothing is written; move the page into it")
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise SourceError("is not a file; move it away")
        if is_read_only(mode):
            raise SourceError("is read-only; make it writable")
        data = path.read_bytes()
    except FileNotFoundError:
        raise SourceGoneError("is gone; build the site again") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its name cannot be looked up"
        raise SourceError(f"cannot be read ({reason}); mend that and try again") from None
    try:
        return SourceFile(page, path, data, data.decode("utf-8"))
    except UnicodeDecodeError:
        raise SourceError("is not UTF-8; save it as UTF-8") from None


def as_mkdocs_reads(text: str) -> str:
    """The text of a source file as MkDocs has it: without byte order mark, with line feeds only."""
    return text.removeprefix(_MARK).replace("\r\n", "\n").replace("\r", "\n")


def pages_by_file(docs_dir: Path, pages: Iterable[str]) -> Mapping[Path, tuple[str, ...]]:
    """The pages that each file is, by whatever symbolic links."""
    root = os.path.realpath(docs_dir)
    found: dict[Path, tuple[str, ...]] = {}
    for page in pages:
        path = Path(os.path.realpath(os.path.join(root, page)))  # noqa: PTH118 - many pages, and Path is slow
        found[path] = (*found.get(path, ()), page)
    return found


def sweep_all(docs_dir: Path) -> None:
    """Removes what killed runs left beside the pages. Only for who holds the record's lock."""
    for folder, _, _ in os.walk(docs_dir):
        sweep(Path(folder))
