"""Evidence -> confidence; the weights and where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from math import exp, floor, log

from mkdocs_autolink.candidates import Candidate
from mkdocs_autolink.evidence import Evidence
from mkdocs_autolink.pairs import Bar

_LARGEST = 700.0
"""Log-odds beyond this overflow in exp()."""
_NEARLY = 1e-9
"""A probability that is as good as none."""

_GOOD_PLACE = 1.0
"""Log-odds that the place of a mention adds in about five of six cases at the most."""
_IMPLAUSIBLE = -5.3
"""Log-odds of 1 in 200: below it nobody has to hear of a mention."""
_SURE = 0.99
"""A least confidence above this asks for no more of a candidate."""
_FAR_BELOW = 2.6
"""Log-odds below the least confidence of a link where no candidate matters any more: neither as a near miss, nor as a
rival that makes another ambiguous, nor as one of a few that are likely together: 1 in 10 for links of .6 and more."""

_MOST_SUMS = 50_000
"""Groups of evidence whose sums are kept: enough for those that pages share, within some megabytes."""

BIAS = "any mention"
"""The name of the term that every candidate starts from."""


def cut(confidence: float, digits: int) -> float:
    """The confidence with so many digits, never rounded up: what misses a threshold is not to look as if it met it."""
    scale = 10.0**digits
    return floor(confidence * scale + _NEARLY) / scale


def two_digits(confidence: float) -> str:
    """The confidence as people read it."""
    return f"{cut(confidence, 2):.2f}"


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal adds to the log-odds of a link, per unit of its value."""

    bias: float
    terms: Mapping[str, float]

    def term(self, signal: tuple[str, float]) -> float:
        """What a signal, or the bias, adds to the log-odds; 0 for a signal that nothing is known of."""
        name, value = signal
        return self.bias if name == BIAS else self.terms.get(name, 0.0) * value


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with its confidence and what that is made of."""

    candidate: Candidate
    confidence: float
    """Probability that an author would make this link, 0 to 1."""
    weights: Weights

    @property
    def signals(self) -> Iterator[tuple[str, float]]:
        """The bias and all evidence, one by one; their terms sum to the log-odds of the confidence."""
        return chain([(BIAS, 1.0)], *self.candidate.evidence)


class _Sums(dict[Evidence, float]):
    """What groups of evidence add to the log-odds; candidates share most groups, so each is summed once."""

    def __init__(self, terms: Mapping[str, float]) -> None:
        super().__init__()
        self._terms = terms

    def __missing__(self, group: Evidence) -> float:
        terms = self._terms
        total = self[group] = sum([terms[name] * value for name, value in group if name in terms])
        return total


class Scorer:
    """Sums of evidence under some weights."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._sums = _Sums(weights.terms)

    def bar(self, min_confidence: float) -> Bar:
        """What a candidate must reach, so that somebody who looks for links of a least confidence has to hear of it."""
        least = max(_IMPLAUSIBLE, log_odds(min(min_confidence, _SURE)) - _FAR_BELOW)
        return Bar(self._sums.__getitem__, least - self.weights.bias, _GOOD_PLACE)

    def log_odds(self, evidence: Iterable[Evidence]) -> float:
        """The logarithm of the odds of a link."""
        return sum(map(self._sums.__getitem__, evidence), start=self.weights.bias)

    def weigh(self, candidates: Iterable[Candidate]) -> list[Weighed]:
        """Each candidate with its confidence, in the same order: a logistic sum of named terms."""
        if len(self._sums) > _MOST_SUMS:
            self._sums.clear()
        return [
            Weighed(candidate, _squash(self.log_odds(candidate.evidence)), self.weights) for candidate in candidates
        ]


@cache
def shipped_weights() -> Weights:
    """The weights that ship with the package; `weights.toml` says what they were fitted on."""
    return parse_weights(files("mkdocs_autolink").joinpath("weights.toml").read_text("utf-8"))


def parse_weights(text: str) -> Weights:
    """Weights from the text of a weights file."""
    import tomllib  # noqa: PLC0415 - only a build that links needs it, and every command of MkDocs imports us

    data = tomllib.loads(text)
    return Weights(bias=float(data["bias"]), terms={name: float(value) for name, value in data["terms"].items()})


def log_odds(probability: float) -> float:
    """The natural logarithm of the odds of a probability; finite for 0 and 1 too, which are taken for nearly so."""
    probability = min(max(probability, _NEARLY), 1 - _NEARLY)
    return log(probability / (1 - probability))


def _squash(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds)) if log_odds > -_LARGEST else 0.0
