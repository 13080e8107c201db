"""HTML -> runs of text with offsets and zones, author links, headings."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from mkdocs_autolink.elements import BLOCKS, CODE, HARD, HEADING, LINK, SOFT, TABLE_PARTS, VOID, OpenElements
from mkdocs_autolink.opaque import OPAQUE, skip_listing, skip_opaque
from mkdocs_autolink.prose import FENCE, count_words, effect_of, may_have_leftovers, split_leftovers
from mkdocs_autolink.selector import Selector
from mkdocs_autolink.tables import TABULAR, Tables
from mkdocs_autolink.tokens import END, NEITHER, RAW_TEXT, START, Token, Tokenizer, decode, parse_attributes


class Zone(StrEnum):
    """The kind of text that a run stands in; the innermost that applies."""

    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"
    QUOTE = "quote"
    DEFINITION = "definition"
    CODE = "code"
    """One whole inline code element, with nothing but text in it."""


class Run(NamedTuple):
    """Text between two tags: decoded, with its place in the HTML. Pages have many, and a tuple is made quickly."""

    text: str
    start: int
    """Offset in the HTML of the first character; of `<code` for an inline code run."""
    offsets: array[int] | None
    """Offsets in the HTML of every character and of the end, where text is not simply html[start:end].

    In an array they take four bytes each, in a tuple forty.
    """
    block: int
    """Number of the block-level stretch it stands in; runs of one block read as one sentence or more."""
    section: int
    """Index into `Body.headings` of the heading above it; -1 before the first."""
    zone: Zone
    linkable: bool
    """False for text that is read but never linked: author links, excluded regions."""
    emphasis: bool
    """Inside strong, b, em, i or mark."""
    link: int
    """Index into `Body.links` of the author link it stands in; -1 outside of links."""

    @property
    def end(self) -> int:
        """Offset in the HTML after the last character; after `</code>` for an inline code run."""
        return self.start + len(self.text) if self.offsets is None else self.offsets[-1]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body, h1 to h6."""

    level: int
    id: str
    """The id a link may lead to, '' where there is none."""
    text: str
    """Readable text, white space folded; permalink marks left out."""
    code: str
    """The text of its first inline code element, where the heading starts with one; else ''."""
    start: int
    """Offset of the heading's tag in the HTML."""


@dataclass(frozen=True, slots=True)
class AuthorLink:
    """An `<a href>` that was in the page before us."""

    href: str
    """Decoded value of the attribute."""
    text: str
    """Readable text, white space folded."""
    start: int
    end: int
    """Offsets of the whole element in the HTML."""
    section: int
    block: int
    zone: Zone
    in_heading: bool
    """Also true inside nav elements and permalinks: no link of the prose."""
    in_text: bool
    """In the prose or in a heading: what a reader finds who reads the page from top to bottom."""
    code: bool
    """Its text is inline code."""


@dataclass(frozen=True, slots=True)
class Body:
    """What a page's HTML says to a reader."""

    runs: tuple[Run, ...]
    headings: tuple[Heading, ...]
    links: tuple[AuthorLink, ...]
    ids: frozenset[str]
    """Every id (and a name) in the HTML."""
    words: int
    """Number of words in all runs, author links included: what density is counted against."""


def runs_of_block(runs: Sequence[Run], block: int) -> tuple[int, int]:
    """Numbers of the block's first run and of the one after its last: in reading order one block follows the other."""
    return bisect_left(runs, block, key=_BLOCK), bisect_right(runs, block, key=_BLOCK)


