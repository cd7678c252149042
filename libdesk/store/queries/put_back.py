"""What was touched since an entry of the journal, and which rows that come back cannot stand beside it.

An index keeps most rules over several rows, and the rules of a table that are checked in words stand in
actions/put_back.py; here are the rest. They are told as sentences, each with what makes two rows break it.
"""

import json
from collections.abc import Collection
from typing import Final, NamedTuple

from libdesk.store.database import Library


class Against(NamedTuple):
    """A row `a` of one table and a row `b` of the same or another one that cannot be there at once."""

    rule: str
    a: str
    b: str
    when: str


_GONE: Final = "b.state IN ('left', 'erased')"

AGAINST: Final = (
    Against(
        "nobody has two places in one slot on one day", "duty", "duty",
        """a.slot_id = b.slot_id AND a.reader_id = b.reader_id AND (a.weeks = b.weeks OR 'all' IN (a.weeks, b.weeks))
           AND coalesce(a.from_day, '0') <= coalesce(b.to_day, '9')
           AND coalesce(b.from_day, '0') <= coalesce(a.to_day, '9')""",
    ),
    Against(
        "whoever is on duty in a slot is so no longer than the slot is on the roster", "duty", "duty_slot",
        "a.slot_id = b.id AND b.to_day IS NOT NULL AND (a.to_day IS NULL OR a.to_day > b.to_day)",
    ),
    Against(
        "what somebody cannot take is a slot of the roster", "busy_slot", "duty_slot",
        "a.slot_id = b.id AND b.to_day IS NOT NULL",
    ),
    Against(
        "nobody is appointed twice for one day", "appointment", "appointment",
        """a.reader_id = b.reader_id AND a.to_day IS NULL AND b.to_day IS NULL
           AND a.from_day <= coalesce(b.until, '9') AND b.from_day <= coalesce(a.until, '9')""",
    ),
    Against(
        "whoever has left the school is no helper", "appointment", "reader",
        f"a.reader_id = b.id AND {_GONE} AND a.to_day IS NULL AND coalesce(a.until, '9') >= :today",
    ),
    Against(
        "whoever has left the school waits for no book", "hold", "reader",
        f"a.reader_id = b.id AND {_GONE} AND a.state IN ('waiting', 'ready')",
    ),
    Against(
        "what lies in a box is neither out nor set aside", "box_copy", "copy",
        "a.copy_id = b.id AND a.out_day IS NULL AND b.status IN ('loan', 'in_house', 'hold')",
    ),
    Against(
        "nothing has come of an order that was not sent", "purchase_line", "purchase",
        "a.purchase_id = b.id AND b.state = 'draft' AND a.delivered > 0",
    ),
    Against(
        "a class or a group takes part once", "entrant", "entrant",
        "a.activity_id = b.activity_id AND a.kind = b.kind AND a.kind <> 'reader' AND a.name = b.name",
    ),
    Against(
        "a day and a room have one tally of visitors", "visit", "visit",
        "a.day = b.day AND a.how = 'tally' AND b.how = 'tally' AND a.place_id IS b.place_id",
    ),
    Against(
        "reading in the room is counted in one line a day and title", "room_use", "room_use",
        "a.day = b.day AND a.title_id IS b.title_id",
    ),
    Against(
        "a title is recommended once", "recommendation", "recommendation",
        "a.title_id = b.title_id AND coalesce(b.to_day, '9') >= :today AND coalesce(a.to_day, '9') >= :today",
    ),
)  # fmt: skip

_TOUCHED: Final = """EXISTS (SELECT 1 FROM journal_image i WHERE i.journal_id > :entry AND i.tbl = '{table}'
  AND {row}.id BETWEEN i.first_id AND i.last_id)"""


def cannot_stand(library: Library, table: str, back: Collection[int], entry: int, today: str) -> bool:
    """Whether a row of a table that was put back (`back`: their ids) breaks a rule with one that was touched since.

    What came back with it, or has not changed since the entry, stood beside it before.
    """
    given = {"back": json.dumps(list(back)), "entry": entry, "today": today}
    return any(
        library.connection.execute(query, given).fetchone() is not None
        for rule in AGAINST
        for query in _queries(rule, table)
    )


def _queries(rule: Against, table: str) -> list[str]:
    """The row that was put back is on the one side, or on the other."""
    sides = [("a", rule.a, "b", rule.b), ("b", rule.b, "a", rule.a)]
    apart = " AND a.id <> b.id" if rule.a == rule.b else ""
    return [
        f"SELECT 1 FROM {table} {mine} JOIN {their_table} {theirs} ON {rule.when}{apart}"
        f" WHERE {mine}.id IN (SELECT value FROM json_each(:back)) AND {_TOUCHED.format(table=their_table, row=theirs)}"
        for mine, my_table, theirs, their_table in sides[: 1 if apart else 2] if my_table == table
    ]  # fmt: skip


def number_borne_since(library: Library, back: Collection[int], entry: int) -> tuple[str, str] | None:
    """(school number, name) of a reader touched since who bears the number of one that was put back."""
    row: tuple[str, str] | None = library.connection.execute(
        f"""SELECT b.school_no, b.name FROM reader a JOIN reader b ON a.school_no = b.school_no AND a.id <> b.id
        WHERE a.state IN ('active', 'stopped') AND b.state IN ('active', 'stopped')
          AND a.id IN (SELECT value FROM json_each(:back)) AND {_TOUCHED.format(table="reader", row="b")}""",
        {"back": json.dumps(list(back)), "entry": entry},
    ).fetchone()
    return row


def touched_since(library: Library, entry: int, table: str) -> set[int]:
    """The rows of a table that later entries of the journal touched."""
    spans = library.connection.execute(
        "SELECT first_id, last_id FROM journal_image WHERE journal_id > ? AND tbl = ?", (entry, table)
    )
    return {row_id for first, last in spans for row_id in range(first, last + 1)}
