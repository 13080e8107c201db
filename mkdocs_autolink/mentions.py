"""Hits -> mentions: the places in a page's text where phrases stand as words of their own."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from mkdocs_autolink.body import Body, Run, Zone
from mkdocs_autolink.grammar import is_no_name
from mkdocs_autolink.hits import Hit, Match
from mkdocs_autolink.index import Index
from mkdocs_autolink.language import NOT_LATIN, is_unspaced, is_word, particle_length, token_spans, tokens
from mkdocs_autolink.namings import Origin
from mkdocs_autolink.phrases import Phrase
from mkdocs_autolink.site import Page
from mkdocs_autolink.vocabulary import without_separators
from mkdocs_autolink.wordings import SIGNS


class Mention(NamedTuple):
    """A place in a page's text where a phrase occurs."""

    phrase: int
    run: int
    """Index into the body's runs."""
    start: int
    end: int
    """Offsets into the run's text."""
    first: int
    last: int
    """Its first token among those of the page, and the one after its last."""
    match: Match
    part_of: int
    """Number of the longer phrase that it is a part of, -1 of none."""


_OF = "的"
"""Of little words the one that Chinese names may have put in."""
_KANJI = ("\u3400", "\u9fff")
"""The first and the last."""
_PAIRS = (("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"), ("‹", "›"), ("「", "」"), ("《", "》"))
_MARK = re.compile("[" + re.escape("".join(map("".join, _PAIRS))) + '"]')
_HYPHENS = "-‐‑"
_LETTERS = re.compile(r"[^\W\d_]+")
_FUNCTION = re.compile(r"(?:\w+\.)*+_*+[a-z]\w*+(?:\(.*\))?")
"""What is called as functions and commands are; classes have a capital."""
_ADDRESS = re.compile(r"(?:\s+at)?:?\s+[(<]?(?:https?://|$)")
"""What tells where a thing is found, or may where the text ends: an author's link may follow."""
_LIST = Zone.LIST
_ENTRY_MARKS = ("", ":", "-", "–", "—", "→", "=>")
"""What stands between the name of an entry and its link."""
_BEYOND = frozenset(("s", "es", "TM", "SM", "R"))
"""What may follow a name beyond a tag: the ending of a plural, the mark of a trademark."""
_JOINS_BEFORE = frozenset(_HYPHENS + "./@_\\#$%{")
_JOINS_AFTER = frozenset(_HYPHENS + "./@_\\=:+}")
"""What may stand between two parts of a longer written word; braces are put around what stands for any of many."""
_BEFORE_FULL_STOP = frozenset(".)]}\"'”’»")
"""After these a dot ends a sentence even where no blank follows; in `a/.config` and `example.org` it does not."""
_IN_ORDER = (Match.EXACT, Match.INFLECTED, Match.VARIANT)
_SAME_WORDS = (Match.EXACT, Match.INFLECTED)
_EXACT = Match.EXACT
"""By a name of its own: every mention is asked, and Python 3.11 is slow to give a member of an enumeration."""


def find_mentions(page: Page, hits: Mapping[int, list[Hit]], index: Index, wanted: Set[int]) -> list[Mention]:
    """The mentions of wanted phrases in reading order, each that is a part of a longer one marked as such."""
    found: list[Mention] = []
    for number, hits_of_run in hits.items():
        wanted_hits = [hit for hit in hits_of_run if hit[2] in wanted]
        if not wanted_hits:
            continue
        run = page.body.runs[number]
        if run.zone is Zone.CODE:
            first, after, phrase, match = wanted_hits[0]
            found.append(Mention(phrase, number, 0, len(run.text), first, after, match, -1))
        else:
            covering = [hit for hit in hits_of_run if hit[2] not in wanted and _covers(hit, wanted_hits)]
            found += _placed(page, number, wanted_hits + covering, wanted, index)
    return found


def _covers(hit: Hit, others: list[Hit]) -> bool:
    """Whether one of the others is a part of what this one hits."""
    first, after, _, match = hit
    if after - first == 1 or match not in _IN_ORDER:
        return False
    return any(first <= other[0] and other[1] <= after and after - first > other[1] - other[0] for other in others)


