"""Fixtures of the tests in a browser. Without Chromium or playwright they are skipped."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser.reviewing import ARGUMENTS, CHROMIUM, Process, Project, Reviewer, Server, write_project
from mkdocs_autolink.report import Report
from support import run_build

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EXAMPLE = Path(__file__).parents[2] / "example-site"


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[[], Browser]]:
    """A function that starts Chromium, without a window."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright drives the browser; `pip install playwright`")
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not there; `apt install chromium`")
    with api.sync_playwright() as playwright:
        browsers: list[Browser] = []

        def start() -> Browser:
            browsers.append(playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS)))
            return browsers[-1]

        yield start
        for browser in browsers:
            with suppress(api.Error):  # one that was killed
                browser.close()


@pytest.fixture(scope="session")
def chromium(launch: Callable[[], Browser]) -> Browser:
    """One Chromium for all tests."""
    return launch()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script that looks for what keeps people out."""
    found = importlib.util.find_spec("axe_playwright_python")
    if not found or not found.origin:
        pytest.skip("axe is not there; `pip install axe-playwright-python`")
    return Path(found.origin).with_name("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def serve() -> Iterator[Callable[[Project], Server]]:
    """A function that serves a project."""
    servers: list[Server] = []

    def start(project: Project) -> Server:
        servers.append(Server(project))
        return servers[-1]

    yield start
    for server in servers:
        server.kill()


@pytest.fixture
def serve_apart() -> Iterator[Callable[[Project], Process]]:
    """A function that serves a project from a process of its own."""
    processes: list[Process] = []

    def start(project: Project) -> Process:
        processes.append(Process(project))
        return processes[-1]

    yield start
    for process in processes:
        process.kill()


@pytest.fixture
def reviewer(chromium: Browser) -> Iterator[Callable[..., Reviewer]]:
    """A function that opens the page: `reviewer(server)`. Fails the test for an error of the page's own."""
    opened: list[Reviewer] = []

    def start(server: Server | Process, *, width: int = 1280, height: int = 900, scheme: str = "light") -> Reviewer:
        size = {"width": width, "height": height}
        context = chromium.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        context.set_default_timeout(30_000)  # a machine may have other things to do
        opened.append(Reviewer(context.new_page()))
        opened[-1].open(server.address)
        return opened[-1]

    yield start
    for one in opened:
        one.page.context.close()
    assert [error for one in opened for error in one.errors] == []


@pytest.fixture
def project(tmp_path: Path) -> Callable[[Report], Project]:
    """A function that writes a project of a report."""
    return lambda report: write_project(tmp_path / "project", report)


@pytest.fixture(scope="session")
def built_example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site, built with nothing decided yet."""
    if not EXAMPLE.is_dir():
        pytest.skip("example-site is not part of a source distribution")
    folder = tmp_path_factory.mktemp("example") / "example-site"
    unwanted = shutil.ignore_patterns("site", "autolink-report", "autolink.yml")
    shutil.copytree(EXAMPLE, folder, ignore=unwanted)
    run_build(folder / "mkdocs.yml")
    return folder


@pytest.fixture
def example(built_example: Path, tmp_path: Path) -> Project:
    """The example site with its report, in a folder of the test's own."""
    return Project(shutil.copytree(built_example, tmp_path / "example"))
