"""The rules of the school and its calendar."""

from peewee import BooleanField, IntegerField, TextField

from libdesk.store.models.base import Table, reference
from libdesk.store.models.books import Place


class LendingRule(Table):
    reader_kind = TextField()
    item_kind = TextField()
    rule = TextField()


class Term(Table):
    name = TextField()
    first_day = TextField()
    last_day = TextField()


class CalendarDay(Table):
    day = TextField()
    open = BooleanField()
    name = TextField()


class Opening(Table):
    place = reference(Place)
    weekday = IntegerField()
    from_time = TextField()
    to_time = TextField()
    name = TextField()


class HolidayLending(Table):
    name = TextField()
    from_day = TextField()
    to_day = TextField()
    due_first = TextField()
    due_last = TextField()
    quotas = TextField()
