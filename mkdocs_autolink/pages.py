"""What a generator knows of its pages -> Site: titles as plain text, front matter, languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from typing import NamedTuple

from mkdocs_autolink.body import Body, Heading, read_body
from mkdocs_autolink.decisions import Decisions, Verdict
from mkdocs_autolink.errors import shown
from mkdocs_autolink.language import detect_language, fold_text, tokens
from mkdocs_autolink.phrases import is_nameable
from mkdocs_autolink.rewrite import unlink
from mkdocs_autolink.selector import Selector, parse_selector
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Page, Problem, Site, parse_target
from mkdocs_autolink.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page as its generator describes it; texts may be of any type, as front matter may hold anything."""

    key: str
    url: str
    html: str
    title: object = ""
    title_is_html: bool = False
    """The title was taken from a heading, so its characters are escaped."""
    nav_title: object = None
    source: str = ""
    digest: str = ""
    """Of the bytes of its file, '' where it was made by a program."""
    meta: Mapping[str, object] = field(default_factory=dict)
    trail: tuple[str, ...] = ()
    is_home: bool = False
    locale: str = ""
    """The language that the generator gives the page, '' where it does not say."""
    is_listing: bool = False
    """An archive or category that lists other pages."""


class Glance(NamedTuple):
    """What shows whether a page was edited.

    If all of it is alike, nothing was, or only what the report shows of the file: its lines and its digest.
    """

    place: object
    """Where the page is."""
    body: str
    about: object
    """All else that the page is read from."""
    path: str
    """Of its file, '' of one that may be gone soon."""


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


_TAG = re.compile(r"<[^<>]*>")
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_SAMPLE = 2000
"""Characters of a page's text that its language is told by."""
_SURE = 15
"""Different tokens of a page that must speak, before it may be in another language than its site."""
_MOST_KEYWORDS = 200
_NOT_FOUND = "404.html"
"""Servers show it at whatever address was asked for: no relative link in it leads anywhere."""
_BROKEN_FRONT_MATTER = re.compile(r"^\s*<hr ?/?>")


def read_site(name: str, pages: Iterable[PageFacts], settings: Settings, files: frozenset[str] = frozenset()) -> Site:
    """The site that the pages make, sorted by key, whatever their order; `files` are addresses of what is no page."""
    in_order = sorted(pages, key=lambda facts: facts.key)
    read, problems = _read(in_order, settings)
    home = next((facts.key for facts in reversed(in_order) if facts.is_home), "")
    read, language = _with_languages(read, settings)
    return Site(name, tuple(read), home=home, language=language, problems=tuple(problems), files=files)


def edited_site(site: Site, edited: list[PageFacts], settings: Settings) -> Site | None:
    """The site after edits of some pages, None where one may be in another language now.

    Their addresses and the languages that their generator gives them are what they were.
    """
    pages = {}
    read, problems = _read(edited, settings)
    for new in read:
        old = site.by_key[new.key]
        if not _is_in_same_language(old, new):
            return None
        pages[new.key] = replace(new, language=old.language)
    problems += [problem for problem in site.problems if problem.page not in pages]
    return site.with_edited(pages, tuple(sorted(problems, key=lambda problem: problem.page)))


def _read(pages: Iterable[PageFacts], settings: Settings) -> tuple[list[Page], list[Problem]]:
    """The pages, and what is wrong with their front matter."""
    excluded = tuple(parse_selector(text) for text in settings.selectors_exclude)
    read, problems = [], []
    for facts in pages:
        front = read_front_matter(facts.meta)
        problems += [Problem("front matter", facts.key, message) for message in front.problems]
        read.append(_page(facts, front, excluded, settings))
    return read, problems


def _is_in_same_language(old: Page, new: Page) -> bool:
    """Whether a page speaks for the same language as before its edit, or for none as before."""
    language = new.language or _language(new)
    return language == old.language if language else not _language(old)


def absent_names(site: Site, settings: Settings, decisions: Decisions) -> tuple[str, ...]:
    """The pages and ids that keywords and decisions lead to, or are for, and that the site does not have, sorted."""
    decided = {item.to or item.target for item in decisions.items if item.verdict is not Verdict.REJECT}
    absent = {name for name in decided.union(settings.keywords.values()) if not site.has(parse_target(name))}
    for item in decisions.items:
        if item.pages and site.has(parse_target(item.target)):  # else it is for another language, or said already
            absent.update(page for page in item.pages if page not in site.by_key)
    return tuple(sorted(absent))


def unnameable_phrases(settings: Settings, decisions: Decisions, language: str) -> tuple[str, ...]:
    """The phrases of keywords, and of decisions to link them, that stand for nothing in any text, sorted."""
    vocabulary = Vocabulary(language)
    phrases = {item.phrase for item in decisions.items if item.verdict is not Verdict.REJECT}
    return tuple(sorted(one for one in phrases.union(settings.keywords) if not is_nameable(one, vocabulary)))


