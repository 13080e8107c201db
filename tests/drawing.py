"""Draws a site in a few lines, and runs it through the stages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from mkdocs_autolink.candidates import Candidate
from mkdocs_autolink.confidence import Weighed, Weights
from mkdocs_autolink.decisions import Decisions
from mkdocs_autolink.hits import Match, find_hits, find_typos
from mkdocs_autolink.index import Index, build_index
from mkdocs_autolink.mentions import find_mentions
from mkdocs_autolink.outcomes import Plan
from mkdocs_autolink.pages import PageFacts, read_site
from mkdocs_autolink.pairs import NO_BAR
from mkdocs_autolink.pipeline import all_candidates
from mkdocs_autolink.plan import make_plan
from mkdocs_autolink.settings import Limits, Settings
from mkdocs_autolink.site import Site

NO_LIMITS = Limits(
    links_per_page=None,
    words_per_link=None,
    links_per_section=None,
    links_per_target=None,
    words_between=None,
    per_target_per_page=None,
)
EVERYTHING = Settings(min_confidence=0.0, limits=NO_LIMITS)
"""Links whatever can be linked."""
FLAT = Weights(bias=0.0, terms={})
"""Weights by which every candidate is as likely as not."""


def address(key: str, *, directories: bool = True) -> str:
    """The address that MkDocs gives a page of this source, with or without use_directory_urls."""
    folder, _, name = key.removesuffix(".md").rpartition("/")
    if name.casefold() in ("index", "readme"):
        name = "" if directories else "index.html"
    else:
        name += "/" if directories else ".html"
    return quote(f"{folder}/{name}" if folder else name) or "./"


def facts(
    pages: Mapping[str, str],
    titles: Mapping[str, object] | None = None,
    meta: Mapping[str, Mapping[str, object]] | None = None,
    *,
    directories: bool = True,
    **common: Any,
) -> list[PageFacts]:
    """What a generator would say of pages, given as key -> body; `common` holds for each of them."""
    return [
        PageFacts(
            **{
                "key": key,
                "url": address(key, directories=directories),
                "html": html,
                "title": (titles or {}).get(key, ""),
                "meta": (meta or {}).get(key, {}),
                "is_home": key == "index.md",
                "locale": "en",
                **common,
            }
        )
        for key, html in pages.items()
    ]


def site(
    pages: Mapping[str, str],
    titles: Mapping[str, object] | None = None,
    meta: Mapping[str, Mapping[str, object]] | None = None,
    settings: Settings = EVERYTHING,
    **common: Any,
) -> Site:
    """A site of pages given as key -> body; a page without a title is called by its h1."""
    return read_site("Example", facts(pages, titles, meta, **common), settings)


def index_of(drawn: Site) -> Index:
    """The index of a site in one language."""
    return build_index(drawn, (), headings=True)


def options(index: Index) -> dict[str, dict[str, set[str]]]:
    """By folded phrase and target: the origins by which it stands for that; code left out."""
    return {
        phrase.text.casefold(): {str(option.target): set(map(str, option.origins)) for option in phrase.options}
        for phrase in index.phrases
        if phrase.codes
    }


def mentions(text: str, *titles: str, locale: str = "en", html: bool = False) -> list[tuple[str, str, Match]]:
    """What a paragraph mentions of pages with these titles, as (words of the text, phrase, match), in reading order."""
    pages = {f"t/{number}.md": "" for number in range(len(titles))}
    drawn = site(
        {"here.md": text if html else f"<p>{text}</p>", **pages}, dict(zip(pages, titles, strict=True)), locale=locale
    )
    return mentions_of(drawn, "here.md")


def mentions_of(drawn: Site, key: str) -> list[tuple[str, str, Match]]:
    """What a page mentions of the pages of its site, as (words of the text, phrase, match), in reading order."""
    index, page = index_of(drawn), drawn.by_key[key]
    hits = find_hits(page, index, find_typos(index))
    found = []
    for mention in find_mentions(page, hits, index, set(range(len(index.phrases)))):
        words = page.body.runs[mention.run].text[mention.start : mention.end]
        found.append((words, index.phrases[mention.phrase].text, mention.match))
    return found


def candidates_of(drawn: Site, settings: Settings = EVERYTHING, decisions: Decisions | None = None) -> list[Candidate]:
    """All candidates of a site, plausible or not."""
    return all_candidates(drawn, settings, decisions or Decisions(), NO_BAR)


def planned(
    drawn: Site,
    settings: Settings = EVERYTHING,
    decisions: Decisions | None = None,
    confidence: Callable[[Candidate], float] = lambda _: 0.9,
) -> Plan:
    """The plan for a site whose candidates are all as sure as told, whatever the evidence."""
    decisions = decisions or Decisions()
    weighed = [Weighed(one, confidence(one), FLAT) for one in candidates_of(drawn, settings, decisions)]
    return make_plan(drawn, weighed, decisions, settings)


def limits(**values: int | None) -> Settings:
    """Settings without any limit but these."""
    return replace(EVERYTHING, limits=replace(NO_LIMITS, **values))


def links(plan: Plan) -> list[tuple[str, str, str]]:
    """The links of a plan as (page, anchor text, target), in order."""
    return [_told(one.weighed.candidate) for one in plan.links]


def rejections(plan: Plan) -> list[tuple[str, str, str, str]]:
    """The rejections of a plan as (page, anchor text, target, reason), in order."""
    return [(*_told(one.weighed.candidate), str(one.reason)) for one in plan.rejections]


def reasons(plan: Plan) -> set[str]:
    """The reasons of a plan's rejections."""
    return {str(one.reason) for one in plan.rejections}


def _told(candidate: Candidate) -> tuple[str, str, str]:
    return candidate.page, candidate.anchor_text, str(candidate.target)
