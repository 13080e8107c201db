from __future__ import annotations

import random
import time
from itertools import accumulate

import pytest

from made_report import made_report, page
from mkdocs_autolink.target_search import TargetSearch

PAGES = (
    page("index.md", "Lumi handbook"),
    page("computing/disk.md", "Disk areas", {"quota": "File quota", "scratch": "The scratch area"}),
    page("computing/batch.md", "Batch jobs", {"sbatch": "sbatch", "limits": "Limits of jobs"}),
    page("computing/modules.md", "Environment modules"),
    page("data/disks_old.md", "Retired hardware"),
    page("data/hidden.md", "Disk areas of 2019", is_target=False),
    page("zh/dp.md", "动态规划优化"),
    page("cpp.md", "C++"),
    page("tr.md", "İstanbul"),
    page("untitled.md"),
)


@pytest.fixture(scope="module")
def search() -> TargetSearch:
    return TargetSearch(made_report(pages=PAGES))


def best(search: TargetSearch, text: str) -> str:
    hits = search.find(text, 1)
    return str(hits[0].target) if hits else ""


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Disk areas", "computing/disk.md"),
        ("disk", "computing/disk.md"),
        ("areas disk", "computing/disk.md"),
        ("envir", "computing/modules.md"),
        ("enviorment modles", "computing/modules.md"),
        ("quota", "computing/disk.md#quota"),
        ("disk quota", "computing/disk.md#quota"),
        ("batch", "computing/batch.md"),
        ("how to run a batch job", "computing/batch.md"),
        ("computing/disk.md#scratch", "computing/disk.md#scratch"),
        ("disks_old", "data/disks_old.md"),
        ("规划", "zh/dp.md"),
        ("c++", "cpp.md"),
        ("istanbul", "tr.md"),
        ("untitled.md", "untitled.md"),
    ],
)
def test_finds_what_is_meant(search: TargetSearch, text: str, target: str) -> None:
    assert best(search, text) == target


@pytest.mark.parametrize("text", ["", "   ", "…", "xylophone", "\x00\ud800"])
def test_finds_nothing_where_nothing_is_like_it(search: TargetSearch, text: str) -> None:
    assert search.find(text) == ()


def test_a_title_or_an_address_to_the_letter_scores_one(search: TargetSearch) -> None:
    assert search.find("disk  AREAS", 1)[0].score == 1
    assert search.find(" computing/batch.md#limits ", 1)[0].score == 1
    assert search.find("disk aeras", 1)[0].score < 1


def test_a_hit_says_the_title_of_the_page_or_section(search: TargetSearch) -> None:
    assert search.find("file quota", 1)[0].title == "File quota"
    assert search.find("batch jobs", 1)[0].title == "Batch jobs"


def test_a_page_without_a_title_goes_by_its_address(search: TargetSearch) -> None:
    assert search.find("untitled", 1)[0].title == "untitled.md"


def test_pages_that_no_link_may_lead_to_are_not_offered(search: TargetSearch) -> None:
    assert "data/hidden.md" not in {hit.target.page for hit in search.find("disk areas of 2019", 20)}


def test_hits_are_sorted_and_no_more_than_asked_for(search: TargetSearch) -> None:
    hits = search.find("disk", 3)
    assert len(hits) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_the_order_of_the_pages_changes_nothing() -> None:
    turned = TargetSearch(made_report(pages=PAGES[::-1]))
    straight = TargetSearch(made_report(pages=PAGES))
    for text in ("disk", "a", "job", "co"):
        assert turned.find(text) == straight.find(text)


@pytest.mark.slow
def test_a_large_site_answers_while_someone_types() -> None:
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghijklmnoprstuvw", k=chance.randint(2, 10))) for _ in range(12_000)]
    frequent_first = list(accumulate(1 / (number + 10) for number in range(len(words))))

    def title() -> str:
        return " ".join(chance.choices(words, cum_weights=frequent_first, k=chance.randint(1, 6)))

    pages = tuple(
        page(f"folder{n % 40}/page-{n}.md", title(), {f"part-{m}": title() for m in range(10)}) for n in range(3_000)
    )
    search = TargetSearch(made_report(pages=pages))
    asked = pages[7].title
    times = []
    for text in [*(asked[:n] for n in range(1, 12)), "page-17", "folder3/page-", "s", "a b c d e f g h"]:
        start = time.process_time()
        search.find(text)
        times.append(time.process_time() - start)
    assert sorted(times)[len(times) // 2] < 0.03
