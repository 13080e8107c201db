"""Each of our links is followed on the written site, as a browser would: the file is there, and so is the id."""

from __future__ import annotations

import os
import shutil
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

import odd_site
from built_links import PAGES, SETTINGS, BuiltLink, address, dead_links, our_links
from support import BuildSite, BuiltSite, run_build, write_site

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


needs_free_names = pytest.mark.skipif(os.name == "nt", reason="Windows allows few characters in the names of files")


@needs_free_names
@pytest.mark.parametrize("theme", ["mkdocs", "material"])
@pytest.mark.parametrize("directories", [True, False], ids=["directories", "files"])
def test_names_and_ids_of_every_kind_are_reached(build_site: BuildSite, theme: str, directories: bool) -> None:
    settings = odd_site.SETTINGS | {"theme": {"name": theme}, "use_directory_urls": directories}
    site = build_site(odd_site.pages(), settings)
    assert site.messages() == []
    assert dead_links(site.site_dir) == []
    report = site.report
    assert report is not None
    assert {link["target"] for link in report["links"]} == set(odd_site.NAMES)
    assert {link["fragment"] for link in report["links"]} == {"", *odd_site.IDS}
    assert len(our_links(site.site_dir)) == len(report["links"])


@needs_free_names
@pytest.mark.parametrize("directories", [True, False], ids=["directories", "files"])
def test_a_server_finds_every_page_that_we_link_to(build_site: BuildSite, directories: bool) -> None:
    site = build_site(odd_site.pages(), odd_site.SETTINGS | {"use_directory_urls": directories})
    with _served(site.site_dir) as root:
        addresses = {_whole(root, link, site) for link in our_links(site.site_dir)}
        assert len(addresses) == len(odd_site.NAMES)
        for whole in sorted(addresses):
            with urllib.request.urlopen(whole) as answer:
                assert answer.url == whole, "no redirection on the way"


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The address at which the folder is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


def _whole(root: str, link: BuiltLink, site: BuiltSite) -> str:
    return address(link, site.site_dir, root).partition("#")[0]


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
@pytest.mark.parametrize("directories", [True, False], ids=["directories", "files"])
def test_the_page_for_what_is_not_found_has_none_of_our_links(
    build_site: BuildSite, theme: str, directories: bool
) -> None:
    own = "# Not found\n\nIt may be in the widget guide, or the release calendar says when it will be there.\n"
    settings = SETTINGS | {
        "theme": {"name": theme},
        "use_directory_urls": directories,
        "site_url": "https://x.example/",
    }
    site = build_site(PAGES | {"404.md": own}, settings)
    assert our_links(site.site_dir)
    assert (site.site_dir / "404.html").is_file()
    assert not any(link.page.name == "404.html" for link in our_links(site.site_dir))


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
@pytest.mark.parametrize("directories", [True, False], ids=["directories", "files"])
def test_the_example_holds_in_other_themes_and_layouts(tmp_path: Path, theme: str, directories: bool) -> None:
    example = Path(__file__).parents[1] / "example-site"
    if not example.is_dir():
        pytest.skip("example-site is not part of a source distribution")
    shutil.copytree(example, tmp_path / "e", ignore=shutil.ignore_patterns("site", "autolink-report"))
    settings = yaml.safe_load((example / "mkdocs.yml").read_text(encoding="utf-8"))
    changed = settings | {"theme": {"name": theme}, "use_directory_urls": directories}
    site = run_build(write_site(tmp_path / "e", {}, changed))
    assert site.report is not None
    assert dead_links(site.site_dir) == []
    assert len(our_links(site.site_dir)) == site.report["totals"]["links"] >= 40


# The check itself


@pytest.mark.parametrize(
    ("href", "fault"),
    [
        ("../b/", ""),
        ("../b/#here", ""),
        ("../b/#h%65re", ""),
        ("./#here", "leads to no id"),
        ("../b/#gone", "leads to no id"),
        ("../b", "leads to no file"),
        ("../B/", "leads to no file"),
        ("../c%23/", ""),
        ("../c#/", "leads to no file"),
        ("../../b/", "leads out of the site"),
        ("/b/", "is not relative"),
        ("../b/?x", "is not relative"),
        ("..\\b/", "is not relative"),
        ("https://x.example/b/", "is not relative"),
        ("javascript:0", "is not relative"),
    ],
)
def test_dead_links_are_told_from_others(tmp_path: Path, href: str, fault: str) -> None:
    for name, html in (
        ("a", f'<p><a class="autolink" href="{href}">words</a></p>'),
        ("b", '<p id="here"><!-- id="gone" --><pre>&lt;p id="gone"&gt;</pre></p>'),
        ("c#", ""),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(html)
    found = [line.rpartition(": ")[2] for line in dead_links(tmp_path)]
    assert found == ([fault] if fault else [])
