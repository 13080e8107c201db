from __future__ import annotations

import os
from pathlib import Path

import pytest

from mkdocs_autolink.sources.disk import (
    SourceError,
    as_mkdocs_reads,
    pages_by_file,
    read_source_file,
    sweep_all,
)

OUT = r"leads out of docs, where nothing is written; move the page into it"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.md").write_bytes("\ufeffa\r\nü".encode())
    return folder


def test_a_source_is_read_as_it_is(docs: Path) -> None:
    file = read_source_file(docs, "a.md")
    assert (file.text, file.data) == ("\ufeffa\r\nü", "\ufeffa\r\nü".encode())
    assert as_mkdocs_reads(file.text) == "a\nü"
    assert as_mkdocs_reads("a\rb\r\n\r\nc") == "a\nb\n\nc"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Widget \xff", "is not UTF-8; save it as UTF-8"),
        ("# Ä".encode("latin-1"), "is not UTF-8"),
        ("# A".encode("utf-16"), "is not UTF-8"),
        (b"\xed\xa0\x80", "is not UTF-8"),
        (b"\xc0\xaf", "is not UTF-8"),
    ],
)
def test_other_encodings_are_refused(docs: Path, content: bytes, message: str) -> None:
    (docs / "b.md").write_bytes(content)
    with pytest.raises(SourceError, match=message):
        read_source_file(docs, "b.md")


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("none.md", r"is gone; build the site again"),
        ("../secret.md", OUT),
        ("out.md", OUT),
        ("away/secret.md", OUT),
        ("folder.md", r"is not a file; move it away"),
        ("fifo.md", r"is not a file; move it away"),
        ("locked.md", r"is read-only; make it writable"),
        ("loop.md", r"cannot be read \(.+\); mend that and try again|is gone; build the site again"),
        ("dangling.md", rf"{OUT}|is gone; build the site again"),
        ("a\0.md", r"cannot be read \(its name cannot be looked up\); mend that and try again"),
        ("x" * 300 + ".md", r"cannot be read \(File name too long\); mend that and try again"),
        ("a.ipynb", r"is not a Markdown file; leave its links to the plugin"),
    ],
)
def test_what_is_no_file_in_the_folder_is_refused(docs: Path, page: str, message: str) -> None:
    (docs.parent / "secret.md").write_text("Widget")
    (docs / "out.md").symlink_to(docs.parent / "secret.md")
    (docs / "away").symlink_to(docs.parent)
    (docs / "loop.md").symlink_to("loop.md")
    (docs / "dangling.md").symlink_to("/nonexistent/x.md")
    (docs / "folder.md").mkdir()
    os.mkfifo(docs / "fifo.md")
    (docs / "locked.md").write_text("Widget")
    (docs / "locked.md").chmod(0o444)
    with pytest.raises(SourceError, match=f"^(?:{message})$"):
        read_source_file(docs, page)


def test_a_link_inside_the_folder_is_the_file_that_it_leads_to(docs: Path) -> None:
    (docs / "b.md").symlink_to("a.md")
    real = Path(os.path.realpath(docs / "a.md"))
    assert read_source_file(docs, "b.md").path == real
    assert pages_by_file(docs, ["a.md", "b.md", "made.md"])[real] == ("a.md", "b.md")


def test_what_killed_runs_left_is_swept_up_everywhere(docs: Path) -> None:
    (docs / "deep").mkdir()
    left = docs / "deep" / ".a.md.autolink-0123456789abcdef.tmp"
    left.write_bytes(b"")
    sweep_all(docs)
    assert not left.exists()
    assert (docs / "a.md").exists()
