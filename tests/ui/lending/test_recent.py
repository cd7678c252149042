"""The last twenty scans: who, what, result; each with its undo, also by row and after a restart."""

from libdesk.actions.imports.loans import plan_loans, write_loans
from libdesk.actions.undo import undo
from libdesk.domain.drafts import LoanDraft, ParsedList, Skipped
from libdesk.domain.ops import Op, Role
from libdesk.domain.outcome import Outcome
from libdesk.store.queries import desk_log
from libdesk.store.tables import Copy
from libdesk.ui.lending import showing
from libdesk.ui.lending.recent import LENGTH
from libdesk.ui.lending.session import DeskSession
from libdesk.ui.widgets.recent_list import RecentRow
from tests.builders import add_book, as_librarian
from tests.ui.lending.school import School


def rows(school: School) -> list[RecentRow]:
    return showing.recent_rows(school.session)


def restart(school: School) -> None:
    school.session = DeskSession(school.desk)


def test_a_row_says_when_what_who_and_can_be_undone(school: School) -> None:
    school.lend(school.li, 0)
    (row,) = rows(school)
    assert (row.time_text, row.outcome, row.headline, row.who) == ("10:00", Outcome.LENT, "城南旧事", "李小雨  五(3)班")
    assert row.undoable


def test_what_only_waits_or_switches_stands_not_in_the_list(school: School) -> None:
    school.scan(school.code())
    school.open(school.li)
    school.open(school.wang)
    school.scan("LD-SHIFT")
    school.scan(school.helper.card)
    assert [row.headline for row in rows(school)] == ["城南旧事"]


def test_a_refusal_names_the_reader_and_why_and_has_nothing_to_undo(school: School) -> None:
    school.lend(school.li, 0, 1, 2)
    school.open(school.li)
    school.scan(school.code(3))
    row = rows(school)[0]
    assert (row.outcome, row.headline, row.who) == (Outcome.REFUSED, "西游记", "李小雨 · 已借 3 本，最多借 3 本。")
    assert (row.undoable, row.why_not) == (False, "")


def test_a_card_with_a_problem_says_which(school: School) -> None:
    school.stop_card(school.li, "家长要求")
    school.open(school.li)
    (row,) = rows(school)
    assert (row.outcome, row.headline, row.who) == (Outcome.NOTICE, "李小雨  五(3)班", "这张读者证已停用：家长要求。")


def test_an_undone_row_says_so_and_the_undo_itself_can_be_undone(school: School) -> None:
    school.lend(school.li, 0)
    school.session.undo_last()
    undo, lent = rows(school)
    assert (lent.headline, lent.undoable) == ("已撤销：城南旧事", False)
    assert (undo.headline, undo.who, undo.undoable) == ("城南旧事", "已撤销：借书", True)
    school.session.undo(school.session.recent[0].journal_id or 0)
    assert school.open_loans() == [(school.books[0].copy_id, school.li.id)]
    assert [row.headline for row in rows(school)] == ["城南旧事", "已撤销：城南旧事", "城南旧事"]
    assert rows(school)[0].who == "已恢复：借书"
    assert rows(school)[2].undoable


def test_any_row_can_be_undone_while_nothing_later_depends_on_it(school: School) -> None:
    school.lend(school.li, 0, 1)
    school.scan(school.code(0))
    returned, second, first = rows(school)
    assert (returned.undoable, second.undoable, first.undoable) == (True, True, False)
    assert first.why_not == "同一本书、同一位读者或同一项设置后来又有改动。先撤销后面那一笔。"
    school.session.undo(school.session.recent[1].journal_id or 0)
    assert school.open_loans() == []


def test_only_the_last_twenty_stand_there(school: School) -> None:
    book = add_book(school.desk, "多册", copies=LENGTH + 3)
    school.open(school.teacher)
    for code in book.barcodes[:7]:
        school.scan(code)
    for code in book.barcodes[7:]:
        school.scan("X" + code)
    assert len(rows(school)) == LENGTH
    assert rows(school)[0].headline == f"X{book.barcodes[-1]}"


