"""Real sites, built with every link that can be, keep every byte and every document."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import oracle
from faithful import built_pages
from faithful.checking import quick_violations, violations
from faithful.inputs import corpora_folder

pytestmark = [pytest.mark.corpora, pytest.mark.slow]

TESTS = Path(__file__).parent.parent
SAMPLE = 12
SECONDS = 60
"""For the pages of a sample; hundreds of pages have an hour."""


def names() -> list[str]:
    """The sites that there are; where there are none, a name for the test that says so."""
    folder = corpora_folder()
    if folder is None:
        return ["none"]
    packed = {path.name.removesuffix(".tar.gz") for path in folder.glob("*.tar.gz")}
    return sorted(packed or {path.parent.name for path in folder.glob("*/bench.yml")})


@pytest.mark.parametrize("name", names()[::3])
def test_some_pages(corpora: Path, tmp_path: Path, name: str) -> None:
    pages = _built(corpora / name, tmp_path, SAMPLE)
    assert any(page["spans"] for page in pages)
    assert _wrong(pages, _quick) == {}
    shortest = sorted(pages, key=lambda page: len(page["after"]))[:3]
    assert _wrong(shortest, lambda page: violations(page["before"])) == {}


@pytest.mark.long
@pytest.mark.parametrize("name", names())
def test_all_pages(corpora: Path, tmp_path: Path, name: str, record_property: Callable[[str, object], None]) -> None:
    pages = _built(corpora / name, tmp_path)
    record_property("pages", len(pages))
    record_property("links", sum(len(page["spans"]) for page in pages))
    record_property("words linked", sum(quick_violations(page["before"], whole_runs=False)[1] for page in pages))
    assert sum(bool(page["spans"]) for page in pages) > 20
    assert _wrong(pages, _quick) == {}
    assert _wrong(pages, lambda page: oracle.changes(page["before"], page["after"], page["spans"])) == {}


def _quick(page: dict[str, Any]) -> list[str]:
    """What lexbor has against the page as it was built, and with a link around every word or all words of each run."""
    built = oracle.quick_changes(page["before"], page["after"], page["spans"])
    word, run = (quick_violations(page["before"], whole_runs=whole)[0] for whole in (False, True))
    return [*built, *word, *run]


def _wrong(pages: list[dict[str, Any]], check: Callable[[dict[str, Any]], list[str]]) -> dict[str, list[str]]:
    return {page["page"]: found for page in pages if (found := check(page))}


def _built(source: Path, into: Path, sample: int | None = None) -> list[dict[str, Any]]:
    """The pages that got links, before and after; built in a process of its own, as extensions keep what they like."""
    arguments = [str(source), str(into), *([str(sample)] if sample else [])]
    paths = os.pathsep.join([str(TESTS), str(TESTS.parent)])
    run = subprocess.run(
        [sys.executable, "-W", "ignore", built_pages.__file__, *arguments],
        cwd=source,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=SECONDS if sample else 3600,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in (into / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
