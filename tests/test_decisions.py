from __future__ import annotations

import itertools
import json
import os
import stat
import subprocess
import sys
import time
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, reject
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import mkdocs_autolink.decisions.read
from mkdocs_autolink import safe_yaml
from mkdocs_autolink.decisions import (
    Decision,
    Decisions,
    Verdict,
    load_decisions,
    notices,
    parse_decisions,
)
from mkdocs_autolink.decisions.write import DecisionsFile, dump_decisions, save_decisions
from mkdocs_autolink.errors import DecisionsError
from mkdocs_autolink.safe_yaml import load_yaml
from support import BuildSite

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "decisions.yaml").read_text(encoding="utf-8"))
LOADERS = sorted({yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)}, key=str)
HEAD = "version: 1\ndecisions:\n"
ACCEPT = Decision("disk areas", "computing/disk.md", Verdict.ACCEPT)


def content(case: dict[str, Any]) -> bytes:
    given = case["input"]
    text = given if isinstance(given, str) else "".join(part * times for part, times in given)
    return text.encode("latin-1" if case.get("latin-1") else "utf-8")


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_file_is_read_or_refused_in_one_line(
    case: dict[str, Any], loader: type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safe_yaml, "_LOADER", loader)
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "autolink.yml"
    path.write_bytes(content(case))
    begin = time.process_time()
    if "error" in case:
        with pytest.raises(DecisionsError) as caught:
            load_decisions(path)
        message = str(caught.value)
        assert case["error"] in message
        assert message.startswith(str(path))
        assert len(message.splitlines()) == 1
        assert len(message) < len(str(path)) + 200
    else:
        decisions = load_decisions(path)
        assert len(decisions.items) == case["decisions"]
        assert [line.split("'")[1] for line in notices(decisions)] == case.get("notices", [])
        assert parse_decisions(dump_decisions(decisions), "again") == decisions
    assert time.process_time() - begin < 2
    assert path.read_bytes() == content(case)
    assert list(tmp_path.iterdir()) == [path]


def test_plain_words_that_yaml_takes_for_something_else_stay_text() -> None:
    (case,) = (case for case in CASES if case["name"] == "norway-with-targets")
    phrases = {decision.phrase for decision in parse_decisions(content(case), "f").items}
    assert phrases == {*("no", "on", "yes", "012", "12:30:45", "1.10", "2024-02-30", "=", ".inf", "0x1F", "1_000")}


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    text = f"\ufeff{HEAD}- {{phrase: x, target: y.md, verdict: reject}}\n"
    (decision,) = parse_decisions(text.replace("\n", "\r\n").encode(), "f").items
    assert decision == Decision("x", "y.md", Verdict.REJECT)


def test_what_a_decision_says() -> None:
    (decision,) = parse_decisions(
        HEAD + "  - phrase: disk areas\n    target: disk.md#areas\n    verdict: retarget\n    to: quota.md\n"
        "    pages:\n      - b.md\n      - a.md\n    note: they moved\n    who: me\n",
        "f",
    ).items
    assert decision == Decision(
        "disk areas",
        "disk.md#areas",
        Verdict.RETARGET,
        pages=("a.md", "b.md"),
        to="quota.md",
        note="they moved",
        extra=(("who", "me"),),
    )
    assert decision.line == 3


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert load_decisions(tmp_path / "autolink.yml") == Decisions()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in this file system")
def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(DecisionsError, match="is not a file; move it away"):
            load_decisions(path)
        with pytest.raises(DecisionsError, match="is not a file; move it away"):
            save_decisions(path, Decisions((ACCEPT,)))


def test_a_path_that_cannot_be_followed_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DecisionsError, match=r"cannot be read \(Not a directory\); make it readable"):
        load_decisions(tmp_path / "file" / "autolink.yml")


def test_a_file_above_the_bound_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mkdocs_autolink.decisions.read, "MAX_BYTES", 1_000)
    path = tmp_path / "autolink.yml"
    path.write_text(HEAD + "#" * 1_000)
    with pytest.raises(DecisionsError, match="is larger than 1,000 bytes"):
        load_decisions(path)


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "? "])
def test_deep_nesting_is_refused_at_once(opening: str, loader: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_yaml, "_LOADER", loader)
    begin = time.process_time()
    with pytest.raises(DecisionsError, match=r"nested more than 40 levels|a key is a list"):
        parse_decisions("version: 1\ndecisions:\n  " + opening * 100_000, "f")
    assert time.process_time() - begin < 2


