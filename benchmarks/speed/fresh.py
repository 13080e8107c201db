"""Runs a function in a fresh process: nothing is warm, and the memory at its peak is the function's own."""

from __future__ import annotations

import atexit
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

_SEARCHED = str(Path(__file__).parents[1])
_QUIET = {"DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1"}


def call(
    function: Callable[..., Any], *, prefix: tuple[str, ...] = (), cwd: str | None = None, **arguments: Any
) -> Any:
    """What a function of a module answers to arguments in a process of its own; both must be fit for JSON.

    `prefix` is a command that runs that process, such as valgrind. Raises RuntimeError with what the process said
    where it fails.
    """
    command = [*prefix, sys.executable, "-P", "-W", "ignore", "-m", __name__, function.__module__, function.__name__]
    run = subprocess.run(
        [*command, json.dumps(arguments)],
        env=environment(),
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise RuntimeError(f"{function.__module__}.{function.__name__} failed:\n{run.stderr[-4000:]}")
    return json.loads(run.stdout.rpartition("\n")[2] or "null")


def environment() -> Mapping[str, str]:
    """The variables of a measured process: the same order of sets in each, and only our own modules to be found."""
    common = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return common | _QUIET | {"PYTHONHASHSEED": "0", "PYTHONPATH": _SEARCHED, "PYTHONPYCACHEPREFIX": _compiled()}


@cache
def _compiled() -> str:
    """A folder for compiled modules: what is installed is compiled once, wherever this machine keeps that."""
    folder = tempfile.mkdtemp(prefix="autolink-compiled-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def peak_mb() -> float:
    """The most memory that this process ever held, in MB of 10^6 bytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # ru_maxrss of a process begins with what the process that started it held.
        (line,) = (line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024 / 1e6
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def check_links(site_dir: Path) -> None:
    """Exits where a build set no link: its figures would be those of a plugin that failed or did nothing."""
    if not any('class="autolink' in path.read_text(encoding="utf-8") for path in site_dir.rglob("*.html")):
        sys.exit("The plugin set no link, so this is no figure of it: run `mkdocs build` on that site to see why.")


def _main() -> None:
    module, name, arguments = sys.argv[1:]
    answer = getattr(import_module(module), name)(**json.loads(arguments))
    sys.stdout.write("\n" + json.dumps(answer))


if __name__ == "__main__":
    _main()
