"""The program that builds a site, for commands that build it too: MkDocs, or ProperDocs in its place."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path


def choose_generator(config_file: Path) -> None:
    """Has ProperDocs stand in for MkDocs in this process, where the configuration is called as ProperDocs wants it.

    It finds the plugins that are registered for it alone. To be called before anything imports MkDocs: a process builds
    with one of the two. Without ProperDocs MkDocs builds such a site, too.
    """
    if config_file.stem == "properdocs" and "mkdocs" not in sys.modules:
        with suppress(ImportError):
            from properdocs import replacement  # noqa: F401, PLC0415 - importing it is what it is for
