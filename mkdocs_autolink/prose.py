"""What counts as prose: the effect of an element on the text in it, and text that only looks like prose."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from mkdocs_autolink.elements import CODE, EMPHASIS, HARD, HEADING, HEADINGS, LINK, MUTE, NAMING, SOFT, ZONE
from mkdocs_autolink.selector import Selector

ZONED = frozenset("blockquote dd dt li td th".split())

_HARD_TAGS = frozenset(
    "pre listing object applet audio video canvas button nav label progress meter datalist option optgroup autoref "
    "rp rt rtc del s strike".split()
).union(HEADINGS)
_SOFT_TAGS = frozenset("a dt th caption figcaption legend summary hgroup abbr acronym dfn kbd samp var tt".split())
_EMPHASIS_TAGS = frozenset("b em i mark strong".split())
_HARD_CLASSES = frozenset(
    "arithmatex MathJax MathJax_Preview mathjax katex katex-display mermaid vegalite highlight highlighttable "
    "codehilite clipboard-copy-txt tabbed-labels twemoji toc doc-heading doc-signature doc-backlinks headerlink "
    "footnote-ref footnote-backref jp-OutputArea output_subarea".split()
)
"""The last two hold what a notebook's code gave out: a table of data is no more prose than the printed text is."""
_SOFT_CLASSES = frozenset("no-autolink notranslate admonition-title doc-section-title keys".split())
_MUTE_CLASSES = frozenset("headerlink anchor-link doc-labels".split())
_NAMING_CLASSES = frozenset({"doc-section-item"})
"""Of rows in which mkdocstrings documents a parameter or the like: its name is no mention of another thing."""
_HIDING = {
    "aria-hidden": re.compile(r"(?i:true)"),
    "contenteditable": re.compile(r"(?!(?i:false)$).*", re.DOTALL),
    "data-termynal": re.compile(r".*", re.DOTALL),
    "hidden": re.compile(r".*", re.DOTALL),
    "role": re.compile(r"(?i:button|img|math|menuitem|navigation|tab|toolbar)"),
    "style": re.compile(r".*?(?i:display\s*+:\s*+none).*", re.DOTALL),
}
"""Values of attributes that hide an element, or make a control of it, or a terminal that types its text anew."""
_SOFTENING = {
    "data-autolink": re.compile(r"(?i:off)"),
    "lang": re.compile(r".*", re.DOTALL),
    "translate": re.compile(r"(?i:no)"),
}

