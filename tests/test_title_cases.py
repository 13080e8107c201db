"""Bodies that linkers get wrong: what is linked in them, and that nothing else changes."""

from __future__ import annotations

import html as html_module
import re
from pathlib import Path
from time import process_time
from typing import Any

import pytest
import yaml

import oracle
from drawing import EVERYTHING, FLAT, address
from marked import unmarked
from mkdocs_autolink.decisions import Decisions
from mkdocs_autolink.pages import PageFacts, read_site
from mkdocs_autolink.pipeline import Result, autolink

HERE = "here/this page.md"
CASES = yaml.load((Path(__file__).parent / "cases" / "titles.yaml").read_bytes(), yaml.CSafeLoader)
WIDGETS = [{"title": "Widget Guide", "page": "guide/1.md"}]
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_CHARACTER_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|#\d+|#x[0-9a-fA-F]+);)")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def run(body: str, titles: list[dict[str, Any]]) -> Result:
    """What becomes of a site with this body and pages of these titles."""
    entries: dict[str, list[dict[str, Any]]] = {HERE: []}
    for entry in titles:
        entries.setdefault(entry["page"].replace("this page", HERE), []).append(entry)
    pages = [page_facts(key, named, body if key == HERE else "") for key, named in entries.items()]
    return autolink(read_site("Cases", pages, EVERYTHING), EVERYTHING, Decisions())


def page_facts(key: str, entries: list[dict[str, Any]], body: str) -> PageFacts:
    """A page whose first entry names it, unless that names a section of it."""
    title: object = ""
    keywords: object = None
    for entry in entries:
        if "anchor" in entry:
            body += section(entry["title"], entry["anchor"])
        else:
            title, keywords = entry["title"], entry.get("keywords")
            if "times" in entry:
                title = entry["title"] * entry["times"]
    return PageFacts(key, address(key), body, title, meta={"keywords": keywords}, locale="en")


def section(title: str, anchor: str | None) -> str:
    """A heading, with an id where there is one."""
    attribute = "" if anchor is None else f' id="{html_module.escape(anchor)}"'
    return f"<h2{attribute}>{html_module.escape(title)}</h2>"


@pytest.fixture(autouse=True)
def flat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every candidate is as likely as any other: what can be linked is, whatever the shipped weights."""
    monkeypatch.setattr("mkdocs_autolink.pipeline.shipped_weights", lambda: FLAT)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    body, spans = unmarked(case["html"])
    started = process_time()
    result = run(body, case.get("titles", WIDGETS))
    assert process_time() - started < 2, "a short body takes long"

    candidates = [link.weighed.candidate for link in result.plan.links if link.weighed.candidate.page == HERE]
    linked = [(one.start, one.end) for one in candidates]
    forbidden = [span for span in spans if span.kind in "-~"]
    wanted = [span for span in spans if span.kind == "!"]
    wrong = [span for span in forbidden if any(start < span.end and span.start < end for start, end in linked)]
    missing = [span for span in wanted if not any(start <= span.start and span.end <= end for start, end in linked)]
    assert not wrong, "linked, and must not be"
    assert not missing, "not linked, and must be"
    assert not oracle.faults(body, linked), "a link changes more than it should"
    assert {problem.kind for problem in result.problems} <= {"front matter"}
    assert sum(page.links for page in result.rewritten.values()) == len(result.plan.links)
    for tag in tags(result):
        check_tag(tag)


def tags(result: Result) -> list[str]:
    """The start tags of all links in a result."""
    return [tag for one in result.rewritten.values() for tag in re.findall(r'<a class="autolink"[^>]*>', one.html)]


def check_tag(tag: str) -> None:
    inside = tag.removeprefix("<a").removesuffix(">")
    attributes = dict(_ATTRIBUTE.findall(inside))
    assert list(attributes) in (["class", "href", "title"], ["class", "href"]), tag
    assert not _ATTRIBUTE.sub("", inside).strip(), "something stands outside of the attributes"
    assert not _CHARACTER_REFERENCE.search(inside), "a bare ampersand"
    address, fragment = (html_module.unescape(attributes["href"]).partition("#"))[::2]
    assert not re.match(r"\s*[a-zA-Z][\w+.-]*:", address), "a scheme"
    assert address.startswith(("..", "./")) or not address.startswith(("/", "\\"))
    assert not re.search(r'[\\\s"<>]', address + fragment)
    assert not _UNPRINTABLE.search(html_module.unescape(inside))


def test_cases_ask_for_links() -> None:
    assert sum(span.kind == "!" for case in CASES for span in unmarked(case["html"])[1]) > 90
