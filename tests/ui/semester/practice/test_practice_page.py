"""The practice page in the real window: a pupil learns at the desk, and the school's library does not notice."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libdesk import paths
from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.shifts import end_shift, start_shift
from libdesk.demo.practice import practice_sample
from libdesk.domain.drills import DRILLS
from libdesk.domain.ops import Op, Role
from libdesk.domain.rows.drills import DrillLine
from libdesk.store.queries import drills as queries
from libdesk.ui.semester.practice.page import PracticePage
from tests.builders import TODAY, Clock, ReaderMade, add_book, add_reader, make_desk
from tests.invariants import rows_of
from tests.ui.surroundings import nameless, surroundings
from tests.windows import Seat, seat_at


@pytest.fixture
def pupil(desk: Desk) -> ReaderMade:
    return add_reader(desk, "王小明", helper=True)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The day's sample, which every test would else make anew."""
    return practice_sample(tmp_path_factory.mktemp("sample"), TODAY)


@pytest.fixture
def seat(
    desk: Desk, pupil: ReaderMade, library_path: Path, clock: Clock, data_folder: Path, tmp_path: Path, qtbot: QtBot,
    sample: Path,
) -> Iterator[Seat]:  # fmt: skip
    """A pupil on duty, who has lent a book this morning."""
    today = paths.practice_dir() / TODAY.isoformat()
    today.mkdir(parents=True)
    shutil.copyfile(sample, today / sample.name)
    book = add_book(desk, "草房子", barcodes=["B1"])
    theirs = make_desk(library_path, Role.HELPER, clock=clock)
    start_shift(theirs, pupil.id)
    lend(theirs, copy_id=book.copy_id, reader_id=add_reader(desk, "李雷").id)
    with seat_at(theirs, tmp_path, qtbot) as made:
        yield made
    theirs.close()


@pytest.fixture
def page(seat: Seat) -> PracticePage:
    found = seat.open("semester_tab", "practice_page")
    assert isinstance(found, PracticePage)
    return found


def begun(page: PracticePage, code: str, qtbot: QtBot) -> PracticePage:
    """With the drill on the desk, as by Return in the list."""
    assert page.start.list.select(code)
    page.start.list.view.setFocus()
    QTest.keyClick(page.start.list.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.place is not None)
    return page


def scan(page: PracticePage, *codes: str) -> str:
    """A scanner; gives what the practice desk says."""
    assert page.place is not None
    for code in codes:
        page.place.box.forget_last()
        page.place.box.receive(code)
    return page.place.banner.text()


def record(desk: Desk, pupil: ReaderMade) -> list[DrillLine]:
    return queries.record(desk.library, pupil.id)


def ticked(page: PracticePage) -> list[bool]:
    assert page.panel is not None
    return [line.done for line in page.panel.steps]


def test_a_drill_is_done_by_the_scanner_and_its_result_is_noted_for_who_is_on_duty(
    seat: Seat, page: PracticePage, desk: Desk, pupil: ReaderMade, qtbot: QtBot
) -> None:
    begun(page, "lend", qtbot)
    assert page.place is not None
    assert page.panel is not None
    assert page.place.box.hasFocus()
    assert "不会改动学校的数据" in page.stripe.words.text()
    for code in ("LXR01", "LXB01", "LXB02"):
        seat.scan(code)
        page.place.box.forget_last()
    assert ticked(page) == [True, True, True, False, False]
    seat.scan("LXB03")
    assert record(desk, pupil) == []
    seat.key(Qt.Key.Key_Escape)
    assert all(ticked(page))
    assert "已记入培训记录" in page.panel.result.text()
    assert [(line.code, line.passed, line.slips) for line in record(desk, pupil)] == [("lend", True, "")]


