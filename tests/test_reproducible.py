"""Pages and reports are the same bytes wherever, whenever and in whatever order they are built."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import pytest

from built_links import PAGES, SETTINGS, contents, our_links
from fingerprint import ADDED, fingerprint
from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.decisions.write import dump_decisions
from mkdocs_autolink.pages import PageFacts, read_site
from mkdocs_autolink.settings import Settings
from support import run_build, write_site

pytestmark = pytest.mark.laws

Built = tuple[dict[str, bytes], dict[str, bytes]]
FINGERPRINT = Path(__file__).parent / "fingerprint.py"
ROOT = Path(__file__).parents[1]
ACCEPTED = Decision("quiet corner", "left-out.md", Verdict.ACCEPT)
DECISIONS = "version: 1\ndecisions:\n  - {phrase: quiet corner, target: left-out.md, verdict: accept}\n"
SITE = {
    **PAGES,
    "../autolink.yml": DECISIONS,
    "İstanbul/ıssız.md": "# IĞDIR TITLE\n\nThe quiet corner of the widgets.\n",
}


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    return write_site(tmp_path / "project", SITE, SETTINGS | {"plugins": ["search", *SETTINGS["plugins"]]})


def built(config: Path) -> Built:
    site = contents(config.parent / "site")
    del site["sitemap.xml.gz"]  # MkDocs 1.6.0 stamps it by the local time zone
    return site, contents(config.parent / "autolink-report")


@dataclass(frozen=True, slots=True)
class Variation:
    """One thing, or several, that differ from one machine to the next."""

    what: str
    environment: Mapping[str, str] = field(default_factory=dict)
    seed: str = ""
    """Of the order in which folders are listed."""
    mask: str = ""
    cwd: str = ""
    """The working directory; '' for the project's folder."""
    locale: str = ""


ELSEWHERE = str(Path(os.sep).resolve())
NO_LOCALE = {"LC_ALL": "", "LC_CTYPE": "", "LANG": "C"}
"""A machine on which nobody set a locale: Python takes UTF-8 then."""
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0"}
"""A machine whose files and terminal are ASCII: names of other characters MkDocs itself does not build there."""
AT_ONCE = (
    Variation("nothing"),
    Variation(
        "hash seed 1, order 1, no locale, Kiritimati, in /, umask 077",
        {"PYTHONHASHSEED": "1", "PYTHONUTF8": "0", "TZ": "Pacific/Kiritimati", **NO_LOCALE},
        seed="1",
        mask="077",
        cwd=ELSEWHERE,
    ),
    Variation(
        "hash seed 2, order 2, UTF-8 mode, Adak, umask 000, without assertions",
        {"PYTHONHASHSEED": "2", "PYTHONUTF8": "1", "TZ": "America/Adak", "PYTHONOPTIMIZE": "1"},
        seed="2",
        mask="000",
    ),
)
ONE_BY_ONE = (
    Variation("nothing"),
    *(Variation(f"hash seed {seed}", {"PYTHONHASHSEED": seed}) for seed in ("0", "1", "4294967295")),
    *(Variation(f"order of folders {seed}", seed=seed) for seed in ("1", "2", "3")),
    *(Variation(f"time zone {zone}", {"TZ": zone}) for zone in ("UTC", "Pacific/Kiritimati", "America/Adak")),
    *(Variation(f"umask {mask}", mask=mask) for mask in ("000", "027", "077")),
    Variation("working directory /", cwd=ELSEWHERE),
    Variation("no locale", NO_LOCALE),
    Variation("locale C", {"LC_ALL": "C"}),
    Variation("locale C, PYTHONUTF8=0", ASCII),
    Variation("PYTHONUTF8=1", {"PYTHONUTF8": "1"}),
    Variation("without assertions", {"PYTHONOPTIMIZE": "1"}),
    *(Variation(f"locale {name}", {"PYTHONUTF8": "0"}, locale=name) for name in ("en_US.UTF-8", "tr_TR.UTF-8")),
)


