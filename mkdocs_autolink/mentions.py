"""Hits -> mentions: the places in a page's text where phrases stand as words of their own."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
from typing import NamedTuple

from mkdocs_autolink.body import Zone
from mkdocs_autolink.hits import Hit, Match
from mkdocs_autolink.index import Index
from mkdocs_autolink.language import conjunctions, fold, is_unspaced, is_word, particle_length, token_spans, tokens
from mkdocs_autolink.namings import Origin
from mkdocs_autolink.phrases import Option, Phrase
from mkdocs_autolink.site import Page
from mkdocs_autolink.vocabulary import without_separators


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


_ACRONYM = re.compile(r"^[^a-z]*[A-Z][^a-z]*[A-Z][^a-z]*s?$")
_KANJI_PAIR = re.compile("[\u3400-\u9fff]{2}")
"""In Japanese a word of kanji ends where kana begin: what goes on in kanji is a longer word (京都 in 東京都)."""
_LONGEST_ACRONYM = 6
_PAIRS = (("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"), ("‹", "›"), ("「", "」"), ("《", "》"))
_MARK = re.compile("[" + re.escape("".join(map("".join, _PAIRS))) + '"]')
_HYPHENS = "-‐‑"
_JOINS_BEFORE = frozenset(_HYPHENS + "./@_\\#$%{")
_JOINS_AFTER = frozenset(_HYPHENS + "./@_\\=:+}")
"""What may stand between two parts of a longer written word; braces are put around what stands for any of many."""
_BEFORE_FULL_STOP = frozenset(".)]}\"'”’»")
"""After these a dot ends a sentence even where no blank follows; in `a/.config` and `example.org` it does not."""
_SIGNS = ".@#$%_-"
"""What a name may begin with."""
_SIGNS_SAID = frozenset("@#$%-")
"""Those of them that are never left out: a force is no `--force`, but a gitignore is a `.gitignore`."""
_IN_ORDER = (Match.EXACT, Match.INFLECTED, Match.VARIANT)
_SAME_WORDS = (Match.EXACT, Match.INFLECTED)
_EXACT = Match.EXACT
"""By a name of its own: every mention is asked, and Python 3.11 is slow to give a member of an enumeration."""
_PATH = frozenset({Origin.PATH})
_CODE_HEADING = frozenset({Origin.CODE_HEADING})
_WORDS = re.compile(r"\w+")
_ROMANCE = frozenset(("ca", "es", "fr", "gl", "it", "pt", "ro"))
_ITALIAN_ENDINGS = ({"a", "e"}, {"o", "i"}, {"e", "i"})


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
    base, is_korean = index.texts[page.key].starts[number], index.vocabulary.language == "ko"
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
        if _stands_alone(text, (start, end), hit, named, index.vocabulary.language):
            if phrase in wanted:
                standing.append((first, -after, phrase, match, start, end))
            if after - first > 1 and match in _IN_ORDER:
                long[first].append(hit)
    longest = max([hit[1] - hit[0] for group in long.values() for hit in group]) if long else 0
    standing.sort()
    for first, minus_after, phrase, match, start, end in standing:
        after = -minus_after
        if is_korean:
            end -= particle_length(text[spans[after - 1 - base][0] : end])
        if after - first > 1:
            start, end = _with_marks(text, start, end)
        exactness = _exactness(text[start:end], match, phrases[phrase], index)
        part_of = _longer(first, after, long, longest, phrases) if longest > after - first else -1
        yield Mention(phrase, number, start, end, first, after, exactness, part_of)


def _with_signs(text: str, start: int, phrase: Phrase) -> int:
    """The start, or that of the signs before it which the phrase begins with too, as `.NET` and `--force` do."""
    if start == 0 or text[start - 1] not in _SIGNS:
        return start
    for option in phrase.options:
        signs = option.text[: len(option.text) - len(option.text.lstrip(_SIGNS))]
        before = text[max(0, start - len(signs) - 1) : start - len(signs)]
        if signs and text.endswith(signs, 0, start) and not (before.isalnum() or before in _JOINS_BEFORE):
            return start - len(signs)  # not in `ASP.NET` or `a/.NET`
    return start


def _stands_alone(text: str, span: tuple[int, int], hit: Hit, phrase: Phrase, language: str) -> bool:
    """Whether a mention is no piece of a longer written word, and is cased as short names must be."""
    start, end = span
    if text[start - 1 : start] in _JOINS_BEFORE and _goes_on_before(text[max(0, start - 3) : start]):
        return False
    if text[end : end + 1] in _JOINS_AFTER and _goes_on_after(text[end - 1 : end + 2]):
        return False
    if language == "ja" and (
        _KANJI_PAIR.match(text[start - 1 : start + 1]) or _KANJI_PAIR.match(text[end - 1 : end + 1])
    ):
        return False
    mention = text[start:end]
    if language in _ROMANCE and hit[3] in _SAME_WORDS and not _is_it_or_its_plural(mention, phrase):
        return False
    if hit[1] - hit[0] > 1 and _MARK.search(mention) and not _is_balanced(text[slice(*_with_marks(text, start, end))]):
        return False
    if ("&" in mention or hit[3] not in _SAME_WORDS) and not _of_as_many_things(mention, phrase, language):
        return False
    if all(option.origins == _CODE_HEADING for option in phrase.options) and not _is_code_as_written(mention, phrase):
        return False
    return _is_signed_alike(text, start, phrase) and _joined_alike(mention, phrase) and _cased_alike(mention, phrase)


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


def _is_it_or_its_plural(mention: str, phrase: Phrase) -> bool:
    """Whether one word is the other, or its plural: stems join more in Romance languages, "visto" (seen) and "vistas".

    True for phrases of several words, which are seldom mistaken.
    """
    said = _without_accents(mention)
    if " " in phrase.text or not said.isalpha():
        return True
    return any(_is_plural(*sorted((said, _without_accents(option.text)), key=len)) for option in phrase.options)


def _is_plural(one: str, many: str) -> bool:
    return many in (one, f"{one}s", f"{one}es", f"{one}x", f"{one[:-1]}ces", f"{one[:-1]}ux", f"{one[:-1]}ns") or (
        len(one) == len(many) and one[:-1] == many[:-1] and {one[-1], many[-1]} in _ITALIAN_ENDINGS
    )


@lru_cache(maxsize=100_000)
def _without_accents(word: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(part))


def _of_as_many_things(mention: str, phrase: Phrase, language: str) -> bool:
    """False where one of the two joins things, and the other is about one: class methods, Classes and methods."""
    joints = conjunctions(language)
    joins = _joins(mention, joints)
    return any(_joins(option.text, joints) == joins for option in phrase.options)


def _joins(text: str, joints: Set[str]) -> bool:
    return "&" in text or not joints.isdisjoint(map(fold, _WORDS.findall(text)))


def _is_signed_alike(text: str, start: int, phrase: Phrase) -> bool:
    """False where no sign is said, and all names of the phrase begin with one that is not to be left out."""
    return text[start] in _SIGNS or any(option.text[:1] not in _SIGNS_SAID for option in phrase.options)


def _is_code_as_written(mention: str, phrase: Phrase) -> bool:
    """Whether a word of code stands in prose as in its heading, and is no plain word: not `empty`, not API operation.

    True for code of several words, such as a command.
    """
    names = [option.text.removesuffix("()") for option in phrase.options]
    if any(" " in name for name in names):
        return True
    return mention in names and not (mention.isalpha() and mention[1:] == mention[1:].lower())


def _joined_alike(mention: str, phrase: Phrase) -> bool:
    """False where a path or a dotted name meets mere words, `widget/guide` and Widget Guide, or words meet a path."""
    marks = [mark for mark in "/." if mark in mention]
    if not marks:
        return phrase.options[0].origins != _PATH or any(option.origins != _PATH for option in phrase.options)
    return all(any(mark in option.text or Origin.PATH in option.origins for option in phrase.options) for mark in marks)


def _cased_alike(mention: str, phrase: Phrase) -> bool:
    """False where a short name or an acronym meets an everyday word: IT and it, Go and go."""
    text = phrase.text
    if len(text) > _LONGEST_ACRONYM or " " in text or is_unspaced(text):
        return True
    if len(text) <= 3:
        return any(mention in _short_spellings(option) for option in phrase.options)
    if _is_acronym(text) and all(_is_acronym(option.text) for option in phrase.options):
        return mention.rstrip("s").isupper()
    return True


def _short_spellings(option: Option) -> tuple[str, ...]:
    names = (option.text, option.text.upper()) if option.origin is Origin.FILE_NAME else (option.text,)
    return (*names, *(name + "s" for name in names))


def _is_acronym(text: str) -> bool:
    return len(text) <= _LONGEST_ACRONYM and bool(_ACRONYM.match(text))


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
