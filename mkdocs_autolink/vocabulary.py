"""Each distinct word of a site, processed once: texts become sequences of small codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from mkdocs_autolink.language import fillers, fold, is_unspaced, is_word, stemmer, stop_words, tokens

SEPARATOR = "\0"
"""Stands between two runs of a page where their words are read in one go; it is a token, and no phrase has it."""

_PAIR = 32
"""Bits by which the code of two characters differs from that of one."""
_ACRONYMS = re.compile("[A-Z]{2,}s$")


def without_separators(text: str) -> str:
    """The text of a run as its words are read: what would be taken for a separator is a blank."""
    return text.replace(SEPARATOR, " ")


class Vocabulary(dict[str, int]):
    """Codes of tokens, by their spelling; two tokens share a code when they fold to the same stem.

    Grows as it is asked. Folding and stemming run once per distinct spelling, never per occurrence.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.stops: set[int] = set()
        """Codes of stop words."""
        self.fillers: set[int] = set()
        """Those of them that may be put into a phrase, or left out of it."""
        self.breaks: set[int] = set()
        """Codes of punctuation that ends a phrase."""
        self.no_subject: set[int] = set()
        """Both, which carry no subject."""
        self.unspaced: set[int] = set()
        """Codes of characters of scripts written without spaces."""
        self.stems: list[str] = []
        """The stem behind each code."""
        self._stop_codes: dict[str, int] = {}
        """By folded stop word."""
        self._codes: dict[str, int] = {}
        """By stem, of all other tokens."""
        self._stem = stemmer(language)
        self._stop_words = stop_words(language)
        self._filler_words = fillers(language)

    def __missing__(self, token: str) -> int:
        folded = self.folded(token)
        stop = folded in self._stop_words
        # The plural of an acronym is known by its capitals alone: `ids` may be any word, `IDs` may not.
        stem = folded if stop else self._stem(folded[:-1] if folded != token and _ACRONYMS.match(token) else folded)
        known = self._stop_codes if stop else self._codes
        code = known.get(stem)
        if code is None:
            code = known[stem] = len(self.stems)
            self.stems.append(stem)
            if stop:
                self.stops.add(code)
                self.no_subject.add(code)
                if folded in self._filler_words:
                    self.fillers.add(code)
            elif not is_word(token):
                self.breaks.add(code)
                self.no_subject.add(code)
            elif is_unspaced(token):
                self.unspaced.add(code)
        self[token] = code
        return code

    def codes(self, text: str) -> list[int]:
        """The codes of a text's tokens, in order."""
        return list(map(self.__getitem__, tokens(text)))

    def separator(self) -> int:
        """The code of the token that stands between the runs of a page."""
        return self[SEPARATOR]

    def folded(self, token: str) -> str:
        """The folded form of a token; a token that is nothing but invisible marks is its own."""
        return fold(token, self.language) or token

    def known(self, folded: str) -> int | None:
        """The code of a folded word that texts have already shown, None of one they have not."""
        return self._codes.get(self._stem(folded))

    def codes_of(self, words: Iterable[str]) -> frozenset[int]:
        """The codes of folded words, whether texts have shown them or not."""
        return frozenset(self[word] for word in words)

    def words(self, codes: Sequence[int]) -> frozenset[int]:
        """The distinct words of a text that carry a subject; where it has no spaces, every two characters in a row."""
        unspaced = self.unspaced
        found = frozenset(codes) - self.no_subject
        if unspaced.isdisjoint(found):
            return found
        pairs = [one << _PAIR | other for one, other in pairwise(codes) if one in unspaced and other in unspaced]
        return (found - unspaced).union(pairs)

    def ends_a_name(self, code: int) -> bool:
        """Whether a code stands for what no name goes across: punctuation, or a stop word that makes a sentence."""
        return code in self.breaks or (code in self.stops and code not in self.fillers)

    def is_content(self, code: int) -> bool:
        """Whether a code stands for a word that carries a subject."""
        return code not in self.no_subject
