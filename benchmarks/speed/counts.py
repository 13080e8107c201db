"""What a piece of work costs, counted and not timed: the same on a busy machine and on an idle one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from cProfile import Profile
from types import CodeType, FrameType
from typing import Any

from mkdocs_autolink.decisions import Decisions
from mkdocs_autolink.pages import PageFacts, read_site
from mkdocs_autolink.pipeline import autolink
from mkdocs_autolink.report import build_report
from mkdocs_autolink.settings import Settings
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
    run_core(list(made_facts(Shape(**shapes[0]))))
    return [_count(Shape(**shape)) for shape in shapes]


def run_core(facts: list[PageFacts]) -> int:
    """Works through a site from the facts of its pages to the report; the characters of text that it read."""
    site = read_site("Made", facts, Settings())
    build_report(autolink(site, Settings(), Decisions()), Settings())
    return sum(len(run.text) for page in site.pages for run in page.body.runs)


def _count(shape: Shape) -> dict[str, float]:
    facts = list(made_facts(shape))
    text = run_core(facts)
    return {
        "lines": count_lines(lambda: run_core(facts)),
        "calls": count_calls(lambda: run_core(facts)),
        "pages": shape.pages,
        "kb": text / 1000,
    }


def _is_inlined(code: CodeType | str) -> bool:
    return isinstance(code, CodeType) and code.co_name in _INLINED
