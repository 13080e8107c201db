from __future__ import annotations

import json
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config

from built_links import OPTIONS, contents, dead_links, our_links, without_links
from mkdocs_autolink.cli import main
from mkdocs_autolink.cli.opened_report import open_report, stale
from support import BuildSite, BuiltSite, run_build, serving, write_site

pytest.importorskip("mkdocs_static_i18n")

ENGLISH = {
    "index": "# Handbook\n\nBefore the first deployment you should read the widget guide, and then read it again.\n",
    "widget": "# Widget guide\n\nThe widget stands on the shelf beside the door, where the handbook says it should.\n",
    "only": "# Storage backend\n\nThis page is there in English only, and the widget guide does not mention it.\n",
}
FRENCH = {
    "index": "# Manuel\n\nAvant de commencer, il faut lire le guide des gadgets et le storage backend.\n",
    "widget": "# Guide des gadgets\n\nLe gadget est dans la boîte, comme le dit le manuel avec beaucoup de mots.\n",
}
SUFFIX = {f"{name}.md": text for name, text in ENGLISH.items()} | {
    f"{name}.fr.md": text for name, text in FRENCH.items()
}
FOLDER = {f"en/{name}.md": text for name, text in ENGLISH.items()} | {
    f"fr/{name}.md": text for name, text in FRENCH.items()
}


def settings(structure: str, *, fallback: bool = True) -> dict[str, Any]:
    languages = [{"locale": "en", "name": "English", "default": True}, {"locale": "fr", "name": "Français"}]
    i18n = {"docs_structure": structure, "languages": languages, "fallback_to_default": fallback}
    return {"theme": {"name": "material"}, "plugins": ["search", {"i18n": i18n}, {"autolink": OPTIONS}]}


@pytest.fixture(params=["suffix", "folder"])
def built(request: pytest.FixtureRequest, build_site: BuildSite) -> BuiltSite:
    return build_site(SUFFIX if request.param == "suffix" else FOLDER, settings(request.param))


def test_no_link_leads_from_one_language_to_another(built: BuiltSite) -> None:
    assert dead_links(built.site_dir) == []
    french = built.site_dir / "fr"
    found = {"en": 0, "fr": 0}
    for link in our_links(built.site_dir):
        target = (link.page.parent / link.href).resolve()
        assert target.is_relative_to(french) is link.page.is_relative_to(french)
        found["fr" if link.page.is_relative_to(french) else "en"] += 1
    assert found["en"] >= 2
    assert found["fr"] >= 2


def test_a_french_page_links_no_english_page_that_stands_in_for_a_french_one(built: BuiltSite) -> None:
    texts = {link.text for link in our_links(built.site_dir) if "fr" in link.page.relative_to(built.site_dir).parts}
    assert "guide des gadgets" in texts
    assert "storage backend" not in texts


def test_each_language_has_its_own_report(built: BuiltSite) -> None:
    assert built.report is not None
    french = json.loads((built.folder / "autolink-report" / "fr" / "report.json").read_text())
    assert built.report["site"]["language"] == "en"
    assert french["site"]["language"] == "fr"
    assert built.report["totals"]["links"] + french["totals"]["links"] == len(our_links(built.site_dir))


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_each_language_has_a_home_page(build_site: BuildSite, structure: str, *, directory_urls: bool) -> None:
    pages = SUFFIX if structure == "suffix" else FOLDER
    built = build_site(pages, settings(structure) | {"use_directory_urls": directory_urls})
    reports = [json.loads(path.read_text()) for path in built.folder.glob("autolink-report/**/report.json")]
    homes = {page["page"] for report in reports for page in report["pages"] if page["depth"] == 0}
    assert homes == ({"index.md", "index.fr.md"} if structure == "suffix" else {"en/index.md", "fr/index.md"})


@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_a_decision_is_rotten_where_it_holds_in_no_language(
    build_site: BuildSite, tmp_path: Path, structure: str
) -> None:
    english, french = ("widget.md", "widget.fr.md") if structure == "suffix" else ("en/widget.md", "fr/widget.md")
    wanted = {"widget guide": english, "guide des gadgets": french, "old guide": f"old{'o' * 300}.md"}
    entries = [f"  - {{phrase: {phrase}, target: {to}, verdict: accept}}" for phrase, to in wanted.items()]
    (tmp_path / "autolink.yml").write_text("\n".join(["version: 1", "decisions:", *entries, ""]))
    built = build_site(SUFFIX if structure == "suffix" else FOLDER, settings(structure))
    said = [line for record in built.records if "does not have: " in (line := record.getMessage())]
    assert [line.split("does not have: ")[1].split(". ")[0] for line in said] == [f"'{wanted['old guide']}'"] * 2
    folder = built.folder / "autolink-report"
    for report in (folder, folder / "fr"):
        result = CliRunner().invoke(main, ["check", "--no-rot", "--report", str(report)])
        assert result.exit_code == 1
        assert [name for phrase, name in wanted.items() if f'decision on "{phrase}"' in result.stdout] == [
            wanted["old guide"]
        ]


@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_a_keyword_for_a_page_of_one_language_is_missed_in_no_other(build_site: BuildSite, structure: str) -> None:
    english, french = ("widget.md", "widget.fr.md") if structure == "suffix" else ("en/widget.md", "fr/widget.md")
    keywords = {"shelf beside the door": english, "beaucoup de mots": french, "my own": french, "old": "old.md"}
    options = settings(structure)
    options["plugins"][-1] = {"autolink": OPTIONS | {"keywords": keywords}}
    built = build_site(SUFFIX if structure == "suffix" else FOLDER, options)
    said = [line for record in built.records if "keywords or autolink.yml " in (line := record.getMessage())]
    assert ["does not have: 'old.md'. Mend" in line for line in said] == [True, True]


def test_everything_else_stays_in_every_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    with_us = settings("suffix", fallback=False)
    without_us = with_us | {"plugins": with_us["plugins"][:-1]}
    plain = run_build(write_site(tmp_path / "off", SUFFIX, without_us))
    site = run_build(write_site(tmp_path / "on", SUFFIX, with_us))
    assert without_links(site.site_dir) == contents(plain.site_dir)


@pytest.mark.parametrize(
    "edit", [{}, {"index.md": ENGLISH["index"] + "\nMore of it.\n"}], ids=["alone", "with an edit"]
)
def test_the_report_of_a_served_language_knows_what_came_to_another_and_what_left_it(
    tmp_path: Path, edit: dict[str, str]
) -> None:
    path = write_site(tmp_path, SUFFIX, settings("suffix"))
    with serving(path) as config:
        build(config)
        (tmp_path / "docs" / "widget.fr.md").unlink()
        write_site(tmp_path, {"more.fr.md": "# Encore\n", **edit}, settings("suffix"))
        build(load_config(str(path)))
        sleep(0.05)  # the clock of a file system ticks slowly
        write_site(tmp_path, {"late.fr.md": "# Tard\n"}, settings("suffix"))
    opened = open_report(tmp_path / "autolink-report", None)
    assert opened.report.project.left_out == ("index.fr.md", "more.fr.md")
    assert list(stale(opened)) == ["late.fr.md was added after the report was made"]