@pytest.mark.slow
def test_a_hundred_thousand_decisions() -> None:
    lines = (f"- {{phrase: phrase {i}, target: t{i}.md, verdict: accept, pages: [p.md]}}\n" for i in range(100_000))
    text = HEAD + "".join(lines)
    begin = time.process_time()
    decisions = parse_decisions(text, "f")
    dump_decisions(decisions)
    assert time.process_time() - begin < 20
    assert decisions.find("p.md", ["Phrase  99999"], "t99999.md") is not None


def test_a_decision_for_the_page_goes_before_one_for_all() -> None:
    on_page = Decision("disk areas", "computing/disk.md", Verdict.REJECT, pages=("a.md",))
    decisions = Decisions((ACCEPT, on_page))
    assert decisions.find("a.md", ["disk areas"], "computing/disk.md") == on_page
    assert decisions.find("b.md", ["disk areas"], "computing/disk.md") == ACCEPT
    assert decisions.find("a.md", ["other", "disk areas"], "computing/disk.md") == on_page


def test_phrases_are_compared_without_case_and_width_of_space() -> None:
    decisions = Decisions((Decision("Große  Disk\tAreas", "d.md", Verdict.ACCEPT),))
    assert decisions.find("a.md", ["GROSSE disk areas"], "d.md") is not None
    assert decisions.find("a.md", ["grosse diskareas"], "d.md") is None
    assert decisions.find("a.md", ["grosse disk areas"], "e.md") is None


def test_a_decision_on_a_page_holds_for_its_sections_where_none_is_on_the_section() -> None:
    section = Decision("disk areas", "d.md#quota", Verdict.REJECT)
    page = Decision("disk areas", "d.md", Verdict.ACCEPT, pages=("a.md",))
    decisions = Decisions((section, page))
    assert decisions.find("a.md", ["disk areas"], "d.md#quota") is section
    assert decisions.find("a.md", ["disk areas"], "d.md#other") is page
    assert decisions.find("b.md", ["disk areas"], "d.md#other") is None
    assert Decisions((section,)).find("a.md", ["disk areas"], "d.md") is None
    assert decisions.find("a.md", [], "d.md") is None
    assert decisions.find("a.md", ["disk areas"], "d.md#a#b") is page


def test_the_order_of_decisions_changes_nothing() -> None:
    some = (
        ACCEPT,
        Decision("a", "b.md", Verdict.REJECT, pages=("z.md",)),
        Decision("a", "b.md", Verdict.ACCEPT),
        Decision("a", "b.md", Verdict.ACCEPT, extra=(("k", 1),)),
    )
    texts = {dump_decisions(Decisions(order)) for order in itertools.permutations(some)}
    assert len(texts) == 1


def test_a_decision_for_all_pages_stands_before_one_for_some() -> None:
    everywhere, somewhere = Decision("a", "b.md", Verdict.REJECT), Decision("a", "b.md", Verdict.ACCEPT, ("z.md",))
    assert Decisions((somewhere, everywhere)).items == (everywhere, somewhere)


@pytest.mark.parametrize(
    ("decision", "message"),
    [
        ({"phrase": ""}, "phrase is empty"),
        ({"phrase": "\ud800"}, r"^the phrase or the note has half a character \(a surrogate\); type it anew$"),
        ({"note": "\ud800"}, "half a character"),
        ({"target": "javascript:alert(1)"}, "is a full address"),
        ({"pages": ()}, "pages is empty"),
        ({"pages": ("a.md", "../b.md")}, "leads out of the docs folder"),
        ({"verdict": Verdict.RETARGET}, "to is empty"),
        ({"to": "x.md"}, "goes with retarget only"),
    ],
)
def test_a_decision_that_could_not_be_read_again_cannot_be_made(decision: dict[str, Any], message: str) -> None:
    with pytest.raises(DecisionsError, match=message):
        Decision(**{"phrase": "x", "target": "y.md", "verdict": Verdict.ACCEPT} | decision)


