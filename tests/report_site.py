"""A small site with a plan made by hand: what the tests of the report read."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mkdocs_autolink.body import Body, Run, Zone
from mkdocs_autolink.candidates import Candidate
from mkdocs_autolink.confidence import Weighed, Weights
from mkdocs_autolink.decisions import Decisions, Verdict
from mkdocs_autolink.evidence import Evidence
from mkdocs_autolink.graph import LinkGraph, PageLinks
from mkdocs_autolink.hits import Match
from mkdocs_autolink.namings import Origin
from mkdocs_autolink.outcomes import Link, Plan, Reason, Rejection
from mkdocs_autolink.pipeline import Result
from mkdocs_autolink.site import Page, Problem, Site, Target

PAGES = {
    "index.md": "Lumi cluster handbook",
    "access/keys.md": "SSH keys",
    "access/portal.md": "Web portal",
    "computing/batch.md": "Batch jobs",
    "computing/disk.md": "Disk areas",
    "computing/modules.md": "Environment modules",
    "computing/partitions.md": "Partitions",
    "data/lustre.md": "Lustre file system",
    "data/transfer.md": "Data transfer",
    "guides/interactive.md": "Interactive sessions",
    "support/faq.md": "Frequently asked questions",
    "support/glossary.md": "Glossary",
}
TARGETS = (
    ("disk areas", Target("computing/disk.md"), Origin.TITLE),
    ("file quota", Target("computing/disk.md", "quota"), Origin.HEADING),
    ("batch job", Target("computing/batch.md"), Origin.TITLE),
    ("SSH key", Target("access/keys.md"), Origin.TITLE),
    ("environment modules", Target("computing/modules.md"), Origin.TITLE),
    ("Lustre", Target("data/lustre.md"), Origin.SHORT_TITLE),
    ("interactive session", Target("guides/interactive.md"), Origin.TITLE),
    ("stripe count", Target("data/lustre.md", "striping"), Origin.ANCHOR_TEXT),
    ("`sbatch`", Target("computing/batch.md", "sbatch"), Origin.CODE_HEADING),
    ("data transfer", Target("data/transfer.md"), Origin.TITLE),
)
SENTENCES = (
    "Before you start, read how the {} work on this system, because the defaults differ from other sites.",
    "Everything that you write ends up in {} unless the job script says otherwise.",
    "If the command fails, check your {} first and then write to the service desk with its number.",
    "See {}.",
    "Large projects should ask for a bigger {} at least two weeks before the campaign, and say for how long.",
)


WEIGHTS = Weights(0.0, dict.fromkeys(("exact match", "title", "common word", "start", "rarity"), 1.0))


@dataclass(frozen=True, slots=True)
class Mention:
    """One sentence of a page with one mention in it."""

    before: str
    words: str
    after: str
    phrase: str
    target: Target
    origin: Origin
    confidence: float


def made_result(titles: dict[str, str] | None = None, spoil: str = "", decisions: Decisions | None = None) -> Result:
    """A run over twelve pages. `titles` replace theirs; `spoil` goes into every other text of a user."""
    titles = PAGES | (titles or {})
    pages, links, rejections = [], [], []
    for number, key in enumerate(sorted(PAGES)):
        mentions = list(_mentions(number, key, spoil))
        page = _page(key, titles[key], mentions)
        pages.append(page)
        for place, mention in enumerate(mentions):
            weighed = _weighed(page, place, mention)
            if mention.confidence >= 0.7 and place < 4 + number % 2:
                links.append(Link(weighed, Verdict.ACCEPT if number % 5 == 0 else None))
            else:
                rejections += _rejections(weighed, place, mention, spoil)
    problems = (
        Problem(
            "unknown target",
            "support/faq.md",
            f"The keyword 'quota' leads to disk.md, which is no page.{spoil}",
        ),
        Problem("page left alone", "data/lustre.md", f"Its HTML ends inside of a tag.{spoil}"),
    )
    site = Site(f"Lumi cluster handbook{spoil}", tuple(pages), home="index.md")
    before, after = _graphs(sorted(PAGES))
    return Result(site, Plan(tuple(links), tuple(rejections)), {}, before, after, decisions or Decisions(), problems)


def _mentions(number: int, key: str, spoil: str) -> Iterator[Mention]:
    for place in range(7):
        phrase, target, origin = TARGETS[(number * 3 + place) % len(TARGETS)]
        if target.page == key:
            continue
        before, after = SENTENCES[(number + place) % len(SENTENCES)].split("{}")
        confidence = round(0.97 - 0.055 * ((number * 7 + place * 3) % 6), 4) if place < 5 else 0.5 + number / 40
        words = phrase.strip("`")
        yield Mention(before + spoil, words + spoil, after, words + spoil, target, origin, confidence)


def _page(key: str, title: str, mentions: list[Mention]) -> Page:
    """A page with one paragraph per mention; in its HTML the texts stand as they are, one space between."""
    runs, position = [], 0
    for block, mention in enumerate(mentions):
        text = mention.before + mention.words + mention.after
        runs.append(Run(text, position, None, block, -1, Zone.PARAGRAPH, True, False, -1))
        position += len(text) + 1
    html = "".join(f"{run.text} " for run in runs)
    body = Body(tuple(runs), (), (), frozenset(), len(html.split()))
    source = "---\ntitle: T\n---\n\n# T\n\n" + "\n\n".join(run.text for run in runs)
    return Page(key, key.replace(".md", "/"), title, html, body, "en", source)


def _weighed(page: Page, place: int, mention: Mention) -> Weighed:
    start = page.body.runs[place].start + len(mention.before)
    end = start + len(mention.words)
    found = Candidate(
        page=page.key,
        start=start,
        end=end,
        anchor_text=mention.words,
        phrase=mention.phrase,
        target=mention.target,
        origin=mention.origin,
        match=Match.EXACT,
        section=-1,
        word=10 * place,
        listed=False,
        part_of="",
        evidence=(_evidence(mention),),
    )
    return Weighed(found, mention.confidence, WEIGHTS)


def _evidence(mention: Mention) -> Evidence:
    rest = math.log(mention.confidence / (1 - mention.confidence)) - 1.6 + 0.45
    return (("exact match", 1.2), ("title", 0.8), ("common word", -0.45), ("start", -0.4), ("rarity", rest))


def _rejections(weighed: Weighed, place: int, mention: Mention, spoil: str) -> list[Rejection]:
    if place == 5:
        rival = replace(weighed, candidate=replace(weighed.candidate, target=Target("support/glossary.md", "terms")))
        return [Rejection(item, Reason.AMBIGUOUS, None, "") for item in (weighed, rival)]
    if mention.confidence < 0.7:
        return [Rejection(weighed, Reason.LOW_CONFIDENCE, None, "")]
    reasons = (Reason.DUPLICATE, Reason.DENSITY, Reason.OVERLAP)
    reason = reasons[len(mention.words) % 3]
    return [Rejection(weighed, reason, None, f"disk areas -> computing/disk.md{spoil}")]


def _graphs(keys: list[str]) -> tuple[LinkGraph, LinkGraph]:
    before = tuple(
        PageLinks(key, number % 4, number % 3, None if number % 4 == 0 else number % 5, 1 / len(keys))
        for number, key in enumerate(keys)
    )
    after = tuple(
        replace(links, inlinks=links.inlinks + number % 5, outlinks=links.outlinks + 3, depth=number % 4 or None)
        for number, links in enumerate(before)
    )
    return LinkGraph(before), LinkGraph(after)
