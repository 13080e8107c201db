"""Explanations as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mkdocs_autolink.confidence import two_digits
from mkdocs_autolink.report import REASONS, ReportLink, ReportRejection
from mkdocs_autolink.report.text import behind, in_front, plural, readable

_TEXT = 300
"""Most characters of a sentence of the site's."""
_LEAST = 0.1
"""Candidates with less confidence are counted where nobody asks for their words: a page may have hundreds."""


def render_entries(page: str, phrase: str, entries: Sequence[ReportLink]) -> str:
    """What became of the candidates; of each, with its terms in full, where a phrase was asked for."""
    about = f" for {_quoted(phrase)}" if phrase else ""
    links = sum(not isinstance(entry, ReportRejection) for entry in entries)
    head = f"{page}: {plural(len(entries), 'candidate')}{about}, {plural(links, 'link')}"
    told = [entry for entry in entries if phrase or _is_likely(entry)]
    hopeless = len(entries) - len(told)
    rest = [f"And {hopeless:,} below a confidence of {_LEAST}: name the words to see one."] if hopeless else []
    return "\n\n".join([head, *("\n".join(_lines(entry, in_full=bool(phrase))) for entry in told), *rest]) + "\n"


def render_absence(page: str, phrase: str, reasons: Sequence[str], longer: Sequence[ReportLink]) -> str:
    """Why a phrase is no candidate on a page, and the longer ones there that have it inside."""
    head = "\n".join([f"{page}: {_quoted(phrase)} is no candidate.", *(f"  {reason}" for reason in reasons)])
    inside = [f"{plural(len(longer), 'candidate')} with these words inside:"] if longer else []
    return "\n\n".join([head, *inside, *("\n".join(_lines(entry, in_full=False)) for entry in longer)]) + "\n"


def _is_likely(entry: ReportLink) -> bool:
    return not isinstance(entry, ReportRejection) or entry.verdict is not None or entry.confidence >= _LEAST


def _quoted(text: str) -> str:
    return f'"{readable(text, _TEXT)}"'


def _lines(entry: ReportLink, *, in_full: bool) -> Iterator[str]:
    place = "line unknown" if entry.line is None else f"line {entry.line}"
    state = f"not linked: {entry.reason}" if isinstance(entry, ReportRejection) else "linked"
    target = readable(str(entry.target), _TEXT)
    yield f"{place}: {_quoted(entry.anchor_text)} -> {target}, confidence {two_digits(entry.confidence)}, {state}"
    yield f"  {in_front(entry.before, _TEXT)}[{readable(entry.anchor_text, _TEXT)}]{behind(entry.after, _TEXT)}"
    if isinstance(entry, ReportRejection):
        yield f"  {REASONS[entry.reason]}"
        if entry.in_favour_of:
            yield f"  It lost to: {readable(entry.in_favour_of, _TEXT)}"
    if entry.verdict is not None:
        yield f"  A reviewer decided: {entry.verdict}"
    if in_full or entry.phrase != entry.anchor_text:
        yield f"  Known by: {_quoted(entry.phrase)} ({entry.origin})"
    if in_full:
        yield from _terms(entry)


def _terms(entry: ReportLink) -> Iterator[str]:
    """What the confidence is made of, the largest first."""
    for name, value in sorted(entry.evidence, key=lambda term: -abs(term[1])):
        yield f"    {value:+7.2f}  {name}"
    log_odds = sum(value for _, value in entry.evidence)
    yield f"    {log_odds:+7.2f}  log-odds, a confidence of {two_digits(entry.confidence)}"
