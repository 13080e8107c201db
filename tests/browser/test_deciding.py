"""What a reviewer decides in the page stands in the file, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from browser.reviewing import Project, Reviewer, Server, all_kinds, many_groups
from made_report import link, made_report, page
from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.decisions.write import save_decisions
from mkdocs_autolink.report import Report
from rendered import as_html

pytestmark = pytest.mark.browser

Serve = Callable[[Project], Server]
Open = Callable[..., Reviewer]
Make = Callable[[Report], Project]
Fact = tuple[str, str, str, str, tuple[str, ...] | None]


def facts(decisions: tuple[Decision, ...]) -> list[Fact]:
    return sorted(((one.phrase, one.target, str(one.verdict), one.to, one.pages) for one in decisions), key=repr)


def test_settles_every_group_of_the_example_by_keyboard(example: Project, serve: Serve, reviewer: Open) -> None:
    one = reviewer(serve(example))
    groups = {group["id"]: group for group in one.state()["groups"]}
    pages = [key for key, _ in one.state()["pages"]]
    expected: list[Fact] = []
    total = one.left()
    assert total == len(groups) >= 30
    for turn in range(total):
        group = groups[one.current()]
        expected += settle(one, group, turn, pages)
        one.wait_for_text("#left", f"{turn + 1} of {total} ")
    one.wait_saved()
    assert one.left() == 0
    assert facts(example.decisions()) == sorted(expected, key=repr)
    assert {verdict for _, _, verdict, _, _ in expected} == {"accept", "reject", "retarget"}


def settle(one: Reviewer, group: dict[str, Any], turn: int, pages: list[str]) -> list[Fact]:
    """Presses keys that settle the open group; what should stand in the file for it."""
    proposals = [
        (item["phrase"], item["target"], [pages[index] for index in item["pages"]]) for item in group["proposals"]
    ]
    if group["kind"] == "ambiguous":
        one.press("2", "a")
        phrase, target, _ = proposals[1]
        return [(phrase, target, "accept", "", None)]
    match turn % 5:
        case 0:
            one.press("t")
            one.page.fill("#retarget-text", "")
            one.wait_for_text("#retarget-count", "Type a part")  # else the first search may have found the same
            one.page.fill("#retarget-text", "configuration keys")
            one.wait_for_text("#found-0", "reference/configuration.md")
            one.press("ArrowDown", "ArrowUp", "Enter")
            to = "reference/configuration.md"
            return [
                (phrase, target, "accept", "", None) if target == to else (phrase, target, "retarget", to, None)
                for phrase, target, _ in proposals
            ]
        case 1:
            one.press("r")
            return [(phrase, target, "reject", "", None) for phrase, target, _ in proposals]
        case 2 if len(proposals) == 1 and len(proposals[0][2]) > 1:
            one.press("o", "Enter")
            (phrase, target, where) = proposals[0]
            return [(phrase, target, "accept", "", (where[0],)), (phrase, target, "reject", "", None)]
        case 3 if len(proposals) > 1:
            one.press("2", "r", "Escape", "a")
            verdicts = ["reject" if place == 1 else "accept" for place in range(len(proposals))]
            return [(item[0], item[1], verdict, "", None) for item, verdict in zip(proposals, verdicts, strict=True)]
        case _:
            one.press("a")
            return [(phrase, target, "accept", "", None) for phrase, target, _ in proposals]


def test_undo_takes_back_exactly_the_last_decision_and_shows_it(project: Make, serve: Serve, reviewer: Open) -> None:
    made = project(many_groups(5))
    one = reviewer(serve(made))
    first = one.current()
    one.press("a", "r")
    one.wait_saved()
    kept = one.state()["groups"]
    one.press("u")
    one.wait_for_text("#news", "Undone")
    assert [decision.verdict for decision in made.decisions()] == [Verdict.ACCEPT]
    one.press("u")
    one.wait_for_text("#left", "0 of 5 ")
    assert made.decisions() == ()
    assert one.current() == first
    assert len(kept) == 5


def test_never_a_note_and_undecide(project: Make, serve: Serve, reviewer: Open) -> None:
    made = project(all_kinds())
    one = reviewer(serve(made))
    one.page.fill("#filter-text", "hooks")
    one.wait_for_text("#detail-title", "hooks fits 2 targets")
    one.press("Escape", "x")
    one.wait_for_text("#news", "everywhere")
    assert facts(made.decisions()) == [("hooks", key, "reject", "", None) for key in ("c.md", "d.md")]
    one.press("Escape", "n")
    one.page.fill("#note-text", "Not here.")
    one.press("Control+Enter")
    one.wait_for_text("#detail-body", "Not here.")
    assert {decision.note for decision in made.decisions()} == {"Not here."}
    one.press("c")
    one.wait_for_text("#news", "No longer decided")
    assert made.decisions() == ()


def test_a_note_may_come_with_the_decision(project: Make, serve: Serve, reviewer: Open) -> None:
    made = project(many_groups(2))
    one = reviewer(serve(made))
    one.press("n")
    one.page.keyboard.type("Wrong here, and a r x are letters.")
    one.page.click("#note-reject")
    one.wait_saved()
    (decision,) = made.decisions()
    assert (decision.verdict, decision.note) == (Verdict.REJECT, "Wrong here, and a r x are letters.")


def test_bulk_says_first_what_it_means(project: Make, serve: Serve, reviewer: Open) -> None:
    made = project(many_groups(40))
    one = reviewer(serve(made))
    one.press("b")
    assert one.page.input_value("#bulk-above") == "0.9"
    one.wait_for_text("#bulk-preview", "The weakest of them")
    assert made.decisions() == ()
    sure = sum(1 for group in one.state()["groups"] if group["proposals"][0]["min"] >= 0.9)
    one.wait_for_text("#bulk-accept", f"Accept {sure} phrases")
    assert "0.90" in one.text("#bulk-preview li .facts")
    one.press("Enter")
    one.wait_for_text("#left", f"{sure} of 40 ")
    assert len(made.decisions()) == sure > 5
    one.press("u")
    one.wait_for_text("#left", "0 of 40 ")
    assert made.decisions() == ()


def test_filters_find_groups_by_page_target_confidence_and_kind(project: Make, serve: Serve, reviewer: Open) -> None:
    one = reviewer(serve(project(all_kinds())))
    assert one.text("#filter-count").startswith("4 groups")
    one.press("/")
    one.page.keyboard.type("safe cop")
    one.wait_for_text("#filter-count", "1 group ")
    one.press("Enter")
    assert one.page.evaluate("document.activeElement.id") == "list"
    one.page.click("#filter-more summary")
    for name, value, expected in (
        ("kind", "kind ambiguous", "1 group "),
        ("kind", "reason low confidence", "1 group "),
        ("page", "b.md", "1 group "),
        ("target", "queues", "1 group "),
        ("to", "0.55", "2 groups"),
        ("from", "0.95", "1 group "),
        ("state", "done", "0 groups"),
    ):
        one.page.click("#filter [type=reset]")
        one.wait_for_text("#filter-count", "4 groups")
        if name in {"kind", "state"}:
            one.page.select_option(f"#filter-{name}", value)
        else:
            one.page.fill(f"#filter-{name}", value)
        one.wait_for_text("#filter-count", expected)


def test_where_no_group_fits_nothing_can_be_decided(project: Make, serve: Serve, reviewer: Open) -> None:
    one = reviewer(serve(project(all_kinds())), width=390)
    one.page.fill("#filter-text", "no such phrase")
    one.wait_for_text("#filter-count", "0 groups with 0 mentions")
    one.page.focus("#list")
    one.press("Enter", "a")
    assert one.page.is_visible("#empty")
    assert one.current() == ""
    assert one.page.eval_on_selector("#scope", "one => one.textContent") == ""
    buttons = one.page.locator(".actions button:not([hidden])")
    assert {buttons.nth(place).is_disabled() for place in range(buttons.count())} == {True}


def test_the_filter_counts_each_mention_once(project: Make, serve: Serve, reviewer: Open) -> None:
    one = reviewer(serve(project(all_kinds())))
    assert one.text("#filter-count") == "4 groups with 6 mentions"
    one.page.select_option("#filter-kind", "kind ambiguous")
    one.wait_for_text("#filter-count", "1 group with 1 mention")


def test_an_earlier_decision_that_is_taken_back_is_undecided_and_counted(
    project: Make, serve: Serve, reviewer: Open
) -> None:
    links = (link("a.md", "p", "x.md"), link("a.md", "q", "y.md", verdict=Verdict.ACCEPT))
    made = project(made_report(pages=tuple(map(page, ("a.md", "x.md", "y.md"))), links=links))
    save_decisions(made.file, Decisions((Decision("q", "y.md", Verdict.ACCEPT),)))
    one = reviewer(serve(made))
    assert one.text("#left") == "0 of 1 group settled, 1 link left"
    one.page.select_option("#filter-state", "done")
    one.wait_for_text("#detail-title", "q")
    one.page.focus("#list")
    one.press("c")
    one.wait_saved()
    one.wait_for_text("#left", "0 of 2 groups settled, 2 links left")
    one.page.select_option("#filter-state", "open")
    one.wait_for_text("#filter-count", "2 groups")
    one.page.focus("#list")
    one.press("a", "a")
    one.wait_for_text("#left", "1 of 1 ")


def test_keys_do_nothing_while_one_types_or_has_switched_them_off(project: Make, serve: Serve, reviewer: Open) -> None:
    made = project(many_groups(3))
    one = reviewer(serve(made))
    one.page.focus("#filter-text")
    one.page.keyboard.type("arxc")
    one.page.fill("#filter-text", "")
    one.page.click("#help")
    one.page.uncheck("#shortcuts")
    one.press("a", "Escape")
    one.page.focus("#list")
    one.press("a", "r", "x")
    one.page.wait_for_timeout(200)
    assert one.left() == 3
    assert made.decisions() == ()
    one.page.click("#accept")
    one.wait_for_text("#left", "1 of 3 ")


def test_a_key_held_down_decides_once(project: Make, serve: Serve, reviewer: Open) -> None:
    made = project(many_groups(5))
    one = reviewer(serve(made))
    for _ in range(4):
        one.page.keyboard.down("a")  # each after the first is a repetition
    one.page.keyboard.up("a")
    one.wait_for_text("#left", "1 of 5 ")
    one.wait_saved()
    assert len(made.decisions()) == 1


def test_the_last_decision_says_what_comes_next(project: Make, serve: Serve, reviewer: Open) -> None:
    one = reviewer(serve(project(many_groups(2))))
    one.press("a")
    one.wait_for_text("#left", "1 of 2 groups settled, 3 links left")
    one.press("a")
    one.wait_for_text("#left", "2 of 2 groups settled: build the site again to see it")
    one.page.reload()
    one.wait_until_ready()
    assert one.text("#empty") == "All is decided. Build the site again to see it."


def test_a_report_with_nothing_to_decide_says_so(project: Make, serve: Serve, reviewer: Open) -> None:
    one = reviewer(serve(project(made_report(pages=(page("a.md"),)))))
    assert one.text("#empty") == "The report has nothing left to decide."


def test_the_report_links_to_a_phrase(project: Make, serve: Serve, reviewer: Open) -> None:
    one = reviewer(serve(project(all_kinds())))
    one.page.evaluate("location.hash = 'find=disk%20area'")
    one.wait_for_text("#detail-title", "disk area")
    assert one.text("#filter-count").startswith("1 group")


@pytest.mark.parametrize(("section", "phrase"), [("links", "disk area"), ("ambiguous", "hooks")])
def test_the_report_leads_to_the_review_of_what_it_shows(
    project: Make, serve: Serve, reviewer: Open, section: str, phrase: str
) -> None:
    made = project(all_kinds())
    (made.folder / "autolink-report" / "report.html").write_text(as_html(all_kinds()), encoding="utf-8")
    one = reviewer(serve(made))
    one.page.goto(one.page.url.split("#")[0] + "report")
    group = one.page.locator(f"#{section} .group", has_text=phrase)
    group.evaluate("one => { one.open = true }")
    group.locator("a.review").click()
    one.wait_until_ready()
    one.wait_for_text("#detail-title", phrase)


def test_the_report_links_to_the_phrase_itself_not_to_another_with_its_letters_in_it(
    project: Make, serve: Serve, reviewer: Open
) -> None:
    links = (link("a.md", "a-commands", "x.md"), link("b.md", "a-commands", "x.md"), link("a.md", "A", "y.md"))
    one = reviewer(serve(project(made_report(pages=tuple(map(page, ("a.md", "b.md", "x.md", "y.md"))), links=links))))
    one.page.evaluate("location.hash = 'find=A'")
    one.wait_for_text("#filter-count", "2 groups")
    one.wait_for_text("#detail-target", "y.md")
