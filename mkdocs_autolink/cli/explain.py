"""`mkdocs-autolink explain`: why a link is on a page, and why one is not."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_autolink.cli.opened_report import Opened, added_pages, configuration, open_report
from mkdocs_autolink.cli.options import fails_clearly, report_options
from mkdocs_autolink.digests import file_digest
from mkdocs_autolink.errors import ReportError
from mkdocs_autolink.generator import choose_generator


@click.command()
@click.argument("page")
@click.argument("phrase", default="")
@report_options
@click.option("-v", "--verbose", is_flag=True, help="Show what MkDocs and its plugins say, where the site is built.")
@fails_clearly
def explain(*, page: str, phrase: str, report: Path, project: Path | None, verbose: bool) -> None:
    """Say why PAGE has its links, and why it has no others.

    PAGE is a path in the docs folder or on the disk, or an address on the site. With PHRASE, only what has to do with
    these words, with all that the confidence is made of. What the report does not list is found out by building the
    site in memory.
    """
    phrase = phrase.strip()
    try:
        opened = open_report(report, project)
    except ReportError:
        config_file = configuration(project or Path())
        if not config_file.is_file():
            raise
        _explain_build(config_file, page, phrase, verbose=verbose)
        return
    if not _explain_report(opened, page, phrase):
        _explain_build(opened.config, page, phrase, verbose=verbose)


def _explain_report(opened: Opened, asked: str, phrase: str) -> bool:
    """Explain from the report, where it knows the page as it is now and lists what is asked for; whether it does."""
    from mkdocs_autolink import explain as explaining  # noqa: PLC0415 - `--help` is instant without

    try:
        key = _find_page(opened, asked)
    except explaining.UnknownPageError:
        if added_pages(opened):
            return False
        raise
    page = next(page for page in opened.report.pages if page.page == key)
    path = opened.docs_dir / key
    if page.digest and file_digest(path) != page.digest:
        return False
    source = path.read_text(encoding="utf-8-sig", errors="replace") if page.digest else ""
    entries = explaining.entries_on(opened.report, key, source)
    if phrase:
        entries, _ = explaining.matching(entries, phrase, page.language)
    if not entries or not (phrase or opened.report.settings.rejected == "all"):
        return False
    click.echo(explaining.render_entries(key, phrase, entries), nl=False)
    return True


def _find_page(opened: Opened, asked: str) -> str:
    """The key of the page that is asked for. Raises UnknownPageError, with the pages that may be meant."""
    from mkdocs_autolink import explain as explaining  # noqa: PLC0415 - as in _explain_report

    try:
        return explaining.find_page(asked, opened.report, opened.docs_dir)
    except explaining.UnknownPageError:
        if not explaining.is_on_server(asked):
            raise
        choose_generator(opened.config)
        from mkdocs_autolink.builds import configured_site_url  # noqa: PLC0415 - MkDocs takes long to load

        return explaining.find_page(asked, opened.report, opened.docs_dir, configured_site_url(opened.config))


def _explain_build(config_file: Path, asked: str, phrase: str, *, verbose: bool) -> None:
    """Explain from a build of the site in memory, which knows every candidate."""
    choose_generator(config_file)
    from mkdocs_autolink import explain as explaining  # noqa: PLC0415 - likewise
    from mkdocs_autolink.builds import read_build  # noqa: PLC0415 - likewise, it imports MkDocs
    from mkdocs_autolink.pipeline import autolink  # noqa: PLC0415 - likewise
    from mkdocs_autolink.report import build_report  # noqa: PLC0415 - likewise

    click.echo("Building the site to see every candidate …", err=True)
    build = read_build(config_file, verbose=verbose)
    result = autolink(build.site, build.settings, build.decisions)
    key = explaining.find_page(asked, build_report(result, build.settings), build.docs_dir, build.site.address)
    report = explaining.full_report(result, build.settings, key)
    entries = explaining.entries_on(report, key)
    if not phrase:
        click.echo(explaining.render_entries(key, phrase, entries), nl=False)
        if not build.site.by_key[key].is_source:
            click.echo(f"  {explaining.NO_LINKS_HERE}")
        return
    same, longer = explaining.matching(entries, phrase, build.site.by_key[key].language)
    if same:
        click.echo(explaining.render_entries(key, phrase, same), nl=False)
        return
    reasons = explaining.why_absent(result, build.settings, report, key, phrase)
    click.echo(explaining.render_absence(key, phrase, reasons, longer), nl=False)
