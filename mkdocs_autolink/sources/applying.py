"""Accepted links -> the sources with them in, or without them again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from mkdocs_autolink.decisions import Verdict
from mkdocs_autolink.digests import digest
from mkdocs_autolink.report import WAITING, Report, ReportLink
from mkdocs_autolink.site import Site
from mkdocs_autolink.sources.disk import (
    SourceError,
    SourceFile,
    SourceGoneError,
    as_mkdocs_reads,
    pages_by_file,
    read_source_file,
)
from mkdocs_autolink.sources.edits import Edit, apply_edits, find_edits
from mkdocs_autolink.sources.judging import Wish
from mkdocs_autolink.sources.markdown import read_markdown
from mkdocs_autolink.sources.proof import (
    Baseline,
    Bodies,
    Draft,
    Proof,
    Proved,
    Refusal,
    Refused,
    prove,
    unsteady_pages,
)
from mkdocs_autolink.sources.record import Entry
from mkdocs_autolink.sources.traces import Trace, entries_of, find_traces, restored, without

STALE = "was changed after the report was made; build the site again"
GONE = "the page is gone; if it was renamed, take the link out there by hand"
INCLUDED = "other pages take text from this one"
SHARED = "another page is the same file"
_FILE_NAMES = (re.compile(r"[^\s\"'<>|;:]+\.\w+"), re.compile(r"(?<=[\"'])[^\"'<>|;:\n]+\.\w+"))
"""Without blanks, and with them between quotes."""
_IN_TAG = r"(?:[^{\n]|\{(?![{%!])|\n(?![ \t]*\n)){0,2000}?"
_INCLUDES = re.compile(rf"^.*-8<-.*$|\{{%{_IN_TAG}%\}}|\{{!{_IN_TAG}!\}}|\{{\{{{_IN_TAG}\}}\}}", re.MULTILINE)
_WILDCARD = re.compile(r"[*?]|\[[^\]/]*\]|\{[^}/]*\}")
_ANYTHING = re.compile(r"\*\*/|\{[^}/]*\}")
"""Of wildcards, what `fnmatch` does not know: no folder or several, and one of a list."""
_SNIPPETS = re.compile(r"^[ \t>]*-+8<-+[ \t]*$.*?^[ \t>]*-+8<-+[ \t]*$", re.MULTILINE | re.DOTALL)

BuildSite = Callable[[Mapping[str, str]], tuple[Site, Bodies]]
"""A build of the site, with sources, by page, in place of files."""


@dataclass(frozen=True, slots=True)
class SourceChange:
    """What becomes of one page's file."""

    page: str
    path: Path
    old: bytes
    new: bytes
    links: int
    """How many links are written or taken out."""
    entries: tuple[Entry, ...]
    """What the record has of the page afterwards."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A link that is not written, or not taken out, and why."""

    page: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class SourceChanges:
    """What is to be done, by page, and what is left."""

    changes: tuple[SourceChange, ...]
    left: tuple[LeftOut, ...]
    done: int = 0
    """Links that an earlier run has written."""
    proof: Proof | None = None
    """What the changes rest on; None where nothing is written."""
    unread: frozenset[str] = frozenset()
    """Pages whose links could not be looked for."""


@dataclass(frozen=True, slots=True)
class _Source:
    """A page's file as it stands, the links of the record that it has, and the ones that it lacks."""

    file: SourceFile
    traces: tuple[Trace, ...]
    wanted: tuple[ReportLink, ...]
    done: int


def wanted_links(report: Report, confidence: float | None = None) -> tuple[ReportLink, ...]:
    """The links that reviewers accepted, by page and place; with `confidence` those not reviewed that have it too."""
    listed = [*report.links, *(item for item in report.rejected if item.reason in WAITING)]
    wanted = (link for link in listed if _is_wanted(link, confidence))
    return tuple(sorted(wanted, key=lambda link: (link.page, link.line or 0)))


