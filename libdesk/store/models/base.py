"""What all journalled tables have in common."""

from typing import Any

from peewee import AutoField, DeferredForeignKey, ForeignKeyField, Model, SqliteDatabase


class Table(Model):
    """A journalled table: numbered rows that Action.add, change and remove may touch."""

    id = AutoField()

    class Meta:
        legacy_table_names = False
        database = SqliteDatabase(None)  # only to write its SQL: Library runs it


def reference(model: Any, *, null: bool = False, backref: str = "+") -> Any:
    return ForeignKeyField(model, null=null, backref=backref, index=False)


def later(model: str) -> Any:
    """A reference, which may be empty, to a model that is declared further down and points back at this one."""
    return DeferredForeignKey(model, null=True, backref="+", index=False)
