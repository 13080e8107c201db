"""Pages -> the phrases that stand for them: titles, headings, keywords, and what authors already link with."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from mkdocs_autolink.generic import GENERIC_ANCHOR_TEXTS, GENERIC_HEADINGS
from mkdocs_autolink.language import fold_text, tokens
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


HEADING_LEVELS = (2, 3, 4)
LONGEST_PHRASE = 120
"""Characters; longer texts are sentences, which nobody repeats word for word."""
_TEMPLATE_PAGES = 2
"""A heading that more pages share than this is part of a template, and names none of them."""
_SHARED_KEYWORD = 3
_INDEX_FILES = ("index", "overview", "readme")
_NUMBERING = re.compile(
    r"^\s*(?:(?:step|part|chapter|schritt|paso)\s+)?\d{1,2}(?:\.\d+)*[.:)]?\s+(?=\w)", re.IGNORECASE
)
_VERSION_LIKE = re.compile(r"^[vV]?\d+(?:\.\d+)+\b|^\[?\d{4}-\d{2}-\d{2}|^[vV]\d+$")
_NO_ANCHOR = re.compile(r"^(?:https?://|www\.|mailto:)|^[^\w]*$")


def page_namings(site: Site, *, headings: bool) -> list[Naming]:
    """What the pages that may be linked to say of themselves, duplicates left in."""
    pages = [page for page in site.pages if page.is_target]
    namings = [naming for page in pages for naming in _own_names(page)]
    namings += _short_titles(pages)
    namings += _file_names(pages)
    if headings:
        namings += _heading_names(pages)
    return [naming for naming in _without_categories(namings) if is_phrase(naming.text)]


def _without_categories(namings: list[Naming]) -> list[Naming]:
    """Keywords that many pages share sort pages into groups, as tags do, and name none of them."""
    pages: dict[str, set[str]] = defaultdict(set)
    for naming in namings:
        if naming.origin is Origin.KEYWORD:
            pages[fold_text(naming.text)].add(naming.target.page)
    return [
        naming
        for naming in namings
        if naming.origin is not Origin.KEYWORD or len(pages[fold_text(naming.text)]) <= _SHARED_KEYWORD
    ]


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
        and not _NO_ANCHOR.match(text)
        and not _VERSION_LIKE.match(text)
    )


def _own_names(page: Page) -> Iterator[Naming]:
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
            yield Naming(_NUMBERING.sub("", text), target, origin)
    if h1 and h1.code:
        yield Naming(h1.code, target, Origin.CODE_HEADING, code=True)
    if page.trail and fold_text(page.nav_title or page.title) in GENERIC_HEADINGS:
        yield Naming(page.trail[-1], target, Origin.NAV_SECTION)
    for name in sorted({page.title, page.nav_title, h1.text if h1 else ""}):
        if len(name.split()) == 1:
            yield Naming(name, target, Origin.TITLE, code=True)


def _short_titles(pages: Iterable[Page]) -> Iterator[Naming]:
    titled = [(page, title) for page in pages for title in sorted({page.title, page.nav_title} - {""})]
    heads, tails = shared_ends(title for _, title in titled)
    for page, title in titled:
        target = Target(page.key)
        bracketed = in_brackets(title)
        if bracketed:
            long, short = bracketed
            if not is_state(short):
                yield Naming(short, target, Origin.ACRONYM if is_acronym(short) else Origin.SHORT_TITLE)
            yield Naming(long, target, Origin.SHORT_TITLE)
            continue
        for text in _nameable(first_part(title), *less_ends(title, heads, tails)):
            yield Naming(text, target, Origin.SHORT_TITLE)
            if len(text.split()) == 1:
                yield Naming(text, target, Origin.SHORT_TITLE, code=True)
        for text in _nameable(*joined_parts(title, page.language)):
            yield Naming(text, target, Origin.TITLE_PART)


def _nameable(*texts: str) -> list[str]:
    """Those that do not say what any page may say: of "Installation and configuration" neither."""
    return [text for text in texts if fold_text(text) not in GENERIC_HEADINGS]


def _file_names(pages: Iterable[Page]) -> Iterator[Naming]:
    named = [(page, _file_name(page.key)) for page in pages]
    heads, tails = shared_ends(name for _, name in named)
    for page, name in named:
        target = Target(page.key)
        for text in (name, *_nameable(*less_ends(name, heads, tails))):
            yield Naming(_NUMBERING.sub("", text), target, Origin.FILE_NAME)
        folder, stem = _folder_and_stem(page.key)
        if stem.casefold() not in _INDEX_FILES and " " not in stem:
            yield Naming(stem, target, Origin.FILE_NAME, code=True)
            if folder:
                yield Naming(f"{folder}.{stem}", target, Origin.PATH)


def _file_name(key: str) -> str:
    folder, stem = _folder_and_stem(key)
    return re.sub(r"[-_ ]+", " ", folder if stem.casefold() in _INDEX_FILES else stem).strip()


def _folder_and_stem(key: str) -> tuple[str, str]:
    folders, name = posixpath.split(unquote(key))
    return posixpath.basename(folders), name.rsplit(".", 1)[0]


def _heading_names(pages: Iterable[Page]) -> Iterator[Naming]:
    pages_with: dict[str, set[str]] = defaultdict(set)
    found = []
    for page in pages:
        for heading in page.body.headings:
            if heading.level in HEADING_LEVELS and heading.id:
                text = _NUMBERING.sub("", heading.text)
                key = fold_text(text)
                pages_with[key].add(page.key)
                found.append((key, text, heading.code, Target(page.key, heading.id)))
    for key, text, code, target in found:
        if len(pages_with[key]) > _TEMPLATE_PAGES or key in GENERIC_HEADINGS:
            continue
        yield Naming(text, target, Origin.CODE_HEADING if code else Origin.HEADING)
        long, short = in_brackets(text) or ("", "")
        if is_acronym(short):
            yield Naming(short, target, Origin.ACRONYM)
            yield Naming(long, target, Origin.HEADING)
        name = code or (text if len(text.split()) == 1 and len(tokens(text)) >= 1 else "")
        if name:
            yield Naming(name, target, Origin.CODE_HEADING, code=True)