def plan_links(
    report: Report, links: Iterable[ReportLink], docs_dir: Path, record: tuple[Entry, ...], build: BuildSite
) -> SourceChanges:
    """The sources with the links, as far as builds of the site prove that nothing else changes."""
    sources, left = _read_sources(report, links, docs_dir, record)
    drafts, hopeless = _drafts(sources)
    left += hopeless
    done = sum(source.done for source in sources.values())
    if not drafts:
        return SourceChanges((), _sorted(left), done)
    site, bodies = build({})
    _, again = build({})
    entangled = _entangled(drafts, sources, site, pages_by_file(docs_dir, bodies))
    left += [
        LeftOut(page, _shown(wish.link), why) for page, why in entangled.items() for wish in drafts.pop(page).wishes
    ]

    def render(texts: Mapping[str, str]) -> Bodies:
        return build({page: as_mkdocs_reads(text) for page, text in texts.items()})[1]

    proof = prove(Baseline(site, bodies, unsteady_pages(bodies, again)), drafts.values(), render)
    return SourceChanges(
        changes=tuple(_change(sources[page], proved) for page, proved in proof.proved.items()),
        left=_sorted([*left, *map(left_out, proof.refused)]),
        done=done,
        proof=proof,
    )


def plan_revert(docs_dir: Path, record: tuple[Entry, ...]) -> SourceChanges:
    """The sources without the links of the record that stand there as they were written."""
    changes: list[SourceChange] = []
    left: list[LeftOut] = []
    unread: set[str] = set()
    for page, group in groupby(record, key=attrgetter("page")):
        entries = tuple(group)
        try:
            file = read_source_file(docs_dir, page)
        except SourceGoneError:
            left += [LeftOut(page, entry.text, GONE) for entry in entries]
            continue
        except SourceError as error:
            left += [LeftOut(page, entry.text, f"the page {error}") for entry in entries]
            unread.add(page)
            continue
        traces = find_traces(file.text, entries)
        found = {id(trace.entry) for trace in traces}
        lost = [entry for entry in entries if id(entry) not in found and not restored(file.text, entry)]
        left += [LeftOut(page, entry.text, "was changed since; it is left as it is") for entry in lost]
        if traces:
            new = without(file.text, traces).encode()
            changes.append(SourceChange(page, file.path, file.data, new, len(traces), ()))
    return SourceChanges(tuple(changes), tuple(left), unread=frozenset(unread))


def left_out(refused: Refused) -> LeftOut:
    """The link as people are told of it."""
    link = refused.link
    return LeftOut(link.page, _shown(link), f"{refused.why}{_listed(refused.others)}")


def _is_wanted(link: ReportLink, confidence: float | None) -> bool:
    if link.verdict in (Verdict.ACCEPT, Verdict.RETARGET):
        return True
    return link.verdict is None and confidence is not None and link.confidence >= confidence


def _read_sources(
    report: Report, links: Iterable[ReportLink], docs_dir: Path, record: tuple[Entry, ...]
) -> tuple[dict[str, _Source], list[LeftOut]]:
    """The pages of the links whose sources are as the report saw them, but for links that are written already."""
    digests = {page.page: page.digest for page in report.pages}
    written = {page: tuple(group) for page, group in groupby(record, key=attrgetter("page"))}
    sources, left = {}, []
    for page, group in groupby(links, key=attrgetter("page")):
        wanted = tuple(group)
        try:
            if not digests.get(page):
                raise SourceError("was made by a program; leave its links to the plugin")
            file = read_source_file(docs_dir, page)
            sources[page] = _source(file, digests[page], wanted, written.get(page, ()))
        except SourceError as error:
            left += [LeftOut(page, _shown(link), f"the page {error}") for link in wanted]
    return sources, left


