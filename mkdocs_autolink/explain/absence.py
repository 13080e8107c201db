"""Why a phrase is not even a candidate on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set

from mkdocs_autolink.body import Run, Zone
from mkdocs_autolink.errors import shown
from mkdocs_autolink.explain.entries import content, is_inside
from mkdocs_autolink.namings import Naming, author_namings, page_namings
from mkdocs_autolink.obstacles import Obstacle
from mkdocs_autolink.pairs import NO_BAR
from mkdocs_autolink.phrases import MOST_WORDS, is_nameable
from mkdocs_autolink.pipeline import Result, finders, rules_of
from mkdocs_autolink.plain_text import text_of_html
from mkdocs_autolink.report import Report
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Page, Site
from mkdocs_autolink.target_search import TargetSearch
from mkdocs_autolink.vocabulary import Vocabulary

NO_LINKS_HERE = "No links are set on this page: the options `include` and `exclude`, or its front matter, say so."
_NEAREST = 3
_INLINE_CODE = "inline code"
_ASK_FOR_IT = "To have it linked, name its target under `keywords` in the options, or in that page's front matter."
_WRITE_IT = "If it is to be a link all the same, write one there."
_ONLY_CODE = (
    "On this page the words stand only in inline code. With the option `code` that is linked as a whole, where a title"
    " or heading has exactly that in backticks too, or is that one word. Keywords and aliases name no code."
)
_NO_NAME = (
    "No page is looked for by such words: they are nothing but numbers, single letters, signs or little words such as"
    f" 'the' and 'it', in capitals too, or more than {MOST_WORDS} words. Ask for a phrase with another word in it."
)
_OTHERWISE = (
    "The words stand there and a page is called so, yet they are too unlike its name to mean it: one word with an"
    f" article needs the article, and little words and endings may not be most of a name. {_ASK_FOR_IT}"
)
_IN_THE_WAY = {
    Obstacle.WORDING: (
        "The words stand there otherwise than the name may be written: short names need their own letter case, signs"
        f" and joints are those of the name, and what joins two things is no name of one. {_ASK_FOR_IT}"
    ),
    Obstacle.PIECE: (
        "The words stand there as a piece of something longer that is written as one: of a path, a compound, a dotted"
        f" name or a word that goes on beyond a tag. {_WRITE_IT}"
    ),
    Obstacle.NO_NAME: (
        f"The word is no name there: it is a verb or an adjective, or says which of the pages one reads. {_ASK_FOR_IT}"
    ),
    Obstacle.FOREIGN_TERM: (
        f"Nothing but a file is called so, and there the word is a part of a foreign term. {_ASK_FOR_IT}"
    ),
    Obstacle.ELSEWHERE: (
        "Its author says there where it is found: an address stands behind the words, or they name an entry of a list"
        f" that has a link of its own. {_WRITE_IT}"
    ),
    Obstacle.CUT: f"The words begin there inside of a longer word. {_WRITE_IT}",
}


def why_absent(result: Result, settings: Settings, report: Report, page: str, phrase: str) -> list[str]:
    """Sentences that say why, and what to do; one at least. `report` is a full one of the page."""
    reader = _Reader(result.site, result.site.by_key[page], phrase)
    named = [naming for naming in _namings(result, settings) if reader.is_it(naming.text)]
    rules = rules_of(result.site, settings, result.decisions)
    asked_for = {naming.target.page for naming in rules if reader.is_it(naming.text)}
    if not reader.may_be_a_name():
        return [*reader.about_the_page(), _NO_NAME]
    about_the_text = list(reader.about_the_text())
    about_the_targets = () if about_the_text == [_ONLY_CODE] else _about_the_targets(reader, named, asked_for, report)
    known = [*reader.about_the_page(), *about_the_text, *about_the_targets]
    return known or list(_about_the_place(reader, result, settings)) or [_OTHERWISE]


class _Reader:
    """Looks for a phrase, its words compared as the index compares them."""

    def __init__(self, site: Site, page: Page, phrase: str) -> None:
        self.site = site
        self.page = page
        self.phrase = phrase
        self._vocabulary = Vocabulary(page.language)
        self._wanted = content(self._vocabulary, phrase)

    def is_it(self, text: str) -> bool:
        """Whether the text is the phrase, inflected or not."""
        return content(self._vocabulary, text) == self._wanted

    def has_it(self, text: str) -> bool:
        """Whether the phrase stands in the text."""
        return is_inside(self._wanted, content(self._vocabulary, text))

    def may_be_a_name(self) -> bool:
        """Whether texts are looked through for such words at all."""
        return is_nameable(self.phrase, self._vocabulary)

    def about_the_page(self) -> Iterator[str]:
        """That it gets no links."""
        if not self.page.is_source:
            yield NO_LINKS_HERE

    def about_the_text(self) -> Iterator[str]:
        """Where the words stand, if that is nowhere a link can be."""
        blocks: dict[int, list[Run]] = {}
        for run in self.page.body.runs:
            blocks.setdefault(run.block, []).append(run)
        if any(
            self._stands_in(runs, lambda run: run.linkable and run.zone is not Zone.CODE) for runs in blocks.values()
        ):
            return
        places = [place for place, has in self._places(list(blocks.values())) if has]
        if places == [_INLINE_CODE]:
            yield _ONLY_CODE
        elif places:
            yield f"On this page the words stand only in {' and '.join(places)}, where no link is set."
        elif self.has_it(text_of_html(self.page.html)):
            yield "On this page the words stand only in code blocks or in other places where no link is set."
        else:
            yield "The words are not in the text of this page."

    def _places(self, blocks: list[list[Run]]) -> Iterator[tuple[str, bool]]:
        yield "headings", any(self.has_it(heading.text) for heading in self.page.body.headings)
        yield "links of its author's", any(self.has_it(link.text) for link in self.page.body.links)
        yield _INLINE_CODE, any(self._stands_in(runs, lambda run: run.zone is Zone.CODE) for runs in blocks)
        unlinkable = (self._stands_in(runs, lambda run: not run.linkable and run.link < 0) for runs in blocks)
        yield "elements that are excluded", any(unlinkable)

    def _stands_in(self, runs: list[Run], counts: Callable[[Run], bool]) -> bool:
        """Whether the phrase stands in the runs of one block that count, with nothing between."""
        return self.has_it("".join(run.text if counts(run) else " | " for run in runs))


def _about_the_place(reader: _Reader, result: Result, settings: Settings) -> Iterator[str]:
    """What keeps the words from being a name where they stand."""
    finder = finders(result.site, settings, result.decisions, NO_BAR)[reader.page.language]
    found = [obstacle for phrase, obstacle in finder.obstacles(reader.page) if reader.is_it(phrase.text)]
    yield from (_IN_THE_WAY[obstacle] for obstacle in dict.fromkeys(found))


def _about_the_targets(reader: _Reader, named: list[Naming], asked_for: Set[str], report: Report) -> Iterator[str]:
    """What the phrase stands for, if that is nothing that a link of this page may lead to.

    `asked_for` are the pages that keywords and decisions lead it to, be they excluded or not.
    """
    here = [naming for naming in named if naming.pages is None or reader.page.key in naming.pages]
    others = [reader.site.by_key[naming.target.page] for naming in here if naming.target.page != reader.page.key]
    spoken = [page for page in others if page.language == reader.page.language]
    if any(not reader.site.are_apart(reader.page.key, page.key) for page in spoken):
        return
    if spoken:
        yield f"{shown(spoken[0].key)} is called so, but it is a page of another version or copy of these pages."
    elif others:
        page = others[0]
        yield f"{shown(page.key)} is called so, but it is in another language ({page.language}) than this page."
    elif here:
        yield "It is a name of this page itself."
    elif named:
        yield "A decision links these words, but on other pages only. Add this page to its `pages`."
    else:
        yield from _about_no_target(reader, asked_for, report)


def _namings(result: Result, settings: Settings) -> Iterator[Naming]:
    """What stands for pages that links may lead to."""
    site = result.site
    yield from page_namings(site, headings=settings.headings)
    learned = (naming for _, naming in author_namings(site))
    for naming in (*learned, *rules_of(site, settings, result.decisions)):
        page = site.by_key.get(naming.target.page)
        if page and page.is_target:
            yield naming


def _about_no_target(reader: _Reader, asked_for: Set[str], report: Report) -> Iterator[str]:
    gone = sorted(asked_for - reader.site.by_key.keys())
    if gone:
        yield f"A keyword or a decision leads these words to {shown(gone[0])}, which is no page of this build. Mend it."
        return
    for page in reader.site.pages:
        names = (page.title, page.nav_title, *page.rules, *page.aliases)
        if not page.is_target and (page.key in asked_for or any(map(reader.is_it, names))):
            yield (
                f"{shown(page.key)} is called so, but no link may lead to it: the option `targets_exclude` or its front"
                " matter says so."
            )
            return
        if any(reader.is_it(heading.text) for heading in page.body.headings):
            why = "many pages have it, or it is one that any page may have"
            yield f"{shown(page.key)} has such a heading, but that names nothing: {why}. {_ASK_FOR_IT}"
            return
    hits = TargetSearch(report).find(reader.phrase, limit=_NEAREST)
    nearest = ", ".join(f"{shown(hit.title)} ({hit.target})" for hit in hits)
    yield "No page or section is called so." + (f" Nearest: {nearest}." if nearest else "") + f" {_ASK_FOR_IT}"
