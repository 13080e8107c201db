"""A file of decisions that something went wrong with is read or refused: never run, and never written over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings

from hostile.fuzz_files import FILES, SENTINEL, files
from mkdocs_autolink import safe_yaml
from mkdocs_autolink.decisions import (
    Decision,
    Decisions,
    Verdict,
    load_decisions,
    notices,
    parse_decisions,
)
from mkdocs_autolink.decisions.write import DecisionsFile
from mkdocs_autolink.errors import DecisionsError

MINE = Decision("a phrase of mine", "mine.md", Verdict.ACCEPT)
LONGEST = timedelta(seconds=20)
"""For one small file on a busy machine: what takes longer hangs."""
Update = Callable[[Path], object]


def with_mine(decisions: Decisions) -> Decisions:
    return replace(decisions, items=(*decisions.items, MINE))


def add_mine(path: Path) -> object:
    return DecisionsFile(path).update(with_mine)


def faults(data: bytes, path: Path, update: Update = add_mine) -> Iterator[str]:
    """What is wrong with how the file is loaded and added to."""
    path.write_bytes(data)
    before = loaded(path)
    if path.read_bytes() != data:
        yield "loading changed the file"
    try:
        update(path)
    except DecisionsError as error:
        refusal = str(error)
        if path.read_bytes() != data:
            yield "a refused update changed the file"
        if not isinstance(before, str) and "twice" not in refusal:
            yield f"an update of a file that can be read was refused: {refusal}"
    else:
        yield from update_faults(before, loaded(path))
    if [entry.name for entry in path.parent.iterdir()] != [path.name]:
        yield "something was left beside the file"


def loaded(path: Path) -> Decisions | str:
    """The decisions in the file, or why it was refused."""
    try:
        decisions = load_decisions(path)
    except DecisionsError as error:
        message = str(error)
        assert message.startswith(str(path))
        assert "\n" not in message
        assert len(message) < len(str(path)) + 400
        return message
    assert all("\n" not in notice for notice in notices(decisions))
    return decisions


def update_faults(before: Decisions | str, after: Decisions | str) -> Iterator[str]:
    if isinstance(before, str) or isinstance(after, str):
        yield f"updated from {before!r} to {after!r}"
    elif after != with_mine(before):
        yield "the file holds something else than what was in it and what was added"
    elif lost := Counter(comments(before)) - Counter(comments(after)):
        yield f"comments are gone: {sorted(lost)}"


def comments(decisions: Decisions) -> list[str]:
    made = "# What reviewers decided about links."
    whole = [*decisions.head, *decisions.tail, *(line for item in decisions.items for line in item.comment)]
    return [line for line in whole if line != made]


@pytest.fixture(params=sorted({"SafeLoader", getattr(yaml, "CSafeLoader", yaml.SafeLoader).__name__}))
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(safe_yaml, "_LOADER", getattr(yaml, request.param))
    monkeypatch.chdir(tmp_path)


def check(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        assert list(faults(data, Path(folder, "autolink.yml"))) == []
    assert not Path(SENTINEL).exists()


@pytest.mark.usefixtures("_each_parser")
@settings(max_examples=200, deadline=LONGEST)
@given(files())
def test_accidents(data: bytes) -> None:
    check(data)


@pytest.mark.long
@pytest.mark.usefixtures("_each_parser")
@settings(max_examples=10_000, deadline=LONGEST, derandomize=False)
@given(files())
def test_many_accidents(data: bytes) -> None:
    check(data)


@pytest.mark.usefixtures("_each_parser")
@pytest.mark.parametrize("data", FILES, ids=range(len(FILES)))
def test_a_file_that_ends_early_or_lacks_a_byte(data: bytes) -> None:
    for at in range(len(data)):
        for changed in (data[:at], data[:at] + data[at + 1 :]):
            try:
                parse_decisions(changed, "autolink.yml")
            except DecisionsError as error:
                assert "\n" not in str(error)  # noqa: PT017 - both ends are fine


# The check itself


def forgets(path: Path) -> object:
    return DecisionsFile(path).update(lambda decisions: replace(decisions, items=(MINE,)))


def overwrites(path: Path) -> object:
    path.write_text("version: 1\ndecisions: []\n")
    return DecisionsFile(path).update(with_mine)


def spoils(path: Path) -> object:
    path.write_bytes(path.read_bytes() + b"\n")
    raise DecisionsError("twice")


def drops_comments(path: Path) -> object:
    add_mine(path)
    path.write_bytes(path.read_bytes().replace(b"  # Norway\n", b""))
    return None


def litters(path: Path) -> object:
    (path.parent / "left.tmp").touch()
    return DecisionsFile(path).update(with_mine)


@pytest.mark.parametrize("update", [forgets, overwrites, spoils, litters, drops_comments])
def test_an_update_that_loses_something_is_seen(tmp_path: Path, update: Update) -> None:
    assert list(faults(FILES[0], tmp_path / "autolink.yml", update))


def test_most_accidents_are_refused_and_some_are_not() -> None:
    """Else one of the two ways would not be tried."""
    seen: dict[bool, int] = {True: 0, False: 0}

    @settings(max_examples=200)
    @given(files())
    def count(data: bytes) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder, "autolink.yml")
            path.write_bytes(data)
            seen[isinstance(loaded(path), str)] += 1

    count()
    assert min(seen.values()) > 10
