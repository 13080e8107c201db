"""What each stage of the plugin takes, seen from outside: its functions are replaced by ones that keep the time."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial, wraps
from importlib import import_module
from inspect import isgeneratorfunction
from time import process_time
from typing import Any

from mkdocs.plugins import CombinedEvent

PACKAGE = "mkdocs_autolink"
STAGES = {
    "read the pages": ("pages.read_site",),
    "index": ("index.build_index",),
    "match": ("hits.find_hits", "hits.find_typos", "mentions.find_mentions"),
    "evidence and candidates": (
        "finder.Finder.__init__",
        "finder.Finder.candidates",
        "finder.Finder.reread",
    ),
    "confidence": ("confidence.Scorer.weigh",),
    "plan": ("plan.make_plan",),
    "rewrite": ("rewrite.rewrite",),
    "graph of links": ("graph.link_graph",),
    "report": ("report.build.build_report",),
    "write the report": ("report.write.write_report",),
}
"""The functions that do the work of each stage, by the modules that define them; the innermost that runs is charged."""
OTHER = "all else"

Function = Callable[..., Any]


class Clock:
    """CPU seconds by stage; the stage that runs is the last of `running`."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._running: list[str] = []
        self._since = 0.0

    def watched(self, function: Function, stage: str) -> Function:
        """The function, charged to a stage less what it calls of other stages."""
        if isgeneratorfunction(function):
            sys.exit(f"{function.__qualname__} is a generator now, which works after its call: time what consumes it.")

        @wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            self._switch()
            self._running.append(stage)
            try:
                return function(*args, **kwargs)
            finally:
                self._switch()
                self._running.pop()

        return timed

    def _switch(self) -> None:
        now = process_time()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._since = now


@contextmanager
def watch_stages(clock: Clock) -> Iterator[None]:
    """As long as the context is open, every stage of the core is charged to its name."""
    with ExitStack() as stack:
        for stage, names in STAGES.items():
            for name in names:
                stack.enter_context(replaced(name, partial(clock.watched, stage=stage)))
        yield


@contextmanager
def watch_events(clock: Clock) -> Iterator[None]:
    """As long as the context is open, what MkDocs calls of the plugin is charged to OTHER, less what a stage is."""
    plugin = import_module(f"{PACKAGE}.plugin").AutolinkPlugin
    with ExitStack() as stack:
        for name in [name for name in vars(plugin) if name.startswith("on_") or name == "load_config"]:
            stack.enter_context(replaced(f"plugin.AutolinkPlugin.{name}", partial(_watched_event, clock)))
        yield


def _watched_event(clock: Clock, event: Any) -> Any:
    if isinstance(event, CombinedEvent):
        return CombinedEvent(*(clock.watched(method, OTHER) for method in event.methods))
    return clock.watched(event, OTHER)


@contextmanager
def replaced(name: str, change: Callable[[Function], Function]) -> Iterator[None]:
    """Another function in place of `module.name` or `module.Class.name`, wherever a module has it, one here too."""
    import_module(f"{PACKAGE}.plugin")  # so that every module of the core is there
    owner, last = _owner(name)
    old = getattr(owner, last)
    new = change(old)
    modules = [module for known, module in sys.modules.items() if known.split(".")[0] in (PACKAGE, __package__)]
    places = [
        (owner, last),
        *((module, key) for module in modules for key, value in vars(module).items() if value is old),
    ]
    for place in places:
        setattr(*place, new)
    try:
        yield
    finally:
        for place in places:
            setattr(*place, old)


def _owner(name: str) -> tuple[Any, str]:
    """The module or class that has the function, and the name of the function in it."""
    path, _, last = name.rpartition(".")
    above, _, kind = path.rpartition(".")
    if kind[:1].isupper():
        owner = getattr(import_module(f"{PACKAGE}.{above}"), kind, None)
    else:
        owner = import_module(f"{PACKAGE}.{path}")
    if not hasattr(owner, last):
        sys.exit(f"{PACKAGE}.{name} is gone: name in benchmarks/speed what does its work now.")
    return owner, last
