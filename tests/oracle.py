"""Two HTML parsers that judge whether an edit left a page as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from justhtml import JustHTML
from justhtml.parser.context import FragmentContext
from selectolax.lexbor import LexborHTMLParser

Event = tuple[str, ...]
PROBE = 'class="autolink" href="x/"'
OPEN = f"<a {PROBE}>"


def wrap(html: str, spans: Iterable[tuple[int, int]]) -> str:
    """The HTML with a link around every span."""
    parts: list[str] = []
    last = 0
    for start, end in sorted(spans):
        parts += html[last:start], OPEN, html[start:end], "</a>"
        last = end
    return "".join([*parts, html[last:]])


def dumps(html: str) -> tuple[list[Event], list[Event]]:
    """What each of the two parsers sees, as a flat list: the start, text and end of every node."""
    return list(_justhtml(html)), list(_lexbor(html))


def without_links(events: list[Event]) -> tuple[list[Event], int]:
    """The events with our links taken out, and how many of those there were."""
    kept: list[Event] = []
    stack: list[bool] = []
    links = 0
    for event in events:
        if event[0] == "start":
            ours = event[1:] == ("a", "class=autolink", "href=x/")
            stack.append(ours)
            links += ours
            if ours:
                continue
        elif event[0] == "end" and stack.pop():
            continue
        kept.append(event)
    return _joined(kept), links


def faults(html: str, spans: list[tuple[int, int]]) -> list[str]:
    """Names of the parsers in which links around the spans change more than they should."""
    names = ("justhtml", "lexbor")
    found = []
    for name, before, after in zip(names, dumps(html), dumps(wrap(html, spans)), strict=True):
        unwrapped, links = without_links(after)
        already = without_links(before)[1]
        if unwrapped != _joined(without_links(before)[0]) or links != len(spans) + already:
            found.append(name)
    return found


def _joined(events: Iterable[Event]) -> list[Event]:
    joined: list[Event] = []
    for event in events:
        if event[0] == "text" and joined and joined[-1][0] == "text":
            joined[-1] = ("text", joined[-1][1] + event[1])
        else:
            joined.append(event)
    return joined


def _start(name: str, attributes: dict[str, str | None]) -> Event:
    return ("start", name, *sorted(f"{key}={value or ''}" for key, value in attributes.items()))


def _justhtml(html: str) -> Iterator[Event]:
    document = JustHTML(html, fragment_context=FragmentContext("div"), sanitize=False)
    waiting: list[Any] = list(reversed(document.root.children or []))
    while waiting:
        node = waiting.pop()
        if node is None:
            yield ("end",)
        elif node.name == "#text":
            yield ("text", node.data)
        elif node.name[0] in "#!?":
            yield ("other", node.name, str(node.data))
        else:
            yield _start(node.name, node.attrs or {})
            content = getattr(node, "template_content", None)
            inner = list(content.children or []) if content is not None else []
            waiting.append(None)
            waiting += reversed(inner + list(node.children or []))


def _lexbor(html: str) -> Iterator[Event]:
    root: Any = LexborHTMLParser(html).root
    waiting: list[Any] = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        if node is None:
            yield ("end",)
        elif node.is_text_node:
            yield ("text", node.text_content or "")
        elif not node.is_element_node:
            yield ("other", node.html)
        else:
            yield _start(node.tag, node.attributes)
            children, child = [], node.first_child
            while child is not None:
                children.append(child)
                child = child.next
            waiting.append(None)
            waiting += reversed(children)
