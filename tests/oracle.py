"""Two HTML parsers that judge whether an edit left a page as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from justhtml import JustHTML
from justhtml.parser.context import FragmentContext
from selectolax.lexbor import LexborHTMLParser

Event = tuple[str, ...]
PROBE = 'class="autolink" href="x/"'
OPEN = f"<a {PROBE}>"
OURS: Event = ("a", "class=autolink")
"""How the event of every link of ours begins, wherever it leads."""
NO_PLACE = frozenset(
    "a button datalist h1 h2 h3 h4 h5 h6 head iframe label math nav noembed noframes noscript object optgroup option "
    "plaintext pre script select style svg template textarea title xmp".split()
)
"""Elements that no link of ours may stand in, however deep."""
_START_TAG = re.compile(r'<a class="autolink" href="[^"<>]*"(?: [^"<>=\s]+="[^"<>]*")*>')
_MISREAD_BY_JUSTHTML = re.compile(
    r"&#?[0-9a-zA-Z]*\0"  # it drops the NUL and then reads a reference
    r"|---!>"  # it goes on with the comment
    r"|<dl\b(?:(?!<d[dt]\b|</dl\b).)*</d[dt]\b"  # it lets the list keep the item around it open
    r"|<opt(?:ion|group)\b.*<r(?:b|tc)\b",  # it keeps the option open
    re.IGNORECASE | re.DOTALL,
)
"""HTML that browsers and lexbor read as the standard says, and justhtml does not."""
_MISPLACED = ", ".join(f"{name} a.autolink" for name in sorted(NO_PLACE))


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


def without_links(events: list[Event], mark: Event = (*OURS, "href=x/")) -> tuple[list[Event], int]:
    """The events with the links whose events begin with the mark taken out, and how many of those there were."""
    kept: list[Event] = []
    stack: list[bool] = []
    links = 0
    for event in events:
        if event[0] == "start":
            ours = event[1 : len(mark) + 1] == mark
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
    found = []
    for name, before, after in _both(html, wrap(html, spans)):
        unwrapped, links = without_links(after)
        already = without_links(before)[1]
        if unwrapped != _joined(without_links(before)[0]) or links != len(spans) + already:
            found.append(name)
    return found


def _both(before: str, after: str) -> Iterator[tuple[str, list[Event], list[Event]]]:
    """By name of parser, what it sees in two bodies; without justhtml where it misreads the first."""
    for name, was, now in zip(("justhtml", "lexbor"), dumps(before), dumps(after), strict=True):
        if name == "lexbor" or not _MISREAD_BY_JUSTHTML.search(before):
            yield name, was, now


def taken_out(after: str, spans: Iterable[tuple[int, int]]) -> str | None:
    """A linked body without the links that were planned around these spans of the body before it.

    None where a planned link does not stand where it was planned. Knows nothing of how the program takes links out.
    """
    kept, position, added = [], 0, 0
    for start, end in sorted(spans):
        tag = _START_TAG.match(after, start + added)
        if tag is None or start + added < position:
            return None
        inner = tag.end()
        added += inner - tag.start()
        if not after.startswith("</a>", end + added):
            return None
        kept += [after[position : tag.start()], after[inner : end + added]]
        added += len("</a>")
        position = end + added
    return "".join([*kept, after[position:]])


def misplaced(events: Iterable[Event]) -> set[str]:
    """Names of the elements with one of our links in them that may hold none."""
    found: set[str] = set()
    names: list[str] = []
    for event in events:
        if event[0] == "start":
            if event[1 : len(OURS) + 1] == OURS:
                found.update(NO_PLACE.intersection(names))
            names.append(event[1])
        elif event[0] == "end":
            names.pop()
    return found


def changes(before: str, after: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """What is wrong with a linked body, in words: its bytes, and its document in each of the two parsers."""
    found = _byte_changes(before, after, spans)
    for name, was, now in _both(before, after):
        old, already = without_links(was, OURS)
        new, links = without_links(now, OURS)
        if links != len(spans) + already:
            found.append(f"{name}: {links - already} links in the document, {len(spans)} in the HTML")
        if old != new:
            found.append(f"{name}: the document changed")
        found += [f"{name}: a link in <{place}>" for place in sorted(misplaced(now) - misplaced(was))]
    return found


def quick_changes(before: str, after: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """The same with the faster parser alone, from the documents as it prints them; slower where links were there."""
    if "autolink" in before:
        return changes(before, after, spans)
    found = _byte_changes(before, after, spans)
    document = parsed(after)
    links = document.css("a.autolink")
    if len(links) != len(spans):
        found.append(f"lexbor: {len(links)} links in the document, {len(spans)} in the HTML")
    if document.css_matches(_MISPLACED):
        found.append("lexbor: a link where none may be")
    for link in links:
        link.unwrap()
    if document.html != printed(before):
        found.append("lexbor: the document changed")
    return found


def _byte_changes(before: str, after: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    return [] if taken_out(after, spans) == before else ["bytes: the output without our tags is not the input"]


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


def printed(html: str) -> str:
    """The document that lexbor makes of it, as lexbor prints it."""
    return parsed(html).html or ""


def parsed(html: str) -> LexborHTMLParser:
    """What lexbor makes of it; where `<!` ends the input, it would repeat text before that in the comment."""
    return LexborHTMLParser(f"{html}>" if html.endswith("<!") else html)


def _lexbor(html: str) -> Iterator[Event]:
    root: Any = parsed(html).root
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
