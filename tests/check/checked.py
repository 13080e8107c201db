"""Reports with something for every gate, and checks of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from made_report import ACCEPT, REJECT, RETARGET, link, made_report, page, rejection
from mkdocs_autolink.author_links import Fault
from mkdocs_autolink.check import Check, Gate, Level, Locations, Rule, make_locations, run_check
from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.report import AmbiguousPhrase, DecisionState, Report, ReportBrokenLink, ReportDecision
from mkdocs_autolink.site import Problem, Target


def decision(
    phrase: str, target: str, verdict: Verdict, state: DecisionState = DecisionState.HOLDS, **facts: Any
) -> ReportDecision:
    found: dict[str, Any] = {"to": "", "pages": None, "links": 0}
    return ReportDecision(phrase=phrase, target=target, verdict=verdict, state=state, **(found | facts))


def report(**parts: Any) -> Report:
    """A report with one finding of every gate, and one more link that is reviewed; `parts` replace its fields."""
    found: dict[str, Any] = {
        "pages": (
            page("index.md", "Home"),
            page("computing/disk.md", "Disk areas", {"quota": "File quota"}),
            page("lonely.md", "Lonely", is_orphan=True),
            page("made.md", "Made by a program", digest=""),
        ),
        "links": (
            link("index.md", "Disk areas", "computing/disk.md", verdict=ACCEPT, line=4),
            link("index.md", "file quota", "computing/disk.md#quota", line=9, confidence=0.714),
        ),
        "rejected": (rejection("index.md", "hooks", "a/hooks.md", Reason.AMBIGUOUS, line=11),),
        "ambiguous": (AmbiguousPhrase("hooks", (Target("a/hooks.md"), Target("b/hooks.md")), 2, ("index.md",)),),
        "decisions": (
            decision("Disk areas", "computing/disk.md", ACCEPT),
            decision("disk aras", "computing/gone.md", ACCEPT, DecisionState.TARGET_GONE),
            decision("object", "computing/disk.md", REJECT, DecisionState.PHRASE_GONE),
        ),
        "broken": (ReportBrokenLink("computing/disk.md", "../nope.md", "nowhere", 7, Fault.NO_PAGE),),
        "problems": (Problem("front matter", "index.md", "The key 'alias' is not known."),),
    }
    return made_report(**(found | parts))


LOCATIONS = make_locations(
    report(),
    Decisions((Decision("disk aras", "computing/gone.md", ACCEPT, line=12),)),
    docs="website/docs",
    file="website/autolink.yml",
    config="website/mkdocs.yml",
)


def rules(limit: int | None = 0, level: Level = Level.ERROR, gates: Iterable[Gate] = Gate) -> list[Rule]:
    return [Rule(gate, limit, level) for gate in gates]


def check(new: Report, base: Report | None = None, *, limit: int | None = 0, locations: Locations = LOCATIONS) -> Check:
    return run_check(new, locations, rules(limit), base)


__all__ = ["LOCATIONS", "RETARGET", "check", "decision", "report", "rules"]
