"""Words where they stand -> what keeps them from being a name there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from mkdocs_autolink.body import Body, Run, Zone
from mkdocs_autolink.grammar import is_no_name
from mkdocs_autolink.language import NOT_LATIN, is_unspaced
from mkdocs_autolink.namings import Origin
from mkdocs_autolink.phrases import Phrase


class Obstacle(StrEnum):
    """Why words that a page is called by name nothing where they stand."""

    WORDING = "spelled otherwise than a name may be"
    PIECE = "a piece of something longer that is written as one"
    NO_NAME = "a verb, an adjective or what says which page is meant"
    FOREIGN_TERM = "a part of a foreign term"
    ELSEWHERE = "its author says where it is found"
    CUT = "the end of one word and the beginning of another"


class RunText(NamedTuple):
    """A run of a page's text in which words stand."""

    body: Body
    number: int
    """Index into the body's runs."""
    text: str
    """Its text, as its words are read."""
    language: str


_OF = "的"
"""Of little words the one that Chinese names may have put in."""
_KANJI = ("\u3400", "\u9fff")
"""The first and the last."""
_PAIRS = (("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"), ("‹", "›"), ("「", "」"), ("《", "》"))
_MARK = re.compile("[" + re.escape("".join(map("".join, _PAIRS))) + '"]')
_HYPHENS = "-‐‑"
_LETTERS = re.compile(r"[^\W\d_]+")
_FUNCTION = re.compile(r"(?:\w+\.)*+_*+[a-z]\w*+(?:\(.*\)(?:\s?(?:[⇒→]|[=-]>).*)?)?")
"""What is called as functions and commands are, with what they give back or without; classes have a capital."""
_ADDRESS = re.compile(r"(?:\s+at)?:?\s+[(<]?(?:https?://|$)")
"""What tells where a thing is found, or may where the text ends: an author's link may follow."""
_LIST = Zone.LIST
"""By a name of its own: all words are asked, and Python 3.11 is slow to give a member of an enumeration."""
_ENTRY_MARKS = ("", ":", "-", "–", "—", "→", "=>")
"""What stands between the name of an entry and its link."""
_BEYOND = frozenset(("s", "es", "TM", "SM", "R"))
"""What may follow a name beyond a tag: the ending of a plural, the mark of a trademark."""
JOINS_BEFORE = frozenset(_HYPHENS + "./@_\\#$%{")
_JOINS_AFTER = frozenset(_HYPHENS + "./@_\\=:+}")
"""What may stand between two parts of a longer written word; braces are put around what stands for any of many."""
_BEFORE_FULL_STOP = frozenset(".)]}\"'”’»")
"""After these a dot ends a sentence even where no blank follows; in `a/.config` and `example.org` it does not."""


def find_obstacle(run: RunText, span: tuple[int, int], phrase: Phrase, *, is_one_word: bool) -> Obstacle | None:
    """What keeps words that may mean a phrase from naming anything where they stand, None where nothing does."""
    start, end = span
    if not _stands_alone(run, span, is_one_word=is_one_word):
        return Obstacle.PIECE
    if is_one_word:
        obstacle = _in_one_word(run, span, phrase)
        if obstacle is not None:
            return obstacle
    if _is_told_where(run, end) or (_is_entry_with_link(run, span) and not _is_asked_for(phrase)):
        return Obstacle.ELSEWHERE
    if run.language == "zh" and _is_cut(run.text, start, phrase):
        return Obstacle.CUT
    return None


def with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the quotation mark or bracket beside it that belongs to one inside."""
    if not _MARK.search(text, start, end):
        return start, end
    for left, right in _PAIRS:
        inside = text[start:end]
        if text[end : end + 1] == right and inside.count(left) > inside.count(right):
            end += 1
        elif text[max(0, start - 1) : start] == left and inside.count(right) > inside.count(left):
            start -= 1
    return start, end


# Pieces of longer words


def _stands_alone(run: RunText, span: tuple[int, int], *, is_one_word: bool) -> bool:
    """Whether words are no piece of a longer written one, and no quotation or bracket only begins or ends in them."""
    text, (start, end) = run.text, span
    if text[start - 1 : start] in JOINS_BEFORE and _goes_on_before(text[max(0, start - 3) : start]):
        return False
    if text[end : end + 1] in _JOINS_AFTER and _goes_on_after(text[end - 1 : end + 2]):
        return False
    if run.language == "ja" and (
        _is_kanji_pair(text[start - 1 : start + 1]) or _is_kanji_pair(text[end - 1 : end + 1])
    ):
        return False
    return is_one_word or not _MARK.search(text, start, end) or _is_balanced(text[slice(*with_marks(text, start, end))])


def _goes_on_before(before: str) -> bool:
    """Whether a word, path, variable, placeholder, dotted name or option goes on into what follows these characters."""
    earlier, mark = before[-2:-1], before[-1]
    if mark == ".":
        return earlier not in _BEFORE_FULL_STOP
    if mark in "@#\\$%{":
        return True
    return earlier.isalnum() or not before.replace("-", " ").strip()


def _goes_on_after(around: str) -> bool:
    """The same of a word's last character and the two behind it."""
    last, after = around[0], around[1:]
    if after == "++" or after[0] in "@\\}":
        return True
    return after[0] != "+" and len(after) == 2 and after[1].isalnum() and not _is_compound(last, after)


