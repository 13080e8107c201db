"""The reviewers' file: what people decided about phrases and their targets.

Each decision is keyed by meaning, phrase and target, so that it survives every edit of the pages.
"""

from __future__ import annotations

from mkdocs_autolink.decisions.model import VERSION, Decision, Decisions, Verdict
from mkdocs_autolink.decisions.read import MAX_BYTES, load_decisions, notices, parse_decisions
from mkdocs_autolink.decisions.write import dump_decisions, save_decisions, update_decisions

__all__ = [
    "MAX_BYTES",
    "VERSION",
    "Decision",
    "Decisions",
    "Verdict",
    "dump_decisions",
    "load_decisions",
    "notices",
    "parse_decisions",
    "save_decisions",
    "update_decisions",
]
