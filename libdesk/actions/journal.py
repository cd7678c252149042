"""An open action: its row changes, and the journal entry that is written with them in the same transaction."""

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from libdesk.domain.ops import Change, Op, Role, Topic
from libdesk.store import blobs, migrations, search
from libdesk.store.tables import Table
from libdesk.store.writing import Writer

TOPICS: Final[dict[str, Topic]] = {
    "loan": Topic.LOANS, "house_use": Topic.LOANS, "damage": Topic.BOOKS, "hold": Topic.HOLDS, "title": Topic.BOOKS,
    "volume": Topic.BOOKS, "copy": Topic.BOOKS, "place": Topic.BOOKS, "reader": Topic.READERS,
    "enrolment": Topic.READERS, "appointment": Topic.READERS, "barcode": Topic.READERS, "suspension": Topic.READERS,
    "shift": Topic.SHIFT, "staff": Topic.STAFF, "setting": Topic.SETTINGS, "lending_rule": Topic.SETTINGS,
    "term": Topic.CALENDAR, "calendar_day": Topic.CALENDAR, "opening": Topic.CALENDAR, "charge": Topic.CHARGES,
    "payment": Topic.CHARGES, "holiday_lending": Topic.SETTINGS,
    "batch": Topic.BOOKS, "content_check": Topic.BOOKS, "notice": Topic.BOOKS, "notice_line": Topic.BOOKS,
    "withdrawal": Topic.BOOKS, "withdrawal_copy": Topic.BOOKS, "opening_balance": Topic.BOOKS,
    "register_year": Topic.BOOKS, "register_line": Topic.BOOKS, "recommendation": Topic.BOOKS,
    "distinct_titles": Topic.BOOKS,
    "purchase": Topic.ORDERS, "purchase_line": Topic.ORDERS, "wish": Topic.ORDERS, "pool_file": Topic.ORDERS,
    "pool_record": Topic.ORDERS, "class_entry": Topic.CLASSES, "spent_number": Topic.CLASSES,
    "sheet": Topic.PRINTING, "print_run": Topic.PRINTING, "printed": Topic.PRINTING, "barcode_run": Topic.PRINTING,
    "repair_step": Topic.BOOKS, "care_check": Topic.SHELVING, "shelf": Topic.SHELVING,
    "stocktake": Topic.STOCKTAKE, "stocktake_copy": Topic.STOCKTAKE, "sitting": Topic.STOCKTAKE,
    "seen_copy": Topic.STOCKTAKE, "stray_code": Topic.STOCKTAKE, "missed_copy": Topic.STOCKTAKE,
    "subscription": Topic.SERIALS, "issue": Topic.SERIALS, "claim": Topic.SERIALS, "binding": Topic.SERIALS,
    "bound_volume": Topic.SERIALS, "piece": Topic.SERIALS, "room_use": Topic.SERIALS,
    "special_day": Topic.CALENDAR,
    "plan": Topic.SCHEDULE, "task": Topic.SCHEDULE, "event": Topic.SCHEDULE, "period": Topic.SCHEDULE, "lesson":
    Topic.SCHEDULE, "duty_slot": Topic.HELPERS, "busy_slot": Topic.HELPERS, "duty": Topic.HELPERS, "duty_day":
    Topic.HELPERS, "training": Topic.HELPERS, "trainee": Topic.HELPERS, "drill": Topic.HELPERS, "best_helper":
    Topic.HELPERS, "activity": Topic.ACTIVITIES, "entrant": Topic.ACTIVITIES, "activity_photo": Topic.ACTIVITIES,
    "aid": Topic.AIDS, "aid_move": Topic.AIDS, "box_copy": Topic.AIDS, "visit": Topic.SERVICE, "question":
    Topic.SERVICE, "suggestion": Topic.SERVICE, "announcement": Topic.SERVICE, "book_list": Topic.SERVICE,
    "book_list_line": Topic.SERVICE, "study": Topic.SUMMARY, "equipment": Topic.SUMMARY, "summary": Topic.SUMMARY,
    "target": Topic.SUMMARY,
}  # fmt: skip

if TYPE_CHECKING:
    from libdesk.store.queries.journal import Image

_INSERTS: dict[tuple[Table, tuple[str, ...]], str] = {}
_CHANGES: dict[tuple[Table, tuple[str, ...]], tuple[str, str]] = {}
_JOURNAL: Final = (
    "INSERT INTO journal(at, op, role, staff_id, shift_id, typed, undoes, args, version) VALUES (?,?,?,?,?,?,?,?,?)"
)
_IMAGE: Final = (
    "INSERT INTO journal_image(journal_id, seq, tbl, first_id, last_id, before, removed) VALUES (?,?,?,?,?,?,?)"
)


