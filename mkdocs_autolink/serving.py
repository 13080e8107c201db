"""What `mkdocs serve` keeps of a build, so that an edit costs the next one little."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from mkdocs_autolink.decisions import Decisions
from mkdocs_autolink.pages import PageFacts, edited
from mkdocs_autolink.pipeline import Linker
from mkdocs_autolink.settings import Settings


class Kept:
    """The last build of a site, in memory. Edits of text are linked again; anything else asks for a new build."""

    def __init__(self, linker: Linker, facts: Iterable[PageFacts]) -> None:
        self.linker = linker
        self.is_reported = True
        """Whether the report is about the links as they are."""
        self._html = {}
        self._facts = {}
        for one in facts:
            self._html[one.key] = one.html
            self._facts[one.key] = replace(one, html="", source="")

    def relink(
        self,
        facts: Iterable[PageFacts],
        files: frozenset[str],
        settings: Settings,
        decisions: Decisions,
        with_source: Callable[[PageFacts], PageFacts],
    ) -> list[str] | None:
        """Link what was edited: keys of the pages with other text, None where all has to be linked anew.

        After None this one is of no use any more. `facts` need no sources: those of edited pages are asked for.
        """
        now = {one.key: one for one in facts}
        linker = self.linker
        known = (self._facts, linker.site.files, linker.settings, linker.decisions)
        if (now, files, settings, decisions) != known:
            return None
        changed = [key for key, one in now.items() if one.html != self._html[key]]
        for key in changed:
            page = edited(linker.site.by_key[key], with_source(now[key]), settings)
            if page is None or not linker.reread(page):
                return None
            self._html[key] = now[key].html
            self.is_reported = False
        return changed
