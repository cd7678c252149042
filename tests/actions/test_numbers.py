"""Book numbers in the library: kept, never given twice, none burnt, and undone with what they came with."""

from typing import Any

import pytest

from libdesk.actions.cataloguing.numbers import Numbers, give_call_no, leave_number, next_call_no
from libdesk.actions.cataloguing.renumbering import NothingToNumber, give_numbers, plan_numbers
from libdesk.actions.desk import Desk
from libdesk.actions.errors import CannotUndo
from libdesk.actions.undo import undo
from libdesk.domain.ops import Op
from libdesk.domain.title_rules import read as read_form
from libdesk.store.tables import Copy, Title, Volume
from tests.builders import set_setting


def add(desk: Desk, title: str, class_no: str | None = "I247.5", **values: Any) -> int:
    """A title with the number that it is given."""
    author, shelving = str(values.pop("author", "")), str(values.pop("shelving", ""))
    edition = str(values.pop("edition", ""))
    with desk.action(Op.ADD_BOOKS) as act:
        number = values.pop("call_no", None) or give_call_no(
            act,
            desk.settings,
            class_no=class_no or "",
            author=author,
            title=title,
            shelving=shelving,
            edition=edition,
        )
        return act.add(
            Title, title=title, class_no=class_no, author=author or None, call_no=number or None, shelving=shelving,
            edition=edition or None, added=act.at, **values,
        )  # fmt: skip


def number_of(desk: Desk, title_id: int) -> str | None:
    row = desk.library.connection.execute("SELECT call_no FROM title WHERE id = ?", (title_id,)).fetchone()
    return row[0] if row else None


def next_of(desk: Desk, class_no: str = "I247.5", **values: Any) -> str:
    return next_call_no(desk.library, desk.settings, class_no=class_no, **values)


def correct_class(desk: Desk, title_id: int, class_no: str) -> int:
    with desk.action(Op.EDIT_TITLE) as act:
        new = give_call_no(act, desk.settings, class_no=class_no, title_id=title_id)
        act.change(Title, title_id, class_no=class_no, call_no=new)
    return act.journal_id


def test_numbers_run_within_a_class_and_a_shelving_group(desk: Desk) -> None:
    made = [add(desk, "一"), add(desk, "二"), add(desk, "三", "I247.58"), add(desk, "四", shelving="room")]
    assert [number_of(desk, each) for each in made] == ["I247.5/1", "I247.5/2", "I247.58/1", "I247.5/1"]


def test_asking_for_the_next_number_takes_none(desk: Desk) -> None:
    assert [next_of(desk), next_of(desk)] == ["I247.5/1", "I247.5/1"]
    assert next_of(desk, "") == ""


@pytest.mark.parametrize(
    "old", ["I247.5/123", "I247.5/123-2", "I247.5/123(2)", "i247.5 / 123", "Ｉ247.5\n123", "I247.5/123:1"]
)
def test_old_numbers_count_however_they_are_written(desk: Desk, old: str) -> None:
    add(desk, "旧书", call_no=old)
    assert next_of(desk) == "I247.5/124"


@pytest.mark.parametrize(
    "typed", ["[I287.4]", "{I287.4}", "I287.4/.5", "i287.4", "ｉ２８７.４", " I287.4 ", "I287.4~.5"]
)
def test_the_marks_of_the_table_are_no_part_of_a_call_number(desk: Desk, typed: str) -> None:
    add(desk, "一", "I287.4")
    assert number_of(desk, add(desk, "二", typed)) == "I287.4/2"
    fields, faults = read_form({"title": "三", "class_no": typed}, 2026)
    assert (fields.class_no, faults) == ("I287.4", [])


@pytest.mark.parametrize("foreign", ["9787020002207", "1234567890", "99999999999999999999(2)"])
def test_an_isbn_in_the_place_of_a_book_number_does_not_start_the_class_again(desk: Desk, foreign: str) -> None:
    add(desk, "一")
    add(desk, "二")
    add(desk, "外来", call_no=f"I247.5/{foreign}")
    assert [number_of(desk, add(desk, name)) for name in "三四"] == ["I247.5/3", "I247.5/4"]


