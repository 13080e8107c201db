"""Sites that ProperDocs builds, in processes of their own: it takes the place of MkDocs in the one that it runs in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from built_links import OPTIONS, PAGES, dead_links, our_links

pytest.importorskip("properdocs")

TEMPLATE = "<!doctype html><title>{{ page.title }}</title><main>{{ page.content }}</main>"
PLUGIN = """
from properdocs.plugins import BasePlugin

class Plugin(BasePlugin):
    def on_page_markdown(self, markdown, **_):
        return markdown.replace("announcement", "announcement, says the quiet corner,")
"""
"""It says in a page what its file does not say."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a plugin that only ProperDocs finds."""
    for name, text in PAGES.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "main.html").write_text(TEMPLATE, encoding="utf-8")
    write_config(tmp_path, ["only-here", {"autolink": OPTIONS}])
    known = tmp_path / "installed" / "only_here-1.0.dist-info"
    known.mkdir(parents=True)
    (known / "METADATA").write_text("Metadata-Version: 2.1\nName: only-here\nVersion: 1.0\n", encoding="utf-8")
    (known / "entry_points.txt").write_text("[properdocs.plugins]\nonly-here = only_here:Plugin\n", encoding="utf-8")
    (tmp_path / "installed" / "only_here.py").write_text(PLUGIN, encoding="utf-8")
    return tmp_path


def write_config(folder: Path, plugins: list[Any]) -> None:
    settings = {
        "site_name": "Example",
        "theme": {"name": None, "custom_dir": "theme"},
        "markdown_extensions": ["footnotes"],
        "plugins": plugins,
    }
    (folder / "properdocs.yml").write_text(json.dumps(settings), encoding="utf-8")  # JSON is YAML


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(folder / "installed"), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def autolink(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "-c", "from mkdocs_autolink.cli import main; main()", *arguments)


def report_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "autolink-report" / "report.json").read_text(encoding="utf-8"))
    return found


def built(folder: Path, generator: str) -> dict[str, Any]:
    done = run(folder, "-m", generator, "build", "--strict", "-f", "properdocs.yml")
    assert done.returncode == 0, done.stderr
    return report_of(folder)


def test_its_sites_get_their_links(site: Path) -> None:
    report = built(site, "properdocs")
    assert len(our_links(site / "site")) == len(report["links"]) > 5
    assert dead_links(site / "site") == []
    assert ("ops/calendar.md", "left-out.md") in {(link["page"], link["target"]) for link in report["links"]}


def test_a_site_gets_the_links_that_mkdocs_gives_it(site: Path) -> None:
    write_config(site, [{"autolink": OPTIONS}])
    pages = []
    for generator in ("properdocs", "mkdocs"):
        report = built(site, generator)
        pages.append((report["links"], report["rejected"], (site / "site" / "index.html").read_bytes()))
    assert pages[0] == pages[1]


def test_the_commands_build_a_site_with_it_that_only_it_can_build(site: Path) -> None:
    assert "only-here" in run(site, "-m", "mkdocs", "build", "-f", "properdocs.yml").stderr
    built(site, "properdocs")
    explained = autolink(site, "explain", "ops/calendar.md", "says the quiet corner")
    assert (explained.returncode, "Nearest: 'Quiet corner'" in explained.stdout) == (0, True), explained.stderr
    evaluated = autolink(site, "evaluate")
    assert (evaluated.returncode, evaluated.stderr) == (0, "")
    applied = autolink(site, "apply", "--all", "--diff")
    assert "ops/calendar.md: quiet corner -> left-out.md: words not in the Markdown" in applied.stderr
    assert "Would be written: 11 of 12 links" in applied.stderr


def test_what_keeps_it_from_building_is_told_by_its_name(site: Path) -> None:
    write_config(site, ["nowhere", "autolink"])
    done = autolink(site, "evaluate")
    assert done.returncode == 2
    assert "ProperDocs could not build the site" in done.stderr
    assert "Run `properdocs build` there to see more." in done.stderr