def test_not_a_row_of_the_schools_library_changes_but_the_drill(
    seat: Seat, page: PracticePage, desk: Desk, qtbot: QtBot
) -> None:
    before = rows_of(desk.library.connection, but=("drill",))
    entries = desk.library.fetch("SELECT count(*) FROM journal")
    files = {path.name: path.read_bytes() for path in paths.data_dir().glob("*") if path.is_file()}
    said = seat.window.lending.session.recent.rows()
    begun(page, "lend", qtbot)
    scan(page, "LXR01", "LXB01", "LXB13")
    seat.key(Qt.Key.Key_F8)  # the wrong book
    scan(page, "LXB02", "LXB03")
    seat.key(Qt.Key.Key_F3)
    seat.key(Qt.Key.Key_F2)
    seat.key(Qt.Key.Key_F7)
    seat.key(Qt.Key.Key_Escape)
    scan(page, "LD-SHIFT", "LD-RETURN", "LXB01")
    QTest.keyClick(seat.focus, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert page.place is None
    assert rows_of(desk.library.connection, but=("drill",)) == before
    added = desk.library.fetch("SELECT op FROM journal ORDER BY id")[entries[0][0] :]
    assert added == [(Op.NOTE_DRILL,)]
    assert seat.window.lending.session.recent.rows() == said
    assert {path.name: path.read_bytes() for path in paths.data_dir().glob("*") if path.is_file()} == files


def test_f8_takes_back_what_was_done_in_practice_and_never_the_schools(
    seat: Seat, page: PracticePage, desk: Desk, qtbot: QtBot
) -> None:
    begun(page, "undo", qtbot)
    action = seat.window.actions_by_name["undo"]
    assert not action.isEnabled()  # at the practice desk nothing was done yet
    seat.key(Qt.Key.Key_F8)
    scan(page, "LXR04", "LXB10")
    assert "河上的桥" in action.text()
    seat.key(Qt.Key.Key_F8)
    assert ticked(page) == [True, True, True, False]
    scan(page, "LXB11")
    assert all(ticked(page))
    assert desk.library.fetch("SELECT count(*) FROM loan WHERE returned IS NULL") == [(1,)]
    page.leave()
    assert "河上的桥" not in action.text()
    assert not action.isEnabled()  # neither the result in the pupil's record nor a loan of before


def test_a_blocked_card_is_mastered_by_lending_nothing(
    page: PracticePage, desk: Desk, pupil: ReaderMade, qtbot: QtBot
) -> None:
    begun(page, "blocked", qtbot)
    assert "停用" in scan(page, "LXR02")
    assert page.place is not None
    assert "请找老师" in scan(page, "LXB04")
    assert page.place.offers.press("F12") is False  # a pupil cannot pass over it
    page.place.escape()
    assert [line.passed for line in record(desk, pupil)] == [True]


def test_a_torn_book_is_reported_with_the_one_key(
    page: PracticePage, desk: Desk, pupil: ReaderMade, qtbot: QtBot
) -> None:
    begun(page, "torn", qtbot)
    scan(page, "LXB05")
    assert page.place is not None
    QTest.keyClick(page.place.box, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert page.place.form.isVisible()
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return)
    assert [line.passed for line in record(desk, pupil)] == [True]


def test_the_other_drills_are_mastered_at_the_real_desk(
    page: PracticePage, desk: Desk, pupil: ReaderMade, qtbot: QtBot
) -> None:
    begun(page, "return", qtbot)
    scan(page, "LXB09", "LXB08")
    begun(page, "isbn", qtbot)
    assert "出版社" in scan(page, "LXR03", "9787999000013")
    scan(page, "LXB07")
    begun(page, "hold", qtbot)
    assert "何田" in scan(page, "LXB12")
    scan(page, "LXR05", "LXB12")
    begun(page, "class_sheet", qtbot)
    scan(page, "LXR10", "LXB13")
    begun(page, "renew", qtbot)
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_F4)
    scan(page, "LXB14")
    noted = {line.code: (line.passed, line.slips) for line in record(desk, pupil)}
    assert noted == dict.fromkeys(("return", "isbn", "hold", "class_sheet", "renew"), (True, ""))
    page.leave()
    rows = {row.drill.code: row.mastered for row in page.start.list.model.rows()}
    assert {code for code, mastered in rows.items() if mastered} == set(noted)


def test_copies_before_the_card_count_as_well(page: PracticePage, desk: Desk, pupil: ReaderMade, qtbot: QtBot) -> None:
    begun(page, "lend", qtbot)
    scan(page, "LXB01", "LXB02", "LXB03", "LXR01")
    assert ticked(page) == [True, True, True, True, False]


def test_what_went_wrong_stands_there_in_words_and_in_the_record(
    page: PracticePage, desk: Desk, pupil: ReaderMade, qtbot: QtBot
) -> None:
    begun(page, "return", qtbot)
    scan(page, "LXR07", "LXB08", "LXB01")
    assert page.panel is not None
    assert "F8" in page.panel.hint.text()
    page.panel.end.click()
    assert "没有做完" in page.panel.result.text()
    assert "还书只要扫书" in page.panel.slips.text()
    [line] = record(desk, pupil)
    assert (line.passed, line.slips) == (False, "card_needless,other_book,unfinished")
    page.panel.again.click()
    qtbot.waitUntil(lambda: page.place is not None)
    assert ticked(page) == [False, False]  # everything is as it was


