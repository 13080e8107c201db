"""Which elements are open at a place in the HTML, the way a browser's tree builder opens and closes them.

Only what matters for linking is kept, and where a page is too broken to be sure, an element counts as open for longer
than in a browser, never for less: the text in it is then left alone.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr".split()
)
FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
BLOCKS = frozenset(
    "address article aside blockquote button center details dialog dir div dl fieldset figcaption figure footer form "
    "header hgroup listing main menu nav ol p pre search section summary ul dd dt li".split()
).union(HEADINGS)
_NOT_CLOSING_P = frozenset("button p".split())
_SECTIONS = frozenset("tbody tfoot thead".split())
_CELLS = frozenset("td th".split())
TABLE_PARTS = frozenset("caption col colgroup tr".split()) | _SECTIONS | _CELLS
_LEVELS = {"table": 0, "tr": 2, "td": 3, "th": 3}
"""How far below its table each part is, 1 where none is said: what a page leaves out between them is put in."""
_ISLANDS = frozenset("applet marquee object".split())
_SCOPES = _ISLANDS | _CELLS | {"caption", "html", "table", "template"}
_SPECIAL = BLOCKS | TABLE_PARTS | _SCOPES | {"body", "head"}
_LISTS = frozenset("ol ul".split())
_NOT_ITEM_STOPS = frozenset("address div p".split())
_CLOSING_P = (BLOCKS - _NOT_CLOSING_P) | {"p", "table"}
_RUBY = frozenset("rb rp rt rtc".split())
_CLOSING_KIN = frozenset("button dd dt li optgroup option table".split()) | _RUBY
"""Elements whose start tags close others of their kind."""
_CLOSING = _CLOSING_P | _CLOSING_KIN
"""Elements whose start tags close others."""
_IMPLIED_END = frozenset("dd dt li optgroup option p rb rp rt rtc".split())

_MOST_NESTED = 8
"""A browser gives up moving a formatting element out of as many nested elements."""


HARD = 1
"""Effect of an element on the text in it: no prose at all. Effects are bits of one number."""
SOFT = 2
"""Prose that is read, never linked."""
EMPHASIS = 4
MUTE = 8
"""Left out of the text of a heading."""
CODE = 16
ZONE = 32
"""It has a zone of its own."""
HEADING = 64
LINK = 128
FRAME = 256
"""Formatting elements outside of it cannot be closed in it."""
NAMING = 512
"""A row of a table whose first cell is the name of what the row is about."""
_COUNTED = HARD | SOFT | EMPHASIS | MUTE | CODE | HEADING


@dataclass(slots=True, eq=False)
class _Open:
    """An open element, and the index of the nearest element at or above it of each kind that stops a search."""

    name: str
    effect: int
    special: int = 0
    scope: int = 0
    button_scope: int = 0
    list_scope: int = 0
    item_stop: int = 0
    inner: dict[tuple[str, int], _Open] = field(default_factory=dict)
    """What was opened in it, by name and effect: pages nest the same few elements over and over."""

    def open(self, name: str, effect: int, at: int) -> _Open:
        """An element in this one; `at` is its index."""
        opened = _Open(name, effect, self.special, self.scope, self.button_scope, self.list_scope, self.item_stop)
        if name in _SPECIAL:
            opened.special = at
            if name not in _NOT_ITEM_STOPS:
                opened.item_stop = at
            if name in _SCOPES:
                opened.scope = opened.button_scope = opened.list_scope = at
            elif name == "button":
                opened.button_scope = at
            elif name in _LISTS:
                opened.list_scope = at
        self.inner[name, effect] = opened
        return opened


@dataclass(slots=True)
class _Formatting:
    """A formatting element that was opened and not closed."""

    effect: int
    depth: int
    """Number of elements that were open when it opened."""
    link: int


@dataclass(slots=True, eq=False)
class _Frame:
    """What keeps its own open elements from those around it: a table, a cell of one, the body."""

    kind: str
    """`body`, `table`, `caption`, `cell` or `island`."""
    base: int
    """Index of the element that opened it."""
    structure: _Frame | None
    """The frame that decides what table tags do; None for itself."""
    deepest_around: int
    """Depth of the innermost formatting element of the frame around it, 0 of none: nothing in this one changes it."""
    formatting: dict[str, list[_Formatting]] = field(default_factory=dict)
    outlived: bool = False
    """A formatting element was opened in what is closed now. It opens again at the next text, wherever that stands."""


class OpenElements:
    """The open elements, and the sum of their effects."""

    def __init__(self) -> None:
        self.hard = self.soft = self.emphasis = self.mute = self.code = self.heading = 0
        self.lost = False
        """Whether `give_up` was called."""
        self.zones = [""]
        """Names of the open elements that have a zone of their own, innermost last; '' for the page."""
        self.links: list[int] = []
        self.closed_links: list[int] = []
        """Links that were closed since the reader last looked."""
        self._stack = [_Open("", 0)]
        self._where: defaultdict[str, list[int]] = defaultdict(list)
        """By name: the indexes of the open elements."""
        self._frames = [_Frame("body", 0, None, 0)]
        self._structure = self._frames[0]
        """The frame that decides what table tags do."""
        self._deepest = 0
        """Depth of the innermost formatting element of the innermost frame, 0 of none."""
        self._name_is_next = False
        """Whether the next cell is the first one of a row that names something."""

    def start(self, name: str, effect: int, link: int = -1) -> None:
        """Open an element; `link` is the number of the link that it is, if it is one."""
        if name in FORMATTING:
            self._start_formatting(name, effect, link)
        elif name in TABLE_PARTS:
            self._start_table_part(name, effect)
        else:
            if name in _CLOSING:
                self._close_before(name)
            if name == "table" or name in _ISLANDS:
                self._push(name, effect | FRAME)
                self._push_frame("table" if name == "table" else "island")
            else:
                self._push(name, effect)

    def end(self, name: str) -> None:
        """Close what an end tag closes, which may be nothing."""
        top = self._stack[-1]
        if name == top.name and name != "form":  # most tags pair up; only a form may outlive its own end tag
            self._pop()
        elif name in FORMATTING:
            self._end_formatting(name)
        elif name in TABLE_PARTS or name == "table":
            self._end_table_part(name)
        elif name == "p":
            self._close("p", top.button_scope)
        elif name == "li":
            self._close("li", top.list_scope)
        elif name in HEADINGS:
            self._pop_to(max(self._last(heading) for heading in HEADINGS), top.scope)
        elif name == "form":
            self._end_form()
        elif name in BLOCKS or name in _ISLANDS:
            self._close(name, top.scope)
        else:
            self._close(name, top.special)

    def give_up(self) -> None:
        """From here on nothing is prose: what a browser makes of the page cannot be known."""
        self.lost = True
        self.hard += 1

    def end_paragraph(self) -> None:
        """Close the open paragraph, if any."""
        self._close("p", self._stack[-1].button_scope)

    # Ordinary elements

    def _push(self, name: str, effect: int) -> None:
        stack = self._stack
        top, at = stack[-1], len(stack)
        stack.append(top.inner.get((name, effect)) or top.open(name, effect, at))
        self._where[name].append(at)
        if effect & _COUNTED:
            self._count(effect, 1)
        if effect & ZONE:
            self.zones.append(name)

    def _pop(self, *, ends_itself: bool = True) -> None:
        """Close the innermost element; it `ends_itself` where it does not end with another one."""
        closed = self._stack.pop()
        self._where[closed.name].pop()
        effect = closed.effect
        if effect:
            if effect & FRAME:
                self._leave_frame(ends_itself=ends_itself)
            if effect & _COUNTED:
                self._count(effect, -1)
            if effect & ZONE:
                self.zones.pop()
        if len(self._stack) < self._deepest:
            self._frames[-1].outlived = True

    def _last(self, name: str) -> int:
        places = self._where[name]
        return places[-1] if places else -1

    def _close(self, name: str, not_above: int) -> None:
        places = self._where[name]
        if places:
            self._pop_to(places[-1], not_above)

    def _pop_to(self, index: int, not_above: int = 1) -> None:
        """Close the element at an index and all in it, unless another one stands between."""
        if index >= not_above:
            for depth in range(len(self._stack) - 1, index - 1, -1):
                self._pop(ends_itself=depth == index)

    def _clear_to(self, index: int) -> None:
        """Close what a part of a table closes: an island in it ends without its end tag, what that holds goes on."""
        for depth in range(len(self._stack) - 1, index - 1, -1):
            self._pop(ends_itself=depth == index and not any(self._frames[-1].formatting.values()))

    def _close_implied(self) -> None:
        while self._stack[-1].name in _IMPLIED_END and not self._formatting_on_top():
            self._pop()

    def _close_before(self, name: str) -> None:
        """Close what the start tag of an element closes."""
        if name in _CLOSING_KIN:
            self._close_kin(name)
        if name in _CLOSING_P:
            unlinked = self.hard + self.soft
            self._close("p", self._stack[-1].button_scope)
            if name == "table" and self.hard + self.soft < unlinked:
                self.give_up()  # a page without a doctype keeps the paragraph open, and what is in it
        if name in HEADINGS and self._stack[-1].name in HEADINGS and not self._formatting_on_top():
            self._pop()

    def _close_kin(self, name: str) -> None:
        """Close what does not hold another one of its kind."""
        top = self._stack[-1]
        if name in {"li", "dd", "dt"}:
            stop = self._stack[top.item_stop].name
            if stop == name or (name != "li" and stop in ("dd", "dt")):
                self._pop_to(top.item_stop)
        elif name in _RUBY and self._last("ruby") > top.scope:
            self._close_implied()
        elif name == "button":
            self._close("button", top.scope)
        elif name in {"option", "optgroup"}:
            if top.name == "option" and not self._formatting_on_top():
                self._pop()
        elif name == "table" and self._structure.kind == "table":
            self._pop_to(self._structure.base)

    def _end_form(self) -> None:
        """A form ends without what is still open in it, so only one with nothing open in it is closed."""
        if self._last("form") > self._stack[-1].scope:
            self._close_implied()
            if self._stack[-1].name == "form" and not self._formatting_on_top():
                self._pop()

    # Formatting elements: they outlive the block they were opened in, until their end tag

    def _start_formatting(self, name: str, effect: int, link: int) -> None:
        formatting = self._frames[-1].formatting
        if name == "a" and formatting.get("a"):
            self._end_formatting("a")
        formatting.setdefault(name, []).append(_Formatting(effect, len(self._stack), link))
        self._deepest = max(self._deepest, len(self._stack))
        if effect:
            self._count(effect, 1)
            if effect & LINK:
                self.links.append(link)

    def _end_formatting(self, name: str) -> None:
        opened = self._frames[-1].formatting.get(name)
        if not opened or len(self._stack) - opened[-1].depth >= _MOST_NESTED:
            return
        if self._frames[-1].outlived and len(self._stack) - self._frames[-1].base > _MOST_NESTED:
            self.give_up()  # where it was opened again, and so in how many elements it is nested, is not known
        last = opened.pop()
        self._leave_formatting(last)
        self._find_deepest()
        if self._stack[-1].special < last.depth < len(self._stack):
            self._pop_to(last.depth)

    def _formatting_on_top(self) -> bool:
        """Whether a formatting element stands between the innermost other element and what comes next."""
        if self._frames[-1].outlived:
            self.give_up()
        return self._deepest >= len(self._stack)

    def _find_deepest(self) -> None:
        frame = self._frames[-1]
        open_ones = [opened[-1].depth for opened in frame.formatting.values() if opened] if frame.formatting else ()
        self._deepest = max(open_ones, default=0)
        if not self._deepest:
            frame.outlived = False

    def _leave_formatting(self, element: _Formatting) -> None:
        if element.effect:
            self._count(element.effect, -1)
            if element.effect & LINK:
                self.links.remove(element.link)
                self.closed_links.append(element.link)

    def _push_frame(self, kind: str) -> None:
        """Note that the element that was just opened shuts off what stands around it."""
        structure = self._structure if kind == "island" else None
        frame = _Frame(kind, len(self._stack) - 1, structure, self._deepest)
        self._frames.append(frame)
        self._deepest = 0
        if kind == "island":
            return
        self._structure = frame
        self.hard += 1 if kind == "table" else -1

    def _leave_frame(self, *, ends_itself: bool) -> None:
        """What is still open in a table stays open after it; elsewhere it ends with the frame."""
        frame = self._frames.pop()
        around = self._frames[-1]
        self._structure = around.structure or around
        if frame.kind == "table":
            self.hard -= 1
            for name, opened in frame.formatting.items():
                around.formatting.setdefault(name, []).extend(opened)
            self._find_deepest()
            return
        self._deepest = frame.deepest_around
        if frame.kind != "island":
            self.hard += 1
        leaks = frame.kind == "island" or (frame.kind == "caption" and any(frame.formatting.values()))
        if leaks and not ends_itself:
            self.give_up()
        for opened in frame.formatting.values():
            for element in reversed(opened):
                self._leave_formatting(element)

    # Tables

    def _start_table_part(self, name: str, effect: int) -> None:
        if self._structure.kind in ("caption", "cell"):
            self._pop_to(self._structure.base)
        frame = self._structure
        if frame.kind != "table":
            return
        top = self._stack[-1].name  # a row or section on top is this table's own
        if name in _CELLS:
            if top != "tr":
                self._open_row(frame.base)
        elif name == "tr":
            if top not in _SECTIONS:
                self._open_section(frame.base)
        else:
            self._clear_to(frame.base + 1)
        if name in ("col", "colgroup"):
            return
        if name == "tr" or name in _SECTIONS:
            self._name_is_next = effect & NAMING != 0
            self._push(name, effect)
            return
        if self._name_is_next:
            self._name_is_next = False
            effect |= SOFT
        self._push(name, effect | FRAME)
        self._push_frame("cell" if name in _CELLS else "caption")

    def _open_section(self, table: int) -> None:
        if self._name_at(table + 1) in _SECTIONS:
            self._clear_to(table + 2)
        else:
            self._clear_to(table + 1)
            self._push("tbody", 0)

    def _open_row(self, table: int) -> None:
        if self._name_at(table + 1) in _SECTIONS and self._name_at(table + 2) == "tr":
            self._clear_to(table + 3)
        else:
            self._open_section(table)
            self._push("tr", 0)

    def _name_at(self, index: int) -> str:
        return self._stack[index].name if index < len(self._stack) else ""

    def _end_table_part(self, name: str) -> None:
        at = self._last("table") + _LEVELS.get(name, 1)
        if self._name_at(at) == name:
            self._pop_to(at)

    def _count(self, effect: int, step: int) -> None:
        if effect & HARD:
            self.hard += step
        if effect & SOFT:
            self.soft += step
        if effect & EMPHASIS:
            self.emphasis += step
        if effect & MUTE:
            self.mute += step
        if effect & CODE:
            self.code += step
        if effect & HEADING:
            self.heading += step
