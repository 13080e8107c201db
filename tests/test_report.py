from __future__ import annotations

import json
import re
from array import array
from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

import made_report
from mkdocs_autolink.author_links import Fault
from mkdocs_autolink.body import Body, Run, Zone
from mkdocs_autolink.confidence import BIAS, Weights
from mkdocs_autolink.decisions import Decisions, Verdict
from mkdocs_autolink.errors import ReportError
from mkdocs_autolink.graph import LinkGraph, PageLinks
from mkdocs_autolink.outcomes import Plan, Reason, Rejection
from mkdocs_autolink.pipeline import Result
from mkdocs_autolink.report import (
    REASONS,
    DecisionState,
    Report,
    ReportBrokenLink,
    ReportDecision,
    build_report,
    render_markdown,
    summary_line,
    write_report,
)
from mkdocs_autolink.report.context import placed_runs, surroundings
from mkdocs_autolink.report.html_report import MOST_REJECTIONS
from mkdocs_autolink.report.lines import LineFinder, LinkFinder, read_source
from mkdocs_autolink.report.markdown_text import COMMENT_LIMIT, bullets
from mkdocs_autolink.report.reasons import NEAR
from mkdocs_autolink.report.text import UNSHOWN, is_plain
from mkdocs_autolink.settings import ReportOptions, Settings
from mkdocs_autolink.site import Page, Problem, Site, Target
from rendered import as_html, as_json
from report_site import PAGES, made_result

HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<!-- <style>*{display:none}</style>",
    "{{ 7 * 7 }} {% raw %}",
    "a\u202egnp.exe\u2066 \u200f\x00\x1b[31m\ud800",
    "one\r\ntwo\n\n# three\u2028four",
    "`code` ``` | **bold** _x_ [link](http://evil.example) ![i](x) @someone #1 www.evil.example",
    "</summary></details><h1>big</h1>",
    "&lt;b&gt; &amp;",
    "long " * 2_000,
    "\u05e2\u05d1\u05e8\u05d9\u05ea \u4e2d\u6587",
)
EVERY_CHARACTER = [chr(number) for number in range(0x110000)]
SETTINGS = Settings()


def settings(rejected: str) -> Settings:
    return Settings(report=ReportOptions(rejected=rejected))


@cache
def hostile_report() -> Report:
    """Titles, a site's name, phrases, sentences and messages that try to break out."""
    titles = dict(zip(sorted(PAGES), HOSTILE, strict=True))
    return build_report(made_result(titles, spoil=f" {' '.join(HOSTILE)}"), SETTINGS)


@cache
def plain_report() -> Report:
    return build_report(made_result(), SETTINGS)


@cache
def page_of(report: Report) -> LexborHTMLParser:
    return LexborHTMLParser(as_html(report))


