"""Fetches the documentation sites that a list names, each as it was at a commit or release, as plain MkDocs sites.

    python benchmarks/fetch_corpora.py --into benchmarks/corpora
    python benchmarks/fetch_corpora.py --into benchmarks/corpora --only netbox,argo-cd
    python benchmarks/fetch_corpora.py --into benchmarks/unseen --list benchmarks/unseen.yml

Each site becomes a folder with its pages, its licence, SOURCE.txt and bench.yml; `mkdocs build -f bench.yml`
builds it without any plugin. A site whose folder is there already is left alone. Needs git, and a network.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

import yaml

from upstreams import Archive, Commit

LIST = Path(__file__).resolve().parent / "corpora.yml"
LICENCES = ("LICENSE*", "LICENCE*", "COPYING*", "NOTICE*")
PICTURES = {".svg"}
"""Images that are text; all others are known by their bytes."""

BENCH = """\
# generated: plain MkDocs build of {upstream}
docs_dir: {folder}
site_dir: site
strict: false
theme:
  name: mkdocs
  highlightjs: false
  locale: {locale}
plugins: []
"""
SOURCE = """\
Source: {upstream}, folder {folder}
Licence of the text: {licence}
Changed: images and binary files left out; 'template:' lines removed from front matter; bench.yml added.
Left out by pattern: {patterns}
"""


@dataclass(frozen=True, slots=True)
class Corpus:
    """An entry of a list; the comments in corpora.yml and unseen.yml say what each field means."""

    name: str
    upstream: Commit | Archive
    folder: str
    licence: str
    config: str
    left_out: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    nav: str = ""
    locale: str = "en"

    @classmethod
    def read(cls, entry: dict[str, Any]) -> Self:
        """The entry as a value; an unknown or missing key is a TypeError that names it."""
        kind = Archive if "archive" in entry else Commit
        where = {field.name: entry[field.name] for field in fields(kind) if field.name in entry}
        others: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in entry.items() if key not in where
        }
        return cls(upstream=kind(**where), **others)

    @property
    def folders(self) -> tuple[str, ...]:
        """All folders that its pages need."""
        return (self.folder, *self.beside)


class NavLoader(yaml.SafeLoader):
    """Reads an mkdocs.yml for its navigation; tags such as !ENV or !!python/name mean nothing there."""


NavLoader.add_multi_constructor("", lambda _loader, _tag, _node: None)


def unpack(corpus: Corpus, folder: Path) -> None:
    """Writes the folders and files that the corpus needs, with others where they come in one archive, into a folder."""
    wanted = [*(f"/{name}/" for name in corpus.folders), *(f"/{name}" for name in LICENCES)]
    corpus.upstream.unpack([*wanted, f"/{corpus.nav}"] if corpus.nav else wanted, folder)


def kept_texts(corpus: Corpus, checkout: Path) -> Iterator[tuple[str, str]]:
    """(path, text) of each file that the corpus keeps, sorted by path."""
    folders = (path for folder in corpus.folders for path in (checkout / folder).rglob("*"))
    licences = (path for pattern in LICENCES for path in checkout.glob(pattern))
    for path in sorted({*folders, *licences}):
        name = path.relative_to(checkout).as_posix()
        if path.is_symlink() or not path.is_file() or path.suffix in PICTURES:
            continue
        if any(re.search(pattern, name) for pattern in corpus.left_out):
            continue
        text = text_of(path)
        if text is not None:
            yield name, without_template(text) if path.suffix == ".md" else text


def text_of(path: Path) -> str | None:
    """The file's text with its line ends as they are; None where it is no UTF-8 text."""
    data = path.read_bytes()
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def without_template(text: str) -> str:
    """The page without the `template:` of its front matter: plain MkDocs has no such templates."""
    front_matter = re.match(r"---\r?\n.*?^---\s*$", text, re.DOTALL | re.MULTILINE)
    if front_matter is None:
        return text
    head = re.sub(r"^template:.*\n", "", front_matter[0], flags=re.MULTILINE)
    return head + text[front_matter.end() :]


def kept_nav(entries: Iterable[Any], pages: frozenset[str]) -> list[Any]:
    """The navigation less pages that are not there, addresses elsewhere, and sections left empty."""
    kept: list[Any] = []
    for entry in entries:
        if isinstance(entry, str):
            kept += [entry] if entry in pages else []
            continue
        for title, value in entry.items():
            if isinstance(value, list):
                inner = kept_nav(value, pages)
                kept += [{title: inner}] if inner else []
            elif value in pages:
                kept.append({title: value})
    return kept


def bench_config(corpus: Corpus, own_nav: Iterable[Any], pages: frozenset[str]) -> str:
    """The text of bench.yml; `pages` are addresses below the corpus' folder."""
    fixed = BENCH.format(upstream=corpus.upstream, folder=corpus.folder, locale=corpus.locale)
    nav = kept_nav(own_nav, pages)
    own = yaml.safe_dump({"nav": nav}, allow_unicode=True, sort_keys=False, width=1000) if nav else ""
    return fixed + corpus.config + own


def write(corpus: Corpus, checkout: Path, folder: Path) -> int:
    """Writes the corpus into the folder; the number of its pages."""
    kept = dict(kept_texts(corpus, checkout))
    for name, text in kept.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    below = f"{corpus.folder}/"
    inside = (name.removeprefix(below) for name in kept if name.startswith(below))
    pages = frozenset(name for name in inside if name.endswith(".md"))
    own = yaml.load((checkout / corpus.nav).read_text("utf-8"), NavLoader) if corpus.nav else {}  # noqa: S506 - a safe one
    (folder / "bench.yml").write_text(bench_config(corpus, own.get("nav") or (), pages), encoding="utf-8")
    source = SOURCE.format(
        upstream=corpus.upstream,
        folder=corpus.folder,
        licence=corpus.licence,
        patterns=", ".join(corpus.left_out) or "nothing",
    )
    (folder / "SOURCE.txt").write_text(source, encoding="utf-8")
    return len(pages)


def fetch(corpus: Corpus, into: Path) -> str:
    """Fetches one corpus, whole or not at all; a line that says what there is now."""
    folder = into / corpus.name
    if folder.exists():
        return f"{corpus.name}: there already ({folder}); remove the folder to fetch it again"
    with tempfile.TemporaryDirectory(dir=into) as temporary:
        checkout, made = Path(temporary, "checkout"), Path(temporary, "made")
        checkout.mkdir()
        made.mkdir()
        unpack(corpus, checkout)
        pages = write(corpus, checkout, made)
        shutil.move(made, folder)
    return f"{corpus.name}: {pages} pages in {folder}, {corpus.licence}"


def read_list(path: Path) -> tuple[Corpus, ...]:
    """The corpora that a list names, in its order."""
    return tuple(Corpus.read(entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8")))


def main(arguments: list[str]) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, required=True, help="the folder that gets a folder for each site")
    parser.add_argument("--only", default="", help="names, with commas between them")
    parser.add_argument("--list", type=Path, default=LIST, help="another list of the same form")
    options = parser.parse_args(arguments)
    corpora = read_list(options.list)
    names = [name for name in options.only.split(",") if name] or [corpus.name for corpus in corpora]
    unknown = sorted(set(names) - {corpus.name for corpus in corpora})
    if unknown:
        parser.error(f"not in {options.list.name}: {', '.join(unknown)}")
    options.into.mkdir(parents=True, exist_ok=True)
    for corpus in corpora:
        if corpus.name in names:
            print(fetch(corpus, options.into), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
