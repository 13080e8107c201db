"""Phrases -> an index that finds them in sequences of words, exactly and nearly."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from mkdocs_autolink.language import stemmer
from mkdocs_autolink.namings import Naming, author_namings, page_namings
from mkdocs_autolink.phrases import NamingGroup, Phrase, phrases_of
from mkdocs_autolink.site import Page, Site
from mkdocs_autolink.spellings import spellings
from mkdocs_autolink.vocabulary import SEPARATOR, Vocabulary, without_separators
from mkdocs_autolink.wordings import Wordings

END = -1
"""The key of a trie node under which the phrases that end there stand."""

Ends = tuple[tuple[int, bool], ...]
"""Phrases as (number, whether spelled as a variant), by their number."""

Node = dict[int, Any]
"""A trie over word codes: code -> Node, and END -> Ends."""

_REORDERED_WORDS = (2, 4)
"""Fewest and most content words of a phrase that is looked for in another order."""
_MOST_OF_A_WORD = 100
"""A word that is the rarest of more phrases than this tells little of which of them is meant in another order."""

_WORDS_KEPT = 2_048
"""Pages whose words are kept as sets: neighbours name the same pages, and all would take much memory."""

Spell = Callable[[Phrase], Iterable[tuple[Sequence[int], bool]]]
"""Gives the ways to spell a phrase, as word codes, each with whether it is a variant."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a page, run after run, as codes."""

    codes: list[int]
    """With a separator between two runs."""
    starts: array[int]
    """Number of each run's first token; at the end that of the token after the separator that would follow."""


class WordsOn(dict[str, frozenset[int]]):
    """By page: its words that carry a subject; made when they are asked for, and kept of the pages asked for last."""

    def __init__(self, vocabulary: Vocabulary, texts: Mapping[str, Words]) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._texts = texts

    def __missing__(self, page: str) -> frozenset[int]:
        if len(self) >= _WORDS_KEPT:
            del self[next(iter(self))]
        words = self[page] = self._vocabulary.words(self._texts[page].codes)
        return words


@dataclass(frozen=True)
class Index:
    """All phrases of a site in one language, and the words of its pages.

    `take_in` changes `texts`, `words_on` and `pages_with_word` when pages are edited under `mkdocs serve`; all else
    stays.
    """

    vocabulary: Vocabulary
    phrases: tuple[Phrase, ...]
    trie: Node
    code: Mapping[str, int]
    """Phrase numbers by the exact text of inline code."""
    by_rarest_word: Mapping[int, tuple[int, ...]]
    """Numbers of the phrases that are looked for in another order, by their rarest word."""
    texts: dict[str, Words]
    """By page."""
    words_on: WordsOn
    pages_with_word: Counter[int]
    linked_pages: Mapping[str, frozenset[str]]
    """By page: the pages whose authors link to it."""
    rules: tuple[Naming, ...]
    """Namings that no page declares."""
    headings: bool
    """Whether headings name their sections."""
    known_sought_stems: frozenset[str] | None = field(default=None, compare=False)
    """The `sought_stems`, where they were known before the phrases were; None for an index that was built anew."""

    @cached_property
    def sought_stems(self) -> frozenset[str]:
        """Of words that phrases are also spelled with, joined or in halves, as soon as the site has them.

        Made when an edit first asks for it: what is edited in `mkdocs serve` seldom has one of them.
        """
        known = self.known_sought_stems
        return sought_stems(self.vocabulary, self.phrases) if known is None else known

    @cached_property
    def wordings(self) -> Wordings:
        """What judges words as they stand beside the phrases that they may mean."""
        return Wordings(self.vocabulary.language, self.phrases)

    def numbers_with_any(self, codes: Set[int]) -> set[int]:
        """Numbers of the phrases that have one of some words that carry a subject."""
        return {phrase.number for phrase in self.phrases if not codes.isdisjoint(phrase.content)}


