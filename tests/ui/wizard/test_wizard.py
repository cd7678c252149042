"""The wizard: the name is all that is needed, nothing typed is lost, and nothing is final before the end."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from libdesk import paths
from libdesk.actions import setting_up
from libdesk.actions.staff import add_staff
from libdesk.actions.undo import last_undoable
from libdesk.domain.classes import Stage
from libdesk.domain.ops import Role
from libdesk.domain.rule_templates import Template
from libdesk.store.backup import facts_of
from libdesk.store.database import create_library
from libdesk.ui import theme
from libdesk.ui.settings.section import qdate
from libdesk.ui.wizard.calendar_page import CalendarPage
from libdesk.ui.wizard.list_pages import ListPage
from libdesk.ui.wizard.pages import PAGES
from libdesk.ui.wizard.rules_page import RulesPage
from libdesk.ui.wizard.safety_page import SafetyPage
from libdesk.ui.wizard.scan_page import ScanPage
from libdesk.ui.wizard.school_page import SchoolPage
from tests.builders import add_book, add_reader, make_desk
from tests.ui.surroundings import nameless
from tests.ui.wizard.newcomer import SCHOOL, Newcomer, at, named_school, page_of


def test_there_are_at_most_seven_pages_and_only_the_first_and_last_cannot_be_skipped() -> None:
    assert len(PAGES) <= 7
    assert [page.MUST for page in PAGES] == [True, *[False] * (len(PAGES) - 2), True]


def test_without_a_name_one_cannot_go_on_and_is_told_why(newcomer: Newcomer) -> None:
    wizard = newcomer.set_up()
    assert not wizard.next_button.isEnabled()
    assert newcomer.words("wizard_reason") == "先写校名。"
    newcomer.keys("Sunshine School")  # the keyboard is where it is needed
    assert wizard.next_button.isEnabled()
    assert not wizard.reason.isVisible()


def test_the_name_alone_makes_a_library(newcomer: Newcomer) -> None:
    wizard = at(newcomer, "scan")
    assert not paths.default_library().exists()
    assert newcomer.finish() == paths.default_library()
    assert facts_of(newcomer.opened[0]).school == SCHOOL
    assert not setting_up.draft_stands()
    assert wizard.page.NAME == "scan"


def test_going_back_keeps_what_was_typed(newcomer: Newcomer) -> None:
    wizard = at(newcomer, "calendar")
    calendar = page_of(wizard, CalendarPage)
    calendar.names[0].setText("上学期")
    newcomer.press("wizard_back")
    assert page_of(wizard, SchoolPage).school.text() == SCHOOL
    newcomer.press("wizard_next")
    assert calendar.names[0].text() == "上学期"


def test_leaving_in_the_middle_is_taken_up_where_it_was(newcomer: Newcomer) -> None:
    wizard = at(newcomer, "calendar")
    page_of(wizard, SchoolPage).stages[Stage.PRIMARY].setChecked(True)
    page_of(wizard, CalendarPage).firsts[0].setDate(qdate(date(2025, 8, 28)))
    first = newcomer.start()
    assert SCHOOL in first._choices[0].text()
    first._choices[0].click()
    wizard = newcomer.wizard
    assert wizard.page.NAME == "calendar"
    assert page_of(wizard, CalendarPage).firsts[0].date() == qdate(date(2025, 8, 28))
    assert page_of(wizard, SchoolPage).school.text() == SCHOOL
    assert page_of(wizard, SchoolPage).stages[Stage.PRIMARY].isChecked()


def test_pupils_of_a_stage_that_is_not_ticked_are_told(newcomer: Newcomer) -> None:
    wizard = named_school(newcomer)
    page = page_of(wizard, SchoolPage)
    add_reader(wizard.desk, "李小雨", stage="primary", entry_year=2024, class_no=1)
    page.stages[Stage.JUNIOR].setChecked(True)
    assert "1 名学生" in newcomer.words("wizard_stage_note")
    page.stages[Stage.PRIMARY].setChecked(True)
    assert not page.stage_note.isVisible()


def test_starting_afresh_is_an_empty_page_and_deletes_nothing(newcomer: Newcomer) -> None:
    at(newcomer, "calendar")
    newcomer.start()
    newcomer.press("first_afresh")
    assert page_of(newcomer.wizard, SchoolPage).school.text() == ""
    assert len(list(paths.setup_dir().glob("aside_*.libdesk"))) == 1


def test_the_school_writes_its_stages_and_its_system(newcomer: Newcomer) -> None:
    wizard = named_school(newcomer)
    page = page_of(wizard, SchoolPage)
    for stage in (Stage.JUNIOR, Stage.SENIOR):
        page.stages[stage].setChecked(True)
    page.system.setCurrentIndex(1)
    newcomer.press("wizard_next")
    assert wizard.desk.settings.stages == ("junior", "senior")
    assert wizard.desk.settings.school_system == "54"


def test_a_folder_that_cannot_be_written_holds_the_wizard_up_with_the_reason(
    newcomer: Newcomer, tmp_path: Path
) -> None:
    wizard = named_school(newcomer)
    (tmp_path / "file").write_bytes(b"")
    page_of(wizard, SchoolPage).set_folder(tmp_path / "file" / "libdesk")
    assert not wizard.next_button.isEnabled()
    assert str(tmp_path / "file" / "libdesk") in newcomer.words("wizard_reason")
    page_of(wizard, SchoolPage).set_folder(tmp_path / "books")
    assert wizard.next_button.isEnabled()


def test_a_place_that_was_taken_meanwhile_is_told_at_the_end_and_nothing_is_lost(newcomer: Newcomer) -> None:
    at(newcomer, "scan")
    create_library(paths.default_library())
    before = paths.default_library().read_bytes()
    before_window = newcomer.window
    newcomer.press("wizard_next")
    newcomer.qtbot.waitUntil(lambda: newcomer.window is not before_window)
    assert newcomer.opened == []
    assert paths.default_library().read_bytes() == before
    assert newcomer.wizard.page.NAME in ("scan", "school")
    assert str(paths.data_dir()) in newcomer.words("wizard_reason")
    assert newcomer.wizard.desk.settings.school == SCHOOL


@pytest.mark.parametrize(
    ("stages", "template"),
    [
        ([Stage.PRIMARY], Template.PRIMARY),
        ([Stage.JUNIOR, Stage.SENIOR], Template.MIDDLE),
        ([Stage.SENIOR], Template.HIGH),
    ],
)
def test_the_stage_proposes_the_rules(newcomer: Newcomer, stages: list[Stage], template: Template) -> None:
    wizard = named_school(newcomer)
    for stage in stages:
        page_of(wizard, SchoolPage).stages[stage].setChecked(True)
    newcomer.press("wizard_next")
    newcomer.press("wizard_skip")
    assert page_of(wizard, RulesPage).chosen() is template
    newcomer.press("wizard_next")
    assert wizard.desk.library.fetch("SELECT count(*) FROM lending_rule") != [(0,)]


def test_a_list_that_was_read_but_not_imported_is_not_passed_over_by_mistake(
    newcomer: Newcomer, tmp_path: Path
) -> None:
    wizard = at(newcomer, "roster")
    page = wizard.page
    assert isinstance(page, ListPage)
    roster = tmp_path / "名册.csv"
    roster.write_text("姓名,班级,读者证号\n李小雨,五(3)班,R001\n王一,五(3)班,R002\n", "utf-8-sig")
    newcomer.settled(lambda: page.list.open_file(roster))
    assert not wizard.next_button.isEnabled()
    assert wizard.skip_button.isEnabled()
    newcomer.settled(page.list.foot.start.click)
    assert wizard.next_button.isEnabled()
    assert setting_up.count_draft(wizard.desk).readers == 2
    newcomer.settled(page.list.foot.undo.click)
    assert setting_up.count_draft(wizard.desk).readers == 0


def test_only_the_list_that_is_meant_can_be_chosen(newcomer: Newcomer) -> None:
    wizard = at(newcomer, "books")
    assert isinstance(wizard.page, ListPage)
    assert not wizard.page.list.file.kind.isVisible()


def test_a_pin_that_was_typed_counts_and_its_code_is_shown_before_going_on(newcomer: Newcomer) -> None:
    wizard = at(newcomer, "safety")
    page = page_of(wizard, SafetyPage)
    for field, text in ((page.name, "王老师"), (page.pin, "2468"), (page.again, "2468")):
        field.setText(text)
    newcomer.press("wizard_next")
    assert wizard.page is page
    assert len(newcomer.words("wizard_code")) > 10
    newcomer.press("wizard_next")
    assert wizard.page.NAME == "scan"
    assert setting_up.count_draft(wizard.desk).librarians == 1
    kept = (paths.setup_dir() / "typed.json").read_text("utf-8")
    assert "2468" not in kept
    assert "王老师" not in kept


def test_a_draft_with_a_pin_is_taken_up_only_by_who_knows_it(newcomer: Newcomer) -> None:
    wizard = at(newcomer, "safety")
    add_staff(wizard.desk, name="王老师", role=Role.LIBRARIAN, pin="2468")
    window = newcomer.start()
    newcomer.press("first_go_on")
    assert newcomer.window is window
    pin = newcomer.child("pin_box")
    assert QApplication.focusWidget() is pin
    newcomer.keys("1111")
    newcomer.key(Qt.Key.Key_Return)
    assert newcomer.window is window
    newcomer.press("first_go_on")
    newcomer.keys("2468")
    newcomer.key(Qt.Key.Key_Return)
    assert newcomer.wizard.page.NAME == "safety"


def test_two_pins_that_differ_are_refused_in_the_page(newcomer: Newcomer) -> None:
    wizard = at(newcomer, "safety")
    page = page_of(wizard, SafetyPage)
    for field, text in ((page.name, "王老师"), (page.pin, "2468"), (page.again, "2469")):
        field.setText(text)
    newcomer.press("wizard_next")
    assert wizard.page is page
    assert newcomer.words("wizard_reason")
    assert QApplication.activeModalWidget() is None


def test_a_second_place_on_the_same_disk_is_taken_with_a_warning(newcomer: Newcomer, tmp_path: Path) -> None:
    wizard = at(newcomer, "safety")
    page_of(wizard, SafetyPage).set_folder(str(tmp_path))
    assert wizard.desk.settings.backup_folder == str(tmp_path)
    assert page_of(wizard, SafetyPage).folder_note.property("role") == "warn"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("R000001", "李小雨"),
        ("0000001", "城南旧事"),
        ("9787020000000", ""),
        ("9787111636663", "ISBN"),
        ("LD-LEND", "命令卡"),
        ("XX-77", "不是读者证"),
        ("Ｒ０００００１", "李小雨"),
    ],
)
def test_the_last_page_tells_what_a_scan_is_and_lends_nothing(newcomer: Newcomer, code: str, told: str) -> None:
    wizard = at(newcomer, "safety")
    add_reader(wizard.desk, "李小雨", card="R000001")
    add_book(wizard.desk, "城南旧事", barcodes=["0000001"])
    newcomer.press("wizard_skip")
    box = newcomer.child("wizard_scan_box")
    assert QApplication.focusWidget() is box
    page_of(wizard, ScanPage).box.receive(code)
    assert told in newcomer.words("wizard_scan_told")
    assert wizard.desk.library.fetch("SELECT count(*) FROM loan") == [(0,)]


def test_a_scan_by_keys_ends_in_the_box_and_not_on_a_button(newcomer: Newcomer) -> None:
    at(newcomer, "scan")
    newcomer.keys("R000001")
    newcomer.key(Qt.Key.Key_Return)
    assert "R000001" in newcomer.words("wizard_scan_read")
    assert newcomer.opened == []


def test_the_whole_wizard_is_gone_through_by_keyboard(newcomer: Newcomer) -> None:
    wizard = newcomer.set_up()
    newcomer.keys("Sunshine")
    for _page in range(len(PAGES)):
        wizard.next_button.setFocus()
        newcomer.key(Qt.Key.Key_Space)
    newcomer.qtbot.waitUntil(lambda: newcomer.opened == [paths.default_library()])


@pytest.mark.parametrize("number", range(len(PAGES)))
@pytest.mark.parametrize("factor", [1.0, 1.25])
def test_every_page_fits_on_a_small_screen_and_has_names(newcomer: Newcomer, number: int, factor: float) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply_theme(app, scheme="light", factor=factor)
    wizard = named_school(newcomer)
    wizard.show_page(number)
    QApplication.processEvents()
    assert nameless(wizard) == []
    bar = wizard.centralWidget().verticalScrollBar()  # type: ignore[attr-defined]
    assert (wizard.width(), wizard.height()) == (911, 460)
    assert bar.maximum() == 0, "the buttons have to stand there without scrolling"
    theme.apply_theme(app, scheme="light")


def test_the_focus_is_in_the_first_field_of_each_page(newcomer: Newcomer) -> None:
    wizard = named_school(newcomer)
    for number, page in enumerate(wizard.pages):
        wizard.show_page(number)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert page.isAncestorOf(focus), page.NAME
        assert not (isinstance(focus, QLineEdit) and focus.isReadOnly())


def test_a_library_that_was_set_up_is_used_as_any_other(newcomer: Newcomer) -> None:
    at(newcomer, "scan")
    desk = make_desk(newcomer.finish(), clock=newcomer.clock)
    assert last_undoable(desk) is None  # F8 takes neither the name nor the terms away
    assert add_reader(desk, "李小雨").id == 1
    assert desk.library.fetch("PRAGMA journal_mode") == [("wal",)]
    desk.library.close()
