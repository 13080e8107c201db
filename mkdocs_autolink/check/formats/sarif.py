"""A check as SARIF 2.1.0, which GitHub's code scanning and many editors read."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from mkdocs_autolink import __version__
from mkdocs_autolink.check.formats.wording import MEANING
from mkdocs_autolink.check.model import Check, Finding, GateTally, Level, Severity

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_LINK = re.compile(r"([\[\]\\])")


def render_sarif(check: Check) -> str:
    """One run with the findings of all gates that have a limit."""
    tallies = [tally for tally in check.tallies if tally.severity]
    results = [
        _result(number, tally.severity, finding)
        for number, tally in enumerate(tallies)
        if tally.severity
        for finding in tally.findings
    ]
    driver = {"name": "mkdocs-autolink", "version": __version__, "rules": [_rule(tally) for tally in tallies]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rule(tally: GateTally) -> dict[str, Any]:
    meaning = MEANING[tally.rule.gate]
    return {
        "id": f"autolink/{tally.rule.gate}",
        "name": tally.rule.gate.capitalize(),
        "shortDescription": {"text": f"{meaning[0].upper()}{meaning[1:]}."},
        "defaultConfiguration": {"level": "warning" if tally.rule.level is Level.WARNING else "error"},
    }


def _result(number: int, severity: Severity, finding: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {
        "artifactLocation": {"uri": quote(finding.file, errors="replace"), "uriBaseId": "%SRCROOT%"}
    }
    if finding.line is not None:
        place["region"] = {"startLine": finding.line}
    return {
        "ruleId": f"autolink/{finding.gate}",
        "ruleIndex": number,
        "level": _LEVELS[severity],
        "message": {"text": _text(finding.text)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"autolink/v1": finding.fingerprint},
    }


def _text(text: str) -> str:
    """Text in which nothing is a placeholder or a link, as the standard escapes them."""
    return _LINK.sub(r"\\\1", text).replace("{", "{{").replace("}", "}}")
