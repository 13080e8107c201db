"""Words, folding, stems, stop words, per language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from itertools import islice

from mkdocs_autolink.stopwords import CONJUNCTIONS, FILLERS, PREPOSITIONS, STOP_WORDS

# Scripts written without spaces: every character is a token of its own.
_UNSPACED = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
_THAI = "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff"
_THAI_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3"
# Combining marks and invisible joiners: never the start of a word, never the place to end one.
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711\u0730-\u074a"
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09d4\u0a01-\u0a03\u0a3c-\u0a51"
    "\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bd7\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83"
    "\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d57\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200d\u2060\u20d0-\u20ff\ufe00-\ufe0f"
    "\ufe20-\ufe2f\ufeff"
)
_PICTOGRAPHS = "\u2190-\u21ff\u2600-\u27bf\U0001f000-\U0001faff"
_LETTER = rf"[^\W{_UNSPACED}{_THAI}]"

_ASCII_TOKEN = re.compile(r"[A-Za-z](?:\+\+|#)(?!\w)|\w+|\.(?!\w)|[^\w\s\x1c-\x1f'\-/&.]", re.ASCII)
"""What `_any_token` finds in texts in ASCII alone, in half the time."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")

# Particles that Korean glues to a noun, longest first; what an author leaves outside of a link.
_PARTICLES = tuple(
    sorted(
        (
            "은 는 이 가 을 를 의 에 에서 에게 으로 로 와 과 도 만 까지 부터 처럼 보다 이나 나"
            " 이란 란 이라는 라는 에는 에서는 으로는 로는 에도"
        ).split(),
        key=len,
        reverse=True,
    )
)
_HANGUL = ("\uac00", "\ud7a3")
"""The first and the last of its syllables."""

NOT_LATIN = frozenset("ar be bg el fa he hi hy ja ka kk ko mk ru sr th uk ur zh".split())
"""Languages that are written in other letters, in which a Latin word is a foreign one."""

_SNOWBALL = {
    "da": "danish",
    "de": "german",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}


def tokens(text: str) -> list[str]:
    """The tokens of a text in order: words, characters of unspaced scripts, and the punctuation that ends phrases."""
    found: list[str] = (_ASCII_TOKEN if text.isascii() else _any_token()).findall(text)
    return found


def token_spans(text: str, most: int) -> list[tuple[int, int]]:
    """The start and end of the first tokens that `tokens` gives, as offsets into the text."""
    return [match.span() for match in islice((_ASCII_TOKEN if text.isascii() else _any_token()).finditer(text), most)]


# The patterns of all scripts are made when a text first needs them: that takes a tenth of the time to import us.
@cache
def _any_token() -> re.Pattern[str]:
    # What is tried first costs the rest nothing: characters that are many, blanks, and words in ASCII alone.
    return re.compile(
        rf"[{_UNSPACED}][{_MARKS}]*+"
        r"|(?! )(?:"
        r"[A-Za-z](?:\+\+|#)(?!\w)"
        r"|[0-9A-Za-z_]++(?![^\x00-\x7f])"
        rf"|{_LETTER}++(?:[{_MARKS}]++{_LETTER}*+)*+"
        rf"|[{_THAI}][{_THAI_MARKS}]*"
        rf"|[{_PICTOGRAPHS}](?:[{_PICTOGRAPHS}\u200d\ufe0f])*"
        # Punctuation that ends a phrase, unless the phrase itself has it; hyphens, apostrophes, slashes and inner dots
        # do not.
        rf"|\.(?!\w)|[^\w\s'’‘ʼ\-‐‑–/&.{_MARKS}{_PICTOGRAPHS}])"
    )


@cache
def _unspaced_character() -> re.Pattern[str]:
    return re.compile(rf"[{_UNSPACED}{_THAI}]")


def fold(word: str, language: str = "") -> str:
    """The form in which two spellings of a word are the same, without case, compatibility forms, invisible marks."""
    if word.isascii():
        folded = word.replace("I", "ı").lower() if language in ("tr", "az") else word.lower()
        return word if word == folded else folded  # most words are folded already: whoever keeps both has one string
    if language in ("tr", "az"):
        word = word.replace("İ", "i").replace("I", "ı")
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold()))


def fold_text(text: str) -> str:
    """A phrase as decisions and never-lists compare it: folded, white space made one blank."""
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(fold(part) for part in text.split())


def stemmer(language: str) -> Callable[[str], str]:
    """A function from a folded word to its stem.

    English loses its plural only: fuller stemming joins words that are no forms of each other (general/generally),
    which costs more precision than it brings recall. Languages that Snowball does not know stay as they are, and so do
    words with a digit: an s behind the number of a model makes another model.
    """
    if language == "en":
        return _english_singular
    if language == "ko":
        return lambda word: word[: len(word) - particle_length(word)]
    if language in _SNOWBALL:
        stem = _snowball(_SNOWBALL[language])
        return lambda word: stem(word) if len(word) > 3 and not _has_digit(word) else word
    return lambda word: word


