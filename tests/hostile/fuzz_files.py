"""Files of decisions that something went wrong with: valid ones whose bytes were changed, cut, doubled or mixed."""

from __future__ import annotations

from hypothesis import strategies as st

FILES = (
    b"""# What reviewers decided about links.
version: 1
decisions:
  - phrase: disk areas
    target: computing/disk.md
    verdict: accept
    pages: all
  # Norway
  - phrase: "no"
    target: a b.md#x-y
    verdict: reject
    pages:
      - guide/setup.md
      - guide/use.md
    note: 'Not: the answer # 1'
  - phrase: "\\u00dcberblick 100 %"
    target: "gr\xc3\xb6\xc3\x9fe.md#ma\xc3\x9f"
    verdict: retarget
    to: new.md
    by: Kim
    on: 2026-01-31
# The end.
""",
    b"version: 1\r\ndecisions:\r\n- {phrase: a, target: b.md, verdict: accept, pages: [c.md, d.md]}\r\n",
    b'{"version": 1, "decisions": [{"phrase": "a", "target": "b.md", "verdict": "reject", "x": [1, {"y": null}]}]}',
    b"version: 1\nfuture: {a: [1, true, ~, 'no']}\ndecisions: []\n",
)
SENTINEL = "made-by-yaml"
"""The file that code in a YAML tag would make in the working directory."""
PARTS = (
    *(b"\n", b"\r\n", b"\t", b" ", b"  ", b": ", b"- ", b"# ", b"? ", b"---\n", b"...\n", b"\x00", b"\xff", b"\xc3"),
    *(b"'", b'"', b"[", b"]", b"{", b"}", b",", b"|\n", b">-\n", b"&a ", b"*a", b"<<: *a\n", b"!", b"%YAML 1.2\n"),
    *(b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xc2\x85", b"\\", b'"\\ud800"', b'"\\U0010ffff"', b"~", b"null", b"[" * 99),
    *(b"version: 1\n", b"version: 2\n", b"decisions:\n", b"phrase: x\n", b"verdict: accept\n", b"verdict: maybe\n"),
    *(b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> x\n", b"../../etc/passwd", b"/etc/passwd", b"javascript:alert(1)"),
    f"!!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path [{SENTINEL}]]".encode(),
    f"!!python/object/apply:os.system ['touch {SENTINEL}']".encode(),
    b"!!python/object/new:os.system [x]",
    b"!!binary aGk=",
    b"!!set {a, b}",
)

_PLACE = st.integers(0, 2_000)
_CHANGE = st.one_of(
    st.tuples(st.just("insert"), _PLACE, st.sampled_from(PARTS) | st.binary(min_size=1, max_size=4)),
    st.tuples(st.just("replace"), _PLACE, st.sampled_from(PARTS) | st.binary(min_size=1, max_size=4)),
    st.tuples(st.just("flip"), _PLACE, st.integers(0, 7)),
    st.tuples(st.just("cut"), _PLACE, _PLACE),
    st.tuples(st.just("double"), _PLACE, _PLACE),
    st.tuples(st.just("end"), _PLACE, st.just(0)),
    st.tuples(st.just("mix"), _PLACE, st.sampled_from(FILES)),
)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A file of decisions after up to four accidents."""
    data = draw(st.sampled_from(FILES))
    for kind, place, detail in draw(st.lists(_CHANGE, max_size=4)):
        data = _changed(data, kind, place % (len(data) + 1), detail)
    return data


def _changed(data: bytes, kind: str, at: int, detail: int | bytes) -> bytes:
    if isinstance(detail, bytes):
        rest = {"insert": at, "replace": at + len(detail), "mix": len(data)}[kind]
        return data[:at] + (detail[len(detail) // 2 :] if kind == "mix" else detail) + data[rest:]
    if kind == "flip":
        return data[:at] + bytes(byte ^ 1 << detail for byte in data[at : at + 1]) + data[at + 1 :]
    if kind == "end":
        return data[:at]
    other = max(at, detail % (len(data) + 1))
    return data[:at] + data[other:] if kind == "cut" else data[:other] + data[at:]
