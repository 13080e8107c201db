"""Addresses of pages -> the editions that some are of: folders side by side that hold the same pages once more.

They are versions of a product in one build, or copies that wait in a language's folder to be translated.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

_LEAST_IN_COMMON = 2
"""Pages: a lone index is in every folder."""
_LEAST_SHARE = 0.5
"""Of the pages of the smaller folder: from one version to the next pages come and go."""
_NUMBERED = re.compile(r"(?:v|ver|version|release)[-_.]?\d[\w.-]*|\d+(?:\.\d+)*\.(?:\d+|x)[\w.-]*", re.IGNORECASE)
"""Not a bare number: parts and chapters have those."""
_NAMED = frozenset("current dev edge latest legacy main master next nightly stable unstable".split())
_LOCALE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?", re.IGNORECASE)


class Edition(NamedTuple):
    """A folder of those that hold the same pages."""

    among: str
    """The folder that has them all, '' for the top."""
    folder: str
    """Its own name there."""


def find_editions(keys: Iterable[str], language: str) -> Mapping[str, Edition]:
    """By key of a page: the edition that it is of; the outermost, where editions have editions.

    `language` is the site's: folders are those of languages where one is called so.
    """
    pages = _by_folder(keys, language)
    found: dict[str, Edition] = {}
    for among in sorted(pages):
        for folder in _mirrored(pages[among], language):
            for name in pages[among][folder]:
                found.setdefault(_joined(among, folder, name), Edition(among, folder))
    return found


def are_apart(one: Edition | None, other: Edition | None) -> bool:
    """Whether they are two editions of the same pages."""
    return one is not None and other is not None and one.among == other.among and one.folder != other.folder


def _by_folder(keys: Iterable[str], language: str) -> dict[str, dict[str, set[str]]]:
    """By folder, and name of a folder in it that may be an edition: the addresses of the pages in there."""
    pages: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for key in keys:
        *folders, _ = key.split("/")
        for depth, folder in enumerate(folders):
            if _kind(folder, language):
                parts = key.split("/", depth + 1)
                pages["/".join(parts[:depth])][folder].add(parts[-1])
    return pages


def _mirrored(pages: Mapping[str, set[str]], language: str) -> Iterator[str]:
    """The folders that have most of their pages in common with another one of their kind."""
    for folder in pages:
        others = (other for other in pages if other != folder and _are_alike(folder, other, pages, language))
        if any(_have_much_in_common(pages[folder], pages[other]) for other in others):
            yield folder


def _are_alike(one: str, other: str, siblings: Iterable[str], language: str) -> bool:
    """Whether both are called like versions, and one of these has a number, or both like languages, one the site's."""
    kinds = {_kind(one, language), _kind(other, language)}
    if kinds == {"language"}:
        return any(_locale(name) == language for name in siblings)
    return "language" not in kinds and any(_kind(name, language) == "number" for name in siblings)


def _have_much_in_common(one: set[str], other: set[str]) -> bool:
    common = len(one & other)
    return common >= max(_LEAST_IN_COMMON, _LEAST_SHARE * min(len(one), len(other)))


@lru_cache(maxsize=10_000)
def _kind(folder: str, language: str) -> str:
    """What the folder is called like, '' for nothing of the kind."""
    if _NUMBERED.fullmatch(folder):
        return "number"
    if folder.lower() in _NAMED:
        return "name"
    return "language" if language and _LOCALE.fullmatch(folder) else ""


def _locale(folder: str) -> str:
    return re.split("[-_]", folder, maxsplit=1)[0].lower()


def _joined(*parts: str) -> str:
    return "/".join(part for part in parts if part)
