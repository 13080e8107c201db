"""Sites that no author has in mind: a sensible result, in bounded time, and a reason for what was left out."""

from __future__ import annotations

from time import process_time

import pytest

from mkdocs_autolink.decisions import Decisions
from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.pages import PageFacts, read_site
from mkdocs_autolink.pipeline import Result, autolink
from mkdocs_autolink.report import build_report, render_markdown
from mkdocs_autolink.settings import Settings
from rendered import as_html, as_json

SETTINGS = Settings(min_confidence=0.0)


def fact(key: str, title: str, html: str, **meta: object) -> PageFacts:
    return PageFacts(key, key.replace(".md", "/"), html, title=title, meta=meta, locale="en")


def linked(facts: list[PageFacts], settings: Settings = SETTINGS) -> Result:
    result = autolink(read_site("Strange", facts, settings), settings, Decisions())
    report = build_report(result, settings)
    assert as_html(report)
    assert as_json(report)
    assert render_markdown(report)
    assert not result.problems
    return result


def found(result: Result) -> list[tuple[str, str]]:
    return [(link.weighed.candidate.anchor_text, link.weighed.candidate.target.page) for link in result.plan.links]


@pytest.mark.parametrize("html", ["", "<h1>Alone</h1><p>Alone, all alone.</p>"])
def test_a_site_of_one_page_has_nothing_to_link(html: str) -> None:
    result = linked([fact("alone.md", "Alone", html)])
    assert not result.plan.links
    assert not result.plan.rejections


def test_a_site_without_text_has_no_links() -> None:
    assert found(linked([fact(f"p{number}.md", f"Quantum page {number}", "") for number in range(50)])) == []


def test_pages_that_all_share_one_title_are_held_back_in_bounded_time() -> None:
    began = process_time()
    facts = [fact(f"p{number}.md", "Widget guide", "<p>See the widget guide.</p>") for number in range(5_000)]
    result = linked(facts, Settings())
    assert process_time() - began < 60
    assert not result.plan.links
    reasons = {rejection.reason for rejection in result.plan.rejections}
    assert reasons <= {Reason.AMBIGUOUS, Reason.LOW_CONFIDENCE}


def test_titles_that_are_stop_words_name_nothing() -> None:
    words = ("the", "and", "of", "is", "to", "with")
    facts = [
        fact(f"{word}.md", word.title(), "<p>The cat and the dog of the house is to be with us.</p>") for word in words
    ]
    assert found(linked(facts, Settings())) == []


def test_titles_in_another_script_than_the_text_are_found_where_they_stand() -> None:
    facts = [
        fact("a.md", "量子计算", "<p>Nothing of it here.</p>"),
        fact("b.md", "Квантовый компьютер", "<p>A quantum computer, Квантовый компьютер, is one.</p>"),
        fact("c.md", "Other", "<p>Read about Квантовый компьютер and 量子计算 later.</p>"),
    ]
    assert set(found(linked(facts))) <= {("Квантовый компьютер", "b.md"), ("量子计算", "a.md")}
    assert found(linked(facts))


@pytest.mark.parametrize("keyword", [".*", "(a+)+$", "[", "\\d{3}", "a|b", "^", "(?i)widget", "$&", "\\1"])
def test_keywords_that_are_regular_expressions_are_text(keyword: str) -> None:
    text = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! 123 widget a b"
    facts = [
        fact("a.md", "First", f"<p>{text}</p>"),
        fact("b.md", "Second", "<p>Nothing.</p>", keywords=[keyword], autolink={"keywords": [keyword]}),
    ]
    for anchor_text, _ in found(linked(facts)):
        assert anchor_text in keyword


def test_many_phrases_stay_cheap() -> None:
    began = process_time()
    facts = [
        fact(
            f"p{number}.md", f"Widget {number:x} of kind {number % 977:x}", f"<p>See widget {number + 1:x} of kind.</p>"
        )
        for number in range(4_000)
    ]
    linked(facts, Settings())
    assert process_time() - began < 60
