"""Plans of terms, tasks, events and the timetable of reading lessons."""

from peewee import IntegerField, TextField

from libdesk.store.models.base import Table, reference
from libdesk.store.models.books import Place
from libdesk.store.models.rules import Term


class Plan(Table):
    term = reference(Term)
    aims = TextField(null=True)
    note = TextField(null=True)


class Task(Table):
    kind = TextField()
    name = TextField()
    first_day = TextField()
    last_day = TextField()
    who = TextField(null=True)
    touches = TextField(null=True)
    goal = IntegerField(null=True)
    note = TextField(null=True)
    series = reference("self", null=True)
    state = TextField()
    done_day = TextField(null=True)


class Event(Table):
    first_day = TextField()
    last_day = TextField()
    from_time = TextField(null=True)
    to_time = TextField(null=True)
    name = TextField()
    place = TextField(null=True)
    note = TextField(null=True)
    uid = TextField(null=True)


class SpecialDay(Table):
    day = TextField()
    as_weekday = IntegerField(null=True)
    from_time = TextField(null=True)
    to_time = TextField(null=True)
    name = TextField()


class Period(Table):
    ordinal = IntegerField()
    name = TextField()
    from_time = TextField()
    to_time = TextField()


class Lesson(Table):
    term = reference(Term)
    stage = TextField()
    entry_year = IntegerField()
    class_no = IntegerField()
    weekday = IntegerField()
    period = reference(Period)
    weeks = TextField()
    place = reference(Place, null=True)
    teacher = TextField(null=True)
