"""Prints, as Markdown, how rivals, exact titles and the plugin compare on the sites in AUTOLINK_CORPORA.

    PYTHONPATH=benchmarks python -m peers.run

The plugin runs at its defaults, with weights that were fitted without the site. Rivals learn nothing from other pages,
so each runs once on a site, and its links are scored both where all authors' links were hidden and where half were.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import TypeAlias

from fit import KEEPS, Sample, fit_without_each, links_of, samples_and_readings, tally_links
from mkdocs_autolink.confidence import Weights
from mkdocs_autolink.evaluation import LinkTally, SetLink
from peers.feed import Placed, placed_links
from peers.rivals import RIVALS, Rival
from sites import corpora_folder, read_sites
from speed.tables import table

OURS = "mkdocs-autolink, weights fitted on the other sites"
HEADINGS = {
    0.0: "All links hidden",
    0.5: "The links of half the pages kept",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a tool made of a site."""

    tally: LinkTally
    density: float
    """Links per 1,000 words of the scored pages."""


Links: TypeAlias = Sequence[SetLink]
Outcomes: TypeAlias = dict[tuple[float, str, str], Outcome]
"""By share of kept links, name of the site and name of the tool."""


def main() -> None:
    """Read, hide, run, compare, print."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    samples, readings = samples_and_readings(read_sites(corpora_folder()))
    of_site: dict[str, list[Sample]] = {}
    for sample in samples:
        of_site.setdefault(sample.name, []).append(sample)
    left_out = fit_without_each(samples, readings)
    outcomes: Outcomes = {}
    for name, ones in of_site.items():
        for tool, links in _all_links(ones, left_out[name]):
            for one, made in zip(ones, links, strict=True):
                outcomes[one.keep, name, tool] = _outcome(one, made)
    for keep in KEEPS:
        print(f"\n### {HEADINGS[keep]}\n")
        print(_means(outcomes, [one for one in samples if one.keep == keep]))
    print("\n### Site by site\n")
    print(_by_site(outcomes, sorted(of_site)))


def _all_links(samples: Sequence[Sample], weights: Weights) -> Iterator[tuple[str, Sequence[Links]]]:
    """The tools, and the links that each sets in each sample of a site."""
    bare = next(sample for sample in samples if sample.keep == 0.0)
    for rival in RIVALS:
        yield rival.name, [_rival_links(rival, bare)] * len(samples)
    yield OURS, [links_of(sample, weights) for sample in samples]


def _rival_links(rival: Rival, sample: Sample) -> list[Placed]:
    print(f"{sample.name}: {rival.name}", file=sys.stderr, flush=True)
    return placed_links(rival.link, sample.hidden.site)


def _outcome(sample: Sample, links: Links) -> Outcome:
    tally = tally_links(sample, links)
    return Outcome(tally, 1000 * tally.links / _words(sample))


def _words(sample: Sample) -> int:
    return sum(page.body.words for page in sample.hidden.site.pages if page.key in sample.hidden.scored)


def _means(outcomes: Mapping[tuple[float, str, str], Outcome], samples: Sequence[Sample]) -> str:
    """Means over the sites; where a tool set no link that a share could be told by, the site is left out of that."""
    header = ("", "links per 1,000 words", "sentence precision", "pair recall", "target", "F")
    rows = []
    for tool in (*(rival.name for rival in RIVALS), OURS):
        made = [outcomes[sample.keep, sample.name, tool] for sample in samples]
        tallies = [one.tally for one in made]
        shares = [
            mean(one.sentence_precision for one in tallies if one.in_sentence),
            mean(one.pair_recall for one in tallies),
            mean(one.target for one in tallies if one.on_words),
            mean(one.f for one in tallies),
        ]
        rows.append([tool, f"{mean(one.density for one in made):.1f}", *(f"{share:.2f}" for share in shares)])
    authors = mean(1000 * len(sample.hidden.gold) / _words(sample) for sample in samples)
    rows.append(["the authors", f"{authors:.1f}", "", "", "", ""])
    return table(header, rows)


def _by_site(outcomes: Mapping[tuple[float, str, str], Outcome], names: Sequence[str]) -> str:
    """F of each tool on each site, all links hidden."""
    tools = (*(rival.name for rival in RIVALS), OURS)
    header = ("F, all links hidden", *(tool.split()[0].rstrip(",") for tool in tools))
    return table(header, [[name, *(f"{outcomes[0.0, name, tool].tally.f:.2f}" for tool in tools)] for name in names])


if __name__ == "__main__":
    main()