def _source(file: SourceFile, reported: str, wanted: tuple[ReportLink, ...], entries: tuple[Entry, ...]) -> _Source:
    """The file with what it still lacks. Raises SourceError where it is not what the report was made from."""
    traces = find_traces(file.text, entries)
    if digest(file.data) == reported:
        return _Source(file, traces, wanted, 0)
    ids = {link.id for link in wanted}
    ours = [trace for trace in traces if trace.entry.id in ids]
    if digest(without(file.text, ours).encode()) != reported:
        raise SourceError(STALE)
    done = {trace.entry.id for trace in ours}
    return _Source(file, traces, tuple(link for link in wanted if link.id not in done), len(done))


def _drafts(sources: Mapping[str, _Source]) -> tuple[dict[str, Draft], list[LeftOut]]:
    """What can be tried on each page, and the links for which there is nothing to try."""
    drafts, hopeless = {}, []
    for page, source in sources.items():
        markdown = read_markdown(source.file.text)
        wishes = tuple(Wish(link, find_edits(markdown, link)) for link in source.wanted)
        hopeless += [LeftOut(page, _shown(wish.link), Refusal.NO_PLACE) for wish in wishes if not wish.edits]
        if hopeful := tuple(wish for wish in wishes if wish.edits):
            drafts[page] = Draft(page, source.file.text, hopeful)
    return drafts, hopeless


def _entangled(
    drafts: Iterable[str], sources: Mapping[str, _Source], site: Site, names: Mapping[Path, tuple[str, ...]]
) -> dict[str, str]:
    """The pages whose edits would show on other pages in a way that no build with edits shows, and why."""
    included = _included(site)
    found = {}
    for page in drafts:
        others = [name for name in names.get(sources[page].file.path, ()) if name != page]
        if others:
            found[page] = f"{SHARED}: {others[0]}"
        elif any(_may_name(name, sources[page].file) for name in included):
            found[page] = INCLUDED
    return found


def _included(site: Site) -> frozenset[str]:
    """The names of files, as they are written, that pages may take text from."""
    names: set[str] = set()
    for page in site.pages:
        for place in (*_INCLUDES.findall(page.source), *_SNIPPETS.findall(page.source)):
            names.update(name.lstrip("./") for pattern in _FILE_NAMES for name in pattern.findall(place))
    return frozenset(names)


def _may_name(name: str, file: SourceFile) -> bool:
    """Whether a name in an include may mean the page, from whatever folder; names may be globs."""
    if f"/{file.page}".endswith(f"/{name}") or name.endswith(f"/{file.page}"):
        return True
    return bool(_WILDCARD.search(name)) and fnmatchcase(file.path.as_posix(), f"*/{_ANYTHING.sub('*', name)}")


def _change(source: _Source, proved: tuple[Proved, ...]) -> SourceChange:
    """The page with its links, and all its links in the record, new and old, as they stand then."""
    edits = tuple(item.edit for item in proved)
    new = apply_edits(source.file.text, edits)
    links = [(_moved(item.edit.start, edits), item.edit.text, item.edit.was, item.link.id) for item in proved]
    links += [
        (_moved(trace.start, edits), trace.entry.text, trace.entry.was, trace.entry.id) for trace in source.traces
    ]
    file = source.file
    return SourceChange(file.page, file.path, file.data, new.encode(), len(proved), entries_of(file.page, new, links))


def _sorted(left: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    return tuple(sorted(left, key=attrgetter("page", "why", "what")))


def _moved(start: int, edits: Iterable[Edit]) -> int:
    """Where a place of the old text stands in the new one."""
    return start + sum(len(edit.text) - len(edit.was) for edit in edits if edit.start < start)


def _shown(link: ReportLink) -> str:
    return f"{' '.join(link.anchor_text.split())} -> {link.target}"


def _listed(pages: tuple[str, ...]) -> str:
    return f": {', '.join(pages[:3])}{' …' if len(pages) > 3 else ''}" if pages else ""
