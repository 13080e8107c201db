"""What a name that leads nowhere probably means."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from mkdocs_autolink.check.model import Finding, Message
from mkdocs_autolink.paths import PAGE_SUFFIXES
from mkdocs_autolink.report import Report
from mkdocs_autolink.target_search import FoundTarget, TargetSearch

_LIKELY = 0.68
"""The score from which a hit is worth a reader's look."""
_MOST = 50
"""How many are searched for. Where more is gone, folders were moved, and the first say whereto."""
_LOOKED_AT = 5
_SUFFIX = "|".join(map(re.escape, (*PAGE_SUFFIXES, ".html")))
_ADDRESS = re.compile(rf"^(?:\.{{0,2}}/)+|(?:/index)?(?:{_SUFFIX})(?=#|$)|/(?=#|$)")
"""What an address has beside words: where it begins, and how it ends."""


class Suggester:
    """Adds what is probably meant to findings; the report is read when the first needs it."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._asked = 0

    def __call__(self, finding: Finding) -> Finding:
        """The finding, with the page or section that is probably meant, where one is like it."""
        if not finding.may_mean or self._asked == _MOST:
            return finding
        self._asked += 1
        suggestion = self._find(finding.may_mean)
        if not suggestion:
            return finding
        message = finding.message
        said = Message(f"{message.template} Perhaps {{}} is meant.", (*message.texts, suggestion))
        return replace(finding, message=said, suggestion=suggestion)

    def _find(self, texts: tuple[str, ...]) -> str:
        """What the first of the texts is like that is like anything."""
        hits = (hit for text in texts for hit in self._hits(text) if hit.score >= _LIKELY)
        best = next(hits, None)
        return str(best.target) if best else ""

    def _hits(self, text: str) -> tuple[FoundTarget, ...]:
        """What is most like a text; like an address with an id, only sections are: who wrote it knew the page."""
        hits = self._search.find(_ADDRESS.sub("", text), _LOOKED_AT)
        return tuple(hit for hit in hits if hit.target.fragment or "#" not in text)[:1]

    @cached_property
    def _search(self) -> TargetSearch:
        return TargetSearch(self._report)
