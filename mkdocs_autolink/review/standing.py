"""What the decisions say of proposals and groups: settled or open, by what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.digests import text_digest
from mkdocs_autolink.report import ReportLink
from mkdocs_autolink.review.groups import DecisionKey, Group, Kind, Proposal, fold_phrase, is_link


class State(StrEnum):
    """What is decided of a proposal; of a group only open, partly or settled."""

    OPEN = "open"
    PARTLY = "partly"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    RETARGETED = "retargeted"
    MIXED = "mixed"
    """All of it is decided, by different verdicts."""
    SETTLED = "settled"


OPEN = frozenset({State.OPEN, State.PARTLY})
"""States of a proposal of which something is undecided."""
_STATES: Mapping[Verdict | None, State] = {
    None: State.OPEN,
    Verdict.ACCEPT: State.ACCEPTED,
    Verdict.REJECT: State.REJECTED,
    Verdict.RETARGET: State.RETARGETED,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for a proposal."""

    state: State
    decisions: tuple[Decision, ...]
    """Its own, and others that hold on its mentions: of their anchor text, or of the page for its sections."""
    stamp: str
    """Another whenever the decisions are others; '' for none."""
    open_links: int
    """Links that no decision speaks of."""


Cell = tuple[Decision, ...]
"""All decisions on one phrase and target, in the order of the file: at most one is for all pages."""
Cells = Mapping[DecisionKey, Cell]
"""Cells by what their decisions speak of."""


def cells(decisions: Decisions) -> Cells:
    """The decisions by what they speak of."""
    found: dict[DecisionKey, Cell] = {}
    for decision in decisions.items:
        key = key_of(decision)
        found[key] = (*found.get(key, ()), decision)
    return found


def key_of(decision: Decision) -> DecisionKey:
    """What the decision speaks of."""
    return fold_phrase(decision.phrase), decision.target


def standing(proposal: Proposal, own: Cell, decisions: Decisions) -> Standing:
    """What holds for the proposal; `own` are the decisions with its key."""
    holding = [holds(decisions, mention, proposal.target) for mention in proposal.mentions]
    seen = dict.fromkeys(map(id, own))
    others = {id(one): one for one in holding if one is not None and id(one) not in seen}
    every = own + tuple(others.values())
    verdicts = {decision.verdict if decision else None for decision in holding or own}
    open_links = sum(
        decision is None and is_link(mention) for decision, mention in zip(holding, proposal.mentions, strict=True)
    )
    return Standing(_state(verdicts), every, stamp(every), open_links)


def undecided(proposal: Proposal) -> Standing:
    """The standing of a proposal on whose words nothing at all is decided."""
    return Standing(State.OPEN, (), "", len(proposal.links))


def holds(decisions: Decisions, mention: ReportLink, target: str) -> Decision | None:
    """The decision that a build applies to a mention of a proposal for the target."""
    return decisions.find(mention.page, (mention.anchor_text, mention.phrase), target)


def stamp(decisions: tuple[Decision, ...]) -> str:
    """A short text that is another for decisions that are not equal, '' for none."""
    if not decisions:
        return ""
    facts = [(one.phrase, one.target, one.verdict.value, one.pages, one.to, one.note, one.extra) for one in decisions]
    return text_digest([repr(facts)], 6)


def group_state(group: Group, standings: Mapping[str, Standing], decisions: Decisions) -> State:
    """Whether anything of the group is open; `standings` are those of its proposals, by id."""
    if group.kind is Kind.AMBIGUOUS:
        answers = [_chosen(group, page, decisions) for page in group.pages]
        return _whole(all(answers), any(answers))
    states = [standings[proposal.id].state for proposal in group.proposals]
    settled = [state not in OPEN for state in states]
    return _whole(all(settled), any(settled) or State.PARTLY in states)


def _chosen(group: Group, page: str, decisions: Decisions) -> bool:
    """Whether it is decided where an ambiguous phrase leads on a page: to one of its targets, or to none."""
    found = [decisions.find(page, (proposal.phrase,), proposal.target) for proposal in group.proposals]
    leads = any(decision and decision.verdict is not Verdict.REJECT for decision in found)
    return leads or all(found)


def _state(verdicts: set[Verdict | None]) -> State:
    if len(verdicts) > 1:
        return State.PARTLY if None in verdicts else State.MIXED
    return _STATES[next(iter(verdicts), None)]


def _whole(everything: bool, something: bool) -> State:
    if everything:
        return State.SETTLED
    return State.PARTLY if something else State.OPEN
