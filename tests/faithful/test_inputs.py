"""Links in the test suites of parsers and converters leave them as they were."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from faithful.checking import violations
from faithful.coverage import coverage_of
from faithful.inputs import Input, case_inputs, suite_inputs, suites_folder

NAMES = "html5lib justhtml markdown markdown-it-py marko mistune pymdown-extensions".split()


@pytest.fixture(scope="module")
def folder() -> Path:
    """The test suites of other projects."""
    folder = suites_folder()
    if folder is None:
        pytest.skip("AUTOLINK_SUITES names no folder of test suites; `make suites` fetches them")
    return folder


def test_cases() -> None:
    assert _wrong(case_inputs()) == {}


@pytest.mark.slow
def test_part_of_the_suites(folder: Path) -> None:
    some = suite_inputs(folder, every=10)
    counts = {name: sum(one.suite == name for one in some) for name in NAMES}
    assert all(count >= 10 for count in counts.values()), counts
    assert _wrong(some) == {}


@pytest.mark.long
def test_the_suites(folder: Path) -> None:
    assert _wrong(suite_inputs(folder)) == {}


@pytest.mark.long
def test_nearly_all_that_is_safe_is_offered_and_nothing_else(folder: Path) -> None:
    found = coverage_of([*suite_inputs(folder), *case_inputs()])
    assert [html for one in found.values() for html in one.unsafe] == []
    assert sum(one.offered for one in found.values()) / sum(one.safe for one in found.values()) > 0.995
    assert {name for name, one in found.items() if one.share < 1} <= {"cases", "html5lib", "justhtml"}


def test_the_readers_know_their_formats(tmp_path: Path) -> None:
    files = {
        "one/tree.dat": "#data\n<p>One\n<b>Two\n#errors\n#document\n| <html>\n\n#data\nThree\n#errors\n#document\n",
        "two/tests.test": json.dumps({"tests": [{"input": r"a\u0000b", "doubleEscaped": True}, {"input": "\ud800"}]}),
        "two/list.json": '[{"markdown": "*x*", "html": "<p>x</p>"}, 1]',
        "three/spec.txt": f"{'`' * 32} example\n*a*→b\n.\n<p>html</p>\n{'`' * 32}\n",
        "markdown/page.txt": "# Title\n",
        "four/notes.txt": "no example\n",
        "five/test_x.py": "TEXT = '<p>in a program</p>'\nOTHER = 'x'\n",
        "six/page.html": "<h1>Page</h1>",
        "six/page.css": "p {}",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    read = {(one.suite, one.html) for one in suite_inputs(tmp_path)}
    assert read == {
        ("one", "<p>One\n<b>Two"),
        ("one", "Three"),
        ("two", "a\0b"),
        ("two", "<p>x</p>"),
        ("two", "<p><em>x</em></p>"),
        ("three", "<p>html</p>\n"),
        ("three", "<p><em>a</em> b</p>"),
        ("markdown", '<h1 id="title">Title</h1>'),
        ("five", "<p>in a program</p>"),
        ("six", "<h1>Page</h1>"),
    }


def _wrong(inputs: list[Input]) -> dict[tuple[str, str], list[str]]:
    return {(one.name, one.html): found for one in inputs if (found := violations(one.html))}
