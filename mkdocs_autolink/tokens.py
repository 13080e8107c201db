"""HTML -> tags and text with offsets, the way a browser's tokenizer cuts them."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from html.entities import html5

START, END, NEITHER = "start", "end", "neither"

Token = tuple[str, str, str, int, int, int]
"""A tag and the text before it, which may be empty.

Kind of tag, its name in lower case, its raw attributes; offset of the text, of the tag, and of what follows the tag.
"""

RAW_TEXT = frozenset("iframe noembed noframes script style textarea title xmp".split())
"""Elements whose content holds no tags; they end at the first end tag of their own name."""

_RAW_TO_END = RAW_TEXT | {"plaintext"}

_SPACE = r"\t\n\f\r "
_VALUE = rf"""(?:"[^"]*+"|'[^']*+'|(?!["'])[^{_SPACE}>]*+)"""
_ATTRIBUTE = rf"[^{_SPACE}/>][^{_SPACE}/>=]*+(?:[{_SPACE}]*+=[{_SPACE}]*+{_VALUE}|(?![{_SPACE}]*+=))"
_MARKUP = re.compile(
    rf"<(?:(/?+)([a-zA-Z][^{_SPACE}/>]*+)((?:[{_SPACE}/]++|{_ATTRIBUTE})*+)>"
    r"|(!--|!\[CDATA\[|[!?]|/(?=[^a-zA-Z])|(?=/?+[a-zA-Z])))"
)
_PAIR = re.compile(
    rf"([^{_SPACE}/>][^{_SPACE}/>=]*+)"
    rf"""(?:[{_SPACE}]*+=[{_SPACE}]*+(?:"([^"]*+)"|'([^']*+)'|([^{_SPACE}>]*+)))?+"""
)
_COMMENT_END = re.compile(r"--!?>")
_COMMENT_ABRUPT = re.compile(r"-?>")
_RAW_END = {
    name: re.compile(rf"</{name}(?=[{_SPACE}/>])", re.IGNORECASE | re.ASCII)
    for name in (RAW_TEXT - {"script"}) | {"noscript"}
}
_SCRIPT_MARK = re.compile(rf"<!--|</script(?=[{_SPACE}/>])", re.IGNORECASE | re.ASCII)
_ESCAPED_MARK = re.compile(rf"-->|<(/?)script(?=[{_SPACE}/>])", re.IGNORECASE | re.ASCII)
_REFERENCE = re.compile(r"&(?:#(?:[xX]([0-9a-fA-F]++)|([0-9]++))|([a-zA-Z][a-zA-Z0-9]*+))(;?)")
_CHANGES = re.compile(rf"\r\n?|{_REFERENCE.pattern}")
_LONGEST_BARE = max(len(name) for name in html5 if not name.endswith(";"))
_UPPER_TO_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


class Tokenizer:
    """Yields the tags of an HTML fragment with the text between them; comments and the like are left out.

    The reader of the tokens knows which element it is in, so it sets the attributes between two tokens.
    """

    def __init__(self, html: str) -> None:
        self.html = html
        self.raw = True
        """Whether `<style>` and its kin hold raw text, as they do everywhere but in SVG and MathML."""
        self.cdata = False
        """Whether `<![CDATA[` opens a text section, as it does in SVG and MathML only."""
        self.resume = 0
        """Offset to go on from after a start tag, where that lies ahead."""

    def __iter__(self) -> Iterator[Token]:
        html, position = self.html, 0
        while True:
            jump = -1
            for markup in _MARKUP.finditer(html, position):
                slash, name, attributes, other = markup.groups()
                at, end = markup.span()
                if name is None:
                    yield NEITHER, "", "", position, at, end
                    jump = self._after_other(other, at, end)
                    break
                if not name.islower():
                    name = name.translate(_UPPER_TO_LOWER)
                if slash:
                    yield END, name, attributes, position, at, end
                else:
                    holds_raw_text = self.raw and name in _RAW_TO_END  # asked now: the reader sets what is in it
                    yield START, name, attributes, position, at, end
                    if holds_raw_text:
                        jump = after_raw_text(html, name, end)
                        break
                    if self.resume > end:
                        jump = self.resume
                        break
                position = end
            if jump < 0:
                break
            position = jump
        yield NEITHER, "", "", position, len(html), len(html)

    def _after_other(self, opening: str, at: int, end: int) -> int:
        """Where the comment, declaration or unfinished tag that starts at `at` ends."""
        html = self.html
        if opening == "":
            return len(html)
        if opening == "!--":
            close = _COMMENT_ABRUPT.match(html, end) or _COMMENT_END.search(html, end)
            return close.end() if close else len(html)
        if opening == "![CDATA[" and self.cdata:
            found = html.find("]]>", end)
            return found + 3 if found >= 0 else len(html)
        found = html.find(">", at)
        return found + 1 if found >= 0 else len(html)


