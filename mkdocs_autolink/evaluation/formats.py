"""Evaluation -> text for a terminal, Markdown, JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType

from mkdocs_autolink import __version__
from mkdocs_autolink.confidence import two_digits
from mkdocs_autolink.evaluation.advice import ENOUGH, Advice, Reach
from mkdocs_autolink.evaluation.examples import Example, LinkOutcome
from mkdocs_autolink.evaluation.trial import Evaluation, Point
from mkdocs_autolink.report.markdown_text import code_span
from mkdocs_autolink.report.text import plural, readable

SCHEMA = 1
"""Version of the JSON's shape."""
_COLUMNS = ("min_confidence", "links", "precision", "probably", "recall", "target", "F")
_CONTEXT = 70
"""Characters of the sentence that are shown on either side of an anchor text."""
_NUMBER = re.compile(r"[\d.,]+|-")
_TITLES = {
    LinkOutcome.BACK: "Came back",
    LinkOutcome.MISSED: "Did not come back",
    LinkOutcome.OTHER_TARGET: "On the author's words, to another target",
    LinkOutcome.OTHER_WORDS: "In the author's sentence, on other words",
    LinkOutcome.ELSEWHERE: "Where no author linked (not counted as wrong)",
}


@dataclass(frozen=True, slots=True)
class _Style:
    """How a format for people writes what both of them say."""

    heading: Callable[[str], str]
    table: Callable[[Sequence[Sequence[str]]], str]
    item: Callable[[Example], str]


def render_terminal(evaluation: Evaluation, advice: Advice, most: int) -> str:
    """For people at a terminal, with at most `most` examples of each kind."""
    return _rendered(evaluation, advice, most, _Style(lambda text: text, _aligned, _plain_item))


def render_markdown(evaluation: Evaluation, advice: Advice, most: int) -> str:
    """The same as Markdown; nothing of the site's text is a link, a mention of a person or a tag in it."""
    return _rendered(evaluation, advice, most, _Style(lambda text: f"## {text}", _piped, _markdown_item))


def render_json(evaluation: Evaluation, advice: Advice, most: int) -> str:
    """The same for programs: one object, no time of day; shares from 0 to 1, rounded to 4 digits."""
    examples = [example for outcome in LinkOutcome for example in _first(evaluation, outcome, most)]
    document = {
        "schema": SCHEMA,
        "generator": f"mkdocs-autolink {__version__}",
        "site": evaluation.site,
        "pages": evaluation.pages,
        "parts": evaluation.folds,
        "hidden": evaluation.hidden,
        "min_confidence": evaluation.threshold,
        "curve": [_point(point) for point in evaluation.curve],
        "advice": {
            "precision": advice.precision,
            "finding": advice.reach,
            "min_confidence": advice.point.threshold if advice.point and advice.reach is Reach.REACHED else None,
            "sure": advice.sure.threshold if advice.sure else None,
        },
        "outcomes": {outcome: len(_of(evaluation, outcome)) for outcome in LinkOutcome},
        "missed": dict(evaluation.missed),
        "examples": [asdict(example) for example in examples],
    }
    return json.dumps(document, indent=1) + "\n"


FORMATS: Mapping[str, Callable[[Evaluation, Advice, int], str]] = MappingProxyType(
    {"terminal": render_terminal, "json": render_json, "markdown": render_markdown}
)
"""By name: what writes an evaluation and its advice, with at most so many examples of each kind."""


def _rendered(evaluation: Evaluation, advice: Advice, most: int, style: _Style) -> str:
    if not evaluation.hidden:
        return _nothing(evaluation) + "\n"
    here = evaluation.here
    parts = [
        _introduction(evaluation),
        style.heading(f"At min_confidence {here.threshold:g}, which the site has now"),
        style.table([("measure", "value", "of what"), *_summary(evaluation)]),
        style.heading("At other thresholds"),
        style.table([_COLUMNS, *(_row(point) for point in evaluation.curve)]),
        style.heading(f"For a precision of {advice.precision:g}"),
        said(advice),
    ]
    if evaluation.missed:
        parts += [
            style.heading("Why pairs did not come back"),
            style.table([("pairs", "reason"), *((f"{number:,}", reason) for reason, number in evaluation.missed)]),
        ]
    return "\n\n".join([*parts, *_examples(evaluation, most, style)]) + "\n"


def _summary(evaluation: Evaluation) -> Iterator[tuple[str, str, str]]:
    here = evaluation.here
    tally, elsewhere = here.tally, len(_of(evaluation, LinkOutcome.ELSEWHERE))
    beside = f"{tally.right:,} of our {plural(tally.in_sentence, 'link')} in sentences where an author linked"
    yield (
        "sentence precision",
        _share(tally.right, tally.in_sentence),
        f"{beside}; {_probably(here.low, here.high)}",
    )
    yield "pair recall", _share(tally.pairs_back, tally.pairs), f"{_pairs(tally.pairs_back, tally.pairs)} came back"
    yield (
        "target",
        _share(tally.right, tally.on_words),
        f"{tally.right:,} of our {plural(tally.on_words, 'link')} on words that an author linked lead to the same page",
    )
    yield "links", f"{tally.links:,}", f"{elsewhere:,} of them in sentences where no author linked, which do not count"


