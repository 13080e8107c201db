"""`mkdocs-autolink check`: the gate for pipelines."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import ParamSpec

import click

from mkdocs_autolink.check import FORMATS, Check, Gate, Level, Locations, Rule, make_locations, run_check
from mkdocs_autolink.cli.opened_report import Opened, open_report, stale
from mkdocs_autolink.cli.options import fails_clearly, report_options
from mkdocs_autolink.decisions import load_decisions
from mkdocs_autolink.errors import AutolinkError, ReportError
from mkdocs_autolink.files import replace_file
from mkdocs_autolink.report import Report, read_report
from mkdocs_autolink.report.write import FILES

_FAILED = 1
_MOST_STALE = 3
_P = ParamSpec("_P")


class CheckError(AutolinkError):
    """The check cannot be made, or not be written down; the message is one line."""


def _gate_options(command: Callable[_P, None]) -> Callable[_P, None]:
    """The options `--no-GATE` and `--max-GATE` of every gate."""
    for gate in reversed(Gate):
        most = click.option(f"--max-{gate}", type=click.IntRange(min=0), metavar="N", help=f"Allow {gate} N times.")
        none = click.option(f"--no-{gate}", is_flag=True, help=f"The same as --max-{gate} 0.")
        command = none(most(command))
    return command


@click.command()
@report_options
@_gate_options
@click.option("--strict", is_flag=True, help="Allow nothing that another option does not allow.")
@click.option("--level", "levels", multiple=True, metavar="GATE=LEVEL", help="LEVEL: error, warning or off.")
@click.option("--base", type=click.Path(path_type=Path), help="Folder of an older report: count only what is new.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help=f"{', '.join(FORMATS)}; may be given more than once.  [default: terminal]",
)
@click.option("--output", type=click.Path(path_type=Path), help="File for the format that has none of its own.")
@fails_clearly
def check(
    *,
    report: Path,
    project: Path | None,
    strict: bool,
    levels: tuple[str, ...],
    base: Path | None,
    formats: tuple[str, ...],
    output: Path | None,
    **limits: int | bool | None,
) -> None:
    """Find rotten decisions, broken links, orphans and what is not reviewed, and fail where that is too much.

    Without options it shows what there is and exits with 0. Each gate has a limit of its own: --no-rot,
    --max-unreviewed 20. Exit codes: 0 passed, 1 a gate failed, 2 wrong usage, or a report that is stale or cannot be
    read.
    """
    rules = _rules(limits, _levels(levels), strict=strict)
    wanted = _outputs(formats or ("terminal",), output)
    opened = open_report(report, project)
    _refuse_to_replace_input(wanted, opened)
    _refuse_stale(opened)
    result = run_check(opened.report, _locations(opened), rules, _base(base))
    _write(result, wanted)
    sys.exit(0 if result.passed else _FAILED)


def _rules(limits: Mapping[str, int | bool | None], levels: Mapping[Gate, Level], *, strict: bool) -> tuple[Rule, ...]:
    rules = []
    for gate in Gate:
        most, none = limits[f"max_{gate}"], limits[f"no_{gate}"]
        if none and most:
            raise click.UsageError(f"--no-{gate} and --max-{gate} {most} contradict each other: give one of them.")
        limit = 0 if none or (strict and most is None) else most
        rules.append(Rule(gate, limit, levels.get(gate, Level.ERROR)))
    return tuple(rules)


def _levels(given: Iterable[str]) -> dict[Gate, Level]:
    levels = {}
    for text in given:
        gate, _, level = text.partition("=")
        if gate not in list(Gate) or level not in list(Level):
            raise click.BadParameter(
                f"{text!r}: write GATE=LEVEL with one of {', '.join(Gate)} and one of {', '.join(Level)}.",
                param_hint="--level",
            )
        levels[Gate(gate)] = Level(level)
    return levels


def _outputs(formats: Iterable[str], output: Path | None) -> list[tuple[str, Path | None]]:
    """Pairs of a format and its file; None for the standard output."""
    pairs = [(name, Path(file) if file else None) for name, _, file in (text.partition("=") for text in formats)]
    for name, _ in pairs:
        if name not in FORMATS:
            raise click.BadParameter(f"{name!r}: write one of {', '.join(FORMATS)}.", param_hint="--format")
    without = [name for name, file in pairs if file is None]
    if len(without) > 1:
        raise click.UsageError(f"{' and '.join(without)} would be mixed up: write --format {without[1]}=FILE.")
    if output is not None and not without:
        raise click.UsageError("--output has nothing to hold: every --format names a file of its own.")
    outputs = [(name, file or output) for name, file in pairs]
    if len({file for _, file in outputs}) < len(outputs):
        raise click.UsageError("Two formats go to the same file: give each one of its own.")
    return outputs


def _refuse_to_replace_input(outputs: Iterable[tuple[str, Path | None]], opened: Opened) -> None:
    """A slip such as `--format json=autolink.yml` must not cost anybody their decisions or a page."""
    inputs = [opened.folder / FILES["json"], opened.decisions, opened.config]
    inputs += [opened.docs_dir / page.page for page in opened.report.pages]
    taken = {os.path.realpath(path) for path in inputs}
    for _, file in outputs:
        if file is not None and os.path.realpath(file) in taken:
            raise CheckError(f"{file}: is not replaced, as the check reads it. Name another file.")


def _refuse_stale(opened: Opened) -> None:
    changed = list(stale(opened))
    if changed:
        more = f" (and {len(changed) - _MOST_STALE:,} more)" if len(changed) > _MOST_STALE else ""
        said = "; ".join(changed[:_MOST_STALE])
        raise CheckError(f"{opened.folder}: the report is stale: {said}{more}. Build the site again, then check.")


def _locations(opened: Opened) -> Locations:
    root = opened.root.resolve()
    repository = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)

    def path(file: Path) -> str:
        resolved = file.resolve()
        return (resolved.relative_to(repository) if resolved.is_relative_to(repository) else resolved).as_posix()

    return make_locations(
        opened.report,
        load_decisions(opened.decisions),
        docs=path(opened.docs_dir),
        file=path(opened.decisions),
        config=path(opened.config),
    )


def _base(path: Path | None) -> Report | None:
    if path is None:
        return None
    file = path / FILES["json"] if path.is_dir() else path
    if not file.exists():
        raise CheckError(f"{file}: there is no report to compare with. Name an older one, or leave --base out.")
    try:
        return read_report(file)
    except ReportError as error:
        raise CheckError(f"--base: {error} Or leave --base out.") from error


def _write(result: Check, outputs: Iterable[tuple[str, Path | None]]) -> None:
    for name, file in outputs:
        text = FORMATS[name](result)
        if file is None:
            # What a console has no letters for becomes question marks, not a traceback.
            encoding = sys.stdout.encoding or "utf-8"
            click.echo(text.encode(encoding, "replace").decode(encoding), nl=False)
            continue
        try:
            replace_file(file, text.encode())
        except OSError as error:
            reason = error.strerror or "no such file can be made"
            raise CheckError(f"{file}: cannot be written ({reason}). Name a file in a folder that is there.") from error
