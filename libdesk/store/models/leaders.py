"""Study, equipment, the summary of a term, and what the school asks of its library."""

from peewee import IntegerField, TextField

from libdesk.store.models.base import Table, reference
from libdesk.store.models.books import Place
from libdesk.store.models.rules import Term


class Study(Table):
    day = TextField()
    kind = TextField()
    topic = TextField()
    who = TextField(null=True)
    hours_tenth = IntegerField(null=True)
    outcome = TextField(null=True)
    note = TextField(null=True)


class Equipment(Table):
    name = TextField()
    model = TextField(null=True)
    number = TextField(null=True)
    quantity = IntegerField()
    place = reference(Place, null=True)
    bought_day = TextField(null=True)
    price_fen = IntegerField(null=True)
    state = TextField()
    gone_day = TextField(null=True)
    note = TextField(null=True)


class Summary(Table):
    term = reference(Term)
    chapters = TextField()
    made_day = TextField()
    changed_day = TextField()


class Target(Table):
    code = TextField()
    tenths = IntegerField()
