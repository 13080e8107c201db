"""Digests: of files, by which a report knows that it is stale, and of texts, by which things are known again."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2s
from pathlib import Path


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


def text_digest(texts: Iterable[str], size: int) -> str:
    """Hex digits that stand for some texts in their order, two for each byte of `size`; lone surrogates do no harm."""
    return blake2s("\0".join(texts).encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()