def print_of(config: Path, varied: Variation, python: str = sys.executable, **more: str) -> str:
    """The hash of what a process of its own builds."""
    command = [python, "-W", "ignore", str(FINGERPRINT), str(config), varied.seed, varied.mask]
    quiet = {"DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1"}
    environment = {**os.environ, **quiet, **varied.environment, **more}
    run = subprocess.run(
        command, cwd=varied.cwd or config.parent, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def table(hashes: Mapping[str, str]) -> str:
    """What was varied -> hash."""
    return "\n".join(["", *(f"{what:<80} {hashed[:16]}" for what, hashed in hashes.items())])


def test_every_process_writes_the_same_bytes(config: Path) -> None:
    hashes = {varied.what: print_of(config, varied) for varied in AT_ONCE}
    assert len(set(hashes.values())) == 1, table(hashes)
    assert len(our_links(config.parent / "site")) > 8
    run_build(config)
    (config.parent / "autolink.yml").write_text(dump_decisions(Decisions((*ADDED, ACCEPTED))), encoding="utf-8")
    assert fingerprint(config.parent) == hashes["nothing"], "a build in a process that did other things before"


def test_the_hash_tells_one_output_from_another(tmp_path: Path) -> None:
    for name in ("autolink.yml", "site/a.html", "site/b.html", "autolink-report/report.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("a")
    seen = {fingerprint(tmp_path)}
    for name in ("autolink.yml", "site/a.html", "autolink-report/report.md", "autolink-report/new"):
        (tmp_path / name).write_text("b")
        seen.add(fingerprint(tmp_path))
    (tmp_path / "site" / "b.html").rename(tmp_path / "site" / "c.html")
    assert len(seen | {fingerprint(tmp_path)}) == 6


def test_a_machine_that_knows_ascii_only_writes_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    config = write_site(tmp_path, {name: text for name, text in SITE.items() if name.isascii()}, SETTINGS)
    assert print_of(config, Variation("ASCII", ASCII)) == print_of(config, Variation("nothing"))


@pytest.mark.parametrize("name", ["tr_TR.UTF-8"])
def test_every_locale_writes_the_same_bytes(config: Path, tmp_path: Path, name: str) -> None:
    places = locale_path(name, tmp_path / "locales")
    if places is None:
        pytest.skip(f"the locale {name} is not installed and cannot be made: localedef or its sources are missing")
    varied = Variation(name, {"LC_ALL": name, "PYTHONUTF8": "0", **places})
    assert print_of(config, varied) == print_of(config, Variation("nothing"))


def locale_path(name: str, into: Path) -> Mapping[str, str] | None:
    """What the environment needs for a locale that it names; made from its sources where it is not installed."""
    show = [sys.executable, "-c", "import locale; print(locale.setlocale(locale.LC_ALL, ''))"]
    if subprocess.run(show, env=os.environ | {"LC_ALL": name}, capture_output=True, check=False).returncode == 0:
        return {}
    compiler = shutil.which("localedef")
    if compiler is None:
        return None
    into.mkdir(parents=True, exist_ok=True)
    language, _, encoding = name.partition(".")
    made = [compiler, "-i", language, "-f", encoding, str(into / name)]
    subprocess.run(made, capture_output=True, check=False)
    places = {"LOCPATH": str(into)}
    found = subprocess.run(show, env=os.environ | places | {"LC_ALL": name}, capture_output=True, check=False)
    return places if found.returncode == 0 else None


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_files_on_the_disk_does_not_matter(
    config: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    run_build(config)
    here = built(config)
    mixed, walk = random.Random(seed), os.walk

    def in_another_order(*args: Any, **kwargs: Any) -> Any:
        for folder, folders, files in walk(*args, **kwargs):
            mixed.shuffle(folders)
            yield folder, folders, mixed.sample(files, len(files))

    monkeypatch.setattr(os, "walk", in_another_order)
    run_build(config)
    assert built(config) == here


MIXED = """
import random
from mkdocs.structure.files import Files

def on_files(files, config):
    mixed = list(files)
    if "mixed" in config.docs_dir:
        random.Random(SEED).shuffle(mixed)
    return Files(mixed)
"""


@pytest.mark.parametrize("seed", range(3))
def test_the_order_in_which_pages_are_read_does_not_matter(tmp_path: Path, seed: int) -> None:
    nav = {"nav": [name for name in sorted(PAGES) if name != "left-out.md"]}
    pages = PAGES | {"../mix.py": MIXED.replace("SEED", str(seed))}
    ordered = run_build(write_site(tmp_path / "ordered", pages, SETTINGS | nav | {"hooks": ["mix.py"]}))
    mixed = run_build(write_site(tmp_path / "mixed", pages, SETTINGS | nav | {"hooks": ["mix.py"]}))
    assert contents(mixed.folder / "autolink-report") == contents(ordered.folder / "autolink-report")
    for page in ordered.site_dir.rglob("*/index.html"):
        assert (mixed.site_dir / page.relative_to(ordered.site_dir)).read_bytes() == page.read_bytes()


def test_a_second_build_touches_no_file_of_the_report(config: Path) -> None:
    run_build(config)
    report = config.parent / "autolink-report"
    before = {path: path.stat().st_mtime_ns for path in report.iterdir()}
    run_build(config)
    assert {path: path.stat().st_mtime_ns for path in report.iterdir()} == before


def test_a_site_is_the_same_value_whatever_order_its_pages_come_in() -> None:
    facts = [PageFacts(key, f"{key}/", f"<h1>{key}</h1>", title=key) for key in ("b.md", "a/b.md", "a.md", "B.md")]
    site = read_site("Example", facts, Settings())
    assert [page.key for page in site.pages] == sorted(fact.key for fact in facts)
    assert read_site("Example", reversed(facts), Settings()) == site


# The tables


@pytest.mark.long
@pytest.mark.parametrize("name", ["site of the tests", "example-site"])
def test_one_hash_whatever_is_varied(config: Path, tmp_path: Path, name: str, capsys: Any) -> None:
    config = config if name != "example-site" else _example(tmp_path)
    hashes = {}
    for varied in ONE_BY_ONE:
        places = locale_path(varied.locale, tmp_path / "locales") if varied.locale else {}
        more = {"LC_ALL": varied.locale, **(places or {})} if varied.locale else {}
        if places is None or (varied.environment == ASCII and name != "example-site"):
            continue
        hashes[varied.what] = print_of(config, varied, **more)
    with capsys.disabled():
        sys.stdout.write(f"\n{name}{table(hashes)}\n")
    assert len(set(hashes.values())) == 1


@pytest.mark.long
def test_one_hash_for_every_python(config: Path, tmp_path: Path, capsys: Any) -> None:
    found = dict(_pythons())
    if not found:
        pytest.skip("there is no other Python of 3.11 or later, on the PATH or under ~/.pyenv/versions")
    example = _example(tmp_path)
    hashes: dict[str, dict[str, str]] = {"site of the tests": {}, "example-site": {}}
    pythons = {_version(sys.executable): sys.executable}
    pythons |= {version: _installed(python, tmp_path / version) for version, python in found.items()}
    for version, python in pythons.items():
        for name, built_config in (("site of the tests", config), ("example-site", example)):
            hashes[name][f"Python {version}"] = print_of(built_config, Variation(""), python, PYTHONPATH=str(ROOT))
    with capsys.disabled():
        sys.stdout.write("".join(f"\n{name}{table(found)}\n" for name, found in hashes.items()))
    assert [len(set(found.values())) for found in hashes.values()] == [1, 1]


def _example(into: Path) -> Path:
    if not (ROOT / "example-site").is_dir():
        pytest.skip("example-site is not part of a source distribution")
    shutil.copytree(ROOT / "example-site", into / "e", ignore=shutil.ignore_patterns("site", "autolink-report"))
    return into / "e" / "mkdocs.yml"


def _pythons() -> Iterator[tuple[str, str]]:
    """Other interpreters by version, one of each."""
    places = [Path.home() / ".pyenv" / "versions" / f"3.{minor}*" / "bin" / "python" for minor in range(11, 30)]
    found = [str(path) for place in places for path in sorted(Path("/").glob(str(place).lstrip("/")))]
    found += [path for minor in range(11, 30) if (path := shutil.which(f"python3.{minor}"))]
    seen = {_version(sys.executable)}
    for python in found:
        if (version := _version(python)) and version not in seen:
            seen.add(version)
            yield version, python


def _version(python: str) -> str:
    """Major and minor, '' for what is no Python that runs."""
    ask = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    run = subprocess.run(ask, capture_output=True, text=True, check=False)
    return run.stdout.strip() if run.returncode == 0 else ""


def _installed(python: str, into: Path) -> str:
    """A Python in an environment of its own that has the package, and of all else the versions that this one has."""
    pins = into.with_suffix(".txt")
    versions = {one.metadata["Name"]: one.version for one in distributions()}
    pins.write_text("".join(f"{name}=={v}\n" for name, v in versions.items() if name != "mkdocs-autolink"))
    extensions = "pymdown-extensions"  # what the example site is written with
    for command in (
        [python, "-m", "venv", str(into)],
        [str(into / "bin" / "python"), "-m", "pip", "install", "-q", "-c", str(pins), str(ROOT), extensions],
    ):
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            pytest.skip(f"{python}: no environment could be made: {run.stderr.strip().splitlines()[-1]}")
    return str(into / "bin" / "python")
