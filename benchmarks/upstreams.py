"""Where the text of a documentation site is kept: at a commit of a repository, or in a release's source archive."""

from __future__ import annotations

import hashlib
import io
import subprocess
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.error import URLError
from urllib.request import urlopen

_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Commit:
    """A state of a git repository."""

    repository: str
    commit: str

    def __str__(self) -> str:
        return f"{self.repository} commit {self.commit}"

    def unpack(self, wanted: Iterable[str], folder: Path) -> None:
        """Writes what is wanted, patterns of git's sparse-checkout, into an empty folder, without history."""
        git(folder, "init", "--quiet")
        git(folder, "remote", "add", "origin", self.repository)
        git(folder, "sparse-checkout", "set", "--no-cone", *wanted)
        git(folder, "fetch", "--quiet", "--depth=1", "--filter=blob:none", "origin", self.commit)
        git(folder, "checkout", "--quiet", "FETCH_HEAD")


@dataclass(frozen=True, slots=True)
class Archive:
    """The source archive of a release, a .tar.gz whose files are all in one folder."""

    archive: str
    """Its address."""
    sha256: str

    def __str__(self) -> str:
        return f"{self.archive} SHA-256 {self.sha256}"

    def unpack(self, _wanted: Iterable[str], folder: Path) -> None:
        """Writes all its files into a folder, less the folder that holds them; ends the program where it is another."""
        try:
            with urlopen(self.archive, timeout=_SECONDS) as answer:  # noqa: S310 - the addresses are in a list of ours
                data = answer.read()
        except URLError as error:
            raise SystemExit(f"{self.archive}: {error.reason}") from error
        found = hashlib.sha256(data).hexdigest()
        if found != self.sha256:
            raise SystemExit(f"{self.archive}: its SHA-256 is {found}, not {self.sha256} as the list says")
        with tarfile.open(fileobj=io.BytesIO(data)) as tar:
            tar.extractall(folder, _below_the_top(tar), filter="data")


def git(folder: Path, *arguments: str) -> None:
    """Runs git in the folder; ends the program with git's own message where it fails."""
    run = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"git {' '.join(arguments)}\n{run.stderr.strip()}")


def _below_the_top(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    for member in tar:
        _, *parts = PurePosixPath(member.name).parts
        if member.isfile() and parts:
            yield member.replace(name="/".join(parts))
