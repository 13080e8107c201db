"""Mentions with their targets, and where in the HTML they are."""

from __future__ import annotations

from math import log

import pytest

from drawing import candidates_of, index_of, options, site
from mkdocs_autolink.candidates import Candidate
from mkdocs_autolink.confidence import Scorer, Weights, shipped_weights
from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.evidence import GOOD_FOLDER, NAMESAKE
from mkdocs_autolink.finder import Finder
from mkdocs_autolink.hits import Match
from mkdocs_autolink.index import Index
from mkdocs_autolink.namings import Origin
from mkdocs_autolink.page_evidence import GOOD_PAGE
from mkdocs_autolink.pairs import NO_BAR, Bar
from mkdocs_autolink.site import Site, Target


def widgets(html: str, **titles: str) -> Site:
    """A page `here.md`, a page Widget, and others as told."""
    pages = {f"{key}.md": title for key, title in {"w": "Widget", **titles}.items()}
    return site({"here.md": html, **dict.fromkeys(pages, "")}, pages)


def find_candidates(drawn: Site, index: Index, bar: Bar) -> list[Candidate]:
    finder = Finder(drawn, index, bar)
    return [candidate for page in drawn.pages for candidate in finder.candidates(page)]


def only(drawn: Site) -> Candidate:
    (found,) = candidates_of(drawn)
    return found


def evidence(candidate: Candidate) -> dict[str, float]:
    return {name: value for group in candidate.evidence for name, value in group}


def test_a_candidate() -> None:
    html = "<h1>x</h1><p>first words</p><h2>y</h2><p>then some widgets</p>"
    found = only(widgets(html))
    assert html[found.start : found.end] == found.anchor_text == "widgets"
    assert (found.page, found.phrase, found.target) == ("here.md", "Widget", Target("w.md"))
    assert (found.origin, found.match) == (Origin.TITLE, Match.INFLECTED)
    assert (found.section, found.word, found.listed, found.part_of) == (1, 4, False, "")
    assert 0.8 < found.likeness < 1


@pytest.mark.parametrize(
    ("html", "linked"),
    [
        ("<p>the widget</p>", "widget"),
        ("<p>&lt;widget&gt;</p>", "widget"),
        ("<p>&amp;&#x1F600; <b>wid&shy;get</b></p>", "wid&shy;get"),
        ("<p>a\r\nwidget\r\n</p>", "widget"),
        ("<p>\U0001f600 widget</p>", "widget"),
        ('<p>the <code class="x">Widget</code></p>', '<code class="x">Widget</code>'),
    ],
)
def test_the_place_in_the_html(html: str, linked: str) -> None:
    found = only(widgets(html))
    assert html[found.start : found.end] == linked


def test_a_page_does_not_mention_itself() -> None:
    assert candidates_of(site({"w.md": "<p>the widget</p>"}, {"w.md": "Widget"})) == []


def test_a_page_that_is_no_source_has_no_candidates() -> None:
    drawn = site(
        {"here.md": "<p>widget</p>", "w.md": ""}, {"w.md": "Widget"}, {"here.md": {"autolink": {"source": False}}}
    )
    assert candidates_of(drawn) == []


def test_every_target_is_a_candidate() -> None:
    found = candidates_of(widgets("<p>the widget</p>", v="Widgets"))
    assert [str(candidate.target) for candidate in found] == ["v.md", "w.md"]
    assert [candidate.phrase for candidate in found] == ["Widgets", "Widget"]


def test_a_part_of_a_longer_name() -> None:
    found = candidates_of(widgets("<p>the widget guide, the widget</p>", g="Widget Guide"))
    assert [(one.anchor_text, one.part_of) for one in found] == [
        ("widget guide", ""),
        ("widget", "Widget Guide"),
        ("widget", ""),
    ]


def test_a_part_of_a_longer_heading_is_no_part() -> None:
    drawn = site(
        {"here.md": "<p>the widget guide</p>", "w.md": "", "g.md": "<h2 id='a'>Widget guide</h2>"}, {"w.md": "Widget"}
    )
    assert [(one.anchor_text, one.part_of) for one in candidates_of(drawn)] == [("widget guide", ""), ("widget", "")]


