"""The MkDocs adapter (ProperDocs too): options, events, nothing else."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.config.base import ConfigErrors, ConfigWarnings, LegacyConfig, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from mkdocs_autolink.decisions import Decisions, load_decisions, notices
from mkdocs_autolink.digests import config_digest, file_digest
from mkdocs_autolink.errors import AutolinkError, ReportError, SettingsError, shown
from mkdocs_autolink.mkdocs_pages import (
    configured_address,
    decisions_for,
    glances,
    other_addresses,
    page_facts,
    project_of,
    read_pages,
    settings_for,
    source_of,
    with_source,
    written_pages,
)
from mkdocs_autolink.pages import PageFacts
from mkdocs_autolink.paths import Project, check_decisions, check_report
from mkdocs_autolink.phrases import MOST_WORDS
from mkdocs_autolink.pipeline import Linker, collector_paused
from mkdocs_autolink.rewrite import Rewritten, unlink
from mkdocs_autolink.serving import Circumstances, KeptBuild, LinkedBody
from mkdocs_autolink.settings import Settings, read_settings
from mkdocs_autolink.unmet_requests import absent_names, unnameable_phrases

if TYPE_CHECKING:
    from mkdocs_autolink.report import Report, ReportProject

log = get_plugin_logger("autolink")


class _Build(NamedTuple):
    """What MkDocs has made of a site, or of one language of it, when its pages are to be linked."""

    config: MkDocsConfig
    files: Files
    pages: list[MkDocsPage]
    settings: Settings
    decisions: Decisions
    """Those that are for these pages, as are the keywords of the settings."""
    language: str
    """The folder of its own report in that of all reports, '' for the default language and where there is only one."""


class _Digests(NamedTuple):
    """Of what a project says besides its pages, as a build has read it; '' of what is not there."""

    config: str = ""
    decisions: str = ""


class _Served(NamedTuple):
    """A build under `mkdocs serve`, and what a report of it needs."""

    kept: KeptBuild
    began: int
    """In ns."""
    about: ReportProject
    """The project's files as the build has read them."""
    report_folder: Path


class AutolinkPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call] # MkDocs gives no types for it
    """Reads and plans when every page is final, and splices the links in just before the templates."""

    def __init__(self) -> None:
        super().__init__()
        self.settings = Settings()
        self.dirty = False
        self.failed = False
        self.serving = False
        self.linker: Linker | None = None
        """Of this build, None where it sets no links."""
        self.began = 0
        """When this build began, in ns: what files are changed later has no part in it."""
        self.decisions = Decisions()
        self.decisions_path = self.report_path = Path()
        self.docs_dir = Path()
        """As it is configured."""
        self.is_moved = False
        """Whether this build reads its pages elsewhere."""
        self.digests = _Digests()
        """As this build has read the files."""
        self.address = ""
        """Under `mkdocs serve`, where the site is to stand."""
        self.address_read_from = ""
        """The digest of the configuration that says so."""
        self.served: dict[str, _Served] = {}
        """Under `mkdocs serve`, by language."""
        self.ready: Mapping[str, LinkedBody] = {}
        """Under `mkdocs serve`, by page: what its body will be in this build."""
        self.spliced: LinkedBody | None = None
        """The page that is being written, None where no links were put into it."""

    def load_config(
        self, options: Mapping[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Checks the options. MkDocs stops the build on what is returned first."""
        self.config_file_path = config_file_path
        self.failed = False
        try:
            with self._sheltered():
                self.settings = read_settings(options or {})
        except SettingsError as error:
            return [(option, ValidationError(message)) for option, message in error.problems], []
        return [], []

    def on_startup(self, *, command: str, dirty: bool, **_: Any) -> None:
        """Remembers whether pages will be missing; that it is there keeps one instance over a whole `serve`."""
        self.dirty = dirty
        self.serving = command == "serve"
        self.served.clear()

    def on_shutdown(self, **_: Any) -> None:
        """Brings the report up to date that the last edits under `serve` are missing in."""
        served, self.served = self.served, {}
        for kept, began, about, folder in served.values():
            with self._sheltered("left the report as it was"), collector_paused():
                kept.read_files(partial(source_of, until=began))
                listed = self._listed_again(about, began)
                if not kept.is_reported or listed != about:
                    self._report(kept.linker, listed, folder)

    @event_priority(100)
    def _on_config_early(self, config: MkDocsConfig) -> MkDocsConfig:
        """Remembers where the pages stand, before a plugin such as monorepo puts them into a folder for this build."""
        self.docs_dir = Path(config.docs_dir)
        return config

    def _on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Checks where files are to be written, and reads the decisions file."""
        self.linker, self.ready, self.began = None, {}, time_ns()
        try:
            with self._sheltered():
                self._read_decisions(config)
        except AutolinkError as error:
            raise PluginError(f"autolink: {error}") from error
        return config

    on_config = CombinedEvent(_on_config_early, _on_config)

    def on_serve(self, server: Any, **_: Any) -> Any:
        """Has the decisions file watched, there or not: the first decision is made when somebody has seen the links."""
        if self.decisions_path.name and self.decisions_path.parent.is_dir():
            with self._sheltered("does not watch the decisions file"):
                _watch(server, self.decisions_path)
        return server

    @event_priority(-110)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Reads every page and plans the links of the site."""
        if self.dirty:
            log.info("does nothing in a --dirty build: unchanged pages cannot be read. Build without --dirty.")
            return env
        try:
            with self._sheltered(), collector_paused():
                self._run(config, files)
        except AutolinkError as error:
            raise PluginError(f"autolink: {error}") from error
        return env

    @event_priority(-100)
    def on_page_context(self, context: Any, *, page: MkDocsPage, **_: Any) -> Any:
        """Puts the links into the page: after search has read it, before its template does."""
        self.spliced = None
        if self.linker:
            ready = self.ready.get(page.file.src_uri)
            if ready and page.content is ready.before:
                page.content, self.spliced = ready.after, ready
            elif rewritten := self.linker.rewritten.get(page.file.src_uri):
                try:
                    self._splice(page, rewritten)
                except Exception:  # to enter a context for every page would cost more than all else here
                    with self._sheltered(f"left {page.file.src_uri} and what comes after it as they were"):
                        raise
        return context

    @event_priority(100)
    def on_post_page(self, output: str, *, page: MkDocsPage, **_: Any) -> str:
        """Takes the links out of the page's body again: its template has them.

        What others make of bodies later, such as a feed, stands elsewhere, where relative links lead astray.
        """
        if spliced := self.spliced:
            page.content = spliced.before if page.content is spliced.after else unlink(page.content or "")
        return output

    @contextmanager
    def _sheltered(self, outcome: str = "left every page as it was") -> Iterator[None]:
        """Where the body fails, nothing more is done in this build: a mistake of ours must not cost anybody theirs."""
        try:
            yield
        except AutolinkError:
            raise
        except Exception as error:
            self.failed = True
            self.linker = None
            self.served.clear()
            log.warning(
                "failed and %s: %s: %s. Please report this with the output of `mkdocs build --verbose`.",
                outcome,
                type(error).__name__,
                error,
            )
            log.debug("The failure in full:", exc_info=True)

    def _read_decisions(self, config: MkDocsConfig) -> None:
        if self.failed:
            return
        project = self._project(config)
        self.report_path = check_report(self.settings.report.dir, project)
        self.decisions_path = check_decisions(self.settings.decisions, project, self.report_path)
        of_config = config_digest(Path(project.config_file)) if project.config_file else ""
        self.digests = _Digests(of_config, file_digest(self.decisions_path))
        self.decisions = load_decisions(self.decisions_path)

    def _splice(self, page: MkDocsPage, rewritten: Rewritten) -> None:
        if not rewritten.links:
            return
        content = page.content or ""
        if content == rewritten.before or unlink(content) == rewritten.before:
            page.content = rewritten.html
            self.spliced = LinkedBody(content, page.content, rewritten)
        else:
            log.info("%s: another plugin changed the page after its links were planned; it gets none.", rewritten.page)

    def _make_ready(self, kept: KeptBuild, pages: list[MkDocsPage]) -> None:
        for page in pages:
            if page.content:  # the text that was kept is alike, and nobody has to compare the two again
                page.content = kept.body(page.file.src_uri)
        self.ready = kept.linked_bodies([page.file.src_uri for page in pages])

    def _run(self, config: MkDocsConfig, files: Files) -> None:
        if self.failed:
            return
        for notice in notices(self.decisions):
            log.info("%s: %s", self.settings.decisions, notice)
        pages = written_pages(files, config)
        settings = settings_for(self.settings, config, pages)
        decisions = decisions_for(self.decisions, config, pages)
        build = _Build(config, files, pages, settings, decisions, _language(config))
        self.is_moved = Path(config.docs_dir) != self.docs_dir
        is_first = build.language not in self.served
        if is_first or not self._relink(build):
            self._link(build, is_first=is_first)
        assert self.linker is not None
        if served := self.served.get(build.language):
            self._make_ready(served.kept, pages)
        for problem in (*self.linker.site.problems, *self.linker.problems()):
            log.warning("%s: %s", problem.page, problem.message)

    def _link(self, build: _Build, *, is_first: bool) -> None:
        """Link the whole site; report it where it is the first time, for `mkdocs serve` has nobody wait for more."""
        gc.collect()  # some megabytes of what made the pages wait for it, and nothing is collected while we work
        site = read_pages(build.config, build.pages, build.files, build.settings, self._address(build.config))
        self._say_absent(absent_names(site, build.settings, build.decisions))
        self._say_unnameable(unnameable_phrases(build.settings, build.decisions, site.language))
        self.linker = Linker(site, build.settings, build.decisions, expects_edits=self.serving)
        report_folder = self.report_path / build.language
        about = self._about(build.config, report_folder)
        if is_first:
            self._report(self.linker, about, report_folder)
        else:
            log.info("linked the whole site again; the report follows when `mkdocs serve` ends.")
        if self.serving:
            kept = KeptBuild(self.linker, glances(build.pages), is_reported=is_first)
            self.served[build.language] = _Served(kept, self.began, about, report_folder)

    def _relink(self, build: _Build) -> bool:
        """Link what was edited since the last build under `mkdocs serve`; False where that is not enough."""
        kept, _, about, report_folder = self.served.pop(build.language)
        absent = absent_names(kept.linker.site, build.settings, build.decisions)
        others = other_addresses(build.files, build.config)
        circumstances = Circumstances(
            build.config.site_name, others, self._address(build.config), build.settings, build.decisions
        )

        def facts(keys: list[str]) -> list[PageFacts]:
            return [with_source(page_facts(page), page) for page in build.pages if page.file.src_uri in keys]

        changed = kept.relink(glances(build.pages), circumstances, facts)
        if changed is None:
            return False
        self.linker = kept.linker
        # What else is called like a page is listed again at the end: to look for it takes longer than most edits.
        now = replace(about, config_digest=self.digests.config, decisions_digest=self.digests.decisions)
        kept.is_reported = kept.is_reported and now == about
        self.served[build.language] = _Served(kept, self.began, now, report_folder)
        if changed:
            still_absent = absent_names(kept.linker.site, build.settings, build.decisions)
            self._say_absent(still_absent if still_absent != absent else ())
            log.info("linked %s again; the report follows when `mkdocs serve` ends.", ", ".join(changed))
        return True

    def _address(self, config: MkDocsConfig) -> str:
        """Where the site is to stand, '' where nothing says so."""
        if not self.serving:
            return config.site_url or ""
        if self.address_read_from != self.digests.config:  # that takes a while, and each edit of a page comes here
            self.address, self.address_read_from = configured_address(config), self.digests.config
        return self.address

    def _say_absent(self, names: tuple[str, ...]) -> None:
        if names:
            log.info(
                "keywords or %s name what this build does not have: %s. Mend the page or the id, or take it out.",
                self.settings.decisions,
                ", ".join(f"'{name}'" for name in names),  # whole: to be found in those files
            )

    def _say_unnameable(self, phrases: tuple[str, ...]) -> None:
        if phrases:
            log.info(
                "keywords or %s have phrases that are found in no text: %s. Give them a word that is no number, single"
                " letter or little word such as 'the', and no more than %d words.",
                self.settings.decisions,
                ", ".join(map(shown, phrases)),
                MOST_WORDS,
            )

    def _about(self, config: MkDocsConfig, report_folder: Path) -> ReportProject:
        """The project's files as they are now, for a report in the folder."""
        # Loading it is a good part of loading us, which every command of MkDocs does that reads the configuration.
        from mkdocs_autolink.report import read_project  # noqa: PLC0415 - see above

        return read_project(self._project(config), report_folder, self.decisions_path, *self.digests)

    def _listed_again(self, about: ReportProject, began: int) -> ReportProject:
        """The same with the files that are called like pages as the build that began then could see them."""
        from mkdocs_autolink.report import listed_again  # noqa: PLC0415 - as in _about

        return listed_again(about, self.docs_dir, began)

    def _project(self, config: MkDocsConfig) -> Project:
        """The places of the project, with the docs folder that is configured."""
        return replace(project_of(config), docs_dir=self.docs_dir)

    def _report(self, linker: Linker, about: ReportProject, folder: Path) -> None:
        from mkdocs_autolink.report import build_report, known_ids, of_files_in, summary_line  # noqa: PLC0415 - as above

        report = build_report(linker.result(), linker.settings, about)
        if self.is_moved:
            report = of_files_in(self.docs_dir, report, {page.key: page.source for page in linker.site.pages})
        known = known_ids(folder)
        log.info(summary_line(report, self._write(report, folder), known))

    def _write(self, report: Report, folder: Path) -> str:
        """Where the report is now, '' where it is nowhere: one that cannot be written costs nobody their links."""
        from mkdocs_autolink.report import write_report  # noqa: PLC0415 - as in _about

        try:
            written = write_report(report, folder, self.settings.report.formats) if self.settings.report.formats else ()
        except ReportError as error:
            log.warning("%s", error)
            return ""
        return _path_from_here(written[0]) if written else ""


def _watch(server: Any, file: Path) -> None:
    """Has MkDocs watch a file that may come and go, of which it is capable for folders alone.

    So it watches the file's folder, and what happens to the other files there is kept from it.
    """
    observer, schedule = server.observer, server.observer.schedule

    def schedule_folder(handler: Any, path: str, **_: Any) -> Any:
        rebuild = handler.on_any_event
        handler.on_any_event = lambda event: rebuild(event) if path in (event.src_path, event.dest_path) else None
        return schedule(handler, str(Path(path).parent), recursive=False)

    observer.schedule = schedule_folder
    try:
        server.watch(str(file))
    finally:
        observer.schedule = schedule


def _path_from_here(path: Path) -> str:
    """The path as somebody in the current folder would type it."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)


def _language(config: MkDocsConfig) -> str:
    """The language that mkdocs-static-i18n builds, '' for the default one and without that plugin."""
    i18n = config.plugins.get("i18n")
    language = getattr(i18n, "current_language", None)
    return str(language) if language and language != getattr(i18n, "default_language", language) else ""
