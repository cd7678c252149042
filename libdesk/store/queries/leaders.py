"""Study and research, equipment, the school's own targets, and the kept summaries of terms."""

import json
from datetime import date
from typing import Any

from libdesk.domain.calendar import Term
from libdesk.domain.rows.leaders import EquipmentRow, StudyRow
from libdesk.domain.summaries import Chapter
from libdesk.store.database import Library

_STUDY = """SELECT id, day, kind, topic, coalesce(who, ''), hours_tenth, coalesce(outcome, ''), coalesce(note, '')
FROM study"""
_EQUIPMENT = """SELECT e.id, e.name, coalesce(e.model, ''), coalesce(e.number, ''), e.quantity, e.place_id,
  coalesce(p.name, ''), e.bought_day, e.price_fen, e.state, e.gone_day, coalesce(e.note, '')
FROM equipment e LEFT JOIN place p ON p.id = e.place_id"""


def study(library: Library, first: date | None = None, last: date | None = None) -> list[StudyRow]:
    """The log, the newest first; between two days where they are given."""
    where, values = "", []
    if first is not None and last is not None:
        where, values = " WHERE day BETWEEN ? AND ?", [first.isoformat(), last.isoformat()]
    return [_study(row) for row in library.fetch(f"{_STUDY}{where} ORDER BY day DESC, id DESC", *values)]


def study_entry(library: Library, study_id: int) -> StudyRow | None:
    return next((_study(row) for row in library.fetch(f"{_STUDY} WHERE id = ?", study_id)), None)


def _study(row: Any) -> StudyRow:
    return StudyRow(row[0], date.fromisoformat(row[1]), *row[2:])


def equipment(library: Library) -> list[EquipmentRow]:
    """What is there first, by name; what is gone at the end."""
    rows = library.fetch(f"{_EQUIPMENT} ORDER BY e.state = 'gone', e.name, e.id")
    return [_line(row) for row in rows]


def equipment_line(library: Library, equipment_id: int) -> EquipmentRow | None:
    return next((_line(row) for row in library.fetch(f"{_EQUIPMENT} WHERE e.id = ?", equipment_id)), None)


def _line(row: Any) -> EquipmentRow:
    bought, gone = (date.fromisoformat(day) if day else None for day in (row[7], row[10]))
    return EquipmentRow(
        row[0], row[1], row[2], row[3], row[4], row[5], row[6], bought, row[8], row[9], gone, row[11]
    )  # fmt: skip


def own_targets(library: Library) -> dict[str, int]:
    """What the school asks for in place of the regulation, in tenths by code."""
    return dict(library.fetch("SELECT code, tenths FROM target"))


def target_ids(library: Library) -> dict[str, int]:
    return dict(library.fetch("SELECT code, id FROM target"))


def terms(library: Library) -> list[tuple[int, Term]]:
    """Every term with its number, the newest first."""
    rows = library.fetch("SELECT id, first_day, last_day, name FROM term ORDER BY first_day DESC")
    return [(row[0], Term(date.fromisoformat(row[1]), date.fromisoformat(row[2]), row[3])) for row in rows]


def summary(library: Library, term_id: int) -> tuple[int, tuple[Chapter, ...], date] | None:
    """(number of the row, chapters, the day of the last change) of a term's summary."""
    for row in library.fetch("SELECT id, chapters, changed_day FROM summary WHERE term_id = ?", term_id):
        return row[0], tuple(Chapter(**each) for each in json.loads(row[1])), date.fromisoformat(row[2])
    return None
