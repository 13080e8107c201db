from __future__ import annotations

import pytest

from mkdocs_autolink.site import Target
from mkdocs_autolink.sources.destination import destination


@pytest.mark.parametrize(
    ("page", "target", "expected"),
    [
        ("index.md", Target("a.md"), "a.md"),
        ("a/b.md", Target("a/c.md"), "c.md"),
        ("a/b.md", Target("c.md", "d"), "../c.md#d"),
        ("a/b/c.md", Target("a/index.md"), "../index.md"),
        ("a.md", Target("a.md", "b"), "#b"),
        ("a.md", Target("my page.md"), "my%20page.md"),
        ("a.md", Target("b (c)/d.md"), "b%20%28c%29/d.md"),
        ("a.md", Target("x<y>.md"), "x%3Cy%3E.md"),
        ("a.md", Target("h#1.md", "x y"), "h%231.md#x%20y"),
        ("a.md", Target("b|c.md"), "b%7Cc.md"),
        ("a.md", Target("50%.md"), "50%25.md"),
        ("a.md", Target("b:c.md"), "./b:c.md"),
        ("a.md", Target("b:c/d.md"), "./b:c/d.md"),
        ("a.md", Target("b/c:d/e.md"), "b/c:d/e.md"),
        ("a.md", Target("wow!.md"), "wow!.md"),
        ("a.md", Target("a\tb.md"), "a%09b.md"),
        ("a.md", Target("snake_case.md", "über-uns"), "snake_case.md#über-uns"),
        ("a.md", Target("日本.md"), "日本.md"),
    ],
)
def test_a_link_is_written_as_an_author_writes_it(page: str, target: Target, expected: str) -> None:
    assert destination(page, target) == expected
