"""What a book list says of a title that the library has fills it, replaces it or is left, as it was chosen."""

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.imports.book_plan import plan_books
from libdesk.actions.imports.book_write import write_books
from libdesk.actions.imports.known_titles import Fields
from libdesk.actions.imports.plans import BookChoices
from libdesk.actions.undo import undo
from libdesk.domain.drafts import BookDraft, ParsedList, Skipped
from libdesk.domain.rows.imports import Counts
from tests.actions.cataloguing.stock import all_rows, change_title
from tests.builders import add_book

ISBN = "9787506365437"
ROWS = (
    BookDraft(2, "活着", "余华", "新社", isbn=ISBN, call_no="I247.5/9"),
    BookDraft(3, "活着", "余华", "别的社", isbn=ISBN),
)
NOW = "SELECT t.publisher, t.author, t.call_no, c.call_no FROM title t JOIN copy c ON c.title_id = t.id"


@pytest.mark.parametrize(
    ("fields", "expected", "counts"),
    [
        (Fields.FILL, ("旧社", "余华", "I247.5/1", "I247.5/1(上)"), Counts(changed=1, unchanged=1)),
        (Fields.REPLACE, ("新社", "余华", "I247.5/9", "I247.5/9(上)"), Counts(changed=1, unchanged=1)),
        (Fields.LEAVE, ("旧社", None, "I247.5/1", "I247.5/1(上)"), Counts(unchanged=2)),
    ],
)  # fmt: skip
def test_a_known_title_is_filled_replaced_or_left(
    desk: Desk, fields: Fields, expected: tuple[object, ...], counts: Counts
) -> None:
    known = add_book(desk, "活着", isbn=ISBN, call_no="I247.5/1(上)", volume="上")
    change_title(desk, known.title_id, publisher="旧社", call_no="I247.5/1")
    before = all_rows(desk)
    parsed = ParsedList(ROWS, (), (), Skipped(), len(ROWS))
    receipt = write_books(desk, plan_books(desk, parsed, BookChoices(add_copies=False, fields=fields)))
    assert desk.library.connection.execute(NOW).fetchall() == [expected]
    assert (receipt.counts, receipt.added) == (counts, {"titles": 0, "copies": 0})
    if counts.changed:
        undo(desk, receipt.journal_id)
        assert all_rows(desk) == before
