"""Builds real documentation sites with MkDocs and reads them as the plugin does."""

from __future__ import annotations

import json
import logging
import os
import sys
import tarfile
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from mkdocs_autolink.plugin import AutolinkPlugin
from mkdocs_autolink.site import Site


def corpora_folder() -> Path:
    """The folder that the environment variable AUTOLINK_CORPORA names. Exits with one line where it names none."""
    folder = os.environ.get("AUTOLINK_CORPORA", "")
    if not folder or not Path(folder).is_dir():
        sys.exit("Set AUTOLINK_CORPORA to a folder of documentation sites; `make corpora` fetches one.")
    return Path(folder).resolve()


def read_sites(corpora: Path) -> Iterator[tuple[str, Site]]:
    """Each site of a folder by name: every NAME.tar.gz, or every folder with a bench.yml."""
    with tempfile.TemporaryDirectory() as folder:
        for archive in sorted(corpora.glob("*.tar.gz")):
            with tarfile.open(archive) as tar:
                tar.extractall(folder, filter="data")
            name = archive.name.removesuffix(".tar.gz")
            yield name, read_site(Path(folder) / name, Path(folder) / "built")
        for config in sorted(corpora.glob("*/bench.yml")):
            yield config.parent.name, read_site(config.parent, Path(folder) / "built")


def read_site(folder: Path, site_dir: Path) -> Site:
    """The site in a folder as the plugin reads it, with its authors' links and without ours."""
    logging.disable(logging.INFO)
    warnings.simplefilter("ignore")
    config = folder / "restoration.yml"
    config.write_text(_config(site_dir), encoding="utf-8")
    working = Path.cwd()
    os.chdir(folder)
    try:
        settings = load_config(str(config))
        build(settings)
    finally:
        os.chdir(working)
    plugin = settings.plugins["autolink"]
    if not isinstance(plugin, AutolinkPlugin) or plugin.result is None:
        sys.exit(f"{folder.name}: the plugin did not run; build the site by hand and read its warnings.")
    return plugin.result.site


def _config(site_dir: Path) -> str:
    return (
        f"INHERIT: bench.yml\nsite_dir: {json.dumps(str(site_dir))}\n"
        "plugins:\n  - autolink:\n      mode: propose\n      report: {formats: []}\n"
    )
