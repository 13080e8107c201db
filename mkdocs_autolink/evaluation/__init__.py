"""How good the links are on a site: its authors' links are hidden, and counted as they come back."""

from __future__ import annotations

from mkdocs_autolink.evaluation.advice import Advice, Reach, advise
from mkdocs_autolink.evaluation.examples import Example, LinkOutcome
from mkdocs_autolink.evaluation.hiding import Gold, Hidden, folds, gold_by_page, hide_links
from mkdocs_autolink.evaluation.measure import LinkTally, SetLink, is_in_sentence, overlaps, tally_pages, total
from mkdocs_autolink.evaluation.trial import THRESHOLDS, Evaluation, Point, evaluate

__all__ = [
    "THRESHOLDS",
    "Advice",
    "Evaluation",
    "Example",
    "Gold",
    "Hidden",
    "LinkOutcome",
    "LinkTally",
    "Point",
    "Reach",
    "SetLink",
    "advise",
    "evaluate",
    "folds",
    "gold_by_page",
    "hide_links",
    "is_in_sentence",
    "overlaps",
    "tally_pages",
    "total",
]
