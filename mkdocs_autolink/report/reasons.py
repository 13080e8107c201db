"""Why a candidate is no link, in a writer's words, with what to do about it, and which reasons are worth a look."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mkdocs_autolink.outcomes import Reason

REASONS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.REJECTED_BY_REVIEWER: (
            "A reviewer rejected this. To get it back, take the decision out of the decisions file."
        ),
        Reason.NOT_ACCEPTED: (
            "The mode `accepted` links only what the decisions file accepts, and this is not in it yet: accept it."
        ),
        Reason.PROPOSED: ("The mode `propose` links nothing. In the mode `insert` this would be a link."),
        Reason.LEFT_ALONE: (
            "The check of the linked page failed, so that it got no link at all. Please report it with the page."
        ),
        Reason.AMBIGUOUS: (
            "The phrase fits several targets about equally well, and a guess would be wrong too often. "
            "Accept the one you mean in the decisions file, for all pages or for this one."
        ),
        Reason.LOW_CONFIDENCE: ("The evidence is too weak. If the link is right, accept it in the decisions file."),
        Reason.ALREADY_LINKED: (
            "On the same page, the author links to this target already, or links the same words elsewhere. "
            "Where only the words lead elsewhere, accept this one in the decisions file to have both."
        ),
        Reason.DUPLICATE: (
            "Another mention on this page was the better place for the link to this target: "
            "`limits.per_target_per_page` allows no more."
        ),
        Reason.OVERLAP: (
            "Some of the same words more likely mean something else, or do so by a decision. They are a link to that, "
            "or the page links to that elsewhere, or that is held back itself. "
            "If this one is right, accept it in the decisions file, or reject the other."
        ),
        Reason.PAGE_LIMIT: ("The page has as many links as `limits.links_per_page` allows, and the others are better."),
        Reason.SECTION_LIMIT: (
            "The section has as many links as `limits.links_per_section` allows, and the others are better."
        ),
        Reason.DENSITY: (
            "The page is too short for one more link: `limits.words_per_link` counts the author's links too."
        ),
        Reason.DISTANCE: "Another link stands fewer words away than `limits.words_between` asks for.",
        Reason.TARGET_LIMIT: ("The whole site links to this target as often as `limits.links_per_target` allows."),
        Reason.NEVER: (
            "The phrase is on the `never` list of the site or of this page. To have it linked, take it off the list."
        ),
        Reason.NO_TARGET: (
            "No link may lead there: it is this page itself, or not in this build, or excluded as a target. "
            "Mend the address in `keywords` or in the decisions file; see `targets_exclude`."
        ),
        Reason.PART_OF_LONGER: (
            "The words are part of a longer phrase that means something else. "
            "If the link is right all the same, accept it in the decisions file."
        ),
    }
)

WAITING = frozenset({Reason.PROPOSED, Reason.NOT_ACCEPTED})
"""Reasons of good links that the mode leaves out until a reviewer accepts them."""

NEAR = 0.1
"""How far below `min_confidence` a rejection may lie and still be a near miss."""


def is_near_miss(confidence: float, min_confidence: float) -> bool:
    """Whether a rejection of this confidence is one: it has what a link needs, or nearly so."""
    return confidence >= min_confidence - NEAR
