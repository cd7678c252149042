"""The journal, which is only ever added to."""

from peewee import BooleanField, IntegerField, TextField

from libdesk.store.models.base import Table


class Journal(Table):
    at = IntegerField()
    op = TextField()
    role = TextField()
    staff_id = IntegerField(null=True)
    shift_id = IntegerField(null=True)
    typed = BooleanField()
    undoes = IntegerField(null=True)
    args = TextField()
    version = IntegerField()
