"""Report -> files."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from mkdocs_autolink.errors import ReportError, shown
from mkdocs_autolink.files import replace_file
from mkdocs_autolink.report.html_report import html_pieces
from mkdocs_autolink.report.json_report import json_pieces
from mkdocs_autolink.report.markdown_report import render_markdown
from mkdocs_autolink.report.model import Report

FILES = {"html": "report.html", "json": "report.json", "markdown": "report.md"}
"""The file of each format, the one that people open first."""
_BLOCK = 1 << 16


def write_report(report: Report, folder: Path, formats: Collection[str]) -> tuple[Path, ...]:
    """The files that now hold `report`, in the order of FILES.

    A folder that was not there is made, with a `.gitignore` in it that keeps the report out of the
    repository. Each file is replaced as a whole or not at all, and not touched where it would stay the same.
    Raises ReportError where the folder or a file cannot be written.
    """
    try:
        _make_folder(folder)
        return tuple(_write(report, folder, kind, formats) for kind in FILES if kind in formats)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        problem = f"The report cannot be written to {shown(str(folder))}: {reason}."
        raise ReportError(f"{problem} Set `report.dir` to another folder.") from error


def _make_folder(folder: Path) -> None:
    if folder.is_symlink():
        raise ValueError("it is a symbolic link, and the report is only written to a folder itself")
    if folder.exists() and not folder.is_dir():
        raise ValueError("a file stands there")
    if not folder.exists():
        folder.mkdir(parents=True)
        replace_file(folder / ".gitignore", b"*\n")


def _write(report: Report, folder: Path, kind: str, formats: Collection[str]) -> Path:
    path = folder / FILES[kind]
    with TemporaryFile() as content:  # never held in memory: it can be hundreds of megabytes
        content.writelines(map(str.encode, _pieces(report, kind, formats)))
        if path.is_symlink():
            path.unlink()  # what it leads to is not ours
        if not (path.is_file() and path.stat().st_size == content.tell() and _is_in(path, content)):
            content.seek(0)
            replace_file(path, content)
    return path


def _is_in(path: Path, content: IO[bytes]) -> bool:
    """Whether a file begins with this content."""
    content.seek(0)
    with path.open("rb") as file:
        return all(block == file.read(_BLOCK) for block in iter(partial(content.read, _BLOCK), b""))


def _pieces(report: Report, kind: str, formats: Collection[str]) -> Iterable[str]:
    if kind == "json":
        return json_pieces(report)
    if kind == "html":
        return html_pieces(report)
    fuller = [FILES[other] for other in FILES if other in formats and other != kind]
    return [render_markdown(report, fuller=" and ".join(fuller))]
