"""Binding (过刊装订): a year is bound, counts nowhere twice, goes to the bindery and comes back; undo is exact."""

from datetime import date, timedelta

import pytest

from libdesk.actions.binding import errors
from libdesk.actions.binding.lists import (
    edit_binding,
    make_binding,
    put_books,
    receive,
    remove_binding,
    send,
    take_off,
)
from libdesk.actions.binding.volumes import change_volume, make_volumes
from libdesk.actions.cataloguing.arrivals import handle
from libdesk.actions.cataloguing.new_copies import LabelTaken, LabelTwice
from libdesk.actions.desk import Desk
from libdesk.actions.errors import DayAhead
from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.actions.shelving.trolley import shelve
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.arrivals import ALL, Step
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Op, Role
from libdesk.domain.rows.bindings import NewBound
from libdesk.domain.serials.binding import Parting, Standing
from libdesk.store.queries import bindings as queries
from libdesk.store.queries.books import copies_of
from libdesk.store.tables import Damage
from tests.builders import add_book, add_reader, as_librarian, change_copy, count, make_desk, status
from tests.invariants import broken, rows_of
from tests.serials_made import YEAR, add_serial, bind, bound, only_line, planned


def undo_last(desk: Desk) -> None:
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)


def rows(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    return rows_of(desk.library.connection, but=("setting",))


def in_bindery(desk: Desk, title: str) -> tuple[int, int]:
    """(copy, case) of a book in repair that is to go to the bindery."""
    copy_id = add_book(desk, title).copy_id
    change_copy(desk, copy_id, status="repair", damage="severe")
    with as_librarian(desk).action(Op.EDIT_REPAIR) as act:
        return copy_id, act.add(Damage, copy_id=copy_id, degree="severe", reported=act.at, state="bindery")


def wait_for(desk: Desk, title_id: int) -> None:
    """Somebody waits for a title of which another copy is out."""
    out = add_book(desk, "", title_id=title_id).copy_id
    lend(desk, copy_id=out, reader_id=add_reader(desk, "王老师", kind="teacher").id)
    place_hold(desk, title_id=title_id, reader_id=add_reader(desk, "李小雨").id)


def test_a_volume_is_a_copy_with_barcode_number_call_number_and_the_sum_of_the_prices(desk: Desk) -> None:
    made = add_serial(desk, "少年科学", missing=[5])
    line = only_line(desk, bind(desk, made, barcode="B0001"))
    assert (line.title, line.label, line.call_no, line.barcode) == (
        "少年科学",
        "2025.1-12",
        "G4/12(2025.1-12)",
        "B0001",
    )
    assert (line.price_fen, line.accession_no, line.issn) == (5500, "000001", "1000-1234")
    assert [(gap.number, gap.why) for gap in line.gaps] == [("5", Standing.MISSING)]
    assert len(line.issues) == 11
    assert count(desk, "SELECT count(*) FROM copy WHERE item_kind = 'periodical'") == 1


def test_an_issue_on_loan_is_told_and_nothing_is_made(desk: Desk) -> None:
    made = add_serial(desk, "少年科学", with_codes=True, lost=[7])
    volumes = [bound(one) for one in planned(desk, made.title_id)]
    lend(desk, copy_id=made.copy_ids[2], reader_id=add_reader(desk, "王老师", kind="teacher").id)
    before = rows(desk)
    with pytest.raises(errors.IssuesNotThere) as caught:
        make_volumes(desk, None, title_id=made.title_id, year=YEAR, volumes=volumes)
    assert "王老师" in caught.value.text()
    assert rows(desk) == before
    (again,) = planned(desk, made.title_id)
    assert [(gap.number, gap.why) for gap in again.gaps] == [("3", Standing.LENT), ("7", Standing.LOST)]


def test_what_is_bound_is_not_bound_again_and_a_year_without_issues_is_told(desk: Desk) -> None:
    made = add_serial(desk, "少年科学")
    volumes = [bound(one) for one in planned(desk, made.title_id)]
    make_volumes(desk, None, title_id=made.title_id, year=YEAR, volumes=volumes)
    with pytest.raises(errors.IssuesNotThere) as caught:
        make_volumes(desk, None, title_id=made.title_id, year=YEAR, volumes=volumes)
    assert "2025.1-12" in caught.value.text()
    assert planned(desk, made.title_id) == []
    with pytest.raises(errors.NothingToBind):
        make_volumes(desk, None, title_id=made.title_id, year=YEAR, volumes=[])
    with pytest.raises(errors.NothingToBind):
        make_volumes(desk, None, title_id=made.title_id, year=2024, volumes=volumes)


def test_a_barcode_that_is_taken_is_told_and_a_list_leaves_no_half(desk: Desk) -> None:
    made = add_serial(desk, "少年科学", with_codes=True)
    before = rows(desk)
    with pytest.raises(LabelTaken):  # of a member, as in the case of Evergreen
        bind(desk, made, barcode=made.barcodes[0])
    halves = [bound(one, "B0001") for one in planned(desk, made.title_id, Parting.HALVES)]
    with pytest.raises(LabelTwice):
        make_volumes(desk, None, title_id=made.title_id, year=YEAR, volumes=halves)
    pieces = halves[0].piece_ids
    with pytest.raises(errors.LabelMissing):
        make_volumes(desk, None, title_id=made.title_id, year=YEAR, volumes=[NewBound(" ", pieces)])
    assert rows(desk) == before


def test_several_sets_are_copies_of_the_same_volumes(desk: Desk) -> None:
    made = add_serial(desk, "少年科学", copies=2)
    lines = queries.lines_of(desk.library, bind(desk, made, Parting.HALVES, sets=2))
    assert [line.label for line in lines] == ["2025.1-6", "2025.1-6", "2025.7-12", "2025.7-12"]
    assert len({line.barcode for line in lines}) == 4
    assert count(desk, "SELECT count(*) FROM volume") == 2
    assert [copy.volume for copy in copies_of(desk.library, made.title_id)] == [line.label for line in lines]


def test_a_volume_is_changed_and_its_mark_follows(desk: Desk) -> None:
    line = only_line(desk, bind(desk, add_serial(desk, "少年科学")))
    change_volume(desk, volume_id=line.id, label="2025 全年", price_fen=5800, call_no=line.call_no,
                  place_id=None, cost_fen=1500)  # fmt: skip
    changed = queries.volume(desk.library, line.id)
    assert changed is not None
    assert (changed.label, changed.call_no, changed.price_fen, changed.cost_fen) == (
        "2025 全年", "G4/12(2025 全年)", 5800, 1500,
    )  # fmt: skip
    assert count(desk, "SELECT count(*) FROM volume") == 1
    with pytest.raises(errors.LabelMissing):
        change_volume(desk, volume_id=line.id, label="", price_fen=None, call_no="", place_id=None, cost_fen=None)


def test_a_list_goes_to_the_bindery_comes_back_and_is_done_with_its_last_volume_shelved(desk: Desk) -> None:
    made = add_serial(desk, "少年科学", with_codes=True)
    binding_id = bind(desk, made, Parting.HALVES)
    with pytest.raises(errors.NotSent):
        receive(desk, binding_id=binding_id)
    send(desk, binding_id=binding_id, bindery="光明装订厂", day=desk.today)
    with pytest.raises(errors.BindingSent):
        make_volumes(desk, binding_id, title_id=made.title_id, year=YEAR, volumes=[])
    with pytest.raises(errors.BackTooEarly):
        receive(desk, binding_id=binding_id, day=desk.today - timedelta(days=1))
    receive(desk, binding_id=binding_id, cost_fen=1200)
    first, second = queries.lines_of(desk.library, binding_id)
    assert (first.status, first.waiting, first.cost_fen) == ("shelf", int(ALL), 1200)
    handle(desk, [first.copy_id], Step.SHELF)
    row = queries.binding(desk.library, binding_id)
    assert row is not None
    assert (row.state, row.shelved, row.cost_fen, row.bindery) == ("back", 1, 2400, "光明装订厂")
    handle(desk, [second.copy_id], Step.SHELF)
    row = queries.binding(desk.library, binding_id)
    assert row is not None
    assert row.state == "done"
    undo_last(desk)
    row = queries.binding(desk.library, binding_id)
    assert row is not None
    assert row.state == "back"


def test_what_is_noted_as_done_was_not_done_tomorrow(desk: Desk) -> None:
    binding_id = bind(desk, add_serial(desk, "少年科学"))
    tomorrow = desk.today + timedelta(days=1)
    for act in (send, receive):
        before = rows(desk)
        with pytest.raises(DayAhead) as refused:
            act(desk, binding_id=binding_id, day=tomorrow)
        assert refused.value.text()
        assert rows(desk) == before
        act(desk, binding_id=binding_id)


def test_a_volume_whose_last_step_is_taken_at_the_trolley_is_shelved_too(desk: Desk) -> None:
    binding_id = bind(desk, add_serial(desk, "少年科学"))
    send(desk, binding_id=binding_id)
    receive(desk, binding_id=binding_id)
    line = only_line(desk, binding_id)
    for step in (Step.STAMP, Step.LABEL):
        handle(desk, [line.copy_id], step)
    shelve(desk, [line.copy_id])
    row = queries.binding(desk.library, binding_id)
    assert row is not None
    assert (row.state, row.shelved) == ("done", 1)
    undo_last(desk)
    assert only_line(desk, binding_id).shelved is None


def test_a_volume_that_somebody_waits_for_goes_to_the_hold_shelf_once_it_is_ready(desk: Desk) -> None:
    made = add_serial(desk, "少年科学")
    wait_for(desk, made.title_id)
    binding_id = bind(desk, made)
    send(desk, binding_id=binding_id)
    receive(desk, binding_id=binding_id)
    line = only_line(desk, binding_id)
    handle(desk, [line.copy_id], Step.SHELF)
    assert status(desk, line.copy_id) == "hold"


def test_a_volume_is_taken_apart_until_it_stands_on_the_shelf(desk: Desk) -> None:
    made = add_serial(desk, "少年科学", with_codes=True)
    before = rows(desk)
    binding_id = bind(desk, made)
    line = only_line(desk, binding_id)
    send(desk, binding_id=binding_id)
    take_off(desk, binding_id=binding_id, volume_ids=[line.id])
    now = rows(desk)
    assert {table for table in now if now[table] != before[table]} <= {"binding", "sqlite_sequence"}
    undo_last(desk)
    receive(desk, binding_id=binding_id)
    handle(desk, [line.copy_id], Step.SHELF)
    with pytest.raises(errors.VolumeShelved) as caught:
        take_off(desk, binding_id=binding_id, volume_ids=[line.id])
    assert "2026年3月9日" in caught.value.text()
    assert broken(desk.library.connection) == []


def test_a_volume_that_was_lent_before_it_was_shelved_stays(desk: Desk) -> None:
    binding_id = bind(desk, add_serial(desk, "少年科学"))
    send(desk, binding_id=binding_id)
    receive(desk, binding_id=binding_id)
    line = only_line(desk, binding_id)
    lend(desk, copy_id=line.copy_id, reader_id=add_reader(desk, "王老师", kind="teacher").id)
    give_back(desk, copy_id=line.copy_id)
    with pytest.raises(errors.VolumeUsed):
        take_off(desk, binding_id=binding_id, volume_ids=[line.id])


def test_a_draft_goes_with_its_volumes_and_a_sent_list_stays(desk: Desk) -> None:
    made = add_serial(desk, "少年科学", with_codes=True)
    _copy_id, case = in_bindery(desk, "破书")
    binding_id = bind(desk, made)
    put_books(desk, binding_id, [case])
    before = rows(desk)
    remove_binding(desk, binding_id=binding_id)
    assert queries.bindings(desk.library) == []
    assert [status(desk, copy_id) for copy_id in made.copy_ids] == ["shelf"] * 12
    assert len(queries.books_for_bindery(desk.library)) == 1
    undo_last(desk)
    assert rows(desk) == before
    send(desk, binding_id=binding_id)
    with pytest.raises(errors.BindingSent):
        remove_binding(desk, binding_id=binding_id)
    with pytest.raises(errors.BindingSent):
        take_off(desk, binding_id=binding_id, volume_ids=[], damage_ids=[case])


def test_books_in_repair_go_along_and_come_back_to_the_trolley_or_to_who_waits(desk: Desk) -> None:
    (torn, case), (wanted, other) = in_bindery(desk, "破书"), in_bindery(desk, "城南旧事")
    title = count(desk, "SELECT title_id FROM copy WHERE id = ?", wanted)
    binding_id = put_books(desk, None, [case, other])
    with pytest.raises(errors.NotForBindery):
        put_books(desk, None, [case])
    assert [line.title for line in queries.lines_of(desk.library, binding_id)] == ["破书", "城南旧事"]
    send(desk, binding_id=binding_id)
    wait_for(desk, title)
    receive(desk, binding_id=binding_id, cost_fen=800)
    assert (status(desk, torn), status(desk, wanted)) == ("shelf", "hold")
    assert count(desk, "SELECT count(*) FROM copy WHERE trolley IS NOT NULL") == 1
    assert count(desk, "SELECT count(*) FROM damage WHERE state = 'shelved' AND cost_fen = 800") == 2
    assert queries.bindings(desk.library)[0].state == "done"  # nothing waits for stamp and label
    assert broken(desk.library.connection) == []


def test_an_empty_list_is_not_sent_and_a_list_has_a_name(desk: Desk) -> None:
    binding_id = make_binding(desk)
    with pytest.raises(errors.NothingListed):
        send(desk, binding_id=binding_id)
    edit_binding(desk, binding_id=binding_id, name="  年终装订 ", bindery="光明装订厂")
    assert queries.bindings(desk.library)[0].name == "年终装订"
    with pytest.raises(errors.ListNameMissing):
        edit_binding(desk, binding_id=binding_id, name=" ")
    with pytest.raises(errors.BindingGone):
        send(desk, binding_id=99)


def test_every_step_is_taken_back_exactly(desk: Desk) -> None:
    made = add_serial(desk, "少年科学", with_codes=True, copies=2, missing=[4])
    _copy_id, case = in_bindery(desk, "破书")
    stages = [rows(desk)]
    binding_id = bind(desk, made, Parting.HALVES, sets=2)
    stages.append(rows(desk))
    put_books(desk, binding_id, [case])
    stages.append(rows(desk))
    first = queries.volumes_of(desk.library, binding_id)[0]
    take_off(desk, binding_id=binding_id, volume_ids=[first.id], damage_ids=[])
    stages.append(rows(desk))
    second = queries.volumes_of(desk.library, binding_id)[0]
    change_volume(desk, volume_id=second.id, label="上", price_fen=1, call_no="", place_id=None, cost_fen=None)
    stages.append(rows(desk))
    send(desk, binding_id=binding_id)
    stages.append(rows(desk))
    receive(desk, binding_id=binding_id, cost_fen=900)
    stages.append(rows(desk))
    handle(desk, [line.copy_id for line in queries.volumes_of(desk.library, binding_id)], Step.SHELF)
    for before in reversed(stages):
        undo_last(desk)
        assert rows(desk) == before
    assert broken(desk.library.connection) == []


def test_a_helper_sees_binding_and_binds_nothing(desk: Desk) -> None:
    made = add_serial(desk, "少年科学")
    helper = make_desk(desk.library.path, Role.HELPER)
    with pytest.raises(NotAllowed):
        bind(helper, made)
    assert helper.read(Op.SEE_SERIALS) is helper.library
    helper.library.close()


def test_issues_of_two_subscriptions_are_one_year(desk: Desk) -> None:
    made = add_serial(desk, "少年科学")
    add_serial(desk, "少年科学", title_id=made.title_id, missing=[2])
    issues = queries.year_issues(desk.library, made.title_id, YEAR, desk.today)
    assert (len(issues), issues[0].wanted, len(issues[1].free)) == (12, 2, 1)
    (row,) = queries.years(desk.library)
    assert (row.year, row.free) == (YEAR, 23)
    assert issues[0].day == date(2025, 1, 5)