def after_raw_text(html: str, name: str, start: int) -> int:
    """Where the end tag starts of an element that holds raw text, given where that text starts."""
    if name == "plaintext":
        return len(html)
    if name == "script":
        return _script_end(html, start)
    close = _RAW_END[name].search(html, start)
    return close.start() if close else len(html)


def _script_end(html: str, start: int) -> int:
    """Where the script's end tag starts: `<!-- <script>` hides one end tag, as it always has."""
    position = start
    while mark := _SCRIPT_MARK.search(html, position):
        if mark.group() != "<!--":
            return mark.start()
        position, doubled = mark.end() - 2, False
        while True:
            escaped = _ESCAPED_MARK.search(html, position)
            if escaped is None:
                return len(html)
            position = escaped.end()
            if escaped.group() == "-->":
                break
            if escaped.group(1) and not doubled:
                return escaped.start()
            doubled = not escaped.group(1)
    return len(html)


def parse_attributes(raw: str) -> dict[str, str]:
    """The attributes of a start tag, decoded; of two with one name the first counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _PAIR.findall(raw):
        key = name if name.islower() else name.translate(_UPPER_TO_LOWER)
        if key not in found:
            value = double or single or bare
            found[key] = _decode_value(value) if "&" in value else value
    return found


def is_self_closing(raw: str) -> bool:
    """Whether the slash at the end of a start tag's attributes closes it, where such a slash counts at all."""
    return raw.endswith("/") and all(pair.end() < len(raw) for pair in _PAIR.finditer(raw))


def _decode_value(value: str) -> str:
    def replace(match: re.Match[str]) -> str:
        text, used = _resolve(match)
        follower = value[match.start() + used : match.start() + used + 1]
        bare = match[3] and value[match.start() + used - 1] != ";"
        if bare and (follower == "=" or (follower.isascii() and follower.isalnum())):
            return match.group()
        return text + match.group()[used:]

    return _REFERENCE.sub(replace, value)


def decode(html: str, start: int, end: int) -> tuple[str, array[int] | None]:
    """The text of html[start:end] and the offset of each of its characters and of its end.

    The offsets are None where the text is that slice as it stands.
    """
    text = html[start:end]
    if "&" not in text and "\r" not in text:
        return text, None
    parts: list[str] = []
    offsets = array("I")
    last = 0
    for match in _CHANGES.finditer(text):
        at = match.start()
        new, used = ("\n", len(match.group())) if text[at] == "\r" else _resolve(match)
        if used == 0:
            continue
        parts += text[last:at], new
        offsets.extend(range(start + last, start + at))
        offsets.extend([start + at] * len(new))
        last = at + used
    parts.append(text[last:])
    offsets.extend(range(start + last, end + 1))
    return "".join(parts), offsets


def _resolve(match: re.Match[str]) -> tuple[str, int]:
    """The characters that a reference stands for and how much of the match it is; ('', 0) for none."""
    hexadecimal, decimal, name, semicolon = match.groups()
    if not name:
        digits = (hexadecimal or decimal).lstrip("0")
        code = int(digits[:9] or "0", 16 if hexadecimal else 10)
        return _character(code), len(match.group())
    if semicolon and (text := html5.get(name + ";")):
        return text, len(name) + 2
    for length in range(min(len(name), _LONGEST_BARE), 1, -1):
        if text := html5.get(name[:length]):
            return text, length + 1
    return "", 0


def _character(code: int) -> str:
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    if 0x80 <= code <= 0x9F:
        return bytes([code]).decode("cp1252", errors="ignore") or chr(code)
    return chr(code)
