"""The commands that fetch inputs and try a million of them."""

from __future__ import annotations

import io
import re
import tarfile
from pathlib import Path

import pytest

import fetch_suites
import fuzz
from faithful.inputs import case_inputs, corpus_inputs
from faithful.mutator import LONGEST_SEED, seeds
from mkdocs_autolink.opaque import OPAQUE


def without_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AUTOLINK_SUITES", raising=False)
    monkeypatch.delenv("AUTOLINK_CORPORA", raising=False)


def test_nothing_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    without_environment(monkeypatch)
    monkeypatch.setattr(fuzz, "mutated", lambda pool, random: random.choice(pool))
    assert fuzz.main(["--inputs", "150", "--found", str(tmp_path / "found.txt")]) == 0
    assert not (tmp_path / "found.txt").exists()
    said = capsys.readouterr()
    assert re.search(
        r"150 inputs, \d+ of them linked, \d+ links, \d+ inputs judged by both parsers, 0 faults", said.out
    )
    assert "`make suites`" in said.err


def test_something_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    without_environment(monkeypatch)
    monkeypatch.setattr("mkdocs_autolink.body.OPAQUE", OPAQUE - {"svg"})
    monkeypatch.setattr(fuzz, "case_inputs", lambda: [one for one in case_inputs() if "<svg" in one.html])
    monkeypatch.setattr(fuzz, "MOST_FOUND", 1)
    assert fuzz.main(["--inputs", "300", "--found", str(tmp_path / "new" / "found.txt")]) == 1
    told = (tmp_path / "new" / "found.txt").read_text(encoding="utf-8")
    assert "'<svg" in told
    assert "lexbor: a link" in told
    assert told in capsys.readouterr().out


def test_an_error_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("faithful.linking.read_body", lambda html: 1 / 0)
    tally = fuzz.fuzz(["<p>word</p>"], 1, 1, lambda _: None)
    assert [wrong for _, wrong in tally.found] == [["ZeroDivisionError: division by zero"]]


def test_seeds_are_short_and_whole() -> None:
    htmls = [one.html for one in case_inputs()]
    made = seeds(htmls)
    assert all(0 < len(seed) <= LONGEST_SEED for seed in made)
    assert seeds(["<p>one</p>"]) == ["<p>one</p>"]
    assert len(made) > len(htmls) * 0.9


def test_pages_of_sites_packed_or_not(tmp_path: Path) -> None:
    page = b"---\ntitle: T\n---\n# Heading\n\n" + b"word " * 200
    for folder in ("packed", "plain"):
        site = tmp_path / folder / "one"
        (site / "docs").mkdir(parents=True)
        (site / "docs" / "page.md").write_bytes(page)
        (site / "docs" / "short.md").write_bytes(b"# Short")
        (site / "bench.yml").write_bytes(b"")
    with tarfile.open(tmp_path / "packed" / "one.tar.gz", "w:gz") as tar:
        tar.add(tmp_path / "packed" / "one", "one")
    (tmp_path / "packed" / "one" / "bench.yml").unlink()
    packed, plain = (list(corpus_inputs(tmp_path / folder, 5)) for folder in ("packed", "plain"))
    assert [one.html for one in packed] == [one.html for one in plain]
    assert packed[0].suite == plain[0].suite == "one"
    assert packed[0].html.startswith('<h1 id="heading">Heading</h1>')


def test_every_suite_is_pinned() -> None:
    lines = fetch_suites.listed(fetch_suites.LIST)
    assert len(lines) == 7
    assert all(re.fullmatch(r"[a-z0-9-]+==[\d.]+ --hash=sha256:[0-9a-f]{64}", line) for line in lines.values())


def test_tests_and_licence_are_unpacked_alone(tmp_path: Path) -> None:
    names = ["p-1/LICENSE", "p-1/tests/a/x.dat", "p-1/tests/run.sh", "p-1/p/code.py", "p-1/tests", "p-1/p/tests/y.html"]
    with tarfile.open(tmp_path / "p-1.tar.gz", "w:gz") as tar:
        for name in names:
            tar.addfile(tarfile.TarInfo(name), io.BytesIO())
    assert fetch_suites.unpack(tmp_path / "p-1.tar.gz", tmp_path / "p") == 3
    found = {path.relative_to(tmp_path / "p").as_posix() for path in (tmp_path / "p").rglob("*") if path.is_file()}
    assert found == {"LICENSE", "tests/a/x.dat", "p/tests/y.html"}
