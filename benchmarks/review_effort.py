"""How many decisions a reviewer takes to settle a thousand links, grouped as the review page groups them.

    AUTOLINK_CORPORA=FOLDER python benchmarks/review_effort.py

Three numbers for each site and their means. `one by one` is a decision for each phrase and target. `groups` counts the
groups that have links, as if each were settled by one key. `with exceptions` adds the phrases that a reviewer would
decide otherwise than the rest of their group, were every confidence the chance that its phrase is right.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import mean

from mkdocs_autolink.report import Report
from mkdocs_autolink.review.groups import Group, Kind, group_report
from sites import corpora_folder, read_sites, report_of

_COLUMNS = ("links", "one by one", "groups", "with exceptions")


def main() -> None:
    """Prints a line for each site and their means."""
    print(f"{'':20}", *(f"{column:>16}" for column in _COLUMNS))
    rows = []
    for name, site in read_sites(corpora_folder()):
        rows.append(measure(report_of(site)))
        _print_row(name, rows[-1])
    _print_row("mean", tuple(mean(column) for column in zip(*rows, strict=True)))


def measure(report: Report) -> tuple[float, float, float, float]:
    """Links, and decisions for a thousand of them: one by one, by group, and by group with exceptions."""
    groups = [group for group in group_report(report) if any(proposal.links for proposal in group.proposals)]
    proposals = sum(bool(proposal.links) for group in groups for proposal in group.proposals)
    thousands = len(report.links) / 1_000 or 1
    exceptions = sum(map(expected_exceptions, groups))
    return len(report.links), proposals / thousands, len(groups) / thousands, (len(groups) + exceptions) / thousands


def expected_exceptions(group: Group) -> float:
    """The number of phrases that are to be decided otherwise than most of the group, on average.

    An ambiguous phrase has none: to choose one of its targets settles it.
    """
    if group.kind is Kind.AMBIGUOUS:
        return 0.0
    right = [1.0]
    """Chance of each number of right phrases, from 0."""
    for proposal in group.proposals:
        chance = proposal.mentions[-1].confidence
        right = [stay * (1 - chance) + come * chance for come, stay in pairwise([0.0, *right, 0.0])]
    return sum(chance * min(number, len(right) - 1 - number) for number, chance in enumerate(right))


def _print_row(name: str, row: tuple[float, ...]) -> None:
    print(f"{name:20}", *(f"{value:16.0f}" for value in row), flush=True)


if __name__ == "__main__":
    main()
