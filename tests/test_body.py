"""What is read from the HTML of a page: runs, headings, author links, ids, words; and selectors."""

from __future__ import annotations

from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oracle
from mkdocs_autolink.body import Body, Run, Zone, read_body, runs_of_block
from mkdocs_autolink.selector import parse_selector


def texts(body: Body, *, linkable: bool | None = None) -> list[str]:
    return [run.text for run in body.runs if linkable in (None, run.linkable)]


def only_run(html: str) -> Run:
    (run,) = read_body(html).runs
    return run


# Runs


def test_a_run_says_where_it_stands() -> None:
    html = '<h2 id="a">Head</h2><p>One <b>two</b></p><ul><li>Three</li></ul>'
    one, two, three = read_body(html).runs
    assert [html[run.start : run.end] for run in (one, two, three)] == ["One ", "two", "Three"]
    assert (one.block, one.section, one.zone, one.emphasis, one.link) == (two.block, 0, Zone.PARAGRAPH, False, -1)
    assert two.emphasis
    assert three.block > two.block
    assert three.zone == Zone.LIST
    assert one.offsets is None
    assert all(run.linkable for run in (one, two, three))


def test_the_runs_of_a_block() -> None:
    runs = read_body("<p>a <b>b</b> c</p><p>d</p><ul><li>e <b>f</b></ul>").runs
    found = {run.text.strip(): runs_of_block(runs, run.block) for run in runs}
    assert found == {"a": (0, 3), "b": (0, 3), "c": (0, 3), "d": (3, 4), "e": (4, 6), "f": (4, 6)}


def test_emphasis_ends_with_the_outermost_of_its_elements() -> None:
    body = read_body("<p lang=de>a<b>b<i>c</i>d</b>e")
    assert [(run.text, run.emphasis) for run in body.runs] == [
        ("a", False),
        ("b", True),
        ("c", True),
        ("d", True),
        ("e", False),
    ]


@pytest.mark.parametrize(
    ("html", "zone"),
    [
        ("<p>x", Zone.PARAGRAPH),
        ("<ul><li><p>x", Zone.LIST),
        ("<table><tr><td>x", Zone.TABLE),
        ("<blockquote><p>x", Zone.QUOTE),
        ("<dl><dd>x", Zone.DEFINITION),
        ("<table><tr><td><ul><li>x", Zone.LIST),
        ("<ul><li>a<table><tr><td>b</table>x", Zone.LIST),
        ("<ul><li>a</ul>x", Zone.PARAGRAPH),
        ("<p><code>x</code>", Zone.CODE),
    ],
)
def test_zone_is_the_innermost(html: str, zone: Zone) -> None:
    assert read_body(html).runs[-1].zone == zone


@pytest.mark.parametrize("between", ["</p><p>", "<br>", "</br>", "<hr>", "<div>", "</li><li>", "<section>"])
def test_a_new_block(between: str) -> None:
    first, last = read_body(f"<p>a{between}b").runs
    assert first.block < last.block


@pytest.mark.parametrize("between", ["<b>", "</b>", "<span>", "<wbr>", "<img>", "<!-- c -->", "<x-y>", "<?php ?>"])
def test_no_new_block(between: str) -> None:
    first, last = read_body(f"<p>a{between}b").runs
    assert first.block == last.block


def test_white_space_is_kept_between_words_only() -> None:
    assert texts(read_body("<div>\n<p> <b>a</b> <i>b</i></p>\n</div>\n")) == ["a", " ", "b"]
    assert texts(read_body("\n a <code>b</code> <i>c</i>")) == ["\n a ", "b", " ", "c"]
    assert texts(read_body(" <b>a</b>")) == ["a"]


@pytest.mark.parametrize(
    "html",
    [
        "<pre>x</pre>",
        "<script>x</script>",
        "<style>x</style>",
        "<template>x</template>",
        "<noscript>x</noscript>",
        "<svg><text>x</text></svg>",
        "<math><mi>x</mi></math>",
        "<button>x</button>",
        "<nav>x</nav>",
        "<label>x</label>",
        "<select><option>x</select>",
        "<video>x</video>",
        "<h3>x</h3>",
        "<del>x</del>",
        "<table>x</table>",
        "<p hidden>x</p>",
        "<p hidden lang=de>x</p>",
        "<p aria-hidden=TRUE>x</p>",
        "<p role=button>x</p>",
        "<p contenteditable>x</p>",
        "<div class=termy data-termynal><span data-ty=input>x</span></div>",
        "<p style='color: red; display : none'>x</p>",
        "<span data-autorefs-identifier=q>x</span>",
        "<autoref identifier=q>x</autoref>",
        "<span class='arithmatex a'>x</span>",
        "<div class=highlight>x</div>",
        "<vegachart class=vegalite>x</vegachart>",
        "<div class=clipboard-copy-txt id=cell-1>x</div>",
        "<div class='jp-OutputArea jp-Cell-outputArea'><table><tr><td>x</table></div>",
        "<div class='output_html rendered_html output_subarea'><table><tr><td>x</table></div>",
        "<div class=toc>x</div>",
        "<span class='critic comment'>x</span>",
    ],
)
def test_text_that_is_no_prose_is_not_read(html: str) -> None:
    assert texts(read_body(f"<p>a</p>{html}<p>b</p>")) == ["a", "b"]


