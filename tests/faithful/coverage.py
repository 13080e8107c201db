"""How much of what may be linked without harm the program offers, and whether it offers anything else.

A word is safe where a link around it, alone, changes the document in neither parser by more than that link. It is prose
where none of the elements that it stands in is skipped on purpose, according to the parser, not to the program.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

import oracle
from faithful.checking import violations
from faithful.inputs import Input
from faithful.linking import Spans
from mkdocs_autolink.body import read_body
from mkdocs_autolink.elements import BLOCKS, CODE, HARD, LINK, SOFT
from mkdocs_autolink.opaque import OPAQUE
from mkdocs_autolink.prose import effect_of
from mkdocs_autolink.rewrite import unlink

_WORD = re.compile(r"\w+")
_SKIPPED = HARD | SOFT | CODE | LINK
_NO_PROSE = OPAQUE | {"frameset", "head"}
_LEFTOVER = re.compile(
    r"\{[{%#]|\$\$|\\[(\[]|-8<-|\]\[|^\s*```|^\s*\(\S+\)=|:::\s*\{|\w=['\"]|[{,]\s*\w+:\s*['\"]", re.MULTILINE
)
"""What a template engine, a formula, a snippet, a link to nowhere, code or MyST left: docs/options.md names them."""
_BLOCKS = BLOCKS | {"td"}
_SUSPECTS = (
    "frameset plaintext select template noscript svg math object applet marquee audio video canvas button form table "
    "ruby del label nav pre h1 h2 h3 h4 h5 h6 code a"
).split()
_MOST_TEXT = 20_000
"""Characters: every word of an input is tried on its own."""


@dataclass(slots=True)
class Coverage:
    """Counts of words."""

    safe: int = 0
    """Safe words of prose."""
    offered: int = 0
    """Those of them that the program may link."""
    missed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By reason: the HTML around each of the others."""
    unsafe: list[str] = field(default_factory=list)
    """Inputs in which the program would link what is not safe."""

    @property
    def share(self) -> float:
        """The part of the safe words that is offered, 0 to 1."""
        return self.offered / self.safe if self.safe else 1.0

    def add(self, other: Coverage) -> None:
        """Count what another has counted as well."""
        self.safe += other.safe
        self.offered += other.offered
        self.unsafe += other.unsafe
        for reason, words in other.missed.items():
            self.missed[reason] += words


def coverage_of(inputs: Iterable[Input]) -> dict[str, Coverage]:
    """By suite: how its words fare."""
    found: dict[str, Coverage] = defaultdict(Coverage)
    for one in inputs:
        if len(one.html) <= _MOST_TEXT:
            _count(unlink(one.html), found[one.suite])
    return dict(found)


def table(found: Mapping[str, Coverage]) -> str:
    """The figures by suite, and by reason how many words are missed, with the shortest examples."""
    every = Coverage()
    for one in found.values():
        every.add(one)
    rows = [*sorted(found.items()), ("all", every)]
    lines = [
        f"{name:24}{one.safe:10,} safe words, {one.share:8.2%} offered, {len(one.unsafe)} inputs with an unsafe link"
        for name, one in rows
    ]
    for reason, examples in sorted(every.missed.items(), key=lambda item: -len(item[1])):
        lines.append(f"  {len(examples):6,} missed {reason}")
        lines += [f"           {example!r}" for example in sorted(examples, key=len)[:3]]
    return "\n".join([*lines, *(f"unsafe: {html!r}" for html in every.unsafe)])


def _count(html: str, into: Coverage) -> None:
    body = read_body(html)
    if violations(html):
        into.unsafe.append(html)
    offered = [(run.start, run.end) for run in body.runs if run.linkable]
    missed: Spans = []
    for start, end in _safe_prose(html):
        if any(first <= start and end <= last for first, last in offered):
            into.safe += 1
            into.offered += 1
        else:
            missed.append((start, end))
    for start, end in missed:
        if not oracle.faults(html, [(start, end)]):
            into.safe += 1
            into.missed[_reason(html, start)].append(f"{html[max(0, start - 60) : start]}⟦{html[start:end]}⟧")


def _safe_prose(html: str) -> Iterator[tuple[int, int]]:
    """The places of words that lexbor has nothing against, and that stand in prose as it sees the document."""
    if "autolink" in html:
        return
    before = oracle.printed(html)
    for match in _WORD.finditer(html):
        start, end = match.span()
        document = oracle.parsed(oracle.wrap(html, [(start, end)]))
        links = document.css("a.autolink")
        if len(links) != 1:
            continue
        link, is_prose = links[0], _is_prose(links[0])
        link.unwrap()
        if is_prose and document.html == before:
            yield start, end


def _is_prose(link: LexborNode) -> bool:
    """Whether what stands around a link is read as prose."""
    node, is_block = link.parent, False
    while node is not None and node.tag != "body":
        name = str(node.tag)
        attributes = {key: value or "" for key, value in node.attributes.items()}
        if name in _NO_PROSE or name in oracle.NO_PLACE or effect_of(name, attributes, ()) & _SKIPPED:
            return False
        if not is_block and name in _BLOCKS:
            is_block = True
            if _LEFTOVER.search(node.text()):
                return False
        node = node.parent
    return is_block or node is None or not _LEFTOVER.search(node.text())


def _reason(html: str, start: int) -> str:
    """What comes before a word that is not offered, as far as it may be why."""
    before = html[:start].lower()
    return next((f"behind <{name}>" for name in _SUSPECTS if f"<{name}" in before), "nothing special before it")
