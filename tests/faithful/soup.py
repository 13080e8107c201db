"""Broken HTML for Hypothesis to draw: every construct by which a browser moves, drops or renames what it reads."""

from __future__ import annotations

from hypothesis import strategies as st

from faithful.mutator import TOKENS

_words = st.sampled_from(
    ["word", "two words", " w ", "API &amp; x", "a&nbsp;b", "&fjlig;ord", "e\u0301", "東京", "x\r\ny"]
)
_token = st.sampled_from(TOKENS)
_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
_attributes = st.lists(
    st.sampled_from(
        [
            "a=b/",
            "class='x y'",
            'title=">"',
            "title='<b>'",
            "hidden",
            "/",
            "=",
            '"',
            "href=q",
            "href",
            "id=s",
            "\n",
            "A=1 a=2",
        ]
    ),
    max_size=3,
).map(" ".join)


def _element(name: str, inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    ends = st.sampled_from([f"</{name}>"] * 6 + ["", f"</{name} x>", f"</{name.upper()}>", f"</{name}"])
    return st.builds(lambda attributes, inside, end: f"<{name} {attributes}>{inside}{end}", _attributes, inner, ends)


def _any_of(names: str, inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of([_element(name, inner) for name in names.split()])


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Elements around what was drawn before, well and badly nested; in tables also where no text may stand."""
    many = st.lists(inner, max_size=4).map("".join)
    return st.one_of(
        many,
        _any_of("p div li ul dd blockquote h2 pre button form details summary section center address", many),
        _any_of("a b i em code font nobr strong big tt u", many),
        _any_of("table tbody tr td th caption colgroup thead", many),
        _any_of("script style title textarea xmp iframe noscript noembed noframes plaintext", many),
        _any_of("svg math foreignObject desc mi mtext annotation-xml template", many),
        _any_of("select option optgroup datalist ruby rb rt rtc rp marquee object applet x-y frameset", many),
        st.builds(lambda one, other: f"<b>{one}<a href=x>{other}</b>{one}</a>", many, many),
        st.builds(lambda one, other: f"<table>{one}<tr>{other}<td>{one}</table>", many, many),
        st.builds(lambda one: f"<!-- {one} -->", many),
        st.builds(lambda one: f"<![CDATA[{one}]]>", many),
        st.builds(lambda one, at: one[: at % (len(one) + 1)], many, st.integers(0, 200)),
    )


_piece = st.one_of([_words] * 8 + [_token, _text])
soups = st.lists(st.recursive(_piece, _nested, max_leaves=8), min_size=1, max_size=6).map("".join)
"""HTML of up to 48 pieces, each a word, a tag, a mark, a character, or nonsense, in elements that may not be closed."""
