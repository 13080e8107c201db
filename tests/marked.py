"""HTML in which a test marks what it speaks of: ⟦!…⟧ and the like."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKED = re.compile("⟦([-~!?])([^⟧]*)⟧")


@dataclass(frozen=True, slots=True)
class Span:
    """A marked part of HTML: its kind and its place in the HTML without marks."""

    kind: str
    start: int
    end: int


def unmarked(text: str) -> tuple[str, list[Span]]:
    """The HTML without its marks, and what they mark."""
    spans: list[Span] = []
    html = ""
    last = 0
    for mark in _MARKED.finditer(text):
        html += text[last : mark.start()]
        spans.append(Span(mark[1], len(html), len(html) + len(mark[2])))
        html += mark[2]
        last = mark.end()
    return html + text[last:], spans
