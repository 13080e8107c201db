"""Pages -> namings: what they are called by titles, headings and keywords, and what authors already call them."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import chain
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import unquote

from mkdocs_autolink.generic_words import GENERIC_ANCHOR_TEXTS, GENERIC_NAMES
from mkdocs_autolink.language import fold_text, without_pictographs
from mkdocs_autolink.short_titles import (
    first_part,
    in_brackets,
    is_acronym,
    is_state,
    joined_parts,
    less_ends,
    shared_ends,
)
from mkdocs_autolink.site import Page, Site, Target

_Made = TypeVar("_Made")


class Origin(StrEnum):
    """Where a phrase comes from, most trusted first. The names are public: reports and users' scripts hold them."""

    RULE = "rule"
    """The `keywords:` option, `autolink.keywords` in front matter, or an accepted decision."""
    KEYWORD = "keyword"
    """Front matter: `keywords`, `tags`."""
    ALIAS = "alias"
    """Front matter: `aliases`, `autolink.aliases`."""
    TITLE = "title"
    NAV_TITLE = "navigation title"
    NAV_SECTION = "navigation section"
    """The navigation section whose first page it is, where the page's own title is a general one."""
    H1 = "h1"
    ANCHOR_TEXT = "anchor text"
    """Learned from the links that the site's authors made."""
    CODE_HEADING = "code heading"
    HEADING = "heading"
    ACRONYM = "acronym"
    SHORT_TITLE = "short title"
    """A title less the head or tail that it shares with other titles, or less what stands in brackets."""
    TITLE_PART = "part of the title"
    """One of the things that a title joins: "Widgets and gadgets"."""
    FILE_NAME = "file name"
    PATH = "path"
    """A file's name behind that of its folder: `core.widget` of `core/widget.md`."""


@dataclass(frozen=True, slots=True)
class Naming:
    """One text that stands for one target, and why."""

    text: str
    target: Target
    origin: Origin
    code: bool = False
    """It is a piece of code: only inline code names it, by the same characters."""
    pages: frozenset[str] | None = None
    """The pages on which it stands for that, None for all."""


HEADING_LEVELS = (2, 3, 4)
LONGEST_PHRASE = 120
"""Characters; longer texts are sentences, which nobody repeats word for word."""
_TEMPLATE_PAGES = 2
"""A heading that more pages share than this is part of a template, and names none of them."""
_SHARED_KEYWORD = 3
_DECORATED = frozenset({Origin.TITLE, Origin.NAV_TITLE, Origin.H1})
"""What pictographs may decorate; where somebody asks for a phrase, they are a part of it."""
_INDEX_FILES = ("index", "overview", "readme")
_NUMBERING = re.compile(
    r"^\s*(?:(?:step|part|chapter|schritt|paso)\s+)?\d{1,2}(?:\.\d+)*[.:)]?\s+(?=\w)", re.IGNORECASE
)
_VERSION_LIKE = re.compile(r"^[vV]?\d+(?:\.\d+)+\b|^\[?\d{4}-\d{2}-\d{2}|^[vV]\d+$")
_NO_PHRASE = re.compile(r"^(?:https?://|www\.|mailto:)|^[^\w]*$")


class ByPage(Generic[_Made]):
    """What is made of pages: once of each version of a page, as edits under `mkdocs serve` leave most as they were."""

    def __init__(self, make: Callable[[Page], _Made]) -> None:
        self._make = make
        self._made: dict[str, tuple[Page, _Made]] = {}

    def __call__(self, page: Page) -> _Made:
        """What was or is made of the page."""
        known = self._made.get(page.key)
        if known is None or known[0] is not page:
            known = self._made[page.key] = page, self._make(page)
        return known[1]


class PageNamings:
    """What the pages of a site say of themselves; asked again after edits, it reads only what they change."""

    def __init__(self, *, headings: bool) -> None:
        self._traits = ByPage(partial(_traits, headings=headings))
        self._shared: _Shared | None = None
        self._namings: ByPage[tuple[list[Naming], ...]]

    def of(self, site: Site) -> list[Naming]:
        """Those of the pages that may be linked to, duplicates left in: the most trusted kind of all pages first."""
        pages = [page for page in site.pages if page.is_target]
        shared = _shared_by(list(map(self._traits, pages)))
        if shared != self._shared:
            self._shared, self._namings = shared, ByPage(partial(_namings, traits_of=self._traits, shared=shared))
        return list(chain.from_iterable(chain.from_iterable(zip(*map(self._namings, pages), strict=True))))


