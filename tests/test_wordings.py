"""What is remembered of words and phrases; what they may mean is tested where they stand, in test_mentions.py."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drawing import index_of, site
from mkdocs_autolink import wordings
from mkdocs_autolink.phrases import Phrase
from mkdocs_autolink.wordings import Wordings


def drawn(*titles: str) -> tuple[Wordings, list[Phrase]]:
    """What judges words on a site, and the phrases of pages with these titles there."""
    pages = {f"{number}.md": "" for number in range(len(titles))}
    index = index_of(site(pages, dict(zip(pages, titles, strict=True))))
    return index.wordings, [next(one for one in index.phrases if one.codes and one.text == title) for title in titles]


def judged(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Grows by the words and the phrase of each pair that is judged from now on."""
    seen, judge = [], wordings._may_mean

    def watched(mention: str, phrase: Phrase, language: str, *, same_words: bool) -> bool:
        seen.append((mention, phrase.text))
        return judge(mention, phrase, language, same_words=same_words)

    monkeypatch.setattr(wordings, "_may_mean", watched)
    return seen


def test_a_pair_is_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    known, (go, widgets) = drawn("Go", "Widgets")
    seen = judged(monkeypatch)
    asked = [("Go", go), ("go", go), ("widget", widgets)]
    for _ in range(2):
        assert [known.may_mean(*pair, same_words=True) for pair in asked] == [True, False, True]
    assert seen == [("Go", "Go"), ("go", "Go"), ("widget", "Widgets")]


def test_other_words_of_a_phrase_are_another_question() -> None:
    known, (phrase,) = drawn("Search & replace")
    assert known.may_mean("search replace", phrase, same_words=True)
    assert not known.may_mean("search replace", phrase, same_words=False)
    assert known.may_mean("search replace", phrase, same_words=True)


def test_a_phrase_that_is_another_one_on_some_pages_is_not_mistaken_for_itself() -> None:
    known, (go,) = drawn("Go")
    (option,) = go.options
    lower = replace(go, text="go", options=(replace(option, text="go"),))
    assert [known.may_mean("go", phrase, same_words=True) for phrase in (go, lower, go)] == [False, True, False]


def test_not_all_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    known, (go,) = drawn("Go")
    monkeypatch.setattr(wordings, "_MOST_KEPT", 2)
    seen = judged(monkeypatch)
    for mention in ("Go", "go", "GO", "Go", "GO"):
        assert known.may_mean(mention, go, same_words=True) == (mention == "Go")
    assert [mention for mention, _ in seen] == ["Go", "go", "GO", "Go"]
