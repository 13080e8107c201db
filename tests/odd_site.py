"""A purpose-made site: file names and ids of every kind, each of which is linked from elsewhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from built_links import OPTIONS

NAMES = (
    "README.md",
    "nested/index.md",
    "nested/deep/README.md",
    "nested/deep/leaf.md",
    "with space/and another.md",
    "größe/maß.md",
    "日本語/概要.md",
    unicodedata.normalize("NFD", "façade.md"),
    "100%.md",
    "a%20b.md",
    "%2e%2e/up.md",
    "c#/number #1.md",
    "c++.md",
    "what?.md",
    "r&d.md",
    "semi;colon.md",
    "it's.md",
    'so "called".md',
    "(round) [square] {curly}.md",
    "http:/odd.md",
    "javascript:alert(1).md",
    "less<than>more.md",
    "back\\slash.md",
    "dots..and...dots.md",
    "~tilde$at@home=star*,comma!.md",
    "pipe|caret^tick`.md",
    "page.html/index.html.md",
    "-dash.md",
)
"""Sources beside the home page; the first of them is the home page, as there is no index.md."""

IDS = (
    "plain",
    "größe-maß",
    "日本",
    unicodedata.normalize("NFD", "façade"),
    "x%20y",
    "%41",
    "100%",
    "sp ace",
    "q?x=1",
    "a/b",
    "a.b:c",
    "#hash",
    "c++",
    "a&b",
    "it's",
    'so "called"',
    "less<than",
    "UPPER",
    "back\\slash",
    "[square]",
)

_ADJECTIVES = "amber brass cobalt dusty elder frosty gilded hollow ivory jagged knotted lunar".split()
_NOUNS = "lantern compass anchor bellows chisel derrick easel furnace gimbal hammock inkwell jigsaw".split()
_TASKS = "sanding greasing bleaching tempering".split()
_PARTS = "turnbuckles escapements flywheels ratchets pulleys".split()

SETTINGS: dict[str, Any] = {
    "plugins": [{"autolink": OPTIONS | {"min_confidence": 0}}],
    "markdown_extensions": ["attr_list", "footnotes", {"toc": {"permalink": True}}],
    "site_url": "https://x.example/docs/1.0/",
}


def pages() -> dict[str, str]:
    """The sources: each mentions three others by title, and a section of one of them."""
    return {name: "\n\n".join(_blocks(number)) + "\n" for number, name in enumerate(NAMES)}


def title(number: int) -> str:
    """Two words that no other page is called by."""
    return f"{_ADJECTIVES[number % 12]} {_NOUNS[(number + number // 12) % 12]}".capitalize()


def section(number: int) -> str:
    """The heading of the section that bears the id of that number."""
    return f"{_TASKS[number % 4].capitalize()} {_PARTS[number % 5]}"


def _blocks(number: int) -> Iterator[str]:
    yield f"# {title(number)}"
    for step in (1, 2, 5):
        yield f"Nobody should begin without a look at the {_other(title, number + step)}, or at least at its handle."
    if (number + 3) % len(NAMES) < len(IDS):
        yield f"If that is gone, see how {_other(section, number + 3)} was done by those who came before us."
    if number < len(IDS):
        escaped = IDS[number].replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        yield f'<h2 id="{escaped}">{section(number)}</h2>'
        yield "It takes an hour and some oil, and then it will be as good as new."


def _other(name: Any, number: int) -> str:
    found: str = name(number % len(NAMES))
    return found[0].lower() + found[1:]
