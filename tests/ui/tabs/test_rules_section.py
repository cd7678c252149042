"""The table of lending rules by keyboard: a cell is chosen, changed, given back to the rule above, and undone."""

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QDoubleSpinBox
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.rules import apply_template
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.duedates import OverduePolicy
from libdesk.domain.rule_templates import Template, rules_of
from libdesk.domain.rulebook import ANY, DEFAULT_RULES
from libdesk.ui import theme
from libdesk.ui.settings.rules import RulesSection
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.builders import set_setting
from tests.look import dress
from tests.ui.surroundings import Kept, nameless
from tests.ui.tabs.settings_page import field, number, opened, pick, press

KEY = Qt.Key


@pytest.fixture
def tab(qtbot: QtBot, kept: Kept) -> SettingsTab:
    made = SettingsTab(kept.around)
    qtbot.addWidget(made)
    made.resize(911, 380)
    with qtbot.waitExposed(made):
        dress()
        made.show()
    return made


@pytest.fixture
def section(tab: SettingsTab) -> RulesSection:
    found = opened(tab, "RulesSection")
    assert isinstance(found, RulesSection)
    return found


def text(section: RulesSection, kind: str, item: str) -> str:
    table = section.table.rules
    return str(table.data(table.index(table.rows.index(kind), table.columns.index(item))))


def colour(section: RulesSection, kind: str, item: str) -> QColor | None:
    table = section.table.rules
    index = table.index(table.rows.index(kind), table.columns.index(item))
    found: QColor | None = table.data(index, Qt.ItemDataRole.ForegroundRole)
    return found


def undo_last(desk: Desk) -> None:
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)


def test_the_whole_table_is_read_at_a_glance(section: RulesSection) -> None:
    assert text(section, "pupil", ANY) == "3册\n14天 续1"
    assert text(section, "pupil", "periodical") == "1册\n7天 不续"
    assert text(section, "pupil", "newspaper") == "不外借"
    assert text(section, "teacher", "book") == "10册\n60天 续2"
    assert colour(section, "pupil", "periodical") is None
    assert colour(section, "teacher", "book") == QColor(theme.current().colours.faint), "taken from the rule above"
    assert section.table.horizontalScrollBar().maximum() == 0, "all columns are seen at once"


def test_a_cell_is_chosen_and_changed_by_keyboard_alone(qtbot: QtBot, section: RulesSection, desk: Desk) -> None:
    section.table.setFocus()
    for key in (KEY.Key_Down, KEY.Key_Right, KEY.Key_Return):
        QTest.keyClick(QApplication.focusWidget() or section, key)
    assert QApplication.focusWidget() is section.form.books
    QTest.keyClicks(section.form.books, "7")
    QTest.keyClick(section.form.books, KEY.Key_Tab)
    assert QApplication.focusWidget() is section.form.days
    assert desk.rules.rules["teacher", "book"].max_loans == 7
    assert text(section, "teacher", "book").startswith("7册")
    QTest.keyClick(section.form.days, KEY.Key_Escape)
    assert QApplication.focusWidget() is section.table
    assert section.table.key == ("teacher", "book")
    QTest.keyClick(section.table, KEY.Key_Delete)
    assert ("teacher", "book") not in desk.rules.rules
    undo_last(desk)
    assert desk.rules.rules["teacher", "book"].max_loans == 7


def test_every_number_of_a_rule_counts_at_once(tab: SettingsTab, section: RulesSection, desk: Desk) -> None:
    set_setting(desk, "money", True)
    section.refresh()
    number(tab, "rule_books").setValue(-1)
    number(tab, "rule_days").setValue(21)
    number(tab, "rule_renewals").setValue(2)
    number(tab, "rule_renewal_days").setValue(7)
    number(tab, "rule_holds").setValue(3)
    pick(tab, "rule_overdue", OverduePolicy.BLOCK)
    pick(tab, "rule_suspension", Fraction(1, 2))
    number(tab, "rule_suspension_most").setValue(10)
    for name, yuan in (("rule_fine", 0.1), ("rule_fine_most", 5)):
        box = field(tab, name)
        assert isinstance(box, QDoubleSpinBox)
        box.setValue(yuan)
    rule = desk.rules.total("pupil")
    assert (rule.max_loans, rule.days, rule.renewals, rule.renewal_days, rule.max_holds) == (None, 21, 2, 7, 3)
    assert (rule.overdue, rule.suspension_days_per_day, rule.max_suspension_days) == ("block", Fraction(1, 2), 10)
    assert (rule.fine_fen_per_day, rule.max_fine_fen) == (10, 500)


def test_fines_stand_there_only_where_money_is_taken(tab: SettingsTab, section: RulesSection, desk: Desk) -> None:
    assert not section.form.fine.isVisible()
    press(tab, "set_money")
    assert desk.settings.money
    assert section.form.fine.isVisible()


