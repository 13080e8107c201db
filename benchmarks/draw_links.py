"""Draws links at random, for people to read and to judge whether the maintainer of the site would keep them.

    AUTOLINK_CORPORA=FOLDER python benchmarks/draw_links.py --seed 1 > benchmarks/reading/seed-1.yml

The same number of links for each site, out of all that a build with the default options sets beside the authors' own.
Readers write a cause at each link that a maintainer would take out, from the list in benchmarks/reading/README.md.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence

from mkdocs_autolink.report import Report, ReportLink
from read_links import in_context
from sites import corpora_folder, read_sites, report_of


def main() -> None:
    """Prints the links as YAML."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--links", type=int, default=200)
    arguments = parser.parse_args()
    reports = {name: report_of(site) for name, site in read_sites(corpora_folder())}
    print(f"seed: {arguments.seed}\nlinks:")
    for name, link in draw(reports, arguments.links, arguments.seed):
        print("\n".join(_entry(name, link, reports[name])))


def draw(reports: dict[str, Report], links: int, seed: int) -> Iterator[tuple[str, ReportLink]]:
    """Pairs of a site and one of its links; the first sites give one more where the number does not divide evenly."""
    chance = random.Random(seed)  # noqa: S311 - a draw, no secret
    for number, (name, report) in enumerate(sorted(reports.items())):
        share = links // len(reports) + (number < links % len(reports))
        yield from ((name, link) for link in _sample(chance, report.links, share))


def _sample(chance: random.Random, links: Sequence[ReportLink], number: int) -> list[ReportLink]:
    return chance.sample(links, min(number, len(links)))


def _entry(name: str, link: ReportLink, report: Report) -> Iterator[str]:
    titles = {target.target: target.title for target in report.targets}
    yield f"  - site: {name}"
    yield f"    page: {_text(link.page)}"
    yield f"    text: {_text(in_context(link.before, link.anchor_text, link.after))}"
    yield f"    target: {_text(str(link.target))}"
    yield f"    title: {_text(titles[link.target])}"
    yield f"    confidence: {link.confidence:.2f}"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    main()
