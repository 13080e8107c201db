from __future__ import annotations

from typing import Any

import pytest

from built_links import OPTIONS, our_links
from support import BuildSite, BuiltSite

pytest.importorskip("mkdocs_literate_nav")

HOME = "# Home\n\nThe widgets have a [menu](parts/SUMMARY.md), and in it the summary of parts.\n"
MENU = "# Summary of parts\n\n* [Wheel](wheel.md)\n* [Wheels](wheel.md)\n"
PAGES = {"index.md": HOME, "widgets.md": "# Widgets\n\nText.\n", "parts/wheel.md": "# Wheel\n\nText.\n"}


def built(build_site: BuildSite, name: str, menu: str = MENU, home: str = HOME) -> BuiltSite:
    nav: list[Any] = ["index.md", "widgets.md", {"Parts": "parts/"}]
    plugins = [{"literate-nav": {"nav_file": name}}, {"autolink": OPTIONS | {"min_confidence": 0}}]
    return build_site(PAGES | {"index.md": home, f"parts/{name}": menu}, {"nav": nav, "plugins": plugins})


def test_a_menu_is_no_page(build_site: BuildSite) -> None:
    site = built(build_site, "SUMMARY.md")
    report = site.report
    assert report is not None
    assert (site.site_dir / "parts" / "SUMMARY" / "index.html").exists()
    assert [page["page"] for page in report["pages"]] == ["index.md", "parts/wheel.md", "widgets.md"]
    assert [page["page"] for page in report["pages"] if page["orphan"]["before"]] == ["parts/wheel.md", "widgets.md"]
    assert {link["target"] for link in report["links"]} == {"widgets.md"}
    assert report["broken"] == []
    assert len(our_links(site.site_dir)) == 1


def test_a_page_that_has_the_menu_of_its_folder_stays_one(build_site: BuildSite) -> None:
    report = built(build_site, "README.md", home="# Home\n\nThe summary of parts.\n").report
    assert report is not None
    assert {link["target"] for link in report["links"]} == {"parts/README.md"}
    assert "parts/wheel.md" not in [page["page"] for page in report["pages"] if page["orphan"]["before"]]
