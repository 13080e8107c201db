"""Values of any type, and HTML, as one line of readable text."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<[^<>]*>")
_OF_TEXT = frozenset("a abbr b bdi code del em i ins kbd mark q s samp small span strong sub sup u var".split())
"""Elements that titles are marked up with."""
_NAMED_TAG = re.compile(r"<(/?+)([A-Za-z][A-Za-z0-9-]*+)(?:\s[^<>]*+)?>")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_WITHOUT_WIDTH = re.compile("[\u200b\u2060\ufeff]")
"""They say where a line may break, or may not, and stand inside of words."""
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def plain_text(value: object) -> str:
    """A title or another value of front matter; '' for what is no text, number or date."""
    if value is None or isinstance(value, bool | list | tuple | dict | set):
        return ""
    try:
        return _one_line(str(value))
    except ValueError:  # an integer of more digits than Python prints
        return ""


def text_of_html(html: str) -> str:
    """What a piece of HTML says: tags left out, characters decoded."""
    return _one_line(unescape(_TAG.sub("", html)))


def text_of_title(value: object) -> str:
    """What a title says that an author wrote by hand: themes print elements in it as such, though most have none."""
    title = plain_text(value)
    return text_of_html(_LINE_BREAK.sub(" ", title)) if _has_element(title) else title


def _has_element(title: str) -> bool:
    """Whether text is marked up: a lone `<b>`, `List<Item>` or `<script>` was written without a thought of HTML."""
    opened = set[str]()
    for slash, name in _NAMED_TAG.findall(title.lower()):
        if slash and name in opened:
            return True
        if not slash and name in _OF_TEXT:
            opened.add(name)
    return False


def _one_line(text: str) -> str:
    return " ".join(_INVISIBLE.sub(" ", _WITHOUT_WIDTH.sub("", text)).split())
