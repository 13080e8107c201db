"""How the time of the core grows with pages, with their length and with phrases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from math import log
from statistics import linear_regression

from speed.core import core_seconds
from speed.fresh import call
from speed.made import Shape, made_facts
from speed.tables import against, table


@dataclass(frozen=True, slots=True)
class Growth:
    """A row of sites that grow in one way, and how much longer one may take than the one before."""

    name: str
    times: int
    """How much more of it each site has than the one before."""
    goal: float
    shapes: tuple[Shape, ...]


_PAGES, _TITLES = "pages, with the same phrases", "pages, and as many phrases more"
_LENGTH, _PHRASES = "length of the pages", "phrases"
ALL = (
    Growth(_PAGES, 2, 2.1, tuple(Shape(pages, 200, 4_000) for pages in (500, 1_000, 2_000, 4_000))),
    Growth(_TITLES, 2, 2.1, tuple(Shape(pages, 200, pages) for pages in (500, 1_000, 2_000, 4_000))),
    Growth(_LENGTH, 2, 2.1, tuple(Shape(500, words, 1_000) for words in (100, 200, 400, 800, 1_600))),
    Growth(_PHRASES, 10, 2.5, tuple(Shape(1_000, 200, phrases) for phrases in (1_000, 10_000, 100_000))),
)
QUICK = (
    Growth(_PAGES, 2, 2.1, tuple(Shape(pages, 200, 600) for pages in (150, 300, 600))),
    Growth(_TITLES, 2, 2.1, tuple(Shape(pages, 200, pages) for pages in (150, 300, 600))),
    Growth(_LENGTH, 2, 2.1, tuple(Shape(150, words, 300) for words in (150, 300, 600))),
    Growth(_PHRASES, 10, 2.5, tuple(Shape(200, 150, phrases) for phrases in (200, 2_000, 20_000))),
)
_HEADER = ("more", "sites of", "exponent", "times as long, fitted", "goal", "met", "most in one step")


def tables(*, quick: bool) -> str:
    """A row for each way to grow."""
    return table(_HEADER, [_row(growth, rounds=1 if quick else 3) for growth in (QUICK if quick else ALL)])


def measure(shape: dict[str, int], rounds: int) -> float:
    """CPU seconds of the core; to be called in a process of its own."""
    made = Shape(**shape)
    return core_seconds(list(made_facts(made)), rounds=1 if made.phrases >= 100_000 else rounds)


def exponent(times: int, seconds: Sequence[float]) -> float:
    """The slope of a straight line through the seconds of sizes that grow by `times`, both as logarithms."""
    sizes = [log(times) * number for number in range(len(seconds))]
    return linear_regression(sizes, [log(value) for value in seconds]).slope


def _row(growth: Growth, rounds: int) -> tuple[str, ...]:
    seconds = [call(measure, shape=asdict(shape), rounds=rounds) for shape in growth.shapes]
    slope = exponent(growth.times, seconds)
    first, last = growth.shapes[0], growth.shapes[-1]
    most = max(later / former for former, later in pairwise(seconds))
    return (
        f"{growth.times} × {growth.name}",
        f"{_told(first)} to {_told(last)}",
        f"{slope:.2f}",
        *against(growth.times**slope, growth.goal),
        f"{most:.2f}",
    )


def _told(shape: Shape) -> str:
    return f"{shape.pages:,} pages of {shape.words:,} words with {shape.phrases:,} phrases"
