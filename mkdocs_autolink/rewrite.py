"""Plan -> HTML with links spliced in; unlink(); the faithfulness guard."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from mkdocs_autolink.confidence import two_digits
from mkdocs_autolink.outcomes import Link
from mkdocs_autolink.settings import CLASS, LinkOptions
from mkdocs_autolink.site import Page, Site, relative_address

_OURS = re.compile(rf'<a class="{CLASS}(?: [^"]*)?" href="[^"]*"(?: [^\s<>"=]+(?:="[^"]*")?)*>')
_START = f'<a class="{CLASS}'
_END = "</a>"
_BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A page's body with its links, or the reason why it was left as it was."""

    page: str
    before: str
    """Its body without the links."""
    links: int
    failure: str = ""
    tags: tuple[tuple[int, str], ...] = ()
    """What is spliced in, each with its offset in the body before, in order."""

    @property
    def html(self) -> str:
        """The body with its links; made whenever it is asked for, as those of all pages would take much memory."""
        parts, at = [], 0
        for offset, tag in self.tags:
            parts += [self.before[at:offset], tag]
            at = offset
        return "".join([*parts, self.before[at:]])


def rewrite(page: Page, links: Iterable[Link], site: Site, options: LinkOptions) -> Rewritten:
    """The body of a page with its links spliced in, untouched where the result would not be faithful."""
    links = sorted(links, key=lambda link: link.weighed.candidate.start)
    tags: list[tuple[int, str]] = []
    for link in links:
        candidate = link.weighed.candidate
        tags += [(candidate.start, _start_tag(page, link, site, options)), (candidate.end, _END)]
    linked = Rewritten(page.key, page.html, len(links), tags=tuple(tags))
    failure = unfaithful(page.html, linked.html, len(links)) or _misplaced(page, links)
    return Rewritten(page.key, page.html, 0, failure) if failure else linked


def unfaithful(before: str, after: str, links: int) -> str:
    """What is wrong with a linked body, '' where taking our links out gives the body before, byte for byte."""
    if unlink(after) != before:
        return "taking the links out again does not give the page as it was"
    if after.count(_END) != before.count(_END) + links:
        return "the number of links in the page is not the number that was planned"
    return ""


def _misplaced(page: Page, links: Iterable[Link]) -> str:
    """What is wrong with the places of links, '' where each stands in text that may be linked."""
    starts = [run.start for run in page.body.runs]
    for link in links:
        start, end = link.weighed.candidate.start, link.weighed.candidate.end
        at = bisect_right(starts, start) - 1
        if at < 0 or end > page.body.runs[at].end or not page.body.runs[at].linkable:
            return "a link would stand outside of the text that may be linked"
    return ""


def unlink(html: str) -> str:
    """A body without the links that we inserted; every other byte stays."""
    if _START not in html:
        return html
    kept, at = [], 0
    for match in _OURS.finditer(html):
        if match.start() < at:
            continue
        end = html.find(_END, match.end())
        if end < 0:
            break
        kept += [html[at : match.start()], html[match.end() : end]]
        at = end + len(_END)
    return "".join([*kept, html[at:]])


def _start_tag(page: Page, link: Link, site: Site, options: LinkOptions) -> str:
    candidate = link.weighed.candidate
    target = site.by_key[candidate.target.page]
    attributes = [
        ("class", options.class_),
        ("href", relative_address(page, target, candidate.target.fragment)),
        ("title", _title(link, target, options.title)),
    ]
    written = [f'{name}="{escape(value)}"' for name, value in attributes if value]
    written += [f'{name}="{escape(value)}"' if value else name for name, value in options.attributes.items()]
    return f"<a {' '.join(written)}>"


def _title(link: Link, target: Page, pattern: str) -> str:
    candidate = link.weighed.candidate
    heading = next((h.text for h in target.body.headings if h.id == candidate.target.fragment), "")
    text = pattern.format(
        target_title=heading or target.title,
        phrase=candidate.phrase,
        confidence=two_digits(link.weighed.confidence),
    )
    text = " ".join(_BIDI_CONTROLS.sub("", text).split())
    return text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 1] + "…"
