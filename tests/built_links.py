"""A small site that gets links of every kind, and what a reader finds who follows the links of a built site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

PAGES = {
    "index.md": (
        "# Handbook\n\nBefore the first deployment, read the widget guide and have a look at the release calendar.\n\n"
        "The people who answer questions about disk quotas work on weekdays only, so ask them early.\n"
    ),
    "guide/widget.md": (
        "# Widget guide\n\nA widget is assembled from parts that come with the factory. Each storage backend keeps its"
        " own copy of them.\n\n## Widget lifecycle\n\nA widget is born, works for some years and is then retired.\n"
    ),
    "guide/storage.md": (
        "---\nkeywords: [disk quotas]\n---\n\n# Storage backend\n\nThe backend holds what widgets leave behind. What"
        " happens to it later is part of the widget lifecycle and nothing to worry about here.\n\n"
        "Old copies are gone when the release calendar says so, and no earlier than that in any case.\n"
    ),
    "ops/calendar.md": (
        "# Release calendar\n\nEvery release is announced two weeks before.[^1] Those who run a storage backend of"
        " their own get a letter.\n\n[^1]: The widget guide says who gets the announcement and by which way.\n"
    ),
    "ops/größe & maß.md": (
        "# Sizes and measures\n\nHow large a widget may be is left to the widget guide, as it differs by factory.\n"
    ),
    "left-out.md": "# Quiet corner\n\nNo menu leads here. The release calendar mentions this place only once.\n",
    "ops/corner.md": "# Corners\n\nThere is one quiet corner, and nobody has found it without a link to it.\n",
}
"""Titles, sections, keywords and pages outside of the navigation that mention each other."""

OPTIONS: dict[str, Any] = {
    "min_confidence": 0.2,
    "limits": {"words_per_link": None, "words_between": 0},
    "link": {"attributes": {"data-kind": "found", "data-bare": True}},
}
"""So many links that a test of where they lead does not hang on how sure the plugin is of each."""

SETTINGS: dict[str, Any] = {
    "plugins": [{"autolink": OPTIONS}],
    "not_in_nav": "/left-out.md\n",
    "markdown_extensions": ["footnotes", {"toc": {"permalink": True}}],
}

_OURS = 'a[class="autolink"], a[class^="autolink "]'
# Written anew, not taken from the package: what takes the links out must not share a fault with what puts them in.
_TAG_OF_OURS = re.compile(r'<a class="autolink(?: [^">]*)?"[^>]*>(.*?)</a>', re.DOTALL)
_SITE = "https://x.example/some/where/"
"""Where a browser would find the site: deep enough that a link out of it shows."""


@dataclass(frozen=True, slots=True)
class BuiltLink:
    """One of our links in a written page."""

    page: Path
    attributes: Mapping[str, str]
    text: str

    @property
    def href(self) -> str:
        """Where it leads."""
        return self.attributes["href"]


def our_links(site_dir: Path) -> list[BuiltLink]:
    """All of our links in the written pages, in the order of pages and places."""
    return [link for page in written_pages(site_dir) for link in _links(page)]


def dead_links(site_dir: Path) -> list[str]:
    """What is wrong with our links in the written pages: not relative, no such file, no such id."""
    return [f"{link.page}: {link.href}: {fault}" for link in our_links(site_dir) if (fault := _fault(link, site_dir))]


def nested_links(site_dir: Path) -> list[str]:
    """The written pages in which a link opens before the last one was closed."""
    return [str(page) for page in written_pages(site_dir) if _nests(page.read_text(encoding="utf-8"))]


def written_pages(site_dir: Path) -> list[Path]:
    """The HTML files of a site; a folder may bear such a name too."""
    return [path for path in sorted(site_dir.rglob("*.html")) if path.is_file()]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below the folder, by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def without_links(site_dir: Path) -> dict[str, bytes]:
    """The files of a site, our links taken out of its pages."""
    return {
        name: _TAG_OF_OURS.sub(r"\1", data.decode()).encode() if name.endswith(".html") else data
        for name, data in contents(site_dir).items()
    }


def address(link: BuiltLink, site_dir: Path, root: str = _SITE) -> str:
    """Where a browser goes from the page, as the site is served below the root."""
    page = quote(link.page.relative_to(site_dir).as_posix())
    # Only an address that ends with a slash is served by the index of a folder.
    folder = page.removesuffix("index.html") if page.endswith("/index.html") or page == "index.html" else page
    return urljoin(root + folder, link.href)


def _links(page: Path) -> Iterator[BuiltLink]:
    for node in LexborHTMLParser(page.read_text(encoding="utf-8")).css(_OURS):
        yield BuiltLink(page, {name: value or "" for name, value in node.attributes.items()}, node.text())


def _fault(link: BuiltLink, site_dir: Path) -> str:
    parts = urlsplit(link.href)
    if parts.scheme or parts.netloc or parts.path.startswith("/") or parts.query or "\\" in link.href:
        return "is not relative"
    whole, fragment = urldefrag(address(link, site_dir))
    if not whole.startswith(_SITE):
        return "leads out of the site"
    target = site_dir / unquote(whole.removeprefix(_SITE))
    target = target / "index.html" if whole.endswith("/") else target
    if not target.is_file():
        return "leads to no file"
    # A browser looks for the fragment as it stands first, and then for what it decodes to.
    ids = _ids(target, target.stat().st_mtime_ns)
    if fragment and fragment not in ids and unquote(fragment) not in ids:
        return "leads to no id"
    return ""


@cache
def _ids(page: Path, _written: int) -> frozenset[str]:
    tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
    named = {node.attributes.get("name") or "" for node in tree.css("a[name]")}
    return frozenset({node.attributes.get("id") or "" for node in tree.css("[id]")} | named)


def _nests(html: str) -> bool:
    depth = 0
    for tag in re.findall(r"<(/?)a(?=[\s>])", html):
        depth += -1 if tag else 1
        if depth not in (0, 1):
            return True
    return False
