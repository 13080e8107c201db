"""A word of an English text -> whether what stands beside it shows that it is no name of a thing there."""

from __future__ import annotations

import re

from mkdocs_autolink.language import stop_words

_NEAR = 32
"""Characters before a word that are looked at, enough for "shouldn't always"."""
_VERB_IS_NEXT = re.compile(
    r"(?<![\w'’-])(?:can|cannot|could|may|might|must|shall|should|will|would|(?:do|does|did)\s+not"
    r"|(?:ca|could|did|do|does|might|must|need|should|wo|would)n['’]t"
    r"|(?:able|had|has|have|need|needs|tries|try|unable|want|wants)\s+to)"
    r"(?:\s+(?:also|always|easily|just|never|not|now|only|simply|still|then))?\s+$"
)
_ANY_IS_NEXT = re.compile(r"(?<![\w'’-])(?:an?|another|any|each|every|no|some|this)\s+$", re.IGNORECASE)
_THIS_IS_NEXT = re.compile(r"(?<![\w'’-])this\s+$", re.IGNORECASE)
_PLACE = re.compile(r"\s+(?:article|chapter|document|page|section)s?\b")
_HERE = frozenset("article chapter document guide page section tutorial".split())
_ADJECTIVE = re.compile(r"\w{4,}(?:(?<!e)ed|ical)")
_WORD = re.compile(r"\s+([^\W\d_]+)")


def is_no_name(text: str, start: int, end: int, *, is_spelled_so: bool) -> bool:
    """Whether a word in lower case is a verb, says of what kind another thing is, or of which of many pages one speaks.

    As in "you can share files", "historical code", "an introduction section" and "this guide", the page that one reads.
    What `is_spelled_so`, in lower case, may be a name before a noun: "memcached servers".
    """
    before = max(0, start - _NEAR)
    if _VERB_IS_NEXT.search(text, before, start):
        return True
    if text[start:end] in _HERE and _THIS_IS_NEXT.search(text, before, start):
        return True
    if not is_spelled_so and _ADJECTIVE.fullmatch(text, start, end):
        after = _WORD.match(text, end)
        return after is not None and after[1].lower() not in stop_words("en")
    return _PLACE.match(text, end) is not None and _ANY_IS_NEXT.search(text, before, start) is not None
