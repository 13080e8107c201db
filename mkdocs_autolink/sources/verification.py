"""Pages with their links on the disk -> those that the site shows as was proved; the others are taken back.

The proof hands MkDocs the edited sources. What reads the files by itself, as an include in a file that is no page, has
the links only once they are written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from mkdocs_autolink.body import read_body
from mkdocs_autolink.errors import AutolinkError
from mkdocs_autolink.files import FileChangedError, replace_file
from mkdocs_autolink.report import ReportLink
from mkdocs_autolink.report.context import PlacedRuns, placed_runs, surroundings
from mkdocs_autolink.site import Site
from mkdocs_autolink.sources.applying import BuildSite, LeftOut, SourceChange, left_out
from mkdocs_autolink.sources.comparison import NewLink, compare
from mkdocs_autolink.sources.harmless import harmless_pages
from mkdocs_autolink.sources.proof import Bodies, Proof, Refusal, Refused, unsteady_pages

MOST_TRIALS = 20
"""What is in doubt by then is taken back: each trial is a build of the site."""

_Shown = Mapping[str, str]
"""The bodies of the pages that are not what was proved."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What stays on the disk."""

    kept: frozenset[str]
    """The pages with their links in."""
    left: tuple[LeftOut, ...]
    """The links that were taken back, and why."""


def verify(written: Iterable[SourceChange], proof: Proof, build: BuildSite) -> Verified:
    """Takes back the pages for which a build from the files shows anything but what was proved."""
    disk = _Disk(written)
    site = _WrittenSite(disk, proof, build)
    pages = tuple(disk.pages)
    shown = site.unproved(pages)
    if shown is not None and not shown:
        return Verified(frozenset(pages), ())
    causes = _causes(shown or {}, pages, proof)
    kept = [page for page in pages if page not in causes]
    if not causes or (kept and site.unproved(kept) != {}):
        kept = _largest_harmless(site, pages)
    disk.put(kept)
    taken = [page for page in pages if page not in kept or page in disk.stuck]
    left = [item for page in taken for item in _left(page, proof, shown, causes.get(page), disk.stuck.get(page))]
    return Verified(frozenset({*kept, *disk.stuck}), tuple(left))


class _Disk:
    """The written pages, each with its links in or, taken back, as it was."""

    def __init__(self, written: Iterable[SourceChange]) -> None:
        self.pages = {change.page: change for change in written}
        self.stuck: dict[str, str] = {}
        """The pages that could not be replaced, and why."""
        self._linked = set(self.pages)

    def put(self, pages: Collection[str]) -> None:
        """Makes these pages the ones with their links in."""
        for page, change in self.pages.items():
            if page in self.stuck or (page in pages) == (page in self._linked):
                continue
            was, then = (change.old, change.new) if page in pages else (change.new, change.old)
            try:
                replace_file(change.path, then, was=was)
            except FileChangedError:
                self.stuck[page] = "the page was changed meanwhile"
            except OSError as error:
                self.stuck[page] = f"the page cannot be written ({error.strerror})"
            else:
                self._linked ^= {page}

    def is_ours(self, page: str) -> bool:
        """Whether nobody else has changed the page since."""
        change = self.pages[page]
        try:
            return change.path.read_bytes() == (change.new if page in self._linked else change.old)
        except OSError:
            return False


class _WrittenSite:
    """Builds of the files as they stand."""

    def __init__(self, disk: _Disk, proof: Proof, build: BuildSite) -> None:
        self._disk, self._proof, self._build = disk, proof, build
        self._unsteady = proof.baseline.unsteady

    def unproved(self, linked: Collection[str]) -> _Shown | None:
        """What the site shows otherwise than was proved with the links of these pages; None where it cannot be built.

        A page that somebody else has changed meanwhile proves nothing.
        """
        self._disk.put(linked)
        try:
            site, bodies = self._build({})
        except AutolinkError:
            return None
        others = unsteady_pages(_expected(self._proof, linked), bodies) - self._unsteady
        return {page: bodies.get(page, "") for page in sorted(others) if self._is_as_it_was(page, site)}

    def _is_as_it_was(self, page: str, site: Site) -> bool:
        """Whether nobody but us has changed the page since the proof."""
        if page in self._disk.pages:
            return self._disk.is_ours(page)
        before, now = self._proof.baseline.site.by_key.get(page), site.by_key.get(page)
        return before is not None and before.source == (now.source if now else None)

    def excuse_what_links_do_not_cause(self) -> bool:
        """Leaves out of account what differs without any link; whether the site can be built then."""
        shown = self.unproved(())
        self._unsteady |= frozenset(shown or ())
        return shown is not None


def _largest_harmless(site: _WrittenSite, pages: Iterable[str]) -> list[str]:
    """As many of the pages as can be found to show as was proved together."""
    if not site.excuse_what_links_do_not_cause():
        return []
    return harmless_pages(pages, lambda some: site.unproved(some) == {}, most=MOST_TRIALS)


def _causes(shown: _Shown, written: Collection[str], proof: Proof) -> dict[str, frozenset[str]]:
    """The written pages that seem to have changed others, or themselves, by more than was proved, with those pages."""
    expected = _expected(proof, written)
    links = [item.link for page in written for item in proof.proved[page]]
    causes: dict[str, set[str]] = defaultdict(set)
    for page, body in shown.items():
        found = compare(expected[page], body)
        runs = placed_runs(read_body(expected[page]))
        sources = {source for new in found.links for source in _pages_with(new, runs, links)} - {page}
        if page in written and not (sources and found.complete):
            sources.add(page)
        for source in sources:
            causes[source].add(page)
    return {page: frozenset(others) for page, others in causes.items()}


def _pages_with(new: NewLink, runs: PlacedRuns, links: Iterable[ReportLink]) -> set[str]:
    """The pages that have the same words as a link between the same ones, else those that have them anywhere."""
    same = [link for link in links if " ".join(link.anchor_text.split()) == new.text]
    around = surroundings(runs, new.start, new.end)
    return {link.page for link in same if (link.before, link.after) == around} or {link.page for link in same}


def _expected(proof: Proof, linked: Iterable[str]) -> Bodies:
    """The bodies of all pages where these ones have their links in."""
    return {**proof.baseline.bodies, **{page: proof.bodies[page] for page in linked}}


def _left(
    page: str, proof: Proof, shown: _Shown | None, caused: frozenset[str] | None, stuck: str | None
) -> Iterator[LeftOut]:
    """The links of a page that was taken back, with the reason."""
    others = tuple(sorted((caused or frozenset(shown or ())) - {page}))
    why = Refusal.CHANGES_OTHERS if others else Refusal.CHANGES_PAGE
    if shown is None:
        why = Refusal.ENDS_BUILD
    for proved in proof.proved[page]:
        left = left_out(Refused(proved.link, why, others))
        if stuck:
            left = LeftOut(left.page, left.what, f"{left.why}, but {stuck}; take the link out by hand")
        yield left
