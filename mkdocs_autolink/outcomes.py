"""What becomes of candidates: links, and rejections with their reasons; a plan is all of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mkdocs_autolink.candidates import Candidate
from mkdocs_autolink.confidence import Weighed
from mkdocs_autolink.decisions import Verdict
from mkdocs_autolink.site import Target


class Reason(StrEnum):
    """Why a candidate is no link. The names are public and do not change."""

    REJECTED_BY_REVIEWER = "rejected by reviewer"
    NEVER = "phrase on the never list"
    PART_OF_LONGER = "part of a longer phrase"
    ALREADY_LINKED = "already linked by the author"
    AMBIGUOUS = "ambiguous"
    LOW_CONFIDENCE = "low confidence"
    PROPOSED = "proposed only"
    LEFT_ALONE = "page left as it was"
    NOT_ACCEPTED = "not accepted yet"
    OVERLAP = "overlaps a better link"
    DUPLICATE = "target linked elsewhere on the page"
    PAGE_LIMIT = "page limit"
    SECTION_LIMIT = "section limit"
    DENSITY = "too many links for this many words"
    DISTANCE = "too close to another link"
    TARGET_LIMIT = "target limit"
    NO_TARGET = "target does not exist"


@dataclass(frozen=True, slots=True)
class Link:
    """A candidate that becomes a link."""

    weighed: Weighed
    verdict: Verdict | None = None
    """The reviewer's, None where nobody decided yet."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate that does not become a link, with the one reason."""

    weighed: Weighed
    reason: Reason
    verdict: Verdict | None = None
    in_favour_of: str = ""
    """What it lost to: the other targets it may stand for, or the better link's phrase and target; '' for nothing."""


Planned = Link | Rejection
"""What becomes of a candidate."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of every candidate of the site; sorted by page and place."""

    links: tuple[Link, ...]
    rejections: tuple[Rejection, ...]

    def links_by_page(self) -> Mapping[str, list[Link]]:
        """The links of each page that has some, in reading order."""
        grouped: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            grouped[link.weighed.candidate.page].append(link)
        return grouped


def place(outcome: Planned) -> tuple[str, int, int, Target, str]:
    """What sorts links and rejections as their mentions stand: by page and place."""
    candidate = outcome.weighed.candidate
    return candidate.page, candidate.start, candidate.end, candidate.target, candidate.phrase


def link_name(candidate: Candidate) -> str:
    """How a link is called where others lose to it: its phrase and its target."""
    return f"{candidate.phrase} -> {candidate.target}"
