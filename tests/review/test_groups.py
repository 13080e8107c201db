from __future__ import annotations

from dataclasses import replace

import pytest

from made_report import ACCEPT, REJECT, RETARGET, link, made_report, rejection
from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.report import AmbiguousPhrase, DecisionState, Report, ReportDecision
from mkdocs_autolink.review.groups import MOST_PROPOSALS, Group, Kind, group_report
from mkdocs_autolink.site import parse_target


def groups(**parts: object) -> list[Group]:
    return list(group_report(made_report(**parts)))


def phrases(group: Group) -> list[str]:
    return [proposal.phrase for proposal in group.proposals]


def test_mentions_of_a_phrase_are_one_proposal_whatever_its_case() -> None:
    (group,) = groups(links=(link("a.md", "Disk areas", "disk.md"), link("b.md", "disk  AREAS", "disk.md")))
    (proposal,) = group.proposals
    assert (group.kind, group.subject, proposal.pages) == (Kind.LINKS, "disk.md", ("a.md", "b.md"))


def test_phrases_of_a_page_and_its_sections_are_one_group_the_surest_first() -> None:
    (group,) = groups(
        links=(
            link("a.md", "quota", "disk.md#quota", confidence=0.7),
            link("a.md", "disk areas", "disk.md", confidence=0.8),
            link("b.md", "areas", "disk.md", confidence=0.9),
        )
    )
    assert phrases(group) == ["areas", "disk areas", "quota"]


def test_a_group_is_no_longer_than_one_can_read_at_a_glance() -> None:
    many = tuple(link("a.md", f"name {number}", "disk.md") for number in range(2 * MOST_PROPOSALS + 1))
    sizes = [len(group.proposals) for group in groups(links=many)]
    assert sorted(sizes) == [4, 4, 5]
    assert len(many) == sum(sizes)


def test_the_weakest_mention_stands_first() -> None:
    (group,) = groups(links=tuple(link(f"{at}.md", "quota", "disk.md", confidence=at / 10) for at in (8, 7, 9)))
    assert [mention.confidence for mention in group.proposals[0].mentions] == [0.7, 0.8, 0.9]


@pytest.mark.parametrize("reason", [Reason.NOT_ACCEPTED, Reason.PROPOSED])
def test_what_waits_for_its_mode_is_a_link_to_decide_on(reason: Reason) -> None:
    (group,) = groups(rejected=(rejection("a.md", "quota", "disk.md", reason),))
    assert group.kind is Kind.LINKS
    assert len(group.proposals[0].links) == 1


@pytest.mark.parametrize("reason", [Reason.LOW_CONFIDENCE, Reason.PART_OF_LONGER, Reason.PAGE_LIMIT, Reason.DISTANCE])
def test_near_misses_stand_apart_from_links(reason: Reason) -> None:
    found = groups(links=(link("a.md", "areas", "disk.md"),), rejected=(rejection("b.md", "quota", "disk.md", reason),))
    assert [(group.kind, phrases(group)) for group in found] == [
        (Kind.LINKS, ["areas"]),
        (Kind.NEAR_MISSES, ["quota"]),
    ]


def test_a_phrase_that_is_linked_on_one_page_and_not_on_another_is_decided_once() -> None:
    (group,) = groups(
        links=(link("a.md", "quota", "disk.md"),),
        rejected=(rejection("b.md", "quota", "disk.md", Reason.PAGE_LIMIT),),
    )
    (proposal,) = group.proposals
    assert (len(proposal.mentions), len(proposal.links)) == (2, 1)


@pytest.mark.parametrize(
    "reason", [Reason.ALREADY_LINKED, Reason.DUPLICATE, Reason.OVERLAP, Reason.NEVER, Reason.NO_TARGET]
)
def test_where_nothing_is_missing_nothing_is_asked(reason: Reason) -> None:
    assert groups(rejected=(rejection("a.md", "quota", "disk.md", reason),)) == []


