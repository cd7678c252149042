"""Final classes at the desk: refused with a sentence once the school stops them; a librarian may lend all the same."""

from datetime import date

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.returning import renew
from libdesk.actions.settings import BadSetting, change_settings
from libdesk.domain.reasons import FinalClassStopped
from tests.builders import Clock, add_book, add_reader, add_term, refusal

LAST = date(2026, 7, 5)


@pytest.fixture
def leaving(desk: Desk, clock: Clock) -> Desk:
    add_term(desk, date(2026, 2, 25), LAST, "下学期")
    clock.advance(days=(date(2026, 6, 23) - clock.today).days)
    return desk


def test_by_default_final_classes_borrow_until_the_end(leaving: Desk) -> None:
    reader = add_reader(leaving, "王一", entry_year=2020)
    assert lend(leaving, copy_id=add_book(leaving, "一").copy_id, reader_id=reader.id)


def test_a_stopped_class_is_told_since_when_and_until_when(leaving: Desk) -> None:
    change_settings(leaving, final_days=14)
    reader, copy = add_reader(leaving, "王一", entry_year=2020), add_book(leaving, "一")
    (reason,) = refusal(leaving, copy.copy_id, reader.id)
    assert reason == FinalClassStopped(date(2026, 6, 22), LAST)
    assert "毕业班自6月22日起停止借书" in reason.text()
    assert lend(leaving, copy_id=copy.copy_id, reader_id=reader.id, override="代课题用书").overridden


def test_other_classes_teachers_and_the_reading_room_go_on(leaving: Desk) -> None:
    change_settings(leaving, final_days=14)
    for reader in (add_reader(leaving, "李二", entry_year=2021), add_reader(leaving, "赵老师", kind="teacher")):
        assert lend(leaving, copy_id=add_book(leaving, reader.card).copy_id, reader_id=reader.id)
    sixth = add_reader(leaving, "王一", entry_year=2020)
    assert lend(leaving, copy_id=add_book(leaving, "三").copy_id, reader_id=sixth.id, in_house=True)


def test_what_a_final_class_has_may_be_renewed(leaving: Desk, clock: Clock) -> None:
    sixth = add_reader(leaving, "王一", entry_year=2020)
    copy = add_book(leaving, "一")
    lend(leaving, copy_id=copy.copy_id, reader_id=sixth.id)
    change_settings(leaving, final_days=14, cap_to_term=False)
    clock.advance(days=2)
    assert renew(leaving, copy_id=copy.copy_id)


def test_days_out_of_reach_are_refused(desk: Desk) -> None:
    with pytest.raises(BadSetting):
        change_settings(desk, final_days=61)
