"""What a piece of work costs, counted and not timed: the same on a busy machine and on an idle one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from cProfile import Profile
from types import CodeType, FrameType
from typing import Any

from speed.core import characters, work_through
from speed.made import Shape, made_facts

Work = Callable[[], object]
_INLINED = ("<listcomp>", "<setcomp>", "<dictcomp>")
"""Calls in Python 3.11 that later ones do without."""


def count_lines(work: Work) -> int:
    """The lines of Python that the work runs, each pass of a loop anew."""
    lines = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return lines


def count_calls(work: Work) -> int:
    """The calls that the work makes of functions in Python and in C."""
    profile = Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats() if not _is_inlined(entry.code))


def count_core(shapes: list[dict[str, int]]) -> list[dict[str, float]]:
    """For each shape of a made site: lines and calls of the core, pages and KB of text.

    To be called in a process of its own: what is kept from one site to the next would spare calls. The first site is
    worked through once before, so that what is made once in a process is not counted.
    """
    work_through(list(made_facts(Shape(**shapes[0]))))
    return [_count(Shape(**shape)) for shape in shapes]


def _count(shape: Shape) -> dict[str, float]:
    facts = list(made_facts(shape))
    text = characters(work_through(facts))
    return {
        "lines": count_lines(lambda: work_through(facts)),
        "calls": count_calls(lambda: work_through(facts)),
        "pages": shape.pages,
        "kb": text / 1000,
    }


def _is_inlined(code: CodeType | str) -> bool:
    return isinstance(code, CodeType) and code.co_name in _INLINED
