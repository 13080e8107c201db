"""Addresses of pages -> the editions that some are of: folders side by side that hold the same pages once more.

They are versions of a product in one build, or copies that wait in a language's folder to be translated. The current
version may have no folder of its own and stand beside those of the others.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

_LEAST_IN_COMMON = 2
"""Pages: an index is in every folder."""
_LEAST_SHARE = 0.5
"""Of the pages of one of the folders: from one version to the next pages come and go."""
_NUMBERED = re.compile(r"(?:v|ver|version|release)[-_.]?\d[\w.-]*|\d+(?:\.\d+)*\.(?:\d+|x)[\w.-]*", re.IGNORECASE)
"""Not a bare number: parts and chapters have those."""
_NAMED = frozenset("current dev edge latest legacy main master next nightly stable unstable".split())
_LOCALE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?", re.IGNORECASE)

_Pages = Mapping[str, set[str]]
"""By name of a folder: the addresses of the pages in there."""


class Edition(NamedTuple):
    """A folder of those that hold the same pages."""

    among: str
    """The folder that has them all, with a slash at its end, or '' for the top."""
    folder: str
    """Its own name there; '' for the version that stands beside those of the others."""


def find_editions(keys: Iterable[str], language: str) -> Mapping[str, Edition]:
    """By key of a page: the edition that it is of; the outermost, where editions have editions.

    `language` is the site's: folders are those of languages where one is called so.
    """
    keys = list(keys)
    versions, languages = _by_folder(keys)
    numbered = {among: folders for among, folders in versions.items() if any(map(_NUMBERED.fullmatch, folders))}
    beside = _beside(keys, numbered)
    found: dict[str, Edition] = {}
    for among in sorted(numbered.keys() | languages.keys()):
        folders = numbered.get(among, {})
        spoken = any(folder[:2].lower() == language for folder in languages[among])
        for pages in ({**folders, "": _same(beside.get(among, set()), folders)}, languages[among] if spoken else {}):
            for folder in _alike(pages):
                for name in pages[folder]:
                    found.setdefault(posixpath.join(among, folder, name), Edition(among, folder))
    return found


def are_apart(one: Edition | None, other: Edition | None) -> bool:
    """Whether they are two editions of the same pages."""
    return one is not None and other is not None and one.among == other.among and one.folder != other.folder


def _by_folder(keys: Iterable[str]) -> tuple[dict[str, dict[str, set[str]]], dict[str, dict[str, set[str]]]]:
    """By folder, '' or with a slash at its end: those in it that are called like versions, and like languages."""
    versions: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    languages: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for key in keys:
        end = 0
        for folder in key.split("/")[:-1]:
            begin, end = end, end + len(folder) + 1
            if _NUMBERED.fullmatch(folder) or folder.lower() in _NAMED:
                versions[key[:begin]][folder].add(key[end:])
            elif _LOCALE.fullmatch(folder):
                languages[key[:begin]][folder].add(key[end:])
    return versions, languages


def _beside(keys: Iterable[str], versions: Mapping[str, _Pages]) -> Mapping[str, set[str]]:
    """By folder that has versions in it: the pages in there that are in none of them."""
    beside: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        end = 0
        for part in key.split("/"):
            if part not in versions.get(key[:end], {part: ()}):
                beside[key[:end]].add(key[end:])
            end += len(part) + 1
    return beside


def _same(beside: Set[str], folders: _Pages) -> set[str]:
    """The pages beside versions that are most of the pages of one: more than a place to begin from."""
    shared = [(beside & names, names) for names in folders.values()]
    return {
        name for same, names in shared if len(same) >= max(_LEAST_IN_COMMON, _LEAST_SHARE * len(names)) for name in same
    }


def _alike(pages: _Pages) -> Iterator[str]:
    """The folders that have pages in common with others, where one has most of its own in common."""
    times = Counter(name for names in pages.values() for name in names)
    common = {folder: sum(times[name] > 1 for name in names) for folder, names in pages.items()}
    alike = [folder for folder in pages if common[folder] >= _LEAST_IN_COMMON]
    if any(common[folder] >= _LEAST_SHARE * len(pages[folder]) for folder in alike):
        yield from alike
