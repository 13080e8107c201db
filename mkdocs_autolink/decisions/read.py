"""autolink.yml -> decisions: read as meant, or refused in one line."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

from mkdocs_autolink.decisions.comments import read_comments
from mkdocs_autolink.decisions.model import SIGNATURE, VERSION, Decision, Decisions, Verdict
from mkdocs_autolink.errors import DecisionsError, YamlError, nearest, shown
from mkdocs_autolink.safe_yaml import Block, load_yaml

MAX_BYTES = 50_000_000
NO_FILE = "is not a file; move it away, or name another file in the option decisions"
_KEYS = ("phrase", "target", "verdict", "to", "pages", "note")
_TOP_KEYS = ("version", "decisions")


def load_decisions(path: Path) -> Decisions:
    """The decisions in the file; none where there is no file. Raises DecisionsError, one line."""
    data = read_file(path)
    return Decisions() if data is None else parse_decisions(data, str(path))


def read_file(path: Path) -> bytes | None:
    """What the file holds, None where there is no file. Raises DecisionsError, one line."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise DecisionsError(f"{path}: {NO_FILE}")
        with path.open("rb") as file:
            # A bound on reading takes that much memory at once, so only a file that exceeds it is read with one.
            return file.read(MAX_BYTES + 1 if found.st_size > MAX_BYTES else -1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DecisionsError(f"{path}: cannot be read ({error.strerror}); make it readable") from None


def parse_decisions(text: str | bytes, where: str) -> Decisions:
    """The decisions in the text. Raises DecisionsError, one line that begins with `where`."""
    try:
        document = load_yaml(text, where=where, max_bytes=MAX_BYTES)
    except YamlError as error:
        raise DecisionsError(str(error)) from None
    items, extra = _read_document(document, where)
    comments = read_comments(_decoded(text), (item.line for item in items))
    items = tuple(replace(item, comment=comments.of_line.get(item.line, ())) for item in items)
    try:
        return Decisions(items, extra, head=comments.head, tail=comments.tail)
    except DecisionsError as error:
        raise DecisionsError(f"{where}: {error}") from None


def _decoded(text: str | bytes) -> str:
    return text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")


def notices(decisions: Decisions) -> tuple[str, ...]:
    """A line for every unknown key: it is kept, has no effect, and may be a slip of the pen."""
    lines = [f"the key {shown(key)}{_unknown(key, _TOP_KEYS)}" for key, _ in decisions.extra]
    found: dict[str, list[int]] = {}
    for decision in decisions.items:
        for key in {key for key, _ in decision.extra}.difference(SIGNATURE):
            found.setdefault(key, []).append(decision.line)
    for key, places in sorted(found.items()):
        times = f"{len(places)} decisions, first" if len(places) > 1 else "the decision"
        lines.append(f"the key {shown(key)} of {times} at line {min(places)}{_unknown(key, _KEYS)}")
    return tuple(lines)


def _unknown(key: str, known: tuple[str, ...]) -> str:
    close = nearest(key, known)
    return f" is not known; it is kept and has no effect{f' (did you mean {close}?)' if close else ''}"


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
        meant = nearest("decisions", document.keys() - set(_TOP_KEYS))
        mend = f"did you mean {shown(meant)} to be it?" if meant else "write 'decisions: []' for an empty one"
        raise DecisionsError(f"{where}: has no list of decisions; {mend}")
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
