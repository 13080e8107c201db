"""A word of an English text -> whether what stands beside it shows that it is no name of a thing there."""

from __future__ import annotations

import re

from mkdocs_autolink.language import stop_words

_NEAR = 32
"""Characters before a word that are looked at, enough for "shouldn't always"."""
_OPENING = "([{\"'“‘«„"
_MODALS = frozenset(
    "can cannot could may might must shall should will would can't couldn't didn't doesn't don't mightn't mustn't "
    "needn't shouldn't won't wouldn't".split()
)
_DO = frozenset("did do does".split())
_HAVE = frozenset("able had has have need needs tries try unable want wants".split())
"""What one may have to, or be able to, do."""
_ADVERBS = frozenset("also always easily just never not now only simply still then".split())
_ANY = frozenset("a an another any each every no some this".split())
_PLACE = re.compile(r"\s+(?:article|chapter|document|page|section)s?\b")
_HERE = frozenset("article chapter document guide page section tutorial".split())
_MEMBER = re.compile(r"\s+(?:argument|attribute|param|parameter|prop|property)\b")
_ADJECTIVE = re.compile(r"\w{4,}(?:(?<!e)ed|ical)")
_WORD = re.compile(r"\s+([^\W\d_]+)")


def is_no_name(text: str, start: int, end: int, *, is_spelled_so: bool) -> bool:
    """Whether a word in lower case is a verb, says of what kind another thing is, or of which of many pages one speaks.

    As in "you can share files", "historical code", "the loading attribute", "an introduction section" and "this guide",
    the page that one reads.
    What `is_spelled_so`, in lower case, may be a name before a noun: "memcached servers".
    """
    before = _words_before(text, start)
    if _is_followed_by_a_verb(before) or _MEMBER.match(text, end):
        return True
    determiner = before[-1].lower() if before else ""
    if determiner == "this" and text[start:end] in _HERE:
        return True
    if not is_spelled_so and _ADJECTIVE.fullmatch(text, start, end):
        after = _WORD.match(text, end)
        return after is not None and after[1].lower() not in stop_words("en")
    return determiner in _ANY and _PLACE.match(text, end) is not None


def _words_before(text: str, start: int) -> list[str]:
    """The words right before a place, as far as they are whole; none where no blank stands there."""
    if not text[start - 1 : start].isspace():
        return []
    near = max(0, start - _NEAR)
    words = text[near:start].split()
    if near and not (text[near - 1].isspace() or text[near].isspace()):
        words = words[1:]
    return [word.lstrip(_OPENING).replace("’", "'") for word in words[-3:]]


def _is_followed_by_a_verb(words: list[str]) -> bool:
    """Whether the next word is a verb, as it is after "can", "do not" and "have to", an adverb in between or not."""
    return _wants_a_verb(words) or (bool(words) and words[-1] in _ADVERBS and _wants_a_verb(words[:-1]))


def _wants_a_verb(words: list[str]) -> bool:
    if not words:
        return False
    last, earlier = words[-1], words[-2] if len(words) > 1 else ""
    return last in _MODALS or (last == "to" and earlier in _HAVE) or (last == "not" and earlier in _DO)
