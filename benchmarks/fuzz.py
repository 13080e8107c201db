"""Links every word of broken HTML, a million times, and has two other parsers say what that changed.

    PYTHONPATH=tests python benchmarks/fuzz.py --inputs 1000000 --seed 1

The HTML is made from this project's cases and, where AUTOLINK_SUITES and AUTOLINK_CORPORA name folders of them, from
test suites and documentation sites. Every input is judged by the faster of the parsers, some by both. What is found is
made as short as can be and written to a file; the exit code is then 1.

    PYTHONPATH=tests python benchmarks/fuzz.py --coverage

prints how many words of those suites and cases may be linked without harm, and how many of them are.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from faithful.checking import minimised, quick_violations, violations
from faithful.coverage import coverage_of, table
from faithful.inputs import Input, case_inputs, corpora_folder, corpus_inputs, suite_inputs, suites_folder
from faithful.mutator import mutated, seeds

BOTH_EVERY = 100
"""Two inputs in so many, one of either kind of link, are judged by both parsers, node by node."""
MOST_FOUND = 20
PAGES_PER_SITE = 15


@dataclass(slots=True)
class Tally:
    """What has been done so far."""

    inputs: int = 0
    linked: int = 0
    """Inputs in which at least one word could be linked."""
    links: int = 0
    by_both: int = 0
    found: list[tuple[str, list[str]]] = field(default_factory=list)
    """Shortest HTML and what is wrong with it."""
    started: float = field(default_factory=time.monotonic)

    def __str__(self) -> str:
        rate = self.inputs / max(time.monotonic() - self.started, 1e-9)
        return (
            f"{self.inputs:,} inputs, {self.linked:,} of them linked, {self.links:,} links, {self.by_both:,} inputs"
            f" judged by both parsers, {len(self.found)} faults, {rate:,.0f} inputs/s"
        )


def all_inputs() -> list[Input]:
    """The cases, and what the two environment variables name; says on stderr what it goes without."""
    inputs = case_inputs()
    suites, corpora = suites_folder(), corpora_folder()
    if suites:
        inputs += suite_inputs(suites)
    else:
        print("AUTOLINK_SUITES names no folder: without the test suites that `make suites` fetches", file=sys.stderr)
    if corpora:
        inputs += corpus_inputs(corpora, PAGES_PER_SITE)
    else:
        print("AUTOLINK_CORPORA names no folder: without the sites that `make corpora` fetches", file=sys.stderr)
    return inputs


def fuzz(pool: Sequence[str], inputs: int, seed: int, report: Callable[[Tally], None]) -> Tally:
    """Tries so many mutated inputs; ends early when there is much to mend."""
    tally = Tally()
    random = Random(seed)  # noqa: S311 - so that a run can be repeated; no secret
    while tally.inputs < inputs and len(tally.found) < MOST_FOUND:
        html = mutated(pool, random)
        tally.inputs += 1
        _try(html, tally)
        if tally.inputs % 1000 == 0:
            report(tally)
    return tally


def _try(html: str, tally: Tally) -> None:
    whole_runs = tally.inputs % 2 == 0
    wrong, links = _quick(html, whole_runs)
    tally.links += links
    tally.linked += links > 0
    if wrong:
        _note(html, lambda shorter: _quick(shorter, whole_runs)[0], tally)
    elif tally.inputs % BOTH_EVERY < 2 and links:
        tally.by_both += 1
        if _full(html):
            _note(html, _full, tally)


def _quick(html: str, whole_runs: bool) -> tuple[list[str], int]:
    try:
        return quick_violations(html, whole_runs=whole_runs)
    except Exception as error:  # noqa: BLE001 - whatever the program raises is what is looked for
        return [f"{type(error).__name__}: {error}"], 0


def _full(html: str) -> list[str]:
    try:
        return violations(html)
    except Exception as error:  # noqa: BLE001 - likewise
        return [f"{type(error).__name__}: {error}"]


def _note(html: str, check: Callable[[str], list[str]], tally: Tally) -> None:
    short = minimised(html, lambda shorter: bool(check(shorter)))
    if all(short != known for known, _ in tally.found):
        tally.found.append((short, check(short)))


def main(arguments: list[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1, help="the same seed tries the same inputs")
    parser.add_argument("--found", type=Path, default=Path("build/fuzz.txt"), help="where what is found is written")
    parser.add_argument("--coverage", action="store_true", help="count words that may be linked, and those that are")
    options = parser.parse_args(arguments)
    inputs = all_inputs()
    if options.coverage:
        found = coverage_of(inputs)
        print(table(found))
        return int(any(one.unsafe for one in found.values()))
    pool = seeds(one.html for one in inputs)
    print(f"{len(pool):,} seeds from {len(inputs):,} texts; seed {options.seed}", flush=True)
    tally = fuzz(pool, options.inputs, options.seed, _show_progress if sys.stderr.isatty() else lambda _: None)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    print(tally)
    return _report(tally, options.found)


def _show_progress(tally: Tally) -> None:
    print(f"\r{tally}", end="", file=sys.stderr, flush=True)


def _report(tally: Tally, path: Path) -> int:
    if not tally.found:
        return 0
    told = "".join(f"{html!r}\n    {'; '.join(wrong)}\n" for html, wrong in tally.found)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(told, encoding="utf-8")
    print(f"{told}Also in {path}. Add what is to be mended to tests/cases/html.yaml.")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