_BLOCK = attrgetter("block")
_STRUCTURE = BLOCKS | TABLE_PARTS | {"body", "head", "hr", "br", "html", "table", "template"}
_NOT_NESTED = (RAW_TEXT | VOID | {"body", "head", "html", "plaintext"}) - {"col"}
_PECULIAR = OPAQUE | _NOT_NESTED | {"frameset", "pre"}
"""Elements whose start tags may do more than open them, or less."""
_DRAFTED = HEADING | LINK | CODE
"""Effects of elements that are noted before their text is read."""
_LONG = 200
"""Characters of attributes that are not kept beyond their page: whole pictures stand in some."""
_ZONES = {
    "": Zone.PARAGRAPH,
    "li": Zone.LIST,
    "td": Zone.TABLE,
    "th": Zone.TABLE,
    "blockquote": Zone.QUOTE,
    "dd": Zone.DEFINITION,
    "dt": Zone.DEFINITION,
}


def read_body(html: str, excluded: tuple[Selector, ...] = ()) -> Body:
    """What the HTML of a page's body says: its prose, headings, author links and ids.

    The text of elements that `excluded` selects is read, never linked. Any string is HTML; none raises an error.
    """
    return _Reader(html, excluded).read()


@dataclass(slots=True)
class _HeadingDraft:
    """A heading that was opened, and the text that was found in it so far."""

    level: int
    id: str
    start: int
    text: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    code_is_over: bool = False

    def hear(self, text: str, in_code: bool) -> None:
        self.text.append(text)
        if in_code and not self.code_is_over:
            self.code.append(text)
        elif not in_code and (self.code or text.strip()):
            self.code_is_over = True

    def done(self) -> Heading:
        return Heading(self.level, self.id, _fold(self.text), _fold(self.code), self.start)


@dataclass(slots=True)
class _LinkDraft:
    """An author's link that was opened, and the text that was found in it so far."""

    href: str
    start: int
    end: int
    section: int
    block: int
    zone: Zone
    in_heading: bool
    in_text: bool
    text: list[str] = field(default_factory=list)
    plain: bool = False
    """Whether some of its text is not code."""

    def hear(self, text: str, in_code: bool) -> None:
        self.text.append(text)
        self.plain = self.plain or (not in_code and not text.isspace())

    def done(self) -> AuthorLink:
        text = _fold(self.text)
        code = bool(text) and not self.plain
        place = self.start, self.end, self.section, self.block, self.zone
        return AuthorLink(self.href, text, *place, self.in_heading, self.in_text, code)


@dataclass(slots=True)
class _CodeDraft:
    """An inline code element that was just opened, and the text that was found in it so far."""

    start: int
    linkable: bool
    text: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Tag:
    """What a start tag says, wherever it stands."""

    effect: int
    ids: tuple[str, ...]
    """Values of its id and, where a link may lead to one, its name."""
    href: str
    is_plain: bool
    """Whether it does nothing but open an element."""


def _read_tag(name: str, raw: str, excluded: tuple[Selector, ...]) -> _Tag:
    attributes = parse_attributes(raw) if raw else {}
    ids = [attributes[key] for key in ("id", "name") if key in attributes and (key == "id" or name == "a")]
    effect = effect_of(name, attributes, excluded)
    is_plain = not ids and not effect & _DRAFTED and name not in _PECULIAR
    return _Tag(effect, tuple(ids), attributes.get("href", ""), is_plain)


_read_common_tag = lru_cache(maxsize=512)(_read_tag)
"""For tags that may come again on other pages."""


def _fold(parts: list[str]) -> str:
    return " ".join("".join(parts).split())


