"""The gate: what is wrong in a report, what is new in it, and whether that is allowed."""

from __future__ import annotations

from mkdocs_autolink.check.formats import FORMATS
from mkdocs_autolink.check.gates import run_check
from mkdocs_autolink.check.locations import Locations, make_locations
from mkdocs_autolink.check.model import (
    Change,
    ChangeKind,
    Check,
    Finding,
    Gate,
    Idle,
    Level,
    Message,
    Outcome,
    Rule,
    Severity,
    Tally,
)

__all__ = [
    "FORMATS",
    "Change",
    "ChangeKind",
    "Check",
    "Finding",
    "Gate",
    "Idle",
    "Level",
    "Locations",
    "Message",
    "Outcome",
    "Rule",
    "Severity",
    "Tally",
    "make_locations",
    "run_check",
]
