"""A check for programs. `check.schema.json` describes the shape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from mkdocs_autolink.check.model import Check, Finding, GateTally, IdleRejection, LinkChange

SCHEMA = 1
"""Version of the shape; it goes up when a reader of the old shape would be misled."""


def render_json(check: Check) -> str:
    """All that was found, whatever the limits, one entry a line."""
    parts = {
        "schema": json.dumps(SCHEMA),
        "generator": json.dumps(check.generator),
        "site": json.dumps({"name": check.site, "pages": check.pages, "links": check.links}),
        "passed": json.dumps(check.passed),
        "gates": _rows(map(_gate, check.tallies)),
        "findings": _rows(_finding(tally, finding) for tally in check.tallies for finding in tally.findings),
        "idle": _rows(map(_idle, check.idle)),
        "changes": "null" if check.changes is None else _rows(map(_change, check.changes)),
    }
    return "{\n" + ",\n".join(f'"{name}": {value}' for name, value in parts.items()) + "\n}\n"


def _rows(entries: Iterator[dict[str, Any]]) -> str:
    rows = ",\n".join(map(json.dumps, entries))
    return f"[\n{rows}\n]" if rows else "[]"


def _gate(tally: GateTally) -> dict[str, Any]:
    return {
        "gate": tally.rule.gate,
        "limit": tally.rule.limit,
        "level": tally.rule.level,
        "found": len(tally.findings),
        "known": tally.known,
        "fixed": tally.fixed,
        "outcome": tally.outcome,
    }


def _finding(tally: GateTally, finding: Finding) -> dict[str, Any]:
    return {
        "gate": finding.gate,
        "severity": tally.severity,
        "page": finding.page,
        "file": finding.file,
        "line": finding.line,
        "message": finding.message.plain,
        "advice": finding.advice,
        "suggestion": finding.suggestion,
        "fingerprint": finding.fingerprint,
    }


def _idle(idle: IdleRejection) -> dict[str, Any]:
    return {"file": idle.file, "line": idle.line, "message": idle.message.plain}


def _change(change: LinkChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "page": change.page,
        "file": change.file,
        "line": change.line,
        "anchor_text": change.anchor_text,
        "target": str(change.target),
        "was": change.was,
    }
