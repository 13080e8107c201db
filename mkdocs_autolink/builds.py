"""Reads a site as the plugin does in a build, but for a command: no template is rendered, nothing is written."""

from __future__ import annotations

import io
import logging
import shlex
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

import mkdocs
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, PluginCollection, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from mkdocs_autolink.decisions import Decisions, load_decisions
from mkdocs_autolink.errors import AutolinkError
from mkdocs_autolink.mkdocs_pages import project_of, read_pages, written_pages
from mkdocs_autolink.paths import check_decisions, check_pages, check_report
from mkdocs_autolink.pipeline import collector_paused
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Site

_AS_ON_DISK: Mapping[str, str] = MappingProxyType({})
_LONGEST_MESSAGE = 300
_GENERATORS = {"mkdocs": "MkDocs", "properdocs": "ProperDocs"}
"""By the command that people run."""
_COMMAND = mkdocs.__name__
"""That of the generator which builds in this process: ProperDocs may stand in for MkDocs."""


class SiteBuildError(AutolinkError):
    """The site cannot be built, or not as far as its pages; the message is one line."""


@dataclass(frozen=True, slots=True)
class Build:
    """A site as a build had it when every page was final, with the options and decisions that hold for it."""

    site: Site
    """Read without our own links."""
    settings: Settings
    """The plugin's options; the defaults where the configuration does not have the plugin."""
    decisions: Decisions
    bodies: Mapping[str, str]
    """The HTML of each page's body, by the page's key."""
    docs_dir: Path
    """As it is configured: plugins may read the pages elsewhere."""
    warned: frozenset[tuple[str, str]] = frozenset()
    """Links to ids of which the configuration makes MkDocs warn, by page and address: it knows those of Markdown only,
    and a strict build ends at a warning."""


class _Done(Exception):  # noqa: N818 - no error: it ends a build that has given all that is wanted of it
    """Everything was read."""


def read_build(config_file: Path, sources: Mapping[str, str] = _AS_ON_DISK, *, verbose: bool = False) -> Build:
    """The site of an mkdocs.yml, with all its plugins but ours; with `sources`, by page key, in place of files.

    What MkDocs and plugins say goes to stderr where it is `verbose`, else nowhere. Raises SiteBuildError, and any other
    AutolinkError for options and decisions that do not hold.
    """
    config_file = config_file.resolve()
    if not config_file.is_file():
        raise SiteBuildError(f"{config_file}: there is no such file; name your site's mkdocs.yml with --config-file.")
    with TemporaryDirectory(prefix="mkdocs-autolink-") as site_dir, _hushed(verbose) as errors:
        try:
            # Paths in the options of plugins and extensions are taken from where people run `mkdocs build`.
            with chdir(config_file.parent):
                return _read(config_file, Path(site_dir, "site"), sources)
        except AutolinkError:
            raise
        except (Exception, SystemExit) as error:
            message = f"{config_file}: {_reason(error, errors)} {_run_it_yourself(config_file)}"
            raise SiteBuildError(message) from error


def configured_site_url(config_file: Path) -> str:
    """The `site_url` of an mkdocs.yml, '' where it has none or cannot be read."""
    try:
        with _hushed(verbose=False), chdir(config_file.parent), _new_plugins():
            return load_config(str(config_file.resolve())).site_url or ""
    except (Exception, SystemExit):  # noqa: BLE001 - plugins raise what they like, and a build would say it
        return ""


def _read(config_file: Path, site_dir: Path, sources: Mapping[str, str]) -> Build:
    with _new_plugins():
        config = load_config(str(config_file), site_dir=str(site_dir), strict=False)
    check_pages(Path(config.docs_dir))
    settings = _silence_ourselves(config.plugins)
    reader = _Reader(settings, sources, Path(config.docs_dir))
    config.plugins["autolink: reader"] = reader
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    except _Done:
        pass
    finally:
        config.plugins.on_shutdown()
    if reader.build is None:
        raise SiteBuildError(
            f"{config_file}: a plugin ended the build before its pages were read. {_run_it_yourself(config_file)}"
        )
    return reader.build