@pytest.mark.parametrize(
    "html",
    [
        "<p class='a no-autolink'>x</p>",
        "<p data-autolink=off>x</p>",
        "<p translate=no>x</p>",
        "<p lang=de>x</p>",
        "<p class=admonition-title>x</p>",
        "<dl><dt>x</dl>",
        "<table><tr><th>x</table>",
        "<table><caption>x</table>",
        "<figcaption>x</figcaption>",
        "<details><summary>x</summary></details>",
        "<abbr>x</abbr>",
        "<kbd>x</kbd>",
        "<a href=q>x</a>",
        "<a>x</a>",
        "<code>x<b></b></code>",
    ],
)
def test_some_text_is_read_and_not_linked(html: str) -> None:
    assert [(run.text, run.linkable) for run in read_body(f"a{html}b").runs] == [
        ("a", True),
        ("x", False),
        ("b", True),
    ]


@pytest.mark.parametrize("html", ["<p contenteditable=false>x", "<p style='display:block'>x", "<p translate=yes>x"])
def test_attributes_that_say_nothing(html: str) -> None:
    assert only_run(html).linkable


def test_the_language_of_the_page_is_no_island() -> None:
    assert texts(read_body('<html lang="de"><body lang="de"><p>x'), linkable=True) == ["x"]


@pytest.mark.parametrize(
    ("text", "linkable", "left"),
    [
        ("a {{ b }} c", ["a ", " c"], ["{{ b }}"]),
        ("a {% b %}{# c #}", ["a "], ["{% b %}", "{# c #}"]),
        ("a $$b$$ c $5", ["a ", " c $5"], ["$$b$$"]),
        (r"a \(b\) \[c\]", ["a ", " "], [r"\(b\)", r"\[c\]"]),
        ('a\n--8&lt;-- "b.md"\nc', ["a\n", "c"], ['--8<-- "b.md"\n']),
        ("a }} $ {b} c", ["a }} $ {b} c"], []),
        ("a {{ b", ["a "], ["{{ b"]),
        ("a {{ b }} c {{ d }} e", ["a ", " c ", " e"], ["{{ b }}", "{{ d }}"]),
        ("a $$<b>b</b>$$ c", ["a ", " c"], ["$$", "b", "$$"]),
        ("a [b][c.d] e [f][] g", ["a ", " e ", " g"], ["[b][c.d]", "[f][]"]),
        ("a [b] [c] d [e](f) []", ["a [b] [c] d [e](f) []"], []),
        ("a [b][c {{ d }}", ["a [b][c "], ["{{ d }}"]),
        ("a\n```python exec='on'\nb\n```\nc", ["a\n", "\nc"], ["```python exec='on'\nb\n```"]),
        ("a\n```python\nb\n``` {.bash}\nc\n```", ["a\n"], ["```python\nb\n``` {.bash}\nc\n```"]),
        ("a ```b\n```\n```\nc", ["a ```b\n```\n```\nc"], []),
        ("a\n```\n```python\nb\n```\nc", ["a\n```\n", "\nc"], ["```python\nb\n```"]),
        ("(a:b-c)=\nd (e)= f(g)= (h)\n=", ["\nd (e)= f(g)= (h)\n="], ["(a:b-c)="]),
        ("a\n(b)= \n", ["a\n", "\n"], ["(b)= "]),
        (":::{a}\n:b: c\nd\n:::", ["\nd\n:::"], [":::{a}\n:b: c"]),
        ("a\n :::: {b} c\n  :d-e: f\n:g: h\n:i j", ["a\n", "\n:i j"], [" :::: {b} c\n  :d-e: f\n:g: h"]),
        ("a\n:b: c ::: {d}", ["a\n:b: c ::: {d}"], []),
        ("a be-f='c d' e=\"f\" = 'g' ='h'", ["a ", " ", " = 'g' ='h'"], ["be-f='c d'", 'e="f"']),
        ("a b='c' d", ["a ", " d"], ["b='c'"]),
        ('a b="c" d', ["a ", " d"], ['b="c"']),
        ("a ={[ { b: 'c d', e: 'f' } ]}", ["a ={[ ", " } ]}"], ["{ b: 'c d'", ", e: 'f'"]),
        ('a {b:\n  "c"}', ["a ", "}"], ['{b:\n  "c"']),
        ("{ a, see: 'b' and c: 'd', e }", ["{ a, see: 'b' and c: 'd', e }"], []),
    ],
)
def test_leftovers_are_cut_out(text: str, linkable: list[str], left: list[str]) -> None:
    body = read_body(f"<p>{text}</p><p>next</p>")
    assert texts(body, linkable=True) == [*linkable, "next"]
    assert texts(body, linkable=False) == left


