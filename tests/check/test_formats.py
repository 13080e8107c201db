from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from check.checked import LOCATIONS, check, decision, report, rules
from made_report import ACCEPT, REJECT, link, page, rejection
from mkdocs_autolink.author_links import Fault
from mkdocs_autolink.check import FORMATS, Check, Gate, Level, run_check
from mkdocs_autolink.check.formats import json as json_format
from mkdocs_autolink.check.formats.markdown import MARK
from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.report import AmbiguousPhrase, DecisionState, Report, ReportBrokenLink, ReportSite
from mkdocs_autolink.report.markdown_text import COMMENT_LIMIT
from mkdocs_autolink.site import Problem, Target


def schema(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


SARIF = jsonschema.Draft4Validator(schema(Path(__file__).parent / "sarif-2.1.0-rtm.5.json"))
OWN_FILE = Path(json_format.__file__).parents[1] / "check.schema.json"
OWN = jsonschema.Draft202012Validator(schema(OWN_FILE))
HOSTILE = (
    "two\nlines\r\nand\u2028more\x85",
    "::error file=x,line=1::boo",
    "##[add-mask]e ##vso[task.complete]",
    "a | b || c",
    "<script>alert(1)</script></details><!-- x",
    "` `` ``` code",
    "```",
    "`",
    "[text](https://example.com) ![i](x.png) @someone #1",
    "\x00\x07\x1b[31mred\x7f\u202egnirts",
    "100%25 %0A, a:b, c=d",
    "{0} {} {{x}} {!r}",
    "\\ \\[x\\](1) \"q\" 'p'",
    "\ud800 half",
    "- [ ] # * _a_ **b** ~~c~~ $x$",
    " ",
    "漢字 ünï 🎉",
    "x" * 500,
)
"""Texts that mean something in one of the formats."""


def spoilt(text: str) -> Report:
    """A report in which every text of a user's is `text`."""
    key = f"{text}.md"
    target = Target(key, text)
    return report(
        site=ReportSite(text, "en", 1),
        pages=(page(key, text, {text: text}, is_orphan=True), page("disk.md", "Disk")),
        links=(link(key, text, str(target), anchor_text=text, line=2),),
        rejected=(rejection(key, text, str(target), Reason.AMBIGUOUS, anchor_text=text, line=3),),
        ambiguous=(AmbiguousPhrase(text, (target, Target("b.md")), 2, (key,)),),
        decisions=(
            decision(f"{text}disk", f"{text}/gone.md", ACCEPT, DecisionState.TARGET_GONE),
            decision(f"{text}object", f"{text}/gone.md", REJECT, DecisionState.TARGET_GONE),
        ),
        broken=(ReportBrokenLink(key, text, text, 7, Fault.NO_PAGE),),
        problems=(Problem(text, key, text),),
    )


@cache
def spoilt_check(text: str) -> Check:
    """A check of it with new findings, and with links of every kind of change."""
    old = report(links=(link(f"{text}.md", text, "old.md"), link("gone.md", f"{text}1", text, before=text)))
    return check(spoilt(text), replace(old, broken=()), limit=0)


def findings(result: Check) -> int:
    return sum(len(tally.findings) for tally in result.tallies)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_user_s_gets_a_control_character_into_a_format(name: str, text: str) -> None:
    output = FORMATS[name](spoilt_check(text))
    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff]", output) == []
    assert output.endswith("\n")
    output.encode()


@pytest.mark.parametrize("name", ["terminal", "github"])
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_user_s_becomes_a_line_or_a_command_of_its_own(name: str, text: str) -> None:
    output = FORMATS[name](spoilt_check(text))
    assert output.count("\n") == FORMATS[name](spoilt_check("plain")).count("\n")
    assert "##[" not in output
    assert "##vso[" not in output
    commands = [line for line in output.splitlines() if line.strip().startswith("::")]
    assert len(commands) == (findings(spoilt_check(text)) if name == "github" else 0)


