"""Matching beside engines that find the same phrases in the same text, but only as they are spelled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from importlib.util import find_spec
from statistics import median
from time import process_time
from typing import Any

from mkdocs_autolink.pages import read_site
from mkdocs_autolink.settings import Settings
from speed.core import run_core
from speed.fresh import call
from speed.made import Shape, made_facts, made_phrases
from speed.tables import table

Search = Callable[[str], object]
_HEADER = ("engine", "phrases", "search, MB/s", "ours by it", "with setting up, MB/s", "ours by it")


def _ahocorasick(phrases: list[str]) -> Search:
    from ahocorasick_rs import AhoCorasick, MatchKind  # noqa: PLC0415 - may not be installed

    engine = AhoCorasick([phrase.lower() for phrase in phrases], matchkind=MatchKind.LeftmostLongest)
    return lambda text: engine.find_matches_as_indexes(text.lower())


def _flashtext(phrases: list[str]) -> Search:
    from flashtext import KeywordProcessor  # noqa: PLC0415 - likewise

    engine = KeywordProcessor()
    engine.add_keywords_from_list(phrases)
    return lambda text: engine.extract_keywords(text, span_info=True)


def _spacy(phrases: list[str]) -> Search:
    import spacy  # noqa: PLC0415 - likewise
    from spacy.matcher import PhraseMatcher  # noqa: PLC0415 - likewise

    language = spacy.blank("en")
    language.max_length = 100_000_000
    engine = PhraseMatcher(language.vocab, attr="LOWER")
    engine.add("phrase", [language.make_doc(phrase) for phrase in phrases])
    return lambda text: engine(language.make_doc(text))


ENGINES: dict[str, tuple[str, Callable[[list[str]], Search]]] = {
    "ahocorasick_rs": ("ahocorasick_rs", _ahocorasick),
    "flashtext": ("flashtext", _flashtext),
    "spaCy PhraseMatcher": ("spacy", _spacy),
}
"""By name: the module that must be there, and what sets the engine up."""


def tables(*, quick: bool) -> str:
    """A row for each engine and number of phrases; an engine that is not installed is said to be left out."""
    sizes, pages = ((1_000,), 300) if quick else ((1_000, 10_000, 100_000), 1_000)
    rows = [row for size in sizes for row in _rows(size, pages, rounds=1 if quick or size > 10_000 else 3)]
    missing = [name for name, (module, _) in ENGINES.items() if find_spec(module) is None]
    left_out = "".join(f"\n\n{name} is not installed here and was left out." for name in missing)
    return table(_HEADER, rows) + left_out


def compare(shape: dict[str, int], rounds: int) -> dict[str, Any]:
    """MB of text and seconds by engine, search alone and with setting up; to be called in a process of its own."""
    made = Shape(**shape)
    facts, phrases = list(made_facts(made)), made_phrases(made)
    site = read_site("Made", facts, Settings())
    texts = ["\n".join(run.text for run in page.body.runs) for page in site.pages]
    setups = {name: make for name, (module, make) in ENGINES.items() if find_spec(module)}
    passes: dict[str, list[tuple[float, float]]] = {name: [] for name in ("ours", *setups)}
    for _ in range(rounds):  # they take turns, so that a busy moment of the machine hits them all
        seconds = run_core(facts).seconds
        passes["ours"].append((seconds["match"], seconds["match"] + seconds["index"]))
        for name, make in setups.items():
            passes[name].append(_timed(make, phrases, texts))
    return {"mb": sum(map(len, texts)) / 1e6, "passes": passes}


def _timed(make: Callable[[list[str]], Search], phrases: list[str], texts: list[str]) -> tuple[float, float]:
    began = process_time()
    search = make(phrases)
    ready = process_time()
    for text in texts:
        search(text)
    done = process_time()
    return done - ready, done - began


def _rows(phrases: int, pages: int, rounds: int) -> list[tuple[str, ...]]:
    answer = call(compare, shape=asdict(Shape(pages, 300, phrases)), rounds=rounds)
    ours = answer["passes"]["ours"]
    return [_row(name, phrases, answer["mb"], passes, ours) for name, passes in answer["passes"].items()]


def _row(
    name: str, phrases: int, megabytes: float, passes: list[list[float]], ours: list[list[float]]
) -> tuple[str, ...]:
    cells: list[str] = []
    for kind in (0, 1):
        speed = megabytes / median(one[kind] for one in passes)
        ratio = median(theirs[kind] / mine[kind] for theirs, mine in zip(passes, ours, strict=True))
        cells += [f"{speed:.1f}", f"{ratio:.2f}" if name != "ours" else ""]
    return f"**{name}**" if name == "ours" else name, f"{phrases:,}", *cells
