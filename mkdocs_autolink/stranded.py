"""Decisions on what is gone: retargets whose target is not on the site any more."""

from __future__ import annotations

from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.site import Site, parse_target


def stranded(site: Site, decisions: Decisions) -> list[Decision]:
    """The retargets whose target is not on the site any more, those for some pages first.

    They hold for what they lead to: whoever gives the phrases of a page that is gone another target means them all.
    """
    retargets = [one for one in decisions.items if one.verdict is Verdict.RETARGET]
    gone = [one for one in retargets if not site.has(parse_target(one.target))]
    return sorted(gone, key=lambda one: one.pages is None)
