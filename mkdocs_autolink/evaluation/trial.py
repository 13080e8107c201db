"""evaluate(site, …) -> Evaluation: how well the links of a site's own authors come back, at every threshold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field, replace

from mkdocs_autolink.confidence import Scorer, Weighed, Weights, shipped_weights
from mkdocs_autolink.decisions import Decisions
from mkdocs_autolink.evaluation.examples import Example, LinkOutcome, find_examples
from mkdocs_autolink.evaluation.hiding import Hidden, hide_links
from mkdocs_autolink.evaluation.measure import LinkTally, precision_interval, tally_pages, total
from mkdocs_autolink.outcomes import Plan
from mkdocs_autolink.pipeline import all_candidates, collector_paused
from mkdocs_autolink.plan import make_plan
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Site

THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Point:
    """What comes back at one value of `min_confidence`."""

    threshold: float
    tally: LinkTally
    low: float
    high: float
    """The sentence precision lies between them with a probability of 95 %."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How well the links of a site's own authors come back."""

    site: str
    pages: int
    folds: int
    """Parts that the pages were hidden in, one after the other; 1 for all at once."""
    hidden: int
    """Links."""
    threshold: float
    """The site's own `min_confidence`."""
    curve: tuple[Point, ...]
    """By threshold, the lowest first; the site's own is one of them."""
    examples: tuple[Example, ...]
    """At the site's own threshold: every link of ours, every hidden one that did not come back."""
    missed: tuple[tuple[str, int], ...]
    """Why pairs did not come back, the most frequent reason first."""

    @property
    def here(self) -> Point:
        """The point at the site's own threshold."""
        return next(point for point in self.curve if point.threshold == self.threshold)


@dataclass(slots=True)
class _Counts:
    """What the folds have given so far."""

    tallies: dict[float, dict[str, LinkTally]]
    hidden: int = 0
    examples: list[Example] = field(default_factory=list)


def evaluate(
    site: Site,
    settings: Settings,
    decisions: Decisions,
    folds: Sequence[Set[str]],
    *,
    weights: Weights | None = None,
    progress: Callable[[], None] = lambda: None,
) -> Evaluation:
    """Hide the authors' links on the pages of each fold in turn, link them, and compare.

    The links of all other pages stay and are learned from. `progress` is called once a fold.
    """
    thresholds = sorted({*THRESHOLDS, settings.min_confidence})
    counts = _Counts({threshold: {} for threshold in thresholds})
    for fold in folds:
        with collector_paused():
            hidden = hide_links(site, fold)
            if hidden.gold:
                _try(hidden, settings, decisions, weights or shipped_weights(), counts)
        progress()
    reasons = Counter(one.reason for one in counts.examples if one.outcome is LinkOutcome.MISSED)
    return Evaluation(
        site=site.name,
        pages=len(site.pages),
        folds=len(folds),
        hidden=counts.hidden,
        threshold=settings.min_confidence,
        curve=tuple(_point(threshold, tallies) for threshold, tallies in counts.tallies.items()),
        examples=tuple(counts.examples),
        missed=tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
    )


def _try(hidden: Hidden, settings: Settings, decisions: Decisions, weights: Weights, counts: _Counts) -> None:
    """Link one fold at every threshold; its candidates are the same at all of them."""
    site = hidden.site.linked_on(hidden.scored)
    scorer = Scorer(weights)
    weighed = scorer.weigh(all_candidates(site, settings, decisions, scorer.bar(min(counts.tallies))))
    counts.hidden += len(hidden.gold)
    for threshold, tallies in counts.tallies.items():
        plan = _plan(site, weighed, settings, decisions, threshold)
        tallies |= tally_pages(hidden, (link.weighed.candidate for link in plan.links))
        if threshold == settings.min_confidence:
            counts.examples += find_examples(hidden, plan)


def _plan(site: Site, weighed: list[Weighed], settings: Settings, decisions: Decisions, threshold: float) -> Plan:
    return make_plan(site, weighed, decisions, replace(settings, mode="insert", min_confidence=threshold))


def _point(threshold: float, tallies: dict[str, LinkTally]) -> Point:
    return Point(threshold, total(tallies.values()), *precision_interval(tallies))
