"""The school of the term that is lived through from the plan to the summary, and the hands that work in it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from libdesk.actions import staff
from libdesk.actions.settings import change_settings
from libdesk.domain.ops import Op, Role
from libdesk.store.tables import Title
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.tab import Tab
from tests.builders import Clock, add_book, add_reader, as_librarian, change_copy, make_desk, make_library
from tests.documents.pdf import texts
from tests.e2e.back_room_hands import BackRoom
from tests.e2e.school_hands import PIN, press, settled
from tests.windows import Seat

FIRST, LAST = date(2026, 9, 1), date(2027, 1, 22)
TERM: Final = "2026—2027学年第一学期"
SHELF: Final = 20  # story books
NEW: Final = 3  # that come in October
BOX: Final = "X0001"
THIRD, SIXTH = 2024, 2021  # the years in which this year's third and sixth grades began
# Whose names are looked for on what others read: name, entry year, class.
PUPILS: Final = (
    ("周小红", THIRD, 1), ("孙小亮", THIRD, 1), ("李小明", THIRD, 2), ("何小田", THIRD, 2), ("赵小六", SIXTH, 1),
    ("钱小七", SIXTH, 1),
)  # fmt: skip
HELPERS: Final = ("周小红", "孙小亮", "李小明")
TabT = TypeVar("TabT", bound=Tab)


def story(number: int) -> str:
    return f"S{number:04d}"


def fresh(number: int) -> str:
    return f"N{number:04d}"


def school_in_summer(folder: Path, qtbot: QtBot) -> BackRoom:
    """Story books, an empty box, three new books that nobody has labelled, six pupils, a teacher, two classes."""
    clock, library = Clock(FIRST), make_library(folder)
    desk = make_desk(library, Role.HELPER, clock=clock)
    room = BackRoom(library, folder, clock, qtbot, desk, {})
    change_settings(as_librarian(desk), school="阳光小学", stages=["primary"])
    for name, year, class_no in PUPILS:
        room.readers[name] = add_reader(desk, name, entry_year=year, class_no=class_no)
    room.readers["王老师"] = add_reader(desk, "王老师", kind="teacher")
    for class_no in (1, 2):
        name = f"三({class_no})班"
        room.readers[name] = add_reader(desk, name, kind="class", entry_year=THIRD, class_no=class_no)
    for number in range(1, SHELF + 1):
        made = add_book(desk, f"故事第{number}册", call_no=f"I287.5/{number}", barcodes=[story(number)])
        room.copies[story(number)] = made.copy_id
    box = add_book(desk, "书箱一", item_kind="box", barcodes=[BOX])
    with as_librarian(desk).action(Op.IMPORT_BOOKS) as act:
        act.change(Title, box.title_id, kind="box")
    room.copies[BOX] = box.copy_id
    staff.add_staff(as_librarian(desk), name="陈老师", role=Role.LIBRARIAN, pin=PIN)
    desk.close()
    return room


def a_parcel_came(room: BackRoom) -> None:
    """New books, catalogued and not yet stamped, labelled, shelved."""
    for number in range(1, NEW + 1):
        made = add_book(room.desk, f"新书第{number}册", call_no=f"K109/{number}", barcodes=[fresh(number)])
        change_copy(room.desk, made.copy_id, entered=room.desk.today.isoformat(), waiting=7)
        room.copies[fresh(number)] = made.copy_id


def semester_page(seat: Seat, kind: type[TabT]) -> TabT:
    """A page of the semester with the keyboard where it begins; what it reads beside the desk is read."""
    return page_of(seat, "semester_tab", kind)


def page_of(seat: Seat, tab_name: str, kind: type[TabT]) -> TabT:
    tab = seat.window.show_tab(tab_name)
    assert isinstance(tab, PagedTab)
    page = tab.show_page(kind.NAME)
    assert isinstance(page, kind)
    settled(seat, tab.take_focus)
    return page


def answer(seat: Seat, code: str) -> None:
    """A choice of a question that stands in the page."""
    press(seat, f"choose_{code}")


def pick_text(seat: Seat, name: str, text: str) -> None:
    """An entry of a choice by its words."""
    combo = seat.child(name)
    assert isinstance(combo, QComboBox)
    assert combo.findText(text) >= 0, [combo.itemText(n) for n in range(combo.count())]
    combo.setCurrentIndex(combo.findText(text))
    combo.activated.emit(combo.currentIndex())


def fill(seat: Seat, name: str, text: str) -> None:
    """What an input method leaves in a field."""
    field = seat.child(name)
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    else:
        assert isinstance(field, QLineEdit)
        field.setText(text)


def papers(seat: Seat, work: Callable[[], object]) -> list[str]:
    """The words of all that is printed meanwhile; it is read here instead of being shown in another program."""
    tab = seat.window.tabs.current
    made: list[str] = []
    tab.document_asked.disconnect()  # type: ignore[attr-defined]
    tab.document_asked.connect(lambda _title, make: made.append("\n".join(texts(make()))))  # type: ignore[attr-defined]
    work()
    return made


def toast(seat: Seat) -> str:
    return seat.window.toast.text()
