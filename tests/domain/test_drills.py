"""A drill is judged by what was done: in what order it may be done, what a slip is, and what puts it right."""

import pytest

from libdesk.domain.drill_cast import BOOK_OF, BOOKS, PUPIL_OF, PUPILS, name_of
from libdesk.domain.drill_hints import stuck
from libdesk.domain.drill_judge import Judgement, judge
from libdesk.domain.drills import (
    DRILL_OF,
    DRILLS,
    GRAVE,
    SLIPS,
    UNFINISHED,
    Deed,
    Drill,
    What,
    drill_title,
    shown_words,
    slips_in,
    task_of,
)
from libdesk.domain.identifiers import isbn13_of

CARD = Deed(What.CARD, card="LXR01")
ENDED = Deed(What.ENDED)


def lent(book: str, card: str = "LXR01") -> Deed:
    return Deed(What.LENT, book, card)


def undone(deed: Deed) -> Deed:
    return Deed(What.UNDONE, deed.book, deed.card, deed.what)


def judged(code: str, *deeds: Deed, given_up: bool = False) -> Judgement:
    return judge(DRILL_OF[code], deeds, given_up=given_up)


THREE = tuple(lent(book) for book in ("LXB01", "LXB02", "LXB03"))


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.code)
def test_every_drill_is_mastered_by_doing_its_steps(drill: Drill) -> None:
    deeds = [Deed(step.what, step.book, step.card, step.undone) for step in drill.steps]
    found = judge(drill, deeds)
    assert found == Judgement((True,) * len(drill.steps), (), (), True)
    assert found.passed
    assert not judge(drill, deeds[:-1]).over


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.code)
def test_every_code_of_a_drill_is_of_the_cast_and_every_step_can_be_done_with_what_is_shown(drill: Drill) -> None:
    for shown in drill.shown:
        assert name_of(shown.code)
        assert "{" not in shown_words(shown)
    assert "{" not in task_of(drill)
    needed = {code for step in drill.steps for code in (step.book, step.card) if code}
    cards_that_come_by_themselves = {book.lent_to for book in BOOKS}
    assert needed - drill.codes <= cards_that_come_by_themselves


def test_the_cast_has_codes_of_its_own_and_an_isbn_that_is_one() -> None:
    codes = [one.code for one in (*PUPILS, *BOOKS)]
    assert len(codes) == len(set(codes)) == len(PUPIL_OF) + len(BOOK_OF)
    isbns = {book.isbn for book in BOOKS if book.isbn}
    assert {isbn13_of(isbn) for isbn in isbns} == isbns
    assert len({pupil.seat for pupil in PUPILS}) == len(PUPILS)


def test_books_may_come_in_any_order_and_before_the_card() -> None:
    assert judged("lend", *reversed(THREE), CARD, ENDED).passed


def test_the_end_of_the_turn_counts_only_when_all_the_rest_is_done() -> None:
    assert not judged("lend", CARD, THREE[0], ENDED, CARD, THREE[1], THREE[2]).over
    assert judged("lend", CARD, THREE[0], ENDED, CARD, THREE[1], THREE[2], ENDED).passed


def test_a_wrong_book_has_to_be_taken_back_before_the_drill_is_over() -> None:
    wrong = lent("LXB13")
    found = judged("lend", CARD, wrong, *THREE, ENDED)
    assert (found.over, found.wrong) == (False, ("other_book",))
    found = judged("lend", CARD, wrong, *THREE, ENDED, undone(wrong))
    assert (found.over, found.passed, found.wrong) == (True, False, ())
    assert found.slips == ("other_book",)


def test_f8_is_not_advised_where_it_would_take_back_something_right() -> None:
    wrong = lent("LXB01", "LXR09")
    card = Deed(What.CARD, card="LXR09")
    assert judged("lend", card, wrong).buried == ""
    assert judged("lend", card, wrong, CARD, THREE[1]).buried == "LXB01"
    assert judged("lend", card, wrong, CARD, THREE[1], undone(THREE[1])).buried == ""
    assert judged("lend", card, wrong, CARD, THREE[1], undone(wrong)).buried == ""


def test_a_small_slip_is_told_at_once_and_only_then() -> None:
    needless = Deed(What.CARD, card="LXR07")
    assert judged("return", needless).lately == "card_needless"
    assert judged("return", needless, Deed(What.BACK, "LXB08")).lately == ""


def test_returning_the_wrong_book_puts_it_right_too() -> None:
    found = judged("lend", CARD, lent("LXB13"), Deed(What.BACK, "LXB13"), *THREE, ENDED)
    assert (found.over, found.passed) == (True, False)


def test_what_f8_takes_back_is_not_done() -> None:
    found = judged("lend", CARD, *THREE, undone(THREE[1]))
    assert found.done == (True, True, False, True, False)
    assert found.slips == ("took_back",)
    assert judged("lend", CARD, *THREE, undone(THREE[1]), THREE[1], ENDED).passed  # a small slip, put right


