"""Reports' links for tests: one for every place where a page's readers see the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from made_report import link
from mkdocs_autolink.report import ReportLink
from mkdocs_autolink.report.context import placed_runs, surroundings
from mkdocs_autolink.site import Page, Target


def every_mention(page: Page, titles: Mapping[str, Target]) -> Iterator[ReportLink]:
    """A link for each linkable place of each title, in reading order; `titles` says where they lead."""
    runs = placed_runs(page.body)
    for number, run in enumerate(page.body.runs):
        for title, target in titles.items():
            if not run.linkable:
                continue
            words = r"(?<!\w)" + r"\s+".join(map(re.escape, title.split())) + r"(?!\w)"
            for found in re.finditer(words, run.text):
                offsets = run.offsets or range(run.start, run.end + 1)
                is_code = run.zone.value == "code"
                if is_code and found[0] != run.text:
                    continue
                start, end = (run.start, run.end) if is_code else (offsets[found.start()], offsets[found.end()])
                before, after = surroundings(runs, start, end)
                identity = f"{page.key} {number} {found.start()} {title}"
                yield proposal(identity, page.key, found[0], target, before=before, after=after)


def proposal(
    identity: str, page: str, words: str, target: Target, *, before: str = "", after: str = "", line: int | None = None
) -> ReportLink:
    """A link of a report."""
    return link(page, words, str(target), id=identity, before=before, after=after, line=line)