@pytest.mark.parametrize("text", HOSTILE)
def test_github_reads_the_properties_and_the_message_that_were_meant(text: str) -> None:
    for line in FORMATS["github"](spoilt_check(text)).splitlines():
        if line.startswith("::"):
            command = re.fullmatch(r"::error file=([^:,]+)(?:,line=(\d+))?,title=autolink ([a-z]+)::(.+)", line)
            assert command
            assert unquote(command[1]).startswith("website/")
            assert command[3] in list(Gate)
            assert not re.search(r"%(?!25|0A|0D)", command[4])


def test_a_command_of_github_looks_as_its_documentation_says() -> None:
    result = run_check(report(), LOCATIONS, rules(gates=[Gate.BROKEN]))
    assert FORMATS["github"](result).splitlines()[0] == (
        '::error file=website/docs/computing/disk.md,line=7,title=autolink broken::The link "nowhere" leads to'
        " ../nope.md: no such page or file. Mend the address, or take the link out."
    )


def test_github_gets_errors_before_warnings_and_nothing_of_gates_without_a_limit() -> None:
    mixed = [*rules(None, gates=[Gate.ROT]), *rules(0, Level.WARNING, [Gate.BROKEN]), *rules(0, gates=[Gate.ORPHANS])]
    mixed += rules(5, gates=[Gate.PROBLEMS])
    output = FORMATS["github"](run_check(report(), LOCATIONS, mixed))
    assert re.findall(r"^::(\w+) .*title=autolink (\w+)::", output, re.MULTILINE) == [
        ("error", "orphans"),
        ("warning", "broken"),
        ("notice", "problems"),
    ]


def test_github_gets_no_more_commands_than_somebody_would_scroll_through() -> None:
    many = tuple(ReportBrokenLink("index.md", f"{n}.md", "x", n, Fault.NO_PAGE) for n in range(1, 101))
    output = FORMATS["github"](run_check(report(broken=many), LOCATIONS, rules(gates=[Gate.BROKEN])))
    assert output.count("::error ") == 50
    assert "\nbroken: 50 more, which --format json lists\n" in output


def tokens(output: str) -> list[Token]:
    """The tokens of Markdown, those inside of paragraphs and headings among them."""
    blocks = MarkdownIt("commonmark").enable("table").parse(output)
    return [token for block in blocks for token in (block, *(block.children or ()))]


@pytest.mark.parametrize("text", HOSTILE)
def test_in_markdown_no_text_of_a_user_s_is_markup(text: str) -> None:
    plain, hostile = (FORMATS["markdown"](spoilt_check(one)) for one in ("plain", text))
    shapes = [
        [token.type for token in tokens(output) if token.type not in {"text", "code_inline"}]
        for output in (plain, hostile)
    ]
    empty = "(empty)" in hostile
    assert empty or shapes[0] == shapes[1]
    html = [token.content.strip() for token in tokens(hostile) if token.type in {"html_block", "html_inline"}]
    assert all(
        re.fullmatch(rf"{re.escape(MARK)}|</details>|<details( open)?><summary>[^<`]+</summary>|\s*", h)
        for block in html
        for h in block.splitlines()
    )
    assert {"link_open", "image"}.isdisjoint(shapes[1])


def test_markdown_is_never_too_long_for_a_comment() -> None:
    text = "`<|" * 200
    many = range(3_000)
    long = replace(
        spoilt(text),
        broken=tuple(ReportBrokenLink(f"{text}{n}.md", text, text, 7, Fault.NO_PAGE) for n in many),
        problems=tuple(Problem(text, f"{n}.md", text) for n in many),
        links=tuple(link(f"{text}{n}.md", f"{text}{n}", f"{n}{text}.md") for n in many),
        pages=tuple(page(f"{text}{n}.md", text, is_orphan=True) for n in many),
        ambiguous=tuple(AmbiguousPhrase(f"{n}", (Target(text), Target("b")), 2, (text,)) for n in many),
        decisions=tuple(decision(f"{n}{text}", text, ACCEPT, DecisionState.TARGET_GONE) for n in many),
    )
    output = FORMATS["markdown"](check(long, report()))
    assert 20_000 < len(output) < COMMENT_LIMIT
    assert output.count("<details") == output.count("</details>") == len(Gate) + 1
    assert "2,9" in re.findall(r"^([\d,]+) more are in", output, re.MULTILINE)[0]
    assert re.search(r"^The changes on [\d,]+ more pages are in", output, re.MULTILINE)


