"""autolink(site, settings, decisions) -> Result: the story, its calls in order."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace

from mkdocs_autolink.candidates import Candidate
from mkdocs_autolink.confidence import Scorer, Weighed, shipped_weights
from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.finder import Finder
from mkdocs_autolink.graph import LinkGraph, link_graph
from mkdocs_autolink.hits import Match
from mkdocs_autolink.index import build_index, is_named_alike
from mkdocs_autolink.namings import Naming, Origin
from mkdocs_autolink.outcomes import Link, Plan, Reason, Rejection, place
from mkdocs_autolink.pairs import Bar
from mkdocs_autolink.plan import make_plan
from mkdocs_autolink.rewrite import Rewritten, rewrite
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Problem, Site, parse_target
from mkdocs_autolink.stranded import stranded


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
    return Linker(site, settings, decisions, expects_edits=False).result()


class Linker:
    """Links a site, and again what an edit changes, with what linking it all anew would give.

    One that expects no edits lets go of what only `relink` needs, which is most of the memory, as soon as it can.
    """

    def __init__(self, site: Site, settings: Settings, decisions: Decisions, *, expects_edits: bool = True) -> None:
        self.site = site
        self.settings = settings
        self.decisions = decisions
        self.rewritten: dict[str, Rewritten] = {}
        """By page key, the pages that have links planned."""
        self._scorer = Scorer(shipped_weights())
        self._finders = finders(site, settings, decisions, self._scorer.bar(_least_confidence(settings)))
        self._weighed: dict[str, list[Weighed]] = {}
        self._plans: list[tuple[Set[str], Plan]] = []
        """With the pages that each is about, for which it replaces those before it."""
        pages = {page.key for page in site.pages}
        self._weigh(pages)
        weighed = self._weighed_on(pages)
        if not expects_edits:
            self._finders, self._weighed = {}, {}
            self._scorer = Scorer(self._scorer.weights)
        self._replan(pages, weighed)

    def relink(self, site: Site) -> None:
        """Link what edits of pages change, on them and on others; each is where it was, and in its language."""
        before, self.site = self.site, site
        edited = [page for page in site.pages if page is not before.by_key[page.key]]
        changed = set[str]()
        for language in {page.language for page in edited}:
            part = _in_language(site, language)
            changed |= self._finders[language].reread(part, [page for page in edited if page.language == language])
        self._weigh(changed)
        renamed = {page.key for page in edited if not is_named_alike(before.by_key[page.key], page)}
        changed |= self._leading_to(renamed) if renamed else set()
        is_shared = self.settings.limits.links_per_target is not None  # what one page takes, another one cannot have
        if is_shared or site.author_outlinks != before.author_outlinks:
            changed = {page.key for page in site.pages}
        self._replan(changed, self._weighed_on(changed))

    def _leading_to(self, targets: set[str]) -> set[str]:
        """The pages with a link to one of the targets, which says what that is called, or with one that was decided."""
        links = [link.weighed.candidate for _, plan in self._plans for link in plan.links]
        decided = [one.weighed.candidate for _, plan in self._plans for one in plan.rejections if one.verdict]
        return {candidate.page for candidate in [*links, *decided] if candidate.target.page in targets}

    def result(self) -> Result:
        """All that there is to say of the site's links as they are now."""
        plan = self._plan()
        added = [(link.weighed.candidate.page, link.weighed.candidate.target.page) for link in plan.links]
        return Result(
            site=self.site,
            plan=plan,
            rewritten=self.rewritten,
            before=link_graph(self.site),
            after=link_graph(self.site, added),
            decisions=self.decisions,
            problems=(*self.site.problems, *self.problems()),
        )

    def problems(self) -> tuple[Problem, ...]:
        """Pages that were left as they were, since links would not have left them so."""
        return tuple(
            Problem(
                "unfaithful", one.page, f"{one.failure}; it was left without links. Please report this with the page."
            )
            for one in self.rewritten.values()
            if one.failure
        )

    def _weigh(self, pages: set[str]) -> None:
        """Find the candidates of some pages anew, each with its confidence."""
        for key in sorted(pages):
            page = self.site.by_key[key]
            candidates = _wanted(self._finders[page.language].candidates(page), self.settings)
            self._weighed[key] = self._scorer.weigh(candidates)

    def _weighed_on(self, pages: set[str]) -> list[Weighed]:
        """The candidates of some pages as they were found last."""
        return [one for key in sorted(pages) for one in self._weighed[key]]

    def _replan(self, pages: set[str], weighed: Iterable[Weighed]) -> None:
        """Plan and write the links of some pages, in the place of those they had."""
        planned = make_plan(self.site, weighed, self.decisions, self.settings)
        rewritten = _rewrite(self.site, planned, self.settings)
        self.rewritten = {key: page for key, page in self.rewritten.items() if key not in pages} | rewritten
        self._plans.append((pages, _made(planned, rewritten)))

    def _plan(self) -> Plan:
        """The plan for the whole site, of which edits have replaced parts."""
        while len(self._plans) > 1:
            pages, plan = self._plans.pop()
            before, first = self._plans.pop()
            self._plans.append((before | pages, _joined(_without(first, pages), plan)))
        return self._plans[0][1]


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
    by_language = finders(site, settings, decisions, bar)
    return [
        candidate for page in site.pages for candidate in _wanted(by_language[page.language].candidates(page), settings)
    ]


