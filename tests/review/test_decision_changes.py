from __future__ import annotations

import pytest

from mkdocs_autolink.decisions import Decision, Decisions, Verdict
from mkdocs_autolink.review.decision_changes import Order, decided, noted, own, put

ACCEPT, REJECT, RETARGET = Verdict.ACCEPT, Verdict.REJECT, Verdict.RETARGET


def block(verdict: Verdict = ACCEPT, *pages: str, **facts: object) -> Decision:
    return Decision("quota", "disk.md", verdict, pages=pages or None, **facts)  # type: ignore[arg-type]


def after(old: tuple[Decision, ...], order: Order, *, settled: bool = False) -> set[Decision]:
    return set(decided(old, "quota", "disk.md", order, settled=settled))


def test_a_verdict_is_one_block_for_all_pages() -> None:
    assert after((), Order(ACCEPT)) == {block(ACCEPT)}


def test_a_retarget_says_where_to() -> None:
    assert after((), Order(RETARGET, to="money.md")) == {block(RETARGET, to="money.md")}


def test_what_is_open_is_settled_beside_the_decisions_for_single_pages() -> None:
    exception = block(REJECT, "a.md", note="Money here.")
    assert after((exception,), Order(ACCEPT)) == {exception, block(ACCEPT)}


def test_a_change_of_mind_replaces_all() -> None:
    assert after((block(REJECT, "a.md"), block(ACCEPT)), Order(REJECT), settled=True) == {block(REJECT)}


def test_a_change_of_mind_keeps_spelling_note_and_unknown_keys() -> None:
    old = Decision("Quota", "disk.md", ACCEPT, note="Asked Ann.", extra=(("ticket", 7),))
    (new,) = after((old,), Order(REJECT), settled=True)
    assert (new.phrase, new.verdict, new.note, new.extra) == ("Quota", REJECT, "Asked Ann.", (("ticket", 7),))


def test_for_some_pages_the_others_stay() -> None:
    assert after((block(ACCEPT),), Order(REJECT, pages=("a.md",))) == {block(ACCEPT), block(REJECT, "a.md")}


def test_a_page_leaves_the_block_that_said_otherwise() -> None:
    old = (block(ACCEPT, "a.md", "b.md"),)
    assert after(old, Order(REJECT, pages=("a.md",))) == {block(REJECT, "a.md"), block(ACCEPT, "b.md")}


def test_pages_with_the_same_verdict_are_one_block() -> None:
    assert after((block(ACCEPT, "a.md"),), Order(ACCEPT, pages=("b.md",))) == {block(ACCEPT, "a.md", "b.md")}


def test_only_here_is_accepted_here_and_rejected_elsewhere() -> None:
    old = (block(ACCEPT, "c.md"),)
    assert after(old, Order(ACCEPT, pages=("a.md",), only=True)) == {block(ACCEPT, "a.md"), block(REJECT)}


def test_who_and_when_replace_those_of_before() -> None:
    old = block(ACCEPT, extra=(("by", "Ann"), ("on", "2026-01-01"), ("ticket", 7)))
    (new,) = after((old,), Order(REJECT, signature=(("by", "Bo"), ("on", "2026-02-02"))), settled=True)
    assert new.extra == (("ticket", 7), ("by", "Bo"), ("on", "2026-02-02"))


def test_a_note_stands_on_the_block_for_all_pages() -> None:
    assert set(noted((block(ACCEPT), block(REJECT, "a.md")), "Why")) == {
        block(ACCEPT, note="Why"),
        block(REJECT, "a.md"),
    }
    assert set(noted((block(REJECT, "a.md"),), "Why")) == {block(REJECT, "a.md", note="Why")}


def test_other_phrases_and_targets_are_left_alone() -> None:
    other, elsewhere = Decision("disk", "disk.md", ACCEPT), Decision("quota", "money.md", REJECT)
    now = Decisions((other, elsewhere, block(ACCEPT)))
    key = ("quota", "disk.md")
    assert own(now, [key]) == {key: (block(ACCEPT),)}
    assert put(now, {key: (block(REJECT),)}).items == Decisions((other, elsewhere, block(REJECT))).items


C, D = ("# c",), ("# d",)


@pytest.mark.parametrize(
    ("old", "new", "comments"),
    [
        ([block(ACCEPT, comment=C)], [block(REJECT, comment=C)], [C]),
        ([block(ACCEPT, comment=C)], [block(REJECT)], [C]),
        ([block(ACCEPT, "a.md", comment=C), block(REJECT, "b.md", comment=D)], [block(REJECT)], [(*C, *D)]),
        ([block(ACCEPT, "a.md", comment=C)], [block(ACCEPT, "b.md", comment=D)], [(*D, *C)]),
        ([block(ACCEPT, "a.md", comment=C)], [block(REJECT), block(ACCEPT, "a.md", "b.md")], [(), C]),
        ([block(ACCEPT, "a.md", comment=C)], [block(REJECT), block(ACCEPT, "b.md")], [C, ()]),
        ([block(ACCEPT, comment=C)], [block(REJECT, "a.md"), block(ACCEPT, "b.md", comment=D)], [C, D]),
        ([block(ACCEPT, "a.md", comment=C), block(REJECT, "b.md", comment=C)], [block(REJECT)], [C]),
        ([block(ACCEPT, comment=C)], [], []),
    ],
)
def test_what_takes_the_place_of_decisions_has_their_comments(
    old: list[Decision], new: list[Decision], comments: list[tuple[str, ...]]
) -> None:
    key = ("quota", "disk.md")
    found = put(Decisions(tuple(old)), {key: tuple(new)})
    assert [one.comment for one in found.items] == comments
