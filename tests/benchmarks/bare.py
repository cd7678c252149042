"""The same rows that one lend writes, by bare sqlite3 in one transaction: what the desk's own lend is held against."""

import sqlite3
from pathlib import Path
from typing import Final

_LOAN: Final = (
    "INSERT INTO loan(copy_id, reader_id, in_house, lent, lent_day, due, override_why, reader_kind, stage, entry_year,"
    " class_no) VALUES (?,?,?,?,?,?,?,?,?,?,?)"
)
_JOURNAL: Final = (
    "INSERT INTO journal(at, op, role, staff_id, shift_id, typed, undoes, args, version) VALUES (?,?,?,?,?,?,?,?,?)"
)
_IMAGE: Final = (
    "INSERT INTO journal_image(journal_id, seq, tbl, first_id, last_id, before, removed) VALUES (?,?,?,?,?,?,?)"
)


class BareFile:
    """One connection with the same journal mode and the same `synchronous` as the desk's, and nothing else."""

    def __init__(self, path: Path, synchronous: str) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute(f"PRAGMA synchronous = {synchronous}")
        self.connection.execute("PRAGMA wal_autocheckpoint = 0")

    def close(self) -> None:
        self.connection.close()

    def lend(self, copy_id: int, reader_id: int, at: int) -> None:
        """Loan, copy, journal entry and its two images; nothing is read and no rule asked."""
        execute = self.connection.execute
        execute("BEGIN IMMEDIATE")
        values = (copy_id, reader_id, 0, at, "2026-03-09", "2026-03-23", None, "pupil", "primary", 2022, 3)
        loan_id = execute(_LOAN, values).lastrowid
        execute("UPDATE copy SET status = ? WHERE id = ?", ("loan", copy_id))
        args = f'{{"loan":{loan_id},"copy":{copy_id},"reader":{reader_id},"due":"2026-03-23"}}'
        journal_id = execute(_JOURNAL, (at, "lend", "helper", None, None, 0, None, args, 1)).lastrowid
        self.connection.executemany(
            _IMAGE,
            [
                (journal_id, 0, "loan", loan_id, loan_id, None, 0),
                (journal_id, 1, "copy", copy_id, copy_id, '{"status": "shelf"}', 0),
            ],
        )
        execute("COMMIT")
