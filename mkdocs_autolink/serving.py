"""What `mkdocs serve` keeps of a build, so that an edit costs the next one little."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from mkdocs_autolink.decisions import Decisions
from mkdocs_autolink.pages import Glance, PageFacts, edited_site
from mkdocs_autolink.pipeline import Linker
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


class KeptBuild:
    """The last build of a site, in memory. Edits of its pages are linked again; anything else asks for a new build."""

    def __init__(self, linker: Linker, glances: Mapping[str, Glance], *, is_reported: bool) -> None:
        self.linker = linker
        self.is_reported = is_reported
        """Whether the report is about the pages and links as they are."""
        self._glances = glances

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
