"""The core on made sites: how much text it works through in a second, and the memory that it takes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from statistics import median
from time import process_time
from typing import Any

from mkdocs_autolink.decisions import Decisions
from mkdocs_autolink.pages import PageFacts, read_site
from mkdocs_autolink.pipeline import autolink, collector_paused
from mkdocs_autolink.report import build_report
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Site
from speed.fresh import call, peak_mb
from speed.made import Shape, made_facts
from speed.stages import Clock, watch_stages
from speed.tables import against, table

CORE = ("match", "evidence and candidates", "confidence", "plan", "rewrite", "graph of links")
"""The stages that `autolink` has besides the index."""
SHAPES = (
    *(Shape(1_000, 150, phrases) for phrases in (1_000, 10_000, 100_000)),
    *(Shape(10_000, 150, phrases) for phrases in (1_000, 10_000, 100_000)),
)
QUICK_SHAPES = (Shape(500, 150, 500), Shape(500, 150, 5_000))
LARGEST = Shape(100_000, 100, 10_000)
_GOAL_PEAK_MB = 1_500
_HEADER = (
    "pages",
    "phrases",
    "words a page",
    "text, MB",
    "matching, MB/s",
    "core, MB/s",
    "everything, MB/s",
    "ms a page",
    "peak, MB",
)


@dataclass(frozen=True, slots=True)
class Run:
    """One pass of the core over a made site."""

    text_mb: float
    """Of the characters that readers see, markup left out."""
    seconds: dict[str, float]
    """CPU by stage."""
    total: float
    """CPU from the facts of the pages to the report."""


def throughput(*, quick: bool) -> str:
    """A table of sizes."""
    shapes = QUICK_SHAPES if quick else SHAPES
    return table(_HEADER, [_row(shape, call(measure, shape=asdict(shape), rounds=_rounds(shape))) for shape in shapes])


def largest(*, quick: bool) -> str:
    """The table of the largest made site, and whether its memory is as was aimed for."""
    shape = Shape(3_000, 100, 3_000) if quick else LARGEST
    answer = call(measure, shape=asdict(shape), rounds=1)
    peak, goal, met = against(answer["peak"], _GOAL_PEAK_MB, " MB", 0)
    sizes = table(_HEADER, [_row(shape, answer)])
    return f"{sizes}\n\n{table(('', 'measured', 'goal', 'met'), [('peak memory', peak, goal, met)])}"


def measure(shape: dict[str, int], rounds: int) -> dict[str, Any]:
    """The median pass by its total, and the peak of the process in MB; to be called in a process of its own."""
    facts = list(made_facts(Shape(**shape)))
    runs = sorted((run_core(facts) for _ in range(rounds)), key=lambda run: run.total)
    return {"run": asdict(runs[rounds // 2]), "peak": peak_mb()}


def run_core(facts: list[PageFacts]) -> Run:
    """One pass from the facts of the pages to the report, as the plugin does it."""
    clock = Clock()
    with watch_stages(clock), collector_paused():
        began = process_time()
        site = work_through(facts)
        total = process_time() - began
    return Run(characters(site) / 1e6, dict(clock.seconds), total)


def work_through(facts: list[PageFacts]) -> Site:
    """Works through a site from the facts of its pages to the report, at the defaults; the site that was read."""
    settings = Settings()
    # This module's own names are looked up when they are called, so that whoever replaces them sees the calls.
    site = read_site("Made", facts, settings)
    build_report(autolink(site, settings, Decisions()), settings)
    return site


def characters(site: Site) -> int:
    """How much text readers see, markup left out."""
    return sum(len(run.text) for page in site.pages for run in page.body.runs)


def core_seconds(facts: list[PageFacts], rounds: int) -> float:
    """CPU of the whole core on these pages, the median of several passes."""
    return median(run_core(facts).total for _ in range(rounds))


def _rounds(shape: Shape) -> int:
    return 3 if shape.pages * shape.words < 1_000_000 and shape.phrases < 100_000 else 1


def _row(shape: Shape, answer: dict[str, Any]) -> tuple[str, ...]:
    run = Run(**answer["run"])
    core = sum(run.seconds.get(stage, 0.0) for stage in CORE)
    speeds = (run.text_mb / seconds for seconds in (run.seconds["match"], core, run.total))
    return (
        f"{shape.pages:,}",
        f"{shape.phrases:,}",
        f"{shape.words:,}",
        f"{run.text_mb:.1f}",
        *(f"{speed:.1f}" for speed in speeds),
        f"{1000 * run.total / shape.pages:.2f}",
        f"{answer['peak']:.0f}",
    )
