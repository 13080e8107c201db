from __future__ import annotations

from datetime import date

import pytest

from mkdocs_autolink.plain_text import plain_text, text_of_html


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Widget Guide", "Widget Guide"),
        (" Widget\n\tGuide ", "Widget Guide"),
        ("Widget\x00Guide", "Widget Guide"),
        ("\u202eediuG\u202c", "ediuG"),
        ("&lt;b&gt; Guide", "&lt;b&gt; Guide"),
        ("<b>", "<b>"),
        (404, "404"),
        (1.1, "1.1"),
        (date(2024, 1, 2), "2024-01-02"),
        (None, ""),
        (True, ""),
        (["a", "b"], ""),
        ({"a": "b"}, ""),
        (("a",), ""),
        ({1}, ""),
        ("", ""),
        ("\u200b", ""),
        pytest.param(10**5000, "", id="huge"),
    ],
)
def test_plain_text(value: object, text: str) -> None:
    assert plain_text(value) == text


def test_html_is_decoded_and_has_no_tags() -> None:
    assert text_of_html('H &lt;code&gt; &amp; <em>em</em> "q"') == 'H <code> & em "q"'
