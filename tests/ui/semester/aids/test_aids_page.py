"""The page of teaching aids: entered, handed out, taken back, boxes filled and counted; all by keyboard and scan."""

from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libdesk.actions.aids import issuing
from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.domain.aids import MoveKind
from libdesk.i18n import set_language
from libdesk.ui.semester.aids import words
from libdesk.ui.semester.aids.page import BOXES, HELD, ISSUE, AidsPage
from tests.builders import add_book, add_reader, change_reader, count, status
from tests.documents.pdf import sizes, texts
from tests.ui.semester.aids.aids_hands import document, hand, put, undone
from tests.ui.shelving.shelf_hands import press
from tests.ui.surroundings import Kept, nameless


def test_a_new_aid_is_entered_and_its_card_begins(page: AidsPage, desk: Desk) -> None:
    page.stock.begin_new()
    form = page.stock.aid_form
    form.name.setText("地球仪")
    form.price.setText("三十")
    form.opening.setValue(12)
    form.save()
    assert "三十" in form.fault.text()
    form.price.setText("32")
    form.save()
    assert form.isHidden()
    assert page.stock.row is not None
    assert page.stock.row.fields.price_fen == 3200
    assert [line[1].after.hand for line in page.stock.lines.model.rows()] == [12]
    undone(desk)
    assert count(desk, "SELECT count(*) FROM aid") == 2


def test_an_aid_points_at_a_title_that_is_found_in_the_catalogue(page: AidsPage, desk: Desk) -> None:
    book = add_book(desk, "语文教师教学用书")
    page.stock.list.select(1)
    press(page, "aid_edit")
    form = page.stock.aid_form
    form.title.line.setText("语文教师教学")
    form.save()
    assert "回车" in form.fault.text()
    QTest.keyClick(form.title.line, Qt.Key.Key_Return)
    form.save()
    assert page.stock.row is not None
    assert page.stock.row.fields.title_id == book.title_id
    assert "语文教师教学用书" in page.stock.facts.text()


def test_a_movement_is_noted_and_more_than_there_is_is_told_in_the_form(page: AidsPage, desk: Desk) -> None:
    page.stock.list.select(1)
    press(page, "aid_note_move")
    form = page.stock.move_form
    form.kind.setCurrentIndex(form.kind.findData(MoveKind.MISSING.value))
    form.quantity.setValue(101)
    form.save()
    assert "100" in form.fault.text()
    form.quantity.setValue(4)
    form.save()
    assert hand(desk, "语文教师用书") == 96
    assert any("上期结转" in line for line in document(page, "aid_print_card"))


