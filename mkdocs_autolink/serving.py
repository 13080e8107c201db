"""What `mkdocs serve` keeps of a build, so that an edit costs the next one little."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from mkdocs_autolink.decisions import Decisions
from mkdocs_autolink.pages import Glance, PageFacts, edited_site
from mkdocs_autolink.pipeline import Linker
from mkdocs_autolink.rewrite import Rewritten
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.stranded import stranded


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a build depends on besides its pages."""

    site_name: str
    files: frozenset[str]
    """Addresses of what is no page."""
    address: str
    """Where the site is to stand."""
    settings: Settings
    decisions: Decisions


class LinkedBody(NamedTuple):
    """A page's body, before and after links were put in."""

    before: str
    after: str
    rewritten: Rewritten


class KeptBuild:
    """The last build of a site, in memory. Edits of its pages are linked again; anything else asks for a new build."""

    def __init__(self, linker: Linker, glances: Mapping[str, Glance], *, is_reported: bool) -> None:
        self.linker = linker
        self.is_reported = is_reported
        """Whether the report is about the pages and links as they are."""
        self._glances = glances
        self._bodies: dict[str, LinkedBody] = {}

    def relink(
        self,
        glances: Mapping[str, Glance],
        circumstances: Circumstances,
        facts: Callable[[list[str]], list[PageFacts]],
    ) -> list[str] | None:
        """Link what was edited: keys of the edited pages, None where all has to be linked anew.

        After None this one is of no use any more. `facts` are asked for where a glance shows an edit.
        """
        linker, site = self.linker, self.linker.site
        known = Circumstances(site.name, site.files, site.address, linker.settings, linker.decisions)
        if circumstances != known or glances.keys() != self._glances.keys():
            return None
        before = self._glances
        changed = [key for key, one in glances.items() if one != before[key]]
        if not changed:
            return []
        if any(glances[key].place != before[key].place for key in changed):
            return None
        edited = edited_site(site, facts(changed), linker.settings)
        if edited is None or stranded(edited, linker.decisions) != stranded(site, linker.decisions):
            return None
        linker.relink(edited)
        self._glances = {**before, **{key: glances[key] for key in changed}}  # bodies that are alike are kept once
        self.is_reported = False
        return changed

    def body(self, key: str) -> str:
        """A page's body, as the last build that changed it had it."""
        return self._glances[key].body

    def linked_bodies(self, pages: Iterable[str]) -> Mapping[str, LinkedBody]:
        """Of the pages that have links, by the very keys and in the order that are given; made anew after edits alone.

        All in one go: one at a time, between the templates of two pages, what makes a body has to be fetched from all
        over the memory, which takes several times as long.
        """
        known, self._bodies = self._bodies, {}
        for key in pages:
            rewritten = self.linker.rewritten.get(key)
            if rewritten and rewritten.links:
                body = known.get(key)
                if body is None or body.rewritten is not rewritten:
                    body = LinkedBody(rewritten.before, rewritten.html, rewritten)
                self._bodies[key] = body
        return self._bodies

    def read_files(self, read: Callable[[str], tuple[str, str] | None]) -> None:
        """Take in what edits changed in files alone: a comment in front matter, which moves the lines below it.

        `read` gives text and digest of the file at a path, None where neither is to be had.
        """
        edited, site = {}, self.linker.site
        for page in site.pages:
            path = self._glances[page.key].path
            file = read(path) if path else None
            if file is not None and file != (page.source, page.digest):
                source, digest = file
                edited[page.key] = replace(page, source=source, digest=digest if page.digest else "")
        if edited:
            self.linker.site = site.with_edited(edited, site.problems)
            self.is_reported = False