@pytest.mark.parametrize(
    ("html", "linkable"),
    [
        (
            "<p>a</p><p>```python</p><h1>x</h1><p>x <code>x</code></p><p>x\n```</p><p>b <code>c</code></p>",
            ["a", "b ", "c"],
        ),
        ("<p>```python\nx</p><p>x<pre>x</pre><p>a</p>", ["a"]),
        ("<p>```python\nx</p><p>x</p><h2>x</h2><p>a</p>", ["a"]),
        ("<p>```</p><p>a</p>", ["```", "a"]),
        ("<p>```python\n{{ x</p><p>x }}</p>", []),
        ("<p>```python</p><p><code>x</code></p>", []),
        ("<p>{{ x</p><p><code>a</code></p>", ["a"]),
    ],
)
def test_code_that_nothing_took_for_code_goes_on_until_it_ends(html: str, linkable: list[str]) -> None:
    assert texts(read_body(html), linkable=True) == linkable


def test_what_stands_around_leftovers_keeps_its_place() -> None:
    html = "<ul><li>R&amp;D {{ x }} &lt;Q"
    runs = read_body(html).runs
    assert [html[run.start : run.end] for run in runs] == ["R&amp;D ", "{{ x }}", " &lt;Q"]
    offsets = [list(run.offsets or ()) for run in runs]
    assert offsets == [[8, 9, 14, 15, 16], list(range(16, 24)), [23, 24, 28, 29]]
    assert {run.zone for run in runs} == {Zone.LIST}


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("a<form><p class=no-autolink>x</form>b", ["a", "b"]),
        ("a<form class=no-autolink><p><span>x</form>y</span>z", ["a"]),
        ("<ruby>a<rt>x<rt>y</rt>b</ruby>", ["a", "b"]),
        ("<div>a<option>x<option>y</option>b</div>", ["a", "b"]),
        ("a<table><caption>x</td>y</tr>z</caption><td>b</table>", ["a", "b"]),
        ("a<table><tr><td>b</tfoot>c</caption>d</table>", ["a", "b", "c", "d"]),
        ("<script><!-- x </script>a", ["a"]),
        ("<script><!-- <script> x </script> y </script>a", ["a"]),
        ("a<script><!-- <script> x </script> y", ["a"]),
        ("a<script><!-- x", ["a"]),
        ("a<select><option>x", ["a"]),
        ("a<select><option>x</select>b", ["a", "b"]),
        ("a<template><select><option>x</select></template><p>y", ["a"]),
        ("a<svg/>b", ["a", "b"]),
        ("a<svg><path>", ["a"]),
        ("a<svg><![CDATA[</svg>b", ["a"]),
        ("a<!doctype b", ["a"]),
        ("a<ruby class=no-autolink>x<rt>y<rt>z</rt>w</ruby>b", ["a", "b"]),
        ("<rt>x<rp>y</rp>z</rt>a", ["a"]),
    ],
)
def test_end_tags_that_are_missing_or_stray_close_what_a_browser_closes_or_less(html: str, read: list[str]) -> None:
    assert texts(read_body(html), linkable=True) == read


