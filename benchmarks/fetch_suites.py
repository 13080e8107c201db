"""Fetches the source packages that suites.txt names, each at its version and hash, and unpacks their tests.

    python benchmarks/fetch_suites.py --into benchmarks/suites

Each package becomes a folder with its tests and its licence. One whose folder is there already is left alone.
Needs a network, or an index of packages nearby.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

LIST = Path(__file__).resolve().parent / "suites.txt"
KEPT = frozenset((".dat", ".html", ".json", ".md", ".py", ".test", ".txt"))
TEST_FOLDERS = frozenset(("test", "tests"))
OLD_SETUPTOOLS = "setuptools<81"
"""pip asks a package for its name by its setup.py; the oldest of these need a module that setuptools has dropped."""


def listed(path: Path) -> dict[str, str]:
    """By name of package: its line of the list."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return {line.partition("==")[0]: line for line in lines if line and not line.startswith("#")}


def download(requirements: list[str], folder: Path) -> list[Path]:
    """The archives of the requirements; ends the program with pip's own message where one cannot be had."""
    wanted, constraint = folder / "wanted.txt", folder / "constraint.txt"
    wanted.write_text("\n".join(requirements), encoding="utf-8")
    constraint.write_text(OLD_SETUPTOOLS, encoding="utf-8")
    limits = {"PIP_CONSTRAINT": str(constraint), "PIP_BUILD_CONSTRAINT": str(constraint)}
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
    command += ["--require-hashes", "--dest", str(folder), "--requirement", str(wanted)]
    run = subprocess.run(command, env=os.environ | limits, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"pip could not fetch what {LIST.name} names:\n{run.stderr.strip()}")
    return sorted(folder.glob("*.tar.gz"))


def unpack(archive: Path, folder: Path) -> int:
    """Writes the tests and the licence of a package into the folder; the number of files."""
    with tarfile.open(archive) as tar:
        members = list(_kept(tar))
        tar.extractall(folder, members, filter="data")
    return len(members)


def _kept(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """The members that are kept, named without the folder that holds all of a package."""
    for member in tar:
        _, *parts = PurePosixPath(member.name).parts
        if not member.isfile() or not parts:
            continue
        is_test = not TEST_FOLDERS.isdisjoint(parts[:-1]) and PurePosixPath(parts[-1]).suffix in KEPT
        if is_test or (len(parts) == 1 and parts[0].startswith(("LICEN", "COPYING"))):
            yield member.replace(name="/".join(parts))


def main(arguments: list[str]) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, required=True, help="the folder that gets a folder for each package")
    into = parser.parse_args(arguments).into
    into.mkdir(parents=True, exist_ok=True)
    missing = {name: line for name, line in listed(LIST).items() if not (into / name).exists()}
    for name in sorted(listed(LIST).keys() - missing.keys()):
        print(f"{name}: there already ({into / name}); remove the folder to fetch it again")
    if not missing:
        return
    with tempfile.TemporaryDirectory(dir=into) as temporary:
        for archive in download(list(missing.values()), Path(temporary)):
            name = archive.name.rsplit("-", 1)[0].replace("_", "-")
            count = unpack(archive, Path(temporary, name))
            shutil.move(Path(temporary, name), into / name)
            print(f"{name}: {count} files in {into / name}")


if __name__ == "__main__":
    main(sys.argv[1:])
