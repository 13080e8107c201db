"""Two reports -> the links that are not the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator

from mkdocs_autolink.check.locations import Locations
from mkdocs_autolink.check.model import ChangeKind, LinkChange
from mkdocs_autolink.language import fold_text
from mkdocs_autolink.report import Report, ReportLink

_Pair = tuple[ReportLink, ReportLink]
_Key = Callable[[ReportLink], Hashable]


def find_link_changes(base: Report, report: Report, locations: Locations) -> tuple[LinkChange, ...]:
    """What became of the links of `base`, sorted by page and line.

    A link is the same where page, phrase and target are, whatever its sentence. Of the others, one with the same page
    and phrase leads elsewhere now, and one with the same sentence and target has moved.
    """
    _, gone, added = _pairs(base.links, report.links, _same_link)
    retargeted, gone, added = _pairs(gone, added, _same_place)
    moved, gone, added = _pairs(gone, added, _same_sentence)
    changes = [
        *(_change(ChangeKind.ADDED, link, "", locations) for link in added),
        *(_change(ChangeKind.GONE, link, "", locations) for link in gone),
        *(_change(ChangeKind.RETARGETED, new, str(old.target), locations) for old, new in retargeted),
        *(_change(ChangeKind.MOVED, new, old.page, locations) for old, new in moved),
    ]
    return tuple(sorted(changes, key=_order))


def _same_link(link: ReportLink) -> Hashable:
    return link.page, fold_text(link.phrase), link.target


def _same_place(link: ReportLink) -> Hashable:
    return link.page, fold_text(link.phrase)


def _same_sentence(link: ReportLink) -> Hashable:
    return link.before, link.anchor_text, link.after, link.target


def _pairs(
    old: Iterable[ReportLink], new: Iterable[ReportLink], key: _Key
) -> tuple[list[_Pair], list[ReportLink], list[ReportLink]]:
    """Links of both sides with the same key, each in one pair at most, and what is left of either side."""
    waiting: dict[Hashable, list[ReportLink]] = defaultdict(list)
    for link in old:
        waiting[key(link)].append(link)
    pairs: list[_Pair] = []
    left: list[ReportLink] = []
    for link in new:
        equals = waiting.get(key(link))
        if equals:
            pairs.append((equals.pop(0), link))
        else:
            left.append(link)
    return pairs, [link for links in waiting.values() for link in links], left


def _change(kind: ChangeKind, link: ReportLink, was: str, locations: Locations) -> LinkChange:
    # The line of a link that is gone is of the page as it was, that on a page without a file of none.
    line = None if kind is ChangeKind.GONE or link.page in locations.generated else link.line
    return LinkChange(kind, link.page, locations.of_page(link.page), line, link.anchor_text, link.target, was)


def _order(change: LinkChange) -> tuple[str, int, str, str, str]:
    return change.page, change.line or 0, change.kind, change.anchor_text, str(change.target)


def count_kinds(changes: Iterable[LinkChange]) -> Counter[ChangeKind]:
    """How many changes there are of each kind."""
    return Counter(change.kind for change in changes)


def by_page(changes: Iterable[LinkChange]) -> Iterator[tuple[str, list[LinkChange]]]:
    """The changes of each file, in order."""
    grouped: dict[str, list[LinkChange]] = defaultdict(list)
    for change in changes:
        grouped[change.file].append(change)
    yield from grouped.items()
