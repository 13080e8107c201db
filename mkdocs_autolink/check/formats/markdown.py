"""A check for a comment on a pull request, or the summary of a job.

Text of users stands in code spans only: nothing in there is a link, a mention of a person, an image or a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
from mkdocs_autolink.report.markdown_text import COMMENT_LIMIT, MARGIN, bullets, code_span, fitting
from mkdocs_autolink.report.text import plural

MARK = "<!-- mkdocs-autolink check -->"
"""What scripts know the comment by."""
_REST = "in the output of `mkdocs-autolink check --format json`"


def render_markdown(check: Check) -> str:
    """The check as Markdown for GitHub and GitLab, shorter than COMMENT_LIMIT."""
    name = code_span(check.site) if check.site else "this site"
    about = f"{plural(check.pages, 'page')}, {plural(check.links, 'link')}. {changes_in_words(check)}".rstrip()
    head = f"{MARK}\n## Links in {name}\n\n**{verdict(check)}** {about}\n\n{_table(check)}\n"
    lists = "".join(_findings(tally) for tally in check.tallies) + (_idle(check.idle) if check.idle else "")
    left = COMMENT_LIMIT - len(head) - len(lists) - MARGIN
    return head + lists + (_changes(check.changes, left) if check.changes else "")


def _table(check: Check) -> str:
    heads = columns(check)
    rows = [heads, ("---", *("---:" for _ in heads[1:-1]), "---"), *(row(check, tally) for tally in check.tallies)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in rows)


def _findings(tally: GateTally) -> str:
    """A list of findings, which is open where the gate did not pass; '' without any."""
    if not tally.findings:
        return ""
    listed = bullets(map(_finding, tally.findings), len(tally.findings), _REST)
    is_open = " open" if tally.outcome in (GateOutcome.FAILED, GateOutcome.WARNED) else ""
    title = f"{tally.rule.gate} ({len(tally.findings):,}): {MEANING[tally.rule.gate]}"
    said = "".join(f"\n{_with_options_as_code(line)}\n" for line in advice(tally))
    return f"<details{is_open}><summary>{title}</summary>\n\n{listed}{said}\n</details>\n"


def _idle(idle: Sequence[IdleRejection]) -> str:
    listed = bullets(map(_finding, idle), len(idle), _REST)
    title = f"idle ({len(idle):,}): {IDLE}"
    return f"<details><summary>{title}</summary>\n\n{listed}\n{IDLE_ADVICE}\n\n</details>\n"


def _finding(finding: Finding | IdleRejection) -> str:
    place = finding.file if finding.line is None else f"{finding.file}:{finding.line}"
    return f"{code_span(place)}: {finding.message.marked(code_span)}"


def _with_options_as_code(text: str) -> str:
    return re.sub(r"--[a-z]+(?:-[a-z]+)*(?: [a-z0-9=]+)?", lambda found: f"`{found[0]}`", text)


def _changes(changes: tuple[LinkChange, ...], budget: int) -> str:
    pages = list(by_page(changes))
    shown = fitting((f"- {code_span(file)}\n{''.join(_rows(group))}" for file, group in pages), budget)
    more = len(pages) - len(shown)
    note = f"\nThe changes on {plural(more, 'more page')} are {_REST}.\n" if more else ""
    return f"<details><summary>changes: links not as in the base</summary>\n\n{''.join(shown)}{note}\n</details>\n"


def _rows(changes: Sequence[LinkChange]) -> Iterator[str]:
    for change in changes:
        before = f" ({was(change)} {code_span(change.was)})" if change.was else ""
        line = "" if change.line is None else f", line {change.line}"
        yield f"  - `{sign(change)}` {code_span(change.anchor_text)} → {code_span(str(change.target))}{before}{line}\n"