def test_a_drill_without_a_deed_is_left_without_a_word_in_the_record(
    page: PracticePage, desk: Desk, pupil: ReaderMade, qtbot: QtBot
) -> None:
    begun(page, "lend", qtbot)
    assert page.panel is not None
    page.panel.end.click()
    assert page.place is None
    assert page.start.list.view.hasFocus()
    assert record(desk, pupil) == []


def test_the_next_drill_follows_by_its_button(page: PracticePage, qtbot: QtBot) -> None:
    begun(page, "renew", qtbot)
    assert page.panel is not None
    page.panel.next_asked.emit()
    qtbot.waitUntil(lambda: page.panel is not None and page.panel.drill is DRILLS[0])


def test_while_the_desk_is_laid_out_a_scan_goes_nowhere_and_before_it_to_the_real_desk(
    seat: Seat, page: PracticePage, qtbot: QtBot
) -> None:
    assert page.scan_target is None
    page.begin("lend")
    assert page.scan_target is not None
    assert page.scan_target is not seat.window.lending.box
    page.scan_target.receive("B1")
    assert "正在摆好" in page.start.told.text()
    qtbot.waitUntil(lambda: page.place is not None)
    assert page.place is not None
    assert page.scan_target is page.place.box


def test_it_ends_with_the_shift_and_nothing_is_left_of_it(
    seat: Seat, page: PracticePage, desk: Desk, pupil: ReaderMade, qtbot: QtBot
) -> None:
    begun(page, "lend", qtbot)
    scan(page, "LXR01", "LXB01")
    end_shift(seat.window.desk)
    assert page.place is None
    assert not page.stripe.isVisible()
    assert list(paths.practice_dir().glob("*/desk-*")) == []
    assert record(desk, pupil) == []
    assert "没有人值班" in page.start.alone.text()
    begun(page, "renew", qtbot)
    scan(page, "LD-RENEW", "LXB14")
    assert page.panel is not None
    assert "不记录" in page.panel.result.text()
    assert desk.library.fetch("SELECT count(*) FROM drill") == [(0,)]


def test_it_ends_with_the_role_and_with_the_window(seat: Seat, page: PracticePage, qtbot: QtBot) -> None:
    begun(page, "lend", qtbot)
    seat.key(Qt.Key.Key_F9)  # nobody has a PIN
    assert seat.window.desk.actor.role is Role.LIBRARIAN
    assert page.place is None
    begun(page, "lend", qtbot)
    seat.window.jobs.closing.emit()
    assert page.place is None
    assert list(paths.practice_dir().glob("*/desk-*")) == []


def test_a_librarian_chooses_whose_record_it_is(
    seat: Seat, page: PracticePage, desk: Desk, pupil: ReaderMade, qtbot: QtBot
) -> None:
    seat.key(Qt.Key.Key_F9)
    seat.window.show_tab("semester_tab")
    assert [page.start.who.itemText(row) for row in range(page.start.who.count())] == ["不记录，只是试试", "王小明"]
    page.start.who.setCurrentIndex(1)
    page.start.who.activated.emit(1)
    begun(page, "renew", qtbot)
    scan(page, "LD-RENEW", "LXB14")
    assert [line.code for line in record(desk, pupil)] == ["renew"]


def test_where_no_practice_library_can_be_made_a_sentence_says_so(page: PracticePage, qtbot: QtBot) -> None:
    for folder in paths.practice_dir().iterdir():
        folder.rename(folder.with_name("gone"))
        folder.write_text("in the way")
    page.begin("lend")
    qtbot.waitUntil(lambda: not page.around.jobs.running)
    assert page.place is None
    assert "没有准备好" in page.start.told.text()


def test_the_codes_are_printed_for_a_scanner_that_reads_no_screen(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    with surroundings(desk, tmp_path) as kept:
        page = PracticePage(kept.around)
        qtbot.addWidget(page)
        with qtbot.waitSignal(page.document_asked) as asked:
            page.start.print.click()
        assert asked.args[1]().startswith(b"%PDF")


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.code)
def test_all_of_a_drill_has_a_name_for_a_screen_reader(page: PracticePage, qtbot: QtBot, drill: object) -> None:
    code = getattr(drill, "code", "")
    begun(page, code, qtbot)
    assert nameless(page) == []
    assert page.minimumSizeHint().width() <= 900