class _Reader(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call] # MkDocs gives no types for it
    """Stands in for the plugin: reads where it would read, then ends the build."""

    def __init__(self, settings: Settings, sources: Mapping[str, str], docs_dir: Path) -> None:
        super().__init__()
        self._settings = settings
        self._docs_dir = docs_dir
        self._sources = sources
        self.build: Build | None = None

    @event_priority(-100)
    def on_page_read_source(self, *, page: MkDocsPage, **_: Any) -> str | None:
        """The text that is to be read in place of the page's file; the handler that MkDocs asks last wins."""
        return self._sources.get(page.file.src_uri)

    @event_priority(-111)
    def on_env(self, _env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """Reads every page."""
        with collector_paused():
            site = read_pages(config, written_pages(files, config), files, self._settings, config.site_url or "")
        changed = (replace(page, source=self._sources.get(page.key, page.source)) for page in site.pages)
        self.build = Build(
            site=replace(site, pages=tuple(changed)) if self._sources else site,
            settings=self._settings,
            decisions=_decisions(config, self._settings),
            bodies={
                file.src_uri: file.page.content or "" for file in files.documentation_pages() if file.page is not None
            },
            docs_dir=self._docs_dir,
            warned=frozenset(_warned(config, files)),
        )
        raise _Done


def _warned(config: MkDocsConfig, files: Files) -> Iterator[tuple[str, str]]:
    """The links that `validation.anchors: warn` complains of, as MkDocs does after the last page."""
    if config.validation.links.anchors < logging.WARNING:
        return
    for page in (file.page for file in files.documentation_pages() if file.page is not None):
        for target, links in (page.links_to_anchors or {}).items():
            known = target.page.present_anchor_ids if target.page is not None else None
            if known is not None:
                yield from ((page.file.src_uri, link) for anchor, link in links.items() if anchor not in known)


@contextmanager
def _new_plugins() -> Iterator[None]:
    """Without the plugins that MkDocs keeps from one build to the next, as these builds shut down what they started."""
    option: Any = MkDocsConfig.plugins
    kept, option.plugin_cache = option.plugin_cache, {}
    try:
        yield
    finally:
        option.plugin_cache = kept


def _silence_ourselves(plugins: PluginCollection) -> Settings:
    """Takes the events of our own plugin out of the build; the options that it was given."""
    # The plugin is known by its settings: the module that defines it stands above this one.
    ours = [plugin for plugin in plugins.values() if isinstance(getattr(plugin, "settings", None), Settings)]
    for methods in plugins.events.values():
        methods[:] = [method for method in methods if getattr(method, "__self__", None) not in ours]
    found: list[Settings] = [plugin.settings for plugin in ours]
    return found[0] if found else Settings()


def _decisions(config: MkDocsConfig, settings: Settings) -> Decisions:
    project = project_of(config)
    report = check_report(settings.report.dir, project)
    return load_decisions(check_decisions(settings.decisions, project, report))


@contextmanager
def _hushed(verbose: bool) -> Iterator[list[str]]:
    """The errors that are logged as long as the context is open; logging and warnings are as before after it."""
    heard = _Errors()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers[:] = [heard, logging.StreamHandler(sys.stderr)] if verbose else [heard]
    root.setLevel(logging.INFO if verbose else logging.WARNING)
    with ExitStack() as stack:
        stack.callback(_restore, root, handlers, level)
        stack.enter_context(warnings.catch_warnings())
        if not verbose:
            warnings.simplefilter("ignore")
            stack.enter_context(redirect_stderr(io.StringIO()))
        stack.enter_context(redirect_stdout(sys.stderr))
        yield heard.messages


class _Errors(logging.Handler):
    """Keeps the text of errors."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps the record's text."""
        self.messages.append(record.getMessage())


def _restore(root: logging.Logger, handlers: list[logging.Handler], level: int) -> None:
    root.handlers[:] = handlers
    root.setLevel(level)


def _reason(error: BaseException, logged: list[str]) -> str:
    """Why the build ended, as one sentence: what was logged last, and the exception where that says more.

    What was logged earlier may have ended nothing: plugins log errors and go on.
    """
    said = [" ".join(message.split()) for message in logged]
    reason = " ".join(str(error).split()) or type(error).__name__
    if not said or not (isinstance(error, Abort) or reason in said[-1]):
        said.append(reason)
    text = " ".join(said)
    text = text if len(text) <= _LONGEST_MESSAGE else f"…{text[1 - _LONGEST_MESSAGE :]}"
    return f"{_GENERATORS[_COMMAND]} could not build the site: {text.rstrip('.')}."


def _run_it_yourself(config_file: Path) -> str:
    named = "" if config_file.stem == _COMMAND else f" -f {shlex.quote(config_file.name)}"
    return f"Run `{_COMMAND} build{named}` there to see more."
