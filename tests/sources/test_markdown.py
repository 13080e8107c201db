from __future__ import annotations

import time

import pytest

from mkdocs_autolink.sources.markdown import overlaps, read_markdown


def kept(text: str) -> list[str]:
    """The stretches of the text that are never edited."""
    return [text[start:end] for start, end in read_markdown(text).kept]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: a\n---\nb", ["---\ntitle: a\n---\n"]),
        ("---\ntitle: a\n...\nb", ["---\ntitle: a\n...\n"]),
        ("title: a\nkeys: b\n    c\n\nd: e", ["title: a\nkeys: b\n    c\n"]),
        ("---\na: |\n  ```\n---\nb", ["---\na: |\n  ```\n---\n"]),
        ("a\n\n```py\nb\n```\nc", ["```py\nb\n```"]),
        ("a\n\n```\nb\n\nc", ["```\nb\n\nc"]),
        ("````\n```\na\n````\nb", ["````\n```\na\n````"]),
        ("- ~~~\n  a\n  ~~~\n- b", ["- ~~~\n  a\n  ~~~"]),
        ("a <!-- b --> c", ["<!-- b -->"]),
        ("a {{ b }} {% c %} {# d #} {! e !} f", ["{{ b }}", "{% c %}", "{# d #}", "{! e !}"]),
        ("{++a++} {--b--} {==c==} {~~d~>e~~} {>>f<<}", ["{++a++}", "{--b--}", "{==c==}", "{~~d~>e~~}", "{>>f<<}"]),
        ("a\n--8<-- 'b.md'\nc", ["--8<-- 'b.md'"]),
        ("--8<--\nb.md\n--8<--\nc", ["--8<--\nb.md\n--8<--"]),
        ("a { .b } {: #c} {d=e} {f}", ["{ .b }", "{: #c}", "{d=e}"]),
        ('!!! note "a"\n    b', ['!!! note "a"']),
        ('??? tip "a"\n    b\n=== "c"', ['??? tip "a"', '=== "c"']),
        ("/// note | a\nb\n///", ["/// note | a", "///"]),
        ("## a\nb", ["## a"]),
        ("x\n\na\n---\nb", ["a\n---"]),
        ("*[HTML]: a\nb", ["*[HTML]: a"]),
        ("[^1]: a", ["[^1]:"]),
        ("[a]: b.md 'c'\nd", ["[a]: b.md 'c'"]),
        ("[a](b 'c') d", ["[a](b 'c')"]),
        ("[a](<b c>) d", ["[a](<b c>)"]),
        ("[a](b(c)d) e", ["[a](b(c)d)"]),
        ('[a](b "c)d") e', ['[a](b "c)d")']),
        ('[a](b" c) d', ['[a](b" c)']),
        ("[a](<b)c>) d", ["[a](<b)c>)"]),
        ("[a](b<2) d>) e", ["[a](b<2)"]),
        ("[a](b <2) d>) e", ["[a](b <2)"]),
        ('[a](b x"c) d', ['[a](b x"c)']),
        ("![a](b) [![c](d)](e)", ["![a](b)", "[![c](d)](e)"]),
        ("[a][b] [c][] [d]", ["[a][b]", "[c][]"]),
        ("[d] e\n\n[D]: f", ["[d]", "[D]: f"]),
        ("[a] [b] c\n\n[b]: d", ["[a] [b]", "[b]: d"]),
        ("[a] [x] c\n\n[b]: d", ["[b]: d"]),
        ("![d] e\n\n[D]: f", ["![d]", "[D]: f"]),
        ("[[a] b] c", []),
        ("[[a]] [[b|c]]", ["[[a]]", "[[b|c]]"]),
        ("a[^1] b", ["[^1]"]),
        ("<b title='c'>d</b> <https://e>", ["<b title='c'>", "</b>", "<https://e>"]),
        ("see https://a/b c", ["https://a/b"]),
        (r"\[a](b) `[c](d)`", []),
        ("[a] (b", []),
        ("[a](b\n\nc)", []),
    ],
)
def test_what_is_never_edited(text: str, expected: list[str]) -> None:
    assert kept(text) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_make_no_difference(end: str) -> None:
    text = "---\ntitle: a\n---\n\n# b\n\nx\n\n```\nc\n```\n\nd [e](f)\n\n[g]: h\n".replace("\n", end)
    found = [part.replace("\r\n", "\n").replace("\r", "\n").strip() for part in kept(text)]
    assert found == ["---\ntitle: a\n---", "# b", "```\nc\n```", "[e](f)", "[g]: h"]


def test_code_spans_end_with_as_many_backticks_in_the_same_paragraph() -> None:
    text = "`a` ``b ` c`` `d\n\ne"
    assert [text[start:end] for start, end in read_markdown(text).codes] == ["`a`", "``b ` c``"]


def test_a_backtick_that_is_not_closed_takes_no_other_item_with_it() -> None:
    text = "- `a\n- b `c`\n- https://`d`/e"
    assert [text[start:end] for start, end in read_markdown(text).codes] == ["`c`", "`d`"]


def test_words_are_the_ones_that_readers_see() -> None:
    text = "---\ntitle: no\n---\nSee [the Guide](no.md 'no') and ![no](no.png) <b no>bold</b> &amp; `code`"
    assert read_markdown(text).words == ("see", "the", "guide", "and", "bold", "code")


def test_each_word_is_known_with_the_place_where_it_begins() -> None:
    found = read_markdown("See R&amp;D, *now*")
    assert dict(zip(found.starts, found.words, strict=True)) == {0: "see", 4: "r", 10: "d", 14: "now"}


def test_a_stretch_that_touches_another_does_not_overlap_it() -> None:
    spans = ((2, 4), (6, 9))
    assert [overlaps(spans, *place) for place in [(0, 2), (4, 6), (3, 5), (5, 7), (7, 8), (9, 12), (0, 12)]] == [
        False,
        False,
        True,
        True,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    "text", ["[", "`", "` ", "{{", "<!--", "](", "<a ", "> ", "{= ", "[x]((", "- ", "a\n\n```", "&nbsp;", "\\"]
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    begin = time.process_time()
    read_markdown(text * 3_000)
    assert time.process_time() - begin < 2
