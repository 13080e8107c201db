"""The lines of a page's Markdown where what its readers see probably stands."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from urllib.parse import unquote

_WORD = re.compile(r"[^\W_]")
_LINE_END = re.compile(r"\r\n|\r|\n")
# Ranges of nothing but letters: Latin, Cyrillic, Hiragana, Chinese, Hangul. Without them what separates words and is
# not ASCII is found faster.
_LETTERS = r"\xc0-\xd6\xd8-\xf6\xf8-\u02c1\u0410-\u044f\u3041-\u3096\u4e00-\u9fef\uac00-\ud7a3"
_GAP = re.compile(rf"[^\x00-\x7f{_LETTERS}](?<!\w)")
_ASCII_GAPS = bytes(byte if byte > 127 or chr(byte).isalnum() or chr(byte) == "\n" else 32 for byte in range(256))
# Characters of context on either side to search with, the surest first.
_CONTEXTS = ((40, 40), (16, 16), (40, 0), (0, 40), (16, 0), (0, 16), (0, 0))


class LineFinder:
    """Finds the lines of a Markdown source where the words of its page stand. Ask in reading order."""

    def __init__(self, source: str) -> None:
        self._words = read_source(source)
        self._cursor = 0
        """The place of the last word that was found."""

    def line(self, before: str, anchor_text: str, after: str) -> int | None:
        """The line, from 1, on which the anchor text probably begins; None where it is not found.

        `before` and `after` are the text around it. Of equal sentences each is found once, from the first one on.
        """
        word = _find_word(self._words, before, anchor_text, after, self._cursor)
        if word is None:
            return None
        self._cursor = max(self._cursor, word)
        return self._words.lines[word]


class LinkFinder:
    """Finds the lines of a Markdown source that have the links of its page. Ask in reading order."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._asked: Counter[tuple[str, str]] = Counter()
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(source))]
        """Where each line begins."""

    def line(self, text: str, href: str) -> int | None:
        """The line, from 1, that most probably has the link; None where none has its words or its address.

        Where the same link is asked for again, it is the next line that is as probable.
        """
        path, _, fragment = href.partition("#")
        names = [fragment, posixpath.basename(path.rstrip("/"))]
        signs = (f"[{text}]", *(unquote(name) for name in names if name))
        found = Counter(number for sign in signs for number in self._lines_with(sign))
        if not found:
            return None
        most = max(found.values())
        likeliest = sorted(number for number, signs_there in found.items() if signs_there == most)
        asked = self._asked[text, href]
        self._asked[text, href] += 1
        return likeliest[min(asked, len(likeliest) - 1)]

    def _lines_with(self, sign: str) -> Iterator[int]:
        at = self._source.find(sign)
        while at >= 0:
            number = bisect_right(self._starts, at)
            yield number
            at = self._source.find(sign, self._starts[number]) if number < len(self._starts) else -1


@dataclass(frozen=True, slots=True)
class _Lines:
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
    lines: _Lines


def read_source(source: str) -> SourceWords:
    """The words of `source`, front matter left out."""
    if "\r" in source:
        source = source.replace("\r\n", "\n").replace("\r", "\n")
    skipped = _front_matter(source)
    rows = [*map(b" ".join, map(bytes.split, _encoded(source).split(b"\n")[skipped:]))]
    starts = accumulate([len(row) + 1 if row else 0 for row in rows], initial=0)
    return SourceWords(b" %b " % b" ".join(filter(None, rows)), _Lines(tuple(starts), skipped + 1))


def _front_matter(source: str) -> int:
    """The number of lines that the front matter takes, 0 where there is none."""
    if not source.startswith("---"):
        return 0
    rows = source.split("\n")
    if rows[0].rstrip() != "---":
        return 0
    return next((number for number, row in enumerate(rows[1:], 2) if row.rstrip() in {"---", "..."}), 0)


def _find_word(source: SourceWords, before: str, anchor_text: str, after: str, cursor: int) -> int | None:
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
