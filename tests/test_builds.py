from __future__ import annotations

import logging
import os
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

from built_links import PAGES, SETTINGS
from mkdocs_autolink.builds import SiteBuildError, read_build
from mkdocs_autolink.errors import AutolinkError
from mkdocs_autolink.settings import Settings
from support import write_site


def contents(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if "__pycache__" not in path.parts}


def hook(text: str) -> dict[str, str]:
    return {"../hook.py": text}


def test_a_site_is_read_as_the_plugin_reads_it(tmp_path: Path) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from mkdocs_autolink.plugin import AutolinkPlugin

    config_file = write_site(tmp_path, PAGES, SETTINGS)
    read = read_build(config_file)
    config = load_config(str(config_file))
    build(config)
    plugin = config.plugins["autolink"]
    assert isinstance(plugin, AutolinkPlugin)
    assert plugin.linker is not None
    assert read.site == plugin.linker.site
    assert read.settings == plugin.settings
    assert set(read.bodies) == {page.key for page in read.site.pages}


def test_nothing_is_written(tmp_path: Path) -> None:
    config_file = write_site(tmp_path, PAGES, SETTINGS)
    before = contents(tmp_path)
    read_build(config_file)
    assert contents(tmp_path) == before


def test_everything_is_as_before_after_a_build(tmp_path: Path) -> None:
    config_file = write_site(tmp_path, PAGES, SETTINGS)
    root = logging.getLogger()

    def state() -> tuple[Any, ...]:
        return Path.cwd(), list(root.handlers), root.level, list(warnings.filters), sys.stdout, sys.stderr

    before = state()
    read_build(config_file)
    with pytest.raises(SiteBuildError):
        read_build(write_site(tmp_path, {}, {"theme": "no such theme"}))
    assert state() == before


def test_a_site_without_the_plugin_has_the_defaults(tmp_path: Path) -> None:
    read = read_build(write_site(tmp_path, PAGES, {"plugins": []}))
    assert read.settings == Settings()
    assert read.decisions.items == ()


def test_options_and_decisions_are_those_of_the_site(tmp_path: Path) -> None:
    decisions = "version: 1\ndecisions:\n  - {phrase: widget, target: guide/widget.md, verdict: reject, pages: all}\n"
    plugins = [{"autolink": {"min_confidence": 0.7, "decisions": "links.yml"}}]
    read = read_build(write_site(tmp_path, PAGES | {"../links.yml": decisions}, {"plugins": plugins}))
    assert read.settings.min_confidence == 0.7
    assert [item.phrase for item in read.decisions.items] == ["widget"]


