"""Pages, targets, the site, relative addresses."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from urllib.parse import unquote, urlsplit

from mkdocs_autolink.addresses import address_parts
from mkdocs_autolink.body import Body
from mkdocs_autolink.editions import Edition, are_apart, find_editions
from mkdocs_autolink.selector import Selector

_NONE = frozenset[str]()
"""The same object wherever there is none: an empty set takes as much memory as a small one."""


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """A page, or a section of it, that a link may lead to."""

    page: str
    fragment: str = ""

    def __str__(self) -> str:
        return f"{self.page}#{self.fragment}" if self.fragment else self.page


def parse_target(text: str) -> Target:
    """`page.md#id` as a target."""
    return Target(*address_parts(text))


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site as the last stage before its template sees it."""

    key: str
    """Its address in the sources, as MkDocs' src_uri: what links and reports name it by."""
    url: str
    """Its address on the site, relative to the site's root, quoted."""
    title: str
    """Readable text, white space folded; '' where it has none."""
    html: str
    """The body without our own links."""
    body: Body
    language: str
    """Two-letter code; '' where it is unknown."""
    source: str = ""
    """The Markdown it was made from, '' where there is none: only for line numbers in reports."""
    digest: str = ""
    """Of the bytes of the file it was made from, '' where there is no such file: tells a report from a stale one."""
    nav_title: str = ""
    trail: tuple[str, ...] = ()
    """Titles of the navigation sections above it, outermost first."""
    rules: tuple[str, ...] = ()
    """Phrases that its author wants to lead here."""
    keywords: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    never: frozenset[str] = frozenset()
    """Folded phrases that are never linked on this page."""
    excluded: tuple[Selector, ...] = ()
    """Elements whose text is read and never linked."""
    is_source: bool = True
    """Whether links may be set on it."""
    is_target: bool = True
    """Whether links may lead to it."""
    is_listing: bool = False
    """It only lists other pages, or tells that there is none at an address: nobody is to link to it."""

    @property
    def folder(self) -> str:
        """The folder of its source, '' at the top."""
        return posixpath.dirname(self.key)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a user should know that stopped no build."""

    kind: str
    page: str
    message: str


@dataclass(frozen=True)
class Site:
    """All pages of one build, sorted by key."""

    name: str
    pages: tuple[Page, ...]
    home: str = ""
    """Key of the home page, '' where there is none."""
    language: str = ""
    """The language that most pages are in, '' where it is unknown."""
    problems: tuple[Problem, ...] = ()
    files: frozenset[str] = frozenset()
    """Addresses, unquoted, of what else stands on the site: pictures, downloads, scripts."""
    address: str = ""
    """Where the site stands on the web, as `site_url` says it; '' where that is not known."""

    @cached_property
    def by_key(self) -> Mapping[str, Page]:
        """Pages by their key."""
        return {page.key: page for page in self.pages}

    def with_edited(self, pages: Mapping[str, Page], problems: tuple[Problem, ...]) -> Site:
        """The site with some pages, by key, in the place of those that stood at the same addresses."""
        changed = replace(self, pages=tuple([pages.get(page.key, page) for page in self.pages]), problems=problems)
        # What cached properties would make anew of every page is taken over, as far as the edits leave it.
        changed.__dict__.update(by_url=self.by_url, by_key={**self.by_key, **pages}, editions=self.editions)
        outlinks = {key: _outlinks(page, changed) for key, page in pages.items()}
        changed.__dict__["author_outlinks"] = {**self.author_outlinks, **outlinks}
        return changed

    def linked_on(self, pages: Container[str]) -> Site:
        """The site with links to be set on some pages only, of those that may get links."""
        return replace(
            self, pages=tuple([replace(page, is_source=page.is_source and page.key in pages) for page in self.pages])
        )

    def has(self, target: Target) -> bool:
        """Whether the page is there, and the id on it."""
        page = self.by_key.get(target.page)
        return page is not None and (not target.fragment or target.fragment in page.body.ids)

    def are_apart(self, page: str, other: str) -> bool:
        """Whether two pages, by their keys, are of two editions of the same pages, as of two versions."""
        return are_apart(self.editions.get(page), self.editions.get(other))

    @cached_property
    def editions(self) -> Mapping[str, Edition]:
        """By key of a page: the edition that it is of."""
        return find_editions((page.key for page in self.pages), self.language)

    @cached_property
    def by_url(self) -> Mapping[str, str]:
        """Keys of pages by their address, unquoted, in every spelling that a relative link may resolve to."""
        keys: dict[str, str] = {}
        for page in self.pages:
            path = unquote(page.url)
            path = "" if path in (".", "./") else path
            folder = path.removesuffix("index.html")
            for spelling in (path, path.rstrip("/"), folder, folder.rstrip("/")):
                keys.setdefault(spelling, page.key)
            if path.endswith("/") or not path:
                keys.setdefault(path + "index.html", page.key)
        return keys

    @cached_property
    def author_outlinks(self) -> Mapping[str, frozenset[str]]:
        """By page: the other pages that its authors link to in its text, headings included and menus left out."""
        return {page.key: _outlinks(page, self) for page in self.pages}

    def resolve(self, page: Page, href: str) -> Target | None:
        """The page and section of this site that a link in a page leads to, None where it leads elsewhere."""
        if href.startswith("#"):
            return Target(page.key, unquote(href[1:]))
        address = address_of(page, href) or _full_address(self.address, href)
        if address is None:
            return None
        path, fragment = address
        key = self.by_url.get(path)
        return Target(key, fragment) if key is not None else None


def _outlinks(page: Page, site: Site) -> frozenset[str]:
    targets = (site.resolve(page, link.href) for link in page.body.links if link.in_text)
    return frozenset([target.page for target in targets if target and target.page != page.key]) or _NONE


def address_of(page: Page, href: str) -> tuple[str, str] | None:
    """Path on the site and fragment that a relative link in a page leads to, both unquoted; None for any other link."""
    return _address(posixpath.dirname("/" + unquote(page.url).removeprefix("./")), href)


@lru_cache(maxsize=50_000)
def _address(folder: str, href: str) -> tuple[str, str] | None:
    # Several stages ask for each link, and a site's pages repeat theirs.
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    path = posixpath.normpath(posixpath.join(folder, unquote(parts.path))).lstrip("/")
    return "" if path == "." else path, unquote(parts.fragment)


@lru_cache(maxsize=50_000)
def _full_address(site: str, href: str) -> tuple[str, str] | None:
    """The same as `address_of` for a link that names the whole path, with or without the host; None for any other."""
    try:
        here, there = urlsplit(site), urlsplit(href)
    except ValueError:
        return None
    top = here.path.rstrip("/") + "/"
    host = there.netloc.lower() if there.scheme in ("", "http", "https") else "?"
    is_here = host == here.netloc.lower() or (not host and there.path.startswith("/"))
    if not here.netloc or not is_here or not f"{there.path}/".startswith(top):
        return None
    return unquote(there.path[len(top) :]), unquote(there.fragment)


def relative_address(page: Page, target: Page, fragment: str) -> str:
    """What `href` on a page leads to a target: relative, quoted as the pages' own addresses are."""
    base = posixpath.dirname("/" + ("" if page.url in (".", "./") else page.url))
    url = "" if target.url in (".", "./") else target.url
    path = posixpath.relpath("/" + url, base)
    if url.endswith("/") or not url:
        path = "./" if path == "." else path + "/"
    elif ":" in path.split("/", 1)[0]:
        path = "./" + path
    return f"{path}#{_quoted_fragment(fragment)}" if fragment else path


def _quoted_fragment(fragment: str) -> str:
    # Browsers decode what is percent-encoded; only what would end or bend the address has to be.
    return "".join(f"%{ord(c):02X}" if c in ' "<>`%#{}|\\^' or ord(c) < 33 else c for c in fragment)
