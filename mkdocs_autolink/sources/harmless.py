"""Pages of which some do harm -> those that do none together, found by halves."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def harmless_pages(pages: Iterable[str], do_no_harm: Callable[[list[str]], bool], *, most: int) -> list[str]:
    """As many of the pages as are found to do no harm together, in at most so many trials."""
    harmless: list[str] = []
    waiting = [list(pages)]
    trials = 0
    while waiting and trials < most:
        trials += 1
        some = waiting.pop(0)
        if do_no_harm([*harmless, *some]):
            harmless += some
        elif len(some) > 1:
            middle = len(some) // 2
            waiting += [some[:middle], some[middle:]]
    return harmless
