from __future__ import annotations

from datetime import date
from time import process_time

import pytest

from mkdocs_autolink.plain_text import plain_text, text_of_html, text_of_title


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


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Widget Guide", "Widget Guide"),
        ('<code class="symbol"></code> <code>core.Widget</code>', "core.Widget"),
        ("<code>core.&#8203;widget</code>", "core.widget"),
        ("Widgets<br/>&amp; Gadgets <SPAN>new</SPAN>", "Widgets & Gadgets new"),
        ("List<Item>", "List<Item>"),
        ("AT&T", "AT&T"),
        ("Parts &amp; <b>", "Parts &amp; <b>"),
        ("a </b> b <b>", "a </b> b <b>"),
        ("The <script>x</script> element", "The <script>x</script> element"),
        (None, ""),
        (404, "404"),
    ],
)
def test_titles_may_be_marked_up(value: object, text: str) -> None:
    assert text_of_title(value) == text


@pytest.mark.parametrize("part", ["<a>", "<a ", "<", "</a>", "<a></b>"])
def test_a_title_of_many_tags_is_read_in_linear_time(part: str) -> None:
    began = process_time()
    assert text_of_title(part * 100_000)
    assert process_time() - began < 5  # what looks for each end from each beginning takes minutes
