"""What import-linter cannot say about who may do what."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import mkdocs_autolink

PACKAGE = Path(mkdocs_autolink.__file__).parent
MODULES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
}
ON_THE_NETWORK = {"ftplib", "http", "smtplib", "socket", "socketserver", "ssl", "urllib.request", "xmlrpc"}
ON_THE_NETWORK |= {"aiohttp", "httpx", "requests", "urllib3", "websockets"}
MAY_PRINT = ("cli/",)
MAY_SERVE = ("review/",)


def imported(tree: ast.Module) -> set[str]:
    """Full names of what a module imports anywhere in its text."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def within(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


@pytest.mark.laws
def test_nothing_calls_the_network() -> None:
    found = {
        module: sorted(name for name in imported(tree) if within(name, ON_THE_NETWORK))
        for module, tree in MODULES.items()
        if not module.startswith(MAY_SERVE)
    }
    assert {module: names for module, names in found.items() if names} == {}


def test_only_the_command_line_prints() -> None:
    others = {module: tree for module, tree in MODULES.items() if not module.startswith(MAY_PRINT)}
    assert [module for module, tree in others.items() if any(within(name, {"click"}) for name in imported(tree))] == []
    found = [
        f"{module}:{node.lineno}"
        for module, tree in others.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id in {"print", "input"}
    ]
    assert found == []


def test_the_pipeline_runs_without_mkdocs() -> None:
    program = "import sys, mkdocs_autolink.pipeline; print('mkdocs' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def designed() -> list[str]:
    """The modules and packages that the design lists, from the top down."""
    design = (PACKAGE.parent / "docs" / "design.md").read_text(encoding="utf-8")
    listing = design.partition("\nmkdocs_autolink/\n")[2].partition("```")[0]
    return [line.split()[0].removesuffix(".py").removesuffix("/") for line in listing.splitlines()]


def test_the_design_lists_every_module() -> None:
    modules = {module.split("/")[0].removesuffix(".py") for module in MODULES} - {"__init__"}
    assert set(designed()) == modules


def test_the_design_lists_modules_in_the_order_that_imports_keep() -> None:
    settings = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = [one for one in settings["tool"]["importlinter"]["contracts"] if one["type"] == "layers"]
    depth = {name.strip("() "): number for number, layer in enumerate(contract["layers"]) for name in layer.split("|")}
    depths = [depth[module] for module in designed()]
    assert depths == sorted(depths)
