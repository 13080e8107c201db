"""Where a mention stands: the text around it, and its line in the Markdown."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from urllib.parse import unquote

from mkdocs_autolink.body import Body, Run
from mkdocs_autolink.report.text import fold_space

LEAD = 160
"""Most characters that a target's text is shown by."""
WIDTH = 80
"""Most characters of text on either side of an anchor text."""
_WORD = re.compile(r"[^\W_]+")
_LINE_END = re.compile(r"\r\n|\r|\n")
# Characters of context on either side to search with, the surest first.
_CONTEXTS = ((40, 40), (16, 16), (40, 0), (0, 40), (16, 0), (0, 16), (0, 0))


@dataclass(frozen=True, slots=True)
class BlockText:
    """A body's text by block, with where each run begins in the text of its block."""

    runs: tuple[Run, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    bases: tuple[int, ...]
    blocks: dict[int, str]


def read_blocks(body: Body) -> BlockText:
    """The text of every block of `body`."""
    texts: dict[int, list[str]] = {}
    lengths: dict[int, int] = {}
    bases = []
    for run in body.runs:
        bases.append(lengths.get(run.block, 0))
        texts.setdefault(run.block, []).append(run.text)
        lengths[run.block] = bases[-1] + len(run.text)
    return BlockText(
        runs=body.runs,
        starts=tuple(run.start for run in body.runs),
        ends=tuple(run.end for run in body.runs),
        bases=tuple(bases),
        blocks={block: "".join(parts) for block, parts in texts.items()},
    )


def surroundings(text: BlockText, start: int, end: int) -> tuple[str, str]:
    """The text in front of and behind html[start:end] in its block, white space folded; '' for none."""
    first = bisect_right(text.ends, start)
    last = bisect_left(text.starts, end) - 1
    if first > last:
        return "", ""
    left, right = text.runs[first], text.runs[last]
    begin = text.bases[first] + _character(left, start)
    stop = text.bases[last] + _character(right, end)
    return _tail(text.blocks[left.block][:begin]), _head(text.blocks[right.block][stop:])


def lead(body: Body, section: int | None = None) -> str:
    """The beginning of a body's text, or of one section's, cut at a word's end; '' where it has none."""
    parts: list[str] = []
    length, block = 0, None
    for run in body.runs:
        if section is None or run.section == section:
            parts += [" ", run.text] if run.block != block else [run.text]
            length, block = length + len(run.text), run.block
            if length > 2 * LEAD:
                break
    text = fold_space("".join(parts)).strip()
    if len(text) <= LEAD:
        return text
    space = text.rfind(" ", LEAD * 3 // 4, LEAD)
    return text[: space if space >= 0 else LEAD - 1] + "…"


def _character(run: Run, offset: int) -> int:
    """The number of characters of `run` that stand in front of the HTML offset."""
    if run.offsets is not None:
        return min(bisect_left(run.offsets, offset), len(run.text))
    return min(max(offset - run.start, 0), len(run.text))


def _tail(text: str) -> str:
    """The last characters of `text`, from a word's beginning where one is near."""
    folded = fold_space(text[-2 * WIDTH :]).lstrip()
    if len(folded) <= WIDTH:
        return folded
    return folded[-WIDTH:] if folded[-WIDTH - 1] == " " else _without_part(folded[-WIDTH:])


def _without_part(text: str) -> str:
    """`text` without the part of a word that it begins with; scripts without spaces have no such part."""
    space = text.find(" ", 0, WIDTH // 4)
    return text[space + 1 :]


def _head(text: str) -> str:
    """The first characters of `text`, up to a word's end where one is near."""
    folded = fold_space(text[: 2 * WIDTH]).rstrip()
    if len(folded) <= WIDTH:
        return folded
    space = folded.rfind(" ", WIDTH * 3 // 4, WIDTH + 1)
    return folded[:space] if space >= 0 else folded[:WIDTH]


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The words of a Markdown source in order, with the line of each."""

    text: str
    """All words, one space between two, a space at either end."""
    starts: tuple[int, ...]
    """Where each word begins in `text`."""
    lines: tuple[int, ...]
    """The line of each word, from 1."""


def read_source(source: str) -> SourceWords:
    """The words of `source`, front matter left out."""
    words: list[str] = []
    lines: list[int] = []
    rows = _LINE_END.split(source)
    skipped = _front_matter(rows)
    for number, row in enumerate(rows[skipped:], skipped + 1):
        found = _WORD.findall(row)
        words += found
        lines += [number] * len(found)
    starts = []
    position = 1
    for word in words:
        starts.append(position)
        position += len(word) + 1
    return SourceWords(f" {' '.join(words)} ", tuple(starts), tuple(lines))


def _front_matter(rows: list[str]) -> int:
    """The number of lines that the front matter takes, 0 where there is none."""
    if rows[0].rstrip() != "---":
        return 0
    return next((number for number, row in enumerate(rows[1:], 2) if row.rstrip() in {"---", "..."}), 0)


def find_word(source: SourceWords, before: str, anchor_text: str, after: str, cursor: int) -> int | None:
    """The number of the word in `source` that the anchor text begins with, None where it is not found.

    Searched for with as much of its surroundings as the Markdown has in the same order, from the word number
    `cursor` on and then from the first, so that mentions that are asked for in order are found in order.
    """
    if not source.starts or not _WORD.search(anchor_text):
        return None
    start = source.starts[min(cursor, len(source.starts) - 1)] - 1
    for left, right in _CONTEXTS:
        in_front = before[-left:] if left else ""
        lead = _words(in_front)
        needle = _words(in_front + anchor_text + after[:right])
        # A side without context ends at a word's end; with context it may end inside a word that was cut.
        needle = (needle if lead else f" {needle}") + ("" if _WORD.search(after[:right]) else " ")
        found = _find(source.text, needle, start)
        if found >= 0:
            return bisect_right(source.starts, found + len(lead) + 1) - 1
    return None


def find_link(source: str, text: str, href: str) -> int | None:
    """The line of `source`, from 1, that most probably has the link; None where none has its words or its address."""
    path, _, fragment = href.partition("#")
    names = [fragment, posixpath.basename(path.rstrip("/"))]
    signs = [f"[{text}]", *(unquote(name) for name in names if name)]
    rows = [(sum(sign in row for sign in signs), -number) for number, row in enumerate(_LINE_END.split(source), 1)]
    found, line = max(rows)
    return -line if found else None


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text))


def _find(text: str, needle: str, start: int) -> int:
    found = text.find(needle, start)
    return found if found >= 0 else text.find(needle)
