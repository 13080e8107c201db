"""Where the links of the record stand in a source now, and the source without them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_autolink.sources.edits import Edit, apply_edits, common_start
from mkdocs_autolink.sources.record import Entry

CONTEXT = 24
"""Characters of the source on either side that a link is known by."""
_ENOUGH = 6
"""Characters next to a link that have to be as they were, on one side at least, for it to be ours."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A recorded link, and where it begins in the source."""

    entry: Entry
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.entry.text)


def find_traces(text: str, entries: Iterable[Entry]) -> tuple[Trace, ...]:
    """The entries of a page whose links are still there as they were written, by place.

    A link that was changed is not found, and neither is one whose whole surroundings were: it may be an author's.
    """
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.text].append(entry)
    found = (trace for link, group in groups.items() for trace in _place(text, group, list(_occurrences(text, link))))
    return tuple(sorted(found, key=lambda trace: trace.start))


def without(text: str, traces: Iterable[Trace]) -> str:
    """The source with the links taken out and what was there before put back."""
    edits = (Edit(trace.start, trace.end, trace.entry.text, trace.entry.was) for trace in traces)
    return apply_edits(text, tuple(edits))


def restored(text: str, entry: Entry) -> bool:
    """Whether the page reads as it did before the link was written."""
    return entry.before + entry.was + entry.after in text


def entries_of(page: str, text: str, links: Iterable[tuple[int, str, str, str]]) -> tuple[Entry, ...]:
    """Entries for the links of a page, given by start, text, former text and id, as they stand in `text`."""
    return tuple(
        Entry(
            page=page,
            before=text[max(start - CONTEXT, 0) : start],
            text=link,
            was=was,
            after=text[start + len(link) : start + len(link) + CONTEXT],
            id=identity,
        )
        for start, link, was, identity in sorted(links)
    )


def _occurrences(text: str, link: str) -> Iterator[int]:
    at = text.find(link)
    while at >= 0:
        yield at
        at = text.find(link, at + len(link))


def _place(text: str, entries: list[Entry], places: list[int]) -> Iterator[Trace]:
    """Each entry at the place whose surroundings are most like its own; places in order where they are alike."""
    likeness = {
        (number, place): _likeness(text, entry, place) for number, entry in enumerate(entries) for place in places
    }
    pairs = sorted(likeness, key=lambda pair: (-likeness[pair], pair))
    taken: set[int] = set()
    placed: set[int] = set()
    for number, place in pairs:
        if number not in placed and place not in taken and likeness[number, place] >= 0:
            placed.add(number)
            taken.add(place)
            yield Trace(entries[number], place)


def _likeness(text: str, entry: Entry, place: int) -> int:
    """How many characters around the place are as the entry has them; -1 for too few."""
    end = place + len(entry.text)
    left = common_start(text[max(place - CONTEXT, 0) : place][::-1], entry.before[::-1])
    right = common_start(text[end : end + CONTEXT], entry.after)
    as_before = left >= min(len(entry.before), _ENOUGH) and (entry.before or not place)
    as_after = right >= min(len(entry.after), _ENOUGH) and (entry.after or end == len(text))
    return left + right if as_before or as_after else -1
