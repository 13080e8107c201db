"""The oracles see what is wrong, and nothing where all is well."""

from __future__ import annotations

import pytest

import oracle
from faithful.coverage import coverage_of, table
from faithful.inputs import Input

TAG = '<a class="autolink" href="../x/">'


def both(before: str, after: str, spans: list[tuple[int, int]]) -> list[str]:
    """What they say; the quick oracle must say something exactly where the thorough one does."""
    found = oracle.changes(before, after, spans)
    assert bool(oracle.quick_changes(before, after, spans)) == bool(found)
    return found


def test_a_good_link() -> None:
    assert both("<p>a word</p>", f"<p>a {TAG}word</a></p>", [(5, 9)]) == []


@pytest.mark.parametrize(
    "after",
    [
        "<p>a word</p>",
        f"<p>{TAG}a</a> word</p>",
        f"<p>a {TAG}word</a> </p>",
        f"<p>a  {TAG}word</a></p>",
        f"<p>a {TAG}wor</a>d</p>",
        f"<p>a {TAG} word</a></p>",
        f"<p>a {TAG}word</A></p>",
        '<p>a <a class="auto" href="x">word</a></p>',
    ],
)
def test_bytes_that_changed(after: str) -> None:
    assert both("<p>a word</p>", after, [(5, 9)])


@pytest.mark.parametrize(
    ("html", "span", "said"),
    [
        ("<a href=x>word</a>", (10, 14), "the document changed"),
        ("<a href=x><object>word</object></a>", (18, 22), "a link in <a>"),
        ("<button>word</button>", (8, 12), "a link in <button>"),
        ("<h2><b>word</b></h2>", (7, 11), "a link in <h2>"),
        ("<svg><text>word</text></svg>", (11, 15), "a link in <svg>"),
        ("<style>word</style>", (7, 11), "0 links"),
        ("<!--word-->", (4, 8), "the document changed"),
        ("<b class=word>x</b>", (9, 13), "the document changed"),
        ("<p>&amp;</p>", (4, 7), "the document changed"),
        ("<a href=x><table><tr><td></a>x</td></tr></table>word", (48, 52), "the document changed"),
    ],
)
def test_documents_that_changed(html: str, span: tuple[int, int], said: str) -> None:
    start, end = span
    after = f"{html[:start]}{TAG}{html[start:end]}</a>{html[end:]}"
    assert any(said in line for line in both(html, after, [span]))


def test_links_that_were_there_before_are_no_links_of_ours() -> None:
    before = f"<p>{TAG}old</a> word</p>"
    start = before.index("word")
    assert both(before, f"{before[:start]}{TAG}word</a></p>", [(start, start + 4)]) == []
    assert both(before, before, [(start, start + 4)])


def test_what_may_be_linked_is_counted() -> None:
    found = coverage_of([Input("s", "n", "<h2>no</h2><p>one &amp; two <a>no</a></p><svg><p>three</p>")])
    assert (found["s"].safe, found["s"].offered, found["s"].unsafe) == (3, 2, [])
    assert "66.67% offered" in table(found)
    assert "1 missed behind <svg>" in table(found)


def test_what_may_not_be_linked_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_autolink.body.OPAQUE", frozenset())
    found = coverage_of([Input("s", "n", "<svg><text>one</text></svg>")])
    assert found["s"].unsafe == ["<svg><text>one</text></svg>"]
