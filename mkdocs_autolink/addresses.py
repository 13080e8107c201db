"""Addresses of pages and sections in the docs folder, as options and decisions write them: `guide/setup.md#id`."""

from __future__ import annotations

import re

from mkdocs_autolink.errors import shown
from mkdocs_autolink.paths import PAGE_SUFFIXES

UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What no address and no path may have."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!:)")
_PAGE_END = re.compile(rf"(?:{'|'.join(map(re.escape, PAGE_SUFFIXES))})(?=#|$)", re.IGNORECASE)


def address_parts(address: str) -> tuple[str, str]:
    """Page and id of `page.md#id`; '' for no id. The page of `c#.md#intro` is `c#.md`."""
    found = _PAGE_END.search(address)
    page = address[: found.end()] if found else address.partition("#")[0]
    return page, address[len(page) + 1 :]


def page_problem(address: str) -> str:
    """What keeps the text from being a page's address in the docs folder; '' where nothing does."""
    page, _ = address_parts(address)
    if not page.strip():
        return "is empty; name a page such as guide/setup.md"
    if UNPRINTABLE.search(address):
        return f"{shown(address)} has an unprintable character; name a page such as guide/setup.md"
    if "\\" in address:
        return f"{shown(address)} has a backslash; write / between folders"
    if _SCHEME.match(address):
        return f"{shown(address)} is a full address; name a page such as guide/setup.md"
    if page.startswith("/") or ".." in page.split("/"):
        return f"{shown(address)} leads out of the docs folder; name a page such as guide/setup.md"
    return ""
