"""Reading activities and those who take part."""

from peewee import IntegerField, TextField

from libdesk.store.models.base import Table, reference
from libdesk.store.models.people import Reader


class Activity(Table):
    kind = TextField()
    name = TextField()
    first_day = TextField()
    last_day = TextField()
    audience = TextField(null=True)
    place = TextField(null=True)
    host = TextField(null=True)
    budget_fen = IntegerField(null=True)
    spent_fen = IntegerField(null=True)
    materials = TextField(null=True)
    note = TextField(null=True)
    record = TextField(null=True)
    challenge = TextField(null=True)
    state = TextField()
    publish_by = TextField(null=True)
    published_day = TextField(null=True)


class Entrant(Table):
    activity = reference(Activity)
    kind = TextField()
    reader = reference(Reader, null=True)
    name = TextField(null=True)
    stage = TextField(null=True)
    entry_year = IntegerField(null=True)
    class_no = IntegerField(null=True)
    work = TextField(null=True)
    works = IntegerField()
    result = TextField(null=True)
    rank = IntegerField(null=True)
    prize = TextField(null=True)


class ActivityPhoto(Table):
    activity = reference(Activity)
    photo = TextField()
    caption = TextField(null=True)
