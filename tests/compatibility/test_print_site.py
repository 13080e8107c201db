from __future__ import annotations

from typing import Any

import pytest

from built_links import OPTIONS, PAGES, dead_links, our_links
from support import BuildSite

pytest.importorskip("mkdocs_print_site_plugin")


@pytest.mark.parametrize("order", [1, -1], ids=["before", "after"])
@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_the_page_to_print_has_no_dead_link(build_site: BuildSite, theme: str, order: int) -> None:
    plugins: list[Any] = [{"autolink": OPTIONS}, "print-site"][::order]
    site = build_site(PAGES, {"theme": {"name": theme}, "plugins": plugins})
    assert (site.site_dir / "print_page" / "index.html").exists()
    assert len(our_links(site.site_dir)) > 8
    assert dead_links(site.site_dir) == []
