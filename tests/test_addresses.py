from __future__ import annotations

import pytest

from mkdocs_autolink.addresses import address_parts, page_problem


@pytest.mark.parametrize(
    ("address", "page", "fragment"),
    [
        ("a.md", "a.md", ""),
        ("a.md#b#c", "a.md", "b#c"),
        ("c#.md", "c#.md", ""),
        ("c#.md#intro", "c#.md", "intro"),
        ("lang/c#/f#.markdown#x", "lang/c#/f#.markdown", "x"),
        ("notes.md/c#.md", "notes.md/c#.md", ""),
        ("a.md#read.md", "a.md", "read.md"),
        ("a.mdx#b", "a.mdx", "b"),
        ("note.ipynb#b", "note.ipynb", "b"),
        ("#id", "", "id"),
    ],
)
def test_the_id_of_an_address_begins_behind_the_file(address: str, page: str, fragment: str) -> None:
    assert address_parts(address) == (page, fragment)


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("guide/setup.md", ""),
        ("a b/ünï (1).md#sec-1", ""),
        ("std::vector.md", ""),
        ("..a/b..md", ""),
        ("a.md#../x", ""),
        ("#1.md", ""),
        ("c#/../x.md", "leads out of"),
        ("#id", "is empty"),
        ("javascript:alert(1)", "is a full address"),
        ("C:/x.md", "is a full address"),
        ("C:\\x.md", "has a backslash"),
        ("/a.md", "leads out of"),
        ("//host/a.md", "leads out of"),
        ("a/../b.md", "leads out of"),
        ("a.md\n", "has an unprintable character"),
        ("\ud800.md", "has an unprintable character"),
    ],
)
def test_an_address_of_a_page_stays_in_the_docs_folder(address: str, problem: str) -> None:
    found = page_problem(address)
    assert problem in found
    assert bool(found) == bool(problem)