class DrawnTable:
    """Tables of one draw, with tags left out that a browser puts in, and which of their words may be linked."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self.words: list[str] = []
        self.linkable: list[str] = []
        self.html = f"<div>{self._word(off=False)}{self._table(off=False, depth=0)}{self._word(off=False)}</div>"

    def _word(self, *, off: bool) -> str:
        self.words.append(f"w{len(self.words)}")
        if not off:
            self.linkable.append(self.words[-1])
        return self.words[-1]

    def _tag(self, name: str, *, off: bool) -> tuple[str, bool]:
        """A start tag, and whether what stands in it is off."""
        return (f"<{name} class=no-autolink>", True) if self._random.random() < 0.2 else (f"<{name}>", off)

    def _maybe(self, html: str) -> str:
        return self._random.choice([html, ""])

    def _table(self, *, off: bool, depth: int) -> str:
        html, off = self._tag("table", off=off)
        if self._random.random() < 0.3:
            html += f"<caption>{self._word(off=True)}{self._maybe('</caption>')}"
        if self._random.random() < 0.2:
            html += f"<colgroup><col>{self._maybe('</colgroup>')}"
        for section in self._random.choice([[""], ["thead", "tbody"], ["tbody", "tbody"], ["", "tfoot"], ["thead"]]):
            tag, here = self._tag(section, off=off) if section else ("", off)
            rows = "".join(self._row(off=here, depth=depth) for _ in range(self._random.randint(1, 2)))
            html += tag + rows + (self._maybe(f"</{section}>") if section else "")
        return html + "</table>"

    def _row(self, *, off: bool, depth: int) -> str:
        html, off = self._tag("tr", off=off)
        for _ in range(self._random.randint(1, 2)):
            name = self._random.choice(["td", "td", "th"])
            tag, here = self._tag(name, off=off or name == "th")
            html += tag + self._word(off=here)
            nested = depth < 2 and self._random.random() < 0.2
            html += self._table(off=here, depth=depth + 1) if nested else "<p>"
            html += self._word(off=here) + self._maybe(f"</{name}>")
        return html + self._maybe("</tr>")


@pytest.mark.parametrize("seed", range(60))
def test_what_is_off_in_a_table_ends_with_its_cell_row_or_section_though_tags_are_left_out(seed: int) -> None:
    drawn = DrawnTable(seed)
    body = read_body(drawn.html)
    assert [word for run in body.runs for word in run.text.split()] == drawn.words, drawn.html
    assert [word for run in body.runs if run.linkable for word in run.text.split()] == drawn.linkable, drawn.html


@pytest.mark.parametrize(
    ("html", "linkable"),
    [
        ("<table><td class=no-autolink>x<tr><td>b</table>", ["b"]),
        ("<table><tr class=no-autolink><td>x<td>y<tr><td>b</table>", ["b"]),
        ("<table><tr class=no-autolink><td>x</tr><td>b</table>", ["b"]),
        ("<table><tbody class=no-autolink><tr><td>x</tbody><td>b</table>", ["b"]),
        ("<table><tbody class=no-autolink><tr><td>x</td></tr><td>y<tbody><td>b</table>", ["b"]),
        ("<table><thead class=no-autolink><tr><td>x<tfoot><td>b</table>", ["b"]),
        ("<table><tr><td>a<colgroup class=no-autolink><td>b</table>c", ["a", "b", "c"]),
        ("<table><colgroup>x<td>a</table>b", ["a", "b"]),
        ("<table><caption><b>x</caption></table>a", ["a"]),
        ("<table><td><b>a</table>b", ["a", "b"]),
        ("<table><td>a</tr>x</table>b", ["a", "b"]),
        ("<table><rt>x<td>a</table>b", ["a", "b"]),
        ("<table><thead><rt>x<td>a</table>b", ["a", "b"]),
        ("<table><tr><button>x<td>a</table>b", ["a", "b"]),
        ("<table><object>x<td>a</table>b", ["a", "b"]),
        ("a</td></tr></tbody></caption>b", ["a", "b"]),
        ("<object class=no-autolink><td>x</object>b", ["b"]),
        ("<table><td>a<object>b</td>c</table>", ["a"]),
        ("a<form class=no-autolink>x</form>b", ["a", "b"]),
        ("a<form class=no-autolink><b>x</form>y</b>z", ["a"]),
        ("<form><nav>x</form>y</nav>a", ["a"]),
        ("a<div><form class=no-autolink><table><td></form>x</table></form></div>b", ["a", "b"]),
        ("<p class=no-autolink>x</p>a", ["a"]),
        ("<p class=no-autolink>x<div>a</div>", ["a"]),
        ("<p class=no-autolink>x<p>a", ["a"]),
        ("<p class=no-autolink>x<span>y</span>z", []),
        ("<p class=no-autolink>x<button>y<p>z</button>w</p>a", ["a"]),
        ("<p class=no-autolink>x<button>y</p>z</button>w</p>a", ["a"]),
        ("<span class=no-autolink>x<div></span>y</div>z</span>a", ["a"]),
        ("<a href=q>x<span class=no-autolink>y</a>a", ["a"]),
        ("<a href=q>x<div class=no-autolink></a>y</div>a", ["a"]),
        ("<button>x<button>y</button>a", ["a"]),
        ("<ul><li class=no-autolink>x<li>a</ul>", ["a"]),
        ("<ul><li class=no-autolink>x</li>a</ul>", ["a"]),
        ("<li class=no-autolink>x</li>a", ["a"]),
        ("<ul><li class=no-autolink>x<div>y<li>a</ul>", ["a"]),
        ("<ul><li class=no-autolink>x<ul><li>y</ul>z<li>a</ul>", ["a"]),
        ("<ul><li class=no-autolink>x<ul></li>y</ul>z</ul>a", ["a"]),
        ("<dl><dd class=no-autolink>x<dd>a</dl>", ["a"]),
        ("<dl><dd class=no-autolink>x<dt>y<dd>a</dl>", ["a"]),
        ("<dl><dt>x<dt>y<dd>a</dl>", ["a"]),
        ("<dl><dd class=no-autolink>x<li>y</dl>a", ["a"]),
        ("<dl><dd>a<li class=no-autolink>x<dd>y</dl>b", ["a", "b"]),
        ("<h2>x</h3>a", ["a"]),
        ("<h2>x<h3>y</h3>a", ["a"]),
        ("<h2>x<a id=i></a><h3>y</h3>a", ["a"]),
        ("<b><h2>x<h3>y</h3>a</b>", ["a"]),
        ("<h2>x<table><td></h2>y</table></h2>a", ["a"]),
        ("<option>x<optgroup><option>y</optgroup>a", ["a"]),
        ("<p class=no-autolink>x<hr>a", ["a"]),
        ("a<hr>b", ["a", "b"]),
        ("a</p>b", ["a", "b"]),
        ("a<template><script></i></script><textarea></b></textarea><br></br></template>b", ["a", "b"]),
        ("a<template><svg/><i></i></template>b", ["a", "b"]),
        ("a<template><i></b></template>b", ["a"]),
        ("a<template></b></template>b", ["a"]),
        ("a<template><select></select></template>b", ["a"]),
        ("a<template><![CDATA[></template><i class=no-autolink>]]></template>x</i>b", ["a", "b"]),
        ("a<svg><title><b>x</b></title><path/></svg>b", ["a", "b"]),
        ("a<svg><b>x</svg>b", ["a"]),
        ("a<svg><![CDATA[</svg>]]></svg>b<![CDATA[c]]>d", ["a", "b", "d"]),
        ("a<svg><![CDATA[<b>]]></svg>b<![CDATA[>c", ["a", "b", "c"]),
        ("<![CDATA[>a", ["a"]),
        ("<svg></svg><style>x</style>a", ["a"]),
        ("a<style>x</style>b<style>y</style>c", ["a", "b", "c"]),
        ("a<math><annotation-xml><![CDATA[></math>]]></annotation-xml></math>b", ["a", "b"]),
        ("a<math><annotation-xml encoding=TEXT/html><b>x</b></annotation-xml></math>b", ["a", "b"]),
        ("a<math><annotation-xml><b>x</b></annotation-xml></math>b", ["a"]),
        ("a<select><optgroup><option>x<hr></select>b", ["a", "b"]),
        ("a<select><option>x</option>y<!-- c --></select>b", ["a", "b"]),
        ("a<select><b>x</select>b", ["a"]),
        ("a<noscript><b>x</b></noscript>b", ["a", "b"]),
        ("a<noscript><style></noscript></style></noscript>b", ["a"]),
    ],
)
def test_what_comes_behind_is_linkable_again_where_a_browser_has_closed_it(html: str, linkable: list[str]) -> None:
    assert texts(read_body(html), linkable=True) == linkable


def test_ids_count_in_drawings_and_not_in_templates() -> None:
    assert read_body("<svg id=a><g id=b></g></svg><template id=c><p id=d></p></template>").ids >= {"a", "b"}
    assert "d" not in read_body("<template id=c><p id=d></p></template>").ids
    assert read_body('<pre>x</pre><template><p id="d"></p></template>').ids == frozenset()


# Inline code


def test_inline_code_is_one_run() -> None:
    html = "<p>a <code class=x>b &lt;c</code>d"
    code = read_body(html).runs[1]
    assert (code.text, code.zone, code.linkable) == ("b <c", Zone.CODE, True)
    assert html[code.start : code.end] == "<code class=x>b &lt;c</code>"
    assert code.offsets is not None
    assert (code.offsets[0], code.offsets[-1]) == (code.start, code.end)
    assert len(code.offsets) == len(code.text) + 1


def test_a_letter_of_inline_code_stands_where_it_is_read() -> None:
    (code,) = read_body("<p><code>abc</code>").runs
    assert list(code.offsets or ()) == [3, 10, 11, 19]


def test_code_in_pieces_is_read_as_text() -> None:
    assert texts(read_body("<code>a<!-- c -->b</code> d <i>e</i>")) == ["a", "b", " d ", "e"]


@pytest.mark.parametrize("html", ["<i>x</code>", "<code>x</i>", "<code>x<b></b></code>"])
def test_only_a_whole_code_element_is_inline_code(html: str) -> None:
    assert only_run(html).zone == Zone.PARAGRAPH


@pytest.mark.parametrize(
    "html",
    [
        "<a href=q><code>x</code></a>",
        "<p class=no-autolink><code>x</code></p>",
        "<code class=no-autolink>x</code>",
        "<code>{{ x }}</code>",
        "<code> </code>",
        "<code><code>x</code></code>",
        "<code>x",
        "$$ <code>x</code> $$",
    ],
)
def test_inline_code_that_is_not_linked(html: str) -> None:
    assert not any(run.linkable for run in read_body(html).runs)


def test_code_that_the_author_meant_to_link_is_not_linked() -> None:
    body = read_body("<p>a [<code>x</code>][y.x] b [<code>z</code>]")
    assert texts(body, linkable=False) == ["x", "][y.x]"]
    assert texts(body, linkable=True) == ["a [", " b [", "z", "]"]
    assert texts(read_body("[<code>x</code>][y]"), linkable=True) == ["["]


def test_code_that_nothing_is_in() -> None:
    assert read_body("<p><code></code></p>").runs == ()


# References and offsets


def test_offsets_lead_back_to_the_html() -> None:
    html = "<p>R&amp;D at AT&T, &copyright &#x41;&#0;&#x80;&NotEqualTilde;\r\n\rx</p>"
    run = only_run(html)
    assert run.text == "R&D at AT&T, \u00a9right A\ufffd\u20ac\u2242\u0338\n\nx"
    assert run.offsets is not None
    assert len(run.offsets) == len(run.text) + 1
    pieces = [html[run.offsets[i] : run.offsets[i + 1]] for i in range(len(run.text))]
    assert pieces[1] == "&amp;"
    assert pieces[13] == "&copy"
    assert pieces[-5:] == ["", "&NotEqualTilde;", "\r\n", "\r", "x"]


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        ("&#0;", "\ufffd"),
        ("&#x1;", "\x01"),
        ("&#127;", "\x7f"),
        ("&#128;", "€"),
        ("&#129;", "\x81"),
        ("&#159;", "Ÿ"),
        ("&#160;", "\xa0"),
        ("&#xD7FF;", "\ud7ff"),
        ("&#xD800;", "\ufffd"),
        ("&#xDFFF;", "\ufffd"),
        ("&#xE000;", "\ue000"),
        ("&#x10FFFF;", "\U0010ffff"),
        ("&#x110000;", "\ufffd"),
        ("&#99999999999;", "\ufffd"),
        ("&#0000000000065;", "A"),
        ("&lt", "<"),
        ("&ltx", "<x"),
        ("&gt;", ">"),
        ("&nosuch;", "&nosuch;"),
    ],
)
def test_a_reference_stands_for_its_character(reference: str, text: str) -> None:
    assert only_run(f"<p>.{reference}.").text == f".{text}."


@given(st.lists(st.sampled_from("& amp ; # x 4 1 not copy it 0 80 D800 110000 lt \r\n AElig Acirc b".split(" "))))
def test_references_are_decoded_as_in_a_browser(parts: list[str]) -> None:
    html = "<p>." + "".join(parts)
    expected = "".join(event[1] for event in oracle.dumps(html)[1] if event[0] == "text")
    assert "".join(texts(read_body(html))) == expected


# Headings


def test_headings() -> None:
    html = (
        '<h1>Top <em>of</em>\n it<a class="headerlink" href="#t">&para;</a></h1><p>a</p>'
        '<h2><a id="late"></a><code>run</code> it</h2>b<h3 id="x" hidden>c</h3>'
    )
    body = read_body(html)
    assert [(heading.level, heading.id, heading.text, heading.code) for heading in body.headings] == [
        (1, "", "Top of it", ""),
        (2, "late", "run it", "run"),
        (3, "x", "c", ""),
    ]
    assert html.startswith("<h2>", body.headings[1].start)
    assert [run.section for run in body.runs] == [0, 1]


def test_a_heading_that_ends_with_code_does_not_start_with_it() -> None:
    assert read_body("<h2>The <code>run</code></h2>").headings[0].code == ""
    assert read_body("<h2>\n<code>run</code></h2>").headings[0].code == "run"


@pytest.mark.parametrize(
    ("inside", "text"), [("a<br>b", "a b"), ("a<div>b</div>c", "a b c"), ("<pre><code>a</code></pre>", "a")]
)
def test_blocks_in_a_heading_or_a_link_are_words_apart(inside: str, text: str) -> None:
    body = read_body(f"<h2>{inside}</h2><a href=q>{inside}</a>")
    assert (body.headings[0].text, body.links[0].text) == (text, text)


def test_a_signature_is_a_heading_with_code() -> None:
    html = (
        '<h2 id="m.f" class="doc doc-heading"><code class="highlight"><span>f</span>(<span>a</span>)</code>'
        '<span class="doc doc-labels"><small>async</small></span></h2>'
    )
    (heading,) = read_body(html).headings
    assert (heading.text, heading.code) == ("f(a)", "f(a)")


@pytest.mark.parametrize("attributes", ['class="headerlink" aria-hidden="true"', 'class="anchor-link"'])
def test_the_permalinks_of_converters_are_left_out_of_the_heading(attributes: str) -> None:
    html = f'<h2>Top<a {attributes} href="#t">&para;</a></h2>'
    assert [heading.text for heading in read_body(html).headings] == ["Top"]


def test_headings_in_hidden_places_are_none() -> None:
    assert read_body("<nav><h2>a</h2></nav><div hidden><h2>b</h2></div><template><h2>c</h2></template>").headings == ()


# Author links


def test_author_links() -> None:
    html = '<h2 id=s>S</h2><ul><li>see <a href="x/?a=1&amp;copy=2&copy=3#y">the\n <b>x</b></a></li></ul>'
    body = read_body(html)
    (link,) = body.links
    assert (link.href, link.text) == ("x/?a=1&copy=2&copy=3#y", "the x")
    assert html[link.start : link.end].startswith("<a href")
    assert html[link.start : link.end].endswith("</a>")
    assert (link.section, link.zone, link.in_heading, link.in_text, link.code) == (0, Zone.LIST, False, True, False)
    assert [(run.text, run.link) for run in body.runs] == [("see ", -1), ("the\n ", 0), ("x", 0)]
    assert link.block == body.runs[0].block


def test_a_link_without_an_address_is_no_author_link() -> None:
    assert read_body("<a id=x>y</a>").links == ()


@pytest.mark.parametrize(
    ("written", "href"), [("?a&copy", "?a©"), ("?a&lt&gt", "?a<>"), ("?a&nosuch;b", "?a&nosuch;b"), ("&N", "&N")]
)
def test_an_address_is_decoded(written: str, href: str) -> None:
    assert [link.href for link in read_body(f'<A HREF="{written}">x</A>').links] == [href]


def test_line_numbers_in_listings_are_no_author_links() -> None:
    assert read_body('<pre><code><a id="l1" name="l1" href="#l1"></a>x</code></pre>').links == ()


def test_a_link_may_be_an_image() -> None:
    assert [link.text for link in read_body("<a href=x><img src=y></a>").links] == [""]


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<a href=x><code>y</code></a>", True),
        ("<code><a href=x>y</a></code>", True),
        ("<a href=x><code>y</code> z</a>", False),
        ("<a href=x></a>", False),
    ],
)
def test_a_link_of_code(html: str, code: bool) -> None:
    assert [link.code for link in read_body(html).links] == [code]


@pytest.mark.parametrize(
    "html",
    [
        "<h2><a href=x>y</a></h2>",
        "<nav><a href=x>y</a></nav>",
        "<a href=x class=footnote-backref>y</a>",
        "<sup><a href=x class=footnote-ref>y</a></sup>",
    ],
)
def test_links_outside_of_the_prose(html: str) -> None:
    (link,) = read_body(html).links
    assert link.in_heading


def test_the_name_of_a_documented_parameter_is_left_alone() -> None:
    row = '<tr class="doc-section-item"><td><code>{0}</code></td><td>{0} kind</td><td><code>{0}</code></td></tr>'
    body = read_body(f"<table><tbody>{row.format('one')}{row.format('two')}<tr><td>three</td></tr></tbody></table>")
    assert texts(body, linkable=False) == ["one", "two"]
    assert texts(body, linkable=True) == ["one kind", "one", "two kind", "two", "three"]


def table(header: str, *cells: str) -> str:
    head = f"<table><thead><tr>{header}<th>Parameter</th></tr></thead><tbody>"
    return head + "".join(f"<tr>{cell}<td>one</td></tr>" for cell in cells) + "</tbody></table>"


@pytest.mark.parametrize(
    "header",
    [
        "<th>Parameter</th>",
        "<th>\n<strong>PROPERTY</strong> name</th>",
        '<th id="x">Props</th>',
        "<td>Option</td>",
        "<th>Attribut</th>",
        "<th>Parámetros</th>",
        "<th>Параметры</th>",
        "<th>参数名</th>",
    ],
)
@pytest.mark.parametrize(
    "cell",
    ["<td>two</td>", "<td> <code>two</code>\n</td>", '<td id="y"><b>two</b><a id=z></a></TD>'],
)
def test_one_word_below_a_header_of_parameters_names_one(header: str, cell: str) -> None:
    body = read_body(table(header, cell))
    assert "two" in texts(body, linkable=False)
    assert [text for text in texts(body, linkable=True) if text != "Option"] == ["one"]


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("<th>Name</th>", "<td>two</td>"),
        ("<th>Optional</th>", "<td>two</td>"),
        ("<th></th>", "<td>two</td>"),
        ("<th>The parameter</th>", "<td>two</td>"),
        ("<th>Parameter</th>", "<td>two words</td>"),
        ("<th>Parameter</th>", "<td>two-words</td>"),
        ("<th>Parameter</th>", "<td>two<br>words</td>"),
        ("<th>Parameter</th>", "<td></td><td>two</td>"),
        ("<th>Parameter</th>", "<td>two"),
    ],
)
def test_other_cells_of_tables_are_prose(header: str, cell: str) -> None:
    assert texts(read_body(table(header, cell)), linkable=False) == texts(read_body(table(header)), linkable=False)


def test_each_table_has_headers_of_its_own() -> None:
    tables = table("<th>Parameter</th>", "<td>two</td>") + table("<th>Name</th>", "<td>three</td>", "<td>four</td>")
    assert texts(read_body(tables), linkable=True) == ["one", "three", "one", "four", "one"]
    many = table("<th>Parameter</th>", "<td>two</td>", "<td>three words</td>", "<td>four</td>")
    assert texts(read_body(many), linkable=True) == ["one", "three words", "one", "one"]


@pytest.mark.parametrize(
    ("html", "in_text"),
    [
        ("<h2><a href=x>y</a></h2>", True),
        ("<h2><code><a href=x>y</a></code></h2>", True),
        ("<table><tr><td><a href=x>y</a></table>", True),
        ("<h2><nav><a href=x>y</a></nav></h2>", False),
        ("<h2><a href=x class=headerlink>y</a></h2>", False),
        ("<nav><h2><a href=x>y</a></h2></nav>", False),
        ("<pre><a href=x>y</a></pre>", False),
        ('<div class="doc doc-backlinks"><ul><li><a href=x>y</a></ul></div>', False),
        ("<table><a href=x>y</a></table>", False),
    ],
)
def test_links_of_the_text_stand_in_its_headings_too(html: str, in_text: bool) -> None:
    (link,) = read_body(html).links
    assert link.in_text is in_text
    assert link.text == "y"


@pytest.mark.parametrize(
    ("html", "end"),
    [("<a href=x>y", "y"), ("<a href=x>y<a href=z>w</a>", "y"), ("<table><td><a href=x>y<td>z</table>", "y")],
)
def test_an_unclosed_link_ends_where_the_browser_ends_it(html: str, end: str) -> None:
    link = read_body(html).links[0]
    assert html[link.start : link.end].endswith(end)
    assert link.end <= len(html)


# Ids and words


def test_ids() -> None:
    html = (
        '<p id="a">x<a name=b id=B></a></p><!-- <p id="no"> --><script id="s">"<p id=no>"</script>'
        '<pre id="c"><code id="d"><span id="e"><a id="f" name="f" href="#f"></a>&lt;p id="no"&gt;</span>\n</code></pre>'
        '<svg><g id="g"></g></svg><meta name="no"><p id="">'
    )
    assert read_body(html).ids == {"a", "b", "B", "s", "c", "d", "e", "f", "g"}


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>one two <b>three</b></p>", 3),
        ("<p><a href=x>one</a> <code>two</code></p>", 2),
        ("<h1>none</h1><pre>none</pre>", 0),
        ("<p>请参阅小部件指南 now", 5),
        ("<p>คู่มือ", 3),
        ("<p>über alles", 2),
    ],
)
def test_words(html: str, words: int) -> None:
    assert read_body(html).words == words


# Excluded elements


@pytest.mark.parametrize(
    "selector", ["blockquote", ".q", "#i", "[data-x]", "[data-x=y]", "blockquote.q#i[data-x]", "*"]
)
def test_excluded_elements_are_read_and_not_linked(selector: str) -> None:
    html = "a<blockquote class='p q' id=i data-x=y><p>b</p></blockquote>c"
    body = read_body(html, (parse_selector(selector),))
    assert [(run.text, run.linkable) for run in body.runs] == [("a", True), ("b", False), ("c", True)]


def test_an_excluded_heading_is_still_a_heading() -> None:
    assert [heading.text for heading in read_body("<h2 id=i>a</h2>", (parse_selector("#i"),)).headings] == ["a"]


@pytest.mark.parametrize("selector", ["table", ".Q", "#I", "[data-z]", "[data-x=z]", "div.q"])
def test_elements_that_are_not_excluded(selector: str) -> None:
    html = "<blockquote class='p q' id=i data-x=y>b</blockquote>"
    assert texts(read_body(html, (parse_selector(selector),)), linkable=True) == ["b"]


# Size

_SIZE = 200_000


@pytest.mark.parametrize(
    "html",
    [
        "<" * _SIZE,
        "</" * _SIZE,
        "<p>x</p>" * (_SIZE // 8),
        "<div>" * 5000 + "x" + "</div>" * 5000,
        "<p><b>" * 5000 + "x",
        "<p><a href=q>" * 5000 + "x",
        "<object><a href=q>" * 5000 + "</object>" * 5000,
        "<table><td><a href=q>" * 5000 + "x" + "</table>" * 5000,
        "<x><div>" + "<span>" * 5000 + "</x>" * 20000,
        "<ul>" + "<div>" * 5000 + "<li></li>" * 20000,
        "<b>" * 5000 + "</i></b>" * 20000,
        "<object>" * 10000 + "<td>" * 20000,
        "<p a='" + "x" * _SIZE + "'>x",
        '<p a="' * (_SIZE // 6),
        "<p " + "a " * _SIZE + ">",
        "&amp;" * (_SIZE // 5),
        "&" + "a" * _SIZE,
        "<!--" + "-" * _SIZE,
        "<!--" * (_SIZE // 4),
        "<svg>" * (_SIZE // 5),
        "<svg>" + "<![CDATA[" * (_SIZE // 9),
        "<script><!--<script>" * (_SIZE // 20),
        "<textarea>" + "</textarea" * (_SIZE // 10),
        "<noscript><b></i>" * (_SIZE // 5),
        "<select><i>" * (_SIZE // 11),
        "<pre><span>" * (_SIZE // 11),
        "<pre><i>" + "<span>" * (_SIZE // 6),
        "<table><tr><th>Option" + "<tr><td>" * (_SIZE // 8),
        "<table><tr><th>Option<tr><td>" + "<b>" * (_SIZE // 3),
        "<table><tr><th>Option" + "<tr><td> <b" * (_SIZE // 11),
        "<table><tr><th>Option" + "<tr><td>a <i>" * (_SIZE // 13),
        "<table>" + "<tr><td>" + "<" * _SIZE,
        "<table>" + "<tr><td>" + " " * _SIZE,
        "{{ " * _SIZE,
        "$$" * (_SIZE // 2),
        "-" * _SIZE + "8<",
        "(" * _SIZE + ")=",
        "(a" * _SIZE + ")=",
        "\n(a" * _SIZE + ")=",
        "(" + "a" * _SIZE + ")=b",
        " " * _SIZE + "\n(a)=" + " " * _SIZE + "b",
        ":" * _SIZE + "{",
        ":::{a}" + "\n:b:" * _SIZE + "c",
        "{" + " " * _SIZE + "a",
        "{" * _SIZE + "a: 'b",
        ",a: '" * _SIZE + "{",
        "a='" + "b" * _SIZE,
        "a" * _SIZE + "='",
        "-" * _SIZE + "='",
        "{a: 'b'" + " " * _SIZE + "c",
        "{a:" + " " * _SIZE + "c",
        "{a: 'b' " * _SIZE,
    ],
    ids=lambda html: html[:24],
)
def test_large_pages_are_read_in_linear_time(html: str) -> None:
    started = process_time()
    read_body(html)
    assert process_time() - started < 2
