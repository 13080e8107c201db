"""Makes new HTML from old by small damage, the same from the same random numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from random import Random

LONGEST_SEED = 400
"""Characters: what parsers disagree on is local, and small inputs are many inputs."""
_ELEMENTS = (
    "a b big code em font i nobr s small span strong tt u p div ul ol li dl dt dd h1 h2 h3 blockquote pre listing "
    "table caption colgroup col tbody thead tfoot tr td th form button label fieldset legend select option optgroup "
    "datalist input textarea title style script noscript noframes noembed iframe xmp plaintext template svg g "
    "foreignObject desc path math mi mo mtext annotation-xml ruby rb rt rtc rp details summary dialog main nav "
    "section article aside header footer figure figcaption address hgroup center menu dir marquee object applet "
    "audio video canvas img br hr wbr embed area param source track link meta base image frame frameset html head "
    "body keygen bgsound basefont search abbr acronym kbd samp var dfn del ins sub sup q cite mark time data meter "
    "progress output slot x-y my:tag"
).split()
_ATTRIBUTES = (
    'class="x"',
    "class=no-autolink",
    "class=headerlink",
    'href="q"',
    "href=x",
    'id="s1"',
    "name=n",
    "hidden",
    "lang=de",
    "title='>'",
    'title="<a href=x>"',
    'encoding="text/html"',
    "/",
    '"',
    "=",
    "a=b/",
    "style='display: none'",
    "role=button",
    "a\n=\t'b'",
    'class="autolink" href="x/"',
)
TOKENS = (
    *(f"<{name}>" for name in _ELEMENTS),
    *(f"</{name}>" for name in _ELEMENTS),
    *(f"<{name.upper()} {attribute}>" for name, attribute in zip(_ELEMENTS, _ATTRIBUTES * 9, strict=False)),
    *("<a href=x>", '<a class="autolink" href="x/">', '<a id="x"></a>', "<svg/>", "<math/>", "<p/>", "<br/>", "<a/>"),
    *("<!--", "-->", "--!>", "<!-->", "<!--->", "<!-- c -->", "<![CDATA[", "]]>", "<?p ?>", "<!x>", "<!doctype html>"),
    *("<", ">", "</", "</>", "<>", "</ x>", "</1>", "<1>", "<a", "</a", "<p class='", '<p title="', "<b x=y"),
    *("&amp;", "&amp", "&lt;", "&#38;", "&#x26", "&#0;", "&#128;", "&#xd800;", "&#x110000;", "&notit;", "&notin;"),
    *("&", "&nbsp;", "&fjlig;", "&NotEqualTilde;", "&copy", "&copyx", "&ThickSpace;", "&#13;", "&#", "&x;"),
    *("{{", "}}", "{%", "%}", "{#", "#}", "$$", "\\(", "\\)", "\\[", "\\]", "--8<--", "-8<-"),
    *("\0", "\r", "\n", "\r\n", "\t", "\f", "\x0b", " ", "\x1b", "\x7f", "\x85", "\xa0", "\u2028", "\ufeff", "\ufffe"),
    *(
        "word",
        " two words ",
        "x",
        "東京",
        "é",
        "e\u0301",
        "ß",
        "İ",
        "\u202e",
        "\U0001f468\u200d\U0001f469",
        "''",
        '"',
        "`",
    ),
)
_PIECE = re.compile(r"<!--.*?-->|<[^<>]*>|&[^;\s<&]{1,12};?|[^<&]+|[<&]", re.DOTALL)


def seeds(htmls: Iterable[str]) -> list[str]:
    """The texts as pieces of at most 400 characters, cut between tags, each once, in the order of the texts."""
    found: dict[str, None] = {}
    for html in htmls:
        chunk = ""
        for piece in _PIECE.findall(html):
            if chunk and len(chunk) + len(piece) > LONGEST_SEED:
                found[chunk] = None
                chunk = ""
            chunk += piece[:LONGEST_SEED]
        if chunk:
            found[chunk] = None
    return list(found)


def mutated(pool: Sequence[str], random: Random) -> str:
    """A text of the pool after one to six changes, at most 800 characters long."""
    html = random.choice(pool)
    for _ in range(1 + int(random.random() ** 2 * 6)):
        html = _changed(html, pool, random)
    return html[: 2 * LONGEST_SEED]


def _changed(html: str, pool: Sequence[str], random: Random) -> str:
    kind = random.random()
    if kind < 0.35:
        at = _place(html, random)
        return html[:at] + random.choice(TOKENS) + html[at:]
    if kind < 0.5:
        start, end = _stretch(html, random)
        return html[:start] + html[end:]
    if kind < 0.6:
        start, end = _stretch(html, random)
        return html[:end] + html[start:end] + html[end:]
    if kind < 0.7:
        start, end = _stretch(html, random)
        at = _place(html, random)
        return html[:start] + html[end:] if start <= at < end else _moved(html, start, end, at)
    if kind < 0.8:
        other = random.choice(pool)
        return html[: _place(html, random)] + other[_place(other, random) :]
    if kind < 0.9:
        at = random.randrange(len(html) + 1)
        return html[:at] + random.choice("<>/=&;'\"-![]a \n\0") + html[at + random.randrange(2) :]
    at = random.randrange(len(html) + 1)
    return html[:at] + html[at + 1 : at + 2] + html[at : at + 1] + html[at + 2 :]


def _place(html: str, random: Random) -> int:
    """An offset: beside a tag three times out of four, else anywhere."""
    at = random.randrange(len(html) + 1)
    if random.random() < 0.25:
        return at
    found = html.find("<", at)
    return found if found >= 0 else at


def _stretch(html: str, random: Random) -> tuple[int, int]:
    """Start and end of a part: a tag or a text between tags, or any few characters."""
    start = _place(html, random)
    if random.random() < 0.5:
        end = html.find(">" if html[start : start + 1] == "<" else "<", start)
        if end >= 0:
            return start, end + (html[end] == ">")
    return start, min(len(html), start + random.randrange(1, 30))


def _moved(html: str, start: int, end: int, to: int) -> str:
    if to < start:
        return html[:to] + html[start:end] + html[to:start] + html[end:]
    return html[:start] + html[end:to] + html[start:end] + html[to:]
