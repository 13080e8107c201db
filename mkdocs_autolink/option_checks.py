"""Checks of option values.

A check returns the value as settings hold it, or raises a ValueError that says what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from string import Formatter
from typing import Any, Literal, TypeVar

import pathspec

from mkdocs_autolink.addresses import UNPRINTABLE, page_problem
from mkdocs_autolink.errors import shown
from mkdocs_autolink.selector import parse_selector

T = TypeVar("T")
Check = Callable[[Any], T]

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_CLASSES = re.compile(r"[^\"'<>&]*")
_ATTRIBUTE = re.compile(r"[a-zA-Z][-\w:]*")
_OWN_ATTRIBUTES = frozenset({"href", "class", "title", "id", "style"})
_FILE_ENDINGS = frozenset({".html", ".htm", ".json", ".md", ".markdown", ".yml", ".yaml", ".txt", ".toml"})


@dataclass(frozen=True, slots=True)
class Patterns:
    """Lines in gitignore syntax; true where they say anything."""

    lines: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(line.strip() and not line.startswith("#") for line in self.lines)

    def matches(self, path: str) -> bool:
        """Whether the path, with forward slashes and relative to the docs folder, is among what they name."""
        return bool(_spec(self.lines).match_file(path))


@lru_cache(maxsize=64)
def _spec(lines: tuple[str, ...]) -> pathspec.GitIgnoreSpec:
    return pathspec.GitIgnoreSpec.from_lines(lines)


def one_of(*allowed: str) -> Check[str]:
    """A check for one of the words."""

    def check(value: object) -> str:
        if isinstance(value, str) and value in allowed:
            return value
        raise ValueError(f"must be {' or '.join(allowed)}, not {shown(value)}")

    return check


def some_of(*allowed: str) -> Check[tuple[str, ...]]:
    """A check for a list of the words; the result has them in the order in which they are allowed."""

    def check(value: object) -> tuple[str, ...]:
        chosen = _each(one_of(*allowed), texts(value))
        return tuple(word for word in allowed if word in chosen)

    return check


def whole(value: object, least: int) -> int | None:
    """A whole number, None where there is no limit."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= least):
        return value
    raise ValueError(f"must be a whole number of at least {least}, or null for no limit, not {shown(value)}")


def switch(value: object) -> bool:
    """True or false, and no other word for them."""
    if isinstance(value, bool):
        return value
    raise ValueError(f"must be true or false, not {shown(value)}")


def share(value: object) -> float:
    """A number from 0 to 1."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    raise ValueError(f"must be a number from 0 to 1, not {shown(value)}")


def text(value: object) -> str:
    """Text that is not blank."""
    if isinstance(value, str) and value.strip():
        return value
    raise ValueError(f"must be text in quotes, not {shown(value)}")


def texts(value: object) -> tuple[str, ...]:
    """A list of texts; None is an empty one."""
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        mend = "write '- ' before each text" if isinstance(value, Mapping) else "put square brackets around it"
        raise ValueError(f"must be a list, not {shown(value)}; {mend}")
    return tuple(_each(text, value))


def mapping(value: object, example: str) -> Mapping[object, object]:
    """A mapping; None is an empty one."""
    if value is None:
        return {}
    if isinstance(value, Mapping):
        return value
    raise ValueError(f"must be a mapping such as {{{example}}}, not {shown(value)}")


def languages(value: object) -> Literal["auto"] | tuple[str, ...]:
    """'auto' or codes in lower case."""
    if value == "auto":
        return "auto"
    if not isinstance(value, list | tuple) or not value:
        raise ValueError(f"must be auto or a list of codes such as [en, de], not {shown(value)}")
    return tuple(_each(_language, value))


def keywords(value: object) -> dict[str, str]:
    """Phrase -> target."""
    return dict(_each(_keyword, mapping(value, "phrase: page.md").items()))


def patterns(value: object) -> Patterns:
    """Patterns from one text or a list of lines."""
    lines = value.splitlines() if isinstance(value, str) else texts(value)
    return Patterns(tuple(_each(_pattern, lines)))


def selectors(value: object) -> tuple[str, ...]:
    """Simple selectors: a tag, classes, an id and attributes that must all hold."""
    return tuple(_each(_selector, texts(value)))


def path(value: object) -> str:
    """A path that a file system can hold."""
    name = text(value)
    if UNPRINTABLE.search(name):
        raise ValueError(f"{shown(name)} has an unprintable character; take it out")
    if any(len(part.encode()) > 255 for part in re.split(r"[/\\]", name)):
        raise ValueError(f"{shown(name)} has a part of more than 255 bytes; shorten it")
    return name


def folder(value: object) -> str:
    """A path that does not look like a file's."""
    name = path(value)
    if PurePosixPath(name).suffix.lower() in _FILE_ENDINGS:
        raise ValueError(f"{shown(name)} names a file; name a folder")
    return name


