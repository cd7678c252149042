"""Open loans of an older system come in with their days; what does not fit is told row by row."""

from datetime import timedelta

from libdesk.actions.desk import Desk
from libdesk.actions.imports.loans import plan_loans, write_loans
from libdesk.actions.imports.plans import LoanPlan
from libdesk.actions.returning import give_back
from libdesk.actions.undo import undo
from libdesk.domain.drafts import LoanDraft, ParsedList, Skipped
from libdesk.domain.rows.imports import Counts, Fate
from tests.builders import TODAY, add_book, add_reader, set_rule

LENT, DUE = "2026-03-02", "2026-03-20"


def plan(desk: Desk, *drafts: LoanDraft) -> LoanPlan:
    return plan_loans(desk, ParsedList(drafts, (), (), Skipped(), len(drafts)))


def fates(made: LoanPlan) -> list[Fate]:
    return [row.fate for row in made.rows]


def rows(desk: Desk, sql: str) -> list[tuple[object, ...]]:
    return desk.library.connection.execute(sql).fetchall()


def test_a_row_becomes_a_loan_that_can_be_returned_and_undone(desk: Desk) -> None:
    book = add_book(desk, "活着", barcodes=["T1"])
    reader = add_reader(desk, "张三", card="C1")
    receipt = write_loans(desk, plan(desk, LoanDraft(2, "t1", "C1", lent=LENT, due=DUE)))
    assert receipt.counts == Counts(new=1)
    assert rows(desk, "SELECT reader_id, lent_day, due, reader_kind, stage, entry_year, class_no FROM loan") == [
        (reader.id, LENT, DUE, "pupil", "primary", 2022, 3)
    ]
    assert rows(desk, "SELECT status FROM copy") == [("loan",)]
    undo(desk, receipt.journal_id)
    assert rows(desk, "SELECT status FROM copy") == [("shelf",)]
    write_loans(desk, plan(desk, LoanDraft(2, "T1", "C1", lent=LENT, due=DUE)))
    give_back(desk, copy_id=book.copy_id)
    assert rows(desk, "SELECT outcome FROM loan") == [("returned",)]


def test_the_reader_is_found_by_card_number_or_name_and_class(desk: Desk) -> None:
    for number in range(1, 6):
        add_book(desk, f"书{number}", barcodes=[f"T{number}"])
    add_reader(desk, "张伟", class_no=1, card="C1")
    other = add_reader(desk, "张伟", class_no=2, card="C2")
    made = plan(
        desk,
        LoanDraft(2, "T1", reader_name="张伟", class_text="四(2)班", lent=LENT, due=DUE),
        LoanDraft(3, "T2", reader_name="张伟", lent=LENT, due=DUE),
        LoanDraft(4, "T3", reader_name="李强", lent=LENT, due=DUE),
        LoanDraft(5, "T4", "C9", lent=LENT, due=DUE),
    )
    assert fates(made) == [Fate.NEW, Fate.FAULTY, Fate.FAULTY, Fate.FAULTY]
    assert made.loans[0].reader.id == other.id


def test_what_does_not_fit_is_told(desk: Desk) -> None:
    add_book(desk, "活着", barcodes=["T1"])
    add_book(desk, "草房子", barcodes=["T2"])
    add_reader(desk, "张三", card="C1")
    add_reader(desk, "李四", card="C2")
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    made = plan(
        desk,
        LoanDraft(2, "T9", "C1", lent=LENT, due=DUE),
        LoanDraft(3, "C1", "C1", lent=LENT, due=DUE),
        LoanDraft(4, "T1", "C1", lent=DUE, due=LENT),
        LoanDraft(5, "T1", "C1", lent=tomorrow, due=tomorrow),
        LoanDraft(6, "T1", "C1", lent=LENT, due=DUE),
        LoanDraft(7, "T1", "C1", lent=LENT, due=DUE),
        LoanDraft(8, "T1", "C2", lent=LENT, due=DUE),
    )
    assert fates(made) == [*[Fate.FAULTY] * 4, Fate.NEW, Fate.DOUBLE, Fate.FAULTY]
    assert all(row.reasons for row in made.rows if row.fate is not Fate.NEW)
    write_loans(desk, made)
    again = plan(desk, LoanDraft(2, "T1", "C1", lent=LENT, due=DUE), LoanDraft(3, "T1", "C2", lent=LENT, due=DUE))
    assert fates(again) == [Fate.UNCHANGED, Fate.FAULTY]
    assert "张三" in again.rows[1].reasons[0]


def test_a_missing_due_date_is_made_by_the_rules_and_noted(desk: Desk) -> None:
    add_book(desk, "活着", barcodes=["T1"])
    add_reader(desk, "张三", card="C1")
    made = plan(desk, LoanDraft(2, "T1", "C1", title="草房子", lent=LENT))
    assert made.loans[0].due == "2026-03-16"
    assert len(made.rows[0].reasons) == 2  # the due date, and the other title


def test_a_missing_due_date_is_made_by_the_rule_of_the_grade(desk: Desk) -> None:
    set_rule(desk, "pupil_low", days=7)
    add_book(desk, "活着", barcodes=["T1", "T2"])
    add_reader(desk, "小小", card="C1", entry_year=2025)
    add_reader(desk, "张三", card="C2", entry_year=2022)
    made = plan(desk, LoanDraft(2, "T1", "C1", lent=LENT), LoanDraft(3, "T2", "C2", lent=LENT))
    assert [loan.due for loan in made.loans] == ["2026-03-09", "2026-03-16"]
