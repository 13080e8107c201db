"""`mkdocs-autolink apply`: writes accepted links into the Markdown sources, or takes them out again."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from pathlib import Path

import click

from mkdocs_autolink.cli.opened_report import (
    Opened,
    has_decisions,
    open_report,
    what_became_of,
    what_became_of_config,
)
from mkdocs_autolink.cli.options import fails_clearly, report_options, share
from mkdocs_autolink.decisions import Verdict
from mkdocs_autolink.errors import AutolinkError
from mkdocs_autolink.files import locked
from mkdocs_autolink.generator import choose_generator
from mkdocs_autolink.report import Report
from mkdocs_autolink.report.text import plural
from mkdocs_autolink.site import Site
from mkdocs_autolink.sources import (
    NAME,
    LeftOut,
    SourceChange,
    load_record,
    plan_links,
    plan_revert,
    sweep_all,
    unified_diff,
    wanted_links,
    write_links,
    write_reverted,
)

_REFUSED = 1


@click.command()
@report_options
@click.option("--config-file", type=click.Path(path_type=Path), help="The site's mkdocs.yml, if not the report's.")
@click.option("--diff", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--revert", is_flag=True, help="Take the links out again that earlier runs have written.")
@click.option("--all", "everything", is_flag=True, help="Write the links that nobody reviewed, too.")
@click.option(
    "--min-confidence",
    type=str,
    callback=share,
    metavar="0..1",
    help="Write the links that nobody reviewed, too, from this confidence on.",
)
@fails_clearly
def apply(
    report: Path,
    project: Path | None,
    config_file: Path | None,
    *,
    diff: bool,
    revert: bool,
    everything: bool,
    min_confidence: float | None,
) -> None:
    """Write accepted links into the Markdown sources, or take them out again.

    A link is written only where a build of the site shows that the page stays the same but for this link. Exit codes:
    0 all is done, 1 some links were left out, 2 wrong usage, or files that cannot be read or are not of this report.
    """
    least = _least_confidence(everything=everything, stated=min_confidence, revert=revert)
    opened = open_report(report, project)
    record = opened.decisions.with_name(NAME)
    with nullcontext() if diff else locked(record):
        if revert:
            left = _revert(opened, record, diff=diff)
        else:
            left = _write(opened, record, _config(opened, config_file), least, diff=diff)
    if left:
        sys.exit(_REFUSED)


def _least_confidence(*, everything: bool, stated: float | None, revert: bool) -> float | None:
    """The confidence from which on links are written that nobody reviewed; None for none of them.

    Raises click.UsageError where the options contradict each other.
    """
    given = ["--all"] if everything else []
    if stated is not None:
        given.append(f"--min-confidence {stated:g}")
    if everything and stated:
        raise click.UsageError(f"{' and '.join(given)} contradict each other: give one of them.")
    if revert and given:
        raise click.UsageError(f"--revert takes out all that was written: give it without {' and '.join(given)}.")
    return 0.0 if everything else stated


def _config(opened: Opened, config_file: Path | None) -> Path:
    """The configuration to build with. Raises AutolinkError where the report is of another one, or of other decisions.

    The pages are looked at one by one later: one that was changed does not keep the others from being written.
    """
    project = opened.report.project
    config = config_file or opened.root / project.config
    if not config.is_file():
        raise AutolinkError(f"{config}: there is no such file. Name the site's configuration with --config-file.")
    if config_file is None and (became := what_became_of_config(config, project.config_digest)):
        raise AutolinkError(f"{config}: {became}. Build the site again.")
    if not has_decisions(opened):
        became = what_became_of(opened.decisions, project.decisions_digest)
        raise AutolinkError(f"{opened.decisions}: {became}. Build the site again.")
    return config


def _write(opened: Opened, record_file: Path, config: Path, least: float | None, *, diff: bool) -> tuple[LeftOut, ...]:
    """Writes the links, or shows them; what is left out."""
    if not diff:
        sweep_all(opened.docs_dir)
    record = load_record(record_file)
    wanted = wanted_links(opened.report, least)
    build = _Builds(config, opened.docs_dir)
    plan = plan_links(opened.report, wanted, opened.docs_dir, record, build)
    if diff:
        _show(plan.changes)
    failed = () if diff else write_links(plan, record, record_file, build)
    _list([*plan.left, *failed])
    written = _links(plan.changes, failed)
    earlier = f", {plan.done} written before" if plan.done else ""
    builds = f" ({build.count} builds)" if build.count else ""
    click.echo(f"{_verb('written', diff)} {written:,} of {plural(len(wanted), 'link')}{earlier}{builds}.", err=diff)
    if written and not diff:
        click.echo("Build the site again: the report is of the pages as they were.", err=True)
    if not wanted and least is None:
        click.echo(_nothing_wanted(opened.report), err=True)
    return (*plan.left, *failed)


def _nothing_wanted(report: Report) -> str:
    """Why there is no link to write, and what to do."""
    if any(decision.verdict is not Verdict.REJECT for decision in report.decisions):
        return "No accepted link is left to write: the last build has none. `mkdocs-autolink explain PAGE` says why."
    return "No link is accepted yet: review them, or name --all or --min-confidence."


def _revert(opened: Opened, record_file: Path, *, diff: bool) -> tuple[LeftOut, ...]:
    """Takes the links of the record out, or shows how; what is left in."""
    if not diff:
        sweep_all(opened.docs_dir)
    record = load_record(record_file)
    plan = plan_revert(opened.docs_dir, record)
    if diff:
        _show(plan.changes)
    failed = () if diff else write_reverted(plan, record, record_file)
    _list([*plan.left, *failed])
    taken = _links(plan.changes, failed)
    click.echo(f"{_verb('taken out', diff)} {taken:,} of {plural(len(record), 'link')}.", err=diff)
    return (*plan.left, *failed)


class _Builds:
    """Builds the site, and says so where somebody looks on."""

    def __init__(self, config: Path, docs_dir: Path) -> None:
        self._config, self._docs_dir, self.count = config, docs_dir, 0
        self._warned: frozenset[tuple[str, str]] = frozenset()
        """What MkDocs warns of without edits."""
        self._has_edits = False
        """Whether builds have edits by now, be it that the files have them."""

    def __call__(self, sources: Mapping[str, str]) -> tuple[Site, Mapping[str, str]]:
        """The site with the sources in place of the pages' files, and the bodies of all pages.

        Raises AutolinkError where it is a site of other pages, that would prove nothing, and where MkDocs would warn
        of a link, as that ends a strict build.
        """
        choose_generator(self._config)
        from mkdocs_autolink.builds import read_build  # noqa: PLC0415 - MkDocs takes long to load

        self.count += 1
        if sys.stderr.isatty():
            click.echo(f"\rBuild {self.count} of the site …", nl=False, err=True)
        build = read_build(self._config, sources)
        if sys.stderr.isatty():
            click.echo("\r\x1b[K", nl=False, err=True)
        if build.docs_dir.resolve() != self._docs_dir.resolve():
            raise AutolinkError(
                f"{self._config}: its pages are those of {build.docs_dir}, the report's are in {self._docs_dir}. Name"
                " the configuration that the report was made with."
            )
        self._has_edits = self._has_edits or bool(sources)
        if not self._has_edits:
            self._warned |= build.warned
        elif new := sorted(build.warned - self._warned):
            page, address = new[0]
            raise AutolinkError(f"{page}: MkDocs would warn of the link to {address}.")
        return build.site, build.bodies


def _show(changes: Iterable[SourceChange]) -> None:
    for change in changes:
        click.echo(unified_diff(change), nl=False)


def _list(left: Iterable[LeftOut]) -> None:
    """Names what is left, by page, and counts it by reason."""
    left = list(left)
    for item in left:
        click.echo(_one_line(f"{item.page}: {item.what}: {item.why}"), err=True)
    for why, number in Counter(item.why.partition(":")[0] for item in left).most_common():
        click.echo(f"Left: {number} – {why}.", err=True)


def _links(changes: Iterable[SourceChange], failed: Iterable[LeftOut]) -> int:
    pages = {item.page for item in failed}
    return sum(change.links for change in changes if change.page not in pages)


def _one_line(text: str) -> str:
    """The text without line ends and whatever else a terminal would act on."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def _verb(done: str, diff: bool) -> str:
    return f"Would be {done}:" if diff else f"{done.capitalize()}:"
