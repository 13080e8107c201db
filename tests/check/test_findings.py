from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from check.checked import LOCATIONS, check, decision, report
from made_report import ACCEPT, REJECT, RETARGET, link, page, rejection
from mkdocs_autolink.author_links import Fault
from mkdocs_autolink.check import Finding, Gate
from mkdocs_autolink.check.findings import UnlistedError, find
from mkdocs_autolink.check.suggestions import Suggester
from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.report import AmbiguousPhrase, DecisionState, Report, ReportBrokenLink, ReportSettings
from mkdocs_autolink.site import Problem, Target

GONE, NO_WORDS = DecisionState.TARGET_GONE, DecisionState.PHRASE_GONE


def found(gate: Gate, new: Report) -> tuple[Finding, ...]:
    return tuple(map(Suggester(new), find(gate, new, LOCATIONS)))


def only(gate: Gate, **parts: Any) -> Finding:
    (finding,) = found(gate, report(**parts))
    return finding


@pytest.mark.parametrize(
    ("gate", "file", "line", "text"),
    [
        (
            Gate.ROT,
            "website/autolink.yml",
            12,
            (
                'The decision on "disk aras" leads to computing/gone.md, which is not in this build. Perhaps'
                " computing/disk.md is meant. Change the target of the decision, or delete the decision."
            ),
        ),
        (
            Gate.BROKEN,
            "website/docs/computing/disk.md",
            7,
            'The link "nowhere" leads to ../nope.md: no such page or file. Mend the address, or take the link out.',
        ),
        (Gate.PROBLEMS, "website/docs/index.md", None, "front matter: The key 'alias' is not known."),
        (
            Gate.UNREVIEWED,
            "website/docs/index.md",
            9,
            (
                'Nobody has reviewed the link "file quota" to computing/disk.md#quota (confidence 0.71). Run'
                " `mkdocs-autolink review`, or accept or reject it in the decisions file."
            ),
        ),
        (
            Gate.AMBIGUITY,
            "website/docs/index.md",
            11,
            (
                '"hooks" may stand for a/hooks.md, b/hooks.md: 2 mentions on 1 page without a link. Accept the right'
                " target in the decisions file, for all pages or for some."
            ),
        ),
        (
            Gate.ORPHANS,
            "website/docs/lonely.md",
            None,
            (
                'No page links to "Lonely" (lonely.md) in its text. Link to it by hand, or give it a keyword that other'
                " pages mention."
            ),
        ),
    ],
)
def test_each_gate_says_where_what_and_what_to_do(gate: Gate, file: str, line: int | None, text: str) -> None:
    finding = only(gate)
    assert (finding.file, finding.line, finding.text) == (file, line, text)


def test_a_site_where_all_is_well_has_no_findings() -> None:
    well = report(pages=(), links=(), rejected=(), ambiguous=(), decisions=(), broken=(), problems=())
    assert [found(gate, well) for gate in Gate] == [()] * len(Gate)


def test_a_rejection_does_not_rot() -> None:
    gone = (decision("a", "x.md", REJECT, NO_WORDS), decision("b", "x.md", REJECT, GONE))
    assert found(Gate.ROT, report(decisions=gone)) == ()


def test_a_rejection_with_nothing_left_to_reject_is_idle() -> None:
    decisions = (
        decision("object", "disk.md", REJECT, DecisionState.PHRASE_GONE),
        decision("objects", "disk.md", REJECT, DecisionState.PHRASE_GONE, pages=("index.md",)),
        decision("subject", "gone.md", REJECT, DecisionState.TARGET_GONE),
        decision("project", "disk.md", REJECT),
        decision("accepted", "gone.md", ACCEPT, DecisionState.TARGET_GONE),
    )
    idle = check(report(decisions=decisions)).idle
    assert [one.message.plain for one in idle] == [
        'The rejection of "object" for disk.md has nothing left to reject: no page has these words any more.',
        (
            'The rejection of "objects" for disk.md has nothing left to reject:'
            " no page that it is for has these words any more."
        ),
        'The rejection of "subject" for gone.md has nothing left to reject: the target is not in this build.',
    ]
    assert {one.file for one in idle} == {"website/autolink.yml"}


