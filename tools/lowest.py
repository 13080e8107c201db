"""Prints the dependencies of pyproject.toml pinned to their lower bounds, as constraints for pip."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


def lowest(requirements: list[str]) -> list[str]:
    """The requirements with `==` their lower bound; a requirement without one is an error."""
    pins = []
    for requirement in requirements:
        bound = re.match(r"([\w.-]+)\s*>=\s*([\w.]+)", requirement)
        if bound is None:
            message = f"{PYPROJECT.name}: '{requirement}' has no lower bound; write it as NAME>=VERSION"
            raise SystemExit(message)
        pins.append(f"{bound[1]}=={bound[2]}")
    return pins


if __name__ == "__main__":
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    print("\n".join(lowest(project["dependencies"])))
