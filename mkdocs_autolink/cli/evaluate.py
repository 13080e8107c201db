"""`mkdocs-autolink evaluate`: how good the links would be on this site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mkdocs_autolink.cli.opened_report import configuration
from mkdocs_autolink.cli.options import fails_clearly, share
from mkdocs_autolink.generator import choose_generator

_ROUNDS = {"0": 1, "0.5": 2, "0.8": 5, "0.9": 10}
"""By the share of pages whose links stay: the number of rounds after which every page was hidden once."""


def _wanted_precision(context: click.Context, parameter: click.Parameter, text: str) -> float:
    number = share(context, parameter, text)
    if not number:
        raise click.BadParameter("must be more than 0: any min_confidence gives that.", param=parameter)
    return number


@click.command()
@click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    help="The site's configuration.  [default: mkdocs.yml, or properdocs.yml]",
)
@click.option(
    "--keep",
    default="0.8",
    show_default=True,
    type=click.Choice(tuple(_ROUNDS)),
    help="Share of the pages whose links stay to be learned from, while those of the others are hidden.",
)
@click.option("--without-links", is_flag=True, help="Hide all links at once, as if nobody had linked: --keep 0.")
@click.option(
    "--precision",
    default=0.9,
    show_default=True,
    type=str,
    callback=_wanted_precision,
    metavar="0..1",
    help="Share of right links to find a min_confidence for.",
)
@click.option(
    "--format",
    "output_format",
    default="terminal",
    show_default=True,
    type=click.Choice(("terminal", "json", "markdown")),
    help="How to show it.",
)
@click.option(
    "--list",
    "most",
    default=5,
    show_default=True,
    type=click.IntRange(min=0),
    help="Examples that are shown of each kind of link.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show what MkDocs and its plugins say.")
@fails_clearly
def evaluate(
    *,
    config_file: Path | None,
    keep: str,
    without_links: bool,
    precision: float,
    output_format: str,
    most: int,
    verbose: bool,
) -> None:
    """Measure how good the links would be on this site.

    Builds the site in memory, hides the links that its authors wrote, and shows which of them come back, which links
    would be set elsewhere, and which min_confidence gives the precision that you want. Nothing is written.
    """
    config_file = config_file or configuration(Path())
    choose_generator(config_file)
    from mkdocs_autolink import evaluation  # noqa: PLC0415 - `--help` is instant without
    from mkdocs_autolink.builds import read_build  # noqa: PLC0415 - likewise, it imports MkDocs
    from mkdocs_autolink.evaluation.formats import FORMATS  # noqa: PLC0415 - likewise

    _tell("Building the site …")
    build = read_build(config_file, verbose=verbose)
    parts = evaluation.folds(build.site, 1 if without_links else _ROUNDS[keep])
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=len(parts), label="Hiding and linking", file=sys.stderr, hidden=hidden) as bar:
        found = evaluation.evaluate(build.site, build.settings, build.decisions, parts, progress=lambda: bar.update(1))
    click.echo(FORMATS[output_format](found, evaluation.advise(found, precision), most), nl=False)


def _tell(text: str) -> None:
    """Says what takes a while, to people only."""
    if sys.stderr.isatty():
        click.echo(text, err=True)