def finders(site: Site, settings: Settings, decisions: Decisions, bar: Bar) -> dict[str, Finder]:
    """By language: what finds the candidates of its pages."""
    rules = rules_of(site, settings, decisions)
    found = {}
    for language in sorted({page.language for page in site.pages}):
        part = _in_language(site, language)
        found[language] = Finder(part, build_index(part, rules, headings=settings.headings), bar)
    return found


def _in_language(site: Site, language: str) -> Site:
    pages = tuple([page for page in site.pages if page.language == language])
    return site if len(pages) == len(site.pages) else replace(site, pages=pages)


def _wanted(candidates: list[Candidate], settings: Settings) -> list[Candidate]:
    return candidates if settings.code else [one for one in candidates if one.match is not Match.CODE]


def _least_confidence(settings: Settings) -> float:
    """The least confidence that anybody asks for: whoever wants all rejections listed looks at every candidate."""
    return 0.0 if settings.report.rejected == "all" else settings.min_confidence


def rules_of(site: Site, settings: Settings, decisions: Decisions) -> list[Naming]:
    """What users and reviewers say that phrases stand for."""
    rules = [Naming(phrase, parse_target(target), Origin.RULE) for phrase, target in settings.keywords.items()]
    rules += [
        _wish(decision, decision.target) for decision in decisions.items if decision.verdict is not Verdict.REJECT
    ]
    rules += [_wish(decision, decision.to) for decision in stranded(site, decisions)]
    return rules


def _wish(decision: Decision, target: str) -> Naming:
    pages = None if decision.pages is None else frozenset(decision.pages)
    return Naming(decision.phrase, parse_target(target), Origin.RULE, pages=pages)


def _without(plan: Plan, pages: Set[str]) -> Plan:
    """The plan for all other pages."""
    return Plan(
        tuple(link for link in plan.links if link.weighed.candidate.page not in pages),
        tuple(rejection for rejection in plan.rejections if rejection.weighed.candidate.page not in pages),
    )


def _joined(one: Plan, other: Plan) -> Plan:
    """The plan for the pages of both."""
    links, rejections = (*one.links, *other.links), (*one.rejections, *other.rejections)
    return Plan(tuple(sorted(links, key=place)), tuple(sorted(rejections, key=place)))


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
    if len(made) == len(plan.links):  # as nearly always
        return plan
    return Plan(tuple(made), tuple(sorted(rejections, key=place)))


def _rewrite(site: Site, plan: Plan, settings: Settings) -> dict[str, Rewritten]:
    if settings.mode == "propose":
        return {}
    return {
        page: rewrite(site.by_key[page], links, site, settings.link) for page, links in plan.links_by_page().items()
    }