@pytest.mark.parametrize(
    ("html", "listed"),
    [
        ("<ul><li>Widget</li></ul>", True),
        ("<ul><li><b>Widget</b></li></ul>", True),
        ("<ul><li>Widget: a thing</li></ul>", True),
        ("<ul><li>Widget makes things</li></ul>", False),
        ("<ul><li>A widget</li></ul>", False),
        ("<table><tr><td>Widget</td></tr></table>", True),
        ("<p>Widget</p>", False),
        ("<ul><li><p>Widget</p><p>and more</p></li></ul>", True),
    ],
)
def test_entries_of_listings(html: str, listed: bool) -> None:
    assert only(widgets(html)).listed is listed


def test_candidates_are_in_reading_order() -> None:
    found = candidates_of(widgets("<p>gadget widget</p><p>widget gadget</p>", g="Gadget"))
    assert [one.anchor_text for one in found] == ["gadget", "widget", "widget", "gadget"]
    assert [one.start for one in found] == sorted(one.start for one in found)


def test_what_stays_below_the_bar_is_no_candidate() -> None:
    drawn = widgets("<p>the widget and the gadget</p>", g="Gadget")
    index = index_of(drawn)
    assert "widget" in options(index)
    assert find_candidates(drawn, index, Bar(len, 100.0)) == []
    assert len(find_candidates(drawn, index, NO_BAR)) == 2


def test_what_is_asked_for_passes_every_bar() -> None:
    drawn = site(
        {"here.md": "<p>the widget</p>", "w.md": ""}, {"w.md": "W"}, {"w.md": {"autolink": {"keywords": ["widget"]}}}
    )
    assert len(find_candidates(drawn, index_of(drawn), Bar(len, 100.0))) == 1


def test_rivals_of_what_reaches_the_bar_are_looked_at() -> None:
    drawn = site(
        {"a/here.md": "<p>the widget</p>", "a/w.md": "", "b/w.md": ""}, {"a/w.md": "Widget", "b/w.md": "Widget"}
    )
    heard = ("near in the tree", "first mention")
    bar = Bar(lambda group: sum(value for name, value in group if name in heard), 0.5)
    assert {one.target.page for one in find_candidates(drawn, index_of(drawn), bar)} == {"a/w.md", "b/w.md"}


@pytest.mark.parametrize("text", ["<em>big alpha</em><b>beta small</b>", "<p>alpha</p><p>beta</p>"])
def test_a_name_with_a_nul_meets_no_two_runs(text: str) -> None:
    drawn = site({"here.md": text, "l.md": '<p><a href="../f/">alpha\0beta</a></p>', "f.md": ""}, {"f.md": "F"})
    assert all(one.anchor_text != "alpha\0beta" for one in candidates_of(drawn))


def test_a_bar_takes_no_candidate_that_reaches_it() -> None:
    html = "<p>See the widget guide, a widget and two gadgets.</p><ul><li>Widget</li></ul>"
    drawn = widgets(html, g="Gadget", v="Widget", w="Widget Guide")
    weights = Weights(-2.0, {"rare": 1.0, "near in the tree": 1.5, "this page's name": 2.0, "in: list": -3.0})
    scorer = Scorer(weights)
    everything = find_candidates(drawn, index_of(drawn), NO_BAR)
    kept = find_candidates(drawn, index_of(drawn), scorer.bar(0.6))
    least = scorer.bar(0.6).least + weights.bias
    assert 0 < len(kept) < len(everything)
    assert kept == [one for one in everything if scorer.log_odds(one.evidence[:6]) > least]


def test_evidence_has_each_name_once_and_a_number() -> None:
    html = """<p>See the <b>widget</b> guide, two widgets (Widget). <a href="../v/">widget</a></p>
        <ul><li>Widget</li></ul><h2>Widget</h2><p>the <code>Widget</code></p>"""
    found = candidates_of(widgets(html, v="Widgets", g="Widget Guide"))
    assert len(found) > 5
    for candidate in found:
        names = [name for group in candidate.evidence for name, _ in group]
        assert len(set(names)) == len(names)
        assert all(-100 < value < 100 for value in evidence(candidate).values())
    assert "same spelling" in evidence(next(one for one in found if one.anchor_text == one.phrase))
    assert "same spelling" not in evidence(next(one for one in found if one.anchor_text != one.phrase))


def test_pages_of_news_say_so() -> None:
    (found,) = candidates_of(site({"changelog.md": "<p>See the widget.</p>", "w.md": ""}, {"w.md": "Widget"}))
    assert "dated page" in evidence(found)