def build_index(site: Site, rules: Iterable[Naming], *, headings: bool) -> Index:
    """The index of a site whose pages are all in one language.

    A rule that the site already knows adds nothing.
    """
    vocabulary = Vocabulary(site.pages[0].language if site.pages else "")
    texts = {page.key: _words_of(page, vocabulary) for page in site.pages}
    pages_with_word: Counter[int] = Counter()
    for words in texts.values():
        pages_with_word.update(set(words.codes))
    rules, learned = tuple(rules), author_namings(site)
    namings = [("", naming) for naming in (*page_namings(site, headings=headings), *rules)]
    phrases = phrases_of([*namings, *learned], site, vocabulary)
    spell = speller(vocabulary, known_words(phrases, pages_with_word))
    words_on = WordsOn(vocabulary, texts)
    words_alone = Index(vocabulary, (), {}, {}, {}, texts, words_on, pages_with_word, {}, rules, headings)
    return with_phrases(words_alone, phrases, learned, spell)


def with_phrases(index: Index, phrases: tuple[Phrase, ...], learned: NamingGroup, spell: Spell) -> Index:
    """The index of the same words with these phrases in the place of those that it has."""
    prose = [phrase for phrase in phrases if phrase.codes]
    return replace(
        index,
        phrases=phrases,
        trie=_trie(prose, spell),
        code={phrase.text: phrase.number for phrase in phrases if not phrase.codes},
        by_rarest_word=_by_rarest_word(index.vocabulary, prose, index.pages_with_word),
        linked_pages=_linked_pages(learned),
    )


def take_in(pages: Iterable[Page], index: Index) -> set[int]:
    """Put the words of edited pages in the place of those they had; codes of the words that came to one or left it."""
    changed = set[int]()
    for page in pages:
        words = _words_of(page, index.vocabulary)
        before, now = set(index.texts[page.key].codes), set(words.codes)
        index.texts[page.key] = words
        index.words_on.pop(page.key, None)
        index.pages_with_word.update(now - before)
        index.pages_with_word.subtract(before - now)
        changed |= before ^ now
    return changed


def is_named_alike(one: Page, other: Page) -> bool:
    """Whether two versions of a page give the index the same phrases."""
    return _names(one) == _names(other)


def finds_as_before(index: Index, changed: Set[int], pages: int) -> bool:
    """Whether an index that is built anew looks for the same, after words came to so many pages or left them."""
    seen = index.pages_with_word
    respelled, reordered = _may_respell(index, changed, pages), bool(index.numbers_with_any(changed))
    if not (respelled or reordered):
        return True
    prose = [phrase for phrase in index.phrases if phrase.codes]
    if respelled and _trie(prose, speller(index.vocabulary, known_words(prose, seen))) != index.trie:
        return False
    return not reordered or _by_rarest_word(index.vocabulary, prose, seen) == index.by_rarest_word


def known_spellings(index: Index, phrase: Phrase) -> Iterator[Sequence[int]]:
    """The ways to spell a phrase that are looked for, or were before an edit, as word codes."""
    known = index.vocabulary.known
    return (codes for codes, _ in spellings(index.vocabulary, phrase.text, phrase.codes, known))


def may_be_reordered(phrase: Phrase, vocabulary: Vocabulary) -> bool:
    """Whether a phrase is also looked for in another order, by the words alone that carry a subject."""
    fewest, most = _REORDERED_WORDS
    return phrase.is_strong and fewest <= len(phrase.content) <= most and not phrase.content & vocabulary.unspaced


def _may_respell(index: Index, changed: Iterable[int], pages: int) -> bool:
    """Whether words that came to so many pages or left them may be new to the site, or gone, and spell a phrase."""
    stems, seen = index.vocabulary.stems, index.pages_with_word
    return any(seen[code] <= pages and stems[code] in index.sought_stems for code in changed)


