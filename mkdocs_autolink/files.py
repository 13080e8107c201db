"""Files that are replaced in one step or not at all, and one writer at a time."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        while True:  # LK_LOCK gives up after ten tries, one a second
            with contextlib.suppress(OSError):
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
                return

else:

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)


_TEMPORARY = re.compile(r"\..*\.autolink-[0-9a-f]{16}\.tmp", re.DOTALL)
_LONGEST_NAME = 40
"""Characters of a file's name that its temporary file bears: file systems end at 255 bytes."""


class FileChangedError(Exception):
    """Somebody else changed a file between our reading and our writing it."""


def replace_file(path: Path, data: bytes | Iterable[bytes], *, was: bytes | None = None) -> None:
    """Makes `data` the content of the file in one step: who reads it sees all of the old or all of the new.

    A symbolic link stays one: the file that it leads to is replaced. Mode and, where allowed, owner are kept. With
    `was`, the file is replaced only while that is its content. Raises OSError, also for a device or whatever else is
    there and is no file, or FileChangedError; the file is as it was then. A run that is killed may leave a file behind
    that sweep() removes.
    """
    real = Path(os.path.realpath(path))
    if real.exists() and not real.is_file():  # root could put a file in the place of /dev/null
        raise OSError(errno.EINVAL, "it is no file", str(path))
    temporary = real.with_name(f".{real.name[:_LONGEST_NAME]}.autolink-{secrets.token_hex(8)}.tmp")
    try:
        _write(temporary, data)
        _keep_attributes(real, temporary)
        if was is not None and real.read_bytes() != was:
            raise FileChangedError(str(path))
        temporary.replace(real)
    finally:
        with contextlib.suppress(OSError):  # most often because it has its final name by now
            temporary.unlink()
    _sync_folder(real.parent)


def is_read_only(mode: int) -> bool:
    """Whether nobody may write a file of this mode: its folder would let us replace it, but somebody meant that."""
    return not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def sweep(folder: Path, name: str = "") -> None:
    """Removes what killed runs left in the folder, of all files or of the one of that name.

    Only for who holds the lock that all writers of these files take.
    """
    with contextlib.suppress(OSError):
        for path in list(folder.iterdir()):
            if _TEMPORARY.fullmatch(path.name) and path.name.startswith(f".{name[:_LONGEST_NAME]}"):
                path.unlink()


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Waits until no other process holds the lock of the file, and holds it; a killed process holds none.

    The lock is a file beside `path`, which need not exist: `.NAME.lock`. Raises OSError where that cannot be made.
    """
    real = Path(os.path.realpath(path))
    lock = real.with_name(f".{real.name}.lock")
    file = _acquire(lock)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # Windows removes no open file; it then serves the next run
            lock.unlink()
        file.close()


def _acquire(lock: Path) -> IO[bytes]:
    """The lock file, open and locked, and still the one that has its name."""
    while True:
        found = _stat(lock)
        if found is not None and not stat.S_ISREG(found.st_mode):  # a pipe would be waited for
            raise OSError(errno.EINVAL, "it is no file", str(lock))
        file = lock.open("ab")
        try:
            _lock(file)
            found = _stat(lock)
            if found is not None and os.path.samestat(found, os.fstat(file.fileno())):
                return file
        except BaseException:
            file.close()
            raise
        file.close()


def _stat(path: Path) -> os.stat_result | None:
    """What is there, None for nothing: asked in one step, as others make and remove it meanwhile."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _write(path: Path, data: bytes | Iterable[bytes]) -> None:
    with path.open("xb") as file:
        file.writelines((data,) if isinstance(data, bytes) else data)
        file.flush()
        os.fsync(file.fileno())


def _keep_attributes(old: Path, new: Path) -> None:
    try:
        was = old.stat()
    except FileNotFoundError:
        return
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):  # only root gives files away
            os.chown(new, was.st_uid, was.st_gid)
    new.chmod(stat.S_IMODE(was.st_mode))


def _sync_folder(folder: Path) -> None:
    """Makes a new name in the folder last through a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
