"""A check as a Code Quality report of GitLab, which shows it in merge requests."""

from __future__ import annotations

import json

from mkdocs_autolink.check.model import Check, Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render_gitlab(check: Check) -> str:
    """A list of the findings of all gates that have a limit."""
    entries = [
        {
            "description": finding.text,
            "check_name": f"autolink/{finding.gate}",
            "fingerprint": finding.fingerprint,
            "severity": _SEVERITIES[tally.severity],
            # GitLab wants a line in any case.
            "location": {"path": finding.file, "lines": {"begin": finding.line or 1}},
        }
        for tally in check.tallies
        if tally.severity
        for finding in tally.findings
    ]
    return json.dumps(entries, indent=1) + "\n"
