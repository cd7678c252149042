"""Aids by quantity: entered, issued, back in parts, missing, damaged; each gesture is undone exactly."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from libdesk.actions.aids import issuing, stock
from libdesk.actions.aids.errors import (
    AidNameMissing,
    AidNameTaken,
    AidStillThere,
    GradesWrong,
    NothingSettled,
    NothingToIssue,
    NotOfThisAid,
    OnePieceOneReceiver,
    QuantityWrong,
    ReceiverLeft,
    StockShort,
)
from libdesk.actions.desk import Desk
from libdesk.actions.errors import DayAhead, RunRefused
from libdesk.actions.undo import undo
from libdesk.domain.aids import MoveKind, Stock, TooFew
from libdesk.domain.errors import DeskError, NotAllowed
from libdesk.domain.ops import Role
from libdesk.domain.rows.aids import AidFields, Settled
from libdesk.store.queries.aids import stock as queries
from tests.builders import TODAY, add_book, add_reader, change_reader, make_desk, refusal, status

TABLES = ("aid", "aid_move", "box_copy", "copy", "loan")


def rows(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    return {name: desk.library.fetch(f"SELECT * FROM {name} ORDER BY id") for name in TABLES}


def last(desk: Desk) -> int:
    return int(desk.library.fetch("SELECT max(id) FROM journal")[0][0])


def an_aid(desk: Desk, name: str = "语文教师用书", opening: int = 100, **fields: Any) -> int:
    return stock.add_aid(desk, AidFields(name, **fields), opening=opening)


def stands(desk: Desk, aid_id: int) -> Stock:
    row = queries.aid(desk.library, aid_id)
    assert row is not None
    return row.stock


def test_thirty_a_class_go_to_all_classes_in_one_step(desk: Desk) -> None:
    aid, other = an_aid(desk), an_aid(desk, "数学练习册")
    classes = [add_reader(desk, f"2022级{n}班", kind="class", class_no=n).id for n in (1, 2, 3)]
    before = rows(desk)
    done = issuing.issue(desk, classes, {aid: 30, other: 20})
    assert (len(done.receivers), done.quantity) == (3, 150)
    assert stands(desk, aid) == Stock(10, 90)
    assert {one.quantity for one in queries.held(desk.library, classes)} == {20, 30}
    undo(desk, done.journal_id)
    assert rows(desk) == before


def test_more_than_there_is_is_refused_for_all(desk: Desk) -> None:
    aid = an_aid(desk)
    classes = [add_reader(desk, f"2022级{n}班", kind="class", class_no=n).id for n in (1, 2, 3, 4)]
    before = rows(desk)
    with pytest.raises(StockShort, match="“语文教师用书”库存 100 本，4 个领用人共需 120 本，还差 20 本"):
        issuing.issue(desk, classes, {aid: 30})
    assert rows(desk) == before


def test_parts_come_back_and_what_is_missing_or_damaged_is_told(desk: Desk) -> None:
    aid, teacher = an_aid(desk), add_reader(desk, "王老师", kind="teacher")
    issuing.issue(desk, [teacher.id], {aid: 30})
    issuing.settle(desk, teacher.id, [Settled(aid, returned=10)])
    assert queries.held(desk.library, [teacher.id])[0].quantity == 20
    before = rows(desk)
    entry = issuing.settle(desk, teacher.id, [Settled(aid, returned=15, missing=2, damaged=1)])
    assert stands(desk, aid) == Stock(95, 2, 1, 2)
    held = queries.held(desk.library, [teacher.id], desk.today)[0]
    assert (held.quantity, held.missing, held.damaged) == (2, 2, 1)
    undo(desk, entry)
    assert rows(desk) == before


def test_what_was_missing_is_brought_by_who_had_it(desk: Desk) -> None:
    aid, teacher = an_aid(desk), add_reader(desk, "王老师", kind="teacher")
    issuing.issue(desk, [teacher.id], {aid: 30})
    issuing.settle(desk, teacher.id, [Settled(aid, missing=3)])
    issuing.found_at(desk, teacher.id, aid, 2)
    assert stands(desk, aid) == Stock(72, 27, 0, 1)
    assert queries.held(desk.library, [teacher.id], desk.today)[0].missing == 1
    with pytest.raises(TooFew, match="1"):
        issuing.found_at(desk, teacher.id, aid, 2)


def test_nobody_gives_back_more_than_they_have(desk: Desk) -> None:
    aid, teacher = an_aid(desk), add_reader(desk, "王老师", kind="teacher")
    other = add_reader(desk, "李老师", kind="teacher")
    issuing.issue(desk, [teacher.id, other.id], {aid: 5})
    with pytest.raises(TooFew, match="5"):
        issuing.settle(desk, teacher.id, [Settled(aid, returned=4, missing=2)])


@pytest.mark.parametrize(
    ("kind", "after"),
    [
        (MoveKind.RECEIVED, Stock(105)), (MoveKind.MISSING, Stock(95, 0, 0, 5)), (MoveKind.DAMAGED, Stock(95, 0, 5)),
        (MoveKind.SCRAPPED, Stock(95)),
    ],
)  # fmt: skip
def test_what_happens_in_the_library_itself_is_undone_exactly(desk: Desk, kind: MoveKind, after: Stock) -> None:
    aid = an_aid(desk)
    before = rows(desk)
    entry = stock.move_stock(desk, aid, kind, 5, voucher="2026-3", note="年度清点")
    assert stands(desk, aid) == after
    undo(desk, entry)
    assert rows(desk) == before


def test_damaged_ones_are_mended_or_scrapped_and_missing_ones_found(desk: Desk) -> None:
    aid = an_aid(desk, opening=10)
    for kind, quantity in (
        (MoveKind.DAMAGED, 4), (MoveKind.MENDED, 1), (MoveKind.SCRAPPED, 2), (MoveKind.MISSING, 2), (MoveKind.FOUND, 1),
    ):  # fmt: skip
        stock.move_stock(desk, aid, kind, quantity)
    assert stands(desk, aid) == Stock(6, 0, 1, 1)
    with pytest.raises(TooFew, match="1"):
        stock.move_stock(desk, aid, MoveKind.MENDED, 2)


def test_an_issue_of_september_may_be_entered_later_but_not_for_a_day_to_come(desk: Desk) -> None:
    aid, teacher = an_aid(desk, opening=0), add_reader(desk, "王老师", kind="teacher")
    stock.move_stock(desk, aid, MoveKind.RECEIVED, 10, day=TODAY - timedelta(days=9))
    issuing.issue(desk, [teacher.id], {aid: 5}, day=TODAY - timedelta(days=8))
    with pytest.raises(StockShort, match="发放"):
        issuing.issue(desk, [teacher.id], {aid: 1}, day=TODAY - timedelta(days=10))
    with pytest.raises(DayAhead):
        issuing.issue(desk, [teacher.id], {aid: 1}, day=TODAY + timedelta(days=1))


def test_pieces_with_barcodes_go_along_in_the_same_step_as_loans(desk: Desk) -> None:
    aid, teacher = an_aid(desk), add_reader(desk, "王老师", kind="teacher")
    charts = add_book(desk, "中国地图", copies=2, item_kind="chart")
    before = rows(desk)
    done = issuing.issue(desk, [teacher.id], {aid: 1}, copy_ids=charts.copy_ids)
    assert [status(desk, copy_id) for copy_id in charts.copy_ids] == ["loan", "loan"]
    assert [piece.name for piece in queries.pieces(desk.library, [teacher.id])] == ["中国地图", "中国地图"]
    assert queries.holders(desk.library) == [teacher.id]
    undo(desk, done.journal_id)
    assert rows(desk) == before


def test_a_class_account_may_have_a_wall_chart_and_a_pupil_may_not(desk: Desk) -> None:
    chart, klass = add_book(desk, "中国地图", item_kind="chart"), add_reader(desk, "2022级3班", kind="class")
    assert refusal(desk, chart.copy_id, add_reader(desk, "张小明").id)
    assert issuing.issue(desk, [klass.id], {}, copy_ids=chart.copy_ids).pieces == 1


def test_a_piece_that_is_out_keeps_the_whole_back(desk: Desk) -> None:
    aid, one, other = (
        an_aid(desk),
        add_reader(desk, "王老师", kind="teacher"),
        add_reader(desk, "李老师", kind="teacher"),
    )
    chart = add_book(desk, "中国地图", item_kind="chart")
    issuing.issue(desk, [one.id], {}, copy_ids=chart.copy_ids)
    before = rows(desk)
    with pytest.raises(RunRefused, match="王老师"):
        issuing.issue(desk, [other.id], {aid: 3}, copy_ids=chart.copy_ids)
    assert rows(desk) == before
    with pytest.raises(OnePieceOneReceiver):
        issuing.issue(desk, [one.id, other.id], {aid: 3}, copy_ids=chart.copy_ids)


REFUSED: list[tuple[Callable[[Desk, int, int, int], object], type[DeskError]]] = [
    (lambda desk, aid, who, pupil: issuing.issue(desk, [], {aid: 1}), NothingToIssue),
    (lambda desk, aid, who, pupil: issuing.issue(desk, [who], {aid: 0}), NothingToIssue),
    (lambda desk, aid, who, pupil: issuing.issue(desk, [pupil], {aid: 1}), NotOfThisAid),
    (lambda desk, aid, who, pupil: issuing.issue(desk, [who], {aid: -1}), QuantityWrong),
    (lambda desk, aid, who, pupil: issuing.settle(desk, who, [Settled(aid)]), NothingSettled),
    (lambda desk, aid, who, pupil: stock.put_away(desk, aid), AidStillThere),
    (lambda desk, aid, who, pupil: stock.move_stock(desk, aid, MoveKind.RECEIVED, 0), QuantityWrong),
    (lambda desk, aid, who, pupil: stock.add_aid(desk, AidFields(" ")), AidNameMissing),
    (lambda desk, aid, who, pupil: stock.add_aid(desk, AidFields("语文教师用书")), AidNameTaken),
    (lambda desk, aid, who, pupil: stock.add_aid(desk, AidFields("x", grade_from=4, grade_to=3)), GradesWrong),
]  # fmt: skip


@pytest.mark.parametrize(("act", "why"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_is_told_in_words_and_nothing_is_written(
    desk: Desk, act: Callable[[Desk, int, int, int], object], why: type[DeskError]
) -> None:
    aid, who, pupil = an_aid(desk), add_reader(desk, "王老师", kind="teacher"), add_reader(desk, "张小明")
    before = rows(desk)
    with pytest.raises(why) as caught:
        act(desk, aid, who.id, pupil.id)
    assert caught.value.text()
    assert rows(desk) == before


def test_who_left_is_given_nothing(desk: Desk) -> None:
    aid, teacher = an_aid(desk), add_reader(desk, "王老师", kind="teacher")
    change_reader(desk, teacher, state="left")
    with pytest.raises(ReceiverLeft, match="王老师"):
        issuing.issue(desk, [teacher.id], {aid: 1})


def test_an_aid_is_changed_and_put_away_and_kept_again(desk: Desk) -> None:
    aid = an_aid(desk, opening=0, unit="套", subject="语文")
    before = rows(desk)
    entry = stock.edit_aid(desk, aid, AidFields("语文挂图", "chart", "幅", 3, 4, "语文", 1200, None, None, "备注"))
    assert queries.aids(desk.library)[0].fields.name == "语文挂图"
    undo(desk, entry)
    assert rows(desk) == before
    assert stock.edit_aid(desk, aid, AidFields("语文教师用书", unit="套", subject="语文")) == 0
    stock.put_away(desk, aid)
    assert queries.aids(desk.library) == []
    stock.bring_back(desk, aid)
    assert len(queries.aids(desk.library)) == 1


def test_stock_by_sql_is_stock_by_the_rules(desk: Desk) -> None:
    from libdesk.domain import aids as rules

    aid, teacher = an_aid(desk), add_reader(desk, "王老师", kind="teacher")
    issuing.issue(desk, [teacher.id], {aid: 30})
    issuing.settle(desk, teacher.id, [Settled(aid, 5, 4, 3)])
    stock.move_stock(desk, aid, MoveKind.SCRAPPED, 5)
    stock.move_stock(desk, aid, MoveKind.FOUND, 1)
    moves = queries.as_moves(queries.ledger(desk.library, aid))
    assert rules.balances(moves)[-1].after == stands(desk, aid)
    assert [one.quantity for one in queries.held(desk.library, [teacher.id])] == [18]


@pytest.mark.parametrize("role", [Role.HELPER, Role.VIEWER])
def test_pupils_and_viewers_move_no_aids(desk: Desk, role: Role) -> None:
    aid = an_aid(desk)
    other = make_desk(desk.library.path, role)
    with pytest.raises(NotAllowed):
        stock.move_stock(other, aid, MoveKind.RECEIVED, 1)
    other.library.close()
