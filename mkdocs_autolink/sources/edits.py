"""A link that was accepted -> the edits of the Markdown that may make it, the likeliest first."""

from __future__ import annotations

import html.entities
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from mkdocs_autolink.report import ReportLink
from mkdocs_autolink.sources.destination import destination
from mkdocs_autolink.sources.markdown import Markdown, fold_words, overlaps

MOST_EDITS = 6
"""How many edits are tried for one link: each further one may cost a build of the site."""
_MORE_DOUBT = 0.5
"""How much more doubtful than the likeliest one a place may be to be tried."""
_CONTEXT = 12
"""Words on either side that tell two places apart."""
_SPACE = r"(?:(?:[^\S\n]|&nbsp;|&#160;|&#[xX][aA]0;)+|[^\S\n]?\n[^\S\n]*)"
"""White space inside the words; two blanks at the end of a line are a line break."""
_SMART = {"’": "'", "‘": "'", "“": '"', "”": '"', "«": "<<", "»": ">>", "–": "--", "—": "---", "…": "..."}
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_LIST_MARK = re.compile(r"^[\s>]*(?:[-*+]|\d+[.)])[ \t]+(?:\[[ xX]\])?")
_WORD = re.compile(r"[^\W_]")
_TIED = ("!", "]", "\\")
"""What a bracket that opens behind it would be read together with."""
_CODE_MARK = re.compile(r"`+[ ]?(?:(?:#!|:::)\w+[ ]+)?")


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters start:end of a source, `was`, are replaced by `text`."""

    start: int
    end: int
    was: str
    text: str
    doubt: float = field(default=0.0, compare=False)
    """How unlike its surroundings are to those in the report: 0 for alike."""


def find_edits(source: Markdown, link: ReportLink) -> tuple[Edit, ...]:
    """The edits to try for the link, in order; none where its words stand nowhere that may be edited."""
    places = set(_occurrences(source, link.anchor_text))
    doubts = {place: _doubt(source, link, *place) for place in places}
    least = min(doubts.values(), default=0.0)
    likely = (place for place in places if doubts[place] <= least + _MORE_DOUBT)
    likeliest = sorted(likely, key=lambda place: (doubts[place], _distance(source, link, place[0]), place))
    address = destination(link.page, link.target)
    edits = (edit for place in likeliest for edit in _edits(source.text, *place, address, doubts[place]))
    return tuple(islice(edits, MOST_EDITS))


def apply_edits(text: str, edits: tuple[Edit, ...]) -> str:
    """The source with the edits made; no two of them overlap."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def common_start(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words, or characters of texts, are the same from the first one on."""
    pairs = zip(one, other, strict=False)
    return next((number for number, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _edits(text: str, start: int, end: int, address: str, doubt: float) -> Iterator[Edit]:
    """Ways to write the link: the words as they stand, and with their brackets escaped."""
    words = text[start:end]
    yield Edit(start, end, words, f"[{words}]({address})", doubt)
    escaped = re.sub(r"(?<!\\)([\[\]])", r"\\\1", words)
    if escaped != words and not words.startswith("`"):
        yield Edit(start, end, words, f"[{escaped}]({address})", doubt)


def _occurrences(source: Markdown, anchor_text: str) -> Iterator[tuple[int, int]]:
    """Where the words stand, a code span as a whole where they are all of it."""
    for found in re.finditer(_pattern(anchor_text), source.flat):
        start, end = found.span()
        if _goes_on(source.text, start) or _goes_on(source.text, end):
            continue
        if overlaps(source.codes, start, end):
            span = source.codes[bisect_right(source.codes, (start, len(source.text))) - 1]
            if not _is_all_of(source.text, span, start, end):
                continue
            start, end = span
        if not overlaps(source.kept, start, end) and not source.text.endswith(_TIED, 0, start):
            yield start, end


def _goes_on(text: str, at: int) -> bool:
    """Whether a word goes on there; in scripts without spaces, and before particles, nobody can say."""
    around = text[max(0, at - 1) : at + 1]
    return len(around) == 2 and around.isascii() and around.isalnum()


def _is_all_of(text: str, code: tuple[int, int], start: int, end: int) -> bool:
    """Whether start:end is what the code span shows."""
    opening = _CODE_MARK.match(text, code[0])
    return opening is not None and opening.end() == start and text[end : code[1]].lstrip(" ").strip("`") == ""


def _pattern(anchor_text: str) -> str:
    """What the text may look like in a source: white space, escapes, entities and typography aside."""
    return _SPACE.join("".join(map(_character, word)) for word in anchor_text.split())


def _character(character: str) -> str:
    spellings = [re.escape(character)]
    if character in _PUNCTUATION:
        spellings.append(re.escape(f"\\{character}"))
    if character in _SMART:
        spellings += [re.escape(_SMART[character]), re.escape(f"\\{_SMART[character]}")]
    if not character.isalnum():
        spellings += [f"&#0*{ord(character)};", f"&#[xX]0*(?i:{ord(character):x});"]
    if name := html.entities.codepoint2name.get(ord(character)):
        spellings.append(f"&{name};")
    if len(spellings) == 1:
        return spellings[0]
    return f"(?:{'|'.join(sorted(spellings, key=len, reverse=True))})"


def _doubt(source: Markdown, link: ReportLink, start: int, end: int) -> float:
    """The share of the words around the mention that do not stand around the place.

    One more for each side on which the report has none and the place has some.
    """
    first, last = bisect_left(source.starts, start), bisect_left(source.starts, end)
    before = fold_words(link.before)[: -_CONTEXT - 1 : -1]
    after = fold_words(link.after)[:_CONTEXT]
    same = common_start(before, source.words[max(first - len(before), 0) : first][::-1])
    same += common_start(after, source.words[last : last + len(after)])
    wanted = len(before) + len(after)
    doubt = 1 - same / wanted if wanted else 0.0
    in_front, behind = _same_block(source.flat, start, end)
    return doubt + bool(not before and _WORD.search(in_front)) + bool(not after and _WORD.search(behind))


def _same_block(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands in front of a place and behind it, in its line or its cell of a table; marks of lists left out."""
    line_end = text.find("\n", end)
    in_front = text[text.rfind("\n", 0, start) + 1 : start].rpartition("|")[2]
    behind = text[end : line_end if line_end >= 0 else len(text)].partition("|")[0]
    return _LIST_MARK.sub("", in_front), behind


def _distance(source: Markdown, link: ReportLink, start: int) -> int:
    """How many lines the place is away from where the report found the mention."""
    return abs(source.flat.count("\n", 0, start) + 1 - link.line) if link.line else 0
