"""Report -> what a reviewer decides on: proposals, and groups of them that are read and settled together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from mkdocs_autolink.addresses import address_parts
from mkdocs_autolink.decisions import Verdict
from mkdocs_autolink.digests import text_digest
from mkdocs_autolink.language import fold_text
from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.report import WAITING, Report, ReportLink, ReportRejection
from mkdocs_autolink.report.reasons import is_near_miss

MOST_PROPOSALS = 6
"""Most proposals in a group: as many phrases as one reads at a glance before one settles them all."""
_ID_BYTES = 6

_NOTHING_MISSING = frozenset(
    {
        Reason.ALREADY_LINKED,
        Reason.OVERLAP,
        Reason.DUPLICATE,
        Reason.NEVER,
        Reason.NO_TARGET,
        Reason.LEFT_ALONE,
    }
)
"""Reasons of rejections that no decision would make better."""

DecisionKey = tuple[str, str]
"""A folded phrase and a target: what one decision speaks of."""

fold_phrase = cache(fold_text)
"""A review asks for the same few phrases over and over."""


class Kind(StrEnum):
    """What a group asks of a reviewer, in the order in which groups are shown."""

    LINKS = "links"
    """Links, or in the modes that wait for reviewers what would be one."""
    AMBIGUOUS = "ambiguous"
    """One phrase and its targets, of which one is to be chosen."""
    NEAR_MISSES = "near misses"
    EARLIER = "earlier decisions"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A phrase with one target and all its mentions: what one decision settles."""

    key: DecisionKey
    phrase: str
    target: str
    mentions: tuple[ReportLink, ...] = ()
    """Sorted by confidence, the weakest first."""
    also_on: tuple[str, ...] = ()
    """Of an ambiguous phrase: the pages that have it, also where the report lists no mention."""

    @property
    def id(self) -> str:
        """The same for the same phrase and target, in every report."""
        return _proposal_id(self.key)

    @property
    def pages(self) -> tuple[str, ...]:
        """Pages that have the phrase, sorted."""
        return tuple(sorted({mention.page for mention in self.mentions}.union(self.also_on)))

    @property
    def links(self) -> tuple[ReportLink, ...]:
        """Its mentions that are links, or would be one."""
        return tuple(mention for mention in self.mentions if is_link(mention))


@dataclass(frozen=True, slots=True)
class Group:
    """Proposals that are settled together."""

    kind: Kind
    subject: str
    """The page that its proposals lead to; the phrase of an ambiguous group."""
    proposals: tuple[Proposal, ...]
    """The most confident first."""
    pages: tuple[str, ...] = ()
    """Of an ambiguous group: the pages that have the phrase, sorted."""

    @property
    def id(self) -> str:
        """The same as long as its members stay."""
        return f"g{text_digest((self.kind, self.subject, *(proposal.id for proposal in self.proposals)), _ID_BYTES)}"

    @property
    def mentions(self) -> int:
        """Number of its mentions. The targets of an ambiguous phrase share theirs."""
        if self.kind is Kind.AMBIGUOUS:
            return len({_place(mention) for proposal in self.proposals for mention in proposal.mentions})
        return sum(len(proposal.mentions) for proposal in self.proposals)


def is_link(mention: ReportLink) -> bool:
    """Whether a mention is a link, or would be one but for the mode."""
    return not isinstance(mention, ReportRejection) or mention.reason in WAITING


def group_report(report: Report) -> tuple[Group, ...]:
    """All that the report has to decide on, and the mentions that earlier decisions settled. Each proposal once."""
    ambiguous = _ambiguous_pages(report)
    rest: list[Proposal] = []
    choices: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in _proposals(report, ambiguous):
        phrase = proposal.key[0]
        (choices[phrase] if phrase in ambiguous else rest).append(proposal)
    groups = [_choice(members) for members in choices.values()]
    for kind in (Kind.LINKS, Kind.NEAR_MISSES, Kind.EARLIER):
        groups += group_by_page(kind, [proposal for proposal in rest if _kind(proposal) is kind])
    return tuple(sorted(groups, key=_order))


def group_by_page(kind: Kind, proposals: Iterable[Proposal]) -> Iterator[Group]:
    """The proposals that lead to the same page together, those of like confidence side by side."""
    by_page: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in sorted(proposals, key=_surest_first):
        page, _ = address_parts(proposal.target)
        by_page[page].append(proposal)
    for page, members in by_page.items():
        for part in _parts(members):
            yield Group(kind, page, tuple(part))


