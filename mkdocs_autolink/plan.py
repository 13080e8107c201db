"""Candidates -> links and rejections: each mention is judged, then links are taken, the best ones first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from mkdocs_autolink.confidence import Weighed
from mkdocs_autolink.decisions import Decisions
from mkdocs_autolink.limits import Chooser
from mkdocs_autolink.mention_judge import MentionJudge
from mkdocs_autolink.outcomes import Link, Plan, Rejection, place
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Site


def make_plan(site: Site, weighed: Iterable[Weighed], decisions: Decisions, settings: Settings) -> Plan:
    """Decide on every candidate: verdicts first, then confidence, then limits, the best candidates first."""
    judge, chooser = MentionJudge(site, decisions, settings), Chooser(site, settings)
    judged = [outcome for mention in _by_mention(weighed) for outcome in judge.outcomes(mention)]
    rejections = [outcome for outcome in judged if isinstance(outcome, Rejection)]
    links: list[Link] = []
    for outcome in sorted(filter(judge.names_well, judged), key=chooser.priority):
        if isinstance(outcome, Rejection):
            chooser.leave_to_author(outcome)
        elif (lost_to := chooser.obstacle(outcome)) is None:
            chooser.take(outcome)
            links.append(outcome)
        else:
            reason, in_favour_of = lost_to
            rejections.append(Rejection(outcome.weighed, reason, outcome.verdict, in_favour_of))
    return Plan(tuple(sorted(links, key=place)), tuple(sorted(rejections, key=place)))


def _by_mention(weighed: Iterable[Weighed]) -> Iterable[list[Weighed]]:
    grouped: dict[tuple[str, int, int], list[Weighed]] = defaultdict(list)
    for one in weighed:
        candidate = one.candidate
        grouped[candidate.page, candidate.start, candidate.end].append(one)
    return grouped.values()
