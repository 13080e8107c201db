"""A project on the disk whose site is rendered by a few lines, and reports of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from made_report import made_report, page
from mkdocs_autolink.decisions import Verdict
from mkdocs_autolink.digests import digest
from mkdocs_autolink.report import Report
from mkdocs_autolink.site import Site, Target
from mkdocs_autolink.sources import NAME, LeftOut, SourceChanges, load_record, plan_links, plan_revert, wanted_links
from mkdocs_autolink.sources.disk import as_mkdocs_reads
from mkdocs_autolink.sources.proof import Bodies
from mkdocs_autolink.sources.writing import write_links, write_reverted
from sources.proposals import every_mention
from sources.small_site import Extra, SmallSite, as_it_is


@dataclass
class SmallProject:
    """Its pages stand in `docs`, its record beside."""

    root: Path
    titles: Mapping[str, Target]
    extra: Extra = as_it_is
    builds: int = 0

    @property
    def docs(self) -> Path:
        """The folder of the pages."""
        return self.root / "docs"

    @property
    def record(self) -> Path:
        """The file that says what was written."""
        return self.root / NAME

    def add(self, **pages: str | bytes) -> None:
        """Writes pages; their names come without `.md`."""
        self.docs.mkdir(exist_ok=True)
        for name, text in pages.items():
            (self.docs / f"{name}.md").write_bytes(text if isinstance(text, bytes) else text.encode())

    def text(self, name: str) -> str:
        """A page as it stands, line ends and all."""
        return (self.docs / f"{name}.md").read_bytes().decode()

    def state(self) -> dict[str, str]:
        """What tells the content of all files."""
        files = (path for path in self.root.rglob("*") if path.is_file())
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    def build(self, texts: Mapping[str, str]) -> tuple[Site, Bodies]:
        """The site as it stands on the disk, with some sources replaced."""
        self.builds += 1
        return self._site().build(texts)

    def report(self) -> Report:
        """A report of the site now: every mention of a title is an accepted link."""
        site = self._site().site()
        links = [
            replace(link, verdict=Verdict.ACCEPT)
            for one in site.pages
            for link in every_mention(one, self.titles)
            if link.target.page != one.key
        ]
        files = (path for path in sorted(self.docs.rglob("*.md")) if path.is_file())
        pages = (page(path.relative_to(self.docs).as_posix(), digest=digest(path.read_bytes())) for path in files)
        return made_report(links=tuple(links), pages=tuple(pages))

    def plan(self, report: Report) -> SourceChanges:
        """What is to be written."""
        return plan_links(report, wanted_links(report), self.docs, load_record(self.record), self.build)

    def apply(self, report: Report | None = None) -> SourceChanges:
        """Writes the links of a report, else of one that is made now; what was planned."""
        record = load_record(self.record)
        plan = self.plan(report or self.report())
        return replace(plan, left=(*plan.left, *write_links(plan, record, self.record, self.build)))

    def revert(self) -> tuple[LeftOut, ...]:
        """Takes the links of the record out; what is left in."""
        record = load_record(self.record)
        plan = plan_revert(self.docs, record)
        return (*plan.left, *write_reverted(plan, record, self.record))

    def _site(self) -> SmallSite:
        files = (path for path in sorted(self.docs.rglob("*.md")) if path.is_file())
        return SmallSite(
            {
                path.relative_to(self.docs).as_posix(): as_mkdocs_reads(path.read_bytes().decode("utf-8", "replace"))
                for path in files
            },
            self.extra,
        )
