"""Where the files of a project stand, as a report in one of its folders says it."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import replace
from math import inf
from pathlib import Path

from mkdocs_autolink.digests import digest
from mkdocs_autolink.paths import Project, called_like_pages
from mkdocs_autolink.report.model import Report, ReportProject


def read_project(
    project: Project, folder: Path, decisions: Path, config_digest: str, decisions_digest: str
) -> ReportProject:
    """The project's files; `folder` is the one that the report is written to.

    The digests are those of what the build has read: either file may be another by now.

    All files that are called like pages stand among those left out until `without_pages` is told which are pages.

    A report that stands outside of the project does not say where the project is: on another machine it is elsewhere.
    """
    root = project.root
    inside = Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(root))
    config = Path(project.config_file) if project.config_file else None
    return ReportProject(
        root=_path_from(folder, root) if inside else "",
        config=_path_from(root, config) if config else "",
        docs_dir=_path_from(root, project.docs_dir),
        decisions=_path_from(root, decisions),
        config_digest=config_digest,
        decisions_digest=decisions_digest,
        left_out=tuple(sorted(called_like_pages(project.docs_dir))),
    )


def without_pages(project: ReportProject, pages: Collection[str]) -> ReportProject:
    """The project with no page among the files that are left out."""
    return replace(project, left_out=tuple(name for name in project.left_out if name not in pages))


def listed_again(project: ReportProject, docs_dir: Path, until: int) -> ReportProject:
    """The project with the files in the docs folder that are called like pages now.

    Those that came, or were changed meanwhile, after `until`, a time in ns, are not among them: no build has seen them.
    """
    known = frozenset(project.left_out)
    names = (name for name in called_like_pages(docs_dir) if name in known or _changed(docs_dir / name) <= until)
    return replace(project, left_out=tuple(sorted(names)))


def of_files_in(docs_dir: Path, report: Report, sources: Mapping[str, str]) -> Report:
    """The report, with digests of those pages only whose text, by page in `sources`, is that of a file in the folder.

    Others were read from a copy that is gone, or from another project: nobody can tell whether they were changed.
    """
    pages = [replace(page, digest=_digest_of(docs_dir / page.page, sources[page.page])) for page in report.pages]
    return replace(report, pages=tuple(pages))


def _changed(path: Path) -> float:
    """When the file came or was changed last, in ns; never, which is after all times, where that cannot be told."""
    try:
        state = path.stat()
    except OSError:
        return inf
    return max(state.st_mtime_ns, state.st_ctime_ns)


def _digest_of(path: Path, text: str) -> str:
    """The digest of the file, '' where it has another text or is no file."""
    try:
        data = path.read_bytes() if path.is_file() else None
    except (OSError, ValueError):
        return ""
    return digest(data) if data is not None and data.decode("utf-8-sig", "replace") == text else ""


def _path_from(folder: Path, path: Path) -> str:
    """The path relative to the folder; as it is where both have nothing in common, as on two drives."""
    try:
        return Path(os.path.relpath(os.path.realpath(path), os.path.realpath(folder))).as_posix()
    except ValueError:
        return path.as_posix()