def test_a_book_for_another_reader_is_the_wrong_reader() -> None:
    found = judged("class_sheet", Deed(What.CARD, card="LXR12"), lent("LXB13", "LXR12"))
    assert set(found.slips) == {"other_card", "other_reader"}
    assert found.wrong == ("other_reader",)


def test_at_a_return_a_card_is_not_needed_and_does_no_harm() -> None:
    found = judged("return", Deed(What.CARD, card="LXR07"), Deed(What.BACK, "LXB08"), Deed(What.BACK, "LXB09"))
    assert (found.passed, found.slips) == (True, ("card_needless",))


def test_to_a_blocked_card_nothing_is_lent_and_to_nobody_else_either() -> None:
    card = Deed(What.CARD, card="LXR02")
    assert judged("blocked", card, Deed(What.REFUSED), ENDED).passed  # the desk said so once more
    around = lent("LXB04", "LXR01")
    found = judged("blocked", card, ENDED)
    assert found.passed
    found = judged("blocked", Deed(What.REFUSED), around, card, ENDED)
    assert (found.over, found.wrong) == (False, ("lent_blocked",))


def test_the_other_copy_of_the_same_book_is_the_wrong_copy() -> None:
    found = judged("isbn", Deed(What.CARD, card="LXR03"), Deed(What.ISBN), lent("LXB06", "LXR03"))
    assert found.wrong == ("other_copy",)


def test_a_wrong_scan_that_is_returned_instead_of_undone_is_no_undo() -> None:
    card, wrong, right = Deed(What.CARD, card="LXR04"), lent("LXB10", "LXR04"), lent("LXB11", "LXR04")
    back = Deed(What.BACK, "LXB10")
    found = judged("undo", card, wrong, back, right)
    assert (found.over, found.slips) == (False, ("returned_instead",))
    assert judged("undo", card, wrong, back, undone(back), undone(wrong), right).over


def test_the_damage_belongs_to_the_torn_book() -> None:
    found = judged("torn", Deed(What.BACK, "LXB05"), Deed(What.DAMAGED, "LXB08"))
    assert (found.over, found.wrong) == (False, ("other_damage",))


def test_what_comes_after_the_end_does_not_count() -> None:
    assert judged("renew", Deed(What.RENEWED, "LXB14"), Deed(What.BACK, "LXB14")).passed


def hint(code: str, *deeds: Deed) -> str:
    return stuck(DRILL_OF[code], deeds, judged(code, *deeds))


def test_a_wrong_loan_that_was_taken_back_as_a_return_is_no_second_slip() -> None:
    wrong = (Deed(What.CARD, card="LXR09"), lent("LXB01", "LXR09"), CARD, THREE[1], THREE[2])
    found = judged("lend", *wrong, Deed(What.BACK, "LXB01"), CARD, THREE[0], ENDED)
    assert judged("lend", CARD, lent("LXB13"), *THREE, ENDED, Deed(What.BACK, "LXB13")).over
    assert (found.over, "other_reader" in found.slips, "returned_instead" in found.slips) == (True, True, False)


def test_a_card_that_stands_in_the_way_of_a_return_is_told_until_it_is_away() -> None:
    card = Deed(What.CARD, card="LXR07")
    assert "Esc" in hint("return", card, Deed(What.REFUSED))
    assert hint("return", card, Deed(What.REFUSED), ENDED) == ""


def test_a_step_that_was_passed_over_is_named() -> None:
    assert "出版社" in hint("isbn", Deed(What.CARD, card="LXR03"), lent("LXB07", "LXR03"))
    assert hint("lend", CARD, *THREE) == ""
    pupil, first, right = Deed(What.CARD, card="LXR04"), lent("LXB10", "LXR04"), lent("LXB11", "LXR04")
    assert "下面" in hint("undo", pupil, first, right)
    assert "F8" in hint("undo", pupil, right, first)
    assert "下面" not in hint("undo", pupil, right, first)
    assert hint("undo", pupil, right, first, undone(first)) == ""


def test_a_drill_that_is_given_up_says_so() -> None:
    found = judged("lend", CARD, given_up=True)
    assert (found.over, found.passed, found.slips) == (False, False, (UNFINISHED,))


def test_every_grave_slip_has_words_and_the_record_tells_them() -> None:
    assert set(SLIPS) >= GRAVE
    assert slips_in("isbn,of a later version,unknown") == [
        "扫了出版社的条码：要扫馆藏条码。", "扫了或输入了查不到的条码。",
    ]  # fmt: skip
    assert slips_in("") == []
    assert drill_title("lend") == "借出三本书"
    assert drill_title("of_a_later_version") == "of_a_later_version"


def test_a_renewal_after_a_wrong_loan_is_what_f8_would_take_back() -> None:
    wrong = lent("LXB13")
    assert judged("lend", CARD, wrong, Deed(What.RENEWED, "LXB14")).buried == "LXB13"
