"""Phrases of a site, and how they are looked up."""

from __future__ import annotations

import pytest

from drawing import index_of, options, site
from mkdocs_autolink.index import END, Index, Node, build_index
from mkdocs_autolink.namings import Naming, Origin
from mkdocs_autolink.phrases import Phrase
from mkdocs_autolink.site import Target


def phrase(index: Index, text: str) -> Phrase:
    (found,) = (phrase for phrase in index.phrases if phrase.codes and phrase.text == text)
    return found


def ends(index: Index, text: str) -> dict[str, bool]:
    """The phrases that the words of a text are, and whether spelled as variants."""
    node: Node = index.trie
    for code in index.vocabulary.codes(text):
        node = node.get(code, {})
    return {index.phrases[number].text: variant for number, variant in node.get(END, [])}


def test_one_phrase_for_all_spellings() -> None:
    index = index_of(site({"1.md": "<h1>widget guides</h1>"}, {"1.md": "Widget Guide"}))
    assert options(index) == {"widget guide": {"1.md": {"title", "h1"}}}
    (option,) = index.phrases[0].options
    assert (option.text, option.origin) == ("Widget Guide", Origin.TITLE)


def test_one_option_for_each_page() -> None:
    index = index_of(site({"1.md": "", "2.md": "<h2 id='a'>Widgets</h2>"}, {"1.md": "Widget"}))
    assert options(index) == {"widget": {"1.md": {"title"}, "2.md#a": {"heading"}}}
    assert index.phrases[0].is_strong


def test_a_heading_alone_is_not_strong() -> None:
    index = index_of(site({"1.md": "<h2 id='a'>Widgets</h2>"}))
    assert not phrase(index, "Widgets").is_strong


def test_one_page_of_two_sections_with_one_name_leads_to_the_first() -> None:
    index = index_of(site({"1.md": "<h1>x</h1><h2 id='s'>Wiring</h2><h2 id='s_1'>Wiring</h2>"}))
    assert options(index) == {"wiring": {"1.md#s": {"heading"}}}


def test_the_first_heading_is_the_page() -> None:
    index = index_of(site({"1.md": "<h1 id='top'>Widget</h1>", "2.md": '<p><a href="../1/#top">widget</a></p>'}))
    assert [str(option.target) for option in phrase(index, "Widget").options] == ["1.md"]


@pytest.mark.parametrize(("authors", "leads_to"), [(1, "1.md"), (2, "1.md#turn")])
def test_two_authors_know_better_than_the_page_which_section_its_name_is_for(authors: int, leads_to: str) -> None:
    linking = {f"{key}.md": '<p><a href="../1/#turn">Widget</a></p>' for key in range(2, 2 + authors)}
    index = index_of(site({"1.md": "<h1 id='widget'>Widget</h1><h2 id='turn'>Wheel</h2>", **linking}))
    (option,) = phrase(index, "Widget").options
    assert (str(option.target), set(option.linked_from)) == (leads_to, set(linking))


def test_a_page_whose_name_authors_give_to_several_of_its_sections_leads_to_its_top() -> None:
    wheel, axle = '<p><a href="../1/#turn">Widget</a></p>', '<p><a href="../1/#hold">Widget</a></p>'
    own = "<h1 id='widget'>Widget</h1><h2 id='turn'>Wheel</h2><h2 id='hold'>Axle</h2>"
    index = index_of(site({"1.md": own, "2.md": wheel, "3.md": wheel, "4.md": axle}))
    assert [str(option.target) for option in phrase(index, "Widget").options] == ["1.md"]


def test_one_author_says_which_section_other_words_are_for() -> None:
    index = index_of(site({"1.md": "<h2 id='turn'>Wheel</h2>", "2.md": '<p><a href="../1/#turn">the hub</a></p>'}))
    assert [str(option.target) for option in phrase(index, "the hub").options] == ["1.md#turn"]


@pytest.mark.parametrize(("heading", "leads_to"), [("Frame", "1.md"), ("the hub", "1.md#own")])
def test_what_each_author_means_another_section_by_leads_to_where_the_page_says_it(heading: str, leads_to: str) -> None:
    own = f"<h2 id='own'>{heading}</h2><h2 id='turn'>Wheel</h2><h2 id='hold'>Axle</h2>"
    linking = {f"{at}.md": f'<p><a href="../1/#{at}">the hub</a></p>' for at in ("turn", "hold")}
    index = index_of(site({"1.md": own, **linking}))
    (option,) = next(phrase for phrase in index.phrases if phrase.text == "the hub").options
    assert str(option.target) == leads_to


def test_a_fragment_that_is_not_there_is_left_out() -> None:
    index = index_of(site({"1.md": "", "2.md": '<p><a href="../1/#gone">the wheel</a></p>'}))
    assert options(index) == {"the wheel": {"1.md": {"anchor text"}}}