def test_a_page_and_its_target_have_to_do_with_each_other() -> None:
    drawn = site(
        {
            "here.md": "<p>Turn the crank. The widget has a crank and a lever.</p>",
            "w.md": '<h2 id="c">Crank</h2><h2 id="l">Lever</h2><p>The handle.</p>',
            "v.md": '<h2 id="s">Spindle</h2>',
            "there.md": "<p>The crank and the spindle.</p>",
        },
        {"here.md": "Handle", "w.md": "Widget", "v.md": "Valve", "there.md": "There"},
    )
    found = {(one.page, one.phrase): evidence(one) for one in candidates_of(drawn)}
    named = found["here.md", "Crank"]
    assert named["its page is named here"] == named["names this page"] == 1
    assert named["phrases for it here"] == pytest.approx(log(3))
    assert "its page is named here" not in found["here.md", "Widget"]
    alone = found["there.md", "Spindle"]
    assert alone.keys().isdisjoint({"its page is named here", "names this page", "phrases for it here"})


@pytest.mark.parametrize(
    ("title", "text"), [("Systems", "the system"), ("System", "two systems"), ("Widget", "widgets")]
)
def test_everyday_words_are_known_in_every_form(title: str, text: str) -> None:
    found = only(site({"here.md": f"<p>{text}</p>", "w.md": ""}, {"w.md": title}))
    assert ("everyday word" in evidence(found)) == (title != "Widget")


@pytest.mark.parametrize("title", ["Configuration", "Installation", "Permissions", "Flags", "Validate", "Tutorials"])
def test_what_every_manual_speaks_of_is_an_everyday_word(title: str) -> None:
    found = only(site({"here.md": f"<p>{title.lower()}</p>", "w.md": ""}, {"w.md": title}))
    assert "everyday word" in evidence(found)


@pytest.mark.parametrize(
    ("title", "other", "general"),
    [("Options", "Options", True), ("Options", "Gear", False), ("Widget", "Widget", False)],
)
def test_a_general_name_is_known_where_several_pages_bear_it(title: str, other: str, general: bool) -> None:
    drawn = site({"here.md": f"<p>{title}</p>", "w.md": "", "v.md": ""}, {"w.md": title, "v.md": other})
    found = {one.target.page: evidence(one) for one in candidates_of(drawn)}
    assert ("general name of several" in found["w.md"]) == general


@pytest.mark.parametrize(("title", "says_more"), [("Brass widget", False), ("Widget", True)])
def test_what_authors_call_a_page_counts_where_its_title_does_not_say_it(title: str, says_more: bool) -> None:
    link = '<p>a <a href="../w/">brass widget</a></p>'
    drawn = site({"here.md": "<p>a brass widget</p>", "there.md": link, "w.md": ""}, {"w.md": title})
    found = {one.anchor_text: evidence(one) for one in candidates_of(drawn)}["brass widget"]
    assert ("origin: anchor text" in found) == says_more
    assert found["linked by authors"] == 1


@pytest.mark.parametrize(("name", "_"), [*GOOD_PAGE, *GOOD_FOLDER, *NAMESAKE])
def test_what_counts_as_good_speaks_for_a_link(name: str, _: float) -> None:
    """Else a candidate could reach the bar that was taken for hopeless."""
    assert shipped_weights().terms[name] > 0


def test_many_phrases_for_a_target_count_as_some() -> None:
    words = [f"{one}{other}x" for one in "abcd" for other in "klm"]
    headings = "".join(f'<h2 id="{word}">{word}</h2>' for word in words)
    drawn = site({"here.md": f"<p>{', '.join(words)}</p>", "w.md": headings}, {"w.md": "Widget"})
    assert {evidence(one)["phrases for it here"] for one in candidates_of(drawn)} == {log(8)}


