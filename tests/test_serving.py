"""Edits under `mkdocs serve`: linked again as a fresh build would link them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing import EVERYTHING, FLAT, facts, limits
from laws.strategies import Drawn, metas, sites, titles
from mkdocs_autolink.confidence import Weights, shipped_weights
from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.pages import Glance, PageFacts, edited_site, read_site
from mkdocs_autolink.pipeline import Linker
from mkdocs_autolink.rewrite import unlink
from mkdocs_autolink.serving import Circumstances, KeptBuild
from mkdocs_autolink.settings import Settings

PAGES = {
    "index.md": "<h1>Home</h1><p>Set up a widget first.</p>",
    "widget.md": "<h1>Widget</h1><p>Needs a rear port.</p>",
    "port.md": "<h1>Rear port</h1><p>For the widget.</p>",
}
NOTHING = frozenset[str]()


@pytest.fixture(autouse=True, scope="module")
def flat() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mkdocs_autolink.pipeline.shipped_weights", lambda: FLAT)
        yield


def linker(pages: list[PageFacts], settings: Settings = EVERYTHING) -> Linker:
    return Linker(read_site("Example", pages, settings), settings, Decisions())


def kept(settings: Settings = EVERYTHING) -> KeptBuild:
    pages = facts(PAGES)
    return KeptBuild(linker(pages, settings), glances(pages), is_reported=True)


def glances(pages: list[PageFacts]) -> dict[str, Glance]:
    return {
        one.key: Glance(
            (one.url, one.is_home, one.locale),
            one.html,
            replace(one, html="", source="", digest=""),
            f"docs/{one.key}" if one.digest else "",
        )
        for one in pages
    }


def relink(last: KeptBuild, pages: list[PageFacts], settings: Settings = EVERYTHING) -> list[str] | None:
    circumstances = Circumstances("Example", NOTHING, "", settings, Decisions())
    return last.relink(glances(pages), circumstances, lambda keys: [one for one in pages if one.key in keys])


def relinked(served: Linker, pages: list[PageFacts], edited: list[PageFacts]) -> Linker:
    """What links the pages after some of them were edited: the same as before wherever it can."""
    site = edited_site(served.site, edited, served.settings)
    if site is None:
        return linker(pages, served.settings)
    served.relink(site)
    return served


_texts = st.sampled_from(
    [
        "<p>the rear port of a widget</p>",
        "<p>ports</p>",
        "<p>quiet instalation</p>",
        "",
        "<p>rearport</p>",
        "<p>see the widget guide section</p>",
        "<h2 id='s1'>Widget of Guide</h2>",
        "<h2 id='s3'>Installation Guide</h2><p>the installation</p>",
        "<p><a href='../a/'>rear port</a></p>",
    ]
)
_edits = st.lists(st.tuples(st.integers(0, 3), _texts, st.none() | titles, metas), min_size=1, max_size=2)
"""Each an edit of one or two pages: number, text, title and front matter."""


@pytest.mark.parametrize("weights", [FLAT, shipped_weights()], ids=["flat", "shipped"])
@given(drawn=sites, edits=st.lists(_edits, min_size=1, max_size=3))
def test_edits_are_linked_as_a_fresh_run_links_them(
    weights: Weights, drawn: Drawn, edits: list[list[tuple[int, str, str | None, dict[str, object]]]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mkdocs_autolink.pipeline.shipped_weights", lambda: weights)
        pages, settings = sorted(drawn.pages, key=lambda page: page.key), drawn.settings
        served = linker(pages, settings)
        for edit in edits:
            for number, text, title, meta in edit:
                before = pages[number]
                html = text + before.html if text else before.html[: len(before.html) // 2]
                pages[number] = replace(before, html=html)
                if title is not None:
                    pages[number] = replace(pages[number], title=title, meta=meta)
            served = relinked(served, pages, [pages[number] for number in {number for number, *_ in edit}])
            fresh = linker(pages, settings)
            assert served.site == fresh.site
            assert served.rewritten == fresh.rewritten
            assert served.result() == fresh.result()


@pytest.mark.parametrize(
    ("title", "elsewhere", "edits"),
    [
        ("Rear port", "<p>Of text.</p>", ["<p>See the rearport.</p>", "<p>Of text.</p>"]),
        ("Username", "<p>A user.</p>", ["<p>A user name.</p>", "<p>A user.</p>", "<p>Names of a user.</p>"]),
        ("Foxtrot", "<p>Fox.</p>", ["<p>The fox trots.</p>", "<p>The trot of a fox trot.</p>"]),
    ],
)
def test_a_word_that_comes_or_goes_may_spell_a_phrase(title: str, elsewhere: str, edits: list[str]) -> None:
    pages = facts({"index.md": elsewhere, "more.md": "<p>More.</p>", "named.md": f"<h1>{title}</h1>"})
    served = linker(pages)
    for text in edits:
        pages[0] = replace(pages[0], html=text)
        served = relinked(served, pages, pages[:1])
        assert served.result() == linker(pages).result()


def test_a_word_that_comes_may_spell_a_phrase_that_came_before_it() -> None:
    html = {"index.md": "<p>Of text.</p>", "more.md": "<p>More.</p>", "named.md": "<h1>Rear port</h1>"}
    served = linker(facts(html))
    for key, text in (
        ("index.md", "<p>See the rearport.</p>"),
        ("index.md", "<p>Of text.</p>"),
        ("named.md", "<h1>Front door</h1>"),
        ("index.md", "<p>See the frontdoor.</p>"),
    ):
        html[key] = text
        pages = facts(html)
        assert relinked(served, pages, [page for page in pages if page.key == key]) is served
        assert served.result() == linker(pages).result()
    assert served.rewritten["index.md"].links == 1


def test_a_name_that_comes_to_another_page_is_still_found_without_its_little_words() -> None:
    html = {"aside.md": "<h1>How to set work aside</h1>", "more.md": "<p>More.</p>", "say.md": "<p>Set work aside.</p>"}
    served = linker(facts(html))
    html["more.md"] += '<h2 id="how">How to set work aside</h2>'
    pages = facts(html)
    assert relinked(served, pages, [page for page in pages if page.key == "more.md"]) is served
    assert served.result() == linker(pages).result()
    said = {one.weighed.candidate.phrase for one in served.result().plan.rejections}
    assert "How to set work aside" in said


def test_an_edit_of_text_is_linked_and_other_pages_stay() -> None:
    last = kept()
    before = dict(last.linker.rewritten)
    pages = facts(PAGES | {"index.md": "<h1>Home</h1><p>Set up a rear port, then a widget.</p>"})
    assert relink(last, pages) == ["index.md"]
    assert not last.is_reported
    assert last.linker.rewritten["index.md"].links == 2
    assert all(last.linker.rewritten[key] == before[key] for key in ("widget.md", "port.md"))


def test_what_an_edit_changes_in_a_file_alone_is_for_the_report() -> None:
    files = {f"docs/{key}": ("", f"digest of {key}") for key in PAGES}
    before = [replace(page, digest=f"digest of {page.key}") for page in facts(PAGES)]
    last = KeptBuild(linker(before), glances(before), is_reported=True)
    links = last.linker.rewritten
    moved = {"docs/port.md": ("\n\n", "another")}
    now = [replace(page, source="\n\n", digest="another") if page.key == "port.md" else page for page in before]
    assert relink(last, now) == []
    last.read_files((files | moved).get)
    assert not last.is_reported
    assert last.linker.rewritten is links
    assert last.linker.result() == linker(now).result()


def test_what_has_no_file_any_more_stays_as_it_was_read() -> None:
    before = [replace(page, source=page.html, digest="" if page.key == "port.md" else "one") for page in facts(PAGES)]
    last = KeptBuild(linker(before), glances(before), is_reported=True)
    last.read_files({"docs/port.md": ("Other", "other"), "docs/index.md": (PAGES["index.md"], "one")}.get)
    assert last.is_reported
    assert last.linker.site == linker(before).site


def test_a_build_without_an_edit_keeps_everything() -> None:
    last = kept()
    assert relink(last, facts(PAGES)) == []
    assert last.is_reported


def test_bodies_are_made_anew_after_edits_alone_and_in_the_order_asked_for() -> None:
    last = kept()
    first = dict(last.linked_bodies(["port.md", "index.md", "widget.md"]))
    assert list(first) == ["port.md", "index.md", "widget.md"]
    assert all(body.before == PAGES[key] and unlink(body.after) == body.before for key, body in first.items())
    relink(last, facts(PAGES | {"index.md": "<h1>Home</h1><p>Set up each widget first.</p>"}))
    again = last.linked_bodies(["index.md", "port.md", "gone.md", "widget.md"])
    assert list(again) == ["index.md", "port.md", "widget.md"]
    assert [key for key, body in again.items() if body is first[key]] == ["port.md", "widget.md"]
    assert "each <a " in again["index.md"].after
    relink(last, facts(PAGES | {"index.md": "<h1>Home</h1>"}))
    assert list(last.linked_bodies(PAGES)) == ["widget.md", "port.md"]


@pytest.mark.parametrize(
    "pages",
    [
        facts(PAGES | {"more.md": "<p>More</p>"}),
        facts({key: html for key, html in PAGES.items() if key != "port.md"}),
        facts(PAGES, directories=False),
        facts(PAGES, locale="de"),
        facts(PAGES, is_home=False),
    ],
    ids=["new page", "page gone", "other addresses", "other languages", "other home"],
)
def test_what_is_no_edit_of_pages_asks_for_a_new_build(pages: list[PageFacts]) -> None:
    assert relink(kept(), pages) is None


SITE = PAGES | {
    "guide.md": "<h1>Guide</h1><h2 id='setup'>Setup of ports</h2><p id='p'>To install, see the fox trot.</p>",
    "install.md": "<h1>Installation</h1>",
    "notes.md": "<h1>Notes</h1><p>The rear port, a <a href='../widget/'>small device</a> and its gadgets; a rear of"
    " port and the gadget guides. Instalation of ports, user names.</p>",
    "slips.md": "<p>A disconected storage pool, a disconected pool of the <code>for</code>.</p>",
    "para.md": "<h1>Para</h1><p>See <a href='../guide/#p'>the paragraph</a>.</p>",
    "user.md": "<h1>User names</h1><p>The <code>RearPort</code> of a quiet corner: the installation guide.</p>",
    "x/disk.md": "<h1>Disconnected</h1><p>It is disconnected. A small device.</p>",
    "x/pool.md": "<p>Once disconnected, it is done. See the paragraph.</p>",
    "x/rear.md": "<p>A rear of port.</p>",
}


@pytest.mark.parametrize("weights", [FLAT, shipped_weights()], ids=["flat", "shipped"])
@pytest.mark.parametrize(
    ("key", "html", "title", "meta"),
    [
        ("widget.md", "<h1>Gadget</h1>", "", {}),
        ("widget.md", PAGES["widget.md"], "Gadget", {}),
        ("widget.md", PAGES["widget.md"], "Rear port", {}),
        ("widget.md", PAGES["widget.md"], "Widget v1.2", {}),
        ("port.md", "<h1>Port</h1>", "", {}),
        ("port.md", "<h1>Rear of the port</h1>", "", {}),
        ("port.md", "<h1>Rear of gadgets</h1>", "", {}),
        ("port.md", "<h1>RearPort</h1>", "", {}),
        ("port.md", "<h1>Rearport</h1>", "", {}),
        ("guide.md", "<h1>Installation</h1>", "", {}),
        ("guide.md", "<h1>Rear of things</h1>", "", {}),
        ("guide.md", "<h1>Disconnected pool</h1>", "", {}),
        ("guide.md", "<h1>Guide</h1><h2 id='for'><code>for</code></h2>", "", {}),
        ("guide.md", SITE["guide.md"] + "<p>After the installation.</p>", "", {}),
        ("guide.md", "<h1>Guide</h1><h2 id='set'>Rear port</h2>", "", {}),
        ("guide.md", "<h1>Guide</h1><h2 id='setup'>User names</h2>", "", {}),
        ("guide.md", "<h1>Guide</h1><h2 id='device'>Small devices</h2>", "", {}),
        ("guide.md", "<h1>Guide</h1><h2 id='fox'>Foxtrot</h2>", "", {}),
        ("guide.md", "<h1>Guide</h1><h2 id='RearPort'><code>RearPort</code></h2>", "", {}),
        ("guide.md", SITE["guide.md"], "", {"keywords": ["quiet corner"], "autolink": {"never": ["fox"]}}),
        ("guide.md", SITE["guide.md"], "", {"autolink": {"target": False}}),
        ("guide.md", SITE["guide.md"].replace("id='p'", "id='q'"), "", {}),
        ("guide.md", SITE["guide.md"], "", {"autolink": {"sources": 1}}),
        ("user.md", "<h1>Username</h1>", "", {}),
        ("user.md", "<h1>User names</h1><p>A <a href='../guide/#setup'>setup</a>.</p>", "", {}),
        ("notes.md", "<h1>Notes</h1><p>The <a href='../guide/'>small device</a>.</p>", "", {}),
    ],
)
def test_another_title_or_heading_is_linked_as_in_a_fresh_run_and_back(
    weights: Weights, key: str, html: str, title: str, meta: dict[str, object]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mkdocs_autolink.pipeline.shipped_weights", lambda: weights)
        wrong = {"notes.md": {"autolink": {"odd": 1}}}
        before = facts(SITE, {"index.md": "Home"}, wrong)
        now = facts(SITE | {key: html}, {"index.md": "Home", key: title}, wrong | {key: meta})
        served = linker(before)
        fresh = linker(before).result(), linker(now).result()
        assert fresh[0] != fresh[1]
        for pages, result in ((now, fresh[1]), (before, fresh[0]), (now, fresh[1])):
            assert relinked(served, pages, [page for page in pages if page.key == key]) is served
            assert served.result() == result


def test_text_in_another_language_asks_for_a_new_build() -> None:
    german = "<p>Die und der von den mit auf ist im dem nicht ein eine als auch es an wird aus wie bei oder.</p>"
    before, now = facts(PAGES, locale=""), facts(PAGES | {"index.md": german}, locale="")
    assert edited_site(linker(before).site, before[:1], EVERYTHING) is not None
    assert edited_site(linker(before).site, now[:1], EVERYTHING) is None


def test_a_keyword_that_one_page_more_has_names_none_of_them() -> None:
    html = {"a.md": "<p>A widget.</p>", "b.md": "", "c.md": "", "e.md": "", "widget.md": "<h1>Widget</h1><p>Zeta.</p>"}
    metas: dict[str, dict[str, object]] = {key: {"keywords": ["zeta"]} for key in ("a.md", "b.md", "c.md")}
    before, now = facts(html, meta=metas), facts(html, meta=metas | {"e.md": {"keywords": ["zeta"]}})
    served = linker(before)
    assert any(("names this page", 1.0) in link.weighed.signals for link in served.result().plan.links)
    assert relinked(served, now, now[3:4]) is served
    assert served.result() == linker(now).result()


def test_a_section_that_comes_or_goes_is_where_a_reviewer_leads_to() -> None:
    decisions = Decisions((Decision("widget", "widget.md", Verdict.RETARGET, to="port.md#pins"),))
    with_pins = facts(PAGES | {"port.md": "<h1>Rear port</h1><p id='pins'>Pins.</p>"})
    without = facts(PAGES | {"port.md": "<h1>Rear port</h1><p>Pins.</p>"})
    served, fresh, back = (
        Linker(read_site("Example", pages, EVERYTHING), EVERYTHING, decisions)
        for pages in (with_pins, without, with_pins)
    )
    assert fresh.result().plan != back.result().plan
    for pages, other in ((without, fresh), (with_pins, back), (without, fresh)):
        assert relinked(served, pages, [one for one in pages if one.key == "port.md"]) is served
        assert served.result() == other.result()


def test_an_edit_that_strands_a_retarget_is_linked_anew() -> None:
    decisions = Decisions((Decision("gadget", "port.md#pins", Verdict.RETARGET, to="widget.md"),))
    before = facts(PAGES | {"port.md": "<h1>Rear port</h1><p id='pins'>Pins.</p>"})
    now = facts(PAGES | {"port.md": "<h1>Rear port</h1><p>Pins.</p>"})
    last = KeptBuild(
        Linker(read_site("Example", before, EVERYTHING), EVERYTHING, decisions), glances(before), is_reported=True
    )
    circumstances = Circumstances("Example", NOTHING, "", EVERYTHING, decisions)
    assert last.relink(glances(now), circumstances, lambda _: now[2:]) is None


def test_a_link_more_gives_an_orphan_s_place_to_another() -> None:
    settings = replace(limits(links_per_page=1), prefer="orphans")
    html = PAGES | {"index.md": "<h1>Home</h1><p>The widget and rear port.</p>", "more.md": "<p>More.</p>"}
    for target in ("widget", "port"):
        before, now = facts(html), facts(html | {"more.md": f"<p>See <a href='../{target}/'>here</a>.</p>"})
        served = linker(before, settings)
        assert relinked(served, now, now[-1:]) is served
        assert served.result() == linker(now, settings).result()


@pytest.mark.parametrize(
    ("words", "edited"),
    [
        (["Rear port.", "A.", "B.", "C."], ["Rear port.", "A rearport.", "B rearport.", "C."]),
        (["A disconected one."] * 2 + ["A."] * 2, ["A disconected one."] * 4),
    ],
)
def test_pages_that_are_edited_at_once_are_counted_together(words: list[str], edited: list[str]) -> None:
    named = {
        "x.md": "<h1>Rear port</h1>",
        **{f"y{n}.md": "<h1>Disconnected</h1><p>Disconnected.</p>" for n in range(6)},
    }
    before = facts({f"{n}.md": f"<p>{text}</p>" for n, text in enumerate(words)} | named)
    now = facts({f"{n}.md": f"<p>{text}</p>" for n, text in enumerate(edited)} | named)
    served = linker(before)
    assert relinked(served, now, [new for old, new in zip(before, now, strict=True) if old != new]) is served
    assert served.result() == linker(now).result()
    assert served.result() != linker(before).result()


def test_of_longer_phrases_that_are_equal_the_first_still_decides() -> None:
    html = {
        "a.md": "<p>The alpha beta gamma delta, <a href='../b/'>it</a>.</p>",
        "b.md": "",
        "c.md": "<h1>Beta gamma</h1>",
    }
    names = ["alpha beta gamma", "beta gamma delta"]
    before, now = facts(html, meta={"b.md": {"keywords": names}}), facts(html, meta={"b.md": {"keywords": names[::-1]}})
    served = linker(before)
    assert served.result() != linker(now).result()
    assert relinked(served, now, now[1:2]) is served
    assert served.result() == linker(now).result()


def test_another_word_may_become_the_rarest_of_a_phrase() -> None:
    html = {"a.md": "<p>The beta alpha x beta.</p>", "b.md": "<h1>Alpha beta</h1>", "c.md": "<p>Beta.</p>"}
    before, now = facts(html), facts(html | {"c.md": "<p>Alpha.</p>"})
    served = linker(before)
    assert served.rewritten["a.md"] != linker(now).rewritten["a.md"]
    assert relinked(served, now, now[2:]) is served
    assert served.result() == linker(now).result()


def test_other_options_ask_for_a_new_build() -> None:
    assert relink(kept(), facts(PAGES), replace(EVERYTHING, mode="propose")) is None


def test_a_mention_that_goes_bears_on_the_page_that_it_named() -> None:
    before, now = facts(PAGES), facts(PAGES | {"port.md": "<h1>Rear port</h1><p>For it.</p>"})
    served = linker(before)
    assert any(("names this page", 1.0) in link.weighed.signals for link in served.result().plan.links)
    assert relinked(served, now, [one for one in now if one.key == "port.md"]) is served
    assert served.result() == linker(now).result()


@pytest.mark.parametrize(
    ("target", "edited"),
    [
        ("<h1>Rear port</h1><p>A shop.</p>", "<h1>Rear port</h1><p>Quiet, in a shop.</p>"),
        ("<h1>Rear port</h1><p>Quiet, in a shop.</p>", "<h1>Front port</h1><h2 id='r'>Rear port</h2><p>A shop.</p>"),
    ],
    ids=["text", "title"],
)
def test_words_that_a_target_shares_with_a_page_bear_on_that_page(target: str, edited: str) -> None:
    html = {"a.md": "<p>A quiet rear port.</p>", "b.md": target, "c.md": "<p>Quiet rear port. Rear port.</p>"}
    before, now = facts(html), facts(html | {"b.md": edited})
    served = linker(before)
    assert served.result() != linker(now).result()
    assert relinked(served, now, now[1:2]) is served
    assert served.result() == linker(now).result()


def test_where_a_phrase_is_said_most_is_counted_again() -> None:
    html = {
        "a.md": "<p>A rear port.</p>",
        "b.md": "<h1>Rear port</h1><p>Rear port.</p>",
        "c.md": "<p>Rear port, rear port.</p>",
    }
    before, now = facts(html), facts(html | {"c.md": "<p>A rear port.</p>"})
    served = linker(before)
    for pages, most in ((now, True), (before, False), (now, True)):
        assert relinked(served, pages, pages[2:]) is served
        assert served.result() == linker(pages).result()
        links = [link for link in served.result().plan.links if link.weighed.candidate.page == "a.md"]
        assert links
        assert all((("no page says it more", 1.0) in link.weighed.signals) == most for link in links)


def test_a_word_less_elsewhere_gives_its_link_to_another_page() -> None:
    settings = limits(links_per_target=1)
    last = kept(settings)
    taken = [key for key, page in last.linker.rewritten.items() if "widget/" in page.html]
    assert len(taken) == 1
    pages = facts(
        PAGES | {taken[0]: "<h1>Home</h1><p>Nothing.</p>" if taken[0] == "index.md" else "<h1>Rear port</h1>"}
    )
    assert relink(last, pages, settings) == taken
    assert [key for key, page in last.linker.rewritten.items() if "widget/" in page.html] == [
        *({"index.md", "port.md"} - set(taken))
    ]