class _Reader:
    """Reads one page, token by token."""

    def __init__(self, html: str, excluded: tuple[Selector, ...]) -> None:
        self._html = html
        self._excluded = excluded
        self._tokenizer = Tokenizer(html)
        self._stream = iter(self._tokenizer)
        self._open = OpenElements()
        self._tables = Tables()
        self._tags: dict[tuple[str, str], _Tag] = {}
        """What start tags say, by name and raw attributes: pages repeat theirs, so each is read once."""
        self._runs: list[Run] = []
        self._headings: list[_HeadingDraft] = []
        self._links: list[_LinkDraft] = []
        self._ids: set[str] = set()
        self._block = 0
        self._block_with_text = -1
        """The last block that had text: when it is not this one, this one is empty yet."""
        self._waiting = ""
        """The mark that ends a formula or template tag which was opened earlier in the last block that had text, or
        code that was opened in any block before."""
        self._code: _CodeDraft | None = None

    def read(self) -> Body:
        """All that the page says."""
        state, tags = self._open, self._tags
        for token in self._stream:
            kind, name, raw, text_start, start, end = token
            if self._code:
                self._go_on_in_code(self._code, token)
            elif start > text_start and (not state.hard or state.heading or state.links):
                self._prose(text_start, start)
            if name in _STRUCTURE:
                self._begin_block()
            if kind == END:
                state.end(name)
            elif kind == START:
                tag = tags.get((name, raw)) or self._new_tag(name, raw)
                if name in TABULAR and self._tables.start(name, self._html, end):
                    tag = replace(tag, effect=tag.effect | SOFT)
                if tag.is_plain:
                    state.start(name, tag.effect)
                else:
                    self._start(token, tag)
            if state.closed_links:
                self._close_links(end if kind == END and name == "a" else start)
        return self._done()

    def _begin_block(self) -> None:
        self._block += 1
        if self._open.heading or self._open.links:
            self._listen(" ")

    def _done(self) -> Body:
        if self._code and self._code.text:
            self._prose(*self._code.text)
        return Body(
            tuple(self._runs),
            tuple(draft.done() for draft in self._headings),
            tuple(draft.done() for draft in self._links),
            frozenset(self._ids),
            count_words([run.text for run in self._runs]),
        )

    def _close_links(self, end: int) -> None:
        for number in self._open.closed_links:
            self._links[number].end = end
        self._open.closed_links.clear()

    # Tags

    def _start(self, token: Token, tag: _Tag) -> None:
        """Read a start tag that does more than open an element."""
        _, name, _, _, start, _ = token
        if tag.ids:
            self._note_ids(tag.ids)
        if name in _PECULIAR:
            self._start_peculiar(token, tag)
        else:
            self._open_element(name, tag, start)

    def _new_tag(self, name: str, raw: str) -> _Tag:
        read = _read_common_tag if len(raw) < _LONG else _read_tag
        tag = self._tags[name, raw] = read(name, raw, self._excluded)
        return tag

    def _note_ids(self, ids: tuple[str, ...]) -> None:
        self._ids.update(filter(None, ids))
        if self._open.heading:
            heading = self._headings[-1]
            heading.id = heading.id or ids[0]

    def _start_peculiar(self, token: Token, tag: _Tag) -> None:
        _, name, _, _, start, end = token
        if name in OPAQUE and not self._open.lost:
            if not skip_opaque(self._tokenizer, self._stream, token, self._ids):
                self._open.give_up()
        elif name == "frameset":
            self._open.give_up()
        elif name in ("hr", "xmp"):
            self._open.end_paragraph()
        elif name not in _NOT_NESTED:
            if name == "pre":
                self._end_fence()
            if name == "pre" and not (self._open.heading or self._open.links or self._open.code):
                self._ids |= skip_listing(self._tokenizer, end)
            self._open_element(name, tag, start)

    def _open_element(self, name: str, tag: _Tag, start: int) -> None:
        effect, link = tag.effect, -1
        if effect & _DRAFTED:
            if effect & HEADING:
                if self._open.hard:
                    effect ^= HEADING
                else:
                    if name != "h1":  # a comment in code that nothing took for code reads as one
                        self._end_fence()
                    self._headings.append(_HeadingDraft(int(name[1]), tag.ids[0] if tag.ids else "", start))
            elif effect & LINK:
                link = len(self._links)
                self._links.append(self._draft_link(tag.href, effect, start))
            elif not self._open.code:
                self._code = _CodeDraft(start, not effect & (SOFT | HARD) and self._is_linkable())
        self._open.start(name, effect, link)

    def _draft_link(self, href: str, effect: int, start: int) -> _LinkDraft:
        hard, zone = self._open.hard, _ZONES[self._open.zones[-1]]
        is_control = bool(effect & HARD)
        in_heading, in_text = is_control or hard > 0, not is_control and hard == self._open.heading
        return _LinkDraft(href, start, len(self._html), len(self._headings) - 1, self._block, zone, in_heading, in_text)

    # Texts

    def _is_linkable(self) -> bool:
        waiting = self._waiting and (self._block == self._block_with_text or self._waiting == FENCE)
        return not (self._open.hard or self._open.soft or self._open.code or waiting)

    def _go_on_in_code(self, code: _CodeDraft, token: Token) -> None:
        """Take the text and the tag that follow an inline code element that was just opened, or its text."""
        kind, _, _, text_start, start, _ = token
        if start > text_start:
            self._text_after(code, text_start, start)
        if self._code and kind != NEITHER:
            self._finish_code(code, token)

    def _text_after(self, code: _CodeDraft, start: int, end: int) -> None:
        """Take the text as that of the code element that was just opened, if it is the first and only one."""
        if code.text is None:
            code.text = (start, end)
        else:
            self._code = None
            self._prose(*code.text)
            self._prose(start, end)

    def _prose(self, start: int, end: int) -> None:
        state = self._open
        heard = state.heading or state.links
        if state.hard and not heard:
            return
        text, offsets = self._html[start:end], None
        if "&" in text or "\r" in text:
            text, offsets = decode(self._html, start, end)
        if heard:
            self._listen(text)
        if state.hard:
            return
        if self._block != self._block_with_text:
            if text.isspace():
                return
            self._fill_block()
        linkable, zone = not (state.soft or state.code), _ZONES[state.zones[-1]]
        if not self._waiting and not may_have_leftovers(text):
            self._add(text, start, offsets, linkable=linkable, zone=zone)
            return
        pieces, self._waiting = split_leftovers(text, self._waiting)
        for first, last, is_prose in pieces:
            part = offsets[first : last + 1] if offsets else None
            place = part[0] if part else start + first
            self._add(text[first:last], place, part, linkable=is_prose and linkable, zone=zone)

    def _fill_block(self) -> None:
        """Note that the block has text: what is open in another one does not go on in it."""
        if self._block != self._block_with_text:
            self._block_with_text = self._block
            if self._waiting != FENCE:
                self._waiting = ""

    def _end_fence(self) -> None:
        """Note that code which nothing took for code is over, as other code begins or a section."""
        if self._waiting == FENCE:
            self._waiting = ""

    def _add(self, text: str, start: int, offsets: array[int] | None, *, linkable: bool, zone: Zone) -> None:
        state = self._open
        link = state.links[-1] if state.links else -1
        section, emphasis = len(self._headings) - 1, state.emphasis > 0
        self._runs.append(Run(text, start, offsets, self._block, section, zone, linkable, emphasis, link))

    def _listen(self, text: str) -> None:
        state = self._open
        if state.heading and not state.mute:
            self._headings[-1].hear(text, state.code > 0)
        if state.links:
            self._links[state.links[-1]].hear(text, state.code > 0)

    def _finish_code(self, code: _CodeDraft, token: Token) -> None:
        """Make one run of an inline code element that ends with this token; else read its text as text."""
        kind, name, _, _, _, end = token
        self._code = None
        if code.text is None:
            return
        if kind != END or name != "code" or self._open.hard:
            self._prose(*code.text)
            return
        text, offsets = decode(self._html, *code.text)
        self._listen(text)
        inner = offsets or range(code.text[0], code.text[1] + 1)
        whole = array("I", (code.start, *inner[1:-1], end))
        is_leftover = self._html.endswith("[", 0, code.start) and self._html.startswith("][", end)
        linkable = code.linkable and not (is_leftover or may_have_leftovers(text) or text.isspace())
        self._fill_block()
        self._add(text, code.start, whole, linkable=linkable, zone=Zone.CODE)
