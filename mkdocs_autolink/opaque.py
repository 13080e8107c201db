"""Regions of HTML that are skipped as a whole: SVG, MathML, templates, noscript, select and code listings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_autolink.elements import VOID
from mkdocs_autolink.tokens import (
    END,
    RAW_TEXT,
    START,
    Token,
    Tokenizer,
    after_raw_text,
    is_self_closing,
    parse_attributes,
)

OPAQUE = frozenset("math noscript select svg template".split())
_FOREIGN = frozenset("math svg".split())
_BREAKS_OUT = frozenset(
    "b big blockquote body br center code dd div dl dt em embed font h1 h2 h3 h4 h5 h6 head hr i img li listing menu "
    "meta nobr ol p pre ruby s small span strike strong sub sup table tt u ul var".split()
)
"""HTML tags that end SVG and MathML, closed or not."""
_HOLDS_HTML = frozenset("desc foreignobject title mi mn mo ms mtext".split())
_IN_SELECT = frozenset("hr optgroup option".split())
_HTML_ENCODINGS = frozenset(("application/xhtml+xml", "text/html"))
_CODE_TAG = r"""<(?:span|code)(?: (?:class|id)="[^"&<>]*+")*+>"""
_LINE_ANCHOR = r"""<a(?: (?:id|name|href)="#?[\w.-]*+")++></a>"""
_HIGHLIGHTED = r"""<span class="\w*+">[^<]*+(?:</span>)?+"""
"""What most of a highlighted listing consists of: in one go it is found faster than tag by tag."""
_LISTING = re.compile(
    rf"(?:<span></span>)?+((?=<code){_CODE_TAG})?+"
    rf"(?:[^<]++|{_HIGHLIGHTED}|(?!<code){_CODE_TAG}|</span>|{_LINE_ANCHOR})*+(?=(?(1)</code>)\s*+</pre>)"
)
"""What a listing from a Markdown converter or a highlighter has in its `<pre>`, whole."""
_LISTING_ID = re.compile(r"""<(?:a|code|span)(?: (?!id)\w++="[^"]*+")*+ id="([^"]++)\"""")


def skip_opaque(tokenizer: Tokenizer, stream: Iterator[Token], opening: Token, ids: set[str]) -> bool:
    """Read a region from the stream, to its end tag; False where a browser would not end it there.

    The ids in SVG and MathML are added to `ids`; those in the other regions lead nowhere.
    Tags have to pair up in it. Where they do not, what a browser makes of the rest of the page is anyone's guess.
    """
    _, name, attributes, _, _, end = opening
    if name in _FOREIGN and is_self_closing(attributes):
        return True
    if name == "select":
        return _skip_select(stream)
    scripted_end = after_raw_text(tokenizer.html, name, end) if name == "noscript" else -1
    closing = _skip_balanced(tokenizer, stream, opening, ids if name in _FOREIGN else set())
    tokenizer.raw, tokenizer.cdata = True, False
    return closing is not None and scripted_end in (-1, closing)


def _skip_select(stream: Iterator[Token]) -> bool:
    other = next(((kind, name) for kind, name, *_ in stream if name and name not in _IN_SELECT), None)
    return other == (END, "select")


def _skip_balanced(tokenizer: Tokenizer, stream: Iterator[Token], opening: Token, ids: set[str]) -> int | None:
    """The offset of the end tag that pairs with the opening one, None where tags do not pair."""
    nested = [_context(opening, in_html=True)]
    for token in _with_modes(tokenizer, stream, nested):
        kind, name, attributes, _, start, _ = token
        in_html = nested[-1][2]
        if kind == START:
            ids.update(_id_in(attributes))
            if not in_html and name in _BREAKS_OUT:
                return None
            if in_html and name == "select":
                return None
            if in_html and name in VOID:
                continue
            if not ((not in_html or name in _FOREIGN) and is_self_closing(attributes)):
                nested.append(_context(token, in_html))
        elif kind == END and name == nested[-1][0]:
            nested.pop()
            if not nested:
                return start
        elif kind == END and not (in_html and (name in RAW_TEXT or name in VOID)):
            return None
    return None


def _with_modes(tokenizer: Tokenizer, stream: Iterator[Token], nested: list[tuple[str, bool, bool]]) -> Iterator[Token]:
    """The tokens of the stream, each cut the way the innermost element asks for."""
    tokenizer.cdata, tokenizer.raw = nested[-1][1:]
    for token in stream:
        yield token
        tokenizer.cdata, tokenizer.raw = nested[-1][1:]


def _id_in(attributes: str) -> Iterator[str]:
    if "id" in attributes.lower() and (found := parse_attributes(attributes).get("id")):
        yield found


def _context(token: Token, in_html: bool) -> tuple[str, bool, bool]:
    """An element's name, whether it is foreign, and whether HTML tags in it are HTML."""
    _, name, attributes, *_ = token
    if in_html and name not in _FOREIGN:
        return name, False, True
    if name == "annotation-xml":
        return name, True, parse_attributes(attributes).get("encoding", "").lower() in _HTML_ENCODINGS
    return name, True, name in _HOLDS_HTML


def skip_listing(tokenizer: Tokenizer, start: int) -> frozenset[str]:
    """Go straight to the end of the code listing that starts behind `<pre>`; the ids in it.

    Most of a page's tags may stand in listings. One with more than a highlighter's tags is read like any other HTML.
    """
    listing = _LISTING.match(tokenizer.html, start)
    if listing is None:
        return frozenset()
    tokenizer.resume = listing.end()
    if tokenizer.html.find(' id="', start, listing.end()) < 0:  # most listings have none, and this is soon seen
        return frozenset()
    return frozenset(_LISTING_ID.findall(tokenizer.html, start, listing.end()))
