from __future__ import annotations

import pytest

from drawing import site
from mkdocs_autolink.front_matter import FrontMatter, read_front_matter


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ({}, FrontMatter()),
        (
            {"keywords": ["a", "b"], "tags": ["c"], "aliases": ["d"]},
            FrontMatter(keywords=("a", "b", "c"), aliases=("d",)),
        ),
        ({"keywords": "a, b ,, c"}, FrontMatter(keywords=("a", "b", "c"))),
        ({"keywords": ["a", "a", "", 7, None, ["x"], {"y": 1}, True]}, FrontMatter(keywords=("a",))),
        ({"keywords": 7, "tags": None, "aliases": {"a": 1}}, FrontMatter()),
        ({"keywords": {"a": 1}, "tags": False, "aliases": 1.5}, FrontMatter()),
        ({"autolink": True}, FrontMatter()),
        ({"autolink": None}, FrontMatter()),
        ({"autolink": {}}, FrontMatter()),
        ({"autolink": False, "tags": ["a"]}, FrontMatter(keywords=("a",), source=False, target=False)),
        ({"autolink": {"source": False}}, FrontMatter(source=False)),
        ({"autolink": {"target": False}}, FrontMatter(target=False)),
        (
            {"autolink": {"keywords": ["a"], "aliases": "b, c"}, "tags": "d"},
            FrontMatter(rules=("a",), keywords=("d",), aliases=("b", "c")),
        ),
        ({"autolink": {"never": ["Some  Word"]}}, FrontMatter(never=frozenset({"some word"}))),
        ({"autolink": {"keywords": None, "never": [], "aliases": ""}}, FrontMatter()),
    ],
)
def test_front_matter(meta: dict[str, object], expected: FrontMatter) -> None:
    assert read_front_matter(meta) == expected


@pytest.mark.parametrize(
    ("own", "words"),
    [
        (7, ["`autolink: 7`", "write false, or a mapping"]),
        ("no", ["`autolink: 'no'`"]),
        ([1], ["`autolink: [1]`"]),
        ({"keywords": 7}, ["`autolink.keywords`", "list of texts", "7"]),
        ({"never": {"a": 1}}, ["`autolink.never`", "list of texts"]),
        ({"aliases": [[1]]}, ["`autolink.aliases`", "list of texts"]),
        ({"source": "no"}, ["`autolink.source`", "true or false", "'no'"]),
        ({"target": 0}, ["`autolink.target`", "true or false", "0"]),
        ({"keyword": ["a"]}, ["`autolink.keyword`", "unknown", "keywords"]),
        ({7: ["a"]}, ["unknown"]),
        ({None: ["a"]}, ["unknown"]),
        ({"selectors_exclude": ["a b"]}, ["`autolink.selectors_exclude`", "no simple selector"]),
    ],
)
def test_front_matter_of_a_wrong_type_is_said(own: object, words: list[str]) -> None:
    front = read_front_matter({"autolink": own})
    assert len(front.problems) == 1
    assert all(word in front.problems[0] for word in words), front.problems
    assert front == FrontMatter(problems=front.problems)
    (problem,) = site({"a.md": ""}, meta={"a.md": {"autolink": own}}).problems
    assert (problem.kind, problem.page, problem.message) == ("front matter", "a.md", front.problems[0])


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"aliases": ["not found", 404, 405]}, "`autolink.aliases` in the front matter has 404, which is no text"),
        ({"never": ["yes", False]}, "`autolink.never` in the front matter has false, which is no text"),
    ],
)
def test_what_is_no_text_among_texts_is_said(own: dict[str, object], said: str) -> None:
    front = read_front_matter({"autolink": own})
    (problem,) = front.problems
    assert problem == f"{said}: put it in quotes."
    assert front.aliases + tuple(front.never) in (("not found",), ("yes",))


@pytest.mark.parametrize("own", [{}, {"autolink": {"target": False}}, {"autolink": False}, {"autolink": 7}])
def test_a_key_with_a_dot_is_said_to_want_nesting(own: dict[str, object]) -> None:
    plain, front = read_front_matter(own), read_front_matter({"autolink.source": False, **own})
    said = "`autolink.source` in the front matter has no effect: write `autolink:` and below it, further to the right,"
    assert front.problems == (f"{said} `source:`.", *plain.problems)
    assert (front.source, front.target) == (plain.source, plain.target)


def test_a_page_of_many_keywords_is_cut() -> None:
    assert len(read_front_matter({"keywords": [f"word {number}" for number in range(10_000)]}).keywords) == 200
