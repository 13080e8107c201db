"""A page built with edits -> which of them made their link, and whether anything else is new."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from mkdocs_autolink.report import ReportLink
from mkdocs_autolink.report.context import PlacedRuns, placed_runs, surroundings
from mkdocs_autolink.site import Page, Site, Target
from mkdocs_autolink.sources.comparison import NewLink, compare
from mkdocs_autolink.sources.edits import Edit

Tried = dict[str, Edit]
"""Edits by id of the link that they are to make."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A link that is to be made, with the edits to try, the likeliest first."""

    link: ReportLink
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of edits that were tried on a page."""

    right: Tried
    """The edits that made a link where one is wished for; wishes for the same words and target may swap theirs."""
    wrong: frozenset[Edit]
    """The ones that made none, or elsewhere."""
    explained: bool
    """Whether the page differs by nothing but links of these edits."""


class Judge:
    """Judges builds of one page."""

    def __init__(self, site: Site, page: Page, before: str) -> None:
        self._site, self._page, self._before = site, page, before

    def __call__(self, after: str, wishes: Iterable[Wish], tried: Tried) -> Judgement:
        """What became of the edits in a page that reads `after` with them; not every wish needs to have one."""
        found = compare(self._before, after)
        made: dict[tuple[str, Target | None], list[NewLink]] = defaultdict(list)
        for new in found.links:
            made[new.text, self._site.resolve(self._page, new.href)].append(new)
        groups: dict[tuple[str, Target], list[ReportLink]] = defaultdict(list)
        for wish in wishes:
            groups[" ".join(wish.link.anchor_text.split()), wish.link.target].append(wish.link)
        explained = found.complete and made.keys() <= groups.keys()
        right: Tried = {}
        for name, links in groups.items():
            edits = [tried[link.id] for link in links if link.id in tried]
            explained = explained and len(made.get(name, ())) in (0, len(edits))
            right.update(self._attribute(links, edits, made.get(name, [])))
        return Judgement(right, frozenset(tried.values()) - frozenset(right.values()), explained)

    def _attribute(self, links: list[ReportLink], edits: list[Edit], made: list[NewLink]) -> Tried:
        """The edits whose links stand where the report has one: what they made comes in their order."""
        right: Tried = {}
        for edit, new in zip(sorted(edits, key=lambda edit: edit.start), made, strict=False):
            link = next((link for link in links if link.id not in right and self._is_at(new, link)), None)
            if link is not None:
                right[link.id] = edit
        return right

    @cached_property
    def _runs(self) -> PlacedRuns:
        return placed_runs(self._page.body)

    def _is_at(self, new: NewLink, link: ReportLink) -> bool:
        """Whether it is where readers see what the report says, in text that may have links."""
        if surroundings(self._runs, new.start, new.end) != (link.before, link.after):
            return False
        after = bisect_right(self._runs.ends, new.start)
        return any(
            run.linkable and run.start <= new.start and new.end <= run.end for run in self._runs.runs[after:][:1]
        )
