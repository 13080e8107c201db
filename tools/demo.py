"""Builds a site with the plugin and says where the linked pages and the report are.

Takes the folder of the site: `python tools/demo.py example-site`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def build(folder: Path) -> None:
    """Runs MkDocs on the site in the folder; ends the program with MkDocs' exit code where it fails."""
    command = [sys.executable, "-m", "mkdocs", "build", "--clean", "--quiet", "--config-file", "mkdocs.yml"]
    code = subprocess.run(command, cwd=folder, check=False).returncode
    if code:
        raise SystemExit(code)


def summary(folder: Path) -> str:
    """What was made and where it is, from the report that the plugin wrote."""
    reports = folder / "autolink-report"
    report = json.loads((reports / "report.json").read_text(encoding="utf-8"))
    totals = report["totals"]
    lines = [
        f"autolink made {totals['links']} links on {totals['pages_with_links']} of {totals['pages']} pages.",
        f"  the linked site:  {folder / 'site' / 'index.html'}",
        f"  the report:       {reports / 'report.html'}",
        f"  for programs:     {reports / 'report.json'}",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "example-site")
    if not (site / "mkdocs.yml").is_file():
        raise SystemExit(f"{site}: no mkdocs.yml there; run this from the project's root folder")
    build(site)
    print(summary(site))
