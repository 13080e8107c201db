"""HTML to try the program with: this project's cases, and the test suites of parsers and Markdown converters."""

from __future__ import annotations

import ast
import json
import os
import re
import tarfile
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import markdown
import yaml

from marked import unmarked

CASES = Path(__file__).parent.parent / "cases"
_EXTENSIONS = (
    "abbr admonition attr_list def_list footnotes md_in_html tables toc pymdownx.arithmatex pymdownx.betterem "
    "pymdownx.caret pymdownx.critic pymdownx.details pymdownx.emoji pymdownx.highlight pymdownx.inlinehilite "
    "pymdownx.keys pymdownx.mark pymdownx.smartsymbols pymdownx.superfences pymdownx.tabbed pymdownx.tasklist "
    "pymdownx.tilde"
).split()
_LONGEST = 100_000
_EXAMPLE = re.compile(r"^`{32} example[^\n]*\n(.*?)^\.\n(.*?)^`{32}$", re.DOTALL | re.MULTILINE)
_FIXTURE = re.compile(r"^\.\n(.*?)^\.\n(.*?)^\.$", re.DOTALL | re.MULTILINE)
_TREE_TEST = re.compile(r"^#data\n(.*?)\n#(?:errors|document|script)", re.DOTALL | re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


_Source = tuple[str, int, Callable[[], bytes]]
"""Name, size and reader of a file."""


@dataclass(frozen=True, slots=True)
class Input:
    """A piece of HTML and where it comes from."""

    suite: str
    name: str
    html: str


def case_inputs() -> list[Input]:
    """The HTML of this project's cases."""
    found = []
    for name in ("html.yaml", "titles.yaml"):
        cases: list[dict[str, Any]] = yaml.load((CASES / name).read_bytes(), yaml.CSafeLoader)
        found += [Input("cases", case["id"], unmarked(case["html"])[0]) for case in cases]
    return found


def suites_folder() -> Path | None:
    """The folder that AUTOLINK_SUITES names, None where it names none."""
    name = os.environ.get("AUTOLINK_SUITES", "")
    return Path(name) if name and Path(name).is_dir() else None


def suite_inputs(folder: Path, every: int = 1) -> list[Input]:
    """What the packages in the folder test themselves with, each text once; with `every`, one in so many.

    Markdown is rendered. Tests of encodings are left out, and texts that no page can hold or that take too long.
    """
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and "encoding" not in path.parts)
    texts = [(path.relative_to(folder), text) for path in paths for text in _read(path, folder)]
    found: dict[str, Input] = {}
    for path, text in texts[::every]:
        html = rendered(text) if isinstance(text, _Markdown) else text
        if html.strip() and len(html) <= _LONGEST and _is_text(html):
            found.setdefault(html, Input(path.parts[0], path.as_posix(), html))
    return list(found.values())


def rendered(source: str) -> str:
    """The HTML of a Markdown text, with the extensions that most sites use."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return _converter().reset().convert(source)


@cache
def _converter() -> markdown.Markdown:
    """One converter for all texts: making it costs more than most texts do."""
    return markdown.Markdown(extensions=_EXTENSIONS)


class _Markdown(str):
    """A text that is to be rendered."""

    __slots__ = ()


def _read(path: Path, folder: Path) -> Iterator[str]:
    reader = _READERS.get(path.suffix)
    if reader is not None:
        yield from reader(path.read_bytes().decode("utf-8", errors="replace"), path.relative_to(folder).parts[0])


def _tree_tests(text: str, _: str) -> Iterator[str]:
    yield from _TREE_TEST.findall(text)


def _tokenizer_tests(text: str, _: str) -> Iterator[str]:
    for test in json.loads(text).get("tests", ()):
        source = test.get("input", "")
        if isinstance(source, str):
            yield _ESCAPE.sub(lambda code: chr(int(code[1], 16)), source) if test.get("doubleEscaped") else source


def _examples(text: str, suite: str) -> Iterator[str]:
    """The pairs of Markdown and HTML in a text; without any, the text is Markdown as a whole."""
    pairs = _EXAMPLE.findall(text) or _FIXTURE.findall(text)
    for source, html in pairs:
        yield html
        yield _Markdown(source.replace("→", "\t"))
    if not pairs and suite in ("markdown", "pymdown-extensions", "marko"):
        yield _Markdown(text)


def _pairs(text: str, _: str) -> Iterator[str]:
    tests = json.loads(text)
    for test in tests if isinstance(tests, list) else ():
        if isinstance(test, dict) and "html" in test:
            yield str(test["html"])
            yield _Markdown(test.get("markdown", ""))


def _strings(text: str, _: str) -> Iterator[str]:
    """The texts in a test program that have a tag in them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search("</?[a-z]", node.value):
            yield node.value


def _whole(text: str, _: str) -> Iterator[str]:
    yield text


def _is_text(html: str) -> bool:
    """Whether it can be written to a file: no test of lone surrogates, which no page can hold."""
    return not any("\ud800" <= character <= "\udfff" for character in html)


_READERS: dict[str, Callable[[str, str], Iterator[str]]] = {
    ".dat": _tree_tests,
    ".test": _tokenizer_tests,
    ".txt": _examples,
    ".md": _examples,
    ".json": _pairs,
    ".html": _whole,
    ".py": _strings,
}


def corpora_folder() -> Path | None:
    """The folder that AUTOLINK_CORPORA names, None where it names none."""
    name = os.environ.get("AUTOLINK_CORPORA", "")
    return Path(name) if name and Path(name).is_dir() else None


def corpus_inputs(folder: Path, pages: int) -> Iterator[Input]:
    """The HTML of so many Markdown pages of each site in the folder, the longest left out; sites may be packed."""
    for site, sources in _sources(folder):
        fitting = [(name, read) for name, size, read in sorted(sources) if 500 < size < 20_000]
        for name, read in fitting[:: max(1, len(fitting) // pages)][:pages]:
            yield Input(site, name, rendered(_FRONT_MATTER.sub("", read().decode("utf-8", errors="replace"))))


def _sources(folder: Path) -> Iterator[tuple[str, list[_Source]]]:
    """By name of site: the name, the size and the reader of each Markdown page."""
    for path in sorted(folder.glob("*.tar.gz")):
        with tarfile.open(path) as tar:
            members = [member for member in tar if member.isfile() and member.name.endswith(".md")]
            readers: list[_Source] = [(one.name, one.size, partial(_member, tar, one)) for one in members]
            yield path.name.removesuffix(".tar.gz"), readers
    for path in sorted(folder.glob("*/bench.yml")):
        files: list[_Source] = [(str(file), file.stat().st_size, file.read_bytes) for file in path.parent.rglob("*.md")]
        yield path.parent.name, files


def _member(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = tar.extractfile(member)
    return file.read() if file else b""
