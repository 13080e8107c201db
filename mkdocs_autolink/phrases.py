"""Pages -> the phrases that stand for them: titles, headings, keywords, and what authors already link with."""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from mkdocs_autolink.generic import GENERIC_ANCHOR_TEXTS, GENERIC_HEADINGS
from mkdocs_autolink.language import fold_text, tokens
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
    FILE_NAME = "file name"


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
_STATES = frozenset(
    "alpha archived beta deprecated draft experimental historical legacy new obsolete old optional preview wip".split()
)
"""What stands in brackets behind a title and tells of its page's state: no name of it."""
_SHARED_TITLES = 3
"""So many titles must share a head or tail before it counts as one."""

_BRACKETS = re.compile(r"^(?P<long>[^()（）]{3,}?)\s*[(（](?P<short>[^()（）]{2,40})[)）]\s*$")
_ACRONYM = re.compile(r"^[A-Z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*$")
_NUMBERING = re.compile(
    r"^\s*(?:(?:step|part|chapter|schritt|paso)\s+)?\d{1,2}(?:\.\d+)*[.:)]?\s+(?=\w)", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s+[|–—-]\s+|[:：]\s+")
_VERSION_LIKE = re.compile(r"^[vV]?\d+(?:\.\d+)+\b|^\[?\d{4}-\d{2}-\d{2}|^[vV]\d+$")
_NO_ANCHOR = re.compile(r"^(?:https?://|www\.|mailto:)|^[^\w]*$")


def page_namings(site: Site, *, headings: bool) -> list[Naming]:
    """What the pages that may be linked to say of themselves, duplicates left in."""
    pages = [page for page in site.pages if page.is_target]
    namings = [naming for page in pages for naming in _own_names(page)]
    namings += _short_titles(pages)
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
        (Origin.FILE_NAME, (_file_name(page.key),)),
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


def _file_name(key: str) -> str:
    folder, name = posixpath.split(key)
    stem = name.rsplit(".", 1)[0]
    if stem.casefold() in ("index", "readme", "overview"):
        stem = posixpath.basename(folder)
    return unquote(re.sub(r"[-_ ]+", " ", stem)).strip()


def _short_titles(pages: Iterable[Page]) -> Iterator[Naming]:
    titled = [(page, title) for page in pages for title in sorted({page.title, page.nav_title} - {""})]
    heads, tails = _shared_ends([title for _, title in titled])
    for page, title in titled:
        target = Target(page.key)
        bracketed = _BRACKETS.match(title)
        if bracketed:
            short = bracketed["short"]
            if fold_text(short) not in _STATES:
                yield Naming(short, target, Origin.ACRONYM if _ACRONYM.match(short) else Origin.SHORT_TITLE)
            yield Naming(bracketed["long"], target, Origin.SHORT_TITLE)
            continue
        parts = [part for part in _SEPARATOR.split(title) if part]
        if len(parts) > 1:
            yield Naming(parts[0], target, Origin.SHORT_TITLE)
        for text in _less_ends(title, heads, tails):
            yield Naming(text, target, Origin.SHORT_TITLE)


def _shared_ends(titles: list[str]) -> tuple[set[str], set[str]]:
    heads: Counter[str] = Counter()
    tails: Counter[str] = Counter()
    for words in (fold_text(title).split() for title in dict.fromkeys(titles)):
        for size in range(1, min(4, len(words))):
            heads[" ".join(words[:size])] += 1
            tails[" ".join(words[-size:])] += 1
    return (
        {head for head, count in heads.items() if count >= _SHARED_TITLES},
        {tail for tail, count in tails.items() if count >= _SHARED_TITLES},
    )


def _less_ends(title: str, heads: set[str], tails: set[str]) -> Iterator[str]:
    words = title.split()
    for size in range(1, min(4, len(words))):
        if fold_text(" ".join(words[-size:])) in tails:
            yield " ".join(words[:-size])
        if fold_text(" ".join(words[:size])) in heads:
            yield " ".join(words[size:])


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
        bracketed = _BRACKETS.match(text)
        if bracketed and _ACRONYM.match(bracketed["short"]):
            yield Naming(bracketed["short"], target, Origin.ACRONYM)
            yield Naming(bracketed["long"], target, Origin.HEADING)
        name = code or (text if len(text.split()) == 1 and len(tokens(text)) >= 1 else "")
        if name:
            yield Naming(name, target, Origin.CODE_HEADING, code=True)
