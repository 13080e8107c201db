"""What the gates find in a report, as plain values: what every format shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from mkdocs_autolink.report.text import readable
from mkdocs_autolink.site import Target

_LONGEST = 160
"""Most characters of one text of a user in a message."""


class Gate(StrEnum):
    """What is counted. The names are public and do not change; the most pressing come first."""

    ROT = "rot"
    BROKEN = "broken"
    PROBLEMS = "problems"
    UNREVIEWED = "unreviewed"
    AMBIGUITY = "ambiguity"
    ORPHANS = "orphans"


class Level(StrEnum):
    """What it means that a gate finds more than its limit allows."""

    ERROR = "error"
    WARNING = "warning"
    OFF = "off"
    """The gate is not looked at."""


class GateOutcome(StrEnum):
    """What became of a gate."""

    FAILED = "failed"
    WARNED = "warned"
    PASSED = "passed"
    NO_LIMIT = "no limit"


class Severity(StrEnum):
    """How findings are marked where machines show them beside the text."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with texts of users in it, which each format keeps from being read as markup."""

    template: str
    """With `{}` for each text; one that is quoted in plain text stands in quotes here."""
    texts: tuple[str, ...]

    @property
    def plain(self) -> str:
        """The sentence on one line, without control characters."""
        return self.template.format(*(readable(text, _LONGEST) for text in self.texts))

    def marked(self, mark: Callable[[str], str]) -> str:
        """The sentence with each text as `mark` gives it, in place of quotes."""
        return self.template.replace('"{}"', "{}").format(*map(mark, self.texts))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a gate counts."""

    gate: Gate
    page: str
    """The page that it is about, '' for none."""
    file: str
    """The file to mend it in, from the root of the repository."""
    line: int | None
    message: Message
    advice: str
    """What to do about it."""
    fingerprint: str
    """Says that this is the same thing as in another report, where lines may differ; unique in one."""
    may_mean: tuple[str, ...] = ()
    """Names and addresses that say what is meant instead."""
    suggestion: str = ""
    """The page or section that is probably meant, '' where nothing is like it."""

    @property
    def text(self) -> str:
        """All that is to say of it, on one line."""
        return f"{self.message.plain} {self.advice}".rstrip()


@dataclass(frozen=True, slots=True)
class IdleRejection:
    """A rejection that has nothing left to reject: no gate counts it, since it does no harm."""

    file: str
    """The decisions file, from the root of the repository."""
    line: int | None
    message: Message
    fingerprint: str
    """Says that this is the same rejection as in another report."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a gate allows."""

    gate: Gate
    limit: int | None = None
    """Most findings, None for any number."""
    level: Level = Level.ERROR


@dataclass(frozen=True, slots=True)
class GateTally:
    """A gate, and what it found."""

    rule: Rule
    findings: tuple[Finding, ...]
    """What counts: where there is a base, what is not in it."""
    known: int = 0
    """Findings that the base has too."""
    fixed: int = 0
    """Findings that only the base has."""

    @property
    def outcome(self) -> GateOutcome:
        """Whether it keeps to its rule."""
        if self.rule.limit is None:
            return GateOutcome.NO_LIMIT
        if len(self.findings) <= self.rule.limit:
            return GateOutcome.PASSED
        return GateOutcome.FAILED if self.rule.level is Level.ERROR else GateOutcome.WARNED

    @property
    def severity(self) -> Severity | None:
        """What its findings are marked as beside the text; None where they are not shown there."""
        return _SEVERITIES.get(self.outcome)


_SEVERITIES = {
    GateOutcome.FAILED: Severity.ERROR,
    GateOutcome.WARNED: Severity.WARNING,
    GateOutcome.PASSED: Severity.NOTE,
}


class ChangeKind(StrEnum):
    """What became of a link since the base."""

    ADDED = "added"
    GONE = "gone"
    RETARGETED = "retargeted"
    """The same phrase on the same page leads elsewhere."""
    MOVED = "moved"
    """The same sentence stands on another page."""


@dataclass(frozen=True, slots=True)
class LinkChange:
    """A link that is not as it was in the base."""

    kind: ChangeKind
    page: str
    """The page that it is on, or was on."""
    file: str
    line: int | None
    anchor_text: str
    target: Target
    was: str
    """The former target or page; '' for a link that was added or is gone."""


@dataclass(frozen=True, slots=True)
class Check:
    """A report after all its gates."""

    generator: str
    site: str
    pages: int
    links: int
    tallies: tuple[GateTally, ...]
    """One for each gate that is not off."""
    idle: tuple[IdleRejection, ...]
    """In the order of the decisions file; where there is a base, those that are not idle in it."""
    changes: tuple[LinkChange, ...] | None
    """By page and place; None without a base."""

    def gates(self, outcome: GateOutcome) -> tuple[Gate, ...]:
        """The gates of which that became."""
        return tuple(tally.rule.gate for tally in self.tallies if tally.outcome is outcome)

    @property
    def passed(self) -> bool:
        """Whether no gate failed."""
        return not self.gates(GateOutcome.FAILED)
