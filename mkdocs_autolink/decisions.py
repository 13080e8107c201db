"""The reviewer's file: what people decided about phrases and their targets.

Each decision is keyed by meaning, phrase and target, so that it survives every edit of the pages.
"""

from __future__ import annotations

import contextlib
import difflib
import json
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from mkdocs_autolink.checks import page_problem
from mkdocs_autolink.errors import DecisionsError, YamlError, shown
from mkdocs_autolink.language import fold_text
from mkdocs_autolink.safe_yaml import Block, load_yaml

VERSION = 1
MAX_BYTES = 50_000_000

_HEADER = "# What reviewers decided about links. A rewrite by mkdocs-autolink keeps notes, not comments.\n"
_NO_FILE = "is not a file; move it away, or name another file in the option decisions"
_KEYS = ("phrase", "target", "verdict", "to", "pages", "note")
_TOP_KEYS = ("version", "decisions")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PLAIN = re.compile(r"[^\W\d_][\w./()+'#-]*(?: [\w./()+'-][\w./()+'#-]*)*")
_NO_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_NOT_IN_YAML = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class Verdict(StrEnum):
    """What a reviewer said of a phrase and its target."""

    ACCEPT = "accept"
    REJECT = "reject"
    RETARGET = "retarget"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a phrase and its target. Raises DecisionsError where that makes no sense."""

    phrase: str
    target: str
    """The page or section the phrase was proposed to lead to."""
    verdict: Verdict
    pages: tuple[str, ...] | None = None
    """The pages it holds on, sorted; None for all."""
    to: str = ""
    """Where the phrase leads instead, for a retarget; else ''."""
    note: str = ""
    extra: tuple[tuple[str, object], ...] = ()
    """Keys that we do not know, with their values."""
    line: int = field(default=0, compare=False)
    """Where it begins in the file, counted from 1; 0 for one that was not read from a file."""

    def __post_init__(self) -> None:
        if problem := _problem(self):
            raise DecisionsError(problem)
        if self.pages is not None:
            object.__setattr__(self, "pages", tuple(sorted(set(self.pages))))

    def keys(self) -> Iterator[tuple[str, str, str | None]]:
        """Folded phrase, target and page of everything it decides; the page is None for all pages."""
        phrase = fold_text(self.phrase)
        for page in (None,) if self.pages is None else self.pages:
            yield phrase, self.target, page


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions, sorted, none against another. Raises DecisionsError where two contradict each other."""

    items: tuple[Decision, ...] = ()
    extra: tuple[tuple[str, object], ...] = ()
    """Keys of the file that we do not know, with their values."""
    version: int = VERSION
    _index: dict[tuple[str, str, str | None], Decision] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", tuple(sorted(self.items, key=_order)))
        for decision in self.items:
            for key in decision.keys():  # noqa: SIM118 - not a mapping's
                other = self._index.setdefault(key, decision)
                if (other.verdict, other.to) != (decision.verdict, decision.to):
                    raise DecisionsError(_contradiction(other, decision, key[2]))

    def find(self, page: str, phrases: Iterable[str], target: str) -> Decision | None:
        """The decision that holds for any of the phrases there; one for the page goes before one for all."""
        folded = [fold_text(phrase) for phrase in phrases]
        for where in (page, None):
            for phrase in folded:
                if decision := self._index.get((phrase, target, where)):
                    return decision
        return None


