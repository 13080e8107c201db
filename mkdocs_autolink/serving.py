"""What `mkdocs serve` keeps of a build, so that an edit costs the next one little."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from mkdocs_autolink.decisions import Decisions
from mkdocs_autolink.pages import PageFacts, edited
from mkdocs_autolink.pipeline import Linker
from mkdocs_autolink.settings import Settings


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a build depends on besides its pages."""

    site_name: str
    files: frozenset[str]
    """Addresses of what is no page."""
    settings: Settings
    decisions: Decisions


class Kept:
    """The last build of a site, in memory. Edits of text are linked again; anything else asks for a new build."""

    def __init__(self, linker: Linker, facts: Iterable[PageFacts]) -> None:
        self.linker = linker
        self.is_reported = True
        """Whether the report is about the pages and links as they are."""
        self._facts: dict[str, PageFacts] = {}
        self._texts: dict[str, tuple[str, str]] = {}
        """By page: its body, and the Markdown that it was made of."""
        for one in facts:
            self._texts[one.key] = one.html, one.markdown
            self._facts[one.key] = replace(one, html="", markdown="", source="")

    def relink(
        self,
        facts: Iterable[PageFacts],
        circumstances: Circumstances,
        with_source: Callable[[PageFacts], PageFacts],
    ) -> list[str] | None:
        """Link what was edited: keys of the pages with other text, None where all has to be linked anew.

        After None this one is of no use any more. `facts` need no sources: those of edited pages are asked for.
        """
        now = {one.key: one for one in facts}
        linker, site = self.linker, self.linker.site
        known = Circumstances(site.name, site.files, linker.settings, linker.decisions)
        if circumstances != known or now != self._facts:
            return None
        if any(
            repr(one.meta.get("autolink")) != repr(self._facts[key].meta.get("autolink")) for key, one in now.items()
        ):
            return None  # 1 equals True, and means something else there
        changed = [key for key, one in now.items() if (one.html, one.markdown) != self._texts[key]]
        for key in changed:
            page = edited(site.by_key[key], with_source(now[key]), linker.settings)
            if page is None or not linker.reread(page):
                return None
            self._texts[key] = now[key].html, now[key].markdown
            self.is_reported = False
        return changed