def _proposals(report: Report, ambiguous: Mapping[str, set[str]]) -> list[Proposal]:
    mentions: dict[DecisionKey, list[ReportLink]] = defaultdict(list)
    keys = _Keys(report)
    for mention in _decidable(report):
        mentions[keys.of(mention)].append(mention)
    for phrase in report.ambiguous:
        for target in phrase.targets:
            mentions.setdefault((fold_phrase(phrase.phrase), str(target)), [])
    spelling = {fold_phrase(phrase.phrase): phrase.phrase for phrase in report.ambiguous}
    return [
        _proposal(key, members, spelling, tuple(sorted(ambiguous.get(key[0], ())))) for key, members in mentions.items()
    ]


def _proposal(
    key: DecisionKey, mentions: list[ReportLink], spelling: Mapping[str, str], also_on: tuple[str, ...]
) -> Proposal:
    mentions.sort(key=lambda mention: (mention.confidence, mention.page, mention.line or 0, mention.id))
    phrase = mentions[-1].phrase if mentions else spelling[key[0]]
    return Proposal(key, phrase, key[1], tuple(mentions), also_on)


class _Keys:
    """What a decision on a mention is keyed by. A retargeted one is known by where it led before."""

    def __init__(self, report: Report) -> None:
        self._before = {
            (fold_phrase(decision.phrase), decision.to, page): (fold_phrase(decision.phrase), decision.target)
            for decision in report.decisions
            if decision.verdict is Verdict.RETARGET
            for page in decision.pages or (None,)
        }

    def of(self, mention: ReportLink) -> DecisionKey:
        target = str(mention.target)
        if mention.verdict is Verdict.RETARGET:
            for page in (mention.page, None):
                for words in (mention.anchor_text, mention.phrase):
                    if key := self._before.get((fold_phrase(words), target, page)):
                        return key
        return fold_phrase(mention.phrase), target


def _decidable(report: Report) -> Iterator[ReportLink]:
    """The mentions that a decision is about, or would do something for."""
    taken = {_place(link) for link in report.links}
    yield from report.links
    for rejection in report.rejected:
        if rejection.reason in _NOTHING_MISSING:
            continue
        near = is_near_miss(rejection.confidence, report.settings.min_confidence)
        if rejection.verdict is not None or (near and _place(rejection) not in taken):
            yield rejection


def _place(mention: ReportLink) -> tuple[str, str, str, str]:
    return mention.page, mention.before, mention.anchor_text, mention.after


def _ambiguous_pages(report: Report) -> dict[str, set[str]]:
    """By folded phrase the pages that have it, of all phrases that wait for a choice."""
    pages: dict[str, set[str]] = defaultdict(set)
    for phrase in report.ambiguous:
        pages[fold_phrase(phrase.phrase)].update(phrase.pages)
    return pages


def _choice(proposals: list[Proposal]) -> Group:
    members = sorted(proposals, key=_surest_first)
    everywhere: set[str] = set().union(*(proposal.pages for proposal in members))
    return Group(Kind.AMBIGUOUS, members[0].phrase, tuple(members), tuple(sorted(everywhere)))


def _kind(proposal: Proposal) -> Kind:
    undecided = [mention for mention in proposal.mentions if mention.verdict is None]
    if not undecided:
        return Kind.EARLIER
    return Kind.LINKS if any(map(is_link, undecided)) else Kind.NEAR_MISSES


def _parts(members: list[Proposal]) -> Iterator[list[Proposal]]:
    """The members in order, in as few parts as may be, none much longer than another."""
    parts = -(-len(members) // MOST_PROPOSALS)
    for part in range(parts):
        yield members[len(members) * part // parts : len(members) * (part + 1) // parts]


def _surest_first(proposal: Proposal) -> tuple[float, int, DecisionKey]:
    confidence = proposal.mentions[-1].confidence if proposal.mentions else 0.0
    return -confidence, -len(proposal.mentions), proposal.key


def _order(group: Group) -> tuple[int, int, str, str]:
    """What groups are shown by: kind, then most links or mentions first."""
    kinds = list(Kind)
    weight = sum(len(proposal.mentions) for proposal in group.proposals)
    links = sum(len(proposal.links) for proposal in group.proposals)
    return kinds.index(group.kind), -(links or weight), group.subject, group.id


@cache
def _proposal_id(key: DecisionKey) -> str:
    return f"p{text_digest(key, _ID_BYTES)}"
