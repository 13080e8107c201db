"""Markdown source -> the stretches that nothing is written into, code spans, and the words around.

This is no Markdown parser. It says where an edit is never tried; whether an edit that is tried is right, the rendering
says.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]

_FRONT_MATTER = re.compile(
    r"\A\ufeff?(?:-{3}[ \t]*\n.*?^(?:\.{3}|-{3})[ \t]*(?:\n|\Z)"
    r"|(?:[ ]{0,3}[A-Za-z0-9_-]+:[^\n]*(?:\n|\Z)(?:(?:[ ]{4}|\t)[^\n]*(?:\n|\Z))*)+)",
    re.DOTALL | re.MULTILINE,
)
_TOKEN = re.compile(
    r"""
    (?P<kept>
        # Fenced code, to the end where it is not closed.
        ^[ \t>]*+(?:(?:[-*+]|\d+[.)])[ \t]+)?(?P<fence>`{3,}|~{3,})(?![^\n]*`)[^\n]*$
            (?:.*?^[ \t>]*+(?P=fence)[`~]*[ \t]*$|.*)
        # Snippets.
      | ^[ \t>]*+-+8<-+[ \t]*$.*?^[ \t>]*+-+8<-+[ \t]*$
      | ^[ \t>]*+-+8<-+[^\n]*$
        # Comments, templates and includes, critic marks, attribute lists.
      | <!--.{0,5000}?-->
      | \{\{.{0,500}?\}\} | \{%.{0,500}?%\} | \{\#[^\n]{0,500}?\#\} | \{![^\n]{0,500}?!\}
      | \{(?P<critic>\+\+|--|==|~~)(?![ ]).{0,500}?(?P=critic)\} | \{>>.{0,500}?<<\}
      | \{:?[ \t]*[.\#][^{}\n]{0,500}\} | \{[^{}=\n]{0,500}=[^{}\n]{0,500}\}
        # Lines that plugins replace, with the options that are indented below: `::: package.module`.
      | ^(?P<margin>[ \t>]*+)(?:\#{1,6}[ ]*)?:::[^\n]+$(?:\n(?P=margin)(?:[ ]{4}|\t)[^\n]*)*
        # Lines that begin admonitions, tabs and blocks; headings.
      | ^[ \t>]*+(?:!!!|\?\?\?\+?|===[!+]?|///)[^\n]*$
      | ^[ \t>]*+\#{1,6}[ \t][^\n]*$
      | ^[^\n]+\n(?:=+|-+)[ ]*$
        # Definitions of abbreviations and references, labels of footnotes.
      | ^[ ]{0,3}\*\[[^\]\n]+\]:[^\n]*$
      | ^[ \t>]*+\[\^[^\]\s]+\]:
      | ^[ \t>]*+\[(?P<label>[^\]\n]+)\]:[^\n]*(?:\n[ \t]+["'(][^\n]*)?$
        # Tags and addresses.
      | <[A-Za-z/][^<>]{0,2000}>
      | https?://[^\s<>()\[\]`]+
    )
    # A code span ends with as many backticks, in the same paragraph or item.
  | (?P<code>(?<!`)(?P<ticks>`+)(?!`)
        (?:[^`\n]|\n(?![ \t>]*(?:\n|\Z|[-*+][ ]|\d+[.)][ ]))|(?!(?P=ticks)(?!`))`+)+
        (?P=ticks)(?!`))
  | \\.
  | (?P<open>!?\[)
  | (?P<close>\])
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
_BLANK_LINE = re.compile(r"\n[ \t>]*\n")
_REFERENCE = re.compile(r"[ ]?\n?\[([^\[\]\n]*)\]")
_LONGEST_DESTINATION = 1_000
_WORD = re.compile(r"[^\W_]+")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]+\d*);")


@dataclass(frozen=True, slots=True)
class Markdown:
    """A source as far as the search for places has to know it."""

    text: str
    flat: str
    """The same with every line end as a line feed, and as long."""
    kept: tuple[Span, ...]
    """What is never edited, sorted, without overlaps."""
    codes: tuple[Span, ...]
    """Code spans with their backticks, sorted."""
    words: tuple[str, ...]
    """Folded words that readers see, in order."""
    starts: tuple[int, ...]
    """Where each word begins."""


def read_markdown(text: str) -> Markdown:
    """The source with what has to be known of it."""
    flat = text.replace("\r\n", " \n").replace("\r", "\n")
    front = _FRONT_MATTER.match(flat)
    begin = front.end() if front else 0
    tokens = list(_TOKEN.finditer(flat, begin))
    labels = frozenset(_label(token["label"]) for token in tokens if token["label"] is not None)
    kept = [(0, begin), *(token.span() for token in tokens if token["kept"] is not None)]
    codes = [token.span() for token in tokens if token["code"] is not None]
    links = list(_links(flat, tokens, labels))
    words = list(_words(flat, [*kept, *(span for _, span in links)]))
    return Markdown(
        text=text,
        flat=flat,
        kept=tuple(_merged([*kept, *(link for link, _ in links)])),
        codes=tuple(codes),
        words=tuple(word for word, _ in words),
        starts=tuple(start for _, start in words),
    )


def overlaps(spans: tuple[Span, ...], start: int, end: int) -> bool:
    """Whether one of the sorted spans has a character in common with start:end."""
    number = bisect_right(spans, (end - 1, len(spans) and spans[-1][1])) - 1
    return number >= 0 and spans[number][1] > start


def fold_words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return [word.casefold() for word in _WORD.findall(text)]


def _links(text: str, tokens: list[re.Match[str]], labels: frozenset[str]) -> Iterator[tuple[Span, Span]]:
    """Each link, image and bracketed reference with the part of it that readers do not see."""
    opened: list[int] = []
    wiki = 0
    for token in tokens:
        if token["open"] is not None:
            opened.append(token.start())
        elif token["close"] is not None and opened:
            start, end = opened.pop(), token.end()
            inside = text[start:end].lstrip("!")[1:-1]
            if inside.startswith("[") and inside.endswith("]") and start == wiki:
                yield (start, end), (end, end)
                continue
            wiki = start - 1
            stop = _link_end(text, end, inside, labels)
            if stop is not None:
                yield (start, stop), (start, stop) if text[start] == "!" else (end, stop)


def _link_end(text: str, end: int, inside: str, labels: frozenset[str]) -> int | None:
    """Where the link ends whose text ends at `end`, None where there is no link."""
    if text.startswith("(", end):
        return _destination_end(text, end)
    reference = _REFERENCE.match(text, end)
    if reference and (_label(reference[1] or inside) in labels or reference.start(1) == end + 1):
        return reference.end()
    if inside.startswith("^") or _label(inside) in labels:
        return end
    return None


def _destination_end(text: str, start: int) -> int | None:
    """Where the bracket at `start` is closed, None where it is not closed in its paragraph."""
    blank = _BLANK_LINE.search(text, start, start + _LONGEST_DESTINATION)
    depth, quoted = 0, ""
    for at in range(start, min(blank.start() if blank else len(text), start + _LONGEST_DESTINATION)):
        character = text[at]
        if quoted:
            quoted = "" if character == quoted else quoted
        elif character == '"' and text[at - 1].isspace():
            quoted = character
        elif character == "<" and at == start + 1:
            quoted = ">"
        else:
            depth += (character == "(") - (character == ")")
            if not depth:
                return at + 1
    return None


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


def _words(text: str, hidden: list[Span]) -> Iterator[tuple[str, int]]:
    """The words outside of the hidden stretches."""
    at = 0
    for start, end in [*_merged(hidden), (len(text), len(text))]:
        shown = _ENTITY.sub(lambda found: " " * len(found[0]), text[at:start])
        for word in _WORD.finditer(shown):
            yield word[0].casefold(), at + word.start()
        at = end


def _merged(spans: list[Span]) -> Iterator[Span]:
    """The spans in order, those that overlap joined; none is empty."""
    last: Span | None = None
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if last and start < last[1]:
            last = last[0], max(last[1], end)
        else:
            if last:
                yield last
            last = start, end
    if last:
        yield last
