"""The proposal of the term's best: points that anybody can add up, told with their figures."""

from libdesk.domain.best_helpers import points, ranked, reasons
from libdesk.domain.rows.helpers import HelperRecord, Person


def record(reader_id: int, **figures: int) -> HelperRecord:
    return HelperRecord(Person(reader_id, f"小馆员{reader_id}"), **figures)


def test_the_points_add_up() -> None:
    assert points(record(1, kept=10, stood_in=2, besides=1, transactions=149, trainings=3, drills_passed=4)) == 32
    assert points(record(1, kept=10, missed=1, unsigned=2, corrections=3)) == 12


def test_one_of_five_is_proposed_and_whoever_has_as_many() -> None:
    rows = ranked([record(n, kept=n) for n in range(1, 11)])
    assert [one.record.person.reader_id for one in rows if one.proposed] == [10, 9]
    tied = ranked([record(1, kept=5), record(2, kept=5), record(3, kept=1)])
    assert [one.proposed for one in tied] == [True, True, False]
    assert [one.proposed for one in ranked([record(n, kept=n) for n in (1, 2, 3)], wanted=2)] == [True, True, False]


def test_who_kept_fewer_than_half_or_did_nothing_is_not_proposed() -> None:
    lazy = record(1, kept=3, unsigned=4, transactions=10_000)
    assert [one.proposed for one in ranked([lazy, record(2)])] == [False, False]
    assert ranked([]) == ()


def test_the_reasons_name_only_what_there_is() -> None:
    assert reasons(record(1, kept=17, missed=1, transactions=1412, trainings=3)) == (
        "值日 18 次，到岗 17 次，办理借还 1,412 笔，参加培训 3 次"
    )
    assert reasons(record(1)) == ""
