"""Namings -> phrases: words that stand for pages, each with the pages that it may stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, partial

from mkdocs_autolink.namings import Naming, Origin
from mkdocs_autolink.site import Page, Site, Target
from mkdocs_autolink.vocabulary import Vocabulary, without_separators

STRONG = frozenset({Origin.RULE, Origin.KEYWORD, Origin.ALIAS, Origin.TITLE, Origin.NAV_TITLE, Origin.H1})
"""Origins by which a page bears a phrase as its own name."""

_MOST_TARGETS = 10
"""What more pages than this are called names none of them, unless an author says so."""
_DECLARED = frozenset({Origin.RULE, Origin.ALIAS})
MOST_WORDS = 12
_NOBODY = frozenset[str]()
_TRUST = {origin: rank for rank, origin in enumerate(Origin)}


@dataclass(frozen=True, slots=True)
class Option:
    """A page that a phrase may stand for, with the section that it names there."""

    target: Target
    text: str
    """The phrase as its most trusted origin spells it."""
    origin: Origin
    """The most trusted."""
    origins: frozenset[Origin]
    linked_from: frozenset[str]
    """Keys of the pages whose authors link this phrase to this page."""
    only: frozenset[str] | None = None
    """The pages that it is meant for, None where it may be meant on all."""
    asked: tuple[Option, ...] = ()
    """What reviewers made of it for some pages only: it may lead to another section there."""

    def on(self, page: str) -> Option | None:
        """What it is on a page; None where it is nothing there."""
        for option in self.asked:
            if option.only and page in option.only:
                return option
        if self.only is not None:
            return None
        return replace(self, asked=()) if self.asked else self

    def where_asked(self) -> Option | None:
        """What reviewers alone made of it; None where they made nothing of it for some pages only."""
        if not self.asked:
            return None
        return replace(self.asked[0], only=frozenset().union(*(one.only or () for one in self.asked)), asked=self.asked)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand for one or more pages."""

    number: int
    text: str
    codes: tuple[int, ...]
    """Its words; empty for a piece of code."""
    content: frozenset[int]
    """Those that carry a subject."""
    options: tuple[Option, ...]
    linked_from: frozenset[str]
    """Keys of the pages whose authors made a link of this phrase, to whatever target."""
    is_strong: bool
    """Whether a page bears it as its own name; for what is meant on some pages only, whether that is so there."""
    is_limited: bool = False
    """Whether some of what it stands for is meant on some pages only."""

    def on(self, page: str) -> Phrase | None:
        """What it is on a page; None where it is nothing there."""
        if not self.is_limited:
            return self
        options = tuple([found for option in self.options if (found := option.on(page))])
        if not options:
            return None
        return replace(self, options=options, text=_text_of(options), is_strong=_is_name(options), is_limited=False)


PhraseKey = tuple[int, ...] | str
"""What tells one phrase from another: its words, or the characters of a piece of code."""

NamingGroup = list[tuple[str, Naming]]
"""The namings that make a phrase, each with the page whose authors call its target so, '' of what that says itself."""


def phrases_of(namings: Iterable[tuple[str, Naming]], site: Site, vocabulary: Vocabulary) -> tuple[Phrase, ...]:
    """The phrases that namings make, each with the page whose authors call its target so or ''."""
    phrases: list[Phrase] = []
    for key, group in grouped(namings, key_reader(vocabulary)).items():
        phrase = phrase_of(key, group, len(phrases), site, vocabulary)
        if phrase:
            phrases.append(phrase)
    return tuple(phrases)


def key_reader(vocabulary: Vocabulary) -> Callable[[Naming], PhraseKey]:
    """What gives the key of the phrase that a naming is one of; an empty one where it can be none."""
    words_of = cache(partial(_name, vocabulary))  # titles, headings and anchor texts repeat each other
    return lambda naming: naming.text if naming.code else words_of(naming.text)


def grouped(
    namings: Iterable[tuple[str, Naming]], key_of: Callable[[Naming], PhraseKey]
) -> dict[PhraseKey, NamingGroup]:
    """The namings of each phrase, by its key, in the order in which phrases are numbered."""
    groups: dict[PhraseKey, NamingGroup] = defaultdict(list)
    for one in namings:
        if key := key_of(one[1]):
            groups[key].append(one)
    return groups


def phrase_of(key: PhraseKey, group: NamingGroup, number: int, site: Site, vocabulary: Vocabulary) -> Phrase | None:
    """The phrase that namings make; None where it stands for no page, or for too many."""
    options = _options(group, site)
    if sum(option.only is None for option in options) > _MOST_TARGETS:
        declared = (one if one.linked_from or one.origins & _DECLARED else one.where_asked() for one in options)
        options = tuple(filter(None, declared))
    if not options:
        return None
    codes = () if isinstance(key, str) else key
    anywhere = [option for option in options if option.only is None]
    return Phrase(
        number=number,
        text=_text_of(anywhere or options),
        codes=codes,
        content=frozenset(codes) - vocabulary.no_subject,
        options=options,
        linked_from=_sources(group),
        is_strong=_is_name(anywhere or options),
        is_limited=any(option.asked for option in options),
    )


