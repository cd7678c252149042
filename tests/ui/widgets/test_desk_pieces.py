"""The pieces around the banner: mode, last scans, keys, reader, suggestions, toast."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from libdesk.domain.outcome import Outcome
from libdesk.ui import theme
from libdesk.ui.widgets.key_strip import KeyStrip
from libdesk.ui.widgets.mode_line import ModeLine, ModeShape
from libdesk.ui.widgets.reader_panel import LoanLine, ReaderCard, ReaderPanel
from libdesk.ui.widgets.recent_list import LENGTH, RecentList, RecentRow
from libdesk.ui.widgets.scan_box import ScanBox
from libdesk.ui.widgets.suggestions import Suggestion, Suggestions
from libdesk.ui.widgets.toast import SHORTEST_SECONDS, Toast

LONG = "借《中国少年儿童百科全书·自然与环境卷（修订第三版）》"


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    theme.apply_theme(qapp, scheme="light")


def shown(qtbot: QtBot, widget: QWidget, width: int = 560, height: int = 300) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()


def test_the_mode_is_told_in_large_words_and_by_its_shape(qtbot: QtBot) -> None:
    line = ModeLine()
    shown(qtbot, line, height=40)
    pictures = []
    for shape in ModeShape:
        line.set_mode(shape, "借书", "等待图书")
        pictures.append(line.badge.grab().toImage())
    assert line.accessibleName() == "借书, 等待图书"
    assert theme.metrics(theme.Step.MODE, bold=True).height() >= 24
    assert len({bytes(picture.constBits()) for picture in pictures}) >= 4


def rows(count: int) -> list[RecentRow]:
    return [RecentRow(n, "10:32", Outcome.LENT, f"书{n}", "李小雨", undoable=True) for n in range(count)]


def buttons(recent: RecentList) -> list[QPushButton]:
    return [button for button in recent.findChildren(QPushButton) if button.isVisible()]


def test_each_of_the_last_scans_can_be_undone(qtbot: QtBot) -> None:
    recent = RecentList()
    shown(qtbot, recent)
    recent.show_rows(rows(LENGTH + 5))
    assert len(buttons(recent)) == LENGTH
    with qtbot.waitSignal(recent.undo_asked) as asked:
        QTest.mouseClick(buttons(recent)[2], Qt.MouseButton.LeftButton)
    assert asked.args == [2]
    assert "书2" in buttons(recent)[2].accessibleName()


def test_a_row_that_cannot_be_undone_says_why(qtbot: QtBot) -> None:
    recent = RecentList()
    shown(qtbot, recent)
    recent.show_rows(
        [
            RecentRow(1, "10:32", Outcome.LENT, "书", undoable=False, why_not="已经还了"),
            RecentRow(2, "10:31", Outcome.REFUSED, "借满 5 本"),
        ]
    )
    (only,) = buttons(recent)
    assert not only.isEnabled()
    assert only.toolTip() == only.accessibleDescription() == "已经还了"


def test_arrows_go_from_undo_to_undo_and_only_one_is_in_the_tab_order(qtbot: QtBot) -> None:
    recent = RecentList()
    shown(qtbot, recent)
    recent.show_rows(rows(3))
    recent.activateWindow()
    qtbot.waitUntil(recent.isActiveWindow)
    first, second, third = buttons(recent)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    QTest.keyClick(second, Qt.Key.Key_Down)
    QTest.keyClick(third, Qt.Key.Key_Down)
    assert third.hasFocus()
    assert [bool(button.focusPolicy() & Qt.FocusPolicy.TabFocus) for button in (first, second, third)] == [
        True,
        False,
        False,
    ]


def test_an_empty_list_of_scans_says_what_it_is_for(qtbot: QtBot) -> None:
    recent = RecentList()
    shown(qtbot, recent)
    recent.show_rows(rows(2))
    recent.show_rows([])
    assert buttons(recent) == []


def actions(parent: QWidget, *texts: str) -> list[QAction]:
    made = [QAction(text, parent) for text in texts]
    for number, action in enumerate(made, 1):
        action.setShortcut(QKeySequence(f"F{number}"))
    return made


def test_a_key_is_pressed_by_its_words(qtbot: QtBot) -> None:
    strip = KeyStrip()
    shown(qtbot, strip, 911, 40)
    help_action, _lend = made = actions(strip, "帮助", "借书")
    strip.set_actions(made)
    pressed: list[bool] = []
    help_action.triggered.connect(lambda: pressed.append(True))
    first, second = strip.buttons()
    assert (first.text(), second.text()) == ("F1 帮助", "F2 借书")
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert pressed == [True]


def test_a_long_name_gives_way_and_is_told_whole(qtbot: QtBot) -> None:
    strip = KeyStrip()
    shown(qtbot, strip, 600, 40)
    made = actions(strip, "帮助", "借书", "还书", "续借", "查书", "读者", "打印", f"撤销：{LONG}", "馆员")
    strip.set_actions(made)
    undo = strip.buttons()[7]
    assert undo.text().endswith("…")
    assert LONG in undo.accessibleName()
    assert all(button.geometry().right() <= strip.width() for button in strip.buttons())
    assert len({button.y() for button in strip.buttons()}) == 1
    made[7].setText("撤销")
    assert undo.text() == "F8 撤销"


def test_a_narrow_strip_takes_a_second_line(qtbot: QtBot) -> None:
    strip = KeyStrip()
    shown(qtbot, strip, 300, 40)
    strip.set_actions(actions(strip, "帮助", "借书", "还书", "续借", "查书", "读者"))
    assert len({button.y() for button in strip.buttons()}) == 2
    assert all(button.geometry().right() <= strip.width() for button in strip.buttons())
    assert all(button.height() >= 24 for button in strip.buttons())


def test_a_hidden_action_has_no_key_and_a_disabled_one_a_grey_one(qtbot: QtBot) -> None:
    strip = KeyStrip()
    shown(qtbot, strip, 600, 40)
    made = actions(strip, "帮助", "借书", "还书")
    strip.set_actions(made)
    made[0].setVisible(False)
    made[1].setEnabled(False)
    assert [(button.text(), button.isEnabled()) for button in strip.buttons()] == [
        ("F2 借书", False),
        ("F3 还书", True),
    ]


CARD = ReaderCard(
    key=1,
    name="李小雨",
    group="五(3)班",
    out=3,
    limit=5,
    loans=(LoanLine(7, "城南旧事", "12月14日 周一"), LoanLine(8, "草房子", "11月10日", days_overdue=12)),
    notes=("预约到了：昆虫记",),
)


def test_the_reader_is_told_with_what_is_out_and_overdue_in_words(qtbot: QtBot) -> None:
    panel = ReaderPanel()
    shown(qtbot, panel, 320, 400)
    panel.show_card(CARD)
    for part in ("李小雨", "五(3)班", "3", "5", "12", "预约到了：昆虫记"):
        assert part in panel.accessibleName()
    due = panel.loans.model.index(1, 1).data()
    assert "11月10日" in due
    assert due != "11月10日"
    with qtbot.waitSignal(panel.loan_opened) as opened:
        panel.loans.select(8)
        QTest.keyClick(panel.loans.view, Qt.Key.Key_Return)
    assert opened.args == [8]


def test_nobody_at_the_desk_leaves_nothing_of_the_last_reader(qtbot: QtBot) -> None:
    panel = ReaderPanel()
    shown(qtbot, panel, 320, 400)
    panel.show_card(CARD)
    panel.show_card(None)
    assert "李小雨" not in panel.accessibleName()
    assert not panel.loans.isVisible()


def test_the_end_of_a_session_is_counted_down(qtbot: QtBot) -> None:
    panel = ReaderPanel()
    shown(qtbot, panel, 320, 400)
    panel.show_card(CARD)
    panel.set_countdown(8)
    assert "8" in panel.countdown.text()
    assert panel.countdown.isVisible()
    panel.set_countdown(None)
    assert not panel.countdown.isVisible()


def test_a_broken_photo_is_no_error(qtbot: QtBot) -> None:
    panel = ReaderPanel()
    shown(qtbot, panel, 320, 400)
    panel.show_card(ReaderCard(1, "李小雨", "五(3)班", 0, 5, photo=b"no picture"))
    assert panel.accessibleName().startswith("李小雨")


@pytest.fixture
def typing(qtbot: QtBot) -> tuple[QWidget, ScanBox, Suggestions]:
    window = QWidget()
    box = ScanBox()
    layout = QVBoxLayout(window)
    layout.addWidget(box)
    layout.addStretch(1)
    suggestions = Suggestions(box, window)
    shown(qtbot, window)
    return window, box, suggestions


HITS = (Suggestion(11, "李小雨", "五(3)班"), Suggestion(12, "林晓燕", "六(1)班"))


def test_a_suggestion_is_picked_with_the_arrows_and_return(
    qtbot: QtBot, typing: tuple[QWidget, ScanBox, Suggestions]
) -> None:
    _window, box, suggestions = typing
    box.insert("lxy")
    suggestions.show_hits(HITS)
    assert suggestions.isVisible()
    assert suggestions.geometry().top() >= box.geometry().bottom()
    QTest.keyClick(box, Qt.Key.Key_Down)
    with qtbot.waitSignal(suggestions.picked) as picked:
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert picked.args == [12]
    assert box.text() == ""
    assert not suggestions.isVisible()
    assert not box.choosing


def test_one_hit_still_waits_for_return(qtbot: QtBot, typing: tuple[QWidget, ScanBox, Suggestions]) -> None:
    _window, box, suggestions = typing
    box.insert("lxy")
    with qtbot.assertNotEmitted(suggestions.picked):
        suggestions.show_hits(HITS[:1])
    with qtbot.waitSignal(suggestions.picked):
        QTest.keyClick(box, Qt.Key.Key_Return)


def test_no_hit_is_told_and_picks_nothing(typing: tuple[QWidget, ScanBox, Suggestions]) -> None:
    _window, box, suggestions = typing
    scans: list[str] = []
    box.scanned.connect(lambda raw, _typed: scans.append(raw))
    box.insert("zzz")
    suggestions.show_hits((), nothing="没有这个名字")
    assert suggestions.isVisible()
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert scans == ["zzz"]


def test_escape_closes_the_suggestions(typing: tuple[QWidget, ScanBox, Suggestions]) -> None:
    _window, box, suggestions = typing
    suggestions.show_hits(HITS)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not suggestions.isVisible()


def test_a_toast_answers_once_and_stays_clear_of_the_scan_box(
    qtbot: QtBot, typing: tuple[QWidget, ScanBox, Suggestions]
) -> None:
    window, box, _suggestions = typing
    toast = Toast(window)
    answers: list[bool] = []
    toast.show_text("已删除读者 王一。", choice=("撤销", lambda: answers.append(True)), seconds=0.1)
    assert toast.isVisible()
    assert not toast.geometry().intersects(box.geometry())
    assert toast.seconds_left() > SHORTEST_SECONDS - 1
    QTest.mouseClick(toast.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert answers == [True]
    assert not toast.isVisible()


def test_a_toast_without_a_choice_has_no_button(qtbot: QtBot, typing: tuple[QWidget, ScanBox, Suggestions]) -> None:
    window, _box, _suggestions = typing
    toast = Toast(window)
    toast.show_text("已保存。")
    assert not any(button.isVisible() for button in toast.findChildren(QPushButton))
    assert toast.accessibleName() == toast.text() == "已保存。"


def test_a_toast_with_more_than_a_line_says_all_of_it(typing: tuple[QWidget, ScanBox, Suggestions]) -> None:
    toast = Toast(typing[0])
    toast.show_text("已保存。")
    one_line = toast.height()
    toast.show_text("已保存。" * 40)
    assert toast.height() > one_line
    assert typing[0].rect().contains(toast.geometry())
