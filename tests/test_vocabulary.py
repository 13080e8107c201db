"""Codes of words."""

from __future__ import annotations

from mkdocs_autolink.stopwords import FILLERS, STOP_WORDS
from mkdocs_autolink.vocabulary import Vocabulary


def test_forms_of_a_word_share_a_code() -> None:
    vocabulary = Vocabulary("en")
    assert vocabulary.codes("Widget widgets WIDGET") == [0, 0, 0]
    assert vocabulary.stems == ["widget"]


def test_languages_differ_in_what_are_forms() -> None:
    assert len(set(Vocabulary("de").codes("Seite Seiten"))) == 1
    assert len(set(Vocabulary("").codes("Seite Seiten"))) == 2


def test_plurals_of_acronyms() -> None:
    vocabulary = Vocabulary("en")
    assert vocabulary.codes("API APIs api") == [0, 0, 0]
    assert vocabulary.codes("ID IDs id VMs VM") == [1, 1, 1, 2, 2]
    assert len(set(vocabulary.codes("bu bus BUS"))) == 2


def test_kinds() -> None:
    vocabulary = Vocabulary("en")
    the, widget, stop, kanji = vocabulary.codes("the widget. 東")
    assert vocabulary.stops == {the}
    assert vocabulary.breaks == {stop}
    assert vocabulary.unspaced == {kanji}
    assert [vocabulary.is_content(code) for code in (the, widget, stop, kanji)] == [False, True, False, True]


def test_words_are_what_carries_a_subject() -> None:
    vocabulary = Vocabulary("en")
    crank, widget = vocabulary.codes("crank widget")
    assert vocabulary.words(vocabulary.codes("The widgets, and a crank: the widget!")) == {crank, widget}
    assert vocabulary.words([]) == frozenset()


def test_words_without_spaces_are_two_characters_in_a_row() -> None:
    vocabulary = Vocabulary("zh")

    def words(text: str) -> frozenset[int]:
        return vocabulary.words(vocabulary.codes(text))

    assert len(words("线段树 crank")) == 3
    assert words("线段树 crank") == words("段树、线段 crank")
    assert words("树段线").isdisjoint(words("线段树"))
    assert words("树") == frozenset()


def test_a_stop_word_is_not_the_stem_of_another_word() -> None:
    vocabulary = Vocabulary("de")
    assert len(set(vocabulary.codes("die das dass Dies"))) == 4


def test_every_token_has_a_code() -> None:
    vocabulary = Vocabulary("en")
    invisible = vocabulary.codes("a\u00ad ©️ ₂ ²")
    assert all(vocabulary.stems[code] for code in invisible)


def test_known_words_are_those_that_were_met() -> None:
    vocabulary = Vocabulary("en")
    (code,) = vocabulary.codes("Widgets")
    assert vocabulary.known("widget") == vocabulary.known("widgets") == code
    assert vocabulary.known("gadget") is None
    assert vocabulary.known("the") is None


def test_folding_of_turkish() -> None:
    vocabulary = Vocabulary("tr")
    assert vocabulary.folded("IŞIK") == "ışık"


def test_fillers_are_stop_words() -> None:
    assert all(words <= STOP_WORDS[language] for language, words in FILLERS.items())
