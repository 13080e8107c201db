"""What the formats for people say in the same words."""

from __future__ import annotations

from mkdocs_autolink.check.link_changes import count_kinds
from mkdocs_autolink.check.model import ChangeKind, Check, Gate, GateOutcome, GateTally, LinkChange

MEANING = {
    Gate.ROT: "accepted decisions whose phrase or target is gone",
    Gate.BROKEN: "links by hand that lead nowhere",
    Gate.PROBLEMS: "what the build warned of",
    Gate.UNREVIEWED: "links and proposals that no decision speaks of",
    Gate.AMBIGUITY: "phrases held back because they fit several targets",
    Gate.ORPHANS: "pages that no page links to in its text",
}

IDLE = "rejections that have nothing left to reject"
IDLE_ADVICE = "They do no harm and fail no gate. Delete those that you do not expect to need again."


def columns(check: Check) -> tuple[str, ...]:
    """The heads of the table of gates."""
    counted = ("found",) if check.changes is None else ("new", "known", "fixed")
    return ("gate", *counted, "limit", "result")


def row(check: Check, tally: GateTally) -> tuple[str, ...]:
    """A gate's row in the table."""
    numbers = [len(tally.findings)] if check.changes is None else [len(tally.findings), tally.known, tally.fixed]
    limit = "-" if tally.rule.limit is None else f"{tally.rule.limit:,}"
    result = tally.outcome.upper() if tally.outcome is GateOutcome.FAILED else tally.outcome.value
    return (tally.rule.gate.value, *(f"{number:,}" for number in numbers), limit, result)


def advice(tally: GateTally) -> tuple[str, ...]:
    """What can be done about the findings, and how the gate is passed."""
    lines = list(dict.fromkeys(finding.advice for finding in tally.findings if finding.advice))
    if tally.outcome in (GateOutcome.FAILED, GateOutcome.WARNED):
        gate, found = tally.rule.gate, len(tally.findings)
        lines.append(
            f"To pass: mend {found - (tally.rule.limit or 0):,} of these, allow all with --max-{gate} {found}, or leave"
            f" the gate out with --level {gate}=off."
        )
    return tuple(lines)


def verdict(check: Check) -> str:
    """How it ended, in one sentence."""
    failed, warned = check.gates(GateOutcome.FAILED), check.gates(GateOutcome.WARNED)
    if failed:
        return f"Failed: {', '.join(failed)}."
    if warned:
        return f"Passed, with warnings: {', '.join(warned)}."
    if check.gates(GateOutcome.PASSED):
        return "Passed."
    return "No gate has a limit, so none can fail. Set some, such as --no-rot, or --strict for all."


def changes_in_words(check: Check) -> str:
    """The number of changes since the base, '' without one."""
    if check.changes is None:
        return ""
    counts = count_kinds(check.changes)
    said = ", ".join(f"{counts[kind]:,} {kind}" for kind in ChangeKind if counts[kind])
    return f"Links since the base: {said or 'none added, gone or changed'}."


def sign(change: LinkChange) -> str:
    """One character for the kind of a change."""
    return {ChangeKind.ADDED: "+", ChangeKind.GONE: "-"}.get(change.kind, "~")


def was(change: LinkChange) -> str:
    """What stands before the former target or page of a change."""
    return "moved from" if change.kind is ChangeKind.MOVED else "before:"
