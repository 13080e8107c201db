"""The measure of link quality: hidden links, and what counts as one that came back."""

from __future__ import annotations

import pytest

from drawing import EVERYTHING, site
from mkdocs_autolink.candidates import Candidate
from mkdocs_autolink.decisions import Decisions
from mkdocs_autolink.pipeline import all_candidates
from restoration import hide_links, score

PAGES = {
    "a.md": '<p>One sentence. See <a href="../w/">the widget</a> or <code>x</code> here. A gadget.</p>',
    "b.md": '<h2><a href="../w/">kept</a></h2><p><a href="../w/"><b>kept</b></a> <a href="https://example.org/">kept</a></p>',
    "w.md": "<p>Words.</p>",
    "g.md": "",
}
TITLES = {"w.md": "Widget", "g.md": "Gadget"}


def test_links_of_the_prose_to_other_pages_are_hidden() -> None:
    hidden = hide_links(site(PAGES, TITLES), keep=0)
    (gold,) = hidden.gold
    html = hidden.site.by_key["a.md"].html
    assert html == "<p>One sentence. See the widget or <code>x</code> here. A gadget.</p>"
    assert (gold.page, gold.target, html[gold.start : gold.end]) == ("a.md", "w.md", "the widget")
    assert html[slice(*gold.sentence)].strip() == "See the widget or <code>x</code> here."
    assert hidden.site.by_key["b.md"].html == PAGES["b.md"]
    assert hidden.scored == set(PAGES)


def test_kept_pages_stay_as_they_are_and_are_not_scored() -> None:
    hidden = hide_links(site(PAGES, TITLES), keep=1)
    assert (hidden.gold, hidden.scored, hidden.site) == ((), frozenset(), site(PAGES, TITLES))


@pytest.mark.parametrize(
    ("targets", "expected"),
    [({"w.md", "g.md"}, (2, 1.0, 1.0, 1.0)), ({"g.md"}, (1, 0.0, 0.0, 0.0)), (set(), (0, 0.0, 0.0, 0.0))],
)
def test_what_came_back_is_counted(targets: set[str], expected: tuple[int, float, float, float]) -> None:
    hidden = hide_links(site(PAGES, TITLES), keep=0)
    candidates: list[Candidate] = all_candidates(hidden.site, EVERYTHING, Decisions(), lambda _: True)
    found = score(hidden, [one for one in candidates if one.page == "a.md" and one.target.page in targets])
    assert (found.links, found.sentence_precision, found.pair_recall, found.target) == expected
