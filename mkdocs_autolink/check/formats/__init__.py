"""A check in the formats that people and machines read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from mkdocs_autolink.check.formats.github import render_github
from mkdocs_autolink.check.formats.gitlab import render_gitlab
from mkdocs_autolink.check.formats.json import render_json
from mkdocs_autolink.check.formats.markdown import render_markdown
from mkdocs_autolink.check.formats.sarif import render_sarif
from mkdocs_autolink.check.formats.terminal import render_terminal
from mkdocs_autolink.check.model import Check

FORMATS: Mapping[str, Callable[[Check], str]] = MappingProxyType(
    {
        "terminal": render_terminal,
        "markdown": render_markdown,
        "github": render_github,
        "gitlab": render_gitlab,
        "sarif": render_sarif,
        "json": render_json,
    }
)
"""What each format makes of a check: text that ends with a line end."""

__all__ = ["FORMATS"]
