"""Words as they stand -> whether they may mean a phrase: their case, signs, joints and endings, whatever is around."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence, Set
from functools import lru_cache

from mkdocs_autolink.language import conjunctions, fold, is_unspaced, prepositions
from mkdocs_autolink.namings import Origin
from mkdocs_autolink.phrases import Option, Phrase

SIGNS = ".@#$%_-"
"""What a name may begin with."""
_SIGNS_SAID = frozenset("@#$%-")
"""Those of them that are never left out: a force is no `--force`, but a gitignore is a `.gitignore`."""
_ACRONYM = re.compile(r"^[^a-z]*[A-Z][^a-z]*[A-Z][^a-z]*s?$")
_LONGEST_ACRONYM = 6
_PATH = frozenset({Origin.PATH})
_CODE_HEADING = frozenset({Origin.CODE_HEADING})
_WORDS = re.compile(r"\w+")
_IDENTIFIER = re.compile(r"(?:\w+\.)*+(?:[a-z0-9_]++[A-Z]\w*+|\w++(?=\()|(?<=\.)\w++)(?:\(.*\))?")
"""One word of code: `createScorer`, `scorers.create`, `create()`."""
_TELLING = frozenset("a an of the to".split())
_AUXILIARY = frozenset("can has is".split())
_ROMANCE = frozenset(("ca", "es", "fr", "gl", "it", "pt", "ro"))
_ITALIAN_ENDINGS = ({"a", "e"}, {"o", "i"}, {"e", "i"})
_MOST_KEPT = 10_000
"""Judgements: enough for most words that come again, within a few megabytes."""


class Wordings:
    """Judges words and phrases of a site in one language, each pair once: most stand on many pages."""

    def __init__(self, language: str, phrases: Sequence[Phrase]) -> None:
        self._language = language
        self._phrases = phrases
        self._known: dict[tuple[str, int, bool], bool] = {}

    def may_mean(self, mention: str, phrase: Phrase, *, same_words: bool) -> bool:
        """Whether the words may mean the phrase; `same_words` where they are those of the phrase, inflected or not."""
        if phrase is not self._phrases[phrase.number]:  # it is another one on other pages
            return _may_mean(mention, phrase, self._language, same_words=same_words)
        key = mention, phrase.number, same_words
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            known = self._known[key] = _may_mean(mention, phrase, self._language, same_words=same_words)
        return known


def _may_mean(mention: str, phrase: Phrase, language: str, *, same_words: bool) -> bool:
    if language in _ROMANCE and same_words and not _is_it_or_its_plural(mention, phrase):
        return False
    if ("&" in mention or not same_words) and not _of_as_many_things(mention, phrase, language):
        return False
    if language == "en" and not same_words and (_is_bound_otherwise(mention, phrase) or _tells_it(mention, phrase)):
        return False
    if not any(is_as_written(mention, option) for option in phrase.options):
        return False
    return _is_signed_alike(mention, phrase) and _joined_alike(mention, phrase) and _cased_alike(mention, phrase)


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


def _is_bound_otherwise(mention: str, phrase: Phrase) -> bool:
    """Whether "for" makes something else of the words: to check the data for errors is about no data errors.

    False after an -ing, and of file names, which leave such words out.
    """
    said = fold(mention).split()
    at = said.index("for") if "for" in said else 0
    if not at or said[at - 1].endswith("ing"):
        return False
    return all(
        option.origin is not Origin.FILE_NAME and _begins_unbound(option.text, said[0]) for option in phrase.options
    )


def _begins_unbound(name: str, word: str) -> bool:
    """Whether a name has no preposition, and begins with this word or another form of it."""
    words = _WORDS.findall(fold(name))
    forms = sorted((words[0], word), key=len) if words else ["", word]
    return forms[1].startswith(forms[0]) and prepositions("en").isdisjoint(words)


def _tells_it(mention: str, phrase: Phrase) -> bool:
    """Whether words tell what happens, and a phrase is a name in code: who creates a scorer says no `createScorer`."""
    words = mention.split()
    if len(words) < 2 or not (_TELLING.intersection(words[1:-1]) or words[0] in _AUXILIARY):
        return False
    return all(_IDENTIFIER.fullmatch(option.text) for option in phrase.options)


def _is_signed_alike(mention: str, phrase: Phrase) -> bool:
    """False where no sign is said, and all names of the phrase begin with one that is not to be left out."""
    return mention[0] in SIGNS or any(option.text[:1] not in _SIGNS_SAID for option in phrase.options)


def is_as_written(mention: str, option: Option) -> bool:
    """Whether a word of code stands in prose as in its heading, and is no plain word: not `empty`, not API operation.

    True for code of several words, such as a command, and for what is a name beside code.
    """
    if option.origins != _CODE_HEADING:
        return True
    name = option.text.removesuffix("()")
    return " " in name or (mention == name and not (mention.isalpha() and mention[1:] == mention[1:].lower()))


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