def test_only_what_is_idle_since_the_base_is_told() -> None:
    old = decision("object", "disk.md", REJECT, DecisionState.PHRASE_GONE)
    new = decision("subject", "gone.md", REJECT, DecisionState.TARGET_GONE)
    (one,) = check(report(decisions=(old, new)), report(decisions=(old,))).idle
    assert one.message.texts == ("subject", "gone.md")


def test_a_retarget_rots_where_it_leads_to() -> None:
    finding = only(Gate.ROT, decisions=(decision("File quotas", "a.md", RETARGET, GONE, to="b.md"),))
    assert "leads to b.md, which is not in this build. Perhaps computing/disk.md#quota is meant." in finding.text
    assert finding.suggestion == "computing/disk.md#quota"


def test_words_that_are_gone_are_told_with_the_title_that_the_target_has_now() -> None:
    finding = only(Gate.ROT, decisions=(decision("storage", "computing/disk.md#quota", ACCEPT, NO_WORDS),))
    assert finding.message.plain == (
        'No page has the words "storage" any more, which a decision links to computing/disk.md#quota. Its title is'
        ' "File quota" now.'
    )


def test_a_decision_for_some_pages_says_so() -> None:
    finding = only(Gate.ROT, decisions=(decision("x", "y.md", ACCEPT, NO_WORDS, pages=("a.md", "b.md")),))
    assert finding.message.plain.startswith('No page that it is for has the words "x" any more')


def test_a_broken_id_is_looked_up_by_its_address_not_by_its_words() -> None:
    dead = ReportBrokenLink("index.md", "computing/disk.md#quotas", "Lonely", 3, Fault.NO_ID)
    assert only(Gate.BROKEN, broken=(dead,)).suggestion == "computing/disk.md#quota"


@pytest.mark.parametrize(
    ("page_key", "href", "target"),
    [
        ("index.md", "computing/disk.md#File%20Quota", "computing/disk.md#quota"),
        ("computing/disk.md", "#quotas", "computing/disk.md#quota"),
        ("index.md", "computing/disk.md#aliens", ""),
    ],
)
def test_for_a_broken_id_only_sections_are_suggested(page_key: str, href: str, target: str) -> None:
    dead = ReportBrokenLink(page_key, href, "Disk areas", 3, Fault.NO_ID)
    assert only(Gate.BROKEN, broken=(dead,)).suggestion == target


def test_a_broken_link_without_words_is_told_by_its_address() -> None:
    finding = only(Gate.BROKEN, broken=(ReportBrokenLink("index.md", "x.md", " ", None, Fault.NO_PAGE),))
    assert finding.message.plain.startswith("A link leads to x.md: no such page or file.")


def test_a_page_that_a_program_made_is_mended_in_the_configuration() -> None:
    finding = only(Gate.BROKEN, broken=(ReportBrokenLink("made.md", "x.md", "x", 3, Fault.NO_PAGE),))
    assert (finding.page, finding.file, finding.line) == ("made.md", "website/mkdocs.yml", None)
    assert finding.message.plain.startswith('made.md: The link "x" leads to x.md: ')
    assert only(Gate.PROBLEMS, problems=(Problem("k", "", "m"),)).file == "website/mkdocs.yml"


def test_proposals_are_unreviewed_links_too_and_what_was_decided_is_not() -> None:
    proposals = (
        rejection("a.md", "p", "x.md", Reason.PROPOSED),
        rejection("a.md", "q", "x.md", Reason.NOT_ACCEPTED),
        rejection("a.md", "r", "x.md", Reason.LOW_CONFIDENCE),
        rejection("a.md", "s", "x.md", Reason.REJECTED_BY_REVIEWER, verdict=REJECT),
    )
    links = (link("a.md", "t", "x.md", verdict=RETARGET), link("b.md", "u", "x.md"))
    texts = [finding.message.texts[0] for finding in found(Gate.UNREVIEWED, report(links=links, rejected=proposals))]
    assert texts == ["p", "q", "u"]


