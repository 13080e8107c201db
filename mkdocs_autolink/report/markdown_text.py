"""Markdown for comments on pull requests: texts of users as code, and lists that are cut where they grow too long."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mkdocs_autolink.report.text import readable

COMMENT_LIMIT = 60_000
"""Most characters of a whole comment; GitHub takes 65,536."""
MARGIN = 200
"""Characters for what stands around the rows of the last list, which gets what is left of a comment."""
_LIST_LIMIT = 7_000
"""Most characters of each other list."""
_BACKTICKS = re.compile("`+")


def code_span(text: str, limit: int = 100) -> str:
    """`text` as Markdown in which nothing of it is a link, a mention, an image or a tag; '' says so."""
    shown = readable(text, limit).strip()
    if not shown:
        return "(empty)"
    fence = "`" * (max((len(run) for run in _BACKTICKS.findall(shown)), default=0) + 1)
    pad = " " if "`" in (shown[0], shown[-1]) else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def fitting(blocks: Iterable[str], budget: int) -> list[str]:
    """The first of `blocks` that have at most `budget` characters together."""
    shown = []
    for block in blocks:
        budget -= len(block)
        if budget < 0:
            break
        shown.append(block)
    return shown


def bullets(rows: Iterable[str], count: int, rest: str) -> str:
    """The first of `count` rows as a list; `rest` says where those are that it has no room for."""
    shown = fitting((f"- {row}\n" for row in rows), _LIST_LIMIT)
    more = count - len(shown)
    return "".join(shown) + (f"\n{more:,} more {'is' if more == 1 else 'are'} {rest}.\n" if more else "")
