"""Hides the links of sites that the weights were not fitted on, and counts which of them come back.

    python benchmarks/unseen.py             every site, with and without links to learn from, at the defaults

The weights are those that ship: what they are worth on the sites of other people shows here, beside exact titles.
"""

from __future__ import annotations

import argparse

from fit import KEEPS, Sample, print_tallies, samples_of, tally_links, tally_of
from mkdocs_autolink.confidence import shipped_weights
from mkdocs_autolink.evaluation import LinkTally
from peers import exact_titles
from peers.feed import placed_links
from sites import corpora_folder, read_sites

_LANGUAGES = {"in English": True, "in other languages": False}


def main() -> None:
    """Read, hide, link, print."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    found = [sample for name, site in read_sites(corpora_folder()) for sample in samples_of(name, site)]
    for keep in KEEPS:
        for called, english in _LANGUAGES.items():
            samples = [one for one in found if one.keep == keep and _is_english(one) == english]
            if samples:
                print(f"\nsites {called}, authors' links left on {keep:.0%} of the pages: at the defaults")
                print_tallies([(one.name, tally_of(one, shipped_weights())) for one in samples])
                print("\nexact titles on the same")
                print_tallies([(one.name, _exact_titles(one)) for one in samples])


def _exact_titles(sample: Sample) -> LinkTally:
    return tally_links(sample, placed_links(exact_titles.link, sample.hidden.site))


def _is_english(sample: Sample) -> bool:
    return sample.hidden.site.pages[0].language == "en"


if __name__ == "__main__":
    main()
