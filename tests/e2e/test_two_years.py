"""Two years of one primary school, lived through once on one library file, from the wizard to the second summer.

Each sentence of what a school needs is a test of its own, which looks at what somebody saw on the way.
"""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libdesk import paths
from libdesk.domain.op_labels import OP_LABELS
from libdesk.domain.ops import Op
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.imports import Counts
from libdesk.i18n import _
from libdesk.store import backup_files
from libdesk.store.opening import full_check
from tests.builders import Clock
from tests.e2e import school_first_autumn as autumn
from tests.e2e import school_first_spring as spring
from tests.e2e import school_second_year as second
from tests.e2e.school_rosters import TWINS, class_called, class_of
from tests.e2e.school_years import D, School
from tests.invariants import broken
from tests.ui.wizard.newcomer import Newcomer

TERMS: Final = (
    (autumn.first_loans, autumn.cards, autumn.holds, autumn.overdue, autumn.lost_book, autumn.closure),
    (spring.leaving, spring.restore, spring.wrong_import, spring.winter, spring.coming_back, spring.recall),
    (second.first_of_september, second.next_roster, second.second_autumn),
    (second.second_summer, second.journal),
)
LENT, NOTICE, REFUSED, RETURNED = Outcome.LENT, Outcome.NOTICE, Outcome.REFUSED, Outcome.RETURNED
Seen = dict[str, Any]


