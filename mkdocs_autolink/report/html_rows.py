"""The parts of report.html that stand in it thousands of times, which a template would take three times as long for.

All that comes from a page goes through `escape` here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from mkdocs_autolink.confidence import two_digits
from mkdocs_autolink.decisions import Verdict
from mkdocs_autolink.report.memo import Memo
from mkdocs_autolink.report.model import ReportLink, ReportRejection
from mkdocs_autolink.report.text import behind, in_front, plural, readable
from mkdocs_autolink.site import Target

SHORT = 160
"""Most characters of a text."""
LONG = 1_000
"""Most characters of an attribute."""
_MOST_OF_PHRASE = 300
_VERDICTS = {Verdict.ACCEPT: "accepted", Verdict.REJECT: "rejected", Verdict.RETARGET: "given this target"}


def user(text: str, limit: int = SHORT) -> Markup:
    """`text` of a user in an element that keeps its direction to itself; more of it as title where cut."""
    full = readable(text, LONG)
    if len(full) <= limit:
        return Markup(f"<bdi>{escape(full)}</bdi>")  # noqa: S704 - escaped
    return Markup(f'<bdi title="{escape(full)}">{escape(readable(text, limit))}</bdi>')  # noqa: S704 - escaped


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """The links of one phrase to one target."""

    phrase: str
    target: Target
    title: str
    """The title of the target's page."""
    links: tuple[ReportLink, ...]
    low: float
    high: float


class Rows:
    """The groups and mentions of one report; mentions are the items of lists."""

    def __init__(self) -> None:
        self._codes = Memo(_code)
        self._attributes = Memo(_attribute)
        self._terms = Memo(_term)

    def group(self, group: LinkGroup, *, is_open: bool) -> Markup:
        """A group with its mentions."""
        target, phrase = str(group.target), user(group.phrase)
        low, high = two_digits(group.low), two_digits(group.high)
        confidence = low if low == high else f"{low} to {high}"
        items = "".join([self._item(link, reasons=self._reasons(link)) for link in group.links])
        return Markup(  # noqa: S704 - escaped
            f'<details class="group" data-phrase="{escape(readable(group.phrase, _MOST_OF_PHRASE))}"'
            f' data-target="{self._attributes[target]}" data-low="{group.low}" data-count="{len(group.links)}"'
            f"{' open' if is_open else ''}>\n"
            f'<summary>\n<span class="phrase">{phrase}</span>\n'
            '<span class="target"><span class="arrow" role="img" aria-label="leads to">→</span>'
            f" {user(group.title)} {self._codes[target]}</span>\n"
            f'<span class="count">{plural(len(group.links), "link")}, {confidence}</span>\n</summary>\n'
            f'<p class="facts"><a class="review" href="./" hidden>Review {phrase}</a></p>\n'
            f'<ul class="mentions">\n{items}</ul>\n</details>\n'
        )

    def ambiguous(self, entries: Iterable[ReportLink]) -> Markup:
        """Mentions below their phrase and all that it may lead to."""
        return Markup("".join(map(self._item, entries)))  # noqa: S704 - escaped

    def rejections(self, entries: Iterable[ReportRejection]) -> Iterator[Markup]:
        """Mentions below the reason why they are no links, one by one: all in one text would be megabytes."""
        return map(Markup, map(self._rejection, entries))

    def _rejection(self, entry: ReportRejection) -> str:
        """With what it would have led to and what it lost to."""
        target = f"<span>to {self._codes[str(entry.target)]}</span>\n"
        lost_to = entry.in_favour_of and f"<span>in favour of {self._codes[entry.in_favour_of]}</span>\n"
        return self._item(entry, target, lost_to, self._reasons(entry))

    def _item(self, entry: ReportLink, target: str = "", lost_to: str = "", reasons: str = "") -> str:
        line = f", line {entry.line}" if entry.line else ""
        verdict = f'<span class="verdict">{_VERDICTS[entry.verdict]} by a reviewer</span>\n' if entry.verdict else ""
        return (
            f'<li class="mention" data-page="{self._attributes[entry.page]}" data-confidence="{entry.confidence}">\n'
            f'<p class="sentence">{_sentence(entry)}</p>\n'
            f'<p class="facts">\n{target}<span>on {self._codes[entry.page]}{line}</span>\n'
            f"<span>confidence <b>{two_digits(entry.confidence)}</b></span>\n{verdict}{lost_to}</p>\n{reasons}</li>\n"
        )

    def _reasons(self, entry: ReportLink) -> str:
        """The terms, from what adds most to what takes away most."""
        terms = sorted(map(self._terms.__getitem__, entry.evidence))
        items = "".join([item for _, _, item in terms])
        return f'<details class="why"><summary>Reasons</summary>\n<ul class="terms">\n{items}</ul>\n</details>\n'


def _code(text: str) -> str:
    return f"<code>{user(text)}</code>"


def _attribute(text: str) -> str:
    return escape(readable(text, LONG))


def _term(term: tuple[str, float]) -> tuple[float, str, str]:
    """What sorts a term among others, and the term as an item: its bar, its name, and what it adds."""
    name, value = term
    kind = ' class="less"' if value < 0 else ""
    shown = escape(readable(name, SHORT))
    return -value, name, f'<li{kind} style="--v:{abs(value)}">{shown} <b>{_step(value)}</b></li>\n'


def _step(value: float) -> str:
    """A term of the confidence with its sign, the minus as wide as the plus."""
    return f"{value:+.1f}".replace("-", "−")


def _sentence(entry: ReportLink) -> str:
    anchor_text = readable(entry.anchor_text, _MOST_OF_PHRASE)
    before, after = in_front(entry.before, SHORT), behind(entry.after, SHORT)
    return f"<bdi>{escape(before)}<mark>{escape(anchor_text)}</mark>{escape(after)}</bdi>"
