"""Simple selectors: what they write, and what is none."""

from __future__ import annotations

import pytest

from mkdocs_autolink.selector import Selector, parse_selector


@pytest.mark.parametrize(
    ("text", "selector"),
    [
        ("blockquote", Selector("blockquote")),
        (" TABLE ", Selector("table")),
        (".a.b-c", Selector(classes=frozenset({"a", "b-c"}))),
        ("#x", Selector(id="x")),
        ("*", Selector()),
        ("div.note[data-kind]", Selector("div", "", frozenset({"note"}), (("data-kind", None),))),
        ('[a="b c"][d=e]', Selector(attributes=(("a", "b c"), ("d", "e")))),
        ("[a='']", Selector(attributes=(("a", ""),))),
    ],
)
def test_selectors(text: str, selector: Selector) -> None:
    assert parse_selector(text) == selector


@pytest.mark.parametrize(
    "text", ["", " ", "a b", "a > b", "a, b", "a:hover", "a::before", "[a^=b]", "#a#b", ".", "[a", "1"]
)
def test_what_is_no_simple_selector(text: str) -> None:
    with pytest.raises(ValueError, match=r"^'.*' is no simple selector; write table") as caught:
        parse_selector(text)
    assert "\n" not in str(caught.value)
