"""Builds a site in this process and prints one hash of all that the plugin had a hand in.

`python fingerprint.py MKDOCS_YML [ORDER_SEED [UMASK]]`. It needs what the package needs and nothing of the tests.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from mkdocs.__main__ import cli

from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.decisions.write import DecisionsFile

ADDED = tuple(
    Decision(phrase, target, Verdict.REJECT, pages=pages)
    for phrase, target, pages in (("ıssız", "a.md", None), ("Æther", "b.md", ("ö.md", "o.md")), ("zebra", "c.md", None))
)


def main() -> None:
    config, seed, mask = [*sys.argv[1:], "", ""][:3]
    if seed:
        _mix_folders(random.Random(seed))
    if mask:
        os.umask(int(mask, 8))
    folder = Path(config).parent
    decided = (folder / "autolink.yml").read_bytes()
    for made in ("site", "autolink-report"):
        shutil.rmtree(folder / made, ignore_errors=True)
    cli(["build", "--quiet", "--config-file", config], standalone_mode=False)
    DecisionsFile(folder / "autolink.yml").update(_with_more)
    sys.stdout.write(fingerprint(folder) + "\n")
    (folder / "autolink.yml").write_bytes(decided)


def fingerprint(folder: Path) -> str:
    """One hash of the pages, the report in every format and the decisions of a project."""
    files = [folder / "autolink.yml", *_below(folder / "site"), *_below(folder / "autolink-report")]
    whole = sha256()
    for path in sorted(files):
        # The hash of each file by its name: so nothing can move from one file to the next unseen.
        whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _below(folder: Path) -> list[Path]:
    # MkDocs 1.6.0 stamps the compressed sitemap by the local time zone.
    return [path for path in folder.rglob("*") if path.is_file() and path.name != "sitemap.xml.gz"]


def _with_more(decisions: Decisions) -> Decisions:
    return Decisions((*ADDED, *decisions.items), decisions.extra, head=decisions.head, tail=decisions.tail)


def _mix_folders(mixed: random.Random) -> None:
    """Lists folders in an order that no file system is held to keep."""
    walk, listdir = os.walk, os.listdir

    def mixed_walk(*args: Any, **kwargs: Any) -> Any:
        for folder, folders, files in walk(*args, **kwargs):
            mixed.shuffle(folders)
            yield folder, folders, mixed.sample(files, len(files))

    def mixed_listdir(*args: Any) -> list[Any]:
        found = listdir(*args)
        return mixed.sample(found, len(found))

    replacements: dict[str, Callable[..., Any]] = {"walk": mixed_walk, "listdir": mixed_listdir}
    for name, replacement in replacements.items():
        setattr(os, name, replacement)


if __name__ == "__main__":
    main()
