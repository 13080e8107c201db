"""From evidence to a probability."""

from __future__ import annotations

from dataclasses import replace
from math import exp, inf, isfinite
from pathlib import Path

import pytest

from drawing import FLAT, candidates_of, site
from mkdocs_autolink import evidence
from mkdocs_autolink.body import Zone
from mkdocs_autolink.candidates import Candidate
from mkdocs_autolink.confidence import BIAS, Scorer, Weighed, Weights, cut, parse_weights, shipped_weights, two_digits
from mkdocs_autolink.hits import Match
from mkdocs_autolink.namings import Origin


def candidate(**values: float) -> Candidate:
    (found,) = candidates_of(site({"here.md": "<p>widget</p>", "w.md": ""}, {"w.md": "Widget"}))
    return replace(found, evidence=(tuple(values.items()),))


def terms(weighed: Weighed) -> tuple[tuple[str, float], ...]:
    """Those that are not zero."""
    found = ((signal[0], weighed.weights.term(signal)) for signal in weighed.signals)
    return tuple(term for term in found if term[1] or term[0] == BIAS)


def weigh(weights: Weights, **values: float) -> Weighed:
    (weighed,) = Scorer(weights).weigh([candidate(**values)])
    return weighed


def test_nothing_known_is_as_likely_as_not() -> None:
    weighed = weigh(FLAT, rare=1.0)
    assert weighed.confidence == 0.5
    assert terms(weighed) == ((BIAS, 0.0),)


def test_terms_sum_to_the_log_odds() -> None:
    weighed = weigh(Weights(-1.0, {"rare": 2.0, "short": -0.5, "idle": 9.0}), rare=0.75, short=1.0, unknown=1.0)
    assert terms(weighed) == ((BIAS, -1.0), ("rare", 1.5), ("short", -0.5))
    total = sum(value for _, value in terms(weighed))
    assert weighed.confidence == pytest.approx(1 / (1 + exp(-total)))


def test_terms_that_add_nothing_are_left_out() -> None:
    assert terms(weigh(Weights(1.0, {"rare": 2.0}), rare=0.0)) == ((BIAS, 1.0),)


@pytest.mark.parametrize(("bias", "confidence"), [(5000.0, 1.0), (-5000.0, 0.0), (-inf, 0.0), (0.0, 0.5)])
def test_confidence_is_between_zero_and_one(bias: float, confidence: float) -> None:
    assert weigh(Weights(bias, {})).confidence == confidence


@pytest.mark.parametrize("threshold", [number / 100 for number in range(101)])
def test_what_misses_a_threshold_does_not_look_as_if_it_met_it(threshold: float) -> None:
    assert two_digits(threshold) == f"{threshold:.2f}"
    assert cut(threshold, 4) == threshold
    assert cut(threshold - 1e-6, 4) < threshold
    assert float(two_digits(threshold - 1e-4)) < threshold


def test_order_stays() -> None:
    many = [candidate(rare=value) for value in (0.1, 0.9, 0.5)]
    weighed = Scorer(Weights(0.0, {"rare": 1.0})).weigh(many)
    assert [one.candidate for one in weighed] == many


def test_what_is_worth_looking_at() -> None:
    bar = Scorer(Weights(-6.0, {"rare": 2.0})).bar(0.0)
    assert bar.adds((("rare", 1.0), ("unknown", 9.0))) == 2.0
    assert bar.adds((("rare", 0.25),)) < bar.least < bar.adds((("rare", 1.0),))


def test_the_bar_rises_with_the_confidence_that_is_asked_for() -> None:
    scorer = Scorer(Weights(-6.0, {}))
    bars = [scorer.bar(confidence).least for confidence in (0.0, 0.05, 0.6, 0.9, 1.0)]
    assert bars == sorted(bars)
    assert bars[0] == bars[1] < bars[2] < bars[3] < bars[4] < 10
    assert 1 / (1 + exp(6.0 - bars[2])) == pytest.approx(0.1, abs=0.01)


def test_groups_that_come_and_go_are_not_mixed_up() -> None:
    scorer = Scorer(Weights(0.0, {"rare": 1.0}))
    assert [scorer.log_odds(candidate(rare=value / 10).evidence) for value in range(100)] == [
        value / 10 for value in range(100)
    ]


def test_weights_are_read() -> None:
    assert parse_weights('bias = -1\n[terms]\n"in: list" = 2\n') == Weights(-1.0, {"in: list": 2.0})


def test_shipped_weights_are_numbers() -> None:
    weights = shipped_weights()
    assert weights.terms
    assert all(isfinite(value) for value in (weights.bias, *weights.terms.values()))
    assert shipped_weights() is weights


def test_every_shipped_weight_is_of_a_signal() -> None:
    """A weight whose signal has another name by now would weigh nothing."""
    source = "".join(path.read_text("utf-8") for path in Path(evidence.__file__).parent.glob("*.py"))
    kinds = {"origin": set(map(str, Origin)), "match": set(map(str, Match)), "in": set(map(str, Zone))}
    for name in shipped_weights().terms:
        kind, _, value = name.partition(": ")
        assert value in kinds[kind] if kind in kinds and value else f'"{name}"' in source, name
