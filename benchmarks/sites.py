"""Reads real documentation sites as the plugin does, and reports what it makes of one."""

from __future__ import annotations

import os
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from mkdocs_autolink.builds import read_build
from mkdocs_autolink.decisions import Decisions
from mkdocs_autolink.pipeline import autolink
from mkdocs_autolink.report import Report, build_report
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Site


def corpora_folder() -> Path:
    """The folder that the environment variable AUTOLINK_CORPORA names. Exits with one line where it names none."""
    folder = os.environ.get("AUTOLINK_CORPORA", "")
    if not folder or not Path(folder).is_dir():
        sys.exit("Set AUTOLINK_CORPORA to a folder of documentation sites; `make corpora` fetches one.")
    return Path(folder).resolve()


def read_sites(corpora: Path) -> Iterator[tuple[str, Site]]:
    """Each site of a folder by name."""
    with tempfile.TemporaryDirectory() as folder:
        for config in site_configs(corpora, Path(folder)):
            yield config.parent.name, read_build(config).site


def site_configs(corpora: Path, into: Path) -> Iterator[Path]:
    """The bench.yml of each site of a folder: of every NAME.tar.gz, which is unpacked first, and of every folder."""
    for archive in sorted(corpora.glob("*.tar.gz")):
        with tarfile.open(archive) as tar:
            tar.extractall(into, filter="data")
        yield into / archive.name.removesuffix(".tar.gz") / "bench.yml"
    yield from sorted(corpora.glob("*/bench.yml"))


def report_of(site: Site) -> Report:
    """The report of a site that is linked at the defaults, nobody having decided anything."""
    settings = Settings()
    return build_report(autolink(site, settings, Decisions()), settings)