def _text_of(options: Iterable[Option]) -> str:
    """The phrase as the most trusted of the options spells it."""
    return min(options, key=lambda option: (_TRUST[option.origin], option.text)).text


def _is_name(options: Iterable[Option]) -> bool:
    """Whether one of the options bears the phrase as its own name."""
    return any(option.origins & STRONG for option in options)


def _sources(group: NamingGroup) -> frozenset[str]:
    """The pages whose authors call a target so."""
    return frozenset([source for source, _ in group if source]) or _NOBODY


def is_nameable(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text can be the phrase of a target: it has words of a subject, and not too many."""
    return bool(_name(vocabulary, text))


def _name(vocabulary: Vocabulary, text: str) -> tuple[int, ...]:
    """The words of a text that can stand for a target, none of one that cannot."""
    codes = _words(vocabulary, text)
    return codes if _can_name(vocabulary, codes) else ()


def _words(vocabulary: Vocabulary, text: str) -> tuple[int, ...]:
    codes, breaks = vocabulary.codes(without_separators(text)), vocabulary.breaks
    first, after = 0, len(codes)
    while first < after and codes[first] in breaks:
        first += 1
    while after > first and codes[after - 1] in breaks and not _has_bracket(vocabulary, codes[first:after]):
        after -= 1
    return tuple(codes[first:after])


def _has_bracket(vocabulary: Vocabulary, codes: list[int]) -> bool:
    return any(vocabulary.get(bracket) in codes for bracket in "(（[")


def _can_name(vocabulary: Vocabulary, codes: tuple[int, ...]) -> bool:
    content = [code for code in codes if vocabulary.is_content(code)]
    if not content or len(codes) > (MOST_WORDS if content[0] not in vocabulary.unspaced else 3 * MOST_WORDS):
        return False
    if all(vocabulary.stems[code].isdecimal() for code in content):
        return False
    return len(content) > 1 or len(vocabulary.stems[content[0]]) > 1


def _options(group: NamingGroup, site: Site) -> tuple[Option, ...]:
    by_page: dict[str, NamingGroup] = defaultdict(list)
    for one in group:
        by_page[one[1].target.page].append(one)
    pages = ((site.by_key.get(key), by_page[key]) for key in sorted(by_page))
    return tuple(_option(of_page, page) for page, of_page in pages if page and page.is_target)


def _option(group: NamingGroup, page: Page) -> Option:
    limited = {naming.pages for _, naming in group if naming.pages is not None}
    if not limited:
        return _meant_by(group, page)
    anywhere = [one for one in group if one[1].pages is None]
    asked = tuple(
        replace(_meant_by([one for one in group if one[1].pages in (None, pages)], page), only=pages)
        for pages in sorted(limited, key=sorted)
    )
    meant = replace(_meant_by(anywhere or group, page), asked=asked)
    return meant if anywhere else meant.where_asked() or meant


def _meant_by(group: NamingGroup, page: Page) -> Option:
    best = _most_trusted(naming for _, naming in group)
    origins = _shared(frozenset([naming.origin for _, naming in group]))
    return Option(
        target=Target(page.key, _fragment(group, best, page, bool(origins & STRONG))),
        text=best.text,
        origin=best.origin,
        origins=origins,
        linked_from=_sources(group),
    )


@cache
def _shared(origins: frozenset[Origin]) -> frozenset[Origin]:
    """The same object for all equal sets: options have few that differ, and each takes more memory than an option."""
    return origins


def _fragment(group: NamingGroup, best: Naming, page: Page, named: bool) -> str:
    """Where on the page the phrase leads: to the part that most authors lead it to, else where the page itself says.

    A section that a keyword or a decision names goes before all of them. The page speaks too, where the phrase is its
    name. Where each author means another part, none is called so.
    """
    if best.origin is Origin.RULE and best.target.fragment in page.body.ids:
        return best.target.fragment
    own = [best] if named else [naming for source, naming in group if not source]
    said = _most_trusted(own).target.fragment if own else ""
    meant = [naming.target.fragment for source, naming in group if source]
    if meant and named:
        meant.append(said)
    chosen = min(meant, key=lambda fragment: (-meant.count(fragment), fragment), default=said)
    if 2 * meant.count(chosen) <= len(meant):
        chosen = said
    first = page.body.headings[0].id if page.body.headings else ""
    if named and chosen == first:
        return ""
    return chosen if chosen in page.body.ids else ""


def _most_trusted(namings: Iterable[Naming]) -> Naming:
    return min(namings, key=_precedence)


def _precedence(naming: Naming) -> tuple[int, bool, bool, str, str]:
    """What sorts namings; of rules, those for some pages stand before those for all, and a section before its page."""
    fragment = naming.target.fragment if naming.origin is Origin.RULE else ""
    return _TRUST[naming.origin], naming.pages is None, not fragment, naming.text, fragment
