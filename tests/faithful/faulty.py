"""A small site that takes a build through most of the program, and faults in every public function of it."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from mkdocs_autolink import plugin, report
from support import BuiltSite, run_build, write_site

PAGES: Mapping[str, str] = {
    "index.md": "# Home\n\nThe widget guide, the rear port and `widget_size`. Instalation of all widgets.\n\n{{ x }}\n",
    "guide/widget.md": "---\nkeywords: [rear port, widgets]\nautolink:\n  never: [nothing]\n---\n# Widget Guide\n\n"
    "## Rear port {#rear}\n\nSee [home](../index.md), the first steps and [none](none.md). API &amp; more.\n\n"
    "| a | b |\n|---|---|\n| widget guide | first steps |\n\n## `widget_size`\n\n> Installation is short.\n",
    "guide/steps.md": "---\ntitle: First Steps\nautolink: {selectors_exclude: [.x]}\n---\n\nOf the widget guide.\n",
    "install.md": "# Installation\n\nFirst steps: install what the API of the widget guide says. Rear Port.\n",
    "api.md": "---\naliases: [Programming interface]\n---\n# API\n\nThe programming interface and the installation.\n",
    "news/2024-01-01.md": "# Release notes 1.2\n\nNew: the widget guide; installation is shorter, the API is longer.\n",
    "de/start.md": "# Anleitung\n\nDie Installation und der Widget Guide und die API, das ist hier noch nicht alles.\n",
    "../autolink.yml": "version: 1\ndecisions:\n- {phrase: widget guide, target: guide/widget.md, verdict: accept}\n"
    "- {phrase: first steps, target: api.md, verdict: reject}\n# a note\n"
    "- {phrase: gone, target: gone.md, verdict: accept}\n",
    "ko/start.md": "# 설치\n\n설치는 여기서 합니다. API를 보세요.\n",
    "ja/start.md": "# 東京\n\n東京都の東京は東京です。\n",
    "html.md": "# Markup\n\n<svg><path d='x'/></svg>\n\n<p>the api<hr>installation\n\n    a listing\n\n"
    '<div lang="de">API</div>\n\n<p>API<frameset>API\n',
    "../theme/main.html": "<title>{{ page.title }}</title><body>{{ page.content }}</body>\n",
    "../theme/404.html": "404\n",
}
OPTIONS = {
    "min_confidence": 0.0,
    "keywords": {"the interface": "api.md"},
    "selectors_exclude": [".nothing"],
    "never": ["nowhere"],
    "exclude": "drafts/",
    "targets_exclude": "drafts/",
    "report": {"dir": "autolink-report", "formats": ["html", "json", "markdown"], "rejected": "all"},
    "headings": True,
    "languages": ["en", "de", "ko", "ja"],
    "decisions": "autolink.yml",
    "link": {"class": "autolink internal", "title": "{target_title}", "attributes": {"data-x": "y"}},
    "limits": {"links_per_page": 20, "words_between": None, "links_per_section": None, "words_per_link": None},
}
_BARE = {
    "theme": {"name": None, "custom_dir": "theme"},
    "markdown_extensions": ["attr_list", "tables"],
    "validation": {"links": {"not_found": "ignore"}},
}
_OWN = "mkdocs_autolink."


@dataclass(frozen=True, slots=True)
class Function:
    """A public function of the program, or a public method."""

    holder: ModuleType | type
    name: str

    def __str__(self) -> str:
        module = self.holder.__module__ if isinstance(self.holder, type) else self.holder.__name__
        owner = f"{self.holder.__qualname__}." if isinstance(self.holder, type) else ""
        return f"{module.removeprefix(_OWN)}.{owner}{self.name}"

    @property
    def is_property(self) -> bool:
        """Whether it is called by being looked at."""
        return isinstance(vars(self.holder)[self.name], property | cached_property)


def build(folder: Path, *, with_plugin: bool = True, options: Mapping[str, Any] = OPTIONS) -> BuiltSite:
    """The small site, built in this process with the plugin or without."""
    plugins = [{"autolink": dict(options)}] if with_plugin else []
    return run_build(write_site(folder, PAGES, {**_BARE, "plugins": plugins}))


def built_pages(site: BuiltSite) -> dict[str, bytes]:
    """The bytes of every page, by its address below the site."""
    return {path.relative_to(site.site_dir).as_posix(): path.read_bytes() for path in site.site_dir.rglob("*.html")}


@cache
def modules() -> tuple[ModuleType, ...]:
    """The modules whose functions and classes the plugin uses, and theirs in turn, by name; not the plugin itself."""
    waiting, found = [plugin.__name__, report.__name__], set[str]()  # it loads that when there is something to report
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            homes = (getattr(value, "__module__", None) for value in vars(sys.modules[name]).values())
            waiting += {home for home in homes if isinstance(home, str) and home.startswith(_OWN)}
    return tuple(sys.modules[name] for name in sorted(found - {plugin.__name__}))


def functions(module: ModuleType) -> list[Function]:
    """The public functions of a module, and the public methods of its public classes."""
    found = []
    for name, value in sorted(vars(module).items()):
        if name.startswith("_") or getattr(value, "__module__", None) != module.__name__:
            continue
        if isinstance(value, type):
            found += [Function(value, method) for method, one in vars(value).items() if _is_method(method, one)]
        elif inspect.isfunction(value) or hasattr(value, "cache_info"):
            found.append(Function(module, name))
    return found


def _is_method(name: str, value: object) -> bool:
    kinds = (classmethod, staticmethod, property, cached_property)
    return not name.startswith("_") and (inspect.isfunction(value) or isinstance(value, kinds))


@contextmanager
def faulty(function: Function, fault: Callable[..., Any]) -> Iterator[None]:
    """The program with the fault in place of the function, under every name that a module knows it by."""
    original = vars(function.holder)[function.name]
    with pytest.MonkeyPatch.context() as patch:
        if isinstance(function.holder, type):
            patch.setattr(function.holder, function.name, property(fault) if function.is_property else fault)
        else:
            for module in (plugin, *modules()):
                for name in [name for name, value in vars(module).items() if value is original]:
                    patch.setattr(module, name, fault)
        yield


@dataclass(slots=True)
class Fault:
    """Raises in place of a function, and remembers that it did."""

    message: str = "a fault that the test set"
    raised: bool = False

    def function(self) -> Callable[..., Any]:
        """A function that raises, with any arguments; it becomes a method where it is put into a class."""

        def fail(*_: Any, **__: Any) -> Any:
            self.raised = True
            raise RuntimeError(self.message)

        return fail
