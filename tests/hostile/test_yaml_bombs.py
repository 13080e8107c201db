"""Small YAML that means much: in the file of decisions, in front matter and in the options, in real builds."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from built_links import PAGES, SETTINGS, contents, dead_links, our_links
from hostile.fuzz_files import SENTINEL
from hostile.memory import peak
from mkdocs_autolink.decisions import load_decisions
from mkdocs_autolink.errors import DecisionsError, SettingsError
from mkdocs_autolink.settings import Settings, read_settings
from speed.counts import count_calls
from support import BuildSite, refusal, run_build, write_site

OURS = "mkdocs.plugins.autolink"


def laughs(levels: int) -> str:
    """Lists of lists by aliases: nine times as many values with each level."""
    names = "abcdefghijklmnopqrstuvwxyz"[: levels + 1]
    rows = [f"{names[0]}: &{names[0]} [x, x, x, x, x, x, x, x, x]"]
    rows += [f"{name}: &{name} [{', '.join([f'*{last}'] * 9)}]" for last, name in pairwise(names)]
    return "".join(f"{row}\n" for row in rows)


def merges(levels: int) -> str:
    """Mappings merged of mappings."""
    rows = ["m0: &m0 {a: 1}"] + [f"m{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}], k{n}: 1}}" for n in range(1, levels)]
    return "".join(f"{row}\n" for row in rows)


HEAD = "version: 1\ndecisions:\n"
RUNS = f"!!python/object/apply:os.system ['touch {SENTINEL}']"
DECISIONS: dict[str, Callable[[int], str]] = {
    "aliases": lambda n: f"version: 1\n{laughs(min(n, 25))}decisions: *a\n",
    "an alias of itself": lambda n: "version: 1\ndecisions: &d [*d" + ", *d" * n + "]\n",
    "merge keys": lambda n: f"version: 1\n{merges(n)}decisions: []\n",
    "open brackets": lambda n: HEAD + "  " + "[" * n,
    "brackets": lambda n: HEAD + "  " + "[" * n + "]" * n,
    "open braces": lambda n: HEAD + "  " + "{a: " * n,
    "dashes": lambda n: HEAD + "- " * n,
    "question marks": lambda n: HEAD + "? " * n,
    "steps to the right": lambda n: HEAD + "".join(" " * i + f"k{i}:\n" for i in range(min(n, 900))),
    "tags": lambda n: HEAD + f"- {RUNS}\n" * n,
    "tag directives": lambda n: "".join(f"%TAG !{i}! tag:x,{i}:\n" for i in range(n)) + f"---\n{HEAD}",
    "a long text": lambda n: HEAD + f"- {{phrase: '{'x' * 100 * n}', target: a.md, verdict: maybe}}\n",
    "a folded text": lambda n: HEAD + "- >-\n" + "  x\n" * n,
    "a long key": lambda n: "version: 1\n" + "k" * 100 * n + ": 1\n",
    "many keys": lambda n: "version: 1\n" + "".join(f"k{i}: 1\n" for i in range(n)) + "decisions: no\n",
    "many documents": lambda n: "version: 1\n---\n" * n,
    "many comments": lambda n: "# x\n" * n + "version: 0\n",
    "a long number": lambda n: f"version: {'9' * 100 * n}\ndecisions: []\n",
    "escapes": lambda n: HEAD + '- "' + "\\u0041" * n + '"\n',
    "one phrase again and again": lambda n: (
        HEAD + "".join(f"- {{phrase: x, target: a.md, verdict: {'accept' if i else 'reject'}}}\n" for i in range(n))
    ),
}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cwd").mkdir()
    monkeypatch.chdir(tmp_path / "cwd")


@pytest.mark.parametrize("name", DECISIONS)
def test_a_build_with_such_decisions_stops_with_one_line(tmp_path: Path, name: str) -> None:
    config = write_site(tmp_path / "site", {**PAGES, "../autolink.yml": DECISIONS[name](2_000)}, SETTINGS)
    before = contents(tmp_path)
    line = refusal(config)
    assert line.startswith("autolink: ")
    assert "autolink.yml" in line
    assert len(line) < len(str(tmp_path)) + 300
    assert contents(tmp_path) == before, "nothing stands beside the project either"


@pytest.mark.parametrize("name", DECISIONS)
def test_decisions_cost_what_their_size_does(tmp_path: Path, name: str) -> None:
    def refuse(number: int) -> None:
        path = tmp_path / f"{number}.yml"
        path.write_text(DECISIONS[name](number), encoding="utf-8")
        with pytest.raises(DecisionsError):
            load_decisions(path)

    refuse(100)
    once, twice, again = (count_calls(lambda number=number: refuse(number)) for number in (500, 1_000, 2_000))  # type: ignore[misc]
    assert again - twice <= 2.5 * max(twice - once, 1_000)
    assert peak(lambda: refuse(2_000)) <= 200 * len(DECISIONS[name](2_000)) + 500_000


# Front matter

BOMB = laughs(9)
# MkDocs reads front matter, and PyYAML itself takes twice as long for each level of merged mappings: some levels are
# all that a build survives, with the plugin or without.
FRONT: dict[str, str] = {
    **{f"aliases in {key}": f"{BOMB}{key}: *i" for key in ("keywords", "tags", "aliases", "autolink", "description")},
    "aliases in autolink.keywords": f"{BOMB}autolink: {{keywords: *i}}",
    "aliases in an unknown key of autolink": f"{BOMB}autolink: {{unknown: *i}}",
    "aliases in autolink.source": f"{BOMB}autolink: {{source: *i}}",
    "a list that holds itself": "keywords: &k [*k, *k]",
    "a mapping that holds itself": "autolink: &a {keywords: *a, x: *a}",
    "merge keys": f"{merges(12)}autolink: *m11",
    "deep lists": f"keywords: {'[' * 200}x{']' * 200}",
    "deep mappings": f"autolink: {'{a: ' * 200}x{'}' * 200}",
    "a hundred thousand keywords": f"keywords: [{', '.join(f'kw {i}' for i in range(100_000))}]",
    "five hundred unknown keys": "autolink:\n" + "".join(f"  k{i}: 1\n" for i in range(500)),
    "a keyword of a megabyte": f"keywords: [{'widget ' * 150_000}]",
    "a title of a hundred kilobytes": f"title: {'widget ' * 15_000}",
    "a selector of a megabyte": f"autolink: {{selectors_exclude: [{'.a' * 500_000}]}}",
    "numbers": f"keywords: [{'9' * 4_000}, 1e999, .nan]",
    "sets, pairs and bytes": "keywords: !!set {a, b}\ntags: !!pairs [a: b]\naliases: !!binary aGk=",
}


@pytest.mark.parametrize("name", FRONT)
def test_front_matter_costs_no_link_and_no_more_than_lines(build_site: BuildSite, name: str) -> None:
    page = f"---\n{FRONT[name]}\n---\n\n# Bomb\n\nRead the widget guide before you touch it.\n"
    site = build_site(PAGES | {"bomb.md": page}, SETTINGS)
    assert dead_links(site.site_dir) == []
    assert len(our_links(site.site_dir)) > 8
    said = [record.getMessage() for record in site.records if record.name == OURS]
    assert all(len(line) < 400 and "\n" not in line for line in said)
    assert all(line.startswith("autolink: bomb.md: ") or "; report: " in line for line in said)
    assert (site.folder / "autolink-report" / "report.json").stat().st_size < 500_000


def test_nine_times_the_meaning_takes_as_many_calls(tmp_path: Path) -> None:
    def built(levels: int) -> None:
        page = f"---\n{laughs(levels)}keywords: *{'abcdefghijkl'[levels]}\nautolink: *b\n---\n\n# Bomb\n\nText.\n"
        run_build(write_site(tmp_path / "bombs", PAGES | {"bomb.md": page}, SETTINGS))

    built(2)
    assert count_calls(lambda: built(10)) < 1.5 * count_calls(lambda: built(2))


# Options


def nested(levels: int) -> list[Any]:
    value: list[Any] = ["x"] * 9
    for _ in range(levels):
        value = [value] * 9
    return value


@pytest.mark.parametrize("option", [*Settings.__slots__, "unknown"])
def test_options_that_hold_a_bomb_are_refused_in_short(option: str) -> None:
    for value in (nested(9), {"x": nested(9)}, {"x": {"y": nested(9)}}, "x" * 10_000, 10**5_000):
        try:
            read_settings({option: value})
        except SettingsError as error:
            assert len(str(error)) < 2_000  # noqa: PT017 - some options may hold a long text
        assert count_calls(lambda value=value: _tried(option, value)) < 100_000  # type: ignore[misc]


def _tried(option: str, value: object) -> None:
    try:
        read_settings({option: value})
    except SettingsError as error:
        str(error)
