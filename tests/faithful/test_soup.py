"""Links in HTML that nobody would write leave it as it was."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faithful.checking import minimised, violations
from faithful.inputs import case_inputs
from faithful.linking import linked
from faithful.mutator import mutated, seeds
from faithful.soup import soups
from mkdocs_autolink.body import read_body
from mkdocs_autolink.opaque import OPAQUE

pytestmark = pytest.mark.laws


@settings(max_examples=200)
@given(soups)
def test_links_leave_soup_as_it_was(html: str) -> None:
    assert violations(html) == []


@pytest.mark.long
@settings(max_examples=20_000)
@given(soups)
def test_links_leave_much_soup_as_it_was(html: str) -> None:
    assert violations(html) == []


@given(st.text(st.sampled_from("<>/a\ud800\udfff&;!-[]{}$x \0\r\n\ufffe\U0010ffff"), max_size=40))
def test_any_string_can_be_read(html: str) -> None:
    """Lone surrogates stand in no file that a browser reads, so there is nothing to compare."""
    assert read_body(html).words >= 0


def test_links_leave_mutated_html_as_it_was() -> None:
    pool = seeds(one.html for one in case_inputs())
    random = Random(3)
    wrong = {html: found for html in (mutated(pool, random) for _ in range(600)) if (found := violations(html))}
    assert {minimised(html, lambda html: bool(violations(html))): found for html, found in wrong.items()} == {}


def test_mutations_are_repeatable_and_many() -> None:
    pool = seeds(["<p>one</p><p>two</p>", "<table><td>three"])
    made = [mutated(pool, Random(number)) for number in range(300)]
    assert made == [mutated(pool, Random(number)) for number in range(300)]
    assert len(set(made)) > 250


def test_soup_has_links() -> None:
    """Nothing could go wrong with soup that has no prose."""
    found = []

    @settings(max_examples=400, derandomize=True, database=None)
    @given(soups)
    def count(html: str) -> None:
        found.append(len(linked(html).spans))

    count()
    assert sum(map(bool, found)) > len(found) / 4


def test_a_reader_that_forgets_an_element_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_autolink.body.OPAQUE", OPAQUE - {"svg"})
    pool = seeds(one.html for one in case_inputs() if "<svg" in one.html)
    random = Random(3)
    found = next(html for html in (mutated(pool, random) for _ in range(300)) if violations(html))
    shortest = minimised(found, lambda html: bool(violations(html)))
    assert "<svg" in shortest.lower()
    assert len(shortest) < 20
