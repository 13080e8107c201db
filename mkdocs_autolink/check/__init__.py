"""The gate: what is wrong in a report, what is new in it, and whether that is allowed."""

from __future__ import annotations

from mkdocs_autolink.check.formats import FORMATS
from mkdocs_autolink.check.gates import run_check
from mkdocs_autolink.check.locations import Locations, make_locations
from mkdocs_autolink.check.model import (
    ChangeKind,
    Check,
    Finding,
    Gate,
    GateOutcome,
    GateTally,
    IdleRejection,
    Level,
    LinkChange,
    Message,
    Rule,
    Severity,
)

__all__ = [
    "FORMATS",
    "ChangeKind",
    "Check",
    "Finding",
    "Gate",
    "GateOutcome",
    "GateTally",
    "IdleRejection",
    "Level",
    "LinkChange",
    "Locations",
    "Message",
    "Rule",
    "Severity",
    "make_locations",
    "run_check",
]
