"""Made sites of any size: the same seed gives the same pages, as HTML for the core or as Markdown for MkDocs.

Words are as unevenly frequent as in real text (Zipf), the most frequent ones are English stop words, and some of the
phrases are mentioned much more often than others.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from mkdocs_autolink.pages import PageFacts
from mkdocs_autolink.stopwords import STOP_WORDS

_VOCABULARY = 60_000
"""Words besides the stop words. A small site shows few of them, as a small site does."""
_SKEW = 1.05
_OFFSET = 2.7
"""Mandelbrot's, for English: the very first words are less frequent than Zipf's law has them."""
_STOP_WORD_SHARE = 0.42
"""Of the words of English prose."""
_ONSETS = "b c d f g h k l m n p r s t v w br cl dr fl gr pl pr st str th tr ch sh".split()
_VOWELS = "a e i o u ai ea io ou".split()
_ENDINGS = ("", "", "n", "r", "l", "t", "m", "ck", "nd", "st")
_PLURALS = 0.08
_NAMING_RANKS = range(150, 15_000)
"""Frequency ranks of the words that titles are made of: neither everyday words nor unheard ones."""
_WORDS_PER_PHRASE = (1, 2, 2, 2, 3, 3, 4)
_WORDS_BETWEEN_MENTIONS = 30
_MOST_HEADINGS = 4
"""Phrases of a page that are headings of sections; further ones are keywords of its front matter."""
_GENERAL_HEADINGS = ("Overview", "Introduction", "Examples", "Configuration", "See also", "Notes")


@dataclass(frozen=True, slots=True)
class Markup:
    """How the parts of a page are written."""

    heading: str
    paragraph: str
    item: str
    list: str
    listing: str
    code: str
    strong: str
    link: str


HTML = Markup(
    heading='<h{0} id="{1}">{2}</h{0}>\n',
    paragraph="<p>{}</p>\n",
    item="<li>{}</li>\n",
    list="<ul>\n{}</ul>\n",
    listing='<pre><code class="language-sh">{}\n</code></pre>\n',
    code="<code>{}</code>",
    strong="<strong>{}</strong>",
    link='<a href="../{1}/">{0}</a>',
)
MARKDOWN = Markup(
    heading="{3} {2}\n\n",
    paragraph="{}\n\n",
    item="- {}\n",
    list="{}\n",
    listing="```sh\n{}\n```\n\n",
    code="`{}`",
    strong="**{}**",
    link="[{0}]({1}.md)",
)


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a made site."""

    pages: int
    words: int = 300
    """Words of prose on a page."""
    phrases: int = 0
    """Phrases that stand for targets: titles first, then headings, then keywords; a title each where it is 0."""
    seed: int = 1


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page as it is written, without its front matter."""

    name: str
    title: str
    text: str
    keywords: tuple[str, ...]
    is_target: bool


def made_facts(shape: Shape) -> Iterator[PageFacts]:
    """The pages as a generator of sites would describe them to the core."""
    for page in made_pages(shape, HTML):
        meta: dict[str, object] = {"keywords": list(page.keywords)} if page.keywords else {}
        if not page.is_target:
            meta["autolink"] = {"target": False}
        yield PageFacts(
            key=f"{page.name}.md", url=f"{page.name}/", html=page.text, title=page.title, meta=meta, locale="en"
        )


def made_pages(shape: Shape, markup: Markup) -> Iterator[MadePage]:
    """The pages one after the other; what a page says does not depend on how it is written."""
    phrases = made_phrases(shape)
    targets = min(shape.pages, len(phrases))
    mention = _chooser(len(phrases), _SKEW)
    for number in range(shape.pages):
        own = phrases[number :: shape.pages] if number < targets else []
        writer = _Writer(_random(f"{shape.seed} {number}"), phrases, mention, targets, markup)
        title = own[0].capitalize() if own else f"Page {number}"
        yield MadePage(
            name=_name(number),
            title=title,
            text=writer.page(title, own[1 : 1 + _MOST_HEADINGS], shape.words),
            keywords=tuple(own[1 + _MOST_HEADINGS :]),
            is_target=bool(own),
        )


def _name(number: int) -> str:
    return f"part-{number % 40}/page-{number}"


def made_phrases(shape: Shape) -> list[str]:
    """Distinct phrases, those of the first pages first."""
    random = _random(f"{shape.seed} phrases")
    ranks = _chooser(len(_NAMING_RANKS), 0.5)
    found: dict[str, None] = {}
    while len(found) < (shape.phrases or shape.pages):
        length = random.choice(_WORDS_PER_PHRASE)
        found[" ".join(_word(_NAMING_RANKS[ranks(random)]) for _ in range(length))] = None
    return list(found)


class _Writer:
    """Writes one page."""

    def __init__(
        self, random: Random, phrases: list[str], mention: Callable[[Random], int], targets: int, markup: Markup
    ) -> None:
        self.random, self.phrases, self.mention, self.targets, self.markup = random, phrases, mention, targets, markup

    def page(self, title: str, headings: list[str], words: int) -> str:
        """The title, and sections until the page has its words."""
        parts = [self._heading(1, title)]
        sections = max(1, len(headings), words // 120)
        for number in range(sections):
            if number < len(headings):
                parts.append(self._heading(2, headings[number].capitalize()))
            elif number:
                parts.append(self._heading(2, self.random.choice(_GENERAL_HEADINGS)))
            parts += self._section(words // sections)
        return "".join(parts)

    def _heading(self, level: int, text: str) -> str:
        return self.markup.heading.format(level, text.lower().replace(" ", "-"), text, "#" * level)

    def _section(self, words: int) -> Iterator[str]:
        while words > 0:
            kind = self.random.random()
            if kind < 0.2:
                items = [self.markup.item.format(self._prose(12)) for _ in range(3)]
                yield self.markup.list.format("".join(items))
                words -= 36
            else:
                size = min(words, 50)
                yield self.markup.paragraph.format(self._prose(size))
                words -= size
            if kind > 0.85:
                yield self.markup.listing.format(" ".join(self._plain(8)))

    def _prose(self, words: int) -> str:
        """Sentences with mentions of phrases, links of the author, code and emphasis here and there."""
        random, parts, left = self.random, [], words
        while left > 0:
            size = min(left, random.randint(6, 18))
            sentence = self._plain(size)
            if random.random() < size / _WORDS_BETWEEN_MENTIONS:
                sentence[random.randrange(len(sentence))] = self._mentioned()
            sentence[0] = sentence[0].capitalize() if sentence[0].isalpha() else sentence[0]
            parts.append(" ".join(sentence))
            left -= size
        return ". ".join(parts) + "."

    def _mentioned(self) -> str:
        number, kind = self.mention(self.random), self.random.random()
        phrase = self.phrases[number]
        if kind < 0.12 and number < self.targets:
            return self.markup.link.format(phrase, f"../{_name(number)}")
        if kind < 0.2:
            return self.markup.code.format(phrase)
        return self.markup.strong.format(phrase) if kind < 0.25 else phrase

    def _plain(self, words: int) -> list[str]:
        random, choose = self.random, _chooser(_VOCABULARY, _SKEW)
        stops, stop = _stop_words(), _chooser(len(_stop_words()), 0.8)
        text = []
        for _ in range(words):
            if random.random() < _STOP_WORD_SHARE:
                text.append(stops[stop(random)])
            else:
                word = _word(choose(random))
                text.append(f"{word}s" if random.random() < _PLURALS else word)
        return text


@cache
def _chooser(size: int, skew: float) -> Callable[[Random], int]:
    """A function that draws a rank below `size`, low ones as often as the law of Zipf and Mandelbrot (1953) says."""
    sums = list(accumulate((rank + _OFFSET) ** -skew for rank in range(size)))
    total = sums[-1]
    return lambda random: min(bisect(sums, random.random() * total), size - 1)


@cache
def _stop_words() -> tuple[str, ...]:
    return tuple(sorted((word for word in STOP_WORDS["en"] if len(word) > 1), key=lambda word: (len(word), word)))


def _random(seed: str) -> Random:
    return Random(seed)  # noqa: S311 - made text is no secret


@cache
def _word(rank: int) -> str:
    """The word of a frequency rank: different for each rank, shorter for frequent ones."""
    random, number = _random(str(rank)), rank
    syllables: list[str] = []
    while number or not syllables:
        number, onset = divmod(number, len(_ONSETS))
        number, vowel = divmod(number, len(_VOWELS))
        syllables.append(_ONSETS[onset] + _VOWELS[vowel])
    return "".join(syllables) + random.choice(_ENDINGS)
