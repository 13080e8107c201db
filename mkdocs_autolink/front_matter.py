"""The front matter of a page -> what it asks of us, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from mkdocs_autolink.errors import shown
from mkdocs_autolink.language import fold_text
from mkdocs_autolink.plain_text import plain_text
from mkdocs_autolink.selector import Selector, parse_selector

_LISTS = ("keywords", "aliases", "never", "selectors_exclude")
_SWITCHES = ("source", "target")
_MOST_KEYWORDS = 200


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a page's front matter asks of us."""

    rules: tuple[str, ...] = ()
    """`autolink.keywords`: phrases that shall lead here."""
    keywords: tuple[str, ...] = ()
    """The page's own `keywords` and `tags`, which other tools read as well."""
    aliases: tuple[str, ...] = ()
    never: frozenset[str] = frozenset()
    source: bool = True
    target: bool = True
    excluded: tuple[Selector, ...] = ()
    problems: tuple[str, ...] = ()


def read_front_matter(meta: Mapping[str, object]) -> FrontMatter:
    """The front matter's share in linking; what has a wrong type under `autolink:` is said, elsewhere left out."""
    own = meta.get("autolink")
    common = FrontMatter(
        keywords=_texts(meta.get("keywords")) + _texts(meta.get("tags")),
        aliases=_texts(meta.get("aliases")),
        problems=tuple(_dotted_keys(meta)),
    )
    if own is None or own is True:
        return common
    if own is False:
        return replace(common, source=False, target=False)
    if not isinstance(own, Mapping):
        problem = f"`autolink: {shown(own)}` in the front matter: write false, or a mapping."
        return replace(common, problems=(*common.problems, problem))
    return _own_front_matter(common, own)


def _own_front_matter(common: FrontMatter, own: Mapping[str, object]) -> FrontMatter:
    lists = {key: _texts(own.get(key)) for key in _LISTS}
    selectors, wrong = _selectors(lists["selectors_exclude"])
    return FrontMatter(
        rules=lists["keywords"],
        keywords=common.keywords,
        aliases=common.aliases + lists["aliases"],
        never=frozenset(map(fold_text, lists["never"])),
        source=own.get("source") is not False,
        target=own.get("target") is not False,
        excluded=tuple(selectors),
        problems=(*common.problems, *_key_problems(own), *wrong),
    )


def _dotted_keys(meta: Mapping[str, object]) -> Iterator[str]:
    """The keys that are written as the documentation names them, where YAML wants them nested."""
    for key in meta:
        group, dot, name = str(key).partition(".")
        if dot and group == "autolink":
            yield (
                f"`{shown(key)[1:-1]}` in the front matter has no effect: write `autolink:` and below it, further to"
                f" the right, `{shown(name)[1:-1]}:`."
            )


def _key_problems(own: Mapping[str, object]) -> Iterator[str]:
    """What is wrong with the keys below `autolink:`, and with the types of their values."""
    for key, value in own.items():
        if key in _LISTS:
            yield from _list_problems(key, value)
        elif key in _SWITCHES:
            if not isinstance(value, bool):
                yield f"`autolink.{key}` in the front matter must be true or false, not {shown(value)}."
        else:
            *others, last = *_LISTS, *_SWITCHES
            known = f"{', '.join(others)} and {last}"
            yield f"`autolink.{shown(key)[1:-1]}` in the front matter is unknown: {known} are known."


def _list_problems(key: str, value: object) -> Iterator[str]:
    """What is wrong with a list of texts; the first that is none is said: YAML reads `404` as a number."""
    if not _texts(value) and value not in (None, [], ""):
        yield f"`autolink.{key}` in the front matter must be a list of texts, not {shown(value)}."
    elif isinstance(value, list | tuple):
        for part in [part for part in value if not isinstance(part, str)][:1]:
            yield f"`autolink.{key}` in the front matter has {shown(part)}, which is no text: put it in quotes."


def _selectors(texts: Iterable[str]) -> tuple[list[Selector], list[str]]:
    """The selectors that the texts write, and what is wrong with the others."""
    selectors, wrong = [], []
    for text in texts:
        try:
            selectors.append(parse_selector(text))
        except ValueError as error:
            wrong.append(f"`autolink.selectors_exclude` in the front matter: {error}.")
    return selectors, wrong


def _texts(value: object) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value if isinstance(value, list | tuple) else []
    texts = [plain_text(part) for part in parts[:_MOST_KEYWORDS] if isinstance(part, str)]
    return tuple(dict.fromkeys(text for text in texts if text))
