"""The catalogue of the pages to publish, with what is on the shelf. No loan is read; a box of books is no title."""

from typing import Final

from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.site import SiteTitle
from libdesk.store.database import Library

_SHOWN: Final = "status NOT IN ('withdrawn', 'lost', 'missing') AND item_kind <> 'box'"
# One pass over the copies; of several call numbers and places those of a copy on the shelf are shown.
_TITLES: Final = f"""
SELECT t.title || coalesce(' : ' || nullif(t.subtitle, ''), ''), coalesce(t.author, ''), coalesce(t.publisher, ''),
  t.year, coalesce(t.class_no, ''), coalesce(c.call_no, t.call_no, ''), coalesce(p.name, ''), c.here, c.copies
FROM (
  SELECT title_id, min(call_no) AS call_no, count(*) AS copies, sum(status = 'shelf' AND waiting & 4 = 0) AS here,
    coalesce(min(CASE WHEN status = 'shelf' THEN place_id END), min(place_id)) AS place_id
  FROM copy WHERE {_SHOWN} GROUP BY title_id) c
JOIN title t ON t.id = c.title_id LEFT JOIN place p ON p.id = c.place_id LEFT JOIN title_order o ON o.id = t.id
ORDER BY o.by_title IS NULL, o.by_title, t.id"""


def count_titles(library: Library) -> int:
    """How many titles the catalogue would show."""
    row = library.connection.execute(f"SELECT count(DISTINCT title_id) FROM copy WHERE {_SHOWN}").fetchone()
    return int(row[0])


def titles(library: Library) -> list[SiteTitle]:
    """Every title of which a copy is there, by pinyin."""
    return [
        SiteTitle(row[0], row[1], row[2], row[3], row[4], row[5], show_place(row[6]) if row[6] else "", row[7], row[8])
        for row in library.connection.execute(_TITLES)
    ]