@pytest.mark.parametrize("long", ["123456789", "000000000000012"])
def test_the_longest_number_counts_and_zeros_before_it_do_not(desk: Desk, long: str) -> None:
    add(desk, "旧书", call_no=f"I247.5/{long}")
    assert next_of(desk) == f"I247.5/{int(long) + 1}"


def test_a_number_that_stands_on_a_copy_alone_counts_too(desk: Desk) -> None:
    title_id = add(desk, "旧书", None)
    with desk.action(Op.EDIT_COPIES) as act:
        act.add(Copy, title_id=title_id, call_no="I247.5/88(3)")
    assert next_of(desk) == "I247.5/89"


def test_a_title_keeps_its_number_in_its_class(desk: Desk) -> None:
    first, _second = add(desk, "一"), add(desk, "二")
    correct_class(desk, first, "I247.5")
    assert number_of(desk, first) == "I247.5/1"
    assert next_of(desk, title_id=first) == "I247.5/1"


def test_a_corrected_class_gives_a_new_number_and_the_old_one_is_spent(desk: Desk) -> None:
    _first, second = add(desk, "一"), add(desk, "二")
    correct_class(desk, second, "I287.45")
    assert (number_of(desk, second), next_of(desk)) == ("I287.45/1", "I247.5/3")


def test_a_spent_number_is_given_again_where_gaps_are_refilled(desk: Desk) -> None:
    first, _second = add(desk, "一"), add(desk, "二")
    correct_class(desk, first, "I287.45")
    set_setting(desk, "refill_gaps", True)
    assert next_of(desk) == "I247.5/1"


def test_undoing_the_correction_gives_the_number_back(desk: Desk) -> None:
    _first, second = add(desk, "一"), add(desk, "二")
    undo(desk, correct_class(desk, second, "I287.45"))
    assert (number_of(desk, second), next_of(desk), next_of(desk, "I287.45")) == ("I247.5/2", "I247.5/3", "I287.45/1")


def test_an_undone_or_broken_off_addition_burns_no_number(desk: Desk) -> None:
    add(desk, "一")
    undo(desk, newest(desk))
    with pytest.raises(LookupError):
        break_off(desk)
    assert next_of(desk) == "I247.5/1"


def break_off(desk: Desk) -> None:
    with desk.action(Op.ADD_BOOKS) as act:
        give_call_no(act, desk.settings, class_no="I247.5")
        raise LookupError


def newest(desk: Desk) -> int:
    return int(desk.library.connection.execute("SELECT max(id) FROM journal").fetchone()[0])


def test_a_removed_title_leaves_its_number_spent(desk: Desk) -> None:
    title_id = add(desk, "一")
    with desk.action(Op.REMOVE_TITLE) as act:
        leave_number(act, title_id)
        act.remove(Title, title_id)
    assert next_of(desk) == "I247.5/2"


def test_two_titles_in_one_action_get_two_numbers(desk: Desk) -> None:
    with desk.action(Op.IMPORT_BOOKS) as act:
        numbers = Numbers(act.connection, desk.settings)
        numbers.note("I247.5/7(2)")
        given_out = [numbers.give("I247.5"), numbers.give("K92"), numbers.give("I247.5"), numbers.give("")]
    assert given_out == ["I247.5/8", "K92/1", "I247.5/9", ""]


def test_authors_keep_their_number_in_a_class(desk: Desk) -> None:
    set_setting(desk, "book_number", "author")
    made = [
        add(desk, title, author=author) for title, author in (("活着", "余华"), ("雪", "严华"), ("兄弟", "余华 著"))
    ]
    assert [number_of(desk, each) for each in made] == ["I247.5/YH1", "I247.5/YH2", "I247.5/YH1-2"]
    with desk.action(Op.IMPORT_BOOKS) as act:
        numbers = Numbers(act.connection, desk.settings)
        given_out = [numbers.give("I247.5", author="余华"), numbers.give("I247.5", author="于湖")]
    assert given_out == ["I247.5/YH1-3", "I247.5/YH3"]