def page_namings(site: Site, *, headings: bool) -> list[Naming]:
    """What the pages that may be linked to say of themselves, duplicates left in."""
    return PageNamings(headings=headings).of(site)


def author_namings(site: Site) -> list[tuple[str, Naming]]:
    """Every author link of the prose to another page, as (page it stands on, what it calls its target)."""
    found = []
    for page in site.pages:
        for link in page.body.links:
            if link.in_heading or not is_phrase(link.text) or fold_text(link.text) in GENERIC_ANCHOR_TEXTS:
                continue
            target = site.resolve(page, link.href)
            if target is None or target.page == page.key:
                continue
            found.append((page.key, Naming(link.text, target, Origin.ANCHOR_TEXT, link.code)))
    return found


def is_phrase(text: str) -> bool:
    """Whether a text can stand for a target: some letters, no address, version or sentence."""
    return (
        0 < len(text) <= LONGEST_PHRASE
        and any(map(str.isalpha, text))
        and not _NO_PHRASE.match(text)
        and not _VERSION_LIKE.match(text)
    )


class _Heading(NamedTuple):
    """A heading that may name its section."""

    folded: str
    text: str
    code: str
    target: Target


class _Traits(NamedTuple):
    """What a page is called by that others may share with it."""

    titles: list[str]
    file_name: str
    headings: list[_Heading]
    keywords: frozenset[str]
    """Folded."""


class _Shared(NamedTuple):
    """What so many pages have in common that it names none of them."""

    title_ends: tuple[frozenset[str], frozenset[str]]
    """Heads and tails, folded."""
    file_ends: tuple[frozenset[str], frozenset[str]]
    headings: frozenset[str]
    """Folded, of templates."""
    keywords: frozenset[str]
    """Folded: they sort pages into groups, as tags do."""


def _traits(page: Page, *, headings: bool) -> _Traits:
    return _Traits(
        titles=sorted({without_pictographs(title) for title in (page.title, page.nav_title)} - {""}),
        file_name=_file_name(page.key),
        headings=list(_headings(page)) if headings else [],
        keywords=frozenset([fold_text(_NUMBERING.sub("", keyword)) for keyword in page.keywords]),
    )


def _headings(page: Page) -> Iterator[_Heading]:
    for heading in page.body.headings:
        if heading.level in HEADING_LEVELS and heading.id:
            text = _NUMBERING.sub("", heading.text)
            yield _Heading(fold_text(text), text, heading.code, Target(page.key, heading.id))


def _shared_by(pages: list[_Traits]) -> _Shared:
    return _Shared(
        title_ends=shared_ends(title for page in pages for title in page.titles),
        file_ends=shared_ends(page.file_name for page in pages),
        headings=_on_more_than(_TEMPLATE_PAGES, ({heading.folded for heading in page.headings} for page in pages)),
        keywords=_on_more_than(_SHARED_KEYWORD, (page.keywords for page in pages)),
    )


def _on_more_than(most: int, by_page: Iterable[Set[str]]) -> frozenset[str]:
    """What more pages than this have."""
    pages = Counter(chain.from_iterable(by_page))
    return frozenset([text for text, count in pages.items() if count > most])


def _namings(page: Page, *, traits_of: ByPage[_Traits], shared: _Shared) -> tuple[list[Naming], ...]:
    """What a page says of itself, by kind."""
    traits = traits_of(page)
    kinds = (
        _own_names(page, shared),
        _short_titles(page, traits, shared),
        _file_names(page, traits, shared),
        _heading_names(traits, shared),
    )
    return tuple([[naming for naming in kind if is_phrase(naming.text)] for kind in kinds])