def plain_text(value: object, *, is_html: bool = False) -> str:
    """A title of any type as one line of readable text; '' for what is no text, number or date."""
    if value is None or isinstance(value, bool | list | tuple | dict | set):
        return ""
    try:
        text = str(value)
    except ValueError:  # an integer of more digits than Python prints
        return ""
    if is_html:
        text = unescape(_TAG.sub("", text))
    return " ".join(_INVISIBLE.sub(" ", text).split())


def read_front_matter(meta: Mapping[str, object]) -> FrontMatter:
    """The front matter's share in linking; what has a wrong type under `autolink:` is said, elsewhere left out."""
    own = meta.get("autolink")
    common = FrontMatter(
        keywords=_texts(meta.get("keywords")) + _texts(meta.get("tags")), aliases=_texts(meta.get("aliases"))
    )
    if own is None or own is True:
        return common
    if own is False:
        return replace(common, source=False, target=False)
    if not isinstance(own, Mapping):
        return replace(common, problems=(f"`autolink: {shown(own)}` in the front matter: write false, or a mapping.",))
    return _own_front_matter(common, own)


def _own_front_matter(common: FrontMatter, own: Mapping[str, object]) -> FrontMatter:
    problems = []
    values: dict[str, tuple[str, ...]] = {}
    switches = {"source": True, "target": True}
    for key, value in own.items():
        if key in ("keywords", "aliases", "never", "selectors_exclude"):
            values[key] = _texts(value)
            if not values[key] and value not in (None, [], ""):
                problems.append(f"`autolink.{key}` in the front matter must be a list of texts, not {shown(value)}.")
        elif key in switches and isinstance(value, bool):
            switches[key] = value
        elif key in switches:
            problems.append(f"`autolink.{key}` in the front matter must be true or false, not {shown(value)}.")
        else:
            known = "keywords, aliases, never, selectors_exclude, source and target"
            problems.append(f"`autolink.{shown(key)[1:-1]}` in the front matter is unknown: {known} are known.")
    selectors = []
    for text in values.get("selectors_exclude", ()):
        try:
            selectors.append(parse_selector(text))
        except ValueError as error:
            problems.append(f"`autolink.selectors_exclude` in the front matter: {error}.")
    return FrontMatter(
        rules=values.get("keywords", ()),
        keywords=common.keywords,
        aliases=common.aliases + values.get("aliases", ()),
        never=frozenset(map(fold_text, values.get("never", ()))),
        source=switches["source"],
        target=switches["target"],
        excluded=tuple(selectors),
        problems=tuple(problems),
    )


def _texts(value: object) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value if isinstance(value, list | tuple) else []
    texts = [plain_text(part) for part in parts[:_MOST_KEYWORDS] if isinstance(part, str)]
    return tuple(dict.fromkeys(text for text in texts if text))


def _page(facts: PageFacts, front: FrontMatter, excluded: tuple[Selector, ...], settings: Settings) -> Page:
    html = unlink(facts.html)
    excluded += front.excluded
    ordinary = not facts.is_listing and facts.url != _NOT_FOUND
    body = read_body(html, excluded)
    if facts.source.startswith("---") and not facts.meta and _BROKEN_FRONT_MATTER.match(html):
        body = _without_front_matter(body)
    h1 = next((heading.text for heading in body.headings if heading.level == 1), "")
    return Page(
        key=facts.key,
        url=facts.url,
        title=plain_text(facts.title, is_html=facts.title_is_html) or h1,
        html=html,
        body=body,
        language=_code(facts.locale),
        source=facts.source,
        digest=facts.digest,
        nav_title=plain_text(facts.nav_title),
        trail=facts.trail,
        rules=front.rules,
        keywords=front.keywords,
        aliases=front.aliases,
        never=front.never,
        excluded=excluded,
        is_source=front.source and settings.is_source(facts.key) and ordinary,
        is_target=front.target and settings.is_target(facts.key) and ordinary,
    )


def _without_front_matter(body: Body) -> Body:
    """Front matter that does not parse stays in the page as a rule and a heading; that heading names nothing."""
    headings = list(body.headings)
    if headings:
        headings[0] = Heading(headings[0].level, "", "", "", headings[0].start)
    return replace(body, headings=tuple(headings))


def _with_languages(pages: list[Page], settings: Settings) -> tuple[list[Page], str]:
    """The pages with a language each, and the language of most."""
    allowed = None if settings.languages == "auto" else tuple(map(_code, settings.languages))
    detected = [page.language or _language(page) for page in pages]
    votes = Counter(code for code in detected if code and (allowed is None or code in allowed))
    common = min(votes, key=lambda code: (-votes[code], code)) if votes else (allowed or ("",))[0]
    known = set(votes) if allowed is None else set(allowed)
    return [
        replace(page, language=code if code in known else common) for page, code in zip(pages, detected, strict=True)
    ], common


def _code(locale: str) -> str:
    """`pt` of `pt-BR`: regions of a language share its words."""
    return re.split("[-_]", locale, maxsplit=1)[0].lower()


def _language(page: Page) -> str:
    text, size = [], 0
    for run in page.body.runs:
        text.append(run.text)
        size += len(run.text)
        if size > _SAMPLE:
            break
    return detect_language(set(tokens(" ".join(text)[:_SAMPLE].casefold())), least=_SURE)