def _names(page: Page) -> list[object]:
    declared = (page.title, page.nav_title, page.trail, page.rules, page.keywords, page.aliases, page.is_target)
    headings = [(heading.level, heading.id, heading.text, heading.code) for heading in page.body.headings]
    links = [(link.href, link.text, link.in_heading, link.code) for link in page.body.links]
    return [*declared, page.body.ids, headings, links]


def _words_of(page: Page, vocabulary: Vocabulary) -> Words:
    # One search through a page costs far less than one through each of its runs.
    runs = [run.text for run in page.body.runs]
    text = SEPARATOR.join(runs)
    if text.count(SEPARATOR) >= len(runs):
        text = SEPARATOR.join(map(without_separators, runs))
    codes = vocabulary.codes(text)
    separator, starts, at = vocabulary.separator(), array("I", (0,)), 0
    for _ in runs[1:]:
        at = codes.index(separator, at) + 1
        starts.append(at)
    starts.append(len(codes) + 1)
    return Words(codes, starts)


def known_words(phrases: Iterable[Phrase], pages_with_word: Counter[int]) -> set[int]:
    """The words of phrases and of pages: what a phrase may also be spelled with."""
    known = {code for phrase in phrases for code in phrase.codes}
    return known.union([code for code, pages in pages_with_word.items() if pages > 0])


def speller(vocabulary: Vocabulary, known: Set[int]) -> Spell:
    """What gives the ways to spell a phrase with known words."""

    def find(word: str) -> int | None:
        code = vocabulary.known(word)
        return code if code in known else None

    return lambda phrase: spellings(vocabulary, phrase.text, phrase.codes, find)


def _trie(phrases: Iterable[Phrase], spell: Spell) -> Node:
    root: Node = {}
    for phrase in phrases:
        for codes, variant in spell(phrase):
            node = root
            for code in codes:
                node = node.setdefault(code, {})
            ends: Ends = node.get(END, ())
            if not ends or ends[-1][0] != phrase.number:
                node[END] = (*ends, (phrase.number, variant))
    return root


def sought_stems(vocabulary: Vocabulary, phrases: Iterable[Phrase]) -> frozenset[str]:
    """Of the words that phrases are also spelled with, joined or in halves, whether the site has them or not."""
    stem, sought = stemmer(vocabulary.language), set[str]()

    def note(word: str) -> None:
        sought.add(stem(word))

    for phrase in phrases:
        for _ in spellings(vocabulary, phrase.text, phrase.codes, note) if phrase.codes else ():
            pass  # only what is looked up matters
    return frozenset(sought)


def _by_rarest_word(
    vocabulary: Vocabulary, phrases: Iterable[Phrase], pages_with_word: Counter[int]
) -> dict[int, tuple[int, ...]]:
    wanted = [phrase for phrase in phrases if may_be_reordered(phrase, vocabulary)]
    anywhere = {phrase.number for phrase in wanted if any(option.only is None for option in phrase.options)}
    # What is meant on some pages only is not counted: it is to change nothing on others.
    phrases_with_word = Counter(code for phrase in wanted if phrase.number in anywhere for code in phrase.content)
    found: dict[int, list[int]] = defaultdict(list)
    for phrase in wanted:
        # A word that many phrases share costs a look at each of them wherever it stands.
        costs = (
            (pages_with_word[code] * phrases_with_word[code], vocabulary.stems[code], code) for code in phrase.content
        )
        found[min(costs)[2]].append(phrase.number)
    return {
        code: tuple(numbers)
        for code, numbers in found.items()
        if len(anywhere.intersection(numbers)) <= _MOST_OF_A_WORD
    }


def _linked_pages(learned: NamingGroup) -> dict[str, frozenset[str]]:
    linked: dict[str, set[str]] = defaultdict(set)
    for source, naming in learned:
        linked[naming.target.page].add(source)
    return {page: frozenset(sources) for page, sources in linked.items()}
