"""Next year's roster: a grade divided anew, repeaters, those who are missing, and a school's own stages and choices."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from libdesk.actions.desk import Desk
from libdesk.actions.imports.plans import ReaderChoices, ReaderPlan
from libdesk.actions.imports.reader_plan import plan_readers
from libdesk.actions.imports.reader_write import write_readers
from libdesk.actions.lending import lend
from libdesk.actions.undo import undo
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.drafts import ParsedList, ReaderDraft, Skipped, joined
from libdesk.domain.rows.imports import Counts, Fate
from libdesk.exchange.columns import guess_mapping
from libdesk.exchange.fields import ListKind
from libdesk.exchange.readers import parse_readers, without_repeated_cards
from libdesk.exchange.rosters import logical_tables
from libdesk.exchange.tables import Table
from tests.builders import Clock, add_book, set_setting

NAMES = [f"{surname}{given}" for surname in "赵钱孙李周吴郑王冯陈" for given in "一二三四五六"]


def pupil(line: int, name: str, class_text: str, school_no: str = "", sex: str = "", **more: str) -> ReaderDraft:
    return ReaderDraft(line, "", name, class_text=class_text, school_no=school_no, sex=sex, **more)


def plan(desk: Desk, *drafts: ReaderDraft, choices: ReaderChoices | None = None) -> ReaderPlan:
    return plan_readers(desk, ParsedList(drafts, (), (), Skipped(), len(drafts)), choices or ReaderChoices())


def fates(made: ReaderPlan) -> list[Fate]:
    return [row.fate for row in made.rows]


def rows(desk: Desk, sql: str) -> list[tuple[object, ...]]:
    return desk.library.connection.execute(sql).fetchall()


def grade(desk: Desk, *extra: ReaderDraft) -> None:
    """Sixty pupils of one grade in three classes."""
    drafts = [pupil(n + 2, name, f"四({n % 3 + 1})班") for n, name in enumerate(NAMES)]
    write_readers(desk, plan(desk, *drafts, *extra))


def divided_anew(shift: int = 1) -> list[ReaderDraft]:
    """The same sixty, nearly all of them in another class."""
    return [pupil(n + 2, name, f"四({(n + (shift if n > 4 else 0)) % 3 + 1})班") for n, name in enumerate(NAMES)]


def test_a_grade_divided_anew_is_known_by_its_only_names_and_written_in_one_undoable_step(desk: Desk) -> None:
    grade(desk)
    now = "SELECT reader_id, class_no, seat, from_day FROM enrolment WHERE to_day IS NULL ORDER BY reader_id"
    before = rows(desk, now)
    made = plan(desk, *divided_anew(), pupil(99, "新来", "四(1)班"))
    assert made.counts == Counts(new=1, changed=55, unchanged=5)
    assert not made.missing
    moves = [(c.ref.class_no, c.stay, c.came, c.new) for c in made.classes]
    assert moves == [(1, 2, 19, 1), (2, 2, 18, 0), (3, 1, 18, 0)]
    receipt = write_readers(desk, made)
    assert rows(desk, "SELECT count(*) FROM enrolment WHERE to_day IS NULL") == [(61,)]
    undo(desk, receipt.journal_id)
    assert rows(desk, now) == before
    assert rows(desk, "SELECT count(*) FROM reader") == [(60,)]


def test_in_a_grade_divided_anew_two_of_one_name_are_asked_for_and_not_guessed(desk: Desk) -> None:
    grade(desk, pupil(90, "张伟", "四(1)班"), pupil(91, "张伟", "四(2)班"))
    made = plan(desk, *divided_anew(), pupil(90, "张伟", "四(1)班"), pupil(91, "张伟", "四(3)班"))
    unclear = [row for row in made.rows if row.fate is Fate.FAULTY]
    assert [row.line for row in unclear] == [90, 91]
    for row in unclear:
        assert "四(1)班" in row.reasons[0]
        assert "四(2)班" in row.reasons[0]
    assert sum(c.unclear for c in made.classes) == 2
    assert not made.missing, "nobody of whom it is unclear is said to be missing"
    assert not made.new


def test_a_school_number_says_which_of_two_is_meant(desk: Desk) -> None:
    grade(desk, pupil(90, "张伟", "四(1)班", "2201"), pupil(91, "张伟", "四(2)班", "2202"))
    made = plan(desk, *divided_anew(), pupil(90, "张伟", "四(3)班", "2202"), pupil(91, "张伟", "四(2)班", "2201"))
    moved = {p.draft.school_no: (p.known.class_ref, p.class_ref) for p in made.changed if p.known and p.draft.school_no}
    primary = Stage.PRIMARY
    assert moved == {
        "2202": (ClassRef(primary, 2022, 2), ClassRef(primary, 2022, 3)),
        "2201": (ClassRef(primary, 2022, 1), ClassRef(primary, 2022, 2)),
    }
    assert made.counts.faulty == 0


def test_where_sexes_are_kept_they_tell_two_of_one_name_apart(desk: Desk) -> None:
    set_setting(desk, "keep_sex", True)
    grade(desk, pupil(90, "张伟", "四(1)班", sex="男"), pupil(91, "张伟", "四(2)班", sex="女"))
    made = plan(desk, *divided_anew(), pupil(90, "张伟", "四(2)班", sex="男"), pupil(91, "张伟", "四(1)班", sex="女"))
    assert made.counts.faulty == 0
    before = {p.draft.sex: p.known.class_ref for p in made.changed if p.known and p.draft.sex}
    assert before == {"男": ClassRef(Stage.PRIMARY, 2022, 1), "女": ClassRef(Stage.PRIMARY, 2022, 2)}


def test_in_a_grade_that_was_not_divided_two_of_one_name_keep_their_classes(desk: Desk) -> None:
    grade(desk, pupil(90, "张伟", "四(1)班"), pupil(91, "张伟", "四(2)班"))
    made = plan(desk, *divided_anew(shift=0), pupil(90, "张伟", "四(1)班"), pupil(91, "张伟", "四(2)班"))
    assert made.counts == Counts(unchanged=62)


def test_those_missing_from_a_grade_divided_anew_are_found_though_their_class_is_gone(desk: Desk) -> None:
    grade(desk, pupil(95, "走了", "四(7)班"))
    made = plan(desk, *divided_anew())
    assert [(one.reader.name, one.place) for one in made.missing] == [("走了", "四(7)班")]


def test_a_sex_that_was_not_kept_is_passed_over_and_said(desk: Desk) -> None:
    made = plan(desk, pupil(2, "张伟", "四(1)班", sex="男"), pupil(3, "张伟", "四(1)班", sex="女"))
    assert made.sex_passed_over
    write_readers(desk, made)
    assert rows(desk, "SELECT sex FROM reader") == [(None,), (None,)]
    again = plan(desk, pupil(2, "张伟", "四(1)班", sex="男"), pupil(3, "张伟", "四(1)班", sex="女"))
    assert again.counts == Counts(unchanged=2)
    set_setting(desk, "keep_sex", True)
    assert not plan(desk, pupil(2, "张伟", "四(1)班", sex="男")).sex_passed_over


def test_a_pupil_who_repeats_is_found_one_year_above(desk: Desk, clock: Clock) -> None:
    write_readers(
        desk, plan(desk, pupil(2, "张三", "四(1)班"), pupil(3, "李四", "四(1)班"), pupil(4, "王五", "三(1)班"))
    )
    clock.now = Clock(date(2026, 9, 7)).now
    made = plan(desk, pupil(2, "张三", "五(1)班"), pupil(3, "李四", "四(1)班"), pupil(4, "王五", "四(1)班"))
    assert fates(made) == [Fate.UNCHANGED, Fate.CHANGED, Fate.UNCHANGED]
    assert "五(1)班" in made.rows[1].reasons[0]
    assert "四(1)班" in made.rows[1].reasons[0]
    assert [(c.ref.entry_year, c.repeat) for c in made.classes] == [(2023, 1), (2022, 0)]
    assert not made.missing
    write_readers(desk, made)
    assert rows(desk, "SELECT count(*) FROM reader") == [(3,)]


def test_a_namesake_above_whose_year_is_not_on_the_list_is_only_mentioned(desk: Desk) -> None:
    write_readers(desk, plan(desk, pupil(2, "张三", "四(1)班"), pupil(3, "王五", "三(1)班")))
    made = plan(desk, pupil(2, "张三", "三(1)班"), pupil(3, "王五", "三(1)班"))
    assert fates(made) == [Fate.NEW, Fate.UNCHANGED]
    assert "四(1)班" in made.rows[0].reasons[0]
    numbered = plan(desk, pupil(2, "张三", "三(1)班", "9"), pupil(3, "王五", "三(1)班"))
    assert fates(numbered)[0] is Fate.NEW


def test_a_repeater_with_a_school_number_is_told_as_such(desk: Desk) -> None:
    write_readers(desk, plan(desk, pupil(2, "张三", "四(1)班", "20220107")))
    made = plan(desk, pupil(2, "张三", "三(2)班", "20220107"))
    assert fates(made) == [Fate.CHANGED]
    assert made.classes[0].repeat == 1


def test_those_missing_are_named_with_what_they_hold_and_leave_one_by_one(desk: Desk, clock: Clock) -> None:
    write_readers(desk, plan(desk, *(pupil(n, name, "四(1)班") for n, name in enumerate(["张三", "李四", "王五"], 2))))
    book = add_book(desk, "活着", volume="上")
    lend(desk, copy_id=book.copy_id, reader_id=2)
    clock.advance(days=1)
    made = plan(desk, pupil(2, "张三", "四(1)班"))
    assert [(one.reader.name, one.place, [held.title for held in one.holds]) for one in made.missing] == [
        ("李四", "四(1)班", ["活着(上)"]), ("王五", "四(1)班", []),
    ]  # fmt: skip
    due = rows(desk, "SELECT due FROM loan")[0][0]
    assert made.missing[0].holds[0].due.isoformat() == due
    made.choices = ReaderChoices(left=frozenset({3}))
    receipt = write_readers(desk, made)
    assert receipt.added["left"] == 1
    assert rows(desk, "SELECT state, left_day FROM reader") == [
        ("active", None), ("active", None), ("left", clock.today.isoformat()),
    ]  # fmt: skip
    assert rows(desk, "SELECT reader_id FROM enrolment WHERE to_day IS NULL") == [(1,), (2,)]
    undo(desk, receipt.journal_id)
    assert rows(desk, "SELECT DISTINCT state, left_day FROM reader") == [("active", None)]
    assert rows(desk, "SELECT count(*) FROM enrolment WHERE to_day IS NULL") == [(3,)]


def test_who_left_and_is_on_a_later_list_comes_back_into_a_class(desk: Desk, clock: Clock) -> None:
    write_readers(desk, plan(desk, pupil(2, "张三", "四(1)班"), pupil(3, "李四", "四(1)班")))
    leaving = plan(desk, pupil(2, "张三", "四(1)班"))
    leaving.choices = ReaderChoices(left=frozenset({2}))
    write_readers(desk, leaving)
    clock.advance(days=30)
    made = plan(desk, pupil(2, "张三", "四(1)班"), pupil(3, "李四", "四(1)班"))
    assert fates(made) == [Fate.UNCHANGED, Fate.CHANGED]
    write_readers(desk, made)
    assert rows(desk, "SELECT DISTINCT state, left_day FROM reader") == [("active", None)]
    assert rows(desk, "SELECT reader_id, class_no FROM enrolment WHERE to_day IS NULL") == [(1, 1), (2, 1)]


@pytest.mark.parametrize(
    ("stages", "written", "read"),
    [
        (["senior"], "一(3)班", (Stage.SENIOR, 2025)),
        (["senior"], "2024级3班", (Stage.SENIOR, 2024)),
        (["junior"], "一(3)班", (Stage.JUNIOR, 2025)),
        (["primary"], "2023级3班", (Stage.PRIMARY, 2023)),
        (["primary", "junior"], "八(3)班", (Stage.JUNIOR, 2024)),
        (["primary", "junior"], "一(3)班", (Stage.PRIMARY, 2025)),
        (["junior", "senior"], "高二3班", (Stage.SENIOR, 2024)),
        (["junior", "senior"], "一(3)班", None),
        (["junior", "senior"], "2024级3班", None),
        (["primary", "junior"], "2024级3班", None),
        (["senior"], "七(3)班", None),
    ],
)
def test_a_class_is_read_as_the_schools_stages_allow_and_what_could_be_several_is_asked_for(
    desk: Desk, stages: list[str], written: str, read: tuple[Stage, int] | None
) -> None:
    set_setting(desk, "stages", stages)
    made = plan(desk, pupil(2, "张三", written))
    if read is None:
        assert fates(made) == [Fate.FAULTY]
        assert written in made.rows[0].reasons[0]
        assert bool(made.stages_asked) == (written != "七(3)班")
    else:
        assert made.new[0].class_ref == ClassRef(read[0], read[1], 3)


def test_the_stage_of_classes_that_do_not_say_it_can_be_answered_for_the_whole_list(desk: Desk) -> None:
    set_setting(desk, "stages", ["junior", "senior"])
    drafts = [pupil(2, "张三", "一(3)班"), pupil(3, "李四", "初二(1)班")]
    assert fates(plan(desk, *drafts)) == [Fate.FAULTY, Fate.NEW]
    answered = plan(desk, *drafts, choices=ReaderChoices(stage=Stage.SENIOR))
    assert [person.class_ref for person in answered.new] == [
        ClassRef(Stage.SENIOR, 2025, 3),
        ClassRef(Stage.JUNIOR, 2024, 1),
    ]
    assert answered.stages_asked == (Stage.JUNIOR, Stage.SENIOR), "the question stays open to another answer"


def test_every_spelling_of_a_class_that_schools_use_is_the_class(desk: Desk) -> None:
    spellings = [
        ("四1", ""), ("四(1)", ""), ("四（1）班", ""), ("四年级一班", ""), ("2022级小学一班", ""),
        ("小学四年级1班", ""), ("401", ""), ("1", "四年级"), ("1班", "4"), ("(1)班", "四"), ("一班", "2022级小学"),
        ("４（１）班", ""), ("4.1", ""),
    ]  # fmt: skip
    drafts = [
        ReaderDraft(n, "", NAMES[n], class_text=class_text, grade_text=grade_text)
        for n, (class_text, grade_text) in enumerate(spellings)
    ]
    made = plan(desk, *drafts)
    assert {person.class_ref for person in made.new} == {ClassRef(Stage.PRIMARY, 2022, 1)}
    assert len(made.new) == len(spellings)


def test_the_missing_stand_in_the_order_of_their_classes(desk: Desk) -> None:
    write_readers(desk, plan(desk, *(pupil(n, NAMES[n], f"四({n})班") for n in (10, 7, 2))))
    made = plan(desk, *(pupil(n, "别人" + "甲乙丙丁戊己庚辛壬癸子"[n], f"四({n})班") for n in (2, 7, 10)))
    numbers = [one.reader.class_ref.class_no for one in made.missing if one.reader.class_ref]
    assert len(numbers) == 3
    assert all(one < other for one, other in pairwise(numbers))


CELLS = st.sampled_from(
    ["", "姓名", "班级", "学号", "性别", "张伟", "张 伟", "王芳", "四(1)班", "四（2）班", "五1", "7.3", "1",
     "20240301.0", "男", "合计：2人", "张伟 2024001", "教师", "-"]
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sheets=st.lists(st.lists(st.lists(CELLS, max_size=5), min_size=1, max_size=8), min_size=1, max_size=2),
    name=st.sampled_from(["", "四(1)班", "教师"]),
)
def test_whatever_stands_in_a_file_its_rows_add_up_to_the_last_and_can_be_written(
    desk: Desk, sheets: list[list[list[str]]], name: str
) -> None:
    tables = [Table(f"{name}{n or ''}", tuple(map(tuple, rows))) for n, rows in enumerate(sheets)]
    parts = [parse_readers(one, guess_mapping(one, ListKind.READERS)) for one in logical_tables(tables)]
    parsed = without_repeated_cards(joined(parts))
    made = plan_readers(desk, parsed, ReaderChoices())
    assert made.counts.read == parsed.rows_read
    assert sum(one.total for one in made.classes) <= len(parsed.drafts)
    before = rows(desk, "SELECT count(*) FROM reader")[0][0]
    write_readers(desk, made)
    assert rows(desk, "SELECT count(*) FROM reader")[0][0] == before + len(made.new)  # type: ignore[operator]
    assert not rows(desk, "SELECT reader_id FROM enrolment WHERE to_day IS NULL GROUP BY reader_id HAVING count(*) > 1")


class TestTheSummerHolidays:
    """A roster of the last days of August calls its classes as they are called from 1 September on."""

    def classes(self, desk: Desk) -> list[tuple[object, ...]]:
        return rows(desk, "SELECT entry_year, class_no FROM enrolment WHERE to_day IS NULL ORDER BY reader_id")

    def test_in_august_a_school_that_begins_has_next_years_classes(self, desk: Desk, clock: Clock) -> None:
        clock.advance(days=(date(2026, 8, 26) - clock.today).days)
        made = plan(desk, pupil(2, "张三", "一(1)班"), pupil(3, "李四", "六(2)班"))
        assert (made.years_asked, made.school_year) == ((2026, 2025), 2026)
        write_readers(desk, made)
        assert self.classes(desk) == [(2026, 1), (2021, 2)]

    def test_in_august_nobody_repeats_because_classes_are_called_after_the_next_grade(
        self, desk: Desk, clock: Clock
    ) -> None:
        grade(desk)
        clock.advance(days=(date(2026, 8, 28) - clock.today).days)
        drafts = [pupil(n + 2, name, f"五({n % 3 + 1})班") for n, name in enumerate(NAMES)]
        assert plan(desk, *drafts).counts == Counts(unchanged=60)
        last_year = plan(desk, *drafts, choices=ReaderChoices(school_year=2025))
        assert last_year.school_year == 2025
        assert last_year.counts.unchanged == 0

    def test_in_july_the_classes_are_still_those_of_the_year_that_ends(self, desk: Desk, clock: Clock) -> None:
        clock.advance(days=(date(2026, 7, 10) - clock.today).days)
        made = plan(desk, pupil(2, "张三", "一(1)班"))
        assert (made.years_asked, made.school_year) == ((2025, 2026), 2025)

    def test_in_term_and_for_a_list_without_classes_nothing_is_asked(self, desk: Desk, clock: Clock) -> None:
        assert plan(desk, pupil(2, "张三", "一(1)班")).years_asked == ()
        clock.advance(days=(date(2026, 8, 26) - clock.today).days)
        assert plan(desk, ReaderDraft(2, "", "王老师", kind_text="教师")).years_asked == ()
