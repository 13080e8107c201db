"""Where a link in the Markdown leads, as an author writes it."""

from __future__ import annotations

import posixpath

from mkdocs_autolink.site import Target

_QUOTED = frozenset(" \t\r\n\"'()<>[]\\^`{|}*_%#?&~$=+!:;,")
_SAFE = frozenset("_*~$=+!:;,'&")
"""Of these the ones that bend no address: they are left as they are where the file has them."""


def destination(page: str, target: Target) -> str:
    """What stands between the brackets of a link on a page: a relative path, quoted no more than it has to be."""
    if target.page == page and target.fragment:
        return f"#{_quoted(target.fragment)}"
    path = posixpath.relpath(target.page, posixpath.dirname(page) or ".")
    if ":" in path.split("/", 1)[0]:
        path = "./" + path
    return f"{_quoted(path)}#{_quoted(target.fragment)}" if target.fragment else _quoted(path)


def _quoted(text: str) -> str:
    return "".join(f"%{ord(c):02X}" if (c in _QUOTED and c not in _SAFE) or ord(c) < 33 else c for c in text)