class Action:
    """Made by Desk.action only. Every row change goes through add, change, remove or add_many."""

    def __init__(
        self, connection: Writer, op: Op, *, at: int, role: Role, staff_id: int | None,
        shift_id: int | None, typed: bool,
    ) -> None:  # fmt: skip
        self.connection = connection
        self.op = op
        self.at = at
        self.undoes: int | None = None
        self.journal_id = 0
        self._who = (role, staff_id, shift_id, typed)
        self._args: dict[str, object] = {}
        self._images: list[tuple[str, int, int, str | None, int]] = []
        self._topics: set[Topic] = set()

    def note(self, **args: object) -> None:
        """Ids, codes and counts for the journal entry; never a name or another personal text."""
        self._args.update(args)

    def count(self, name: str) -> None:
        """One more of what the entry counts under this name."""
        self._args[name] = int(str(self._args.get(name, 0))) + 1

    def add(self, table: Table, **values: Any) -> int:
        """Add a row and give its id; columns left out take the schema's default."""
        columns = tuple(values)
        sql = _INSERTS.get((table, columns))
        if sql is None:
            sql = _INSERTS[table, columns] = insert_sql(table, columns)
        row_id = self.connection.execute(sql, tuple(values.values())).lastrowid
        assert row_id is not None
        self._touched(table.name, row_id, row_id)
        search.row_added(self.connection, table.name, row_id)
        return row_id

    def add_many(self, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> range:
        """Add many rows and give the range of their ids; the journal keeps the range, not each row."""
        check_columns(table, columns)
        rows = list(rows)
        ids = self.connection.add(table.name, columns, rows)
        if ids:
            self._touched(table.name, ids.start, ids.stop - 1)
            search.rows_added(self.connection, table.name, ids, columns, rows)
        return ids

    def change(self, table: Table, row_id: int, **values: Any) -> None:
        """Change columns of one row; the journal keeps what stood in them before."""
        columns = tuple(values)
        statements = _CHANGES.get((table, columns))
        if statements is None:
            check_columns(table, columns)
            select = f"SELECT {', '.join(columns)} FROM {table.name} WHERE id = ?"
            update = f"UPDATE {table.name} SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?"
            statements = _CHANGES[table, columns] = (select, update)
        before = self.connection.execute(statements[0], (row_id,)).fetchone()
        if before is None:
            raise LookupError(f"{table.name} has no row {row_id}")
        self.change_row(table.name, row_id, statements[1], values, dict(zip(columns, before, strict=True)))

    def change_row(self, table: str, row_id: int, update: str, values: dict[str, Any], before: dict[str, Any]) -> None:
        indexed = search.touches_words(table, values)
        if indexed:
            search.row_removed(self.connection, table, row_id)
        self.connection.execute(update, (*values.values(), row_id))
        if indexed:
            search.row_added(self.connection, table, row_id)
        self._touched(table, row_id, row_id, json.dumps(before, ensure_ascii=False))

    def remove(self, table: Table, row_id: int) -> None:
        """Remove a row; the journal keeps it whole, so that an undo brings it back under its number."""
        names = table.columns
        found = self.connection.execute(
            f"SELECT {', '.join(names)} FROM {table.name} WHERE id = ?", (row_id,)
        ).fetchone()
        if found is None:
            raise LookupError(f"{table.name} has no row {row_id}")
        search.row_removed(self.connection, table.name, row_id)
        self.connection.execute(f"DELETE FROM {table.name} WHERE id = ?", (row_id,))
        before = json.dumps(dict(zip(names, found, strict=True)), ensure_ascii=False)
        self._touched(table.name, row_id, row_id, before, removed=1)

    def remove_range(self, table: Table, ids: range) -> None:
        """Remove the rows of a range of ids, as the undo of a bulk addition does; each is kept whole for the redo."""
        names = table.columns
        span = (ids.start, ids.stop - 1)
        rows = self.connection.execute(f"SELECT {', '.join(names)} FROM {table.name} WHERE id BETWEEN ? AND ?", span)
        place = names.index("id")
        # The last first: a redo adds them in the other order, so that what points at others finds them.
        for row in reversed(rows.fetchall()):
            before = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)
            self._touched(table.name, row[place], row[place], before, removed=1)
        search.rows_removed(self.connection, table.name, ids)
        self.connection.execute(f"DELETE FROM {table.name} WHERE id BETWEEN ? AND ?", span)

    def keep_blob(self, data: bytes) -> str:
        """Keep bytes under their SHA-256, once however often they are brought; not journalled, rows hold the hash."""
        return blobs.keep(self.connection, data)

    def _touched(self, table: str, first: int, last: int, before: str | None = None, removed: int = 0) -> None:
        self._images.append((table, first, last, before, removed))
        self._topics.add(TOPICS[table])

    @property
    def images(self) -> "list[Image]":
        """What was touched so far, as the journal will keep it."""
        from libdesk.store.queries.journal import Image

        return [Image(*image[:4], removed=bool(image[4])) for image in self._images]

    def write_journal(self) -> None:
        """The last statements before the commit; called by Desk.action."""
        role, staff_id, shift_id, typed = self._who
        args = json.dumps(self._args, ensure_ascii=False, separators=(",", ":"))
        entry = (self.at, self.op, role, staff_id, shift_id, int(typed), self.undoes, args, migrations.newest())
        journal_id = self.connection.execute(_JOURNAL, entry).lastrowid
        assert journal_id is not None
        self.journal_id = journal_id
        self.connection.executemany(_IMAGE, [(journal_id, seq, *image) for seq, image in enumerate(self._images)])

    def change_notice(self) -> Change:
        return Change(self.op, frozenset(self._topics), self.journal_id)


def check_columns(table: Table, columns: Sequence[str]) -> None:
    unknown = set(columns) - set(table.columns)
    if unknown:
        raise LookupError(f"{table.name} has no columns {sorted(unknown)}")


def insert_sql(table: Table, columns: tuple[str, ...]) -> str:
    check_columns(table, columns)
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table.name}({', '.join(columns)}) VALUES ({marks})"
