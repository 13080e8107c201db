"""Pages and reports are the same bytes wherever, whenever and in whatever order they are built."""

from __future__ import annotations

import locale
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from built_links import PAGES, SETTINGS, contents, our_links
from mkdocs_autolink.pages import PageFacts, read_site
from mkdocs_autolink.settings import Settings
from support import run_build, write_site

pytestmark = pytest.mark.laws

Built = tuple[dict[str, bytes], dict[str, bytes]]
DECISIONS = "version: 1\ndecisions:\n  - {phrase: quiet corner, target: left-out.md, verdict: accept}\n"
SITE = {
    **PAGES,
    "../autolink.yml": DECISIONS,
    "İstanbul/ıssız.md": "# IĞDIR TITLE\n\nThe quiet corner of the widgets.\n",
}


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    return write_site(tmp_path / "project", SITE, SETTINGS | {"plugins": ["search", *SETTINGS["plugins"]]})


def built(config: Path) -> Built:
    site = contents(config.parent / "site")
    del site["sitemap.xml.gz"]  # MkDocs 1.6.0 stamps it by the local time zone
    return site, contents(config.parent / "autolink-report")


def build_elsewhere(config: Path, cwd: Path, **environment: str) -> Built:
    """The site built by a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)]
    quiet = {"DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1"}
    run = subprocess.run(
        command, cwd=cwd, env=os.environ | quiet | environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return built(config)


def test_every_process_writes_the_same_bytes(config: Path, tmp_path: Path) -> None:
    run_build(config)
    here = built(config)
    assert len(our_links(config.parent / "site")) > 8
    assert build_elsewhere(config, config.parent, PYTHONHASHSEED="1", LC_ALL="C", TZ="Pacific/Kiritimati") == here
    (config.parent / "autolink-report" / "report.html").unlink()
    assert build_elsewhere(config, tmp_path, PYTHONHASHSEED="2", TZ="America/Adak", PYTHONUTF8="0") == here


def test_a_turkish_machine_writes_the_same_bytes(config: Path) -> None:
    try:
        before = locale.setlocale(locale.LC_ALL)
        locale.setlocale(locale.LC_ALL, "tr_TR.UTF-8")
        locale.setlocale(locale.LC_ALL, before)
    except locale.Error:
        pytest.skip("the locale tr_TR.UTF-8 is not installed")
    run_build(config)
    here = built(config)
    assert build_elsewhere(config, config.parent, LC_ALL="tr_TR.UTF-8") == here


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_files_on_the_disk_does_not_matter(
    config: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    run_build(config)
    here = built(config)
    mixed, walk = random.Random(seed), os.walk

    def in_another_order(*args: Any, **kwargs: Any) -> Any:
        for folder, folders, files in walk(*args, **kwargs):
            mixed.shuffle(folders)
            yield folder, folders, mixed.sample(files, len(files))

    monkeypatch.setattr(os, "walk", in_another_order)
    run_build(config)
    assert built(config) == here


MIXED = """
import random
from mkdocs.structure.files import Files

def on_files(files, config):
    mixed = list(files)
    if "mixed" in config.docs_dir:
        random.Random(SEED).shuffle(mixed)
    return Files(mixed)
"""


@pytest.mark.parametrize("seed", range(3))
def test_the_order_in_which_pages_are_read_does_not_matter(tmp_path: Path, seed: int) -> None:
    nav = {"nav": [name for name in sorted(PAGES) if name != "left-out.md"]}
    pages = PAGES | {"../mix.py": MIXED.replace("SEED", str(seed))}
    ordered = run_build(write_site(tmp_path / "ordered", pages, SETTINGS | nav | {"hooks": ["mix.py"]}))
    mixed = run_build(write_site(tmp_path / "mixed", pages, SETTINGS | nav | {"hooks": ["mix.py"]}))
    assert contents(mixed.folder / "autolink-report") == contents(ordered.folder / "autolink-report")
    for page in ordered.site_dir.rglob("*/index.html"):
        assert (mixed.site_dir / page.relative_to(ordered.site_dir)).read_bytes() == page.read_bytes()


def test_a_second_build_touches_no_file_of_the_report(config: Path) -> None:
    run_build(config)
    report = config.parent / "autolink-report"
    before = {path: path.stat().st_mtime_ns for path in report.iterdir()}
    run_build(config)
    assert {path: path.stat().st_mtime_ns for path in report.iterdir()} == before


def test_a_site_is_the_same_value_whatever_order_its_pages_come_in() -> None:
    facts = [PageFacts(key, f"{key}/", f"<h1>{key}</h1>", title=key) for key in ("b.md", "a/b.md", "a.md", "B.md")]
    site = read_site("Example", facts, Settings())
    assert [page.key for page in site.pages] == sorted(fact.key for fact in facts)
    assert read_site("Example", reversed(facts), Settings()) == site
