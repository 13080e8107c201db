from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mkdocs_autolink.files import FileChangedError, locked, replace_file, sweep

_HOLD = """
import sys, time
from pathlib import Path
from mkdocs_autolink.files import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def names(folder: Path) -> list[str]:
    """What is in the folder, hidden files too, sorted."""
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_with_its_mode_and_nothing_is_left_behind(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    file.chmod(0o640)
    replace_file(file, b"new")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"new", 0o640)
    assert names(tmp_path) == ["a.md"]


def test_a_file_that_is_not_there_is_made(tmp_path: Path) -> None:
    replace_file(tmp_path / "a.md", b"new")
    assert (tmp_path / "a.md").read_bytes() == b"new"


def test_the_longest_name_that_a_file_system_takes_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / ("ü" * 127)
    replace_file(file, b"new")
    assert file.read_bytes() == b"new"


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to("real.md")
    replace_file(tmp_path / "link.md", b"new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"


def test_what_is_no_file_is_not_replaced_whoever_we_are(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "device")
    (tmp_path / "link").symlink_to("device")
    for name in ("device", "link"):
        with pytest.raises(OSError, match="it is no file"):
            replace_file(tmp_path / name, b"new")
    assert stat.S_ISFIFO((tmp_path / "device").stat().st_mode)
    assert names(tmp_path) == ["device", "link"]


def test_a_file_that_somebody_changed_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"theirs")
    with pytest.raises(FileChangedError):
        replace_file(file, b"new", was=b"old")
    assert file.read_bytes() == b"theirs"
    assert names(tmp_path) == ["a.md"]


@pytest.mark.laws
def test_a_write_that_fails_leaves_the_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        replace_file(file, b"new")
    assert file.read_bytes() == b"old"
    assert names(tmp_path) == ["a.md"]


def test_what_killed_runs_left_is_swept_up_and_nothing_else(tmp_path: Path) -> None:
    left = ".a.md.autolink-0123456789abcdef.tmp"
    others = ["a.md", ".b.md.autolink-0123456789abcdef.tmp", ".a.md.tmp", "a.md.autolink-0123456789abcdef.tmp"]
    for name in [left, *others]:
        (tmp_path / name).write_bytes(b"")
    sweep(tmp_path, "a.md")
    assert names(tmp_path) == sorted(others)
    sweep(tmp_path)
    assert names(tmp_path) == sorted(set(others) - {others[1]})
    sweep(tmp_path / "none")


def test_a_lock_is_free_again_when_its_process_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    with subprocess.Popen([sys.executable, "-c", _HOLD, str(file)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        waiter = subprocess.Popen([sys.executable, "-c", _HOLD, str(file)], stdout=subprocess.PIPE)
        assert waiter.stdout is not None
        try:
            time.sleep(0.5)
            os.set_blocking(waiter.stdout.fileno(), False)
            assert not waiter.stdout.readline(), "two processes hold the lock"
            holder.kill()
            os.set_blocking(waiter.stdout.fileno(), True)
            assert waiter.stdout.readline() == b"held\n"
        finally:
            waiter.kill()
            waiter.wait()
            waiter.stdout.close()
    with locked(file):
        assert not file.exists()
    assert names(tmp_path) == []


def test_a_lock_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".a.yml.lock")
    with pytest.raises(OSError, match="it is no file"), locked(tmp_path / "a.yml"):
        pass


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads take turns as often as they can."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


@pytest.mark.usefixtures("hasty")
def test_many_may_want_the_lock_at_once_and_each_gets_it_alone(tmp_path: Path) -> None:
    holders: list[int] = []
    troubles: list[object] = []

    def work(number: int) -> None:
        for _ in range(1_500):
            try:
                with locked(tmp_path / "a.yml"):
                    holders.append(number)
                    if holders != [number]:
                        troubles.append(holders[:])
                    holders.remove(number)
            except OSError as error:
                troubles.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
