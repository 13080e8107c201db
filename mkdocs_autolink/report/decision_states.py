"""What became of the reviewers' decisions in one build."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

from mkdocs_autolink.decisions import Decision
from mkdocs_autolink.language import fold, fold_text, stemmer, tokens
from mkdocs_autolink.outcomes import Link, Planned
from mkdocs_autolink.pipeline import Result
from mkdocs_autolink.report.model import DecisionState, ReportDecision
from mkdocs_autolink.site import Page, Site, parse_target


def describe_decisions(result: Result) -> tuple[ReportDecision, ...]:
    """Every decision with its links and its state, in the order of the file."""
    if not result.decisions.items:
        return ()
    reader = _Reader(result)
    return tuple(reader.describe(decision) for decision in result.decisions.items)


class _Reader:
    """The result, looked up by decision."""

    def __init__(self, result: Result) -> None:
        self.site = result.site
        self.words = _SiteWords(result.site)
        items: tuple[Planned, ...] = (*result.plan.links, *result.plan.rejections)
        self.mentions = {(item.weighed.candidate.page, name) for item in items for name in _names(item)}
        self.mentioned = {name for _, name in self.mentions}
        self.by_phrase: dict[str, list[Decision]] = defaultdict(list)
        for decision in sorted(result.decisions.items, key=lambda decision: decision.pages is None):
            self.by_phrase[fold_text(decision.phrase)].append(decision)
        self.links = Counter(_key(decision) for link in result.plan.links for decision in self._behind(link))

    def describe(self, decision: Decision) -> ReportDecision:
        return ReportDecision(
            phrase=decision.phrase,
            target=decision.target,
            verdict=decision.verdict,
            to=decision.to,
            pages=decision.pages,
            links=self.links[_key(decision)],
            state=self._state(decision),
        )

    def _behind(self, link: Link) -> list[Decision]:
        """The decision that a link was made for, none where nobody decided."""
        found = link.weighed.candidate
        leads_to = {str(found.target), found.target.page}
        for name in _names(link) if link.verdict else ():
            for decision in self.by_phrase.get(name, ()):
                fits = (decision.to or decision.target) in leads_to and decision.verdict is link.verdict
                if fits and (decision.pages is None or found.page in decision.pages):
                    return [decision]
        return []

    def _state(self, decision: Decision) -> DecisionState:
        leads_to = parse_target(decision.to or decision.target)
        if not self.site.has(leads_to):
            return DecisionState.TARGET_GONE
        return DecisionState.HOLDS if self._is_mentioned(decision) else DecisionState.PHRASE_GONE

    def _is_mentioned(self, decision: Decision) -> bool:
        phrase = fold_text(decision.phrase)
        if decision.pages is None:
            return phrase in self.mentioned or self.words.has(phrase, self.site.by_key)
        if any((page, phrase) in self.mentions for page in decision.pages):
            return True
        return self.words.has(phrase, decision.pages)


class _SiteWords:
    """The words of every page, links and headings included; each page is read when it is asked for."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._pages: dict[str, str] = {}

    @cached_property
    def languages(self) -> frozenset[str]:
        return frozenset(page.language for page in self.site.pages)

    def has(self, phrase: str, pages: Iterable[str]) -> bool:
        """Whether one of the pages has the words of the phrase side by side, whatever their endings."""
        needles = {language: _stems([phrase], language) for language in self.languages}
        for key in pages:
            page = self.site.by_key.get(key)
            if page is not None and needles[page.language] in self._text(page):
                return True
        return False

    def _text(self, page: Page) -> str:
        if page.key not in self._pages:
            texts = [heading.text for heading in page.body.headings]
            blocks: dict[int, list[str]] = {}
            for run in page.body.runs:
                blocks.setdefault(run.block, []).append(run.text)
            self._pages[page.key] = _stems([*texts, *map("".join, blocks.values())], page.language)
        return self._pages[page.key]


def _stems(texts: Iterable[str], language: str) -> str:
    """The stems of all words, a space on either side of each; between two texts stands a mark of its own."""
    stem = stemmer(language)
    parts = (" ".join(stem(fold(word, language)) for word in tokens(text)) for text in texts)
    return f" {' | '.join(parts)} "


def _names(item: Planned) -> tuple[str, str]:
    found = item.weighed.candidate
    return fold_text(found.anchor_text), fold_text(found.phrase)


def _key(decision: Decision) -> tuple[str, ...]:
    return decision.phrase, decision.target, *(decision.pages or ())
