"""What MkDocs knows of its pages and folders, as the rest of the package takes it."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Set
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from mkdocs_autolink.addresses import address_parts
from mkdocs_autolink.decisions import Decision, Decisions
from mkdocs_autolink.digests import digest
from mkdocs_autolink.pages import Glance, PageFacts, read_site
from mkdocs_autolink.paths import Project
from mkdocs_autolink.settings import Settings
from mkdocs_autolink.site import Site

log = get_plugin_logger("autolink")

_GENERATORS_OF_LISTINGS = ("material/blog",)
"""Plugins whose generated pages (archives, categories) list other pages and are about nothing themselves."""
_COMPRESSED = frozenset({"sitemap.xml"})
"""What MkDocs writes a second time, compressed, with `.gz` behind its name."""
_PAGES_OF_FOLDERS = ("index", "readme")


def read_pages(
    config: MkDocsConfig, pages: Iterable[MkDocsPage], files: Files, settings: Settings, address: str
) -> Site:
    """The site as it is once every page has its final title and body, and before any template has run."""
    facts = [with_source(page_facts(page), page) for page in pages]
    return read_site(config.site_name, facts, settings, other_addresses(files, config), address)


def configured_address(config: MkDocsConfig) -> str:
    """The `site_url` that the configuration file gives: `mkdocs serve` has put its own in the place of that."""
    if not config.config_file_path:
        return ""
    with Path(config.config_file_path).open("rb") as file:
        return str(yaml_load(file, get_yaml_loader(config=config)).get("site_url") or "")


def other_addresses(files: Files, config: MkDocsConfig) -> frozenset[str]:
    """Addresses, unquoted and without a slash at the end, of all files that are no pages, also those of the theme."""
    menu = _menu_name(config)
    others = [file for file in files if not file.is_documentation_page() or _is_menu(file, menu)]
    of_theme = config.theme.static_templates
    compressed = {f"{name}.gz" for name in of_theme & _COMPRESSED}
    return frozenset(unquote(file.url).rstrip("/") for file in others) | of_theme | compressed


def project_of(config: MkDocsConfig) -> Project:
    """The places of the project that a configuration is about."""
    path = config.config_file_path
    root = Path(path).resolve().parent if path else Path.cwd()
    return Project(root, path, Path(config.docs_dir), Path(config.site_dir))


def written_pages(files: Files, config: MkDocsConfig) -> list[MkDocsPage]:
    """The pages of the site, menus left out; of several with one address only the one that MkDocs writes last."""
    menu, written = _menu_name(config), dict[str, MkDocsPage]()
    for file in files.documentation_pages():
        if _is_menu(file, menu):
            continue
        if hidden := written.get(file.dest_uri):
            log.info("%s: left out, as %s has the same address on the site.", hidden.file.src_uri, file.src_uri)
        if file.page is not None:
            written[file.dest_uri] = file.page
    return list(written.values())


def _menu_name(config: MkDocsConfig) -> str | None:
    """What the files are called that mkdocs-literate-nav makes the navigation of, None where there are none.

    MkDocs makes a page of each all the same. A folder's own page may have its menu, and stays a page.
    """
    plugin = config.plugins.get("literate-nav")
    name = str(plugin.config["nav_file"]) if plugin else ""
    return None if name.partition(".")[0].casefold() in ("", *_PAGES_OF_FOLDERS) else name


def _is_menu(file: File, menu: str | None) -> bool:
    return menu is not None and posixpath.basename(file.src_uri) == menu


def decisions_for(decisions: Decisions, config: MkDocsConfig, pages: Iterable[MkDocsPage]) -> Decisions:
    """The decisions that are for a build: under mkdocs-static-i18n all languages share one file of them.

    Those about pages whose files are there, but not in this build, are another one's: nobody is to call them rotten.
    """
    if "i18n" not in config.plugins:
        return decisions
    here = {page.file.src_uri for page in pages}

    def is_elsewhere(decision: Decision) -> bool:
        return _are_elsewhere([end for end in (decision.target, decision.to) if end], here, config)

    return replace(decisions, items=tuple(one for one in decisions.items if not is_elsewhere(one)))


def settings_for(settings: Settings, config: MkDocsConfig, pages: Iterable[MkDocsPage]) -> Settings:
    """The settings for a build: under mkdocs-static-i18n, less the keywords of another language's pages."""
    if "i18n" not in config.plugins or not settings.keywords:
        return settings
    here = {page.file.src_uri for page in pages}
    own = {phrase: target for phrase, target in settings.keywords.items() if not _are_elsewhere([target], here, config)}
    return replace(settings, keywords=own)


