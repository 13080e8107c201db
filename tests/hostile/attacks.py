"""Pages that cost a careless program more than their size: each grows in proportion to a number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

Attack = Callable[[int], str]

WORDS = "lorem ipsum dolor sit amet consectetur "
PHRASE = "Widget Guide"
"""The title of the page that the attacks mention."""


def _nested(start: str, end: str = "") -> Attack:
    return lambda n: f"{start * n}<p>{PHRASE}</p>{end * n}"


def _repeated(part: str, before: str = "<p>", after: str = f" {PHRASE}</p>") -> Attack:
    return lambda n: f"{before}{part * n}{after}"


def _counted(part: str) -> Attack:
    """The part again and again, a number of its own in each."""
    return lambda n: "".join(part.format(i) for i in range(n)) + f"<p>{PHRASE}</p>"


ATTACKS: Mapping[str, Attack] = MappingProxyType(
    {
        # Text
        "one long line of mentions": _repeated(f"{WORDS}{PHRASE} "),
        "one long line without a mention": _repeated(WORDS),
        "one long word": _repeated("a"),
        "one long word of combining characters": _repeated("a\u0301"),
        "one long word in a script without spaces": _repeated("量子"),
        "one long hyphenated word": _repeated("ab-"),
        "words of one letter": _repeated("a "),
        "near-phrases": _repeated("Widget Guides widget-guide Wigdet Guide Guide Widget "),
        "the first word of a phrase": _repeated("Widget "),
        "words of a phrase out of order": _repeated("Guide Widget "),
        "brackets": _repeated("[(<{"),
        "open brackets": _repeated("["),
        "full stops": _repeated("."),
        "white space": _repeated(" \n\t"),
        "quotes": _repeated("\"'`"),
        "lines": _repeated(f"{PHRASE}\n"),
        "digits": _repeated("1,000.5 "),
        "addresses": _repeated("https://x.example/a/b/c?d=e&amp;f#g "),
        "capital letters with dots": _repeated("A.B. "),
        "direction marks": _repeated("\u202ea\u2066b\u200f "),
        # Characters of HTML
        "less-than signs": _repeated("< "),
        "less-than signs without spaces": _repeated("<"),
        "ampersands": _repeated("&"),
        "entities": _repeated("&amp;"),
        "entities that never end": _repeated("&#x41"),
        "entities of many letters": _repeated("&CounterClockwiseContourIntegral;"),
        "greater-than signs": _repeated(">"),
        # Comments and what is like them
        "comments that never end": _repeated("<!-- "),
        "comments that end oddly": _repeated("<!--> --!> <!-- x -->"),
        "declarations": _repeated("<!x "),
        "processing instructions": _repeated("<?x "),
        "character data": _repeated("<svg><![CDATA[ ]]", ""),
        "end tags that never end": _repeated("</p "),
        # Tags
        "small elements": _repeated("<i>x</i> "),
        "unclosed tags": _repeated("<p "),
        "unclosed paragraphs": _repeated(f"<p>{PHRASE}"),
        "end tags of nothing": _repeated("</div></p></code>", ""),
        "crossing tags": _repeated("<b><i></b></i>"),
        "tags in capitals": _repeated(f"<P>{PHRASE}</P>"),
        "tag names of many letters": lambda n: f"<{'x' * n}>{PHRASE}</{'x' * n}>",
        "scripts that never end": _repeated("<script>"),
        "scripts within comments": _repeated("<script><!--<script>"),
        "templates": _repeated("<template>x</template>"),
        "line breaks": _repeated("x<br>"),
        "links": _counted('<p><a href="x{0}/">Widget {0}</a></p>'),
        "links that never end": _repeated('<a href="#">'),
        "pictures": _repeated('<img src="x.png" alt="Widget Guide">'),
        "cells": _repeated(f"<td>{PHRASE}</td>", "<table><tr>", "</tr></table>"),
        "items": _repeated(f"<li>{PHRASE}", "<ul>", "</ul>"),
        "text in tables": _repeated(f"<table>{PHRASE}", ""),
        # Attributes
        "a huge attribute": lambda n: f'<p title="{PHRASE * n}">{PHRASE}</p>',
        "a huge attribute that never ends": lambda n: f'<p title="{PHRASE * n}>{PHRASE}</p>',
        "a huge class": lambda n: f'<p class="{"a b " * n}">{PHRASE}</p>',
        "a huge link": lambda n: f'<p><a href="{"../" * n}">x</a> {PHRASE}</p>',
        "many attributes": lambda n: f"<p {' '.join(f'a{i}=1' for i in range(n))}>{PHRASE}</p>",
        "many equal attributes": lambda n: f"<p {'a=1 ' * n}>{PHRASE}</p>",
        "attributes of quotes": lambda n: f"<p {chr(34) * n}>{PHRASE}</p>",
        "attributes of slashes": lambda n: f"<p {'/' * n}>{PHRASE}</p>",
        "entities in an attribute": lambda n: f'<p title="{"&amp;" * n}">{PHRASE}</p>',
        # Sections
        "ids": _counted('<p id="a{0}">x</p>'),
        "sections": _counted('<h2 id="a{0}">Part {0}</h2><p>Some text.</p>'),
        "sections of one title": _counted('<h2 id="a{0}">Widget</h2><p>The widget.</p>'),
        "sections of one id": _repeated('<h2 id="a">Widget</h2>'),
        "headings that never end": _repeated("<h2>x"),
        # Depth
        "nested boxes": _nested("<div>", "</div>"),
        "nested boxes that never end": _nested("<div>"),
        "nested emphasis": _nested("<b>"),
        "nested emphasis of two kinds": _nested("<b><i>"),
        "nested links": _nested('<a href="#">'),
        "nested code": _nested("<code>", "</code>"),
        "nested quotations": _nested("<blockquote><p>", "</blockquote>"),
        "nested lists": _nested("<ul><li>", "</li></ul>"),
        "nested tables": _nested("<table><tr><td>", "</td></tr></table>"),
        "nested templates": _nested("<template>"),
        "nested drawings": _nested("<svg><g>", "</g></svg>"),
        "nested formulas": _nested("<math><mtext>"),
        "nested headings": _nested("<h2>"),
        "nested exclusions": _nested('<div class="no-autolink">', "</div>"),
        "nested unknown elements": _nested("<x-y>", "</x-y>"),
    }
)
"""By what they consist of. Most hold one mention of PHRASE at the end."""
