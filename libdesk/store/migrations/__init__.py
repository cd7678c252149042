"""Numbered steps from an empty file to today's schema: plain SQL over `PRAGMA user_version`."""

import importlib
import pkgutil
import sqlite3
from functools import cache, cached_property
from types import ModuleType
from typing import NamedTuple


class Step(NamedTuple):
    """One migration: its number, what it brings, its SQL."""

    number: int
    title: str
    sql: str


class _Filed:
    """A Step in a file of its own, read only when it is taken: a start asks how many there are."""

    def __init__(self, number: int) -> None:
        self.number = number

    @cached_property
    def _module(self) -> ModuleType:
        return importlib.import_module(f"{__name__}.step_{self.number:03}")

    @property
    def title(self) -> str:
        return str(self._module.TITLE)

    @property
    def sql(self) -> str:
        return str(self._module.SQL)


@cache
def steps() -> tuple[Step | _Filed, ...]:
    """All steps in order; a gap in the numbers is a bug and is told at once."""
    numbers = sorted(int(file.name.removeprefix("step_")) for file in pkgutil.iter_modules(__path__))
    if numbers != list(range(1, len(numbers) + 1)):
        raise RuntimeError(f"migration steps are not numbered 1, 2, 3 …: {numbers}")
    return tuple(_Filed(number) for number in numbers)


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