def with_copies(desk: Desk, title_id: int, *call_nos: str | None, volume: bool = False) -> list[int]:
    with desk.action(Op.EDIT_COPIES) as act:
        volume_id = act.add(Volume, title_id=title_id, label="下", ordinal=2) if volume else None
        return [act.add(Copy, title_id=title_id, call_no=each, volume_id=volume_id) for each in call_nos]


def copy_numbers(desk: Desk, title_id: int) -> list[str | None]:
    rows = desk.library.connection.execute("SELECT call_no FROM copy WHERE title_id = ? ORDER BY id", (title_id,))
    return [row[0] for row in rows]


def test_titles_without_a_number_get_one_and_their_copies_with_them(desk: Desk) -> None:
    kept, bare, classless = add(desk, "一"), add(desk, "二", None), add(desk, "三", None)
    with desk.action(Op.EDIT_TITLE) as act:
        act.change(Title, bare, class_no="I247.5")
    with_copies(desk, bare, None, "K1/9")
    with_copies(desk, bare, None, volume=True)
    assert plan_numbers(desk, [kept, bare, classless]).changes[0].new == "I247.5/2"
    receipt = give_numbers(desk, [kept, bare, classless])
    assert (receipt.given, receipt.kept, receipt.classless, receipt.copies) == (1, 1, 1, 2)
    assert copy_numbers(desk, bare) == ["I247.5/2", "K1/9", "I247.5/2(下)"]
    undo(desk, receipt.journal_id)
    assert (number_of(desk, bare), copy_numbers(desk, bare)) == (None, [None, "K1/9", None])


def test_a_title_takes_the_number_that_its_copies_bear(desk: Desk) -> None:
    title_id = add(desk, "旧书", None)
    with desk.action(Op.EDIT_TITLE) as act:
        act.change(Title, title_id, class_no="I247.5")
    with_copies(desk, title_id, "I247.5/88(2)", "I247.5/88(1)")
    give_numbers(desk, [title_id])
    assert (number_of(desk, title_id), copy_numbers(desk, title_id)) == ("I247.5/88", ["I247.5/88(2)", "I247.5/88(1)"])


def test_a_class_numbered_anew_follows_the_rule_as_it_is_now(desk: Desk) -> None:
    made = [add(desk, title, author=author) for title, author in (("活着", "余华"), ("雪", "严华"), ("兄弟", "余华"))]
    copies = with_copies(desk, made[2], "I247.5/3(1)", "I247.5/3(2)", "I247.5/31")
    set_setting(desk, "book_number", "author")
    receipt = give_numbers(desk, made, anew=True)
    assert [number_of(desk, each) for each in made] == ["I247.5/YH1", "I247.5/YH2", "I247.5/YH1-2"]
    assert copy_numbers(desk, made[2]) == ["I247.5/YH1-2(1)", "I247.5/YH1-2(2)", "I247.5/31"]
    assert (receipt.copies, len(copies)) == (2, 3)
    undo(desk, receipt.journal_id)
    assert number_of(desk, made[0]) == "I247.5/1"


def test_nothing_to_number_is_told_and_leaves_nothing_behind(desk: Desk) -> None:
    made, before = [add(desk, "一"), add(desk, "二", None)], newest(desk)
    with pytest.raises(NothingToNumber) as caught:
        give_numbers(desk, made)
    assert caught.value.classless == 1
    assert newest(desk) == before


