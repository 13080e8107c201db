"""What holds up the tests themselves: the gate of branch coverage, and the count of mutants."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from mutation import GROUPS, Group, Row, configuration, read_outcomes, row, table, total

PROJECT = Path(__file__).resolve().parent.parent
GATED = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["coverage"]["run"]["include"]


@pytest.mark.parametrize("pattern", GATED)
def test_a_module_that_is_renamed_does_not_slip_out_of_the_gate(pattern: str) -> None:
    assert [path for path in PROJECT.glob(pattern) if path.suffix == ".py"]


def test_the_documentation_names_the_modules_of_the_gate() -> None:
    text = (PROJECT / "docs" / "reliability.md").read_text(encoding="utf-8")
    (said,) = re.findall(r"\*\*Branch coverage is 100 %\*\* of ([^;]+);", text)
    gated = {pattern.removeprefix("mkdocs_autolink/").removesuffix(".py").removesuffix("/*") for pattern in GATED}
    assert set(re.findall(r"`(\w+)`", said)) == gated


def test_every_module_of_the_gate_is_mutated_but_those_that_only_import() -> None:
    gated = {path for pattern in GATED for path in PROJECT.glob(pattern) if path.name.endswith(".py")}
    mutated = {PROJECT / "mkdocs_autolink" / f"{module}.py" for group in GROUPS for module in group.modules}
    assert {path for path in gated if path.name != "__init__.py"} <= mutated


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_the_tool_is_told_of_modules_and_tests_that_are_there(group: Group) -> None:
    told = tomllib.loads(configuration(group))["tool"]["mutmut"]
    ignored = [text.removeprefix("--ignore=") for text in told["pytest_add_cli_args"] if text.startswith("--ignore=")]
    for path in (*told["only_mutate"], *told["pytest_add_cli_args_test_selection"], *ignored):
        assert (PROJECT / path).exists()


def test_a_mutant_that_no_test_reaches_or_that_crashes_in_another_way_has_survived() -> None:
    assert row("plan", [1, 3, 0, 33, 5, 35, -11, 24, -24, 36]) == Row("plan", 10, 2, 5, 3)


def test_a_test_that_never_ends_has_noticed_the_mutant() -> None:
    assert row("plan", [1, 24, 0, 0]).score == 50.0


def test_mutants_that_were_not_tried_are_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "proof.py.meta"
    path.write_text(json.dumps({"exit_code_by_key": {"x_prove__mutmut_1": 1, "x_prove__mutmut_2": None}}))
    assert read_outcomes(path) == {"x_prove__mutmut_1": 1}


def test_the_table_ends_with_all_modules_together() -> None:
    rows = [Row("plan", 10, 8, 1, 1), Row("sources/proof", 30, 30, 0, 0)]
    assert table([*rows, total(rows)]).splitlines() == [
        "module                   mutants  killed  survived  timeout   score",
        "plan                          10       8         1        1   90.0%",
        "sources/proof                 30      30         0        0  100.0%",
        "all                           40      38         1        1   97.5%",
    ]
