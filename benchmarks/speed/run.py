"""Measures speed and memory and prints the tables of docs/performance.md.

    AUTOLINK_CORPORA=FOLDER make bench
    AUTOLINK_CORPORA=FOLDER make bench BENCH_ARGS="--quick build growth"
    AUTOLINK_CORPORA=FOLDER make bench BENCH_ARGS=--write

Every ratio is of runs that took turns in one go, on the machine that the first line names.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from sites import corpora_folder
from speed import builds, core, engines, growth, instructions, serve, start
from speed.tables import machine, put

DOCUMENT = Path(__file__).parents[2] / "docs" / "performance.md"
Part = Callable[..., dict[str, str]]
PARTS: dict[str, Part] = {
    "core": lambda *, quick: {"core": core.throughput(quick=quick)},
    "engines": lambda *, quick: {"engines": engines.tables(quick=quick)},
    "instructions": lambda *, quick: {"instructions": instructions.tables(quick=quick)},
    "growth": lambda *, quick: {"growth": growth.tables(quick=quick)},
    "import": lambda *, quick: {"import": start.tables(quick=quick)},
    "serve": lambda *, quick: {"serve": serve.tables(quick=quick)},
    "memory": lambda *, quick: {"memory": core.largest(quick=quick)},
    "build": builds.tables,
}
QUICK = [name for name in PARTS if name != "instructions"]


def main() -> None:
    """Prints the tables of the parts that are asked for, each as soon as it is there."""
    options = _options()
    print(options.measured, flush=True)
    if options.write:
        _write("machine", options.measured)
    for name in options.parts:
        began = perf_counter()
        _progress(f"measuring: {name} …")
        blocks = PARTS[name](quick=options.quick)
        _progress(f"measuring: {name} took {perf_counter() - began:.0f} s\n")
        for title, block in blocks.items():
            print(f"\n### {title}\n\n{block}", flush=True)
            if options.write:
                _write(title, block)


def _options() -> argparse.Namespace:
    known = ", ".join(PARTS)
    parser = argparse.ArgumentParser(
        prog="make bench", description="Measures speed and memory; see docs/performance.md."
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"what to measure, all where none is named: {known}")
    parser.add_argument("--quick", action="store_true", help="smaller sites and fewer rounds, in about a minute")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md too")
    options = parser.parse_args()
    if unknown := [part for part in options.parts if part not in PARTS]:
        parser.error(f"there is no part {unknown[0]!r}; choose from {known}")
    options.measured = f"Measured by `make bench{' BENCH_ARGS=--quick' if options.quick else ''}` on {machine()}."
    if options.write and options.parts and options.measured not in DOCUMENT.read_text(encoding="utf-8"):
        parser.error("docs/performance.md is of another machine, versions or options: write all parts, name none")
    options.parts = options.parts or (QUICK if options.quick else list(PARTS))
    if "build" in options.parts:
        corpora_folder()  # exits where there is none, and better now than in ten minutes
    return options


def _progress(message: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{message}", end="", file=sys.stderr, flush=True)


def _write(part: str, block: str) -> None:
    DOCUMENT.write_text(put(DOCUMENT.read_text(encoding="utf-8"), part, block), encoding="utf-8")


if __name__ == "__main__":
    main()