def test_a_loan_of_no_day_is_refused_in_words_beside_the_number(tab: SettingsTab, desk: Desk) -> None:
    section = opened(tab, "RulesSection")
    assert isinstance(section, RulesSection)
    number(tab, "rule_days").setValue(0)
    assert section.form.fault.isVisible()
    assert "0" in section.form.fault.text()
    assert not section._fault.isVisible()
    assert number(tab, "rule_days").value() == 14
    assert desk.rules.total("pupil") == DEFAULT_RULES["pupil", ANY]
    number(tab, "rule_days").setValue(10)
    assert not section.form.fault.isVisible()


def test_what_counts_for_all_items_together_stands_only_under_everything(section: RulesSection) -> None:
    assert section.form.holds.isVisible()
    section.table.choose(("pupil", "periodical"))
    assert not section.form.holds.isVisible()
    assert not section.form.overdue.isVisible()


def test_grades_get_rows_when_asked_for_or_set(tab: SettingsTab, section: RulesSection, desk: Desk) -> None:
    assert "pupil_low" not in section.table.rules.rows
    press(tab, "rules_grades")
    assert section.table.rules.rows[:4] == ("pupil", "pupil_low", "pupil_mid", "pupil_high")
    section.table.choose(("pupil_low", ANY))
    number(tab, "rule_books").setValue(1)
    press(tab, "rules_grades")
    assert [kind for kind in section.table.rules.rows if kind.startswith("pupil_")] == ["pupil_low"]
    assert desk.rules.rule("pupil_low", "book").max_loans == 1
    assert desk.rules.rule("pupil_mid", "book").max_loans == 3


def test_only_the_schools_own_stages_are_offered(tab: SettingsTab, section: RulesSection, desk: Desk) -> None:
    set_setting(desk, "stages", ("senior",))
    section.refresh()
    press(tab, "rules_grades")
    assert [kind for kind in section.table.rules.rows if kind.startswith("pupil_")] == ["pupil_senior"]


def test_the_button_names_the_rule_that_would_speak(tab: SettingsTab, section: RulesSection, desk: Desk) -> None:
    assert not section.form.clear.isVisible(), "there is no rule above"
    section.table.choose(("pupil", "periodical"))
    button = field(tab, "rule_clear")
    assert isinstance(button, QAbstractButton)
    assert "学生 · 全部" in button.text()
    press(tab, "rule_clear")
    assert text(section, "pupil", "periodical") == "3册\n14天 续1"
    assert not section.form.clear.isVisible()


@pytest.mark.parametrize("template", Template)
def test_a_template_takes_the_place_of_the_table(
    tab: SettingsTab, section: RulesSection, desk: Desk, kept: Kept, template: Template
) -> None:
    pick(tab, "rules_template", template)
    press(tab, "rules_template_apply")
    assert desk.rules.rules == rules_of(template)
    assert "F8" in kept.said[-1]
    undo_last(desk)
    section.refresh()
    assert text(section, "pupil", ANY) == "3册\n14天 续1"


def test_the_cursor_stays_on_its_cell_through_a_change(tab: SettingsTab, section: RulesSection, desk: Desk) -> None:
    section.table.choose(("staff", "av"))
    number(tab, "rule_days").setValue(5)
    apply_template(desk, Template.PRIMARY)
    section.refresh()
    assert section.table.key == ("staff", "av")


def test_the_switches_of_the_library_count_at_once(tab: SettingsTab, section: RulesSection, desk: Desk) -> None:
    number(tab, "set_warned_grades").setValue(3)
    number(tab, "set_loss_percent").setValue(150)
    number(tab, "set_damage_severe").setValue(80)
    for name in ("set_cap_to_term", "set_several_copies"):
        press(tab, name)
    found = desk.settings
    assert (found.warned_grades, found.loss_percent) == (3, 150)
    assert (found.damage_slight, found.damage_severe) == (0, 80)
    assert (found.cap_to_term, found.several_copies) == (False, True)


def test_every_cell_tells_a_screen_reader_where_it_stands(section: RulesSection) -> None:
    table = section.table.rules
    for row in range(table.rowCount()):
        for column in range(table.columnCount()):
            said = table.data(table.index(row, column), Qt.ItemDataRole.AccessibleTextRole)
            assert "·" in said


@pytest.mark.parametrize("name", ["RulesSection", "HolidayLendingSection", "TryLoanSection"])
def test_the_pages_help_is_their_own(tab: SettingsTab, name: str) -> None:
    section = opened(tab, name)
    assert tab.help_topic == section.HELP != "settings_tab"
    assert nameless(tab) == []
    assert all(box.objectName() for box in section.findChildren(QAbstractSpinBox))


def test_from_the_table_one_step_leads_to_trying_a_loan(tab: SettingsTab, section: RulesSection) -> None:
    press(tab, "rules_try")
    assert tab.list.currentRow() == tab.section_names().index("TryLoanSection")
