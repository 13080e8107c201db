"""Fixtures that several test files use."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from support import BuildSite, BuiltSite, run_build, unpacked, write_site

# A deadline would measure how busy the machine is. The seed is fixed, so that a change is judged by what it
# changed; `--hypothesis-profile=search` looks for new examples.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile("repeatable")


def pytest_sessionstart() -> None:
    """Forget what the package remembers: mutants run in forks of a run of the sound code, which knew every answer."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "mkdocs_autolink"]:
        for value in list(vars(sys.modules[name]).values()):
            if hasattr(value, "cache_clear"):
                value.cache_clear()


@pytest.fixture
def build_site(tmp_path: Path) -> BuildSite:
    """A function that writes a site of these pages and settings and builds it with MkDocs.

    `build_site({"index.md": "# Home"}, {"plugins": [{"autolink": {"headings": False}}]})`
    """

    def build(
        pages: Mapping[str, str | bytes], settings: Mapping[str, Any] | None = None, *, strict: bool = False
    ) -> BuiltSite:
        return run_build(write_site(tmp_path, pages, settings or {}), strict=strict)

    return build


@pytest.fixture(scope="session")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of real documentation sites, `corpora / NAME / "bench.yml"` each.

    AUTOLINK_CORPORA names where they are, as folders or as NAME.tar.gz; without it the test is skipped.
    """
    name = os.environ.get("AUTOLINK_CORPORA", "")
    if not name:
        pytest.skip("AUTOLINK_CORPORA names no folder of documentation sites; `make corpora` fetches them")
    folder = Path(name)
    if not folder.is_dir():
        pytest.fail(f"AUTOLINK_CORPORA={name}: there is no such folder; unset it or run `make corpora`")
    return unpacked(folder, tmp_path_factory)
