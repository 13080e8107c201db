"""The reviewers' file: what people decided about phrases and their targets.

Each decision is keyed by meaning, phrase and target, so that it survives every edit of the pages. Whoever changes the
file turns to `decisions.write`, which a build never does.
"""

from __future__ import annotations

from mkdocs_autolink.decisions.model import SIGNATURE, Decision, Decisions, Verdict
from mkdocs_autolink.decisions.read import load_decisions, notices, parse_decisions

__all__ = [
    "SIGNATURE",
    "Decision",
    "Decisions",
    "Verdict",
    "load_decisions",
    "notices",
    "parse_decisions",
]
