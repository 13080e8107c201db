from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from mkdocs_autolink import safe_yaml
from mkdocs_autolink.errors import YamlError, shown
from mkdocs_autolink.safe_yaml import Block, load_yaml


@pytest.fixture(autouse=True, params=sorted({"SafeLoader", getattr(yaml, "CSafeLoader", yaml.SafeLoader).__name__}))
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_yaml, "_LOADER", getattr(yaml, request.param))


def load(text: str | bytes) -> object:
    return load_yaml(text, where="f.yml", max_bytes=1_000_000)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# only this", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("FALSE", False),
        ("0", 0),
        ("-12", -12),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, "9" * 19),
        ("'12'", "12"),
        ('"true"', "true"),
        ("''", ""),
        ("|\n  12\n", "12\n"),
        *((word, word) for word in ["no", "on", "y", "012", "0x1F", "1e3", "1.5", "1_000", "12:30:45", "="]),
        *((word, word) for word in ["2024-02-30", ".nan", "tRUE"]),
        ("[a, [], {}]", ["a", [], {}]),
        ("1: a\ntrue: b\n~: c", {"1": "a", "true": "b", "~": "c"}),
        ("a: 'x\\y'", {"a": "x\\y"}),
        ("\ufeffa: b", {"a": "b"}),
        (b"\xef\xbb\xbfa: \xc3\xa9", {"a": "é"}),
        ('"\\u0000\\x7f"', "\0\x7f"),
        ("'<<': a", {"<<": "a"}),
        ("--- a\n...\n", "a"),
    ],
)
def test_values_are_plain(text: str | bytes, value: object) -> None:
    loaded = load(text)
    assert loaded == value
    assert type(loaded) in {type(value), Block}


def test_a_mapping_knows_its_line() -> None:
    outer = load("# first\na:\n  - b: 1\n  - {c: 2}\n")
    assert isinstance(outer, Block)
    assert outer.line == 2
    inner = outer["a"]
    assert isinstance(inner, list)
    assert [block.line for block in inner] == [3, 4]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\na: 2", "f.yml, line 2: the key 'a' stands twice in one mapping; keep one"),
        ("a: 1\nb: &x 2", "f.yml, line 2: anchors (&) and aliases (*) are not read; write the value out"),
        ("&x a: 1", "f.yml, line 1: anchors (&) and aliases"),
        ("[*x]", "f.yml, line 1: anchors (&) and aliases"),
        ("<<: {a: 1}", "f.yml, line 1: merge keys (<<) are not read"),
        ("!!str a", "f.yml, line 1: the tag 'tag:yaml.org,2002:str' is not read; delete it"),
        ("! a", "f.yml, line 1: the tag '!' is not read"),
        ("a: !!python/name:os.system", "f.yml, line 1: the tag 'tag:yaml.org,2002:python/name:os.system'"),
        ("? [a]\n: b", "f.yml, line 1: a key is a list or a mapping; use text"),
        ("a" * 129 + ": 1", "has more than 128 characters; shorten it"),
        ("a: 1\n---\nb: 2", "f.yml, line 2: a second document begins; keep one"),
        ("a: 1\n\tb: 2", "f.yml, line 2: is not valid YAML: it is indented with a tab; use spaces"),
        ("a: 1\nb: [", "is not valid YAML"),
        ("a: 1\nb: @", "f.yml, line 2: is not valid YAML: found character"),
        ("a: 1\nb: \x07", "f.yml, line 2: has the unprintable character U+0007; delete it"),
        ("a: \ud800", "f.yml, line 1: has the unprintable character U+D800"),
        ("a: \ufeffb", "f.yml, line 1: has the unprintable character U+FEFF"),
        ('a: "\\ud800"', "f.yml, line 1: "),
        (b"a: 1\nb: \xff", "f.yml, line 2: is not UTF-8; save the file as UTF-8"),
        ("a:\n<<<<<<< HEAD\n", "f.yml: unresolved merge conflict at line 2; settle it"),
        ("a: |\n  x\n>>>>>>>\n", "f.yml: unresolved merge conflict at line 3"),
        ("[" * 41 + "]" * 41, "f.yml, line 1: is nested more than 40 levels deep; flatten it"),
    ],
)
def test_what_is_not_read_is_named_in_one_line(text: str | bytes, message: str) -> None:
    with pytest.raises(YamlError) as caught:
        load(text)
    assert message in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_bounds_are_inclusive() -> None:
    assert load_yaml("[[a]]", where="f", max_bytes=5) == [["a"]]
    assert load("[" * 40 + "]" * 40) is not None
    with pytest.raises(YamlError, match="f: is larger than 4 bytes"):
        load_yaml("[[éa", where="f", max_bytes=4)


def test_nothing_is_executed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(YamlError):
        load("!!python/object/apply:os.system ['touch made']")
    assert list(tmp_path.iterdir()) == []


def test_values_in_messages_are_short_and_on_one_line() -> None:
    assert shown("a\nb") == "'a\\nb'"
    assert shown(None) == "null"
    assert shown(True) == "true"
    assert len(shown("x" * 10_000)) <= 60
    assert len(shown([["x" * 1_000] * 1_000] * 1_000)) == 80
    assert shown(10**5000) == "a huge number"