def load_decisions(path: Path) -> Decisions:
    """The decisions in the file; none where there is no file. Raises DecisionsError, one line."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise DecisionsError(f"{path}: {_NO_FILE}")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return Decisions()
    except OSError as error:
        raise DecisionsError(f"{path}: cannot be read ({error.strerror}); make it readable") from None
    return parse_decisions(data, str(path))


def parse_decisions(text: str | bytes, where: str) -> Decisions:
    """The decisions in the text. Raises DecisionsError, one line that begins with `where`."""
    try:
        document = load_yaml(text, where=where, max_bytes=MAX_BYTES)
    except YamlError as error:
        raise DecisionsError(str(error)) from None
    items, extra = _read_document(document, where)
    try:
        return Decisions(items, extra)
    except DecisionsError as error:
        raise DecisionsError(f"{where}: {error}") from None


def notices(decisions: Decisions) -> tuple[str, ...]:
    """A line for every unknown key: it is kept, has no effect, and may be a slip of the pen."""
    lines = [f"the key {shown(key)}{_unknown(key, _TOP_KEYS)}" for key, _ in decisions.extra]
    found: dict[str, list[int]] = {}
    for decision in decisions.items:
        for key, _ in decision.extra:
            found.setdefault(key, []).append(decision.line)
    for key, places in sorted(found.items()):
        times = f"{len(places)} decisions, first" if len(places) > 1 else "the decision"
        lines.append(f"the key {shown(key)} of {times} at line {min(places)}{_unknown(key, _KEYS)}")
    return tuple(lines)


def dump_decisions(decisions: Decisions) -> str:
    """The decisions as the file holds them: the same text for the same decisions."""
    lines = [_HEADER, f"version: {decisions.version}\n"]
    lines += [f"{_scalar(key)}: {_value(value)}\n" for key, value in decisions.extra]
    lines.append("decisions:\n" if decisions.items else "decisions: []\n")
    lines += [_block(decision) for decision in decisions.items]
    return "".join(lines)


def save_decisions(path: Path, decisions: Decisions) -> None:
    """Replaces the file in one step, or leaves it as it was and raises DecisionsError.

    A symbolic link stays one: the file that it leads to is replaced. Line ends and mode are kept.
    """
    real = Path(os.path.realpath(path))
    if real.exists() and not real.is_file():
        raise DecisionsError(f"{path}: {_NO_FILE}")
    temporary = real.with_name(f".autolink-{secrets.token_hex(8)}.tmp")
    try:
        text = dump_decisions(decisions)
        _write(temporary, text.replace("\n", _line_end(real)).encode())
        if real.exists():
            temporary.chmod(stat.S_IMODE(real.stat().st_mode))
        temporary.replace(real)
    except OSError as error:
        message = f"cannot be written ({error.strerror}); it is as it was, mend that and try again"
        raise DecisionsError(f"{path}: {message}") from None
    finally:
        with contextlib.suppress(OSError):  # most often because it has its final name by now
            temporary.unlink()


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _line_end(path: Path) -> str:
    if not path.is_file():
        return "\n"
    with path.open("rb") as file:
        return "\r\n" if file.readline(10_000).endswith(b"\r\n") else "\n"


def _problem(decision: Decision) -> str:
    """What is wrong with a decision, and what to write instead; '' where all is well."""
    if not decision.phrase.strip():
        return "the phrase is empty; add the words that stand for the target"
    if _SURROGATE.search(decision.phrase + decision.note):
        return "the phrase or the note has half a character (a surrogate); type it anew"
    if problem := page_problem(decision.target):
        return f"the target {problem}"
    if decision.pages == ():
        return "pages is empty; name a page, or write all"
    for page in decision.pages or ():
        if problem := page_problem(page):
            return f"pages: {problem}"
    if decision.verdict is not Verdict.RETARGET:
        return "to goes with retarget only; delete it or change the verdict" if decision.to else ""
    problem = page_problem(decision.to)
    return f"to {problem}" if problem else ""


def _order(decision: Decision) -> tuple[str, ...]:
    """What decisions are sorted by; a decision for all pages stands before one for some."""
    pages = "\n".join(decision.pages or ())
    key = decision.phrase, decision.target, pages, decision.verdict, decision.to, decision.note
    return *key, _json(decision.extra)


def _contradiction(one: Decision, other: Decision, page: str | None) -> str:
    where = "all pages" if page is None else shown(page)
    said = " and ".join(map(_said, sorted((one, other), key=lambda one: (one.line, one.verdict))))
    return f"{shown(one.phrase)} -> {shown(one.target)} on {where} is decided twice, as {said}; keep one"


def _said(decision: Decision) -> str:
    to = f" to {shown(decision.to)}" if decision.to else ""
    return f"{decision.verdict}{to}{f' (line {decision.line})' if decision.line else ''}"


def _unknown(key: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(key, known, n=1)
    return f" is not known; it is kept and has no effect{f' (did you mean {close[0]}?)' if close else ''}"


def _read_document(document: object, where: str) -> tuple[tuple[Decision, ...], tuple[tuple[str, object], ...]]:
    """The decisions, and the keys of the file that we do not know."""
    if document is None:
        raise DecisionsError(f"{where}: is empty: delete it or restore it from git")
    if not isinstance(document, Block):
        raise DecisionsError(f"{where}: is {shown(document)}; begin with 'version: 1' and 'decisions:'")
    if problem := _version_problem(document):
        raise DecisionsError(f"{where}: {problem}")
    items = document.get("decisions")
    if not isinstance(items, list):
        raise DecisionsError(f"{where}: has no list of decisions; write 'decisions: []' for an empty one")
    decisions = tuple(_read_decision(item, number, where) for number, item in enumerate(items, 1))
    return decisions, tuple((key, value) for key, value in document.items() if key not in _TOP_KEYS)


def _version_problem(document: Block) -> str:
    if "version" not in document:
        return "has no version; add the line 'version: 1' at the top"
    version = document["version"]
    if not isinstance(version, int) or isinstance(version, bool) or version < VERSION:
        return f"the version is {shown(version)}; write 'version: 1', without quotes"
    if version > VERSION:
        return f"was written by a newer mkdocs-autolink (version {version} of the file): upgrade"
    return ""


def _read_decision(item: object, number: int, where: str) -> Decision:
    if not isinstance(item, Block):
        what = f"decision {number} is {shown(item)}; write phrase, target and verdict"
        raise DecisionsError(f"{where}: {what}")
    try:
        return Decision(
            phrase=_text(item, "phrase"),
            target=_text(item, "target"),
            verdict=_read_verdict(item),
            pages=_read_pages(item.get("pages", "all")),
            to=_text(item, "to", ""),
            note=_text(item, "note", ""),
            extra=tuple((key, value) for key, value in item.items() if key not in _KEYS),
            line=item.line,
        )
    except DecisionsError as error:
        raise DecisionsError(f"{where}, line {item.line}: {error}") from None


def _text(item: Block, key: str, default: str | None = None) -> str:
    value = item.get(key, default)
    if isinstance(value, str):
        return value
    if key not in item:
        raise DecisionsError(f"the decision has no {key}; add '{key}: …'")
    raise DecisionsError(f"{key} is {shown(value)}; write text, in quotes")


def _read_verdict(item: Block) -> Verdict:
    if "verdict" in item and item["verdict"] not in list(Verdict):
        raise DecisionsError(f"verdict is {shown(item['verdict'])}; write accept, reject or retarget")
    return Verdict(_text(item, "verdict"))


def _read_pages(value: object) -> tuple[str, ...] | None:
    if value == "all":
        return None
    if not isinstance(value, list):
        raise DecisionsError(f"pages is {shown(value)}; write all or a list such as [guide/setup.md]")
    for page in value:
        if not isinstance(page, str):
            raise DecisionsError(f"pages has {shown(page)}; write text, in quotes")
    return tuple(value)


def _block(decision: Decision) -> str:
    lines = [
        f"  - phrase: {_scalar(decision.phrase)}",
        f"    target: {_scalar(decision.target)}",
        f"    verdict: {decision.verdict}",
    ]
    if decision.to:
        lines.append(f"    to: {_scalar(decision.to)}")
    if decision.pages is None:
        lines.append("    pages: all")
    else:
        lines += ["    pages:", *(f"      - {_scalar(page)}" for page in decision.pages)]
    if decision.note:
        lines.append(f"    note: {_scalar(decision.note)}")
    lines += [f"    {_scalar(key)}: {_value(value)}" for key, value in decision.extra]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    return _scalar(value) if isinstance(value, str) else _json(value)


def _scalar(text: str) -> str:
    """The text as it stands where every YAML reader takes it for text, else in quotes."""
    return text if _PLAIN.fullmatch(text) and text.casefold() not in _NO_TEXT else _json(text)


def _json(value: object) -> str:
    """JSON, which YAML reads alike once the characters that it does not print are escaped."""
    dumped = json.dumps(value, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", dumped)
