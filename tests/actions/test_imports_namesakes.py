"""Two rows of one name and class: a double entry, unless anything tells two readers; and what a duty says of a kind."""

from dataclasses import replace

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.imports.plans import ReaderChoices, ReaderPlan
from libdesk.actions.imports.reader_plan import plan_readers
from libdesk.actions.imports.reader_write import write_readers
from libdesk.domain.drafts import ParsedList, ReaderDraft, Skipped
from libdesk.domain.rows.imports import Fate

PUPILS = ReaderChoices()
TWO = ReaderChoices(namesakes=True)


def pupil(line: int, name: str, class_text: str = "四(3)班", card: str = "", **more: str) -> ReaderDraft:
    return ReaderDraft(line, "", name, class_text=class_text, cards=(card,) if card else (), **more)


def plan(desk: Desk, *drafts: ReaderDraft, choices: ReaderChoices = PUPILS) -> ReaderPlan:
    return plan_readers(desk, ParsedList(drafts, (), (), Skipped(), len(drafts)), choices)


def bring_in(desk: Desk, *drafts: ReaderDraft, choices: ReaderChoices = PUPILS) -> None:
    write_readers(desk, plan(desk, *drafts, choices=choices))


def fates(made: ReaderPlan) -> list[Fate]:
    return [row.fate for row in made.rows]


def test_two_of_one_name_in_one_class_whom_nothing_tells_apart_are_one_until_it_is_said_otherwise(desk: Desk) -> None:
    twice = (pupil(2, "张伟"), pupil(3, "张伟"), pupil(4, "张伟", "四(4)班"))
    made = plan(desk, *twice)
    assert fates(made) == [Fate.NEW, Fate.DOUBLE, Fate.NEW]
    assert "2" in made.rows[1].reasons[0]
    assert made.namesakes == 1
    said = plan(desk, *twice, choices=TWO)
    assert fates(said) == [Fate.NEW] * 3
    assert said.rows[1].reasons
    assert said.namesakes == 1, "the choice stays where it can be taken back"


@pytest.mark.parametrize(
    ("one", "other", "fate"),
    [
        ({"sex": "女"}, {"sex": "女"}, Fate.DOUBLE),
        ({"sex": "女"}, {}, Fate.DOUBLE),
        ({"sex": "女"}, {"sex": "男"}, Fate.NEW),
        ({"seat": "1"}, {"seat": "2"}, Fate.NEW),
        ({"seat": "1"}, {"seat": "1"}, Fate.DOUBLE),
        ({"seat": "1"}, {}, Fate.NEW),
        ({"school_no": "1"}, {"school_no": "2"}, Fate.NEW),
        ({"school_no": "1"}, {}, Fate.NEW),
        ({"card": "C1"}, {"card": "C2"}, Fate.NEW),
    ],
)
def test_a_sex_a_seat_or_a_number_makes_two_of_one_name_and_class(
    desk: Desk, one: dict[str, str], other: dict[str, str], fate: Fate
) -> None:
    assert fates(plan(desk, pupil(2, "张伟", **one), pupil(3, "张伟", **other))) == [Fate.NEW, fate]


def test_two_of_one_name_that_the_library_has_are_two_again_in_the_next_list(desk: Desk) -> None:
    twice = (pupil(2, "张伟"), pupil(3, "张伟"))
    bring_in(desk, *twice, choices=TWO)
    again = plan(desk, *twice, pupil(4, "张伟"))
    assert fates(again) == [Fate.UNCHANGED, Fate.UNCHANGED, Fate.DOUBLE]
    assert not again.missing


def test_two_teachers_of_one_name_in_two_departments_are_two(desk: Desk) -> None:
    staff = [
        ReaderDraft(n, "", "王芳", kind_text="教师", department=place) for n, place in ((2, "语文组"), (3, "数学组"))
    ]
    assert fates(plan(desk, *staff)) == [Fate.NEW, Fate.NEW]
    assert fates(plan(desk, staff[0], replace(staff[0], line=3))) == [Fate.NEW, Fate.DOUBLE]


@pytest.mark.parametrize(
    ("kind_text", "class_text", "kind"),
    [
        ("校长 教师", "", "teacher"), ("保安 教师", "", "staff"), ("校医生", "", "staff"),
        ("教师子女", "四1", "pupil"), ("班级管理员", "四1", "pupil"), ("班长", "四1", "pupil"),
        ("走读", "四1", "pupil"),
    ],
)  # fmt: skip
def test_a_column_of_duties_tells_the_kind_of_reader(desk: Desk, kind_text: str, class_text: str, kind: str) -> None:
    bring_in(desk, ReaderDraft(2, "", "王芳", class_text=class_text, kind_text=kind_text))
    assert desk.library.connection.execute("SELECT kind FROM reader").fetchall() == [(kind,)]