def test_contradicting_decisions_cannot_be_held() -> None:
    with pytest.raises(DecisionsError) as caught:
        Decisions((ACCEPT, Decision("DISK areas", ACCEPT.target, Verdict.REJECT)))
    assert str(caught.value) == (
        "'DISK areas' -> 'computing/disk.md' on all pages is decided twice, as accept and reject; keep one"
    )
    moved = [Decision("x", "y.md", Verdict.RETARGET, to=to) for to in ("a.md", "b.md")]
    with pytest.raises(DecisionsError, match=r"as retarget to 'a\.md' and retarget to 'b\.md'"):
        Decisions(tuple(moved))


@pytest.mark.parametrize("number", [2, 3])
def test_unknown_keys_are_named_once_with_the_first_line(number: int) -> None:
    lines = [f"- {{phrase: x{i}, target: y.md, verdict: accept, page: a.md}}\n" for i in range(number)]
    (notice,) = notices(parse_decisions(HEAD + "".join(lines), "f"))
    assert notice == (
        f"the key 'page' of {number} decisions, first at line 3 is not known; it is kept and has no effect"
        " (did you mean pages?)"
    )


def test_an_unknown_key_of_one_decision_is_named_with_its_line() -> None:
    text = f"{HEAD}- {{phrase: x, target: y.md, verdict: accept, zzz: 1}}\n"
    assert notices(parse_decisions(text, "f")) == (
        "the key 'zzz' of the decision at line 3 is not known; it is kept and has no effect",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("decisions: []", "f: has no version; add the line 'version: 1' at the top"),
        ("version: true", "f: the version is true; write 'version: 1', without quotes"),
        ("version: 0", "f: the version is 0; write 'version: 1', without quotes"),
        (f"{HEAD}- 7", "f: decision 1 is 7; write phrase, target and verdict"),
    ],
)
def test_what_is_refused_is_said_with_what_to_write(text: str, message: str) -> None:
    with pytest.raises(DecisionsError) as caught:
        parse_decisions(text, "f")
    assert str(caught.value) == message


def test_the_file_reads_well() -> None:
    decisions = Decisions(
        (
            Decision("no", "a b.md#x-y", Verdict.REJECT, note="Norway: not the answer # 1"),
            Decision(
                "disk areas", "disk.md", Verdict.RETARGET, pages=("b.md", "a.md"), to="new/disk.md#areas",
                extra=(("reviewer", "me"),),
            ),
        ),
        extra=(("future", {"a": [1, True, None, "no"]}),),
    )  # fmt: skip
    body = dump_decisions(decisions).split("\n", 1)
    assert body[0].startswith("# ")
    assert body[1] == (
        "version: 1\n"
        'future: {"a": [1, true, null, "no"]}\n'
        "decisions:\n"
        "  - phrase: disk areas\n"
        "    target: disk.md\n"
        "    verdict: retarget\n"
        "    to: new/disk.md#areas\n"
        "    pages:\n"
        "      - a.md\n"
        "      - b.md\n"
        "    reviewer: me\n"
        '  - phrase: "no"\n'
        "    target: a b.md#x-y\n"
        "    verdict: reject\n"
        "    pages: all\n"
        '    note: "Norway: not the answer # 1"\n'
    )


TEXT = st.text(st.characters(exclude_categories=["Cs"]))
BITING = st.sampled_from(["no", "On", "~", "null", "1e3", "=", "- a", "a: b", "a #b", "%x", "\x85", "\ufeff", "!"])
WORDS = (TEXT | BITING).filter(str.strip)
PAGES = st.from_regex(r"[a-z]{1,5}(/[\w ,'#&-]{1,5})?\.md", fullmatch=True)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18) + 1, 10**18 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
UNKNOWN = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map("x-{}".format), VALUES, max_size=2
).map(lambda values: tuple(values.items()))
DECISION = st.builds(
    Decision,
    phrase=WORDS,
    target=PAGES,
    verdict=st.sampled_from([Verdict.ACCEPT, Verdict.REJECT]),
    pages=st.none() | st.lists(PAGES, min_size=1, max_size=3).map(tuple),
    note=TEXT | BITING,
    extra=UNKNOWN,
)


