"""The work of the core, counted and not timed: how it grows with a site, and that it does not creep up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import cache

import pytest

from speed.counts import count_calls, count_core, count_lines
from speed.fresh import call
from speed.made import Shape

SITE = Shape(pages=60, words=150, phrases=120)
LONG_PAGES = Shape(pages=10, words=1_500, phrases=60)
GROWTH = {
    "twice the pages": (Shape(pages=120, words=60, phrases=60), Shape(pages=240, words=60, phrases=60), 2.1),
    "pages twice as long": (LONG_PAGES, Shape(pages=10, words=3_000, phrases=60), 2.1),
    "ten times the phrases": (SITE, Shape(pages=60, words=150, phrases=1_200), 2.5),
}
"""A site, one that is larger in one way alone, and how many times the work of the first one it may be at most."""
CALLS_PER_PAGE = 3_632
"""Calls of functions, in Python and C, for each page of SITE."""
CALLS_PER_KB = 2_424
"""The same for each 1,000 characters of text of LONG_PAGES."""
SLACK = 1.1


@cache
def counted() -> dict[Shape, dict[str, float]]:
    shapes = [shape for *both, _ in GROWTH.values() for shape in both]
    return dict(zip(shapes, call(count_core, shapes=[asdict(shape) for shape in shapes]), strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["lines", "calls"])
@pytest.mark.parametrize("more", GROWTH)
def test_work_grows_no_faster_than_the_site(more: str, kind: str) -> None:
    before, after, most = GROWTH[more]
    ratio = counted()[after][kind] / counted()[before][kind]
    assert ratio <= most, f"{more} make {ratio:.2f} times the {kind}: something is done for each pair of them"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shape", "unit", "recorded", "name"),
    [(SITE, "pages", CALLS_PER_PAGE, "CALLS_PER_PAGE"), (LONG_PAGES, "kb", CALLS_PER_KB, "CALLS_PER_KB")],
    ids=["a page", "a KB of text"],
)
def test_no_more_is_done_than_was(shape: Shape, unit: str, recorded: int, name: str) -> None:
    calls = counted()[shape]["calls"] / counted()[shape][unit]
    assert calls <= recorded * SLACK, (
        f"{calls:.0f} calls, and {name} is {recorded}. `make bench BENCH_ARGS=instructions` tells where."
        f" If that is worth its price, set {name} = {calls:.0f} in tests/test_growth.py and say why in the commit."
    )


@pytest.mark.parametrize("count", [count_lines, count_calls])
def test_work_for_each_pair_is_seen(count: Callable[[Callable[[], object]], int]) -> None:
    def of_each_pair(size: int) -> None:
        for _ in range(size):
            for number in range(size):
                abs(number)

    def of_each(size: int) -> None:
        for number in range(size):
            abs(number)

    assert count(lambda: of_each_pair(200)) / count(lambda: of_each_pair(100)) > 3.5
    assert count(lambda: of_each(200)) / count(lambda: of_each(100)) < 2.1


def test_a_comprehension_is_counted_by_its_rounds() -> None:
    def squares(size: int) -> list[int]:
        return [number * number for number in range(size)]

    assert count_lines(lambda: squares(10_000)) > 50 * count_lines(lambda: squares(100))
