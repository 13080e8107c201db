"""Values of any type, and HTML, as one line of readable text."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<[^<>]*>")
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")


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


def _one_line(text: str) -> str:
    return " ".join(_INVISIBLE.sub(" ", text).split())