def particle_length(word: str) -> int:
    """How many characters at the end of a Korean word are a particle; 0 where none is."""
    first, last = _HANGUL
    if first <= word[-1:] <= last:
        for particle in _PARTICLES:
            if len(word) > len(particle) + 1 and word.endswith(particle):
                return len(particle)
    return 0


def stop_words(language: str) -> frozenset[str]:
    """Folded words of a language that carry no subject; none for a language we have no list of."""
    return STOP_WORDS.get(language, frozenset())


def fillers(language: str) -> frozenset[str]:
    """Folded stop words that people put into a name and leave out of it."""
    return FILLERS.get(language, frozenset())


def prepositions(language: str) -> frozenset[str]:
    """Folded words of a language that say how what follows belongs to what stands before; none for most languages."""
    return PREPOSITIONS.get(language, frozenset())


def conjunctions(language: str) -> frozenset[str]:
    """Folded words of a language that join two things; those of English for a language we have no list of."""
    return CONJUNCTIONS.get(language, CONJUNCTIONS["en"])


def is_unspaced(token: str) -> bool:
    """Whether the token is a character of a script that is written without spaces."""
    return not token.isascii() and bool(_unspaced_character().match(token))


def is_word(token: str) -> bool:
    """Whether the token is more than punctuation."""
    return token[0].isalnum() or bool(re.match(rf"[{_PICTOGRAPHS}]", token))


def without_pictographs(text: str) -> str:
    """The text less the pictographs at its ends, which decorate it: "📦 Widgets" is called "Widgets"."""
    if text.isascii():
        return text
    return _decoration().sub("", _decoration().sub("", text)[::-1])[::-1]


@cache
def _decoration() -> re.Pattern[str]:
    return re.compile(rf"^\s*+[{_PICTOGRAPHS}\u200d\ufe0f][{_PICTOGRAPHS}\u200d\ufe0f\s]*+")


def split_camel_case(word: str) -> list[str]:
    """`RearPort` -> `Rear`, `Port`; one part where there is nothing to split."""
    return _CAMEL.split(word)


def detect_language(words: Iterable[str], *, least: int) -> str:
    """The two-letter code of the language that folded tokens are most likely in; '' where they do not say.

    Scripts decide where they can; else the number of different stop words of a language: `least` or more, by a clear
    margin.
    """
    distinct = {word for word in words if word[0].isalpha()}
    by_script = "" if all(map(str.isascii, distinct)) else _language_of_script(distinct)
    if by_script:
        return by_script
    common = distinct & _ALL_STOP_WORDS
    if len(common) < least:
        return ""
    hits = sorted(((len(common & stops), code) for code, stops in STOP_WORDS.items()), reverse=True)
    (first, code), (second, _) = hits[0], hits[1]
    return code if first >= least and first >= 1.3 * second else ""


_ALL_STOP_WORDS = frozenset().union(*STOP_WORDS.values())
_SCRIPTS = (
    ("ko", "\uac00", "\ud7a3"),
    ("th", "\u0e00", "\u0e7f"),
    ("he", "\u0590", "\u05ff"),
    ("el", "\u0370", "\u03ff"),
    ("ar", "\u0600", "\u06ff"),
)


def _language_of_script(words: set[str]) -> str:
    enough = max(3.0, 0.3 * len(words))
    kana = sum("\u3040" <= word[0] <= "\u30ff" for word in words)
    han = sum("\u3400" <= word[0] <= "\u9fff" for word in words)
    if kana + han > enough:
        return "ja" if kana > 0.1 * han else "zh"
    for code, first, last in _SCRIPTS:
        if sum(first <= word[0] <= last for word in words) > enough:
            return code
    return ""


@cache
def _snowball(name: str) -> Callable[[str], str]:
    from snowballstemmer import stemmer as snowball  # noqa: PLC0415 - it loads every language; English needs none

    stem: Callable[[str], str] = snowball(name).stemWord
    return stem


def _has_digit(word: str) -> bool:
    return not word.isalpha() and any(map(str.isdigit, word))


def _english_singular(word: str) -> str:
    """What a noun and its plural share, which need not be a word: `cach` of cache and caches, `alia` of alias."""
    if len(word) < 4 or word[-1] not in "es" or _has_digit(word):
        return word
    if len(word) > 4 and word.endswith(("ies", "ie")):
        return word.removesuffix("s")[:-2] + "y"
    if len(word) > 4 and word.endswith(("ses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith(("se", "she", "che", "xe", "ze")):
        word = word[:-1]
    if len(word) < 4 or word[-1] != "s" or word.endswith(("ss", "us", "is")):
        return word
    return word[:-1]
