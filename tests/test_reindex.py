"""An index after edits: what a new one would be, made of as little as the edits change."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from drawing import EVERYTHING, facts, index_of, site
from mkdocs_autolink.index import END, Index, Node, take_in
from mkdocs_autolink.pages import edited_site
from mkdocs_autolink.reindex import Reindexer
from mkdocs_autolink.site import Site

PAGES = {
    "front.md": "<h1>Front door</h1><p>See <a href='../rear/'>the back</a>.</p>",
    "guide.md": "<h1>Widget guide</h1><h2 id='setup'>Setup of widgets</h2>",
    "rear.md": "<h1>Rear port</h1><h2 id='pins'>Pins</h2>",
}


class Served:
    """A site that is edited, and its index after the last edit."""

    def __init__(self, pages: Mapping[str, str]) -> None:
        self.pages = dict(pages)
        self.site: Site = site(self.pages)
        self.index: Index = index_of(self.site)
        self._reindexer = Reindexer(self.index)

    def edit(self, **html: str) -> Index:
        changed = {f"{name}.md": text for name, text in html.items()}
        self.pages |= changed
        now = edited_site(self.site, facts(changed), EVERYTHING)
        assert now is not None
        self.site = now
        take_in([now.by_key[key] for key in changed], self.index)
        self.index = self._reindexer.reindexed(self.index, now)
        return self.index

    def is_as_new(self) -> bool:
        return said(self.index) == said(index_of(site(self.pages)))


def said(index: Index) -> tuple[object, ...]:
    """All that an index says of phrases, in words: their codes depend on what was read before."""
    stems = index.vocabulary.stems
    phrases = [(one.number, one.text, one.options, one.linked_from, one.is_strong) for one in index.phrases]
    rarest = {stems[code]: numbers for code, numbers in index.by_rarest_word.items()}
    return phrases, spelled(index.trie, stems), index.code, rarest, index.linked_pages


def spelled(node: Node, stems: list[str]) -> dict[object, object]:
    return {END: node.get(END)} | {stems[code]: spelled(node[code], stems) for code in node if code != END}


@pytest.mark.parametrize(
    "edit",
    [
        {"guide": "<h1>Gadget guide</h1>"},
        {"guide": "<h1>Rearport</h1>"},
        {"guide": "<h1>Widget guide</h1><h2 id='pins'>Pins</h2>"},
        {"front": "<h1>Front door</h1><p>See <a href='../rear/#pins'>the back</a>.</p>"},
        {"rear": "<h1>Rear port</h1>"},
        {"front": "<h1>Widget</h1>", "guide": "<h1>Guide</h1>"},
    ],
)
def test_an_edit_gives_what_a_new_index_is_and_so_does_taking_it_back(edit: dict[str, str]) -> None:
    served = Served(PAGES)
    for html in (edit, {name: PAGES[f"{name}.md"] for name in edit}, edit):
        served.edit(**html)
        assert served.is_as_new()


def test_a_section_that_goes_is_no_target_of_what_other_pages_say() -> None:
    served = Served(PAGES | {"front.md": "<h1>Front door</h1><p>See <a href='../rear/#pins'>the back</a>.</p>"})
    for html in (PAGES["rear.md"], "<h1>Rear port</h1>", PAGES["rear.md"]):
        served.edit(rear=html)
        assert served.is_as_new()


def test_a_word_that_came_before_spells_a_phrase_after_the_next_edit() -> None:
    served = Served(PAGES)
    for text in ("", "<p>Of the rearport.</p>", ""):
        served.edit(guide=f"<h1>Gadgets</h1>{text}")
        assert served.is_as_new()


def test_phrases_that_an_edit_leaves_as_they_were_are_the_same_objects() -> None:
    served = Served(PAGES)
    before = {phrase.text: phrase for phrase in served.edit(guide="<h1>Gadget guide</h1>").phrases if phrase.codes}
    now = {phrase.text: phrase for phrase in served.edit(guide="<h1>Gizmo guide</h1>").phrases if phrase.codes}
    assert before["Rear port"] is now["Rear port"]
    assert before.keys() - now.keys() == {"Gadget guide"}
    assert now.keys() - before.keys() == {"Gizmo guide"}