@pytest.mark.parametrize(
    ("text", "first", "lead"),
    [
        ("<p>Alpha turns.</p>", True, True),
        ("<p>Alpha</p>", True, False),
        ("<p>The alpha.</p>", False, False),
        ("<h2>y</h2><p>Alpha turns.</p>", True, False),
        ("<h2>y</h2><p>The alpha.</p>", False, False),
    ],
)
def test_what_stands_first_is_told_here(text: str, first: bool, lead: bool) -> None:
    headed = '<h1>w</h1><h2 id="a">Alpha</h2>'
    for pages, titles in (({"w.md": headed}, {"w.md": "Widget"}), ({"a.md": ""}, {"a.md": "Alpha"})):
        found = evidence(only(site({"here.md": f"<h1>x</h1>{text}", **pages}, titles)))
        assert ("section, starts the text" in found) == (first and "w.md" in pages)
        assert ("starts the text, in the lead" in found) == lead


def test_a_section_that_is_called_like_one_here() -> None:
    headed = '<h1>{}</h1><h2 id="a">Alpha</h2><p>Of alpha.</p>'
    drawn = site({"here.md": headed.format("x"), "w.md": headed.format("w"), "more.md": "<p>an alpha</p>"})
    like = {(one.page, one.target.page): "section, this page's words" in evidence(one) for one in candidates_of(drawn)}
    assert like == {
        ("here.md", "w.md"): True,
        ("w.md", "here.md"): True,
        ("more.md", "here.md"): False,
        ("more.md", "w.md"): False,
    }


@pytest.mark.parametrize(
    ("here", "target", "most"),
    [(1, 1, True), (1, 2, True), (2, 1, False), (1, 0, False), (300, 255, True), (254, 253, False)],
)
def test_whether_a_page_says_a_phrase_more_than_its_target(here: int, target: int, most: bool) -> None:
    drawn = site({"here.md": "<p>widget</p>" * here, "w.md": "<p>widget</p>" * target}, {"w.md": "Widget"})
    assert all(("no page says it more" in evidence(one)) == most for one in candidates_of(drawn))


def test_words_that_one_author_linked_are_told_from_those_that_two_did() -> None:
    link = '<p><a href="../w/">the thing</a></p>'
    pages = {"here.md": "<p>It is the thing.</p>", "w.md": "", "a.md": link}
    (once,) = candidates_of(site(pages, {"w.md": "Widget"}))
    (twice,) = candidates_of(site({**pages, "b.md": link}, {"w.md": "Widget"}))
    assert evidence(once)["no word of the title"] == evidence(twice)["no word of the title"] == 1
    assert "no word of the title, one author" in evidence(once)
    assert "no word of the title, one author" not in evidence(twice)
    assert "no word of the title, in lower case" not in evidence(twice)


@pytest.mark.parametrize(
    ("linked", "headings", "told"),
    [("the thing", "", True), ("The Thing", "", False), ("the thing", "<h2 id='t'>The thing</h2>", False)],
)
def test_words_of_a_sentence_that_an_author_linked_are_told_from_names(linked: str, headings: str, told: bool) -> None:
    pages = {"here.md": f"<p>It is {linked}.</p>", "w.md": headings, "a.md": f'<p><a href="../w/">{linked}</a></p>'}
    (one,) = candidates_of(site(pages, {"w.md": "Widget"}))
    assert ("no word of the title, in lower case" in evidence(one)) == told


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("an Incoming Widget", True),
        ("use Office (Incoming Widget)", True),
        ("by Big–Widget", True),
        ("the Widget Notation", True),
        ("The Widget", False),
        ("It ends. The Widget", False),
        ("as follows: The Widget", False),
        ("with Foo, Widget", False),
        ("an incoming Widget", False),
        ("an Incoming widget", False),
        ("Widget notation", False),
    ],
)
def test_a_name_inside_a_longer_one(text: str, inside: bool) -> None:
    assert ("inside a longer name" in evidence(only(widgets(f"<p>{text}</p>")))) == inside


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("the widget factory", True),
        ("Widget factory", True),
        ("Widget", False),
        ("the widget is", False),
        ("a widget guide", False),
        ("widget (factory)", False),
        ("widget, factory", False),
        ("widget 30", False),
        ("the Widget Factory", False),
        ("<b>widget</b> factory", False),
        ("widget 木", False),
        ("widget &#x345;", False),
        ("widget <b>factory</b>", False),
    ],
)
def test_another_word_that_may_make_a_longer_name(text: str, goes_on: bool) -> None:
    assert ("another word after" in evidence(only(widgets(f"<p>{text}</p>")))) == goes_on


def test_any_word_may_be_a_little_one_in_a_language_that_none_are_known_of() -> None:
    drawn = site({"here.md": "<p>en god widget findes</p>", "w.md": ""}, {"w.md": "Widget"}, locale="da")
    assert "another word after" not in evidence(only(drawn))