def _is_compound(last: str, after: str) -> bool:
    """Whether a hyphen joins a word to one in another script, as Russian does: "SQL-" and a noun; both are words."""
    return after[0] in _HYPHENS and _is_latin(last) and not _is_latin(after[1])


def _is_latin(character: str) -> bool:
    return character.isascii() or unicodedata.name(character, "").startswith("LATIN")


def _is_kanji_pair(text: str) -> bool:
    """Whether a word goes on: in Japanese one of kanji ends where kana begin, and 京都 in 東京都 is a part of it."""
    first, last = _KANJI
    return len(text) == 2 and first <= min(text) and max(text) <= last


def _is_balanced(mention: str) -> bool:
    """False where a quotation or a bracket only begins or only ends inside."""
    return all(mention.count(left) == mention.count(right) for left, right in _PAIRS) and mention.count('"') % 2 == 0


# Single words


def _in_one_word(run: RunText, span: tuple[int, int], phrase: Phrase) -> Obstacle | None:
    """What keeps one word from being a name; what is asked for is one wherever it is a word of its own."""
    text, (start, end) = run.body.runs[run.number].text, span
    if _is_torn(run, is_first=start == 0, is_last=end == len(text)):
        return Obstacle.PIECE
    if run.language in NOT_LATIN and all(option.origin is Origin.FILE_NAME for option in phrase.options):
        return Obstacle.FOREIGN_TERM if _is_in_foreign_term(text, start, end) else None
    if run.language != "en" or _is_asked_for(phrase):
        return None
    if _tells_what_code_does(run.body, run.number) and not text[:start].strip():
        return Obstacle.NO_NAME
    if not text[start:end].islower():
        return None
    names = [option.text for option in phrase.options if option.origin is not Origin.FILE_NAME]
    return Obstacle.NO_NAME if is_no_name(text, start, end, is_spelled_so=text[start:end] in names) else None


def _is_asked_for(phrase: Phrase) -> bool:
    return any(Origin.RULE in option.origins for option in phrase.options)


def _is_torn(run: RunText, *, is_first: bool, is_last: bool) -> bool:
    """Whether a word goes on beyond a tag, as in `E<sub>max</sub>`.

    False in Korean, where particles follow. Asked of names of one word: a letter beside several makes no other name.
    """
    if run.language == "ko" or not (is_first or is_last):
        return False
    runs, number = run.body.runs, run.number
    here = runs[number]
    if is_first and number and runs[number - 1].block == here.block and _is_one_word(runs[number - 1].text, here.text):
        return True
    after = runs[number + 1] if is_last and number + 1 < len(runs) else None
    if after is None or after.block != here.block or not _is_one_word(here.text, after.text):
        return False
    rest = _LETTERS.match(after.text)
    return rest is not None and rest.group() not in _BEYOND


def _is_one_word(text: str, after: str) -> bool:
    last, first = text[-1:], after[:1]
    return last.isalnum() and first.isalnum() and not is_unspaced(last) and not is_unspaced(first)


def _is_in_foreign_term(text: str, start: int, end: int) -> bool:
    """Whether a Latin word stands beside another one, as in "Dirichlet inverse": in other scripts both are one term."""
    before = text[start - 2 : start - 1] if text[start - 1 : start] == " " else ""
    after = text[end + 1 : end + 2] if text[end : end + 1] == " " else ""
    return _is_latin(text[start]) and any(letter.isalpha() and _is_latin(letter) for letter in (before, after))


def _tells_what_code_does(body: Body, number: int) -> bool:
    """Whether the text comes first below the heading of a function or a command: it begins with a verb.

    As "Share a file with users." does below `share()`.
    """
    section = body.runs[number].section
    if section < 0 or (number and body.runs[number - 1].section == section):
        return False
    heading = body.headings[section]
    return bool(heading.code or not heading.text.isalpha()) and bool(_FUNCTION.fullmatch(heading.text))


# What is elsewhere, and what is cut


def _is_told_where(run: RunText, end: int) -> bool:
    """Whether the address of what is named stands behind its name: "see the FAQ at https://example.org/faq"."""
    found = _ADDRESS.match(run.text, end)
    if found is None or found.end() < len(run.text):
        return found is not None
    after = _next_in_block(run.body.runs, run.number)
    return after is not None and after.link >= 0 and after.text.startswith(("http://", "https://"))


def _next_in_block(runs: Sequence[Run], number: int) -> Run | None:
    after = runs[number + 1] if number + 1 < len(runs) else None
    return after if after is not None and after.block == runs[number].block else None


def _is_entry_with_link(run: RunText, span: tuple[int, int]) -> bool:
    """Whether a list says itself where what an entry names is found, as in "Go: <a>gocql</a>" of drivers elsewhere."""
    runs, number, (start, end) = run.body.runs, run.number, span
    here = runs[number]
    if here.zone is not _LIST or run.text[:start].strip() or (number and runs[number - 1].block == here.block):
        return False
    beside = run.text[end:].strip()
    for after in runs[number + 1 : number + 3]:
        if after.block != here.block or beside not in _ENTRY_MARKS:
            return False
        if after.link >= 0:
            return bool(beside)
        beside += after.text.strip()
    return False


def _is_cut(text: str, start: int, phrase: Phrase) -> bool:
    """Whether Chinese words begin inside of one: one character before 的 mostly ends another, as in 搜索树的基础."""
    return text[start + 1 : start + 2] == _OF and _OF not in phrase.text and is_unspaced(text[start - 1 : start])
