"""Where the files that we write or watch may stand, and which files of a folder are called like pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mkdocs_autolink.errors import AutolinkError, shown

PAGE_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""How the name of a page ends."""


class PathError(AutolinkError):
    """A path of the settings leads where nothing of ours may stand."""


@dataclass(frozen=True, slots=True)
class Project:
    """The places of a project that paths are judged by."""

    root: Path
    """The folder of the configuration, resolved."""
    config_file: str | None
    docs_dir: Path
    site_dir: Path


def check_report(folder: str, project: Project) -> Path:
    """The report's folder. Raises PathError where it would mix with pages or leave the project unsaid.

    An absolute path is taken as said: CI jobs collect artefacts outside of the project.
    """
    path, real = _inside("report.dir", folder, project.root)
    if path.is_symlink():
        raise PathError(f"report.dir: {shown(folder)} is a symbolic link. Name the folder that it leads to.")
    standing = next(place for place in (real, *real.parents) if place.exists())
    if not standing.is_dir():
        raise PathError(f"report.dir: {shown(folder)} is {_at(standing, real)}a file. Name a folder.")
    for name, other in (("docs_dir", project.docs_dir.resolve()), ("site_dir", project.site_dir.resolve())):
        if real.is_relative_to(other) or other.is_relative_to(real):
            raise PathError(
                f"report.dir: {shown(folder)} overlaps {name}, so the report would mix with the site. Name a folder"
                " beside it."
            )
    return path


def check_decisions(file: str, project: Project, report: Path) -> Path:
    """The decisions file, there or not. Raises PathError where it cannot be one, or would not last."""
    path, real = _inside("decisions", file, project.root)
    if project.config_file and real == Path(project.config_file).resolve():
        raise PathError(f"decisions: {shown(file)} is the configuration itself. Name a file of its own.")
    if path.is_dir():
        raise PathError(f"decisions: {shown(file)} is a folder. Name a file, such as autolink.yml.")
    for name, folder in (("site_dir", project.site_dir), ("report.dir", report)):
        if real.is_relative_to(folder.resolve()):
            raise PathError(
                f"decisions: {shown(file)} stands in {name}, which builds overwrite. Name a file that stays, such as"
                " autolink.yml."
            )
    return path


def called_like_pages(docs_dir: Path) -> Iterator[str]:
    """All that is called like a page, by its path from the docs folder; what is hidden is left out, as in a build."""
    for folder, inner, names in os.walk(docs_dir, followlinks=True):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        place = Path(folder).relative_to(docs_dir)
        for name in sorted(names):
            if name.lower().endswith(PAGE_SUFFIXES) and not name.startswith("."):
                yield (place / name).as_posix()


def check_pages(docs_dir: Path) -> None:
    """Raises PathError where something is called like a page and is no file: a build would wait for it for ever."""
    for name in called_like_pages(docs_dir):
        path = docs_dir / name
        if path.exists() and not path.is_file():
            raise PathError(f"{docs_dir}: {shown(name)} is called like a page and is no file; move it away.")


def _inside(option: str, text: str, root: Path) -> tuple[Path, Path]:
    """The path as it was written and as it is on the disk."""
    try:
        path = root / text
        real = path.resolve()
        with suppress(FileNotFoundError, NotADirectoryError):
            path.stat()
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links in a circle, before Python 3.13
        reason = error.strerror if isinstance(error, OSError) else "it cannot be looked up"
        raise PathError(f"{option}: {shown(text)} is no usable path: {reason}. Name another one.") from error
    if not Path(text).is_absolute() and not real.is_relative_to(root):
        raise PathError(f"{option}: {shown(text)} leads out of the project. Name a path inside it, or an absolute one.")
    return path, real


def _at(standing: Path, path: Path) -> str:
    return "" if standing == path else f"below {shown(standing.name)}, which is "
