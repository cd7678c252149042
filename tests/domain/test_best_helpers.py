"""The proposal of the term's best: points that anybody can add up, told with their figures."""

from libdesk.domain.best_helpers import points, praise, ranked, reasons
from libdesk.domain.rows.helpers import HelperRecord, Person


def record(reader_id: int, **figures: int) -> HelperRecord:
    return HelperRecord(Person(reader_id, f"小馆员{reader_id}"), **figures)


def test_the_points_add_up() -> None:
    assert points(record(1, kept=10, stood_in=2, besides=1, transactions=149, trainings=3, drills_passed=4)) == 32
    assert points(record(1, kept=10, missed=1, unsigned=2, corrections=3)) == 14


def test_a_duty_without_a_sign_on_takes_nothing_and_one_missed_does() -> None:
    assert points(record(1, kept=10, unsigned=5)) == points(record(1, kept=10)) > points(record(1, kept=10, missed=1))


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


def test_the_reasons_name_only_what_there_is_with_its_points() -> None:
    one = record(1, kept=17, missed=1, unsigned=2, transactions=1412, trainings=3, corrections=1)
    assert reasons(one) == (
        "到岗 17 次 +34，办理借还 1,412 笔 +28，参加培训 3 次 +3，缺勤 1 次 −3，没有签到 2 次（待补记），"
        "被别人撤销 1 笔 −1"
    )
    assert points(one) == 34 + 28 + 3 - 3 - 1
    assert reasons(record(1)) == ""


def test_a_certificate_says_what_was_done_and_not_what_was_missed() -> None:
    one = record(1, kept=17, stood_in=2, missed=1, unsigned=2, transactions=1412, corrections=1)
    assert praise(one) == "到岗 17 次，替班 2 次，办理借还 1,412 笔"


def test_who_has_left_the_school_comes_last_and_is_not_proposed() -> None:
    rows = ranked([record(n, kept=n) for n in range(1, 7)], left={6, 1})
    assert [(one.record.person.reader_id, one.proposed, one.left) for one in rows] == [
        (5, True, False), (4, False, False), (3, False, False), (2, False, False), (6, False, True), (1, False, True),
    ]  # fmt: skip