def test_thirty_a_class_are_handed_out_by_keyboard_in_one_step(page: AidsPage, desk: Desk) -> None:
    for number in (1, 2, 3):
        add_reader(desk, f"2022级{number}班", kind="class", class_no=number)
    page.show_view(ISSUE)
    press(page.issue, "issue_all_classes")
    put(page, "yw", 30)
    assert "90" in page.issue.preview.text()
    assert "100" in page.issue.preview.text()
    QTest.keyClick(page.issue.aid.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert hand(desk, "语文教师用书") == 10
    words = document(page, "issue_print")
    assert any("四(1)班" in word for word in words)
    assert any("签字" in word for word in words)
    undone(desk)
    assert hand(desk, "语文教师用书") == 100


def typed(page: AidsPage, text: str) -> list[str]:
    """What the field of receivers offers."""
    page.issue.receiver.line.setText(text)
    page.issue.receiver.line.ask()
    hits = page.issue.receiver.hits
    return [hits.item(n).text() for n in range(hits.count())]


def test_a_class_is_found_by_its_name_among_many_pupils(page: AidsPage, desk: Desk) -> None:
    for number in range(25):
        add_reader(desk, f"学生{number}", class_no=1)
    add_reader(desk, "2022级1班", kind="class", class_no=1)
    page.show_view(ISSUE)
    for name in ("四1", "四(1)班", "2022级1班"):
        assert [line.split()[0] for line in typed(page, name)] == ["四(1)班"], name
        QTest.keyClick(page.issue.receiver.line, Qt.Key.Key_Return)
        assert [row.kind for row in page.issue.given.model.rows()] == ["class"]


def test_a_class_without_an_account_gets_one_when_it_is_chosen(page: AidsPage, desk: Desk) -> None:
    add_reader(desk, "张小明", class_no=2)
    page.show_view(ISSUE)
    assert len(typed(page, "四2")) == 1
    QTest.keyClick(page.issue.receiver.line, Qt.Key.Key_Return)
    assert [row.kind for row in page.issue.given.model.rows()] == ["class"]
    put(page, "yw", 30)
    press(page.issue, "issue_do")
    assert hand(desk, "语文教师用书") == 70


def test_all_classes_of_the_grade_get_what_they_need_an_account_for(page: AidsPage, desk: Desk) -> None:
    add_reader(desk, "2022级1班", kind="class", class_no=1)
    for number in (1, 2):
        add_reader(desk, f"学生{number}", class_no=number)
    page.show_view(ISSUE)
    press(page.issue, "issue_all_classes")
    assert [words.who(desk, row) for row in page.issue.given.model.rows()] == ["四(1)班", "四(2)班"]


def test_a_subject_group_is_made_and_its_teachers_are_found_by_it(page: AidsPage, desk: Desk) -> None:
    change_reader(desk, add_reader(desk, "王老师", kind="teacher"), department="语文组")
    page.show_view(ISSUE)
    first, second = typed(page, "语文组")
    assert (first.split()[0], second.split()[0]) == ("语文组", "王老师")
    QTest.keyClick(page.issue.receiver.line, Qt.Key.Key_Return)
    assert [(row.name, row.kind) for row in page.issue.given.model.rows()] == [("语文组", "department")]
    assert typed(page, "数学组")[0].split()[0] == "数学组"
    assert [line.split()[0] for line in typed(page, "语文")] == ["语文组", "王老师"]


def test_too_little_for_all_is_one_sentence(page: AidsPage, desk: Desk) -> None:
    for number in (1, 2, 3, 4):
        add_reader(desk, f"2022级{number}班", kind="class", class_no=number)
    page.show_view(ISSUE)
    press(page.issue, "issue_all_classes")
    put(page, "yw", 30)
    press(page.issue, "issue_do")
    told = page.issue.fault.text()
    for part in ("库存 100 本", "4 个领用人", "120 本", "20 本"):
        assert part in told
    assert count(desk, "SELECT count(*) FROM aid_move WHERE kind = 'issued'") == 0


def test_nothing_typed_as_the_number_is_asked_about(page: AidsPage) -> None:
    page.show_view(ISSUE)
    put(page, "yw", 0)
    assert "数量" in page.issue.fault.text()
    assert not page.issue.lines.model.rows()


def test_too_few_are_told_and_what_was_chosen_stays(page: AidsPage, desk: Desk) -> None:
    card = add_reader(desk, "王老师", kind="teacher").card
    page.show_view(ISSUE)
    page.take(card)
    put(page, "数学", 51)
    press(page.issue, "issue_do")
    assert "50" in page.issue.fault.text()
    assert len(page.issue.given.model.rows()) == 1
    put(page, "数学", 50)
    press(page.issue, "issue_do")
    assert hand(desk, "数学练习册") == 0


def test_a_pupil_s_card_is_refused_in_words(page: AidsPage, desk: Desk) -> None:
    card = add_reader(desk, "张小明").card
    page.show_view(ISSUE)
    page.take(card)
    assert "学生" in page.issue.fault.text()
    assert not page.issue.given.model.rows()


def test_charts_that_are_scanned_go_along_and_come_back_by_a_scan(page: AidsPage, desk: Desk) -> None:
    chart, teacher = add_book(desk, "中国地图", item_kind="chart"), add_reader(desk, "王老师", kind="teacher")
    page.show_view(ISSUE)
    page.take(teacher.card)
    page.take(chart.barcodes[0])
    press(page.issue, "issue_do")
    assert status(desk, chart.copy_id) == "loan"
    page.show_view(HELD)
    page.take(teacher.card)
    assert [row.name for row in page.held.things.model.rows()] == ["中国地图"]
    page.take(chart.barcodes[0])
    assert status(desk, chart.copy_id) == "shelf"


def test_what_comes_back_in_parts_is_entered_in_one_form(page: AidsPage, desk: Desk) -> None:
    teacher = add_reader(desk, "王老师", kind="teacher")
    issuing.issue(desk, [teacher.id], {1: 30, 2: 5})
    page.show_view(HELD)
    page.held.show_receiver(teacher.id)
    page.held.ask_settle()
    form = page.held.settle_form
    assert form is not None
    (_one, back, missing, damaged), (_other, nothing, _m, _d) = sorted(form._rows, key=lambda row: row[0].aid_id)
    nothing.setValue(0)
    missing.setValue(2)
    damaged.setValue(1)
    assert back.value() == 27
    back.setValue(20)
    form.save()
    assert [(row.name, row.quantity, row.missing, row.damaged) for row in page.held.things.model.rows()] == [
        ("数学练习册", 5, 0, 0), ("语文教师用书", 7, 2, 1)
    ]  # fmt: skip
    words = document(page, "held_recall_one")
    assert any("王老师" in word for word in words)
    assert any("催还" in word for word in words)
    undone(desk)
    assert hand(desk, "语文教师用书") == 70


def test_what_is_typed_of_a_receiver_stays_while_the_desk_works(page: AidsPage, desk: Desk, kept: Kept) -> None:
    teacher, other = (add_reader(desk, name, kind="teacher") for name in ("王老师", "李老师"))
    issuing.issue(desk, [teacher.id, other.id], {1: 30, 2: 5})
    page.show_view(HELD)
    page.take(teacher.card)
    page.held.ask_settle()
    form = page.held.settle_form
    assert form is not None
    (_one, _back, missing, _damaged) = form._rows[0]
    missing.setValue(3)
    form.note.setText("有三本受潮")
    lend(desk, copy_id=add_book(desk, "草房子").copy_id, reader_id=add_reader(desk, "张小明").id)
    assert form.isVisible()
    page.take(other.card)
    assert form.isHidden()
    assert "王老师" in kept.said[-1]
    page.held.ask_settle()
    theirs = page.held.settle_form
    assert theirs is not None
    assert (theirs is form, theirs.note.text()) == (False, "")
    page.take(teacher.card)
    assert page.held.settle_form is form
    assert (form.isVisible(), missing.value(), form.note.text()) == (True, 3, "有三本受潮")
    form.save()
    assert page.held.settle_form is None
    assert {row.name: row.missing for row in page.held.things.model.rows()} == {form._rows[0][0].name: 3}
    page.take(other.card)
    assert theirs.isVisible()
    QTest.keyClick(theirs, Qt.Key.Key_Escape)
    assert page.held.settle_form is None


def test_a_form_asks_of_what_is_out_by_now_with_what_was_typed(page: AidsPage, desk: Desk) -> None:
    teacher = add_reader(desk, "王老师", kind="teacher")
    issuing.issue(desk, [teacher.id], {1: 30})
    page.show_view(HELD)
    page.held.ask_settle()
    first = page.held.settle_form
    assert first is not None
    first._rows[0][2].setValue(4)
    issuing.issue(desk, [teacher.id], {2: 5})
    form = page.held.settle_form
    assert form is not None
    asked = {one.name: [field.value() for field in fields] for one, *fields in form._rows}
    assert asked == {"语文教师用书": [26, 4, 0], "数学练习册": [5, 0, 0]}
    undone(desk)
    undone(desk)
    assert page.held.settle_form is None


def test_a_box_that_is_scanned_where_it_says_so_comes_back(page: AidsPage, desk: Desk, kept: Kept) -> None:
    box, klass = add_book(desk, "书箱 1", item_kind="box"), add_reader(desk, "2022级1班", kind="class", class_no=1)
    lend(desk, copy_id=box.copy_id, reader_id=klass.id)
    page.show_view(HELD)
    page.take(klass.card)
    page.take(box.barcodes[0])
    assert page.view == HELD
    assert status(desk, box.copy_id) == "shelf"
    assert "四(1)班" in kept.said[-1]
    assert "书箱 1" in kept.said[-1]
    page.take(box.barcodes[0])  # at home already: it is looked at
    assert page.view == BOXES


def test_several_receivers_are_asked_on_one_page_until_a_day_with_units(page: AidsPage, desk: Desk) -> None:
    for name in ("王老师", "李老师", "张老师"):
        issuing.issue(desk, [add_reader(desk, name, kind="teacher").id], {1: 10, 2: 5})
    page.show_view(HELD)
    page.held.by.setDate(QDate(2026, 3, 20))
    asked: list[object] = []
    page.document_asked.connect(lambda _title, make: asked.append(make))
    press(page.held, "held_recall_all")
    pdf = asked[-1]()  # type: ignore[operator]  # what makes it
    assert len(sizes(pdf)) == 1
    words_ = "".join(texts(pdf))
    assert words_.count("2026年3月20日") == 3
    assert all(word in words_ for word in ("王老师", "李老师", "张老师", "单位", "套"))


def test_the_stock_goes_along_as_a_table(page: AidsPage, tmp_path: Path) -> None:
    page.stock.save_to(tmp_path / "stock.csv")
    lines = (tmp_path / "stock.csv").read_text("utf-8-sig").splitlines()
    assert "学科" in lines[0]
    assert any(line.startswith("语文教师用书,") and ",100," in line for line in lines)


def test_the_registers_and_what_is_carried_over_are_printed(page: AidsPage, desk: Desk) -> None:
    teacher = add_reader(desk, "王老师", kind="teacher")
    issuing.issue(desk, [teacher.id], {1: 30, 2: 5}, voucher="单12")
    page.show_view(HELD)
    for name in ("held_register", "held_register_items", "held_carried", "held_recall_all"):
        assert any("语文教师用书" in word for word in document(page, name)), name


@pytest.mark.parametrize("view", ["stock", "issue", "held", "boxes"])
def test_everything_has_a_name(page: AidsPage, view: str) -> None:
    page.show_view(view)
    assert nameless(page) == []


def test_an_empty_library_says_what_to_do(qtbot: QtBot, kept: Kept, tmp_path: Path) -> None:
    made = AidsPage(kept.around)
    qtbot.addWidget(made)
    for view in ("stock", "issue", "held", "boxes"):
        made.show_view(view)
    assert made.stock.row is None


def test_the_choice_of_grades_is_as_wide_as_its_words(page: AidsPage, desk: Desk, qtbot: QtBot) -> None:
    set_language("en")
    add_reader(desk, "2022级1班", kind="class", class_no=1)
    page.show_view(ISSUE)
    grade = page.issue.grade
    grade.clear()
    grade.addItem("1")
    qtbot.waitUntil(grade.isVisible)
    page.issue.refresh()
    needed = grade.fontMetrics().horizontalAdvance("every grade")
    qtbot.waitUntil(lambda: grade.itemText(0) == "every grade" and grade.width() > needed + 20)
