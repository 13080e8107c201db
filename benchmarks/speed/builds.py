"""Whole builds of the largest real sites by MkDocs, with the plugin and without it."""

from __future__ import annotations

import json
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from sites import corpora_folder, site_configs
from speed.fresh import call, check_links, peak_mb
from speed.stages import OTHER, STAGES, Clock, watch_events, watch_stages
from speed.tables import against, table

_DOCS_DIR = re.compile(r"^docs_dir: *['\"]?(.+?)['\"]?$", re.MULTILINE)
_THEMES = {"mkdocs": {"name": "mkdocs", "highlightjs": False}, "material": {"name": "material"}}
_GOAL_MEMORY_PERCENT = 15
_HEADER = ("site", "theme", "our CPU by the rest's", "CPU, with by without", "time, with by without", "rounds")


@dataclass(frozen=True, slots=True)
class Sources:
    """A documentation site on disk."""

    name: str
    folder: Path
    docs: Path
    pages: int
    megabytes: float
    """Of Markdown."""


@dataclass(frozen=True, slots=True)
class Built:
    """One build in a process of its own; CPU and wall time in seconds, from the start of Python to its end."""

    cpu: float
    wall: float
    peak: float
    """The most memory that was held, in MB."""
    stages: dict[str, float]
    """CPU of the plugin by stage; empty without it."""

    @property
    def ours(self) -> float:
        """CPU in the plugin's events."""
        return sum(self.stages.values())


Pairs = list[tuple[Built, Built]]
"""Builds with and without the plugin, that took turns."""


def tables(*, quick: bool) -> dict[str, str]:
    """The tables of cost, of stages and of memory."""
    with tempfile.TemporaryDirectory() as folder:
        sites = [_sources(config) for config in site_configs(corpora_folder(), Path(folder))]
        found = _largest(sites, most=1 if quick else 2)
        runs = {
            (sources.name, theme): _pairs(sources, theme, rounds, Path(folder))
            for sources in found
            for theme, rounds in ({"mkdocs": 1} if quick else {"mkdocs": 3, "material": 1}).items()
        }
    sizes = "\n".join(f"- {one.name}: {one.pages:,} pages, {one.megabytes:.1f} MB of Markdown" for one in found)
    return {
        "build": f"{sizes}\n\n{table(_HEADER, [_cost(*key, pairs) for key, pairs in runs.items()])}",
        "stages": _stages({site: pairs for (site, theme), pairs in runs.items() if theme == "mkdocs"}),
        "build memory": table(
            ("site", "theme", "peak without, MB", "added by the plugin", "goal", "met"),
            [_memory(*key, pairs) for key, pairs in runs.items()],
        ),
    }


def build(config_file: str) -> dict[str, Any]:
    """Builds a site, the stages of the plugin watched; to be called in a process of its own."""
    from mkdocs.commands.build import build as build_site  # noqa: PLC0415 - a build without the plugin imports no more
    from mkdocs.config import load_config  # noqa: PLC0415 - likewise

    clock = Clock()
    if json.loads(Path(config_file).read_text(encoding="utf-8"))["plugins"]:
        with watch_stages(clock), watch_events(clock):
            _build(build_site, load_config, config_file)
    else:
        _build(build_site, load_config, config_file)
    return {"cpu": process_time(), "peak": peak_mb(), "stages": dict(clock.seconds)}


def _build(build_site: Any, load_config: Any, config_file: str) -> None:
    config = load_config(config_file)
    config.plugins.on_startup(command="build", dirty=False)
    build_site(config)


def _sources(config: Path) -> Sources:
    named = _DOCS_DIR.search(config.read_text(encoding="utf-8"))
    docs = config.parent / (named[1] if named else "docs")
    sizes = [path.stat().st_size for path in docs.rglob("*.md")]
    return Sources(config.parent.name, config.parent, docs, len(sizes), sum(sizes) / 1e6)


def _largest(sites: list[Sources], most: int) -> list[Sources]:
    """The site with the most pages and the one with the most text, or only the first of them."""
    if not sites:
        sys.exit("AUTOLINK_CORPORA holds no site: no NAME.tar.gz and no NAME/bench.yml; `make corpora` fetches some.")
    by_pages, by_text = max(sites, key=lambda one: one.pages), max(sites, key=lambda one: one.megabytes)
    return list(dict.fromkeys((by_pages, by_text)))[:most]


def _pairs(sources: Sources, theme: str, rounds: int, folder: Path) -> Pairs:
    made: Pairs = []
    for number in range(rounds):
        # Which goes first changes, so that neither always finds the disk's cache warm.
        order = (True, False) if number % 2 else (False, True)
        both = {plugin: _once(sources, theme, folder, plugin=plugin) for plugin in order}
        made.append((both[True], both[False]))
    return made


def _once(sources: Sources, theme: str, folder: Path, *, plugin: bool) -> Built:
    with tempfile.TemporaryDirectory(dir=folder) as into:
        config = Path(into, "mkdocs.yml")
        settings = {
            "INHERIT": str(sources.folder / "bench.yml"),
            "docs_dir": str(sources.docs),
            "site_dir": str(Path(into, "site")),
            "theme": _THEMES[theme],
            "plugins": ["autolink"] if plugin else [],
        }
        config.write_text(json.dumps(settings), encoding="utf-8")  # JSON is YAML
        began = perf_counter()
        answer = call(build, config_file=str(config), cwd=str(sources.folder))
        wall = perf_counter() - began
        if plugin:
            check_links(Path(into, "site"))
        return Built(wall=wall, **answer)


def _cost(site: str, theme: str, pairs: Pairs) -> tuple[object, ...]:
    share = median(100 * ours.ours / (ours.cpu - ours.ours) for ours, _ in pairs)
    cpu = median(ours.cpu / without.cpu for ours, without in pairs)
    wall = median(ours.wall / without.wall for ours, without in pairs)
    return site, theme, f"{share:.1f} %", f"{cpu:.2f}", f"{wall:.2f}", len(pairs)


def _memory(site: str, theme: str, pairs: Pairs) -> tuple[object, ...]:
    added = median(100 * (ours.peak / without.peak - 1) for ours, without in pairs)
    without = median(without.peak for _, without in pairs)
    return site, theme, f"{without:.0f}", *against(added, _GOAL_MEMORY_PERCENT, " %", 0)


def _stages(runs: dict[str, Pairs]) -> str:
    rows = []
    for stage in (*STAGES, OTHER):
        shares = [median(100 * ours.stages.get(stage, 0.0) / ours.ours for ours, _ in pairs) for pairs in runs.values()]
        rows.append((stage, *(f"{share:.0f} %" for share in shares)))
    return table(("stage", *runs), rows)
