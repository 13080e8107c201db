"""The benchmark itself: that it measures what it says, and still finds what it measures."""

from __future__ import annotations

import os
import re
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from mkdocs_autolink.index import build_index
from mkdocs_autolink.pages import read_site
from mkdocs_autolink.settings import Settings
from speed import run, stages
from speed.core import run_core
from speed.fresh import call
from speed.growth import exponent
from speed.instructions import BEGINNINGS
from speed.made import HTML, MARKDOWN, Shape, made_facts, made_pages, made_phrases
from speed.stages import STAGES, Clock, Function, replaced
from speed.tables import put
from support import BuildSite

SMALL = Shape(pages=12, words=80, phrases=60)
MARKS = re.compile(r"<!-- bench: (.+) -->")


def test_the_same_seed_makes_the_same_site_and_another_one_another() -> None:
    assert list(made_pages(SMALL, HTML)) == list(made_pages(SMALL, HTML))
    assert list(made_pages(SMALL, HTML)) != list(made_pages(Shape(12, 80, 60, seed=2), HTML))


def test_a_page_says_the_same_in_html_and_in_markdown() -> None:
    for html, markdown in zip(made_pages(SMALL, HTML), made_pages(SMALL, MARKDOWN), strict=True):
        words = re.sub(r"<[^>]+>", " ", html.text)
        source = re.sub(r"^```sh$|\]\([^)]+\)", " ", markdown.text, flags=re.MULTILINE)
        assert re.findall(r"\w+", words) == re.findall(r"\w+", source)


@pytest.mark.parametrize("phrases", [5, 12, 60, 300])
def test_a_made_site_has_the_phrases_that_were_asked_for(phrases: int) -> None:
    shape = Shape(pages=12, words=80, phrases=phrases)
    index = build_index(read_site("Made", made_facts(shape), Settings()), (), headings=True)
    wanted = set(made_phrases(shape))
    assert len(wanted) == phrases
    known = {option.text.lower() for phrase in index.phrases for option in phrase.options}
    assert len(wanted & known) > 0.9 * phrases  # some have the same stems as another one


def test_every_stage_of_the_core_is_found_and_timed() -> None:
    seconds = run_core(list(made_facts(SMALL))).seconds
    assert set(STAGES) - set(seconds) == {"write the report"}


def test_what_stages_begin_with_is_called_once_and_in_order() -> None:
    called = []

    def noted(function: Function) -> Function:
        def note(*args: Any, **kwargs: Any) -> Any:
            called.append(function.__qualname__)
            return function(*args, **kwargs)

        return note

    with ExitStack() as stack:
        for name in BEGINNINGS:
            stack.enter_context(replaced(name, noted))
        run_core(list(made_facts(SMALL)))
    assert len(called) == len(BEGINNINGS)
    assert all(name.endswith(f".{function}") for name, function in zip(BEGINNINGS, called, strict=True))


def test_a_stage_is_not_charged_for_another_one_that_it_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = count()
    monkeypatch.setattr(stages, "process_time", lambda: float(next(ticks)))
    clock = Clock()
    inner = clock.watched(lambda: None, "inner")
    clock.watched(lambda: (inner(), inner()), "outer")()
    assert clock.seconds == {"inner": 2.0, "outer": 3.0}


def test_a_function_that_is_gone_is_named() -> None:
    with pytest.raises(SystemExit, match=r"mkdocs_autolink\.hits\.gone is gone"), replaced("hits.gone", lambda _: _):
        pass


@pytest.mark.parametrize(("seconds", "slope"), [((1, 2, 4), 1.0), ((1, 4, 16), 2.0), ((3, 3, 3), 0.0)])
def test_the_exponent_is_that_of_the_growth(seconds: tuple[float, ...], slope: float) -> None:
    assert exponent(2, seconds) == pytest.approx(slope)


def test_a_block_is_put_between_its_marks_again_and_again() -> None:
    text = "a\n<!-- bench: x -->\n<!-- end -->\nb\n<!-- bench: y -->\n\nold\n\n<!-- end -->\n"
    once = put(put(text, "x", "| 1\\2 |"), "y", "new")
    assert once == ("a\n<!-- bench: x -->\n\n| 1\\2 |\n\n<!-- end -->\nb\n<!-- bench: y -->\n\nnew\n\n<!-- end -->\n")
    assert put(once, "y", "new") == once
    with pytest.raises(ValueError, match="bench: z"):
        put(text, "z", "")


def test_the_document_has_a_place_for_every_part() -> None:
    if not run.DOCUMENT.is_file():
        pytest.skip("the documentation is not here")
    marks = set(MARKS.findall(run.DOCUMENT.read_text(encoding="utf-8")))
    assert marks == {"machine", "stages", "build memory", *run.PARTS}


@pytest.mark.slow
def test_a_function_runs_in_a_process_of_its_own_and_says_why_it_failed() -> None:
    assert call(os.path.basename, p="a/b") == "b"
    with pytest.raises(RuntimeError, match="FileNotFoundError"):
        call(os.path.getsize, filename=str(Path("no", "such", "file")))


def test_what_mkdocs_calls_of_the_plugin_is_charged(build_site: BuildSite) -> None:
    clock = Clock()
    with stages.watch_stages(clock), stages.watch_events(clock):
        site = build_site({"index.md": "# Home\n\nThe widget.\n", "widget.md": "# Widget\n"}, {"plugins": ["autolink"]})
    assert site.report is not None
    assert clock.seconds.keys() >= {"read the pages", "plan", "report", stages.OTHER}
