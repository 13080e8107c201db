"""Which `min_confidence` gives the precision that somebody asks for, as far as a site's own links can tell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from mkdocs_autolink.evaluation.trial import Evaluation, Point

ENOUGH = 30
"""Links in sentences with a hidden link, below which nothing is said of a threshold."""


class Reach(StrEnum):
    """What can be said of the precision that was asked for. The names are public and do not change."""

    REACHED = "reached"
    OUT_OF_REACH = "out of reach"
    TOO_FEW_LINKS = "too few links"


@dataclass(frozen=True, slots=True)
class Advice:
    """A recommendation, or why there is none."""

    precision: float
    """That was asked for."""
    reach: Reach
    point: Point | None
    """The recommended threshold, or the most precise one where none reaches; None where nothing can be said."""
    sure: Point | None
    """The lowest threshold whose interval lies above what was asked for, None where there is none."""


def advise(evaluation: Evaluation, precision: float) -> Advice:
    """The lowest threshold from which on the sentence precision is at least as asked.

    Not the lowest that reaches it by itself: one lucky threshold among many proves little.
    """
    known = [point for point in evaluation.curve if point.tally.in_sentence >= ENOUGH]
    if not known:
        return Advice(precision, Reach.TOO_FEW_LINKS, None, None)
    reaching = list(takewhile(lambda point: point.tally.sentence_precision >= precision, reversed(known)))
    if not reaching:
        best = max(known, key=lambda point: point.tally.sentence_precision)
        return Advice(precision, Reach.OUT_OF_REACH, best, None)
    sure = list(takewhile(lambda point: point.low >= precision, reaching))
    return Advice(precision, Reach.REACHED, reaching[-1], sure[-1] if sure else None)