def test_markdown_opens_what_did_not_pass() -> None:
    mixed = [*rules(None, gates=[Gate.ROT]), *rules(0, gates=[Gate.BROKEN])]
    output = FORMATS["markdown"](run_check(report(), LOCATIONS, mixed))
    lists = [("", "rot"), (" open", "broken"), ("", "idle")]
    assert re.findall(r"<details( open)?><summary>(\w+) \(1\): ", output) == lists
    assert (
        "To pass: mend 1 of these, allow all with `--max-broken 1`, or leave the gate out with `--level broken=off`."
        in output
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_sarif_holds_to_the_schema(text: str) -> None:
    output = json.loads(FORMATS["sarif"](spoilt_check(text)))
    SARIF.validate(output)
    results = output["runs"][0]["results"]
    assert len(results) == findings(spoilt_check(text))
    for result in results:
        assert not re.search(r"(?<!\\)\[", result["message"]["text"])
        assert not re.search(r"\{", result["message"]["text"].replace("{{", ""))
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"(?:[\w./~-]|%[0-9A-F]{2})+", uri, re.ASCII)


def test_sarif_without_findings_holds_to_the_schema_too() -> None:
    for result in (check(report(), report()), run_check(report(), LOCATIONS, [])):
        output = json.loads(FORMATS["sarif"](result))
        SARIF.validate(output)
        assert output["runs"][0]["results"] == []


def test_sarif_says_rule_place_and_fingerprint() -> None:
    run = json.loads(FORMATS["sarif"](check(report())))["runs"][0]
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert ids == [f"autolink/{gate}" for gate in Gate]
    assert [ids[result["ruleIndex"]] for result in run["results"]] == [result["ruleId"] for result in run["results"]]
    broken = next(result for result in run["results"] if result["ruleId"] == "autolink/broken")
    assert broken["level"] == "error"
    assert broken["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "website/docs/computing/disk.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 7},
    }
    assert re.fullmatch(r"[0-9a-f]{32}", broken["partialFingerprints"]["autolink/v1"])


@pytest.mark.parametrize("text", HOSTILE)
def test_gitlab_gets_entries_with_all_that_it_asks_for(text: str) -> None:
    entries: list[dict[str, Any]] = json.loads(FORMATS["gitlab"](spoilt_check(text)))
    assert len(entries) == findings(spoilt_check(text))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] == "major"
        assert entry["location"]["lines"]["begin"] >= 1
        assert "\n" not in entry["description"]
        assert not entry["location"]["path"].startswith(("/", "./"))


@pytest.mark.parametrize("text", HOSTILE)
def test_json_holds_to_its_own_schema(text: str) -> None:
    for result in (spoilt_check(text), check(spoilt(text), limit=None)):
        output = json.loads(FORMATS["json"](result))
        OWN.validate(output)
        assert len(output["findings"]) == findings(result)


def test_the_schema_is_a_schema_and_knows_every_gate() -> None:
    OWN.check_schema(OWN.schema)
    assert schema(OWN_FILE)["$defs"]["gate"]["enum"] == list(Gate)


def test_json_tells_all_that_was_found_whatever_the_limits() -> None:
    output = json.loads(FORMATS["json"](check(report(), limit=None)))
    assert output["passed"] is True
    assert output["changes"] is None
    assert [gate["outcome"] for gate in output["gates"]] == ["no limit"] * len(Gate)
    assert [finding["severity"] for finding in output["findings"]] == [None] * len(Gate)
    assert output["findings"][0]["suggestion"] == "computing/disk.md"


