"""The class that counts for a reader: the one that has not ended, and for a leaver the last one."""

from typing import Final

# Beside `reader r`, as `e`: for every query that shows a class.
# One id a reader and no OR, which would cost a list of thousands twice as much.
LAST_CLASS: Final = """LEFT JOIN enrolment e ON e.id = CASE WHEN r.state = 'left'
  THEN (SELECT max(x.id) FROM enrolment x WHERE x.reader_id = r.id)
  ELSE (SELECT n.id FROM enrolment n WHERE n.reader_id = r.id AND n.to_day IS NULL) END"""
