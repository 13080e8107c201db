"""YAML text -> plain values, within bounds that no input can break.

Parser events are read one by one, never through PyYAML's composer and constructors. So there is nothing to
execute, aliases cannot multiply, and a deep document is refused at the bound instead of exhausting a stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NoReturn

import yaml
from yaml import events
from yaml.reader import Reader

from mkdocs_autolink.errors import YamlError, shown

MAX_DEPTH = 40
MAX_KEY = 128
"""Characters of a key: YAML itself ends at 1,024, and an escaped character takes up to six."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_BYTE_ORDER_MARK = re.compile("\ufeff")
"""PyYAML takes it for a character like any other."""
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?:\s|$)", re.MULTILINE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLOCK_STYLES = ("|", ">")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Block(dict[str, object]):
    """A mapping that knows where it stands."""

    __slots__ = ("line",)

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        """Line of its first key, counted from 1."""


def load_yaml(text: str | bytes, *, where: str, max_bytes: int) -> object:
    """The one document of the text as None, bool, int, str, list and `Block`; None for an empty text.

    Plain `true`, `false`, `null` and whole numbers of up to 18 digits have their type; whatever else stands
    without quotes is a string, so are all keys. Raises YamlError, one line that begins with `where`.
    """
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
    if size > max_bytes:
        raise YamlError(f"{where}: is larger than {max_bytes:,} bytes; split it or take entries out")
    decoded = _decode(text, where) if isinstance(text, bytes) else text.removeprefix("\ufeff")
    _check_characters(decoded, where)
    return _Reader(decoded, where).document()


def ends_of_texts(text: str) -> dict[int, int]:
    """By line, counted from 1: the column where its last text ends; of a line that a text goes on from, its length.

    For a text that `load_yaml` has read: what stands behind there is punctuation or a comment.
    """
    lines = text.splitlines()
    ends: dict[int, int] = {}
    for token in yaml.scan(text, Loader=_LOADER):
        if isinstance(token, yaml.ScalarToken):
            start, end, first = token.start_mark, token.end_mark, token.start_mark.line
            if token.style in _BLOCK_STYLES:
                first += 1
                ends[first] = start.column + 1  # behind the sign that opens it there may be a comment
            for line in range(first, min(end.line, len(lines))):
                ends[line + 1] = len(lines[line])
            ends[end.line + 1] = end.column
    return ends


def _decode(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise YamlError(f"{where}, line {line}: is not UTF-8; save the file as UTF-8") from None


def _check_characters(text: str, where: str) -> None:
    if found := Reader.NON_PRINTABLE.search(text) or _BYTE_ORDER_MARK.search(text):
        line = text.count("\n", 0, found.start()) + 1
        code = f"U+{ord(found[0]):04X}"
        raise YamlError(f"{where}, line {line}: has the unprintable character {code}; delete it")
    if found := _CONFLICT.search(text):
        line = text.count("\n", 0, found.start()) + 1
        message = f"unresolved merge conflict at line {line}; settle it and delete the marker lines"
        raise YamlError(f"{where}: {message}")


class _Reader:
    """Turns parser events into values, depth first; recursion ends at the depth bound."""

    def __init__(self, text: str, where: str) -> None:
        self._text = text
        self._where = where
        self._events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=_LOADER))

    def document(self) -> object:
        try:
            return self._document()
        except yaml.YAMLError as error:
            line, what = _diagnosis(error, self._text)
            raise YamlError(f"{self._where}, line {line}: is not valid YAML: {what}") from None

    def _document(self) -> object:
        next(self._events)  # the start of the stream
        if isinstance(next(self._events), events.StreamEndEvent):
            return None
        value = self._value(next(self._events), 1)
        next(self._events)  # the end of the document
        if not isinstance(following := next(self._events), events.StreamEndEvent):
            self._refuse(following, "a second document begins; keep one")
        return value

    def _value(self, event: yaml.Event, depth: int) -> object:
        self._check_node(event)
        if isinstance(event, events.ScalarEvent):
            text = self._characters(event)
            return resolve(text) if event.implicit[0] else text
        if depth > MAX_DEPTH:
            self._refuse(event, f"is nested more than {MAX_DEPTH} levels deep; flatten it")
        if isinstance(event, events.SequenceStartEvent):
            return self._sequence(depth)
        return self._mapping(event, depth)

    def _sequence(self, depth: int) -> list[object]:
        items = []
        while not isinstance(event := next(self._events), events.SequenceEndEvent):
            items.append(self._value(event, depth + 1))
        return items

    def _mapping(self, start: yaml.Event, depth: int) -> Block:
        block = Block(_line(start))
        while not isinstance(event := next(self._events), events.MappingEndEvent):
            key = self._key(event)
            if key in block:
                self._refuse(event, f"the key {shown(key)} stands twice in one mapping; keep one")
            block[key] = self._value(next(self._events), depth + 1)
        return block

    def _key(self, event: yaml.Event) -> str:
        self._check_node(event)
        if not isinstance(event, events.ScalarEvent):
            self._refuse(event, "a key is a list or a mapping; use text")
        key = self._characters(event)
        if key == "<<" and event.implicit[0]:
            self._refuse(event, "merge keys (<<) are not read; write the keys out")
        if len(key) > MAX_KEY:
            self._refuse(event, f"the key {shown(key)} has more than {MAX_KEY} characters; shorten it")
        return key

    def _characters(self, event: events.ScalarEvent) -> str:
        text: str = event.value
        if _SURROGATE.search(text):  # PyYAML's own parser lets the escape pass, libyaml does not
            self._refuse(event, r"has half a character; write \U and eight digits for one beyond \uFFFF")
        return text

    def _check_node(self, event: yaml.Event) -> None:
        if getattr(event, "anchor", None) is not None:  # of a value, or what an alias stands for
            self._refuse(event, "anchors (&) and aliases (*) are not read; write the value out")
        if (tag := getattr(event, "tag", None)) is not None:
            self._refuse(event, f"the tag {shown(tag)} is not read; delete it")

    def _refuse(self, event: yaml.Event, what: str) -> NoReturn:
        raise YamlError(f"{self._where}, line {_line(event)}: {what}")


def resolve(plain: str) -> object:
    """What a scalar without quotes means."""
    if plain in _NULLS:
        return None
    if plain in _BOOLS:
        return _BOOLS[plain]
    return int(plain) if _INT.fullmatch(plain) else plain


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _diagnosis(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    """Line from 1, and what is wrong there."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    number = mark.line + 1 if mark else 1
    lines = text.splitlines()
    if number <= len(lines) and re.match(r" *\t", lines[number - 1]):
        return number, "it is indented with a tab; use spaces"
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be parsed"
    return number, f"{problem}; mend this line or the one above"
