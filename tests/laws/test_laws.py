"""The laws of docs/design.md, on random sites."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oracle
from drawing import FLAT, site
from laws.strategies import Drawn, sites
from mkdocs_autolink.body import Zone
from mkdocs_autolink.check import Gate, Rule, make_locations, run_check
from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.outcomes import Link, Reason, Rejection
from mkdocs_autolink.pages import read_site
from mkdocs_autolink.pairs import NO_BAR
from mkdocs_autolink.pipeline import Result, all_candidates, autolink
from mkdocs_autolink.report import build_report, summary_line
from mkdocs_autolink.rewrite import unlink
from mkdocs_autolink.settings import Settings

pytestmark = pytest.mark.laws
TESTS = Path(__file__).parent.parent


@pytest.fixture(autouse=True, scope="module")
def flat() -> Iterator[None]:
    """Every candidate is as likely as any other, so that a law is tried by as many links as can be."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mkdocs_autolink.pipeline.shipped_weights", lambda: FLAT)
        yield


def run(drawn: Drawn, decisions: Decisions | None = None) -> Result:
    return autolink(read_site("Example", drawn.pages, drawn.settings), drawn.settings, decisions or Decisions())


def meaning_of(link: Link) -> tuple[str, str]:
    """The phrase and the target, which a decision is about."""
    return link.weighed.candidate.phrase, str(link.weighed.candidate.target)


def links_of(result: Result) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for link in result.plan.links:
        candidate = link.weighed.candidate
        found.setdefault(candidate.page, []).append((candidate.start, candidate.end))
    return found


@given(sites)
def test_1_every_candidate_ends_in_one_place(drawn: Drawn) -> None:
    result = run(drawn)
    outcomes: list[Link | Rejection] = [*result.plan.links, *result.plan.rejections]
    candidates = all_candidates(result.site, drawn.settings, Decisions(), NO_BAR)
    assert Counter(one.weighed.candidate for one in outcomes) == Counter(candidates)
    assert all(isinstance(one.reason, Reason) for one in result.plan.rejections)


@given(sites)
def test_2_what_is_planned_is_written_and_reported_and_nothing_else(drawn: Drawn) -> None:
    result = run(drawn)
    planned = {key: sorted(itertools.chain(*spans)) for key, spans in links_of(result).items()}
    assert {key: [offset for offset, _ in page.tags] for key, page in result.rewritten.items() if page.tags} == planned
    links = [link.weighed.candidate for link in result.plan.links]
    reported = build_report(result, drawn.settings).links
    assert [(one.page, one.anchor_text, one.target) for one in reported] == [
        (one.page, one.anchor_text, one.target) for one in links
    ]


@given(sites)
def test_3_links_taken_out_give_the_page_as_it_was(drawn: Drawn) -> None:
    result = run(drawn)
    for key, page in result.rewritten.items():
        before = result.site.by_key[key].html
        assert not page.failure
        assert unlink(page.html) == before
        assert len(page.html.split("</a>")) - len(before.split("</a>")) == page.links
    assert not result.problems


@settings(max_examples=50)
@given(sites)
def test_3_links_leave_the_document_as_it_was(drawn: Drawn) -> None:
    result = run(drawn)
    for key, spans in links_of(result).items():
        assert not oracle.faults(result.site.by_key[key].html, spans)


@given(sites)
def test_4_linking_again_gives_the_same_pages(drawn: Drawn) -> None:
    first = run(drawn)
    again = [
        replace(facts, html=first.rewritten[facts.key].html) if facts.key in first.rewritten else facts
        for facts in drawn.pages
    ]
    second = run(replace(drawn, pages=tuple(again)))
    assert second.rewritten == first.rewritten
    assert second.plan == first.plan


@given(sites, st.randoms(use_true_random=False))
def test_5_the_order_of_pages_changes_nothing(drawn: Drawn, random: Random) -> None:
    shuffled = list(drawn.pages)
    random.shuffle(shuffled)
    one, other = run(drawn), run(replace(drawn, pages=tuple(shuffled)))
    assert one.rewritten == other.rewritten
    assert one.plan == other.plan
    assert (one.before, one.after) == (other.before, other.after)


