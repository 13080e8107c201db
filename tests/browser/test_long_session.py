"""A thousand links, two reviewers at once, and everything dies in between: no decision is lost or doubled."""

from __future__ import annotations

import json
import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from browser.reviewing import Process, Project, Reviewer, many_groups
from mkdocs_autolink.report import Report, read_report
from mkdocs_autolink.review.groups import group_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.long]

# Tells the test of each answer before the page learns of it: what is told is what a reviewer could have seen as saved.
_TELL = """
const real = window.fetch;
window.fetch = async (address, options) => {
  const answer = await real(address, options);
  if (!String(address).endsWith("api/act")) return answer;
  const text = await answer.text();
  await window.tell(options.body, answer.status, text);
  return new Response(text, {status: answer.status, headers: answer.headers});
};
"""
_OUTCOME = "() => document.querySelector('.row[aria-selected=true]')?.dataset.outcome ?? 'none'"
KEYS = {"accept": "a", "reject": "r"}


@dataclass(slots=True)
class Session:
    """Two reviewers of one project: one accepts all that is left, one rejects it."""

    launch: Callable[[], Browser]
    server: Process
    browser: Browser
    at_work: dict[str, Reviewer] = field(default_factory=dict)
    confirmed: list[dict[str, Any]] = field(default_factory=list)
    refused: int = 0

    def begin(self) -> None:
        """Both open the page, in a browser of each's own."""
        for verdict in KEYS:
            page = self.browser.new_context().new_page()
            page.on("dialog", lambda dialog: dialog.accept())
            page.expose_function("tell", lambda *told: self.note(*told))  # noqa: PLW0108 - it sets attributes
            page.add_init_script(_TELL)
            self.at_work[verdict] = Reviewer(page)
            self.at_work[verdict].open(self.server.address)

    def note(self, request: str, status: int, answer: str) -> None:
        """Remembers an answer of the server."""
        if status != 200:
            self.refused += 1
        elif json.loads(answer)["applied"]:
            self.confirmed.append(json.loads(request))

    def turn(self) -> bool:
        """Each decides on the group that is open. False when nothing is left for either."""
        busy = False
        for verdict, one in self.at_work.items():
            if one.page.evaluate(_OUTCOME) in {"open", "partly"}:
                one.press(KEYS[verdict])
                busy = True
        return busy

    def kill_server(self, project: Project) -> None:
        """The server dies and is started again; both open the new address."""
        self.server.kill()
        self.turn()
        self.server = Process(project)
        for one in self.at_work.values():
            one.page.goto(self.server.address)
            one.wait_until_ready()

    def kill_browser(self) -> None:
        """The browser dies and is started again."""
        processes = self.browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
        (pid,) = [process["id"] for process in processes if process["type"] == "browser"]
        self.turn()
        os.kill(pid, signal.SIGKILL)
        self.browser = self.launch()
        self.begin()


def test_a_thousand_links(
    project: Callable[[Report], Project], serve_apart: Callable[[Project], Process], launch: Callable[[], Browser]
) -> None:
    report = many_groups(250, mentions=2, phrases=2)
    assert len(report.links) == 1_000
    made = project(report)
    session = Session(launch, serve_apart(made), launch())
    session.begin()
    start, turns = time.monotonic(), 0
    try:
        while session.turn():
            turns += 1
            if turns in {30, 90}:
                session.kill_server(made)
            if turns in {60, 110}:
                session.kill_browser()
        for one in session.at_work.values():
            one.wait_saved()
            one.wait_for_text("#left", "250 of 250 ")
            assert one.errors == []
    finally:
        session.server.kill()
    check(made, report, session)
    print({"turns": turns, "seconds": round(time.monotonic() - start), "refused": session.refused})  # noqa: T201


def check(made: Project, report: Report, session: Session) -> None:
    """Every proposal is decided once, and as the last answer to a reviewer said."""
    found = {(item.phrase, item.target): str(item.verdict) for item in made.decisions()}
    wanted = Counter((link.phrase, str(link.target)) for link in report.links)
    assert Counter((item.phrase, item.target) for item in made.decisions()) == dict.fromkeys(wanted, 1)
    keys = proposal_keys(made)
    said = {keys[one["id"]]: request["do"] for request in session.confirmed for one in request["proposals"]}
    assert {key: found[key] for key in said} == said
    # Only decisions that were on their way when something was killed were saved without an answer.
    assert len(wanted) - len(said) <= 4 * 2 * 2 * 2
    assert set(found.values()) == set(KEYS)


def proposal_keys(made: Project) -> dict[str, tuple[str, str]]:
    """What the ids in requests stand for."""
    groups = group_report(read_report(made.folder / "autolink-report"))
    return {one.id: (one.phrase, one.target) for group in groups for one in group.proposals}
