"""Real documentation sites, built with the plugin as a user would."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from built_links import dead_links, our_links

pytestmark = [pytest.mark.corpora, pytest.mark.slow]

_ARCHIVE = ".tar.gz"
_DOCS_DIR = re.compile(r"^docs_dir: *['\"]?(.+?)['\"]?$", re.MULTILINE)
_HOOKS = re.compile(r"^hooks: *\[(.*)\]$", re.MULTILINE)


def _names() -> list[str]:
    """The sites that AUTOLINK_CORPORA holds; where it holds none, one name for the test that says so."""
    folder = Path(os.environ.get("AUTOLINK_CORPORA") or os.devnull)
    if not folder.is_dir():
        return ["none"]
    return sorted(
        {path.name.removesuffix(_ARCHIVE) for path in folder.iterdir() if path.name.endswith(_ARCHIVE)}
        or {path.parent.name for path in folder.glob("*/bench.yml")}
    )


@cache
def _schema() -> Draft202012Validator:
    text = files("mkdocs_autolink.report").joinpath("report.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


@pytest.mark.parametrize("name", _names())
def test_a_real_site_gets_links_that_work_and_no_complaint(corpora: Path, tmp_path: Path, name: str) -> None:
    said = _build(corpora / name, tmp_path)
    assert not [line for line in said.splitlines() if "autolink" in line], said
    report = json.loads((tmp_path / "report" / "report.json").read_text(encoding="utf-8"))
    assert [error.message for error in _schema().iter_errors(report)] == []
    assert report["problems"] == []
    links = our_links(tmp_path / "site")
    assert len(links) == report["totals"]["links"] == len(report["links"]) > 0
    assert dead_links(tmp_path / "site") == []


def _build(source: Path, into: Path) -> str:
    """What MkDocs warned of; the configuration stands elsewhere, so that nothing is written to the source."""
    settings = (source / "bench.yml").read_text(encoding="utf-8")
    docs, hooks = _DOCS_DIR.search(settings), _HOOKS.search(settings)
    inherited: dict[str, Any] = {
        "INHERIT": str(source / "bench.yml"),
        "docs_dir": str(source / (docs[1] if docs else "docs")),
        "site_dir": str(into / "site"),
        "hooks": [str(source / hook.strip(" '\"")) for hook in hooks[1].split(",")]
        if hooks and hooks[1].strip()
        else [],
        "plugins": [{"autolink": {"report": {"dir": "report", "formats": ["json"]}}}],
    }
    config = into / "mkdocs.yml"
    config.write_text(json.dumps(inherited), encoding="utf-8")  # JSON is YAML
    command = [sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)]
    quiet = {"DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1"}
    run = subprocess.run(command, cwd=source, env=os.environ | quiet, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout + run.stderr
