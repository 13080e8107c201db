"""`mkdocs-autolink review`: the page on which reviewers decide."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from mkdocs_autolink.cli.opened_report import open_report, stale_sources
from mkdocs_autolink.cli.options import fails_clearly, report_options
from mkdocs_autolink.report.text import plural
from mkdocs_autolink.report.write import FILES
from mkdocs_autolink.review.api import Api
from mkdocs_autolink.review.payload import Payload
from mkdocs_autolink.review.server import ReviewServer
from mkdocs_autolink.review.session import Session


def _name(_context: click.Context, _parameter: click.Parameter, text: str) -> str:
    """The name to sign with. Raises click.BadParameter for one that cannot be written into a file."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise click.BadParameter("it is not in the encoding of this terminal; type it anew.") from None
    return text.strip()


@click.command()
@report_options
@click.option("--port", default=0, type=click.IntRange(0, 65535), help="Port to listen on; any free one by default.")
@click.option("--no-browser", is_flag=True, help="Print the address only.")
@click.option(
    "--sign", default="", metavar="NAME", callback=_name, help="Write this name and the day into each decision."
)
@fails_clearly
def review(report: Path, project: Path | None, port: int, no_browser: bool, sign: str) -> None:
    """Decide on the links of the last build in a page in your browser.

    Every decision is saved at once to the decisions file. Nothing leaves this machine.
    """
    opened = open_report(report, project)
    decisions = opened.report.project.decisions
    # What was decided since is no news here: the page shows the file as it is now.
    changed = tuple(stale_sources(opened))
    session = Session(opened.report, opened.folder, opened.decisions, sign=sign)
    html = opened.folder / FILES["html"]
    payload = Payload(session, file=decisions, report_address="report" if html.is_file() else "", stale=changed)
    server = ReviewServer(Api(session, payload), html, port)
    _serve(server, session, changed, browser=not no_browser)


def _serve(server: ReviewServer, session: Session, changed: tuple[str, ...], *, browser: bool) -> None:
    """Serves until Ctrl+C, and says what was decided."""
    if changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        click.echo(f"The report is older than your files: {changed[0]}{more}. Build again to see all links.", err=True)
    if session.problem:
        click.echo(f"Nothing can be saved until this is mended: {session.problem}", err=True)
    click.echo(f"Review at {server.address}  (Ctrl+C ends)")
    if browser and not webbrowser.open(server.address):
        click.echo("No browser could be opened: open the address yourself.", err=True)
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        with session:  # an action in progress is finished first
            server.server_close()
    progress = session.board.progress()  # a group of which one phrase is decided is not settled
    done = f"{progress.groups - progress.groups_open:,} of {progress.groups:,} are settled"
    click.echo(f"\nDecided on {plural(session.decided_groups, 'group')}; {done}. Build again to see the links.")
