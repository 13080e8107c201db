"""Evaluates real sites as `mkdocs-autolink evaluate` does, with weights that were fitted without the site.

    python benchmarks/quality.py              every site, with and without links to learn from, over all thresholds

It runs what users run on their own sites; only the weights are other than the shipped ones, which have seen these
sites.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np

from fit import fit_without_each, print_tallies, samples_and_readings
from mkdocs_autolink.confidence import Weights
from mkdocs_autolink.decisions import Decisions
from mkdocs_autolink.evaluation import THRESHOLDS, Evaluation, LinkTally, evaluate, folds
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Site
from sites import corpora_folder, read_sites

ROUNDS = {1: "all links hidden at once", 5: "the links of four fifths of the pages known"}


def main() -> None:
    """Read, fit, evaluate, print."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    sites = dict(read_sites(corpora_folder()))
    left_out = fit_without_each(*samples_and_readings(sites.items()))
    for count, meaning in ROUNDS.items():
        evaluations = {name: _evaluated(site, count, left_out[name]) for name, site in sites.items()}
        print(f"\n{meaning}: at the defaults, weights fitted without the site")
        print_tallies([(name, one.here.tally) for name, one in evaluations.items()])
        _print_curve(list(evaluations.values()))


def _evaluated(site: Site, rounds: int, weights: Weights) -> Evaluation:
    return evaluate(site, Settings(), Decisions(), folds(site, rounds), weights=weights)


def _print_curve(evaluations: Sequence[Evaluation]) -> None:
    """Means over the sites, by threshold."""
    print(f"\n{'min_confidence':20}{'links':>8}{'sentence precision':>20}{'pair recall':>13}{'target':>8}{'F':>8}")
    for threshold in THRESHOLDS:
        tallies = [point.tally for one in evaluations for point in one.curve if point.threshold == threshold]
        links, *shares = (float(column) for column in np.mean([_figures(one) for one in tallies], axis=0))
        precision, recall, target, f = shares
        print(f"{threshold:<20.2f}{int(links):8}{precision:20.3f}{recall:13.3f}{target:8.3f}{f:8.3f}")


def _figures(tally: LinkTally) -> tuple[float, ...]:
    return tally.links, tally.sentence_precision, tally.pair_recall, tally.target, tally.f


if __name__ == "__main__":
    main()
