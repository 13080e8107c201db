"""What a rebuild costs in `mkdocs serve` after an edit: the same plugin, a whole new build.

To look at the clock before and after each of two thousand events takes about as long as the plugin's work in them.
So a plugin that does nothing in these events is measured in builds of its own, and what it takes is taken off.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import Any

from speed.fresh import call, check_links
from speed.made import MARKDOWN, Shape, made_pages
from speed.stages import OTHER, Clock, watch_events, watch_stages
from speed.tables import against, table

_GOAL_MS = 20
_TITLE = re.compile(r"^# .+$", re.MULTILINE)
_LONG_WORD = re.compile(r"\b[a-z]{6,}\b")
_LAST_WORD = re.compile(r"(\w+)\.\n")


def _with_last_word(text: str, word: str) -> str:
    """The text with another word at the end of its first paragraph or list entry."""
    return _LAST_WORD.sub(f"{word}.\n", text, count=1)


def _known_word(text: str, number: int) -> str:
    words: list[str] = sorted(set(_LONG_WORD.findall(text)))
    return words[number % len(words)]


EDITS: dict[str, Callable[[str, int], str]] = {
    "nothing": lambda text, _: text,
    "a word, to another one of the site": lambda text, number: _with_last_word(text, _known_word(text, number)),
    "a word, to one that is nowhere else": lambda text, number: _with_last_word(text, f"new{number}word"),
    "a title": lambda text, number: _TITLE.sub(f"# Another title {number}", text, count=1),
}


def tables(*, quick: bool) -> str:
    """A row for each kind of edit, and what the first build takes."""
    shape = Shape(200, 200) if quick else Shape(1_000, 200)
    rounds = 2 if quick else 3
    with tempfile.TemporaryDirectory() as folder:
        answer = call(rebuild, folder=folder, shape=asdict(shape), rounds=rounds, cwd=folder)
    with tempfile.TemporaryDirectory() as folder:
        clock = median(call(rebuild_idly, folder=folder, shape=asdict(shape), rounds=rounds, cwd=folder))
    rows = [("the first build", f"{answer['first'] - clock:.0f} ms", "", "")]
    for edit, times in answer["edits"].items():
        rows.append((f"edited: {edit}", *against(median(times) - clock, _GOAL_MS, " ms", 0)))
    rows.append(("taken off, for the clock", f"{clock:.0f} ms", "", ""))
    return f"A made site of {shape.pages:,} pages:\n\n{table(('build', 'CPU of the plugin', 'goal', 'met'), rows)}"


def rebuild(folder: str, shape: dict[str, int], rounds: int) -> dict[str, Any]:
    """CPU ms of the plugin's events in the first build and after each edit; for a process of its own."""
    config_file = write_site(Path(folder), Shape(**shape), ["autolink"])
    edited = Path(folder, "docs", "part-7", "page-7.md")
    clock = Clock()
    with watch_stages(clock), watch_events(clock):
        first = _cpu_ms(config_file, clock, start=True)
        edits: dict[str, list[float]] = {}
        for number in range(rounds):
            for name, change in EDITS.items():
                edited.write_text(change(edited.read_text(encoding="utf-8"), number), encoding="utf-8")
                edits.setdefault(name, []).append(_cpu_ms(config_file, clock, start=False))
    check_links(config_file.with_name("site"))
    return {"first": first, "edits": edits}


def rebuild_idly(folder: str, shape: dict[str, int], rounds: int) -> list[float]:
    """CPU ms in builds of the same site with a plugin that does nothing for each page; for a process of its own."""
    config_file = write_site(Path(folder), Shape(**shape), [])
    clock = Clock()
    return [_cpu_ms(config_file, clock, start=not number, plugin=_idle(clock)) for number in range(rounds)]


def write_site(folder: Path, shape: Shape, plugins: list[str]) -> Path:
    """Writes a made site for MkDocs; the path of its mkdocs.yml."""
    for page in made_pages(shape, MARKDOWN):
        path = folder / "docs" / f"{page.name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.text, encoding="utf-8")
    config = folder / "mkdocs.yml"
    settings = {"site_name": "Made", "theme": {"name": "mkdocs", "highlightjs": False}, "plugins": plugins}
    config.write_text(json.dumps(settings), encoding="utf-8")  # JSON is YAML
    return config


def build_once(config_file: Path, *, start: bool, plugin: Any = None) -> None:
    """A build as `mkdocs serve` does it: the settings are read anew, plugins that have on_startup are kept.

    With one more plugin than they name where one is given.
    """
    from mkdocs.commands.build import build  # noqa: PLC0415 - only a measured process has MkDocs
    from mkdocs.config import load_config  # noqa: PLC0415 - likewise

    config = load_config(str(config_file), site_dir=str(config_file.with_name("site")))
    if plugin:
        config.plugins["one more"] = plugin
    if start:
        config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1:8000/")


def _idle(clock: Clock) -> SimpleNamespace:
    """A plugin that is watched as ours is and does nothing, in the events that come for every page."""

    def event(value: Any, **_: Any) -> Any:
        return value

    watched = clock.watched(event, OTHER)
    return SimpleNamespace(on_page_context=watched, on_post_page=watched)


def _cpu_ms(config_file: Path, clock: Clock, *, start: bool, plugin: Any = None) -> float:
    clock.seconds.clear()
    build_once(config_file, start=start, plugin=plugin)
    return 1000 * sum(clock.seconds.values())
