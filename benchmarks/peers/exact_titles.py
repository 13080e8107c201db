"""What keyword linkers do: the titles of pages in any case, the longest first, once a target and ten a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peers.feed import Document, Feed, Segment

_MOST = 10


def link(feed: Feed) -> dict[str, list[Segment]]:
    """The segments of every page."""
    targets = {title.casefold(): key for title, key in feed.terms.items()}
    titles = sorted(map(re.escape, feed.terms), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(titles) or '(?!)'})(?!\w)", re.IGNORECASE)
    return {document.key: list(_segments(document, pattern, targets)) for document in feed.documents}


def _segments(document: Document, pattern: re.Pattern[str], targets: dict[str, str]) -> Iterator[Segment]:
    used = {document.key}
    for piece in (piece for block in document.blocks for piece in block.pieces):
        at = 0
        for match in pattern.finditer(piece.text) if piece.kind == "text" else ():
            target = targets.get(match[0].casefold(), "")
            if target in used or not target or len(used) > _MOST:
                continue
            used.add(target)
            yield piece.text[at : match.start()], ""
            yield match[0], target
            at = match.end()
        yield piece.text[at:], ""
