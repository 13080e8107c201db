"""What reviewers decide: a verdict on a phrase and its target, and all verdicts, looked up by them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from mkdocs_autolink.addresses import address_parts, page_problem
from mkdocs_autolink.errors import DecisionsError, shown
from mkdocs_autolink.language import fold_text

VERSION = 1
"""Of the file's format."""
SIGNATURE = ("by", "on")
"""Keys that say who decided and when; they have no effect."""
_SURROGATE = re.compile("[\ud800-\udfff]")


class Verdict(StrEnum):
    """What a reviewer said of a phrase and its target."""

    ACCEPT = "accept"
    REJECT = "reject"
    RETARGET = "retarget"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a phrase and its target. Raises DecisionsError where that makes no sense."""

    phrase: str
    target: str
    """The page or section the phrase was proposed to lead to."""
    verdict: Verdict
    pages: tuple[str, ...] | None = None
    """The pages it holds on, sorted; None for all."""
    to: str = ""
    """Where the phrase leads instead, for a retarget; else ''."""
    note: str = ""
    extra: tuple[tuple[str, object], ...] = ()
    """Keys that we do not know, with their values."""
    comment: tuple[str, ...] = field(default=(), compare=False)
    """The comments that stand above it or in it, each with its '#'."""
    line: int = field(default=0, compare=False)
    """Where it begins in the file, counted from 1; 0 for one that was not read from a file."""

    def __post_init__(self) -> None:
        if problem := _problem(self):
            raise DecisionsError(problem)
        if self.pages is not None:
            object.__setattr__(self, "pages", tuple(sorted(set(self.pages))))

    def keys(self) -> Iterator[tuple[str, str, str | None]]:
        """Folded phrase, target and page of everything it decides; the page is None for all pages."""
        phrase = fold_text(self.phrase)
        for page in (None,) if self.pages is None else self.pages:
            yield phrase, self.target, page


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions, sorted, none against another. Raises DecisionsError where two contradict each other."""

    items: tuple[Decision, ...] = ()
    extra: tuple[tuple[str, object], ...] = ()
    """Keys of the file that we do not know, with their values."""
    head: tuple[str, ...] = field(default=(), compare=False)
    """The comments that the file begins with, each with its '#'."""
    tail: tuple[str, ...] = field(default=(), compare=False)
    """The comments that it ends with."""
    _index: dict[tuple[str, str, str | None], Decision] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", tuple(sorted(self.items, key=_order)))
        for decision in self.items:
            for key in decision.keys():  # noqa: SIM118 - not a mapping's
                other = self._index.setdefault(key, decision)
                if (other.verdict, other.to) != (decision.verdict, decision.to):
                    raise DecisionsError(_contradiction(other, decision, key[2]))

    def find(self, page: str, phrases: Iterable[str], target: str) -> Decision | None:
        """The decision that holds for any of the phrases there; one for the page goes before one for all.

        Of two that are for the same pages, the one on an earlier phrase holds: the words as they stand come first.
        One about a page holds for its sections as well, where none is about the section.
        """
        phrases = tuple(phrases)
        whole, fragment = address_parts(target)
        return self._find(page, phrases, target) or (self._find(page, phrases, whole) if fragment else None)

    def _find(self, page: str, phrases: Iterable[str], target: str) -> Decision | None:
        folded = [fold_text(phrase) for phrase in phrases]
        for where in (page, None):
            for phrase in folded:
                if decision := self._index.get((phrase, target, where)):
                    return decision
        return None


def _problem(decision: Decision) -> str:
    """What is wrong with a decision, and what to write instead; '' where all is well."""
    if not decision.phrase.strip():
        return "the phrase is empty; add the words that stand for the target"
    if _SURROGATE.search(decision.phrase + decision.note):
        return "the phrase or the note has half a character (a surrogate); type it anew"
    if problem := page_problem(decision.target):
        return f"the target {problem}"
    if decision.pages == ():
        return "pages is empty; name a page, or write all"
    for page in decision.pages or ():
        if problem := page_problem(page):
            return f"pages: {problem}"
    if decision.verdict is not Verdict.RETARGET:
        return "to goes with retarget only; delete it or change the verdict" if decision.to else ""
    problem = page_problem(decision.to)
    return f"to {problem}" if problem else ""


def _order(decision: Decision) -> tuple[str, ...]:
    """What decisions are sorted by; a decision for all pages stands before one for some."""
    pages = "\n".join(decision.pages or ())
    key = decision.phrase, decision.target, pages, decision.verdict, decision.to, decision.note
    return *key, repr(decision.extra)


def _contradiction(one: Decision, other: Decision, page: str | None) -> str:
    where = "all pages" if page is None else shown(page)
    said = " and ".join(map(_said, sorted((one, other), key=lambda one: (one.line, one.verdict))))
    return f"{shown(one.phrase)} -> {shown(one.target)} on {where} is decided twice, as {said}; keep one"


def _said(decision: Decision) -> str:
    to = f" to {shown(decision.to)}" if decision.to else ""
    return f"{decision.verdict}{to}{f' (line {decision.line})' if decision.line else ''}"
