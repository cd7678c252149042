"""Visits, questions, suggestions, announcements and lists of books."""

from peewee import BooleanField, IntegerField, TextField

from libdesk.store.models.base import Table, reference
from libdesk.store.models.books import Place, Title
from libdesk.store.models.people import Reader


class Visit(Table):
    day = TextField()
    at = IntegerField(null=True)
    place = reference(Place, null=True)
    how = TextField()
    people = IntegerField()
    reader = reference(Reader, null=True)
    reader_kind = TextField(null=True)
    stage = TextField(null=True)
    entry_year = IntegerField(null=True)
    class_no = IntegerField(null=True)


class Question(Table):
    day = TextField()
    asked = TextField()
    reader_kind = TextField(null=True)
    subject = TextField(null=True)
    answer = TextField(null=True)
    answered_day = TextField(null=True)
    minutes = IntegerField(null=True)


class Suggestion(Table):
    day = TextField()
    said = TextField()
    reader = reference(Reader, null=True)
    answer = TextField(null=True)
    answered_day = TextField(null=True)
    shown = BooleanField()


class Announcement(Table):
    name = TextField()
    body = TextField()
    from_day = TextField()
    to_day = TextField(null=True)


class BookList(Table):
    name = TextField()
    theme = TextField(null=True)
    grade_from = IntegerField(null=True)
    grade_to = IntegerField(null=True)
    intro = TextField(null=True)
    made_day = TextField()
    shown = BooleanField()


class BookListLine(Table):
    list = reference(BookList)
    title = reference(Title)
    ordinal = IntegerField()
    note = TextField(null=True)
