"""Teaching aids by quantity, and boxes for class corners."""

from peewee import IntegerField, TextField

from libdesk.store.models.base import Table, reference
from libdesk.store.models.books import Copy, Place, Title
from libdesk.store.models.people import Reader


class Aid(Table):
    name = TextField()
    kind = TextField()
    title = reference(Title, null=True)
    unit = TextField()
    grade_from = IntegerField(null=True)
    grade_to = IntegerField(null=True)
    subject = TextField(null=True)
    price_fen = IntegerField(null=True)
    place = reference(Place, null=True)
    note = TextField(null=True)
    gone_day = TextField(null=True)


class AidMove(Table):
    aid = reference(Aid)
    day = TextField()
    kind = TextField()
    quantity = IntegerField()
    reader = reference(Reader, null=True)
    voucher = TextField(null=True)
    note = TextField(null=True)


class BoxCopy(Table):
    box = reference(Copy)
    copy = reference(Copy)
    put_day = TextField()
    out_day = TextField(null=True)