def _are_elsewhere(targets: Iterable[str], here: Set[str], config: MkDocsConfig) -> bool:
    """Whether none of the targets is in a build of the pages `here`, and the last one is in the docs folder."""
    pages = [address_parts(target)[0] for target in targets]
    there = Path(config.docs_dir, pages[-1])
    return here.isdisjoint(pages) and os.path.isfile(there)  # noqa: PTH113 - Path's raises for long names


def with_source(facts: PageFacts, page: MkDocsPage) -> PageFacts:
    """The facts with the page's file, which is read from the disk."""
    content = _content(page.file)
    if content is None:
        return replace(facts, source=page.markdown or "")
    text = _text(content)
    # MkDocs keeps a page's text, too: where it took nothing off, one of the two is enough.
    source = page.markdown if page.markdown == text else text
    return replace(facts, source=source, digest=digest(content) if _is_on_disk(page.file) else "")


def source_of(path: str, until: int) -> tuple[str, str] | None:
    """Text and digest of a page's file; None where it cannot be read, or was changed after `until`, a time in ns."""
    try:
        state = os.stat(path)  # noqa: PTH116 - as in _version
        if max(state.st_mtime_ns, state.st_ctime_ns) > until:
            return None
        content = Path(path).read_bytes()
    except (OSError, ValueError):
        return None
    return _text(content), digest(content)


def page_facts(page: MkDocsPage) -> PageFacts:
    """What MkDocs knows of a page, but for its file."""
    file = page.file
    named_by_nav = page.__dict__.get("title")
    return PageFacts(
        key=file.src_uri,
        url=file.url,
        html=page.content or "",
        title=page.title,
        title_is_html="title" not in page.meta and named_by_nav is None,
        nav_title=named_by_nav,
        meta=page.meta,
        trail=_trail(page),
        is_home=_is_home(file),
        locale=str(getattr(file, "locale", "") or ""),
        is_listing=str(getattr(file, "generated_by", "") or "") in _GENERATORS_OF_LISTINGS,
    )


def glances(pages: Iterable[MkDocsPage]) -> dict[str, Glance]:
    """By page, what shows whether its facts are others than they were."""
    found: dict[str, Glance] = {}
    trails: dict[int, tuple[str, ...]] = {}
    for page in pages:
        trail = trails.get(id(page.parent))
        if trail is None:
            trail = trails[id(page.parent)] = _trail(page)
        found[page.file.src_uri] = _glance(page, trail)
    return found


def _glance(page: MkDocsPage, trail: tuple[str, ...]) -> Glance:
    file, title, meta = page.file, page.title, page.meta
    place = file.url, _is_home(file), getattr(file, "locale", None)
    path = _lasting_path(file)
    about = (
        title,
        type(title),  # 1 equals True, and says something else as a title or under `autolink:`
        page.__dict__.get("title"),
        (dict(meta), repr(meta.get("autolink"))) if meta else (page.markdown or "")[:3],  # front matter begins with ---
        trail,
        file.generated_by,
        None if path else _version(file),
    )
    return Glance(place, page.content or "", about, path)


def _is_home(file: File) -> bool:
    """Whether the page stands where the site begins, or its language under mkdocs-static-i18n.

    MkDocs calls it no home page where the navigation has it in a section; readers begin there all the same.
    """
    language = getattr(file, "locale_alternate_of", None)
    return file.url in ("./", ".", "index.html") or (
        language is not None and file.url in (f"{language}/", f"{language}/index.html")
    )


def _trail(page: MkDocsPage) -> tuple[str, ...]:
    """Titles of the sections that a page stands in, outermost first: the pages of a section share them."""
    return tuple([str(section.title) for section in reversed(tuple(page.ancestors))])


def _lasting_path(file: File) -> str:
    """Where the page's file is that stays when the build is over, '' where it was made by a program."""
    return file.abs_src_path or "" if file.src_dir and not file.generated_by else ""


def _version(file: File) -> object:
    """What is different once the page's file is."""
    try:
        state = os.stat(file.abs_src_path or "")  # noqa: PTH116 - a Path for every page takes longer than its stat
    except (OSError, ValueError):
        return _content(file)
    return state.st_mtime_ns, state.st_size


def _content(file: File) -> bytes | None:
    """The page's file, front matter and all, for line numbers; other plugins may have changed `page.markdown`."""
    try:
        return file.content_bytes
    except (OSError, ValueError, AssertionError):  # MkDocs asserts that a file has a content or a place
        return None


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig", "replace")


def _is_on_disk(file: File) -> bool:
    """Whether the file stands where its address says: it was made by no program and taken from nowhere else."""
    if file.generated_by or not file.abs_src_path or not file.src_dir:
        return False
    return Path(file.abs_src_path) == Path(file.src_dir, file.src_uri)
