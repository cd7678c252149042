"""Keys of the shelf follow the school's reading of author numbers: when it changes, and when the change is undone."""

from libdesk.actions.desk import Desk
from libdesk.actions.settings import change_settings
from libdesk.actions.undo import undo
from libdesk.domain.ops import Op
from libdesk.store.tables import Title
from tests.builders import add_book

DECIMAL = ["I247.5/12", "I247.5/J52", "I247.5/J6"]
WHOLE = ["I247.5/12", "I247.5/J6", "I247.5/J52"]


def shelf(desk: Desk, table: str = "copy") -> list[str]:
    sql = (
        f"SELECT r.call_no FROM {table}_order o JOIN {table} r ON r.id = o.id WHERE by_shelf NOT NULL ORDER BY by_shelf"
    )
    return [row[0] for row in desk.library.connection.execute(sql)]


def stock(desk: Desk) -> None:
    for call_no in ("I247.5/J6", "I247.5/12", "I247.5/J52"):
        book = add_book(desk, call_no, call_no=call_no)
        with desk.action(Op.EDIT_TITLE) as act:
            act.change(Title, book.title_id, call_no=call_no)


def test_the_shelf_is_ordered_anew_when_the_rule_changes(desk: Desk) -> None:
    stock(desk)
    assert (shelf(desk), shelf(desk, "title")) == (DECIMAL, DECIMAL)
    change_settings(desk, author_decimal=False)
    assert (shelf(desk), shelf(desk, "title")) == (WHOLE, WHOLE)
    change_settings(desk, author_decimal=True)
    assert (shelf(desk), shelf(desk, "title")) == (DECIMAL, DECIMAL)


def test_books_that_come_later_stand_by_the_same_rule(desk: Desk) -> None:
    change_settings(desk, author_decimal=False)
    stock(desk)
    assert (shelf(desk), shelf(desk, "title")) == (WHOLE, WHOLE)


def test_an_undo_and_its_redo_order_the_shelf_too(desk: Desk) -> None:
    stock(desk)
    first = undo(desk, change_settings(desk, author_decimal=False)).journal_id
    assert shelf(desk) == DECIMAL
    undo(desk, first)
    assert shelf(desk) == WHOLE
    change_settings(desk, author_decimal=True)
    undo(desk, desk.library.connection.execute("SELECT max(id) FROM journal").fetchone()[0])
    assert (shelf(desk), shelf(desk, "title")) == (WHOLE, WHOLE)
