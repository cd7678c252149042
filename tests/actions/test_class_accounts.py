"""Class accounts: one for each class with pupils that has none, with a card of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.readers.class_accounts import EveryClassHasOne, make_class_accounts
from libdesk.actions.undo import undo
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.rows.reader_groups import ReaderGroup
from libdesk.store.queries.readers import find_readers
from tests.builders import add_reader, make_desk, make_library, set_setting
from tests.invariants import rows_of

ACCOUNTS = ReaderGroup("kind", kind="class")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(make_library(tmp_path))
    set_setting(made, "stages", ("primary",))
    yield made
    made.library.close()


def accounts(desk: Desk) -> list[tuple[str, str]]:
    found = find_readers(desk.library, "", desk.today, SchoolSystem.SIX_THREE, group=ACCOUNTS)
    return [(row.name, row.card) for row in found.rows]


def test_each_class_without_an_account_gets_one_with_a_card(desk: Desk) -> None:
    for name, number in (("张三", 1), ("李四", 1), ("王五", 10), ("赵六", 7)):
        add_reader(desk, name, class_no=number)
    add_reader(desk, "2022级7班", kind="class", class_no=7)
    made = make_class_accounts(desk)
    assert len(made.classes) == 2
    assert accounts(desk) == [("2022级1班", "R000006"), ("2022级7班", "R000005"), ("2022级10班", "R000007")]
    assert (made.first_card, made.last_card) == ("R000006", "R000007")


def test_when_all_have_one_it_is_told(desk: Desk) -> None:
    with pytest.raises(EveryClassHasOne):
        make_class_accounts(desk)
    add_reader(desk, "张三")
    make_class_accounts(desk)
    with pytest.raises(EveryClassHasOne):
        make_class_accounts(desk)


def test_a_class_that_left_the_school_gets_none(desk: Desk) -> None:
    add_reader(desk, "张三", entry_year=2012)
    with pytest.raises(EveryClassHasOne):
        make_class_accounts(desk)


def test_it_is_undone_as_one(desk: Desk) -> None:
    add_reader(desk, "张三", class_no=1)
    add_reader(desk, "李四", class_no=2)
    before = rows_of(desk.library.connection)
    undo(desk, make_class_accounts(desk).journal_id)
    assert rows_of(desk.library.connection) == before
