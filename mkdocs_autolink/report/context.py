"""The text around a mention, and the beginning of a target's text: what a reader sees without opening the page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, takewhile
from operator import attrgetter

from mkdocs_autolink.body import Body, Run
from mkdocs_autolink.report.text import fold_space

LEAD = 160
"""Most characters that a target's text is shown by."""
WIDTH = 80
"""Most characters of text on either side of an anchor text."""
_section = attrgetter("section")


@dataclass(frozen=True, slots=True)
class PlacedRuns:
    """A body's runs of text, with the offsets in its HTML where they begin and end."""

    runs: tuple[Run, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def placed_runs(body: Body) -> PlacedRuns:
    """The runs of `body`, with their places."""
    runs = body.runs
    return PlacedRuns(runs, tuple([run.start for run in runs]), tuple([run.end for run in runs]))


def surroundings(placed: PlacedRuns, start: int, end: int) -> tuple[str, str]:
    """The text in front of and behind html[start:end] in its block, white space folded; '' for none."""
    first = bisect_right(placed.ends, start)
    last = bisect_left(placed.starts, end) - 1
    if first > last:
        return "", ""
    left, right = placed.runs[first], placed.runs[last]
    before, after = left.text[: _character(left, start)], right.text[_character(right, end) :]
    # Twice as much as is shown: there may be white space to fold.
    while len(before) < 2 * WIDTH and first and placed.runs[first - 1].block == left.block:
        first -= 1
        before = placed.runs[first].text + before
    while len(after) < 2 * WIDTH and last + 1 < len(placed.runs) and placed.runs[last + 1].block == right.block:
        last += 1
        after += placed.runs[last].text
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
