"""autolink(site, settings, decisions) -> Result: the story, its calls in order."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from mkdocs_autolink.candidates import Bar, Candidate, find_candidates
from mkdocs_autolink.confidence import Scorer, shipped_weights
from mkdocs_autolink.decisions import Decisions, Verdict
from mkdocs_autolink.graph import LinkGraph, link_graph
from mkdocs_autolink.index import build_index
from mkdocs_autolink.phrases import Naming, Origin
from mkdocs_autolink.plan import Link, Plan, Reason, Rejection, make_plan, parse_target, place
from mkdocs_autolink.rewrite import Rewritten, rewrite
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Problem, Site


@dataclass(frozen=True, slots=True)
class Result:
    """All that one run found, decided and wrote."""

    site: Site
    plan: Plan
    """What became of every candidate; a link in it stands in a page."""
    rewritten: Mapping[str, Rewritten]
    """By page key, the pages that have links planned."""
    before: LinkGraph
    """With the author links alone."""
    after: LinkGraph
    """With ours as well."""
    decisions: Decisions
    """What the reviewers had decided."""
    problems: tuple[Problem, ...]


def autolink(site: Site, settings: Settings, decisions: Decisions) -> Result:
    """Index, match, weigh, plan and rewrite a site."""
    scorer = Scorer(shipped_weights())
    candidates = all_candidates(site, settings, decisions, scorer.bar(_least_confidence(settings)))
    planned = make_plan(site, scorer.weigh(candidates), decisions, settings)
    rewritten = _rewrite(site, planned, settings)
    plan = _made(planned, rewritten)
    added = [(link.weighed.candidate.page, link.weighed.candidate.target.page) for link in plan.links]
    problems = [
        Problem("unfaithful", one.page, f"{one.failure}; it was left without links. Please report this with the page.")
        for one in rewritten.values()
        if one.failure
    ]
    return Result(
        site=site,
        plan=plan,
        rewritten=rewritten,
        before=link_graph(site),
        after=link_graph(site, added),
        decisions=decisions,
        problems=(*site.problems, *problems),
    )


@contextmanager
def collector_paused() -> Iterator[None]:
    """Without the cyclic garbage collector, which would walk our many small values, none in a cycle, in vain."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def all_candidates(site: Site, settings: Settings, decisions: Decisions, bar: Bar) -> list[Candidate]:
    """The candidates of every page, each with targets in its own language only."""
    rules = _rules(settings, decisions)
    candidates: list[Candidate] = []
    for language in sorted({page.language for page in site.pages}):
        part = replace(site, pages=tuple(page for page in site.pages if page.language == language))
        index = build_index(part, rules, headings=settings.headings)
        candidates += find_candidates(part, index, bar)
    if not settings.code:
        candidates = [candidate for candidate in candidates if candidate.match != "code"]
    return candidates


def _least_confidence(settings: Settings) -> float:
    """The least confidence that anybody asks for: whoever wants all rejections listed looks at every candidate."""
    return 0.0 if settings.report.rejected == "all" else settings.min_confidence


def _rules(settings: Settings, decisions: Decisions) -> list[Naming]:
    rules = [Naming(phrase, parse_target(target), Origin.RULE) for phrase, target in settings.keywords.items()]
    rules += [
        Naming(decision.phrase, parse_target(decision.target), Origin.RULE)
        for decision in decisions.items
        if decision.verdict is not Verdict.REJECT
    ]
    return rules


def _made(plan: Plan, rewritten: Mapping[str, Rewritten]) -> Plan:
    """The plan as it came true: a link that stands in no page is none, and it is said why."""
    made: list[Link] = []
    rejections = list(plan.rejections)
    for link in plan.links:
        page = rewritten.get(link.weighed.candidate.page)
        if page is not None and not page.failure:
            made.append(link)
        else:
            reason = Reason.LEFT_ALONE if page else Reason.PROPOSED
            rejections.append(Rejection(link.weighed, reason, link.verdict))
    return Plan(tuple(made), tuple(sorted(rejections, key=place)))


def _rewrite(site: Site, plan: Plan, settings: Settings) -> dict[str, Rewritten]:
    if settings.mode == "propose":
        return {}
    return {
        page: rewrite(site.by_key[page], links, site, settings.link) for page, links in plan.links_by_page().items()
    }