def _own_names(page: Page, shared: _Shared) -> Iterator[Naming]:
    target = Target(page.key)
    h1 = next((heading for heading in page.body.headings if heading.level == 1), None)
    for origin, texts in (
        (Origin.RULE, page.rules),
        (Origin.KEYWORD, page.keywords),
        (Origin.ALIAS, page.aliases),
        (Origin.TITLE, (page.title,)),
        (Origin.NAV_TITLE, (page.nav_title,)),
        (Origin.H1, (h1.text,) if h1 else ()),
    ):
        for text in texts:
            bare = without_pictographs(text) if origin in _DECORATED else text
            for name in dict.fromkeys((_NUMBERING.sub("", text), _NUMBERING.sub("", bare))):
                if origin is not Origin.KEYWORD or fold_text(name) not in shared.keywords:
                    yield Naming(name, target, origin)
    if h1 and h1.code:
        yield Naming(h1.code, target, Origin.CODE_HEADING, code=True)
    if page.trail and fold_text(without_pictographs(page.nav_title or page.title)) in GENERIC_NAMES:
        yield Naming(page.trail[-1], target, Origin.NAV_SECTION)
    for name in sorted(set(map(without_pictographs, (page.title, page.nav_title, h1.text if h1 else "")))):
        if len(name.split()) == 1:
            yield Naming(name, target, Origin.TITLE, code=True)


def _short_titles(page: Page, traits: _Traits, shared: _Shared) -> Iterator[Naming]:
    target = Target(page.key)
    for title in traits.titles:
        bracketed = in_brackets(title)
        if bracketed:
            long, short = bracketed
            if not is_state(short):
                yield Naming(short, target, Origin.ACRONYM if is_acronym(short) else Origin.SHORT_TITLE)
            yield Naming(long, target, Origin.SHORT_TITLE)
            continue
        _, tails = shared.title_ends
        for text in _nameable(first_part(title), *less_ends(title, *shared.title_ends, page.language)):
            yield Naming(text, target, Origin.SHORT_TITLE)
            if len(text.split()) == 1 and fold_text(text) not in tails:  # a field `collector` is no "network collector"
                yield Naming(text, target, Origin.SHORT_TITLE, code=True)
        for text in _nameable(*joined_parts(title, page.language)):
            yield Naming(text, target, Origin.TITLE_PART)


def _nameable(*texts: str) -> list[str]:
    """Those that do not say what any page may say: of "Installation and configuration" neither."""
    return [text for text in texts if fold_text(text) not in GENERIC_NAMES]


def _file_names(page: Page, traits: _Traits, shared: _Shared) -> Iterator[Naming]:
    target, name = Target(page.key), traits.file_name
    folder, stem = _folder_and_stem(page.key)
    if not any(_is_identifier(title, stem) for title in traits.titles):
        for text in (name, *_nameable(*less_ends(name, *shared.file_ends, page.language))):
            yield Naming(_NUMBERING.sub("", text), target, Origin.FILE_NAME)
    if stem.casefold() not in _INDEX_FILES and " " not in stem:
        yield Naming(stem, target, Origin.FILE_NAME, code=True)
        if folder:
            yield Naming(f"{folder}.{stem}", target, Origin.PATH)


def _is_identifier(title: str, stem: str) -> bool:
    """Whether a title is a name in code, and the file is called after it: `core.add_widget` of `add_widget.md`.

    Nobody means that page who speaks of how to "add a widget".
    """
    return "_" in stem and title.removesuffix("()").casefold().split(".")[-1] == stem.casefold()


def _file_name(key: str) -> str:
    folder, stem = _folder_and_stem(key)
    return re.sub(r"[-_ ]+", " ", folder if stem.casefold() in _INDEX_FILES else stem).strip()


def _folder_and_stem(key: str) -> tuple[str, str]:
    folders, name = posixpath.split(unquote(key))
    return posixpath.basename(folders), name.rsplit(".", 1)[0]


def _heading_names(traits: _Traits, shared: _Shared) -> Iterator[Naming]:
    for folded, text, code, target in traits.headings:
        if folded in shared.headings or folded in GENERIC_NAMES:
            continue
        yield Naming(text, target, Origin.CODE_HEADING if code else Origin.HEADING)
        long, short = in_brackets(text) or ("", "")
        if is_acronym(short):
            yield Naming(short, target, Origin.ACRONYM)
            yield Naming(long, target, Origin.HEADING)
        name = code or (text if len(text.split()) == 1 else "")
        if name:
            yield Naming(name, target, Origin.CODE_HEADING, code=True)
