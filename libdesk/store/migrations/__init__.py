"""Numbered steps from an empty file to today's schema: plain SQL over `PRAGMA user_version`."""

import importlib
import pkgutil
import sqlite3
from functools import cache
from typing import NamedTuple


class Step(NamedTuple):
    """One migration: its number, what it brings, its SQL."""

    number: int
    title: str
    sql: str


@cache
def steps() -> tuple[Step, ...]:
    """All steps in order; a gap in the numbers is a bug and is told at once."""
    found = []
    for module_info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{module_info.name}")
        found.append(Step(int(module_info.name.removeprefix("step_")), module.TITLE, module.SQL))
    found.sort(key=lambda step: step.number)
    if [step.number for step in found] != list(range(1, len(found) + 1)):
        raise RuntimeError(f"migration steps are not numbered 1, 2, 3 …: {[step.number for step in found]}")
    return tuple(found)


def newest() -> int:
    return len(steps())


def version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, application_id: int) -> None:
    """Bring the file to `newest()`. All steps stand or none does; the caller has copied the file before."""
    start = version_of(connection)
    if start == newest():
        return
    connection.execute("BEGIN EXCLUSIVE")
    try:
        for step in steps()[start:]:
            for statement in _statements(step.sql):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {application_id}")
        connection.execute(f"PRAGMA user_version = {newest()}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(sql: str) -> list[str]:
    """Split a script where SQLite itself says that a statement is complete (triggers hold semicolons)."""
    found, current = [], ""
    for line in sql.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            found.append(current)
            current = ""
    return found
