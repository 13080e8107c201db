"""Helpers for tests: sites built in this process, and real documentation sites."""

from __future__ import annotations

import json
import logging
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest
import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from built_links import contents

PLAIN: Mapping[str, Any] = {
    "site_name": "Example",
    "theme": {"name": "mkdocs", "highlightjs": False},
    "plugins": ["autolink"],
}
"""The settings of a test's site, unless the test gives others."""


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A site that MkDocs built in this process."""

    folder: Path
    """Where its mkdocs.yml is."""
    records: tuple[logging.LogRecord, ...]
    """All that MkDocs and its plugins logged, from DEBUG up."""

    @property
    def site_dir(self) -> Path:
        """Where its pages are."""
        return self.folder / "site"

    @property
    def report(self) -> dict[str, Any] | None:
        """The plugin's report, None where it wrote none."""
        path = self.folder / "autolink-report" / "report.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    def html(self, address: str) -> str:
        """The text of a built file, named by its address below the site."""
        return (self.site_dir / address).read_text(encoding="utf-8")

    def messages(self, level: int = logging.WARNING) -> list[str]:
        """What was logged at the level or above."""
        return [record.getMessage() for record in self.records if record.levelno >= level]


class BuildSite(Protocol):
    """What the fixture `build_site` gives: writes a site of pages and settings, builds it with MkDocs."""

    def __call__(
        self,
        pages: Mapping[str, str | bytes],
        settings: Mapping[str, Any] | None = None,
        *,
        strict: bool = False,
    ) -> BuiltSite: ...


def write_site(folder: Path, pages: Mapping[str, str | bytes], settings: Mapping[str, Any]) -> Path:
    """Writes pages below docs/ (a path that begins with `../` stands beside it) and mkdocs.yml; its path."""
    for name, text in pages.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    config = folder / "mkdocs.yml"
    config.write_text(yaml.safe_dump({**PLAIN, **settings}, sort_keys=False), encoding="utf-8")
    return config


@contextmanager
def serving(config: Path) -> Iterator[MkDocsConfig]:
    """A configuration as `mkdocs serve` has it."""
    settings = load_config(str(config))
    settings.plugins.on_startup(command="serve", dirty=False)
    try:
        yield settings
    finally:
        settings.plugins.on_shutdown()


def run_build(config: Path, *, strict: bool = False) -> BuiltSite:
    """Builds the site of an mkdocs.yml; MkDocs' Abort is passed on."""
    from mkdocs.commands.build import build

    with logged("mkdocs") as records:
        settings = load_config(str(config), strict=strict)
        settings.plugins.on_startup(command="build", dirty=False)
        try:
            build(settings)
        finally:
            settings.plugins.on_shutdown()
    return BuiltSite(config.parent, tuple(records))


def refusal(config: Path) -> str:
    """The one line that a build says before it stops, where it does not even begin to write."""
    before = contents(config.parent)
    with logged("mkdocs") as records, pytest.raises(Abort):
        run_build(config)
    (line,) = [record.getMessage() for record in records if record.levelno >= logging.WARNING]
    assert "\n" not in line
    assert contents(config.parent) == before, "nothing was written, and nothing was run"
    return line


class Recorder(logging.Handler):
    """Keeps every record."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def logged(name: str) -> Iterator[list[logging.LogRecord]]:
    """The records that the logger and those below it make, as long as the context is open."""
    recorder = Recorder()
    logger = logging.getLogger(name)
    level = logger.level
    logger.addHandler(recorder)
    logger.setLevel(logging.DEBUG)
    try:
        yield recorder.records
    finally:
        logger.setLevel(level)
        logger.removeHandler(recorder)


def unpacked(folder: Path, factory: pytest.TempPathFactory) -> Path:
    """The folder itself, or a temporary one with what its archives hold."""
    archives = sorted(folder.glob("*.tar.gz"))
    if not archives:
        return folder
    into = factory.mktemp("corpora")
    for archive in archives:
        with tarfile.open(archive) as tar:
            tar.extractall(into, filter="data")
    return into
