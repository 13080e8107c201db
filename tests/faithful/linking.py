"""Links every word of a piece of HTML that may be linked, with the program's own reader and writer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from drawing import FLAT
from mkdocs_autolink.body import Body, Zone, read_body
from mkdocs_autolink.candidates import Candidate
from mkdocs_autolink.confidence import Weighed
from mkdocs_autolink.hits import Match
from mkdocs_autolink.namings import Origin
from mkdocs_autolink.outcomes import Link
from mkdocs_autolink.rewrite import rewrite, unlink
from mkdocs_autolink.settings import LinkOptions
from mkdocs_autolink.site import Page, Site, Target

Spans = list[tuple[int, int]]
_WORD = re.compile(r"\w+")
_TARGET = Page("target.md", "target/", "", "", read_body(""), "en")
_SITE = Site("Example", (_TARGET,))
_PLAIN = LinkOptions(title="")


@dataclass(frozen=True, slots=True)
class Linked:
    """HTML before and after, and what was linked in it."""

    before: str
    after: str
    spans: Spans
    """Places in the HTML before; none where the page was refused."""
    refused: bool
    """The guard of the rewriter left the page as it was."""


def linked(html: str, *, whole_runs: bool = False) -> Linked:
    """The HTML, less links of ours that it came with, with a link around every word or all words of each run."""
    before = unlink(html)
    body = read_body(before)
    return spliced(before, body, run_spans(body) if whole_runs else word_spans(body))


def spliced(before: str, body: Body, spans: Spans) -> Linked:
    """The HTML with links around the spans, as the program writes them."""
    page = Page("page.md", "page/", "", before, body, "en")
    done = rewrite(page, [_link(start, end) for start, end in spans], _SITE, _PLAIN)
    return Linked(before, done.html, [] if done.failure else spans, bool(done.failure))


def word_spans(body: Body) -> Spans:
    """The place in the HTML of every word that may be linked, and of every inline code element."""
    found: Spans = []
    for run in body.runs:
        if not run.linkable:
            continue
        if run.zone is Zone.CODE:
            found.append((run.start, run.end))
            continue
        offsets = run.offsets or range(run.start, run.end + 1)
        words = (match.span() for match in _WORD.finditer(run.text))
        found += [(offsets[start], offsets[end]) for start, end in words]
    return _proper(found)


def run_spans(body: Body) -> Spans:
    """From the first to the last word of every run that may be linked: what stands between words is inside the link."""
    found: Spans = []
    for run in body.runs:
        words = [match.span() for match in _WORD.finditer(run.text)]
        if not run.linkable or not words:
            continue
        offsets = run.offsets or range(run.start, run.end + 1)
        code = run.zone is Zone.CODE
        found.append((run.start, run.end) if code else (offsets[words[0][0]], offsets[words[-1][1]]))
    return _proper(found)


def _proper(spans: Iterable[tuple[int, int]]) -> Spans:
    """Without the second word of a character reference that stands for two: it has no place of its own."""
    return [span for span in spans if span[0] < span[1]]


def _link(start: int, end: int) -> Link:
    candidate = Candidate(
        page="page.md",
        start=start,
        end=end,
        anchor_text="",
        phrase="",
        target=Target("target.md"),
        origin=Origin.TITLE,
        match=Match.EXACT,
        section=-1,
        word=0,
        listed=False,
        part_of="",
        evidence=(),
    )
    return Link(Weighed(candidate, 0.5, FLAT))
