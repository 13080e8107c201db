from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_autolink.sources.edits import Edit, apply_edits
from mkdocs_autolink.sources.record import Entry
from mkdocs_autolink.sources.traces import entries_of, find_traces, restored, without

LINK = "[disks](disks.md)"


def recorded(text: str, *starts: int) -> tuple[Entry, ...]:
    """Entries for the links that begin at these places of the text."""
    return entries_of("a.md", text, [(start, LINK, "disks", str(start)) for start in starts])


def taken_out(text: str, entries: tuple[Entry, ...]) -> str:
    """The text without the entries that are found in it."""
    return without(text, find_traces(text, entries))


def test_exactly_our_link_is_taken_out() -> None:
    text = f"Authors wrote {LINK}. Later we wrote {LINK} too."
    entries = recorded(text, text.rindex(LINK))
    assert taken_out(text, entries) == f"Authors wrote {LINK}. Later we wrote disks too."


def test_links_are_found_when_other_text_changed() -> None:
    text = f"One {LINK}.\n\nTwo of the {LINK} are full.\n"
    entries = recorded(text, text.rindex(LINK))
    assert (
        taken_out(f"New {LINK} text.\n\n{text}", entries)
        == f"New {LINK} text.\n\n{text[:20]}{text[20:].replace(LINK, 'disks')}"
    )


@pytest.mark.parametrize(
    "now",
    [
        "Ask for [more disks](disks.md) first.",
        "Ask for [disks](other.md) first.",
        "Ask for disks first.",
        f"Entirely other words with {LINK} and a different end.",
        "",
    ],
)
def test_a_link_that_was_changed_is_left(now: str) -> None:
    text = f"Ask for {LINK} first."
    assert taken_out(now, recorded(text, 8)) == now


def test_a_link_at_the_start_or_end_is_known_by_its_other_side() -> None:
    assert taken_out(f"{LINK} are full", recorded(f"{LINK} are full", 0)) == "disks are full"
    assert taken_out(f"Look at {LINK}", recorded(f"Look at {LINK}", 8)) == "Look at disks"
    moved = f"Something else before {LINK} with other words"
    assert taken_out(moved, recorded(f"{LINK}", 0)) == moved


def test_a_page_that_is_nothing_but_the_link_is_known() -> None:
    assert taken_out(LINK, recorded(LINK, 0)) == "disks"


FRONT, BEHIND = "characters in front of it: ", " and characters behind it"


@pytest.mark.parametrize(
    ("front", "behind", "found"),
    [
        (FRONT, "!", True),
        ("?", BEHIND, True),
        (f"?{FRONT[-6:]}", "!", True),
        (f"?{FRONT[-5:]}", "!", False),
        ("?", f"{BEHIND[:6]}!", True),
        ("?", f"{BEHIND[:5]}!", False),
        (f"?{FRONT[-5:]}", f"{BEHIND[:5]}!", False),
        (FRONT[-6:], "", True),
        ("", BEHIND[:6], True),
    ],
)
def test_six_characters_on_one_side_tell_our_link(front: str, behind: str, found: bool) -> None:
    entries = recorded(f"{FRONT}{LINK}{BEHIND}", len(FRONT))
    assert taken_out(f"{front}{LINK}{behind}", entries) == f"{front}{'disks' if found else LINK}{behind}"


@pytest.mark.parametrize(
    ("was", "now", "found"),
    [
        (f"{LINK} are full", f"{LINK}: other words", True),
        (f"{LINK} are full", f"!{LINK}: other words", False),
        (f"Look at {LINK}", f"Words, then {LINK}", True),
        (f"Look at {LINK}", f"Words, then {LINK}.", False),
        (f"A{LINK} are full", f"A{LINK}: other words", True),
        (f"A{LINK} are full", f"B{LINK}: other words", False),
        (f"Look at {LINK}.", f"Words, then {LINK}.", True),
    ],
)
def test_a_side_that_ended_there_tells_our_link_while_it_ends_there(was: str, now: str, found: bool) -> None:
    entries = recorded(was, was.index(LINK))
    assert taken_out(now, entries) == (now.replace(LINK, "disks") if found else now)


def test_of_two_links_alike_the_one_that_is_left_is_taken_out_once() -> None:
    text = f"Full {LINK} here.\n\nFull {LINK} here.\n"
    entries = recorded(text, text.index(LINK), text.rindex(LINK))
    now = text.replace(LINK, "disks", 1)
    assert len(find_traces(now, entries)) == 1
    assert taken_out(now, entries) == text.replace(LINK, "disks")


def test_a_link_is_recorded_with_24_characters_on_either_side() -> None:
    text = f"{'<' * 30}{LINK}{'>' * 30}"
    assert recorded(text, 30) == (Entry("a.md", "<" * 24, LINK, "disks", ">" * 24, "30"),)
    assert recorded(f"<{LINK}>", 1) == (Entry("a.md", "<", LINK, "disks", ">", "1"),)


def test_it_is_told_whether_the_page_is_as_it_was_before() -> None:
    (entry,) = recorded(f"Ask for {LINK} first.", 8)
    assert restored("Ask for disks first.", entry)
    assert not restored("Ask for the disks first.", entry)


@given(
    parts=st.lists(
        st.sampled_from(["disks ", "\n", "a ", "the disks, ", "x\r\n", f"{LINK} ", "é"]), min_size=1, max_size=30
    ),
    data=st.data(),
)
@settings(max_examples=60, deadline=None)
def test_all_links_of_a_page_are_taken_out_to_the_byte(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    places = [at for at in range(len(text)) if text.startswith("disks", at) and not text.startswith("](", at + 5)]
    places = [at for at in places if not text.startswith(".md", at + 5)]
    chosen = sorted(data.draw(st.sets(st.sampled_from(places)))) if places else []
    edits = tuple(Edit(at, at + 5, "disks", LINK) for at in chosen)
    new = apply_edits(text, edits)
    starts = [at + number * (len(LINK) - 5) for number, at in enumerate(chosen)]
    entries = recorded(new, *starts)
    traces = find_traces(new, entries)
    assert len(traces) == len(entries)
    assert [trace.start for trace in traces] == starts
    assert without(new, traces) == text
