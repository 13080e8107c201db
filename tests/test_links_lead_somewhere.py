from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from built_links import PAGES, SETTINGS, dead_links, our_links
from support import BuildSite, run_build, write_site

pytestmark = pytest.mark.laws


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
@pytest.mark.parametrize("directories", [True, False], ids=["directories", "files"])
def test_every_link_is_relative_and_leads_to_a_file_and_an_id(
    build_site: BuildSite, theme: str, directories: bool
) -> None:
    settings = SETTINGS | {
        "use_directory_urls": directories,
        "site_url": "https://x.example/docs/1.0/",
        "theme": {"name": theme},
    }
    site = build_site(PAGES, settings)
    links = our_links(site.site_dir)
    assert dead_links(site.site_dir) == []
    assert {"widget guide", "quiet corner", "widget lifecycle", "disk quotas"} <= {link.text for link in links}
    assert site.report is not None
    assert len(links) == site.report["totals"]["links"]


def test_a_page_in_no_menu_gets_links_and_is_linked(build_site: BuildSite) -> None:
    site = build_site(PAGES, SETTINGS)
    links = our_links(site.site_dir)
    assert any(link.href == "../../left-out/" for link in links)
    assert any(link.page == site.site_dir / "left-out" / "index.html" for link in links)


SECTIONS = {
    "Größe & Maß": "größe-maß",
    "Why `a < b` holds": "why-a-b-holds",
    "Überblick 100 %": "x%20y",
    "Quote “marks” here": "quote'marks",
}


def test_ids_with_characters_of_every_kind_are_reached(build_site: BuildSite) -> None:
    pages = {
        "index.md": "# Home\n\n" + "\n\n".join(f"Read about {title} as well." for title in SECTIONS),
        "all.md": "# Everything\n\n" + "".join(f"## {t} {{: #{i} }}\n\nText.\n\n" for t, i in SECTIONS.items()),
    }
    options = SETTINGS["plugins"][0]["autolink"] | {
        "keywords": {title.replace("`", ""): f"all.md#{i}" for title, i in SECTIONS.items()},
        "limits": {"words_per_link": None, "words_between": 0, "per_target_per_page": None, "links_per_section": None},
    }
    site = build_site(pages, {"plugins": [{"autolink": options}], "markdown_extensions": ["attr_list"]})
    assert dead_links(site.site_dir) == []
    assert sum("#" in link.href for link in our_links(site.site_dir)) >= 2


@pytest.mark.parametrize("gone", [{"exclude_docs": "ops/"}, {"draft_docs": "ops/"}], ids=["excluded", "draft"])
def test_a_page_that_is_not_built_is_no_target(build_site: BuildSite, gone: dict[str, Any]) -> None:
    site = build_site(PAGES, SETTINGS | gone)
    assert not (site.site_dir / "ops").exists()
    assert our_links(site.site_dir)
    assert dead_links(site.site_dir) == []
    assert not any("ops" in link.href for link in our_links(site.site_dir))


def test_links_out_of_a_generated_page_and_into_it(tmp_path: Path) -> None:
    hook = (
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n"
        "    text = '# Generated overview\\n\\nNothing here is about the widget guide, except for this sentence.\\n'\n"
        "    files.append(File.generated(config, 'made/overview.md', content=text))\n"
        "    return files\n"
    )
    pages = PAGES | {
        "../hook.py": hook,
        "reader.md": "# Reader\n\nWhat the machine wrote is in the generated overview, for those who like lists.\n",
    }
    site = run_build(write_site(tmp_path, pages, SETTINGS | {"hooks": ["hook.py"]}))
    links = {(link.page.parent.name, link.href) for link in our_links(site.site_dir)}
    assert ("overview", "../../guide/widget/") in links
    assert ("reader", "../made/overview/") in links
    assert dead_links(site.site_dir) == []


def test_of_two_pages_with_one_address_only_the_one_that_stays_counts(build_site: BuildSite) -> None:
    pages = PAGES | {
        "guide/parts.md": "# Spare parts\n\nAsk the widget guide.\n\n## Parts catalogue\n\nNothing is in it.\n",
        "guide/parts/index.md": "# Spare parts\n\nThe release calendar says when there are some.\n",
        "reader.md": "# Reader\n\nOf all spare parts there is a list, the parts catalogue, which is worth a look.\n",
    }
    site = build_site(pages, SETTINGS)
    assert site.report is not None
    assert dead_links(site.site_dir) == []
    assert len(our_links(site.site_dir)) == site.report["totals"]["links"]
    assert "guide/parts.md" not in {page["page"] for page in site.report["pages"]}
    assert "guide/parts/index.md" in {link["target"] for link in site.report["links"]}
    line = "autolink: guide/parts.md: left out, as guide/parts/index.md has the same address on the site."
    assert line in site.messages(20)
