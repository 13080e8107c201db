"""Whether linking a piece of HTML did more to it than it should."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import oracle
from faithful.linking import linked

_OURS = '<a class="autolink'


def violations(html: str) -> list[str]:
    """All that two parsers have against linking every word, and against linking all words of each run."""
    return [*_judged(html, whole_runs=False), *_judged(html, whole_runs=True)]


def quick_violations(html: str, *, whole_runs: bool) -> tuple[list[str], int]:
    """What the faster parser has against it, and the number of links that were set."""
    one = linked(html, whole_runs=whole_runs)
    if one.refused:
        return _refusal(one.before), 0
    return (oracle.quick_changes(one.before, one.after, one.spans) if one.spans else []), len(one.spans)


def _judged(html: str, *, whole_runs: bool) -> Iterator[str]:
    one = linked(html, whole_runs=whole_runs)
    if one.refused:
        yield from _refusal(one.before)
    elif one.spans:
        yield from oracle.changes(one.before, one.after, one.spans)


def _refusal(before: str) -> list[str]:
    """The guard may refuse a page only where unfinished links of ours stand in it already."""
    return [] if _OURS in before else ["the guard refused what the reader offered"]


def minimised(html: str, is_bad: Callable[[str], bool]) -> str:
    """A shorter HTML that is still bad: pieces are left out, ever smaller ones, as long as that goes."""
    size = max(1, len(html) // 2)
    while size:
        at = 0
        while at < len(html):
            shorter = html[:at] + html[at + size :]
            if is_bad(shorter):
                html = shorter
            else:
                at += size
        size //= 2
    return html
