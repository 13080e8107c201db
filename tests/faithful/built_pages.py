"""Builds a documentation site with every possible link, and writes down what became of each page's body.

    PYTHONPATH=tests python tests/faithful/built_pages.py SITE INTO [PAGES]

SITE is a folder with a bench.yml, INTO gets the built site and pages.jsonl. With PAGES, all but so many pages are taken
out of the build first.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import Files

from drawing import FLAT
from mkdocs_autolink import pipeline, report
from mkdocs_autolink.pipeline import Result
from mkdocs_autolink.report import Report, build_report

NO_LIMITS = dict.fromkeys(
    "links_per_page words_per_link links_per_section links_per_target words_between per_target_per_page".split()
)
OPTIONS = {"min_confidence": 0.0, "limits": NO_LIMITS, "report": {"formats": []}}


def main(source: Path, into: Path, pages: int | None) -> None:
    """Build, and write a line for every page that has links."""
    results: list[Result] = []

    def recorded(result: Result, *others: Any) -> Report:
        results.append(result)
        return build_report(result, *others)

    config = load_config(str(source / "bench.yml"), site_dir=str(into / "site"), plugins=[{"autolink": OPTIONS}])
    if pages is not None:
        config.plugins.events["files"].append(lambda files, **_: _thinned(files, pages))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "shipped_weights", lambda: FLAT)
        patch.setattr(report, "build_report", recorded)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    with (into / "pages.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(f"{json.dumps(page)}\n" for result in results for page in _pages(result))


def _thinned(files: Files, pages: int) -> Files:
    """The files with so many of the pages, from all over the site."""
    documents = list(files.documentation_pages())
    kept = documents[:: max(1, len(documents) // pages)][:pages]
    for file in documents:
        if file not in kept:
            files.remove(file)
    return files


def _pages(result: Result) -> list[dict[str, object]]:
    links = result.plan.links_by_page()
    return [
        {
            "page": key,
            "before": result.site.by_key[key].html,
            "after": page.html,
            "spans": [(one.weighed.candidate.start, one.weighed.candidate.end) for one in links.get(key, ())],
        }
        for key, page in result.rewritten.items()
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else None)
