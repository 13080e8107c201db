"""The comments of autolink.yml, which YAML readers drop: each with the decision that it stands at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_WHOLE_LINE = re.compile(r"\s*(#.*)")
_LOOKS_LIKE_ONE = re.compile(r"(?:^|\s)#")
_AT_THE_END = re.compile(r"\s(#.*)")


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments of one file, each from its '#' to the end of its line."""

    head: tuple[str, ...]
    """Above the first decision."""
    of_line: Mapping[int, tuple[str, ...]]
    """By the line on which a decision begins: the comments above it and in it."""
    tail: tuple[str, ...]
    """Below the last decision."""


def read_comments(text: str, starts: Iterable[int], values: Iterable[str]) -> Comments:
    """The comments of a YAML text whose decisions begin on the lines `starts`, counted from 1.

    What stands in one of the `values` is text with a '#' in it and no comment.
    """
    if "#" not in text:
        return Comments((), {}, ())
    first, content = frozenset(starts), "\n".join(value for value in values if _LOOKS_LIKE_ONE.search(value))
    found: dict[int, list[str]] = {0: []}
    here, above = 0, list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        whole = _WHOLE_LINE.fullmatch(line)
        if whole and whole[1] not in content:
            above.append(whole[1].rstrip())
        elif line.strip():
            if number in first:
                here = number
                found[here] = []
            found[here] += above
            above = []
            behind = _AT_THE_END.search(line)
            if behind and not (content and _may_be_text(line[: behind.start()], behind[1], content)):
                found[here].append(behind[1].rstrip())
    head = found.pop(0)
    return Comments(tuple(head), {line: tuple(comments) for line, comments in found.items()}, tuple(above))


def _may_be_text(before: str, comment: str, content: str) -> bool:
    """Whether what looks like a comment may be the end of a text in quotes, in a file that has such texts."""
    quotes = "\"'"
    return (
        comment in content
        or any(quote in comment for quote in quotes)
        or any(before.count(quote) % 2 for quote in quotes)
    )
