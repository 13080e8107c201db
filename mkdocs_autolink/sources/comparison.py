"""What is new in a page: the links that one body has and another has not, where nothing else differs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

_LINK_TAG = re.compile(r"<a(?=[\s>])[^>]*>|</a\s*>")
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link of the body after, by what it encloses in the body before."""

    start: int
    end: int
    href: str
    """Decoded value of the attribute."""
    text: str
    """Readable text, white space folded."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found from the start of two bodies on."""

    links: tuple[NewLink, ...]
    complete: bool
    """Whether the bodies are equal to the end but for these links."""


def compare(before: str, after: str) -> Comparison:
    """The new links of `after`, up to where something else differs: an offset and all bytes in between are the same."""
    links: list[NewLink] = []
    opened: tuple[int, str] | None = None
    at = read = 0
    for found in _LINK_TAG.finditer(after):
        between, tag = after[read : found.start()], found[0]
        if not before.startswith(between, at):
            return Comparison(tuple(links), complete=False)
        at, read = at + len(between), found.end()
        if opened is not None:
            if not tag.startswith("</"):
                return Comparison(tuple(links), complete=False)
            links.append(_new_link(before, *opened, at))
            opened = None
        elif before.startswith(tag, at):
            at += len(tag)
        elif tag.startswith("</"):
            return Comparison(tuple(links), complete=False)
        else:
            opened = at, tag
    return Comparison(tuple(links), complete=opened is None and before[at:] == after[read:])


def _new_link(before: str, start: int, tag: str, end: int) -> NewLink:
    href = _HREF.search(tag)
    return NewLink(
        start=start,
        end=end,
        href=unescape(href[1] or href[2] or "") if href else "",
        text=" ".join(unescape(_TAG.sub("", before[start:end])).split()),
    )
