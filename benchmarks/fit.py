"""Fits the weights of the confidence to real sites and writes them where the package reads them.

    python benchmarks/fit.py            fit, print what the fit is worth, write mkdocs_autolink/weights.toml
    python benchmarks/fit.py --dry-run  the same without writing

The links that authors wrote are hidden, every candidate is labelled by whether it is one of them, and a logistic
regression learns what tells the two apart. Each site is hidden twice: all its links (a site without any), and those of
half its pages (a site with links to learn from). To these come the links that people read and judged
(benchmarks/reading). All figures that are printed come from weights that were fitted without the site that they are
about.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

from mkdocs_autolink.candidates import Candidate
from mkdocs_autolink.confidence import Scorer, Weights
from mkdocs_autolink.decisions import Decisions
from mkdocs_autolink.evaluation import (
    Hidden,
    LinkTally,
    SetLink,
    gold_by_page,
    hide_links,
    is_in_sentence,
    overlaps,
    tally_pages,
    total,
)
from mkdocs_autolink.pairs import NO_BAR
from mkdocs_autolink.pipeline import all_candidates
from mkdocs_autolink.plan import make_plan
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Site
from read_links import read_links
from sites import corpora_folder, read_sites

WEIGHTS = Path(__file__).resolve().parent.parent / "mkdocs_autolink" / "weights.toml"
KEEPS = (0.0, 0.5)
_ELSEWHERE = 0.4
"""What all candidates outside of sentences with a hidden link weigh together, beside those inside: authors leave most
good links out, so that a missing link there says little."""
_READ = 3.0
"""What a link that somebody read weighs, beside a candidate in a sentence with a hidden link of a site that has a
thousand of these. Hidden links cannot show how silly a link is where no author would have made one; a reader can."""
_LENIENCE = "read by people"
"""A signal of the links that people read, in the fit alone: they keep more links than authors make, and that is not to
make all links likelier."""
_REGULARISATION = 3.0
_BY_HAND = {"origin: rule": 9.0, "origin: alias": 1.0}
"""Terms of signals that real sites cannot teach, as they have no rules of ours: what a user asks for is linked, even an
everyday word; an alias is as good as another title."""
_BANDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Sample:
    """A site with hidden links, its candidates, and what each of them teaches."""

    name: str
    keep: float
    hidden: Hidden
    candidates: list[Candidate]
    labels: np.ndarray
    """1 for a candidate on an author's words with the author's target, 0 for another in such a sentence or elsewhere,
    -1 for one that teaches nothing."""
    inside: np.ndarray
    """Whether the candidate stands in a sentence with a hidden link."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The links of a site that people read, all links of its authors in place."""

    name: str
    candidates: list[Candidate]
    labels: np.ndarray
    """1 for a link that would be kept, 0 for another."""


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    arguments = parser.parse_args()
    samples, readings = samples_and_readings(read_sites(corpora_folder()))
    left_out = fit_without_each(samples, readings)
    _print_scores(samples, left_out)
    _print_reliability(samples, left_out)
    _print_readings(readings, left_out)
    weights = fit(samples, readings, _terms(samples))
    weights = Weights(weights.bias, {**weights.terms, **_BY_HAND})
    if not arguments.dry_run:
        WEIGHTS.write_text(_document(weights, sorted(left_out)), encoding="utf-8")
        print(f"wrote {WEIGHTS.name}")


def fit(samples: Sequence[Sample], readings: Sequence[Reading], terms: list[str]) -> Weights:
    """Weights fitted to samples, each of which counts the same, however large its site is, and to links people read."""
    column = {name: number for number, name in enumerate([*terms, _LENIENCE])}
    matrices, labels, importance = [], [], []
    for sample in samples:
        taught = np.flatnonzero(sample.labels >= 0)
        matrices.append(_matrix([sample.candidates[i] for i in taught], column))
        labels.append(sample.labels[taught])
        importance.append(_importance(sample.inside[taught]))
    for reading in readings:
        matrices.append(_matrix(reading.candidates, column, (_LENIENCE, 1.0)))
        labels.append(reading.labels)
        importance.append(np.full(len(reading.labels), _READ))
    model = LogisticRegression(C=_REGULARISATION, max_iter=1000)
    model.fit(vstack(matrices), np.concatenate(labels), sample_weight=np.concatenate(importance))
    return Weights(float(model.intercept_[0]), dict(zip(terms, map(float, model.coef_[0][:-1]), strict=True)))


