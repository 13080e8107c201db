"""Report -> report.md, short enough for a comment on a pull request.

Text of users stands in code spans only: nothing in there is a link, a mention of a person, an image or a tag.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from itertools import groupby

from mkdocs_autolink.confidence import two_digits
from mkdocs_autolink.report.markdown_text import COMMENT_LIMIT, MARGIN, bullets, code_span, fitting
from mkdocs_autolink.report.model import AmbiguousPhrase, Report, ReportLink, ReportPage, Totals
from mkdocs_autolink.report.reasons import WAITING
from mkdocs_autolink.report.text import plural, readable
from mkdocs_autolink.site import Problem

_TEXT = 100
"""Most characters of one text of a user."""
_CONTEXT = 40
"""Most characters of a sentence on either side of its link, and below, how near to that a word may be cut off whole."""
_PART = 12
_MOST_TARGETS = 6


def render_markdown(report: Report, fuller: str = "") -> str:
    """`report` as Markdown for GitHub, shorter than COMMENT_LIMIT; `fuller` names the files that hold the rest."""
    rest = f"in {fuller}" if fuller else "in report.json, once `report.formats` has `json`"
    lists = (
        _section(
            "Ambiguous phrases",
            "Each fits several targets: none was linked. Accept one in the decisions file.",
            [_ambiguous(phrase) for phrase in report.ambiguous],
            rest,
        ),
        _section(
            "Orphans",
            "No page links to these in its text.",
            [_orphan(page) for page in report.pages if page.is_orphan],
            rest,
        ),
        _section("Problems", "None of these stopped the build.", [_problem(item) for item in report.problems], rest),
    )
    name = code_span(report.site.name) if report.site.name else "this site"
    head = f"# Links in {name}\n\n{_table(report.totals)}\n"
    foot = f"\nMade by {code_span(report.generator)}.\n"
    left = COMMENT_LIMIT - len(head) - len(foot) - sum(map(len, lists)) - MARGIN
    return head + _links(report, left, rest) + "".join(lists) + foot


def _table(totals: Totals) -> str:
    rejected = dict(totals.rejected)
    rows = [
        ("Links", f"{totals.links:,} ({totals.links_to_sections:,} to sections)"),
        ("Pages with links", f"{totals.pages_with_links:,} of {totals.pages:,}"),
        ("Not reviewed yet", f"{totals.unreviewed:,}"),
        ("Proposed, not linked", f"{sum(rejected[reason] for reason in WAITING):,}"),
        ("Ambiguous phrases", f"{totals.ambiguous_phrases:,}"),
        ("Orphans", f"{totals.orphans.before:,} before, {totals.orphans.after:,} after"),
    ]
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)]) + "\n"


def _links(report: Report, budget: int, rest: str) -> str:
    """Links and proposals, one folded list per page."""
    proposed = [entry for entry in report.rejected if entry.reason in WAITING]
    half = budget // 2 if report.links and proposed else budget
    return _by_page("Links", report.links, half, rest) + _by_page("Proposed links", proposed, half, rest)


def _by_page(title: str, links: Sequence[ReportLink], budget: int, rest: str) -> str:
    if not links:
        return ""
    blocks = (_page(page, list(group)) for page, group in groupby(links, key=lambda link: link.page))
    shown = fitting(blocks, budget)
    more = sum(1 for _ in groupby(links, key=lambda link: link.page)) - len(shown)
    note = f"\nThe links of {plural(more, 'more page')} are {rest}.\n" if more else ""
    return f"\n## {title}\n\n{''.join(shown)}{note}"


def _page(page: str, links: Sequence[ReportLink]) -> str:
    rows = "".join(f"{_link(link)}\n" for link in links)
    summary = f"<code>{html.escape(readable(page, _TEXT))}</code>: {plural(len(links), 'link')}"
    # The empty lines end and begin what Markdown takes for a block of HTML.
    return f"<details><summary>{summary}</summary>\n\n{rows}\n</details>\n\n"


def _link(link: ReportLink) -> str:
    sentence = f"{_in_front(link.before)}{link.anchor_text}{_behind(link.after)}"
    return (
        f"- {code_span(link.anchor_text)} → {code_span(str(link.target))}, confidence {two_digits(link.confidence)}: "
        f"{code_span(sentence, limit=2 * _TEXT)}"
    )


def _in_front(text: str) -> str:
    """The end of a text, with a sign where it is cut: from a word's beginning where one is near."""
    if len(text) <= _CONTEXT:
        return text
    end = text[-_CONTEXT:]
    return f"…{end[end.find(' ', 0, _PART) + 1 :]}"


def _behind(text: str) -> str:
    """The beginning of a text, likewise."""
    if len(text) <= _CONTEXT:
        return text
    space = text.rfind(" ", _CONTEXT - _PART, _CONTEXT + 1)
    return f"{text[: space if space >= 0 else _CONTEXT]}…"


def _section(title: str, meaning: str, rows: Sequence[str], rest: str) -> str:
    """A folded list; '' without any rows."""
    if not rows:
        return ""
    summary = f"\n<details><summary>{title}: {len(rows):,}</summary>\n\n"
    return f"{summary}{meaning}\n\n{bullets(rows, len(rows), rest)}\n</details>\n"


def _ambiguous(phrase: AmbiguousPhrase) -> str:
    targets = ", ".join(code_span(str(target)) for target in phrase.targets[:_MOST_TARGETS])
    more = len(phrase.targets) - _MOST_TARGETS
    return f"{code_span(phrase.phrase)}, {plural(phrase.mentions, 'mention')}: {targets}" + (
        f" and {more:,} more" if more > 0 else ""
    )


def _orphan(page: ReportPage) -> str:
    return f"{code_span(page.page)} {code_span(page.title)}" if page.title else code_span(page.page)


def _problem(problem: Problem) -> str:
    where = f" in {code_span(problem.page)}" if problem.page else ""
    return f"{code_span(problem.kind)}{where}: {code_span(problem.message, limit=3 * _TEXT)}"
