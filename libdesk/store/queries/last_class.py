"""The class that counts for a reader: the one that has not ended, and for a leaver the last one; or the one of then."""

from typing import Final

# Beside `reader r`, as `e`: for every query that shows a class.
# One id a reader and no OR, which would cost a list of thousands twice as much.
LAST_CLASS: Final = """LEFT JOIN enrolment e ON e.id = CASE WHEN r.state = 'left'
  THEN (SELECT max(x.id) FROM enrolment x WHERE x.reader_id = r.id)
  ELSE (SELECT n.id FROM enrolment n WHERE n.reader_id = r.id AND n.to_day IS NULL) END"""


def class_on(day: str) -> str:
    """The same as it was on a day, for what tells of a time that is over; who left or was erased since had it then.

    `day`: SQL for the ISO day, asked for once. Before the first class that is known it is the first one.
    """
    return f"""LEFT JOIN enrolment e ON e.id = coalesce(
  (SELECT x.id FROM enrolment x WHERE x.reader_id = r.id AND x.from_day <= {day}
    ORDER BY x.from_day DESC, x.id DESC LIMIT 1),
  (SELECT min(x.id) FROM enrolment x WHERE x.reader_id = r.id))"""