def fit_without_each(samples: Sequence[Sample], readings: Sequence[Reading]) -> dict[str, Weights]:
    """By site: the weights that are fitted to all the others."""
    terms = _terms(samples)
    return {
        name: fit([one for one in samples if one.name != name], [one for one in readings if one.name != name], terms)
        for name in sorted({sample.name for sample in samples})
    }


def samples_and_readings(sites: Iterable[tuple[str, Site]]) -> tuple[list[Sample], list[Reading]]:
    """What sites, each given with its name, have to teach."""
    samples: list[Sample] = []
    readings: list[Reading] = []
    for name, site in sites:
        samples += samples_of(name, site)
        readings.append(reading_of(name, site))
    return samples, readings


def samples_of(name: str, site: Site) -> list[Sample]:
    """The site with all links hidden, and with those of about half the pages."""
    return [_sample(name, keep, hide_links(site, _hidden_pages(site, keep))) for keep in KEEPS]


def reading_of(name: str, site: Site) -> Reading:
    """What people said of the site's links."""
    read = list(read_links(name, site))
    return Reading(name, [one for one, _ in read], np.array([int(kept) for _, kept in read], dtype=int))


def _hidden_pages(site: Site, keep: float) -> frozenset[str]:
    """The pages that lose their links: those whose share, which their key alone decides on, is not kept."""
    return frozenset(page.key for page in site.pages if _share(page.key) >= keep)


def _share(key: str) -> float:
    return float(int(hashlib.sha256(key.encode()).hexdigest()[:8], 16)) / 2**32


def _terms(samples: Iterable[Sample]) -> list[str]:
    return sorted({name for sample in samples for one in sample.candidates for g in one.evidence for name, _ in g})


def _sample(name: str, keep: float, hidden: Hidden) -> Sample:
    candidates = all_candidates(hidden.site, Settings(), Decisions(), NO_BAR)
    gold_of = gold_by_page(hidden.gold)
    pairs = {(gold.page, gold.target) for gold in hidden.gold}
    labels: np.ndarray = np.full(len(candidates), -1)
    inside: np.ndarray = np.zeros(len(candidates), bool)
    for number, candidate in enumerate(candidates):
        if candidate.page not in hidden.scored or candidate.part_of:
            continue
        near = [
            gold for gold in gold_of[candidate.page] if is_in_sentence(candidate, gold) or overlaps(candidate, gold)
        ]
        right = any(overlaps(candidate, gold) and gold.target == candidate.target.page for gold in near)
        inside[number] = bool(near)
        if near or (candidate.page, candidate.target.page) not in pairs:
            labels[number] = int(right)
    print(f"{name}: {len(hidden.gold)} links hidden, {len(candidates)} candidates, {(labels == 1).sum()} right")
    return Sample(name, keep, hidden, candidates, labels, inside)


def _matrix(candidates: Iterable[Candidate], column: dict[str, int], *more: tuple[str, float]) -> csr_matrix:
    rows, columns, values = [], [], []
    count = 0
    for row, candidate in enumerate(candidates):
        count = row + 1
        for group in (*candidate.evidence, more):
            for name, value in group:
                if name in column:
                    rows.append(row)
                    columns.append(column[name])
                    values.append(value)
    return csr_matrix((values, (rows, columns)), shape=(count, len(column)))


def _importance(inside: np.ndarray) -> np.ndarray:
    share = _ELSEWHERE * inside.sum() / max(1, (~inside).sum())
    importance: np.ndarray = np.where(inside, 1.0, share) * 1000 / max(1, inside.sum())
    return importance


