"""The models say what the schema says; the schema is made by the migrations alone."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from peewee import AutoField, BooleanField, FloatField, ForeignKeyField, IntegerField, TextField

from libdesk.store import models, tables
from libdesk.store.database import Library
from libdesk.store.models import JOURNALLED, Journal, Table

MODELS = [*JOURNALLED.values(), Journal]
TYPES = {
    AutoField: "INTEGER",
    IntegerField: "INTEGER",
    BooleanField: "INTEGER",
    FloatField: "REAL",
    ForeignKeyField: "INTEGER",
    TextField: "TEXT",
}
NOT_JOURNALLED = {
    "journal", "journal_image", "title_words", "reader_words", "title_index", "reader_index", "sqlite_sequence",
    "blob", "erased", "record", "title_order", "copy_order",
}  # fmt: skip


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    library = Library(path)
    yield library.connection
    library.close()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_columns_types_and_nulls_are_those_of_the_schema(model: type[Table], connection: sqlite3.Connection) -> None:
    table = model._meta.table_name
    in_file = {
        name: (kind, bool(needed or key))
        for _cid, name, kind, needed, _default, key in connection.execute(f"PRAGMA table_info({table})")
    }
    in_model = {field.column_name: (TYPES[type(field)], not field.null) for field in model._meta.sorted_fields}
    assert in_model == in_file


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_references_are_those_of_the_schema(model: type[Table], connection: sqlite3.Connection) -> None:
    table = model._meta.table_name
    in_file = {(row[3], row[2]) for row in connection.execute(f"PRAGMA foreign_key_list({table})")}
    in_model = {
        (field.column_name, field.rel_model._meta.table_name)
        for field in model._meta.sorted_fields
        if isinstance(field, ForeignKeyField)
    }
    if model is Journal:
        in_model.add(("undoes", "journal"))  # a plain number to the model: entries are read, never joined
    assert in_model == in_file


def test_every_table_has_its_model(connection: sqlite3.Connection) -> None:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    plain = {name for name in tables if "_index_" not in name}  # FTS5's own
    assert plain - NOT_JOURNALLED == set(JOURNALLED)


@pytest.mark.parametrize("table", JOURNALLED)
def test_a_journalled_table_never_uses_a_number_again(table: str, connection: sqlite3.Connection) -> None:
    (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    assert "id INTEGER PRIMARY KEY AUTOINCREMENT" in sql


def test_actions_know_the_same_tables_by_name() -> None:
    assert tables.JOURNALLED.keys() == JOURNALLED.keys()
    assert all(table.columns == tuple(JOURNALLED[name]._meta.columns) for name, table in tables.JOURNALLED.items())


def test_every_model_is_listed() -> None:
    named = {model for model in vars(models).values() if isinstance(model, type) and issubclass(model, Table)}
    assert named - {Table} == set(MODELS)
