"""The library to practise at: made apart from the school's, sound on any day, gone when it is thrown away."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from libdesk import paths
from libdesk.actions.desk import Desk
from libdesk.actions.practice.sample import desk_at, lay_out, throw_away
from libdesk.actions.returning import renew
from libdesk.domain.drill_cast import BOOKS, ISBN, PUPILS
from libdesk.domain.ops import Role
from libdesk.store.errors import LibraryFault
from libdesk.store.queries import drills as queries
from libdesk.store.queries import scan
from tests.builders import TODAY, Clock
from tests.invariants import broken

DAYS = (TODAY, date(2026, 8, 5), date(2026, 9, 3), date(2027, 1, 31), date(2028, 2, 29))


@pytest.fixture(autouse=True)
def pc(data_folder: Path) -> Path:
    return data_folder


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_on_any_day_it_is_sound_and_has_the_whole_cast_and_a_book_that_can_be_renewed(
    today: date, desk: Desk, clock: Clock
) -> None:
    clock.advance(days=(today - TODAY).days)
    made = desk_at(lay_out(today), desk)
    rows = made.library.connection
    assert broken(rows) == []
    copies, readers = queries.cast_codes(made.library, "LX")
    assert sorted(copies.values()) == sorted(book.code for book in BOOKS)
    assert sorted(readers.values()) == sorted(pupil.code for pupil in PUPILS)
    receipt = renew(made, copy_id=next(key for key, code in copies.items() if code == "LXB14"))
    assert receipt.due > receipt.old_due
    made.close()


def test_the_isbn_is_of_the_two_copies_of_the_drill_alone(desk: Desk) -> None:
    made = desk_at(lay_out(TODAY), desk)
    assert {row.barcode for row in scan.copies_of_isbn(made.library, ISBN)} == {"LXB06", "LXB07"}
    made.close()


def test_it_is_a_pupils_desk_by_the_schools_clock_on_a_file_of_its_own(desk: Desk) -> None:
    made = desk_at(lay_out(desk.today), desk)
    assert made.settings.demo
    assert made.actor.role is Role.HELPER
    assert (made.now(), made.today) == (desk.now(), desk.today)
    assert made.library.path != desk.library.path
    assert made.library.path.is_relative_to(paths.practice_dir())
    made.close()


def test_each_drill_begins_with_a_new_one_and_the_days_sample_is_made_once() -> None:
    one, other = lay_out(TODAY), lay_out(TODAY)
    assert one != other
    samples = list(one.parent.parent.glob("sample-*"))
    assert len(samples) == 1
    throw_away(one)
    assert not one.parent.exists()
    assert other.exists()


def test_what_is_left_of_another_day_goes() -> None:
    old = lay_out(TODAY)
    lay_out(TODAY + timedelta(days=1))
    assert not old.exists()
    assert [folder.name for folder in paths.practice_dir().iterdir()] == [(TODAY + timedelta(days=1)).isoformat()]


def test_where_no_folder_can_be_made_a_sentence_says_why() -> None:
    paths.practice_dir().write_text("in the way")
    with pytest.raises(LibraryFault) as told:
        lay_out(TODAY)
    assert told.value.text()