def decisions_of(items: list[Decision], extra: tuple[tuple[str, object], ...]) -> Decisions:
    try:
        return Decisions(tuple(items), extra)
    except DecisionsError:  # they contradict each other
        reject()


@pytest.mark.slow
@given(st.builds(decisions_of, st.lists(DECISION, max_size=4), UNKNOWN))
def test_what_is_written_is_read_again(decisions: Decisions) -> None:
    text = dump_decisions(decisions)
    for loader in LOADERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(safe_yaml, "_LOADER", loader)
            assert parse_decisions(text, "f") == decisions
    assert dump_decisions(parse_decisions(text, "f")) == text


@given(st.lists(DECISION, min_size=1, max_size=1))
def test_other_yaml_readers_read_the_same_phrase(items: list[Decision]) -> None:
    read = yaml.safe_load(dump_decisions(Decisions(tuple(items))))
    assert read["decisions"][0]["phrase"] == items[0].phrase
    assert read["decisions"][0].get("note", "") == items[0].note


@given(st.binary(max_size=60) | st.text("version: 1\ndecisions[]{}-&*!<>'\"|?,#%~\t").map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        parse_decisions(data, "f")
    except DecisionsError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017 - both ends are fine


def test_saving_makes_the_file_and_loading_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "autolink.yml"
    save_decisions(path, Decisions((ACCEPT,)))
    assert load_decisions(path) == Decisions((ACCEPT,))
    assert list(tmp_path.iterdir()) == [path]


def test_saving_keeps_mode_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "autolink.yml"
    path.write_bytes(b"version: 1\r\ndecisions: []\r\n")
    path.chmod(0o640)
    save_decisions(path, Decisions((ACCEPT,)))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    data = path.read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") > 3
    assert load_decisions(path) == Decisions((ACCEPT,))


def test_saving_keeps_line_feeds(tmp_path: Path) -> None:
    path = tmp_path / "autolink.yml"
    path.write_bytes(b"version: 1\ndecisions: []\n")
    save_decisions(path, Decisions((ACCEPT,)))
    assert b"\r" not in path.read_bytes()


def test_saving_through_a_symbolic_link_keeps_the_link(tmp_path: Path) -> None:
    real = tmp_path / "kept" / "real.yml"
    real.parent.mkdir()
    link = tmp_path / "autolink.yml"
    link.symlink_to(real)
    save_decisions(link, Decisions((ACCEPT,)))
    assert link.is_symlink()
    assert load_decisions(real) == Decisions((ACCEPT,))
    assert list(real.parent.iterdir()) == [real]


@pytest.mark.laws
@pytest.mark.parametrize("broken", ["fsync", "replace", "chmod"])
def test_a_failed_save_leaves_the_file_as_it_was(broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "autolink.yml"
    path.write_text("version: 1\ndecisions: []\n")

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os if broken == "fsync" else Path, broken, no_space)
    with pytest.raises(DecisionsError) as caught:
        save_decisions(path, Decisions((ACCEPT,)))
    assert str(caught.value) == (
        f"{path}: cannot be written (No space left on device); it is as it was, mend that and try again"
    )
    assert path.read_text() == "version: 1\ndecisions: []\n"
    assert list(tmp_path.iterdir()) == [path]


def test_saving_where_there_is_no_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(DecisionsError, match="No such file or directory"):
        save_decisions(tmp_path / "none" / "autolink.yml", Decisions((ACCEPT,)))


@pytest.mark.parametrize("spelling", ["FILE  guide", "ﬁle guide", "ｆｉｌｅ guide", "fi\u00adle guide"])
def test_phrases_are_compared_as_the_text_is(spelling: str) -> None:
    decision = Decision("file guide", "guide.md", Verdict.REJECT)
    assert Decisions((decision,)).find("a.md", [spelling], "guide.md") == decision


# The schema for editors

SCHEMA = Draft202012Validator(json.loads((files("mkdocs_autolink") / "autolink.schema.json").read_text("utf-8")))


def test_the_schema_takes_what_is_written() -> None:
    Draft202012Validator.check_schema(SCHEMA.schema)
    decisions = Decisions(
        (
            ACCEPT,
            replace(ACCEPT, verdict=Verdict.REJECT, pages=("a.md", "b c.md"), note="Not: here"),
            Decision("no", "a.md#1", Verdict.RETARGET, to="b.md", extra=(("by", "Kim"), ("on", "2026-01-31"))),
        )
    )
    SCHEMA.validate(load_yaml(dump_decisions(decisions), where="x", max_bytes=10_000))
    SCHEMA.validate(load_yaml(dump_decisions(Decisions()), where="x", max_bytes=10_000))


@pytest.mark.parametrize(
    "block",
    [
        "{phrase: a, target: b.md}",
        "{phrase: a, target: b.md, verdict: maybe}",
        "{phrase: ' ', target: b.md, verdict: accept}",
        "{phrase: 7, target: b.md, verdict: accept}",
        "{phrase: a, target: '#b', verdict: accept}",
        "{phrase: a, target: b.md, verdict: retarget}",
        "{phrase: a, target: b.md, verdict: accept, to: c.md}",
        "{phrase: a, target: b.md, verdict: accept, pages: []}",
        "{phrase: a, target: b.md, verdict: accept, pages: some}",
    ],
)
def test_the_schema_refuses_what_a_build_refuses(block: str) -> None:
    text = f"{HEAD}  - {block}\n"
    assert not SCHEMA.is_valid(yaml.safe_load(text))
    with pytest.raises(DecisionsError):
        parse_decisions(text, "autolink.yml")


# Updates


def added(decision: Decision) -> Any:
    return lambda decisions: replace(decisions, items=(*decisions.items, decision))


def test_an_update_keeps_what_was_written_in_between(tmp_path: Path) -> None:
    path = tmp_path / "autolink.yml"
    assert DecisionsFile(path).update(added(ACCEPT)).items == (ACCEPT,)
    by_hand = replace(ACCEPT, phrase="by hand")
    save_decisions(path, Decisions((ACCEPT, by_hand)))
    DecisionsFile(path).update(added(replace(ACCEPT, phrase="zebra")))
    assert [item.phrase for item in load_decisions(path).items] == ["by hand", "disk areas", "zebra"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["autolink.yml"]


def test_an_update_of_nothing_touches_nothing(tmp_path: Path) -> None:
    path = tmp_path / "autolink.yml"
    path.write_text("# mine\nversion: 1\ndecisions: []\n")
    DecisionsFile(path).update(lambda decisions: decisions)
    assert path.read_text() == "# mine\nversion: 1\ndecisions: []\n"


def test_an_update_of_a_broken_file_leaves_it_alone(tmp_path: Path) -> None:
    path = tmp_path / "autolink.yml"
    path.write_text("<<<<<<< HEAD\nversion: 1\n")
    with pytest.raises(DecisionsError):
        DecisionsFile(path).update(added(ACCEPT))
    assert path.read_text() == "<<<<<<< HEAD\nversion: 1\n"


def test_an_update_where_nothing_can_be_written_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "autolink.yml"
    with pytest.raises(DecisionsError) as caught:
        DecisionsFile(path).update(added(ACCEPT))
    assert str(caught.value) == (
        f"{path}: cannot be written (No such file or directory); it is as it was, mend that and try again"
    )


def in_full(decisions: Decisions) -> tuple[object, ...]:
    """All that was read, what no comparison looks at too."""
    lines = [(item, item.comment, item.line) for item in decisions.items]
    return lines, decisions.extra, decisions.head, decisions.tail


COMMENTS = st.lists(st.sampled_from(["# a", "#", "# b: c"]), max_size=2).map(tuple)


@pytest.mark.slow
@given(st.builds(decisions_of, st.lists(DECISION, max_size=4), UNKNOWN), st.lists(COMMENTS, min_size=6, max_size=6))
@example(Decisions(), [(), (), (), (), (), ()])
def test_what_was_written_last_is_known_as_it_would_be_read(
    tmp_path_factory: pytest.TempPathFactory, decisions: Decisions, comments: list[tuple[str, ...]]
) -> None:
    items = tuple(replace(item, comment=comment) for item, comment in zip(decisions.items, comments, strict=False))
    decisions = replace(decisions, items=items, head=comments[4], tail=comments[5])
    path = tmp_path_factory.mktemp("written") / "autolink.yml"
    file = DecisionsFile(path)
    file.update(lambda _: decisions)
    assert in_full(file.load()) == in_full(load_decisions(path))


def test_what_is_wrong_with_a_file_that_others_wrote_to_is_said_of_it(tmp_path: Path) -> None:
    file = DecisionsFile(tmp_path / "autolink.yml")
    file.update(added(ACCEPT))
    (tmp_path / "autolink.yml").write_text("version: 1\n")
    with pytest.raises(DecisionsError, match=r"autolink\.yml: has no list of decisions"):
        file.load()


def test_a_file_is_read_again_only_where_others_wrote_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bytes] = []

    def parsed(data: bytes, where: str) -> Decisions:
        read.append(data)
        return parse_decisions(data, where)

    monkeypatch.setattr("mkdocs_autolink.decisions.write.parse_decisions", parsed)
    path = tmp_path / "autolink.yml"
    file = DecisionsFile(path)
    for phrase in ("one", "two", "three"):
        file.update(added(replace(ACCEPT, phrase=phrase)))
    assert (len(file.load().items), read) == (3, [])
    by_hand = path.read_bytes().replace(b"two", b"2nd")
    path.write_bytes(by_hand)
    assert [item.phrase for item in file.update(added(ACCEPT)).items] == ["2nd", "disk areas", "one", "three"]
    assert read == [by_hand]
    path.unlink()
    assert file.load() == Decisions()


def test_a_file_that_could_not_be_written_is_not_taken_for_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = DecisionsFile(tmp_path / "autolink.yml")
    file.update(added(ACCEPT))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("mkdocs_autolink.decisions.write.replace_file", full)
        with pytest.raises(DecisionsError, match="No space left"):
            file.update(added(replace(ACCEPT, phrase="more")))
    assert file.load().items == (ACCEPT,)


WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from mkdocs_autolink.decisions import Decision, Verdict
from mkdocs_autolink.decisions.write import DecisionsFile

for number in range(25):
    mine = Decision(f"{sys.argv[2]} {number}", "a.md", Verdict.ACCEPT)
    DecisionsFile(Path(sys.argv[1])).update(lambda decisions: replace(decisions, items=(*decisions.items, mine)))
"""


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "autolink.yml"
    names = ("ant", "bee", "cat")
    running = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), name]) for name in names]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
    expected = sorted(f"{name} {number}" for name in names for number in range(25))
    assert [item.phrase for item in load_decisions(path).items] == expected


# Comments

COMMENTED = """\
# yaml-language-server: $schema=x.json
# Ours, by the docs team.
version: 1
decisions:
  # See ticket 7 #docs.
  - phrase: zebra
    # not the code
    target: b.md#stripes
    verdict: accept  # for now

  - phrase: 'C# and "F#"'
    target: a.md
    verdict: reject
    note: |
      # a line of the note
      and more
# The end.
"""
SORTED = """\
# yaml-language-server: $schema=x.json
# Ours, by the docs team.
version: 1
decisions:
  - phrase: 'C# and "F#"'
    target: a.md
    verdict: reject
    pages: all
    note: "# a line of the note\\nand more\\n"
  # See ticket 7 #docs.
  # not the code
  # for now
  - phrase: zebra
    target: b.md#stripes
    verdict: accept
    pages: all
# The end.
"""


def test_comments_stay_with_what_they_stand_at() -> None:
    written = dump_decisions(parse_decisions(COMMENTED, "x"))
    assert written == SORTED.replace("""'C# and "F#"'""", json.dumps('C# and "F#"'))
    assert dump_decisions(parse_decisions(written, "x")) == written


@pytest.mark.parametrize("before", ["", COMMENTED], ids=["no file", "comments"])
def test_what_was_written_last_is_known_with_its_lines(tmp_path: Path, before: str) -> None:
    path = tmp_path / "autolink.yml"
    if before:
        path.write_text(before, encoding="utf-8")
    file = DecisionsFile(path)
    file.update(added(replace(ACCEPT, phrase="a b")))
    file.update(added(replace(ACCEPT, phrase="zz top")))
    assert in_full(file.load()) == in_full(load_decisions(path))
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [lines[item.line - 1].strip() for item in file.load().items][-1] == "- phrase: zz top"


def test_a_comment_outlives_the_decision_it_was_made_on(tmp_path: Path) -> None:
    path = tmp_path / "autolink.yml"
    path.write_text(COMMENTED)
    changed = Decision("Zebra", "b.md#stripes", Verdict.REJECT)
    DecisionsFile(path).update(lambda decisions: replace(decisions, items=(changed,)))
    assert load_decisions(path).items[0].comment == ("# See ticket 7 #docs.", "# not the code", "# for now")
    assert path.read_text().endswith("# The end.\n")


@pytest.mark.parametrize("comment", ["", "  # why\n"])
def test_an_update_by_new_decisions_keeps_the_comments_at_both_ends(tmp_path: Path, comment: str) -> None:
    path = tmp_path / "autolink.yml"
    path.write_text(
        f"# Ours.\n{HEAD}{comment}  - {{phrase: x, target: y.md, verdict: accept}}\n# The end.\n", encoding="utf-8"
    )
    DecisionsFile(path).update(lambda before: Decisions((*before.items, ACCEPT)))
    found = load_decisions(path)
    assert (found.head, found.tail) == (("# Ours.",), ("# The end.",))
    assert {item.phrase: item.comment for item in found.items} == {
        "disk areas": (),
        "x": ("# why",) if comment else (),
    }


@pytest.mark.parametrize("comment", ["", "  # why\n"])
def test_comments_that_an_update_brings_take_the_place_of_those_before(tmp_path: Path, comment: str) -> None:
    path = tmp_path / "autolink.yml"
    path.write_text(f"# Old.\n{HEAD}{comment}  - {{phrase: x, target: y.md, verdict: accept}}\n# Old end.\n")
    item = Decision("x", "y.md", Verdict.REJECT, comment=("# because",))
    DecisionsFile(path).update(lambda _: Decisions((item,), head=("# New.",), tail=("# New end.",)))
    found = load_decisions(path)
    assert (found.head, found.items[0].comment, found.tail) == (("# New.",), ("# because",), ("# New end.",))


def test_a_file_without_comments_has_none() -> None:
    found = parse_decisions(f"{HEAD}- {{phrase: x, target: y.md, verdict: accept}}\n", "f")
    assert (found.head, found.items[0].comment, found.tail) == ((), (), ())


A, B = "phrase: a, target: a.md, verdict: accept", "phrase: b, target: b.md, verdict: accept"
KEYS = "phrase: {0}\n    target: {0}.md\n    verdict: accept"


@pytest.mark.parametrize(
    ("items", "of_a", "of_b", "tail"),
    [
        (f"  - {KEYS.format('a')}\n    # a\n  # b\n  - {KEYS.format('b')}\n    # in b\n# end\n", "a", "b, in b", "end"),
        (f"  - {KEYS.format('a')}\n  # b\n    # and more\n  - {KEYS.format('b')}\n  # end\n", "", "b, and more", "end"),
        (f"- {{{A}}}\n  # a\n\n# b\n- {{{B}}}\n", "a", "b", ""),
        (f"  [\n  # a\n  {{{A}}},\n  # b\n  {{{B}}},\n  ]\n  # end\n", "a", "b", "end"),
    ],
)
def test_a_comment_below_the_keys_of_a_decision_is_its_own_where_it_stands_as_far_in(
    items: str, of_a: str, of_b: str, tail: str
) -> None:
    found = parse_decisions(HEAD + items, "f")
    said = [", ".join(comments).replace("# ", "") for comments in (*(item.comment for item in found.items), found.tail)]
    assert said == [of_a, of_b, tail]


def test_comments_lose_the_blanks_behind_them() -> None:
    found = parse_decisions(f"{HEAD}# a \t\n- {{phrase: x, target: y.md, verdict: accept}} # b  \n", "f")
    assert found.items[0].comment == ("# a", "# b")


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ('  - {phrase: a, target: b.md, verdict: accept, note: "#1"} # don\'t\n', ("# don't",)),
        ('  - {phrase: "a # b", target: b.md, verdict: accept} # a # b\n', ("# a # b",)),
        ("  - phrase: a # 'here'\n    target: b.md#x # \"there\"\n    verdict: accept\n", ("# 'here'", '# "there"')),
        ("  - {phrase: a, target: b.md, verdict: accept, note: 'one\n      # two\n      three'} # end\n", ("# end",)),
        ("  - phrase: a\n    target: b.md\n    verdict: accept\n    note: |\n      # no\n      text\n", ()),
        ("  - phrase: a\n    target: b.md\n    verdict: accept\n    note: >- # why\n      # no\n", ("# why",)),
    ],
)
def test_a_comment_begins_behind_the_texts_of_its_line(text: str, comments: tuple[str, ...]) -> None:
    (item,) = parse_decisions(HEAD + text, "f").items
    assert item.comment == comments


def test_a_comment_behind_texts_in_quotes_is_one_though_other_texts_have_the_sign() -> None:
    items = (
        "- {phrase: \"x\", target: 'y.md', verdict: accept} # X11 only\n"
        '- {phrase: a, target: b.md, verdict: accept, note: "#1"}\n'
    )
    assert [item.comment for item in parse_decisions(HEAD + items, "f").items] == [(), ("# X11 only",)]


@pytest.mark.parametrize(
    ("note", "read"),
    [
        ('"say \\"hi #1"', 'say "hi #1'),
        ("'it''s #1'", "it's #1"),
        ('"a #\\u00e9\n    b"', "a #é b"),
        ("'a #1\n    b'", "a #1 b"),
        ("|\n    # a\n    b", "# a\nb\n"),
    ],
)
def test_the_sign_in_a_text_begins_no_comment(note: str, read: str) -> None:
    (item,) = parse_decisions(f"{HEAD}- phrase: x\n  target: y.md\n  verdict: accept\n  note: {note}\n", "f").items
    assert (item.note, item.comment) == (read, ())


def test_a_file_that_was_made_read_only_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "autolink.yml"
    path.write_text("version: 1\ndecisions: []\n")
    path.chmod(0o444)
    with pytest.raises(DecisionsError, match="is read-only"):
        DecisionsFile(path).update(added(ACCEPT))
    assert path.read_text() == "version: 1\ndecisions: []\n"


# A page whose name has the sign that ids begin with

SHARP = {
    "index.md": "# Home\n\nGadgets are written in the sharp language, with sharp loops, and run in the sharp suite.\n",
    "lang/c#.md": "# C-sharp\n\nWords.\n\n## Loops\n\nWords.\n",
}
LINKED = {"sharp language": "lang/c#.md", "sharp loops": "lang/c#.md#loops"}


def test_keywords_lead_to_a_page_with_a_hash_in_its_name(build_site: BuildSite) -> None:
    limits = {"per_target_per_page": 2, "words_per_link": None, "words_between": 0}
    options = {"keywords": LINKED, "limits": limits, "min_confidence": 0}
    site = build_site(SHARP, {"plugins": [{"autolink": options}]})
    assert site.messages() == []
    assert '<a class="autolink" href="lang/c%23/" title="C-sharp">sharp language</a>' in site.html("index.html")
    assert '<a class="autolink" href="lang/c%23/#loops" title="Loops">sharp loops</a>' in site.html("index.html")


def test_decisions_hold_for_a_page_with_a_hash_in_its_name(build_site: BuildSite) -> None:
    decisions = Decisions(
        (
            Decision("sharp language", "lang/c#.md", Verdict.REJECT),
            Decision("sharp loops", "lang/c#.md", Verdict.REJECT),
            Decision("sharp suite", "lang/c#.md#loops", Verdict.ACCEPT),
            Decision("gadgets", "index.md", Verdict.RETARGET, to="lang/c#.md"),
        )
    )
    site = build_site(
        {**SHARP, "../autolink.yml": dump_decisions(decisions)}, {"plugins": [{"autolink": {"keywords": LINKED}}]}
    )
    assert site.report
    assert [(link["phrase"], link["target"], link["fragment"]) for link in site.report["links"]] == [
        ("sharp suite", "lang/c#.md", "loops")
    ]
    assert [one["state"] for one in site.report["decisions"]] == ["holds"] * 4
