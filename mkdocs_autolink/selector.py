"""Simple selectors, as users write them to name elements that get no links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_autolink.errors import shown

_TAG = re.compile(r"\*|[a-zA-Z][\w-]*")
_PART = re.compile(
    r"""\.(?P<class>[\w-]+)|\#(?P<id>[\w-]+)|\[\s*(?P<attribute>[\w:-]+)\s*"""
    r"""(?:=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[\w.:/-]+))\s*)?\]"""
)


@dataclass(frozen=True, slots=True)
class Selector:
    """A simple selector: tag, id, classes and attributes that must all hold."""

    tag: str = ""
    id: str = ""
    classes: frozenset[str] = frozenset()
    attributes: tuple[tuple[str, str | None], ...] = ()
    """Pairs of an attribute's name and its value, None where any value will do."""

    def matches(self, name: str, attributes: Mapping[str, str]) -> bool:
        """Whether it selects an element of that name, in lower case, with those attributes."""
        return (
            self.tag in ("", name)
            and (not self.id or attributes.get("id") == self.id)
            and self.classes.issubset(attributes.get("class", "").split())
            and all(key in attributes and value in (None, attributes[key]) for key, value in self.attributes)
        )


def parse_selector(text: str) -> Selector:
    """The selector that a text such as `div.note[data-kind="x"]` writes.

    Raises ValueError where it is more than a tag, classes, an id and attributes.
    """
    source = text.strip()
    tag = _TAG.match(source)
    name = tag.group() if tag else ""
    position = len(name)
    ids: list[str] = []
    classes: list[str] = []
    attributes: list[tuple[str, str | None]] = []
    while part := _PART.match(source, position):
        position = part.end()
        if part["class"]:
            classes.append(part["class"])
        elif part["id"]:
            ids.append(part["id"])
        else:
            values = (part[kind] for kind in ("double", "single", "bare"))
            attributes.append((part["attribute"].lower(), next((v for v in values if v is not None), None)))
    if not source or position < len(source) or len(ids) > 1:
        raise ValueError(
            f"{shown(text)} is no simple selector; write table, .note, #id or [data-x=y], "
            "or several of them without a space between, such as div.note[data-x]"
        )
    return Selector(name.lower().strip("*"), "".join(ids), frozenset(classes), tuple(attributes))