def _print_scores(samples: Sequence[Sample], left_out: dict[str, Weights]) -> None:
    for keep in KEEPS:
        print(f"\nauthors' links left on {keep:.0%} of the pages: at the defaults, weights fitted without the site")
        print_tallies([(one.name, tally_of(one, left_out[one.name])) for one in samples if one.keep == keep])


def print_tallies(tallies: Sequence[tuple[str, LinkTally]]) -> None:
    """A table with a row for each site, and their mean: every site counts the same."""
    print(f"{'site':20}{'links':>8}{'sentence precision':>20}{'pair recall':>13}{'target':>8}")
    rows = [(one.links, one.sentence_precision, one.pair_recall, one.target) for _, one in tallies]
    means = [float(np.mean(column)) for column in zip(*rows, strict=True)]
    for name, (links, precision, recall, target) in zip((*dict(tallies), "mean"), (*rows, means), strict=True):
        print(f"{name:20}{int(links):8}{precision:20.3f}{recall:13.3f}{target:8.3f}")


def tally_of(sample: Sample, weights: Weights) -> LinkTally:
    """What comes back of the hidden links, and what else is linked, at the defaults."""
    return tally_links(sample, links_of(sample, weights))


def links_of(sample: Sample, weights: Weights) -> list[Candidate]:
    """The links that the plugin sets at the defaults with these weights."""
    plan = make_plan(sample.hidden.site, Scorer(weights).weigh(sample.candidates), Decisions(), Settings())
    return [link.weighed.candidate for link in plan.links]


def tally_links(sample: Sample, links: Sequence[SetLink]) -> LinkTally:
    """What comes back of the hidden links where the plugin or another tool sets these."""
    return total(tally_pages(sample.hidden, links).values())


def _print_reliability(samples: Sequence[Sample], left_out: dict[str, Weights]) -> None:
    """How often candidates of each band of confidence were the author's, in sentences with a hidden link."""
    said: list[float] = []
    true: list[int] = []
    for sample in samples:
        for number, one in enumerate(Scorer(left_out[sample.name]).weigh(sample.candidates)):
            if sample.inside[number] and sample.labels[number] >= 0:
                said.append(one.confidence)
                true.append(int(sample.labels[number]))
    confidence, right = np.array(said), np.array(true)
    print("\nconfidence    candidates    the author's")
    for low, high in pairwise(_BANDS):
        band = (confidence >= low) & (confidence < high)
        if band.any():
            print(f"{low:.1f} to {high:.1f} {band.sum():13} {right[band].mean():15.2f}")


def _print_readings(readings: Sequence[Reading], left_out: dict[str, Weights]) -> None:
    """How many of the links that people read reach a least confidence, and how many of these they would keep."""
    said = np.concatenate(
        [[w.confidence for w in Scorer(left_out[one.name]).weigh(one.candidates)] for one in readings]
    )
    kept = np.concatenate([one.labels for one in readings])
    print("\nconfidence    links that people read    kept")
    for low in _BANDS[5:-1]:
        print(f"{low:.1f} and above {(said >= low).sum():21} {kept[said >= low].mean():7.2f}")


def _document(weights: Weights, names: Sequence[str]) -> str:
    lines = [
        "# What each signal adds to the log-odds of a link, per unit of its value. Written by benchmarks/fit.py:",
        "# logistic regression on the hidden links of these public sites (benchmarks/corpora.yml says where they are):",
        f"# {', '.join(names)};",
        "# and on the links of benchmarks/reading, which people judged.",
        f"# By hand, since no site can teach them: {', '.join(_BY_HAND)}.",
        "",
        f"bias = {weights.bias:.3f}",
        "",
        "[terms]",
    ]
    ordered = sorted(weights.terms.items(), key=lambda term: (-term[1], term[0]))
    return "\n".join([*lines, *(f'"{name}" = {value:.3f}' for name, value in ordered), ""])


if __name__ == "__main__":
    main()
