"""The comments of autolink.yml, which YAML readers drop: each with the decision that it stands at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mkdocs_autolink.safe_yaml import ends_of_texts

_DASH = re.compile(r"\s*-\s+")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments of one file, each from its '#' to the end of its line."""

    head: tuple[str, ...]
    """Above the first decision."""
    of_line: Mapping[int, tuple[str, ...]]
    """By the line on which a decision begins: the comments above it and in it, also below its keys, as far in."""
    tail: tuple[str, ...]
    """Below the last decision."""


def read_comments(text: str, starts: Iterable[int]) -> Comments:
    """The comments of a YAML text, which has been read without an error and whose decisions begin on these lines.

    Lines are counted from 1.
    """
    if "#" not in text:
        return Comments((), {}, ())
    first, ends = frozenset(starts), ends_of_texts(text)
    found: dict[int, list[str]] = {0: []}
    here, indent, above = 0, len(text), list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        comment = _COMMENT.search(line, ends.get(number, 0))
        said = [comment.group().rstrip()] if comment else []
        if comment and not line[: comment.start()].strip():
            is_in = not above and comment.start() >= indent
            (found[here] if is_in else above).extend(said)
        elif line.strip():
            if number in first:
                dash = _DASH.match(line)
                here, indent = number, dash.end() if dash else len(text)
                found[here] = []
            found[here] += [*above, *said]
            above = []
    head = found.pop(0)
    return Comments(tuple(head), {line: tuple(comments) for line, comments in found.items()}, tuple(above))
