"""A site of a few pages, rendered by a few lines: paragraphs, links, code fences, and what a test adds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mkdocs_autolink.body import read_body
from mkdocs_autolink.site import Page, Site, Target
from mkdocs_autolink.sources.edits import find_edits
from mkdocs_autolink.sources.judging import Wish
from mkdocs_autolink.sources.markdown import read_markdown
from mkdocs_autolink.sources.proof import Baseline, Bodies, Draft, Proof, prove
from sources.proposals import every_mention

Extra = Callable[[str, str, Mapping[str, str]], str]
"""Page, its HTML and all sources -> the HTML that a plugin makes of it."""


def plain(text: str) -> str:
    """The text as HTML: blocks that begin with four blanks are code, and links in brackets work elsewhere."""
    blocks = []
    for block in text.split("\n\n"):
        if block.startswith("    "):
            blocks.append(f"<pre><code>{block}</code></pre>")
        else:
            blocks.append("<p>" + re.sub(r"\[(.*?)\]\((.*?)\)", r'<a href="\2">\1</a>', block) + "</p>")
    return "\n".join(blocks)


def as_it_is(_page: str, html: str, _sources: Mapping[str, str]) -> str:
    """No plugin."""
    return html


@dataclass
class SmallSite:
    """Sources by page, and builds of them that are counted."""

    sources: dict[str, str]
    extra: Extra = as_it_is
    builds: list[dict[str, str]] = field(default_factory=list)

    def render(self, texts: Mapping[str, str]) -> Bodies:
        """The bodies of all pages with some sources replaced."""
        self.builds.append(dict(texts))
        sources = {**self.sources, **texts}
        return {page: self.extra(page, plain(text), sources) for page, text in sources.items()}

    def site(self) -> Site:
        """The site of the sources."""
        bodies = self.render({})
        self.builds.clear()
        pages = (
            Page(page, page, page, html, read_body(html), "en", source=self.sources[page])
            for page, html in bodies.items()
        )
        return Site("Small", tuple(pages))

    def build(self, texts: Mapping[str, str]) -> tuple[Site, Bodies]:
        """What the command is given to build a site with."""
        return self.site(), self.render(texts)

    def drafts(self, titles: Mapping[str, Target]) -> list[Draft]:
        """A wish for each mention of each title on each page."""
        drafts = []
        for page in self.site().pages:
            markdown = read_markdown(self.sources[page.key])
            mentions = every_mention(page, titles)
            wishes = tuple(Wish(link, find_edits(markdown, link)) for link in mentions)
            drafts.append(Draft(page.key, self.sources[page.key], wishes))
        return [draft for draft in drafts if draft.wishes]

    def prove(self, titles: Mapping[str, Target], unsteady: frozenset[str] = frozenset()) -> Proof:
        """What can be proved of these wishes."""
        site = self.site()
        bodies = {page.key: page.html for page in site.pages}
        return prove(Baseline(site, bodies, unsteady), self.drafts(titles), self.render)