@pytest.mark.parametrize(
    ("html", "is_name"),
    [
        ("<b>Widget</b> turns", True),
        ("<strong>Widget:</strong> it turns", True),
        ("<em>Steering\nwheel</em>", True),
        ("Widget turns", False),
        ("<b>widget</b> turns", False),
        ("<b>Save the Widget</b>", False),
        ("<b>Some section</b>", False),
    ],
)
def test_a_name_that_is_all_that_is_emphasised(html: str, is_name: bool) -> None:
    titles = {"w": "Widget", "s": "Steering wheel"}
    drawn = site(
        {"here.md": f"<p>{html}</p>", "w.md": "<h1>Widget</h1><h2 id='x'>Some section</h2>", "s.md": ""},
        {f"{key}.md": title for key, title in titles.items()},
    )
    found = evidence(only(drawn))
    assert ("emphasised" in found) == ("<" in html)
    assert ("emphasised name" in found) == is_name


@pytest.mark.parametrize(
    ("html", "is_label"),
    [
        ("Click Widget.", True),
        ("Click on the <b>Widget</b>.", True),
        ("Clicking <em>the</em> <b>Widget</b>", True),
        ("the Widget button", True),
        ("the <b>Widget</b> button", True),
        ("<b>Widget</b> buttons", True),
        ("Settings -> Widget -> Users", True),
        ("<b>Settings</b> > <b>Widget</b> > <b>Users</b>", True),
        ("<b>Settings</b>→<b>Widget</b> → Users", True),
        ("Settings > Widget", False),
        ("<b>Widget</b> > Users", False),
        ("Settings ></p><p>Widget</p><p>> Users", False),
        ("See Widget.", False),
        ("Click here to see the Widget.", False),
        ("the Widget and a button", False),
        ("the <b>Widget</b> and a button", False),
        ("Widget", False),
        ("<b>Widget</b>", False),
        ("Click</p><p>Widget</p><p>button", False),
    ],
)
def test_a_label_on_a_screen(html: str, is_label: bool) -> None:
    drawn = site({"here.md": f"<p>{html}</p>", "w.md": ""}, {"w.md": "Widget"}, locale="en")
    assert ("label on a screen" in evidence(only(drawn))) == is_label


# What reviewers wish for some pages only


@pytest.mark.parametrize(
    ("phrase", "target"), [("hooks", "1.md"), ("Hooks", "1.md#b"), ("gizmo", "1.md"), ("gizmo", "2.md")]
)
@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.RETARGET])
def test_a_decision_for_one_page_changes_nothing_on_others(phrase: str, target: str, verdict: Verdict) -> None:
    text = "<p>About hooks, and the gizmo.</p>"
    pages = {"here.md": text, "there.md": text, "0.md": "", "1.md": '<h1>Hooks</h1><h2 id="b">B</h2>', "2.md": ""}
    drawn = site(pages, {"0.md": "Hooks", "1.md": "Hooks", "2.md": "Gizmo"})
    decision = Decision(phrase, target, verdict, pages=("here.md",), to="0.md" if verdict is Verdict.RETARGET else "")
    wished = candidates_of(drawn, decisions=Decisions((decision,)))
    assert [one for one in wished if one.page == "there.md"] == [
        one for one in candidates_of(drawn) if one.page == "there.md"
    ]
    (here,) = [one for one in wished if one.page == "here.md" and one.origin is Origin.RULE]
    assert str(here.target) == target
    assert [signal for group in here.evidence for signal in group].count(("origin: rule", 1.0)) == 1


TEXT = "<p>You go by the backup policy, see widget/guide, and then comes the setup.</p>"
TITLES = {"b.md": "Backup", "g.md": "Go", "w.md": "Widget Guide"} | {f"{number}.md": "Setup" for number in range(12)}


