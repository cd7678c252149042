"""The list of today's scans is found by its day, however long the journal has grown."""

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.store.queries.desk_log import entries_since

YEARS = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
INSERT INTO journal(at, op, role, args, version) SELECT i, 'lend', 'helper', '{"copy": 1}', 1 FROM n"""


def fill(desk: Desk) -> None:
    with desk.action(Op.IMPORT_LOANS) as act:
        act.connection.execute(YEARS)


def test_a_quiet_morning_does_not_read_the_journal_of_all_the_years(desk: Desk) -> None:
    fill(desk)
    thousands: list[int] = []
    desk.library.connection.set_progress_handler(lambda: thousands.append(1), 1000)  # told each 1000 steps of SQLite
    assert entries_since(desk.library, desk.now(), limit=20) == []
    desk.library.connection.set_progress_handler(None, 0)
    assert len(thousands) < 10


def test_the_newest_of_the_day_come_first(desk: Desk) -> None:
    fill(desk)
    found = entries_since(desk.library, 100, limit=3)
    assert [entry.at for entry in found] == [20000, 19999, 19998]
