"""What a reviewer orders -> the decisions that the file then holds. Pure: nothing is read or written here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mkdocs_autolink.decisions import SIGNATURE, Decision, Decisions, Verdict
from mkdocs_autolink.review.groups import DecisionKey
from mkdocs_autolink.review.standing import Cell, Cells, key_of


@dataclass(frozen=True, slots=True)
class Order:
    """A verdict as a reviewer gives it."""

    verdict: Verdict
    to: str = ""
    pages: tuple[str, ...] | None = None
    """The pages it is for; None for all that are open."""
    only: bool = False
    """Whether all pages but `pages` are rejected with it."""
    note: str | None = None
    """None leaves the note that is there."""
    signature: tuple[tuple[str, object], ...] = ()
    """Who and when, as keys and values."""


def own(decisions: Decisions, keys: Iterable[DecisionKey]) -> dict[DecisionKey, Cell]:
    """The decisions with each of the keys, in the order of the file."""
    found: dict[DecisionKey, Cell] = dict.fromkeys(keys, ())
    targets = {target for _, target in found}
    for decision in decisions.items:
        if decision.target in targets and (key := key_of(decision)) in found:
            found[key] += (decision,)
    return found


def put(decisions: Decisions, changed: Cells) -> Decisions:
    """`decisions` with others in place of those with the keys of `changed`, whose comments they take over.

    All others stay as they are.
    """
    old = own(decisions, changed)
    replaced = {id(one) for cell in old.values() for one in cell}
    kept = [one for one in decisions.items if id(one) not in replaced]
    return replace(decisions, items=(*kept, *(one for key in changed for one in _commented(changed[key], old[key]))))


def decided(old: Cell, phrase: str, target: str, order: Order, *, settled: bool) -> Cell:
    """The decisions of one phrase and target after an order, in the order of the file.

    `settled` says whether all of it was decided before: an order for all pages settles what is open and leaves the
    decisions for single pages; where nothing was open it is a change of mind and replaces them. Raises DecisionsError.
    """
    return Decisions(_decided(old, phrase, target, order, settled=settled)).items


def _decided(old: Cell, phrase: str, target: str, order: Order, *, settled: bool) -> Cell:
    blank = Decision(phrase, target, order.verdict, to=order.to)
    start = _for_all(old) or blank
    if order.pages is None:
        whole = _with(start, order, None)
        return (whole,) if settled else (whole, *(one for one in old if one.pages is not None))
    here = _with(
        _here(old, order.pages) or Decision(start.phrase, target, order.verdict, to=order.to), order, order.pages
    )
    if order.only:
        return here, _with(start, replace(order, verdict=Verdict.REJECT, to=""), None)
    return _joined(here, _without(old, order.pages))


def noted(old: Cell, note: str) -> Cell:
    """The decisions with the note: on the one for all pages, or where there is none on each."""
    if everywhere := _for_all(old):
        return tuple(replace(one, note=note) if one is everywhere else one for one in old)
    return tuple(replace(one, note=note) for one in old)


def _commented(new: Cell, old: Cell) -> Cell:
    """The decisions with the comments of those that they take the place of, as far as they do not have them yet."""
    if not new:
        return new
    known = {comment for one in new for comment in one.comment}
    comments = [list(one.comment) for one in new]
    for one in old:
        heir = max(range(len(new)), key=lambda number: _nearness(new[number], one))
        comments[heir] += [comment for comment in one.comment if comment not in known]
        known.update(one.comment)
    return tuple(replace(one, comment=tuple(said)) for one, said in zip(new, comments, strict=True))


def _nearness(new: Decision, old: Decision) -> int:
    """How much one decision takes the place of another: most where it is for a page of it."""
    if new.pages is None:
        return 1
    return 0 if set(new.pages).isdisjoint(old.pages or ()) else 2


def _for_all(old: Cell) -> Decision | None:
    return next((one for one in old if one.pages is None), None)


def _here(old: Cell, pages: tuple[str, ...]) -> Decision | None:
    """The decision that is for just these pages."""
    return next((one for one in old if one.pages == tuple(sorted(pages))), None)


def _with(start: Decision, order: Order, pages: tuple[str, ...] | None) -> Decision:
    """The decision as ordered; what else it says stays."""
    extra = start.extra
    if order.signature:
        extra = (*(pair for pair in extra if pair[0] not in SIGNATURE), *order.signature)
    note = start.note if order.note is None else order.note
    return replace(start, verdict=order.verdict, to=order.to, pages=pages, note=note, extra=extra)


def _without(old: Cell, pages: tuple[str, ...]) -> Cell:
    """The decisions, less what they say of the pages."""
    left = []
    for one in old:
        rest = None if one.pages is None else tuple(page for page in one.pages if page not in pages)
        if rest != ():
            left.append(replace(one, pages=rest))
    return tuple(left)


def _joined(here: Decision, others: Cell) -> Cell:
    """Both, as one block where they say the same of different pages."""
    for other in others:
        if other.pages is not None and replace(other, pages=here.pages) == here:
            both = replace(here, pages=(*other.pages, *(here.pages or ())))
            return (both, *(one for one in others if one is not other))
    return here, *others
