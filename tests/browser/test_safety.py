"""Nothing is lost or shown as saved that is not: refusals, a server that is gone, a file that others write."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

import pytest

from browser.reviewing import Process, Project, Reviewer, Server, many_groups
from mkdocs_autolink.decisions import Verdict
from mkdocs_autolink.report import Report

pytestmark = pytest.mark.browser

Serve = Callable[[Project], Server]
ServeApart = Callable[[Project], Process]
Open = Callable[..., Reviewer]
Make = Callable[[Report], Project]

BY_HAND = """\
version: 1
decisions:
  - phrase: {phrase}
    target: {target}
    verdict: reject
    note: by hand
"""
CONFLICT = "version: 1\ndecisions:\n<<<<<<< HEAD\n=======\n>>>>>>> other\n"


def first(one: Reviewer) -> dict[str, Any]:
    proposal: dict[str, Any] = one.state()["groups"][0]["proposals"][0]
    return proposal


def test_an_edit_by_hand_shows_up_and_is_kept(project: Make, serve: Serve, reviewer: Open) -> None:
    made = project(many_groups(4))
    one = reviewer(serve(made))
    proposal = first(one)
    made.file.write_text(BY_HAND.format(**proposal), encoding="utf-8")
    one.wait_for_text("#left", "1 of 4 ")
    one.wait_for_text("#detail-body", "by hand")
    assert one.page.get_attribute(".row[aria-selected=true]", "data-outcome") == "rejected"
    one.press("j", "a")
    one.wait_for_text("#left", "2 of 4 ")
    one.wait_saved()
    assert sorted((item.verdict, item.note) for item in made.decisions()) == [("accept", ""), ("reject", "by hand")]


def test_conflict_marks_are_said_and_lose_nothing(project: Make, serve: Serve, reviewer: Open) -> None:
    made = project(many_groups(3))
    one = reviewer(serve(made))
    one.press("a")
    one.wait_saved()
    good = made.file.read_text(encoding="utf-8")
    made.file.write_text(CONFLICT, encoding="utf-8")
    one.wait_for_text("#banners", "delete the marker lines. Nothing is lost")
    one.press("r")
    one.wait_for_text("#banners", "1 decision not saved yet (reject “")
    assert one.text("#banners").count("delete the marker lines") == 1
    assert made.file.read_text(encoding="utf-8") == CONFLICT
    one.press("a")  # waits until the one before is saved
    assert one.page.locator(".row .unsaved").count() == 1
    made.file.write_text(good, encoding="utf-8")
    one.page.click("text=Try again now")
    one.wait_saved()
    one.wait_for_text("#left", "2 of 3 ")
    one.page.wait_for_function("() => !document.querySelector('#banners').textContent")
    assert sorted(item.verdict for item in made.decisions()) == ["accept", "reject"]


def test_a_file_that_is_broken_from_the_beginning_is_said(project: Make, serve: Serve, reviewer: Open) -> None:
    made = project(many_groups(3))
    made.file.write_text(CONFLICT, encoding="utf-8")
    one = reviewer(serve(made))
    one.wait_for_text("#banners", "autolink.yml")
    made.file.unlink()
    one.page.wait_for_function("() => !document.querySelector('#banners').textContent")
    one.press("a")
    one.wait_saved()
    assert len(made.decisions()) == 1


def test_a_decision_by_hand_on_a_phrase_of_no_report_joins_the_decided(
    project: Make, serve: Serve, reviewer: Open
) -> None:
    made = project(many_groups(3))
    one = reviewer(serve(made))
    one.page.select_option("#filter-state", "done")
    one.wait_for_text("#filter-count", "0 groups")
    made.file.write_text(BY_HAND.format(phrase="quota", target="t/00001.md"), encoding="utf-8")
    one.wait_for_text("#detail-title", "quota")
    one.press("c")
    one.wait_for_text("#news", "No longer decided")
    assert made.decisions() == ()


def test_a_decision_on_what_somebody_else_just_decided_is_taken_back(
    project: Make, serve: Serve, reviewer: Open
) -> None:
    made = project(many_groups(3))
    server = serve(made)
    one, other = reviewer(server), reviewer(server)
    one.page.route("**/api/changes*", lambda route: route.abort())  # it learns nothing by itself
    group = one.current()
    other.press("r")
    other.wait_saved()
    one.press("a")
    one.wait_for_text("#banners", "Not saved")
    assert one.text("#news") == "Not saved."
    assert one.page.get_attribute(f"#row-{group}", "data-outcome") == "rejected"
    assert [item.verdict for item in made.decisions()] == [Verdict.REJECT]
    one.page.click("text=Show it")
    assert one.current() == group
    one.press("a")
    one.wait_saved()
    assert [item.verdict for item in made.decisions()] == [Verdict.ACCEPT]


def test_two_pages_at_once_see_each_other(project: Make, serve: Serve, reviewer: Open) -> None:
    made = project(many_groups(6))
    server = serve(made)
    one, other = reviewer(server), reviewer(server)
    other.press("End")
    one.press("a", "a")
    other.press("k", "r", "r")
    for page in (one, other):
        page.wait_for_text("#left", "4 of 6 ")
    assert sorted(item.verdict for item in made.decisions()) == ["accept", "accept", "reject", "reject"]


def test_an_answer_that_never_came_is_asked_for_again_and_nothing_doubled(
    project: Make, serve: Serve, reviewer: Open
) -> None:
    made = project(many_groups(4))
    one = reviewer(serve(made))
    asked: list[str] = []

    def lose(route: Any) -> None:
        asked.append(route.request.post_data_json["id"])
        if len(asked) > 2:
            route.continue_()
            return
        route.fetch()  # the server does it; the page does not learn of it
        route.abort()

    one.page.route("**/api/act", lose)
    one.press("a")
    one.wait_for_text("#banners", "1 decision not saved yet")
    one.wait_saved()
    assert len(asked) == 3
    assert len(set(asked)) == 1
    one.wait_for_text("#left", "1 of 4 ")
    one.press("u")
    one.wait_for_text("#left", "0 of 4 ")
    assert made.decisions() == ()


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="processes cannot be stopped here")
def test_a_reload_sends_what_was_not_saved(project: Make, serve_apart: ServeApart, reviewer: Open) -> None:
    made = project(many_groups(4))
    server = serve_apart(made)
    one = reviewer(server)
    one.page.on("dialog", lambda dialog: dialog.accept())  # the page warns before it is left
    one.press("a")
    one.wait_saved()
    os.kill(server.process.pid, signal.SIGSTOP)
    one.press("r")
    one.page.wait_for_function("() => Object.values(sessionStorage).some((text) => text.includes('reject'))")
    assert len(made.decisions()) == 1
    os.kill(server.process.pid, signal.SIGCONT)
    one.page.reload()
    one.wait_until_ready()
    one.wait_saved()
    one.wait_for_text("#left", "2 of 4 ")
    assert sorted(item.verdict for item in made.decisions()) == ["accept", "reject"]
    one.press("u", "u")
    one.wait_for_text("#left", "0 of 4 ")


def test_what_was_saved_and_not_answered_before_a_reload_is_undone_first(
    project: Make, serve: Serve, reviewer: Open
) -> None:
    made = project(many_groups(4))
    one = reviewer(serve(made))
    one.press("a")
    one.wait_saved()
    one.page.route("**/api/act", lambda route: route.fetch())  # the server does it; the page does not learn of it
    one.press("r")
    one.page.wait_for_function("() => Object.values(sessionStorage).some((text) => text.includes('reject'))")
    while len(made.decisions()) < 2:
        one.page.wait_for_timeout(10)
    one.page.unroute_all(behavior="ignoreErrors")
    one.page.reload()
    one.wait_until_ready()
    one.wait_saved()
    one.press("u")
    one.wait_for_text("#left", "1 of 4 ")
    assert [item.verdict for item in made.decisions()] == ["accept"]


def test_a_tab_that_is_closed_before_all_is_saved_is_warned_of(project: Make, serve: Serve, reviewer: Open) -> None:
    made = project(many_groups(3))
    one = reviewer(serve(made))
    one.page.route("**/api/act", lambda _: None)  # the server takes its time
    one.press("a", "a")
    with one.page.expect_event("dialog") as warned:
        one.page.close(run_before_unload=True)
    assert warned.value.type == "beforeunload"
    warned.value.dismiss()
    one.page.unroute("**/api/act")  # what is held goes on
    one.wait_saved()
    assert len(made.decisions()) == 2


def test_a_server_that_is_gone_is_said(project: Make, serve_apart: ServeApart, reviewer: Open) -> None:
    made = project(many_groups(3))
    server = serve_apart(made)
    one = reviewer(server)
    server.kill()
    one.wait_for_text("#banners", "does not answer")
    one.press("a")
    one.wait_for_text("#banners", "1 decision not saved yet (accept “phrase ")
    assert one.text("#banners").count("does not answer") == 1
    assert "not saved yet" in (one.page.get_attribute("[data-outcome=accepted]", "aria-label") or "")
    one.press("r")
    assert one.left() == 2
    one.page.on("dialog", lambda dialog: dialog.accept())
