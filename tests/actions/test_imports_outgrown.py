"""What files bring that lies outside of the usual: numbers that outgrew the scheme, and days still to come."""

from pathlib import Path

import pytest

from libdesk.actions.cataloguing.adding import add_title
from libdesk.actions.desk import Desk
from libdesk.actions.imports.book_plan import plan_books
from libdesk.actions.imports.book_write import write_books
from libdesk.actions.imports.plans import BookChoices
from libdesk.actions.imports.records.write import write_records
from libdesk.domain.drafts import BookDraft, ParsedList
from libdesk.domain.rows.adding import NewCopy
from libdesk.domain.titles import TitleFields
from tests.actions.test_imports_records import bring_in, file, plan, rows
from tests.exchange.marc_files import record


def test_a_day_of_entry_that_lies_ahead_is_told_and_not_taken(desk: Desk) -> None:
    made = plan_books(desk, ParsedList((BookDraft(2, "活着", entered="2062-01-01"),), rows_read=1), BookChoices())
    assert "2062-01-01" in made.rows[0].reasons[0]
    write_books(desk, made)
    assert rows(desk, "SELECT entered FROM copy") == [(desk.today.isoformat(),)]


@pytest.mark.parametrize(
    ("day", "entered", "told"), [("2018年10月", "2018-10-01", False), ("2062-01-01", "2026-03-09", True)]
)
def test_a_day_of_entry_counts_as_far_as_it_is_past(
    desk: Desk, tmp_path: Path, day: str, entered: str, *, told: bool
) -> None:
    data = record([("245", "00$a书"), ("952", f"  $pN1$d{day}")], leader="00000nam a2200000   4500")
    made = plan(desk, file(tmp_path, data))
    assert [day in reason for row in made.rows for reason in row.reasons] == [True] * told
    write_records(desk, made)
    assert rows(desk, "SELECT entered FROM copy") == [(entered,)]


@pytest.mark.parametrize("brought", ["", "  $b100000001"])
def test_numbers_that_outgrew_the_scheme_are_not_given_again(desk: Desk, tmp_path: Path, brought: str) -> None:
    for label in ("99999999", ""):
        add_title(desk, TitleFields(title="旧书"), copies=[NewCopy(barcode=label)])
    bring_in(desk, file(tmp_path, record([("200", "1 $a甲"), ("905", brought)][: 2 if brought else 1])))
    bring_in(desk, file(tmp_path, record([("200", "1 $a乙")]), "second.iso"))
    assert [code for (code,) in rows(desk, "SELECT printed FROM barcode ORDER BY id")] == [
        "99999999", "100000000", "100000001", "100000002"
    ]  # fmt: skip
