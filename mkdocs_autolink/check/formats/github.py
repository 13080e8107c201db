"""A check as workflow commands of GitHub Actions, which shows them beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_autolink.check.formats.terminal import harmless, summary
from mkdocs_autolink.check.formats.wording import advice, verdict
from mkdocs_autolink.check.model import Check, Finding, Severity
from mkdocs_autolink.report.text import readable

_MOST = 50
"""Most findings of a gate; GitHub shows ten of a kind in a step."""
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render_github(check: Check) -> str:
    """One command a finding, errors first, and the table of gates."""
    lines = [*_annotations(check), summary(check), ""]
    for tally in check.tallies:
        if tally.severity in (Severity.ERROR, Severity.WARNING):
            lines += (f"{tally.rule.gate}: {line}" for line in advice(tally))
    return harmless("\n".join([*lines, verdict(check)]) + "\n")


def _annotations(check: Check) -> Iterator[str]:
    for severity in Severity:
        for tally in check.tallies:
            if tally.severity is severity:
                yield from (_annotation(severity, finding) for finding in tally.findings[:_MOST])
                if len(tally.findings) > _MOST:
                    yield f"{tally.rule.gate}: {len(tally.findings) - _MOST:,} more, which --format json lists"


def _annotation(severity: Severity, finding: Finding) -> str:
    properties = {"file": finding.file, "line": str(finding.line or ""), "title": f"autolink {finding.gate}"}
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    return f"::{_COMMANDS[severity]} {said}::{_data(finding.text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(readable(text, 1_000)).replace(":", "%3A").replace(",", "%2C")