def _placed(page: Page, number: int, hits: list[Hit], wanted: Set[int], index: Index) -> Iterator[Mention]:
    base, language, wordings = index.texts[page.key].starts[number], index.vocabulary.language, index.wordings
    text = without_separators(page.body.runs[number].text)
    spans = token_spans(text, max([hit[1] for hit in hits]) - base)
    standing: list[tuple[int, int, int, Match, int, int]] = []
    long: dict[int, list[Hit]] = defaultdict(list)
    phrases: dict[int, Phrase] = {}
    """By number, as they are on this page."""
    for hit in hits:
        first, after, phrase, match = hit
        named = index.phrases[phrase].on(page.key)
        if named is None:
            continue
        phrases[phrase] = named
        start, end = _with_signs(text, spans[first - base][0], named), spans[after - 1 - base][1]
        if (
            _stands_alone(text, (start, end), hit, language)
            and wordings.may_mean(text[start:end], named, same_words=match in _SAME_WORDS)
            and not (after - first == 1 and _is_no_name(page.body, number, (start, end), named, language))
            and not _is_told_where(page.body.runs, number, text, end)
            and (not _is_entry_with_link(page.body.runs, number, (start, end)) or _is_asked_for(named))
            and not (language == "zh" and _is_cut(text, start, named))
        ):
            if phrase in wanted:
                standing.append((first, -after, phrase, match, start, end))
            if after - first > 1 and match in _IN_ORDER:
                long[first].append(hit)
    longest = max([hit[1] - hit[0] for group in long.values() for hit in group]) if long else 0
    standing.sort()
    for first, minus_after, phrase, match, start, end in standing:
        after = -minus_after
        if language == "ko":
            end -= particle_length(text[spans[after - 1 - base][0] : end])
        if after - first > 1:
            start, end = _with_marks(text, start, end)
        exactness = _exactness(text[start:end], match, phrases[phrase], index)
        part_of = _longer(first, after, long, longest, phrases) if longest > after - first else -1
        yield Mention(phrase, number, start, end, first, after, exactness, part_of)


def _with_signs(text: str, start: int, phrase: Phrase) -> int:
    """The start, or that of the signs before it which the phrase begins with too, as `.NET` and `--force` do."""
    if start == 0 or text[start - 1] not in SIGNS:
        return start
    for option in phrase.options:
        signs = option.text[: len(option.text) - len(option.text.lstrip(SIGNS))]
        before = text[max(0, start - len(signs) - 1) : start - len(signs)]
        if signs and text.endswith(signs, 0, start) and not (before.isalnum() or before in _JOINS_BEFORE):
            return start - len(signs)  # not in `ASP.NET` or `a/.NET`
    return start


def _stands_alone(text: str, span: tuple[int, int], hit: Hit, language: str) -> bool:
    """Whether a mention is no piece of a longer written word, and no quotation or bracket only begins or ends in it."""
    start, end = span
    if text[start - 1 : start] in _JOINS_BEFORE and _goes_on_before(text[max(0, start - 3) : start]):
        return False
    if text[end : end + 1] in _JOINS_AFTER and _goes_on_after(text[end - 1 : end + 2]):
        return False
    if language == "ja" and (_is_kanji_pair(text[start - 1 : start + 1]) or _is_kanji_pair(text[end - 1 : end + 1])):
        return False
    return not (
        hit[1] - hit[0] > 1
        and _MARK.search(text, start, end)
        and not _is_balanced(text[slice(*_with_marks(text, start, end))])
    )


def _is_kanji_pair(text: str) -> bool:
    """Whether a word goes on: in Japanese one of kanji ends where kana begin, and 京都 in 東京都 is a part of it."""
    first, last = _KANJI
    return len(text) == 2 and first <= min(text) and max(text) <= last


def _is_no_name(body: Body, number: int, span: tuple[int, int], phrase: Phrase, language: str) -> bool:
    """Whether one word is a piece of a longer one, or what English shows to be no name; what is asked for is one."""
    text, (start, end) = body.runs[number].text, span
    if _is_torn(body.runs, number, start == 0, end == len(text), language):
        return True
    if language in NOT_LATIN and all(option.origin is Origin.FILE_NAME for option in phrase.options):
        return _is_in_foreign_term(text, start, end)
    if language != "en" or _is_asked_for(phrase):
        return False
    if _tells_what_code_does(body, number) and not text[:start].strip():
        return True
    if not text[start:end].islower():
        return False
    names = [option.text for option in phrase.options if option.origin is not Origin.FILE_NAME]
    return is_no_name(text, start, end, is_spelled_so=text[start:end] in names)


def _is_asked_for(phrase: Phrase) -> bool:
    return any(Origin.RULE in option.origins for option in phrase.options)


