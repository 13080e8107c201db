"""Digests: of files, by which a report knows that it is stale, and of texts, by which things are known again."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from hashlib import blake2s
from pathlib import Path

_INHERIT = re.compile(r"""^INHERIT[ \t]*:[ \t]*(["']?)(.+?)\1[ \t]*(?:[ \t]#.*)?$""", re.MULTILINE)
"""How a configuration of MkDocs names the one that it goes on from."""


def digest(data: bytes) -> str:
    """32 hex digits that stand for `data`."""
    return blake2s(data, digest_size=16).hexdigest()


def file_digest(path: Path) -> str:
    """The digest of the file's bytes, '' where there is no file that can be read.

    A device or a pipe is no file: one would be read for ever, the other waited for.
    """
    try:
        return digest(path.read_bytes()) if path.is_file() else ""
    except (OSError, ValueError):
        return ""


def config_files(path: Path) -> list[Path]:
    """A configuration of MkDocs and those that it inherits from, as far as they can be read."""
    found: list[Path] = []
    while path not in found and path.is_file():
        try:
            text = path.read_text(encoding="utf-8-sig", errors="replace")
        except OSError:
            break
        found.append(path)
        if said := _INHERIT.search(text):
            path = Path(os.path.normpath(path.parent / said[2]))
    return found


def config_digest(path: Path) -> str:
    """The digest of a configuration with all that it inherits, '' where there is no file that can be read."""
    digests = [file_digest(file) for file in config_files(path)]
    return text_digest(digests, 16) if len(digests) > 1 else "".join(digests)


def text_digest(texts: Iterable[str], size: int) -> str:
    """Hex digits that stand for some texts in their order, two for each byte of `size`; lone surrogates do no harm."""
    return blake2s("\0".join(texts).encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()
