"""A term is lived through at the window, from the plan in September to the summary in January."""

from datetime import time
from pathlib import Path

from pytestqt.qtbot import QtBot

from libdesk.store.database import Library
from tests.e2e import semester_autumn as autumn
from tests.e2e import semester_november as contests
from tests.e2e import semester_winter as winter
from tests.e2e.back_room_hands import BackRoom
from tests.e2e.semester_hands import a_parcel_came, school_in_summer
from tests.invariants import broken


def test_a_term_from_the_plan_to_the_summary(tmp_path: Path, data_folder: Path, qtbot: QtBot) -> None:
    room = school_in_summer(tmp_path, qtbot)
    september(room)
    october(room)
    november(room)
    january(room)
    july(room)
    library = Library(room.library)
    assert broken(library.connection) == []
    library.close()


def september(room: BackRoom) -> None:
    with room.morning(9, 1) as seat:
        autumn.the_term_is_entered(seat, room)
        autumn.the_plan_is_written(seat)
    with room.morning(9, 3) as seat:
        autumn.aids_are_handed_out(seat, room)
        autumn.a_box_goes_to_a_class(seat, room)
        autumn.pupils_borrow(seat, room)


def october(room: BackRoom) -> None:
    with room.morning(10, 12) as seat:
        autumn.helpers_are_appointed_and_trained(seat)
        autumn.names_are_shown(seat, "surname")
        page = autumn.the_roster_is_filled_swapped_and_hung_up(seat)
        helper = room.readers[autumn.on_duty(page)]
    with room.morning(10, 12, at=time(12, 5)) as seat:
        autumn.a_helper_passes_a_drill_on_shift(seat, helper.card)
    with room.window() as seat:
        autumn.the_shift_goes_on(seat, room)
    with room.morning(10, 12, at=time(13, 20)) as seat:
        autumn.the_shift_was_attendance(seat)
    with room.morning(10, 14) as seat:
        a_parcel_came(room)
        autumn.the_new_books_task_sees_its_work(seat)
        autumn.a_lesson_leads_to_the_class(seat)


def november(room: BackRoom) -> None:
    with room.morning(11, 9) as seat:
        contests.a_contest_is_held(seat, room)
    with room.morning(11, 16) as seat:
        contests.the_contest_is_published(seat)
        contests.loans_make_a_reading_star(seat)
        contests.readers_are_served(seat)
        contests.the_pages_are_written(seat, room)


def january(room: BackRoom) -> None:
    with room.morning(1, 11, year=2027) as seat:
        winter.everything_is_recalled(seat, room)
        winter.aids_come_back(seat, room)
        winter.the_box_comes_back(seat, room)
        winter.the_final_class_stays_until_summer(seat)
    with room.morning(1, 20, year=2027) as seat:
        winter.the_best_helper_is_chosen(seat)
        winter.the_year_is_reported(seat)
        winter.the_plan_is_closed(seat)
        winter.the_summary_is_written(seat, room)


def july(room: BackRoom) -> None:
    with room.morning(7, 8, year=2027) as seat:
        winter.a_final_class_is_cleared(seat, room)
