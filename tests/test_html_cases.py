"""Hard HTML: what of it is linkable prose, and that links there leave the document as it was."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import oracle
from marked import unmarked
from mkdocs_autolink.body import Body, Zone, read_body

_HERE = Path(__file__).parent / "cases"
_ABOUT_WORDS = set(
    "fuzzy-false-friends numbers overlap overlap-chain punct-titles self-link short-titles stopword-title "
    "t-anchor-missing t-case-only u-cjk u-emoji-zwj u-fullwidth-homoglyph u-nfc-nfd u-turkish word-boundary".split()
)
"""Cases whose forbidden spans are prose; that they are no mention is for others to see."""


def _load(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.load((_HERE / name).read_bytes(), yaml.CSafeLoader)
    return [case for case in cases if case["id"] not in _ABOUT_WORDS]


CASES = _load("html.yaml") + _load("titles.yaml")


def places(body: Body) -> list[tuple[int, int]]:
    """The place of every word that may be linked, and of every inline code element."""
    found: list[tuple[int, int]] = []
    for run in body.runs:
        if not run.linkable:
            continue
        if run.zone == Zone.CODE:
            found.append((run.start, run.end))
            continue
        offsets = run.offsets or range(run.start, run.end + 1)
        words = (match.span() for match in re.finditer(r"\w+", run.text))
        found += [(offsets[start], offsets[end]) for start, end in words if offsets[start] < offsets[end]]
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    html, spans = unmarked(case["html"])
    body = read_body(html)
    runs = [run for run in body.runs if run.linkable]
    texts = [run for run in runs if run.zone != Zone.CODE]
    for span in spans:
        if span.kind in "-~":
            inside = [run.text for run in texts if run.start <= span.start and span.end <= run.end]
            assert not inside, f"{html[span.start : span.end]!r} at {span.start} is linkable"
        elif span.kind == "!":
            around = [run for run in runs if run.start <= span.start and span.end <= run.end]
            assert around, f"{html[span.start : span.end]!r} at {span.start} is not linkable"
    assert oracle.faults(html, places(body)) == []


_PIECES = [
    *(f"<{name}>" for name in "a b i code em p div span li ul ol dd table tbody tr td th caption col".split()),
    *(f"<{name}>" for name in "h2 h3 blockquote button form object svg math select option marquee nobr br".split()),
    *(f"</{name}>" for name in "a b i code em p div span li ul ol dd table tbody tr td th caption".split()),
    *(f"</{name}>" for name in "h2 h3 blockquote button form object svg math select option marquee x".split()),
    *(
        "<a href=q>",
        "<p/>",
        "<svg/>",
        "<mi>",
        "<foreignObject>",
        "<p class='>'>",
        '<b x="<i>">',
        "<template>x</template>",
    ),
    *("<script>", "</script>", "<style>", "</style>", "<title>", "</title>", "<textarea>", "</textarea>"),
    *("<!-- c -->", "<!-->", "<!--", "--!>", "-->", "<![CDATA[", "]]>", "</ x>", "<?p>", "<!x>", "</>", "<", "</"),
    *("&amp;", "&copyx", "&", "&#38", "&notit;", "&nbsp;", "\r\n", "\r", "\n", "\0", " ", "{{", "}}", "$$"),
    *("word", "two words", " w ", "x"),
] + ["some words"] * 20


@settings(max_examples=150)
@given(st.lists(st.sampled_from(_PIECES), min_size=2, max_size=24).map("".join))
def test_links_leave_any_soup_as_it_was(html: str) -> None:
    assert oracle.faults(html, places(read_body(html))) == []


@pytest.mark.parametrize(
    "html",
    [
        "<p>word</p><style>word</style>",
        "<p>word</p><a href=q>word</a>",
        "<p>word</p><a href=q><table><tr><td></a>x</td></tr></table>word",
    ],
)
def test_the_oracle_sees_a_wrong_link(html: str) -> None:
    start = html.rindex("word")
    assert oracle.faults(html, [(3, 7)]) == []
    assert oracle.faults(html, [(start, start + 4)]) == ["justhtml", "lexbor"]
