"""The links that authors wrote and that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from mkdocs_autolink.body import AuthorLink
from mkdocs_autolink.site import Page, Site, address_of

_TOP = ("", "top")
"""Fragments that every page has: they lead to its beginning."""
_TEXT_DIRECTIVE = ":~:"


class Fault(StrEnum):
    """Why a link leads nowhere. The names are public and do not change."""

    NO_PAGE = "no such page"
    NO_ID = "no such id"


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link of an author's that leads to nothing on this site."""

    page: str
    link: AuthorLink
    fault: Fault


def broken_links(site: Site) -> Iterator[BrokenLink]:
    """The relative links of the site's authors to pages, files or ids that it does not have, page by page."""
    for page in site.pages:
        for link in page.body.links:
            fault = _fault(site, page, link.href)
            if fault is not None:
                yield BrokenLink(page.key, link, fault)


def _fault(site: Site, page: Page, href: str) -> Fault | None:
    if href.startswith("#"):
        return _id_fault(page, unquote(href[1:]))
    address = address_of(page, href)
    if address is None:
        return None
    path, fragment = address
    target = site.by_key.get(site.by_url.get(path, ""))
    if target is not None:
        return _id_fault(target, fragment)
    return None if path in site.files else Fault.NO_PAGE


def _id_fault(page: Page, fragment: str) -> Fault | None:
    fragment = fragment.split(_TEXT_DIRECTIVE, maxsplit=1)[0]
    return None if fragment in _TOP or fragment in page.body.ids else Fault.NO_ID
