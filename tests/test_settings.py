from __future__ import annotations

import ast
import dataclasses
import inspect
import pickle
from typing import Any

import pytest

from mkdocs_autolink import settings as settings_module
from mkdocs_autolink.errors import SettingsError
from mkdocs_autolink.option_checks import Patterns
from mkdocs_autolink.settings import Limits, LinkOptions, ReportOptions, Settings, read_settings


def problems(options: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(SettingsError) as caught:
        read_settings(options)
    return dict(caught.value.problems)


def test_no_options_are_the_defaults() -> None:
    assert read_settings({}) == Settings()


def test_defaults_are_those_of_the_documentation() -> None:
    assert dataclasses.asdict(Settings()) == {
        "mode": "insert",
        "min_confidence": 0.6,
        "headings": True,
        "code": True,
        "languages": "auto",
        "keywords": {},
        "limits": {
            "links_per_page": 60,
            "words_per_link": 30,
            "links_per_section": 6,
            "links_per_target": None,
            "words_between": 3,
            "per_target_per_page": 1,
        },
        "include": {"lines": ()},
        "exclude": {"lines": ()},
        "targets_exclude": {"lines": ()},
        "never": (),
        "selectors_exclude": (),
        "decisions": "autolink.yml",
        "report": {"dir": "autolink-report", "formats": ("html", "json", "markdown"), "rejected": "near"},
        "link": {"class_": "autolink", "title": "{target_title}", "attributes": {}},
        "prefer": "orphans",
    }


def test_options_written_out_are_read() -> None:
    options = {
        "mode": "accepted",
        "min_confidence": 1,
        "headings": False,
        "code": False,
        "languages": ["DE", "pt-br"],
        "keywords": {"disk areas": "computing/disk.md#areas"},
        "limits": {"links_per_page": 0, "links_per_target": 5, "words_between": None},
        "include": "guide/\n*.md\n",
        "exclude": ["guide/old.md"],
        "never": ["home"],
        "selectors_exclude": [" .no-autolink ", "table", "*", "div.a.b[data-x = 'y z']", "[hidden]"],
        "decisions": "docs/decisions.yml",
        "report": {"dir": "build/links", "formats": ["markdown", "json", "json"], "rejected": "all"},
        "link": {"class": "internal autolink", "title": None, "attributes": {"rel": "x", "data-n": 3}},
        "prefer": "none",
    }
    assert read_settings(options) == Settings(
        mode="accepted",
        min_confidence=1.0,
        headings=False,
        code=False,
        languages=("de", "pt-br"),
        keywords={"disk areas": "computing/disk.md#areas"},
        limits=Limits(links_per_page=0, links_per_target=5, words_between=None),
        include=Patterns(("guide/", "*.md")),
        exclude=Patterns(("guide/old.md",)),
        never=("home",),
        selectors_exclude=(".no-autolink", "table", "*", "div.a.b[data-x = 'y z']", "[hidden]"),
        decisions="docs/decisions.yml",
        report=ReportOptions("build/links", ("json", "markdown"), "all"),
        link=LinkOptions("autolink internal", "", {"rel": "x", "data-n": "3"}),
        prefer="none",
    )


@pytest.mark.parametrize(
    "name",
    [
        *("keywords", "limits", "include", "exclude", "targets_exclude"),
        *("never", "selectors_exclude", "report", "link"),
    ],
)
def test_an_option_without_a_value_is_the_default(name: str) -> None:
    assert read_settings({name: None}) == Settings()


def test_every_wrong_option_is_named_at_once() -> None:
    found = problems(
        {
            "min_confidence": "high",
            "report": {"dir": ["a"], "format": ["html"]},
            "limits": {"links_per_page": -1, "words_per_link": True},
            "unknown": 1,
        }
    )
    assert found == {
        "min_confidence": "must be a number from 0 to 1, not 'high'",
        "report.dir": "must be text in quotes, not ['a']",
        "report.format": "is no option; did you mean formats?",
        "limits.links_per_page": "must be a whole number of at least 0, or null for no limit, not -1",
        "limits.words_per_link": "must be a whole number of at least 1, or null for no limit, not true",
        "unknown": found["unknown"],
    }
    assert found["unknown"].startswith("is no option; use one of mode, min_confidence,")


def test_the_error_is_one_line_an_option() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({"mode": "fast", "headings": "yes"})
    assert str(caught.value) == (
        "mode: must be insert or accepted or propose, not 'fast'\nheadings: must be true or false, not 'yes'"
    )
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"mode": None}, "must be insert or"),
        ({"min_confidence": True}, "from 0 to 1, not true"),
        ({"min_confidence": 1.01}, "from 0 to 1"),
        ({"min_confidence": float("nan")}, "from 0 to 1"),
        ({"min_confidence": float("inf")}, "from 0 to 1"),
        ({"min_confidence": -1}, "from 0 to 1, not -1"),
        ({"min_confidence": "0.5"}, "from 0 to 1, not '0.5'"),
        ({"min_confidence": 10**5000}, "not a huge number"),
        ({"headings": 1}, "must be true or false, not 1"),
        ({"code": None}, "must be true or false, not null"),
        ({"languages": "de"}, "a list of codes such as"),
        ({"languages": []}, "a list of codes such as"),
        ({"languages": ["en", False]}, "false is no language code"),
        ({"languages": ["english language"]}, "is no language code"),
        ({"keywords": ["a"]}, "must be a mapping such as {phrase: page.md}"),
        ({"keywords": {404: "a.md"}}, "the phrase 404 must be text in quotes"),
        ({"keywords": {" ": "a.md"}}, "the phrase ' ' must be text"),
        ({"keywords": {"x": ["a.md"]}}, "'x' must lead to page.md or page.md#id"),
        ({"keywords": {"x": "https://example.org/"}}, "'x': the target 'https://example.org/' is a full"),
        ({"keywords": {"x": ""}}, "'x': the target is empty"),
        ({"limits": 5}, "must be a mapping"),
        ({"limits": {"links_per_section": 0}}, "at least 1"),
        ({"limits": {"links_per_section": 2.0}}, "a whole number"),
        ({"include": 5}, "must be a list"),
        ({"include": "*.md\n!\n"}, "'!' is no gitignore pattern"),
        ({"exclude": ["[z-a]"]}, "is no gitignore pattern"),
        ({"targets_exclude": [3]}, "must be text in quotes, not 3"),
        ({"never": "home"}, "must be a list, not 'home'; put square brackets around it"),
        ({"never": {"home": "x"}}, "must be a list, not {'home': 'x'}; write '- ' before each text"),
        ({"never": ["a", False, 404]}, "not false; must be text in quotes, not 404"),
        ({"selectors_exclude": ["a > b"]}, "is no simple selector"),
        ({"selectors_exclude": [""]}, "must be text"),
        ({"selectors_exclude": ["p:hover"]}, "is no simple selector"),
        ({"decisions": ""}, "must be text"),
        ({"decisions": "a\0b"}, "has an unprintable character"),
        ({"report": {"dir": "a\0b"}}, "has an unprintable character"),
        ({"report": {"dir": " "}}, "must be text"),
        ({"report": {"dir": "r/" + "ä" * 128 + "/r"}}, "more than 255 bytes"),
        ({"report": {"dir": "site/index.HTML"}}, "names a file; name a folder"),
        ({"report": {"dir": "r.md/"}}, "names a file; name a folder"),
        ({"report": {"formats": "json"}}, "must be a list"),
        ({"report": {"formats": ["json", "pdf"]}}, "must be html or json or markdown, not 'pdf'"),
        ({"report": {"rejected": "some"}}, "must be none or near or all"),
        ({"link": {"class": 'a"b'}}, "must be class names"),
        ({"link": {"class": ["a"]}}, "must be class names"),
        ({"link": {"title": 1}}, "must be text, or ''"),
        ({"link": {"title": "{page}"}}, "use {target_title}, {phrase}, {confidence}"),
        ({"link": {"title": "{phrase.__class__}"}}, "cannot fill in {phrase.__class__}"),
        ({"link": {"title": "{confidence:.2f}"}}, "not in this format"),
        ({"link": {"title": "{phrase!r}"}}, "not in this format"),
        ({"link": {"title": "{}"}}, "cannot fill in {}"),
        ({"link": {"title": "{phrase"}}, "a brace without its twin"),
        ({"link": {"attributes": {"onClick": "x"}}}, "'onClick' cannot be set here"),
        ({"link": {"attributes": {"HREF": "x"}}}, "'HREF' cannot be set here"),
        ({"link": {"attributes": {"style": "x"}}}, "'style' cannot be set here"),
        ({"link": {"attributes": {"a b": "x"}}}, "is no attribute name"),
        ({"link": {"attributes": {"rel": ["x"]}}}, "must be text, a number"),
        ({"prefer": "orphan"}, "must be orphans or none"),
        ({"link_": {}}, "did you mean link?"),
        ({"link": {"class_": "x"}}, "did you mean class?"),
        ({3: 4}, "is no option"),
        ({"limits.links_per_page": 9}, "is no option; write limits: and below it, further to the right, links_per"),
        ({"nolimits.links\nper_page": 9}, "is no option; use one of"),
        ({"limits.links\nper_page": 9}, "is no option; write limits:"),
    ],
)
def test_a_wrong_value_is_refused_with_what_is_allowed(options: dict[str, Any], message: str) -> None:
    (found,) = problems(options).values()
    assert message in found
    assert len(found.splitlines()) == 1