def test_our_own_plugin_does_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mkdocs_autolink.plugin import AutolinkPlugin

    def fail(*_: Any, **__: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(AutolinkPlugin, "_run", fail)
    assert read_build(write_site(tmp_path, PAGES, SETTINGS)).site.pages


def test_sources_stand_in_for_files(tmp_path: Path) -> None:
    config_file = write_site(tmp_path, {"index.md": "# Home\n\nOld.\n", "b.md": "# B\n"}, {})
    read = read_build(config_file, {"index.md": "# Home\n\nNew.\n"})
    page = read.site.by_key["index.md"]
    assert "New." in read.bodies["index.md"]
    assert (page.html, page.source) == (read.bodies["index.md"], "# Home\n\nNew.\n")
    assert "Old." in read_build(config_file).bodies["index.md"]
    assert (tmp_path / "docs" / "index.md").read_text() == "# Home\n\nOld.\n"


def test_sources_go_before_what_a_plugin_reads(tmp_path: Path) -> None:
    pages = {"index.md": "Old.", **hook("def on_page_read_source(page, config):\n    return 'Of the hook.'\n")}
    config_file = write_site(tmp_path, pages, {"hooks": ["hook.py"]})
    assert "Of the hook." in read_build(config_file).bodies["index.md"]
    assert "New." in read_build(config_file, {"index.md": "New."}).bodies["index.md"]


def test_other_plugins_take_part_and_clean_up(tmp_path: Path) -> None:
    text = (
        "seen = []\n"
        "def on_page_content(html, **_): return html + '<p>Of the hook.</p>'\n"
        "def on_page_context(context, **_): seen.append('context')\n"
        "def on_build_error(error, **_): seen.append('error')\n"
        "def on_shutdown(): open('seen.txt', 'w').write(' '.join([*seen, 'shutdown']))\n"
    )
    config_file = write_site(tmp_path, {"index.md": "Text.", **hook(text)}, {"hooks": ["hook.py"]})
    assert "Of the hook." in read_build(config_file).bodies["index.md"]
    assert (tmp_path / "seen.txt").read_text(encoding="utf-8") == "error shutdown"


def test_relative_paths_are_those_of_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(
        tmp_path / "site",
        {"index.md": '--8<-- "part.txt"\n', "../part.txt": "From a snippet."},
        {"markdown_extensions": ["pymdownx.snippets"]},
    )
    monkeypatch.chdir(tmp_path)
    assert "From a snippet." in read_build(Path("site/mkdocs.yml")).bodies["index.md"]


NOISY = (
    "import logging, sys, warnings\ndef on_config(config):\n    print('printed')\n    print('told', file=sys.stderr)\n"
)
NOISY += "    logging.getLogger('mkdocs.plugins.x').warning('logged')\n    warnings.warn('warned')\n"


def test_a_build_is_silent_unless_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config_file = write_site(tmp_path, {"index.md": "Text.", **hook(NOISY)}, {"hooks": ["hook.py"]})
    read_build(config_file)
    assert capsys.readouterr() == ("", "")


def test_a_build_that_is_not_silent_leaves_stdout_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = NOISY.replace("    warnings.warn('warned')\n", "")
    config_file = write_site(tmp_path, {"index.md": "Text.", **hook(text)}, {"hooks": ["hook.py"]})
    read_build(config_file, verbose=True)
    out, err = capsys.readouterr()
    assert out == ""
    assert all(word in err for word in ("printed", "told", "logged"))


FAILURES: dict[str, tuple[dict[str, str], dict[str, Any], str]] = {
    "no theme": ({}, {"theme": "no such theme"}, "no such theme"),
    "an unknown plugin": ({}, {"plugins": ["no-such-plugin"]}, "no-such-plugin"),
    "a wrong option": ({}, {"plugins": [{"autolink": {"min_confidence": 7}}]}, "min_confidence"),
    "a plugin that fails": (hook("def on_files(files, **_): raise ValueError('of\\nthe hook')\n"), {}, "of the hook"),
    "a plugin that exits": (hook("def on_files(files, **_): raise SystemExit('gone')\n"), {}, "gone"),
    "a page that fails": (hook("def on_page_markdown(markdown, **_): raise KeyError('x')\n"), {}, "index.md"),
    "a build error": (
        hook("from mkdocs.exceptions import PluginError\ndef on_nav(nav, **_): raise PluginError('not today')\n"),
        {},
        "not today",
    ),
    "a plugin that fails after it logged an error": (
        hook(
            "import logging\ndef on_files(files, **_): logging.getLogger('mkdocs.hook').error('mended')\n"
            "def on_nav(nav, **_): raise ValueError('not today')\n"
        ),
        {},
        "mended not today",
    ),
    "a build error after many errors": (
        hook(
            "import logging\nfrom mkdocs.exceptions import PluginError\n"
            "def on_files(files, **_): logging.getLogger('mkdocs.hook').error('mended ' * 99)\n"
            "def on_nav(nav, **_): raise PluginError('not today')\n"
        ),
        {},
        "not today",
    ),
    "broken decisions": ({"../autolink.yml": "version: 1\ndecisions: 7\n"}, {}, "autolink.yml"),
    "a report in the docs": ({}, {"plugins": [{"autolink": {"report": {"dir": "docs"}}}]}, "report.dir"),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_what_fails_is_said_in_one_line(tmp_path: Path, failure: str, capsys: pytest.CaptureFixture[str]) -> None:
    files, settings, expected = FAILURES[failure]
    hooks = {"hooks": ["hook.py"]} if "../hook.py" in files else {}
    config_file = write_site(tmp_path, {"index.md": "Text.", **files}, settings | hooks)
    with pytest.raises(AutolinkError) as caught:
        read_build(config_file)
    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)
    assert capsys.readouterr() == ("", "")


def test_a_configuration_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SiteBuildError, match=r"mkdocs\.yml: there is no such file"):
        read_build(tmp_path / "mkdocs.yml")
    broken = tmp_path / "mkdocs.yml"
    broken.write_text("site_name: [\n", encoding="utf-8")
    with pytest.raises(SiteBuildError, match=r"mkdocs\.yml") as caught:
        read_build(broken)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith("Run `mkdocs build` there to see more.")
    other = broken.rename(tmp_path / "docs of ours.yml")
    with pytest.raises(SiteBuildError, match=r"Run `mkdocs build -f 'docs of ours\.yml'` there to see more\.$"):
        read_build(other)


def test_a_site_is_read_again_and_again(tmp_path: Path) -> None:
    config_file = write_site(tmp_path, PAGES, {"theme": "material", "plugins": ["search", "blog", "autolink"]})
    first, second = read_build(config_file), read_build(config_file)
    assert first == second


def test_a_pipe_that_is_called_like_a_page_is_not_waited_for(tmp_path: Path) -> None:
    config = write_site(tmp_path, {"index.md": "# Home\n"}, {})
    os.mkfifo(tmp_path / "docs/pipe.md")
    with pytest.raises(AutolinkError, match=r"'pipe\.md' is called like a page and is no file; move it away\."):
        read_build(config)
