from __future__ import annotations

import os
from pathlib import Path

import pytest

from mkdocs_autolink.sources.record import NAME, Entry, RecordError, load_record, save_record

CUT = ", line 2: is cut short or was edited; restore it from version control"
MARKS = ", line 2: has conflict marks; keep the lines of both sides and delete the marks"


def entry(page: str = "a.md", text: str = "[b](c.md)") -> Entry:
    """An entry with everything that JSON has to escape."""
    return Entry(page=page, before='x "\n\\ü\u2028', text=text, was="b", after="\r\n", id="0123")


def test_what_was_saved_is_loaded_one_line_a_link(tmp_path: Path) -> None:
    path = tmp_path / NAME
    entries = (entry("b.md"), entry("a.md", "[2](c.md)"), entry("a.md", "[1](c.md)"))
    save_record(path, entries)
    assert load_record(path) == (entries[1], entries[2], entries[0])
    assert path.read_bytes().count(b"\n") == 4


def test_a_record_without_links_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / NAME
    assert load_record(path) == ()
    save_record(path, [entry()])
    save_record(path, [])
    assert not path.exists()


def test_a_record_that_git_merged_line_by_line_is_read(tmp_path: Path) -> None:
    path = tmp_path / NAME
    save_record(path, [entry("a.md")])
    one = path.read_text(encoding="utf-8")
    save_record(path, [entry("0.md")])
    path.write_text(one + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert [item.page for item in load_record(path)] == ["0.md", "a.md"]


def test_a_line_that_a_merge_left_on_both_sides_is_one_link(tmp_path: Path) -> None:
    path = tmp_path / NAME
    save_record(path, [entry("a.md"), entry("a.md", "[other](c.md)")])
    path.write_bytes(path.read_bytes() * 2)
    assert load_record(path) == (entry("a.md"), entry("a.md", "[other](c.md)"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"page": "a.md"', CUT),
        (b'{"page": "a.md"}', CUT),
        (b'{"version": 1', CUT),
        (b'{"version', CUT),
        (b'["version"]', CUT),
        (b"[]", CUT),
        (b"<<<<<<< HEAD", MARKS),
        (b"=======", MARKS),
        (b">>>>>>> theirs", MARKS),
        (b'{"version": 2}', ": was written by another mkdocs-autolink (version 2): upgrade"),
        (b"\xff", ": is not UTF-8; restore it from version control"),
        (b'{"page": 1, "before": "", "text": "a", "was": "", "after": "", "id": ""}', CUT),
        (b'{"page": "a.md", "before": "", "text": "a", "was": "\\ud800", "after": "", "id": ""}', CUT),
        (b'{"page": "a.md", "before": "", "text": "", "was": "b", "after": "", "id": ""}', CUT),
        (b"[" * 100_000, CUT),
    ],
)
def test_a_record_that_cannot_be_read_is_named(tmp_path: Path, line: bytes, message: str) -> None:
    path = tmp_path / NAME
    path.write_bytes(b'{"version": 1}\n' + line + b"\n")
    with pytest.raises(RecordError) as error:
        load_record(path)
    assert str(error.value) == f"{path}{message}"


def test_a_record_that_leads_to_itself_is_named(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.symlink_to(NAME)
    with pytest.raises(RecordError) as error:
        load_record(path)
    assert str(error.value) == f"{path}: cannot be read (Too many levels of symbolic links); make it readable"


def test_a_reviewer_reads_words_of_all_languages_in_the_record(tmp_path: Path) -> None:
    save_record(tmp_path / NAME, [entry(text="[Größe 中文](c.md)")])
    assert '"[Größe 中文](c.md)"' in (tmp_path / NAME).read_text(encoding="utf-8")


def test_what_has_the_name_of_the_record_and_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)
    with pytest.raises(RecordError, match="is not a file; move it away"):
        load_record(tmp_path / NAME)


def test_a_record_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"cannot be written \(.*\); mend that and try again"):
        save_record(tmp_path / "none" / NAME, [entry()])
