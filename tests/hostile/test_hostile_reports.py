"""A report of hostile texts has the elements, attributes and addresses of one of tame texts, and no other."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from browser.reviewing import ARGUMENTS, CHROMIUM, Server, write_project
from hostile.titles import Text, hostile, report_of, tame
from mkdocs_autolink.report import Report, render_markdown
from mkdocs_autolink.report.text import readable
from rendered import as_html, as_json

TITLES = range(2_000)
FEW = 8
"""Pages of a Markdown report that is not cut, so that all of them are in it."""
ADDRESS = re.compile(r"\./|#[a-z]+")
STYLE = re.compile(r"--v:[\d.]+")
LOADING = frozenset({"src", "srcset", "srcdoc", "action", "formaction", "xlink:href"})

Shape = list[tuple[str, tuple[str, ...]]]


def shape(html: str) -> Shape:
    """Every element in order, with the names of its attributes; a title that a text was cut for is left out."""
    return [(node.tag or "", names(node.attributes)) for node in LexborHTMLParser(html).css("*")]


def names(attributes: dict[str, str | None]) -> tuple[str, ...]:
    return tuple(sorted(set(attributes) - {"title"}))


def dangers(html: str) -> Iterator[str]:
    """What could do something: handlers, addresses that are not the report's own, styles beyond a number."""
    for node in LexborHTMLParser(html).css("*"):
        for name, value in node.attributes.items():
            allowed = {"href": ADDRESS, "style": STYLE}.get(name)
            fits = allowed is None or allowed.fullmatch(value or "")
            if name.startswith("on") or name in LOADING or not fits:
                yield f"<{node.tag} {name}={value!r}>"


@cache
def html_of(text: Text) -> str:
    return as_html(report_of(text, TITLES))


def test_two_thousand_texts_add_nothing_to_the_html() -> None:
    assert shape(html_of(hostile)) == shape(html_of(tame))
    assert list(dangers(html_of(hostile))) == []


def test_all_of_them_are_shown_as_text() -> None:
    tree = LexborHTMLParser(html_of(hostile))
    shown = {node.text() for node in tree.css("#links .phrase bdi")}
    assert shown == {readable(hostile(number), 160) for number in TITLES}
    policy = tree.css("meta[http-equiv]")
    assert [node.attributes["http-equiv"] for node in policy] == ["Content-Security-Policy"]


def markdown(report: Report) -> str:
    """The Markdown as GitHub would show it, HTML included."""
    return str(MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(render_markdown(report)))


def test_two_thousand_texts_add_nothing_to_the_markdown() -> None:
    for start in range(0, len(TITLES), FEW):
        html, expected = markdown(_few(hostile, start)), shape(markdown(_few(tame, start)))
        assert shape(html) == expected
        assert list(dangers(html)) == []
        assert {tag for tag, _ in expected}.isdisjoint({"a", "img", "script", "pre"})
        assert not any(attributes for _, attributes in expected)


def test_markdown_that_is_cut_has_no_other_kind_of_element() -> None:
    kinds = {element for start in range(0, 2_000, FEW) for element in shape(markdown(_few(tame, start)))}
    whole = markdown(report_of(hostile, TITLES))
    assert set(shape(whole)) <= kinds
    assert whole.count("<details>") == whole.count("</details>")


def _few(text: Text, start: int) -> Report:
    return report_of(text, range(start, start + FEW))


def test_the_json_of_hostile_texts_cannot_end_a_script() -> None:
    """It may be put into a page by whoever reads it."""
    assert as_json(report_of(hostile, TITLES)).isascii()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not there; `apt install chromium`")
def test_two_thousand_texts_add_nothing_to_the_review_page(tmp_path: Path) -> None:
    shapes = []
    for name, text in (("tame", tame), ("hostile", hostile)):
        server = Server(write_project(tmp_path / name, report_of(text, TITLES)))
        html = dumped(server.address)
        server.kill()
        assert not [danger for danger in dangers(html) if " on" in danger or "script:" in danger]
        assert "data-ready" in html, "the page has drawn what it shows"
        shapes.append(shape(html))
    assert shapes[0] == shapes[1]


def dumped(address: str) -> str:
    """The page as Chromium has it once its scripts have run."""
    command = [str(CHROMIUM), *ARGUMENTS, "--virtual-time-budget=10000", "--dump-dom", address]
    return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode("utf-8", "replace")


# The check itself


@pytest.mark.parametrize(
    ("tag", "spoilt"),
    [
        ("</p>", "<b></b></p>"),
        ('class="mention"', 'class="mention" onclick="x()"'),
        ('href="#links"', 'href="javascript:x()"'),
        ('href="./"', 'href="https://evil.example/"'),
        ("<main", "<main style='display:none'"),
    ],
)
def test_what_is_added_is_seen(tag: str, spoilt: str) -> None:
    html = as_html(report_of(tame, range(FEW)))
    assert tag in html
    changed = html.replace(tag, spoilt, 1)
    assert shape(changed) != shape(html) or list(dangers(changed))