def classes(value: object, first: str) -> str:
    """Class names with spaces between, none twice, `first` in front."""
    if value is not None and (not isinstance(value, str) or not _CLASSES.fullmatch(value)):
        raise ValueError(f"must be class names with spaces between, not {shown(value)}")
    return " ".join(dict.fromkeys([first, *(value or "").split()]))


def template(value: object, placeholders: tuple[str, ...]) -> str:
    """Text for str.format with these placeholders and nothing else; None is ''."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"must be text, or '' for none, not {shown(value)}")
    try:
        used = [part[1:] for part in Formatter().parse(value) if part[1] is not None]
    except ValueError:
        raise ValueError(f"{shown(value)} has a brace without its twin; double it if it is text") from None
    for name, form, conversion in used:
        if name not in placeholders or form or conversion:
            allowed = ", ".join(f"{{{known}}}" for known in placeholders)
            raise ValueError(f"cannot fill in {{{name}}}, or not in this format; use {allowed}")
    return value


def attributes(value: object) -> dict[str, str]:
    """Attribute -> its value, '' where it stands alone."""
    items = mapping(value, "data-preview: true").items()
    return {name: content for name, content in _each(_attribute, items) if content is not None}


def _each(check: Check[T], values: Iterable[object]) -> list[T]:
    """All the values checked; one ValueError names all that are wrong."""
    checked, wrong = [], []
    for value in values:
        try:
            checked.append(check(value))
        except ValueError as error:
            wrong.append(str(error))
    if wrong:
        raise ValueError("; ".join(wrong))
    return checked


def _language(code: object) -> str:
    if isinstance(code, str) and _LANGUAGE.fullmatch(code):
        return code.lower()
    raise ValueError(f"{shown(code)} is no language code; write one such as en, and 'no' in quotes")


def _keyword(item: tuple[object, object]) -> tuple[str, str]:
    phrase, target = item
    if not isinstance(phrase, str) or not phrase.strip():
        raise ValueError(f"the phrase {shown(phrase)} must be text in quotes")
    if not isinstance(target, str):
        raise ValueError(f"{shown(phrase)} must lead to page.md or page.md#id, not to {shown(target)}")
    if problem := page_problem(target):
        raise ValueError(f"{shown(phrase)}: the target {problem}")
    return phrase, target


def _pattern(line: str) -> str:
    try:
        pathspec.GitIgnoreSpec.from_lines([line])
    except (ValueError, re.error):
        raise ValueError(f"{shown(line)} is no gitignore pattern; write one such as blog/ or *.md") from None
    return line


def _selector(selector: str) -> str:
    parse_selector(selector)
    return selector.strip()


def _attribute(item: tuple[object, object]) -> tuple[str, str | None]:
    name, value = item
    if not isinstance(name, str) or not _ATTRIBUTE.fullmatch(name):
        raise ValueError(f"{shown(name)} is no attribute name; use letters, digits, - and :")
    if name.lower() in _OWN_ATTRIBUTES or name.lower().startswith("on"):
        raise ValueError(f"{shown(name)} cannot be set here; class and title are options of their own")
    if isinstance(value, bool):
        return name, "" if value else None
    if isinstance(value, str | int | float):
        return name, str(value)
    raise ValueError(f"{shown(name)} must be text, a number, true or false, not {shown(value)}")