def test_the_terminal_says_how_to_pass() -> None:
    output = FORMATS["terminal"](
        run_check(report(decisions=report().decisions[:2]), LOCATIONS, rules(gates=[Gate.ROT]))
    )
    assert output == (
        "Checked Handbook: 4 pages, 2 links.\n"
        "\n"
        "gate  found  limit  result\n"
        "rot       1      0  FAILED\n"
        "\n"
        "rot: accepted decisions whose phrase or target is gone\n"
        '- website/autolink.yml:12: The decision on "disk aras" leads to computing/gone.md, which is not in this build.'
        " Perhaps computing/disk.md is meant.\n"
        "  Change the target of the decision, or delete the decision.\n"
        "  To pass: mend 1 of these, allow all with --max-rot 1, or leave the gate out with --level rot=off.\n"
        "\n"
        "Failed: rot.\n"
    )


def test_the_terminal_shows_what_a_change_did_page_by_page() -> None:
    old = report(links=(link("index.md", "a", "x.md"), link("index.md", "b", "x.md"), link("old.md", "c", "x.md")))
    new = report(links=(link("index.md", "a", "y.md"), link("index.md", "d", "x.md"), link("new.md", "c", "x.md")))
    output = FORMATS["terminal"](run_check(new, LOCATIONS, [], old))
    assert "Links since the base: 1 added, 1 gone, 1 retargeted, 1 moved.\n" in output
    assert output.split("changes: links that are not as in the base\n")[1].startswith(
        "- website/docs/index.md\n"
        '  - "b" -> x.md\n'
        '  + "d" -> x.md, line 3\n'
        '  ~ "a" -> y.md (before: x.md), line 3\n'
        "- website/docs/new.md\n"
        '  ~ "c" -> x.md (moved from old.md), line 3\n'
    )


def test_the_terminal_lists_more_of_what_failed_than_of_what_did_not() -> None:
    many = tuple(ReportBrokenLink("index.md", f"{n}.md", "x", n, Fault.NO_PAGE) for n in range(1, 101))
    failed, open_ = (
        FORMATS["terminal"](run_check(report(broken=many, decisions=()), LOCATIONS, rules(limit, gates=[Gate.BROKEN])))
        for limit in (99, None)
    )
    assert (failed.count("\n- website"), open_.count("\n- website")) == (50, 5)
    assert "- and 50 more, which --format json lists\n" in failed
    assert "To pass: mend 1 of these, allow all with --max-broken 100" in failed


@pytest.mark.parametrize(
    ("limit", "level", "said"),
    [
        (None, Level.ERROR, "No gate has a limit, so none can fail."),
        (1, Level.ERROR, "Passed."),
        (0, Level.WARNING, "Passed, with warnings: rot, broken, problems, unreviewed, ambiguity, orphans."),
        (0, Level.ERROR, "Failed: rot, broken, problems, unreviewed, ambiguity, orphans."),
    ],
)
def test_the_last_line_says_how_it_ended(limit: int | None, level: Level, said: str) -> None:
    last = FORMATS["terminal"](run_check(report(), LOCATIONS, rules(limit, level))).splitlines()[-1]
    assert last.startswith(said)


def test_idle_rejections_are_told_and_fail_nothing() -> None:
    idle = tuple(decision(f"object {n}", "gone.md", REJECT, DecisionState.TARGET_GONE) for n in range(7))
    result = check(report(decisions=idle), limit=0)
    assert not result.tallies[0].findings
    lines = FORMATS["terminal"](result).splitlines()
    at = lines.index("idle: rejections that have nothing left to reject")
    assert len([line for line in lines[at:] if line.startswith("- website/autolink.yml: The rejection of")]) == 5
    assert "- and 2 more, which --format json lists" in lines[at:]
    assert len(json.loads(FORMATS["json"](result))["idle"]) == 7
    assert FORMATS["markdown"](result).count("`website/autolink.yml`: The rejection of `object") == 7
    assert "object" not in FORMATS["github"](result) + FORMATS["sarif"](result) + FORMATS["gitlab"](result)