def said(advice: Advice) -> str:
    """What to do for the precision that was asked for, in a sentence or two."""
    if advice.point is None:
        return (
            f"This site cannot tell: fewer than {ENOUGH} of the links that would be set stand in sentences where an"
            " author linked. Keep min_confidence as it is, and judge the links in the report."
        )
    point = advice.point
    reached = f"{point.tally.sentence_precision:.2f} here, {_probably(point.low, point.high)}"
    if advice.reach is Reach.OUT_OF_REACH:
        return f"No threshold reaches it on this site. The most precise is {point.threshold:g}: {reached}."
    text = f"Set min_confidence: {point.threshold:g}. Its precision is {reached}."
    if advice.sure is None:
        return f"{text} The site has too few links to be surer of it."
    if advice.sure is not point:
        text += f" To be 95 % sure, set {advice.sure.threshold:g}."
    return text


def _nothing(evaluation: Evaluation) -> str:
    if evaluation.pages < 2:
        return f"The site has {plural(evaluation.pages, 'page')}: there is nothing to link to and nothing to evaluate."
    return (
        f"None of the {plural(evaluation.pages, 'page')} that may be linked from links to another page in its text, so"
        " there is no author's link to compare with. Build the site and judge the links in its report."
    )


def _introduction(evaluation: Evaluation) -> str:
    hidden = f"{plural(evaluation.hidden, 'link')} of authors on {plural(evaluation.pages, 'page')}"
    if evaluation.folds == 1:
        return f"{hidden}: all were hidden at once, as on a site where nobody has linked yet."
    return (
        f"{hidden}: hidden page by page, in {evaluation.folds} rounds; in each round the links of the other pages"
        " stayed to be learned from."
    )


def _row(point: Point) -> tuple[str, ...]:
    tally = point.tally
    return (
        f"{point.threshold:.2f}",
        f"{tally.links:,}",
        _share(tally.right, tally.in_sentence),
        _range(point.low, point.high),
        _share(tally.pairs_back, tally.pairs),
        _share(tally.right, tally.on_words),
        f"{tally.f:.2f}",
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def _range(low: float, high: float) -> str:
    return f"{low:.2f} to {high:.2f}"


def _probably(low: float, high: float) -> str:
    return f"probably (95 %) {_range(low, high)}"


def _pairs(part: int, whole: int) -> str:
    return f"{part:,} of {plural(whole, 'pair')} of a page and a target that authors linked"


def _examples(evaluation: Evaluation, most: int, style: _Style) -> Iterator[str]:
    for outcome, title in _TITLES.items():
        shown = _first(evaluation, outcome, most)
        if shown:
            yield style.heading(f"{title}: {len(_of(evaluation, outcome)):,}")
            yield "\n".join(map(style.item, shown))


def _of(evaluation: Evaluation, outcome: LinkOutcome) -> list[Example]:
    return [example for example in evaluation.examples if example.outcome is outcome]


def _first(evaluation: Evaluation, outcome: LinkOutcome, most: int) -> list[Example]:
    """The examples that teach most: where we are wrong or beside the author, those that we are the surest of."""
    return sorted(_of(evaluation, outcome), key=lambda one: -(one.confidence or 0.0))[:most]


def _plain_item(example: Example) -> str:
    sentence = f"{_tail(example.before)}[{example.anchor_text}]{_head(example.after)}"
    return f"  {_place(example)}\n      {readable(sentence, 4 * _CONTEXT)}\n      {_verdict(example, str)}"


def _markdown_item(example: Example) -> str:
    sentence = f"{_tail(example.before)}[{example.anchor_text}]{_head(example.after)}"
    return f"- {code_span(_place(example))}: {code_span(sentence, 4 * _CONTEXT)} {_verdict(example, code_span)}"


def _place(example: Example) -> str:
    return readable(example.page, 200) if example.line is None else f"{readable(example.page, 200)}:{example.line}"


def _verdict(example: Example, name: Callable[[str], str]) -> str:
    sure = "" if example.confidence is None else f", confidence {two_digits(example.confidence)}"
    if example.outcome is LinkOutcome.MISSED:
        return f"author: {name(example.wanted)}; {example.reason}{sure}"
    author = f"; author: {name(example.wanted)}" if example.wanted and example.outcome is not LinkOutcome.BACK else ""
    return f"-> {name(example.target)}{sure}{author}"


def _tail(text: str) -> str:
    return text if len(text) <= _CONTEXT else "…" + text[-_CONTEXT:]


def _head(text: str) -> str:
    return text if len(text) <= _CONTEXT else text[:_CONTEXT] + "…"


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  " + "  ".join(_cells(row, widths)).rstrip() for row in rows)


def _cells(row: Sequence[str], widths: Sequence[int]) -> Iterable[str]:
    """Numbers to the right, words to the left."""
    for text, width in zip(row, widths, strict=True):
        yield text.rjust(width) if _NUMBER.fullmatch(text) else text.ljust(width)


def _piped(rows: Sequence[Sequence[str]]) -> str:
    head, *body = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([head, "|" + "---|" * len(rows[0]), *body])


def _point(point: Point) -> dict[str, float | int]:
    tally = point.tally
    return {
        "min_confidence": point.threshold,
        **asdict(tally),
        "sentence_precision": round(tally.sentence_precision, 4),
        "low": round(point.low, 4),
        "high": round(point.high, 4),
        "pair_recall": round(tally.pair_recall, 4),
        "target": round(tally.target, 4),
        "f": round(tally.f, 4),
    }
