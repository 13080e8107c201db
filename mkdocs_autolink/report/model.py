"""The report as plain values: what every rendering and every command reads."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_autolink.decisions import Verdict
from mkdocs_autolink.phrases import Origin
from mkdocs_autolink.plan import Reason
from mkdocs_autolink.site import Problem, Target


@dataclass(frozen=True, slots=True)
class ReportLink:
    """A link with everything a reader needs to judge it without opening the page."""

    id: str
    """Made of page, phrase, target and the mention's number among equals, not of its place: 12 hex digits."""
    page: str
    target: Target
    anchor_text: str
    before: str
    """Up to 80 characters of readable text in front of the anchor text, from the same block."""
    after: str
    line: int | None
    """Line of the page's Markdown, from 1, where the mention probably stands; None where it was not found."""
    phrase: str
    origin: Origin
    likeness: float
    confidence: float
    evidence: tuple[tuple[str, float], ...]
    """Terms that count, in log-odds, rounded to 3 digits."""
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class ReportRejection(ReportLink):
    """A link that was not made, and why not."""

    reason: Reason
    in_favour_of: str


@dataclass(frozen=True, slots=True)
class AmbiguousPhrase:
    """A phrase that was held back because it stands for more than one target."""

    phrase: str
    targets: tuple[Target, ...]
    mentions: int
    """Number of places in the site's text."""
    pages: tuple[str, ...]
    """Pages that mention it."""


@dataclass(frozen=True, slots=True)
class Split:
    """Numbers of pages at the other end of links: by the authors' links, and further ones by ours."""

    author: int
    autolink: int

    @property
    def total(self) -> int:
        """Both together: what holds after the run."""
        return self.author + self.autolink


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A page's place in the site."""

    page: str
    title: str
    inlinks: Split
    outlinks: Split
    depth: int | None
    """Clicks from the home page, our links included; None where it cannot be reached."""
    rank: float
    """PageRank, our links included."""
    was_orphan: bool
    """Whether no author link leads here."""
    is_orphan: bool
    """Whether no link at all leads here, ours included."""


@dataclass(frozen=True, slots=True)
class Before:
    """A number before our links and after."""

    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Band:
    """The number of links with a confidence from `low` to below `high`; 1 counts to the last."""

    low: float
    high: float
    links: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The run in numbers."""

    pages: int
    links: int
    links_to_sections: int
    pages_with_links: int
    unreviewed: int
    """Links that no reviewer has decided on."""
    author_links: int
    """Pairs of pages of which one links to the other by its author's hand."""
    candidates: int
    rejected: tuple[tuple[Reason, int], ...]
    """Every reason with its number of candidates, whether or not the report lists them."""
    orphans: Before
    ambiguous_phrases: int
    confidence: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class ReportSite:
    """What the report is about."""

    name: str
    language: str
    """Two-letter code of the language of most pages, '' where none is known."""
    pages: int


@dataclass(frozen=True, slots=True)
class Report:
    """All that one run has to say."""

    generator: str
    site: ReportSite
    totals: Totals
    links: tuple[ReportLink, ...]
    """Sorted by page and place, as are the rejections."""
    rejected: tuple[ReportRejection, ...]
    """Those that the settings ask for."""
    ambiguous: tuple[AmbiguousPhrase, ...]
    """Sorted by phrase; all of them, whatever `rejected` holds."""
    pages: tuple[ReportPage, ...]
    problems: tuple[Problem, ...]
