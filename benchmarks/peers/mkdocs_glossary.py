"""mkdocs-glossary-plugin: its converter, run on pandoc's model of each page.

The plugin reads and writes Markdown with the program pandoc before and after; that round trip is left out. Its own
documentation says that a word with spaces in it never matches, so it is only given those titles that are one word.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

from peers.feed import Document, Feed, Piece, Segment

_PANDOC = "3.1"
"""The version whose document model is used; the program itself is not run."""
_OPTIONS = {
    "enable_toc": False,
    "replace_emphasized_text": True,
    "replace_header": False,
    "replace_table_header": True,
    "replace_table_body": True,
}


def link(feed: Feed) -> dict[str, list[Segment]]:
    """The segments of every page."""
    converters = _converters()
    words = [converters.Word(title, target) for title, target in feed.terms.items() if " " not in title]
    words.sort(key=lambda word: len(word.name), reverse=True)  # as the plugin sorts them
    context = converters.Context(_OPTIONS, words, "")
    return {document.key: list(_segments(document, context)) for document in feed.documents}


def _segments(document: Document, context: Any) -> Iterator[Segment]:
    converter = _converters().CONVERTER_TABLE[_types().Para]
    for block in document.blocks:
        paragraph = _types().Para([inline for piece in block.pieces for inline in _inlines(piece)])
        (converted,) = converter.convert(context, paragraph)
        for inline in converted[0]:
            yield from _read(inline, "")


def _inlines(piece: Piece) -> list[Any]:
    types = _types()
    words: list[Any] = [part for word in piece.text.split() for part in (types.Str(word), types.Space())]
    match piece.kind:
        case "code":
            return [types.Code(("", [], []), piece.text)]
        case "link":
            return [types.Link(("", [], []), words, ("", ""))]
        case _:
            return words


def _read(inline: Any, target: str) -> Iterator[Segment]:
    types = _types()
    if isinstance(inline, types.Str):
        yield inline[0], target
    elif isinstance(inline, types.Code):
        yield inline[1], target
    elif isinstance(inline, types.Link):
        for child in inline[1]:
            yield from _read(child, inline[2][0])


@cache
def _types() -> Any:
    # Its types look for the program as soon as they are imported, unless a configuration is there before them.
    vars(import_module("pandoc"))["_configuration"] = {"version": _PANDOC}
    return import_module("pandoc.types")


@cache
def _converters() -> Any:
    _types()  # the plugin's modules need pandoc's types when they are imported
    import_module("mkdocs_glossary_plugin.converter")
    return import_module("mkdocs_glossary_plugin.converter.BaseConverter")
