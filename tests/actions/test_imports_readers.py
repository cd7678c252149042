"""A roster becomes readers with class and card; next year's roster changes them, and nobody is removed unasked."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from libdesk.actions.desk import Desk
from libdesk.actions.imports import cards
from libdesk.actions.imports.book_plan import plan_books
from libdesk.actions.imports.book_write import write_books
from libdesk.actions.imports.plans import BookChoices, ReaderChoices, ReaderPlan
from libdesk.actions.imports.reader_plan import plan_readers
from libdesk.actions.imports.reader_write import write_readers
from libdesk.actions.lending import lend
from libdesk.actions.readers.cards import replace_card
from libdesk.actions.undo import undo
from libdesk.domain.drafts import BookDraft, ParsedList, ReaderDraft, Skipped
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.imports import Counts, Fate, ImportReceipt
from libdesk.store.queries import desk as desk_queries
from tests.builders import Clock, add_book, add_reader, set_setting

PUPILS = ReaderChoices()


def pupil(
    line: int, name: str, class_text: str = "四(3)班", school_no: str = "", seat: str = "", **more: str
) -> ReaderDraft:
    card = more.pop("card", "")
    return ReaderDraft(
        line, "", name, class_text=class_text, school_no=school_no, seat=seat, cards=(card,) if card else (), **more
    )


def plan(desk: Desk, *drafts: ReaderDraft, choices: ReaderChoices = PUPILS) -> ReaderPlan:
    return plan_readers(desk, ParsedList(drafts, (), (), Skipped(), len(drafts)), choices)


def bring_in(desk: Desk, *drafts: ReaderDraft, choices: ReaderChoices = PUPILS) -> ImportReceipt:
    return write_readers(desk, plan(desk, *drafts, choices=choices))


def fates(made: ReaderPlan) -> list[Fate]:
    return [row.fate for row in made.rows]


def rows(desk: Desk, sql: str) -> list[tuple[object, ...]]:
    return desk.library.connection.execute(sql).fetchall()


def cards_of(desk: Desk, name: str) -> list[object]:
    sql = "SELECT b.printed FROM barcode b JOIN reader r ON r.id = b.reader_id WHERE r.name = ? ORDER BY b.id"
    return [row[0] for row in desk.library.connection.execute(sql, (name,))]


def test_a_row_becomes_a_reader_with_class_and_card(desk: Desk) -> None:
    set_setting(desk, "keep_sex", True)
    receipt = bring_in(desk, pupil(2, "李小雨", "四(3)班", "20220301", "12号", card="0010201", sex="女"))
    assert receipt.counts == Counts(new=1)
    assert rows(desk, "SELECT kind, name, sort_name <> '', sex, school_no FROM reader") == [
        ("pupil", "李小雨", 1, "女", "20220301")
    ]
    assert rows(desk, "SELECT stage, entry_year, class_no, seat FROM enrolment") == [("primary", 2022, 3, 12)]
    assert cards_of(desk, "李小雨") == ["0010201"]


def test_readers_without_a_card_number_are_given_one_apart_from_books(desk: Desk) -> None:
    made = plan(desk, pupil(2, "张三"), pupil(3, "李四", card="R000002"), pupil(4, "王五"))
    assert made.given == ("R000003", "R000004")


def test_one_reader_may_bring_several_card_numbers(desk: Desk) -> None:
    bring_in(desk, ReaderDraft(2, "", "张三", class_text="三1", cards=("A1", "0012345678")))
    assert cards_of(desk, "张三") == ["A1", "0012345678"]


def test_the_same_roster_again_changes_nothing(desk: Desk) -> None:
    drafts = [pupil(n, f"王{c}", seat=str(n)) for n, c in enumerate("一二三四五六", start=2)]
    drafts += [pupil(20, "张三"), pupil(21, "张三"), ReaderDraft(22, "", "赵老师", kind_text="教师")]
    bring_in(desk, *drafts, choices=ReaderChoices(namesakes=True))
    assert bring_in(desk, *drafts).counts == Counts(unchanged=9)


def test_next_years_roster_moves_those_who_changed_class_and_keeps_their_loans(desk: Desk, clock: Clock) -> None:
    bring_in(desk, pupil(2, "张三", school_no="1"), pupil(3, "李四", school_no="2"), pupil(4, "王五", school_no="3"))
    book = add_book(desk, "活着")
    (reader_id,) = rows(desk, "SELECT id FROM reader WHERE name = '李四'")[0]
    lend(desk, copy_id=book.copy_id, reader_id=int(str(reader_id)))
    clock.advance(days=250)
    made = plan(desk, pupil(2, "张三", "五(3)班", "1"), pupil(3, "李四", "五(4)班", "2"))
    assert fates(made) == [Fate.UNCHANGED, Fate.CHANGED]
    assert [one.reader.name for one in made.missing] == ["王五"]
    write_readers(desk, made)
    assert rows(desk, "SELECT class_no, to_day IS NULL FROM enrolment WHERE reader_id = 2 ORDER BY id") == [
        (3, 0),
        (4, 1),
    ]
    assert rows(desk, "SELECT class_no FROM loan") == [(3,)]
    assert rows(desk, "SELECT state FROM reader WHERE name = '王五'") == [("active",)]


def test_a_pupil_without_a_number_is_known_in_another_class_of_the_year_by_an_only_name(desk: Desk) -> None:
    bring_in(desk, pupil(2, "欧阳雨"), pupil(3, "张伟", "四(1)班"), pupil(4, "张伟", "四(2)班"))
    made = plan(desk, pupil(2, "欧阳雨", "四(5)班"), pupil(3, "张伟", "四(6)班"))
    assert fates(made) == [Fate.CHANGED, Fate.FAULTY]


def test_those_missing_leave_only_when_it_is_asked_for_and_come_back_with_a_later_list(desk: Desk) -> None:
    bring_in(desk, pupil(2, "张三"), pupil(3, "李四"), pupil(4, "隔壁", "四(4)班"))
    bring_in(desk, pupil(2, "张三"), choices=ReaderChoices(left=frozenset({2})))
    assert rows(desk, "SELECT name, state FROM reader ORDER BY id") == [
        ("张三", "active"), ("李四", "left"), ("隔壁", "active"),
    ]  # fmt: skip
    assert bring_in(desk, pupil(2, "张三"), pupil(3, "李四")).counts == Counts(changed=1, unchanged=1)
    assert rows(desk, "SELECT DISTINCT state FROM reader") == [("active",)]


def test_the_same_person_twice_is_one_reader(desk: Desk) -> None:
    made = plan(
        desk,
        pupil(2, "张伟", school_no="1"), pupil(3, "张伟", school_no="1"), pupil(4, "李强", school_no="1"),
        pupil(5, "王芳", card="C1"), pupil(6, "王芳", card="c1"), pupil(7, "赵敏", card="C1"),
        pupil(8, "孙丽", seat="3"), pupil(9, "孙丽", seat="3"),
    )  # fmt: skip
    assert fates(made) == [
        Fate.NEW, Fate.DOUBLE, Fate.FAULTY, Fate.NEW, Fate.DOUBLE, Fate.FAULTY, Fate.NEW, Fate.DOUBLE,
    ]  # fmt: skip


def test_a_number_of_somebody_else_stops_the_row_and_a_corrected_name_does_not(desk: Desk) -> None:
    bring_in(desk, pupil(2, "张三", "四(1)班", "220101"), pupil(3, "李思", "四(1)班", "220102"))
    made = plan(desk, pupil(2, "王五", "四(2)班", "220101"), pupil(3, "李四", "四(1)班", "220102"))
    assert fates(made) == [Fate.FAULTY, Fate.CHANGED]
    assert "张三" in made.rows[0].reasons[0]
    assert "王五" in made.rows[0].reasons[0]
    write_readers(desk, made)
    assert rows(desk, "SELECT name FROM reader ORDER BY id") == [("张三",), ("李四",)]


def test_a_class_that_is_not_understood_stops_the_row(desk: Desk) -> None:
    made = plan(desk, pupil(2, "张三", "提高班"), pupil(3, "李四", ""), pupil(4, "王五", "2022级3班"))
    assert fates(made) == [Fate.FAULTY] * 3
    assert plan(desk, pupil(2, "李四", "二(1)班"), pupil(3, "王五", "2022级3班")).new[1].class_ref is not None


def test_staff_need_no_class(desk: Desk) -> None:
    made = plan(desk, ReaderDraft(2, "", "赵老师", department="语文组"), choices=ReaderChoices(kind="teacher"))
    assert [person.kind for person in made.new] == ["teacher"]
    write_readers(desk, made)
    assert rows(desk, "SELECT kind, department FROM reader") == [("teacher", "语文组")]


def test_a_lost_card_in_a_list_stays_lost(desk: Desk) -> None:
    reader = add_reader(desk, "张三", card="C1", class_no=3, entry_year=2022)
    desk.library.connection.execute("PRAGMA query_only = 0")
    desk.library.connection.execute("UPDATE barcode SET state = 'lost' WHERE reader_id = ?", (reader.id,))
    made = plan(desk, pupil(2, "张三", card="C1"))
    assert fates(made) == [Fate.UNCHANGED]
    assert "C1" in made.rows[0].reasons[0]


def test_a_clash_with_book_barcodes_is_told_and_a_prefix_settles_it(desk: Desk) -> None:
    add_book(desk, "活着", barcodes=["0000001"])
    known = add_reader(desk, "李四", card="0000002")
    drafts = [pupil(2, "张三", card="0000001"), pupil(3, "李四", card="0000002")]
    made = plan(desk, *drafts)
    assert made.card_clashes == 1
    assert "活着" in made.rows[0].reasons[0]
    receipt = cards.put_prefix(desk, cards.suggest_prefix(desk))
    assert (receipt.prefix, receipt.cards, receipt.anew) == ("R", 1, ())
    after = plan(desk, *drafts)
    assert fates(after) == [Fate.NEW, Fate.UNCHANGED]
    write_readers(desk, after)
    assert cards_of(desk, "张三") == ["R0000001"]
    assert cards_of(desk, "李四") == ["0000002", "R0000002"]
    owner = desk_queries.owner_of(desk.library, "0000002")
    assert owner is not None
    assert owner.reader_id == known.id


def test_after_a_prefix_printed_cards_still_count_and_only_those_that_a_book_needs_are_printed_anew(desk: Desk) -> None:
    for name, card in (("张三", "0000001"), ("李四", "0000002"), ("王五", "0000003")):
        add_reader(desk, name, card=card)
    lost = add_reader(desk, "赵六", card="0000004")
    replace_card(desk, reader_id=lost.id, code="0000005")
    receipt = cards.put_prefix(desk, "R", {"0000002", "0000004", "9"})
    assert receipt.anew == ("R0000002",)
    assert [cards_of(desk, name) for name in ("张三", "李四", "王五")] == [
        ["0000001", "R0000001"], ["R0000002"], ["0000003", "R0000003"],
    ]  # fmt: skip
    assert set(rows(desk, f"SELECT printed, state FROM barcode WHERE reader_id = {lost.id}")) == {
        ("R0000004", "lost"), ("0000005", "active"), ("R0000005", "active"),
    }  # fmt: skip
    undo(desk, receipt.journal_id)
    assert [cards_of(desk, name) for name in ("张三", "李四")] == [["0000001"], ["0000002"]]
    assert rows(desk, "SELECT state FROM barcode WHERE code_key = '0000004'") == [("lost",)]


def test_a_kept_number_passes_to_a_later_book_only_when_the_prefix_is_put_again(desk: Desk) -> None:
    add_reader(desk, "张三", card="0000001")
    add_reader(desk, "李四", card="0000002")
    cards.put_prefix(desk, "R")
    books = ParsedList((BookDraft(2, title="活着", barcodes=("0000002",)),), (), (), Skipped(), 1)
    made = plan_books(desk, books, BookChoices())
    assert made.card_clashes == 1
    assert cards.offer(desk, made) == cards.PrefixOffer("R", ("0000002",))
    again = cards.put_prefix(desk, "R", cards.barcodes_of(made))
    assert again.anew == ("R0000002",)
    assert desk.settings.card_prefix == "R"
    assert [cards_of(desk, name) for name in ("张三", "李四")] == [["0000001", "R0000001"], ["R0000002"]]
    write_books(desk, plan_books(desk, books, BookChoices()))
    assert fates(plan(desk, pupil(2, "李四", card="0000002"))) == [Fate.UNCHANGED]


def test_a_prefix_can_be_undone_and_another_be_put_before_it(desk: Desk) -> None:
    add_reader(desk, "张三", card="1")
    first = cards.put_prefix(desk, "r")
    assert cards_of(desk, "张三") == ["1", "R1"]
    second = cards.put_prefix(desk, "S")
    assert second.prefix == desk.settings.card_prefix == "SR"
    assert cards_of(desk, "张三") == ["1", "R1", "SR1"]
    undo(desk, second.journal_id)
    undo(desk, first.journal_id)
    assert cards_of(desk, "张三") == ["1"]
    assert desk.settings.card_prefix == ""


def test_a_roster_after_the_prefix_brings_both_numbers_and_finds_its_pupils_by_either(desk: Desk) -> None:
    cards.put_prefix(desk, "R")
    bring_in(desk, pupil(2, "张三", card="0000001"))
    assert cards_of(desk, "张三") == ["0000001", "R0000001"]
    assert fates(plan(desk, pupil(2, "张三", card="0000001"))) == [Fate.UNCHANGED]
    assert fates(plan(desk, pupil(2, "张三", card="R0000001"))) == [Fate.UNCHANGED]


def test_a_prefix_that_makes_one_card_of_two_is_refused(desk: Desk) -> None:
    add_reader(desk, "张三", card="1")
    add_reader(desk, "李四", card="R1")
    with pytest.raises(cards.PrefixClashes):
        cards.put_prefix(desk, "R")
    assert cards.suggest_prefix(desk) == "D"


@pytest.mark.parametrize("prefix", ["", "12", "LD-", "读", "ABCDEFG"])
def test_a_prefix_that_could_not_be_printed_or_told_is_refused(desk: Desk, prefix: str) -> None:
    with pytest.raises(cards.PrefixUnusable):
        cards.put_prefix(desk, prefix)


def test_a_prefix_that_makes_a_book_of_a_card_is_refused(desk: Desk) -> None:
    add_reader(desk, "张三", card="1")
    add_book(desk, "活着", barcodes=["R1"])
    with pytest.raises(cards.PrefixClashes):
        cards.put_prefix(desk, "R")
    assert cards_of(desk, "张三") == ["1"]
    assert cards.suggest_prefix(desk) == "D"


def test_a_stopped_roster_leaves_nothing_and_a_written_one_is_undone_in_one_step(desk: Desk) -> None:
    bring_in(desk, pupil(2, "张三", school_no="1"))
    drafts = [
        pupil(2, "张三", "四(4)班", "1", card="C9"),
        *[pupil(n, f"生{n}", school_no=str(n)) for n in range(3, 900)],
    ]
    made = plan(desk, *drafts)
    seen: list[int] = []
    with pytest.raises(Cancelled):
        write_readers(desk, made, Progress(lambda done, _total: seen.append(done), stopped=lambda: bool(seen)))
    assert rows(desk, "SELECT count(*) FROM reader") == [(1,)]
    receipt = write_readers(desk, made)
    assert rows(desk, "SELECT count(*) FROM reader") == [(898,)]
    undo(desk, receipt.journal_id)
    assert rows(desk, "SELECT name FROM reader") == [("张三",)]
    assert rows(desk, "SELECT class_no, to_day FROM enrolment") == [(3, None)]
    assert cards_of(desk, "张三") == ["R000001"]


people = st.builds(
    pupil,
    line=st.just(0),
    name=st.sampled_from(["张伟", "王芳", "阿依古丽·买买提", "阿依古丽•买买提"]),
    class_text=st.sampled_from(["四1", "四(1)", "四2", "五1", "", "?"]),
    school_no=st.sampled_from(["", "1", "2", "３"]),
    seat=st.sampled_from(["", "1", "2"]),
    card=st.sampled_from(["", "C1", "c1", "C2", "LD-LEND"]),
    kind_text=st.sampled_from(["", "教师"]),
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.lists(people, max_size=7), second=st.lists(people, max_size=7), left=st.booleans())
def test_whatever_a_roster_says_its_rows_add_up_and_everybody_has_one_class_and_a_card(
    desk: Desk, first: list[ReaderDraft], second: list[ReaderDraft], left: bool
) -> None:
    for drafts in (first, second):
        found = [replace(draft, line=line) for line, draft in enumerate(drafts, start=2)]
        made = plan(desk, *found)
        if left:
            made.choices = ReaderChoices(left=frozenset(one.reader.id for one in made.missing))
        assert made.counts.read == len(found)
        before = rows(desk, "SELECT count(*) FROM reader")[0][0]
        receipt = write_readers(desk, made)
        assert receipt.counts == made.counts
        assert rows(desk, "SELECT count(*) FROM reader")[0][0] == before + len(made.new)  # type: ignore[operator]
        assert not rows(
            desk, "SELECT id FROM reader WHERE id NOT IN (SELECT reader_id FROM barcode WHERE reader_id > 0)"
        )


def test_a_leaver_on_the_roster_is_in_the_class_again(desk: Desk, clock: Clock) -> None:
    bring_in(desk, pupil(2, "张三", seat="7"), pupil(3, "李四"))
    bring_in(desk, pupil(2, "李四"), choices=ReaderChoices(left=frozenset({1})))
    assert rows(desk, "SELECT state, left_day FROM reader WHERE name = '张三'") == [("left", "2026-03-09")]
    assert rows(desk, "SELECT count(*) FROM enrolment WHERE to_day IS NULL") == [(1,)]
    clock.advance(days=30)
    receipt = bring_in(desk, pupil(2, "张三", seat="8"), pupil(3, "李四"))
    assert receipt.counts.changed == 1
    assert rows(desk, "SELECT state, left_day FROM reader WHERE name = '张三'") == [("active", None)]
    assert rows(desk, "SELECT from_day, to_day, seat FROM enrolment WHERE reader_id = 1 ORDER BY id") == [
        ("2026-03-09", "2026-03-09", 7), ("2026-04-08", None, 8),
    ]  # fmt: skip
    undo(desk, receipt.journal_id)
    assert rows(desk, "SELECT state FROM reader WHERE name = '张三'") == [("left",)]


def test_a_leaver_missing_from_the_next_roster_is_not_missed_again(desk: Desk) -> None:
    bring_in(desk, pupil(2, "张三"), pupil(3, "李四"))
    bring_in(desk, pupil(2, "李四"), choices=ReaderChoices(left=frozenset({1})))
    assert plan(desk, pupil(2, "李四")).missing == []
