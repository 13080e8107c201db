"""What a build made of the phrases on one page: its links, and every candidate that became none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mkdocs_autolink.confidence import Scorer, shipped_weights
from mkdocs_autolink.outcomes import Plan, Planned, Reason, Rejection, place
from mkdocs_autolink.pairs import NO_BAR
from mkdocs_autolink.pipeline import Result, all_candidates, collector_paused
from mkdocs_autolink.plan import make_plan
from mkdocs_autolink.report import Report, ReportLink, build_report
from mkdocs_autolink.report.lines import LineFinder
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Target
from mkdocs_autolink.vocabulary import Vocabulary


def full_report(result: Result, settings: Settings, page: str) -> Report:
    """The report of a run with all that can be said of one page: its unlikeliest candidates too."""
    with collector_paused():
        links = tuple(link for link in result.plan.links if link.weighed.candidate.page == page)
        rejections = [one for one in result.plan.rejections if one.weighed.candidate.page == page]
        known = {*map(_identity, links), *map(_identity, rejections)}
        rejections += [one for one in _all_rejections(result, settings, page) if _identity(one) not in known]
        of_page = replace(result, plan=Plan(links, tuple(sorted(rejections, key=place))))
        return build_report(of_page, replace(settings, report=replace(settings.report, rejected="all")))


def entries_on(report: Report, page: str, source: str = "") -> list[ReportLink]:
    """The links and the rejections of a page that the report lists, in reading order; of one place the surest first.

    Lines that a long report does not give are found in the page's `source`.
    """
    lines = LineFinder(source)
    entries = [_with_line(entry, lines) for entry in (*report.links, *report.rejected) if entry.page == page]
    places: dict[tuple[str, str, str], int] = {}
    for entry in entries:
        places.setdefault(_surroundings(entry), len(places))
    return sorted(entries, key=lambda entry: (entry.line or 0, places[_surroundings(entry)], -entry.confidence))


def _with_line(entry: ReportLink, lines: LineFinder) -> ReportLink:
    if entry.line is not None:
        return entry
    return replace(entry, line=lines.line(entry.before, entry.anchor_text, entry.after))


def _surroundings(entry: ReportLink) -> tuple[str, str, str]:
    return entry.before, entry.anchor_text, entry.after


def matching(entries: Iterable[ReportLink], phrase: str, language: str) -> tuple[list[ReportLink], list[ReportLink]]:
    """The entries whose phrase or anchor text is the phrase, inflected or not, and those that have it and more."""
    vocabulary = Vocabulary(language)
    wanted = content(vocabulary, phrase)
    same, longer = [], []
    for entry in entries:
        texts = content(vocabulary, entry.phrase), content(vocabulary, entry.anchor_text)
        if wanted in texts:
            same.append(entry)
        elif any(is_inside(wanted, text) for text in texts):
            longer.append(entry)
    return same, longer


def content(vocabulary: Vocabulary, text: str) -> list[int]:
    """Codes of the words of a text that carry a subject; of all its tokens where none does."""
    codes = vocabulary.codes(text)
    return [code for code in codes if vocabulary.is_content(code)] or codes


def is_inside(part: Sequence[int], whole: Sequence[int]) -> bool:
    """Whether the codes stand in the others, one after the other."""
    starts = range(len(whole) - len(part) + 1)
    return bool(part) and any(whole[start : start + len(part)] == part for start in starts)


def _all_rejections(result: Result, settings: Settings, page: str) -> list[Rejection]:
    """The page's candidates that are not linked when every one is looked at, however unlikely it is."""
    alone = result.site.linked_on({page})
    candidates = all_candidates(alone, settings, result.decisions, NO_BAR)
    plan = make_plan(alone, Scorer(shipped_weights()).weigh(candidates), result.decisions, settings)
    return [*plan.rejections, *(Rejection(link.weighed, Reason.LOW_CONFIDENCE) for link in plan.links)]


def _identity(one: Planned) -> tuple[int, int, str, Target]:
    candidate = one.weighed.candidate
    return candidate.start, candidate.end, candidate.phrase, candidate.target
