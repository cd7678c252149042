"""What is wished for, ordered, offered by suppliers, checked on arrival."""

from peewee import ForeignKeyField, IntegerField, TextField

from libdesk.store.models.base import Table, reference
from libdesk.store.models.books import Batch, Purchase, Record, Title
from libdesk.store.models.people import Reader


class ContentCheck(Table):
    batch = reference(Batch)
    day = TextField()
    by_whom = TextField()
    outcome = TextField()
    note = TextField(null=True)


class Notice(Table):
    name = TextField()
    day = TextField()
    note = TextField(null=True)


class NoticeLine(Table):
    notice = reference(Notice)
    title = TextField()
    title_key = TextField()
    author = TextField(null=True)
    publisher = TextField(null=True)
    isbn = TextField(null=True)


class Wish(Table):
    reader = reference(Reader, null=True)
    title = TextField()
    author = TextField(null=True)
    publisher = TextField(null=True)
    isbn = TextField(null=True)
    note = TextField(null=True)
    made_day = TextField()
    state = TextField()
    answer = TextField(null=True)
    answered_day = TextField(null=True)
    of_title = ForeignKeyField(Title, null=True, column_name="title_id", backref="+", index=False)


class PurchaseLine(Table):
    purchase = reference(Purchase)
    seq = IntegerField()
    title = TextField()
    author = TextField(null=True)
    publisher = TextField(null=True)
    year = IntegerField(null=True)
    isbn = TextField(null=True)
    price_fen = IntegerField(null=True)
    class_no = TextField(null=True)
    wanted = IntegerField()
    delivered = IntegerField()
    damaged = IntegerField()
    booked = IntegerField()
    note = TextField(null=True)
    wish = reference(Wish, null=True)
    of_title = ForeignKeyField(Title, null=True, column_name="title_id", backref="+", index=False)


class PoolFile(Table):
    name = TextField()
    day = TextField()
    records = IntegerField()


class PoolRecord(Table):
    file = reference(PoolFile)
    record = reference(Record)
    isbn = TextField(null=True)
    title = TextField()
    title_key = TextField()
    author = TextField(null=True)
    publisher = TextField(null=True)
    year = IntegerField(null=True)
    price_fen = IntegerField(null=True)
    class_no = TextField(null=True)
