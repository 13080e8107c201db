"""What it takes to import the plugin where MkDocs is imported already."""

from __future__ import annotations

from importlib import import_module
from statistics import median
from time import perf_counter, process_time

from speed.fresh import call
from speed.tables import against, table

_GOAL_MS = 60
_MKDOCS = ("mkdocs.__main__", "mkdocs.commands.build", "mkdocs.config.defaults", "mkdocs.theme")
"""What every build imports."""


def tables(*, quick: bool) -> str:
    """The median over fresh processes."""
    call(measure)  # compiles the modules
    runs = [call(measure) for _ in range(5 if quick else 15)]
    wall, cpu, mkdocs = (1000 * median(column) for column in zip(*runs, strict=True))
    rows = [
        ("the plugin, CPU", *against(cpu, _GOAL_MS, " ms", 0)),
        ("the plugin, time", f"{wall:.0f} ms", "", ""),
        ("MkDocs itself, time", f"{mkdocs:.0f} ms", "", ""),
    ]
    return table(("import of", "measured", "goal", "met"), rows)


def measure() -> tuple[float, float, float]:
    """Seconds and CPU seconds of the plugin's import, and seconds of MkDocs' own; for a process of its own."""
    began = perf_counter()
    for module in _MKDOCS:
        import_module(module)
    wall, cpu = perf_counter(), process_time()
    import_module("mkdocs_autolink.plugin")
    return perf_counter() - wall, process_time() - cpu, wall - began
