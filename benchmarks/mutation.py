"""Breaks the code in one small way after the other, and counts what the tests notice.

    python benchmarks/mutation.py [MODULE ...]

Each module's mutants meet the module's own tests, as far as these take plain values: a build of a site for each of
thousands would take days. With MODULE, such as `plan` or `sources/proof`, only those are broken. A table comes out, and
build/mutation/survivors.diff with every change that no test noticed. It works on a copy of the project, so that nobody
who edits it meanwhile disturbs the count.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PACKAGE = "mkdocs_autolink"
COPIES = PROJECT / "build" / "mutation"
SURVIVORS = COPIES / "survivors.diff"
PASS = 85.0
"""Percent of the mutants of a module that the tests have to notice."""


@dataclass(frozen=True, slots=True)
class Group:
    """Modules, and the arguments with which pytest runs the tests that have to notice their mutants."""

    name: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]
    arguments: tuple[str, ...] = ()


GROUPS = (
    Group("plan", ("plan", "limits", "mention_judge", "outcomes", "stranded"), ("tests/test_plan.py",)),
    Group("rewrite", ("rewrite",), ("tests/test_rewrite.py",)),
    Group(
        "decisions",
        ("decisions/comments", "decisions/model", "decisions/read", "decisions/write"),
        ("tests/test_decisions.py",),
    ),
    Group(
        "sources",
        (
            "sources/applying",
            "sources/comparison",
            "sources/destination",
            "sources/disk",
            "sources/edits",
            "sources/harmless",
            "sources/judging",
            "sources/markdown",
            "sources/proof",
            "sources/record",
            "sources/traces",
            "sources/verification",
            "sources/writing",
        ),
        ("tests/sources",),
        ("--ignore=tests/sources/test_apply_command.py", "--ignore=tests/sources/test_markdown_cases.py"),
    ),
    Group(
        "body",
        ("body", "elements", "opaque", "prose", "selector", "tables", "tokens"),
        ("tests/test_body.py", "tests/test_html_cases.py", "tests/test_selector.py"),
        ("-k", "not linear_time"),
    ),
)
_ARGUMENTS = ("-m", "not slow and not long", "-p", "no:cacheprovider")
_NOTICED = frozenset({1, 3})
"""What pytest exits with where a test fails, or breaks."""
_TIMEOUTS = frozenset({-24, 24, 36, 152, 255})
"""How the tool says that the tests ran far longer than without the mutant."""
_TIMES_AS_LONG = 5.0
"""How much longer: a mutant that never ends costs as much as this."""
_SHOW = """
import sys
from mutmut.mutation.diff_apply import get_diff_for_mutant
for name in sys.stdin.read().split():
    print(f"# {name}\\n{get_diff_for_mutant(name)}\\n")
"""
"""Prints many at once: the command of the tool takes seconds for one."""


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one module's mutants."""

    module: str
    mutants: int
    killed: int
    survived: int
    timeout: int

    @property
    def score(self) -> float:
        """Percent of the mutants that did not go unnoticed."""
        return 100 * (self.killed + self.timeout) / self.mutants if self.mutants else 100.0


def main(modules: list[str]) -> int:
    """Prints the table; 1 where a module scores too low."""
    known = {module for group in GROUPS for module in group.modules}
    if unknown := sorted(set(modules) - known):
        print(f"{', '.join(unknown)}: no such module is mutated; name some of {', '.join(sorted(known))}.")
        return 2
    shutil.rmtree(COPIES, ignore_errors=True)
    rows: list[Row] = []
    diffs = ""
    for group in GROUPS:
        if chosen := [module for module in group.modules if not modules or module in modules]:
            outcomes = try_mutants(group, chosen)
            rows += [row(module, outcomes[module].values()) for module in chosen]
            diffs += survivors(group, outcomes)
    print(table([*rows, total(rows)]))
    SURVIVORS.write_text(diffs, encoding="utf-8")
    print(f"\nWhat no test noticed: {SURVIVORS.relative_to(PROJECT)}")
    low = [each.module for each in rows if each.score < PASS]
    if low:
        print(f"Below {PASS:.0f} %: {', '.join(low)}. Add tests of what the survivors would change for a user.")
    return bool(low)


def try_mutants(group: Group, modules: Iterable[str]) -> dict[str, Mapping[str, int]]:
    """By module: each mutant, and how the tests exited with it. Raises SystemExit where they fail without one."""
    copy = COPIES / group.name
    for name in (PACKAGE, "tests", "benchmarks"):
        shutil.copytree(PROJECT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    settings = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    (copy / "pyproject.toml").write_text(f"{settings}\n{configuration(group)}", encoding="utf-8")
    patterns = [f"{PACKAGE}.{module.replace('/', '.')}.*" for module in modules]
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *patterns]
    log = copy / "mutmut.log"
    with log.open("wb") as file:
        code = subprocess.run(command, cwd=copy, stdout=file, stderr=subprocess.STDOUT, check=False).returncode
    if code:
        tail = log.read_text(encoding="utf-8", errors="replace")[-3_000:]
        raise SystemExit(f"{tail}\nmutmut stopped ({code}); the tests have to pass before they are put to the test.")
    return {module: read_outcomes(copy / "mutants" / PACKAGE / f"{module}.py.meta") for module in modules}


def configuration(group: Group) -> str:
    """What the tool is told in a pyproject.toml."""
    options = {
        "source_paths": [PACKAGE],
        "only_mutate": [f"{PACKAGE}/{module}.py" for module in group.modules],
        "also_copy": ["benchmarks"],
        "pytest_add_cli_args_test_selection": group.tests,
        "pytest_add_cli_args": [*_ARGUMENTS, *group.arguments],
        "timeout_multiplier": _TIMES_AS_LONG,
    }
    return "\n".join(["[tool.mutmut]", *(f"{key} = {json.dumps(value)}" for key, value in options.items())])


def read_outcomes(path: Path) -> Mapping[str, int]:
    """The mutants of a module that were tried, and how the tests exited with each."""
    codes = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return {mutant: code for mutant, code in codes.items() if code is not None}


def row(module: str, codes: Iterable[int]) -> Row:
    """The count of one module; a mutant that no test reaches has survived."""
    counts = Counter(map(_outcome, codes))
    return Row(module, counts.total(), counts["killed"], counts["survived"], counts["timeout"])


def _outcome(code: int) -> str:
    return "killed" if code in _NOTICED else "timeout" if code in _TIMEOUTS else "survived"


def total(rows: Iterable[Row]) -> Row:
    """All modules in one row."""
    counted = zip(*((each.mutants, each.killed, each.survived, each.timeout) for each in rows), strict=True)
    return Row("all", *map(sum, counted))


def table(rows: Iterable[Row]) -> str:
    """The rows as they are printed."""
    return "\n".join(_lines(rows))


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    yield f"{'module':24}{'mutants':>8}{'killed':>8}{'survived':>10}{'timeout':>9}{'score':>8}"
    for each in rows:
        yield f"{each.module:24}{each.mutants:8}{each.killed:8}{each.survived:10}{each.timeout:9}{each.score:7.1f}%"


def survivors(group: Group, outcomes: Mapping[str, Mapping[str, int]]) -> str:
    """What each mutant of the group that survived changes."""
    codes = (item for codes in outcomes.values() for item in codes.items())
    names = [mutant for mutant, code in codes if _outcome(code) == "survived"]
    shown = subprocess.run(
        [sys.executable, "-c", _SHOW],
        cwd=COPIES / group.name,
        input="\n".join(names),
        capture_output=True,
        text=True,
        check=True,
    )
    return shown.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
