"""Two thousand texts that try to break out of where they are shown, and a tame one for each of them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from made_report import link, made_report, page, rejection
from mkdocs_autolink.author_links import Fault
from mkdocs_autolink.decisions import Verdict
from mkdocs_autolink.outcomes import Reason
from mkdocs_autolink.report import (
    AmbiguousPhrase,
    DecisionState,
    Report,
    ReportBrokenLink,
    ReportDecision,
    ReportSite,
    ReportTarget,
)
from mkdocs_autolink.site import Problem, parse_target

Text = Callable[[int], str]

PIECES = (
    # Elements that end, begin or hide something
    *("</script>", "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js>", "</title>", "</style>", "<style>"),
    *("<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?php", "</textarea>", "<plaintext>", "<xmp>", "<noscript>"),
    *("<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe srcdoc='<b>'>", "<base href=//evil.example>"),
    *("<meta http-equiv=refresh content=0>", "<form action=javascript:0><button>", "</details></summary>", "</ul>"),
    # Attributes and addresses
    *('"', "'", "`", "``", "```", '" onmouseover="alert(1)', "' onfocus='alert(1)' autofocus='", '"><b>', "'><b>"),
    *("javascript:alert(1)", "data:text/html,<b>", "vbscript:x", "https://evil.example/", "//evil.example", "www.a.b"),
    # Characters written in other ways, and templates
    *("&lt;b&gt;", "&#60;b&#62;", "&amp;amp;", "&", "<", ">", "&quot;", "\\", "/", "%3Cb%3E", "\\u003cb\\u003e"),
    *("{{ 7 * 7 }}", "{% raw %}", "{# x #}", "${7*7}", "<%= 7 %>", "{0}", "%s", "[[x]]", "$&", "=1+1", "@someone"),
    *("\u202e", "\u2066", "\u200f", "\ufeff", "\u2028", "\u0085", "\x00", "\x1b[31m", "\ud800", "\ufffe"),
    # Markdown
    *("\n# Heading\n", "\r\n- item\r\n", "\n\n    code\n", "\n---\n", "\n> quote\n", "\n| a |\n|---|\n", "\t"),
    *("[x](javascript:alert(1))", "![x](//evil.example/x.png)", "<https://evil.example>", "[x]: //evil.example", "#1"),
    *("\n```\n<b>\n```\n", "~~~", "<details><summary>", "\n</details>\n\n<b>", "**b**", "*", "_x_", "[ ]", "]"),
)


def hostile(number: int) -> str:
    """One of the texts: up to four pieces, the number in front so that it is alone of its kind."""
    mixed = Random(number)
    return f"{number:04} " + " x ".join(mixed.choice(PIECES) for _ in range(1 + mixed.randrange(4)))


def tame(number: int) -> str:
    """A text that is as good as the hostile one of that number."""
    return f"{number:04} words that do no harm"


def report_of(text: Text, numbers: range) -> Report:
    """A report in which every text that users have a hand in is one of these."""
    keys = [f"{number:04}.md" for number in numbers]
    pages = tuple(
        page(key, text(number), {text(number): text(number)}, is_orphan=number % 2 == 0, was_orphan=True)
        for key, number in zip(keys, numbers, strict=True)
    )
    links, rejected, ambiguous, decisions, broken, problems = [], [], [], [], [], []
    for key, number in zip(keys, numbers, strict=True):
        words = text(number)
        facts = {"before": f"{words} ", "after": f" {words}", "evidence": ((words, 1.5), (f"{words}.", -0.5))}
        links.append(link(key, words, f"{key}#{words}", id=f"{number:012x}", **facts))
        reason = list(Reason)[number % len(Reason)]
        rejected.append(rejection(key, words, key, reason, id=f"{number + 5_000:012x}", **facts))
        ambiguous.append(AmbiguousPhrase(words, (parse_target(key), parse_target(f"{key}#{words}")), 1, (key,)))
        state = list(DecisionState)[number % len(DecisionState)]
        decisions.append(ReportDecision(words, f"{key}#{words}", Verdict.RETARGET, words, (key,), 0, state))
        broken.append(ReportBrokenLink(key, words, words, 1, Fault.NO_PAGE))
        problems.append(Problem(words, key, words))
    return made_report(
        site=ReportSite(text(numbers[0]), "en", len(pages)),
        pages=pages,
        links=tuple(links),
        rejected=tuple(rejected),
        ambiguous=tuple(ambiguous),
        decisions=tuple(decisions),
        broken=tuple(broken),
        problems=tuple(problems),
        targets=tuple(ReportTarget(parse_target(key), text(n), text(n)) for key, n in zip(keys, numbers, strict=True)),
    )
