"""The class that counts for a reader: the one that has not ended, and for a leaver the last one."""

from typing import Final

# Beside `reader r`, as `e`: for every query that shows a class.
LAST_CLASS: Final = """LEFT JOIN enrolment e ON e.reader_id = r.id AND (e.to_day IS NULL OR (r.state = 'left'
  AND e.id = (SELECT max(x.id) FROM enrolment x WHERE x.reader_id = r.id)))"""
