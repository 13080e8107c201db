"""What keywords and decisions ask for and no build can do: pages that are not there, phrases that no text can have."""

from __future__ import annotations

from mkdocs_autolink.decisions import Decisions, Verdict
from mkdocs_autolink.phrases import is_nameable
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Site, parse_target
from mkdocs_autolink.vocabulary import Vocabulary


def absent_names(site: Site, settings: Settings, decisions: Decisions) -> tuple[str, ...]:
    """The pages and ids that keywords and decisions lead to, or are for, and that the site does not have, sorted."""
    decided = {item.to or item.target for item in decisions.items if item.verdict is not Verdict.REJECT}
    absent = {name for name in decided.union(settings.keywords.values()) if not site.has(parse_target(name))}
    for item in decisions.items:
        if item.pages and site.has(parse_target(item.target)):  # else it is for another language, or said already
            absent.update(page for page in item.pages if page not in site.by_key)
    return tuple(sorted(absent))


def unnameable_phrases(settings: Settings, decisions: Decisions, language: str) -> tuple[str, ...]:
    """The phrases of keywords, and of decisions to link them, that stand for nothing in any text, sorted."""
    vocabulary = Vocabulary(language)
    phrases = {item.phrase for item in decisions.items if item.verdict is not Verdict.REJECT}
    return tuple(sorted(one for one in phrases.union(settings.keywords) if not is_nameable(one, vocabulary)))