def test_after_a_restart_todays_rows_are_there_and_can_be_undone(school: School) -> None:
    school.lend(school.li, 0, 1)
    school.scan(school.code(0))
    before = rows(school)
    restart(school)
    assert [(r.outcome, r.headline, r.who, r.undoable) for r in rows(school)] == [
        (r.outcome, r.headline, r.who, r.undoable) for r in before
    ]
    school.session.undo(school.session.recent[0].journal_id or 0)
    assert len(school.open_loans()) == 2


def test_after_a_restart_an_undone_row_still_says_so(school: School) -> None:
    school.lend(school.li, 0)
    school.session.undo_last()
    restart(school)
    assert [(row.headline, row.undoable) for row in rows(school)] == [("城南旧事", True), ("已撤销：城南旧事", False)]


def test_yesterdays_scans_and_what_is_done_elsewhere_stand_not_in_todays_list(school: School) -> None:
    school.lend(school.li, 0)
    school.clock.advance(days=1)
    restart(school)
    assert showing.undo_label(school.session) == "借书《城南旧事》", "yesterday's last step can still be undone"
    add_book(school.desk, "新书")
    restart(school)
    assert rows(school) == []


def test_a_helper_undoes_only_what_was_done_in_the_own_shift(school: School) -> None:
    school.lend(school.li, 0)
    school.be(Role.HELPER)
    school.scan("LD-SHIFT")
    school.scan(school.helper.card)
    school.lend(school.wang, 1)
    own, librarians = rows(school)
    assert (own.undoable, librarians.undoable) == (True, False)
    assert librarians.why_not == "这是别人值班时办的。请馆员来撤销。"
    assert showing.undo_label(school.session) == "借书《昆虫记》"
    school.session.undo_last()
    told = school.session.undo_last()
    assert told is not None
    assert (told.outcome, told.headline) == (Outcome.REFUSED, "没有可以撤销的。")
    restart(school)
    assert not any(row.undoable for row in rows(school) if row.outcome is Outcome.LENT)


def test_the_undo_key_names_the_newest_gesture_and_of_an_import_it_says_where_that_is_undone(school: School) -> None:
    school.lend(school.li, 0)
    assert showing.undo_label(school.session) == "借书《城南旧事》"
    add_book(school.desk, "新书")  # as an import
    assert showing.undo_label(school.session) == "导入图书"
    told = school.session.undo_last()
    assert told is not None
    assert told.outcome is Outcome.REFUSED
    assert told.headline.startswith("最近的一步是“导入图书”。")
    assert len(school.open_loans()) == 1
    school.scan(school.code(0))
    assert showing.undo_label(school.session) == "还书《城南旧事》"


def test_a_change_made_elsewhere_shows_in_the_rows(school: School) -> None:
    school.lend(school.li, 0)
    assert rows(school)[0].undoable
    with as_librarian(school.desk).action(Op.MARK_LOST) as act:
        act.change(Copy, school.books[0].copy_id, damage="slight")
    assert not rows(school)[0].undoable


def test_the_day_goes_on_after_an_import_of_loans_was_undone_and_the_list_has_the_desk_alone(school: School) -> None:
    school.lend(school.wang, 1)
    draft = LoanDraft(2, school.code(), school.li.card, lent="2026-03-02", due="2026-12-20")
    brought = write_loans(school.desk, plan_loans(school.desk, ParsedList((draft,), (), (), Skipped(), 1)))
    taken_back = undo(school.desk, brought.journal_id)
    restart(school)
    assert [row.who for row in rows(school)] == ["王一  五(3)班"]
    undo(school.desk, taken_back.journal_id)
    restart(school)
    assert len(rows(school)) == 1, "neither the undo of the undo is a gesture of the desk"


def test_an_entry_that_counts_its_loans_is_read_as_one_that_names_them(school: School) -> None:
    with as_librarian(school.desk).action(Op.LEND_RUN) as act:
        act.note(reader=school.li.id, loans=200)
    assert desk_log.entries_since(school.desk.library, 0, limit=1)[0].count == 200
