"""What the tests of the review page need: projects to review, the command that serves them, and a reviewer's hands."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from made_report import link, made_report, page, rejection
from mkdocs_autolink.cli.opened_report import open_report
from mkdocs_autolink.decisions import Decision, load_decisions
from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.report import AmbiguousPhrase, Report, ReportLink, ReportTarget
from mkdocs_autolink.review.api import Api
from mkdocs_autolink.review.payload import Payload
from mkdocs_autolink.review.server import ReviewServer
from mkdocs_autolink.review.session import Session
from mkdocs_autolink.site import parse_target
from rendered import as_json

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
AXE = """
async () => (await axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
})).violations.map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target} ${node.failureSummary}`).join("; ")}`)
"""
"""What axe finds wrong with a page on which its script was run, one text for each rule."""
_SERVE = "from mkdocs_autolink.cli import main; main()"
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\S+/")


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with a report to review."""

    folder: Path

    @property
    def file(self) -> Path:
        """Where its decisions are."""
        return self.folder / "autolink.yml"

    def decisions(self) -> tuple[Decision, ...]:
        """What stands in the file now."""
        return load_decisions(self.file).items


def write_project(folder: Path, report: Report) -> Project:
    """A project of nothing but a report."""
    (folder / "docs").mkdir(parents=True)
    (folder / "autolink-report").mkdir()
    (folder / "autolink-report" / "report.json").write_text(as_json(report), encoding="utf-8")
    return Project(folder)


class Server:
    """The server in this process, which starts in no time."""

    def __init__(self, project: Project) -> None:
        """Starts it."""
        opened = open_report(project.folder / "autolink-report", None)
        session = Session(opened.report, opened.folder, opened.decisions)
        payload = Payload(session, file=opened.report.project.decisions, report_address="", stale=())
        self._server = ReviewServer(Api(session, payload), opened.folder / "report.html")
        self.address = self._server.address
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def kill(self) -> None:
        """Ends it."""
        self._server.shutdown()
        self._server.server_close()


class Process:
    """`mkdocs-autolink review` as a process of its own, which can be stopped and killed."""

    def __init__(self, project: Project) -> None:
        """Starts it and waits for its address."""
        command = [sys.executable, "-c", _SERVE, "review", "--no-browser"]
        self.process = subprocess.Popen(
            command, cwd=project.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1
        )
        assert self.process.stdout
        self.said: list[str] = []
        for line in self.process.stdout:
            self.said.append(line)
            if found := _ADDRESS.search(line):
                self.address = found[0]
                return
        raise AssertionError("".join(self.said))

    def kill(self) -> None:
        """Ends it at once, as a crash does."""
        self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


def many_groups(groups: int, *, mentions: int = 3, phrases: int = 1) -> Report:
    """A report of groups that each lead to a page of their own."""
    targets = [f"t/{number:05}.md" for number in range(groups)]
    sources = [f"s/{number:03}.md" for number in range(max(mentions * phrases, 40))]
    links: list[ReportLink] = []
    for number, target in enumerate(targets):
        for which in range(phrases):
            for place in range(mentions):
                source = sources[(number + place + which * mentions) % len(sources)]
                links.append(
                    link(
                        source,
                        f"phrase {number} {'abcdefgh'[which]}",
                        target,
                        id=f"{len(links):012x}",
                        before=f"In sentence {place} one reads of ",
                        after=" and of much else that is said here.",
                        line=10 + place,
                        confidence=round(0.99 - 0.03 * ((number + place) % 13), 4),
                        evidence=(("any mention", -5.3), ("rare", 3.1), ("origin: title", 2.0), ("cue", 1.2)),
                    )
                )
    return made_report(
        links=tuple(links),
        pages=tuple(
            page(key, f"Page {key}", {"part": f"Part of {key}"}, digest="") for key in sorted(sources + targets)
        ),
        targets=tuple(ReportTarget(parse_target(key), f"Page {key}", "All about it.") for key in targets),
    )


