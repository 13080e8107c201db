"""Where a mention stands: the text around it, and its line in the Markdown."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, islice, takewhile
from operator import attrgetter
from urllib.parse import unquote

from mkdocs_autolink.body import Body, Run
from mkdocs_autolink.report.text import fold_space

LEAD = 160
"""Most characters that a target's text is shown by."""
WIDTH = 80
"""Most characters of text on either side of an anchor text."""
_WORD = re.compile(r"[^\W_]")
_section = attrgetter("section")
_LINE_END = re.compile(r"\r\n|\r|\n")
# Ranges of nothing but letters: Latin, Cyrillic, Hiragana, Chinese, Hangul. Without them what separates words and is
# not ASCII is found faster.
_LETTERS = r"\xc0-\xd6\xd8-\xf6\xf8-\u02c1\u0410-\u044f\u3041-\u3096\u4e00-\u9fef\uac00-\ud7a3"
_GAP = re.compile(rf"[^\x00-\x7f{_LETTERS}](?<!\w)")
_ASCII_GAPS = bytes(byte if byte > 127 or chr(byte).isalnum() or chr(byte) == "\n" else 32 for byte in range(256))
# Characters of context on either side to search with, the surest first.
_CONTEXTS = ((40, 40), (16, 16), (40, 0), (0, 40), (16, 0), (0, 16), (0, 0))


@dataclass(frozen=True, slots=True)
class BlockText:
    """A body's runs of text, with where they begin and end."""

    runs: tuple[Run, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def read_blocks(body: Body) -> BlockText:
    """The text of every block of `body`."""
    runs = body.runs
    return BlockText(runs, tuple([run.start for run in runs]), tuple([run.end for run in runs]))


def surroundings(text: BlockText, start: int, end: int) -> tuple[str, str]:
    """The text in front of and behind html[start:end] in its block, white space folded; '' for none."""
    first = bisect_right(text.ends, start)
    last = bisect_left(text.starts, end) - 1
    if first > last:
        return "", ""
    left, right = text.runs[first], text.runs[last]
    before, after = left.text[: _character(left, start)], right.text[_character(right, end) :]
    # Twice as much as is shown: there may be white space to fold.
    while len(before) < 2 * WIDTH and first and text.runs[first - 1].block == left.block:
        first -= 1
        before = text.runs[first].text + before
    while len(after) < 2 * WIDTH and last + 1 < len(text.runs) and text.runs[last + 1].block == right.block:
        last += 1
        after += text.runs[last].text
    return _tail(before), _head(after)


def lead(body: Body, section: int | None = None) -> str:
    """The beginning of a body's text, or of one section's, cut at a word's end; '' where it has none."""
    parts: list[str] = []
    length, block = 0, None
    for run in _runs(body, section):
        parts += [" ", run.text] if run.block != block else [run.text]
        length, block = length + len(run.text), run.block
        if length > 2 * LEAD:
            break
    text = fold_space("".join(parts)).strip()
    if len(text) <= LEAD:
        return text
    space = text.rfind(" ", LEAD * 3 // 4, LEAD)
    return text[: space if space >= 0 else LEAD - 1] + "…"


def _runs(body: Body, section: int | None) -> Iterable[Run]:
    """The runs of a body, or of one section: in reading order one section follows the other."""
    if section is None:
        return body.runs
    first = bisect_left(body.runs, section, key=_section)
    return takewhile(lambda run: run.section == section, islice(body.runs, first, None))


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
class Lines:
    """The line of each word, from 1, by the word's place."""

    starts: tuple[int, ...]
    """The place where each line's first word is or would be."""
    first: int
    """The number of the first line."""

    def __getitem__(self, place: int) -> int:
        return bisect_right(self.starts, place) + self.first - 1


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The words of a Markdown source in order, with the line of each."""

    text: bytes
    """All words as UTF-8, one space between two, a space at either end; a word's place is that of the space before."""
    lines: Lines


def read_source(source: str) -> SourceWords:
    """The words of `source`, front matter left out."""
    if "\r" in source:
        source = source.replace("\r\n", "\n").replace("\r", "\n")
    skipped = _front_matter(source)
    rows = [*map(b" ".join, map(bytes.split, _encoded(source).split(b"\n")[skipped:]))]
    starts = accumulate([len(row) + 1 if row else 0 for row in rows], initial=0)
    return SourceWords(b" %b " % b" ".join(filter(None, rows)), Lines(tuple(starts), skipped + 1))


def _front_matter(source: str) -> int:
    """The number of lines that the front matter takes, 0 where there is none."""
    if not source.startswith("---"):
        return 0
    rows = source.split("\n")
    if rows[0].rstrip() != "---":
        return 0
    return next((number for number, row in enumerate(rows[1:], 2) if row.rstrip() in {"---", "..."}), 0)


def find_word(source: SourceWords, before: str, anchor_text: str, after: str, cursor: int) -> int | None:
    """The place of the word in `source` that the anchor text begins with, None where it is not found.

    Searched for with as much of its surroundings as the Markdown has in the same order, from the place
    `cursor` on and then from the first, so that mentions that are asked for in order are found in order.
    """
    if source.text.isspace() or not _WORD.search(anchor_text):
        return None
    for left, right in _CONTEXTS:
        in_front = before[-left:] if left else ""
        lead = _words(in_front)
        needle = _words(in_front + anchor_text + after[:right])
        # A side without context ends at a word's end; with context it may end inside a word that was cut.
        needle = (needle if lead else b" " + needle) + (b"" if _WORD.search(after[:right]) else b" ")
        found = _find(source.text, needle, cursor)
        if found >= 0:
            return source.text.rfind(b" ", 0, found + len(lead) + 1)
    return None


def find_link(source: str, text: str, href: str) -> int | None:
    """The line of `source`, from 1, that most probably has the link; None where none has its words or its address."""
    path, _, fragment = href.partition("#")
    names = [fragment, posixpath.basename(path.rstrip("/"))]
    signs = [sign for sign in (f"[{text}]", *(unquote(name) for name in names if name)) if sign in source]
    if not signs:
        return None
    rows = _LINE_END.split(source) if "\r" in source else source.split("\n")
    found = Counter([number for sign in signs for number, row in enumerate(rows, 1) if sign in row])
    return min(found, key=lambda number: (-found[number], number), default=None)


def _words(text: str) -> bytes:
    return b" ".join(_encoded(text).split())


def _encoded(text: str) -> bytes:
    """`text` as UTF-8, with a space in place of every character but the line end that is part of no word."""
    if not text.isascii():
        text = _GAP.sub(" ", text)
    return text.encode().translate(_ASCII_GAPS)


def _find(text: bytes, needle: bytes, start: int) -> int:
    found = text.find(needle, start)
    return found if found >= 0 or not start else text.find(needle)
