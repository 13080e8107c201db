"""Which page somebody means: by its address in the sources, its path on the disk, or its address on the site."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mkdocs_autolink.errors import AutolinkError, shown
from mkdocs_autolink.paths import PAGE_SUFFIXES
from mkdocs_autolink.report import Report
from mkdocs_autolink.target_search import TargetSearch

_SUFFIXES = (*PAGE_SUFFIXES, ".html")
_INDEXES = ("index", "readme")
_NEAREST = 3


class UnknownPageError(AutolinkError):
    """No page is meant; the message is one line."""


def find_page(asked: str, report: Report, docs_dir: Path, site_url: str = "") -> str:
    """The key of the page that is asked for. Raises UnknownPageError, with the pages that may be meant.

    The home page of a site that stands in a folder is known by its `site_url` alone.
    """
    text = asked.strip().replace("\\", "/")
    if not text:
        raise UnknownPageError("No page is named. Name one by its path from the docs folder.")
    keys = {page.page for page in report.pages}
    addresses = {_address(key): key for key in sorted(keys, reverse=True)}
    for key in (text, _on_disk(asked, docs_dir)):
        if key in keys:
            return key
    if ".." in text.split("/"):
        raise UnknownPageError(f"{shown(asked)}: name the page by its path from the docs folder, without `..`.")
    for address in _addresses(text, unquote(urlsplit(site_url).path).strip("/")):
        if address in addresses:
            return addresses[address]
    raise UnknownPageError(f"{shown(asked)} is no page of this site.{_nearest(asked, report)}")


def is_on_server(asked: str) -> bool:
    """Whether a page is named as browsers show its address: whole, or from the top of the server."""
    path = asked.strip().partition("#")[0].partition("?")[0]
    return "://" in path or (path.startswith("/") and not path.endswith(PAGE_SUFFIXES))


def _on_disk(asked: str, docs_dir: Path) -> str:
    """The path from the docs folder to a file that is named from the current folder; '' for one outside.

    A page may be a symbolic link to another one, which is not followed; the docs folder may stand behind one.
    """
    path, docs = Path(os.path.abspath(asked)), Path(os.path.abspath(docs_dir))  # noqa: PTH100 - see above
    real = Path(os.path.realpath(path.parent), path.name)
    for file, folder in ((path, docs), (real, Path(os.path.realpath(docs)))):
        if file.is_relative_to(folder):
            return file.relative_to(folder).as_posix()
    return ""


def _addresses(text: str, folder: str) -> Iterator[str]:
    """The addresses that the text may mean; of one on a server also those below folders that a site may stand in.

    The site is known to stand in `folder`, '' where it is not known or stands at the top.
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        return
    path = unquote(parts.path)
    address = _address(path)
    yield address
    if is_on_server(text):
        if folder and f"{path.strip('/')}/".startswith(f"{folder}/"):
            yield _address(path.strip("/").removeprefix(folder))
            return
        segments = address.split("/")
        for number in range(1, len(segments)):
            yield "/".join(segments[number:])


def _address(path: str) -> str:
    """The path less what differs between a source and the page made of it."""
    path = path.strip("/")
    suffix = next((suffix for suffix in _SUFFIXES if path.endswith(suffix)), "")
    folder, _, name = path.removesuffix(suffix).rpartition("/")
    return folder if name.casefold() in _INDEXES else f"{folder}/{name}".lstrip("/")


def _nearest(asked: str, report: Report) -> str:
    hits = TargetSearch(report).find(asked, limit=4 * _NEAREST)
    pages = list(dict.fromkeys(hit.target.page for hit in hits))[:_NEAREST]
    return f" Did you mean {' or '.join(map(shown, pages))}?" if pages else " Name it by its path from the docs folder."