@pytest.fixture(scope="module")
def school(
    qapp: QApplication, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[School]:
    """The school as it is in July 2027."""
    folder, clock, qtbot = tmp_path_factory.mktemp("years"), Clock(D("2025-09-01")), QtBot(request)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIBDESK_DATA", str(folder / "pc"))
        paths.data_dir.cache_clear()
        newcomer = Newcomer(folder, qtbot, clock)
        library = autumn.set_up(newcomer, folder)
        newcomer.leave()
        lived = School(library, folder, clock, qtbot)
        try:
            for stations in TERMS:
                for station in stations:
                    station(lived)
                lived.close_window()
            yield lived
        finally:
            lived.close()
    paths.data_dir.cache_clear()


@pytest.fixture
def seen(school: School) -> Seen:
    return school.seen


class TestTheFirstYear:
    """September 2025 to July 2026."""

    def test_every_class_has_its_account(self, seen: Seen) -> None:
        assert seen["accounts"] == [f"{year}级{n}班" for year in range(2025, 2019, -1) for n in (1, 2)]

    def test_books_go_out_by_card_as_far_as_the_rule_lets_them(self, seen: Seen) -> None:
        assert [outcome for _words, outcome in seen["by card"]] == [LENT, LENT, LENT, REFUSED]
        assert "9月17日" in seen["by card"][0][0]

    def test_a_lesson_lends_by_seat_numbers_without_cards(self, seen: Seen) -> None:
        assert [outcome for _name, outcome in seen["lesson"]] == [LENT] * 6
        assert seen["lesson score"] == "12 人中 6 人已借"

    def test_a_lost_card_is_refused_and_the_new_one_has_its_history(self, seen: Seen) -> None:
        assert seen["old card"][1] is REFUSED
        assert "挂失" in seen["old card"][0]
        assert "1 / 2 本" in seen["new card"]
        assert seen["history"] == ["藏书第231种"]

    def test_a_stopped_reader_borrows_nothing_until_the_card_is_reopened(self, seen: Seen) -> None:
        assert seen["stopped"][1] is REFUSED
        assert "家长来信" in seen["stopped"][0]
        assert seen["reopened"][1] is LENT

    def test_a_held_book_waits_goes_on_to_the_next_and_serves_the_whole_queue(self, seen: Seen) -> None:
        first, second_one, _third = seen["hold names"]
        assert seen["hold told"][1] is NOTICE
        assert first in seen["hold told"][0]
        assert seen["hold shelf"] == [(first, D("2025-10-23"))]
        assert seen["hold expired"] == [(second_one, D("2025-10-29"))]
        assert seen["hold served"][1] is LENT
        assert seen["hold states"] == ["expired", "done", "done"]

    def test_who_brings_a_book_late_is_suspended_the_lowest_grades_are_only_warned(self, seen: Seen) -> None:
        fifth, _other, first_grade = seen["late"]
        assert "停借到12月10日" in fifth  # twelve open days late, six open days without a book
        assert "超期" in first_grade
        assert "停借" not in first_grade
        assert seen["suspended"][1] is REFUSED
        assert seen["warned"][1] is LENT

    def test_an_amnesty_frees_a_class_at_once(self, seen: Seen) -> None:
        assert {"刘欣怡", "陈欣怡"} <= set(seen["suspensions"])
        assert seen["amnesty"][1] is LENT

    def test_a_lost_book_is_replaced_by_another_copy_of_it(self, seen: Seen) -> None:
        assert seen["slip offered"]
        assert seen["lost copy"] == "withdrawn"
        assert seen["old number"][1] is REFUSED
        assert seen["new copy"][1] is LENT

    def test_a_closure_shows_the_loans_it_moves_and_is_undone_as_one_step(self, seen: Seen) -> None:
        assert [(old, new) for _reader, _class, old, new, _title in seen["moves"]] == [
            ("12月18日", "12月21日 周日"), ("12月18日", "12月21日 周日"),
            ("12月19日", "12月21日 周日"), ("12月19日", "12月21日 周日"),
        ]  # fmt: skip
        assert set(seen["dues moved"]) == set(seen["dues again"]) == {D("2025-12-21")}
        assert seen["dues undone"] == seen["dues before"]
        assert seen["closed undone"], "the closure itself went with its moves"

    def test_on_the_sunday_that_makes_up_for_it_books_come_back_in_time(self, seen: Seen) -> None:
        assert {outcome for _words, outcome in seen["sunday"]} == {RETURNED}

    def test_who_moves_away_with_a_book_is_named_first_and_can_leave_all_the_same(self, seen: Seen) -> None:
        assert seen["leavers"]["holder"].name in seen["leaves with a book"]
        assert seen["left"] == ["left"] * 3

    def test_a_restore_shows_both_states_and_erases_again_who_was_erased(self, seen: Seen) -> None:
        assert seen["erased"] == 1
        assert "164 位读者" in seen["restore compares"]
        assert "163 位读者" in seen["restore compares"]
        assert "1 人已再次清除" in seen["restored"]
        assert seen["signed out"]
        assert seen["again"] == 2

    def test_a_wrong_import_is_undone_whole(self, seen: Seen) -> None:
        assert (seen["imported"], seen["import undone"]) == (40, 0)

    def test_books_go_home_for_the_holidays_and_come_back_class_by_class(self, seen: Seen) -> None:
        days = seen["taken home"]
        assert [days[ref] for ref in sorted(days)] == sorted(days.values()), "the youngest first"
        assert seen["holiday preview"]["五(1)班"] == days[class_of(2021, 1)]
        assert len(set(days.values())) == 10, "twelve classes on ten open days"
        assert (min(days.values()), max(days.values())) == (D("2026-03-02"), D("2026-03-13"))
        assert seen["teacher's day"] == D("2026-03-13")
        assert seen["first grader takes home"] == 3
        assert seen["holiday dues open"]
        assert seen["late after the holidays"] == 0

    def test_who_comes_back_repeats_the_year_and_the_time_away_stays_told(self, seen: Seen) -> None:
        assert seen["spells"] == [
            (class_of(2023, 1), "2026-03-16", None), (class_of(2022, 1), "2025-09-01", "2025-12-22"),
        ]  # fmt: skip

    def test_nothing_is_due_after_the_end_of_the_year(self, seen: Seen) -> None:
        assert seen["due at the end"] == [D("2026-07-10")] * 2
        assert seen["last due"] == "2026-07-10"

    def test_the_teacher_of_a_class_gets_its_overdue_books_as_a_message(self, seen: Seen) -> None:
        assert seen["overdue text"].splitlines()[2:] == ["六(1)班（1 册）", "1. 陈子涵：《藏书第248种》（应还7月10日）"]

    def test_the_sixth_grade_is_cleared_and_who_has_a_book_stays_listed(self, seen: Seen) -> None:
        # Twelve pupils and the account of their class, which leaves with them and is nobody.
        assert [words for words in seen["clearance"] if isinstance(words, str)] == ["12 人，1 人还有书未还或待赔"] * 2
        assert [names for names in seen["clearance"] if isinstance(names, list)] == [["陈子涵"], ["林子涵"]]
        assert seen["clearance undone"] == 13
        assert sorted(state for _one, state in seen["sixth grade"].values()) == ["active"] * 2 + ["left"] * 22
        assert seen["hold of a leaver"] == ["cancelled"]
        assert {name for name, _ref in seen["overdue in July"]} == {"王梓轩", "陈子涵", "林子涵"}


class TestTheSecondYear:
    """September 2026 to July 2027."""

    def test_every_class_is_one_grade_higher_and_lends_by_its_rules_without_an_edit(self, seen: Seen) -> None:
        assert seen["called"][::2] == ["二(2)班", "三(2)班", "五(2)班"]
        assert [words.split(", ")[1:] for words in seen["called"][1::2]] == [
            ["二(2)班", "0 / 1 本"], ["三(2)班", "0 / 2 本"], ["五(2)班", "0 / 3 本"],
        ]  # fmt: skip
        assert seen["no promotion"]

    def test_the_terms_of_the_new_year_are_copied(self, seen: Seen) -> None:
        assert seen["new terms"] == [("2026-08-31", "2027-01-29"), ("2027-03-01", "2027-07-09")]

    def test_leavers_with_a_book_are_on_the_overdue_list_and_their_class_among_those_to_clear(self, seen: Seen) -> None:
        assert ("2020级小学1班", "陈子涵") in seen["overdue of leavers"]
        assert ("2020级小学2班", "林子涵") in seen["overdue of leavers"]
        assert all("已过毕业年级" in words for words in seen["classes past"][:2])

    def test_the_new_roster_says_where_the_pupils_of_each_class_come_from(self, seen: Seen) -> None:
        assert seen["roster counts"] == Counts(new=23, changed=23, unchanged=91, faulty=3, skipped=36)
        stay, came, new, repeat, unclear = zip(*seen["roster classes"].values(), strict=True)
        assert sum(new) == 23
        assert [row for row in seen["roster classes"].items() if row[0].startswith("四")] == [
            ("四(1)班", (6, 6, 0, 0, 1)), ("四(2)班", (5, 6, 0, 0, 1)),
        ]  # fmt: skip
        assert (sum(stay), sum(came), sum(repeat), sum(unclear)) == (101, 12, 1, 2)

    def test_who_is_missing_is_listed_with_what_they_hold_and_leaves_only_when_ticked(self, seen: Seen) -> None:
        assert seen["missing"] == [("五(1)班", "陈梓轩", ["藏书第230种"]), ("五(2)班", "何梓轩", [])]
        assert seen["nobody ticked"]
        assert seen["gone"][1] == "left"
        assert seen["holds"][1] == "active"

    def test_rows_that_were_not_taken_are_mended_and_read_again(self, seen: Seen) -> None:
        assert [name for name, _reason in seen["refused rows"]].count(TWINS) == 2
        assert all(reason for _name, reason in seen["refused rows"])
        assert seen["mended counts"] == Counts(new=1, changed=2, skipped=1)
        was, should = seen["twins"]
        assert was == should
        assert seen["as listed"] == set(), "every pupil stands where the office says"

    def test_the_new_first_grade_gets_accounts(self, seen: Seen) -> None:
        assert seen["new accounts"] == ["2026级1班", "2026级2班"]

    def test_a_book_of_last_year_comes_back_and_its_reader_leaves_then(self, seen: Seen) -> None:
        assert "已还" in seen["brought after all"]
        assert seen["then left"] == "left"

    def test_before_the_winter_holidays_nothing_is_due_later_or_on_a_closed_day(self, seen: Seen) -> None:
        assert seen["dues in winter"] == (D("2027-01-29"), True)


class TestAfterTwoYears:
    """What is left in the file and in the reports."""

    def test_nothing_was_forgotten_in_the_schools_own_books(self, school: School) -> None:
        (loans,) = school.desk.library.fetch("SELECT count(*) FROM loan WHERE reader_kind = 'pupil'")[0]
        assert loans == len(school.lent) > 400

    def test_both_years_are_reported_by_the_class_of_each_day(self, school: School, seen: Seen) -> None:
        assert seen["first year"] == school.lent_by_class(*spring.FIRST_YEAR)
        assert seen["second year"] == school.lent_by_class(*second.SECOND_YEAR)
        assert seen["report of last year"] == {
            class_called(ref, 2025): loans for ref, loans in seen["first year"].items()
        }  # fmt: skip
        assert seen["report of the year"] == {
            class_called(ref, 2026): loans for ref, loans in seen["second year"].items()
        }  # fmt: skip

    def test_a_year_after_they_left_the_leavers_are_erased(self, seen: Seen) -> None:
        left = {card for card, (_one, state) in seen["sixth grade"].items() if state == "left"}
        assert {card for card, state in seen["states"].items() if state == ""} == left
        assert seen["names before"] > seen["names after"]
        assert seen["names after"] == {"陈子涵", "林子涵"}, "one left later, one has still a book"

    def test_the_figures_are_the_same_without_the_names(self, seen: Seen) -> None:
        assert seen["first year, before"] == seen["first year, after"] == seen["first year"]
        assert seen["second year, after"] == seen["second year"]

    def test_who_still_has_a_book_is_still_on_the_overdue_list(self, seen: Seen) -> None:
        assert {name for name, _ref in seen["overdue at last"]} == {"陈梓轩", "王梓轩", "林子涵"}

    def test_the_journal_tells_it_all(self, seen: Seen) -> None:
        told = {what for lines in seen["journal"].values() for what, _about, _who in lines}
        done = (
            Op.LEND, Op.GIVE_BACK, Op.PLACE_HOLD, Op.MARK_LOST, Op.EXPIRE_HOLDS, Op.REPLACE_CARD, Op.STOP_READER,
            Op.REOPEN_READER, Op.READERS_LEAVE, Op.READERS_RETURN, Op.MOVE_READERS, Op.LIFT_SUSPENSION,
            Op.ERASE_READERS, Op.SETTLE_CHARGE, Op.IMPORT_READERS, Op.IMPORT_BOOKS, Op.MAKE_ACCOUNTS,
            Op.EDIT_CALENDAR, Op.EDIT_RULES, Op.BACK_UP, Op.RESTORE, Op.SIGN_IN,
        )  # fmt: skip
        assert {_(OP_LABELS[op]) for op in done} <= told
        assert _("Undone: {op}").format(op=_(OP_LABELS[Op.IMPORT_BOOKS])) in told
        assert _(OP_LABELS[Op.REPLACE_CARD]) in seen["journal of one"]

    def test_the_journal_says_by_whom(self, seen: Seen) -> None:
        people = {who for lines in seen["journal"].values() for _what, _about, who in lines}
        assert people >= {"王老师", _("libdesk itself")}

    def test_the_journal_names_nobody_who_was_erased(self, seen: Seen) -> None:
        erased = seen["names before"] - seen["names after"]
        lines = [about for lines in seen["journal"].values() for _what, about, _who in lines]
        assert any(_("an erased reader") in about for about in lines)
        assert not [about for about in lines if any(name in about for name in erased)]

    def test_the_library_is_sound(self, school: School) -> None:
        assert broken(school.desk.library.connection) == []
        assert full_check(school.library)

    def test_backups_are_thinned_and_none_is_older_than_three_hundred_days(self, school: School) -> None:
        kept, wanted = school.kept_backups(), school.wanted_backups()
        assert wanted <= set(kept)
        special = [one for one in kept if one not in wanted]
        assert all(kept[0].made - one.made < backup_files.KEEP_SPECIAL for one in special)

    def test_the_newest_backup_holds_no_name_of_who_was_erased(self, school: School, seen: Seen) -> None:
        data = school.kept_backups()[0].path.read_bytes()
        erased = seen["names before"] - seen["names after"]
        assert [name for name in erased if name.encode() in data] == []
