"""The documentation says what the code does: options, reasons, origins, terms, formats, commands, addresses."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import pytest
import yaml
from click import Context, Option

from mkdocs_autolink.body import Zone
from mkdocs_autolink.cli import main
from mkdocs_autolink.confidence import BIAS, shipped_weights
from mkdocs_autolink.decisions import parse_decisions
from mkdocs_autolink.front_matter import read_front_matter
from mkdocs_autolink.hits import Match
from mkdocs_autolink.namings import Origin
from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.settings import Settings, read_settings
from mkdocs_autolink.sources.proof import Refusal
from support import BuiltSite, run_build

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "mkdocs_autolink" / "report" / "report.schema.json"
DOCUMENTS = {path.relative_to(ROOT).as_posix(): path for path in (ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")))}
TEXTS = {name: path.read_text(encoding="utf-8") for name, path in DOCUMENTS.items()}


def rows(document: str, heading: str = "") -> dict[str, str]:
    """First cell, less its backticks, -> second cell of the table rows that begin with code, below the heading."""
    text = TEXTS[document].split(f"\n## {heading}\n")[1].split("\n## ")[0] if heading else TEXTS[document]
    return dict(re.findall(r"^\| `([^`|]+)` \| ([^|]+) \|", text, re.MULTILINE))


def blocks(kind: str) -> list[Any]:
    """The fenced blocks of a kind as parameters named after their document and line."""
    return [
        pytest.param(match[1], id=f"{name}:{text.count(chr(10), 0, match.start()) + 2}")
        for name, text in TEXTS.items()
        for match in re.finditer(rf"^```{kind}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    ]


def option_names(kind: Any, prefix: str = "") -> Iterator[str]:
    for field, hint in get_type_hints(kind, include_extras=True).items():
        name = f"{prefix}{field.rstrip('_')}"
        if is_dataclass(hint):
            yield from option_names(hint, f"{name}.")
        else:
            yield name


def documented_options() -> dict[str, str]:
    return {name: cell for name, cell in rows("docs/options.md").items() if cell.startswith("`") and cell.endswith("`")}


def test_every_option_is_in_the_tables_and_no_other() -> None:
    assert sorted(documented_options()) == sorted(option_names(Settings))


@pytest.mark.parametrize("name", list(option_names(Settings)))
def test_the_default_that_is_said_is_the_default(name: str) -> None:
    value = yaml.safe_load(documented_options()[name].strip("`"))
    for key in reversed(name.split(".")):
        value = {key: value}
    assert read_settings(value) == Settings()


@pytest.mark.parametrize("block", blocks("yaml"))
def test_examples_are_read_without_a_complaint(block: str) -> None:
    if block.startswith("version:"):
        assert parse_decisions(block, "example").items
    elif block.startswith("---"):
        assert not read_front_matter(yaml.safe_load(block.strip("-\n"))).problems
    else:
        plugins = yaml.safe_load(block)["plugins"]
        options = next(plugin["autolink"] for plugin in [*plugins, {"autolink": {}}] if isinstance(plugin, dict))
        read_settings(options)


def test_every_reason_is_explained_and_no_other() -> None:
    assert sorted(rows("docs/report.md", "Why a candidate is no link")) == sorted(Reason)


def test_every_origin_is_explained_and_no_other() -> None:
    assert list(rows("docs/report.md", "Where phrases come from")) == list(Origin)


def test_every_term_of_confidence_is_explained() -> None:
    text = TEXTS["docs/report.md"].split("## What the confidence is made of")[1].split("\n## ")[0]
    explained = set(re.findall(r"`([^`]+)`", text))
    kinds: dict[str, set[str]] = {"origin": set(Origin), "match": set(Match), "in": set(Zone)}
    missing = []
    for term in (BIAS, *shipped_weights().terms):
        kind, _, value = term.partition(": ")
        known = f"{kind}: …" in explained and value in kinds[kind] if value else term in explained
        if not known:
            missing.append(term)
    assert missing == []


def test_every_kind_of_match_is_explained() -> None:
    assert {f"`{match}`" for match in Match if match is not Match.EXACT} <= set(
        re.findall(r"`[^`]+`", TEXTS["docs/report.md"])
    )


@pytest.mark.parametrize("block", blocks("json"))
def test_the_example_of_report_json_has_keys_of_the_schema(block: str) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    example = json.loads(block)
    assert set(example) == set(schema["required"])
    assert set(example["totals"]) <= set(schema["$defs"]["totals"]["properties"])
    for part in ("link", "page", "problem"):
        assert set(example[f"{part}s"][0]) == set(schema["$defs"][part]["properties"])


def test_front_matter_keys_are_known_ones() -> None:
    named = {name for name in rows("docs/options.md", "In the front matter of a page") if name.startswith("autolink.")}
    values: dict[str, Any] = {key.removeprefix("autolink.").split(":")[0]: ["table"] for key in named}
    values |= {"source": False, "target": False}
    assert len(values) == 6
    assert not read_front_matter({"autolink": values}).problems


def options_of(command: str) -> set[str]:
    found = main.get_command(Context(main), command)
    assert found
    return {name for option in found.params if isinstance(option, Option) for name in option.opts}


def test_every_command_has_a_row_of_the_readme_that_leads_to_its_page() -> None:
    rows_of_commands = re.findall(r"^\| \[`(\w+)[^`]*`\]\(docs/(\w+)\.md\)", TEXTS["README.md"], re.MULTILINE)
    assert sorted(rows_of_commands) == [(command, command) for command in main.list_commands(Context(main))]


@pytest.mark.parametrize("command", ["apply", "evaluate", "explain", "review"])
def test_every_option_of_a_command_is_on_its_page_and_no_other_in_a_table(command: str) -> None:
    """That of check is tested with the rest of its page."""
    code = "\n".join(re.findall(r"`([^`\n]+)`", TEXTS[f"docs/{command}.md"]))
    options = options_of(command)
    assert {name for name in options if not re.search(rf"(?<![\w-]){name}(?![\w-])", code)} == set()
    rows_of_options = re.findall(r"^\| (`-[^|]+) \|", TEXTS[f"docs/{command}.md"], re.MULTILINE)
    assert set(re.findall(r"(?<![\w-])--?[a-z-]+", "\n".join(rows_of_options))) <= options


def test_every_refusal_of_apply_is_explained() -> None:
    assert set(Refusal) <= rows("docs/apply.md", "What it refuses").keys()


def test_the_first_commands_are_targets_of_make() -> None:
    commands = re.findall(r"^\$ (.+)$", TEXTS["README.md"], re.MULTILINE)
    assert commands[:2] == ["make demo", "make test"]
    makefile = ROOT / "Makefile"
    if makefile.exists():
        assert {"demo", "test"} <= set(re.findall(r"^([a-z-]+):", makefile.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("name", [*TEXTS, "CONTRIBUTING.md", "CHANGELOG.md"])
def test_addresses_lead_somewhere(name: str) -> None:
    document = ROOT / name
    prose = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for address in re.findall(r"\]\(([^)\s]+)\)", prose):
        if address.startswith("https://"):
            continue
        path, _, fragment = address.partition("#")
        leads_to = (document.parent / path).resolve() if path else document
        assert leads_to.exists(), address
        if fragment:
            headings = re.findall(r"^#+ (.+)$", leads_to.read_text(encoding="utf-8"), re.MULTILINE)
            assert fragment in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_the_files_that_contributing_names_are_there() -> None:
    if not (ROOT / "benchmarks").is_dir():
        pytest.skip("benchmarks are not part of a source distribution")
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:tests|benchmarks|docs)/[\w./-]+)`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []
    modules = re.findall(r"`((?:report/)?\w+\.(?:py|toml))`", text)
    assert {name for name in modules if not (ROOT / "mkdocs_autolink" / name).exists()} == {"pyproject.toml"}


def test_contributing_explains_every_target_of_make_and_no_other() -> None:
    if not (ROOT / "Makefile").exists():
        pytest.skip("the Makefile is not part of a source distribution")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    explained = re.findall(
        r"^\| `make ([a-z-]+)` \|", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(explained) == sorted(set(phony.split()) - {"help"})


def test_the_readme_leads_to_every_page() -> None:
    linked = set(re.findall(r"\]\(docs/([\w-]+\.md)[)#]", TEXTS["README.md"]))
    assert linked == {path.name for path in ROOT.glob("docs/*.md")} - {"index.md"}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    if not (ROOT / "example-site").is_dir():
        pytest.skip("example-site is not part of a source distribution")
    folder = tmp_path_factory.mktemp("docs") / "example-site"
    shutil.copytree(ROOT / "example-site", folder, ignore=shutil.ignore_patterns("site", "autolink-report"))
    with pytest.MonkeyPatch.context() as there:
        there.chdir(folder.parent)
        return run_build(folder / "mkdocs.yml")


@pytest.mark.parametrize(("kind", "files"), [("markdown", "docs/**/*.md"), ("html", "site/**/*.html")])
def test_before_and_after_stand_on_the_example_site(example: BuiltSite, kind: str, files: str) -> None:
    (block,) = re.findall(rf"^```{kind}\n(.*?)^```", TEXTS["README.md"], re.MULTILINE | re.DOTALL)
    pages = [" ".join(path.read_text(encoding="utf-8").split()) for path in example.folder.glob(files)]
    assert any(" ".join(block.split()) in page for page in pages)


def test_the_line_that_a_build_prints_looks_as_is_said(example: BuiltSite) -> None:
    (printed,) = [line for line in example.messages(20) if line.startswith("autolink: ")]
    (shown,) = re.findall(r"^INFO    -  (autolink: .*)$", TEXTS["README.md"], re.MULTILINE)
    number = re.compile(r"\d+( phrases?)?")
    assert number.sub("N", shown) == number.sub("N", printed)


def test_the_project_s_own_site_builds_strictly_and_its_home_page_leads_to_all_others(tmp_path: Path) -> None:
    if not (ROOT / "mkdocs.yml").is_file():
        pytest.skip("mkdocs.yml is not part of a source distribution")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    site = run_build(tmp_path / "mkdocs.yml", strict=True)
    assert site.messages() == []
    report = json.loads((tmp_path / "build" / "autolink-report" / "report.json").read_text(encoding="utf-8"))
    leads_to = {link["target"] for link in report["links"] if link["page"] == "index.md"}
    assert leads_to == {path.name for path in ROOT.glob("docs/*.md")} - {"index.md"}
