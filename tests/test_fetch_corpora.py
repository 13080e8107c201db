"""Sites for the benchmarks are fetched whole, changed only as their licence note says, and never twice."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest
import yaml

import fetch_corpora
from upstreams import Archive, Commit, git

FILES = {
    "docs/index.md": b"---\ntitle: Home\ntemplate: home.html\n---\n# Home\r\n\ntemplate: stays\n",
    "docs/guide/start.md": b"# Start\n",
    "docs/generated/commands.md": b"# Commands\n",
    "docs/snippet.txt": b"included\n",
    "docs/picture.png": b"\x89PNG\r\n\0",
    "docs/picture.svg": b"<svg/>",
    "src/program.py": b"pass\n",
    "LICENSE": b"a licence\n",
    "mkdocs.yml": b"""\
site_url: !ENV SITE_URL
nav:
  - Home: index.md
  - Guide:
      - guide/start.md
      - Commands: generated/commands.md
  - Elsewhere:
      - Blog: https://example.org
""",
}


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list with one site in a repository beside it."""
    if shutil.which("git") is None:
        pytest.skip("there is no git")
    repository = tmp_path / "repository"
    for name, content in FILES.items():
        path = repository / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    author = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"]
    for arguments in (["init", "-q"], ["add", "-A"], [*author, "commit", "-q", "-m", "All"]):
        git(repository, *arguments)
    entry: dict[str, Any] = {
        "name": "tiny",
        "repository": repository.as_uri(),
        "commit": head_of(repository),
        "folder": "docs",
        "licence": "CC0-1.0",
        "left_out": ["^docs/generated/"],
        "nav": "mkdocs.yml",
        "locale": "de",
        "config": "site_name: Tiny\nmarkdown_extensions: [tables]\n",
    }
    path = tmp_path / "corpora.yml"
    path.write_text(yaml.safe_dump([entry]), encoding="utf-8")
    return path


def head_of(repository: Path) -> str:
    command = ["git", "rev-parse", "HEAD"]
    return subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True).stdout.strip()


def test_a_site_is_fetched_with_its_texts_and_licence(listed: Path, tmp_path: Path) -> None:
    into = tmp_path / "into"
    fetch_corpora.main(["--into", str(into), "--list", str(listed)])
    kept = {path.relative_to(into).as_posix() for path in into.rglob("*") if path.is_file()}
    assert kept == {
        "tiny/docs/index.md",
        "tiny/docs/guide/start.md",
        "tiny/docs/snippet.txt",
        "tiny/LICENSE",
        "tiny/SOURCE.txt",
        "tiny/bench.yml",
    }
    home = (into / "tiny/docs/index.md").read_bytes()
    assert home == b"---\ntitle: Home\n---\n# Home\r\n\ntemplate: stays\n"
    config = yaml.safe_load((into / "tiny/bench.yml").read_text(encoding="utf-8"))
    assert config["nav"] == [{"Home": "index.md"}, {"Guide": ["guide/start.md"]}]
    assert config["plugins"] == []
    assert config["theme"] == {"name": "mkdocs", "highlightjs": False, "locale": "de"}
    assert config["markdown_extensions"] == ["tables"]


def test_a_site_that_is_there_is_left_alone(listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tiny").mkdir()
    fetch_corpora.main(["--into", str(tmp_path), "--list", str(listed)])
    assert "there already" in capsys.readouterr().out
    assert list((tmp_path / "tiny").iterdir()) == []


def test_a_fetch_that_fails_leaves_nothing(listed: Path, tmp_path: Path) -> None:
    listed.write_text(listed.read_text(encoding="utf-8").replace("commit: ", "commit: 0"), encoding="utf-8")
    into = tmp_path / "into"
    with pytest.raises(SystemExit, match="git fetch"):
        fetch_corpora.main(["--into", str(into), "--list", str(listed)])
    assert list(into.iterdir()) == []


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """A list with one site in the source archive of a release."""
    archive = tmp_path / "tiny-1.0.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        for name, content in FILES.items():
            member = tarfile.TarInfo(f"tiny-1.0/{name}")
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    entry = {
        "name": "tiny",
        "archive": archive.as_uri(),
        "sha256": hashlib.sha256(archive.read_bytes()).hexdigest(),
        "folder": "docs",
        "licence": "CC0-1.0",
        "left_out": ["^docs/generated/"],
        "config": "site_name: Tiny\n",
    }
    path = tmp_path / "unseen.yml"
    path.write_text(yaml.safe_dump([entry]), encoding="utf-8")
    return path


def test_a_site_is_fetched_from_a_release(released: Path, tmp_path: Path) -> None:
    fetch_corpora.main(["--into", str(tmp_path / "into"), "--list", str(released)])
    folder = tmp_path / "into/tiny"
    kept = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert kept == {"docs/index.md", "docs/guide/start.md", "docs/snippet.txt", "LICENSE", "SOURCE.txt", "bench.yml"}
    assert "tiny-1.0.tar.gz SHA-256" in (folder / "SOURCE.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [("sha256: ", "sha256: 0", "its SHA-256 is [0-9a-f]{64}, not 0"), ("tiny-1.0", "gone", "gone.tar.gz: ")],
)
def test_another_archive_is_refused(released: Path, tmp_path: Path, before: str, after: str, message: str) -> None:
    released.write_text(released.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(SystemExit, match=message):
        fetch_corpora.main(["--into", str(tmp_path / "into"), "--list", str(released)])
    assert list((tmp_path / "into").iterdir()) == []


def test_the_list_is_complete() -> None:
    corpora = fetch_corpora.read_list(fetch_corpora.LIST)
    assert len(corpora) == 12
    for corpus in corpora:
        assert isinstance(corpus.upstream, Commit)
        assert len(corpus.upstream.commit) == 40
        assert corpus.upstream.repository.startswith("https://github.com/")
        assert "site_name:" in corpus.config


def test_the_list_of_unseen_sites_is_complete() -> None:
    unseen = fetch_corpora.read_list(fetch_corpora.LIST.parent / "unseen.yml")
    assert {one.name for one in unseen}.isdisjoint(one.name for one in fetch_corpora.read_list(fetch_corpora.LIST))
    for one in unseen:
        assert isinstance(one.upstream, Archive)
        assert len(one.upstream.sha256) == 64
        assert one.upstream.archive.startswith("https://files.pythonhosted.org/")
        assert "site_name:" in one.config