def _is_in_foreign_term(text: str, start: int, end: int) -> bool:
    """Whether a Latin word stands beside another one, as in "Dirichlet inverse": in other scripts both are one term."""
    before = text[start - 2 : start - 1] if text[start - 1 : start] == " " else ""
    after = text[end + 1 : end + 2] if text[end : end + 1] == " " else ""
    return _is_latin(text[start]) and any(letter.isalpha() and _is_latin(letter) for letter in (before, after))


def _is_cut(text: str, start: int, phrase: Phrase) -> bool:
    """Whether Chinese words begin inside of one: one character before 的 mostly ends another, as in 搜索树的基础."""
    return text[start + 1 : start + 2] == _OF and _OF not in phrase.text and is_unspaced(text[start - 1 : start])


def _tells_what_code_does(body: Body, number: int) -> bool:
    """Whether the text comes first below the heading of a function or a command: it begins with a verb.

    As "Share a file with users." does below `share()`.
    """
    section = body.runs[number].section
    if section < 0 or (number and body.runs[number - 1].section == section):
        return False
    heading = body.headings[section]
    return bool(heading.code or not heading.text.isalpha()) and bool(_FUNCTION.fullmatch(heading.text))


def _is_torn(runs: Sequence[Run], number: int, is_first: bool, is_last: bool, language: str) -> bool:
    """Whether a word goes on beyond a tag, as in `E<sub>max</sub>`.

    False in Korean, where particles follow. Asked of names of one word: a letter beside several makes no other name.
    """
    if language == "ko" or not (is_first or is_last):
        return False
    run = runs[number]
    if is_first and number and runs[number - 1].block == run.block and _is_one_word(runs[number - 1].text, run.text):
        return True
    after = runs[number + 1] if is_last and number + 1 < len(runs) else None
    if after is None or after.block != run.block or not _is_one_word(run.text, after.text):
        return False
    rest = _LETTERS.match(after.text)
    return rest is not None and rest.group() not in _BEYOND


def _is_told_where(runs: Sequence[Run], number: int, text: str, end: int) -> bool:
    """Whether the address of what is named stands behind its name: "see the FAQ at https://example.org/faq"."""
    found = _ADDRESS.match(text, end)
    if found is None or found.end() < len(text):
        return found is not None
    after = runs[number + 1] if number + 1 < len(runs) else None
    if after is None or after.link < 0 or after.block != runs[number].block:
        return False
    return after.text.startswith(("http://", "https://"))


def _is_entry_with_link(runs: Sequence[Run], number: int, span: tuple[int, int]) -> bool:
    """Whether a list says itself where what an entry names is found, as in "Go: <a>gocql</a>" of drivers elsewhere."""
    run, (start, end) = runs[number], span
    if run.zone is not _LIST or run.text[:start].strip() or (number and runs[number - 1].block == run.block):
        return False
    beside = run.text[end:].strip()
    for after in runs[number + 1 : number + 3]:
        if after.block != run.block or beside.strip() not in _ENTRY_MARKS:
            return False
        if after.link >= 0:
            return bool(beside)
        beside += after.text.strip()
    return False


def _is_one_word(text: str, after: str) -> bool:
    last, first = text[-1:], after[:1]
    return last.isalnum() and first.isalnum() and not is_unspaced(last) and not is_unspaced(first)


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


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
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


def _is_balanced(mention: str) -> bool:
    """False where a quotation or a bracket only begins or only ends inside."""
    return all(mention.count(left) == mention.count(right) for left, right in _PAIRS) and mention.count('"') % 2 == 0


def _exactness(mention: str, match: Match, phrase: Phrase, index: Index) -> Match:
    if match is not _EXACT or mention == phrase.text or mention.casefold() == phrase.text.casefold():
        return match
    folded = index.vocabulary.folded
    said, named = [folded(word) for word in tokens(mention)], [folded(word) for word in tokens(phrase.text)]
    named = [word for word in named if is_word(word)] if len(named) > len(said) else named
    if said != named and any(said == [folded(word) for word in tokens(option.text)] for option in phrase.options):
        named = said
    return Match.EXACT if said == named else Match.INFLECTED


def _longer(
    first: int, after: int, by_first: Mapping[int, list[Hit]], longest: int, phrases: Mapping[int, Phrase]
) -> int:
    """The number of the longest phrase that covers the span and more, by its own name first; -1 for none."""
    covering = [
        (phrases[hit[2]].is_strong, hit[1] - hit[0], -hit[2])
        for start in range(first - longest + 1, first + 1)
        for hit in by_first.get(start, ())
        if after <= hit[1] and hit[1] - hit[0] > after - first
    ]
    return -max(covering)[2] if covering else -1
