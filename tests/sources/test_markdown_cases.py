"""Markdown in which links are easily written wrong: what is written, rendered by MkDocs, and what is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from marked import Span, unmarked
from mkdocs_autolink.builds import read_build
from mkdocs_autolink.site import Target
from mkdocs_autolink.sources.disk import as_mkdocs_reads
from mkdocs_autolink.sources.edits import Edit, apply_edits, find_edits
from mkdocs_autolink.sources.judging import Wish
from mkdocs_autolink.sources.markdown import read_markdown
from mkdocs_autolink.sources.proof import Baseline, Bodies, Draft, prove
from sources.proposals import every_mention
from support import write_site

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("markdown.yaml").read_bytes())
_TITLES = {"Widget Guide": Target("guide/widget.md")}
_EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "pymdownx.arithmatex",
    "pymdownx.blocks.caption",
    "pymdownx.caret",
    "pymdownx.critic",
    "pymdownx.details",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.superfences",
    "pymdownx.tilde",
    "pymdownx.blocks.admonition",
    {"pymdownx.tabbed": {"alternate_style": True}},
]


@dataclass(frozen=True, slots=True)
class Case:
    """A page, what is marked in it, and the edits that were proved."""

    source: str
    spans: tuple[Span, ...]
    edits: tuple[Edit, ...]


@pytest.fixture(scope="module")
def proved(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Case]:
    """All cases, as pages of one site, with a link wished for wherever their readers see the words."""
    folder = tmp_path_factory.mktemp("cases")
    sources = {f"{case['id']}.md": unmarked(case["markdown"])[0] for case in CASES}
    targets = {target.page for case in CASES for target in _titles(case).values()}
    config = write_site(
        folder,
        {**dict.fromkeys(targets, "# T\n"), **sources},
        {"markdown_extensions": _EXTENSIONS, "plugins": []},
    )
    build = read_build(config)
    drafts = []
    for case in CASES:
        key = f"{case['id']}.md"
        markdown = read_markdown(sources[key])
        links = every_mention(build.site.by_key[key], _titles(case))
        drafts.append(Draft(key, sources[key], tuple(Wish(link, find_edits(markdown, link)) for link in links)))

    def render(texts: Mapping[str, str]) -> Bodies:
        return read_build(config, {page: as_mkdocs_reads(text) for page, text in texts.items()}).bodies

    proof = prove(Baseline(build.site, build.bodies, frozenset()), drafts, render)
    return {
        case["id"]: Case(
            sources[f"{case['id']}.md"],
            tuple(unmarked(case["markdown"])[1]),
            tuple(item.edit for item in proof.proved.get(f"{case['id']}.md", ())),
        )
        for case in CASES
    }


def _titles(case: Mapping[str, Any]) -> Mapping[str, Target]:
    return {title: Target(page) for title, page in case["titles"].items()} if "titles" in case else _TITLES


@pytest.mark.parametrize("identity", [case["id"] for case in CASES])
def test_links_are_written_where_they_are_expected_and_nowhere_else(proved: Mapping[str, Case], identity: str) -> None:
    case = proved[identity]
    places = {(edit.start, edit.end) for edit in case.edits}
    for span in case.spans:
        words = case.source[span.start : span.end]
        inside = [place for place in places if span.start <= place[0] and place[1] <= span.end]
        if span.kind == "!":
            assert (span.start, span.end) in places, f"{words!r} at {span.start} is no link"
        if span.kind == "-":
            assert not inside, f"{words!r} at {span.start} is a link"
    assert apply_edits(apply_edits(case.source, case.edits), _undone(case.edits)) == case.source


def _undone(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    undone, moved = [], 0
    for edit in edits:
        undone.append(Edit(edit.start + moved, edit.start + moved + len(edit.text), edit.text, edit.was))
        moved += len(edit.text) - len(edit.was)
    return tuple(undone)
