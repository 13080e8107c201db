"""Markdown tables of what was measured, beside the goals, and their places in a document."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

MET, NOT_MET = "yes", "**not yet**"
_TOLD = ("mkdocs", "mkdocs-material", "Markdown", "rapidfuzz")
"""The packages whose versions say most about a figure."""


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("|" + "|".join("---" if cell == "---" else f" {cell} " for cell in line) + "|" for line in lines)


def against(value: float, goal: float, unit: str = "", digits: int = 2) -> tuple[str, str, str]:
    """Three cells: what was measured, the goal, and whether it is met."""
    return f"{value:.{digits}f}{unit}", f"≤ {goal:g}{unit}", MET if value <= goal else NOT_MET


def machine() -> str:
    """One line about the computer and the versions; nothing in it tells whose it is."""
    packages = ", ".join(f"{name} {version(name)}" for name in _TOLD)
    return (
        f"{_processor()}, {os.cpu_count()} cores; {platform.system()}, Python {platform.python_version()}; {packages}"
    )


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        found = re.search(r"^model name\s*: (.+)$", information.read_text(encoding="utf-8"), re.MULTILINE)
        if found:
            return found[1]
    return platform.processor() or platform.machine()


def put(text: str, part: str, block: str) -> str:
    """The document with the block between the marks of a part; ValueError where it has no such marks."""
    marks = re.compile(rf"(<!-- bench: {part} -->\n).*?(<!-- end -->)", re.DOTALL)
    if not marks.search(text):
        raise ValueError(f"there is no `<!-- bench: {part} -->` … `<!-- end -->` to write between")
    return marks.sub(lambda found: f"{found[1]}\n{block}\n\n{found[2]}", text)