FENCE = "```"
"""What begins and ends code that nothing took for code: it goes on from block to block until it ends."""
_LEFTOVER = re.compile(
    r"(?P<whole>(?:\[[^\[\]]++|\A)\]\[[^\[\]]*+\]"
    r"|(?m:^)[ \t]*+(?:\([^\s()]++\)=[ \t]*+(?m:$)|:::++[ \t]*+\{[^\n]*+(?:\n[ \t]*+:[\w-]++:[^\n]*+)*+)"
    r"|(?<![\w-])[\w-]++=['\"][^'\"]*+['\"]|[{,]\s*+\w++:\s*+['\"][^'\"]*+['\"](?=\s*+[,}]))"
    r"|\{[{%#]|\$\$|\\[(\[]|(?<!-)-++8<-+|(?m:^)[ \t]*+```++[ \t]*+[\w{.]"
)
"""What is found as a whole, or begins. The former are `[words][label]`, MyST's `(label)=`, `:::{directive}` with its
options, and values in code: `key="value"`, `{key: 'value'}`."""
_FENCE_END = re.compile(r"^[ \t]*+```++[ \t]*+$", re.MULTILINE)
"""A line of nothing else: where words follow, they say what language comes, and other code begins."""
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}", "$$": "$$", "\\(": "\\)", "\\[": "\\]"}
_WITHOUT_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Ranges of characters."""


def effect_of(name: str, attributes: dict[str, str], excluded: tuple[Selector, ...]) -> int:
    """What an element does to the text in it, as the bits that `elements` names."""
    effect = _tag_effect(name)
    if attributes:
        effect |= _attribute_effect(attributes)
    if name == "a" and "href" in attributes:
        effect |= LINK
    if excluded and any(selector.matches(name, attributes) for selector in excluded):
        effect |= SOFT
    return effect


@lru_cache(maxsize=256)
def _tag_effect(name: str) -> int:
    effect = ZONE if name in ZONED else 0
    if name in _HARD_TAGS:
        effect |= HARD
    if name in _SOFT_TAGS:
        effect |= SOFT
    if name in _EMPHASIS_TAGS:
        effect |= EMPHASIS
    if name in HEADINGS:
        effect |= HEADING
    if name == "code":
        effect |= CODE
    return effect


def _attribute_effect(attributes: dict[str, str]) -> int:
    effect = _class_effect(attributes["class"]) if "class" in attributes else 0
    for name, value in attributes.items():
        if name.startswith("data-autorefs-") or (name in _HIDING and _HIDING[name].fullmatch(value)):
            effect |= HARD
        elif name in _SOFTENING and _SOFTENING[name].fullmatch(value):
            effect |= SOFT
    return effect


@lru_cache(maxsize=1024)
def _class_effect(value: str) -> int:
    classes = frozenset(value.split())
    effect = 0
    if not _HARD_CLASSES.isdisjoint(classes) or classes >= {"critic", "comment"}:
        effect |= HARD
    if not _MUTE_CLASSES.isdisjoint(classes):
        effect |= MUTE
    if not _SOFT_CLASSES.isdisjoint(classes):
        effect |= SOFT
    if not _NAMING_CLASSES.isdisjoint(classes):
        effect |= NAMING
    return effect


def may_have_leftovers(text: str) -> bool:
    """Whether `split_leftovers` has anything to do, where it does not wait for a closing mark."""
    if (
        "{" in text
        or "\\" in text
        or "][" in text
        or FENCE in text
        or "$$" in text
        or "8<" in text
        or ")=" in text
        or '="' in text
        or "='" in text
    ):  # far cheaper than the search
        return _LEFTOVER.search(text) is not None
    return False


def split_leftovers(text: str, waiting: str) -> tuple[list[tuple[int, int, bool]], str]:
    """Cut a text into prose and what a template engine, a snippet, a formula, code, MyST or a broken link left in it.

    Such a link is `[words][label]`, where nothing says what the label stands for: its author meant one thing. What a
    directive of MyST holds is prose, as a note is.

    `waiting` is the closing mark that earlier text of the same block still waits for, or ''. Returns the pieces as
    (start, end, whether it is prose), and the mark that the next text waits for.
    """
    pieces: list[tuple[int, int, bool]] = []
    position, search_from = 0, 0
    while True:
        begin = position
        if not waiting:
            mark = _LEFTOVER.search(text, position)
            if mark is None:
                pieces.append((position, len(text), True))
                break
            pieces.append((position, mark.start(), True))
            begin, search_from = mark.start(), mark.end()
            if mark["whole"]:
                pieces.append((begin, search_from, False))
                position = search_from
                continue
            waiting = FENCE if FENCE in mark.group() else _CLOSING.get(mark.group(), "\n")
        position = search_from = _after(waiting, text, search_from)
        if position < 0:
            pieces.append((begin, len(text), False))
            break
        pieces.append((begin, position, False))
        waiting = ""
    return [piece for piece in pieces if piece[0] < piece[1]], waiting


def _after(closing: str, text: str, start: int) -> int:
    """Where the text goes on behind a closing mark, -1 where it has none."""
    if closing == FENCE:
        found = _FENCE_END.search(text, start)
        return found.end() if found else -1
    at = text.find(closing, start)
    return at + len(closing) if at >= 0 else -1


def count_words(texts: list[str]) -> int:
    """The number of words; in scripts without spaces, such as Chinese and Thai, two characters count as one word."""
    text = " ".join(texts)
    if text.isascii():
        return len(text.split())
    rest, stretches = _stretch_without_spaces().subn(" ", text)
    dense = len(text) - len(rest) + stretches
    return len(rest.split()) + (dense + 1) // 2


@cache
def _stretch_without_spaces() -> re.Pattern[str]:  # made when a text first needs it: it takes long
    return re.compile(f"[{_WITHOUT_SPACES}]++")
