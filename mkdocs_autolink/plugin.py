"""The MkDocs adapter (ProperDocs too): options, events, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.base import ConfigErrors, ConfigWarnings, LegacyConfig, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from mkdocs_autolink.decisions import load_decisions, notices
from mkdocs_autolink.errors import AutolinkError, ReportError, SettingsError, shown
from mkdocs_autolink.mkdocs_pages import project_of, read_pages
from mkdocs_autolink.pages import absent_targets
from mkdocs_autolink.paths import check_decisions, check_report
from mkdocs_autolink.pipeline import Result, autolink, collector_paused
from mkdocs_autolink.report import Report, build_report, known_ids, read_project, summary_line, write_report
from mkdocs_autolink.rewrite import unlink
from mkdocs_autolink.settings import Settings, read_settings

log = get_plugin_logger("autolink")


class AutolinkPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Reads and plans when every page is final, and splices the links in just before the templates."""

    def __init__(self) -> None:
        super().__init__()
        self.settings = Settings()
        self.dirty = False
        self.result: Result | None = None

    def load_config(
        self, options: Mapping[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Checks the options. MkDocs stops the build on what is returned first."""
        self.config_file_path = config_file_path
        try:
            self.settings = read_settings(options or {})
        except SettingsError as error:
            return [(option, ValidationError(message)) for option, message in error.problems], []
        return [], []

    def on_startup(self, *, dirty: bool, **_: Any) -> None:
        """Remembers whether pages will be missing; that it is there keeps one instance over a whole `serve`."""
        self.dirty = dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Checks where files are to be written, and reads and watches the decisions file."""
        self.result = None
        project = project_of(config)
        try:
            self.report_path = check_report(self.settings.report.dir, project)
            self.decisions_path = check_decisions(self.settings.decisions, project, self.report_path)
            self.decisions = load_decisions(self.decisions_path)
        except AutolinkError as error:
            raise PluginError(f"autolink: {error}") from error
        watched = str(self.decisions_path)
        if self.decisions_path.exists() and watched not in config.watch:
            config.watch.append(watched)
        return config

    @event_priority(-75)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Reads every page and plans the links of the site."""
        if self.dirty:
            log.info("does nothing in a --dirty build: unchanged pages cannot be read.")
            return env
        try:
            with collector_paused():
                self._run(config, files)
        except AutolinkError as error:
            raise PluginError(f"autolink: {error}") from error
        except Exception as error:
            # Whatever else goes wrong here must not cost anybody their build.
            self.result = None
            log.warning(
                "failed and left every page as it was: %s: %s. Please report this with the output of"
                " `mkdocs build --verbose`.",
                type(error).__name__,
                error,
            )
            log.debug("The failure in full:", exc_info=True)
        return env

    @event_priority(-100)
    def on_page_context(self, context: Any, *, page: MkDocsPage, **_: Any) -> Any:
        """Puts the links into the page: after search has read it, before its template does."""
        rewritten = self.result.rewritten.get(page.file.src_uri) if self.result else None
        if rewritten is not None and rewritten.links and self.result:
            content = page.content or ""
            if unlink(content) == self.result.site.by_key[page.file.src_uri].html:
                page.content = rewritten.html
            else:
                log.info(
                    "%s: another plugin changed the page after its links were planned; it gets none.",
                    page.file.src_uri,
                )
        return context

    def _run(self, config: MkDocsConfig, files: Files) -> None:
        for notice in notices(self.decisions):
            log.info("%s: %s", self.settings.decisions, notice)
        site = read_pages(config, files, self.settings)
        if absent := absent_targets(site, self.settings, self.decisions):
            log.info(
                "keywords or %s lead to what this build does not have: %s. Mend the page or the id, or take it out.",
                self.settings.decisions,
                ", ".join(map(shown, absent)),
            )
        self.result = autolink(site, self.settings, self.decisions)
        for problem in self.result.problems:
            log.warning("%s: %s", problem.page, problem.message)
        folder = self.report_path / _locale(config)
        project = read_project(project_of(config), folder, self.decisions_path)
        report = build_report(self.result, self.settings, project)
        known = known_ids(folder)
        log.info(summary_line(report, self._write(report, folder), known))

    def _write(self, report: Report, folder: Path) -> str:
        """Where the report is now, '' where it is nowhere: one that cannot be written costs nobody their links."""
        try:
            written = write_report(report, folder, self.settings.report.formats) if self.settings.report.formats else ()
        except ReportError as error:
            log.warning("%s", error)
            return ""
        return _shown(written[0]) if written else ""


def _shown(path: Path) -> str:
    """The path as somebody in the current folder would type it."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)


def _locale(config: MkDocsConfig) -> str:
    """The folder of a language's own report under mkdocs-static-i18n, '' for the default language and elsewhere."""
    i18n = config.plugins.get("i18n")
    language = getattr(i18n, "current_language", None)
    return str(language) if language and language != getattr(i18n, "default_language", language) else ""