def test_learned_anchor_texts() -> None:
    index = index_of(
        site({
            "1.md": "",
            "2.md": '<p><a href="../1/">steering wheel</a></p>',
            "3.md": '<p><a href="../1/">Steering wheels</a> <a href="../2/">steering wheel</a></p>',
        })
    )  # fmt: skip
    found = phrase(index, "Steering wheels")
    assert found.linked_from == {"2.md", "3.md"}
    assert {option.target.page: option.linked_from for option in found.options} == {
        "1.md": {"2.md", "3.md"},
        "2.md": {"3.md"},
    }
    assert index.linked_pages == {"1.md": {"2.md", "3.md"}, "2.md": {"3.md"}}


def test_rules_name_pages_too() -> None:
    drawn = site({"1.md": "<h1>x</h1><h2 id='a'>x</h2>"})
    rules = [Naming("wheel", Target("1.md", "a"), Origin.RULE), Naming("hub", Target("gone.md"), Origin.RULE)]
    assert options(build_index(drawn, rules, headings=False)) == {"wheel": {"1.md#a": {"rule"}}}


def test_nothing_leads_to_a_page_that_is_no_target() -> None:
    drawn = site(
        {"1.md": "", "2.md": '<p><a href="../1/">wheel</a></p>'}, meta={"1.md": {"autolink": {"target": False}}}
    )
    assert options(index_of(drawn)) == {}


def test_what_cannot_name() -> None:
    titles = ["The", "and so on", "42 7", "x", "w " * 13, "?!", "()"]
    drawn = site({f"{number}.md": "" for number in range(len(titles))}, {f"{n}.md": t for n, t in enumerate(titles)})
    assert options(index_of(drawn)) == {}


def test_punctuation_at_the_ends_is_no_part() -> None:
    index = index_of(site({"1.md": ""}, {"1.md": "(Why widgets?)"}))
    assert ends(index, "why widgets") == {"(Why widgets?)": False}


def test_words_that_a_phrase_may_lose() -> None:
    index = index_of(site({"1.md": ""}, {"1.md": "Sources of data: files"}))
    assert ends(index, "sources of data: files") == {"Sources of data: files": False}
    assert ends(index, "sources of data files") == {"Sources of data: files": True}
    assert ends(index, "sources data files") == {"Sources of data: files": True}


def test_words_that_pages_write_as_one_or_as_two() -> None:
    index = index_of(
        site(
            {"1.md": "", "2.md": "", "3.md": "", "4.md": "<p>the database, its rod and wheels, no ab</p>"},
            {"1.md": "Data base", "2.md": "rodwheel", "3.md": "a b"},
        )
    )
    assert ends(index, "database") == {"Data base": True}
    assert ends(index, "rod wheel") == {"rodwheel": True}
    assert ends(index, "ab") == {}
    unknown = index_of(site({"1.md": "", "2.md": ""}, {"1.md": "Data base", "2.md": "rodwheel"}))
    assert ends(unknown, "database") == ends(unknown, "rod wheel") == {}


def test_camel_case_is_words() -> None:
    index = index_of(site({"1.md": "", "2.md": ""}, {"1.md": "RearPort", "2.md": "eBay"}))
    assert ends(index, "rear port") == {"RearPort": True}
    assert ends(index, "e bay") == {}


def test_code_is_found_by_its_characters() -> None:
    index = index_of(site({"1.md": "<h2 id='a'><code>turn_it</code></h2>"}))
    assert {text: str(index.phrases[number].options[0].target) for text, number in index.code.items()} == {
        "turn_it": "1.md#a"
    }


def test_order_of_pages_is_no_matter() -> None:
    pages = {f"{n}.md": f"<p>word{n} and words of {n}</p><h2 id='x'>Part {n} of widget</h2>" for n in range(9)}
    one, other = (index_of(site(dict(order))) for order in (pages.items(), reversed(pages.items())))
    assert one.phrases == other.phrases
    assert one.trie == other.trie


def test_an_empty_site() -> None:
    index = index_of(site({}))
    assert (index.phrases, index.trie, index.code) == ((), {}, {})


def test_a_phrase_of_many_pages_stands_for_those_alone_that_declare_it() -> None:
    pages = {f"{number}.md": "" for number in range(11)}
    meta = {"3.md": {"aliases": ["widget"]}}
    linking = {"x.md": '<p><a href="../4/">widget</a></p>'}
    index = index_of(site({**pages, **linking}, dict.fromkeys(pages, "Widget"), meta))
    assert set(options(index)["widget"]) == {"3.md", "4.md"}
    assert options(index_of(site(pages, dict.fromkeys(pages, "Widget")))) == {}
