"""`mkdocs-autolink`: what can be done with the report of a build."""

from __future__ import annotations

from importlib import import_module

import click

from mkdocs_autolink import __version__

_COMMANDS = ("apply", "check", "evaluate", "explain", "review")


class _Commands(click.Group):
    """The commands, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(f"mkdocs_autolink.cli.{cmd_name}"), cmd_name)
        return command if isinstance(command, click.Command) else None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mkdocs-autolink")
def main() -> None:
    """Review, check, explain and apply the links that the MkDocs plugin autolink makes.

    All but evaluate begin with the report that `mkdocs build` has written. Exit codes: 0 nothing to say, 1 a gate
    failed or links were left out, 2 wrong usage or unreadable input.
    """