@pytest.mark.parametrize(
    ("phrase", "target"),
    [
        ("backup policy", "w.md"),
        ("policy of backups", "w.md"),
        ("go", "g.md"),
        ("go", "w.md"),
        ("widget/guide", "b.md"),
        ("setup", "3.md"),
    ],
)
def test_words_that_a_decision_gives_one_page_are_told_from_others_there_alone(phrase: str, target: str) -> None:
    drawn = site({"here.md": TEXT, "there.md": TEXT, **dict.fromkeys(TITLES, "")}, TITLES)
    wished = candidates_of(drawn, decisions=Decisions((Decision(phrase, target, Verdict.ACCEPT, pages=("here.md",)),)))
    everywhere = candidates_of(drawn, decisions=Decisions((Decision(phrase, target, Verdict.ACCEPT),)))
    there = [one for one in wished if one.page == "there.md"]
    assert there == [one for one in candidates_of(drawn) if one.page == "there.md"]
    here, as_everywhere = (
        [(one.anchor_text, one.phrase, str(one.target), one.part_of) for one in found if one.page == "here.md"]
        for found in (wished, everywhere)
    )
    assert here == as_everywhere


def test_words_that_a_decision_gives_one_page_keep_none_from_being_found_on_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mkdocs_autolink.index._MOST_OF_A_WORD", 1)
    text = "<p>See the rod of the kiln, and the wheel of a kiln.</p>"
    pages = {"here.md": text, "there.md": text, "k.md": "", "w.md": "A rod, a wheel"}
    drawn = site(pages, {"k.md": "Kiln rod", "w.md": "Wheel house"})
    decision = Decision("kiln wheel", "w.md", Verdict.ACCEPT, pages=("here.md",))
    found = [(one.page, one.anchor_text) for one in candidates_of(drawn, decisions=Decisions((decision,)))]
    assert found == [("here.md", "rod of the kiln"), ("here.md", "wheel of a kiln"), ("there.md", "rod of the kiln")]


def test_a_page_is_not_known_by_words_that_mean_it_on_another_page_alone() -> None:
    text = "<p>About the gizmo of widgets.</p>"
    pages = {"here.md": text, "w.md": text, "g.md": "<p>Also widget.</p>"}
    drawn = site(pages, {"w.md": "Widget", "g.md": "Gizmo"})
    decision = Decision("gizmo", "w.md", Verdict.ACCEPT, pages=("here.md",))
    (known,) = [one for one in candidates_of(drawn, decisions=Decisions((decision,))) if one.page == "w.md"]
    assert [known] == [one for one in candidates_of(drawn) if one.page == "w.md"]


@pytest.mark.parametrize(
    ("heading", "text", "found"),
    [
        ("<code>TurnCrank</code>", "call TurnCrank or turn cranks, to turn a crank", ["TurnCrank"]),
        ("<code>turn_crank()</code>", "call turn_crank or turn the crank", ["turn_crank"]),
        ("<code>empty</code>", "when it is empty or Empty", []),
        ("<code>SRID</code>", "the SRID, the srid", ["SRID"]),
        ("<code>crank turn</code>", "run crank turn", ["crank turn"]),
        ("Turn crank", "they turn cranks", ["turn cranks"]),
    ],
)
def test_a_word_of_code_is_found_in_prose_as_it_is_written_and_no_plain_word(
    heading: str, text: str, found: list[str]
) -> None:
    drawn = site({"here.md": f"<p>{text}</p>", "w.md": f'<h2 id="x">{heading}</h2>'}, {"w.md": "Widget"})
    assert [one.anchor_text for one in candidates_of(drawn)] == found


@pytest.mark.parametrize(("beside", "is_entry"), [("", True), ('<a href="https://example.org/">Gear</a> - ', False)])
def test_an_entry_of_a_list_of_links_has_no_link_yet(beside: str, is_entry: bool) -> None:
    found = only(widgets(f"<h2>See also</h2><ul><li>{beside}the widget</li></ul>"))
    assert ("in a list of links" in evidence(found)) == is_entry


def test_a_heading_of_code_is_no_target_of_the_plain_word_that_another_page_has_as_its_name() -> None:
    drawn = site(
        {
            "a.md": "<p>Some compressors, <code>compressor</code>, a compressorName.</p>",
            "api.md": '<h2 id="c"><code>compressor</code></h2><h2 id="n"><code>compressorName</code></h2>',
            "guide.md": '<h2 id="c">Compressors</h2>',
        }
    )
    found = sorted((one.anchor_text, str(one.target)) for one in candidates_of(drawn) if one.page == "a.md")
    assert found == [
        ("compressor", "api.md#c"),
        ("compressorName", "api.md#n"),
        ("compressors", "guide.md#c"),
    ]
