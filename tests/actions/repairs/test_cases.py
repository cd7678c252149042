"""A case of repair is said more exactly, photographed, brought by a list, checked for, and undone to the letter."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from libdesk.actions.desk import Desk
from libdesk.actions.holds import place_hold
from libdesk.actions.imports.book_plan import plan_books
from libdesk.actions.imports.book_write import write_books
from libdesk.actions.imports.plans import BookChoices
from libdesk.actions.lending import lend
from libdesk.actions.repairs.checks import note_check
from libdesk.actions.repairs.errors import NothingLooked
from libdesk.actions.repairs.steps import edit_case, set_damage_photo, take_step
from libdesk.actions.returning import give_back, report_damage
from libdesk.actions.undo import tidy, undo
from libdesk.domain.drafts import BookDraft, ParsedList
from libdesk.domain.errors import NotAllowed
from libdesk.domain.repairs import CaseState
from libdesk.domain.shelf_ranges import RangeWrong
from libdesk.exchange.damage_photos import make_damage_photo
from libdesk.store.queries import repairs as queries
from tests.actions.repairs.cases_made import case, report, value
from tests.builders import (
    BookMade,
    Clock,
    add_book,
    add_reader,
    count,
    make_desk,
)
from tests.invariants import broken, rows_of

REPAIR, BINDERY, PROPOSED = CaseState.IN_REPAIR, CaseState.BINDERY, CaseState.PROPOSED
SHELVED, DROPPED = CaseState.SHELVED, CaseState.DROPPED


def picture(size: tuple[int, int] = (2400, 1800), turned: int = 1) -> bytes:
    made = Image.new("RGB", size, "white")
    exif = Image.Exif()
    exif[0x0112] = turned
    exif.get_ifd(0x8825)[1] = "N"  # where it was taken
    out = io.BytesIO()
    made.save(out, "JPEG", exif=exif)
    return out.getvalue()


class TestPhotos:
    def test_a_photo_is_upright_small_and_says_not_where_it_was_taken(self) -> None:
        with Image.open(io.BytesIO(make_damage_photo(picture(turned=6)))) as made:
            assert made.height > made.width
            assert max(made.size) <= 960
            assert dict(made.getexif()) == {}

    def test_a_photo_is_kept_as_long_as_undo_may_bring_it_back(self, desk: Desk, clock: Clock, book: BookMade) -> None:
        photo = make_damage_photo(picture((300, 200)))
        damage_id = report_damage(desk, copy_id=book.copy_ids[0], degree="slight", photo=photo).damage_id
        assert queries.photo(desk.library, damage_id) == photo
        gone = set_damage_photo(desk, damage_id, None)
        system = make_desk(desk.library.path, desk.actor.role.SYSTEM, clock=clock)
        undo(desk, gone)
        assert queries.photo(desk.library, damage_id) == photo
        set_damage_photo(desk, damage_id, None)
        clock.advance(days=400)
        tidy(system)
        assert count(desk, "SELECT count(*) FROM blob") == 0
        system.library.close()


def test_a_case_is_said_more_exactly_and_its_copy_follows(desk: Desk, book: BookMade) -> None:
    damage_id = report(desk, book)
    edit_case(desk, damage_id, kind="water", degree="severe", cause="damp", note="", material="吸水纸", cost_fen=0)
    found = case(desk, damage_id)
    assert (found.kind, found.degree, found.cause, found.material, found.cost_fen) == (
        "water", "severe", "damp", "吸水纸", 0,
    )  # fmt: skip
    assert value(desk, "damage", book.copy_ids[0]) == "severe"


def test_the_register_has_what_was_reported_in_its_days(desk: Desk, clock: Clock, book: BookMade) -> None:
    report(desk, book)
    clock.advance(days=1)
    report_damage(desk, copy_id=book.copy_ids[1], degree="slight")
    for day, cases in ((desk.today, [2]), (desk.today.replace(day=desk.today.day - 1), [1])):
        assert [row.id for row in queries.register(desk.library, day, day, desk.settings.zone)] == cases


def test_a_check_is_kept_with_what_was_looked_at(desk: Desk, helper_desk: Desk) -> None:
    note_check(helper_desk, place_id=1, from_no="I2", to_no="I3", looked=12, marked=2)
    (made,) = queries.checks(desk.library)
    assert (made.from_no, made.to_no, made.looked, made.marked) == ("I2", "I3", 12, 2)
    with pytest.raises(NothingLooked):
        note_check(desk, place_id=None, from_no="", to_no="", looked=0, marked=0)
    with pytest.raises(RangeWrong):
        note_check(desk, place_id=None, from_no="I3", to_no="I2", looked=1, marked=0)


def test_a_pupil_reports_and_checks_but_takes_no_step(desk: Desk, helper_desk: Desk, book: BookMade) -> None:
    damage_id = report(helper_desk, book)
    with pytest.raises(NotAllowed):
        take_step(helper_desk, [damage_id], REPAIR)


STEPS: dict[str, Callable[[Desk], object]] = {
    "into repair": lambda desk: take_step(desk, [1, 2], REPAIR),
    "to the bindery": lambda desk: take_step(desk, [2], BINDERY),
    "proposed": lambda desk: take_step(desk, [1, 2], PROPOSED),
    "mended on the spot": lambda desk: take_step(desk, [1], SHELVED, material="胶带", cost_fen=20),
    "dropped": lambda desk: take_step(desk, [1, 3], DROPPED),
    "whole for who waits": lambda desk: take_step(desk, [3], SHELVED),
    "another report": lambda desk: report_damage(desk, copy_id=1, degree="severe", kind="torn", note="第3页"),
    "said more exactly": lambda desk: edit_case(
        desk, 3, kind="cover", degree="slight", cause="", note="封面", material="", cost_fen=None
    ),
    "a check": lambda desk: note_check(desk, place_id=None, from_no="", to_no="", looked=3, marked=1),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_undo_and_its_undo_bring_every_row_back_to_the_letter(desk: Desk, step: Callable[[Desk], object]) -> None:
    add_book(desk, "草房子", copies=2)
    held = add_book(desk, "细米")
    for copy_id in (1, 2, 3):
        report_damage(desk, copy_id=copy_id, degree="medium")
    lend(desk, copy_id=held.copy_id, reader_id=add_reader(desk, "李小雨").id)
    place_hold(desk, title_id=held.title_id, reader_id=add_reader(desk, "王芳").id)
    give_back(desk, copy_id=held.copy_id)
    take_step(desk, [3], REPAIR)
    before = rows_of(desk.library.connection)
    step(desk)
    done = count(desk, "SELECT max(id) FROM journal")
    after = rows_of(desk.library.connection)
    assert before != after
    assert broken(desk.library.connection) == []
    again = undo(desk, done).journal_id
    assert rows_of(desk.library.connection) == before
    undo(desk, again)
    assert rows_of(desk.library.connection) == after


def test_what_is_in_repair_by_the_list_has_a_case_and_its_undo_takes_both(desk: Desk) -> None:
    drafts = (BookDraft(2, "草房子", copies=2, state="修补中"), BookDraft(3, "根鸟", state="在架"))
    receipt = write_books(desk, plan_books(desk, ParsedList(drafts, ()), BookChoices()))
    cases = desk.library.connection.execute("SELECT copy_id, state FROM damage").fetchall()
    assert cases == [(1, "in_repair"), (2, "in_repair")]
    assert broken(desk.library.connection) == []
    undo(desk, receipt.journal_id)
    assert count(desk, "SELECT count(*) FROM damage") == 0
