"""May this reader borrow this copy: pure values in, every reason out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain import reasons
from libdesk.domain.calendar import Calendar
from libdesk.domain.duedates import LoanRule, OverduePolicy
from libdesk.domain.loans import Circumstances, LoanRefused, against_reader, overdue_reason, reasons_against
from libdesk.domain.reasons import Reason
from libdesk.domain.rows.desk import Borrower, CopyInHand, OpenLoan
from libdesk.domain.rulebook import DEFAULT_RULES, RuleBook
from libdesk.i18n import set_language

TODAY = date(2026, 3, 9)
PUPIL = Borrower(id=1, kind="pupil", name="张小明", state="active")
BOOK = CopyInHand(
    id=1, title_id=1, volume_id=None, title="草房子", volume=None, item_kind="book", status="shelf", barcode="1"
)
IN_ROOM = OpenLoan(1, 1, "张小明", in_house=True, lent_day=TODAY, due=TODAY, renewals=0)


def facts(rule: LoanRule | None = None, **values: object) -> Circumstances:
    rules = RuleBook({**DEFAULT_RULES, ("pupil", "*"): rule or LoanRule()})
    return Circumstances(TODAY, Calendar(), rules, **values)  # type: ignore[arg-type]


def names(found: tuple[Reason, ...]) -> list[str]:
    return [type(reason).__name__ for reason in found]


@pytest.mark.parametrize(
    ("limit", "room_limit", "room_counts", "out", "in_room", "borrow", "use"),
    [
        (None, None, False, 40, 40, [], []),
        (0, 0, False, 0, 0, ["NotLent"], ["InHouseLimitReached"]),
        (0, 0, True, 0, 0, ["NotLent"], ["InHouseLimitReached"]),
        (1, 1, False, 0, 0, [], []),
        (1, 1, True, 0, 0, [], []),
        (1, 1, False, 1, 0, ["LimitReached"], []),
        (1, 1, True, 1, 0, ["LimitReached"], ["LimitReached"]),
        (2, 1, True, 1, 1, ["LimitReached"], ["InHouseLimitReached"]),
        (2, 1, False, 1, 1, [], ["InHouseLimitReached"]),
    ],
)
def test_limits_of_lending_and_of_the_reading_room(
    limit: int | None,
    room_limit: int | None,
    room_counts: bool,
    out: int,
    in_room: int,
    borrow: list[str],
    use: list[str],
) -> None:
    rule = LoanRule(max_loans=limit, max_in_house=room_limit, in_house_counts=room_counts)
    reader = replace(PUPIL, out=out, in_house_out=in_room)
    assert names(reasons_against(reader, BOOK, facts(rule))) == borrow
    assert names(reasons_against(reader, BOOK, facts(rule), in_house=True)) == use


@pytest.mark.parametrize(
    ("counts", "out", "refused"), [(True, 1, False), (True, 2, True), (False, 1, False), (False, 2, True)]
)
def test_what_is_taken_home_from_the_reading_room_is_one_loan(counts: bool, out: int, refused: bool) -> None:
    rule = LoanRule(max_loans=2, in_house_counts=counts)
    reader = replace(PUPIL, out=out, in_house_out=1)
    copy = replace(BOOK, status="in_house", loan=IN_ROOM)
    assert bool(reasons_against(reader, copy, facts(rule))) == refused


def test_the_reader_s_own_reasons_come_first() -> None:
    reader = replace(PUPIL, state="stopped", stopped_why="卡遗失", expires=date(2026, 3, 1), out=3)
    copy = replace(BOOK, status="repair")
    found = names(reasons_against(reader, copy, facts()))
    assert found == ["ReaderStopped", "CardExpired", "LimitReached", "CopyInRepair"]


@pytest.mark.parametrize("policy", OverduePolicy)
def test_overdue_books_stop_a_loan_only_where_the_school_blocks(policy: OverduePolicy) -> None:
    reader = replace(PUPIL, overdue=2, oldest_due=date(2026, 3, 1))
    found = against_reader(reader, facts(LoanRule(overdue=policy)))
    assert found == ((reasons.HasOverdue(2, 8),) if policy is OverduePolicy.BLOCK else ())


def test_an_overdue_reason_without_a_day_counts_none() -> None:
    assert overdue_reason(PUPIL, TODAY) == reasons.HasOverdue(0, 0)


@pytest.mark.parametrize(
    ("ready_for", "others", "expected"),
    [
        (None, 0, []),
        (None, 2, ["OthersWait"]),
        (1, 2, []),
        (1, 0, []),
        (2, 0, ["HeldForOther"]),
        (2, 3, ["HeldForOther"]),
    ],
)
def test_a_copy_set_aside_is_for_its_reader_whoever_else_waits(
    ready_for: int | None, others: int, expected: list[str]
) -> None:
    copy = replace(BOOK, ready_for=ready_for, ready_hold_id=ready_for and 9, ready_for_name="李雷")
    assert names(reasons_against(PUPIL, copy, facts(others_wait=others))) == expected


@pytest.mark.parametrize(
    ("kind", "item", "several", "refused"),
    [("pupil", "book", False, True), ("pupil", "book", True, False), ("pupil", "periodical", False, False),
     ("teacher", "book", False, False), ("class", "book", False, False)],
)  # fmt: skip
def test_a_second_copy_of_a_title(kind: str, item: str, several: bool, refused: bool) -> None:
    reader, copy = replace(PUPIL, kind=kind), replace(BOOK, item_kind=item)
    found = names(reasons_against(reader, copy, facts(has_title=True, several_copies=several)))
    assert found == (["AlreadyHasTitle"] if refused else [])


def test_a_kind_of_reader_without_a_rule_borrows_nothing() -> None:
    found = reasons_against(replace(PUPIL, kind="guest"), BOOK, facts())
    assert found == (reasons.NotLent("book", "guest"),)


ALL_REASONS: tuple[Reason, ...] = (
    reasons.ReaderStopped("卡遗失"), reasons.ReaderStopped(""), reasons.ReaderLeft(), reasons.CardExpired(TODAY),
    reasons.Suspended(TODAY), reasons.HasOverdue(1, 3), reasons.HasOverdue(2, 3), reasons.LimitReached(3, 3),
    reasons.KindLimitReached("periodical", 1, 1), reasons.InHouseLimitReached(1, 1),
    reasons.NotLent("reference", "pupil"), reasons.CopyWithdrawn(), reasons.CopyInRepair(),
    reasons.CopyLeaves("notice"), reasons.AtBindery(), reasons.CopyBound("少年科学(2025.1-6)"),
    reasons.CopyInBox("三年级书箱"),
    reasons.ClaimedReturned(), reasons.HeldForOther("李雷"),
    reasons.OthersWait(1), reasons.OthersWait(2), reasons.AlreadyHasTitle(), reasons.InHouseOnly(),
    reasons.NoHolidayLoans("寒假借阅"), reasons.FinalClassStopped(TODAY, TODAY),
    reasons.CopyBound("少年科学(2025.1-12)，B0001"),
)  # fmt: skip


def test_every_reason_is_among_those_tried_here() -> None:
    # by name: a dataclass with slots is made twice
    assert {type(reason).__name__ for reason in ALL_REASONS} == {kind.__name__ for kind in Reason.__subclasses__()}


@pytest.mark.parametrize("reason", ALL_REASONS, ids=repr)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_reason_is_a_sentence_in_both_languages(reason: Reason, language: str) -> None:
    set_language(language)
    text = reason.text()
    assert text.endswith("。" if language == "zh_CN" else ".")
    assert "{" not in text
    assert any("\u4e00" <= character <= "\u9fff" for character in text) or language == "en"
    set_language("zh_CN")


def test_a_refusal_can_be_passed_over_only_if_every_reason_can() -> None:
    soft, hard = reasons.LimitReached(3, 3), reasons.CopyWithdrawn()
    assert LoanRefused((soft,)).overridable
    assert not LoanRefused((soft, hard)).overridable
    assert LoanRefused((soft, hard)).text().count("\n") == 1


READERS = st.builds(
    Borrower, id=st.just(1), kind=st.sampled_from(["pupil", "teacher", "class"]), name=st.just("张小明"),
    state=st.sampled_from(["active", "stopped", "left"]), out=st.integers(0, 12), in_house_out=st.integers(0, 3),
    expires=st.none() | st.dates(TODAY - timedelta(days=3), TODAY + timedelta(days=3)),
    suspended_until=st.none() | st.dates(TODAY - timedelta(days=3), TODAY + timedelta(days=3)),
    overdue=st.integers(0, 2),
)  # fmt: skip
COPIES = st.builds(
    replace, st.just(BOOK), status=st.sampled_from(["shelf", "lost", "missing", "repair", "withdrawn", "hold"]),
    item_kind=st.sampled_from(["book", "periodical", "reference"]), ready_for=st.sampled_from([None, 1, 2]),
)  # fmt: skip


@given(reader=READERS, copy=COPIES, in_house=st.booleans(), more=st.integers(1, 5))
def test_who_is_refused_with_some_books_is_refused_with_more(
    reader: Borrower, copy: CopyInHand, in_house: bool, more: int
) -> None:
    before = reasons_against(reader, copy, facts(), in_house=in_house)
    after = reasons_against(replace(reader, out=reader.out + more), copy, facts(), in_house=in_house)
    assert set(names(before)) <= set(names(after))


@given(reader=READERS, copy=COPIES)
def test_a_reason_is_told_once(reader: Borrower, copy: CopyInHand) -> None:
    found = names(reasons_against(reader, copy, facts(others_wait=1, has_title=True)))
    assert len(found) == len(set(found))