class TestAnUndoGivesNoNumberTwice:
    """What an undo would bring back must still be free."""

    def refused(self, desk: Desk, journal_id: int) -> str:
        with pytest.raises(CannotUndo) as caught:
            undo(desk, journal_id)
        assert caught.value.why == "number"
        return caught.value.text()

    def newest(self, desk: Desk) -> int:
        return int(desk.library.connection.execute("SELECT max(id) FROM journal").fetchone()[0])

    def test_a_title_that_was_taken_back_is_not_added_again_when_its_number_has_gone_to_another(
        self, desk: Desk
    ) -> None:
        add(desk, "甲")
        undone = undo(desk, self.newest(desk))
        second = add(desk, "乙")
        text = self.refused(desk, undone.journal_id)
        assert text == "索书号 I247.5/1 后来给了《乙》。请先给《乙》换一个索书号。"
        with desk.action(Op.EDIT_TITLE) as act:
            act.change(Title, second, call_no="I247.5/2")
        undo(desk, undone.journal_id)

    def test_nor_is_a_gap_given_back_that_was_filled_since(self, desk: Desk) -> None:
        set_setting(desk, "refill_gaps", True)
        first = add(desk, "甲")
        corrected = correct_class(desk, first, "K86")
        filling = add(desk, "乙")
        added = self.newest(desk)
        self.refused(desk, corrected)
        undo(desk, added)
        undo(desk, corrected)
        assert (number_of(desk, first), number_of(desk, filling)) == ("I247.5/1", None)

    def test_in_another_shelving_group_the_number_is_free(self, desk: Desk) -> None:
        set_setting(desk, "refill_gaps", True)
        first = add(desk, "甲")
        corrected = correct_class(desk, first, "K86")
        add(desk, "乙", shelving="room")
        undo(desk, corrected)
        assert number_of(desk, first) == "I247.5/1"

    def test_two_that_shared_a_number_before_share_it_again(self, desk: Desk) -> None:
        first, second = add(desk, "甲"), add(desk, "乙", call_no="I247.5/1")
        corrected = correct_class(desk, first, "K86")
        other = correct_class(desk, second, "K86")
        undo(desk, other)
        undo(desk, corrected)
        assert number_of(desk, first) == number_of(desk, second) == "I247.5/1"


@pytest.mark.parametrize("rule", ["running", "author"])
def test_another_edition_stands_beside_the_work_with_its_mark(desk: Desk, rule: str) -> None:
    set_setting(desk, "book_number", rule)
    first = add(desk, "生物学", "Q96", author="吴相钰", edition="第1版")
    stem = number_of(desk, first)
    assert next_of(desk, "Q96", title="生物学", author="吴相钰 主编", edition="第三版") == f"{stem}=3"
    third = add(desk, "生物学", "Q96", author="吴相钰", edition="第3版")
    assert number_of(desk, third) == f"{stem}=3"
    others = (
        {"title": "生物学", "author": "别人", "edition": "第4版"},
        {"title": "动物学", "author": "吴相钰", "edition": "第4版"},
        {"title": "生物学", "author": "吴相钰", "edition": "第3版"}, {"title": "生物学", "author": "吴相钰"},
        {"title": "生物学", "author": "吴相钰", "edition": "第4版", "shelving": "room"},
    )  # fmt: skip
    assert not [number for one in others if "=" in (number := next_of(desk, "Q96", **one))]
    assert next_of(desk, "Q96", title="生物学", author="吴相钰", edition="4版") == f"{stem}=4"


def test_editions_among_titles_that_are_numbered_together_stand_together(desk: Desk) -> None:
    with desk.action(Op.ADD_BOOKS) as act:
        ids = [
            act.add(Title, title=title, class_no="Q96", author="吴相钰", edition=edition, added=act.at)
            for title, edition in (("生物学", "第1版"), ("动物学", "第2版"), ("生物学", "第2版"))
        ]
    give_numbers(desk, ids)
    assert [number_of(desk, each) for each in ids] == ["Q96/1", "Q96/2", "Q96/1=2"]
    assert plan_numbers(desk, ids, anew=True).changes == ()
