"""A hostile page among three others, run through every stage."""

from __future__ import annotations

from hostile.attacks import PHRASE
from mkdocs_autolink.decisions import Decisions
from mkdocs_autolink.pages import PageFacts, read_site
from mkdocs_autolink.pipeline import Result, autolink
from mkdocs_autolink.report import build_report, render_markdown
from mkdocs_autolink.settings import Settings
from rendered import as_html, as_json

SETTINGS = Settings()
_OTHERS = {
    "index.md": ("Home", "<h1>Home</h1><p>This is where everything begins, and the widgets are further down.</p>"),
    "guide/widget.md": (PHRASE, '<h1>Widget Guide</h1><h2 id="a">Lorem ipsum</h2><p>Of lorem and ipsum.</p>'),
    "tour.md": ("Dolor sit amet", "<h1>Dolor sit amet</h1><p>See the widget guide for all that is missing here.</p>"),
}


def run(html: str) -> Result:
    """The pages read, linked and reported in every format."""
    return run_all([page("hostile.md", "Hostile", html, source=html)])


def run_all(pages: list[PageFacts]) -> Result:
    """As `run`, of any number of pages."""
    others = [page(key, title, html) for key, (title, html) in _OTHERS.items()]
    result = autolink(read_site("Example", [*others, *pages], SETTINGS), SETTINGS, Decisions())
    report = build_report(result, SETTINGS)
    for render in (as_html, as_json, render_markdown):
        assert render(report)
    return result


def page(key: str, title: str, html: str, source: str = "") -> PageFacts:
    """A page as MkDocs would describe it."""
    return PageFacts(key, key.replace(".md", "/"), html, title=title, source=source, locale="en")
