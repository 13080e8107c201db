from __future__ import annotations

import os
from pathlib import Path

import pytest

from mkdocs_autolink.paths import PathError, Project, called_like_pages, check_decisions, check_pages, check_report


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path.resolve() / "project"
    for folder in ("docs/guide", "site", "autolink-report"):
        (root / folder).mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: T\n")
    return Project(root, str(root / "mkdocs.yml"), root / "docs", root / "site")


@pytest.mark.parametrize(
    "name", ["autolink-report", "build/report", "autolink-report/", "./out", "sites", "docs-report"]
)
def test_a_report_may_stand_beside_the_pages(project: Project, name: str) -> None:
    assert check_report(name, project) == project.root / name


def test_an_absolute_report_folder_is_taken_as_said(project: Project, tmp_path: Path) -> None:
    assert check_report(str(tmp_path / "artefacts"), project) == tmp_path / "artefacts"


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("docs", "overlaps docs_dir"),
        ("docs/report", "overlaps docs_dir"),
        ("docs/../docs/x", "overlaps docs_dir"),
        (".", "overlaps docs_dir"),
        ("site", "overlaps site_dir"),
        ("site/search", "overlaps site_dir"),
        ("../outside", "leads out of the project"),
        ("a/../../outside", "leads out of the project"),
        ("mkdocs.yml", "is a file"),
        ("mkdocs.yml/report", "is below 'mkdocs.yml', which is a file"),
        ("a\0b", "is no usable path"),
        ("/".join(["x" * 200] * 30), "is no usable path"),
    ],
)
def test_a_report_stands_nowhere_else(project: Project, name: str, fault: str) -> None:
    with pytest.raises(PathError, match=r"^report\.dir: .*\.$") as caught:
        check_report(name, project)
    assert fault in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "Name " in str(caught.value)


def test_a_report_stands_behind_no_symbolic_link(project: Project, tmp_path: Path) -> None:
    (project.root / "link").symlink_to(project.root / "autolink-report")
    with pytest.raises(PathError, match="is a symbolic link"):
        check_report("link", project)
    (tmp_path / "outside").mkdir()
    (project.root / "away").symlink_to(tmp_path / "outside")
    with pytest.raises(PathError, match="leads out of the project"):
        check_report("away/report", project)


def test_symbolic_links_in_a_circle_are_no_path(project: Project) -> None:
    (project.root / "a").symlink_to(project.root / "b")
    (project.root / "b").symlink_to(project.root / "a")
    with pytest.raises(PathError, match="is no usable path"):
        check_report("a/report", project)
    with pytest.raises(PathError, match="is no usable path"):
        check_decisions("a", project, project.root / "autolink-report")


@pytest.mark.parametrize("name", ["autolink.yml", "review/links.yml", "docs/autolink.yml"])
def test_decisions_may_stand_in_the_project_there_or_not(project: Project, name: str) -> None:
    assert check_decisions(name, project, project.root / "autolink-report") == project.root / name


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("mkdocs.yml", "is the configuration itself"),
        ("docs/../mkdocs.yml", "is the configuration itself"),
        ("docs", "is a folder"),
        ("../autolink.yml", "leads out of the project"),
        ("site/autolink.yml", "stands in site_dir, which builds overwrite"),
        ("autolink-report/report.json", "stands in report.dir, which builds overwrite"),
        ("a\0b.yml", "is no usable path"),
    ],
)
def test_decisions_stand_nowhere_else(project: Project, name: str, fault: str) -> None:
    with pytest.raises(PathError, match=r"^decisions: .*\.$") as caught:
        check_decisions(name, project, project.root / "autolink-report")
    assert fault in str(caught.value)
    assert "Name " in str(caught.value)


def test_a_project_without_a_configuration_file_is_judged_alike(project: Project) -> None:
    bare = Project(project.root, None, project.docs_dir, project.site_dir)
    assert check_decisions("mkdocs.yml", bare, project.root / "autolink-report") == project.root / "mkdocs.yml"


def test_pages_are_told_by_their_names_and_hidden_ones_are_none(project: Project) -> None:
    docs = project.docs_dir
    for name in ("b.md", "guide/a.MARKDOWN", ".draft.md", ".github/notes.md", "guide/.x.md", "picture.png"):
        (docs / name).parent.mkdir(exist_ok=True)
        (docs / name).write_text("")
    (docs / "linked").symlink_to("guide")
    assert sorted(called_like_pages(docs)) == ["b.md", "guide/a.MARKDOWN", "linked/a.MARKDOWN"]


def test_what_a_build_would_wait_for_is_refused(project: Project) -> None:
    (project.docs_dir / "folder.md").mkdir()
    (project.docs_dir / "gone.md").symlink_to("nowhere")
    os.mkfifo(project.docs_dir / "pipe.png")
    check_pages(project.docs_dir)
    os.mkfifo(project.docs_dir / "guide" / "pipe.md")
    with pytest.raises(PathError, match=r"'guide/pipe\.md' is called like a page and is no file; move it away\.$"):
        check_pages(project.docs_dir)