def test_5_the_hash_seed_changes_nothing() -> None:
    def output(seed: str) -> str:
        paths = os.pathsep.join([str(TESTS), str(TESTS.parent)])
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths, "PYTHONUTF8": "1"}
        command = [sys.executable, str(TESTS / "laws" / "print_result.py")]
        return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True).stdout

    first = output("1")
    assert int(first.split(maxsplit=1)[0]) > 20
    assert first == output("2")


@given(sites)
def test_6_targets_are_there(drawn: Drawn) -> None:
    result = run(drawn)
    for link in result.plan.links:
        candidate = link.weighed.candidate
        source, target = result.site.by_key[candidate.page], result.site.by_key[candidate.target.page]
        assert source.is_source
        assert target.is_target
        assert source is not target
        assert source.language == target.language
        assert not candidate.target.fragment or candidate.target.fragment in target.body.ids


@given(sites)
def test_7_links_stand_in_prose_alone(drawn: Drawn) -> None:
    result = run(drawn)
    for key, spans in links_of(result).items():
        runs = [run for run in result.site.by_key[key].body.runs if run.linkable]
        for start, end in spans:
            around = [run for run in runs if run.start <= start and end <= run.end]
            assert len(around) == 1
            whole = (around[0].start, around[0].end)
            assert around[0].zone is not Zone.CODE or (start, end) == whole
        ordered = sorted(spans)
        assert all(end <= start for (_, end), (start, _) in itertools.pairwise(ordered))


@given(sites)
def test_8_what_a_reviewer_rejected_does_not_come_back(drawn: Drawn) -> None:
    made = run(drawn).plan.links
    decisions = Decisions(tuple(Decision(*meaning, Verdict.REJECT) for meaning in set(map(meaning_of, made))))
    again = run(drawn, decisions).plan.links
    assert set(map(meaning_of, made)).isdisjoint(map(meaning_of, again))


@pytest.mark.parametrize(
    "pages",
    [{"here.md": "<p>The widget.</p>"}, {"here.md": "<p>The gadget.</p>", "w.md": "<p>Text.</p>"}],
    ids=["target gone", "phrase gone"],
)
def test_8_what_a_reviewer_accepted_and_no_longer_fits_is_named_and_fails_the_check(pages: dict[str, str]) -> None:
    decisions = Decisions((Decision("widget", "w.md", Verdict.ACCEPT),))
    report = build_report(autolink(site(pages), Settings(), decisions), Settings())
    assert "1 decision rotten" in summary_line(report)
    locations = make_locations(report, decisions, docs="docs", file="autolink.yml", config="mkdocs.yml")
    check = run_check(report, locations, [Rule(Gate.ROT, limit=0)])
    assert not check.passed
    assert "widget" in check.tallies[0].findings[0].text


@given(sites)
def test_limits_are_kept(drawn: Drawn) -> None:
    result = run(drawn)
    limits = drawn.settings.limits
    candidates = [link.weighed.candidate for link in result.plan.links]
    running = [candidate for candidate in candidates if not candidate.listed]
    checks: list[tuple[int | None, Counter[Any]]] = [
        (limits.links_per_page, Counter(one.page for one in candidates)),
        (limits.links_per_section, Counter((one.page, one.section) for one in running)),
        (limits.links_per_target, Counter(one.target.page for one in candidates)),
        (limits.per_target_per_page, Counter((one.page, one.target.page) for one in candidates)),
    ]
    for limit, counts in checks:
        assert limit is None or all(count <= limit for count in counts.values())
    for key in {candidate.page for candidate in running}:
        places = sorted(one.word for one in running if one.page == key)
        near = limits.words_between or 0
        assert all(later - earlier >= near for earlier, later in itertools.pairwise(places))
    if drawn.settings.mode != "insert":
        assert not candidates


def test_random_sites_have_links() -> None:
    """The laws would hold of a linker that links nothing."""
    found: Counter[str] = Counter()

    @settings(max_examples=100, derandomize=True)
    @given(sites)
    def count(drawn: Drawn) -> None:
        plan = run(drawn).plan
        found["links"] += len(plan.links)
        found.update(str(one.reason) for one in plan.rejections)

    count()
    assert found["links"] > 25
    assert len(found) > 6, "few reasons"
