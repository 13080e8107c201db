"""A check for people at a terminal and in the log of a pipeline."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_autolink.check.formats.wording import (
    IDLE,
    IDLE_ADVICE,
    MEANING,
    advice,
    changes_in_words,
    columns,
    row,
    sign,
    verdict,
    was,
)
from mkdocs_autolink.check.link_changes import by_page
from mkdocs_autolink.check.model import Check, Finding, GateOutcome, GateTally, IdleRejection, LinkChange
from mkdocs_autolink.report.text import plural, readable

_MOST_FAILED, _MOST_OTHERS = 50, 5
"""How many findings of a gate are listed."""
_MOST_CHANGES = 100
_LONGEST = 200


def render_terminal(check: Check) -> str:
    """The check as lines of text, none of which a runner takes for a command of its own."""
    sections = [lines for tally in check.tallies if (lines := list(_findings(tally)))]
    if check.idle:
        sections.append(list(_idle(check.idle)))
    if check.changes:
        sections.append(list(_changes(check.changes)))
    listed = "".join(f"\n{line}" for lines in sections for line in ("", *lines))
    return harmless(f"{summary(check)}{listed}\n\n{verdict(check)}\n")


def summary(check: Check) -> str:
    """What was checked, and the table of gates."""
    name = readable(check.site, _LONGEST) or "This site"
    head = [f"Checked {name}: {plural(check.pages, 'page')}, {plural(check.links, 'link')}.", changes_in_words(check)]
    return "\n".join([*filter(None, head), "", *_table([columns(check), *(row(check, t) for t in check.tallies)])])


def harmless(text: str) -> str:
    """The text without what the runners of GitHub and Azure take for a command anywhere in a line."""
    return text.replace("##[", "## [").replace("##vso[", "## vso[")


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *numbers, last in rows:
        cells = (cell.rjust(width) for cell, width in zip(numbers, widths[1:-1], strict=True))
        yield "  ".join((first.ljust(widths[0]), *cells, last))


def _findings(tally: GateTally) -> Iterator[str]:
    if not tally.findings:
        return
    most = _MOST_FAILED if tally.outcome in (GateOutcome.FAILED, GateOutcome.WARNED) else _MOST_OTHERS
    yield f"{tally.rule.gate}: {MEANING[tally.rule.gate]}"
    yield from (f"- {_place(finding)}: {finding.message.plain}" for finding in tally.findings[:most])
    yield from _more(len(tally.findings), most)
    yield from (f"  {line}" for line in advice(tally))


def _idle(idle: tuple[IdleRejection, ...]) -> Iterator[str]:
    yield f"idle: {IDLE}"
    yield from (f"- {_place(one)}: {one.message.plain}" for one in idle[:_MOST_OTHERS])
    yield from _more(len(idle), _MOST_OTHERS)
    yield f"  {IDLE_ADVICE}"


def _more(count: int, listed: int) -> Iterator[str]:
    """How many more there are than are listed, if any."""
    if count > listed:
        yield f"- and {count - listed:,} more, which --format json lists"


def _place(finding: Finding | IdleRejection) -> str:
    file = readable(finding.file, _LONGEST)
    return file if finding.line is None else f"{file}:{finding.line}"


def _changes(changes: tuple[LinkChange, ...]) -> Iterator[str]:
    yield "changes: links that are not as in the base"
    for file, group in by_page(changes[:_MOST_CHANGES]):
        yield f"- {readable(file, _LONGEST)}"
        yield from (f"  {_change(change)}" for change in group)
    yield from _more(len(changes), _MOST_CHANGES)


def _change(change: LinkChange) -> str:
    words, target = readable(change.anchor_text, _LONGEST), readable(str(change.target), _LONGEST)
    line = "" if change.line is None else f", line {change.line}"
    before = f" ({was(change)} {readable(change.was, _LONGEST)})" if change.was else ""
    return f'{sign(change)} "{words}" -> {target}{before}{line}'
