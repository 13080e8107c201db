"""A report, where its project's files stand on this machine, and which of them were changed since."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs_autolink.digests import config_digest, config_files, file_digest
from mkdocs_autolink.errors import AutolinkError, shown
from mkdocs_autolink.paths import called_like_pages
from mkdocs_autolink.report import Report, read_report

_CONFIGURATIONS = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
"""What MkDocs looks for, in this order, then what ProperDocs looks for besides."""
_ADDED = "was added after the report was made"


@dataclass(frozen=True, slots=True)
class Opened:
    """A report, and where the files of its project stand on this machine."""

    report: Report
    folder: Path
    """The report's."""
    root: Path
    """The folder of the configuration."""
    decisions: Path
    docs_dir: Path

    @property
    def config(self) -> Path:
        """The configuration, which need not be there; where the report was made without a file, the usual one."""
        return self.root / (self.report.project.config or _CONFIGURATIONS[0])


def configuration(folder: Path) -> Path:
    """The configuration that `mkdocs build` finds in the folder, or else ProperDocs does; the usual one for none."""
    found = (folder / name for name in _CONFIGURATIONS if (folder / name).is_file())
    return next(found, folder / _CONFIGURATIONS[0])


def open_report(report: Path, project: Path | None) -> Opened:
    """The report, and its project: the one it stands in, or `project`. Raises AutolinkError where either is unclear."""
    read = read_report(report)
    folder = report if report.is_dir() else report.parent
    root = _root(read, folder, project)
    return Opened(
        report=read,
        folder=folder,
        root=root,
        decisions=root / read.project.decisions,
        docs_dir=root / read.project.docs_dir,
    )


def _root(report: Report, folder: Path, project: Path | None) -> Path:
    if project is None and not report.project.root:
        raise AutolinkError(f"{folder}: the report stands outside of its project. Name the project with --project.")
    root = Path(os.path.normpath(folder.resolve() / report.project.root)) if project is None else project
    if not (root / report.project.docs_dir).is_dir():
        where = shown(str(root / report.project.docs_dir))
        raise AutolinkError(f"{folder}: the pages' folder {where} is not there. Name the project with --project.")
    return root


def stale(opened: Opened) -> Iterator[str]:
    """A line for each file that is not as it was when the report was made."""
    if not has_decisions(opened):
        project = opened.report.project
        yield f"{project.decisions} {what_became_of(opened.decisions, project.decisions_digest)}"
    yield from stale_sources(opened)


def stale_sources(opened: Opened) -> Iterator[str]:
    """A line for the configuration and each page that is not as it was when the report was made, or was not there."""
    project = opened.report.project
    if project.config and (became := what_became_of_config(opened.root / project.config, project.config_digest)):
        yield f"{project.config} {became}"
    for page in opened.report.pages:
        path = opened.docs_dir / page.page
        if page.digest and file_digest(path) != page.digest:
            yield f"{page.page} {what_became_of(path, page.digest)}"
    yield from (f"{name} {_ADDED}" for name in added_pages(opened))


def what_became_of(path: Path, was: str) -> str:
    """What happened to a file since the report was made, whose digest is not the one that it has there, `was`."""
    if not was:
        return _ADDED
    return "was changed after the report was made" if os.path.lexists(path) else "was removed after the report was made"


def what_became_of_config(config: Path, was: str) -> str:
    """The same of the configuration and what it inherits, '' where they are as they were."""
    if config_digest(config) == was:
        return ""
    inherited = ", or a file that it inherits from was" if len(config_files(config)) > 1 else ""
    return f"{what_became_of(config, was)}{inherited}"


def added_pages(opened: Opened) -> list[str]:
    """Files that are called like pages and were not there when the report was made, sorted."""
    known = {*opened.report.project.left_out, *(page.page for page in opened.report.pages)}
    return sorted(set(called_like_pages(opened.docs_dir)) - known)


def has_decisions(opened: Opened) -> bool:
    """Whether the decisions file is as it was when the report was made."""
    return file_digest(opened.decisions) == opened.report.project.decisions_digest
