"""Student librarians: roster, training, drills."""

from peewee import BooleanField, IntegerField, TextField

from libdesk.store.models.base import Table, reference
from libdesk.store.models.books import Place
from libdesk.store.models.people import Reader
from libdesk.store.models.rules import Term


class DutySlot(Table):
    term = reference(Term)
    place = reference(Place, null=True)
    weekday = IntegerField()
    from_time = TextField()
    to_time = TextField()
    name = TextField()
    wanted = IntegerField()
    from_day = TextField(null=True)
    to_day = TextField(null=True)


class BusySlot(Table):
    reader = reference(Reader)
    slot = reference(DutySlot)


class Duty(Table):
    slot = reference(DutySlot)
    reader = reference(Reader)
    weeks = TextField()
    from_day = TextField(null=True)
    to_day = TextField(null=True)


class DutyDay(Table):
    slot = reference(DutySlot)
    day = TextField()
    reader = reference(Reader)
    state = TextField()
    instead = reference(Reader, null=True)


class Training(Table):
    day = TextField()
    topic = TextField()
    minutes = IntegerField(null=True)
    trainer = TextField(null=True)
    note = TextField(null=True)


class Trainee(Table):
    training = reference(Training)
    reader = reference(Reader)
    state = TextField()


class Drill(Table):
    reader = reference(Reader)
    day = TextField()
    code = TextField()
    passed = BooleanField()
    seconds = IntegerField()
    slips = TextField()


class BestHelper(Table):
    term = reference(Term)
    reader = reference(Reader)
    why = TextField(null=True)
    day = TextField()