def one(tree: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    (found,) = tree.css(selector)
    return found


def loaded(report: Report) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(as_json(report))
    return data


# Building


def test_totals_count_what_the_plan_holds() -> None:
    result = made_result()
    totals = build_report(result, SETTINGS).totals
    assert totals.links == len(result.plan.links) == 42
    assert totals.candidates == totals.links + sum(number for _, number in totals.rejected)
    assert sum(band.links for band in totals.confidence) == totals.links
    assert totals.links_to_sections == sum(bool(x.weighed.candidate.target.fragment) for x in result.plan.links)
    assert totals.unreviewed == sum(link.verdict is None for link in result.plan.links)
    assert totals.author_links == sum(page.outlinks for page in result.before.pages)


def test_a_confidence_is_listed_in_the_step_that_it_is_counted_in() -> None:
    result = made_result()
    first, *others = result.plan.links
    nearly = replace(first, weighed=replace(first.weighed, confidence=0.79996))
    report = build_report(replace(result, plan=replace(result.plan, links=(nearly, *others))), SETTINGS)
    assert [band.links for band in report.totals.confidence] == [
        sum(band.low <= link.confidence < band.high or link.confidence == band.high == 1 for link in report.links)
        for band in report.totals.confidence
    ]


def test_every_reason_is_counted_even_where_it_stopped_nothing() -> None:
    assert [reason for reason, _ in plain_report().totals.rejected] == list(Reason)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence(reason: Reason) -> None:
    assert re.fullmatch(r"[A-Z].*\.", REASONS[reason])
    assert REASONS[reason].count("`") % 2 == 0


def test_near_lists_rejections_little_below_the_threshold_that_did_not_lose_to_their_like() -> None:
    report = build_report(made_result(), SETTINGS)
    everything = build_report(made_result(), settings("all"))
    lost = (Reason.DUPLICATE, Reason.ALREADY_LINKED, Reason.OVERLAP)
    assert report.rejected == tuple(
        entry
        for entry in everything.rejected
        if entry.confidence >= SETTINGS.min_confidence - NEAR and entry.reason not in lost
    )
    strict = replace(SETTINGS, min_confidence=0.75)
    assert {entry.confidence >= 0.75 - NEAR for entry in build_report(made_result(), strict).rejected} == {True}


def test_none_lists_no_rejection_but_counts_them_all() -> None:
    report = build_report(made_result(), settings("none"))
    assert report.rejected == ()
    assert report.totals == plain_report().totals
    assert report.ambiguous == plain_report().ambiguous


def test_ids_are_unique_and_do_not_depend_on_what_is_listed() -> None:
    everything = build_report(made_result(), settings("all"))
    ids = [entry.id for entry in (*everything.links, *everything.rejected)]
    assert len(set(ids)) == len(ids)
    assert everything.links == build_report(made_result(), settings("none")).links


def test_ids_stay_when_text_moves() -> None:
    result = made_result()
    assert [link.id for link in build_report(_moved(result), SETTINGS).links] == [
        link.id for link in build_report(result, SETTINGS).links
    ]


def _moved(result: Result) -> Result:
    """The same links, 1,000 characters further down."""
    links = []
    for link in result.plan.links:
        found = link.weighed.candidate
        found = replace(found, start=found.start + 1_000, end=found.end + 1_000)
        links.append(replace(link, weighed=replace(link.weighed, candidate=found)))
    return replace(result, plan=Plan(tuple(links), result.plan.rejections))


def test_the_order_of_the_plan_changes_nothing() -> None:
    result = made_result()
    turned = replace(result, plan=Plan(result.plan.links[::-1], result.plan.rejections[::-1]))
    assert as_json(build_report(turned, SETTINGS)) == as_json(build_report(result, SETTINGS))


def test_the_evidence_is_that_of_the_candidate_rounded() -> None:
    weights = Weights(-1.25, {"exact match": 0.5, "rarity": 1 / 3, "start": 0.0001})
    result = made_result()
    links = [replace(link, weighed=replace(link.weighed, weights=weights)) for link in result.plan.links]
    report = build_report(replace(result, plan=Plan(tuple(links), ())), SETTINGS)
    assert Counter(link.evidence for link in report.links) == Counter(
        tuple(
            (name, term)
            for name, value in link.weighed.signals
            if (term := round(link.weighed.weights.term((name, value)), 3))
        )
        for link in links
    )
    assert {link.evidence[0] for link in report.links} == {(BIAS, -1.25)}


def test_an_ambiguous_phrase_names_all_its_targets_once_per_mention() -> None:
    found = {phrase.phrase: phrase for phrase in plain_report().ambiguous}["sbatch"]
    assert found.targets == (Target("computing/batch.md", "sbatch"), Target("support/glossary.md", "terms"))
    assert found.mentions == len(found.pages) == 3


def test_an_ambiguous_phrase_names_the_rivals_that_are_no_candidates_themselves() -> None:
    result = made_result()
    held_back = next(item for item in result.plan.rejections if item.reason is Reason.AMBIGUOUS)
    alone = replace(held_back, in_favour_of="data/lustre.md#striping, nowhere.md, index.md")
    report = build_report(replace(result, plan=Plan((), (alone,))), SETTINGS)
    own = held_back.weighed.candidate.target
    expected = sorted([own, Target("data/lustre.md", "striping"), Target("index.md")])
    assert list(report.ambiguous[0].targets) == expected


def test_an_ambiguous_phrase_that_its_targets_spell_in_other_case_is_one() -> None:
    result = made_result()
    items = [item for item in result.plan.rejections if item.reason is Reason.AMBIGUOUS][1:3]  # of two places
    rejections = tuple(
        replace(item, weighed=replace(item.weighed, candidate=replace(item.weighed.candidate, phrase=phrase)))
        for item, phrase in zip(items, ("Array job", "array Job"), strict=True)
    )
    report = build_report(replace(result, plan=Plan((), rejections)), settings("all"))
    assert [(found.phrase, found.mentions) for found in report.ambiguous] == [("Array job", 2)]
    shown = LexborHTMLParser(as_html(report)).css("#ambiguous .mention")
    assert len(shown) == 2


def test_pages_split_links_into_the_authors_and_ours() -> None:
    result = made_result()
    before = {page.page: page for page in result.before.pages}
    after = {page.page: page for page in result.after.pages}
    for page in build_report(result, SETTINGS).pages:
        assert page.inlinks.author == before[page.page].inlinks
        assert page.inlinks.total == after[page.page].inlinks
        assert page.outlinks.total == after[page.page].outlinks
        assert page.is_orphan == (page.inlinks.total == 0)


# Where a mention stands


def _run(text: str, start: int, block: int = 0, **changes: Any) -> Run:
    run = Run(text, start, None, block, -1, Zone.PARAGRAPH, True, False, -1)
    return run._replace(**changes)


def _body(*runs: Run) -> Body:
    return Body(runs, (), (), frozenset(), 0)


def test_surroundings_span_the_runs_of_one_block() -> None:
    body = _body(_run("Read ", 3), _run("the disk", 16), _run(" areas\n  page.", 33), _run("Next.", 60, block=1))
    assert surroundings(placed_runs(body), 20, 39) == ("Read the ", " page.")


def test_surroundings_follow_the_offsets_of_decoded_text() -> None:
    run = _run("a & disk", 3, offsets=array("I", (3, 4, 5, 10, 11, 12, 13, 14, 15)))
    assert surroundings(placed_runs(_body(run)), 11, 15) == ("a & ", "")


def test_surroundings_of_inline_code_are_outside_of_it() -> None:
    code = _run("sbatch", 7, offsets=array("I", (7, 14, 15, 16, 17, 18, 26)), zone=Zone.CODE)
    assert surroundings(placed_runs(_body(_run("Use ", 3), code, _run(" now", 26))), 7, 26) == (
        "Use ",
        " now",
    )


def test_surroundings_are_cut_at_words_and_never_longer_than_80_characters() -> None:
    text = "word " * 40 + "disk" + " word" * 40
    before, after = surroundings(placed_runs(_body(_run(text, 0))), 200, 204)
    assert before == "word " * 16
    assert after == " word" * 16
    dense = "漢" * 200
    assert [len(side) for side in surroundings(placed_runs(_body(_run(dense, 0))), 90, 95)] == [80, 80]


@pytest.mark.parametrize("length", [1, 7, 50])
def test_surroundings_are_the_same_however_many_runs_a_block_has(length: int) -> None:
    text = "two  words\n and " * 20
    parts = [_run(text[start : start + length], start) for start in range(0, len(text), length)]
    other = _run("Another block.", len(text), block=1)
    whole, divided = placed_runs(_body(_run(text, 0), other)), placed_runs(_body(*parts, other))
    for start in range(0, len(text) - 5, 3):
        assert surroundings(divided, start, start + 5) == surroundings(whole, start, start + 5)


def test_a_place_outside_of_any_text_has_no_surroundings() -> None:
    assert surroundings(placed_runs(_body()), 5, 9) == ("", "")


@pytest.mark.parametrize(
    ("source", "before", "anchor_text", "after", "line"),
    [
        ("The disk.\n\nSee the **disk areas** [here](x.md).", "See the ", "disk areas", " here.", 3),
        ("---\ntitle: Disk areas\n---\nDisk areas", "", "Disk areas", "", 4),
        ("A disk\nareas of\na kind", "A ", "disk areas", " of a kind", 1),
        ("discs\r\ndisk\rx", "", "disk", "", 2),
        ("磁盘\n\n请参阅磁盘配额页面。", "请参阅", "磁盘配额", "页面。", 3),
        ("use `site_name` now", "use ", "site_name", " now", 1),
        ("concatenate", "", "cat", "", None),
        ("text", "", "!!", "", None),
        ("", "", "disk", "", None),
        ("--- \nnever closed disk", "", "disk", "", 2),
    ],
)
def test_the_line_is_found(source: str, before: str, anchor_text: str, after: str, line: int | None) -> None:
    assert LineFinder(source).line(before, anchor_text, after) == line


def test_equal_sentences_are_found_in_order() -> None:
    lines = LineFinder("See disk.\n\nSee disk.\n")
    assert [lines.line("See ", "disk", ".") for _ in range(3)] == [1, 3, 1]


def test_words_are_letters_and_digits_of_every_script() -> None:
    source = "".join(f"x{character}" for character in EVERY_CHARACTER)
    assert read_source(source).text.decode().split() == re.findall(r"[^\W_]+", source)


def test_text_that_is_plain_needs_no_folding_and_has_nothing_to_take_out() -> None:
    shown = "".join(filter(is_plain, EVERY_CHARACTER))
    assert len(shown) > 100_000
    assert re.sub(r"[^\S ]", "", UNSHOWN.sub("", shown)) == shown
    assert not is_plain("a  b")


def test_every_link_of_the_site_stands_on_its_line() -> None:
    result = made_result()
    for link in build_report(result, SETTINGS).links:
        rows = result.site.by_key[link.page].source.split("\n")
        assert link.line is not None
        assert f"{link.before}{link.anchor_text}{link.after}" in rows[link.line - 1]


# JSON


def test_the_json_fits_its_schema() -> None:
    schema = json.loads(files("mkdocs_autolink.report").joinpath("report.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    validator.validate(loaded(plain_report()))
    validator.validate(loaded(hostile_report()))
    assert not validator.is_valid(loaded(plain_report()) | {"schema": 2})
    surplus = loaded(plain_report())
    surplus["links"][0]["surplus"] = 1
    assert not validator.is_valid(surplus)


def test_the_json_is_one_ascii_line_per_entry() -> None:
    text = as_json(hostile_report())
    assert text.isascii()
    assert text.endswith("}\n")
    links = text[text.index('"links": [') : text.index('"rejected": [')]
    assert links.count("\n") == len(hostile_report().links) + 2


def test_the_json_holds_rounded_numbers_and_the_evidence_that_counts() -> None:
    link = loaded(plain_report())["links"][0]
    assert link["confidence"] == round(link["confidence"], 4)
    assert link["evidence"]["exact match"] == 1.2
    assert 0 not in link["evidence"].values()


def test_an_empty_site_has_a_report() -> None:
    result = Result(Site("", ()), Plan((), ()), {}, LinkGraph(()), LinkGraph(()), Decisions(), ())
    report = build_report(result, SETTINGS)
    assert loaded(report)["links"] == []
    assert "No link was set" in as_html(report)
    assert render_markdown(report).startswith("# Links in this site")


@pytest.mark.slow
def test_many_rejections_take_seconds() -> None:
    result = _large_result(pages=200, rejections=20_000)
    began = process_time()
    report = build_report(result, settings("all"))
    as_json(report)
    html = as_html(report)
    assert process_time() - began < 20
    assert html.count('class="mention"') == MOST_REJECTIONS
    assert {entry.line for entry in report.rejected} == {None}


def _large_result(pages: int, rejections: int) -> Result:
    text = "Some words of a page about disk areas and more. " * 50
    body = _body(_run(text, 0))
    made = [Page(f"p{n:03}.md", f"p{n}/", f"Page {n}", text, body, "en", text) for n in range(pages)]
    weighed = made_result().plan.rejections[0].weighed
    items = []
    for number in range(rejections):
        start = 48 * (number // pages % 50) + 27
        found = replace(weighed.candidate, page=f"p{number % pages:03}.md", start=start, end=start + 10)
        items.append(Rejection(replace(weighed, candidate=found), Reason.LOW_CONFIDENCE, None, ""))
    graph = LinkGraph(tuple(PageLinks(page.key, 0, 0, None, 0.0) for page in made))
    return Result(Site("Large", tuple(made)), Plan((), tuple(items)), {}, graph, graph, Decisions(), ())


# HTML


def _elements(tree: LexborHTMLParser) -> Counter[str]:
    return Counter(node.tag for node in tree.css("*") if node.tag)


def test_hostile_text_adds_no_element_to_the_html() -> None:
    assert _elements(page_of(hostile_report())) == _elements(page_of(plain_report()))


def test_hostile_text_adds_no_attribute_that_does_anything() -> None:
    tree = page_of(hostile_report())
    names = {name for node in tree.css("*") for name in node.attributes}
    assert not [name for name in names if name.startswith("on") or name == "src"]
    parts = "main summary links near ambiguous orphans pages problems".split()
    assert {link.attributes["href"] for link in tree.css("a")} == {"./", *(f"#{part}" for part in parts)}


def test_hostile_text_is_shown_as_text() -> None:
    html = as_html(hostile_report())
    text = LexborHTMLParser(html).text()
    assert "<img src=x onerror=alert(1)>" in text
    assert "{{ 7 * 7 }}" in text
    assert not re.search("[\x00-\x08\x1b\u202a-\u202e\u2066-\u2069\u200e\u200f\ud800-\udfff]", html)


def test_text_of_users_is_isolated_and_bounded() -> None:
    title = next(page.title for page in hostile_report().pages if len(page.title) > 5_000)
    tree = page_of(hostile_report())
    shortened = [node for node in tree.css("bdi") if node.text().startswith(title[:50])]
    assert shortened
    assert all(len(node.text()) <= 160 for node in shortened)
    assert all(len(node.attributes["title"] or "") == 1_000 for node in shortened)


def test_the_html_allows_its_own_script_and_nothing_else() -> None:
    tree = page_of(plain_report())
    policy = one(tree, "meta[http-equiv=Content-Security-Policy]").attributes["content"] or ""
    (script,) = tree.css("script")
    digest = b64encode(sha256(script.text().encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert not tree.css("link, img, iframe, object, base")
    assert not re.search(r"@import|url\(|https?:", tree.html or "")


def test_the_html_shows_every_link_with_its_place_and_reasons() -> None:
    report = plain_report()
    mentions = page_of(report).css("#links .mention")
    assert len(mentions) == len(report.links)
    first = min(report.links, key=lambda link: (link.phrase.casefold(), link.phrase, link.target))
    assert one(mentions[0], "mark").text() == first.anchor_text
    assert one(mentions[0], ".sentence").text() == f"{first.before}{first.anchor_text}{first.after}"
    assert f"on {first.page}, line {first.line}" in mentions[0].text()
    assert [row.text() for row in mentions[0].css(".terms li")][:2] == ["rarity +2.3", "exact match +1.2"]


def test_the_html_explains_every_reason_that_stopped_a_link() -> None:
    text = one(page_of(plain_report()), "#near").text()
    reasons = {entry.reason for entry in plain_report().rejected} - {Reason.AMBIGUOUS}
    assert len(reasons) == 2
    assert all(REASONS[reason].replace("`", "") in text for reason in reasons)


def test_an_ambiguous_mention_is_shown_once() -> None:
    report = plain_report()
    mentions = page_of(report).css("#ambiguous .mention")
    assert len(mentions) == sum(phrase.mentions for phrase in report.ambiguous)


def test_every_id_that_is_referred_to_is_there_once() -> None:
    tree = page_of(plain_report())
    ids = Counter(node.attributes["id"] for node in tree.css("[id]"))
    assert set(ids.values()) == {1}
    named = {node.attributes["aria-labelledby"] for node in tree.css("[aria-labelledby]")}
    assert named <= set(ids)
    assert {node.attributes["list"] for node in tree.css("[list]")} <= set(ids)
    assert all(node.parent and node.parent.tag == "label" for node in tree.css("input, select"))


def test_proposals_have_their_own_part() -> None:
    result = made_result()
    proposed = tuple(Rejection(link.weighed, Reason.PROPOSED, None, "") for link in result.plan.links)
    report = build_report(replace(result, plan=Plan((), proposed)), SETTINGS)
    tree = page_of(report)
    assert len(tree.css("#proposals .mention")) == len(proposed)
    assert not tree.css("#near .mention")
    assert "## Proposed links" in render_markdown(report)
    assert "42 proposals" in summary_line(report)


# Markdown


MARKDOWN_ELEMENTS = "html head body h1 h2 table thead tbody tr th td details summary code ul li p"


def _shown(report: Report) -> LexborHTMLParser:
    """The Markdown as GitHub would show it, HTML included."""
    parser = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    return LexborHTMLParser(parser.render(render_markdown(report)))


def test_hostile_text_adds_no_element_to_the_markdown() -> None:
    hostile, plain = _elements(_shown(hostile_report())), _elements(_shown(plain_report()))
    assert set(hostile) == set(plain) <= set(MARKDOWN_ELEMENTS.split())
    assert [hostile[tag] for tag in ("h1", "h2", "table")] == [plain[tag] for tag in ("h1", "h2", "table")]


def test_text_of_users_stands_in_code_only() -> None:
    tree = _shown(hostile_report())
    for node in tree.css("code"):
        node.decompose()
    assert not re.search("alert|evil|@|[<>`]", tree.text())


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Short ", " end.", "Short link end."),
        ("An author who cannot write to it, a contributor, may use a ", " all the same, if they ask for it first.", ""),
        ("字" * 60, "字" * 60, f"…{'字' * 40}link{'字' * 40}…"),
    ],
)
def test_sentences_in_the_markdown_are_cut_between_words_and_say_so(before: str, after: str, shown: str) -> None:
    link = made_report.link("a.md", "link", "b.md", before=before, after=after)
    text = render_markdown(made_report.made_report(links=(link,)))
    assert f"`{shown or '…write to it, a contributor, may use a link all the same, if they ask for it first.'}`" in text


def test_the_markdown_is_bounded_and_says_where_the_rest_is() -> None:
    result = _large_result(pages=1_000, rejections=0)
    template = made_result().plan.links[:1]
    problems = tuple(Problem("kind", f"p{number}.md", "x" * 10_000) for number in range(1_000))
    links = tuple(
        replace(link, weighed=replace(link.weighed, candidate=replace(link.weighed.candidate, page=page.key)))
        for page in result.site.pages
        for link in template
    )
    report = build_report(replace(result, plan=Plan(links, ()), problems=problems), SETTINGS)
    text = render_markdown(report, fuller="report.html and report.json")
    assert COMMENT_LIMIT * 0.8 < len(text) < COMMENT_LIMIT
    assert re.search(r"The links of [\d,]+ more pages are in report\.html and report\.json\.", text)
    assert re.search(r"\n[\d,]+ more are in report\.html and report\.json\.", text)
    assert text.count("<details>") == text.count("</details>")
    assert len(render_markdown(hostile_report())) < COMMENT_LIMIT


# The line for the terminal


def test_the_summary_is_one_line_with_the_numbers() -> None:
    assert summary_line(plain_report(), "autolink-report/report.html") == (
        "42 links on 12 of 12 pages (11 to sections), 10 accepted, 0 rejected, 32 waiting for review, "
        "6 phrases held back as ambiguous, orphans 3 -> 1; report: autolink-report/report.html"
    )
    assert summary_line(plain_report()).endswith("orphans 3 -> 1")


def test_the_summary_counts_what_is_new_and_what_is_rotten() -> None:
    report = plain_report()
    known = {link.id for link in report.links[5:]}
    waiting = sum(link.verdict is None for link in report.links[:5])
    assert f"32 waiting for review ({waiting} new)" in summary_line(report, known=known)
    rotten = ReportDecision("ftp", "data/ftp.md", Verdict.ACCEPT, "", None, 0, DecisionState.TARGET_GONE)
    harmless = replace(rotten, verdict=Verdict.REJECT)
    assert ", 1 decision rotten," in summary_line(replace(report, decisions=(rotten, harmless)))


def test_the_html_says_what_became_of_decisions() -> None:
    rotten = ReportDecision("ftp", "data/ftp.md", Verdict.ACCEPT, "", None, 0, DecisionState.TARGET_GONE)
    sound = ReportDecision("SSH key", "access/keys.md", Verdict.RETARGET, "a.md#b", ("x.md",), 3, DecisionState.HOLDS)
    rows = page_of(replace(plain_report(), decisions=(sound, rotten))).css("#decisions tbody tr")
    assert [" ".join(row.text(separator=" ").split()) for row in rows] == [
        "ftp data/ftp.md accept all 0 target gone",
        "SSH key access/keys.md → a.md#b retarget 1 3 holds",
    ]
    assert [row.attributes.get("class") for row in rows] == ["rot", None]


def test_the_number_of_a_line_is_one_to_paste_into_an_editor() -> None:
    (first, *_) = plain_report().links
    (mention,) = page_of(replace(plain_report(), links=(replace(first, line=1207),))).css("#links .mention")
    assert f"on {first.page}, line 1207" in mention.text()


def test_the_html_lists_links_by_hand_that_lead_nowhere() -> None:
    broken = ReportBrokenLink("support/faq.md", "../gone/", "the old <b>guide</b>", 1207, Fault.NO_PAGE)
    (item,) = page_of(replace(plain_report(), broken=(broken,))).css("#broken li")
    assert item.text(separator=" ", strip=True) == (
        "the old <b>guide</b> in support/faq.md , line 1207 No such page: ../gone/"
    )


# Files

ALL = ("json", "html", "markdown")


def _names(folder: Path) -> Sequence[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_folder_keeps_itself_out_of_the_repository(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    written = write_report(plain_report(), folder, ALL)
    assert [path.name for path in written] == ["report.html", "report.json", "report.md"]
    assert _names(folder) == [".gitignore", "report.html", "report.json", "report.md"]
    assert (folder / ".gitignore").read_bytes() == b"*\n"
    assert (folder / "report.json").read_bytes() == as_json(plain_report()).encode()


def test_a_folder_that_was_there_keeps_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert write_report(plain_report(), tmp_path, ["json"]) == (tmp_path / "report.json",)
    assert _names(tmp_path) == ["mine.txt", "report.json"]


def test_the_markdown_names_the_other_files_that_are_written(tmp_path: Path) -> None:
    result = _large_result(pages=1_000, rejections=0)
    write_report(build_report(result, SETTINGS), tmp_path, ["markdown", "json"])
    assert "more are in report.json." in (tmp_path / "report.md").read_text("utf-8")
    write_report(build_report(result, SETTINGS), tmp_path, ["markdown"])
    assert "once `report.formats` has `json`" in (tmp_path / "report.md").read_text("utf-8")


def test_a_file_that_stays_the_same_is_not_touched(tmp_path: Path) -> None:
    (path,) = write_report(plain_report(), tmp_path, ["html"])
    before = path.stat()
    write_report(plain_report(), tmp_path, ["html"])
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    path.write_text("old")
    write_report(plain_report(), tmp_path, ["html"])
    assert path.read_bytes() == as_html(plain_report()).encode()


def test_a_link_in_place_of_a_file_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "report.json").symlink_to(tmp_path / "mine.txt")
    write_report(plain_report(), tmp_path / "report", ["json"])
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert not (tmp_path / "report" / "report.json").is_symlink()


def _file(path: Path) -> Path:
    path.write_text("mine")
    return path


def _link(path: Path) -> Path:
    (path.parent / "elsewhere").mkdir()
    path.symlink_to(path.parent / "elsewhere")
    return path


def _below_a_file(path: Path) -> Path:
    return _file(path) / "report"


def _with_a_folder_inside(path: Path) -> Path:
    (path / "report.json").mkdir(parents=True)
    return path


def _nul(path: Path) -> Path:
    return path / "a\0b"


@pytest.mark.parametrize("obstacle", [_file, _link, _below_a_file, _with_a_folder_inside, _nul])
def test_a_place_that_cannot_hold_the_report_is_refused_in_one_line(tmp_path: Path, obstacle: Any) -> None:
    folder = obstacle(tmp_path / "report")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ReportError, match=r"^The report cannot be written to .*`report\.dir`.*\.$") as raised:
        write_report(plain_report(), folder, ["json"])
    assert "\n" not in str(raised.value)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(("count", "said"), [(1, ""), (2, "\n1 more is in x.\n"), (1_002, "\n1,001 more are in x.\n")])
def test_a_list_says_what_it_has_no_room_for(count: int, said: str) -> None:
    assert bullets(["short", *["long" * 2_000] * (count - 1)], count, "in x") == f"- short\n{said}"


def test_a_broken_link_is_found_by_its_address_where_its_words_are_common() -> None:
    source = "# this\n\nthis and this\n\n[this](nowhere.md)\n[this](else%20where.md#part)\n"
    assert LinkFinder(source).line("this", "../nowhere/") == 5
    assert LinkFinder(source).line("this", "../else%20where/#part") == 6
    assert LinkFinder(source).line("that", "../never/") is None


def test_a_link_that_a_page_has_twice_is_found_on_both_lines() -> None:
    finder = LinkFinder("See [this](nowhere.md).\n\nSee [that](nowhere.md).\n\nAgain [this](nowhere.md).\n")
    assert [finder.line("this", "../nowhere/") for _ in range(3)] == [1, 5, 5]
    assert finder.line("that", "../nowhere/") == 3
