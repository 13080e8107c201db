"""What the commands share: the options that name a report, and how they fail."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec

import click

from mkdocs_autolink import option_checks
from mkdocs_autolink.errors import AutolinkError, shown

UNREADABLE = 2
"""Exit code for wrong usage and for input that cannot be read."""
_P = ParamSpec("_P")


def share(_context: click.Context, parameter: click.Parameter, text: str | None) -> float | None:
    """The number from 0 to 1 that an option gives. Raises click.BadParameter for any other, `nan` among them."""
    try:
        return None if text is None else option_checks.share(float(text))
    except ValueError:
        raise click.BadParameter(f"must be a number from 0 to 1, not {shown(text)}.", param=parameter) from None


def report_options(command: Callable[_P, None]) -> Callable[_P, None]:
    """The options `--report` and `--project`."""
    folder = click.Path(path_type=Path)
    at_report = click.option(
        "--report", default="autolink-report", show_default=True, type=folder, help="Folder of the build's report."
    )
    at_project = click.option(
        "--project", type=folder, help="Folder of mkdocs.yml, where the report does not stand inside of it."
    )
    return at_report(at_project(command))


def fails_clearly(command: Callable[_P, None]) -> Callable[_P, None]:
    """The command, which prints errors that a user can mend as one line and exits with 2."""

    @functools.wraps(command)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except AutolinkError as error:
            _end(str(error))
        except BrokenPipeError:  # of an output that nobody reads to its end, as with `| head`: click ends in silence
            raise
        except OSError as error:
            _end(f"{error.filename or 'A file'}: cannot be used ({error.strerror}). Mend that and try again.")

    return run


def _end(message: str) -> None:
    click.echo(f"Error: {message}", err=True)
    sys.exit(UNREADABLE)
