"""Every option with its default, its check and its meaning, declared once; frozen after reading.

The second part of a field's annotation is its check; the text under a field says what it means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, is_dataclass
from functools import partial
from typing import Annotated, Any, Literal, TypeVar, get_type_hints

from mkdocs_autolink import option_checks
from mkdocs_autolink.errors import SettingsError, nearest, shown
from mkdocs_autolink.option_checks import Patterns

T = TypeVar("T")

CLASS = "autolink"
"""The first class of every link that we insert, and how we know our links again."""
PLACEHOLDERS = ("target_title", "phrase", "confidence")
"""What the title of a link may have filled in."""
FORMATS = ("html", "json", "markdown")
"""The formats of the report."""

Switch = Annotated[bool, option_checks.switch]
Limit = Annotated[int | None, partial(option_checks.whole, least=1)]
LimitOrZero = Annotated[int | None, partial(option_checks.whole, least=0)]
PathPatterns = Annotated[Patterns, option_checks.patterns]


@dataclass(frozen=True, slots=True)
class Limits:
    """How many links a reader is shown; None where there is no limit."""

    links_per_page: LimitOrZero = 60
    """Links on one page."""
    words_per_link: Limit = 30
    """Words of a page for each link on it, author links counted in."""
    links_per_section: Limit = 6
    """Links under one heading."""
    links_per_target: Limit = None
    """Links to one page, or to sections of it, over the whole site."""
    words_between: LimitOrZero = 3
    """Words from one link to the next."""
    per_target_per_page: Limit = 1
    """Links to one page, or to sections of it, on one page."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """Where the report goes and what is in it."""

    dir: Annotated[str, option_checks.folder] = "autolink-report"
    """Folder of the report, relative to the configuration file."""
    formats: Annotated[tuple[str, ...], option_checks.some_of(*FORMATS)] = FORMATS
    """Which of html, json and markdown are written."""
    rejected: Annotated[str, option_checks.one_of("none", "near", "all")] = "near"
    """Which rejections are listed: none, those near the threshold or lost to a limit, or all."""


@dataclass(frozen=True, slots=True)
class LinkOptions:
    """What an inserted link looks like in HTML."""

    class_: Annotated[str, partial(option_checks.classes, first=CLASS)] = CLASS
    """Classes of the link; autolink is always the first."""
    title: Annotated[str, partial(option_checks.template, placeholders=PLACEHOLDERS)] = "{target_title}"
    """Its title attribute, with {target_title}, {phrase} and {confidence} filled in; '' for none."""
    attributes: Annotated[dict[str, str], option_checks.attributes] = field(default_factory=dict)
    """Further attributes; true gives one without a value, false leaves it out."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All options."""

    mode: Annotated[str, option_checks.one_of("insert", "accepted", "propose")] = "insert"
    """insert: link; accepted: only what a reviewer accepted; propose: report only."""
    min_confidence: Annotated[float, option_checks.share] = 0.6
    """Link at or above this confidence, from 0 to 1."""
    headings: Switch = True
    """Sections are targets too, not only pages."""
    code: Switch = True
    """Link inline code that names a target exactly."""
    languages: Annotated[Literal["auto"] | tuple[str, ...], option_checks.languages] = "auto"
    """Languages of the text: auto for what each page says or its text shows, or a list of the codes to choose from."""
    keywords: Annotated[dict[str, str], option_checks.keywords] = field(default_factory=dict)
    """Phrases and where each leads: page.md or page.md#id."""
    limits: Limits = field(default_factory=Limits)
    """How many links a reader is shown."""
    include: PathPatterns = field(default_factory=Patterns)
    """Pages that get links, as gitignore patterns; all where empty."""
    exclude: PathPatterns = field(default_factory=Patterns)
    """Pages that get no links, as gitignore patterns."""
    targets_exclude: PathPatterns = field(default_factory=Patterns)
    """Pages that no link leads to, as gitignore patterns."""
    never: Annotated[tuple[str, ...], option_checks.texts] = ()
    """Phrases that are never linked."""
    selectors_exclude: Annotated[tuple[str, ...], option_checks.selectors] = ()
    """Elements whose text is left alone, as simple selectors: table, .note, #id, [data-x=y]."""
    decisions: Annotated[str, option_checks.path] = "autolink.yml"
    """The reviewer's file, relative to the configuration file."""
    report: ReportOptions = field(default_factory=ReportOptions)
    """Where the report goes and what is in it."""
    link: LinkOptions = field(default_factory=LinkOptions)
    """What an inserted link looks like in HTML."""
    prefer: Annotated[str, option_checks.one_of("orphans", "none")] = "orphans"
    """What limits are spent on first where confidence ties."""

    def is_source(self, page: str) -> bool:
        """Whether the page may get links."""
        return (not self.include or self.include.matches(page)) and not self.exclude.matches(page)

    def is_target(self, page: str) -> bool:
        """Whether links may lead to the page."""
        return not self.targets_exclude.matches(page)


def read_settings(options: Mapping[str, object]) -> Settings:
    """The settings that the options give. Raises SettingsError, which names every wrong option at once."""
    problems: list[tuple[str, str]] = []
    settings = _read(Settings, options, "", problems)
    if problems:
        raise SettingsError(problems)
    return settings


def _read(kind: type[T], options: Mapping[str, object], prefix: str, problems: list[tuple[str, str]]) -> T:
    hints = get_type_hints(kind, include_extras=True)
    fields = {name.rstrip("_"): name for name in hints}  # class_ is the option class
    values: dict[str, object] = {}
    for option, value in options.items():
        name = f"{prefix}{option}"
        if option not in fields:
            problems.append((name, _unknown(option, fields)))
            continue
        hint = hints[fields[option]]
        try:
            if isinstance(hint, type) and is_dataclass(hint):
                nested: Any = option_checks.mapping(value, "option: value")
                values[fields[option]] = _read(hint, nested, f"{name}.", problems)
            else:
                values[fields[option]] = hint.__metadata__[0](value)
        except ValueError as error:
            problems.append((name, str(error)))
    return kind(**values)


def _unknown(option: object, known: Iterable[str]) -> str:
    known = tuple(known)
    group, dot, name = str(option).partition(".")
    if dot and group in known:
        return f"is no option; write {group}: and below it, further to the right, {shown(name)[1:-1]}:"
    close = nearest(str(option), known)
    hint = f"did you mean {close}?" if close else f"use one of {', '.join(known)}"
    return f"is no option; {hint}"