def test_proposals_that_the_report_does_not_list_are_an_error_not_a_pass() -> None:
    unlisted = report(settings=ReportSettings("accepted", 0.6, "none"))
    with pytest.raises(UnlistedError, match=r"Set `report\.rejected` to near"):
        found(Gate.UNREVIEWED, unlisted)
    assert found(Gate.UNREVIEWED, report(settings=ReportSettings("insert", 0.6, "none")))


def test_an_ambiguity_names_a_few_targets_and_a_page_where_no_mention_is_listed() -> None:
    targets = tuple(Target(f"{name}.md") for name in "abcde")
    finding = only(Gate.AMBIGUITY, rejected=(), ambiguous=(AmbiguousPhrase("it", targets, 9, ("q.md", "r.md")),))
    assert (
        finding.message.plain == '"it" may stand for a.md, b.md, c.md and 2 more: 9 mentions on 2 pages without a link.'
    )
    assert (finding.page, finding.line) == ("q.md", None)


def test_an_ambiguity_stands_at_a_mention_of_it_in_any_case() -> None:
    at = rejection("index.md", "Hooks", "a/hooks.md", Reason.AMBIGUOUS, line=7)
    assert only(Gate.AMBIGUITY, rejected=(at,)).line == 7


def test_a_fingerprint_stays_when_lines_sentences_and_spelling_change() -> None:
    one = report()
    moved = report(
        links=tuple(replace(item, line=99, before="x", phrase=item.phrase.upper()) for item in one.links),
        broken=tuple(replace(item, line=99) for item in one.broken),
        decisions=tuple(replace(item, phrase=item.phrase.upper()) for item in one.decisions),
        ambiguous=tuple(replace(item, mentions=99) for item in one.ambiguous),
    )
    for gate in Gate:
        assert [item.fingerprint for item in found(gate, one)] == [item.fingerprint for item in found(gate, moved)]


def test_fingerprints_are_unique_also_of_equal_findings() -> None:
    twice = (
        ReportBrokenLink("a.md", "x.md", "one", 1, Fault.NO_PAGE),
        ReportBrokenLink("a.md", "x.md", "two", 2, Fault.NO_PAGE),
    )
    first, second = (finding.fingerprint for finding in found(Gate.BROKEN, report(broken=twice)))
    assert second == f"{first}-2"
    together = [item.fingerprint for tally in check(report()).tallies for item in tally.findings]
    assert len(set(together)) == len(together) == len(Gate)


def test_only_the_first_of_many_are_looked_up() -> None:
    (finding,) = find(Gate.ROT, report(), LOCATIONS)
    answers = list(map(Suggester(report()), [finding] * 51))
    assert {answer.suggestion for answer in answers[:50]} == {"computing/disk.md"}
    assert answers[50] is finding


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("../computing/disc.md", "computing/disk.md"),
        ("computing/disc.mkdn", "computing/disk.md"),
        ("../../disk/", "computing/disk.md"),
        ("disk/index.html#quotas", "computing/disk.md#quota"),
        ("computing/disk.pdf", ""),
        ("x.md", ""),
        ("", ""),
    ],
)
def test_an_address_is_looked_up_by_its_words(address: str, target: str) -> None:
    dead = ReportBrokenLink("index.md", address, "", 3, Fault.NO_PAGE)
    assert only(Gate.BROKEN, broken=(dead,)).suggestion == target


def test_a_page_without_a_title_is_told_by_its_address() -> None:
    assert '"x.md" (x.md)' in only(Gate.ORPHANS, pages=(page("x.md", is_orphan=True),)).text


@pytest.mark.parametrize(("is_target", "advised"), [(True, True), (False, False)])
def test_a_keyword_is_advised_only_where_it_would_have_an_effect(is_target: bool, advised: bool) -> None:
    finding = only(Gate.ORPHANS, pages=(page("x.md", is_orphan=True, is_target=is_target),))
    assert finding.advice.startswith("Link to it by hand")
    assert ("keyword" in finding.advice) is advised
    assert ("no link of ours" in finding.advice) is not advised
