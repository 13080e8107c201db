"""The groups of a report with what is decided of each, kept up to date as the decisions change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_autolink.decisions import Decision, Decisions
from mkdocs_autolink.report import Report
from mkdocs_autolink.review.groups import DecisionKey, Group, Kind, Proposal, fold_phrase, group_by_page, group_report
from mkdocs_autolink.review.standing import (
    OPEN,
    Cells,
    Standing,
    State,
    cells,
    group_state,
    key_of,
    standing,
    undecided,
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How much there is and how much is left. Groups and proposals without those that were decided earlier and are."""

    groups: int
    groups_open: int
    proposals: int
    proposals_open: int
    links: int
    links_open: int


@dataclass(frozen=True, slots=True)
class _Left:
    """The same of one group."""

    is_open: bool
    proposals: int
    proposals_open: int
    links: int
    links_open: int


class Board:
    """What a reviewer sees. `version` goes up whenever the decisions change."""

    def __init__(self, report: Report, decisions: Decisions) -> None:
        self.version = 0
        self.decisions = Decisions()
        self.groups: dict[str, Group] = {}
        """By id, in the order in which they are shown; new ones come last."""
        self.proposals: dict[str, Proposal] = {}
        self.standings: dict[str, Standing] = {}
        """By id of the proposal."""
        self.states: dict[str, State] = {}
        """By id of the group."""
        self.by_key: dict[DecisionKey, str] = {}
        self.group_of: dict[str, str] = {}
        self._changed: dict[str, int] = {}
        """The version in which a group last changed, or came."""
        self._came: dict[str, int] = {}
        self._by_phrase: dict[str, set[str]] = defaultdict(set)
        """Ids of proposals by the folded words that a decision on them may name."""
        self._words: dict[str, frozenset[str]] = {}
        """The other way round."""
        self._left: dict[str, _Left] = {}
        self._add(group_report(report))
        self.update(decisions)

    def update(self, decisions: Decisions) -> None:
        """Takes over what is decided now."""
        if self.version and decisions == self.decisions:
            return
        phrases = _changed_phrases(self.decisions, decisions)
        self.version += 1
        self.decisions = decisions
        own = cells(decisions)
        first = self.version == 1
        affected = (
            set(self.proposals) if first else {one for phrase in phrases for one in self._by_phrase.get(phrase, ())}
        )
        self._judge(affected, own)
        added = list(group_by_page(Kind.EARLIER, self._unlisted(own)))
        self._add(added)
        self._judge((proposal.id for group in added for proposal in group.proposals), own)

    def changed_since(self, version: int) -> tuple[list[Group], list[Group]]:
        """The groups that changed after that version, and of these, apart, those that came after it."""
        if not 0 < version <= self.version:
            version = 0
        changed = [self.groups[one] for one, when in self._changed.items() if when > version]
        came = {one for one, when in self._came.items() if when > max(version, 1)}
        return changed, [group for group in changed if group.id in came]

    def progress(self) -> Progress:
        """How much is left."""
        asked = [left for one, left in self._left.items() if self._is_asked(self.groups[one], left)]
        return Progress(
            groups=len(asked),
            groups_open=sum(left.is_open for left in asked),
            proposals=sum(left.proposals for left in asked),
            proposals_open=sum(left.proposals_open for left in asked),
            links=sum(left.links for left in self._left.values()),
            links_open=sum(left.links_open for left in self._left.values()),
        )

    def is_open(self, proposal: str) -> bool:
        """Whether anything of the proposal is undecided."""
        return self.standings[proposal].state in OPEN

    @staticmethod
    def _is_asked(group: Group, left: _Left) -> bool:
        """Whether the group waits for a decision or waited for one: an earlier one only where it was taken back."""
        return group.kind is not Kind.EARLIER or (left.is_open and group.mentions > 0)

    def _add(self, groups: Iterable[Group]) -> None:
        for group in groups:
            identity = group.id
            self.groups[identity] = group
            self._came[identity] = self.version
            for proposal in group.proposals:
                self.proposals[proposal.id] = proposal
                self.by_key[proposal.key] = proposal.id
                self.group_of[proposal.id] = identity
                self._words[proposal.id] = words = _words(proposal)
                for phrase in words:
                    self._by_phrase[phrase].add(proposal.id)

    def _judge(self, proposals: Iterable[str], own: Cells) -> None:
        """Works out anew what holds for the proposals and their groups."""
        groups = set()
        phrases = {phrase for phrase, _ in own}
        for one in proposals:
            proposal = self.proposals[one]
            if self._words[one].isdisjoint(phrases):
                self.standings[one] = undecided(proposal)
            else:
                self.standings[one] = standing(proposal, own.get(proposal.key, ()), self.decisions)
            groups.add(self.group_of[one])
        for one in groups:
            self.states[one] = group_state(self.groups[one], self.standings, self.decisions)
            self._left[one] = self._what_is_left(self.groups[one], self.states[one])
            self._changed[one] = self.version

    def _what_is_left(self, group: Group, state: State) -> _Left:
        is_open = state is not State.SETTLED
        ids = [proposal.id for proposal in group.proposals]
        return _Left(
            is_open=is_open,
            proposals=len(ids),
            proposals_open=is_open * sum(map(self.is_open, ids)),
            links=sum(len(proposal.links) for proposal in group.proposals),
            links_open=is_open * sum(self.standings[one].open_links for one in ids),
        )

    def _unlisted(self, own: Cells) -> list[Proposal]:
        """Decisions that no proposal shows: their phrase has no mention in the report."""
        new = {key: decisions for key, decisions in own.items() if key not in self.by_key}
        if not new:
            return []
        shown = {key_of(decision) for now in self.standings.values() for decision in now.decisions}
        return [Proposal(key, found[0].phrase, key[1]) for key, found in new.items() if key not in shown]


def _words(proposal: Proposal) -> frozenset[str]:
    texts = {text for mention in proposal.mentions for text in (mention.phrase, mention.anchor_text)}
    return frozenset({proposal.key[0], *map(fold_phrase, texts)})


def _changed_phrases(before: Decisions, after: Decisions) -> set[str]:
    """The folded phrases of which other things are decided now."""
    old, new = _by_spelling(before), _by_spelling(after)
    return {fold_phrase(phrase) for phrase in old.keys() | new.keys() if old.get(phrase) != new.get(phrase)}


def _by_spelling(decisions: Decisions) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions.items:
        found[decision.phrase].append(decision)
    return found
