"""The report as plain values: what every rendering and every command reads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mkdocs_autolink.author_links import Fault
from mkdocs_autolink.decisions import Verdict
from mkdocs_autolink.namings import Origin
from mkdocs_autolink.outcomes import Reason
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
class ReportTarget:
    """What a link may lead to, as a reviewer wants to see it."""

    target: Target
    title: str
    """Of the page, or of the section."""
    lead: str
    """The beginning of its text: up to 160 characters, '' where it has none."""


class DecisionState(StrEnum):
    """What became of a decision in this build. The names are public and do not change."""

    HOLDS = "holds"
    PHRASE_GONE = "phrase gone"
    """No page that it holds on has the words any more, in links and headings neither."""
    TARGET_GONE = "target gone"
    """The page or the id that it leads to, or keeps links from, is not in this build."""


@dataclass(frozen=True, slots=True)
class ReportDecision:
    """A decision of the reviewers', and what became of it."""

    phrase: str
    target: str
    verdict: Verdict
    to: str
    pages: tuple[str, ...] | None
    links: int
    """Links made because of it."""
    state: DecisionState

    @property
    def is_rotten(self) -> bool:
        """Whether it wants a link that cannot be made any more; a rejection of what is gone harms nobody."""
        return self.verdict is not Verdict.REJECT and self.state is not DecisionState.HOLDS

    @property
    def is_idle(self) -> bool:
        """Whether it is a rejection that has nothing left to reject."""
        return self.verdict is Verdict.REJECT and self.state is not DecisionState.HOLDS


@dataclass(frozen=True, slots=True)
class ReportBrokenLink:
    """A link of an author's that leads nowhere."""

    page: str
    href: str
    """As it stands in the HTML, decoded."""
    text: str
    line: int | None
    """Line of the Markdown, from 1, where it probably stands; None where it was not found."""
    why: Fault


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """Numbers of pages at the other end of links: by the authors' links, and further ones by ours."""

    author: int
    autolink: int

    @property
    def total(self) -> int:
        """Both together: what holds after the run."""
        return self.author + self.autolink


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A section that a link may lead to."""

    fragment: str
    title: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A page and its place in the site."""

    page: str
    title: str
    language: str
    """Two-letter code, '' where it is unknown."""
    digest: str
    """Of the bytes of its file, '' where it was made by a program."""
    is_target: bool
    """Whether links may lead to it."""
    sections: tuple[ReportSection, ...]
    """In reading order."""
    inlinks: LinkCounts
    outlinks: LinkCounts
    depth: int | None
    """Clicks from the home page, our links included; None where it cannot be reached."""
    rank: float
    """PageRank, our links included."""
    was_orphan: bool
    """Whether no author link leads here."""
    is_orphan: bool
    """Whether no link at all leads here, ours included."""


@dataclass(frozen=True, slots=True)
class BeforeAfter:
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
    orphans: BeforeAfter
    ambiguous_phrases: int
    confidence: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class ReportProject:
    """Where the files stand that the report was made from, and how they looked."""

    root: str = ""
    """Path from the report's folder to the folder of the configuration; '' where the report stands outside of it."""
    config: str = ""
    """Path of the configuration from the root, as are the next two; '' where it was read from nowhere."""
    docs_dir: str = ""
    decisions: str = ""
    config_digest: str = ""
    decisions_digest: str = ""
    """'' where there is no such file."""
    left_out: tuple[str, ...] = ()
    """Files in the docs folder that are called like pages and are none of this build, sorted."""


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """The options that a reader of the report must know."""

    mode: str
    min_confidence: float
    rejected: str
    """Which rejections are listed: none, near or all."""


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
    project: ReportProject
    settings: ReportSettings
    site: ReportSite
    totals: Totals
    links: tuple[ReportLink, ...]
    """Sorted by page and place, as are the rejections."""
    rejected: tuple[ReportRejection, ...]
    """Those that the settings ask for."""
    ambiguous: tuple[AmbiguousPhrase, ...]
    """Sorted by phrase; all of them, whatever `rejected` holds."""
    targets: tuple[ReportTarget, ...]
    """What links, rejections and ambiguous phrases lead to, sorted."""
    pages: tuple[ReportPage, ...]
    decisions: tuple[ReportDecision, ...]
    """In the order of the file."""
    broken: tuple[ReportBrokenLink, ...]
    """In reading order."""
    problems: tuple[Problem, ...]
