"""What a generator knows of its pages -> Site: titles as plain text, what front matter asks for, languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from mkdocs_autolink.body import Body, Heading, read_body
from mkdocs_autolink.front_matter import FrontMatter, read_front_matter
from mkdocs_autolink.language import detect_language, tokens
from mkdocs_autolink.plain_text import plain_text, text_of_html, text_of_title
from mkdocs_autolink.rewrite import unlink
from mkdocs_autolink.selector import Selector, parse_selector
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Page, Problem, Site


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page as its generator describes it; texts may be of any type, as front matter may hold anything."""

    key: str
    url: str
    html: str
    title: object = ""
    title_is_html: bool = False
    """The title was taken from a heading, so its characters are escaped."""
    nav_title: object = None
    source: str = ""
    digest: str = ""
    """Of the bytes of its file, '' where it was made by a program."""
    meta: Mapping[str, object] = field(default_factory=dict)
    trail: tuple[str, ...] = ()
    is_home: bool = False
    locale: str = ""
    """The language that the generator gives the page, '' where it does not say."""
    is_listing: bool = False
    """An archive or category that lists other pages."""


class Glance(NamedTuple):
    """What shows whether a page was edited.

    If all of it is alike, nothing was, or only what the report shows of the file: its lines and its digest.
    """

    place: object
    """Where the page is."""
    body: str
    about: object
    """All else that the page is read from."""
    path: str
    """Of its file, '' of one that may be gone soon."""


_SAMPLE = 2000
"""Characters of a page's text that its language is told by."""
_SURE = 15
"""Different tokens of a page that must speak, before it may be in another language than its site."""
_NOT_FOUND = "404.html"
"""Servers show it at whatever address was asked for: no relative link in it leads anywhere."""
_BROKEN_FRONT_MATTER = re.compile(r"^\s*<hr ?/?>")


def read_site(
    name: str,
    pages: Iterable[PageFacts],
    settings: Settings,
    files: frozenset[str] = frozenset(),
    address: str = "",
) -> Site:
    """The site that the pages make, sorted by key, whatever their order; `files` are addresses of what is no page."""
    in_order = sorted(pages, key=lambda facts: facts.key)
    read, problems = _read(in_order, settings)
    home = next((facts.key for facts in reversed(in_order) if facts.is_home), "")
    read, language = _with_languages(read, settings)
    return Site(name, tuple(read), home, language, tuple(problems), files, address)


def edited_site(site: Site, edited: list[PageFacts], settings: Settings) -> Site | None:
    """The site after edits of some pages, None where one may be in another language now.

    Their addresses and the languages that their generator gives them are what they were.
    """
    pages = {}
    read, problems = _read(edited, settings)
    for new in read:
        old = site.by_key[new.key]
        if not _is_in_same_language(old, new):
            return None
        pages[new.key] = replace(new, language=old.language)
    problems += [problem for problem in site.problems if problem.page not in pages]
    return site.with_edited(pages, tuple(sorted(problems, key=lambda problem: problem.page)))


def _read(pages: Iterable[PageFacts], settings: Settings) -> tuple[list[Page], list[Problem]]:
    """The pages, and what is wrong with their front matter."""
    excluded = tuple(parse_selector(text) for text in settings.selectors_exclude)
    read, problems = [], []
    for facts in pages:
        front = read_front_matter(facts.meta)
        problems += [Problem("front matter", facts.key, message) for message in front.problems]
        read.append(_page(facts, front, excluded, settings))
    return read, problems


def _is_in_same_language(old: Page, new: Page) -> bool:
    """Whether a page speaks for the same language as before its edit, or for none as before."""
    return new.language == old.language if new.language else not _language(old.body)


def _page(facts: PageFacts, front: FrontMatter, excluded: tuple[Selector, ...], settings: Settings) -> Page:
    html = unlink(facts.html)
    excluded += front.excluded
    ordinary = not facts.is_listing and facts.url != _NOT_FOUND
    body = read_body(html, excluded)
    if facts.source.lstrip().startswith("---") and not facts.meta and _BROKEN_FRONT_MATTER.match(html):
        body = _without_front_matter(body)
    title = plain_text(facts.title)
    h1 = next((heading.text for heading in body.headings if heading.level == 1), "")
    return Page(
        key=facts.key,
        url=facts.url,
        title=(text_of_html(title) if facts.title_is_html else text_of_title(title)) or h1,
        html=html,
        body=body,
        language=_code(facts.locale) or _language(body),
        source=facts.source,
        digest=facts.digest,
        nav_title=text_of_title(facts.nav_title),
        trail=tuple([text_of_title(section) for section in facts.trail]),
        rules=front.rules,
        keywords=front.keywords,
        aliases=front.aliases,
        never=front.never,
        excluded=excluded,
        is_source=front.source and settings.is_source(facts.key) and ordinary,
        is_target=front.target and settings.is_target(facts.key) and ordinary,
        is_listing=not ordinary,
    )


def _without_front_matter(body: Body) -> Body:
    """Front matter that does not parse, or stands below a blank line, stays in the page as a rule and a heading.

    That heading names nothing.
    """
    headings = list(body.headings)
    if headings:
        headings[0] = Heading(headings[0].level, "", "", "", headings[0].start)
    return replace(body, headings=tuple(headings))


def _with_languages(pages: list[Page], settings: Settings) -> tuple[list[Page], str]:
    """The pages with a language each, and the language of most."""
    allowed = None if settings.languages == "auto" else tuple(map(_code, settings.languages))
    votes = Counter(page.language for page in pages if page.language and (allowed is None or page.language in allowed))
    common = min(votes, key=lambda code: (-votes[code], code)) if votes else (allowed or ("",))[0]
    known = set(votes) if allowed is None else set(allowed)
    return [page if page.language in known else replace(page, language=common) for page in pages], common


def _code(locale: str) -> str:
    """`pt` of `pt-BR`: regions of a language share its words."""
    return re.split("[-_]", locale, maxsplit=1)[0].lower()


def _language(body: Body) -> str:
    """The language that the beginning of a page's text is in, '' where it does not say."""
    text, size = [], 0
    for run in body.runs:
        text.append(run.text)
        size += len(run.text)
        if size > _SAMPLE:
            break
    return detect_language(set(tokens(" ".join(text)[:_SAMPLE].casefold())), least=_SURE)
