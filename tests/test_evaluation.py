"""How good the links are: hidden links, what counts as one that came back, and what is said of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click import Choice
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from drawing import EVERYTHING, NO_LIMITS, site
from mkdocs_autolink.candidates import Candidate
from mkdocs_autolink.cli.evaluate import evaluate as command
from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.evaluation import (
    Evaluation,
    Example,
    LinkOutcome,
    LinkTally,
    Point,
    Reach,
    advise,
    evaluate,
    folds,
    hide_links,
    tally_pages,
    total,
)
from mkdocs_autolink.evaluation.examples import NOT_NAMED
from mkdocs_autolink.evaluation.formats import FORMATS, said
from mkdocs_autolink.evaluation.measure import precision_interval
from mkdocs_autolink.pairs import NO_BAR
from mkdocs_autolink.pipeline import all_candidates
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Site
from support import write_site

PAGES = {
    "a.md": '<p>One sentence. See <a href="../w/">the widget</a> or <code>x</code> here. A gadget.</p>',
    "b.md": '<h2><a href="../w/">kept</a></h2><p><a href="../w/"><b>kept</b></a> <a href="https://example.org/">kept</a></p>',
    "w.md": "<p>Words.</p>",
    "g.md": "",
}
TITLES = {"w.md": "Widget", "g.md": "Gadget"}


def everywhere(drawn: Site) -> frozenset[str]:
    return frozenset(page.key for page in drawn.pages)


# Hiding


def test_links_of_the_prose_to_other_pages_are_hidden() -> None:
    hidden = hide_links(site(PAGES, TITLES), frozenset(PAGES))
    (gold,) = hidden.gold
    html = hidden.site.by_key["a.md"].html
    assert html == "<p>One sentence. See the widget or <code>x</code> here. A gadget.</p>"
    assert (gold.page, gold.target, html[gold.start : gold.end]) == ("a.md", "w.md", "the widget")
    assert html[slice(*gold.sentence)].strip() == "See the widget or <code>x</code> here."
    assert hidden.site.by_key["b.md"].html == PAGES["b.md"]
    assert hidden.scored == set(PAGES)


def test_the_links_of_other_pages_stay() -> None:
    drawn = site(PAGES, TITLES)
    hidden = hide_links(drawn, {"w.md"})
    assert hidden.gold == ()
    assert hidden.scored == {"w.md"}
    assert hidden.site == drawn


def test_links_that_the_options_forbid_stay() -> None:
    settings = replace(EVERYTHING, targets_exclude=Settings().exclude)
    assert hide_links(site(PAGES, TITLES, settings=settings), {"a.md"}).gold
    forbidden = site(PAGES, TITLES, {"w.md": {"autolink": {"target": False}}})
    assert hide_links(forbidden, {"a.md"}).gold == ()


def test_what_was_excluded_stays_so() -> None:
    pages = {"a.md": '<p class="x">See <a href="../w/">it</a>, a gadget.</p>', "w.md": "", "g.md": ""}
    drawn = site(pages, TITLES, {"a.md": {"autolink": {"selectors_exclude": [".x"]}}})
    page = hide_links(drawn, {"a.md"}).site.by_key["a.md"]
    assert page.body.runs
    assert not any(run.linkable for run in page.body.runs)


@given(st.sets(st.text("abcdefg", min_size=1), max_size=40), st.integers(1, 12))
def test_every_page_is_in_one_fold_of_about_the_same_size(names: set[str], count: int) -> None:
    drawn = site({f"{name}.md": "" for name in names})
    parts = folds(drawn, count)
    assert sorted(key for part in parts for key in part) == sorted(f"{name}.md" for name in names)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_pages_that_get_no_links_are_in_no_fold() -> None:
    drawn = site({"a.md": "", "b.md": ""}, meta={"b.md": {"autolink": {"source": False}}})
    assert folds(drawn, 1) == (frozenset({"a.md"}),)


# Counting


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        ({"w.md", "g.md"}, LinkTally(links=2, in_sentence=1, on_words=1, right=1, pairs=1, pairs_back=1)),
        ({"g.md"}, LinkTally(links=1, pairs=1)),
        (set(), LinkTally(pairs=1)),
    ],
)
def test_what_came_back_is_counted(targets: set[str], expected: LinkTally) -> None:
    hidden = hide_links(site(PAGES, TITLES), frozenset(PAGES))
    candidates: list[Candidate] = all_candidates(hidden.site, EVERYTHING, Decisions(), NO_BAR)
    links = [one for one in candidates if one.page == "a.md" and one.target.page in targets]
    assert total(tally_pages(hidden, links).values()) == expected


def test_shares_of_nothing_are_zero() -> None:
    nothing = total([])
    assert (nothing.sentence_precision, nothing.pair_recall, nothing.target, nothing.f) == (0, 0, 0, 0)
    half = LinkTally(links=2, in_sentence=2, on_words=1, right=1, pairs=1, pairs_back=1)
    assert (half.sentence_precision, half.pair_recall, half.target) == (0.5, 1, 1)
    assert half.f == pytest.approx(2 / 3)


def pages_of(*counts: tuple[int, int]) -> dict[str, LinkTally]:
    return {str(number): LinkTally(in_sentence=links, right=right) for number, (right, links) in enumerate(counts)}


def width(*counts: tuple[int, int]) -> float:
    low, high = precision_interval(pages_of(*counts))
    return high - low


def test_an_interval_is_as_wide_as_the_doubt() -> None:
    assert precision_interval({}) == (0.0, 1.0)
    assert precision_interval(pages_of((0, 0))) == (0.0, 1.0)
    assert width(*[(9, 10)] * 40) < width(*[(9, 10)] * 10) < width((9, 10))
    assert width(*[(10, 10)] * 9, (0, 10)) > width(*[(9, 10)] * 10), "pages that differ say less"
    assert precision_interval(pages_of(*[(1, 1)] * 50))[0] < 0.95, "fifty right ones prove no perfection"


@given(st.lists(st.integers(0, 9).flatmap(lambda links: st.tuples(st.integers(0, links), st.just(links)))))
def test_an_interval_holds_the_share(counts: list[tuple[int, int]]) -> None:
    low, high = precision_interval(pages_of(*counts))
    share = total(pages_of(*counts).values()).sentence_precision
    assert 0 <= low <= high <= 1
    assert low - 1e-9 <= share <= high + 1e-9


# The whole


def linked_site(*sentences: str) -> Site:
    pages = {f"p{number}.md": f"<p>{sentence}</p>" for number, sentence in enumerate(sentences)}
    return site(
        {**pages, "w.md": "<h1>Widget polisher</h1>", "g.md": "<h1>Gadget grinder</h1>"},
        settings=Settings(),
    )


WIDGET = '<a href="../w/">widget polisher</a>'


def outcomes(evaluation: Evaluation) -> set[tuple[str, LinkOutcome, str, str]]:
    return {(one.page, one.outcome, one.target, one.wanted) for one in evaluation.examples}


def evaluated(drawn: Site, count: int = 1, **options: Any) -> Evaluation:
    return evaluate(drawn, Settings(limits=NO_LIMITS, **options), Decisions(), folds(drawn, count))


def test_each_link_has_its_outcome() -> None:
    evaluation = evaluated(
        linked_site(
            f"See the {WIDGET} for more.",
            'See <a href="../w/">that page</a> for more.',
            'See the <a href="../w/">gadget grinder</a> for more.',
            f"See this {WIDGET} and the gadget grinder.",
            "See the gadget grinder for more.",
        ),
        min_confidence=0.4,
    )
    assert outcomes(evaluation) == {
        ("p0.md", LinkOutcome.BACK, "w.md", "w.md"),
        ("p1.md", LinkOutcome.MISSED, "", "w.md"),
        ("p2.md", LinkOutcome.OTHER_TARGET, "g.md", "w.md"),
        ("p2.md", LinkOutcome.MISSED, "", "w.md"),
        ("p3.md", LinkOutcome.BACK, "w.md", "w.md"),
        ("p3.md", LinkOutcome.OTHER_WORDS, "g.md", "w.md"),
        ("p4.md", LinkOutcome.ELSEWHERE, "g.md", ""),
    }
    assert evaluation.hidden == 4
    assert evaluation.here.tally == LinkTally(links=5, in_sentence=4, on_words=3, right=2, pairs=4, pairs_back=2)
    assert evaluation.missed == ((NOT_NAMED, 2),)


def test_a_higher_threshold_sets_no_more_links() -> None:
    evaluation = evaluated(linked_site(*[f"See the {WIDGET} for more, number {n}." for n in range(6)]), count=3)
    links = [point.tally.links for point in evaluation.curve]
    assert links == sorted(links, reverse=True)
    assert evaluation.hidden == 6
    assert [point.threshold for point in evaluation.curve] == sorted(point.threshold for point in evaluation.curve)


def test_the_sites_own_threshold_is_on_the_curve() -> None:
    evaluation = evaluated(linked_site(f"See the {WIDGET}."), min_confidence=0.62)
    assert evaluation.here.threshold == 0.62


def test_the_links_of_other_folds_are_learned_from() -> None:
    drawn = linked_site(*[f'The old <a href="../w/">oil burner</a> has number {number}.' for number in range(6)])
    assert evaluated(drawn, 1).here.tally.pairs_back == 0
    assert evaluated(drawn, 6).here.tally.pairs_back == 6


def test_a_mode_that_links_nothing_yet_is_evaluated_as_if_it_did() -> None:
    assert evaluated(linked_site(f"See the {WIDGET}."), mode="accepted").here.tally.right == 1


def test_decisions_hold() -> None:
    drawn = linked_site(f"See the {WIDGET}.")
    rejected = Decisions((Decision("widget polisher", "w.md", Verdict.REJECT),))
    evaluation = evaluate(drawn, Settings(), rejected, folds(drawn, 1))
    assert evaluation.missed == (("rejected by reviewer", 1),)


def test_an_example_has_its_sentence_and_line() -> None:
    drawn = linked_site(f"Before. See the {WIDGET} &amp; more. After.")
    source = "# Page\n\nBefore.\nSee the [widget polisher](w.md) & more. After.\n"
    drawn = replace(drawn, pages=tuple(replace(page, source=source) for page in drawn.pages))
    (example,) = evaluated(drawn).examples
    assert (example.before, example.anchor_text, example.after) == ("See the ", "widget polisher", " & more.")
    assert example.line == 4


# Advice


def curve(*precisions: float, links: int = 100) -> Evaluation:
    points = tuple(
        Point(
            round(0.3 + 0.1 * number, 2), LinkTally(in_sentence=links, right=round(share * links)), share - 0.05, share
        )
        for number, share in enumerate(precisions)
    )
    return Evaluation("", 9, 1, links, 0.3, points, (), ())


@pytest.mark.parametrize(
    ("precisions", "recommended", "sure"),
    [
        ((0.7, 0.8, 0.92, 0.94, 0.96), 0.5, 0.7),
        ((0.92, 0.8, 0.92), 0.5, None),
        ((0.9, 0.9, 0.9), 0.3, None),
        ((0.99, 0.99), 0.3, 0.3),
    ],
)
def test_the_lowest_threshold_that_reaches_and_keeps_a_precision(
    precisions: tuple[float, ...], recommended: float, sure: float | None
) -> None:
    advice = advise(curve(*precisions), 0.9)
    assert advice.reach is Reach.REACHED
    assert advice.point is not None
    assert advice.point.threshold == recommended
    assert (advice.sure.threshold if advice.sure else None) == sure
    assert f"Set min_confidence: {recommended:g}." in said(advice)
    assert ("To be 95 % sure" in said(advice)) == (sure is not None and sure != recommended)


def test_what_is_out_of_reach_is_said() -> None:
    advice = advise(curve(0.7, 0.85, 0.8), 0.9)
    assert (advice.reach, advice.point and advice.point.threshold) == (Reach.OUT_OF_REACH, 0.4)
    assert "No threshold reaches it" in said(advice)


def test_too_few_links_tell_nothing() -> None:
    advice = advise(curve(1.0, 1.0, links=29), 0.9)
    assert (advice.reach, advice.point) == (Reach.TOO_FEW_LINKS, None)
    assert "cannot tell" in said(advice)


# Formats

EXAMPLE = Example(LinkOutcome.BACK, "p|x.md", 7, "See <b> ", "the `widget`", " @you.", "w.md", "w.md", 0.9, "")


def rendered(evaluation: Evaluation, most: int = 5) -> list[str]:
    """For a terminal, as Markdown, as JSON."""
    advice = advise(evaluation, 0.9)
    return [FORMATS[name](evaluation, advice, most) for name in ("terminal", "markdown", "json")]


def test_the_command_offers_every_format() -> None:
    (option,) = [one for one in command.params if "--format" in one.opts]
    assert isinstance(option.type, Choice)
    assert list(option.type.choices) == list(FORMATS)


def test_every_format_has_the_figures() -> None:
    evaluation = evaluated(linked_site(f"The {WIDGET} does.", f"The {WIDGET} did.", 'Or <a href="../w/">that</a>.'))
    terminal, markdown, document = rendered(evaluation)
    for text in (terminal, markdown):
        assert "0.67" in text
        assert NOT_NAMED in text
        assert "p2.md" in text
    (point,) = [one for one in json.loads(document)["curve"] if one["min_confidence"] == 0.6]
    assert (point["pair_recall"], point["sentence_precision"]) == (0.6667, 1.0)


def test_markdown_shows_texts_of_the_site_as_code() -> None:
    evaluation = replace(curve(0.9), examples=(EXAMPLE,))
    assert "`p|x.md:7`: ``See <b> [the `widget`] @you.`` -> `w.md`, confidence 0.90" in rendered(evaluation)[1]


@pytest.mark.parametrize("most", [0, 1, 3])
def test_as_many_examples_as_asked_for_are_shown(most: int) -> None:
    evaluation = replace(curve(0.9), examples=(EXAMPLE,) * 2)
    terminal, markdown, document = rendered(evaluation, most)
    shown = min(most, 2)
    assert [text.count("p|x.md:7") for text in (terminal, markdown)] == [shown, shown]
    assert len(json.loads(document)["examples"]) == shown
    assert json.loads(document)["outcomes"]["came back"] == 2


@pytest.mark.parametrize(
    ("pages", "expected"),
    [({}, "0 pages"), ({"a.md": ""}, "1 page:"), ({"a.md": "", "b.md": "<p>Text.</p>"}, "None of the 2 pages")],
)
def test_nothing_to_evaluate_is_said(pages: dict[str, str], expected: str) -> None:
    terminal, markdown, document = rendered(evaluated(site(pages)))
    assert expected in terminal
    assert markdown == terminal
    assert json.loads(document)["hidden"] == 0


# The command


def run(folder: Path, pages: dict[str, str], options: Iterable[str] = (), **settings: Any) -> Result:
    config_file = write_site(folder, pages, settings)
    return CliRunner().invoke(command, ["--config-file", str(config_file), *options])


SOURCES = {
    "index.md": "# Home\n\nSee the [widget polisher](widget.md) for more.\n",
    "widget.md": "# Widget polisher\n\nText.\n",
}


@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml"])
def test_the_configuration_is_found_as_mkdocs_and_properdocs_find_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    write_site(tmp_path, SOURCES, {}).rename(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(command, [])
    assert result.exit_code == 0
    assert result.stdout.startswith("1 link")


@pytest.mark.parametrize("options", [[], ["--without-links"], ["--keep", "0.5", "--list", "0"]])
def test_the_command_evaluates_a_site(tmp_path: Path, options: list[str]) -> None:
    result = run(tmp_path, SOURCES, options)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("1 link of authors on 2 pages")


def test_the_command_prints_json_alone(tmp_path: Path) -> None:
    document = json.loads(run(tmp_path, SOURCES, ["--format", "json"]).stdout)
    assert document["outcomes"]["came back"] == 1
    assert document["examples"][0]["line"] == 3


def test_what_cannot_be_built_is_one_line(tmp_path: Path) -> None:
    result = run(tmp_path, SOURCES, theme="no such theme")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("options", [["--keep", "0.3"], ["--precision", "1.5"], ["--list", "-1"]])
def test_wrong_usage_is_refused(tmp_path: Path, options: list[str]) -> None:
    assert run(tmp_path, SOURCES, options).exit_code == 2


def test_a_precision_that_anything_gives_is_refused(tmp_path: Path) -> None:
    result = run(tmp_path, SOURCES, ["--precision=0"])
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == (
        "Error: Invalid value for '--precision': must be more than 0: any min_confidence gives that."
    )


@pytest.mark.parametrize("number", ["nan", "-nan", "inf", "-inf", "1e999", "-1", "1.01", "x", ""])
def test_a_precision_is_a_number_from_0_to_1(tmp_path: Path, number: str) -> None:
    result = run(tmp_path, SOURCES, [f"--precision={number}"])
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == (
        f"Error: Invalid value for '--precision': must be a number from 0 to 1, not '{number}'."
    )
