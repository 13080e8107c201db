"""Instructions of the processor by stage, which do not depend on how busy the machine is."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import Any

from mkdocs_autolink.pipeline import collector_paused
from speed.core import work_through
from speed.fresh import call
from speed.made import Shape, made_facts
from speed.serve import build_once, write_site
from speed.stages import replaced
from speed.tables import table

BEGINNINGS = {
    "pages.read_site": "read the pages",
    "index.build_index": "index",
    "hits.find_typos": "match: hits",
    "evidence.SiteEvidence.__init__": "match: mentions; evidence and candidates",
    "plan.make_plan": "plan",
    "pipeline._rewrite": "rewrite, graph of links",
    "report.build.build_report": "report",
}
"""Functions in the order in which they are called, each with the stages that begin with it."""
_MARK = "getpriority"
"""A function of the C library that nothing else calls: valgrind writes down what was counted whenever it is called."""
_SUMMARY = re.compile(r"^(?:summary|totals): (\d+)", re.MULTILINE)


def tables(*, quick: bool) -> str:
    """Millions of instructions by stage and of whole builds, or a line that says what is missing."""
    if not shutil.which("valgrind"):
        return "`valgrind` is not installed here: left out."
    shape = Shape(15, 200, 100) if quick else Shape(40, 200, 400)
    # Before the first stage is the start of Python, and after the last one its end.
    stages = _count(run_core, marks=True, shape=asdict(shape))[1:-1]
    rows = [
        (name, f"{count / 1e6:.1f}", f"{100 * count / sum(stages):.0f} %")
        for name, count in zip(BEGINNINGS.values(), stages, strict=True)
    ]
    told = f"Stages on {shape.pages} pages of {shape.words} words with {shape.phrases} phrases"
    block = f"{told}:\n\n{table(('stage', 'million instructions', 'share'), rows)}"
    return block if quick else f"{block}\n\n{_builds(shape)}"


def run_core(shape: dict[str, int]) -> None:
    """The core on a made site, with a mark where each stage begins; for a process of its own."""
    facts = list(made_facts(Shape(**shape)))
    with ExitStack() as stack:
        for beginning in BEGINNINGS:
            stack.enter_context(replaced(beginning, _marked))
        stack.enter_context(collector_paused())
        work_through(facts)
        _mark()


def build(config_file: str) -> None:
    """A build by MkDocs; for a process of its own."""
    build_once(Path(config_file), start=True)


def _marked(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def marked(*args: Any, **kwargs: Any) -> Any:
        _mark()
        return function(*args, **kwargs)

    return marked


def _mark() -> None:
    os.getpriority(os.PRIO_PROCESS, 0)


def _builds(shape: Shape) -> str:
    counts = []
    for plugins in ([], ["autolink"]):
        with tempfile.TemporaryDirectory() as folder:
            config_file = write_site(Path(folder), shape, plugins)
            counts.append(_count(build, marks=False, config_file=str(config_file))[0])
    without, ours = counts
    rows = [
        ("without the plugin", f"{without / 1e6:.0f}", ""),
        ("with the plugin", f"{ours / 1e6:.0f}", f"{ours / without:.2f}"),
    ]
    return f"The same site built by MkDocs:\n\n{table(('build', 'million instructions', 'ratio'), rows)}"


def _count(function: Callable[..., Any], *, marks: bool, **arguments: Any) -> list[int]:
    """The instructions of a function in a process of its own, up to each mark and to the end."""
    with tempfile.TemporaryDirectory() as folder:
        prefix = ["valgrind", "--quiet", "--tool=callgrind", f"--callgrind-out-file={folder}/out"]
        if marks:
            prefix.append(f"--dump-before={_MARK}")
        call(function, prefix=tuple(prefix), **arguments)
        dumps = sorted(Path(folder).glob("out.*"), key=lambda path: int(path.suffix[1:]))
        return [_total(path) for path in (*dumps, Path(folder, "out")) if path.exists()]


def _total(path: Path) -> int:
    found = _SUMMARY.findall(path.read_text(encoding="utf-8"))
    return int(found[-1])