def all_kinds(spoil: str = "") -> Report:
    """A small report with groups of every kind."""
    facts = {
        "before": f"Of the {spoil}",
        "after": f" one hears{spoil}",
        "evidence": ((f"rare{spoil}", 3.1), ("short word", -0.4)),
    }
    titles = {
        "a.md": "Disks",
        "b.md": "Queues",
        "c.md": "Hooks on the server",
        "d.md": "Hooks at home",
        "e.md": "Backup",
    }
    hooks = f"hooks{spoil}"
    return made_report(
        links=(
            link("a.md", f"queue{spoil}", "b.md", id="000000000001", confidence=0.97, **facts),
            link("e.md", f"queue{spoil}", "b.md", id="000000000002", confidence=0.81, **facts),
            link("e.md", f"batch queue{spoil}", "b.md#part", id="000000000003", confidence=0.72, **facts),
            link("b.md", f"disk area{spoil}", "a.md", id="000000000004", confidence=0.93, line=None, **facts),
        ),
        rejected=(
            rejection("a.md", hooks, "c.md", Reason.AMBIGUOUS, id="000000000005", confidence=0.6, **facts),
            rejection("a.md", hooks, "d.md", Reason.AMBIGUOUS, id="000000000006", confidence=0.5, **facts),
            rejection(
                "a.md", f"safe copy{spoil}", "e.md", Reason.LOW_CONFIDENCE, id="000000000007", confidence=0.55, **facts
            ),
        ),
        ambiguous=(AmbiguousPhrase(hooks, (parse_target("c.md"), parse_target("d.md")), 1, ("a.md",)),),
        pages=tuple(
            page(key, f"{title}{spoil}", {"part": f"The other part{spoil}"}, digest="") for key, title in titles.items()
        ),
        targets=tuple(
            ReportTarget(parse_target(key), f"{title}{spoil}", f"All about {title}{spoil}.")
            for key, title in titles.items()
        ),
    )


@dataclass(slots=True)
class Reviewer:
    """A reviewer at a page."""

    page: Page
    errors: list[str] = field(default_factory=list)
    """What the browser found wrong with the page itself."""

    def open(self, address: str) -> None:
        """Opens the page and waits until it can be worked with."""
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.goto(address)
        self.wait_until_ready()

    def _note(self, kind: str, text: str) -> None:
        # The browser itself reports answers such as 409 and connections that failed; the page says them to the user.
        if kind == "error" and not text.startswith("Failed to load resource"):
            self.errors.append(text)

    def wait_until_ready(self) -> None:
        """Waits until keys are listened to and the sentences of the open group, which come later, are shown."""
        self.page.wait_for_selector("body[data-ready]")
        self.page.wait_for_function(_NOTHING_LOADING)

    def press(self, *keys: str) -> None:
        """Presses keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def wait_saved(self) -> None:
        """Waits until nothing is on its way."""
        self.page.wait_for_function(_NOTHING_UNSAVED)

    def current(self) -> str:
        """The id of the group that is open."""
        row = self.page.get_attribute("#list", "aria-activedescendant") or ""
        return row.removeprefix("row-")

    def text(self, selector: str) -> str:
        """The text of the first element that fits."""
        return self.page.inner_text(selector)

    def left(self) -> int:
        """The number of groups that are left."""
        settled, total = re.findall(r"[\d,]+", self.text("#left"))[:2]
        return int(total.replace(",", "")) - int(settled.replace(",", ""))

    def wait_for_text(self, selector: str, text: str) -> None:
        """Waits until the element holds the text."""
        self.page.wait_for_function(
            "([selector, text]) => document.querySelector(selector)?.textContent.includes(text)", arg=[selector, text]
        )

    def state(self) -> dict[str, Any]:
        """What the server says, asked as the page asks."""
        found: dict[str, Any] = self.page.evaluate(_STATE)
        return found


_NOTHING_LOADING = "() => document.querySelector('#detail-body').textContent !== 'Loading…'"
# Unsaved decisions stand in the storage of the tab, with the page's address in the name.
_NOTHING_UNSAVED = """
() => JSON.parse(sessionStorage.getItem(`autolink-unsaved-${location.pathname}`) ?? "[]").length === 0
"""
_STATE = """
async () => {
  const headers = {"X-Autolink-Token": location.pathname.split("/")[1]};
  return (await fetch("api/state", {headers})).json();
}
"""
