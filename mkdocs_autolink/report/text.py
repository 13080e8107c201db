"""Text of users, made fit to be shown: on one line, of bounded length, nothing invisible that reorders it."""

from __future__ import annotations

import re

# Controls and lone surrogates are no text. The directional marks would let a title rearrange the words around
# it. Joiners stay: several scripts need them.
UNSHOWN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
# Not the single spaces, which most white space is and which stay.
_SPACE = re.compile(r"\s{2,}|[^\S ]")
_CUT = 60
"""Context of at least this many characters may have been cut."""
_SENTENCE_ENDS = tuple(".!?:;)]。！？")


def fold_space(text: str) -> str:
    """`text` with every stretch of white space made one space; a space at either end stays."""
    return text if is_plain(text) else _SPACE.sub(" ", text)


def readable(text: str, limit: int) -> str:
    """`text` on one line, without control and directional characters, cut to `limit` characters with '…'."""
    shown = text if is_plain(text) else fold_space(UNSHOWN.sub("", text))
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def in_front(text: str, limit: int) -> str:
    """The readable text in front of a mention, with a sign where it seems to begin inside of a sentence."""
    shown = readable(text, limit)
    return f"…{shown}" if len(shown) >= _CUT and not shown[0].isupper() else shown


def behind(text: str, limit: int) -> str:
    """The readable text behind a mention, with a sign where it seems to end inside of a sentence."""
    shown = readable(text, limit)
    return f"{shown}…" if len(shown) >= _CUT and not shown.endswith(_SENTENCE_ENDS) else shown


def is_plain(text: str) -> bool:
    """Whether there is nothing to fold and nothing to take out: of all white space, only the space can be printed."""
    return text.isprintable() and "  " not in text


def plural(number: int, noun: str) -> str:
    """`number` with its noun: '1 page', '2 pages', '2,000 pages'."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
