"""What a hostile page costs: in proportion to its size, whatever it consists of."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from itertools import count
from time import process_time

import pytest

from hostile.attacks import ATTACKS, PHRASE, WORDS, Attack
from hostile.memory import peak
from hostile.running import page, run, run_all
from speed.counts import count_calls

SIZE = 1_500
"""Characters of the smallest page."""
MOST = 2.5
"""From 2 n to 4 n characters a page may take so many times the calls that it takes from n to 2 n."""
FEW = 1_000
"""Calls whose growth says nothing."""
MOST_MEMORY = 250
"""Bytes in use at once for each byte of a hostile page."""


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Lists, weights, templates and patterns are read once and belong to no page."""
    run(f"<p>{PHRASE}</p><table><tr><th>Option<tr><td>x</td></table>")


@cache
def empty_peak() -> int:
    return peak(lambda: run(""))


def number_for(attack: Attack, size: int) -> int:
    """The number that makes the attack about so many characters long."""
    return max(2, size * 100 // (len(attack(101)) - len(attack(1))))


def grows(work: Callable[[int], object], number: int) -> float:
    """How many times the calls it takes to go on from twice the number than to come to it: 2, or 4 if quadratic.

    Looked at in two places, as one alone may hold a step, where the report begins to cut its lists short.
    """
    once, twice, again, more = (count_calls(partial(work, times * number)) for times in (1, 2, 4, 8))
    return min((again - twice) / max(twice - once, FEW), (more - again) / max(again - twice, FEW))


@pytest.mark.parametrize("name", ATTACKS)
def test_twice_the_size_takes_twice_the_calls(name: str) -> None:
    attack = ATTACKS[name]
    assert grows(lambda number: run(attack(number)), number_for(attack, SIZE)) <= MOST


@pytest.mark.parametrize("name", ATTACKS)
def test_memory_is_a_multiple_of_the_size(name: str) -> None:
    html = ATTACKS[name](number_for(ATTACKS[name], 3 * SIZE))
    size = len(html.encode())
    assert peak(lambda: run(html)) - empty_peak() <= MOST_MEMORY * size


def test_five_thousand_levels() -> None:
    for name in (name for name in ATTACKS if name.startswith("nested")):
        assert not run(ATTACKS[name](5_000)).problems


@pytest.mark.long
@pytest.mark.parametrize("name", ATTACKS)
def test_a_megabyte(name: str) -> None:
    attack = ATTACKS[name]
    small, large = (attack(number_for(attack, size)) for size in (125_000, 1_000_000))
    # Work within one call, such as a search by a pattern, shows in time alone. Eight times the size takes a
    # quadratic program 64 times as long.
    assert seconds(large) <= max(20 * seconds(small), 0.5)
    assert peak(lambda: run(large)) <= MOST_MEMORY * len(large.encode())


def seconds(html: str) -> float:
    began = process_time()
    assert not run(html).problems
    return process_time() - began


# Many pages and many phrases


def named(title: Callable[[int], str], number: int) -> object:
    """Pages of these titles, each of which mentions the next two."""
    mentions = (f"<p>See {title(i + 1)} for {WORDS}, then {title(i + 2)}.</p>" for i in range(number))
    return run_all([page(f"p{i}.md", title(i), html) for i, html in enumerate(mentions)])


TITLES = {
    "different titles": lambda i: f"Topic {i:x}q {'abcd'[i % 4]} guide",
    "titles of one beginning": lambda i: f"{'a ' * (i % 10 + 1)}x{i}",
    "titles of one ending": lambda i: f"w{i} of the same old guide",
    "titles within titles": lambda i: f"{'very ' * (i % 9)}long w{i // 9}",
    "titles of numbers": lambda i: f"Version 1.{i}",
    "titles that differ by a letter": lambda i: f"Widg{chr(97 + i % 26)}t{chr(97 + i // 26 % 26)} guide{i // 676}",
}


@pytest.mark.parametrize("name", TITLES)
def test_twice_the_pages_take_twice_the_calls(name: str) -> None:
    assert grows(lambda number: named(TITLES[name], number), 25) <= MOST


@pytest.mark.long
def test_a_hundred_thousand_titles() -> None:
    numbers = count()
    pages = [page(f"p{i}.md", f"Topic {i} {'abcd'[i % 4]} guide", f"<p>Topic {i + 1}.</p>") for i in range(100_000)]
    pages[0] = page("p0.md", "First", re.sub("x", lambda _: str(next(numbers)), "<p>Topic x b guide</p>" * 1_000))
    began = process_time()
    assert not run_all(pages).problems
    assert process_time() - began < 600


# The checks themselves


def quadratic(html: str) -> int:
    return sum(len(html[at:].split("<", 1)[0]) for at in range(0, len(html), 10) for _ in html[at::100])


def test_work_that_grows_with_the_square_of_the_size_is_seen() -> None:
    attack = ATTACKS["words of one letter"]
    assert grows(lambda number: quadratic(attack(number)), number_for(attack, SIZE)) > 3 > MOST


def test_memory_that_grows_with_the_square_of_the_size_is_seen() -> None:
    html = "a " * 3_000
    assert peak(lambda: [html[at:] for at in range(len(html))]) > MOST_MEMORY * len(html)