def test_where_the_words_are_linked_already_no_other_target_is_offered() -> None:
    assert (
        len(
            groups(
                links=(link("a.md", "quota", "disk.md"),),
                rejected=(rejection("a.md", "quota", "money.md", Reason.LOW_CONFIDENCE, confidence=0.55),),
            )
        )
        == 1
    )


def test_far_misses_are_not_asked_about_even_where_the_report_lists_all() -> None:
    assert groups(rejected=(rejection("a.md", "quota", "disk.md", Reason.LOW_CONFIDENCE, confidence=0.3),)) == []


def ambiguous_report() -> Report:
    return made_report(
        links=(link("a.md", "hooks", "server.md"), link("a.md", "server hooks", "server.md")),
        rejected=(
            rejection("b.md", "hooks", "server.md", Reason.AMBIGUOUS),
            rejection("b.md", "hooks", "client.md", Reason.AMBIGUOUS),
        ),
        ambiguous=(
            AmbiguousPhrase(
                "Hooks", tuple(map(parse_target, ("client.md", "other.md", "server.md"))), 2, ("b.md", "c.md")
            ),
        ),
    )


def test_an_ambiguous_phrase_is_one_group_with_all_its_targets_its_links_included() -> None:
    links, choice = group_report(ambiguous_report())
    assert phrases(links) == ["server hooks"]
    assert (choice.kind, choice.subject, choice.pages) == (Kind.AMBIGUOUS, "hooks", ("a.md", "b.md", "c.md"))
    assert sorted(proposal.target for proposal in choice.proposals) == ["client.md", "other.md", "server.md"]


def test_an_ambiguous_phrase_is_on_its_pages_whether_or_not_its_mentions_are_listed() -> None:
    _, choice = group_report(ambiguous_report())
    pages = {proposal.target: proposal.pages for proposal in choice.proposals}
    assert pages == {"client.md": ("b.md", "c.md"), "other.md": ("b.md", "c.md"), "server.md": ("a.md", "b.md", "c.md")}


def test_the_targets_of_an_ambiguous_phrase_share_its_mentions() -> None:
    links, choice = group_report(ambiguous_report())
    assert links.mentions == 1
    assert sum(len(proposal.mentions) for proposal in choice.proposals) == 3
    assert choice.mentions == 2


def test_every_proposal_stands_in_one_group() -> None:
    keys = [proposal.key for group in group_report(ambiguous_report()) for proposal in group.proposals]
    assert len(keys) == len(set(keys))


def test_what_was_decided_before_stands_last() -> None:
    found = groups(
        links=(link("a.md", "areas", "disk.md"), link("a.md", "quota", "disk.md", verdict=ACCEPT)),
        rejected=(rejection("a.md", "disk", "disk.md", Reason.REJECTED_BY_REVIEWER, verdict=REJECT),),
    )
    assert [(group.kind, sorted(phrases(group))) for group in found] == [
        (Kind.LINKS, ["areas"]),
        (Kind.EARLIER, ["disk", "quota"]),
    ]


def test_a_retargeted_link_is_known_by_where_it_led_before() -> None:
    decision = ReportDecision("quotas", "disk.md", RETARGET, "money.md", None, 1, DecisionState.HOLDS)
    (group,) = groups(
        links=(link("a.md", "quota", "money.md", anchor_text="quotas", verdict=RETARGET),), decisions=(decision,)
    )
    assert group.proposals[0].key == ("quotas", "disk.md")


def test_ids_stay_when_the_rest_of_the_report_changes() -> None:
    one, two = link("a.md", "quota", "disk.md"), link("b.md", "jobs", "batch.md")
    (alone,) = groups(links=(one,))
    beside = groups(links=(two, replace(one, confidence=0.65)))
    assert alone.id in {group.id for group in beside}
    assert len({group.id for group in beside}) == 2
