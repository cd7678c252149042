"""Which classes leave the school, and from which day their loans stop."""

from datetime import date

from libdesk.domain.calendar import Calendar, Term
from libdesk.domain.classes import ClassRef, SchoolSystem, Stage
from libdesk.domain.final_classes import is_final, leaves_after, stop_day, stopped_since

AUTUMN = Term(date(2025, 9, 1), date(2026, 1, 23), "上学期")
SPRING = Term(date(2026, 2, 25), date(2026, 7, 5), "下学期")
CALENDAR = Calendar(terms=(AUTUMN, SPRING))
SIXTH = ClassRef(Stage.PRIMARY, 2020, 1)
FIFTH = ClassRef(Stage.PRIMARY, 2021, 1)
SYSTEM = SchoolSystem.SIX_THREE


def since(ref: ClassRef, day: date, *, days: int = 14, stages: tuple[str, ...] = ("primary",)) -> date | None:
    return stopped_since(ref, day, CALENDAR, days=days, system=SYSTEM, stages=stages)


def test_the_last_grade_stops_so_many_days_before_its_last_term_ends() -> None:
    assert stop_day(SPRING, 14) == date(2026, 6, 22)
    assert since(SIXTH, date(2026, 6, 21)) is None
    assert since(SIXTH, date(2026, 6, 22)) == date(2026, 6, 22)
    assert since(SIXTH, date(2026, 7, 5)) == date(2026, 6, 22)
    assert since(FIFTH, date(2026, 7, 5)) is None


def test_the_end_of_their_term_is_told_until_its_last_weeks() -> None:
    def told(day: date, days: int = 0) -> date | None:
        return leaves_after(CALENDAR, day, days)

    assert told(date(2026, 2, 24)) == told(date(2026, 6, 14)) == SPRING.last  # also before the term begins
    assert told(date(2026, 6, 15)) is None
    assert told(date(2026, 6, 14), days=5) == SPRING.last
    assert told(date(2026, 6, 14), days=30) is None
    assert told(date(2026, 7, 6)) is None  # the summer after it
    assert leaves_after(Calendar(), date(2026, 4, 1), 14) is None


def test_in_the_first_term_nobody_stops() -> None:
    assert since(SIXTH, date(2026, 1, 22)) is None


def test_off_means_never_and_holidays_stop_nobody() -> None:
    assert since(SIXTH, date(2026, 7, 5), days=0) is None
    assert since(SIXTH, date(2026, 7, 6)) is None


def test_who_goes_on_to_the_next_stage_of_the_same_school_does_not_leave() -> None:
    assert is_final(SIXTH, date(2026, 6, 1), SYSTEM, ("primary",))
    assert not is_final(SIXTH, date(2026, 6, 1), SYSTEM, ("primary", "junior"))
    assert is_final(SIXTH, date(2026, 6, 1), SYSTEM, ())
