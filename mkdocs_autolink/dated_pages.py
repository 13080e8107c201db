"""Pages of another time: release notes, changelogs, news, what is deprecated. Authors seldom link on or to them."""

from __future__ import annotations

import re
from functools import lru_cache

from mkdocs_autolink.site import Page

_NAMES = (
    "archive|archives|blog|deprecated|obsolete|"
    "change log|changelog|changelogs|changes|history|news|posts|release history|"
    "release notes|releasenotes|releases|roadmap|upgrade notes|upgrading|what s new|whats new|"
    "änderungen|neuigkeiten|versionshinweise|nouveautés|notes de version|novedades|notas de la versión|novidades|"
    "notas de versão|novità|note di rilascio|nieuws|wijzigingen|nowości|zmiany|новости|история изменений|"
    "更新日志|变更日志|更新日誌|変更履歴|リリースノート|변경 사항|릴리스 노트".split("|")
)
_VERSION_OR_YEAR = re.compile(r"v?\d+(?:[._]\d+)+[a-z0-9.]*|(?<![^\W_])(?:19|20)\d\d(?!\d)")
_SEPARATORS = re.compile(r"[\s_\-'’:()]+")


def is_dated(page: Page) -> bool:
    """Whether the page's title, its file's name or a folder of it says so, or has a version or a year in it."""
    names = (page.title, *page.key.rpartition(".")[0].split("/"))
    return any(map(_is_dated, names))


@lru_cache(maxsize=10_000)
def _is_dated(name: str) -> bool:
    # Pages share their folders, and are asked about again after each edit under `mkdocs serve`.
    words = f" {_SEPARATORS.sub(' ', name.casefold())} "
    return bool(_VERSION_OR_YEAR.search(name)) or any(f" {known} " in words for known in _NAMES)