def test_languages_are_found_out_by_default() -> None:
    assert read_settings({"languages": "auto"}).languages == "auto"


def test_a_report_folder_may_have_a_dot() -> None:
    assert read_settings({"report": {"dir": ".cache/report-1.2"}}).report.dir == ".cache/report-1.2"


@pytest.mark.parametrize(("value", "classes"), [(None, "autolink"), ("", "autolink"), ("b  b\na", "autolink b a")])
def test_the_first_class_is_ours(value: str | None, classes: str) -> None:
    assert read_settings({"link": {"class": value}}).link.class_ == classes


def test_attributes_that_are_true_stand_alone_and_false_ones_not_at_all() -> None:
    link = read_settings({"link": {"attributes": {"data-preview": True, "download": False}}}).link
    assert link.attributes == {"data-preview": ""}


def test_doubled_braces_are_text() -> None:
    title = read_settings({"link": {"title": "{{ {target_title} }}"}}).link.title
    assert title.format(target_title="Disks", phrase="", confidence="") == "{ Disks }"


def test_patterns_are_those_of_gitignore() -> None:
    patterns = read_settings({"exclude": "# old\nblog/\n*.txt\n!keep.txt\n/top.md"}).exclude
    paths = ["blog/a.md", "x/blog/b.md", "a/b.txt", "keep.txt", "top.md", "a/top.md", "blog.md"]
    assert [path for path in paths if patterns.matches(path)] == [
        "blog/a.md",
        "x/blog/b.md",
        "a/b.txt",
        "top.md",
    ]


def test_only_included_pages_get_links() -> None:
    settings = read_settings({"include": "guide/", "exclude": "old.md", "targets_exclude": "tags.md"})
    pages = ["guide/a.md", "guide/old.md", "index.md", "tags.md"]
    assert [page for page in pages if settings.is_source(page)] == ["guide/a.md"]
    assert [page for page in pages if settings.is_target(page)] == ["guide/a.md", "guide/old.md", "index.md"]


def test_patterns_that_say_nothing_include_every_page() -> None:
    settings = read_settings({"include": "# all of them\n\n"})
    assert settings.is_source("a.md")
    assert settings.is_target("a.md")


def test_settings_travel_to_other_processes() -> None:
    settings = read_settings({"include": "*.md", "keywords": {"x": "a.md"}})
    settings.is_source("a.md")
    assert pickle.loads(pickle.dumps(settings)) == settings


def test_every_option_says_what_it_means() -> None:
    missing = []
    for node in ast.parse(inspect.getsource(settings_module)).body:
        if isinstance(node, ast.ClassDef):
            for option, after in zip(node.body, [*node.body[1:], None], strict=True):
                described = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
                if isinstance(option, ast.AnnAssign) and not described:
                    missing.append(ast.unparse(option.target))
    assert missing == []
